#!/usr/bin/env bash
# Measures exporting Washington DC's streets, z10-16: tiles a second and peak memory, beside Mapnik.
#
# usage: bash tests/bench/tiles/run.sh
# Both draw the same data in the same style (styles.py) in batches of 8 x 8 tiles into a folder of
# files; onemap into an MBTiles archive as well. Installs Mapnik where it is missing, and says so where
# Debian's Python does not find it afterwards. The last lines compare what was measured, and nothing else.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../../../examples/common.sh
. "$here/../../../examples/common.sh"
prepare_onemap
bash "$onemap_root/tests/install.sh" bench || exit

zooms=10-16
box=-77.12,38.79,-76.91,39.0
work=$onemap_root/build/bench-tiles
data=$onemap_root/data/washington-dc
store=$work/city.onemap
mkdir -p "$work/shapes"
python3 "$here/styles.py" "$work"

load() {
    "$onemap" load "$store" "$@" --quiet --credit "Government of the District of Columbia"
}
if [ ! -e "$store" ]; then
    load district "$data/wards.geojson" --map WARD=code --map NAME=name --set level=unit
    load road "$data/roads.fgb" --map LINEARID=id --map FULLNAME=name --map class=class
    load water "$data/waterbodies.geojson" --map DESCRIPTIO=kind
    load landuse "$data/parks.geojson" --map id=id --set kind=park
    load fire_station "$data/fire_stations.geojson" --map GIS_ID=id --map NAME=name
fi

declare -A rate cpu
printf '%-15s %8s %8s %7s %8s %12s %9s\n' \
    what threads seconds tiles tiles/s "cpu ms/tile" "peak MiB"
row() { # row NAME THREADS SECONDS CPU_SECONDS TILES KIB
    rate[$1-$2]=$(awk -v n="$5" -v s="$3" 'BEGIN { printf "%.1f", n / s }')
    cpu[$1-$2]=$(awk -v n="$5" -v s="$4" 'BEGIN { printf "%.2f", s / n * 1000 }')
    printf '%-15s %8s %8s %7s %8s %12s %9s\n' \
        "$1" "$2" "$3" "$5" "${rate[$1-$2]}" "${cpu[$1-$2]}" "$(($6 / 1024))"
}

onemap_into() { # onemap_into NAME THREADS TARGET
    local seconds user system kib tiles
    /usr/bin/time -f '%e %U %S %M' -o "$work/time" "$onemap" export "$store" \
        --style "$work/onemap.json" --zoom "$zooms" --bbox "$box" --threads "$2" \
        --overwrite -o "$3" --json >"$work/$1-$2.json"
    read -r seconds user system kib <"$work/time"
    tiles=$(python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["tiles"])' \
        "$work/$1-$2.json")
    row "$1" "$2" "$seconds" "$(awk "BEGIN { print $user + $system }")" "$tiles" "$kib"
}

mapnik_into() { # mapnik_into THREADS FOLDER
    local seconds cpu_seconds kib tiles
    rm -rf "$2"
    read -r tiles seconds cpu_seconds kib < <(/usr/bin/python3 "$here/mapnik_tiles.py" \
        "$work/mapnik.xml" "$box" "$zooms" "$1" "$2")
    row mapnik "$1" "$seconds" "$cpu_seconds" "$tiles" "$kib"
}

# Mapnik's best case: projected shapefiles with a spatial index, columns named as in the store.
prepare_shape() { # prepare_shape TABLE FILE COLUMNS
    ogr2ogr -q -overwrite -t_srs EPSG:3857 -lco ENCODING=UTF-8 \
        -sql "SELECT $3 FROM $(basename "${2%.*}")" "$work/shapes/$1.shp" "$data/$2"
    shapeindex "$work/shapes/$1.shp" >/dev/null 2>&1
}
prepare_shapes() {
    prepare_shape district wards.geojson NAME
    prepare_shape road roads.fgb 'class, FULLNAME AS name'
    prepare_shape water waterbodies.geojson DESCRIPTIO
    prepare_shape landuse parks.geojson NAME
    prepare_shape fire_station fire_stations.geojson 'NAME AS name'
}

for threads in 1 2; do
    onemap_into onemap-xyz "$threads" "xyz:$work/tiles"
    onemap_into onemap-mbtiles "$threads" "mbtiles:$work/tiles.mbtiles"
done
if /usr/bin/python3 -c 'import mapnik' 2>/dev/null && command -v shapeindex >/dev/null; then
    prepare_shapes
    for threads in 1 2; do
        mapnik_into "$threads" "$work/mapnik"
    done
    for threads in 1 2; do
        awk -v a="${rate[onemap-xyz-$threads]}" -v b="${rate[mapnik-$threads]}" -v t="$threads" \
            'BEGIN { printf "ratio tiles-per-second-to-mapnik-%s-threads %.2f target 3\n", t, a / b }'
    done
    awk -v a="${cpu[mapnik-1]}" -v b="${cpu[onemap-xyz-1]}" \
        'BEGIN { printf "ratio mapnik-cpu-per-tile-to-ours %.2f target 3\n", a / b }'
else
    echo "mapnik is left out: python3-mapnik or shapeindex is not there"
fi
awk -v a="${rate[onemap-xyz-2]}" -v b="${rate[onemap-xyz-1]}" \
    'BEGIN { printf "ratio two-threads-to-one %.2f target 1.8\n", a / b }'

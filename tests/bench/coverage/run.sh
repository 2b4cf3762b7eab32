#!/usr/bin/env bash
# Measures coverage of fire engines beside pgRouting, PostGIS, SpatiaLite, Valhalla and OSRM, in one run.
#
# usage: bash tests/bench/coverage/run.sh [CITY...]      cities: m1 m5; both when none is named
# All are asked for what 50 stations reach in 300 s, on the same network with the same costs (Valhalla
# and OSRM: on the same streets, their own costs). Installs the others from Debian and npm; OSRM stands
# in neither and takes part where it is installed (pkg-config finds libosrm). PostgreSQL runs in a
# temporary folder that is removed at the end. The streets are found in $ONEMAP_BENCH_DATA, else in
# ../shared/data beside this tree: street_mosaic/m1.osm.pbf and m5.osm.pbf.
#
# Prints each raw figure, "CITY.NAME VALUE UNIT", the best of several tries for everybody; what pictures
# get wrong as a table; and one line a claim: "ratio NAME VALUE target VALUE", where higher is better,
# "missed" behind it when the target is. Whatever breaks, ours or another's, is told where it happens
# and again at the end, and the exit code is then 1; a missed target breaks nothing. What could not be
# had is named at the end and compared with nothing.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
data=$(realpath -m "${ONEMAP_BENCH_DATA:-$root/../shared/data}")
work=$root/build/bench-coverage
bench=$root/build/release/tests/bench_coverage
onemap=$root/build/release/bin/onemap

cities=("${@:-m1 m5}")
# shellcheck disable=SC2206
cities=(${cities[*]})
for city in "${cities[@]}"; do
    [ -f "$data/street_mosaic/$city.osm.pbf" ] || {
        echo "there is no $data/street_mosaic/$city.osm.pbf: put the street mosaic there, or name its folder in ONEMAP_BENCH_DATA" >&2
        exit 3
    }
done
bash "$root/tests/install.sh" run peers
for part in postgres pgrouting pictures spatialite osrm; do
    # shellcheck source=/dev/null
    . "$here/peers/$part.sh"
done
mkdir -p "$work" "$root/build"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target onemap_program bench_coverage) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    echo "the build failed, see $work/build.log" >&2
    exit 1
fi

declare -A value
broken=()
absent=()
claims=0
missed=()

broke() { # broke WHAT MESSAGE
    broken+=("$1")
    echo "BROKEN $1: $2"
}

# Runs a measurement of a city and keeps the figures that it prints, "figure NAME VALUE UNIT".
take() { # take CITY WHAT COMMAND...
    local city=$1 what=$2 kind name number unit status
    local log=$work/$1/$2
    shift 2
    set +e
    (
        set -e
        "$@"
    ) >"$log.figures" 2>"$log.log"
    status=$?
    set -e
    [ $status -eq 0 ] || broke "$city.$what" "exit $status, $(tail -n 1 "$log.log") (see $log.log)"
    while read -r kind name number unit; do
        [ "$kind" = figure ] || continue
        if ! [[ $number =~ ^-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?$ ]]; then
            broke "$city.$what" "$name is no figure: '$number'"
            continue
        fi
        value[$city.$name]=$number
        [[ $name == error_* ]] || printf '%-34s %12s %s\n' "$city.$name" "$number" "$unit"
    done <"$log.figures"
}

# Says how a claim stands: the other's figure over ours, times `per` of ours that make one of theirs.
ratio() { # ratio NAME THEIRS OURS TARGET [PER]
    if [ -z "${value[$2]:-}" ] || [ -z "${value[$3]:-}" ]; then
        echo "ratio $1 unknown target $4"
        return 0
    fi
    claims=$((claims + 1))
    local line
    line=$(awk -v name="$1" -v theirs="${value[$2]}" -v ours="${value[$3]}" -v target="$4" -v per="${5:-1}" 'BEGIN {
        got = ours > 0 ? theirs * per / ours : 0
        printf "ratio %s %.2f target %s%s\n", name, got, target, got < target ? " missed" : "" }')
    echo "$line"
    [[ $line != *' missed' ]] || missed+=("$1")
}

# A figure that is known beforehand, such as a limit that must not be passed.
at_most() { # at_most NAME LIMIT OURS
    value[limit.$1]=$2
    ratio "$1" "limit.$1" "$3" 1
}

# Node's package with Valhalla's binaries; empty where it cannot be had.
valhalla_package() {
    local package=$work/npm/node_modules/@valhallajs/valhallajs
    [ -d "$package" ] || npm install --prefix "$work/npm" --no-audit --no-fund --silent \
        @valhallajs/valhallajs@3.6.1 >"$work/npm.log" 2>&1 || return 0
    node -e "require('$package')" 2>/dev/null && echo "$package"
}

valhalla_measure() { # valhalla_measure CITY FOLDER
    local command=$valhalla/bin/valhalla-cli.js
    node "$command" build_config --mjolnir-tile-dir "$2/valhalla" --mjolnir-concurrency 2 \
        >"$2/valhalla.json" 2>/dev/null
    # It leaves notes in the folder that it is called from.
    if [ ! -e "$2/valhalla.done" ]; then
        (cd "$2" && node "$command" build_tiles -c "$2/valhalla.json" \
            "$data/street_mosaic/$1.osm.pbf") >&2
        touch "$2/valhalla.done"
    fi
    # What it says of itself goes where the figures go: only those are kept.
    node "$here/peers/valhalla.cjs" "$valhalla" "$2/valhalla.json" "$2/stations.tsv" "$2/sample.tsv"
}

# The best of five: a store that is closed, to answers that are written in it.
cold_measure() { # cold_measure STORE
    local i
    for i in 1 2 3 4 5; do "$bench" cold "$1"; done |
        awk '!($2 in best) || $3 < best[$2] { best[$2] = $3; unit[$2] = $4 }
             END { for (name in best) print "figure", name, best[name], unit[name] }' | sort
}

load_city() { # load_city CITY FOLDER
    ! "$onemap" describe "$2/city.onemap" || return 0
    rm -f "$2/city.onemap"
    rm -f "$2/loading.onemap"
    "$onemap" load "$2/loading.onemap" road "$data/street_mosaic/$1.osm.pbf" --quiet \
        --credit "© OpenStreetMap contributors"
    mv "$2/loading.onemap" "$2/city.onemap"
}

# The road graph of New York, which is known beforehand to many: loaded, searched, and its memory.
measure_nyc() {
    local folder=$work/nyc graph=$data/nyc_dimacs_roads
    [ -f "$graph/USA-road-d.NY.gr.gz" ] || {
        echo "there is no $graph: New York is not measured"
        return 0
    }
    mkdir -p "$folder"
    take nyc load load_nyc "$graph" "$folder"
    take nyc search "$bench" search "$folder/city.onemap"
    take nyc cold cold_measure "$folder/city.onemap"
    take nyc memory "$bench" memory "$folder/city.onemap"
}

load_nyc() { # load_nyc GRAPH FOLDER
    ! "$onemap" describe "$2/city.onemap" || return 0
    rm -f "$2/city.onemap"
    rm -f "$2/loading.onemap"
    bash "$here/dimacs.sh" "$1" >"$2/roads.csv"
    "$onemap" load "$2/loading.onemap" road "$2/roads.csv" --crs EPSG:4269 --quiet
    mv "$2/loading.onemap" "$2/city.onemap"
}

# Peak memory while the network is opened, in bytes an arc, above what an open store takes.
claim_memory() { # claim_memory CITY
    at_most "$1-memory-from-pack-within-100-bytes-an-arc" 100 "$1.memory_from_pack"
    at_most "$1-memory-from-rows-within-100-bytes-an-arc" 100 "$1.memory_from_rows"
}

# The city with half a million places, its stations and a hundred districts, to be asked what if.
load_asked() { # load_asked FOLDER
    local layer
    [ ! -e "$1/asked.onemap" ] || return 0
    "$bench" people "$1/city.onemap" "$1"
    cp "$1/city.onemap" "$1/loading.onemap"
    for layer in district fire_station population; do
        "$onemap" load "$1/loading.onemap" "$layer" "$1/$layer.csv" --crs EPSG:4326 --quiet
    done
    mv "$1/loading.onemap" "$1/asked.onemap"
}

measure_what_if() { # measure_what_if CITY FOLDER
    take "$1" what_if "$bench" what_if "$2/city.onemap"
    take "$1" asked-load load_asked "$2"
    take "$1" ask "$bench" ask "$2/asked.onemap"
}

measure_city() { # measure_city CITY
    local city=$1 folder=$work/$1
    local store=$folder/city.onemap
    mkdir -p "$folder"
    take "$city" load load_city "$city" "$folder"
    take "$city" export "$bench" export "$store" "$folder"
    take "$city" sample "$bench" sample "$store" "$folder/sample.tsv"
    take "$city" search "$bench" search "$store"
    take "$city" cold cold_measure "$store"
    take "$city" memory "$bench" memory "$store"
    take "$city" ground "$bench" ground "$store"
    [ "$city" = m1 ] || measure_what_if "$city" "$folder"
    take "$city" error "$bench" error "$store"

    take "$city" pgrouting-load pgrouting_load "$folder"
    take "$city" pgrouting pgrouting_measure
    take "$city" pictures pictures_measure "$folder/pictures.tsv"
    take "$city" judge "$bench" judge "$store" "$folder/pictures.tsv"
    take "$city" spatialite-load spatialite_load "$folder"
    take "$city" spatialite spatialite_measure "$folder"
    [ -z "$valhalla" ] || take "$city" valhalla valhalla_measure "$city" "$folder"
    [ -z "$osrm" ] || take "$city" osrm osrm_measure "$folder" "$data/street_mosaic/$city.osm.pbf"
}

# What the pictures of all methods get wrong, from the figures that were kept.
tell_errors() { # tell_errors CITY
    cat "$work/$1"/{error,pictures,judge,valhalla}.figures 2>/dev/null >"$work/$1/errors.txt" || true
    echo "$1: what pictures get wrong, in percent of what is covered"
    bash "$here/error.sh" "$work/$1/errors.txt"
}

# What OSRM 6.0 took for the matrix on another machine, where it was measured before.
declare -A osrm_elsewhere=([m1]='1,666 to 1,852' [m5]='2,071 to 2,140')

claim_matrix() { # claim_matrix CITY
    if [ -n "$osrm" ]; then
        ratio "$1-matrix-to-osrm" "$1.osrm" "$1.matrix" 25
        ratio "$1-matrix-to-osrm-2-threads" "$1.osrm" "$1.matrix_2_threads" 25
    else
        echo "$1 matrix: ${value[$1.matrix]:-unknown} ms here; OSRM 6.0 took ${osrm_elsewhere[$1]} ms elsewhere, which is no comparison in one run"
    fi
}

# One of 50 stations moved: figures of half a million places, and with all ground that is reached.
claim_what_if() { # claim_what_if CITY
    at_most "$1-what-if-figures-within-25-ms" 25 "$1.figures_one_station_moved"
    at_most "$1-what-if-with-ground-within-100-ms" 100 "$1.what_if_ground"
}

claim_spatialite() { # claim_spatialite CITY
    [ -n "${value[$1.spatialite_missing]:-}" ] || return 0
    echo "spatialite gives ${value[$1.spatialite_too_late]} of ${value[$1.spatialite_compared]} junctions too late a time, by up to ${value[$1.spatialite_too_late_by_at_most]} s, and misses ${value[$1.spatialite_missing]}"
}

# Equal answers are 1, others below.
claim_equal() { # claim_equal CITY
    value[$1.equal]=$(awk -v differ="${value[$1.pgrouting_differs]:-}" -v all="${value[$1.pgrouting_reached]:-}" \
        'BEGIN { if (differ != "" && all > 0) print all - differ }')
    ratio "$1-answers-equal-to-pgrouting" "$1.equal" "$1.pgrouting_reached" 1
}

claim_city() { # claim_city CITY SEARCH_TARGET SPATIALITE_TARGET
    local city=$1 metres where
    claim_equal "$city"
    ratio "$city-search-to-pgrouting" "$city.pgrouting" "$city.search" "$2"
    ratio "$city-search-to-pgrouting-2-threads" "$city.pgrouting" "$city.search_2_threads" "$2"
    ratio "$city-search-to-spatialite" "$city.spatialite" "$city.search" "$3"
    ratio "$city-cold-to-pgrouting-query" "$city.pgrouting" "$city.cold" 5
    claim_memory "$city"
    value[$city.buffers]=$(awk -v ms="${value[$city.error_postgis_buffers_outline]:-}" 'BEGIN { if (ms != "") print 50 * ms }')
    ratio "$city-polygons-to-postgis-buffers" "$city.buffers" "$city.polygons_25m" 250
    # An isochrone of ours, searched and outlined, is a fiftieth of the round over all stations.
    [ -z "$valhalla" ] || ratio "$city-isochrone-to-valhalla" "$city.valhalla" "$city.polygons_25m" 10 50
    claim_matrix "$city"
    [ "$city" = m1 ] || claim_what_if "$city"
    ratio "$city-2-threads-to-1" "$city.search" "$city.search_2_threads" 1.8
    for where in anywhere roadside; do
        for metres in 25 10; do
            local most=1
            [ $metres -eq 25 ] || most=0.3
            at_most "$city-$where-false-covered-${metres}m-within-$most-percent" $most "$city.error_raster_${metres}m_${where}_false_covered"
            at_most "$city-$where-false-uncovered-${metres}m-within-$most-percent" $most "$city.error_raster_${metres}m_${where}_false_uncovered"
        done
    done
    claim_spatialite "$city"
}

trap postgres_stop EXIT
postgres_start
valhalla=$(valhalla_package)
[ -n "$valhalla" ] || absent+=("valhalla (npm has not given it, see $work/npm.log)")
osrm=$(osrm_installed)
if [ -z "$osrm" ]; then
    absent+=("osrm (pkg-config finds no libosrm)")
else
    mkdir -p "$work/all"
    take all osrm-build osrm_build
fi
for city in "${cities[@]}"; do measure_city "$city"; done
measure_nyc
for city in "${cities[@]}"; do tell_errors "$city"; done
for city in "${cities[@]}"; do
    case $city in
    m1) claim_city m1 100 20 ;;
    m5) claim_city m5 300 80 ;;
    esac
done
[ -z "${value[nyc.arcs]:-}" ] || {
    ratio nyc-2-threads-to-1 nyc.search nyc.search_2_threads 1.8
    claim_memory nyc
}
echo "$((claims - ${#missed[@]})) of $claims targets met${missed[*]:+; missed: ${missed[*]}}"
[ ${#absent[@]} -eq 0 ] || printf 'compared with nothing: %s\n' "${absent[@]}"
[ ${#broken[@]} -eq 0 ] || printf 'BROKEN: %s\n' "${broken[@]}"
[ ${#broken[@]} -eq 0 ]

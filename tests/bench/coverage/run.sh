#!/usr/bin/env bash
# Measures coverage of fire engines beside pgRouting, PostGIS, SpatiaLite and Valhalla, in one run.
#
# usage: bash tests/bench/coverage/run.sh [CITY...]      cities: m1 m5; both when none is named
# All are asked for what 50 stations reach in 300 s, on the same network with the same costs (Valhalla:
# on the same streets, its own costs). Installs the others from Debian and npm; PostgreSQL runs in a
# temporary folder that is removed at the end. The streets are found in $ONEMAP_BENCH_DATA, else in
# ../shared/data beside this tree: street_mosaic/m1.osm.pbf, m5.osm.pbf and nyc_dimacs_roads/.
#
# Prints each raw figure, "CITY.NAME VALUE UNIT", the best of several tries for everybody, and one line a
# claim: "ratio NAME VALUE target VALUE", where higher is better. What could not be had is not compared.
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
for part in postgres pgrouting spatialite; do
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

# Keeps "figure NAME VALUE UNIT" lines as figures of a city, and prints them.
declare -A value
keep() { # keep CITY <figures
    local kind name number unit
    while read -r kind name number unit; do
        [ "$kind" = figure ] || continue
        value[$1.$name]=$number
        printf '%-34s %12s %s\n' "$1.$name" "$number" "$unit"
    done
}

# The other's figure over ours; nothing when either is missing.
ratio() { # ratio NAME THEIRS OURS TARGET
    [ -n "${value[$2]:-}" ] && [ -n "${value[$3]:-}" ] || return 0
    awk -v name="$1" -v theirs="${value[$2]}" -v ours="${value[$3]}" -v target="$4" \
        'BEGIN { printf "ratio %s %.2f target %s\n", name, theirs / ours, target }'
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
    [ -n "$valhalla" ] || return 0
    local command=$valhalla/bin/valhalla-cli.js
    node "$command" build_config --mjolnir-tile-dir "$2/valhalla" --mjolnir-concurrency 2 \
        >"$2/valhalla.json" 2>/dev/null
    # It leaves notes in the folder that it is called from.
    [ -d "$2/valhalla" ] || (cd "$2" && node "$command" build_tiles -c "$2/valhalla.json" \
        "$data/street_mosaic/$1.osm.pbf" >"$2/valhalla.log" 2>&1)
    node "$here/peers/valhalla.cjs" "$valhalla" "$2/valhalla.json" "$2/stations.tsv" \
        2>>"$2/valhalla.log" | grep '^figure'
}

# The best of five: a store that is closed, to answers that are written in it.
cold_measure() { # cold_measure STORE
    local i
    for i in 1 2 3 4 5; do "$bench" cold "$1"; done |
        awk '!($2 in best) || $3 < best[$2] { best[$2] = $3; unit[$2] = $4 }
             END { for (name in best) print "figure", name, best[name], unit[name] }' | sort
}

measure_city() { # measure_city CITY
    local city=$1 folder=$work/$1
    mkdir -p "$folder"
    if [ ! -e "$folder/city.onemap" ]; then
        echo "loading $city"
        "$onemap" load "$folder/city.onemap" road "$data/street_mosaic/$city.osm.pbf" --quiet \
            --credit "© OpenStreetMap contributors"
    fi
    "$bench" export "$folder/city.onemap" "$folder"
    keep "$city" < <("$bench" search "$folder/city.onemap")
    keep "$city" < <(cold_measure "$folder/city.onemap")
    keep "$city" < <("$bench" ground "$folder/city.onemap")
    [ "$city" = m1 ] || keep "$city" < <("$bench" what_if "$folder/city.onemap")

    pgrouting_load "$folder"
    keep "$city" < <(pgrouting_measure)
    keep "$city" < <(postgis_measure)
    spatialite_load "$folder"
    keep "$city" < <(spatialite_measure "$folder")
    keep "$city" < <(valhalla_measure "$city" "$folder")
}

# An isochrone of ours, searched and outlined, is a fiftieth of the round over all stations.
isochrone_of() { # isochrone_of CITY
    value[$1.isochrone]=$(awk -v all="${value[$1.polygons_25m]}" 'BEGIN { print all / 50 }')
}

claim_city() { # claim_city CITY SEARCH_TARGET SPATIALITE_TARGET
    local city=$1
    isochrone_of "$city"
    # Equal answers: 1 when all are, else below.
    awk -v city="$city" -v differ="${value[$city.pgrouting_differs]}" \
        -v reached="${value[$city.pgrouting_reached]}" \
        'BEGIN { printf "ratio %s-answers-equal-to-pgrouting %.6f target 1\n", city, 1 - differ / reached }'
    ratio "$city-search-to-pgrouting" "$city.pgrouting" "$city.search" "$2"
    ratio "$city-search-to-pgrouting-2-threads" "$city.pgrouting" "$city.search_2_threads" "$2"
    ratio "$city-search-to-spatialite" "$city.spatialite" "$city.search" "$3"
    ratio "$city-cold-to-pgrouting-query" "$city.pgrouting" "$city.cold" 5
    ratio "$city-polygons-to-postgis-buffers" "$city.postgis_buffers" "$city.polygons_25m" 250
    ratio "$city-polygons-first-to-postgis-buffers" "$city.postgis_buffers" "$city.polygons_first_25m" 250
    ratio "$city-isochrone-to-valhalla" "$city.valhalla" "$city.isochrone" 10
    ratio "$city-2-threads-to-1" "$city.search" "$city.search_2_threads" 1.8
    at_most "$city-false-covered-25m-within-1-percent" 1 "$city.false_covered_25m"
    at_most "$city-false-uncovered-25m-within-1-percent" 1 "$city.false_uncovered_25m"
    at_most "$city-false-covered-10m-within-0.3-percent" 0.3 "$city.false_covered_10m"
    at_most "$city-false-uncovered-10m-within-0.3-percent" 0.3 "$city.false_uncovered_10m"
    echo "spatialite gives ${value[$city.spatialite_too_late]} of ${value[$city.spatialite_compared]} junctions too late a time, by up to ${value[$city.spatialite_too_late_by_at_most]} s, and misses ${value[$city.spatialite_missing]}"
}

trap postgres_stop EXIT
postgres_start
valhalla=$(valhalla_package)
[ -n "$valhalla" ] || echo "valhalla could not be had from npm: its isochrones are compared with nothing"
# Its npm packages fetch their binaries from elsewhere, and Debian has none.
echo "osrm could not be had from npm or Debian: the matrix is compared with nothing"
for city in "${cities[@]}"; do measure_city "$city"; done
for city in "${cities[@]}"; do
    case $city in
    m1) claim_city m1 100 20 ;;
    m5) claim_city m5 300 80 ;;
    esac
done

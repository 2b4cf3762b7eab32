#!/usr/bin/env bash
# Holds every time of the search against pgRouting's, on the same edges and costs of real cities.
#
# usage: bash tests/peer/run.sh
# From 50 junctions of Washington and of Liechtenstein (and of Monaco, where $ONEMAP_BENCH_DATA or
# ../shared/data has it) to every junction, with no limit; a time that differs by more than a
# millionth of a second, or that only one of both has, is an error. Installs PostgreSQL with
# pgRouting, runs it in a temporary folder, and ends with "N passed, N failed".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
data=$(realpath -m "${ONEMAP_BENCH_DATA:-$root/../shared/data}")
work=$root/build/peer
bench=$root/build/release/tests/bench_coverage
onemap=$root/build/release/bin/onemap
limit_s=1000000

bash "$root/tests/install.sh" run peers
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/postgres.sh"
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/pgrouting.sh"
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target onemap_program bench_coverage) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    echo "the build failed, see $work/build.log" >&2
    exit 1
fi

passed=0
failed=0

compare() { # compare CITY ROADS [WORD...]
    local folder=$work/$1 city=$1 roads=$2 all differ
    shift 2
    rm -rf "$folder"
    mkdir -p "$folder"
    "$onemap" load "$folder/city.onemap" road "$roads" --quiet --credit "see SOURCE.md" "$@"
    "$bench" export "$folder/city.onemap" "$folder" "$limit_s"
    pgrouting_load "$folder"
    sql -c "create unlogged table reached as $(reach_query 'from_v, node, agg_cost' "$limit_s")"
    all=$(sql -c 'select count(*) from answers')
    differ=$(sql -c 'select count(*) from reached r full join answers a
        on a.station = r.from_v and a.junction = r.node
        where not coalesce(abs(a.seconds - r.agg_cost) <= 1e-6, false)')
    echo "$city: $all times from 50 junctions, $differ differ"
    if [ "$differ" -eq 0 ] && [ "$all" -gt 10000 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

trap postgres_stop EXIT
postgres_start
compare washington "$root/data/washington-dc/roads.fgb" --map LINEARID=id --map class=class
compare liechtenstein "$root/data/liechtenstein/liechtenstein.osm.pbf"
monaco=$(find "$data/monaco_osm" -name '*.osm.pbf' -o -name '*.osm' 2>/dev/null | head -n 1)
if [ -n "$monaco" ]; then
    compare monaco "$monaco"
else
    echo "monaco is left out: there is no OpenStreetMap file in $data/monaco_osm"
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

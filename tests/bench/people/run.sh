#!/usr/bin/env bash
# Measures areal weighting by exact shares of cells beside a cell-centre pass, GEOS and exactextract.
#
# usage: bash tests/bench/people/run.sh
# The three cases are 80 districts on 100 m cells, 1,000 service areas on 10 m cells, 100,000 houses
# on 100 m cells; shapes are made, the same each time. exactextract stands in no package of Debian:
# it is compiled when EXACTEXTRACT_SOURCE names a folder with its sources (github.com/isciences/exactextract).
#
# Prints each raw figure, the best of several tries, and "ratio NAME VALUE target VALUE", higher is better.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/build/bench-people
bench=$root/build/release/tests/bench_people
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target bench_people) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    exit 1
fi

peer=
if [ -n "${EXACTEXTRACT_SOURCE:-}" ]; then
    peer=$work/bench_exactextract
    cd "$EXACTEXTRACT_SOURCE/src"
    g++ -O3 -std=c++17 -I. -o "$peer" "$here/peers/exactextract.cpp" raster_cell_intersection.cpp \
        box.cpp cell.cpp coordinate.cpp floodfill.cpp geos_utils.cpp grid.cpp measures.cpp \
        perimeter_distance.cpp side.cpp traversal.cpp traversal_areas.cpp -lgeos_c
    cd "$root"
else
    echo "exactextract could not be had (EXACTEXTRACT_SOURCE names no sources): not compared"
fi

ratio() { # ratio NAME MORE LESS TARGET
    awk -v name="$1" -v more="$2" -v less="$3" -v target="$4" \
        'BEGIN { printf "ratio %s %.2f target %s\n", name, more / less, target }'
}

for case in districts:100 areas:10 buildings:100; do
    name=${case%:*}
    "$bench" "$name" "$work/$name.wkb" >"$work/$name.txt"
    [ -z "$peer" ] || "$peer" "$work/$name.wkb" "${case#*:}" >>"$work/$name.txt"
    sed "s/^figure /$name./" "$work/$name.txt"
    figure() { awk -v name="$1" '$2 == name { print $3 }' "$work/$name.txt"; }
    ratio "$name.centre_pass" "$(figure centre)" "$(figure exact)" 0.5
    ratio "$name.geos_clip" "$(figure geos_clip)" "$(figure exact)" 6
    [ -z "$peer" ] || ratio "$name.exactextract" "$(figure exactextract)" "$(figure exact)" 6
done

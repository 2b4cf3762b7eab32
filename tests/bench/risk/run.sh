#!/usr/bin/env bash
# Measures what the risk map is made of, each part beside others who do the same.
#
# usage: bash tests/bench/risk/run.sh [PART...]      parts: jenks; all when none is named
#
# jenks: exact natural breaks in 4 and 7 classes, beside classInt (R, from Debian) and, when
# MAPCLASSIFY_SOURCE names a folder with its sources (github.com/pysal/mapclassify), mapclassify, compiled
# with Debian's numba. Both take time with the square of the values: they are asked for more and more
# until they need longer than ONEMAP_BENCH_LIMIT_S (300 s). Sums of squares must be the same as ours:
# classInt's to nine digits; mapclassify counts in single precision, its sum may be the larger one.
#
# Prints each raw figure, the best of several tries for us, and "ratio NAME VALUE target VALUE", higher is better.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/build/bench-risk
bench=$root/build/release/tests/bench_risk
limit_s=${ONEMAP_BENCH_LIMIT_S:-300}
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target bench_risk) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    exit 1
fi

# Keeps "figure NAME VALUE UNIT" lines as figures of a case, and prints them.
declare -A value
keep() { # keep CASE <figures
    local kind name number unit
    while read -r kind name number unit; do
        [ "$kind" = figure ] || continue
        value[$1.$name]=$number
        printf '%-44s %14s %s\n' "$1.$name" "$number" "$unit"
    done
}

# The other's figure over ours; nothing when either is missing.
ratio() { # ratio NAME THEIRS OURS TARGET
    [ -n "${value[$2]:-}" ] && [ -n "${value[$3]:-}" ] || return 0
    awk -v name="$1" -v theirs="${value[$2]}" -v ours="${value[$3]}" -v target="$4" \
        'BEGIN { printf "ratio %s %.2f target %s\n", name, theirs / ours, target }'
}

# ---- Natural breaks ----

# What a peer found must not be better than ours, nor worse by more than a share.
compare_squares() { # compare_squares CASE PEER SHARE
    awk -v theirs="${value[$1.$2_squares]}" -v ours="${value[$1.squares]}" -v share="$3" 'BEGIN {
        exit !(theirs >= ours * (1 - 1e-8) && theirs <= ours * (1 + share)) }' ||
        { echo "$1: $2 finds other classes: ${value[$1.$2_squares]}, ours ${value[$1.squares]}" >&2 && exit 1; }
}

# Asks a peer for more and more values until it takes too long.
ask_peer() { # ask_peer PEER CLASSES SHARE COMMAND...
    local peer=$1 classes=$2 share=$3 size case largest=
    shift 3
    for size in "${sizes[@]}"; do
        case=jenks.$size.$classes
        timeout "$limit_s" "$@" "$work/$size.f64" "$classes" >"$work/$peer.txt" 2>"$work/$peer.log" || break
        keep "$case" <"$work/$peer.txt"
        compare_squares "$case" "$peer" "$share"
        ratio "$case.$peer" "$case.${peer}_time" "$case.time" 1
        largest=$case
    done
    [ -n "$largest" ] || { echo "$peer could not be had: $(tail -n 1 "$work/$peer.log")" && return; }
    echo "$peer: ${largest%.*} is the most that it finishes within $limit_s s"
    ratio "jenks.1000000.$classes.over_largest_of_$peer" "$largest.${peer}_time" "jenks.1000000.$classes.time" 20
}

measure_jenks() {
    local size classes
    local sizes=(10000 100000 200000 500000 1000000)
    for size in "${sizes[@]}"; do
        "$bench" values "$size" "$work/$size.f64"
        for classes in 4 7; do
            keep "jenks.$size.$classes" < <("$bench" jenks "$work/$size.f64" $classes)
        done
    done
    for classes in 4 7; do
        ask_peer classint $classes 1e-8 Rscript "$here/peers/classint.R"
        if [ -n "${MAPCLASSIFY_SOURCE:-}" ]; then
            ask_peer mapclassify $classes 1e-2 /usr/bin/python3 "$here/peers/mapclassify.py" "$MAPCLASSIFY_SOURCE"
        else
            echo "mapclassify could not be had (MAPCLASSIFY_SOURCE names no sources): not compared"
        fi
    done
}

for part in "${@:-jenks}"; do
    "measure_$part"
done

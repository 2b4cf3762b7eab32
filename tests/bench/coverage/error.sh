#!/usr/bin/env bash
# Prints what pictures of reach get wrong, by method: shares of what is truly covered, in percent.
#
# usage: bash tests/bench/coverage/error.sh STORE|FIGURES.txt [BENCH_COVERAGE]
# STORE holds roads: 50 stations are asked for 300 s, and our rasters and buffers are judged. A text
# file holds figures that were measured before, of other programs too (run.sh makes it). "anywhere" are
# places spread over the ground, "roadside" those 8 to 60 m beside a road, as many as it is long; the
# exact answer of each is known. The time is that of one outline, without the search.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
source=${1:?usage: bash tests/bench/coverage/error.sh STORE|FIGURES.txt [BENCH_COVERAGE]}
bench=${2:-$root/build/release/tests/bench_coverage}
figures=$(mktemp)
trap 'rm -f "$figures"' EXIT
case $source in
*.txt) cat "$source" ;;
*) "$bench" error "$source" ;;
esac >"$figures"
awk '
    /^figure error_/ {
        if (!match($2, /_(anywhere|roadside|outline|stations)/)) next
        name = substr($2, 7, RSTART - 7)
        if (!(name in seen)) { seen[name] = 1; order[++count] = name }
        value[name, substr($2, RSTART + 1)] = $3
    }
    function shown(name, what, format) {
        return (name SUBSEP what) in value ? sprintf(format, value[name, what]) : "-"
    }
    END {
        if (!count) exit 1
        printf "%-20s %28s %28s %12s %9s\n", "", "anywhere: covered, uncovered", "roadside: covered, uncovered", "ms an outline", "stations"
        for (i = 1; i <= count; i++) {
            n = order[i]
            printf "%-20s %14s %13s %14s %13s %13s %9s\n", n,
                shown(n, "anywhere_false_covered", "%.2f"), shown(n, "anywhere_false_uncovered", "%.2f"),
                shown(n, "roadside_false_covered", "%.2f"), shown(n, "roadside_false_uncovered", "%.2f"),
                shown(n, "outline", "%.2f"), shown(n, "stations", "%d")
        }
    }' "$figures"

#!/usr/bin/env bash
# Prints what pictures of reach get wrong, by method: shares of what is truly covered, in percent.
#
# usage: bash tests/bench/coverage/error.sh STORE [BENCH_COVERAGE]
# STORE holds roads; 50 stations are asked for 300 s, ten for buffers. "anywhere" are places spread
# over the ground, "roadside" those 8 to 60 m beside a road. The time is that of one outline.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
store=${1:?usage: bash tests/bench/coverage/error.sh STORE [BENCH_COVERAGE]}
bench=${2:-$root/build/release/tests/bench_coverage}
"$bench" error "$store" | awk '
    /^figure error_/ {
        if (!match($2, /_(anywhere|roadside|outline)/)) next
        name = substr($2, 7, RSTART - 7)
        if (!(name in seen)) { seen[name] = 1; order[++count] = name }
        value[name, substr($2, RSTART + 1)] = $3
    }
    END {
        printf "%-14s %28s %28s %12s\n", "", "anywhere: covered, uncovered", "roadside: covered, uncovered", "ms an outline"
        for (i = 1; i <= count; i++) {
            n = order[i]
            printf "%-14s %14.2f %13.2f %14.2f %13.2f %12.2f\n", n,
                value[n, "anywhere_false_covered"], value[n, "anywhere_false_uncovered"],
                value[n, "roadside_false_covered"], value[n, "roadside_false_uncovered"], value[n, "outline"]
        }
    }'

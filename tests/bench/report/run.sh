#!/usr/bin/env bash
# Measures how long the report of Washington DC takes, first and when nothing has changed since.
#
# usage: bash tests/bench/report/run.sh
# The store is that of examples/washington-dc, built when it is not there. The first report draws every
# map; the second takes them from the page that it replaces, and must give the same bytes.
#
# Prints the seconds, the best of five (three of the first), and "ratio NAME VALUE target VALUE", higher
# is better: report.rebuilt is first over second, report.one_second one second over the second.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
work=$root/build/bench-report
onemap=$root/build/release/bin/onemap
store=$root/build/washington-dc/city.onemap
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release && cmake --build --preset release --target onemap_program) \
    >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    exit 1
fi
"$onemap" build "$root/examples/washington-dc/city.yaml" -q

seconds() { # seconds COMMAND...: how long it takes
    local start end
    start=$(date +%s.%N)
    "$@"
    end=$(date +%s.%N)
    awk -v start="$start" -v end="$end" 'BEGIN { printf "%.3f\n", end - start }'
}
report() { "$onemap" report "$store" -o "$work/report.html" --title 'Washington DC' --date 2026-11-28 -q; }
best() { sort -n | head -n 1; }

first=$(for _ in 1 2 3; do
    rm -f "$work/report.html"
    seconds report
done | best)
cp "$work/report.html" "$work/first.html"
second=$(for _ in 1 2 3 4 5; do seconds report; done | best)
cmp "$work/report.html" "$work/first.html"

echo "figure first_s $first"
echo "figure second_s $second"
echo "figure page_bytes $(stat -c %s "$work/report.html")"
awk -v first="$first" -v second="$second" 'BEGIN {
    printf "ratio report.rebuilt %.2f target 3\n", first / second
    printf "ratio report.one_second %.2f target 1\n", 1 / second }'

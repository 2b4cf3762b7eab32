#!/usr/bin/env bash
# Measures the main job: seconds and peak memory of each stage of the Washington DC build, tiles a second.
#
# usage: bash tests/bench/main/run.sh
# Runs in build/bench/, from nothing, on the release build; takes the command line's own figures.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../../../examples/common.sh
. "$here/../../../examples/common.sh"
prepare_onemap

folder=$onemap_root/build/bench
store=$folder/city.onemap
rm -rf "$folder"
mkdir -p "$folder"

# A build file of one section more each time, so that each run does one stage: what is done stays done.
sections_until() {
    sed -e "s#\.\./\.\./data/#$onemap_root/data/#; s#\.\./\.\./styles/#$onemap_root/styles/#" \
        -e "s#\.\./\.\./build/washington-dc/#$folder/#; s#^store: .*#store: $store#" \
        -e "s#policy: policy.csv#policy: $onemap_root/examples/washington-dc/policy.csv#" \
        "$onemap_root/examples/washington-dc/city.yaml" |
        awk -v last="$1" '/^(load|analyse|draw|export):/ { section = $1; if (done) exit }
                          { print } $1 == last ":" { done = 1 }'
}

printf '%-10s %10s %10s\n' stage seconds "peak MiB"
for stage in load analyse draw export; do
    sections_until "$stage" >"$folder/city.yaml"
    /usr/bin/time -f '%e %M' -o "$folder/$stage.time" \
        "$onemap" build "$folder/city.yaml" --json >"$folder/$stage.json"
    read -r seconds kib <"$folder/$stage.time"
    printf '%-10s %10.1f %10.0f\n' "$stage" "$seconds" "$((kib / 1024))"
done

tiles=$(find "$folder" -path '*/[0-9]*/*.png' | wc -l)
read -r seconds _ <"$folder/export.time"
awk -v tiles="$tiles" -v seconds="$seconds" -v cores="$(nproc)" 'BEGIN {
    printf "%d tiles, %.0f a second on %d cores\n", tiles, tiles / seconds, cores }'

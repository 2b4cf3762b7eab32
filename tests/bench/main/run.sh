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

# One number of a report; a build's own figures are those of its last line that has the key.
last_number() { # last_number KEY FILE
    grep -o "\"$1\": *[0-9.]*" "$2" | tail -n 1 | grep -o '[0-9.]*$'
}

printf '%-10s %10s %10s\n' stage seconds "peak MiB"
for stage in load analyse draw export; do
    sections_until "$stage" >"$folder/city.yaml"
    begun=$EPOCHREALTIME
    "$onemap" build "$folder/city.yaml" --json >"$folder/$stage.json"
    ended=$EPOCHREALTIME
    awk -v stage="$stage" -v begun="$begun" -v ended="$ended" \
        -v peak="$(last_number peak_mb "$folder/$stage.json")" \
        'BEGIN { printf "%-10s %10.1f %10.0f\n", stage, ended - begun, peak }'
done

# Each export by its own report: drawing and writing, without loading and compiling before it.
awk -v cores="$(nproc)" '
    function text(line) { sub(/^[^:]*: *"/, "", line); sub(/",?$/, "", line); return line }
    function number(line) { sub(/^[^:]*: */, "", line); return line + 0 }
    /"target":/ { target = text($0); sub(/:.*\//, ":", target); tiles = "" }
    /"tiles":/ && target && tiles == "" { tiles = number($0) }
    /"tiles_per_s":/ && target {
        printf "%s: %d tiles, %.0f a second on %d cores\n", target, tiles, number($0), cores
        target = ""
    }' "$folder/export.json"

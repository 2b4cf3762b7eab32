#!/usr/bin/env bash
# Liechtenstein from one OpenStreetMap file to figures, maps and tiles, into build/liechtenstein/.
#
# usage: bash examples/liechtenstein/run.sh
# Installs what is missing (Debian 12), builds the release, runs city.yaml and prints what came out.
# A second run redoes only what changed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../common.sh
. "$here/../common.sh"

prepare_onemap
out=$onemap_root/build/liechtenstein
build_city "$here/city.yaml" "$out"
print_table "$out" "fire engines within five minutes of the dispatch" fire_reach_district \
    name people people_covered people_share sources sources_covered
print_table "$out" "shelter area" shelter_area name residents shelters usable_m2 m2_per_person
print_table "$out" "risk" risk name grade decided_by_name sources grade_1 grade_2 grade_3 grade_4
explain_district "$out" Vaduz
print_products "$out"

#!/usr/bin/env bash
# Washington DC from raw files to figures, maps and tiles, into build/washington-dc/.
#
# usage: bash examples/washington-dc/run.sh
# Installs what is missing (Debian 12), builds the release, runs city.yaml and prints what came out.
# A second run redoes only what changed.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=../common.sh
. "$here/../common.sh"

prepare_onemap
out=$onemap_root/build/washington-dc
build_city "$here/city.yaml" "$out"
print_table "$out" "fire engines within five minutes of the dispatch" fire_reach_district \
    name people people_covered people_share sources sources_covered
print_table "$out" "shelters: area a resident, and apart from it how many people they hold" shelter_area \
    name residents shelters fixed_m2 m2_per_person capacity capacity_share
print_table "$out" "shelters on foot" shelter_reach_district name people people_reached reached_share mean_m access_2sfca
print_table "$out" "everybody to a shelter" shelter_allocation_district name people_to_house people_placed left_full left_far
print_table "$out" "relief from the salt domes" supply_reach_district name depot_level people people_reached | grep -vE " (city|district|town) "
print_table "$out" "roads whose closure cuts most people off from relief" supply_loss_link \
    rank name people_beyond district | head -n 7
print_table "$out" "risk" risk name grade decided_by_name sources grade_1 grade_2 grade_3 grade_4
explain_district "$out" 6
explain_shelter "$out" 2
print_products "$out"

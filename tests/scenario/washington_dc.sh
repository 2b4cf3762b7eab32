# Washington DC: the counts of SOURCE.md come in, and the city's totals are the sums of its wards.
. "$ONEMAP_TEST_SOURCE/tests/scenario/common.sh"
city washington-dc

"$onemap" build "$folder/city.yaml" >"$folder/first.txt"
expect "wards" 8 "$(rows district)"
expect "block groups" 450 "$(rows population)"
expect "people" 601723 "$(total population people)"
expect "stations with an engine" 33 "$(rows fire_station)"
expect "shelters" 323 "$(rows shelter)"
expect "depots" 5 "$(rows supply_depot)"
expect "hazard sources" 1060 "$(rows hazard_source)"
expect "flood zones" 311 "$(rows hazard_zone)"
expect "roads" 4237 "$(rows road)"

# adds_up TABLE COLUMN TOLERANCE: the city's figure is the sum of its wards'.
adds_up() {
    expect_near "$1 $2: city and wards" "$(total "$1" "$2" level city)" \
        "$(total "$1" "$2" level unit)" "$3"
}
adds_up fire_reach_district people 1e-6
adds_up fire_reach_district people_covered 1e-6
adds_up fire_reach_district people_covered_peak 1e-6
adds_up fire_reach_district people_unknown 1e-6
adds_up fire_reach_district built_covered_m2 1e-3
adds_up fire_reach_district road_m 1e-3
adds_up fire_reach_district road_covered_m 1e-3
for grade in ungraded 1 2 3 4; do
    adds_up fire_reach_district "sources_$grade" 0
    adds_up fire_reach_district "sources_${grade}_covered" 0
done
expect "sources without a grade" 0 "$(total fire_reach_district sources_ungraded level city)"
expect "sources of all grades" 1060 "$(total fire_reach_district sources level city)"
adds_up shelter_area residents 1e-6
adds_up shelter_area gross_m2 1e-3
adds_up shelter_area usable_m2 1e-3
adds_up shelter_area fixed_m2 1e-3
adds_up shelter_area capacity 1e-3
for column in people people_reached people_unreached people_unknown; do
    adds_up shelter_reach_district "$column" 1e-6
done
for column in people_to_house people_placed left_full left_far left_unknown; do
    adds_up shelter_allocation_district "$column" 1e-6
done
# Access times people is the area of all shelters, whichever side of the border they lie on.
expect_near "area shared by those in reach" "$("$onemap" query "$store" shelter_reach_place --format csv |
    columns people access_2sfca | awk -F'\t' 'NR > 1 { sum += $1 * $2 } END { printf "%.9g\n", sum }')" \
    "$(total shelter_allocation_shelter usable_m2)" 0.01
expect_near "people in shelters" "$(total shelter_allocation_way people)" \
    "$(total shelter_allocation_shelter people)" 1e-3
adds_up supply_reach_district people_reached 1e-6
for column in people need own from_district from_city missing; do
    adds_up supply_stock "$column" 1e-6
done
# 15 % of the residents, five depots for 50,000 each: all are supplied, each person by one depot.
expect_near "people to be supplied" 90258 "$(total supply_allocation_place people)" 1
expect "people supplied" "$(total supply_allocation_place people)" "$(total supply_allocation people)"
expect_near "people behind the road that hangs most on" 807 \
    "$(total supply_loss_link people_beyond rank 1)" 1
expect "depots that may be lost" 5 "$(rows supply_loss_depot)"
# On the ground nobody is lost: block groups reach a little beyond the wards, their people do not.
expect "people on the ground" 601723 "$(total population_place people)"
expect "people by day" 601723 "$(total population_day people)"
expect_near "people at school by day" 90258.45 "$(total population_day people use school)" 0.1
expect_near "people of the wards" 601723 "$(total fire_reach_district people level unit)" 0.001
# 8,086 lived farther than 200 m from a road when each block group was one point.
expect_near "people of whom no road tells" 5656 "$(total fire_reach_district people_unknown level city)" 50
expect "residents of the wards" 601723 "$(total shelter_area residents level unit)"

# Parks and school grounds overlap; ground counts once (7,354,280 m2 by an overlay of the two files,
# 1,290 of them outside the wards).
expect_near "shelter ground" 7352990 "$(total shelter_area gross_m2 level unit)" 100

# count_of TABLE COLUMN VALUE
count_of() {
    "$onemap" query "$store" "$1" --format csv | columns "$2" | grep -cx "$3" || true
}
# What stands in the flood zones, counted and measured by SpatiaLite on the same layers.
expect "shelters in flood zones" 22 "$(count_of facility_in_zone layer shelter)"
expect "stations in flood zones" 1 "$(count_of facility_in_zone layer fire_station)"
expect "hazard sources in flood zones" 26 "$(count_of facility_in_zone layer hazard_source)"
expect_near "shelter ground in flood zones" 688316.8049 "$(total facility_in_zone in_zone_m2 layer shelter)" 1e-3
expect_near "wards' ground in flood zones" 2577516.502 "$(total hazard_district in_zone_m2)" 1e-2
# The zoning measures the same ground in its own way; weights are whole; every cell has a class.
expect_near "flood shares of the wards" "$(total hazard_district share)" \
    "$("$onemap" query "$store" hazard_zoning_factor --format csv | awk -F, '$1 ~ /^unit.*flood$/ { sum += $7 } END { printf "%.12f", sum }')" 1e-9
expect_near "weights of eight wards" 8 "$(total hazard_zoning_factor weight unit_level unit)" 1e-9
expect "wards at the highest level" 1 "$("$onemap" query "$store" hazard_zoning --format csv | awk -F, '$4 == "unit" && $6 == 1' | wc -l)"
expect "cells without a class" 0 "$("$onemap" query "$store" hazard_zoning_grid --format csv | awk -F, '$6 == ""' | wc -l)"
expect_near "rain floods" 0.06 "$(total chain_event p event waterlogging)" 1e-9

# What the report says is what the tables say, of the city and of all wards together.
"$onemap" report "$store" --format csv --date 2026-11-28 >"$folder/report.csv"
reported() { # reported INDICATOR COLUMN LEVEL
    columns indicator level "$2" <"$folder/report.csv" | awk -F'\t' -v id="$1" -v level="$3" \
        '$1 == id && $2 == level { sum += $3 } END { printf "%.9g\n", sum }'
}
agrees() { # agrees INDICATOR TABLE PART WHOLE
    local level
    for level in city unit; do
        expect_near "$1, part, $level" "$(total "$2" "$3" level unit)" "$(reported "$1" part $level)" 1e-2
        expect_near "$1, whole, $level" "$(total "$2" "$4" level unit)" "$(reported "$1" whole $level)" 1e-2
    done
}
agrees fire_people fire_reach_district people_covered people
agrees fire_sources fire_reach_district sources_covered sources
agrees fire_built fire_reach_district built_covered_m2 built_m2
agrees shelter_area shelter_area fixed_m2 residents
agrees shelter_capacity shelter_area capacity residents
agrees sources_graded risk_source_district graded sources
expect "sources that lie in wards" 1060 "$(reported sources_graded whole city)"
expect_near "share of residents in time" 90.7 "$(reported fire_people value city)" 0.1
expect_near "ward by ward, what is missing in Ward 2" 31385 "$(awk -F, '$1 == "shelter_area" && /Ward 2/ { print $14 }' "$folder/report.csv")" 5
expect "tanks that a flood may break" 26 "$(count_of chain_facility event chemical_release)"
verdict

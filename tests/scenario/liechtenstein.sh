# A whole country from one OpenStreetMap file: what comes in, what it measures, and that it is done once.
. "$ONEMAP_TEST_SOURCE/tests/scenario/common.sh"
city liechtenstein

"$onemap" build "$folder/city.yaml" >"$folder/first.txt"
expect "fire stations" 7 "$(rows fire_station)"
expect "municipalities" 11 "$(rows district)"
expect "people" 37269 "$(total population people)"
expect "people in their homes" 37269 "$(total population_place people on building)"
expect "people by day" 37269 "$(total population_day people)"
expect_near "people at work by day" 11180.7 "$(total population_day people use work)" 0.1
expect "people of the municipalities" 37269 "$(total fire_reach_district people level town)"
expect "depots" 7 "$(rows supply_depot)"
expect "people to be supplied" 37269 "$(total supply_allocation_place people)"
# 6,000 in Vaduz and 1,500 in six towns.
expect "people supplied" 15000 "$(total supply_allocation people)"
# 9,214 of them when each municipality was one point in its village.
expect_near "people of whom no road tells" 327 "$(total fire_reach_district people_unknown level city)" 10
expect "walkways" 3254 "$(rows walkway)"
expect_near "people with a shelter in reach, or none, or unknown" 37269 "$(total shelter_reach_district people level town)" 1e-6
expect_near "area shared by those in reach" "$("$onemap" query "$store" shelter_reach_place --format csv |
    columns people access_gaussian | awk -F'\t' 'NR > 1 { sum += $1 * $2 } END { printf "%.9g\n", sum }')" \
    "$(total shelter_allocation_shelter usable_m2)" 0.01

before=$(stat -c %Y.%s "$store")
"$onemap" build "$folder/city.yaml" >"$folder/second.txt"
expect "the store after a second build" "$before" "$(stat -c %Y.%s "$store")"
verdict

# Wuxi as its census has it, and the templates that the city fills in.
. "$ONEMAP_TEST_SOURCE/tests/scenario/common.sh"
city wuxi

"$onemap" build "$folder/city.yaml" >"$folder/build.txt"
expect "counties" 7 "$(rows district)"
expect "people" 7462135 "$(total population people)"
expect "Binhu's people" 915093 "$(total population people name 滨湖区)"
expect "lakes and the Yangtze" 15 "$(rows water)"
expect "rivers" 26 "$(rows waterway)"

# fill TEMPLATE ROW: the template with one row, as a table program saves it, and loaded.
fill() {
    cp "$ONEMAP_TEST_SOURCE/examples/wuxi/templates/$1.csv" "$folder/$1.csv"
    printf '%s\r\n' "$2" >>"$folder/$1.csv"
    "$onemap" load "$store" "$1" "$folder/$1.csv" --map 编号=id --crs GCJ-02 >"$folder/$1.txt"
}
place=120.301663,31.574729
fill hazard_source "H-1,示例,化工企业,液氨,20,t,在用,2,$place"
fill shelter "S-1,示例,公园,短期固定避难场所,25000,0.6,7500,$place"
fill fire_station "F-1,示例,一级站,60,6,$place"
fill supply_depot "D-1,示例,市（县）区级库,10000,50000,30,$place"

expect "a source's quantity" 20 "$(total hazard_source quantity id H-1)"
expect "a shelter's class" short "$("$onemap" query "$store" shelter --format csv | columns class | tail -n 1)"
expect "a station's engines" 6 "$(total fire_station engines id F-1)"
expect "a depot's level" district "$("$onemap" query "$store" supply_depot --format csv | columns level | tail -n 1)"

# 120.301663,31.574729 in GCJ-02 lies 437 m east and 210 m north of the true place.
at=$("$onemap" query "$store" fire_station --format geojson | tr -d ' \n' |
    sed -E 's/.*"coordinates":\[([0-9.]+),([0-9.]+)\].*/\1 \2/')
expect_near "the shift of GCJ-02 east" 0.0046 "$(awk -v at="$at" 'BEGIN { split(at, p); print 120.301663 - p[1] }')" 0.0004
expect_near "the shift of GCJ-02 north" -0.0019 "$(awk -v at="$at" 'BEGIN { split(at, p); print 31.574729 - p[2] }')" 0.0004

# A row that cannot be true: nothing of the table is loaded.
printf 'F-2,示例,九级站,60,6,%s\r\n' "$place" >>"$folder/fire_station.csv"
if "$onemap" load "$store" fire_station "$folder/fire_station.csv" --map 编号=id --crs GCJ-02 2>"$folder/refused.txt"; then
    echo "a class that does not exist was loaded"
    broken=1
fi
expect "stations after the refusal" 1 "$(rows fire_station)"
verdict

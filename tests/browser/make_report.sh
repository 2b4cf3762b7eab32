# Makes the page that report.mjs opens: make_report.sh PROGRAM DATA FOLDER.
set -euo pipefail
onemap=$1 data=$2/liechtenstein folder=$3
rm -rf "$folder"
mkdir -p "$folder"
store=$folder/city.onemap

"$onemap" load "$store" district "$data/municipalities.geojson" --map name=code --set level=town --credit OSM -q
"$onemap" load "$store" population "$data/municipalities.geojson" --map name=id --map population_osm=people \
    --credit OSM -q
"$onemap" load "$store" shelter "$data/liechtenstein.osm.pbf" --credit OSM -q
"$onemap" load "$store" hazard_source "$data/liechtenstein.osm.pbf" --credit OSM -q
"$onemap" analyse "$store" shelter_area usable_share=0.5 -q
"$onemap" analyse "$store" shelter_area -q
"$onemap" analyse "$store" risk -q
"$onemap" report "$store" -o "$folder/report.html" --title Liechtenstein --title-zh 列支敦士登 --date 2026-11-28 -q

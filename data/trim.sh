#!/usr/bin/env bash
# Rebuilds the shipped copies of the three cities from the published originals.
#
# usage: bash data/trim.sh ORIGINALS [TARGET]
#   ORIGINALS  a folder with washington_dc/, liechtenstein_osm/, wuxi_boundaries_ctamap/,
#              wuxi_water_gshhg/ and wuxi_admin_divisions/ as each SOURCE.md names them
#   TARGET     where the copies go; this folder when left out
#
# Needs ogr2ogr (Debian: gdal-bin). What it leaves out is what the maps do not use and what is
# personal: telephone numbers, contact persons, councillors, care-of addresses. Shapes are not
# touched; coordinates are written with 7 decimals (1 cm), water with 6 (11 cm).
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,/^set/p' "$0" | sed '$d;s/^# \{0,1\}//'; exit 2; }
originals=$(cd "$1" && pwd)
target=$(mkdir -p "${2:-$(dirname "$0")}" && cd "${2:-$(dirname "$0")}" && pwd)

# trim SOURCE TARGET DECIMALS SQL: a GeoJSON file with the columns that SQL names.
trim() {
    rm -f "$2"
    ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION="$3" -lco WRITE_NAME=NO \
        -dialect SQLite -sql "$4" "$2" "$1"
    echo "$(ogrinfo -ro -so -al "$2" | sed -n 's/^Feature Count: //p') ${2#"$target"/}"
}

# Cars only, one feature a road: TIGER repeats a line for each name a road has ("I- 395",
# "Southwest Fwy"), which would count its length twice. A feature goes when another of the same or
# a higher class runs along all of it; of two equal ones the common name stays.
roads='
WITH car AS (
    SELECT LINEARID, FULLNAME, MTFCC, ST_Length(geometry) AS degrees, geometry,
           RTTYP IS NOT "M" AS numbered,
           MbrMinX(geometry) AS w, MbrMinY(geometry) AS s,
           MbrMaxX(geometry) AS e, MbrMaxY(geometry) AS n
    FROM tl_2018_11001_roads
    WHERE MTFCC IN ("S1100", "S1200", "S1400", "S1630", "S1640", "S1730"))
SELECT LINEARID, FULLNAME, MTFCC,
       CASE MTFCC WHEN "S1100" THEN "motorway" WHEN "S1200" THEN "primary"
                  WHEN "S1400" THEN "residential" WHEN "S1630" THEN "motorway_link"
                  ELSE "service" END AS class, geometry
FROM car AS a
WHERE NOT EXISTS (
    SELECT 1 FROM car AS b
    WHERE b.LINEARID <> a.LINEARID AND b.MTFCC <= a.MTFCC
      AND b.w <= a.w AND b.s <= a.s AND b.e >= a.e AND b.n >= a.n
      AND ST_Length(ST_Intersection(b.geometry, a.geometry)) > a.degrees - 1e-9
      AND (b.degrees > a.degrees + 1e-9 OR b.MTFCC < a.MTFCC
           OR b.numbered < a.numbered
           OR (b.numbered = a.numbered AND b.LINEARID < a.LINEARID)))
ORDER BY LINEARID'

washington_dc() {
    local from=$originals/washington_dc to=$target/washington-dc
    mkdir -p "$to"
    # TIGER means 6 decimals but stores noise behind them; without it, shared nodes are equal again.
    local exact
    exact=$(mktemp --suffix=.geojson)
    trap 'rm -f "$exact"' RETURN
    rm -f "$exact" "$to/roads.fgb"
    ogr2ogr -f GeoJSON -lco COORDINATE_PRECISION=6 -nln tl_2018_11001_roads "$exact" \
        "$from/roads/tl_2018_11001_roads.shp"
    ogr2ogr -f FlatGeobuf -lco SPATIAL_INDEX=NO -nln roads -nlt LINESTRING -a_srs EPSG:4269 \
        -dialect SQLite -sql "$roads" "$to/roads.fgb" "$exact"
    echo "$(ogrinfo -ro -so -al "$to/roads.fgb" | sed -n 's/^Feature Count: //p') washington-dc/roads.fgb"

    trim "$from/raw/ward-2012.geojson" "$to/wards.geojson" 7 \
        'SELECT WARD, NAME, geometry FROM "ward-2012" ORDER BY WARD'
    trim "$from/raw/census-block-groups-2010.geojson" "$to/block_groups.geojson" 7 \
        'SELECT GEOID, P0010001, geometry FROM "census-block-groups-2010" ORDER BY GEOID'
    trim "$from/raw/fire-stations.geojson" "$to/fire_stations.geojson" 7 \
        'SELECT GIS_ID, NAME, ADDRESS, TYPE, ENGINE, TRUCK, AMBULANCE, BATTALION, RENSTATUS,
                geometry FROM "fire-stations" ORDER BY GIS_ID'
    trim "$from/raw/parks-and-recreation-areas.geojson" "$to/parks.geojson" 7 \
        'SELECT "park-" || OBJECTID AS id, NULLIF(TRIM(NAME), "") AS NAME, USE_TYPE, SHAPE_Area,
                geometry FROM "parks-and-recreation-areas" ORDER BY OBJECTID'
    trim "$from/raw/public-school-grounds.geojson" "$to/school_grounds.geojson" 7 \
        'SELECT "school-" || OBJECTID AS id, GIS_ID, SHAPE_Area, geometry
         FROM "public-school-grounds" ORDER BY OBJECTID'
    trim "$from/raw/salt-domes.geojson" "$to/salt_domes.geojson" 7 \
        'SELECT "salt-" || OBJECTID AS id, LOCATION, geometry FROM "salt-domes" ORDER BY OBJECTID'
    trim "$from/raw/gas-stations.geojson" "$to/gas_stations.geojson" 7 \
        'SELECT GIS_ID, NAME, ADDRESS, geometry FROM "gas-stations" ORDER BY OBJECTID'
    # A capacity is read only where the text is one tank and nothing else.
    trim "$from/raw/above-ground-storage-tanks.geojson" "$to/above_ground_tanks.geojson" 7 \
        'SELECT "ast-" || OBJECTID AS id, COMPANY_NA, ADDRESS, FACILITY_TYPE, STATUS AS FILE_STATUS,
                STORAGE_CAPACITY,
                CASE WHEN TRIM(STORAGE_CAPACITY) GLOB "[0-9]* gallon AST"
                       OR TRIM(STORAGE_CAPACITY) GLOB "[0-9]* gallon belly tank"
                     THEN CAST(REPLACE(STORAGE_CAPACITY, ",", "") AS INTEGER) END AS capacity_gal,
                geometry FROM "above-ground-storage-tanks" ORDER BY OBJECTID'
    # Tanks that were taken out of use for good are no sources; they are left out. A tank that is
    # entered under a private person keeps its place and loses that name.
    trim "$from/raw/underground-storage-tanks.geojson" "$to/underground_tanks.geojson" 7 \
        'SELECT GIS_ID,
                CASE WHEN GIS_ID NOT IN ("UST_404", "UST_1718", "UST_2280", "UST_2415", "UST_2821",
                    "UST_2822", "UST_2823", "UST_2824", "UST_2825", "UST_2977", "UST_4723",
                    "UST_5313") THEN NAME END AS NAME,
                TANKSTATUS, SUBSTANCED, TANKCAPACI, geometry
         FROM "underground-storage-tanks" WHERE TANKSTATUS <> "Permanently Out of Use"
         ORDER BY OBJECTID'
    trim "$from/raw/electric-substations.geojson" "$to/substations.geojson" 7 \
        'SELECT "substation-" || OBJECTID AS id, SHAPE_Area, geometry
         FROM "electric-substations" ORDER BY OBJECTID'
    trim "$from/raw/community-rating-system-special-flood-hazard-areas.geojson" \
        "$to/flood_zones.geojson" 7 \
        'SELECT "flood-" || OBJECTID_1 AS id, FLD_AR_ID, FLD_ZONE, geometry
         FROM "community-rating-system-special-flood-hazard-areas" ORDER BY OBJECTID_1'
    trim "$from/roads/Waterbodies.shp" "$to/waterbodies.geojson" 6 \
        'SELECT OBJECTID, DESCRIPTIO, geometry FROM Waterbodies ORDER BY OBJECTID'
}

liechtenstein() {
    local from=$originals/liechtenstein_osm to=$target/liechtenstein
    mkdir -p "$to"
    cp "$from/liechtenstein-210505.osm.pbf" "$to/liechtenstein.osm.pbf"
    trim "$from/municipalities_population.geojson" "$to/municipalities.geojson" 7 \
        'SELECT name, population_osm, geometry FROM municipalities_population ORDER BY name'
}

wuxi() {
    local to=$target/wuxi
    mkdir -p "$to"
    trim "$originals/wuxi_boundaries_ctamap/wuxi_counties.geojson" "$to/counties.geojson" 6 \
        'SELECT code, name, name_en, pop2020, geometry FROM wuxi_counties ORDER BY code'
    trim "$originals/wuxi_water_gshhg/water_polygons.geojson" "$to/water.geojson" 6 \
        'SELECT kind, TRIM(SUBSTR(name, 1, INSTR(name || " ", " "))) AS name, geometry
         FROM water_polygons'
    trim "$originals/wuxi_water_gshhg/river_lines.geojson" "$to/rivers.geojson" 6 \
        'SELECT kind, geometry FROM river_lines WHERE ST_Length(geometry) > 0'
    cut -d, -f1-3 "$originals/wuxi_admin_divisions/wuxi_streets.csv" >"$to/towns.csv"
    echo "$(($(wc -l <"$to/towns.csv") - 1)) wuxi/towns.csv"
}

washington_dc
liechtenstein
wuxi

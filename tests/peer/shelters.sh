#!/usr/bin/env bash
# Holds shelters against PostGIS and pgRouting, on the real cities.
#
# usage: bash tests/peer/shelters.sh
# Shelter ground by ward of Washington: PostGIS unites and cuts the same files; a ward that differs by
# more than 1 m2 is an error. Metres on foot from 1,000 junctions of Washington and of Liechtenstein to
# every junction within 1 km: pgRouting searches the same ways; a distance that differs by more than a
# micrometre, or that only one of both has, is an error.
# Installs PostgreSQL with PostGIS and pgRouting, works in a temporary folder, and ends with
# "N passed, N failed".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/build/peer-shelters
bench=$root/build/release/tests/bench_shelter
onemap=$root/build/release/bin/onemap
washington=$root/data/washington-dc

bash "$root/tests/install.sh" run tests peers
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/postgres.sh"
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/pgrouting.sh"
rm -rf "$work"
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target onemap_program bench_shelter) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    echo "the build failed, see $work/build.log" >&2
    exit 1
fi

passed=0
failed=0
judge() { # judge WRONG ALL LEAST: nothing wrong among at least so many
    if [ "$1" -eq 0 ] && [ "$2" -ge "$3" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

compare_ground() {
    local all differ
    cat >"$work/city.yaml" <<YAML
store: washington.onemap
metric_crs: EPSG:26985
load:
  - {layer: district, source: $washington/wards.geojson, map: {WARD: code, NAME: name}, set: {level: unit}, credit: see SOURCE.md}
  - {layer: population, source: $washington/block_groups.geojson, map: {GEOID: id, P0010001: people}, credit: see SOURCE.md}
  - {layer: shelter, source: $washington/parks.geojson, map: {id: id}, credit: see SOURCE.md}
  - {layer: shelter, source: $washington/school_grounds.geojson, map: {id: id}, credit: see SOURCE.md}
  - {layer: road, source: $washington/roads.fgb, map: {LINEARID: id, class: class}, credit: see SOURCE.md}
analyse:
  - {analysis: shelter_area, settings: {usable_share: 1}}
YAML
    "$onemap" build "$work/city.yaml" --quiet
    "$onemap" query "$work/washington.onemap" shelter_area --format csv |
        awk -F, '$4 == "unit" { print $2 "\t" $7 }' >"$work/ours.tsv"
    for file in wards parks school_grounds; do
        ogr2ogr -f PostgreSQL "PG:host=$postgres_folder user=bench dbname=bench" \
            "$washington/$file.geojson" -nln "$file" -nlt PROMOTE_TO_MULTI -lco GEOMETRY_NAME=geom
    done
    sql <<SQL
create table ours (ward text, m2 float8);
\\copy ours from '$work/ours.tsv'
create table ground as select ST_Union(ST_MakeValid(ST_Transform(geom, 26985))) as geom
    from (select geom from parks union all select geom from school_grounds) all_of_them;
create table theirs as select w.ward::text as ward,
    ST_Area(ST_Intersection(ST_MakeValid(ST_Transform(w.geom, 26985)), g.geom)) as m2
    from wards w, ground g;
SQL
    all=$(sql -c 'select count(*) from theirs join ours using (ward)')
    differ=$(sql -c 'select count(*) from theirs full join ours using (ward)
        where not coalesce(abs(theirs.m2 - ours.m2) <= 1, false)')
    echo "shelter ground of Washington: $all wards, $differ differ, of $(sql -c \
        'select round(sum(m2)) from theirs') m2 by at most $(sql -c \
        'select max(abs(theirs.m2 - ours.m2)) from theirs join ours using (ward)')"
    judge "$differ" "$all" 8
}

compare_walks() { # compare_walks CITY STORE
    local folder=$work/$1 all differ
    mkdir -p "$folder"
    "$bench" export "$2" "$folder"
    pgrouting_load "$folder"
    sql -c "create unlogged table reached as $(reach_query 'from_v, node, agg_cost' 1000)"
    all=$(sql -c 'select count(*) from answers')
    differ=$(sql -c 'select count(*) from (select distinct * from reached) r
        full join (select distinct * from answers) a on a.station = r.from_v and a.junction = r.node
        where not coalesce(abs(a.seconds - r.agg_cost) <= 1e-6, false)')
    echo "on foot in $1: $all distances, $differ differ"
    judge "$differ" "$all" 10000
}

trap postgres_stop EXIT
postgres_start
compare_ground
compare_walks washington "$work/washington.onemap"
for layer in road walkway road_barrier; do
    "$onemap" load "$work/liechtenstein.onemap" "$layer" "$root/data/liechtenstein/liechtenstein.osm.pbf" \
        --quiet --credit "see SOURCE.md"
done
compare_walks liechtenstein "$work/liechtenstein.onemap"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

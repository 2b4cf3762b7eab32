#!/usr/bin/env bash
# Holds areas and levels of Washington's risk map against PostGIS, from the same shapes.
#
# usage: bash tests/peer/areas.sh
# In the city's metric CRS: the area of each ward; the share of each ward under each level by
# mode=share (the circles as the engine draws them, of 64 corners); and by mode=highest the distance
# from each ward to the source that decided and how many sources of each level reach it. Shares and
# areas must agree to a billionth, distances to a micrometre, counts exactly. Installs PostgreSQL
# with PostGIS, works in build/peer, and ends with "N passed, N failed".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
work=$root/build/peer/areas
onemap=$root/build/release/bin/onemap
data=$root/data/washington-dc
reach_m=400

bash "$root/tests/install.sh" run tests peers
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/postgres.sh"
mkdir -p "$work"
(cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target onemap_program) >"$work/build.log" 2>&1 ||
    { tail -n 20 "$work/build.log" >&2 && exit 1; }

city=$work/city.onemap
rm -f "$city"
"$onemap" load "$city" district "$data/wards.geojson" --map WARD=code --map NAME=name --set level=unit \
    --metric-crs EPSG:26985 --credit "DC" --quiet
"$onemap" load "$city" hazard_source "$data/gas_stations.geojson" --map GIS_ID=id --set kind=gas_station \
    --credit "DC" --quiet
"$onemap" load "$city" hazard_source "$data/substations.geojson" --map id=id --set kind=substation \
    --credit "DC" --quiet

# Shapes in degrees as the store has them, levels and figures as it tells them.
tell() { sqlite3 -cmd "select load_extension('mod_spatialite')" -separator $'\t' "$city" "$1" | tail -n +2; }
"$onemap" analyse "$city" risk mode=share influence_m=$reach_m cell_m=5000 --quiet
tell "select code, hex(asbinary(geometry)), share_1, share_2, share_3, share_4 from risk_district" >"$work/share.tsv"
"$onemap" analyse "$city" risk influence_m=$reach_m cell_m=5000 --quiet
tell "select code, grade_3, grade_4, decided_by, decided_by_m from risk_district" >"$work/highest.tsv"
tell "select id, grade, hex(asbinary(geometry)) from risk_source" >"$work/source.tsv"
"$onemap" analyse "$city" risk mode=weighted index=km2 cell_m=5000 --quiet
tell "select code, risk_index from risk_district" >"$work/index.tsv"

trap postgres_stop EXIT
postgres_start
sql <<SQL
create table share (code text, wkb text, share_1 float8, share_2 float8, share_3 float8, share_4 float8);
\\copy share from '$work/share.tsv'
create table highest (code text, grade_3 int, grade_4 int, decided_by text, decided_by_m float8);
\\copy highest from '$work/highest.tsv'
create table index_km2 (code text, risk_index float8);
\\copy index_km2 from '$work/index.tsv'
create table source_wkb (id text, grade int, wkb text);
\\copy source_wkb from '$work/source.tsv'
create table ward as select code, st_transform(st_setsrid(st_geomfromwkb(decode(wkb, 'hex')), 4326), 26985) as geom from share;
create table source as select id, grade, st_transform(st_setsrid(st_geomfromwkb(decode(wkb, 'hex')), 4326), 26985) as geom from source_wkb;
-- What a source of a level weighs, of what lies in a ward, gives the ward's area back.
create table weights as select w.code, sum(case s.grade when 3 then 3 else 1 end) as weight, st_area(w.geom) as area_m2
    from ward w join source s on st_intersects(w.geom, s.geom) group by 1, 3;
create table shares as select w.code, l.level,
    st_area(st_intersection(w.geom, st_union(st_buffer(s.geom, $reach_m, 'quad_segs=16')))) / st_area(w.geom) as share
    from ward w cross join (values (3), (4)) l (level) join source s on s.grade <= l.level and st_dwithin(w.geom, s.geom, $reach_m)
    group by w.code, w.geom, l.level;
SQL

passed=0
failed=0
check() { # check WHAT SQL: which counts rows compared and the largest difference
    local count worst limit=$3
    IFS='|' read -r count worst < <(sql -c "$2")
    echo "$1: $count compared, the largest difference is $worst (allowed: $limit)"
    if awk -v worst="$worst" -v limit="$limit" -v count="$count" 'BEGIN { exit !(count >= 8 && worst != "" && worst <= limit) }'; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}
check "areas of wards, relative" \
    "select count(*), max(abs(weight / risk_index * 1e6 / area_m2 - 1)) from weights join index_km2 using (code)" 1e-9
check "shares of ground" \
    "select count(*), max(abs(s.share - case s.level when 3 then h.share_3 else h.share_4 end)) from shares s join share h using (code)" 1e-9
check "distances to what decided, metres" \
    "select count(*), max(abs(st_distance(w.geom, s.geom) - h.decided_by_m)) from highest h join ward w using (code) join source s on s.id = h.decided_by" 1e-6
check "sources that count" \
    "select count(*), max(abs(h.grade_3 - t.grade_3) + abs(h.grade_4 - t.grade_4)) from highest h join (select w.code,
        count(*) filter (where s.grade = 3) grade_3, count(*) filter (where s.grade = 4) grade_4
        from ward w join source s on st_dwithin(w.geom, s.geom, $reach_m) group by 1) t using (code)" 0
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]

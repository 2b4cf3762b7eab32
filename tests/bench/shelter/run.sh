#!/usr/bin/env bash
# Measures shelters beside GEOS, PostGIS, pgRouting and LEMON, in one run.
#
# usage: bash tests/bench/shelter/run.sh
# 1,000 shelters overlaid with 100,000 cells; who of 500,000 people points can walk to which of 1,000
# shelters within 1 km, over the streets of a city of over 300,000 edges; 50,000 points allocated to
# the 12 nearest of 1,000 shelters each. Installs the peers from Debian; PostgreSQL runs in a temporary
# folder that is removed at the end. The streets are found in $ONEMAP_BENCH_DATA, else in
# ../shared/data beside this tree: street_mosaic/m5.osm.pbf.
#
# Prints each raw figure, the best of several tries for everybody, and "ratio NAME VALUE target VALUE",
# where higher is better. Peers must find the same: another answer ends the run.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
data=$(realpath -m "${ONEMAP_BENCH_DATA:-$root/../shared/data}")
work=$root/build/bench-shelter
bench=$root/build/release/tests/bench_shelter
onemap=$root/build/release/bin/onemap
streets=$data/street_mosaic/m5.osm.pbf
[ -f "$streets" ] || {
    echo "there is no $streets: put the street mosaic there, or name its folder in ONEMAP_BENCH_DATA" >&2
    exit 3
}
bash "$root/tests/install.sh" run tests peers
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/postgres.sh"
# shellcheck source=/dev/null
. "$root/tests/bench/coverage/peers/pgrouting.sh"
mkdir -p "$work"
if ! (cd "$root" && cmake --preset release -DBUILD_TESTING=ON &&
    cmake --build --preset release --target onemap_program bench_shelter) >"$work/build.log" 2>&1; then
    tail -n 20 "$work/build.log" >&2
    echo "the build failed, see $work/build.log" >&2
    exit 1
fi
g++ -O3 -DNDEBUG -std=c++17 -o "$work/lemon" "$here/peers/lemon.cpp" -llemon

declare -A value
take() { # take COMMAND...: keeps the figures that it prints
    local kind name number unit
    "$@" >"$work/figures.txt"
    while read -r kind name number unit; do
        [ "$kind" = figure ] || continue
        value[$name]=$number
        printf '%-26s %14s %s\n' "$name" "$number" "$unit"
    done <"$work/figures.txt"
}
ratio() { # ratio NAME THEIRS OURS TARGET: theirs over ours
    awk -v name="$1" -v theirs="$2" -v ours="$3" -v target="$4" 'BEGIN {
        got = theirs / ours
        printf "ratio %s %.2f target %s%s\n", name, got, target, got < target ? " missed" : "" }'
}
same() { # same WHAT OURS THEIRS TOLERANCE
    awk -v a="$2" -v b="$3" -v t="$4" 'BEGIN { d = a - b; exit !(d <= t && -d <= t) }' || {
        echo "$1: ours $2, theirs $3" >&2
        exit 1
    }
}

trap postgres_stop EXIT
postgres_start

take "$bench" overlay "$work"
sql <<SQL
create table cells (id int, geom geometry);
\\copy cells from '$work/cells.tsv'
create table shelters (id int, geom geometry);
\\copy shelters from '$work/shelters.tsv'
create index on cells using gist (geom);
create index on shelters using gist (geom);
vacuum analyze cells;
vacuum analyze shelters;
SQL
all=$(sql -c 'select sum(ST_Area(ST_Intersection(s.geom, c.geom))) from shelters s join cells c on s.geom && c.geom')
same "overlay" "${value[overlay_area]}" "$all" 1
plain_ms=$(best_ms 3 'select sum(ST_Area(ST_Intersection(s.geom, c.geom))) from shelters s join cells c on s.geom && c.geom')
tested_ms=$(best_ms 3 'select sum(ST_Area(ST_Intersection(s.geom, c.geom))) from shelters s join cells c on ST_Intersects(s.geom, c.geom)')
postgis_ms=$(printf '%s\n%s\n' "$plain_ms" "$tested_ms" | sort -g | head -n 1)
printf '%-26s %14s ms\n' overlay_postgis "$postgis_ms"

city=$work/m5.onemap
[ -f "$city" ] || "$onemap" load "$city" road "$streets" --quiet --credit "see SOURCE.md"
take "$bench" reach "$city"
"$bench" export "$city" "$work"
pgrouting_load "$work"
sql <<SQL
create table people (edge int, fraction float8, access float8);
\\copy people from '$work/people.tsv'
create index on people (edge);
vacuum analyze people;
SQL
# The pairs of shelter and point within 1 km, as ours finds them: by whichever end of its edge is nearer.
pairs="with reached as materialized ($(reach_query 'from_v, node, agg_cost' 1000)),
    ends as (select from_v, id, length, agg_cost as a, null::float8 as b from reached join edges on source = node
        union all select from_v, id, length, null, agg_cost from reached join edges on target = node),
    beside as (select from_v, id, length, min(a) as a, min(b) as b from ends group by 1, 2, 3)
    select count(*) from beside join people on edge = id
    where least(a + fraction * length, b + (1 - fraction) * length) + access <= 1000"
same "walking reach, pairs" "${value[reach_pairs]}" "$(sql -c "$pairs")" 0
search_ms=$(best_ms 3 "$(reach_query 'count(*)' 1000)")
pgrouting_ms=$(best_ms 3 "${pairs//$'\n'/ }")
sql -c "create unlogged table reached as $(reach_query 'from_v, node, agg_cost' 1000)"
differ=$(sql -c 'select count(*) from (select distinct * from reached) r full join (select distinct * from answers) a
    on a.station = r.from_v and a.junction = r.node where not coalesce(abs(a.seconds - r.agg_cost) <= 1e-6, false)')
same "walking reach, junctions" "$differ" 0 0
printf '%-26s %14s ms\n' reach_pgrouting_search "$search_ms" reach_pgrouting "$pgrouting_ms"

take "$bench" allocation "$city" "$work/problem.txt"
take "$work/lemon" "$work/problem.txt"
same "allocation" "${value[solve_total]}" "${value[lemon_total]}" 0

ratio overlay.geos_pass "${value[overlay_geos]}" "${value[overlay]}" 0.33
ratio overlay.postgis "$postgis_ms" "${value[overlay]}" 3
ratio reach.pgrouting "$pgrouting_ms" "${value[reach]}" 20
ratio reach.pgrouting_without_points "$search_ms" "${value[reach]}" 20
ratio allocation.lemon "${value[lemon_run]}" "${value[solve]}" 0.83
ratio allocation.lemon_with_candidates "${value[lemon_run]}" "${value[allocation]}" 0.5

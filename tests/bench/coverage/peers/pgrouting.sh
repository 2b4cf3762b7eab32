# pgRouting and PostGIS on the engine's own edges, stations and costs. Source it after postgres.sh.

pgrouting_load() { # pgrouting_load FOLDER
    sql <<SQL
set client_min_messages = warning;
drop table if exists edges, stations, answers, reached;
create table raw (id int, source int, target int, length float8, cost float8, reverse_cost float8, line text);
\\copy raw from '$1/edges.tsv'
create table edges as
    select id, source, target, length, cost, reverse_cost, ST_GeomFromText(line) as geom from raw;
drop table raw;
alter table edges add primary key (id);
create index on edges (source);
create index on edges (target);
create table stations (junction int, lon float8, lat float8);
\\copy stations from '$1/stations.tsv'
create table answers (station int, junction int, seconds float8);
\\copy answers from '$1/answers.tsv'
vacuum analyze edges;
SQL
}

reach_query() { # reach_query COLUMNS [SECONDS]
    echo "select $1 from pgr_drivingDistance('select id, source, target, cost, reverse_cost from edges',
        (select array_agg(junction) from stations), ${2:-300})" | tr '\n' ' '
}

# Figures: the query's time, how many junctions it reaches, and how many answers differ from ours.
pgrouting_measure() {
    local reached differ
    echo "figure pgrouting $(best_ms 5 "$(reach_query 'count(*)')") ms"
    sql -c "create unlogged table reached as $(reach_query 'from_v, node, agg_cost')"
    reached=$(sql -c 'select count(*) from reached')
    differ=$(sql -c 'select count(*) from reached r full join answers a
        on a.station = r.from_v and a.junction = r.node
        where not coalesce(abs(a.seconds - r.agg_cost) <= 1e-6, false)')
    echo "figure pgrouting_reached $reached junctions"
    echo "figure pgrouting_differs $differ junctions"
}

# Polygons of what was reached, the search not counted.
postgis_measure() {
    sql -c 'analyze reached'
    echo "figure postgis_buffers $(best_ms 1 'select count(*), sum(ST_Area(g)) from (
        select ST_Union(ST_Buffer(e.geom, 100, 4)) as g from reached r
        join edges e on e.source = r.node or e.target = r.node group by r.from_v) q' |
        tr '\n' ' ') ms"
    echo "figure postgis_hulls $(best_ms 3 "select count(*), sum(ST_Area(g)) from (
        select ST_ConcaveHull(ST_Collect(ST_StartPoint(e.geom)), 0.3) as g from reached r
        join edges e on e.source = r.node group by r.from_v) q" | tr '\n' ' ') ms"
}

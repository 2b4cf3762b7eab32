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
    local ms reached differ
    ms=$(best_ms 5 "$(reach_query 'count(*)')")
    echo "figure pgrouting $ms ms"
    sql -c "create unlogged table reached as $(reach_query 'from_v, node, agg_cost')"
    sql -c 'analyze reached'
    reached=$(sql -c 'select count(*) from reached')
    differ=$(sql -c 'select count(*) from reached r full join answers a
        on a.station = r.from_v and a.junction = r.node
        where not coalesce(abs(a.seconds - r.agg_cost) <= 1e-6, false)')
    echo "figure pgrouting_reached $reached junctions"
    echo "figure pgrouting_differs $differ junctions"
}

# SpatiaLite's VirtualRouting on the engine's own edges, stations and costs. Source it.

spatialite_load() { # spatialite_load FOLDER
    rm -f "$1/routing.sqlite"
    sqlite3 "$1/routing.sqlite" <<SQL >"$1/routing.log" 2>&1
select load_extension('mod_spatialite');
select InitSpatialMetadata(1, 'NONE');
create table raw (id integer, source integer, target integer, length double, cost double,
                  reverse_cost double, line text);
.mode tabs
.import '$1/edges.tsv' raw
create table edges (id integer primary key, source integer, target integer, cost double,
                    ft integer, tf integer);
select AddGeometryColumn('edges', 'geom', -1, 'LINESTRING', 'XY');
-- A cost holds for both ways and must be above 0; what is driven backwards only is turned round.
insert into edges
    select id, iif(cost < 0, target, source), iif(cost < 0, source, target),
           max(iif(cost < 0, reverse_cost, cost), 1e-9), 1, cost >= 0 and reverse_cost >= 0,
           iif(cost < 0, ST_Reverse(ST_GeomFromText(line, -1)), ST_GeomFromText(line, -1))
    from raw;
drop table raw;
create table stations (junction integer, lon double, lat double);
.import '$1/stations.tsv' stations
create table answers (station integer, junction integer, seconds double);
.import '$1/answers.tsv' answers
create unique index answer on answers (station, junction);
select CreateRouting('network_data', 'network', 'edges', 'source', 'target', 'geom', 'cost',
                     NULL, 1, 1, 'ft', 'tf', 1);
select CreateRouting_GetLastError();
SQL
}

# The best of five rounds over all stations, after one that loads the network.
spatialite_measure() { # spatialite_measure FOLDER
    local database=$1/routing.sqlite round station
    local stations=()
    mapfile -t stations < <(cut -f 1 "$1/stations.tsv")
    {
        echo "select load_extension('mod_spatialite');"
        for round in 0 1 2 3 4 5; do
            echo "select 'clock', (julianday('now') - 2460000) * 86400000;"
            for station in "${stations[@]}"; do
                echo "select count(*) from network where NodeFrom = $station and Cost <= 300;"
            done
        done
        echo "select 'clock', (julianday('now') - 2460000) * 86400000;"
    } | sqlite3 "$database" | awk -F'|' '
        /^clock/ { if (rounds++ > 1 && (best == "" || $2 - last < best)) best = $2 - last; last = $2; next }
        rounds == 1 { reached += $1 }
        END { printf "figure spatialite %.1f ms\nfigure spatialite_reached %d junctions\n", best, reached }'
    spatialite_check "$database" "${stations[@]}"
}

# How many of its times are longer than they need be, and by how much.
spatialite_check() { # spatialite_check DATABASE STATION...
    local database=$1 station
    shift
    {
        echo "select load_extension('mod_spatialite');"
        echo "create temporary table got (station integer, junction integer, seconds double,
                                           primary key (station, junction));"
        for station in "$@"; do
            echo "insert into got select $station, NodeTo, Cost from network
                  where NodeFrom = $station and Cost <= 300;"
        done
        echo "select 'wrong', sum(g.seconds > a.seconds + 1e-6), max(g.seconds - a.seconds),
                     sum(g.seconds < a.seconds - 1e-6), count(*)
              from got g join answers a using (station, junction);"
        echo "select 'missing', count(*) from answers a
              where junction <> station and not exists (
                  select 1 from got g where g.station = a.station and g.junction = a.junction);"
    } | sqlite3 "$database" | awk -F'|' '
        /^wrong/ { printf "figure spatialite_too_late %d junctions\nfigure spatialite_too_late_by_at_most %.1f s\n", $2, $3
                   printf "figure spatialite_too_early %d junctions\nfigure spatialite_compared %d junctions\n", $4, $5 }
        /^missing/ { printf "figure spatialite_missing %d junctions\n", $2 }'
}

# Pictures of reach that PostGIS draws of what pgRouting reached, for bench_coverage judge.
# Source it after pgrouting.sh; it needs the tables that pgrouting_measure leaves.

# Draws a method's shapes into the table picture_NAME, a row a station, and says how long a shape took.
picture() { # picture NAME QUERY      QUERY gives station and shape
    local ms
    sql -c "set client_min_messages = warning; drop table if exists picture_$1"
    ms=$(best_ms 1 "$(tr '\n' ' ' <<<"create unlogged table picture_$1 as $2")")
    echo "figure error_$1_outline $(awk -v ms="$ms" 'BEGIN { print ms / 50 }') ms"
    sql -c "select '$1', station, ST_AsText(shape, 2) from picture_$1 where not ST_IsEmpty(shape)" |
        tr '|' '\t' >>"$pictures"
}

# What was reached in the limit and a minute more, as points with the seconds as height.
pictures_prepare() {
    sql <<SQL
set client_min_messages = warning;
drop table if exists junctions, beyond;
create unlogged table junctions as
    select source as id, ST_StartPoint(geom) as geom from edges
    union select target, ST_EndPoint(geom) from edges;
create unlogged table beyond as
    select r.from_v as station, r.agg_cost as seconds, j.geom
    from ($(reach_query 'from_v, node, agg_cost' 360)) r
    join (select distinct on (id) id, geom from junctions) j on j.id = r.node;
create index on beyond using gist (geom);
analyze beyond;
SQL
}

# A triangle's part with at most 300 s: its corners are in order of their seconds.
triangle_below='case when z3 <= 300 then ST_MakePolygon(ST_MakeLine(array[a, b, c, a]))
    when z2 <= 300 then ST_MakePolygon(ST_MakeLine(array[a, b,
        ST_LineInterpolatePoint(ST_MakeLine(b, c), (300 - z2) / (z3 - z2)),
        ST_LineInterpolatePoint(ST_MakeLine(a, c), (300 - z1) / (z3 - z1)), a]))
    else ST_MakePolygon(ST_MakeLine(array[a,
        ST_LineInterpolatePoint(ST_MakeLine(a, b), (300 - z1) / (z2 - z1)),
        ST_LineInterpolatePoint(ST_MakeLine(a, c), (300 - z1) / (z3 - z1)), a])) end'

pictures_measure() { # pictures_measure FILE
    local pictures=$1 ratio
    : >"$pictures"
    pictures_prepare
    for ratio in 0.1 0.3; do
        picture "hulls_${ratio/./_}" "select station, ST_ConcaveHull(ST_Collect(geom), $ratio) as shape
            from beyond where seconds <= 300 group by station"
    done
    picture postgis_buffers "select r.from_v as station, ST_Union(ST_Buffer(e.geom, 100, 4)) as shape
        from reached r join edges e on e.source = r.node or e.target = r.node group by r.from_v"
    # Cells at the rim of a network have no end: they are cut 400 m from their junction.
    picture voronoi "select c.station,
            ST_Union(ST_Intersection(c.cell, ST_Buffer(b.geom, 400, 8))) as shape from (
            select v.station, (ST_Dump(v.cells)).geom as cell from (
                select station, ST_VoronoiPolygons(ST_Collect(geom)) as cells
                from beyond group by station) v) c
        join beyond b on b.station = c.station and b.seconds <= 300 and ST_Contains(c.cell, b.geom)
        group by c.station"
    picture delaunay "select station, ST_Union(ST_Force2D($triangle_below)) as shape from (
            select station, p[1] as a, p[2] as b, p[3] as c,
                   ST_Z(p[1]) as z1, ST_Z(p[2]) as z2, ST_Z(p[3]) as z3 from (
                select t.station, array(select d.geom from ST_DumpPoints(ST_ExteriorRing(t.tri)) d
                                        where d.path[1] < 4 order by ST_Z(d.geom)) as p from (
                    select station, (ST_Dump(ST_DelaunayTriangles(
                        ST_Collect(ST_Force3DZ(geom, seconds))))).geom as tri
                    from beyond group by station) t) q) w
        where z1 <= 300 group by station"
}

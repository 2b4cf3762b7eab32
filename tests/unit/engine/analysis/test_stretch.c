/* Roads clipped against areas and lines, worked out by hand and against GEOS. */
#include "engine/analysis/stretch.h"

#include <math.h>

#include "tests/support/check.h"

static om_error err;
static om_geo *geo;

static om_paths paths_of(const char *wkt, om_arena *arena)
{
    om_paths paths = {0};
    OM_AUTO(om_geom) shape = NULL;
    if (!geo)
        CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &shape, &err));
    CHECK_OK(om_paths_of(shape, arena, &paths, &err));
    return paths;
}

/* "from-to from-to" in metres. */
static const char *told(const om_stretches *stretches)
{
    static char text[256];
    size_t length = 0;
    text[0] = '\0';
    for (size_t i = 0; i < stretches->count; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%s%.6g-%.6g", i ? " " : "",
                                   stretches->at[i].from_m, stretches->at[i].to_m);
    return text;
}

static const char *inside(const char *area, const om_xy *points, size_t count)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_paths paths = paths_of(area, arena);
    om_stretches found = {0};
    om_stretches_inside(&paths, points, count, &found);
    const char *text = told(&found);
    free(found.at);
    return text;
}

static const char *along(const char *line, const om_xy *points, size_t count)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_paths paths = paths_of(line, arena);
    om_stretches found = {0};
    om_stretches_along(&paths, 10, points, count, &found);
    const char *text = told(&found);
    free(found.at);
    return text;
}

#define ROAD(...)                                                                                  \
    ((const om_xy[]){__VA_ARGS__}), sizeof((const om_xy[]){__VA_ARGS__}) / sizeof(om_xy)
#define SQUARE "POLYGON((100 -50,200 -50,200 50,100 50,100 -50))"

static void an_area_takes_what_lies_inside(void **state)
{
    (void)state;
    CHECK_TEXT(inside(SQUARE, ROAD({0, 0}, {1000, 0})), "100-200");
    CHECK_TEXT(inside(SQUARE, ROAD({0, 0}, {150, 0}, {1000, 0})), "100-200");
    CHECK_TEXT(inside(SQUARE, ROAD({120, 0}, {180, 0})), "0-60");
    CHECK_TEXT(inside(SQUARE, ROAD({0, 60}, {1000, 60})), "");
    CHECK_TEXT(inside(SQUARE, ROAD({150, 0}, {150, 100}, {160, 100}, {160, 0})), "0-50 160-210");
}

static void a_hole_is_left_out_and_parts_add_up(void **state)
{
    (void)state;
    CHECK_TEXT(inside("POLYGON((100 -50,200 -50,200 50,100 50,100 -50),"
                      "(140 -10,160 -10,160 10,140 10,140 -10))",
                      ROAD({0, 0}, {1000, 0})),
               "100-140 160-200");
    CHECK_TEXT(inside("MULTIPOLYGON(((0 -1,10 -1,10 1,0 1,0 -1)),((20 -1,30 -1,30 1,20 1,20 -1)))",
                      ROAD({-5, 0}, {100, 0})),
               "5-15 25-35");
}

/* The road runs through a corner of the area, or touches one from outside. */
static void corners_do_not_confuse(void **state)
{
    (void)state;
    static const char diamond[] = "POLYGON((100 0,150 -50,200 0,150 50,100 0))";
    CHECK_TEXT(inside(diamond, ROAD({0, 0}, {1000, 0})), "100-200");
    CHECK_TEXT(inside(diamond, ROAD({0, 50}, {1000, 50})), "");
}

/* A star, and roads across it, against an overlay by GEOS. */
static void many_roads_agree_with_geos(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_paths star =
        paths_of("POLYGON((0 100,25 30,95 30,40 -12,60 -80,0 -38,-60 -80,-40 -12,-95 30,-25 30,"
                 "0 100),(0 20,10 -10,-10 -10,0 20))",
                 arena);
    OM_AUTO(om_geom) shape = NULL;
    CHECK_OK(om_geom_of_wkt(geo,
                            "POLYGON((0 100,25 30,95 30,40 -12,60 -80,0 -38,-60 -80,-40 -12,"
                            "-95 30,-25 30,0 100),(0 20,10 -10,-10 -10,0 20))",
                            OM_METRES, &shape, &err));
    for (int i = 0; i < 360; i++) {
        const double turn = i * acos(-1) / 180, x = 120 * cos(turn), y = 120 * sin(turn);
        const om_xy road[] = {{x, y}, {7, 3}, {-y, x}};
        om_stretches found = {0};
        om_stretches_inside(&star, road, 3, &found);
        double got_m = 0, want_m = 0;
        for (size_t s = 0; s < found.count; s++)
            got_m += found.at[s].to_m - found.at[s].from_m;
        free(found.at);
        OM_AUTO(om_geom) line = NULL;
        OM_AUTO(om_geom) overlap = NULL;
        CHECK_OK(om_geom_of_line(geo, road, 3, OM_METRES, &line, &err));
        CHECK_OK(om_geom_overlap(line, shape, &overlap, &err));
        want_m = om_geom_length_m(overlap);
        CHECK_NEAR(got_m, want_m, 1e-9);
    }
}

static void a_line_takes_what_runs_along_it(void **state)
{
    (void)state;
    CHECK_TEXT(along("LINESTRING(100 5,300 5)", ROAD({0, 0}, {1000, 0})), "100-300");
    CHECK_TEXT(along("LINESTRING(300 5,100 5)", ROAD({0, 0}, {1000, 0})), "100-300");
    CHECK_TEXT(along("LINESTRING(100 11,300 11)", ROAD({0, 0}, {1000, 0})), "");
    /* The foot of the slanted end lies half a metre farther on. */
    CHECK_TEXT(along("LINESTRING(100 5,200 5,300 -5)", ROAD({0, 0}, {1000, 0})), "100-300.5");
    /* It leaves the road after a while. */
    CHECK_TEXT(along("LINESTRING(0 0,100 20)", ROAD({0, 0}, {1000, 0})), "0-50.9902");
}

static void streets_that_cross_a_line_are_left_alone(void **state)
{
    (void)state;
    CHECK_TEXT(along("LINESTRING(0 0,1000 0)", ROAD({500, -200}, {500, 200})), "");
    CHECK_TEXT(along("LINESTRING(0 0,1000 0)", ROAD({500, 0}, {500, 200})), "");
    CHECK_TEXT(along("LINESTRING(0 0,1000 0)", ROAD({1000, 0}, {1500, 0})), "");
}

static void around_a_bend_there_is_no_gap(void **state)
{
    (void)state;
    CHECK_TEXT(along("LINESTRING(0 3,103 3,103 -100)", ROAD({0, 0}, {100, 0}, {100, -100})),
               "0-200");
}

static void mixed_shapes_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_geom) mixed = NULL;
    OM_AUTO(om_geom) empty = NULL;
    om_paths paths;
    paths_of("POINT(0 0)", arena);
    CHECK_OK(om_geom_of_wkt(geo, "GEOMETRYCOLLECTION(POINT(0 0),LINESTRING(0 0,1 1))", OM_METRES,
                            &mixed, &err));
    CHECK_OK(om_geom_of_wkt(geo, "POLYGON EMPTY", OM_METRES, &empty, &err));
    CHECK_FAILS(om_paths_of(mixed, arena, &paths, &err), OM_ERR_GEOMETRY, "several kinds");
    CHECK_FAILS(om_paths_of(empty, arena, &paths, &err), OM_ERR_GEOMETRY, "empty");
}

OM_TESTS(test(an_area_takes_what_lies_inside), test(a_hole_is_left_out_and_parts_add_up),
         test(corners_do_not_confuse), test(many_roads_agree_with_geos),
         test(a_line_takes_what_runs_along_it), test(streets_that_cross_a_line_are_left_alone),
         test(around_a_bend_there_is_no_gap), test(mixed_shapes_are_refused))

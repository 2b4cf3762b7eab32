/* Tests of engine/source/shape.c: kinds, parts, repair. */
#include "engine/source/shape.h"
#include "tests/support/check.h"

typedef struct bench {
    om_geo *geo;
    om_transform *to_metres;
} bench;

static int open_bench(void **state)
{
    static bench shared;
    char metric[OM_CRS_SIZE];
    om_crs_metric_for((om_lonlat){120.3, 31.5}, metric);
    *state = &shared;
    return om_geo_open(&shared.geo, NULL) ||
           om_transform_open(shared.geo, OM_CRS_LONLAT, metric, &shared.to_metres, NULL);
}

static int close_bench(void **state)
{
    bench *shared = *state;
    om_transform_free(shared->to_metres);
    om_geo_free(shared->geo);
    return 0;
}

static om_status make(void **state, om_shape_kind kind, const char *wkt, om_shapes *ret,
                      om_error *err)
{
    const bench *with = *state;
    OM_AUTO(om_geom) given = NULL;
    OM_TRY(om_geom_of_wkt(with->geo, wkt, OM_DEGREES, &given, err));
    return om_shapes_make(with->geo, kind, given, with->to_metres, ret, err);
}

static void a_line_in_parts_becomes_several(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    CHECK_OK(make(state, OM_SHAPE_LINE, "MULTILINESTRING((1 1,2 2),(3 3,4 4),(5 5,6 6))", &shapes,
                  &err));
    CHECK_INT(shapes.count, 3);
    CHECK(om_geom_kind_of(shapes.parts[2]) == OM_GEOM_LINE);
}

static void an_area_becomes_one_multipolygon(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    CHECK_OK(make(state, OM_SHAPE_POLYGON, "POLYGON((1 1,2 1,2 2,1 1))", &shapes, &err));
    CHECK_INT(shapes.count, 1);
    CHECK(om_geom_kind_of(shapes.parts[0]) == OM_GEOM_MULTIPOLYGON);
    CHECK(!shapes.is_repaired);
}

static void an_area_for_points_becomes_the_point_inside(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    /* A U: its centroid lies outside. */
    CHECK_OK(make(state, OM_SHAPE_POINT, "POLYGON((0 0,9 0,9 9,8 9,8 1,1 1,1 9,0 9,0 0))", &shapes,
                  &err));
    CHECK_INT(shapes.count, 1);
    CHECK(shapes.is_turned);
    const om_rect at = om_geom_rect(shapes.parts[0]);
    CHECK(at.min_x < 1 || at.min_x > 8 || at.min_y < 1);
}

static void a_bow_tie_is_repaired_and_its_areas_are_told(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    CHECK_OK(make(state, OM_SHAPE_POLYGON,
                  "POLYGON((120.30 31.50,120.31 31.51,120.31 31.50,120.30 31.51,120.30 31.50))",
                  &shapes, &err));
    CHECK(shapes.is_repaired);
    CHECK(om_geom_is_valid(shapes.parts[0], NULL));
    CHECK(shapes.before_m2 < 1000); /* its two halves turn against each other */
    CHECK_NEAR(shapes.after_m2, 0.5 * 950 * 1109, 6000);
}

static void of_a_collection_the_right_kind_is_used(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    static const char mixed[] =
        "GEOMETRYCOLLECTION(POINT(1 1),LINESTRING(1 1,2 2),POLYGON((1 1,2 1,2 2,1 1)))";
    CHECK_OK(make(state, OM_SHAPE_LINE, mixed, &shapes, &err));
    CHECK_INT(shapes.count, 1);
    om_shapes_clear(&shapes);
    CHECK_OK(make(state, OM_SHAPE_PLACE, mixed, &shapes, &err));
    CHECK(om_geom_kind_of(shapes.parts[0]) == OM_GEOM_MULTIPOLYGON);
    om_shapes_clear(&shapes);
    CHECK_OK(make(state, OM_SHAPE_POINT, mixed, &shapes, &err));
    CHECK(!shapes.is_turned);
}

static void a_layer_of_any_shape_keeps_what_it_is_given(void **state)
{
    om_error err;
    static const struct {
        const char *wkt;
        om_geom_kind kind;
    } cases[] = {{"POINT(1 1)", OM_GEOM_POINT},
                 {"LINESTRING(1 1,2 2)", OM_GEOM_LINE},
                 {"POLYGON((1 1,2 1,2 2,1 1))", OM_GEOM_MULTIPOLYGON}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO_SHAPES shapes = {0};
        CHECK_OK(make(state, OM_SHAPE_ANY, cases[i].wkt, &shapes, &err));
        CHECK_INT(shapes.count, 1);
        CHECK(om_geom_kind_of(shapes.parts[0]) == cases[i].kind);
    }
    OM_AUTO_SHAPES shapes = {0};
    CHECK_FAILS(make(state, OM_SHAPE_ANY, "GEOMETRYCOLLECTION EMPTY", &shapes, &err),
                OM_ERR_GEOMETRY, "empty");
}

static void the_wrong_kind_is_told(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    CHECK_FAILS(make(state, OM_SHAPE_POINT, "LINESTRING(1 1,2 2)", &shapes, &err), OM_ERR_GEOMETRY,
                "takes points or areas, and this is a line");
    CHECK_FAILS(make(state, OM_SHAPE_LINE, "POINT(1 1)", &shapes, &err), OM_ERR_GEOMETRY,
                "takes lines, and this is a point");
    CHECK_FAILS(make(state, OM_SHAPE_POLYGON, "LINESTRING(1 1,2 2)", &shapes, &err),
                OM_ERR_GEOMETRY, "takes areas");
    CHECK_INT(shapes.count, 0);
}

static void nothing_is_made_of_nothing(void **state)
{
    om_error err;
    OM_AUTO_SHAPES shapes = {0};
    CHECK_FAILS(make(state, OM_SHAPE_POLYGON, "POLYGON EMPTY", &shapes, &err), OM_ERR_GEOMETRY,
                "empty");
    CHECK_FAILS(make(state, OM_SHAPE_LINE, "LINESTRING(1 1,1 1)", &shapes, &err), OM_ERR_GEOMETRY,
                "no length");
    CHECK_FAILS(make(state, OM_SHAPE_POLYGON, "POLYGON((1 1,2 2,3 3,1 1))", &shapes, &err),
                OM_ERR_GEOMETRY, "repair leaves nothing");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(a_line_in_parts_becomes_several),
        test(an_area_becomes_one_multipolygon),
        test(an_area_for_points_becomes_the_point_inside),
        test(a_bow_tie_is_repaired_and_its_areas_are_told),
        test(of_a_collection_the_right_kind_is_used),
        test(a_layer_of_any_shape_keeps_what_it_is_given),
        test(the_wrong_kind_is_told),
        test(nothing_is_made_of_nothing),
    };
    return cmocka_run_group_tests(tests, open_bench, close_bench);
}

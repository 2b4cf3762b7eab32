/* A prepared shape answers as the plain one does, on its border too. */
#include "engine/geo/prepared.h"

#include "tests/support/check.h"

static om_error err;

static om_geom *shape_of(om_geo *geo, const char *wkt)
{
    om_geom *shape = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_DEGREES, &shape, &err));
    return shape;
}

static void it_answers_as_the_plain_shape(void **state)
{
    (void)state;
    static const char *const others[] = {"POINT(0.25 0.25)",
                                         "POINT(0.5 0.5)",
                                         "POINT(0.5 0.5000000000000001)",
                                         "POINT(0 0)",
                                         "POINT(0.625 0.375)",
                                         "POINT(2 2)",
                                         "POINT(0.3 0.1)",
                                         "LINESTRING(0 1,1 1)",
                                         "LINESTRING(-1 0.5,1 0.5)",
                                         "POLYGON((1 0,2 0,2 1,1 0))",
                                         "POLYGON((3 0,4 0,4 1,3 0))",
                                         "POINT EMPTY"};
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom)
    zone = shape_of(geo, "POLYGON((0 0,1 0,1 1,0 0),(0.5 0.25,0.75 0.25,0.75 0.5,0.5 0.25))");
    OM_AUTO(om_prepared) prepared = NULL;
    CHECK_OK(om_prepared_open(zone, &prepared, &err));
    size_t met = 0;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        OM_AUTO(om_geom) other = shape_of(geo, others[i]);
        bool plain = false, fast = true;
        CHECK_OK(om_geom_intersects(zone, other, &plain, &err));
        CHECK_OK(om_prepared_intersects(prepared, other, &fast, &err));
        CHECK_INT(fast, plain);
        met += plain;
    }
    CHECK_INT(met, 8); /* within, on its borders and corners, crossing and touching */
}

static void what_lies_within_is_covered_and_what_sticks_out_is_not(void **state)
{
    (void)state;
    static const struct {
        const char *wkt;
        bool covered;
    } others[] = {{"POLYGON((1 1,2 1,2 2,1 1))", true},
                  {"POLYGON((0 0,2 0,2 2,0 0))", true},      /* along its border */
                  {"POLYGON((0 0,4 0,4 4,0 4,0 0))", false}, /* over its hole */
                  {"POLYGON((3 3,5 3,5 5,3 3))", false},
                  {"POLYGON((7 7,8 7,8 8,7 7))", false}};
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom)
    zone = shape_of(geo, "POLYGON((0 0,4 0,4 4,0 4,0 0),(2.5 0.5,3.5 0.5,3.5 1.5,2.5 0.5))");
    OM_AUTO(om_prepared) prepared = NULL;
    CHECK_OK(om_prepared_open(zone, &prepared, &err));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        OM_AUTO(om_geom) other = shape_of(geo, others[i].wkt);
        bool covered = !others[i].covered;
        CHECK_OK(om_prepared_covers(prepared, other, &covered, &err));
        CHECK_INT(covered, others[i].covered);
    }
}

static void nothing_is_there_to_free(void **state)
{
    (void)state;
    om_prepared_free(NULL);
}

static void what_is_exactly_as_far_lies_within(void **state)
{
    (void)state;
    static const struct {
        const char *wkt;
        bool within;
    } others[] = {{"POINT(5 5)", true},   /* inside */
                  {"POINT(13 14)", true}, /* 3 and 4 from the corner */
                  {"POINT(10 15)", true}, /* straight above it */
                  {"POINT(13 14.1)", false},
                  {"POLYGON((-9 0,-5 0,-5 1,-9 0))", true}};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_geom) square = NULL;
    OM_AUTO(om_prepared) prepared = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_geom_of_rect(geo, (om_rect){0, 0, 10, 10}, OM_METRES, &square, &err));
    CHECK_OK(om_prepared_open(square, &prepared, &err));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        OM_AUTO(om_geom) other = NULL;
        bool within = !others[i].within;
        CHECK_OK(om_geom_of_wkt(geo, others[i].wkt, OM_METRES, &other, &err));
        CHECK_OK(om_prepared_within_m(prepared, other, 5, &within, &err));
        CHECK_INT(within, others[i].within);
    }
}

OM_TESTS(test(it_answers_as_the_plain_shape),
         test(what_lies_within_is_covered_and_what_sticks_out_is_not),
         test(nothing_is_there_to_free), test(what_is_exactly_as_far_lies_within))

/* Where features are, against shapes of a style. */
#include "tests/support/check.h"

#include "engine/geo/mercator.h"
#include "engine/style/locus.h"

static om_locus locus_of(const char *text, bool polygons, om_arena *arena)
{
    om_error err = {0};
    om_json *json = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "test", &json, &err));
    const om_place place = {.json = json};
    om_locus locus;
    CHECK_OK(om_locus_read(&place, polygons, polygons, arena, &locus, &err));
    om_json_free(json);
    return locus;
}

/* A line of two places, as a feature. */
static om_locus line_of(om_lonlat from, om_lonlat to, bool on_world, om_arena *arena)
{
    om_vertex *ends = OM_ARENA_ARRAY(arena, om_vertex, 2);
    om_part *part = om_arena_take(arena, sizeof *part);
    const om_lonlat places[] = {from, to};
    for (size_t i = 0; i < 2; i++) {
        const om_xy world = om_mercator_of(places[i]);
        ends[i] = (om_vertex){(uint32_t)(world.x * OM_WORLD), (uint32_t)(world.y * OM_WORLD)};
    }
    part->count = 2;
    const om_evaluation evaluation = {
        .shape = OM_FEATURE_LINE, .outline = {ends, part, 1}, .arena = arena};
    return om_locus_of(&evaluation, on_world);
}

#define SQUARE                                                                                     \
    "{\"type\": \"Polygon\", \"coordinates\": [[[0,0],[0,4],[4,4],[4,0],[0,0]],"                   \
    "[[1,1],[1,2],[2,2],[2,1],[1,1]]]}"

static void a_line_is_within_when_all_of_it_is(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_locus square = locus_of(SQUARE, true, arena);
    const om_locus inside = line_of((om_lonlat){3, 1}, (om_lonlat){3, 3}, true, arena);
    const om_locus through_hole = line_of((om_lonlat){0.5, 1.5}, (om_lonlat){3, 1.5}, true, arena);
    const om_locus out = line_of((om_lonlat){3, 3}, (om_lonlat){5, 3}, true, arena);
    CHECK(om_locus_within(&inside, &square));
    CHECK(!om_locus_within(&through_hole, &square));
    CHECK(!om_locus_within(&out, &square));
}

static void the_antimeridian_is_no_edge(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_locus pacific = locus_of("{\"type\": \"Polygon\", \"coordinates\": "
                                      "[[[170,-5],[190,-5],[190,5],[170,5],[170,-5]]]}",
                                      true, arena);
    const om_locus east = line_of((om_lonlat){-179, 0}, (om_lonlat){-175, 1}, true, arena);
    const om_locus west = line_of((om_lonlat){172, 0}, (om_lonlat){175, 1}, true, arena);
    CHECK(om_locus_within(&east, &pacific));
    CHECK(om_locus_within(&west, &pacific));
}

static void distances_are_those_of_the_ellipsoid(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_locus line = line_of((om_lonlat){10, 60}, (om_lonlat){10, 61}, false, arena);
    const om_locus east =
        locus_of("{\"type\": \"Point\", \"coordinates\": [10.01, 60.5]}", false, arena);
    /* 0.01 degrees along the parallel of 60: 558.0 m by the formula of the radius of a parallel. */
    CHECK_NEAR(om_locus_distance_m(&line, &east), 557.999, 0.1);
    const om_locus square = locus_of(SQUARE, false, arena);
    const om_locus over = line_of((om_lonlat){-1, 3}, (om_lonlat){5, 3}, false, arena);
    CHECK_NEAR(om_locus_distance_m(&over, &square), 0, 0);
    const om_locus hole =
        locus_of("{\"type\": \"Point\", \"coordinates\": [1.5, 1.4]}", false, arena);
    CHECK(om_locus_distance_m(&hole, &square) > 40000);
    const om_locus nothing = {0};
    CHECK(isnan(om_locus_distance_m(&nothing, &square)));
}

OM_TESTS(test(a_line_is_within_when_all_of_it_is), test(the_antimeridian_is_no_edge),
         test(distances_are_those_of_the_ellipsoid))

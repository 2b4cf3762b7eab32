/* Which stretches closures hit, in a town of two streets, a bridge and a tunnel. */
#include "engine/analysis/closures.h"

#include "engine/analysis/road_list.h"
#include "tests/support/check.h"
#include "tests/support/streets.h"

static om_error err;

/* What closures are looked for in. */
typedef struct bench {
    streets on;
    om_road_list *list;
    om_road_facts *facts;
    om_network *network;
    om_closing *closing;
    om_closure_hits hits;
} bench;

/*
 * Way 10 leads from the west to the east, way 11 from the south to the north; they meet at node 3.
 * Way 12 crosses way 10 on a bridge at x = 800, way 13 in a tunnel at x = 200.
 */
static bench bench_open(const char *name)
{
    bench with = {.on = streets_new(name)};
    streets *on = &with.on;
    streets_node(on, 1, (om_xy){0, 0}, "");
    streets_node(on, 2, (om_xy){1000, 0}, "");
    streets_node(on, 3, (om_xy){500, 0}, "");
    streets_node(on, 4, (om_xy){500, -500}, "");
    streets_node(on, 5, (om_xy){500, 500}, "");
    streets_node(on, 6, (om_xy){800, -500}, "");
    streets_node(on, 7, (om_xy){800, 500}, "");
    streets_node(on, 8, (om_xy){200, -500}, "");
    streets_node(on, 9, (om_xy){200, 500}, "");
    streets_way(on, 10, "1 3 2", "highway=residential");
    streets_way(on, 11, "4 3 5", "highway=residential");
    streets_way(on, 12, "6 7", "highway=residential bridge=yes layer=1");
    streets_way(on, 13, "8 9", "highway=residential tunnel=yes layer=-1");
    streets_load(on);

    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on->town, .notices = notices};
    const om_pace pace = {.speed_factor = 1};
    CHECK_OK(om_road_list_read(&run, "engine", &with.list, &err));
    om_road_list_pace(with.list, &pace);
    with.facts = om_road_list_facts(with.list);
    CHECK_OK(om_network_build(&with.list->table, NULL, &with.network, &err));
    CHECK_OK(
        om_closing_open(om_store_geo(on->town), with.network, with.facts, &with.closing, &err));
    return with;
}

static void bench_clear(bench *with)
{
    free(with->hits.at);
    om_closing_free(with->closing);
    om_network_free(with->network);
    om_road_facts_free(with->facts);
    om_road_list_free(with->list);
    streets_clear(&with->on);
}

#define AUTO_BENCH __attribute__((cleanup(bench_clear))) bench

static om_geom *shape_of(bench *with, const char *wkt_m)
{
    om_geom *shape = NULL;
    CHECK_OK(om_geom_of_wkt(om_store_geo(with->on.town), wkt_m, OM_METRES, &shape, &err));
    return shape;
}

/* Metres of a way that a closure hits. */
static double hit_m(bench *with, const om_closure *closure, const char *way)
{
    double hit_m = 0;
    with->hits.count = 0;
    CHECK_OK(om_closing_find(with->closing, closure, &with->hits, &err));
    for (size_t i = 0; i < with->hits.count; i++) {
        const om_closure_hit *hit = &with->hits.at[i];
        const om_edge *edge = om_network_edge(with->network, hit->edge);
        CHECK(hit->from >= 0 && hit->from <= hit->to && hit->to <= 1);
        if (strcmp(om_road_facts_id(with->facts, om_network_road(with->network, hit->edge)), way) ==
            0)
            hit_m += (hit->to - hit->from) * edge->length_m;
    }
    return hit_m;
}

static void a_road_id_closes_that_road(void **state)
{
    (void)state;
    AUTO_BENCH with = bench_open("closure_id.onemap");
    const om_closure closure = {.id = "c", .road_id = "way/10", .tolerance_m = NAN};
    CHECK_NEAR(hit_m(&with, &closure, "way/10"), 1000, 0.1);
    CHECK_INT(with.hits.count, 2);
    const om_closure no_such = {.id = "c", .road_id = "way/1", .tolerance_m = NAN};
    hit_m(&with, &no_such, "way/10");
    CHECK_INT(with.hits.count, 0);
}

static void a_flood_closes_the_ground_but_neither_bridge_nor_tunnel(void **state)
{
    (void)state;
    AUTO_BENCH with = bench_open("closure_area.onemap");
    OM_AUTO(om_geom) flood = shape_of(&with, "POLYGON((100 -50,900 -50,900 50,100 50,100 -50))");
    om_closure closure = {.id = "c", .shape = flood, .tolerance_m = NAN};
    CHECK_NEAR(hit_m(&with, &closure, "way/10"), 800, 0.1);
    CHECK_NEAR(hit_m(&with, &closure, "way/11"), 100, 0.1);
    CHECK_NEAR(hit_m(&with, &closure, "way/12"), 0, 0);
    CHECK_NEAR(hit_m(&with, &closure, "way/13"), 0, 0);
    closure.has_level = true;
    closure.level = 1;
    CHECK_NEAR(hit_m(&with, &closure, "way/12"), 100, 0.1);
    CHECK_NEAR(hit_m(&with, &closure, "way/10"), 0, 0);
    closure.level = -1;
    CHECK_NEAR(hit_m(&with, &closure, "way/13"), 100, 0.1);
}

static void a_line_closes_its_street_and_no_crossing(void **state)
{
    (void)state;
    AUTO_BENCH with = bench_open("closure_line.onemap");
    OM_AUTO(om_geom) works = shape_of(&with, "LINESTRING(300 4,700 4)");
    om_closure closure = {.id = "c", .shape = works, .tolerance_m = NAN};
    CHECK_NEAR(hit_m(&with, &closure, "way/10"), 400, 0.1);
    CHECK_NEAR(hit_m(&with, &closure, "way/11"), 0, 0);
    closure.tolerance_m = 3;
    CHECK_NEAR(hit_m(&with, &closure, "way/10"), 0, 0);
}

static void a_point_closes_the_nearest_spot(void **state)
{
    (void)state;
    AUTO_BENCH with = bench_open("closure_point.onemap");
    OM_AUTO(om_geom) tree = shape_of(&with, "POINT(250 6)");
    om_closure closure = {.id = "c", .shape = tree, .tolerance_m = NAN};
    hit_m(&with, &closure, "");
    CHECK_INT(with.hits.count, 1);
    CHECK_NEAR(with.hits.at[0].from, 0.5, 1e-4);
    CHECK_NEAR(with.hits.at[0].to, with.hits.at[0].from, 0);
    closure.speed_factor = 0.5;
    CHECK_NEAR(hit_m(&with, &closure, "way/10"), 500, 0.1);
    closure.tolerance_m = 5;
    hit_m(&with, &closure, "");
    CHECK_INT(with.hits.count, 0);
}

/* Where the tunnel passes under way 10 a point means one of them when its road is named. */
static void a_road_id_narrows_a_shape(void **state)
{
    (void)state;
    AUTO_BENCH with = bench_open("closure_both.onemap");
    OM_AUTO(om_geom) near = shape_of(&with, "POINT(201 1)");
    OM_AUTO(om_geom) area = shape_of(&with, "POLYGON((0 -600,600 -600,600 0.5,0 0.5,0 -600))");
    const om_closure point = {
        .id = "c", .shape = near, .road_id = "way/13", .speed_factor = 0.5, .tolerance_m = NAN};
    CHECK_NEAR(hit_m(&with, &point, "way/13"), 1000, 0.1);
    CHECK_INT(with.hits.count, 1);
    const om_closure part = {.id = "c", .shape = area, .road_id = "way/11", .tolerance_m = NAN};
    CHECK_NEAR(hit_m(&with, &part, "way/11"), 500.5, 0.1);
    CHECK_NEAR(hit_m(&with, &part, "way/10"), 0, 0);
}

static void what_says_nothing_is_refused(void **state)
{
    (void)state;
    AUTO_BENCH with = bench_open("closure_bad.onemap");
    om_closure closure = {.id = "works/3", .tolerance_m = NAN};
    CHECK_FAILS(om_closing_find(with.closing, &closure, &with.hits, &err), OM_ERR_DATA,
                "closure works/3 has neither a road_id nor a shape");
    static const double bad[] = {-0.1, 1.5, NAN};
    closure.road_id = "way/10";
    for (size_t i = 0; i < 3; i++) {
        closure.speed_factor = bad[i];
        CHECK_FAILS(om_closing_find(with.closing, &closure, &with.hits, &err), OM_ERR_RANGE,
                    "not within 0..1");
    }
    CHECK_INT(with.hits.count, 0);
}

OM_TESTS(test(a_road_id_closes_that_road),
         test(a_flood_closes_the_ground_but_neither_bridge_nor_tunnel),
         test(a_line_closes_its_street_and_no_crossing), test(a_point_closes_the_nearest_spot),
         test(a_road_id_narrows_a_shape), test(what_says_nothing_is_refused))

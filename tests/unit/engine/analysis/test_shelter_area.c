/* Shelters add up: borders cut exactly, area and capacity kept apart. */
#include "engine/analysis/shelter_area.h"

#include "tests/support/check.h"

static om_error err;

static const om_shelter_class fixed = {"short", true, true, 0, 2, 1000};
static const om_shelter_class emergency = {"emergency", false, true, 0, 0.5, 500};

enum { WEST, EAST, DISTRICTS };

/* Two districts of 100 m by 100 m that share the border x = 100. */
static om_districts *two_districts(om_geo *geo)
{
    OM_AUTO(om_geom) west = NULL;
    OM_AUTO(om_geom) east = NULL;
    om_districts *districts = NULL;
    CHECK_OK(om_geom_of_rect(geo, (om_rect){0, 0, 100, 100}, OM_METRES, &west, &err));
    CHECK_OK(om_geom_of_rect(geo, (om_rect){100, 0, 200, 100}, OM_METRES, &east, &err));
    const om_district list[] = {{.code = "1", .name = "West", .shape = west},
                                {.code = "2", .name = "East", .shape = east}};
    CHECK_OK(om_districts_open(geo, list, DISTRICTS, &districts, &err));
    return districts;
}

typedef struct town {
    om_geo *geo;
    om_districts *districts;
    om_shelter shelters[8];
    om_geom *shapes[8];
    size_t count;
    om_shelter_sum sums[DISTRICTS], outside;
    om_shelter_told told;
} town;

static int open_town(void **state)
{
    town *in = calloc(1, sizeof *in);
    CHECK_OK(om_geo_open(&in->geo, &err));
    in->districts = two_districts(in->geo);
    *state = in;
    return 0;
}

static int close_town(void **state)
{
    town *in = *state;
    for (size_t i = 0; i < in->count; i++)
        om_geom_free(in->shapes[i]);
    om_districts_free(in->districts);
    om_geo_free(in->geo);
    free(in);
    return 0;
}

static void put_park(town *in, const char *id, om_rect rect, double stated_m2, double usable_share)
{
    CHECK_OK(om_geom_of_rect(in->geo, rect, OM_METRES, &in->shapes[in->count], &err));
    in->shelters[in->count] = (om_shelter){.id = id,
                                           .footprint = in->shapes[in->count],
                                           .stated_m2 = stated_m2,
                                           .usable_share = usable_share,
                                           .effective_m2 = NAN,
                                           .class = &fixed};
    in->count++;
}

static void put_point(town *in, const char *id, om_xy at, double stated_m2)
{
    in->shelters[in->count++] = (om_shelter){.id = id,
                                             .at = at,
                                             .stated_m2 = stated_m2,
                                             .usable_share = 0.5,
                                             .effective_m2 = NAN,
                                             .class = &fixed};
}

static void add_up(town *in)
{
    OM_AUTO(om_shelter_grounds) grounds = NULL;
    CHECK_OK(om_shelter_grounds_open(in->geo, in->shelters, in->count, &grounds, &in->told, &err));
    const om_shelter_list list = {in->shelters, in->count, grounds};
    CHECK_OK(om_shelter_areas(in->districts, &list, in->sums, &in->outside, &err));
}

static void half_a_shelter_inside_counts_half(void **state)
{
    town *in = *state;
    put_park(in, "a", (om_rect){90, 0, 110, 10}, NAN, 0.5);
    add_up(in);
    CHECK_NEAR(in->sums[WEST].gross_m2, 100, 1e-9);
    CHECK_NEAR(in->sums[EAST].gross_m2, 100, 1e-9);
    CHECK_NEAR(in->sums[WEST].usable_m2, 50, 1e-9);
    CHECK_INT(in->sums[WEST].shelters + in->sums[EAST].shelters, 1);
    CHECK_NEAR(om_shelter_m2_per_person(&in->sums[WEST], 10), 5, 1e-9);
    CHECK_NEAR(in->sums[WEST].capacity, 25, 1e-9); /* half of the 50 that it holds */
}

static void what_lies_outside_is_told_apart(void **state)
{
    town *in = *state;
    put_park(in, "a", (om_rect){-30, 0, 10, 10}, NAN, 1);
    add_up(in);
    CHECK_NEAR(in->sums[WEST].gross_m2, 100, 1e-9);
    CHECK_NEAR(in->outside.gross_m2, 300, 1e-9);
    CHECK_INT(in->sums[WEST].shelters, 1);
    CHECK_INT(in->outside.shelters, 1);
}

static void a_stated_area_is_scaled_by_the_share_inside(void **state)
{
    town *in = *state;
    put_park(in, "a", (om_rect){75, 0, 175, 10}, 800, 0.5); /* 1000 m2 measured, a quarter west */
    add_up(in);
    CHECK_NEAR(in->sums[WEST].gross_m2, 200, 1e-9);
    CHECK_NEAR(in->sums[EAST].gross_m2, 600, 1e-9);
    CHECK_INT(in->sums[EAST].shelters, 1); /* where most of it lies */
}

static void a_point_counts_where_it_lies(void **state)
{
    town *in = *state;
    put_point(in, "in", (om_xy){150, 50}, 40);
    put_point(in, "border", (om_xy){100, 50}, 10);
    put_point(in, "out", (om_xy){500, 50}, 7);
    add_up(in);
    CHECK_NEAR(in->sums[EAST].gross_m2, 40, 0);
    CHECK_NEAR(in->sums[EAST].usable_m2, 20, 0);
    CHECK_NEAR(in->sums[WEST].gross_m2, 10, 0); /* the smaller code */
    CHECK_NEAR(in->outside.gross_m2, 7, 0);
    CHECK_INT(in->outside.shelters, 1);
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

static void another_shelter_never_lowers_what_there_is(void **state)
{
    town *in = *state;
    static const char *const ids[] = {"h", "b", "g", "a", "f", "d", "c", "e"};
    uint32_t seed = 11;
    double usable_m2 = 0, fixed_m2 = 0, capacity = 0;
    for (size_t i = 0; i < 8; i++) {
        const double x = next_random(&seed) % 120, y = next_random(&seed) % 60;
        const double width = 10 + next_random(&seed) % 60, height = 5 + next_random(&seed) % 35;
        put_park(in, ids[i], (om_rect){x, y, x + width, y + height},
                 next_random(&seed) % 2 ? NAN : width * height * 1.3,
                 (next_random(&seed) % 9) / 8.0);
        in->shelters[i].class = next_random(&seed) % 3 ? &fixed : &emergency;
        add_up(in);
        om_shelter_sum now = in->sums[WEST];
        om_shelter_sum_add(&now, &in->sums[EAST]);
        CHECK(now.fixed_m2 >= fixed_m2 - 1e-9);
        CHECK(now.fixed_m2 > fixed_m2 || now.usable_m2 >= usable_m2 - 1e-9);
        CHECK(now.capacity >= capacity - (double)in->told.overlapping); /* floors, see there */
        fixed_m2 = now.fixed_m2;
        usable_m2 = now.usable_m2;
        capacity = now.capacity;
    }
    CHECK(fixed_m2 > 0 && capacity > 0);
    const om_shelter_sum before[] = {in->sums[WEST], in->sums[EAST]};
    for (size_t i = 0; i < 4; i++) { /* any order */
        const om_shelter kept = in->shelters[i];
        in->shelters[i] = in->shelters[7 - i];
        in->shelters[7 - i] = kept;
    }
    add_up(in);
    CHECK(memcmp(before, in->sums, sizeof before) == 0);
}

static void the_two_indicators_are_kept_apart(void **state)
{
    town *in = *state;
    put_park(in, "a", (om_rect){10, 10, 20, 25}, NAN, 1); /* 150 m2 at 2 m2 each */
    put_park(in, "b", (om_rect){30, 10, 40, 20}, NAN, 1); /* 100 m2, not fixed */
    in->shelters[1].class = &emergency;
    add_up(in);
    const om_shelter_sum *west = &in->sums[WEST];
    CHECK_NEAR(om_shelter_m2_per_person(west, 100), 1.5, 1e-9);
    CHECK_NEAR(om_shelter_capacity_share(west, 100), 0.75, 1e-9);
    CHECK_NEAR(om_shelter_missing_m2(west, 100, 1.5), 0, 1e-9);
    CHECK_NEAR(om_shelter_missing_places(west, 100, 0.15), 0, 1e-9);
    CHECK_NEAR(om_shelter_missing_places(west, 100, 0.8), 5, 1e-9);
    CHECK_NEAR(west->usable_m2, 250, 1e-9);
    CHECK_NEAR(west->emergency_capacity, 200, 1e-9);
    CHECK_INT(west->fixed, 1);
    CHECK_INT(west->shelters, 2);
}

/* Eight shelters of 3.9 m2 hold one person each, not 15 together. */
static void capacity_floors_per_shelter(void **state)
{
    town *in = *state;
    static char ids[8][2] = {"a", "b", "c", "d", "e", "f", "g", "h"};
    for (size_t i = 0; i < 8; i++) {
        const double x = 10 + 5 * (double)i;
        put_park(in, ids[i], (om_rect){x, 0, x + 1, 3.9}, NAN, 1);
    }
    add_up(in);
    CHECK_NEAR(in->sums[WEST].fixed_m2, 8 * 3.9, 1e-9);
    CHECK_NEAR(in->sums[WEST].capacity, 8, 1e-9);
}

/* The same L-shaped shelter over squares, which are clipped, and over stars, which are overlaid. */
static void districts_of_any_shape_are_cut_exactly(void **state)
{
    town *in = *state;
    OM_AUTO(om_geom) low = NULL;
    OM_AUTO(om_geom) high = NULL;
    OM_AUTO(om_districts) districts = NULL;
    CHECK_OK(om_geom_of_wkt(in->geo, "POLYGON((0 0,100 0,100 30,50 50,0 30,0 0))", OM_METRES, &low,
                            &err));
    CHECK_OK(om_geom_of_wkt(in->geo, "POLYGON((0 30,50 50,100 30,100 99,0 99,0 30))", OM_METRES,
                            &high, &err));
    const om_district halves[] = {{.code = "1", .name = "Low", .shape = low},
                                  {.code = "2", .name = "High", .shape = high}};
    CHECK_OK(om_districts_open(in->geo, halves, DISTRICTS, &districts, &err));
    CHECK_OK(om_geom_of_wkt(in->geo, "POLYGON((0 20,60 20,60 30,10 30,10 60,0 60,0 20))", OM_METRES,
                            &in->shapes[0], &err));
    in->shelters[0] = (om_shelter){.id = "L",
                                   .footprint = in->shapes[0],
                                   .usable_share = 1,
                                   .effective_m2 = NAN,
                                   .class = &fixed};
    in->count = 1;
    OM_AUTO(om_shelter_grounds) grounds = NULL;
    CHECK_OK(om_shelter_grounds_open(in->geo, in->shelters, 1, &grounds, &in->told, &err));
    const om_shelter_list list = {in->shelters, 1, grounds};
    CHECK_OK(om_shelter_areas(districts, &list, in->sums, &in->outside, &err));
    CHECK_NEAR(in->sums[0].gross_m2, 600 + 10 * 4 / 2, 1e-9);
    CHECK_NEAR(in->sums[1].gross_m2, 900 - 620, 1e-9);
    CHECK_NEAR(in->outside.gross_m2, 0, 0);
}

static void nobody_can_say_without_residents(void **state)
{
    (void)state;
    const om_shelter_sum sum = {.fixed_m2 = 100, .capacity = 50};
    CHECK(isnan(om_shelter_m2_per_person(&sum, 0)));
    CHECK(isnan(om_shelter_capacity_share(&sum, 0)));
    CHECK_NEAR(om_shelter_missing_m2(&sum, 0, 1.5), 0, 0);
    CHECK_NEAR(om_shelter_missing_m2(&sum, 100, 1.5), 50, 0);
    CHECK_NEAR(om_shelter_missing_places(&sum, 0, 0.15), 0, 0);
}

#define in_town(name) cmocka_unit_test_setup_teardown(name, open_town, close_town)

OM_TESTS(in_town(half_a_shelter_inside_counts_half), in_town(what_lies_outside_is_told_apart),
         in_town(a_stated_area_is_scaled_by_the_share_inside),
         in_town(a_point_counts_where_it_lies), in_town(another_shelter_never_lowers_what_there_is),
         in_town(the_two_indicators_are_kept_apart), in_town(capacity_floors_per_shelter),
         in_town(districts_of_any_shape_are_cut_exactly), in_town(nobody_can_say_without_residents))

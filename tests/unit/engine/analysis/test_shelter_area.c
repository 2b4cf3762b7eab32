/* Shelters add up: borders cut exactly, shared ground counted once. */
#include "engine/analysis/shelter_area.h"

#include "tests/support/check.h"

static om_error err;

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
                                           .usable_share = usable_share};
    in->count++;
}

static void put_point(town *in, const char *id, om_xy at, double stated_m2)
{
    in->shelters[in->count++] =
        (om_shelter){.id = id, .at = at, .stated_m2 = stated_m2, .usable_share = 0.5};
}

static void add_up(town *in)
{
    CHECK_OK(om_shelter_areas(in->geo, in->districts, in->shelters, in->count, in->sums,
                              &in->outside, &in->told, &err));
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
    CHECK_NEAR(om_shelter_m2_per_person(in->sums[WEST].usable_m2, 10), 5, 1e-9);
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
    CHECK_INT(in->told.differing, 1);
    CHECK_TEXT(in->told.example->id, "a");
    CHECK_NEAR(in->told.example_m2, 1000, 1e-9);
}

static void a_tenth_off_is_not_told(void **state)
{
    town *in = *state;
    put_park(in, "a", (om_rect){0, 0, 10, 10}, 110, 1);
    put_park(in, "b", (om_rect){20, 0, 30, 10}, 90, 1);
    put_park(in, "c", (om_rect){40, 0, 50, 10}, 0, 1); /* not stated: measured */
    add_up(in);
    CHECK_INT(in->told.differing, 0);
    CHECK_NEAR(in->sums[WEST].gross_m2, 300, 1e-9);
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

static void shared_ground_is_counted_once_for_who_makes_most_of_it(void **state)
{
    town *in = *state;
    put_park(in, "a", (om_rect){0, 0, 20, 10}, NAN, 0.25);
    put_park(in, "b", (om_rect){10, 0, 30, 10}, NAN, 0.75);
    put_park(in, "c", (om_rect){10, 0, 30, 10}, NAN, 0.75); /* the same again */
    add_up(in);
    CHECK_NEAR(in->sums[WEST].gross_m2, 300, 1e-9);
    CHECK_NEAR(in->sums[WEST].usable_m2, 100 * 0.25 + 200 * 0.75, 1e-9);
    CHECK_INT(in->told.overlapping, 2);
    CHECK_NEAR(in->told.overlap_m2, 100 + 200, 1e-9);
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
    double usable_m2 = 0;
    for (size_t i = 0; i < 8; i++) {
        const double x = next_random(&seed) % 120, y = next_random(&seed) % 60;
        const double width = 10 + next_random(&seed) % 60, height = 5 + next_random(&seed) % 35;
        put_park(in, ids[i], (om_rect){x, y, x + width, y + height},
                 next_random(&seed) % 2 ? NAN : width * height * 1.3,
                 (next_random(&seed) % 9) / 8.0);
        add_up(in);
        const double now_m2 = in->sums[WEST].usable_m2 + in->sums[EAST].usable_m2;
        CHECK(now_m2 >= usable_m2 - 1e-9);
        usable_m2 = now_m2;
    }
    CHECK(usable_m2 > 0);
    const om_shelter_sum before[] = {in->sums[WEST], in->sums[EAST]};
    for (size_t i = 0; i < 4; i++) { /* any order */
        const om_shelter kept = in->shelters[i];
        in->shelters[i] = in->shelters[7 - i];
        in->shelters[7 - i] = kept;
    }
    add_up(in);
    CHECK(memcmp(before, in->sums, sizeof before) == 0);
}

static void nobody_can_say_without_residents(void **state)
{
    (void)state;
    CHECK(isnan(om_shelter_m2_per_person(100, 0)));
    CHECK_NEAR(om_shelter_missing_m2(100, 0, 1.5), 0, 0);
    CHECK_NEAR(om_shelter_missing_m2(100, 100, 1.5), 50, 0);
    CHECK_NEAR(om_shelter_missing_m2(150, 100, 1.5), 0, 0);
}

static void a_wrong_share_is_refused(void **state)
{
    town *in = *state;
    static const double wrong[] = {-0.1, 1.1, NAN};
    put_park(in, "a", (om_rect){0, 0, 10, 10}, NAN, 1);
    for (size_t i = 0; i < 3; i++) {
        in->shelters[0].usable_share = wrong[i];
        CHECK_FAILS(om_shelter_areas(in->geo, in->districts, in->shelters, 1, in->sums,
                                     &in->outside, &in->told, &err),
                    OM_ERR_RANGE, "shelter 'a': usable share");
    }
}

#define in_town(name) cmocka_unit_test_setup_teardown(name, open_town, close_town)

OM_TESTS(in_town(half_a_shelter_inside_counts_half), in_town(what_lies_outside_is_told_apart),
         in_town(a_stated_area_is_scaled_by_the_share_inside), in_town(a_tenth_off_is_not_told),
         in_town(a_point_counts_where_it_lies),
         in_town(shared_ground_is_counted_once_for_who_makes_most_of_it),
         in_town(another_shelter_never_lowers_what_there_is),
         in_town(nobody_can_say_without_residents), in_town(a_wrong_share_is_refused))

/* What ground of each shelter counts: shared ground once, and for whom. */
#include "engine/analysis/shelter_ground.h"

#include "tests/support/check.h"

static om_error err;

static const om_shelter_class fixed = {"short", true, true, 0, 2, 1000};
static const om_shelter_class roomy = {"long", true, true, 0, 4.5, 2500};
static const om_shelter_class emergency = {"emergency", false, true, 0, 0.5, 500};

enum { MOST = 4 };

typedef struct parks {
    om_geo *geo;
    om_shelter list[MOST];
    om_geom *shapes[MOST];
    size_t count;
    om_shelter_grounds *grounds;
    om_shelter_told told;
} parks;

static int open_parks(void **state)
{
    parks *in = calloc(1, sizeof *in);
    CHECK_OK(om_geo_open(&in->geo, &err));
    *state = in;
    return 0;
}

static int close_parks(void **state)
{
    parks *in = *state;
    om_shelter_grounds_free(in->grounds);
    for (size_t i = 0; i < in->count; i++)
        om_geom_free(in->shapes[i]);
    om_geo_free(in->geo);
    free(in);
    return 0;
}

/* A park 10 m high. */
static om_shelter *put(parks *in, const char *id, double from_x, double to_x, double share)
{
    CHECK_OK(om_geom_of_rect(in->geo, (om_rect){from_x, 0, to_x, 10}, OM_METRES,
                             &in->shapes[in->count], &err));
    om_shelter *shelter = &in->list[in->count];
    *shelter = (om_shelter){.id = id,
                            .footprint = in->shapes[in->count],
                            .stated_m2 = NAN,
                            .usable_share = share,
                            .effective_m2 = NAN,
                            .stated_capacity = NAN,
                            .class = &fixed};
    in->count++;
    return shelter;
}

static void settle(parks *in)
{
    om_shelter_grounds_free(in->grounds);
    in->grounds = NULL;
    CHECK_OK(om_shelter_grounds_open(in->geo, in->list, in->count, &in->grounds, &in->told, &err));
}

static double usable(const parks *in, size_t number)
{
    return om_shelter_grounds_at(in->grounds, number)->usable_m2;
}

static void shared_ground_is_counted_once_for_who_makes_most_of_it(void **state)
{
    parks *in = *state;
    put(in, "a", 0, 20, 0.25);
    put(in, "b", 10, 30, 0.75);
    put(in, "c", 10, 30, 0.75); /* the same again */
    settle(in);
    CHECK_NEAR(usable(in, 0), 100 * 0.25, 1e-9);
    CHECK_NEAR(usable(in, 1), 200 * 0.75, 1e-9);
    CHECK_NEAR(usable(in, 2), 0, 1e-9);
    CHECK_INT(in->told.overlapping, 2);
    CHECK_NEAR(in->told.overlap_m2, 100 + 200, 1e-9);
    CHECK_INT(in->told.covered, 1);
    CHECK_TEXT(in->told.covered_example->id, "c");
}

static void shared_ground_counts_as_fixed_and_for_more_people(void **state)
{
    parks *in = *state;
    put(in, "a", 0, 10, 0.9)->class = &emergency;
    put(in, "b", 0, 10, 0.5);
    put(in, "c", 0, 10, 0.5)->class = &roomy;
    settle(in);
    CHECK_NEAR(usable(in, 0), 0, 1e-9);
    CHECK_NEAR(usable(in, 1), 50, 1e-9);
    CHECK_NEAR(usable(in, 2), 0, 1e-9);
}

static void people_are_whole(void **state)
{
    parks *in = *state;
    put(in, "a", 0, 0.59, 1); /* 5.9 m2 at 2 m2 each */
    settle(in);
    CHECK_NEAR(om_shelter_grounds_at(in->grounds, 0)->capacity, 2, 0);
    CHECK_NEAR(om_shelter_places(150, 2), 75, 0);
    CHECK_NEAR(om_shelter_places(5.999999999, 2), 3, 0); /* short by its rounding alone */
    CHECK_NEAR(om_shelter_places(5.9999, 2), 2, 0);
    CHECK_NEAR(om_shelter_places(0, 2), 0, 0);
}

static void what_its_owner_states_goes_before_what_is_measured(void **state)
{
    parks *in = *state;
    put(in, "a", 0, 10, 0.5)->stated_m2 = 80;
    put(in, "b", 20, 30, 0.5)->effective_m2 = 99;
    om_shelter *hall = put(in, "c", 40, 50, 0.5); /* no area at all, but 12 people */
    hall->footprint = NULL;
    hall->stated_capacity = 12;
    settle(in);
    CHECK_NEAR(usable(in, 0), 40, 1e-9);
    CHECK_NEAR(usable(in, 1), 99, 1e-9);
    CHECK_NEAR(om_shelter_grounds_at(in->grounds, 1)->gross_m2, 100, 1e-9);
    CHECK_NEAR(om_shelter_grounds_at(in->grounds, 2)->capacity, 12, 0);
    CHECK_INT(in->told.differing, 1);
    CHECK_TEXT(in->told.example->id, "a");
    CHECK_NEAR(in->told.example_m2, 100, 1e-9);
}

static void a_tenth_off_is_not_told(void **state)
{
    parks *in = *state;
    put(in, "a", 0, 10, 1)->stated_m2 = 110;
    put(in, "b", 20, 30, 1)->stated_m2 = 90;
    put(in, "c", 40, 50, 1)->stated_m2 = 0; /* not stated: measured */
    settle(in);
    CHECK_INT(in->told.differing, 0);
    CHECK_NEAR(usable(in, 0) + usable(in, 1) + usable(in, 2), 300, 1e-9);
}

static void wrong_shares_and_areas_are_refused(void **state)
{
    parks *in = *state;
    static const double wrong[] = {-0.1, 1.1, NAN};
    om_shelter *park = put(in, "a", 0, 10, 1);
    om_shelter_grounds *grounds = NULL;
    for (size_t i = 0; i < 3; i++) {
        park->usable_share = wrong[i];
        CHECK_FAILS(om_shelter_grounds_open(in->geo, in->list, 1, &grounds, &in->told, &err),
                    OM_ERR_RANGE, "shelter 'a': usable share");
    }
    park->usable_share = 1;
    park->effective_m2 = 101;
    CHECK_FAILS(om_shelter_grounds_open(in->geo, in->list, 1, &grounds, &in->told, &err),
                OM_ERR_RANGE,
                "shelter 'a': its effective area of 101 m2 is not within its gross area of 100 m2");
    park->effective_m2 = -1;
    CHECK_FAILS(om_shelter_grounds_open(in->geo, in->list, 1, &grounds, &in->told, &err),
                OM_ERR_RANGE, "effective area of -1 m2");
}

#define in_parks(name) cmocka_unit_test_setup_teardown(name, open_parks, close_parks)

OM_TESTS(in_parks(shared_ground_is_counted_once_for_who_makes_most_of_it),
         in_parks(shared_ground_counts_as_fixed_and_for_more_people), in_parks(people_are_whole),
         in_parks(what_its_owner_states_goes_before_what_is_measured),
         in_parks(a_tenth_off_is_not_told), in_parks(wrong_shares_and_areas_are_refused))

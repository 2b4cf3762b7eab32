/* From measures to classes: how many there are, what is unknown, and that order does not matter. */
#include "engine/risk/zoning.h"

#include "engine/risk/weights.h"
#include "tests/support/check.h"

static om_error err;

static om_factor list[] = {
    {.name = "flood", .role = OM_ROLE_HAZARD},
    {.name = "shelter", .role = OM_ROLE_CAPACITY},
};
static om_factors factors = {.list = list, .count = 2};
static const double weights[] = {0.75, 0.25};

enum { AREAS = 6 };
static const om_measure flood[AREAS] = {{0, 0}, {10, 0}, {20, 0}, {30, 0.4}, {40, 0}, {99, 0.6}};
static const om_measure shelter[AREAS] = {{4, 0}, {4, 0}, {0, 0}, {2, 0}, {0, 0}, {2, 0}};
static const om_measure *const measures[] = {flood, shelter};
static const om_zoning_areas areas = {measures, NULL, AREAS};

static om_zoning_spec spec_of(size_t classes)
{
    return (om_zoning_spec){.form = OM_ZONING_ADDITIVE,
                            .factors = &factors,
                            .weights = weights,
                            .breaks = {.method = OM_BREAKS_EQUAL, .classes = classes},
                            .most_unknown = 0.5};
}

static void an_index_is_read_weighed_and_classed(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_zoning_spec spec = spec_of(4);
    om_zoned_group group;
    CHECK_OK(om_zoning_rate(&spec, &areas, arena, &group, &err));
    /* The last area is mostly unknown: 40 is the most that counts. */
    CHECK_NEAR(group.rulers[0].greatest, 40, 0);
    CHECK_NEAR(group.list[0].index.value, 0, 0);
    CHECK_NEAR(group.list[3].index.value, 0.75 * 0.75 + 0.25 * 0.5, 1e-15);
    CHECK_NEAR(group.list[4].index.value, 1, 1e-15);
    CHECK_NEAR(group.list[3].unknown, 0.4, 0);
    CHECK(isnan(group.list[5].index.value) && group.list[5].class == 0);
    CHECK_INT(group.unknown, 1);
    /* 0, 0.1875, 0.625, 0.6875, 1 in equal steps of 0.25. */
    CHECK_INT(group.list[0].class, 4);
    CHECK_INT(group.list[1].class, 4);
    CHECK_INT(group.list[2].class, 2);
    CHECK_INT(group.list[3].class, 2);
    CHECK_INT(group.list[4].class, 1);
}

static void there_are_as_many_classes_as_were_asked_for(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    for (size_t classes = 2; classes <= 5; classes++) {
        om_zoning_spec spec = spec_of(classes);
        om_zoned_group group;
        bool is_there[6] = {false};
        spec.breaks.method = OM_BREAKS_JENKS;
        CHECK_OK(om_zoning_rate(&spec, &areas, arena, &group, &err));
        CHECK_INT(group.breaks.count, classes);
        for (size_t i = 0; i < AREAS - 1; i++)
            is_there[group.list[i].class] = true;
        for (size_t class = 1; class <= classes; class ++) {
            CHECK(is_there[class]);
            CHECK(om_zoning_level(classes, (int)class) != NULL);
        }
        CHECK_TEXT(om_zoning_level(classes, 1), "high");
        CHECK_TEXT(om_zoning_level(classes, (int)classes), "low");
    }
    CHECK(om_zoning_level(4, 0) == NULL);
    om_zoning_spec spec = spec_of(4);
    om_zoned_group group;
    spec.breaks.method = OM_BREAKS_JENKS;
    const om_zoning_areas few = {measures, NULL, 3};
    CHECK_FAILS(om_zoning_rate(&spec, &few, arena, &group, &err), OM_ERR_DATA, "3");
}

static void the_order_of_areas_does_not_matter(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_zoning_spec spec = spec_of(3);
    om_measure turned[2][AREAS];
    const om_measure *const turned_measures[] = {turned[0], turned[1]};
    const om_zoning_areas turned_areas = {turned_measures, NULL, AREAS};
    om_zoned_group group, other;
    spec.weights = NULL;
    for (size_t i = 0; i < AREAS; i++)
        for (size_t k = 0; k < 2; k++)
            turned[k][i] = measures[k][AREAS - 1 - i];
    CHECK_OK(om_zoning_rate(&spec, &areas, arena, &group, &err));
    CHECK_OK(om_zoning_rate(&spec, &turned_areas, arena, &other, &err));
    CHECK_NEAR(group.weights[0], other.weights[0], 1e-15);
    CHECK_NEAR(group.weights[0] + group.weights[1], 1, 1e-15);
    for (size_t i = 0; i < AREAS; i++)
        CHECK_INT(group.list[i].class, other.list[AREAS - 1 - i].class);
}

static void another_area_is_held_against_the_group(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_zoning_spec spec = spec_of(4);
    om_zoned_group group;
    om_zoned zoned;
    spec.breaks.method = OM_BREAKS_JENKS;
    CHECK_OK(om_zoning_rate(&spec, &areas, arena, &group, &err));
    /* 0 and 0.1875 are two classes: 0.0375 is nearer to 0, though above it. */
    om_zoning_rate_one(&spec, &group, (om_measure[]){{2, 0}, {4, 0}}, &zoned);
    CHECK_NEAR(zoned.index.value, 0.0375, 1e-15);
    CHECK_INT(zoned.class, 4);
    CHECK_INT(group.list[1].class, 3);
    om_zoning_rate_one(&spec, &group, (om_measure[]){{NAN, 1}, {4, 0}}, &zoned);
    CHECK_INT(zoned.class, 0);
    CHECK_NEAR(zoned.unknown, 1, 0);
}

static void slivers_are_held_against_the_others_without_a_say(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const bool is_minor[AREAS] = {[4] = true};
    const om_zoning_areas with_sliver = {measures, is_minor, AREAS};
    const om_zoning_spec spec = spec_of(4);
    om_zoned_group group;
    CHECK_OK(om_zoning_rate(&spec, &with_sliver, arena, &group, &err));
    CHECK_NEAR(group.rulers[0].greatest, 30, 0);
    CHECK_NEAR(group.list[3].index.value, 0.75 + 0.25 * 0.5, 1e-15);
    CHECK_NEAR(group.list[4].index.value, 1, 0); /* beyond the end it is read as at the end */
    CHECK_INT(group.list[4].class, 1);
    CHECK_NEAR(group.breaks.limits[3], 0.875, 1e-15);
}

OM_TESTS(test(slivers_are_held_against_the_others_without_a_say),
         test(an_index_is_read_weighed_and_classed),
         test(there_are_as_many_classes_as_were_asked_for),
         test(the_order_of_areas_does_not_matter), test(another_area_is_held_against_the_group))

/* Which facilities meet which zones, on a town whose shares can be worked out by hand. */
#include "engine/risk/exposure.h"

#include "engine/risk/hazard.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_zone(om_store *town, const char *id, const char *kind, int level, const char *wkt)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL),
                               level ? om_value_integer(level) : (om_value){0}};
    town_add(town, "hazard_zone", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id), om_value_text("park")};
    town_add(town, "shelter", id, values, wkt);
}

static const om_exposed *exposed_of(const om_exposures *exposures, const char *id)
{
    for (size_t i = 0; i < exposures->count; i++)
        if (strcmp(exposures->list[i].id, id) == 0)
            return &exposures->list[i];
    fail_msg("there is no facility %s", id);
    return NULL;
}

/* Two overlapping floods of 100 m by 100 m from 0 and from 50, and a slope far from both. */
static om_store *flooded_town(const char *name)
{
    om_store *town = town_new(name);
    add_zone(town, "z1", "flood", 3, "MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)))");
    add_zone(town, "z2", "flood", 2, "MULTIPOLYGON(((50 0,150 0,150 100,50 100,50 0)))");
    add_zone(town, "z3", "landslide", 0, "MULTIPOLYGON(((500 0,600 0,600 100,500 100,500 0)))");
    return town;
}

static void ground_within_zones_counts_once(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("exposure_ground.sqlite");
    add_shelter(town, "both", "MULTIPOLYGON(((80 0,120 0,120 50,80 50,80 0)))");
    add_shelter(town, "half", "MULTIPOLYGON(((140 0,160 0,160 50,140 50,140 0)))");
    add_shelter(town, "dry", "MULTIPOLYGON(((300 0,320 0,320 50,300 50,300 0)))");
    OM_AUTO(om_exposures) exposures = NULL;
    CHECK_OK(om_exposures_open(town, &exposures, &err));
    CHECK_INT(exposures->count, 3);
    CHECK_INT(exposures->kind_count, 2);

    const om_exposed *both = exposed_of(exposures, "both");
    CHECK_INT(both->zone_count, 2);
    CHECK_NEAR(both->in_zone_m2, 2000, 1e-4);
    CHECK_NEAR(om_exposed_share(both), 1, 1e-9);
    CHECK_TEXT(both->zone->id, "z2"); /* the worse */
    CHECK_INT(both->levels[0], 2);
    CHECK_INT(both->levels[1], -1);

    const om_exposed *half = exposed_of(exposures, "half");
    CHECK_INT(half->zone_count, 1);
    CHECK_NEAR(half->in_zone_m2, 500, 1e-4);
    CHECK_NEAR(om_exposed_share(half), 0.5, 1e-7);

    const om_exposed *dry = exposed_of(exposures, "dry");
    CHECK_INT(dry->zone_count, 0);
    CHECK_NEAR(dry->in_zone_m2, 0, 0);
    CHECK_NEAR(om_exposed_share(dry), 0, 0);
    CHECK(dry->zone == NULL);
}

/* In degrees that are exact, so that a border is a border. */
static void add_in_degrees(om_store *town, const char *layer, const char *id,
                           const om_value *values, const char *wkt)
{
    OM_AUTO(om_geom) place = NULL;
    CHECK_OK(om_geom_of_wkt(om_store_geo(town), wkt, OM_DEGREES, &place, &err));
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(town, &transaction, &err));
    {
        OM_AUTO(om_table) table = NULL;
        CHECK_OK(om_table_open(town, om_layer_find(layer), 1, &table, &err));
        CHECK_OK(om_table_add(table, id, values, place, &err));
    }
    CHECK_OK(om_transaction_commit(transaction, &err));
}

static void the_border_belongs_to_the_zone(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("exposure_border.sqlite");
    const om_value zone[] = {om_value_text("flood"), om_value_text(NULL), om_value_integer(4)};
    const om_value tank[TOWN_SOURCE_VALUES] = {om_value_text("tank")};
    const om_value park[TOWN_SHELTER_VALUES] = {om_value_text("park")};
    /* Corners of powers of two: the point on the slope lies on it exactly. */
    add_in_degrees(town, "hazard_zone", "z4", zone,
                   "MULTIPOLYGON(((121 31,121.5 31,121.5 31.5,121 31)))");
    add_in_degrees(town, "hazard_source", "on", tank, "POINT(121.25 31.25)");
    add_in_degrees(town, "hazard_source", "corner", tank, "POINT(121.5 31.5)");
    add_in_degrees(town, "hazard_source", "beyond", tank, "POINT(121.25 31.250000000001)");
    add_in_degrees(town, "shelter", "beside", park,
                   "MULTIPOLYGON(((121.5 31,121.625 31,121.625 31.5,121.5 31.5,121.5 31)))");
    OM_AUTO(om_exposures) exposures = NULL;
    CHECK_OK(om_exposures_open(town, &exposures, &err));
    CHECK_INT(exposed_of(exposures, "on")->zone_count, 1);
    CHECK_NEAR(om_exposed_share(exposed_of(exposures, "on")), 1, 0);
    CHECK_INT(exposed_of(exposures, "corner")->zone_count, 1);
    CHECK_INT(exposed_of(exposures, "beyond")->zone_count, 0);
    /* What only touches is told, with nothing of it inside. */
    CHECK_INT(exposed_of(exposures, "beside")->zone_count, 1);
    CHECK_NEAR(om_exposed_share(exposed_of(exposures, "beside")), 0, 1e-6);
}

static void an_unknown_level_stays_unknown_unless_another_zone_is_the_worst(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("exposure_unknown.sqlite");
    add_zone(town, "z4", "landslide", 1, "MULTIPOLYGON(((550 0,650 0,650 100,550 100,550 0)))");
    add_zone(town, "z5", "flood", 0, "MULTIPOLYGON(((0 0,20 0,20 100,0 100,0 0)))");
    const om_value tank[TOWN_SOURCE_VALUES] = {om_value_text("tank")};
    town_add(town, "hazard_source", "slope", tank, "POINT(510 50)");
    town_add(town, "hazard_source", "slopes", tank, "POINT(560 50)");
    town_add(town, "hazard_source", "wet", tank, "POINT(10 50)");
    OM_AUTO(om_exposures) exposures = NULL;
    CHECK_OK(om_exposures_open(town, &exposures, &err));
    CHECK_INT(exposed_of(exposures, "slope")->levels[1], OM_GRADE_NONE);
    CHECK_INT(exposed_of(exposures, "slopes")->levels[1], 1);
    CHECK_INT(exposed_of(exposures, "wet")->levels[0], OM_GRADE_NONE); /* 3, or worse */
    CHECK_TEXT(exposed_of(exposures, "wet")->zone->id, "z1");
    OM_AUTO_TEXT kinds = {0};
    om_exposures_write_kinds(exposures, exposed_of(exposures, "slopes")->levels, &kinds);
    CHECK_TEXT(kinds.bytes, "landslide");
}

static void facilities_are_counted_where_they_stand(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("exposure_district.sqlite");
    town_add_district(town, "320201", (om_rect){0, 0, 100, 100});
    town_add_district(town, "320202", (om_rect){100, 0, 200, 100});
    const om_value tank[TOWN_SOURCE_VALUES] = {om_value_text("tank")};
    town_add(town, "hazard_source", "west", tank, "POINT(20 50)");
    town_add(town, "hazard_source", "east", tank, "POINT(120 50)");
    town_add(town, "hazard_source", "out", tank, "POINT(520 50)");
    OM_AUTO(om_exposures) exposures = NULL;
    CHECK_OK(om_exposures_open(town, &exposures, &err));
    CHECK_TEXT(om_districts_at(exposures->districts, exposed_of(exposures, "west")->district)->code,
               "320201");
    CHECK_TEXT(om_districts_at(exposures->districts, exposed_of(exposures, "east")->district)->code,
               "320202");
    CHECK(exposed_of(exposures, "out")->district == OM_NO_DISTRICT);
}

static void a_town_without_zones_or_districts_exposes_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("exposure_none.sqlite");
    add_shelter(town, "park", "POINT(20 50)");
    OM_AUTO(om_exposures) exposures = NULL;
    CHECK_OK(om_exposures_open(town, &exposures, &err));
    CHECK_INT(exposures->count, 1);
    CHECK_INT(exposures->kind_count, 0);
    CHECK_NEAR(om_exposed_share(&exposures->list[0]), 0, 0);
    CHECK(exposures->list[0].district == OM_NO_DISTRICT);
}

OM_TESTS(test(ground_within_zones_counts_once), test(the_border_belongs_to_the_zone),
         test(an_unknown_level_stays_unknown_unless_another_zone_is_the_worst),
         test(facilities_are_counted_where_they_stand),
         test(a_town_without_zones_or_districts_exposes_nothing))

/* Unsafe shelters: in a zone, too near a source, or neither. */
#include "engine/analysis/shelter_safety.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_shelter(om_store *town, const char *id, const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id), om_value_text(NULL),
                                                  om_value_text("short"), om_value_real(500),
                                                  om_value_real(1)};
    town_add(town, "shelter", id, values, wkt);
}

static void add_source(om_store *town, const char *id, double influence_m, const char *wkt)
{
    om_value values[TOWN_SOURCE_VALUES] = {om_value_text("tank")};
    values[14] = om_value_real(influence_m);
    town_add(town, "hazard_source", id, values, wkt);
}

/* Shelters a, b and c are at 0, 100 and 1000 m. */
static om_shelter_dangers look(om_store *town, om_arena *arena)
{
    OM_AUTO(om_districts) districts = NULL;
    OM_AUTO(om_shelters) shelters = NULL;
    OM_AUTO(om_json) notices = om_json_array_new();
    OM_AUTO(om_settings) settings = NULL;
    om_shelter_dangers found;
    CHECK_OK(om_settings_parse(om_analysis_find("shelter_area"), NULL, 0, &settings, &err));
    const om_run run = {.store = town, .settings = settings, .notices = notices};
    CHECK_OK(om_districts_read(town, &districts, &err));
    CHECK_OK(om_shelters_read(&run, districts, 0.6, &shelters, &err));
    CHECK_OK(om_shelter_dangers_find(&run, shelters, arena, &found, &err));
    return found;
}

static om_store *town_of_three(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){-1000, -1000, 2000, 1000});
    add_shelter(town, "a", "POINT(0 0)");
    add_shelter(town, "b", "MULTIPOLYGON(((100 0,110 0,110 10,100 10,100 0)))");
    add_shelter(town, "c", "POINT(1000 0)");
    return town;
}

static void nothing_known_is_nothing_unsafe(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("safety_none.onemap");
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_shelter_dangers found = look(town, arena);
    CHECK_INT(found.unsafe + found.zones + found.sources, 0);
}

static void zones_and_sources_make_shelters_unsafe(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("safety.onemap");
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_value zone[] = {om_value_text("flood"), om_value_text(NULL), (om_value){0}};
    town_add(town, "hazard_zone", "z", zone, "MULTIPOLYGON(((105 5,300 5,300 50,105 50,105 5)))");
    add_source(town, "near", NAN, "POINT(0 29)");    /* 30 m are wanted */
    add_source(town, "fair", NAN, "POINT(110 41)");  /* 31 m */
    add_source(town, "mighty", 500, "POINT(600 0)"); /* 400 m from c, 490 from b, 600 from a */
    const om_shelter_dangers found = look(town, arena);
    CHECK_INT(found.unsafe, 3);
    CHECK_INT(found.zones, 1);
    CHECK_INT(found.sources, 3);
    CHECK_TEXT(found.reasons[0], "29 m from tank near, at least 30 m wanted");
    CHECK_TEXT(found.reasons[1], "in flood zone z; 490 m from tank mighty, at least 500 m wanted");
    CHECK_TEXT(found.reasons[2], "400 m from tank mighty, at least 500 m wanted");
}

OM_TESTS(test(nothing_known_is_nothing_unsafe), test(zones_and_sources_make_shelters_unsafe))

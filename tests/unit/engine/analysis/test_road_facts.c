/* Speeds from facts; facts as bytes, and bytes that are none. */
#include "engine/analysis/road_facts.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"

static om_error err;

static const char table[] = "class,engine_design_kmh,engine_offpeak_kmh,engine_peak_kmh\n"
                            "primary,60,50,30\n"
                            "steps,0,0,0\n"
                            "default,30,20,10\n";

static om_speeds *speeds_of_table(void)
{
    om_speeds *speeds = NULL;
    CHECK_OK(om_speeds_parse(table, "speeds.csv", "engine", &speeds, &err));
    return speeds;
}

static void the_lower_of_limit_and_class_is_driven(void **state)
{
    (void)state;
    OM_AUTO(om_speeds) speeds = speeds_of_table();
    const om_pace design = {OM_DESIGN, 1, false}, slow_peak = {OM_PEAK, 0.5, false};
    const om_pace metres = {OM_PEAK, 0.5, true};
    om_road_fact road = {.limit_kmh = NAN};
    CHECK_NEAR(om_road_kmh(&road, speeds, &design), 60, 0);
    CHECK_NEAR(om_road_kmh(&road, speeds, &slow_peak), 15, 0);
    CHECK_NEAR(om_road_kmh(&road, speeds, &metres), 3.6, 0);
    road.limit_kmh = 50;
    CHECK_NEAR(om_road_kmh(&road, speeds, &design), 50, 0);
    CHECK_NEAR(om_road_kmh(&road, speeds, &slow_peak), 15, 0);
    /* 100 m at 36 km/h are 10 s, and the gate takes as long again. */
    road = (om_road_fact){.limit_kmh = 36, .delay_s = 10, .length_m = 100};
    CHECK_NEAR(om_road_kmh(&road, speeds, &design), 18, 1e-12);
}

/* Two roads; they live in the facts' arena. */
static om_road_facts *two_roads(void)
{
    om_arena *arena = om_arena_new();
    om_road_facts *facts = OM_ARENA_ARRAY(arena, om_road_facts, 1);
    *facts = (om_road_facts){.arena = arena, .count = 2, .ids_size = 12};
    facts->list = OM_ARENA_ARRAY(arena, om_road_fact, 2);
    facts->list[0] = (om_road_fact){.limit_kmh = NAN, .level = -1};
    facts->list[1] = (om_road_fact){50, 5, 20, 2, 1};
    facts->id_at = OM_ARENA_ARRAY(arena, uint32_t, 2);
    facts->id_at[1] = 6;
    facts->ids = om_arena_text_part(arena, "way/1\0way/2", 12);
    facts->counts = OM_ARENA_ARRAY(arena, om_road_counts, 1);
    facts->counts->turns_exempt = 7;
    snprintf(facts->counts->unknown_turn, sizeof facts->counts->unknown_turn, "hop");
    return facts;
}

static void *bytes_of(const om_road_facts *facts, size_t *ret_size)
{
    OM_AUTO(om_pack) pack = om_road_facts_pack(facts);
    size_t count = 0, at = 0;
    const om_bytes *parts = om_pack_parts(pack, &count);
    char *bytes = om_memory_take(om_pack_size(pack), 1);
    for (size_t i = 0; i < count; at += parts[i++].size)
        memcpy(bytes + at, parts[i].at, parts[i].size);
    *ret_size = at;
    return bytes;
}

static void facts_are_as_they_were(void **state)
{
    (void)state;
    OM_AUTO(om_speeds) speeds = speeds_of_table();
    OM_AUTO(om_road_facts) facts = two_roads();
    OM_AUTO(om_road_facts) again = NULL;
    size_t size = 0;
    void *bytes = bytes_of(facts, &size);
    CHECK_OK(om_road_facts_unpack(bytes, size, speeds, &again, &err));
    CHECK_INT(again->count, 2);
    CHECK_TEXT(om_road_facts_id(again, 0), "way/1");
    CHECK_TEXT(om_road_facts_id(again, 1), "way/2");
    CHECK(memcmp(again->list, facts->list, 2 * sizeof *facts->list) == 0);
    CHECK_INT(again->counts->turns_exempt, 7);
    CHECK_TEXT(again->counts->unknown_turn, "hop");
}

/* Packed with right checksums, but nonsense. */
static void check_refused(const om_road_facts *facts)
{
    OM_AUTO(om_speeds) speeds = speeds_of_table();
    OM_AUTO(om_road_facts) again = NULL;
    size_t size = 0;
    OM_AUTO_MEMORY void *bytes = bytes_of(facts, &size);
    CHECK_FAILS(om_road_facts_unpack(bytes, size, speeds, &again, &err), OM_ERR_CORRUPT,
                "the packed roads are damaged");
}

static void nonsense_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_road_facts) facts = two_roads();
    om_road_fact *road = &facts->list[1];
    const om_road_fact good = *road;
    road->speeds_row = 3;
    check_refused(facts);
    road->speeds_row = 1; /* steps */
    check_refused(facts);
    *road = good, road->delay_s = NAN;
    check_refused(facts);
    *road = good, road->delay_s = INFINITY;
    check_refused(facts);
    *road = good, road->length_m = 0;
    check_refused(facts);
    *road = good, road->length_m = -1;
    check_refused(facts);
    *road = good, facts->id_at[1] = 12;
    check_refused(facts);
    facts->id_at[1] = 6, facts->ids_size = 11;
    check_refused(facts);
    facts->ids_size = 12;
    memset(facts->counts->unknown_class, 'x', sizeof facts->counts->unknown_class);
    check_refused(facts);
}

static void what_is_cut_off_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_speeds) speeds = speeds_of_table();
    OM_AUTO(om_road_facts) facts = two_roads();
    OM_AUTO(om_road_facts) again = NULL;
    size_t size = 0;
    OM_AUTO_MEMORY void *bytes = bytes_of(facts, &size);
    for (size_t cut = 0; cut < size; cut++)
        CHECK_FAILS(om_road_facts_unpack(bytes, cut, speeds, &again, &err), OM_ERR_CORRUPT,
                    "the packed roads");
}

OM_TESTS(test(the_lower_of_limit_and_class_is_driven), test(facts_are_as_they_were),
         test(nonsense_is_refused), test(what_is_cut_off_is_refused))

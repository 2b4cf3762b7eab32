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

/* Two roads, the second with a gate; they live in the facts' arena. */
static om_road_facts *two_roads(void)
{
    om_arena *arena = om_arena_new();
    om_road_facts *facts = OM_ARENA_ARRAY(arena, om_road_facts, 1);
    *facts = (om_road_facts){.arena = arena, .count = 2, .gate_count = 1, .ids_size = 12};
    facts->limit_kmh = OM_ARENA_ARRAY(arena, double, 2);
    facts->limit_kmh[0] = NAN;
    facts->limit_kmh[1] = 50;
    facts->speeds_row = OM_ARENA_ARRAY(arena, uint16_t, 2);
    facts->speeds_row[1] = 2;
    facts->level = OM_ARENA_ARRAY(arena, int16_t, 2);
    facts->level[0] = -1;
    facts->gates = OM_ARENA_ARRAY(arena, om_road_gate, 2);
    facts->gates[0] = (om_road_gate){5, 20, 1, 0};
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
    const om_road_fact first = om_road_facts_at(again, 0), second = om_road_facts_at(again, 1);
    CHECK(isnan(first.limit_kmh) && first.delay_s == 0 && first.level == -1);
    CHECK_INT(first.speeds_row, 0);
    CHECK(second.limit_kmh == 50 && second.delay_s == 5 && second.length_m == 20);
    CHECK_INT(second.speeds_row, 2);
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
    om_road_gate *gate = facts->gates;
    const om_road_gate good = *gate;
    facts->speeds_row[1] = 3;
    check_refused(facts);
    facts->speeds_row[1] = 1; /* steps */
    check_refused(facts);
    facts->speeds_row[1] = 2;
    const double delays_s[] = {NAN, INFINITY, 0, -1};
    for (size_t i = 0; i < 4; i++) {
        gate->delay_s = delays_s[i];
        check_refused(facts);
        *gate = good, gate->length_m = delays_s[i];
        check_refused(facts);
        *gate = good;
    }
    gate->road = 2;
    check_refused(facts);
    *gate = good, gate[1] = good, facts->gate_count = 2; /* twice */
    check_refused(facts);
    facts->gate_count = 1, facts->id_at[1] = 12;
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

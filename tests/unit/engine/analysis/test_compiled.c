/* Roads are taken from the store's packs, and only as long as nothing they are made of changed. */
#include "engine/analysis/compiled.h"

#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/streets.h"

static om_error err;

static const om_xy west = {0, 0}, east = {1000, 0};

/*
 * Way 10 is a street of one kilometre, in two minutes; way 11 leads around it over 2 km. Way 12
 * goes on from the east, way 13 from there to the north. A gate stands on way 11.
 */
static streets street(const char *name)
{
    streets on = streets_new(name);
    streets_node(&on, 1, (om_xy){0, 0}, "");
    streets_node(&on, 2, (om_xy){1000, 0}, "");
    streets_node(&on, 3, (om_xy){0, 500}, "");
    streets_node(&on, 4, (om_xy){1000, 500}, "");
    streets_node(&on, 5, (om_xy){500, 500}, "barrier=gate");
    streets_node(&on, 6, (om_xy){1500, 0}, "");
    streets_way(&on, 10, "1 2", "highway=residential");
    streets_way(&on, 11, "1 3 5 4 2", "highway=residential");
    streets_way(&on, 12, "2 6", "highway=residential");
    streets_turn(&on, 1, "way/10/from node/2/via way/12/to", "restriction=no_straight_on");
    streets_load(&on);
    return on;
}

/* Whether the roads come from a pack, and how long the way along the street takes. */
static double drive(streets *on, const char *vehicle, bool *ret_from_pack)
{
    OM_AUTO(om_roads) roads = streets_open(on, vehicle);
    *ret_from_pack = om_roads_are_from_pack(roads);
    return streets_seconds(om_roads_network(roads), streets_at(on, west), streets_at(on, east));
}

static void check_from(streets *on, const char *vehicle, bool from_pack, double seconds)
{
    bool is_from_pack = !from_pack;
    CHECK_NEAR(drive(on, vehicle, &is_from_pack), seconds, 0.1);
    CHECK_INT(is_from_pack, from_pack);
}

static void roads_are_built_once_a_vehicle(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_once.onemap");
    check_from(&on, "engine", false, 120);
    check_from(&on, "engine", true, 120);
    check_from(&on, "truck", false, 180);
    check_from(&on, "truck", true, 180);
    check_from(&on, "engine", true, 120);
    CHECK_TEXT(town_ask(on.town, "select group_concat(name) from"
                                 " (select name from om_pack order by name)"),
               "network of engine/000000,network of truck/000000,roads of engine/000000,"
               "roads of truck/000000");
}

static char *report_of(streets *on, const om_driving *driving)
{
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on->town, .notices = notices};
    OM_AUTO(om_roads) roads = NULL;
    CHECK_OK(om_roads_open(&run, driving, report, &roads, &err));
    return om_json_write(report);
}

static void the_report_is_the_same_from_a_pack(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_report.onemap");
    const om_driving driving = {"engine", "design", 1, false};
    char *built = report_of(&on, &driving), *taken = report_of(&on, &driving);
    CHECK_TEXT(built, taken);
    CHECK(strstr(built, "\"barriers_opened\": 1"));
    CHECK(strstr(built, "\"turn_restrictions\": 1"));
    om_text_free(built);
    om_text_free(taken);
}

/* The same at other paces, bit for bit. */
static void paces_are_driven_alike_from_rows_and_pack(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_paces.onemap");
    static const om_driving paces[] = {{"engine", "peak", 1, false},
                                       {"engine", "offpeak", 0.7, false},
                                       {"engine", "peak", 1, true}};
    OM_AUTO(om_json) notices = om_json_array_new();
    OM_AUTO(om_json) report = om_json_object_new();
    const om_run run = {.store = on.town, .notices = notices};
    for (size_t i = 0; i < 3; i++) {
        OM_AUTO(om_roads) built = NULL;
        OM_AUTO(om_roads) taken = NULL;
        CHECK_OK(om_store_run(on.town, "delete from om_pack", &err));
        CHECK_OK(om_roads_open(&run, &paces[i], report, &built, &err));
        CHECK_OK(om_roads_open(&run, &paces[i], report, &taken, &err));
        CHECK(!om_roads_are_from_pack(built) && om_roads_are_from_pack(taken));
        const om_network *a = om_roads_network(built), *b = om_roads_network(taken);
        CHECK_INT(om_network_edge_count(a), om_network_edge_count(b));
        for (uint32_t e = 0; e < om_network_edge_count(a); e++)
            CHECK(om_network_edge(a, e)->seconds == om_network_edge(b, e)->seconds);
    }
}

/* ---- What makes a pack old ---- */

/* Somebody else writes with plain SQL. */
static void change(streets *on, const char *sql)
{
    OM_AUTO(om_store) other = NULL;
    CHECK_OK(om_store_open(om_store_path(on->town), OM_STORE_WRITE, &other, &err));
    CHECK_OK(om_store_run(other, sql, &err));
}

static void a_changed_road_changes_the_answer(void **state)
{
    (void)state;
    static const struct {
        const char *sql;
        double seconds;
    } changes[] = {
        {"update road set class = 'motorway' where id = 'way/10'", 45},
        {"update road set class = 'residential' where id = 'way/10'", 120},
        {"update road set oneway = -1 where id = 'way/10'", 255}, /* around, through the gate */
        {"update road set oneway = 0 where id = 'way/10'", 120},
        {"update road set maxspeed_kmh = 15 where id = 'way/10'", 240},
        {"update road set maxspeed_kmh = null where id = 'way/10'", 120},
        /* Half as far again. */
        {"update road set nodes = null, geometry = AddPoint(geometry, MakePoint("
         "(MbrMinX(geometry) + MbrMaxX(geometry)) / 2, MbrMinY(geometry) - 0.00504, 4326), 1)"
         " where id = 'way/10'",
         180},
        {"delete from road where id = 'way/10'", 255},
    };
    AUTO_STREETS on = street("compiled_changed.onemap");
    check_from(&on, "engine", false, 120);
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        change(&on, changes[i].sql);
        bool from_pack = true;
        const double seconds = drive(&on, "engine", &from_pack);
        if (fabs(seconds - changes[i].seconds) > 3 || from_pack)
            fail_msg("%s: %g s, not %g", changes[i].sql, seconds, changes[i].seconds);
        check_from(&on, "engine", true, seconds);
    }
}

static void a_changed_gate_changes_the_answer(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_gate.onemap");
    change(&on, "update road set oneway = -1 where id = 'way/10'");
    bool from_pack = true;
    const double through = drive(&on, "engine", &from_pack);
    CHECK(isfinite(through) && !from_pack);
    check_from(&on, "engine", true, through);
    change(&on, "update road_barrier set kind = 'jersey_barrier'");
    CHECK(isinf(drive(&on, "engine", &from_pack)) && !from_pack);
    change(&on, "delete from road_barrier");
    check_from(&on, "engine", false, 240);
    check_from(&on, "engine", true, 240);
}

static double drive_on(streets *on, const char *vehicle, bool *ret_from_pack)
{
    OM_AUTO(om_roads) roads = streets_open(on, vehicle);
    *ret_from_pack = om_roads_are_from_pack(roads);
    return streets_seconds(om_roads_network(roads), streets_at(on, (om_xy){500, 0}),
                           streets_at(on, (om_xy){1400, 0}));
}

static void a_changed_turn_changes_the_answer(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_turn.onemap");
    bool from_pack = true;
    const double around = drive_on(&on, "truck", &from_pack);
    CHECK(around > 200 && !from_pack);
    CHECK_NEAR(drive_on(&on, "truck", &from_pack), around, 0);
    CHECK(from_pack);
    change(&on, "delete from turn_restriction");
    CHECK_NEAR(drive_on(&on, "truck", &from_pack), 162, 0.1);
    CHECK(!from_pack);
}

static void a_closure_is_applied_to_what_is_kept(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_closed.onemap");
    check_from(&on, "engine", false, 120);
    const om_value values[] = {om_value_real(0.5),  om_value_text("way/10"), om_value_text("test"),
                               om_value_text(NULL), om_value_text(NULL),     (om_value){0},
                               om_value_real(NAN)};
    town_add(on.town, "closure", "works", values, "POINT(500 0)");
    check_from(&on, "engine", true, 240);
    change(&on, "delete from closure");
    check_from(&on, "engine", true, 120);
}

static void a_changed_table_of_speeds_changes_the_answer(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_speeds.onemap");
    OM_AUTO_TEXT speeds = {0};
    check_from(&on, "engine", false, 120);
    CHECK_OK(om_file_read(shipped_data("standards/speeds.csv"), &speeds, &err));
    char *at = strstr(speeds.bytes, "\nresidential,30,");
    CHECK(at);
    memcpy(at, "\nresidential,60,", 16);
    CHECK_OK(om_folder_make(scratch_path("share/standards"), &err));
    scratch_write("share/standards/speeds.csv", speeds.bytes);
    CHECK_INT(setenv("ONEMAP_SHARE", scratch_path("share"), 1), 0);
    check_from(&on, "engine", false, 60);
    check_from(&on, "engine", true, 60);
    CHECK_INT(unsetenv("ONEMAP_SHARE"), 0);
    check_from(&on, "engine", false, 120);
}

/* ---- Packs that are no good ---- */

static void a_damaged_pack_is_made_anew_and_told(void **state)
{
    (void)state;
    static const char *const damages[] = {
        "update om_pack set content = substr(content, 1, length(content) - 16)",
        "update om_pack set content = zeroblob(length(content))",
        "update om_pack set content = zeroblob(0)",
        "update om_pack set content = (select content from om_pack where name glob 'network*')",
    };
    AUTO_STREETS on = street("compiled_damaged.onemap");
    const om_driving driving = {"engine", "design", 1, false};
    check_from(&on, "engine", false, 120);
    for (size_t i = 0; i < sizeof damages / sizeof *damages; i++) {
        OM_AUTO(om_json) report = om_json_object_new();
        OM_AUTO(om_json) notices = om_json_array_new();
        const om_run run = {.store = on.town, .notices = notices};
        OM_AUTO(om_roads) roads = NULL;
        change(&on, damages[i]);
        CHECK_OK(om_roads_open(&run, &driving, report, &roads, &err));
        CHECK(!om_roads_are_from_pack(roads));
        CHECK_INT(om_json_count(notices), 1);
        CHECK(strstr(om_json_text(om_json_at(notices, 0)), "are made anew: "));
        check_from(&on, "engine", true, 120);
    }
    change(&on, "update om_pack set content = 'text'");
    check_from(&on, "engine", false, 120);
    change(&on, "delete from om_pack where name glob 'roads*'");
    check_from(&on, "engine", false, 120);
    check_from(&on, "engine", true, 120);
}

static om_roads *open_in(om_store *store)
{
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = store, .notices = notices};
    om_roads *roads = NULL;
    CHECK_OK(
        om_roads_open(&run, &(om_driving){"engine", "design", 1, false}, report, &roads, &err));
    return roads;
}

static void a_reader_takes_what_there_is_and_keeps_nothing(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_read.onemap");
    OM_AUTO(om_store) reader = NULL;
    CHECK_OK(om_store_open(om_store_path(on.town), OM_STORE_READ, &reader, &err));
    for (int i = 0; i < 2; i++) {
        OM_AUTO(om_roads) roads = open_in(reader);
        CHECK(!om_roads_are_from_pack(roads));
    }
    CHECK_TEXT(town_ask(on.town, "select count(*) from om_pack"), "0");
    check_from(&on, "engine", false, 120);
    OM_AUTO(om_roads) roads = open_in(reader);
    CHECK(om_roads_are_from_pack(roads));
}

static void nothing_is_kept_while_somebody_else_writes(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_locked.onemap");
    OM_AUTO(om_store) other = NULL;
    CHECK_OK(om_store_open(om_store_path(on.town), OM_STORE_WRITE, &other, &err));
    CHECK_OK(om_store_run(on.town, "pragma busy_timeout = 1", &err));
    {
        OM_AUTO(om_transaction) writing = NULL;
        CHECK_OK(om_transaction_open(other, &writing, &err));
        check_from(&on, "engine", false, 120);
        CHECK_TEXT(town_ask(on.town, "select count(*) from om_pack"), "0");
    }
    check_from(&on, "engine", false, 120);
    check_from(&on, "engine", true, 120);
}

static void what_an_analysis_undoes_is_not_kept(void **state)
{
    (void)state;
    AUTO_STREETS on = street("compiled_undone.onemap");
    {
        OM_AUTO(om_transaction) transaction = NULL;
        CHECK_OK(om_transaction_open(on.town, &transaction, &err));
        CHECK_OK(om_store_run(on.town, "update road set maxspeed_kmh = 15", &err));
        check_from(&on, "engine", false, 240);
        check_from(&on, "engine", true, 240);
    }
    check_from(&on, "engine", false, 120);
}

OM_TESTS(test(roads_are_built_once_a_vehicle), test(the_report_is_the_same_from_a_pack),
         test(paces_are_driven_alike_from_rows_and_pack), test(a_changed_road_changes_the_answer),
         test(a_changed_gate_changes_the_answer), test(a_changed_turn_changes_the_answer),
         test(a_closure_is_applied_to_what_is_kept),
         test(a_changed_table_of_speeds_changes_the_answer),
         test(a_damaged_pack_is_made_anew_and_told),
         test(a_reader_takes_what_there_is_and_keeps_nothing),
         test(nothing_is_kept_while_somebody_else_writes),
         test(what_an_analysis_undoes_is_not_kept))

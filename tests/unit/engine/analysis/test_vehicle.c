/* The tables of vehicles and barriers, as shipped and as somebody may have changed them. */
#include "engine/analysis/vehicle.h"

#include "tests/support/check.h"

static om_error err;

static double delay_s(const om_vehicle *vehicle, const char *kind, const char *access)
{
    bool known = false;
    const om_barrier barrier = {kind, access, NULL, {NAN, NAN, NAN}};
    return om_vehicle_barrier_s(vehicle, &barrier, &known);
}

/* On foot nothing is too low, and a bollard that is shut to vehicles is walked by. */
static void people_on_foot_pass_what_stops_vehicles(void **state)
{
    (void)state;
    OM_AUTO(om_vehicle) walker = NULL;
    CHECK_OK(om_vehicle_open("pedestrian", &walker, &err));
    bool known = false;
    const om_barrier bollard = {.kind = "bollard", .access = "no"};
    CHECK_NEAR(om_vehicle_barrier_s(walker, &bollard, &known), 0, 0);
    CHECK(om_vehicle_fits(walker, &(om_size){1, 0.1, 0.5}));
    CHECK(om_vehicle_goes_against(walker));
    CHECK(om_vehicle_turns_freely(walker));
    CHECK(!om_vehicle_passes(walker, "no", "yes")); /* no engine on call */
    CHECK(om_vehicle_passes(walker, "private", NULL));
}

static void an_engine_passes_where_a_truck_does_not(void **state)
{
    (void)state;
    OM_AUTO(om_vehicle) engine = NULL;
    OM_AUTO(om_vehicle) truck = NULL;
    CHECK_OK(om_vehicle_open("engine", &engine, &err));
    CHECK_OK(om_vehicle_open("truck", &truck, &err));
    CHECK(om_vehicle_passes(engine, "no", "yes"));
    CHECK(!om_vehicle_passes(truck, "no", "yes"));
    CHECK(!om_vehicle_passes(engine, "yes", "no"));
    CHECK(om_vehicle_passes(truck, "yes", "no"));
    CHECK(om_vehicle_passes(engine, "private", NULL));
    CHECK(om_vehicle_passes(engine, NULL, NULL));
    CHECK(!om_vehicle_passes(engine, "no", NULL));
    CHECK(om_vehicle_passes(engine, "military;delivery", NULL));
    CHECK(!om_vehicle_passes(engine, "deliver", NULL));
    CHECK(om_vehicle_is(engine, "emergency") && !om_vehicle_is(truck, "emergency"));
    CHECK(om_vehicle_is(truck, "hgv") && !om_vehicle_is(engine, "hgv"));
}

static void a_ladder_needs_more_room_than_an_engine(void **state)
{
    (void)state;
    OM_AUTO(om_vehicle) engine = NULL;
    OM_AUTO(om_vehicle) ladder = NULL;
    CHECK_OK(om_vehicle_open("engine", &engine, &err));
    CHECK_OK(om_vehicle_open("large_engine", &ladder, &err));
    const om_size low = {3.8, NAN, NAN}, weak = {NAN, 26, NAN}, none = {NAN, NAN, NAN};
    CHECK(om_vehicle_fits(engine, &low) && !om_vehicle_fits(ladder, &low));
    CHECK(om_vehicle_fits(engine, &weak) && !om_vehicle_fits(ladder, &weak));
    CHECK(om_vehicle_fits(ladder, &none));
    CHECK(!om_vehicle_fits(engine, &(om_size){NAN, NAN, 2}));
}

static void gates_take_time_and_bollards_do_not_open(void **state)
{
    (void)state;
    OM_AUTO(om_vehicle) engine = NULL;
    CHECK_OK(om_vehicle_open("engine", &engine, &err));
    CHECK(delay_s(engine, "gate", NULL) > 0);
    CHECK(isfinite(delay_s(engine, "gate", "private")));
    CHECK(isinf(delay_s(engine, "gate", "no")));
    CHECK(isinf(delay_s(engine, "bollard", NULL)));
    CHECK(isfinite(delay_s(engine, "bollard", "yes")));
    CHECK_NEAR(delay_s(engine, "entrance", NULL), 0, 0);
    bool known = true;
    const om_barrier odd = {"moat", NULL, NULL, {NAN, NAN, NAN}};
    CHECK(isinf(om_vehicle_barrier_s(engine, &odd, &known)));
    CHECK(!known);
    const om_barrier low = {"height_restrictor", NULL, NULL, {2.2, NAN, NAN}};
    CHECK(isinf(om_vehicle_barrier_s(engine, &low, &known)));
}

static void an_unknown_vehicle_is_told_with_the_nearest(void **state)
{
    (void)state;
    OM_AUTO(om_vehicle) vehicle = NULL;
    CHECK_FAILS(om_vehicle_open("engin", &vehicle, &err), OM_ERR_NOT_FOUND,
                "no vehicle 'engin'; did you mean 'engine'?");
    CHECK_FAILS(om_vehicle_open("submarine", &vehicle, &err), OM_ERR_NOT_FOUND,
                "it has engine, large_engine, truck");
}

#define HEAD                                                                                       \
    "vehicle,speeds,height_m,weight_t,width_m,exempt_from_turns,against_oneway,modes,access\n"

static void a_bad_row_is_told_by_its_line(void **state)
{
    (void)state;
    static const char good[] = HEAD "a,a,,,,no,no,,\n";
    static const char shut[] = "barrier,a_delay_s\ndefault,\nopened,5\n";
    const struct {
        const char *vehicles, *barriers, *words;
    } cases[] = {
        {HEAD "a,a,0,,,no,no,,\n", shut, "line 2: height_m '0' is not above 0"},
        {HEAD "a,a,,heavy,,no,no,,\n", shut, "weight_t 'heavy'"},
        {HEAD "a,a,,,,maybe,no,,\n", shut, "exempt_from_turns 'maybe' is neither yes nor no"},
        {"vehicle,speeds\na,a\n", shut, "modes"},
        {good, "barrier\ndefault\n", "a_delay_s"},
        {good, "barrier,a_delay_s\ngate,5\n", "no row 'default'"},
        {good, "barrier,a_delay_s\ndefault,\n", "no row 'opened'"},
        {good, "barrier,a_delay_s\ndefault,\nopened,-1\n", "line 3: a_delay_s '-1'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_vehicle) vehicle = NULL;
        const om_vehicle_tables tables = {cases[i].vehicles, cases[i].barriers};
        CHECK_FAILS(om_vehicle_parse(&tables, "a", &vehicle, &err), OM_ERR_DATA, cases[i].words);
    }
    OM_AUTO(om_vehicle) vehicle = NULL;
    CHECK_OK(om_vehicle_parse(&(om_vehicle_tables){good, shut}, "a", &vehicle, &err));
    CHECK(om_vehicle_fits(vehicle, &(om_size){0.1, 0.1, 0.1}));
}

OM_TESTS(test(people_on_foot_pass_what_stops_vehicles),
         test(an_engine_passes_where_a_truck_does_not),
         test(a_ladder_needs_more_room_than_an_engine),
         test(gates_take_time_and_bollards_do_not_open),
         test(an_unknown_vehicle_is_told_with_the_nearest), test(a_bad_row_is_told_by_its_line))

/* The table of speeds, as shipped and as somebody may have changed it. */
#include "engine/analysis/speeds.h"

#include "tests/support/check.h"

static om_error err;

static double kmh_of(const om_speeds *speeds, const char *road_class, om_daytime time)
{
    bool known = false;
    return om_speeds_kmh(speeds, om_speeds_row(speeds, road_class, &known), time);
}

static void the_shipped_table_serves_both_vehicles(void **state)
{
    (void)state;
    static const char *const vehicles[] = {"engine", "truck"};
    static const char *const classes[] = {"motorway", "primary", "residential", "service"};
    for (size_t i = 0; i < 2; i++) {
        OM_AUTO(om_speeds) speeds = NULL;
        CHECK_OK(om_speeds_open(vehicles[i], &speeds, &err));
        for (size_t c = 0; c < 4; c++) {
            CHECK(kmh_of(speeds, classes[c], OM_DESIGN) >= kmh_of(speeds, classes[c], OM_OFFPEAK));
            CHECK(kmh_of(speeds, classes[c], OM_OFFPEAK) > kmh_of(speeds, classes[c], OM_PEAK));
            CHECK(kmh_of(speeds, classes[c], OM_PEAK) > 0);
        }
        CHECK(kmh_of(speeds, "motorway", OM_PEAK) > kmh_of(speeds, "service", OM_PEAK));
        CHECK_NEAR(kmh_of(speeds, "steps", OM_DESIGN), 0, 0);
    }
}

static void a_class_nobody_heard_of_is_as_the_default(void **state)
{
    (void)state;
    OM_AUTO(om_speeds) speeds = NULL;
    CHECK_OK(om_speeds_open("engine", &speeds, &err));
    bool known = true;
    const size_t row = om_speeds_row(speeds, "never heard of", &known);
    CHECK(!known);
    CHECK_NEAR(om_speeds_kmh(speeds, row, OM_PEAK), kmh_of(speeds, "default", OM_PEAK), 0);
    om_speeds_row(speeds, "primary", &known);
    CHECK(known);
}

#define HEAD "class,engine_design_kmh,engine_offpeak_kmh,engine_peak_kmh\n"

static void a_bad_table_is_told_by_its_line(void **state)
{
    (void)state;
    OM_AUTO(om_speeds) speeds = NULL;
    const struct {
        const char *text, *words;
    } cases[] = {
        {"class\ndefault\n", "engine_design_kmh"},
        {"class,engine_design_kmh\ndefault,30\n", "engine_offpeak_kmh"},
        {HEAD "primary,30,20,10\n", "no row 'default'"},
        {HEAD "default,0,0,0\n", "no row 'default' with a speed above 0"},
        {HEAD "default,30,20,10\nprimary,-1,1,1\n", "line 3: speed '-1'"},
        {HEAD "default,30,nan,10\n", "line 2: speed 'nan'"},
        {HEAD "default,30,20,\n", "line 2: speed ''"},
        {HEAD "default,30,20,10\nprimary,30,20,0\n", "line 3: speed 0 at the time 'peak'"},
        {HEAD "default,30,20,10\nsteps,0,5,5\n", "line 3: speed 5 at the time 'offpeak'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_FAILS(om_speeds_parse(cases[i].text, "s.csv", "engine", &speeds, &err), OM_ERR_DATA,
                    cases[i].words);
}

static void a_time_of_day_is_one_of_three(void **state)
{
    (void)state;
    om_daytime time = OM_DESIGN;
    CHECK_OK(om_daytime_parse("peak", &time, &err));
    CHECK_INT(time, OM_PEAK);
    CHECK_FAILS(om_daytime_parse("rush", &time, &err), OM_ERR_RANGE, "'rush' is none of design");
    CHECK_FAILS(om_daytime_parse("", &time, &err), OM_ERR_RANGE, "none of design, offpeak, peak");
}

OM_TESTS(test(the_shipped_table_serves_both_vehicles),
         test(a_class_nobody_heard_of_is_as_the_default), test(a_bad_table_is_told_by_its_line),
         test(a_time_of_day_is_one_of_three))

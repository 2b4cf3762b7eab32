/* The table of speeds, as shipped and as somebody may have changed it. */
#include "engine/analysis/speeds.h"

#include "tests/support/check.h"

static om_error err;

static void the_shipped_table_serves_both_vehicles(void **state)
{
    (void)state;
    static const char *const vehicles[] = {"fire", "truck"};
    for (size_t i = 0; i < 2; i++) {
        OM_AUTO(om_speeds) speeds = NULL;
        CHECK_OK(om_speeds_open(vehicles[i], &speeds, &err));
        bool known = false;
        CHECK(om_speeds_kmh(speeds, "motorway", &known) > om_speeds_kmh(speeds, "service", &known));
        CHECK(known);
        CHECK_NEAR(om_speeds_kmh(speeds, "steps", &known), 0, 0);
        CHECK(om_speeds_kmh(speeds, "never heard of", &known) > 0);
        CHECK(!known);
    }
}

static void a_bad_table_is_told_by_its_line(void **state)
{
    (void)state;
    OM_AUTO(om_speeds) speeds = NULL;
    const struct {
        const char *text, *words;
    } cases[] = {
        {"class\ndefault\n", "fire_kmh"},
        {"class,fire_kmh\nprimary,30\n", "no row 'default'"},
        {"class,fire_kmh\ndefault,0\n", "no row 'default' with a speed above 0"},
        {"class,fire_kmh\ndefault,30\nprimary,-1\n", "line 3: speed '-1'"},
        {"class,fire_kmh\ndefault,nan\n", "line 2: speed 'nan'"},
        {"class,fire_kmh\ndefault,\n", "line 2: speed ''"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_FAILS(om_speeds_parse(cases[i].text, "s.csv", "fire", &speeds, &err), OM_ERR_DATA,
                    cases[i].words);
}

OM_TESTS(test(the_shipped_table_serves_both_vehicles), test(a_bad_table_is_told_by_its_line))

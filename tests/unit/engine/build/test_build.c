/* A build does what changed, and nothing else. */
#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/store/store.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static const char *const two_loads = "store: build/test.sqlite\nload:\n"
                                     " - {layer: fire_station, source: test_build_a.csv,"
                                     " map: {nr: id}, crs: EPSG:4326}\n"
                                     " - {layer: fire_station, source: test_build_b.csv,"
                                     " map: {nr: id}, crs: EPSG:4326}\n";

static const char *const one_load = "store: build/test.sqlite\nload:\n"
                                    " - {layer: fire_station, source: test_build_b.csv,"
                                    " map: {nr: id}, crs: EPSG:4326}\n";

static void prepare(void)
{
    scratch_file("build/test.sqlite");
    scratch_write("test_build_a.csv", "nr,name,lon,lat\n1,One,9.5,47.1\n2,Two,9.6,47.2\n");
    scratch_write("test_build_b.csv", "nr,name,lon,lat\n3,Three,9.5,47.3\n");
}

/* Builds and tells how many steps were done (or would be). */
static int64_t done(const char *plan, const om_build_options *options)
{
    scratch_write("test_build.yaml", plan);
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(om_build(scratch_path("test_build.yaml"), options, NULL, &text, &err));
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    const int64_t count = (int64_t)om_json_number(om_json_get(report, "done"));
    CHECK((om_json_get(report, "summary") != NULL) == (count == 0));
    return count;
}

static int64_t stations(void)
{
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_path("build/test.sqlite"), OM_STORE_READ, &store, &err));
    int64_t count = 0;
    CHECK_OK(om_store_count(store, om_layer_find("fire_station"), &count, &err));
    return count;
}

static void a_second_build_does_nothing(void **state)
{
    (void)state;
    prepare();
    CHECK_INT(done(two_loads, NULL), 2);
    CHECK_INT(stations(), 3);
    CHECK_INT(done(two_loads, NULL), 0);
    CHECK_INT(done(two_loads, &(om_build_options){.force = true}), 2);
    CHECK_INT(stations(), 3);
}

static void a_changed_source_is_loaded_again_alone(void **state)
{
    (void)state;
    prepare();
    CHECK_INT(done(two_loads, NULL), 2);
    scratch_write("test_build_b.csv", "nr,name,lon,lat\n3,Three,9.5,47.3\n4,Four,9.5,47.4\n");
    CHECK_INT(done(two_loads, &(om_build_options){.dry_run = true}), 1);
    CHECK_INT(stations(), 3);
    CHECK_INT(done(two_loads, NULL), 1);
    CHECK_INT(stations(), 4);
}

static void what_the_plan_no_longer_loads_is_gone(void **state)
{
    (void)state;
    prepare();
    CHECK_INT(done(two_loads, NULL), 2);
    CHECK_INT(done(one_load, NULL), 1);
    CHECK_INT(stations(), 1);
    CHECK_INT(done(one_load, NULL), 0);
}

static void a_failing_step_is_named_with_its_line(void **state)
{
    (void)state;
    prepare();
    scratch_write(
        "test_build.yaml",
        "store: build/test.sqlite\nload:\n - {layer: fire_station, source: nowhere.csv}\n");
    CHECK_FAILS(om_build(scratch_path("test_build.yaml"), NULL, NULL, NULL, &err), OM_ERR_NOT_FOUND,
                "test_build.yaml, line 3, load fire_station from nowhere.csv: ");
}

OM_TESTS(test(a_second_build_does_nothing), test(a_changed_source_is_loaded_again_alone),
         test(what_the_plan_no_longer_loads_is_gone), test(a_failing_step_is_named_with_its_line))

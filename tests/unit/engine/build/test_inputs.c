/* A step is done again when something it hangs on has changed, and only then. */
#include "engine/build/step.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

/* The checksum of the first step of a plan, "" when it cannot be known. Borrowed from the arena. */
static const char *inputs_of(om_arena *arena, const char *text)
{
    scratch_write("test_inputs.yaml", text);
    om_plan plan;
    CHECK_OK(om_plan_open(arena, scratch_path("test_inputs.yaml"), &plan, &err));
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_inputs.sqlite"), OM_STORE_CREATE, &store, &err));
    const om_site site = {.store = store, .plan = &plan, .arena = arena};
    char checksum[OM_CHECKSUM_SIZE];
    CHECK_OK(om_step_inputs(&site, &plan.steps[0], checksum, &err));
    const char *outputs = NULL;
    CHECK_OK(om_step_outputs(&site, &plan.steps[0], &outputs, &err));
    CHECK_TEXT(outputs, ""); /* nothing was done yet */
    return om_arena_text(arena, checksum);
}

static void a_load_hangs_on_its_keys_and_its_source(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    scratch_write("test_inputs.csv", "id\n1\n");
    const char *plain = "store: a\nload:\n - {layer: water, source: test_inputs.csv}\n";
    const char *first = inputs_of(arena, plain);
    CHECK_TEXT(inputs_of(arena, plain), first);
    const char *moved = "load:\n - layer: water\n   source: test_inputs.csv\nstore: a\n";
    CHECK_TEXT(inputs_of(arena, moved), first); /* the layout does not count */
    const char *other = "store: a\nload:\n - {layer: water, source: test_inputs.csv, crs: x}\n";
    CHECK(strcmp(inputs_of(arena, other), first) != 0);
    scratch_write("test_inputs.csv", "id\n2\n");
    CHECK(strcmp(inputs_of(arena, plain), first) != 0);
}

static void nobody_knows_whether_a_connection_changed(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_TEXT(inputs_of(arena, "store: a\nload:\n - {layer: water, source: 'PG:dbname=x'}\n"), "");
}

static void an_analysis_hangs_on_the_files_that_its_settings_name(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *plan =
        "store: a\nanalyse:\n - {analysis: risk, settings: {policy: test_inputs_policy.csv}}\n";
    scratch_write("test_inputs_policy.csv", "one");
    const char *first = inputs_of(arena, plan);
    CHECK_TEXT(inputs_of(arena, plan), first);
    scratch_write("test_inputs_policy.csv", "two");
    CHECK(strcmp(inputs_of(arena, plan), first) != 0);
}

static void an_analysis_hangs_on_the_rasters_that_its_table_names(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *plan = "store: a\nanalyse:\n - {analysis: hazard_zoning,"
                       " settings: {factors: test_inputs_factors.csv}}\n";
    scratch_write("test_inputs_factors.csv", "factor,raster\nheight,test_inputs_dem.tif\n");
    scratch_write("test_inputs_dem.tif", "one");
    const char *one = inputs_of(arena, plan);
    CHECK_TEXT(inputs_of(arena, plan), one);
    scratch_write("test_inputs_dem.tif", "two");
    CHECK(strcmp(inputs_of(arena, plan), one) != 0);
}

static void a_picture_hangs_on_its_style(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *plan = "store: a\ndraw:\n - {style: ./test_inputs_style.json, bbox: [0, 0, 1, 1],"
                       " size: [9, 9], output: no_such.png}\n";
    scratch_write("test_inputs_style.json", "{\"layers\": []}");
    const char *first = inputs_of(arena, plan);
    CHECK_TEXT(inputs_of(arena, plan), first);
    scratch_write("test_inputs_style.json", "{\"layers\": [], \"name\": \"other\"}");
    CHECK(strcmp(inputs_of(arena, plan), first) != 0);
}

OM_TESTS(test(a_load_hangs_on_its_keys_and_its_source),
         test(nobody_knows_whether_a_connection_changed),
         test(an_analysis_hangs_on_the_files_that_its_settings_name),
         test(an_analysis_hangs_on_the_rasters_that_its_table_names),
         test(a_picture_hangs_on_its_style))

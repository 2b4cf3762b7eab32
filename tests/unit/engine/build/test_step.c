/* A build file's keys become options; what they cannot mean is told with the line. */
#include "engine/build/step.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static om_status run(const char *text, om_json **ret)
{
    static om_plan plan;
    OM_AUTO(om_arena) arena = om_arena_new();
    scratch_write("test_step.yaml", text);
    CHECK_OK(om_plan_open(arena, scratch_path("test_step.yaml"), &plan, &err));
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_step.sqlite"), OM_STORE_CREATE, &store, &err));
    const om_site site = {.store = store, .plan = &plan, .arena = arena};
    return om_step_run(&site, &plan.steps[0], ret, &err);
}

static void wrong_values_are_told_with_their_line(void **state)
{
    (void)state;
    om_json *none = NULL;
    CHECK_FAILS(
        run("store: a\ndraw:\n - {style: base, size: [9], bbox: [0, 0, 1, 1], output: x}\n", &none),
        OM_ERR_USAGE, "line 3: 'size' must have 2 numbers, not 1");
    CHECK_FAILS(run("store: a\ndraw:\n - {style: base, size: [9, x], bbox: [0, 0, 1, 1],"
                    " output: x}\n",
                    &none),
                OM_ERR_USAGE, "must be a number, not x");
    CHECK_FAILS(run("store: a\ndraw:\n - {style: base, size: [9, 9], output: x}\n", &none),
                OM_ERR_USAGE, "'bbox', or 'center' and 'zoom'");
    CHECK_FAILS(run("store: a\ndraw:\n - {style: nowhere/x.json, size: [9, 9],"
                    " bbox: [0, 0, 1, 1], output: x}\n",
                    &none),
                OM_ERR_NOT_FOUND, "nowhere/x.json");
    CHECK_FAILS(run("store: a\nexport:\n - {style: base, zoom: 9-3, output: 'xyz:t'}\n", &none),
                OM_ERR_USAGE, "'zoom' must be zooms such as 8-16");
    CHECK_FAILS(run("store: a\nload:\n - {layer: water, source: x, skip_bad: perhaps}\n", &none),
                OM_ERR_USAGE, "'skip_bad' must be true or false, not perhaps");
}

static void a_picture_is_drawn_into_a_folder_that_is_made(void **state)
{
    (void)state;
    const char *style = "{\"version\": 8, \"sources\": {}, \"layers\": [{\"id\": \"ground\","
                        " \"type\": \"background\", \"paint\": {\"background-color\": \"#eee\"}}]}";
    scratch_write("test_step_style.json", style);
    remove(scratch_path("test_step/deep/map.png"));
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(run("store: a\ndraw:\n - {style: ./test_step_style.json, center: [9.5, 47.1], zoom: 9,"
                 " size: [16, 8], output: test_step/deep/map.png}\n",
                 &report));
    CHECK(om_file_exists(scratch_path("test_step/deep/map.png")));
    CHECK(om_json_kind_of(report) == OM_JSON_OBJECT);
}

OM_TESTS(test(wrong_values_are_told_with_their_line),
         test(a_picture_is_drawn_into_a_folder_that_is_made))

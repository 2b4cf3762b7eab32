/* A build file is checked whole before anything is done. */
#include "engine/build/plan.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static om_status open_plan(om_arena *arena, const char *text, om_plan *ret)
{
    const char *path = scratch_file("test_plan.yaml");
    CHECK_OK(om_file_write(path, text, strlen(text), &err));
    return om_plan_open(arena, path, ret, &err);
}

static void steps_run_in_the_order_of_the_pipeline(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_plan plan;
    CHECK_OK(open_plan(arena,
                       "draw:\n  - {style: base, size: [9, 9], bbox: [0, 0, 1, 1], output: a.png}\n"
                       "store: a.sqlite\nload:\n  - {layer: road, source: b/roads.shp}\n",
                       &plan));
    CHECK_INT(plan.step_count, 2);
    CHECK_INT(plan.steps[0].kind, OM_STEP_LOAD);
    CHECK_TEXT(plan.steps[0].what, "load road from roads.shp");
    CHECK_TEXT(plan.steps[1].what, "draw a.png");
    CHECK(plan.metric_crs == NULL);
}

static void unknown_keys_name_the_nearest(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_plan plan;
    CHECK_FAILS(open_plan(arena, "store: a\nlaod: []\n", &plan), OM_ERR_USAGE,
                "line 2: a build file has no key 'laod', did you mean 'load'?");
    CHECK_FAILS(
        open_plan(arena, "store: a\nload:\n - layer: x\n   source: y\n   credits: z\n", &plan),
        OM_ERR_USAGE, "line 5: load has no key 'credits', did you mean 'credit'?");
    CHECK_FAILS(open_plan(arena,
                          "store: a\ndraw:\n - style: x\n   size: [1, 1]\n   output: y\n"
                          "   sheet: {titel: z}\n",
                          &plan),
                OM_ERR_USAGE, "sheet has no key 'titel', did you mean 'title'?");
}

static void what_is_missing_or_of_the_wrong_form_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_plan plan;
    CHECK_FAILS(open_plan(arena, "load: []\n", &plan), OM_ERR_USAGE, "lacks 'store'");
    CHECK_FAILS(open_plan(arena, "store: a\nload:\n - layer: x\n", &plan), OM_ERR_USAGE,
                "line 3: load lacks 'source'");
    CHECK_FAILS(open_plan(arena, "store: [a]\n", &plan), OM_ERR_USAGE,
                "'store' must be a value, not a list");
    CHECK_FAILS(
        open_plan(arena, "store: a\nanalyse:\n - {analysis: x, settings: {a: [1]}}\n", &plan),
        OM_ERR_USAGE, "'a' must be a value");
    CHECK_FAILS(open_plan(arena, "- store\n", &plan), OM_ERR_USAGE, "must be a map");
    CHECK_FAILS(om_plan_open(arena, "/nowhere/city.yaml", &plan, &err), OM_ERR_NOT_FOUND,
                "/nowhere/city.yaml");
}

static void the_same_source_into_the_same_layer_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_plan plan;
    CHECK_FAILS(open_plan(arena,
                          "store: a\nload:\n - {layer: x, source: y}\n"
                          " - {layer: x, source: y, where: z}\n",
                          &plan),
                OM_ERR_USAGE, "line 4: 'load x from y' stands already in line 3");
}

OM_TESTS(test(steps_run_in_the_order_of_the_pipeline), test(unknown_keys_name_the_nearest),
         test(what_is_missing_or_of_the_wrong_form_is_told),
         test(the_same_source_into_the_same_layer_is_refused))

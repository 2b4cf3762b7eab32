/* Tests of engine/source/plan.c: which field fills which column. */
#include "engine/source/plan.h"
#include "tests/support/check.h"

static const char *const fields[] = {"NAME", "Level", "面积", "code"};
static const om_reader depots = {.name = "depots.csv", .fields = fields, .field_count = 4};

static om_status plan_depots(const char *map, const char *set, om_plan **ret, om_error *err)
{
    const om_load_options options = {
        .map = &map, .map_count = map != NULL, .set = &set, .set_count = set != NULL};
    return om_plan_make(om_layer_find("supply_depot"), &depots, &options, ret, err);
}

/* The row of a record with the texts "A", "city", "120", "d1". */
static om_status row_of(const om_plan *plan, om_arena *arena, om_value *values, const char **ret_id,
                        om_error *err)
{
    om_value *cells = OM_ARENA_ARRAY(arena, om_value, 4);
    cells[0] = om_value_text("A");
    cells[1] = om_value_text("city");
    cells[2] = om_value_text("120");
    cells[3] = om_value_text("d1");
    const om_record record = {.number = 1, .id = "depots/1", .cells = cells};
    return om_plan_row(plan, &record, arena, values, ret_id, err);
}

static void fields_named_like_columns_map_by_themselves(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_value values[16];
    const char *id;
    CHECK_OK(plan_depots(NULL, NULL, &plan, &err));
    CHECK_OK(row_of(plan, arena, values, &id, &err));
    CHECK_TEXT(values[0].text, "A");
    CHECK_TEXT(values[1].text, "city");
    CHECK(values[2].kind == OM_VALUE_NULL);
    CHECK_TEXT(id, "depots/1");
}

static void a_mapping_and_a_constant_come_first(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_value values[16];
    const char *id;
    CHECK_OK(plan_depots("面积=floor_m2", "level=town", &plan, &err));
    CHECK_OK(row_of(plan, arena, values, &id, &err));
    CHECK_TEXT(values[1].text, "town");
    CHECK_NEAR(values[2].real, 120, 0);
}

static void a_field_may_be_the_id(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_value values[16];
    const char *id;
    CHECK_OK(plan_depots("code=id", NULL, &plan, &err));
    CHECK_OK(row_of(plan, arena, values, &id, &err));
    CHECK_TEXT(id, "d1");
}

static void a_wrong_name_is_told_with_the_nearest(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    CHECK_FAILS(plan_depots("NAM=name", NULL, &plan, &err), OM_ERR_NOT_FOUND,
                "no field \"NAM\"; did you mean \"NAME\"");
    CHECK_FAILS(plan_depots("NAME=nam", NULL, &plan, &err), OM_ERR_NOT_FOUND,
                "no column \"nam\"; did you mean \"name\"");
    CHECK_FAILS(plan_depots(NULL, "levle=city", &plan, &err), OM_ERR_NOT_FOUND, "\"level\"");
    CHECK(plan == NULL);
}

static void pairs_that_are_none_are_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    CHECK_FAILS(plan_depots("NAME", NULL, &plan, &err), OM_ERR_USAGE, "FIELD=COLUMN");
    CHECK_FAILS(plan_depots(NULL, "level", &plan, &err), OM_ERR_USAGE, "COLUMN=VALUE");
    CHECK_FAILS(plan_depots("NAME=level", "level=city", &plan, &err), OM_ERR_USAGE, "filled twice");
    CHECK_FAILS(plan_depots(NULL, "level=hamlet", &plan, &err), OM_ERR_DATA, "none of");
}

static void a_required_column_that_nothing_fills_is_told(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    const om_reader bare = {.name = "bare.csv", .fields = fields, .field_count = 1};
    const om_load_options none = {0};
    CHECK_FAILS(om_plan_make(om_layer_find("supply_depot"), &bare, &none, &plan, &err), OM_ERR_DATA,
                "needs \"level\"");
}

static void a_missing_required_value_makes_a_bad_record(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_plan) plan = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_value cells[4] = {0};
    const om_record record = {.number = 1, .id = "depots/1", .cells = cells};
    om_value values[16];
    const char *id;
    CHECK_OK(plan_depots(NULL, NULL, &plan, &err));
    CHECK_FAILS(om_plan_row(plan, &record, arena, values, &id, &err), OM_ERR_DATA,
                "level is missing");
}

static void a_planning_unit_without_a_code_goes_by_its_name(void **state)
{
    (void)state;
    om_error err;
    static const char *const names[] = {"code", "name"};
    const om_reader units = {.name = "units.geojson", .fields = names, .field_count = 2};
    const om_load_options none = {0};
    OM_AUTO(om_plan) plan = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_value cells[] = {om_value_text(" "), om_value_text("经开区")}, values[16];
    const om_record record = {.number = 1, .id = "units/1", .cells = cells};
    const char *id;
    CHECK_OK(om_plan_make(om_layer_find("district"), &units, &none, &plan, &err));
    CHECK_OK(om_plan_row(plan, &record, arena, values, &id, &err));
    CHECK(om_plan_stand_in(plan, values));
    CHECK_TEXT(values[0].text, "经开区");
    cells[0] = om_value_text("320205");
    CHECK_OK(om_plan_row(plan, &record, arena, values, &id, &err));
    CHECK(!om_plan_stand_in(plan, values));
    CHECK_TEXT(values[0].text, "320205");
}

OM_TESTS(test(fields_named_like_columns_map_by_themselves),
         test(a_mapping_and_a_constant_come_first), test(a_field_may_be_the_id),
         test(a_wrong_name_is_told_with_the_nearest), test(pairs_that_are_none_are_refused),
         test(a_required_column_that_nothing_fills_is_told),
         test(a_missing_required_value_makes_a_bad_record),
         test(a_planning_unit_without_a_code_goes_by_its_name))

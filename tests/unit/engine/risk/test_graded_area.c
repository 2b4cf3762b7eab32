/* What is written of a graded area: one value a column, and a sentence of what the mode found. */
#include "engine/risk/graded_area.h"

#include "layers/grade.h"
#include "tests/support/check.h"

static om_error err;

static void a_row_has_a_value_for_each_column(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_area_rules) rules = NULL;
    CHECK_OK(om_standard_open("", "area_modes.csv", om_area_rules_columns, &table, &err));
    CHECK_OK(om_area_rules_open(table, &rules, &err));
    const om_area_mode mode = {
        .rules = rules, .kind = OM_AREA_COUNT, .direct = true, .limit = rules->limit};
    static const om_hazard hazard = {.id = "s", .name = "S"};
    om_graded_area area = {
        .id = "1",
        .code = "c",
        .district_level = "town",
        .controls = "residual",
        .level = {.area = {.grade = 1, .decided_by = &hazard, .counts = {0, 0, 4, 0, 0}},
                  .index = NAN,
                  .share = {NAN, NAN, NAN, NAN, NAN},
                  .row = rules->count.row[2]}};
    om_graded_area_row row;
    om_graded_area_values(&area, &mode, &row);
    size_t column = 0;
    for (; om_graded_area_columns[column].name; column++) {
        const char *name = om_graded_area_columns[column].name;
        const om_value *value = &row.values[column];
        if (strcmp(name, "mode") == 0)
            CHECK_TEXT(value->text, "count escalation");
        else if (strcmp(name, "direct") == 0)
            CHECK_TEXT(value->text, "first");
        else if (strcmp(name, "area_rule") == 0)
            CHECK_TEXT(value->text, "4 sources of level 2 or worse >= 3");
        else if (strcmp(name, "grade_2") == 0)
            CHECK_INT(value->integer, 4);
        else if (strcmp(name, "sources") == 0)
            CHECK_INT(value->integer, 4);
        else if (strcmp(name, "level") == 0)
            CHECK_TEXT(value->text, "town");
        else if (strcmp(name, "controls") == 0)
            CHECK_TEXT(value->text, "residual");
        else if (strcmp(name, "area_line") == 0)
            CHECK_TEXT(value->text, "area_modes.csv:18");
        else if (strcmp(name, "ungraded") == 0)
            CHECK_INT(value->integer, 0);
        else if (strcmp(name, "decided_by") == 0)
            CHECK_TEXT(value->text, "s");
    }
    CHECK_TEXT(om_graded_area_columns[column - 1].name, "share_4");
    CHECK_INT(row.values[column - 1].kind, OM_VALUE_NULL);
    CHECK_INT(row.values[column - 2].kind, OM_VALUE_NULL);
}

static void a_mode_tells_what_it_found(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_area_rules) rules = NULL;
    char text[128];
    CHECK_OK(om_standard_open("", "area_modes.csv", om_area_rules_columns, &table, &err));
    CHECK_OK(om_area_rules_open(table, &rules, &err));
    om_area_mode mode = {.rules = rules, .kind = OM_AREA_WEIGHTED, .limit = rules->limit};
    om_area_level level = {.area = {.grade = 2}, .index = 12.5, .row = rules->limit.row[2]};
    om_area_rule_text(&mode, &level, text);
    CHECK_TEXT(text, "index 12.5 >= 9");
    level = (om_area_level){.area = {.grade = 4}, .index = 1, .row = SIZE_MAX};
    om_area_rule_text(&mode, &level, text);
    CHECK_TEXT(text, "index 1 < 3");
    mode.kind = OM_AREA_SHARE;
    level = (om_area_level){.area = {.grade = 1}, .share = {0, 0.25, 0.5, 0.5, 0.5}};
    om_area_rule_text(&mode, &level, text);
    CHECK_TEXT(text, "25 % of the ground under level 1 or worse >= 10 %");
    mode.kind = OM_AREA_HIGHEST;
    om_area_rule_text(&mode, &level, text);
    CHECK_TEXT(text, "");
    level.direct = &rules->direct[0];
    om_area_rule_text(&mode, &level, text);
    CHECK_TEXT(text, "a source of level 2 or worse by gb18218 lies in it");
}

static void counts_are_told_with_the_ungraded(void **state)
{
    (void)state;
    static const size_t counts[OM_GRADE_LOWEST + 1] = {5, 1, 2, 3, 4};
    OM_AUTO(om_json) object = om_json_object_new();
    om_graded_area_put_counts(object, counts);
    CHECK_NEAR(om_json_number(om_json_get(object, "grade_1")), 1, 0);
    CHECK_NEAR(om_json_number(om_json_get(object, "ungraded")), 5, 0);
    CHECK(om_grade_value(OM_GRADE_NONE).kind == OM_VALUE_NULL);
    CHECK_INT(om_grade_value(3).integer, 3);
}

OM_TESTS(test(a_row_has_a_value_for_each_column), test(a_mode_tells_what_it_found),
         test(counts_are_told_with_the_ungraded))

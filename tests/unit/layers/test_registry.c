/* Every layer is complete: what legends, queries and documents need is there. */
#include <ctype.h>

#include "layers/layer.h"
#include "tests/support/check.h"

static bool is_a_name(const char *name)
{
    for (const char *at = name; *at; at++)
        if (!islower((unsigned char)*at) && !isdigit((unsigned char)*at) && *at != '_')
            return false;
    return islower((unsigned char)name[0]);
}

static bool is_there(const char *text)
{
    return text && text[0];
}

static void every_layer_has_a_name_titles_and_a_summary(void **state)
{
    (void)state;
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    CHECK(count >= 11);
    for (size_t i = 0; i < count; i++) {
        const om_layer *layer = layers[i];
        if (!is_a_name(layer->name) || !is_there(layer->title) || !is_there(layer->title_zh) ||
            !is_there(layer->summary) || !layer->columns)
            fail_msg("the layer '%s' lacks a name, a title, a summary or columns", layer->name);
        CHECK(om_layer_find(layer->name) == layer); /* no other has its name */
    }
}

static void check_column(const om_layer *layer, const om_column *column)
{
    static const char *const common[] = {"pk", "load_id", "geometry"};
    if (!is_a_name(column->name) || !is_there(column->title) || !is_there(column->title_zh))
        fail_msg("%s.%s lacks a name or a title", layer->name, column->name);
    if (!column->unit ||
        ((column->type == OM_INTEGER || column->type == OM_REAL) && !column->unit[0]))
        fail_msg("%s.%s is a number without a unit", layer->name, column->name);
    if (column->minimum > column->maximum)
        fail_msg("%s.%s has a range the wrong way round", layer->name, column->name);
    if (om_layer_column(layer, column->name) != column)
        fail_msg("%s.%s is there twice", layer->name, column->name);
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
        if (strcmp(column->name, common[i]) == 0)
            fail_msg("%s.%s is a name that every table has", layer->name, column->name);
    for (const om_choice *choice = column->choices; choice && choice->value; choice++)
        if (!is_there(choice->title) || !is_there(choice->title_zh))
            fail_msg("%s.%s=%s lacks a title", layer->name, column->name, choice->value);
}

static void every_column_has_titles_and_every_number_a_unit(void **state)
{
    (void)state;
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    for (size_t i = 0; i < count; i++)
        for (const om_column *column = layers[i]->columns; column->name; column++)
            check_column(layers[i], column);
}

static void grades_run_from_one_to_four_and_have_no_colour(void **state)
{
    (void)state;
    const om_column *grade = om_layer_column(om_layer_find("risk_district"), "grade");
    CHECK(grade != NULL);
    CHECK_NEAR(grade->minimum, 1, 0);
    CHECK_NEAR(grade->maximum, 4, 0);
    CHECK_TEXT(grade->choices[0].title_zh, "重大风险");
    CHECK(grade->choices[4].value == NULL);
}

static void what_is_not_there_is_not_found(void **state)
{
    (void)state;
    CHECK(om_layer_find("nowhere") == NULL);
    CHECK(om_layer_column(om_layer_find("road"), "nothing") == NULL);
}

OM_TESTS(test(every_layer_has_a_name_titles_and_a_summary),
         test(every_column_has_titles_and_every_number_a_unit),
         test(grades_run_from_one_to_four_and_have_no_colour), test(what_is_not_there_is_not_found))

/* Older filters let through what they always did. */
#include "tests/support/check.h"

#include "engine/style/style.h"

/* a = 5, b = "x", t = true, nothing else; a line with the id "i". */
static bool passes(const char *filter)
{
    char text[1024];
    snprintf(
        text, sizeof text,
        "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"geojson\", \"data\": {}}}, "
        "\"layers\": [{\"id\": \"l\", \"type\": \"line\", \"source\": \"s\", \"filter\": %s}]}",
        filter);
    om_error err = {0};
    om_style *parsed = NULL;
    if (om_style_parse(text, strlen(text), "test.json", &parsed, &err) != OM_OK)
        fail_msg("%s: %s", filter, err.message);
    OM_AUTO(om_style) style = parsed;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_style_table *table = om_style_table_at(style, 0);
    om_datum *values = OM_ARENA_ARRAY(arena, om_datum, table->column_count);
    for (size_t i = 0; i < table->column_count; i++) {
        const char *name = table->columns[i];
        if (strcmp(name, "a") == 0)
            values[i] = om_datum_number(5);
        if (strcmp(name, "b") == 0)
            values[i] = om_datum_text("x");
        if (strcmp(name, "t") == 0)
            values[i] = om_datum_bool(true);
    }
    const om_evaluation evaluation = {
        .shape = OM_FEATURE_LINE, .id = om_datum_text("i"), .values = values, .arena = arena};
    return om_style_filter(om_style_layer_at(style, 0), &evaluation);
}

static void each_answers_as_ever(void **state)
{
    (void)state;
    static const struct {
        const char *filter;
        bool passes;
    } cases[] = {
        {"[\"==\", \"a\", 5]", true},
        {"[\"==\", \"a\", \"5\"]", false},
        {"[\"==\", \"none\", 5]", false},
        {"[\"==\", \"t\", true]", true},
        {"[\"!=\", \"b\", \"y\"]", true},
        {"[\"!=\", \"none\", \"y\"]", true},
        {"[\"<\", \"a\", 6]", true},
        {"[\">=\", \"a\", 6]", false},
        {"[\"<\", \"b\", 6]", false},
        {"[\"<\", \"none\", 6]", false},
        {"[\">\", \"b\", \"w\"]", true},
        {"[\"in\", \"a\", 1, 5]", true},
        {"[\"in\", \"b\", \"y\", \"z\"]", false},
        {"[\"!in\", \"b\", \"y\", \"z\"]", true},
        {"[\"in\", \"none\"]", false},
        {"[\"has\", \"a\"]", true},
        {"[\"!has\", \"a\"]", false},
        {"[\"!has\", \"none\"]", true},
        {"[\"has\", \"$id\"]", true},
        {"[\"==\", \"$type\", \"LineString\"]", true},
        {"[\"in\", \"$type\", \"Point\", \"Polygon\"]", false},
        {"[\"==\", \"$id\", \"i\"]", true},
        {"[\"all\", [\"==\", \"a\", 5], [\"==\", \"b\", \"x\"]]", true},
        {"[\"all\", [\"==\", \"a\", 5], [\"==\", \"b\", \"y\"]]", false},
        {"[\"any\", [\"==\", \"a\", 6], [\"==\", \"b\", \"x\"]]", true},
        {"[\"none\", [\"==\", \"a\", 6], [\"==\", \"b\", \"y\"]]", true},
        {"[\"none\", [\"==\", \"a\", 5]]", false},
        {"[\"all\"]", true},
        {"[\"any\"]", false},
        {"true", true},
        {"false", false},
        {"[\"all\", [\"==\", [\"get\", \"a\"], 5], [\"!has\", \"none\"]]", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (passes(cases[i].filter) != cases[i].passes)
            fail_msg("%s should %s", cases[i].filter, cases[i].passes ? "pass" : "not pass");
}

OM_TESTS(test(each_answers_as_ever))

/* Older functions and tokens come to what they always did. */
#include "tests/support/check.h"

#include "engine/style/style.h"

static om_status parse(const char *type, const char *members, om_style **ret, om_error *err)
{
    char text[1024];
    snprintf(text, sizeof text,
             "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"geojson\", \"data\": {}}}, "
             "\"layers\": [{\"id\": \"l\", \"type\": \"%s\", \"source\": \"s\", %s}]}",
             type, members);
    return om_style_parse(text, strlen(text), "test.json", ret, err);
}

/* The circle radius of a feature whose only attribute is `value`. */
static double radius(const char *function, double zoom, om_datum value)
{
    char members[800];
    snprintf(members, sizeof members, "\"paint\": {\"circle-radius\": %s}", function);
    om_error err = {0};
    om_style *parsed = NULL;
    if (parse("circle", members, &parsed, &err) != OM_OK)
        fail_msg("%s: %s", function, err.message);
    OM_AUTO(om_style) style = parsed;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_evaluation evaluation = {.zoom = zoom, .values = &value, .arena = arena};
    return om_style_number(om_style_layer_at(style, 0), OM_PROPERTY_CIRCLE_RADIUS, &evaluation);
}

static void functions_of_zoom_are_curves(void **state)
{
    (void)state;
    const om_datum none = {0};
    CHECK_NEAR(radius("{\"stops\": [[5, 1], [10, 6]]}", 7, none), 3, 1e-12);
    CHECK_NEAR(radius("{\"base\": 2, \"stops\": [[0, 0], [2, 9]]}", 1, none), 3, 1e-12);
    CHECK_NEAR(radius("{\"stops\": [[5, 4]]}", 9, none), 4, 0);
    CHECK_NEAR(radius("{\"type\": \"interval\", \"stops\": [[0, 1], [5, 2]]}", 4.9, none), 1, 0);
}

static void functions_of_attributes_know_what_is_missing(void **state)
{
    (void)state;
    static const char by_number[] =
        "{\"property\": \"p\", \"stops\": [[0, 1], [10, 11]], \"default\": 99}";
    static const char by_word[] = "{\"property\": \"p\", \"type\": \"categorical\", \"stops\": "
                                  "[[\"a\", 1], [\"b\", 2]]}";
    CHECK_NEAR(radius(by_number, 0, om_datum_number(4)), 5, 1e-12);
    CHECK_NEAR(radius(by_number, 0, om_datum_text("x")), 99, 0);
    CHECK_NEAR(radius(by_number, 0, (om_datum){0}), 99, 0);
    CHECK_NEAR(radius(by_word, 0, om_datum_text("b")), 2, 0);
    CHECK_NEAR(radius(by_word, 0, om_datum_text("c")), 5, 0);
    CHECK_NEAR(radius("{\"property\": \"p\", \"type\": \"identity\"}", 0, om_datum_number(8)), 8,
               0);
    CHECK_NEAR(radius("{\"property\": \"p\", \"type\": \"interval\", \"stops\": [[0, 1], [5, 2]]}",
                      0, om_datum_number(5)),
               2, 0);
}

static void wrong_functions_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *function, *words;
    } cases[] = {
        {"{}", "layers[0].paint.circle-radius: a function needs \"stops\""},
        {"{\"stops\": []}", "stops: expected at least one stop"},
        {"{\"stops\": [[1]]}", "stops[0]: a stop is [input, output]"},
        {"{\"stops\": [[1, 2]], \"bass\": 2}", "circle-radius.bass: functions have no \"bass\""},
        {"{\"stops\": [[1, 2]], \"type\": \"odd\"}",
         "circle-radius.type: functions know no \"odd\""},
        {"{\"stops\": [[1, 2]], \"type\": \"categorical\"}",
         "such a function needs a \"property\""},
        {"{\"property\": \"p\", \"stops\": [[{\"zoom\": 0}, 2]]}", "stops[0][0].value: missing"},
        {"{\"property\": \"p\", \"stops\": [[{\"zoom\": 0, \"value\": 1}, 2], [1, 2]]}",
         "stops[1][0]: stops are all of zoom and value, or none"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char members[400];
        snprintf(members, sizeof members, "\"paint\": {\"circle-radius\": %s}", cases[i].function);
        om_error err = {0};
        om_style *style = NULL;
        CHECK_FAILS(parse("circle", members, &style, &err), OM_ERR_STYLE, cases[i].words);
    }
}

static void tokens_are_replaced_by_attributes(void **state)
{
    (void)state;
    static const struct {
        const char *field, *text;
    } cases[] = {
        {"\"{p}\"", "Main"},    {"\"to {p}, {p}!\"", "to Main, Main!"},
        {"\"{} {\"", "{} {"},   {"\"{{p}}\"", "{Main}"},
        {"\"plain\"", "plain"}, {"{\"stops\": [[0, \"{p}\"], [9, \"x\"]]}", "Main"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char members[400];
        snprintf(members, sizeof members, "\"layout\": {\"text-field\": %s}", cases[i].field);
        om_error err = {0};
        om_style *parsed = NULL;
        CHECK_OK(parse("symbol", members, &parsed, &err));
        OM_AUTO(om_style) style = parsed;
        OM_AUTO(om_arena) arena = om_arena_new();
        const om_datum value = om_datum_text("Main");
        const om_evaluation evaluation = {.values = &value, .arena = arena};
        CHECK_TEXT(om_style_text(om_style_layer_at(style, 0), OM_PROPERTY_TEXT_FIELD, &evaluation),
                   cases[i].text);
    }
}

OM_TESTS(test(functions_of_zoom_are_curves), test(functions_of_attributes_know_what_is_missing),
         test(wrong_functions_are_refused), test(tokens_are_replaced_by_attributes))

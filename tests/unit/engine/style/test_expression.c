/* Expressions come to what the style specification says they come to. */
#include "tests/support/check.h"

#include "engine/base/memory.h"
#include "engine/style/expression.h"

typedef struct expression_case {
    const char *expression, *attributes;
    double zoom;
    const char *expected; /* kind and value; for errors their words */
} expression_case;

static om_json *parsed(const char *text)
{
    om_error err = {0};
    om_json *json = NULL;
    if (om_json_parse(text, strlen(text), "test", &json, &err) != OM_OK)
        fail_msg("%s: %s", text, err.message);
    return json;
}

static om_datum datum_of(const om_json *json)
{
    switch (om_json_kind_of(json)) {
    case OM_JSON_BOOL:
        return om_datum_bool(om_json_is_true(json));
    case OM_JSON_NUMBER:
        return om_datum_number(om_json_number(json));
    case OM_JSON_TEXT:
        return om_datum_text(om_json_text(json));
    default:
        return (om_datum){0};
    }
}

static const char *evaluated(const om_expression *node, const om_column_list *columns,
                             const om_json *attributes, double zoom, om_arena *arena)
{
    om_datum *values = OM_ARENA_ARRAY(arena, om_datum, columns->count);
    for (size_t i = 0; i < columns->count; i++)
        values[i] = *columns->names[i] ? datum_of(om_json_get(attributes, columns->names[i]))
                                       : om_datum_of_json(attributes, arena);
    const om_evaluation evaluation = {.zoom = zoom,
                                      .shape = OM_FEATURE_LINE,
                                      .id = om_datum_text("id-7"),
                                      .values = values,
                                      .arena = arena};
    const om_datum datum = om_expression_value(node, &evaluation);
    const char *text = datum.kind == OM_DATUM_ERROR ? datum.text : om_datum_to_text(datum, arena);
    return om_arena_format(arena, "%s %s", om_datum_kind_name(datum.kind), text);
}

/* "kind value" of an expression, or "refused: path: why". */
static const char *outcome(const expression_case *test, om_arena *arena)
{
    OM_AUTO(om_json) expression = parsed(test->expression);
    OM_AUTO(om_json) attributes = parsed(test->attributes);
    om_column_list columns = {0};
    OM_AUTO(om_json) state = parsed("{\"night\": true}");
    const om_scope scope = {.arena = arena, .columns = &columns, .state = state};
    const om_place root = {.json = expression};
    const om_expression *node;
    om_error err = {0};
    const char *text;
    if (om_expression_compile(&scope, &root, OM_TYPE(VALUE), &node, &err) == OM_OK)
        text = evaluated(node, &columns, attributes, test->zoom, arena);
    else
        text = om_arena_format(arena, "refused: %s", err.message);
    free(columns.names);
    return text;
}

static void check_all(const expression_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        const char *got = outcome(&cases[i], arena);
        if (strcmp(got, cases[i].expected) != 0)
            fail_msg("%s of %s at zoom %g is \"%s\", not \"%s\"", cases[i].expression,
                     cases[i].attributes, cases[i].zoom, got, cases[i].expected);
    }
}

#define CHECK_CASES(...)                                                                           \
    do {                                                                                           \
        static const expression_case cases[] = {__VA_ARGS__};                                      \
        check_all(cases, sizeof cases / sizeof *cases);                                            \
    } while (0)

static void arithmetic_is_what_it_is_everywhere(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"+\", 1, 2, 3.5]", "{}", 0, "number 6.5"}, {"[\"-\", 5]", "{}", 0, "number -5"},
        {"[\"-\", 5, 7]", "{}", 0, "number -2"},
        {"[\"*\", 2, [\"get\", \"a\"]]", "{\"a\": 4}", 0, "number 8"},
        {"[\"/\", 1, 8]", "{}", 0, "number 0.125"}, {"[\"/\", 1, 0]", "{}", 0, "number Infinity"},
        {"[\"<\", [\"/\", 0, [\"get\", \"a\"]], 1]", "{\"a\": 0}", 0, "boolean false"},
        {"[\"%\", 7, 4]", "{}", 0, "number 3"}, {"[\"^\", 2, 10]", "{}", 0, "number 1024"},
        {"[\"min\", 3, 1, 2]", "{}", 0, "number 1"}, {"[\"max\", 3, 1, 2]", "{}", 0, "number 3"},
        {"[\"sqrt\", 9]", "{}", 0, "number 3"}, {"[\"abs\", -4]", "{}", 0, "number 4"},
        {"[\"floor\", -1.5]", "{}", 0, "number -2"}, {"[\"ceil\", 1.2]", "{}", 0, "number 2"},
        {"[\"round\", -1.5]", "{}", 0, "number -2"}, {"[\"log10\", 1000]", "{}", 0, "number 3"},
        {"[\"log2\", 8]", "{}", 0, "number 3"}, {"[\"ln\", [\"e\"]]", "{}", 0, "number 1"},
        {"[\"cos\", [\"pi\"]]", "{}", 0, "number -1"},
        {"[\"+\", 1, \"2\"]", "{}", 0, "refused: [2]: expected number, found string"},
        {"[\"+\", 1, [\"get\", \"a\"]]", "{\"a\": \"x\"}", 0, "error expected a number"});
}

static void comparisons_look_at_types(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"==\", [\"get\", \"a\"], 1]", "{\"a\": 1}", 0, "boolean true"},
        {"[\"==\", [\"get\", \"a\"], \"1\"]", "{\"a\": 1}", 0, "boolean false"},
        {"[\"==\", [\"get\", \"a\"], null]", "{}", 0, "boolean true"},
        {"[\"!=\", [\"get\", \"a\"], \"x\"]", "{}", 0, "boolean true"},
        {"[\"<\", [\"get\", \"a\"], 5]", "{\"a\": 4}", 0, "boolean true"},
        {"[\"<\", [\"get\", \"a\"], 5]", "{}", 0,
         "error only two numbers or two strings have an order"},
        {"[\">=\", \"b\", \"a\"]", "{}", 0, "boolean true"},
        {"[\"<=\", 2, 2]", "{}", 0, "boolean true"}, {"[\">\", 2, 2]", "{}", 0, "boolean false"},
        {"[\"==\", 1, \"1\"]", "{}", 0, "refused: number and string cannot be compared"},
        {"[\"<\", true, false]", "{}", 0, "refused: [1]: boolean cannot be compared"},
        {"[\"all\", true, [\"==\", [\"get\", \"a\"], 1]]", "{\"a\": 2}", 0, "boolean false"},
        {"[\"any\", false, [\"has\", \"a\"]]", "{\"a\": 2}", 0, "boolean true"},
        {"[\"all\"]", "{}", 0, "boolean true"}, {"[\"any\"]", "{}", 0, "boolean false"},
        {"[\"!\", [\"has\", \"a\"]]", "{}", 0, "boolean true"});
}

static void decisions_take_the_branch_that_fits(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"match\", [\"get\", \"g\"], 1, \"red\", [2, 3], \"orange\", \"grey\"]", "{\"g\": 3}", 0,
         "string orange"},
        {"[\"match\", [\"get\", \"g\"], 1, \"red\", \"grey\"]", "{}", 0, "string grey"},
        {"[\"match\", [\"get\", \"g\"], \"1\", \"red\", \"grey\"]", "{\"g\": 1}", 0, "string grey"},
        {"[\"match\", [\"get\", \"g\"], 1, \"a\", 1, \"b\", \"c\"]", "{}", 0,
         "refused: [4]: the label 1 stands twice"},
        {"[\"match\", [\"get\", \"g\"], 1.5, \"a\", \"c\"]", "{}", 0,
         "refused: [2]: numbers as labels are whole ones"},
        {"[\"match\", [\"get\", \"g\"], 1, \"a\", \"x\", \"b\", \"c\"]", "{}", 0,
         "refused: [4]: labels are all numbers or all strings"},
        {"[\"match\", [\"get\", \"g\"], 1, \"a\", 2]", "{}", 0,
         "refused: [4]: expected string, found number"},
        {"[\"case\", [\"has\", \"a\"], [\"get\", \"a\"], 9]", "{\"a\": 5}", 0, "number 5"},
        {"[\"case\", [\"<\", [\"get\", \"a\"], 3], \"low\", [\"<\", [\"get\", \"a\"], 6], \"mid\", "
         "\"high\"]",
         "{\"a\": 5}", 0, "string mid"},
        {"[\"coalesce\", [\"get\", \"a\"], [\"get\", \"b\"], \"none\"]", "{\"b\": \"x\"}", 0,
         "string x"},
        {"[\"coalesce\", [\"get\", \"a\"], \"none\"]", "{}", 0, "string none"},
        {"[\"let\", \"x\", [\"get\", \"a\"], [\"+\", [\"var\", \"x\"], [\"var\", \"x\"]]]",
         "{\"a\": 4}", 0, "number 8"},
        {"[\"var\", \"x\"]", "{}", 0, "refused: [1]: no \"let\" around it names \"x\""});
}

static void curves_pass_through_their_stops(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"step\", [\"zoom\"], \"a\", 5, \"b\", 10, \"c\"]", "{}", 4.999, "string a"},
        {"[\"step\", [\"zoom\"], \"a\", 5, \"b\", 10, \"c\"]", "{}", 5, "string b"},
        {"[\"step\", [\"zoom\"], \"a\", 5, \"b\", 10, \"c\"]", "{}", 99, "string c"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 5, 1, 10, 6]", "{}", 3, "number 1"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 5, 1, 10, 6]", "{}", 7, "number 3"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 5, 1, 10, 6]", "{}", 12, "number 6"},
        /* (2^1 - 1) / (2^2 - 1) of the way */
        {"[\"interpolate\", [\"exponential\", 2], [\"zoom\"], 0, 0, 2, 9]", "{}", 1, "number 3"},
        {"[\"interpolate\", [\"exponential\", 1], [\"zoom\"], 0, 0, 2, 9]", "{}", 1, "number 4.5"},
        /* a symmetrical curve is half way at half time */
        {"[\"round\", [\"*\", 1000, [\"interpolate\", [\"cubic-bezier\", 0.42, 0, 0.58, 1], "
         "[\"get\", \"x\"], 0, 0, 1, 1]]]",
         "{\"x\": 0.5}", 0, "number 500"},
        /* CSS ease-in at a quarter */
        {"[\"round\", [\"*\", 1000, [\"interpolate\", [\"cubic-bezier\", 0.42, 0, 1, 1], "
         "[\"get\", \"x\"], 0, 0, 1, 1]]]",
         "{\"x\": 0.25}", 0, "number 93"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 0, [\"rgb\", 0, 0, 0], 10, "
         "[\"rgba\", 255, 100, 0, 0]]",
         "{}", 5, "color rgba(128,50,0,0.5)"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 0, [\"literal\", [0, 2]], 10, [\"literal\", "
         "[10, 4]]]",
         "{}", 5, "array [5,3]"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 5, 1, 5, 6]", "{}", 0,
         "refused: [5]: stops must ascend, 5 does not exceed 5"},
        {"[\"interpolate\", [\"linear\"], [\"zoom\"], 5, \"a\", 6, \"b\"]", "{}", 0,
         "refused: string cannot be interpolated; use \"step\""},
        {"[\"interpolate\", [\"cubic\"], [\"zoom\"], 5, 1, 6, 2]", "{}", 0,
         "refused: [1]: expected [\"linear\"], [\"exponential\", base] or [\"cubic-bezier\", x1, "
         "y1, x2, y2]"});
}

static void texts_are_joined_cut_and_found(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"concat\", \"a\", 1, true, null, 2.5]", "{}", 0, "string a1true2.5"},
        {"[\"upcase\", \"straße é\"]", "{}", 0, "string STRASSE É"},
        {"[\"downcase\", \"ABC Ж\"]", "{}", 0, "string abc ж"},
        {"[\"length\", \"无锡市\"]", "{}", 0, "number 3"},
        {"[\"length\", [\"literal\", [1, 2]]]", "{}", 0, "number 2"},
        {"[\"slice\", \"无锡市区\", 1, 3]", "{}", 0, "string 锡市"},
        {"[\"slice\", \"abc\", -2]", "{}", 0, "string bc"},
        {"[\"index-of\", \"市\", \"无锡市\"]", "{}", 0, "number 2"},
        {"[\"index-of\", \"x\", \"abc\"]", "{}", 0, "number -1"},
        {"[\"in\", [\"get\", \"a\"], [\"literal\", [\"x\", \"y\"]]]", "{\"a\": \"y\"}", 0,
         "boolean true"},
        {"[\"in\", [\"get\", \"a\"], [\"literal\", [\"x\", \"y\"]]]", "{}", 0, "boolean false"},
        {"[\"in\", [\"literal\", [1]], \"abc\"]", "{}", 0,
         "refused: [1]: array<number, 1> cannot be searched for"},
        {"[\"in\", \"b\", \"abc\"]", "{}", 0, "boolean true"},
        {"[\"at\", 1, [\"literal\", [\"x\", \"y\"]]]", "{}", 0, "string y"},
        {"[\"join\", [\"literal\", [\"x\", \"y\"]], \"-\"]", "{}", 0, "string x-y"},
        {"[\"split\", \"a+b+\", \"+\"]", "{}", 0, "array [\"a\",\"b\",\"\"]"},
        {"[\"split\", \"无锡\", \"\"]", "{}", 0, "array [\"无\",\"锡\"]"},
        {"[\"format\", \"a\", {}, [\"get\", \"b\"]]", "{\"b\": \"c\"}", 0, "formatted ac"},
        {"[\"format\", \"a\", {\"font-size\": 2}]", "{}", 0,
         "refused: [2].font-size: sections have no \"font-size\""},
        {"[\"image\", \"pin\"]", "{}", 0, "resolvedImage pin"});
}

static void objects_are_looked_into(void **state)
{
    (void)state;
    CHECK_CASES({"[\"get\", \"a\", [\"literal\", {\"a\": [1, {\"b\": null}]}]]", "{}", 0,
                 "array [1,{\"b\":null}]"},
                {"[\"has\", \"b\", [\"literal\", {\"a\": 1}]]", "{}", 0, "boolean false"},
                {"[\"get\", [\"concat\", \"a\", \"b\"]]", "{\"ab\": 7}", 0, "number 7"},
                {"[\"has\", [\"concat\", \"a\", \"b\"]]", "{\"a\": 7}", 0, "boolean false"},
                {"[\"length\", [\"to-string\", [\"properties\"]]]", "{\"a\": 1}", 0, "number 7"},
                {"[\"global-state\", \"night\"]", "{}", 0, "boolean true"},
                {"[\"global-state\", \"day\"]", "{}", 0, "null "},
                {"[\"feature-state\", \"hover\"]", "{}", 0, "null "});
}

static void places_decide(void **state)
{
    (void)state;
    CHECK_CASES({"[\"within\", 1]", "{}", 0,
                 "refused: [1]: expected GeoJSON with positions of longitude and latitude"},
                {"[\"within\", {\"type\": \"Point\", \"coordinates\": [1, 2]}]", "{}", 0,
                 "refused: [1]: expected GeoJSON with polygons in it"},
                {"[\"distance\", {\"type\": \"Point\", \"coordinates\": [1]}]", "{}", 0,
                 "refused: [1].coordinates: expected GeoJSON with positions"
                 " of longitude and latitude"});
}

static void locales_compare_and_write(void **state)
{
    (void)state;
    CHECK_CASES({"[\"==\", [\"get\", \"a\"], \"ä\", [\"collator\", {}]]", "{\"a\": \"A\"}", 0,
                 "boolean true"},
                {"[\"==\", 1, 2, [\"collator\", {}]]", "{}", 0,
                 "refused: a collator compares strings only"},
                {"[\"collator\", {\"lokale\": \"de\"}]", "{}", 0,
                 "refused: [1].lokale: there is no such option"},
                {"[\"number-format\", 1234.5, {\"locale\": \"de\"}]", "{}", 0, "string 1.234,5"},
                {"[\"number-format\", 1, {\"currency\": \"EUR\", \"unit\": \"meter\"}]", "{}", 0,
                 "refused: a number has a currency or a unit, not both"});
}

static void types_are_asked_for_and_changed(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"typeof\", [\"get\", \"a\"]]", "{\"a\": 1}", 0, "string number"},
        {"[\"to-string\", 1.5]", "{}", 0, "string 1.5"},
        {"[\"to-string\", null]", "{}", 0, "string "},
        {"[\"to-string\", [\"rgb\", 255, 0, 0]]", "{}", 0, "string rgba(255,0,0,1)"},
        {"[\"to-number\", \"12.5\"]", "{}", 0, "number 12.5"},
        {"[\"to-number\", [\"get\", \"a\"], 7]", "{\"a\": \"x\"}", 0, "number 7"},
        {"[\"to-number\", \"x\"]", "{}", 0, "refused: could not convert to a number"},
        {"[\"to-boolean\", \"\"]", "{}", 0, "boolean false"},
        {"[\"to-color\", \"#f00\"]", "{}", 0, "color rgba(255,0,0,1)"},
        {"[\"to-color\", \"no\", \"#00f\"]", "{}", 0, "color rgba(0,0,255,1)"},
        {"[\"to-rgba\", [\"to-color\", \"#0f0\"]]", "{}", 0, "array [0,255,0,1]"},
        {"[\"rgb\", 256, 0, 0]", "{}", 0, "refused: color channels are 0..255 and alpha 0..1"},
        {"[\"number\", [\"get\", \"a\"], [\"get\", \"b\"]]", "{\"a\": \"x\", \"b\": 2}", 0,
         "number 2"},
        {"[\"object\", [\"get\", \"a\"]]", "{\"a\": 1}", 0,
         "error no argument is of the type that is asserted"},
        {"[\"string\", [\"get\", \"a\"]]", "{\"a\": 1}", 0,
         "error no argument is of the type that is asserted"},
        {"[\"array\", \"number\", 2, [\"literal\", [1, 2]]]", "{}", 0, "array [1,2]"},
        {"[\"geometry-type\"]", "{}", 0, "string LineString"}, {"[\"id\"]", "{}", 0, "string id-7"},
        {"[\"zoom\"]", "{}", 12.5, "number 12.5"});
}

static void what_is_not_supported_is_refused_by_name(void **state)
{
    (void)state;
    CHECK_CASES(
        {"[\"+\", 1, [\"heatmap-density\"]]", "{}", 0,
         "refused: [2][0]: the expression \"heatmap-density\" is not supported"},
        {"[\"interpolat\", 1]", "{}", 0,
         "refused: [0]: unknown expression \"interpolat\"; did you mean \"interpolate\"?"},
        {"[\"get\"]", "{}", 0, "refused: \"get\" takes 1 to 2 arguments, not 0"},
        {"[\"<\", 1]", "{}", 0, "refused: \"<\" takes 2 to 3 arguments, not 1"},
        {"[1, 2]", "{}", 0,
         "refused: expected an expression: an array that begins with an operator"},
        {"[]", "{}", 0, "refused: expected an expression: an array that begins with an operator"},
        {"{\"a\": 1}", "{}", 0,
         "refused: expected a value or an expression, found an object; write [\"literal\", {…}]"});
}

static void what_hangs_on_nothing_is_folded(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) json = parsed("[\"+\", 1, [\"*\", 2, 3]]");
    const om_scope scope = {.arena = arena};
    const om_place root = {.json = json};
    const om_expression *node;
    om_error err = {0};
    CHECK_OK(om_expression_compile(&scope, &root, OM_TYPE(NUMBER), &node, &err));
    CHECK(om_expression_is_literal(node));
    CHECK_NEAR(node->literal.number, 7, 0);
    CHECK_INT(node->depends, 0);
}

OM_TESTS(test(arithmetic_is_what_it_is_everywhere), test(comparisons_look_at_types),
         test(decisions_take_the_branch_that_fits), test(curves_pass_through_their_stops),
         test(texts_are_joined_cut_and_found), test(types_are_asked_for_and_changed),
         test(objects_are_looked_into), test(places_decide), test(locales_compare_and_write),
         test(what_is_not_supported_is_refused_by_name), test(what_hangs_on_nothing_is_folded))

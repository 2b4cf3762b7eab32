/* Properties that are unknown, misplaced, not drawn or of another type are refused by name. */
#include "tests/support/check.h"

#include "engine/style/style.h"

static om_status parse(const char *type, const char *members, om_style **ret, om_error *err)
{
    char text[4096];
    snprintf(text, sizeof text,
             "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"geojson\", \"data\": {}}}, "
             "\"layers\": [{\"id\": \"a\", \"type\": \"%s\", \"source\": \"s\", %s}]}",
             type, members);
    return om_style_parse(text, strlen(text), "test.json", ret, err);
}

static void each_is_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *type, *members, *words;
    } cases[] = {
        {"line", "\"paint\": {\"line-colour\": \"#fff\"}",
         "layers[0].paint.line-colour: unknown property; did you mean \"line-color\"?"},
        {"line", "\"paint\": {\"fill-color\": \"#fff\"}",
         "layers[0].paint.fill-color: a line layer has no such property"},
        {"line", "\"paint\": {\"line-cap\": \"round\"}",
         "layers[0].paint.line-cap: this property belongs in \"layout\""},
        {"line", "\"layout\": {\"line-color\": \"#fff\"}",
         "layers[0].layout.line-color: this property belongs in \"paint\""},
        {"line", "\"layout\": {\"line-round-limit\": 2}",
         "layers[0].layout.line-round-limit: the property line-round-limit is not supported"},
        {"symbol", "\"layout\": {\"symbol-avoid-edges\": true}",
         "layers[0].layout.symbol-avoid-edges: the property symbol-avoid-edges is not supported"},
        {"line", "\"paint\": {\"line-pattern\": \"x\"}",
         "layers[0].paint.line-pattern: the property line-pattern is not supported"},
        {"line", "\"layout\": {\"line-cap\": \"flat\"}",
         "layers[0].layout.line-cap: \"flat\" is not one of butt, round, square"},
        {"line",
         "\"layout\": {\"line-cap\": [\"match\", [\"get\", \"a\"], \"x\", \"flat\", "
         "\"butt\"]}",
         "layers[0].layout.line-cap[3]: \"flat\" is not one of"},
        {"line", "\"paint\": {\"line-width\": \"2\"}",
         "layers[0].paint.line-width: expected number, found string"},
        {"line", "\"paint\": {\"line-width\": -1}", "layers[0].paint.line-width: -1 is below 0"},
        {"fill", "\"paint\": {\"fill-opacity\": 1.5}",
         "layers[0].paint.fill-opacity: 1.5 is above"},
        {"fill", "\"paint\": {\"fill-color\": \"#ggg\"}",
         "layers[0].paint.fill-color: could not read a color"},
        {"fill", "\"paint\": {\"fill-color\": [\"step\", [\"zoom\"], \"#fff\", 5, \"nocolor\"]}",
         "layers[0].paint.fill-color[4]: could not read a color"},
        {"fill", "\"paint\": {\"fill-color\": null}",
         "layers[0].paint.fill-color: expected color, found null"},
        {"line", "\"paint\": {\"line-dasharray\": [\"a\"]}",
         "layers[0].paint.line-dasharray: expected array<number>, found array<string, 1>"},
        {"line", "\"paint\": {\"line-translate\": [1, 2, 3]}",
         "layers[0].paint.line-translate: expected array<number, 2>, found array<number, 3>"},
        {"fill", "\"paint\": {\"fill-antialias\": [\"==\", [\"get\", \"a\"], 1]}",
         "layers[0].paint.fill-antialias: fill-antialias cannot hang on attributes"},
        {"line", "\"paint\": {\"line-width\": [\"+\", 1, [\"zoom\"]]}",
         "layers[0].paint.line-width: [\"zoom\"] may only be the input of one outermost"},
        {"line",
         "\"paint\": {\"line-width\": [\"case\", [\"has\", \"a\"], [\"step\", [\"zoom\"], 1, 5, "
         "2], "
         "1]}",
         "layers[0].paint.line-width: [\"zoom\"] may only be"},
        {"symbol", "\"layout\": {\"text-variable-anchor\": [\"middle\"]}",
         "layers[0].layout.text-variable-anchor: \"middle\" is not one of its values"},
        {"symbol", "\"layout\": {\"icon-padding\": [1, 2, 3, 4, 5]}",
         "layers[0].layout.icon-padding: a padding is one to four numbers"},
        {"symbol", "\"layout\": {\"text-field\": 5}",
         "layers[0].layout.text-field: expected formatted, found number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        om_error err = {0};
        om_style *style = NULL;
        CHECK_FAILS(parse(cases[i].type, cases[i].members, &style, &err), OM_ERR_STYLE,
                    cases[i].words);
    }
}

static void a_padding_is_four_numbers_however_it_is_written(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double four[4];
    } cases[] = {
        {"3", {3, 3, 3, 3}},
        {"[1, 2]", {1, 2, 1, 2}},
        {"[1, 2, 3]", {1, 2, 3, 2}},
        {"[\"step\", [\"zoom\"], [\"literal\", [1, 2, 3, 4]], 9, 0]", {1, 2, 3, 4}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char members[200];
        snprintf(members, sizeof members, "\"layout\": {\"icon-padding\": %s}", cases[i].text);
        om_error err = {0};
        om_style *parsed = NULL;
        CHECK_OK(parse("symbol", members, &parsed, &err));
        OM_AUTO(om_style) style = parsed;
        OM_AUTO(om_arena) arena = om_arena_new();
        const om_evaluation evaluation = {.zoom = 5, .arena = arena};
        const double *four;
        CHECK_INT(om_style_numbers(om_style_layer_at(style, 0), OM_PROPERTY_ICON_PADDING,
                                   &evaluation, &four),
                  4);
        for (size_t k = 0; k < 4; k++)
            CHECK_NEAR(four[k], cases[i].four[k], 0);
    }
}

static void anchors_come_in_their_order(void **state)
{
    (void)state;
    om_error err = {0};
    om_style *parsed = NULL;
    CHECK_OK(parse("symbol", "\"layout\": {\"text-variable-anchor\": [\"top\", \"left\"]}", &parsed,
                   &err));
    OM_AUTO(om_style) style = parsed;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_evaluation evaluation = {.arena = arena};
    const int *anchors;
    CHECK_INT(om_style_choices(om_style_layer_at(style, 0), OM_PROPERTY_TEXT_VARIABLE_ANCHOR,
                               &evaluation, &anchors),
              2);
    CHECK_INT(anchors[0], OM_STYLE_ANCHOR_TOP);
    CHECK_INT(anchors[1], OM_STYLE_ANCHOR_LEFT);
}

OM_TESTS(test(each_is_refused_by_name), test(a_padding_is_four_numbers_however_it_is_written),
         test(anchors_come_in_their_order))

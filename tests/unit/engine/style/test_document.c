/* Documents that are wrong are refused with the way to what is wrong. */
#include "tests/support/check.h"

#include "engine/base/text.h"
#include "engine/style/style.h"

typedef struct bad_style {
    const char *text, *words;
} bad_style;

#define STORE         "\"sources\": {\"s\": {\"type\": \"vector\", \"url\": \"onemap://store\"}}"
#define WITH(members) "{\"version\": 8, " STORE ", \"layers\": [" members "]}"
#define LINE(members)                                                                              \
    WITH("{\"id\": \"a\", \"type\": \"line\", \"source\": \"s\", \"source-layer\": "               \
         "\"road\", " members "}")

static const bad_style bad_styles[] = {
    {"{", "test.json, line 1"},
    {"[]", "test.json: expected an object, found an array"},
    {"{}", "version: missing, expected a number"},
    {"{\"version\": 7, \"sources\": {}, \"layers\": []}", "version: version 7 is not supported"},
    {"{\"version\": 8, \"layers\": []}", "sources: missing, expected an object"},
    {"{\"version\": 8, \"sources\": {}}", "layers: missing, expected an array"},
    {"{\"version\": 8, \"sources\": {}, \"layers\": [], \"glyphs\": 1}",
     "glyphs: expected a text, found a number"},
    {"{\"version\": 8, \"sources\": {}, \"layers\": [], \"terrain\": {}}",
     "terrain: unknown or not supported"},
    {"{\"version\": 8, \"sources\": {}, \"layers\": [], \"sprit\": \"x\"}",
     "sprit: unknown or not supported; did you mean \"sprite\"?"},
    {"{\"version\": 8, \"sources\": {\"r\": {\"type\": \"raster\"}}, \"layers\": []}",
     "sources.r.type: sources of type \"raster\" are not supported"},
    {"{\"version\": 8, \"sources\": {\"r\": {\"type\": \"vector\", \"url\": \"https://a.b\"}}, "
     "\"layers\": []}",
     "sources.r.url: \"https://a.b\": the only vector source is \"onemap://store\""},
    {"{\"version\": 8, \"sources\": {\"g\": {\"type\": \"geojson\", \"data\": "
     "\"https://a.b/c\"}}, \"layers\": []}",
     "sources.g.data: \"https://a.b/c\": only files beside the style are read"},
    {"{\"version\": 8, \"sources\": {\"g\": {\"type\": \"geojson\", \"data\": {}, \"cluster\": "
     "true}}, \"layers\": []}",
     "sources.g.cluster: unknown or not supported"},
    {WITH("1"), "layers[0]: expected an object, found a number"},
    {WITH("{\"type\": \"line\"}"), "layers[0].id: missing"},
    {WITH("{\"id\": \"a\"}"), "layers[0].type: missing"},
    {WITH("{\"id\": \"a\", \"type\": \"heatmap\"}"),
     "layers[0].type: layers of type \"heatmap\" are not supported; background, fill"},
    {WITH("{\"id\": \"a\", \"type\": \"background\"}, {\"id\": \"a\", \"type\": \"background\"}"),
     "layers[1].id: layers[0] is called \"a\" already"},
    {WITH("{\"id\": \"a\", \"type\": \"background\", \"source\": \"s\"}"),
     "layers[0].source: a background has no source"},
    {WITH("{\"id\": \"a\", \"type\": \"background\", \"paint\": {\"background-color\": [\"get\", "
          "\"x\"]}}"),
     "layers[0].paint.background-color: a background has no features"},
    {WITH("{\"id\": \"a\", \"type\": \"fill\"}"), "layers[0].source: missing"},
    {WITH("{\"id\": \"a\", \"type\": \"fill\", \"source\": \"x\"}"),
     "layers[0].source: no source is called \"x\""},
    {WITH("{\"id\": \"a\", \"type\": \"fill\", \"source\": \"s\"}"),
     "layers[0].source-layer: missing"},
    {WITH("{\"id\": \"a\", \"type\": \"fill\", \"source\": \"s\", \"source-layer\": \"roads\"}"),
     "layers[0].source-layer: the store has no layer \"roads\"; did you mean \"road\"?"},
    {LINE("\"ref\": \"b\""), "layers[0].ref: unknown or not supported"},
    {LINE("\"minzoom\": 25"), "layers[0].minzoom: zoom 25 is not within 0..24"},
    {LINE("\"layout\": {\"visibility\": \"maybe\"}"),
     "layers[0].layout.visibility: \"maybe\" is not one of visible, none"},
    {LINE("\"filter\": [\"==\", [\"get\", \"clas\"], \"x\"]"),
     "layers[0].filter[1][1]: layer road has no column \"clas\"; did you mean \"class\"?"},
    {LINE("\"filter\": [\"get\", \"name\", 1]"),
     "layers[0].filter[2]: expected object, found number"},
    {LINE("\"filter\": \"x\""), "layers[0].filter: expected an array, found a text"},
    {LINE("\"filter\": [\"+\", 1, 2]"), "layers[0].filter: expected boolean, found number"},
};

static void each_is_refused_with_its_path(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_styles / sizeof *bad_styles; i++) {
        om_error err = {0};
        om_style *style = NULL;
        CHECK_FAILS(om_style_parse(bad_styles[i].text, strlen(bad_styles[i].text), "test.json",
                                   &style, &err),
                    OM_ERR_STYLE, bad_styles[i].words);
        CHECK(!style);
    }
}

static void a_document_nested_too_deep_is_refused(void **state)
{
    (void)state;
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, "{\"version\": 8, \"metadata\": ");
    for (int i = 0; i < 200; i++)
        om_text_add(&text, "[");
    for (int i = 0; i < 200; i++)
        om_text_add(&text, "]");
    om_text_add(&text, ", \"sources\": {}, \"layers\": []}");
    om_error err = {0};
    om_style *style = NULL;
    CHECK_FAILS(om_style_parse(text.bytes, text.length, "test.json", &style, &err), OM_ERR_STYLE,
                "nested deeper than 128 levels");
}

static void too_many_layers_are_refused(void **state)
{
    (void)state;
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, "{\"version\": 8, \"sources\": {}, \"layers\": [0");
    for (int i = 0; i < OM_STYLE_MAX_LAYERS; i++)
        om_text_add(&text, ",0");
    om_text_add(&text, "]}");
    om_error err = {0};
    om_style *style = NULL;
    CHECK_FAILS(om_style_parse(text.bytes, text.length, "test.json", &style, &err), OM_ERR_STYLE,
                "layers: 1001 layers, more than 1000");
}

static void too_long_a_document_is_refused(void **state)
{
    (void)state;
    om_error err = {0};
    om_style *style = NULL;
    CHECK_FAILS(om_style_parse("{}", OM_STYLE_MAX_BYTES + 1, "test.json", &style, &err),
                OM_ERR_STYLE, "more than 10485760");
}

static void a_missing_file_is_not_found(void **state)
{
    (void)state;
    om_error err = {0};
    om_style *style = NULL;
    CHECK_FAILS(om_style_open("no/such/style.json", &style, &err), OM_ERR_NOT_FOUND,
                "no/such/style.json");
}

static void geojson_sources_are_inline_or_files_beside_the_style(void **state)
{
    (void)state;
    static const char text[] =
        "{\"version\": 8, \"sources\": {\"a\": {\"type\": \"geojson\", \"data\": {\"type\": "
        "\"FeatureCollection\"}}, \"b\": {\"type\": \"geojson\", \"data\": \"b.geojson\"}}, "
        "\"layers\": [{\"id\": \"l\", \"type\": \"fill\", \"source\": \"b\", \"filter\": "
        "[\"has\", \"anything\"]}]}";
    om_error err = {0};
    om_style *parsed = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), "styles/test.json", &parsed, &err));
    OM_AUTO(om_style) style = parsed;
    CHECK_INT(om_style_source_at(style, 0)->kind, OM_STYLE_SOURCE_INLINE);
    CHECK(om_style_source_at(style, 0)->data);
    CHECK_INT(om_style_source_at(style, 1)->kind, OM_STYLE_SOURCE_FILE);
    CHECK_TEXT(om_style_source_at(style, 1)->path, "styles/b.geojson");
    CHECK_TEXT(om_style_table_at(style, 0)->columns[0], "anything");
    CHECK_TEXT(om_style_name(style), "test.json");
}

OM_TESTS(test(each_is_refused_with_its_path), test(a_document_nested_too_deep_is_refused),
         test(too_many_layers_are_refused), test(too_long_a_document_is_refused),
         test(a_missing_file_is_not_found),
         test(geojson_sources_are_inline_or_files_beside_the_style))

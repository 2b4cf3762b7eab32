/* Styles open, list what they have, and evaluate their properties for features. */
#include "tests/support/check.h"

#include <dirent.h>
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "engine/style/style.h"

static om_style *style_of(const char *text)
{
    om_error err = {0};
    om_style *style = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), "styles/test.json", &style, &err));
    return style;
}

/* A style of one layer on the roads of the store. */
static om_style *style_of_layer(const char *members)
{
    char text[4096];
    snprintf(text, sizeof text,
             "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"vector\", \"url\": "
             "\"onemap://store\"}}, \"layers\": [{\"id\": \"a\", \"source\": \"s\", "
             "\"source-layer\": \"road\", %s}]}",
             members);
    return style_of(text);
}

static const om_style_layer *only_layer(const om_style *style)
{
    return om_style_layer_at(style, 0);
}

static void every_shipped_style_opens(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *folder = om_arena_format(arena, "%s/styles", getenv("ONEMAP_TEST_SOURCE"));
    DIR *files = opendir(folder);
    CHECK(files);
    size_t count = 0;
    for (struct dirent *file; (file = readdir(files));) {
        if (!om_text_ends(file->d_name, ".json") || strcmp(file->d_name, "palettes.json") == 0)
            continue;
        om_error err = {0};
        om_style *opened = NULL;
        CHECK_OK(
            om_style_open(om_arena_format(arena, "%s/%s", folder, file->d_name), &opened, &err));
        OM_AUTO(om_style) style = opened;
        CHECK(om_style_layer_count(style) > 5);
        count++;
    }
    closedir(files);
    CHECK(count >= 6);
}

/* Whatever a style may name as an icon, with every value that its attributes can have. */
static void check_icons(const om_style *style, const om_style_layer *layer, om_arena *arena)
{
    static const char *const kinds[] = {"gas_station", "tank", "substation", "chemical", "?"};
    om_datum *values = OM_ARENA_ARRAY(arena, om_datum, layer->table->column_count);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        for (size_t i = 0; i < layer->table->column_count; i++)
            values[i] = om_datum_text(kinds[k]);
        const om_evaluation evaluation = {.zoom = 14, .values = values, .arena = arena};
        const char *icon = om_style_text(layer, OM_PROPERTY_ICON_IMAGE, &evaluation);
        const char *path = om_style_icon_path(style, icon, arena);
        if (!path || !om_file_exists(path))
            fail_msg("layer %s: no file for the icon \"%s\"", layer->id, icon);
    }
}

static void every_icon_of_a_shipped_style_has_its_file(void **state)
{
    (void)state;
    static const char *const names[] = {"base", "four-colour", "coverage", "shelter"};
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        om_error err = {0};
        om_style *opened = NULL;
        CHECK_OK(om_style_open(
            om_arena_format(arena, "%s/styles/%s.json", getenv("ONEMAP_TEST_SOURCE"), names[n]),
            &opened, &err));
        OM_AUTO(om_style) style = opened;
        for (size_t i = 0; i < om_style_layer_count(style); i++) {
            const om_style_layer *layer = om_style_layer_at(style, i);
            if (layer->kind == OM_STYLE_SYMBOL && om_style_is_set(layer, OM_PROPERTY_ICON_IMAGE))
                check_icons(style, layer, arena);
        }
    }
}

static void the_base_map_shows_every_loaded_layer(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_error err = {0};
    om_style *opened = NULL;
    CHECK_OK(
        om_style_open(om_arena_format(arena, "%s/styles/base.json", getenv("ONEMAP_TEST_SOURCE")),
                      &opened, &err));
    OM_AUTO(om_style) style = opened;
    size_t layer_count;
    const om_layer *const *layers = om_layers(&layer_count);
    for (size_t l = 0; l < layer_count; l++) {
        bool shown = layers[l]->origin == OM_LAYER_RESULT;
        for (size_t i = 0; i < om_style_table_count(style); i++)
            shown = shown || om_style_table_at(style, i)->layer == layers[l];
        if (!shown)
            fail_msg("styles/base.json draws nothing of layer %s", layers[l]->name);
    }
}

static void a_table_lists_each_column_once(void **state)
{
    (void)state;
    OM_AUTO(om_style)
    style = style_of(
        "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"vector\", \"url\": "
        "\"onemap://store\"}}, \"layers\": ["
        "{\"id\": \"a\", \"type\": \"line\", \"source\": \"s\", \"source-layer\": \"road\", "
        "\"filter\": [\"==\", \"class\", \"primary\"]},"
        "{\"id\": \"b\", \"type\": \"symbol\", \"source\": \"s\", \"source-layer\": \"road\", "
        "\"filter\": [\"has\", \"name\"], \"layout\": {\"text-field\": \"{name} {class}\"}},"
        "{\"id\": \"c\", \"type\": \"fill\", \"source\": \"s\", \"source-layer\": \"water\"}]}");
    CHECK_INT(om_style_table_count(style), 2);
    const om_style_table *road = om_style_table_at(style, 0);
    CHECK_TEXT(road->layer->name, "road");
    CHECK_INT(road->column_count, 2);
    CHECK_TEXT(road->columns[0], "class");
    CHECK_TEXT(road->columns[1], "name");
    CHECK_INT(om_style_table_at(style, 1)->column_count, 0);
    CHECK(om_style_layer_at(style, 1)->table == road);
}

static void a_layer_shows_from_its_first_zoom_up_to_its_last(void **state)
{
    (void)state;
    OM_AUTO(om_style)
    style = style_of_layer("\"type\": \"line\", \"minzoom\": 5, \"maxzoom\": 9.5");
    const om_style_layer *layer = only_layer(style);
    CHECK(!om_style_layer_shows(layer, 4.99));
    CHECK(om_style_layer_shows(layer, 5));
    CHECK(om_style_layer_shows(layer, 9.49));
    CHECK(!om_style_layer_shows(layer, 9.5));
}

static void a_hidden_layer_never_shows(void **state)
{
    (void)state;
    OM_AUTO(om_style)
    style = style_of_layer("\"type\": \"line\", \"layout\": {\"visibility\": \"none\"}");
    CHECK(!om_style_layer_shows(only_layer(style), 5));
}

static void what_is_not_set_has_the_default_of_the_specification(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style) style = style_of_layer("\"type\": \"symbol\"");
    const om_style_layer *layer = only_layer(style);
    const om_evaluation evaluation = {.zoom = 10, .arena = arena};
    const double *four;
    const char *const *fonts;
    const int *anchors;
    CHECK_NEAR(om_style_number(layer, OM_PROPERTY_TEXT_SIZE, &evaluation), 16, 0);
    CHECK_TEXT(om_style_text(layer, OM_PROPERTY_TEXT_FIELD, &evaluation), "");
    CHECK_INT(om_style_choice(layer, OM_PROPERTY_TEXT_ANCHOR, &evaluation), OM_STYLE_ANCHOR_CENTER);
    CHECK(om_style_flag(layer, OM_PROPERTY_TEXT_KEEP_UPRIGHT, &evaluation));
    CHECK_NEAR(om_style_colour(layer, OM_PROPERTY_TEXT_HALO_COLOR, &evaluation).alpha, 0, 0);
    CHECK_INT(om_style_numbers(layer, OM_PROPERTY_ICON_PADDING, &evaluation, &four), 4);
    CHECK_NEAR(four[3], 2, 0);
    CHECK_INT(om_style_texts(layer, OM_PROPERTY_TEXT_FONT, &evaluation, &fonts), 2);
    CHECK_TEXT(fonts[0], "Open Sans Regular");
    CHECK_INT(om_style_choices(layer, OM_PROPERTY_TEXT_VARIABLE_ANCHOR, &evaluation, &anchors), 0);
    CHECK(isnan(om_style_number(layer, OM_PROPERTY_SYMBOL_SORT_KEY, &evaluation)));
    CHECK(!om_style_is_set(layer, OM_PROPERTY_TEXT_SIZE));
    CHECK_INT(om_style_depends(layer, OM_PROPERTY_TEXT_SIZE), 0);
}

static void properties_hang_on_what_their_expressions_ask_for(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style)
    style = style_of_layer(
        "\"type\": \"line\", \"paint\": {\"line-color\": [\"match\", [\"get\", \"class\"], "
        "\"primary\", \"#102030\", \"#FFFFFF\"], \"line-width\": [\"interpolate\", [\"linear\"], "
        "[\"zoom\"], 10, 1, 12, [\"match\", [\"get\", \"class\"], \"primary\", 5, 3]], "
        "\"line-opacity\": [\"step\", [\"zoom\"], 0.5, 12, 1], \"line-dasharray\": [2, 1]}");
    const om_style_layer *layer = only_layer(style);
    CHECK_INT(om_style_depends(layer, OM_PROPERTY_LINE_COLOR), OM_DEPENDS_ON_FEATURE);
    CHECK_INT(om_style_depends(layer, OM_PROPERTY_LINE_OPACITY), OM_DEPENDS_ON_ZOOM);
    CHECK_INT(om_style_depends(layer, OM_PROPERTY_LINE_WIDTH),
              OM_DEPENDS_ON_ZOOM | OM_DEPENDS_ON_FEATURE);
    CHECK_INT(om_style_depends(layer, OM_PROPERTY_LINE_DASHARRAY), 0);

    const om_datum primary = om_datum_text("primary");
    const om_evaluation evaluation = {.zoom = 11, .values = &primary, .arena = arena};
    const om_colour colour = om_style_colour(layer, OM_PROPERTY_LINE_COLOR, &evaluation);
    const double *dashes;
    CHECK_NEAR(colour.red * 255, 0x10, 1e-12);
    CHECK_NEAR(colour.blue * 255, 0x30, 1e-12);
    CHECK_NEAR(om_style_number(layer, OM_PROPERTY_LINE_WIDTH, &evaluation), 3, 1e-12);
    CHECK_INT(om_style_numbers(layer, OM_PROPERTY_LINE_DASHARRAY, &evaluation, &dashes), 2);
    CHECK_NEAR(dashes[0], 2, 0);
}

static void a_failing_expression_gives_the_default(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style)
    style = style_of_layer(
        "\"type\": \"line\", \"paint\": {\"line-width\": [\"get\", \"name\"], \"line-color\": "
        "[\"get\", \"class\"], \"line-opacity\": [\"get\", \"level\"]}, \"layout\": {\"line-cap\": "
        "[\"get\", \"name\"]}");
    const om_style_layer *layer = only_layer(style);
    const om_datum values[] = {om_datum_text("wide"), om_datum_text("no colour"),
                               om_datum_number(7)};
    const om_evaluation evaluation = {.zoom = 11, .values = values, .arena = arena};
    CHECK_INT(om_style_table_at(style, 0)->column_count, 3);
    CHECK_NEAR(om_style_number(layer, OM_PROPERTY_LINE_WIDTH, &evaluation), 1, 0);
    CHECK_NEAR(om_style_colour(layer, OM_PROPERTY_LINE_COLOR, &evaluation).alpha, 1, 0);
    CHECK_INT(om_style_choice(layer, OM_PROPERTY_LINE_CAP, &evaluation), OM_STYLE_CAP_BUTT);
}

static void numbers_are_held_within_their_range(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style)
    style =
        style_of_layer("\"type\": \"line\", \"paint\": {\"line-opacity\": [\"get\", \"level\"]}");
    const om_datum level = om_datum_number(7);
    const om_evaluation evaluation = {.values = &level, .arena = arena};
    CHECK_NEAR(om_style_number(only_layer(style), OM_PROPERTY_LINE_OPACITY, &evaluation), 1, 0);
}

static void a_text_has_its_tokens_replaced_and_its_case_changed(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style)
    style =
        style_of_layer("\"type\": \"symbol\", \"layout\": {\"text-field\": \"{name} ({class})\", "
                       "\"text-transform\": \"uppercase\"}");
    const om_datum values[] = {om_datum_text("Main"), {0}};
    const om_evaluation evaluation = {.values = values, .arena = arena};
    CHECK_TEXT(om_style_text(only_layer(style), OM_PROPERTY_TEXT_FIELD, &evaluation), "MAIN ()");
    CHECK_INT(om_style_depends(only_layer(style), OM_PROPERTY_TEXT_FIELD), OM_DEPENDS_ON_FEATURE);
}

static void a_filter_lets_through_what_it_says(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style)
    style = style_of_layer(
        "\"type\": \"line\", \"filter\": [\"in\", \"class\", \"primary\", \"trunk\"]");
    om_datum class = om_datum_text("trunk");
    const om_evaluation evaluation = {.values = &class, .arena = arena};
    CHECK(om_style_filter(only_layer(style), &evaluation));
    class = om_datum_text("service");
    CHECK(!om_style_filter(only_layer(style), &evaluation));
    class = (om_datum){0};
    CHECK(!om_style_filter(only_layer(style), &evaluation));
    CHECK_INT(om_style_filter_depends(only_layer(style)), OM_DEPENDS_ON_FEATURE);
}

static void an_icon_cannot_lead_out_of_the_sprite_folder(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style)
    style = style_of("{\"version\": 8, \"sprite\": \"symbols\", \"sources\": {}, \"layers\": []}");
    CHECK_TEXT(om_style_icon_path(style, "tank", arena), "styles/symbols/tank.svg");
    CHECK(!om_style_icon_path(style, "../../secret", arena));
    CHECK(!om_style_icon_path(style, "..", arena));
    CHECK(!om_style_icon_path(style, "", arena));
}

OM_TESTS(test(every_shipped_style_opens), test(every_icon_of_a_shipped_style_has_its_file),
         test(the_base_map_shows_every_loaded_layer), test(a_table_lists_each_column_once),
         test(a_layer_shows_from_its_first_zoom_up_to_its_last), test(a_hidden_layer_never_shows),
         test(what_is_not_set_has_the_default_of_the_specification),
         test(properties_hang_on_what_their_expressions_ask_for),
         test(a_failing_expression_gives_the_default), test(numbers_are_held_within_their_range),
         test(a_text_has_its_tokens_replaced_and_its_case_changed),
         test(a_filter_lets_through_what_it_says),
         test(an_icon_cannot_lead_out_of_the_sprite_folder))

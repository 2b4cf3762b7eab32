/* A legend tells what the style shows, in the words of the layers. */
#include "tests/support/check.h"

#include <stdlib.h>

#include "engine/style/colour.h"
#include "engine/style/legend.h"

static om_style *opened(const char *name)
{
    om_error err = {0};
    om_style *style = NULL;
    char path[512];
    snprintf(path, sizeof path, "%s/styles/%s", getenv("ONEMAP_TEST_SOURCE"), name);
    CHECK_OK(om_style_open(path, &style, &err));
    return style;
}

static size_t position(const om_legend_entry *entries, size_t count, const char *title)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(entries[i].title, title) == 0)
            return i;
    return count;
}

static void the_four_colours_are_told_with_their_words(void **state)
{
    (void)state;
    static const struct {
        const char *title, *title_zh, *value, *colour, *pattern;
    } expected[] = {
        {"Major", "重大风险", "1", "#B90000", "hatch_1"},
        {"Considerable", "较大风险", "2", "#F07800", "hatch_2"},
        {"Moderate", "一般风险", "3", "#FFFF8C", "hatch_3"},
        {"Low", "低风险", "4", "#0070C0", "hatch_4"},
        {"Ungraded", "未评估", NULL, "#BEBEBE", NULL},
    };
    OM_AUTO(om_style) style = opened("four-colour.json");
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_legend_entry *entries = NULL;
    const size_t count = om_legend_entries(style, 11, arena, &entries);
    const size_t heading = position(entries, count, "Risk grade");
    CHECK(heading + 5 < count);
    CHECK_INT(entries[heading].swatch, OM_LEGEND_HEADING);
    CHECK_TEXT(entries[heading].title_zh, "风险等级");
    for (size_t i = 0; i < 5; i++) {
        const om_legend_entry *entry = &entries[heading + 1 + i];
        char colour[OM_COLOUR_SIZE];
        om_colour_write(entry->colour, colour);
        CHECK_INT(entry->swatch, OM_LEGEND_FILL);
        CHECK(entry->is_class);
        CHECK_TEXT(entry->title, expected[i].title);
        CHECK_TEXT(entry->title_zh, expected[i].title_zh);
        CHECK_TEXT(colour, expected[i].colour);
        CHECK((entry->value == NULL) == (expected[i].value == NULL));
        if (entry->value)
            CHECK_TEXT(entry->value, expected[i].value);
        if (entry->value)
            CHECK_TEXT(entry->pattern, expected[i].pattern);
        else
            CHECK(!entry->pattern);
    }
}

static void symbols_come_before_the_ground(void **state)
{
    (void)state;
    OM_AUTO(om_style) style = opened("base.json");
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_legend_entry *entries = NULL;
    const size_t count = om_legend_entries(style, 15, arena, &entries);
    const size_t station = position(entries, count, "Fire stations");
    const size_t roads = position(entries, count, "Main roads");
    const size_t parks = position(entries, count, "Parks");
    CHECK(station < roads && roads < parks && parks < count);
    CHECK_INT(entries[station].swatch, OM_LEGEND_ICON);
    CHECK_TEXT(entries[station].icon, "fire_station");
    CHECK_INT(entries[roads].swatch, OM_LEGEND_LINE);
    CHECK(entries[roads].width_px > 0);
}

static void kinds_of_sources_have_their_icons(void **state)
{
    (void)state;
    OM_AUTO(om_style) style = opened("base.json");
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_legend_entry *entries = NULL;
    const size_t count = om_legend_entries(style, 15, arena, &entries);
    const size_t filling = position(entries, count, "Filling stations");
    CHECK(filling < count);
    CHECK_TEXT(entries[filling].icon, "gas_station");
    CHECK_TEXT(entries[filling].title_zh, "加油站");
}

static void what_does_not_show_at_the_zoom_is_not_told(void **state)
{
    (void)state;
    OM_AUTO(om_style) style = opened("base.json");
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_legend_entry *entries = NULL;
    const size_t count = om_legend_entries(style, 8, arena, &entries);
    CHECK_INT(position(entries, count, "Buildings"), count);
}

static void steps_are_told_as_ranges(void **state)
{
    (void)state;
    static const char text[] =
        "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"vector\", \"url\": "
        "\"onemap://store\"}}, \"layers\": [{\"id\": \"a\", \"type\": \"fill\", \"source\": \"s\", "
        "\"source-layer\": \"shelter_area\", \"paint\": {\"fill-color\": [\"case\", [\"has\", "
        "\"m2_per_person\"], [\"step\", [\"get\", \"m2_per_person\"], \"#100000\", 1, "
        "\"#200000\", 1.5, \"#300000\"], \"#400000\"]}},"
        "{\"id\": \"b\", \"type\": \"fill\", \"source\": \"s\", \"source-layer\": \"water\", "
        "\"metadata\": {\"onemap:legend\": false}},"
        "{\"id\": \"c\", \"type\": \"fill\", \"source\": \"s\", \"source-layer\": \"landuse\"}]}";
    static const char *const titles[] = {
        "Land use", "Shelter area a resident", "< 1", "1–1.5", "≥ 1.5", "No data"};
    om_error err = {0};
    om_style *parsed = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), "test.json", &parsed, &err));
    OM_AUTO(om_style) style = parsed;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_legend_entry *entries = NULL;
    CHECK_INT(om_legend_entries(style, 8, arena, &entries), 6);
    for (size_t i = 0; i < 6; i++)
        CHECK_TEXT(entries[i].title, titles[i]);
    CHECK_NEAR(entries[2].colour.red * 255, 0x10, 1e-9);
    CHECK_NEAR(entries[3].colour.red * 255, 0x20, 1e-9);
    CHECK_NEAR(entries[4].colour.red * 255, 0x30, 1e-9);
    CHECK_NEAR(entries[5].colour.red * 255, 0x40, 1e-9);
}

OM_TESTS(test(the_four_colours_are_told_with_their_words), test(symbols_come_before_the_ground),
         test(kinds_of_sources_have_their_icons), test(what_does_not_show_at_the_zoom_is_not_told),
         test(steps_are_told_as_ranges))

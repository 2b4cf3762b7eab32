/* Palettes are exact, and a style takes on another one role by role and in nothing else. */
#include "tests/support/check.h"

#include <stdlib.h>

#include "engine/base/text.h"
#include "engine/style/colour.h"
#include "engine/style/palette.h"
#include "engine/style/style.h"

static void check_palette(const char *name, const char *const colours[5])
{
    static const char *const roles[] = {"1", "2", "3", "4", "ungraded"};
    om_error err = {0};
    om_palette palette;
    CHECK_OK(om_palette_read(name, &palette, &err));
    for (size_t i = 0; i < 5; i++) {
        om_colour colour;
        char written[OM_COLOUR_SIZE];
        CHECK(om_palette_colour(&palette, roles[i], &colour));
        om_colour_write(colour, written);
        CHECK_TEXT(written, colours[i]);
    }
    om_palette_clear(&palette);
}

static void the_palettes_are_the_documented_ones(void **state)
{
    (void)state;
    static const char *const safe4[] = {"#B90000", "#F07800", "#FFFF8C", "#0070C0", "#BEBEBE"};
    static const char *const gov4[] = {"#FF0000", "#FF8000", "#FFFF00", "#0070FF", "#BEBEBE"};
    check_palette("safe4", safe4);
    check_palette("gov4", gov4);
}

static void an_unknown_palette_is_not_found(void **state)
{
    (void)state;
    om_error err = {0};
    om_palette palette;
    CHECK_FAILS(om_palette_read("safe5", &palette, &err), OM_ERR_NOT_FOUND,
                "no palette \"safe5\"; there are safe4, gov4");
}

static om_style *opened(const char *name)
{
    om_error err = {0};
    om_style *style = NULL;
    char path[512];
    snprintf(path, sizeof path, "%s/styles/%s", getenv("ONEMAP_TEST_SOURCE"), name);
    CHECK_OK(om_style_open(path, &style, &err));
    return style;
}

static const om_style_layer *layer_called(const om_style *style, const char *id)
{
    for (size_t i = 0; i < om_style_layer_count(style); i++)
        if (strcmp(om_style_layer_at(style, i)->id, id) == 0)
            return om_style_layer_at(style, i);
    fail_msg("no layer %s", id);
    return NULL;
}

/* The fill of a district of `grade`, which is the style's only column there. */
static void check_fill(const om_style *style, om_datum grade, const char *expected)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_evaluation evaluation = {.zoom = 11, .values = &grade, .arena = arena};
    const om_style_layer *risk = layer_called(style, "risk");
    char written[OM_COLOUR_SIZE];
    om_colour_write(om_style_colour(risk, OM_PROPERTY_FILL_COLOR, &evaluation), written);
    CHECK_TEXT(written, expected);
    CHECK_NEAR(om_style_number(risk, OM_PROPERTY_FILL_OPACITY, &evaluation), 1, 0);
}

static void four_colours_are_exact_in_both_palettes(void **state)
{
    (void)state;
    OM_AUTO(om_style) safe = opened("four-colour.json");
    om_error err = {0};
    om_style *recoloured = NULL;
    CHECK_OK(om_style_with_palette(safe, "gov4", &recoloured, &err));
    OM_AUTO(om_style) gov = recoloured;
    static const char *const safe4[] = {"#B90000", "#F07800", "#FFFF8C", "#0070C0"};
    static const char *const gov4[] = {"#FF0000", "#FF8000", "#FFFF00", "#0070FF"};
    for (int grade = 1; grade <= 4; grade++) {
        check_fill(safe, om_datum_number(grade), safe4[grade - 1]);
        check_fill(gov, om_datum_number(grade), gov4[grade - 1]);
    }
    check_fill(safe, (om_datum){0}, "#BEBEBE");
    check_fill(gov, (om_datum){0}, "#BEBEBE");
    CHECK_TEXT(om_style_palette(safe), "safe4");
    CHECK_TEXT(om_style_palette(gov), "gov4");
}

static void nothing_else_changes(void **state)
{
    (void)state;
    OM_AUTO(om_style) safe = opened("four-colour.json");
    om_error err = {0};
    om_style *there = NULL, *back = NULL;
    CHECK_OK(om_style_with_palette(safe, "gov4", &there, &err));
    OM_AUTO(om_style) gov = there;
    CHECK_OK(om_style_with_palette(gov, "safe4", &back, &err));
    OM_AUTO(om_style) again = back;
    OM_AUTO_MEMORY char *before = om_json_write_line(om_style_document(safe));
    OM_AUTO_MEMORY char *between = om_json_write_line(om_style_document(gov));
    OM_AUTO_MEMORY char *after = om_json_write_line(om_style_document(again));
    CHECK(strcmp(before, between) != 0);
    CHECK_TEXT(after, before);
    CHECK(!strstr(between, "#B90000"));
}

static void a_style_without_a_palette_cannot_change_it(void **state)
{
    (void)state;
    OM_AUTO(om_style) base = opened("base.json");
    om_error err = {0};
    om_style *other = NULL;
    CHECK_FAILS(om_style_with_palette(base, "gov4", &other, &err), OM_ERR_STYLE,
                "names no palette");
    CHECK_FAILS(om_style_with_palette(base, "gov5", &other, &err), OM_ERR_NOT_FOUND,
                "no palette \"gov5\"");
    CHECK(!other);
}

OM_TESTS(test(the_palettes_are_the_documented_ones), test(an_unknown_palette_is_not_found),
         test(four_colours_are_exact_in_both_palettes), test(nothing_else_changes),
         test(a_style_without_a_palette_cannot_change_it))

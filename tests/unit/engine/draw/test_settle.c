/* Texts dodge icons that are always drawn, and cover them only where they may and must. */
#include <stdlib.h>

#include "engine/draw/labels.h"
#include "engine/draw/level.h"
#include "engine/draw/sheet.h"
#include "tests/support/check.h"

/* How many texts are placed and left out at a place where `icon` is drawn on top. */
static om_label_tally tally_of(const char *text, const char *icon)
{
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *json = om_arena_format(
        arena,
        "{\"version\":8,\"sprite\":\"symbols\",\"sources\":{\"s\":{\"type\":\"geojson\",\"data\":"
        "{\"type\":\"Point\",\"coordinates\":[120.3,31.5]}}},\"layers\":["
        "{\"id\":\"text\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"text-field\":\"Ward\","
        "%s}},"
        "{\"id\":\"icon\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":{\"icon-image\":\"pin\","
        "\"icon-allow-overlap\":true,%s}}]}",
        text, icon);
    const char *path =
        om_arena_format(arena, "%s/tests/golden/settle.json", getenv("ONEMAP_TEST_SOURCE"));
    OM_AUTO(om_style) style = NULL;
    CHECK_OK(om_style_parse(json, strlen(json), path, &style, &err));
    const om_view view = {
        .center = {120.3, 31.5}, .zoom = 12, .width = 300, .height = 300, .scale = 1};
    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    CHECK_OK(om_map_open(NULL, style, &view, NULL, &map, &err));
    return om_labels_tally(map.level->labels, 0);
}

static const char blocks[] = "\"icon-ignore-placement\":false";
static const char anchors[] =
    "\"text-variable-anchor\":[\"center\",\"top\"],\"text-radial-offset\":3";
static const char near_anchors[] =
    "\"text-variable-anchor\":[\"center\",\"top\"],\"text-radial-offset\":0.1";

static void an_icon_that_is_always_drawn_keeps_texts_below_it_away(void **state)
{
    (void)state;
    CHECK_INT(tally_of("\"text-anchor\":\"center\"", blocks).left_out, 1);
    CHECK_INT(tally_of("\"text-anchor\":\"center\"", "\"icon-ignore-placement\":true").placed, 1);
}

static void a_text_takes_its_first_anchor_that_has_room(void **state)
{
    (void)state;
    CHECK_INT(tally_of(anchors, blocks).placed, 1);
    CHECK_INT(tally_of(near_anchors, blocks).left_out, 1);
}

static void a_text_that_may_overlap_does_so_as_a_last_resort(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *may = om_arena_format(arena, "%s,\"text-allow-overlap\":true", near_anchors);
    CHECK_INT(tally_of(may, blocks).placed, 1);
}

OM_TESTS(test(an_icon_that_is_always_drawn_keeps_texts_below_it_away),
         test(a_text_takes_its_first_anchor_that_has_room),
         test(a_text_that_may_overlap_does_so_as_a_last_resort))

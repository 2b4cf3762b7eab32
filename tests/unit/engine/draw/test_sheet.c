/* Sheets: nothing overflows, nothing is invented, lengths are true. */
#include "engine/draw/sheet.h"

#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/draw/sheet_parts.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static om_style *style(void)
{
    om_error err;
    static const char text[] =
        "{\"version\":8,\"sources\":{\"s\":{\"type\":\"geojson\",\"data\":{\"type\":\"Polygon\","
        "\"coordinates\":[[[120.2,31.5],[120.4,31.5],[120.4,31.6],[120.2,31.5]]]}}},\"layers\":[{"
        "\"id\":\"ground\",\"type\":\"background\",\"paint\":{\"background-color\":\"#f4f1ea\"}},"
        "{\"id\":\"risk\",\"type\":\"fill\",\"source\":\"s\",\"metadata\":{\"onemap:title\":"
        "{\"en\":\"Risk\",\"zh\":\"风险\"}},\"paint\":{\"fill-color\":\"#b90000\"}}]}";
    om_style *ret = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), "sheet.json", &ret, &err));
    return ret;
}

static void a_long_title_is_broken_not_cut(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) plain = style();
    const om_view view = {{120.3, 31.55}, 10, 500, 700, 2};
    const om_sheet sheet = {
        .title = "A title that is so long that it cannot possibly stand in one line of a sheet "
                 "that is only five hundred px wide",
        .producer = "Producer",
        .date = "2026-11-23"};
    const om_draw_options options = {.sheet = &sheet};
    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    OM_AUTO(om_picture) picture = om_picture_new(1000, 1400);
    CHECK_OK(om_sheet_draw(NULL, plain, &view, &options, picture, &map, &err));
    CHECK_INT(picture->width, 1000);
    CHECK_INT(picture->height, 1400);
    /* Nothing is written in the margins. */
    for (size_t y = 0; y < 1400; y++)
        for (size_t x = 0; x < 40; x++) {
            CHECK_INT(picture->pixels[y * 1000 + x], 0xffffffff);
            CHECK_INT(picture->pixels[y * 1000 + 999 - x], 0xffffffff);
        }
    CHECK(om_picture_count(picture, 0xffb90000) > 1000);
}

static void a_sheet_that_is_too_small_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) plain = style();
    const om_view view = {{120.3, 31.55}, 10, 200, 700, 1};
    const om_sheet sheet = {.title = "Small"};
    const om_draw_options options = {.sheet = &sheet};
    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    OM_AUTO(om_picture) picture = om_picture_new(200, 700);
    CHECK_FAILS(om_sheet_draw(NULL, plain, &view, &options, picture, &map, &err), OM_ERR_RANGE,
                "200 x 700");
}

static void lengths_of_scale_bars_are_round(void **state)
{
    (void)state;
    CHECK_NEAR(om_round_length_m(10, 199), 1000, 0);
    CHECK_NEAR(om_round_length_m(10, 200), 2000, 0);
    CHECK_NEAR(om_round_length_m(0.3, 180), 50, 0);
    CHECK_NEAR(om_round_length_m(10, 99), 500, 0);
}

static void an_approval_number_is_never_invented(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style) plain = style();
    const om_view view = {{120.3, 31.55}, 10, 100, 100, 1};
    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    CHECK_OK(om_map_open(NULL, plain, &view, NULL, &map, &err));
    om_sheet sheet = {.date = "2026-11-23", .producer = "应急局"};
    const char *const *lines;
    const om_sheet_words *words = om_sheet_words_in("zh");
    CHECK_OK(om_sheet_foot(NULL, &map, &sheet, words, arena, &lines, &err));
    CHECK_TEXT(lines[1], "编制单位：应急局    日期：2026-11-23");
    CHECK(!lines[2]);
    sheet.approval_no = "苏S(2026)1号";
    CHECK_OK(om_sheet_foot(NULL, &map, &sheet, words, arena, &lines, &err));
    CHECK(strstr(lines[1], "审图号：苏S(2026)1号"));
}

static void om_draw_writes_a_file_and_tells_what_it_drew(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_style) plain = style();
    const char *path = om_arena_format(arena, "%s/drawn.png", getenv("ONEMAP_TEST_SCRATCH"));
    om_view view = {{120.3, 31.55}, 10, 300, 200, 1};
    char *text = NULL;
    CHECK_OK(om_draw(NULL, plain, &view, NULL, path, &text, &err));
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    CHECK_NEAR(om_json_number(om_json_get(om_json_get(report, "layers"), "risk")), 1, 0);
    CHECK_NEAR(om_json_number(om_json_get(report, "width")), 300, 0);
    CHECK(om_file_exists(path));
    view.zoom = -3;
    CHECK_FAILS(om_draw(NULL, plain, &view, NULL, path, NULL, &err), OM_ERR_RANGE, "zoom -3");
    view.zoom = 10;
    CHECK_FAILS(
        om_draw(NULL, plain, &view, &(om_draw_options){.palette = "mauve"}, path, NULL, &err),
        OM_ERR_NOT_FOUND, "mauve");
}

OM_TESTS(test(a_long_title_is_broken_not_cut), test(a_sheet_that_is_too_small_is_refused),
         test(lengths_of_scale_bars_are_round), test(an_approval_number_is_never_invented),
         test(om_draw_writes_a_file_and_tells_what_it_drew))

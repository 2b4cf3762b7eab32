/* Pictures of styles with inline data, compared with golden ones: <case>.json and <case>.png. */
#include <stdlib.h>

#include "engine/draw/sheet.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static om_view view_of(const om_json *json)
{
    const om_json *center = om_json_get(json, "center");
    const double scale = om_json_number(om_json_get(json, "scale"));
    return (om_view){
        .center = {om_json_number(om_json_at(center, 0)), om_json_number(om_json_at(center, 1))},
        .zoom = om_json_number(om_json_get(json, "zoom")),
        .width = (uint32_t)om_json_number(om_json_get(json, "width")),
        .height = (uint32_t)om_json_number(om_json_get(json, "height")),
        .scale = scale > 0 ? scale : 1,
    };
}

static om_picture *drawn_case(const om_json *json, const char *path)
{
    om_error err;
    char *text = om_json_write_line(om_json_get(json, "style"));
    OM_AUTO(om_style) style = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), path, &style, &err));
    om_text_free(text);

    const om_view view = view_of(om_json_get(json, "view"));
    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    om_picture *picture = om_picture_new((uint32_t)rint(view.width * view.scale),
                                         (uint32_t)rint(view.height * view.scale));
    const om_json *lines = om_json_get(json, "sheet");
    const om_sheet sheet = {
        .title = om_json_text(om_json_get(lines, "title")),
        .subtitle = om_json_text(om_json_get(lines, "subtitle")),
        .producer = om_json_text(om_json_get(lines, "producer")),
        .approval_no = om_json_text(om_json_get(lines, "approval_no")),
        .date = om_json_text(om_json_get(lines, "date")),
        .language = om_json_text(om_json_get(lines, "language")),
    };
    const om_draw_options options = {.sheet = &sheet};
    if (lines) {
        CHECK_OK(om_sheet_draw(NULL, style, &view, &options, picture, &map, &err));
    } else {
        CHECK_OK(om_map_open(NULL, style, &view, NULL, &map, &err));
        CHECK_OK(om_map_draw(&map, picture, 0, 0, &err));
    }
    return picture;
}

static void looks_right(const char *name)
{
    om_error err;
    const char *source = getenv("ONEMAP_TEST_SOURCE");
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = om_arena_format(arena, "%s/tests/golden/%s.json", source, name);
    OM_AUTO(om_json) json = NULL;
    CHECK_OK(om_json_open(path, &json, &err));

    OM_AUTO(om_picture) picture = drawn_case(json, path);
    om_picture_check(picture, om_arena_format(arena, "%s/tests/golden/%s.png", source, name), name);
}

#define GOLDEN(name)                                                                               \
    static void name##_look_right(void **state)                                                    \
    {                                                                                              \
        (void)state;                                                                               \
        looks_right(#name);                                                                        \
    }

GOLDEN(fills)
GOLDEN(lines)
GOLDEN(circles)
GOLDEN(icons)
GOLDEN(labels)
GOLDEN(streets)
GOLDEN(grades)
GOLDEN(grades_at_2x)
GOLDEN(sheet)
GOLDEN(patterns)

OM_TESTS(test(fills_look_right), test(lines_look_right), test(circles_look_right),
         test(icons_look_right), test(labels_look_right), test(streets_look_right),
         test(grades_look_right), test(grades_at_2x_look_right), test(sheet_look_right),
         test(patterns_look_right))

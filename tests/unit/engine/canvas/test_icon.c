/* Icons. */
#include "engine/canvas/icon.h"

#include <stdlib.h>

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static const char *svg_file(om_arena *arena, const char *name, const char *text)
{
    om_error err;
    const char *path = om_arena_format(arena, "%s/%s", getenv("ONEMAP_TEST_SCRATCH"), name);
    CHECK_OK(om_file_write(path, text, strlen(text), &err));
    return path;
}

static void an_icon_is_as_large_as_its_factor_says(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = svg_file(arena, "square.svg",
                                "<svg xmlns='http://www.w3.org/2000/svg' width='10' height='6'>"
                                "<rect width='10' height='6' fill='#b90000'/></svg>");
    OM_AUTO(om_picture) twice = NULL;
    OM_AUTO(om_picture) turned = NULL;
    CHECK_OK(om_icon_draw(path, 2, 0, &twice, &err));
    CHECK_INT(twice->width, 20);
    CHECK_INT(twice->height, 12);
    CHECK_INT(om_picture_count(twice, 0xffb90000), 240);
    CHECK_OK(om_icon_draw(path, 1, 90, &turned, &err));
    CHECK_INT(turned->width, 6);
    CHECK_INT(turned->height, 10);
}

static void bad_icons_are_told_by_name(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_picture *icon = NULL;
    const char *bad = svg_file(arena, "bad.svg", "<svg");
    CHECK_FAILS(om_icon_draw(bad, 1, 0, &icon, &err), OM_ERR_DATA, "bad.svg");
    CHECK_FAILS(om_icon_draw("/nowhere/pin.svg", 1, 0, &icon, &err), OM_ERR_NOT_FOUND, "pin.svg");
    const char *large = svg_file(arena, "large.svg",
                                 "<svg xmlns='http://www.w3.org/2000/svg' width='9999' "
                                 "height='5'></svg>");
    CHECK_FAILS(om_icon_draw(large, 1, 0, &icon, &err), OM_ERR_RANGE, "9999");
    CHECK(!icon);
}

OM_TESTS(test(an_icon_is_as_large_as_its_factor_says), test(bad_icons_are_told_by_name))

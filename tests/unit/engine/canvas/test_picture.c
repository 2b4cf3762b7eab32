/* Pictures and PNG files. */
#include <stdlib.h>

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static const char *scratch(om_arena *arena, const char *name)
{
    return om_arena_format(arena, "%s/%s", getenv("ONEMAP_TEST_SCRATCH"), name);
}

static void a_picture_comes_back_from_its_file(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = scratch(arena, "picture.png");
    OM_AUTO(om_picture) picture = om_picture_new(3, 2);
    picture->pixels[0] = 0xffb90000;
    picture->pixels[4] = 0xff0070c0;
    picture->pixels[5] = 0x80000080; /* half of a blue */
    CHECK_OK(om_picture_write(picture, path, &err));

    OM_AUTO(om_picture) back = NULL;
    CHECK_OK(om_picture_read(path, &back, &err));
    CHECK_INT(back->width, 3);
    CHECK_INT(back->height, 2);
    for (size_t i = 0; i < 6; i++)
        CHECK_INT(back->pixels[i], picture->pixels[i]);
}

static void what_is_no_png_is_told_by_name(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = scratch(arena, "no.png");
    om_picture *picture = NULL;
    CHECK_OK(om_file_write(path, "no picture", 10, &err));
    CHECK_FAILS(om_picture_read(path, &picture, &err), OM_ERR_DATA, "no.png");
    CHECK_FAILS(om_picture_read("/nowhere/a.png", &picture, &err), OM_ERR_NOT_FOUND, "a.png");
    CHECK(!picture);
}

static void a_folder_that_is_not_there_is_a_disk_error(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_picture) picture = om_picture_new(1, 1);
    CHECK_FAILS(om_picture_write(picture, "/nowhere/at/all.png", &err), OM_ERR_DISK, "all.png");
}

OM_TESTS(test(a_picture_comes_back_from_its_file), test(what_is_no_png_is_told_by_name),
         test(a_folder_that_is_not_there_is_a_disk_error))

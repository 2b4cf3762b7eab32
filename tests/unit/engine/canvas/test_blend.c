/* Blending in whole numbers. */
#include "engine/canvas/blend.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static uint8_t full[9] = {255, 255, 255, 255, 255, 255, 255, 255, 255};

static void full_coverage_gives_the_colour_itself(void **state)
{
    (void)state;
    OM_AUTO(om_picture) picture = om_picture_new(8, 8);
    const om_mask mask = {.width = 3, .height = 3, .left = -1, .top = -1, .coverage = full};
    om_picture_blend_mask(picture, 4, 4, &mask, (om_colour){1, 1, 140 / 255.0, 1});
    CHECK_INT(om_picture_count(picture, 0xffffff8c), 9);
    CHECK_INT(picture->pixels[3 * 8 + 3], 0xffffff8c);
}

static void what_lies_outside_is_cut_off(void **state)
{
    (void)state;
    OM_AUTO(om_picture) picture = om_picture_new(8, 8);
    const om_mask mask = {.width = 3, .height = 3, .coverage = full};
    const om_colour black = {0, 0, 0, 1};
    om_picture_blend_mask(picture, -2, -2, &mask, black);
    om_picture_blend_mask(picture, 7, 7, &mask, black);
    om_picture_blend_mask(picture, 100, 3, &mask, black);
    om_picture_blend_mask(picture, 3, -100, &mask, black);
    CHECK_INT(om_picture_count(picture, 0xff000000), 2);
}

static void merging_keeps_the_greater_coverage(void **state)
{
    (void)state;
    uint8_t some[4] = {10, 200, 0, 40}, other[4] = {20, 100, 5, 30};
    om_mask onto = {.width = 2, .height = 2, .coverage = some};
    const om_mask mask = {.width = 2, .height = 2, .coverage = other};
    om_mask_merge(&onto, &mask, 0, 0);
    CHECK(some[0] == 20 && some[1] == 200 && some[2] == 5 && some[3] == 40);
}

static void half_of_white_over_black_is_grey(void **state)
{
    (void)state;
    OM_AUTO(om_picture) picture = om_picture_new(1, 1);
    OM_AUTO(om_picture) above = om_picture_new(1, 1);
    picture->pixels[0] = 0xff000000;
    above->pixels[0] = 0xffffffff;
    om_picture_blend(picture, 0, 0, above, 0.5);
    CHECK_INT(picture->pixels[0], 0xff808080);
}

OM_TESTS(test(full_coverage_gives_the_colour_itself), test(what_lies_outside_is_cut_off),
         test(merging_keeps_the_greater_coverage), test(half_of_white_over_black_is_grey))

/* Paths on pictures: exact where they lie on whole pixels. */
#include "engine/canvas/canvas.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static const om_colour red = {185 / 255.0, 0, 0, 1};
static const om_colour white = {1, 1, 1, 1};

static void add_square(om_canvas *canvas, double at, double side)
{
    om_canvas_move(canvas, (om_xy){at, at});
    om_canvas_line(canvas, (om_xy){at + side, at});
    om_canvas_line(canvas, (om_xy){at + side, at + side});
    om_canvas_line(canvas, (om_xy){at, at + side});
    om_canvas_close(canvas);
}

static void a_square_covers_its_pixels_and_no_other(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_picture) picture = om_picture_new(20, 20);
    OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
    om_canvas_clear(canvas, white);
    add_square(canvas, 5, 10);
    om_canvas_fill(canvas, red, true);
    CHECK_OK(om_canvas_status(canvas, &err));
    om_canvas_free(OM_TAKE(canvas));
    CHECK_INT(om_picture_count(picture, 0xffb90000), 100);
    CHECK_INT(om_picture_count(picture, 0xffffffff), 300);
}

static void parts_of_one_path_are_painted_once(void **state)
{
    (void)state;
    OM_AUTO(om_picture) picture = om_picture_new(20, 20);
    OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
    add_square(canvas, 2, 10);
    add_square(canvas, 6, 10);
    om_canvas_fill(canvas, (om_colour){0, 0, 1, 0.5}, true);
    om_canvas_free(OM_TAKE(canvas));
    CHECK_INT(om_picture_count(picture, picture->pixels[3 * 20 + 3]), 100 + 100 - 36);
}

static void a_gap_leaves_the_middle_of_a_line_as_it_was(void **state)
{
    (void)state;
    OM_AUTO(om_picture) picture = om_picture_new(20, 20);
    OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
    om_canvas_clear(canvas, white);
    om_canvas_move(canvas, (om_xy){0, 10});
    om_canvas_line(canvas, (om_xy){20, 10});
    const om_pen pen = {.colour = red, .width_px = 2, .gap_px = 4, .miter_limit = 2};
    om_canvas_stroke(canvas, &pen);
    om_canvas_free(OM_TAKE(canvas));
    CHECK_INT(om_picture_count(picture, 0xffb90000), 2 * 2 * 20);
    CHECK_INT(picture->pixels[10 * 20 + 10], 0xffffffff);
}

static void a_pattern_is_laid_side_by_side_from_its_origin(void **state)
{
    (void)state;
    OM_AUTO(om_picture) picture = om_picture_new(20, 20);
    OM_AUTO(om_picture) tile = om_picture_new(5, 5);
    tile->pixels[0] = 0xffb90000; /* its north-west pixel; the rest lets the ground through */
    OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
    om_canvas_clear(canvas, white);
    add_square(canvas, 5, 10);
    om_canvas_fill_pattern(canvas, tile, (om_xy){-3, -4}, 1, true);
    add_square(canvas, 17, 2);
    om_canvas_fill_pattern(canvas, tile, (om_xy){2, 2}, 0.5, true);
    om_canvas_free(OM_TAKE(canvas));
    CHECK_INT(om_picture_count(picture, 0xffb90000), 4); /* 2 x 2 of them within the square */
    CHECK_INT(picture->pixels[6 * 20 + 7], 0xffb90000);
    CHECK_INT(picture->pixels[11 * 20 + 12], 0xffb90000);
    CHECK_INT(picture->pixels[6 * 20 + 2], 0xffffffff);
    const uint32_t half = picture->pixels[17 * 20 + 17];
    CHECK_NEAR((double)(half >> 16 & 0xff), (0xb9 + 0xff) / 2.0, 1);
    CHECK_NEAR((double)(half & 0xff), 0x7f, 1);
}

OM_TESTS(test(a_square_covers_its_pixels_and_no_other), test(parts_of_one_path_are_painted_once),
         test(a_gap_leaves_the_middle_of_a_line_as_it_was),
         test(a_pattern_is_laid_side_by_side_from_its_origin))

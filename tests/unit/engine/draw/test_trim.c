/* Paths for a window: what is left out changes no pixel of it. */
#include "engine/draw/trim.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/picture.h"

enum { SIDE = 64 };

/* A window of SIDE px whose px are units of the world, at `left`, `top`. */
static om_frame frame_at(double left, double top)
{
    return (om_frame){
        .px_per_unit = 1, .left_px = left, .top_px = top, .width_px = SIDE, .height_px = SIDE};
}

static const om_colour black = {0, 0, 0, 1};

static om_picture *filled(const om_frame *frame, const om_vertex *ring, uint32_t count)
{
    om_run run = {0};
    om_picture *picture = om_picture_new(SIDE, SIDE);
    OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
    om_trim_ring(canvas, frame, ring, count, &run);
    om_canvas_fill(canvas, black, true);
    om_canvas_free(OM_TAKE(canvas));
    free(run.points);
    return picture;
}

static om_picture *stroked(const om_frame *frame, const om_vertex *line, uint32_t count,
                           const om_paint *paint, bool closed)
{
    om_run run = {0};
    om_picture *picture = om_picture_new(SIDE, SIDE);
    OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
    om_trim_line(canvas, frame, line, count, closed, paint, 20, &run);
    om_canvas_stroke(canvas, &paint->pen);
    om_canvas_free(OM_TAKE(canvas));
    free(run.points);
    return picture;
}

/* A spiral around the window, with hundreds of vertices outside of it and one arm through it. */
static void a_window_within_a_large_ring_is_covered(void **state)
{
    (void)state;
    om_vertex ring[400];
    for (uint32_t i = 0; i < 400; i++) {
        const double angle = i * 2 * M_PI / 400;
        ring[i] = (om_vertex){(uint32_t)(100000 + 90000 * cos(angle)),
                              (uint32_t)(100000 + 90000 * sin(angle))};
    }
    const om_frame inside = frame_at(100000, 100000), outside = frame_at(195000, 100000);
    OM_AUTO(om_picture) full = filled(&inside, ring, 400);
    OM_AUTO(om_picture) empty = filled(&outside, ring, 400);
    CHECK_INT(om_picture_count(full, 0xff000000), SIDE * SIDE);
    CHECK_INT(om_picture_count(empty, 0), SIDE * SIDE);
}

static void a_corner_of_a_far_ring_is_where_it_belongs(void **state)
{
    (void)state;
    const om_vertex ring[] = {{3000000000u, 3000000000u},
                              {3000000000u, 4000000000u},
                              {10, 4000000000u},
                              {10, 3000000000u}};
    const om_frame frame = frame_at(3000000000.0 - 32, 3000000000.0 - 32);
    OM_AUTO(om_picture) picture = filled(&frame, ring, 4);
    CHECK_INT(om_picture_count(picture, 0xff000000), 32 * 32);
    CHECK_INT(picture->pixels[31 * SIDE + 31], 0);
    CHECK_INT(picture->pixels[32 * SIDE + 31], 0xff000000);
}

/* Dashes count from the line's beginning: a window further on shows them in the same places. */
static void dashes_do_not_depend_on_the_window(void **state)
{
    (void)state;
    const om_vertex line[] = {{3, 1032}, {5000, 1032}};
    const om_paint paint = {.pen = {.colour = black, .width_px = 2, .miter_limit = 2},
                            .dashes_px = {7, 4},
                            .dash_count = 2};
    const om_frame here = frame_at(2000, 1000), there = frame_at(2020, 1000);
    OM_AUTO(om_picture) a = stroked(&here, line, 2, &paint, false);
    OM_AUTO(om_picture) b = stroked(&there, line, 2, &paint, false);
    CHECK(om_picture_count(a, 0xff000000) > 2 * 30);
    for (size_t x = 0; x < SIDE - 20; x++)
        CHECK_INT(a->pixels[32 * SIDE + x + 20], b->pixels[32 * SIDE + x]);
}

static void a_ring_s_corner_is_joined_where_the_ring_begins(void **state)
{
    (void)state;
    const om_vertex ring[] = {{1032, 1032}, {9000, 1032}, {9000, 9000}, {1032, 9000}};
    const om_paint paint = {
        .pen = {.colour = black, .width_px = 10, .miter_limit = 4, .join = OM_JOIN_MITER}};
    const om_frame frame = frame_at(1000, 1000);
    OM_AUTO(om_picture) picture = stroked(&frame, ring, 4, &paint, true);
    CHECK_INT(picture->pixels[28 * SIDE + 28], 0xff000000); /* the outer corner */
    CHECK_INT(picture->pixels[26 * SIDE + 26], 0);
}

static void an_offset_moves_a_line_to_its_right(void **state)
{
    (void)state;
    const om_vertex line[] = {{900, 1010}, {1200, 1010}};
    const om_paint paint = {.pen = {.colour = black, .width_px = 2, .miter_limit = 2},
                            .offset_px = 20};
    const om_frame frame = frame_at(1000, 1000);
    OM_AUTO(om_picture) picture = stroked(&frame, line, 2, &paint, false);
    CHECK_INT(picture->pixels[30 * SIDE + 5], 0xff000000);
    CHECK_INT(picture->pixels[10 * SIDE + 5], 0);
}

OM_TESTS(test(a_window_within_a_large_ring_is_covered),
         test(a_corner_of_a_far_ring_is_where_it_belongs), test(dashes_do_not_depend_on_the_window),
         test(a_ring_s_corner_is_joined_where_the_ring_begins),
         test(an_offset_moves_a_line_to_its_right))

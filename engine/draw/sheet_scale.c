/* The scale bar and the north arrow. */
#include <math.h>

#include "engine/canvas/canvas.h"
#include "engine/draw/sheet_parts.h"

/* A CSS px is a 96th of an inch. */
#define CSS_PX_M 0.000264583333

void om_sheet_fill(const om_typeset *on, om_place place, om_colour colour)
{
    OM_AUTO(om_canvas) canvas = om_canvas_new(on->picture);
    const double left = rint(place.x * on->scale), top = rint(place.y * on->scale);
    const double right = rint((place.x + place.width) * on->scale);
    const double bottom = rint((place.y + place.height) * on->scale);
    om_canvas_move(canvas, (om_xy){left, top});
    om_canvas_line(canvas, (om_xy){right, top});
    om_canvas_line(canvas, (om_xy){right, bottom});
    om_canvas_line(canvas, (om_xy){left, bottom});
    om_canvas_close(canvas);
    om_canvas_fill(canvas, colour, true);
}

void om_sheet_frame(const om_typeset *on, om_place place, om_colour colour, double width_px)
{
    const double w = width_px;
    om_sheet_fill(on, (om_place){place.x - w, place.y - w, place.width + 2 * w, w}, colour);
    om_sheet_fill(on, (om_place){place.x - w, place.y + place.height, place.width + 2 * w, w},
                  colour);
    om_sheet_fill(on, (om_place){place.x - w, place.y, w, place.height}, colour);
    om_sheet_fill(on, (om_place){place.x + place.width, place.y, w, place.height}, colour);
}

double om_round_length_m(double px_m, double max_px)
{
    const double most_m = px_m * max_px;
    const double ten = pow(10, floor(log10(most_m)));
    return most_m >= 5 * ten ? 5 * ten : most_m >= 2 * ten ? 2 * ten : ten;
}

static const char *length_text(double length_m, om_arena *arena)
{
    return length_m >= 1000 ? om_arena_format(arena, "%g km", length_m / 1000)
                            : om_arena_format(arena, "%g m", length_m);
}

/* Three digits that count, in groups of three. */
static const char *grouped(double number, om_arena *arena)
{
    const double step = pow(10, floor(log10(number)) - 2);
    char *digits = om_arena_format(arena, "%.0f", rint(number / step) * step);
    const char *text = "";
    for (long long left = (long long)(rint(number / step) * step); left > 0; left /= 1000) {
        digits = left >= 1000 ? om_arena_format(arena, "%03lld", left % 1000)
                              : om_arena_format(arena, "%lld", left);
        text = *text ? om_arena_format(arena, "%s %s", digits, text) : digits;
    }
    return text;
}

void om_scale_bar_draw(const om_typeset *on, const om_view *map, const om_sheet_words *words,
                       const om_inks *inks, om_xy at, double width_px)
{
    const double px_m = om_view_px_m(map);
    const om_type small = {11, false, inks->ink};
    const om_type quiet = {10, false, inks->quiet};
    const char *none = "0";
    /* The length's words stand centred below the bar's end and need room there. */
    const double length_m = om_round_length_m(px_m, width_px - 24);
    const double length_px = length_m / px_m;
    const char *length = length_text(length_m, on->arena);
    const double words_px = om_typeset_measure(on, length, &small, 0).x;
    const double height_px = 5;
    const int parts = 4;

    om_sheet_fill(on, (om_place){at.x - 1, at.y - 1, length_px + 2, height_px + 2}, inks->rule);
    for (int i = 0; i < parts; i++)
        om_sheet_fill(on,
                      (om_place){at.x + length_px * i / parts, at.y, length_px / parts, height_px},
                      i % 2 ? inks->paper : inks->rule);
    om_typeset_write(on, none, &small, (om_xy){at.x - 1, at.y + height_px + 3}, 0);
    om_typeset_write(
        on, length, &small,
        (om_xy){at.x + length_px - fmin(words_px / 2 + 4, words_px), at.y + height_px + 3}, 0);

    const char *scale = om_arena_format(on->arena, "%s%s1 : %s", words->scale, words->separator,
                                        grouped(px_m / CSS_PX_M, on->arena));
    om_typeset_write(on, scale, &quiet, (om_xy){at.x - 1, at.y + height_px + 20}, 0);
}

void om_north_arrow_draw(const om_typeset *on, const om_sheet_words *words, const om_inks *inks,
                         om_place place)
{
    const double s = on->scale;
    const om_type type = {12, true, inks->ink};
    const om_xy size = om_typeset_measure(on, words->north, &type, 0);
    om_typeset_write(on, words->north, &type,
                     (om_xy){place.x + (place.width - size.x) / 2, place.y}, 0);

    const double left = place.x * s, right = (place.x + place.width) * s;
    const double middle = (left + right) / 2;
    const double top = (place.y + size.y) * s, bottom = (place.y + place.height) * s;
    const double notch = bottom - (bottom - top) * 0.22;
    const om_pen pen = {
        .colour = inks->rule, .width_px = s, .miter_limit = 10, .join = OM_JOIN_MITER};
    OM_AUTO(om_canvas) canvas = om_canvas_new(on->picture);
    om_canvas_move(canvas, (om_xy){middle, top});
    om_canvas_line(canvas, (om_xy){right, bottom});
    om_canvas_line(canvas, (om_xy){middle, notch});
    om_canvas_close(canvas);
    om_canvas_fill_and_stroke(canvas, inks->paper, &pen);
    om_canvas_move(canvas, (om_xy){middle, top});
    om_canvas_line(canvas, (om_xy){left, bottom});
    om_canvas_line(canvas, (om_xy){middle, notch});
    om_canvas_close(canvas);
    om_canvas_fill_and_stroke(canvas, inks->rule, &pen);
}

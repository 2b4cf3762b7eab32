/* Where the glyphs of a text stand: about a place, or along a line. */
#include <math.h>
#include <string.h>

#include "engine/draw/labelling.h"

static om_xy turned(om_xy at, double turn_deg)
{
    const double angle = turn_deg * M_PI / 180;
    return (om_xy){at.x * cos(angle) - at.y * sin(angle), at.x * sin(angle) + at.y * cos(angle)};
}

static void widen(om_rect *box, om_xy at)
{
    box->min_x = fmin(box->min_x, at.x);
    box->min_y = fmin(box->min_y, at.y);
    box->max_x = fmax(box->max_x, at.x);
    box->max_y = fmax(box->max_y, at.y);
}

void om_stand_at(const om_words *words, const om_symbol_text *text, om_xy place,
                 om_style_anchor anchor, om_stand *stands, om_rect *box)
{
    const om_xy share = om_anchor_share(anchor);
    om_xy offset = text->offset_px;
    if (text->anchor_count > 1)
        offset = (om_xy){(1 - 2 * share.x) * fabs(offset.x), (1 - 2 * share.y) * fabs(offset.y)};
    /* From the place to the text's corner; upright text begins on a whole px, to be crisp. */
    om_xy corner = {offset.x - share.x * words->width_px, offset.y - share.y * words->height_px};
    if (text->turn_deg == 0)
        corner =
            (om_xy){rint(place.x + corner.x) - place.x,
                    rint(place.y + corner.y + words->baseline_px) - words->baseline_px - place.y};

    *box = (om_rect){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        const om_xy at = turned((om_xy){corner.x + (i & 1 ? words->width_px : 0),
                                        corner.y + (i & 2 ? words->height_px : 0)},
                                text->turn_deg);
        widen(box, (om_xy){place.x + at.x, place.y + at.y});
    }
    for (size_t i = 0; i < words->count; i++) {
        const om_glyph *glyph = &words->glyphs[i];
        const om_xy at = turned((om_xy){corner.x + glyph->x, corner.y + glyph->y}, text->turn_deg);
        stands[i] = (om_stand){glyph, place.x + at.x, place.y + at.y, text->turn_deg};
    }
}

om_xy om_path_at(const om_path *path, double length_px)
{
    size_t low = 0, high = path->count - 1;
    while (high - low > 1) {
        const size_t middle = (low + high) / 2;
        if (path->lengths_px[middle] <= length_px)
            low = middle;
        else
            high = middle;
    }
    const double step = path->lengths_px[high] - path->lengths_px[low];
    const double share = step > 0 ? (length_px - path->lengths_px[low]) / step : 0;
    const om_xy a = path->points[low];
    const om_xy b = path->points[high];
    return (om_xy){a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share};
}

static double direction_deg(om_xy from, om_xy to)
{
    return atan2(to.y - from.y, to.x - from.x) * 180 / M_PI;
}

static double between_deg(double a, double b)
{
    return fabs(remainder(a - b, 360));
}

bool om_stand_along(const om_words *words, const om_symbol_text *text, const om_path *path,
                    double middle_px, om_stand *stands, om_rect *boxes)
{
    const double total = path->lengths_px[path->count - 1];
    const double half = words->width_px / 2;
    if (middle_px - half < 0 || middle_px + half > total)
        return false;
    const om_xy begin = om_path_at(path, middle_px - half);
    const om_xy finish = om_path_at(path, middle_px + half);
    const bool reads_backwards = finish.x < begin.x || (finish.x == begin.x && finish.y < begin.y);
    const double way = reads_backwards && text->keeps_upright ? -1 : 1;
    /* The middle of capitals stands on the line. */
    const double below = words->baseline_px - words->middle_px + text->offset_px.y;

    for (size_t i = 0; i < words->count; i++) {
        const om_glyph *glyph = &words->glyphs[i];
        const double at = glyph->x - half;
        const om_xy from = om_path_at(path, middle_px + way * at);
        const om_xy to = om_path_at(path, middle_px + way * (at + fmax(glyph->advance, 1)));
        const double turn_deg = direction_deg(from, to);
        if (i && between_deg(turn_deg, stands[i - 1].turn_deg) > text->max_angle_deg)
            return false;
        const om_xy middle = {(from.x + to.x) / 2, (from.y + to.y) / 2};
        const om_xy origin = turned((om_xy){-glyph->advance / 2, below}, turn_deg);
        stands[i] = (om_stand){glyph, middle.x + origin.x, middle.y + origin.y, turn_deg};
        const double reach = fmax(glyph->advance, text->setting.size_px) / 2;
        boxes[i] =
            (om_rect){middle.x - reach, middle.y - reach, middle.x + reach, middle.y + reach};
    }
    /* What bends back on itself cannot be read, though no single turn is too sharp. */
    return words->count < 2 || between_deg(stands[0].turn_deg, stands[words->count - 1].turn_deg) <=
                                   fmax(60, text->max_angle_deg);
}

/* Whole px and quarters of a position. */
static int64_t split(double px, uint8_t *ret_quarters)
{
    const int64_t quarters = (int64_t)floor(px * 4 + 0.5);
    const int64_t whole = quarters >= 0 ? quarters / 4 : -((3 - quarters) / 4);
    *ret_quarters = (uint8_t)(quarters - 4 * whole);
    return whole;
}

om_piece om_piece_of(om_letters *letters, const om_stand *stand, double halo_px, int64_t x_px,
                     int64_t y_px)
{
    const long turn = lrint(stand->turn_deg / 360 * OM_TURN);
    om_glyph_form form = {
        .font = stand->glyph->font,
        .code = stand->glyph->code,
        .turn = (uint16_t)(((turn % OM_TURN) + OM_TURN) % OM_TURN),
    };
    memcpy(form.text, stand->glyph->text, sizeof form.text);
    const int64_t x = split(stand->x, &form.sub_x);
    const int64_t y = split(stand->y, &form.sub_y);
    om_piece piece = {
        .mask = om_letters_mask(letters, form),
        .halo = OM_PIECE_BARE,
        .x = (int16_t)(x - x_px),
        .y = (int16_t)(y - y_px),
    };
    form.halo = (uint16_t)lrint(fmin(halo_px, 64) * 16);
    if (form.halo)
        piece.halo = om_letters_mask(letters, form);
    return piece;
}

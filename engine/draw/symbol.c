/* Evaluating symbols. */
#include "engine/draw/symbol.h"

#include <math.h>

static om_xy pair_of(const om_style_layer *layer, om_property property, const om_evaluation *at,
                     double factor)
{
    const double *pair;
    if (om_style_numbers(layer, property, at, &pair) < 2)
        return (om_xy){0};
    return (om_xy){pair[0] * factor, pair[1] * factor};
}

static om_colour colour_of(const om_style_layer *layer, om_property property, double opacity,
                           const om_evaluation *at)
{
    om_colour colour = om_style_colour(layer, property, at);
    colour.alpha *= opacity;
    return colour;
}

om_xy om_anchor_share(om_style_anchor anchor)
{
    static const om_xy shares[] = {
        [OM_STYLE_ANCHOR_CENTER] = {0.5, 0.5},   [OM_STYLE_ANCHOR_LEFT] = {0, 0.5},
        [OM_STYLE_ANCHOR_RIGHT] = {1, 0.5},      [OM_STYLE_ANCHOR_TOP] = {0.5, 0},
        [OM_STYLE_ANCHOR_BOTTOM] = {0.5, 1},     [OM_STYLE_ANCHOR_TOP_LEFT] = {0, 0},
        [OM_STYLE_ANCHOR_TOP_RIGHT] = {1, 0},    [OM_STYLE_ANCHOR_BOTTOM_LEFT] = {0, 1},
        [OM_STYLE_ANCHOR_BOTTOM_RIGHT] = {1, 1},
    };
    return shares[anchor];
}

/* The way a text goes from its place at an anchor, so far as a radius or an offset says. */
static om_xy away(om_style_anchor anchor, double across_px, double down_px)
{
    const om_xy share = om_anchor_share(anchor);
    return (om_xy){(1 - 2 * share.x) * across_px, (1 - 2 * share.y) * down_px};
}

static void find_anchors(const om_style_layer *layer, const om_evaluation *at, double size_px,
                         om_symbol_text *ret)
{
    const double radius_px = om_style_number(layer, OM_PROPERTY_TEXT_RADIAL_OFFSET, at) * size_px;
    const int *several;
    const size_t count = om_style_choices(layer, OM_PROPERTY_TEXT_VARIABLE_ANCHOR, at, &several);
    ret->offset_px = pair_of(layer, OM_PROPERTY_TEXT_OFFSET, at, size_px);
    if (count == 0) {
        ret->anchors[0] = (om_style_anchor)om_style_choice(layer, OM_PROPERTY_TEXT_ANCHOR, at);
        ret->anchor_count = 1;
        if (radius_px != 0)
            ret->offset_px = away(ret->anchors[0], radius_px, radius_px);
        return;
    }
    for (size_t i = 0; i < count && i < OM_ANCHORS_MAX; i++)
        ret->anchors[ret->anchor_count++] = (om_style_anchor)several[i];
    if (radius_px != 0)
        ret->offset_px = (om_xy){radius_px, radius_px};
}

static om_justify justify_of(const om_style_layer *layer, const om_evaluation *at,
                             om_style_anchor anchor)
{
    switch ((om_style_justify)om_style_choice(layer, OM_PROPERTY_TEXT_JUSTIFY, at)) {
    case OM_STYLE_JUSTIFY_LEFT:
        return OM_JUSTIFY_LEFT;
    case OM_STYLE_JUSTIFY_RIGHT:
        return OM_JUSTIFY_RIGHT;
    case OM_STYLE_JUSTIFY_CENTER:
        return OM_JUSTIFY_CENTER;
    case OM_STYLE_JUSTIFY_AUTO:
        break;
    }
    const double share = om_anchor_share(anchor).x;
    return share < 0.5 ? OM_JUSTIFY_LEFT : share > 0.5 ? OM_JUSTIFY_RIGHT : OM_JUSTIFY_CENTER;
}

static om_setting setting_of(const om_style_layer *layer, const om_evaluation *at, double size_px,
                             om_style_anchor anchor)
{
    om_setting setting = {
        .size_px = size_px,
        .spacing_px = om_style_number(layer, OM_PROPERTY_TEXT_LETTER_SPACING, at) * size_px,
        .line_px = om_style_number(layer, OM_PROPERTY_TEXT_LINE_HEIGHT, at) * size_px,
        .max_width_px = om_style_number(layer, OM_PROPERTY_TEXT_MAX_WIDTH, at) * size_px,
        .justify = justify_of(layer, at, anchor),
    };
    if (om_style_choice(layer, OM_PROPERTY_SYMBOL_PLACEMENT, at) != OM_STYLE_PLACEMENT_POINT)
        setting.max_width_px = 0;
    if (om_style_is_set(layer, OM_PROPERTY_TEXT_FONT))
        setting.font_count = om_style_texts(layer, OM_PROPERTY_TEXT_FONT, at, &setting.fonts);
    return setting;
}

static void make_text(const om_style_layer *layer, const om_evaluation *at, double scale,
                      om_symbol_text *ret)
{
    ret->words = om_style_text(layer, OM_PROPERTY_TEXT_FIELD, at);
    const double size_px = om_style_number(layer, OM_PROPERTY_TEXT_SIZE, at) * scale;
    if (!(size_px > 0))
        ret->words = "";
    if (!*ret->words)
        return;
    const double opacity = om_style_number(layer, OM_PROPERTY_TEXT_OPACITY, at);
    const om_xy shift = pair_of(layer, OM_PROPERTY_TEXT_TRANSLATE, at, scale);
    find_anchors(layer, at, size_px, ret);
    ret->offset_px.x += shift.x;
    ret->offset_px.y += shift.y;
    ret->setting = setting_of(layer, at, size_px, ret->anchors[0]);
    ret->padding_px = om_style_number(layer, OM_PROPERTY_TEXT_PADDING, at) * scale;
    ret->halo_px = om_style_number(layer, OM_PROPERTY_TEXT_HALO_WIDTH, at) * scale;
    ret->turn_deg = om_style_number(layer, OM_PROPERTY_TEXT_ROTATE, at);
    ret->max_angle_deg = om_style_number(layer, OM_PROPERTY_TEXT_MAX_ANGLE, at);
    ret->colour = colour_of(layer, OM_PROPERTY_TEXT_COLOR, opacity, at);
    ret->halo_colour = colour_of(layer, OM_PROPERTY_TEXT_HALO_COLOR, opacity, at);
    ret->overlaps = om_style_flag(layer, OM_PROPERTY_TEXT_ALLOW_OVERLAP, at);
    ret->is_ignored = om_style_flag(layer, OM_PROPERTY_TEXT_IGNORE_PLACEMENT, at);
    ret->is_optional = om_style_flag(layer, OM_PROPERTY_TEXT_OPTIONAL, at);
    ret->keeps_upright = om_style_flag(layer, OM_PROPERTY_TEXT_KEEP_UPRIGHT, at);
}

static void make_icon(const om_style_layer *layer, const om_evaluation *at, double scale,
                      om_symbol_icon *ret)
{
    ret->name = om_style_text(layer, OM_PROPERTY_ICON_IMAGE, at);
    ret->factor = om_style_number(layer, OM_PROPERTY_ICON_SIZE, at) * scale;
    if (!(ret->factor > 0))
        ret->name = "";
    if (!*ret->name)
        return;
    const om_xy shift = pair_of(layer, OM_PROPERTY_ICON_TRANSLATE, at, scale);
    ret->anchor = (om_style_anchor)om_style_choice(layer, OM_PROPERTY_ICON_ANCHOR, at);
    ret->offset_px = pair_of(layer, OM_PROPERTY_ICON_OFFSET, at, ret->factor);
    ret->offset_px.x += shift.x;
    ret->offset_px.y += shift.y;
    ret->turn_deg = om_style_number(layer, OM_PROPERTY_ICON_ROTATE, at);
    ret->opacity = om_style_number(layer, OM_PROPERTY_ICON_OPACITY, at);
    const double *padding;
    if (om_style_numbers(layer, OM_PROPERTY_ICON_PADDING, at, &padding) == 4)
        for (int i = 0; i < 4; i++)
            ret->padding_px[i] = padding[i] * scale;
    ret->overlaps = om_style_flag(layer, OM_PROPERTY_ICON_ALLOW_OVERLAP, at);
    ret->is_ignored = om_style_flag(layer, OM_PROPERTY_ICON_IGNORE_PLACEMENT, at);
    ret->is_optional = om_style_flag(layer, OM_PROPERTY_ICON_OPTIONAL, at);
}

void om_symbol_make(const om_style_layer *layer, const om_evaluation *at, double scale,
                    om_symbol *ret)
{
    *ret = (om_symbol){0};
    make_text(layer, at, scale, &ret->text);
    make_icon(layer, at, scale, &ret->icon);
}

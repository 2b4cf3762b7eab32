/* Whether a symbol has room, and what it then consists of. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/canvas/icon.h"
#include "engine/draw/labelling.h"

void om_settling_make_room(om_settling *settling, size_t glyphs)
{
    if (glyphs <= settling->stand_capacity)
        return;
    settling->stand_capacity = 2 * glyphs;
    settling->stands =
        om_memory_resize(settling->stands, settling->stand_capacity, sizeof(om_stand));
    settling->boxes = om_memory_resize(settling->boxes, settling->stand_capacity, sizeof(om_rect));
}

static om_rect grown(om_rect box, double by_px)
{
    return (om_rect){box.min_x - by_px, box.min_y - by_px, box.max_x + by_px, box.max_y + by_px};
}

static bool lies_within(om_rect box, om_rect limits)
{
    return box.min_x >= limits.min_x && box.min_y >= limits.min_y && box.max_x <= limits.max_x &&
           box.max_y <= limits.max_y;
}

static om_rect together(om_rect a, om_rect b)
{
    return (om_rect){fmin(a.min_x, b.min_x), fmin(a.min_y, b.min_y), fmax(a.max_x, b.max_x),
                     fmax(a.max_y, b.max_y)};
}

/* ---- Icons ---- */

static om_status draw_icon(om_settling *settling, const om_symbol_icon *icon, double turn_deg,
                           om_picture **ret, om_error *err)
{
    const om_style_layer *layer = settling->ground->paintings[settling->painting].layer;
    const char *path = om_style_icon_path(settling->ground->style, icon->name, settling->arena);
    if (!path)
        return om_fail(err, OM_ERR_NOT_FOUND,
                       "style layer %s: there is no icon \"%s\": the style has no sprite folder, "
                       "or the name is none",
                       layer->id, icon->name);
    const om_status status = om_icon_draw(path, icon->factor, turn_deg, ret, err);
    if (status == OM_OK)
        return OM_OK;
    return om_fail_within(err, status, "style layer %s, icon \"%s\"", layer->id, icon->name);
}

/* The number of a drawn icon, each drawn once. */
static om_status find_icon(om_settling *settling, const om_symbol_icon *icon, double turn_deg,
                           uint32_t *ret, om_error *err)
{
    om_labels *labels = settling->labels;
    for (size_t i = 0; i < labels->icon_count; i++) {
        const om_drawn_icon *drawn = &labels->icons[i];
        if (!strcmp(drawn->name, icon->name) && drawn->factor == icon->factor &&
            drawn->turn_deg == turn_deg) {
            *ret = (uint32_t)i;
            return OM_OK;
        }
    }
    om_picture *picture = NULL;
    OM_TRY(draw_icon(settling, icon, turn_deg, &picture, err));
    labels->icons = om_memory_grow(labels->icons, labels->icon_count + 1, &labels->icon_capacity,
                                   sizeof *labels->icons);
    labels->icons[labels->icon_count] =
        (om_drawn_icon){om_memory_text(icon->name), icon->factor, turn_deg, picture};
    *ret = (uint32_t)labels->icon_count++;
    return OM_OK;
}

/* An icon that is about to be placed. */
typedef struct icon_place {
    bool wanted, fits;
    uint32_t number;
    double x, y; /* px of the level */
    om_rect box, padded;
} icon_place;

static om_status try_icon(om_settling *settling, const om_symbol_icon *icon, om_xy place,
                          double turn_deg, icon_place *ret, om_error *err)
{
    *ret = (icon_place){.wanted = *icon->name != '\0'};
    if (!ret->wanted)
        return OM_OK;
    const double turn = rint((icon->turn_deg + turn_deg) / 360 * OM_TURN) * 360 / OM_TURN;
    OM_TRY(find_icon(settling, icon, turn, &ret->number, err));
    const om_picture *picture = settling->labels->icons[ret->number].picture;
    const om_xy share = om_anchor_share(icon->anchor);
    ret->x = rint(place.x + icon->offset_px.x - share.x * picture->width);
    ret->y = rint(place.y + icon->offset_px.y - share.y * picture->height);
    ret->box = (om_rect){ret->x, ret->y, ret->x + picture->width, ret->y + picture->height};
    ret->padded =
        (om_rect){ret->box.min_x - icon->padding_px[3], ret->box.min_y - icon->padding_px[0],
                  ret->box.max_x + icon->padding_px[1], ret->box.max_y + icon->padding_px[2]};
    ret->fits = icon->overlaps || om_crowd_has_room(settling->crowd, ret->padded, 0);
    return OM_OK;
}

/* ---- Texts ---- */

/* A text that is about to be placed; its glyphs stand in settling->stands. */
typedef struct text_place {
    bool wanted, fits;
    bool reaches_out; /* wherever it stands, it would be cut off at the map's edge */
    om_words words;
    om_rect box, padded;
} text_place;

/* Leaves the text at the first anchor that has room, or at the last one. */
static void try_anchors(om_settling *settling, const om_symbol_text *text, om_xy place,
                        bool may_overlap, text_place *ret)
{
    ret->reaches_out = true;
    for (size_t i = 0; i < text->anchor_count && !ret->fits; i++) {
        om_stand_at(&ret->words, text, place, text->anchors[i], settling->stands, &ret->box);
        ret->padded = grown(ret->box, text->padding_px);
        const bool inside = lies_within(grown(ret->box, text->halo_px), settling->limits_px);
        ret->reaches_out &= !inside;
        ret->fits = inside && (may_overlap || om_crowd_has_room(settling->crowd, ret->padded, 0));
    }
}

static void try_text(om_settling *settling, const om_symbol_text *text, om_xy place,
                     text_place *ret)
{
    *ret = (text_place){.wanted = *text->words != '\0'};
    if (!ret->wanted)
        return;
    om_letters_set(settling->labels->letters, text->words, &text->setting, settling->arena,
                   &ret->words);
    om_settling_make_room(settling, ret->words.count);
    /* MapLibre's rule: what may overlap does so only where it has room at none of its anchors. */
    for (int may_overlap = 0; may_overlap <= text->overlaps && !ret->fits; may_overlap++)
        try_anchors(settling, text, place, may_overlap, ret);
}

/* ---- Labels ---- */

static om_label *add_label(om_settling *settling, om_xy place)
{
    om_labels *labels = settling->labels;
    labels->labels = om_memory_grow(labels->labels, labels->label_count + 1,
                                    &labels->label_capacity, sizeof *labels->labels);
    om_label *label = &labels->labels[labels->label_count++];
    *label = (om_label){
        .x_px = (int64_t)floor(place.x),
        .y_px = (int64_t)floor(place.y),
        .box = {INFINITY, INFINITY, -INFINITY, -INFINITY},
        .first = (uint32_t)labels->piece_count,
        .painting = settling->painting,
    };
    settling->labels->tallies[settling->painting].placed++;
    return label;
}

static void cover(om_label *label, om_rect box)
{
    const om_rect moved = {box.min_x - (double)label->x_px, box.min_y - (double)label->y_px,
                           box.max_x - (double)label->x_px, box.max_y - (double)label->y_px};
    label->box = together(label->box, moved);
}

static void add_pieces(om_settling *settling, om_label *label, const om_symbol_text *text,
                       size_t count)
{
    om_labels *labels = settling->labels;
    label->colour = text->colour;
    label->halo_colour = text->halo_colour;
    const double halo_px = text->halo_colour.alpha > 0 ? text->halo_px : 0;
    for (size_t i = 0; i < count; i++) {
        labels->pieces = om_memory_grow(labels->pieces, labels->piece_count + 1,
                                        &labels->piece_capacity, sizeof *labels->pieces);
        labels->pieces[labels->piece_count++] =
            om_piece_of(labels->letters, &settling->stands[i], halo_px, label->x_px, label->y_px);
        label->count++;
    }
}

/* Letters reach a little beyond the boxes that they take up. */
static double ink_px(const om_symbol_text *text)
{
    return text->halo_px + text->setting.size_px / 2 + 2;
}

static void add_text(om_settling *settling, om_label *label, const om_symbol_text *text,
                     const text_place *placed)
{
    add_pieces(settling, label, text, placed->words.count);
    cover(label, grown(placed->box, ink_px(text)));
    settling->labels->tallies[settling->painting].missing += placed->words.missing;
    if (!text->is_ignored)
        om_crowd_add(settling->crowd, placed->padded, 0);
}

static void add_icon(om_settling *settling, om_label *label, const om_symbol_icon *icon,
                     const icon_place *placed)
{
    label->icon = placed->number + 1;
    label->icon_x = (int16_t)((int64_t)placed->x - label->x_px);
    label->icon_y = (int16_t)((int64_t)placed->y - label->y_px);
    label->icon_opacity = (float)icon->opacity;
    cover(label, placed->box);
    if (!icon->is_ignored)
        om_crowd_add(settling->crowd, placed->padded, 0);
}

/* Which of the two may stand without the other: MapLibre's rule, but that an icon is not left out
 * because its text would be cut off at the map's edge. */
static void agree(const om_symbol *symbol, text_place *text, icon_place *icon)
{
    const bool icon_alone = symbol->text.is_optional || !text->wanted || text->reaches_out;
    const bool text_alone = symbol->icon.is_optional || !icon->wanted;
    const bool both = text->fits && icon->fits;
    if (!text_alone)
        text->fits = both;
    if (!icon_alone)
        icon->fits = both || (text_alone && icon->fits && text->fits);
}

om_status om_settle_at(om_settling *settling, const om_symbol *symbol, om_xy place, double turn_deg,
                       bool *ret_placed, om_error *err)
{
    text_place text;
    icon_place icon;
    OM_TRY(try_icon(settling, &symbol->icon, place, turn_deg, &icon, err));
    try_text(settling, &symbol->text, place, &text);
    agree(symbol, &text, &icon);
    *ret_placed = text.fits || icon.fits;
    if (text.wanted && !text.fits)
        settling->labels->tallies[settling->painting].left_out++;
    if (!*ret_placed)
        return OM_OK;

    om_label *label = add_label(settling, place);
    if (icon.fits)
        add_icon(settling, label, &symbol->icon, &icon);
    if (text.fits)
        add_text(settling, label, &symbol->text, &text);
    return OM_OK;
}

bool om_settle_along(om_settling *settling, const om_symbol *symbol, const om_words *words,
                     const om_path *path, double middle_px)
{
    const om_symbol_text *text = &symbol->text;
    om_settling_make_room(settling, words->count);
    if (!words->count ||
        !om_stand_along(words, text, path, middle_px, settling->stands, settling->boxes))
        return false;
    om_rect all = settling->boxes[0];
    for (size_t i = 0; i < words->count; i++) {
        const om_rect box = grown(settling->boxes[i], text->padding_px);
        if (!lies_within(box, settling->limits_px) ||
            (!text->overlaps && !om_crowd_has_room(settling->crowd, box, 0)))
            return false;
        all = together(all, box);
    }

    om_label *label = add_label(settling, om_path_at(path, middle_px));
    add_pieces(settling, label, text, words->count);
    cover(label, grown(all, ink_px(text)));
    settling->labels->tallies[settling->painting].missing += words->missing;
    for (size_t i = 0; i < words->count && !text->is_ignored; i++)
        om_crowd_add(settling->crowd, grown(settling->boxes[i], text->padding_px), 0);
    return true;
}

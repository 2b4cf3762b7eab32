/* Drawing placed symbols: pictures and masks over whole pixels. */
#include <string.h>

#include "engine/base/memory.h"
#include "engine/canvas/page.h"
#include "engine/draw/labelling.h"

void om_labels_find(const om_labels *labels, om_extent where, om_found *found)
{
    om_near_find(labels->near, where, found);
}

om_label_tally om_labels_tally(const om_labels *labels, size_t painting)
{
    return labels->tallies[painting];
}

/* The halos of a text are one: where those of two letters overlap, neither is painted twice. */
static void draw_halo(const om_labels *labels, const om_label *label, int64_t x, int64_t y,
                      om_picture *picture)
{
    om_mask sheet = {.width = (uint16_t)(label->box.max_x - label->box.min_x + 2),
                     .height = (uint16_t)(label->box.max_y - label->box.min_y + 2),
                     .left = (int16_t)(label->box.min_x - 1),
                     .top = (int16_t)(label->box.min_y - 1)};
    OM_AUTO_MEMORY uint8_t *coverage = om_memory_take((size_t)sheet.width * sheet.height, 1);
    sheet.coverage = coverage;
    for (uint32_t i = 0; i < label->count; i++) {
        const om_piece *piece = &labels->pieces[label->first + i];
        if (piece->halo != OM_PIECE_BARE)
            om_mask_merge(&sheet, om_letters_mask_at(labels->letters, piece->halo), piece->x,
                          piece->y);
    }
    om_picture_blend_mask(picture, x, y, &sheet, label->halo_colour);
}

/* The same on a page: all outlines are one path. */
static void trace_halo(const om_labels *labels, const om_label *label, int64_t x, int64_t y,
                       om_picture *page)
{
    uint32_t halo = OM_PIECE_BARE;
    for (uint32_t i = 0; i < label->count; i++) {
        const om_piece *piece = &labels->pieces[label->first + i];
        if (piece->halo == OM_PIECE_BARE)
            continue;
        halo = piece->halo;
        om_letters_trace(labels->letters, halo, page, x + piece->x, y + piece->y);
    }
    om_letters_stroke_traced(labels->letters, halo, page, label->halo_colour);
}

static void draw_label(const om_labels *labels, const om_label *label, const om_frame *frame,
                       om_picture *picture)
{
    const int64_t x = label->x_px - (int64_t)frame->left_px;
    const int64_t y = label->y_px - (int64_t)frame->top_px;
    if (label->icon)
        om_picture_blend(picture, x + label->icon_x, y + label->icon_y,
                         labels->icons[label->icon - 1].picture, label->icon_opacity);
    if (!label->count)
        return;
    if (labels->pieces[label->first].halo != OM_PIECE_BARE) {
        if (om_picture_is_page(picture))
            trace_halo(labels, label, x, y, picture);
        else
            draw_halo(labels, label, x, y, picture);
    }
    for (uint32_t i = 0; i < label->count; i++) {
        const om_piece *piece = &labels->pieces[label->first + i];
        om_letters_draw(labels->letters, piece->mask, picture, x + piece->x, y + piece->y,
                        label->colour);
    }
}

void om_labels_draw(const om_labels *labels, const om_found *found, size_t painting,
                    const om_frame *frame, om_picture *picture)
{
    for (size_t i = 0; i < found->count; i++) {
        const om_label *label = &labels->labels[found->numbers[i]];
        if (label->painting == painting)
            draw_label(labels, label, frame, picture);
    }
}

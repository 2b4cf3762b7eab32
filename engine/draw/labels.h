/*
 * The symbols of a level: icons and texts, placed once so that none covers another.
 *
 * Layers on top are placed first, in a layer by symbol-sort-key, then in the order of its features:
 * as the MapLibre specification has it. What a placed symbol looks like is finished here; drawing
 * it is laying masks and pictures over whole pixels.
 */
#ifndef OM_ENGINE_DRAW_LABELS_H
#define OM_ENGINE_DRAW_LABELS_H

#include "engine/draw/paint.h"
#include "engine/draw/trim.h"

typedef struct om_labels om_labels;

/** The level that labels are for. Borrows. */
typedef struct om_ground {
    double zoom, scale;
    double px_per_unit;
    om_extent extent; /**< texts that would reach beyond it are left out */
    const om_style *style;
    const om_painting *paintings; /**< all layers that show, from the ground up */
    size_t painting_count;
} om_ground;

/** What became of the symbols of a layer. */
typedef struct om_label_tally {
    size_t placed;   /**< symbols, with text, icon or both */
    size_t left_out; /**< for want of room */
    size_t missing;  /**< characters that no font has, in placed texts */
} om_label_tally;

/**
 * Places all symbols.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: an icon that is not there, with the layer that asks for it;
 *         OM_ERR_DATA: an icon that cannot be drawn
 */
OM_CHECKED om_status om_labels_open(const om_ground *ground, om_labels **ret, om_error *err);
void om_labels_free(om_labels *labels);
OM_DEFINE_AUTO(om_labels)

/** Finds the symbols that touch `where`, in drawing order. */
void om_labels_find(const om_labels *labels, om_extent where, om_found *found);

/** Draws those found symbols that belong to one painting. */
void om_labels_draw(const om_labels *labels, const om_found *found, size_t painting,
                    const om_frame *frame, om_picture *picture);

om_label_tally om_labels_tally(const om_labels *labels, size_t painting);

#endif

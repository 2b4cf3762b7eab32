/*
 * What a legend says of a style: a swatch and words for every layer, and for every class of a layer
 * that colours by one.
 *
 * Words come from a layer's metadata "onemap:title" {"en": …, "zh": …}, else from the descriptor of
 * the store's layer it draws. A `match` or `step` on a column gives one entry a class, with the
 * column's words for the value (layers/); metadata "onemap:classes" {"en": […], "zh": […]} says
 * them in other words, the first for the first output. Metadata "onemap:legend": false leaves a
 * layer out; the id of a layer of the same data there puts this one's pattern on that one's
 * swatches, such as hatching over the colours of the grades.
 */
#ifndef OM_ENGINE_STYLE_LEGEND_H
#define OM_ENGINE_STYLE_LEGEND_H

#include "engine/style/style.h"

typedef enum om_legend_swatch {
    OM_LEGEND_HEADING, /**< words only: the entries below are its classes */
    OM_LEGEND_FILL,
    OM_LEGEND_LINE,
    OM_LEGEND_CIRCLE,
    OM_LEGEND_ICON
} om_legend_swatch;

/** A line of a legend. Borrows from the style and the arena it was made in. */
typedef struct om_legend_entry {
    om_legend_swatch swatch;
    const om_style_layer *layer; /**< whom it stands for: leave it out when that draws nothing */
    const char *title, *title_zh;
    bool is_class;        /**< stands below the last heading */
    const char *value;    /**< the column's value of a class as text, NULL for all others */
    om_colour colour;     /**< of fill, line or circle, opacity included */
    om_colour outline;    /**< of fill or circle; alpha 0 for none */
    double width_px;      /**< of a line, or of an outline */
    double radius_px;     /**< of a circle */
    const double *dashes; /**< of a line, in line widths */
    size_t dash_count;    /**< 0 for a solid line */
    const char *pattern;  /**< of a fill, over its colour; NULL for none */
    const char *icon;     /**< of an icon */
    double icon_size;     /**< of an icon, 1 for its own size */
} om_legend_entry;

/**
 * The legend of what shows at `zoom`, in reading order: symbols first, the ground last.
 *
 * Layers of texts only and backgrounds have no entry; of two layers with the same words the one
 * that is drawn last is kept.
 *
 * @param ret  in `arena`; untouched when there is none
 * @return how many entries
 */
size_t om_legend_entries(const om_style *style, double zoom, om_arena *arena,
                         const om_legend_entry **ret);

#endif

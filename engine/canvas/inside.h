/*
 * What the files of this folder share: fonts and masks, and what a page is made of. Nobody else
 * includes it.
 */
#ifndef OM_ENGINE_CANVAS_INSIDE_H
#define OM_ENGINE_CANVAS_INSIDE_H

#include <pango/pangocairo.h>

#include "engine/canvas/letters.h"

#include "engine/base/text.h"

/** A file in the making. */
typedef struct om_page {
    cairo_surface_t *surface;
    cairo_t *cairo;
    om_text bytes;
} om_page;

void om_page_free(om_page *page);

/** Lays a picture with its corner at `x`, `y`. */
void om_page_lay(om_picture *onto, int64_t x, int64_t y, const om_picture *over, double opacity);

typedef struct form_mask {
    om_glyph_form form;
    om_mask mask;
} form_mask;

struct om_letters {
    PangoFontMap *map;
    PangoContext *context;
    PangoFont **fonts; /* each once, by the number that glyphs carry */
    size_t font_count, font_capacity;
    form_mask *masks;
    size_t mask_count, mask_capacity;
    uint32_t *slots;
    size_t slot_count;
};

#endif

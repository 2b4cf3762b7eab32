/*
 * What letters.c (masks) and setting.c (shaping) share; nobody else includes it.
 */
#ifndef OM_ENGINE_CANVAS_INSIDE_H
#define OM_ENGINE_CANVAS_INSIDE_H

#include <pango/pangocairo.h>

#include "engine/canvas/letters.h"

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

/*
 * Patterns of fills: small pictures that are laid side by side, each drawn once for a level.
 */
#ifndef OM_ENGINE_DRAW_PATTERN_H
#define OM_ENGINE_DRAW_PATTERN_H

#include "engine/canvas/picture.h"
#include "engine/style/style.h"

/** Zero-initialise. */
typedef struct om_patterns {
    char **names;
    om_picture **pictures; /**< one a name, once they are drawn */
    size_t count, capacity;
} om_patterns;

void om_patterns_clear(om_patterns *patterns);

/** The number of a pattern, from 1. */
uint32_t om_patterns_number(om_patterns *patterns, const char *name);

/**
 * Draws all of them.
 *
 * @param layer  whose patterns they are
 * @param scale  device px a CSS px; a pattern is whole px wide and high at it, or it shows seams
 * @return OM_OK; OM_ERR_NOT_FOUND: there is no such icon, with the layer; OM_ERR_DATA: it is no SVG
 */
OM_CHECKED om_status om_patterns_draw(om_patterns *patterns, const om_style *style,
                                      const om_style_layer *layer, double scale, om_error *err);

#endif

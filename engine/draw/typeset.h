/*
 * Words on a picture: measured first, then written, so that nothing overflows.
 */
#ifndef OM_ENGINE_DRAW_TYPESET_H
#define OM_ENGINE_DRAW_TYPESET_H

#include "engine/canvas/letters.h"

/** Where words are written. Borrows. */
typedef struct om_typeset {
    om_letters *letters;
    om_arena *arena;
    om_picture *picture;
    double scale; /**< device px a CSS px */
} om_typeset;

/** How words look. */
typedef struct om_type {
    double size_px; /**< CSS px, as all lengths here */
    bool bold;
    om_colour colour;
} om_type;

/** How much room words take, broken at `width_px` (0: not broken). */
om_xy om_typeset_measure(const om_typeset *typeset, const char *words, const om_type *type,
                         double width_px);

/** Writes words with their north-west corner at `at`. @return their height */
double om_typeset_write(const om_typeset *typeset, const char *words, const om_type *type, om_xy at,
                        double width_px);

#endif

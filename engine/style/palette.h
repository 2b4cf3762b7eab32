/*
 * Palettes: the colours of the risk grades, from styles/palettes.json.
 */
#ifndef OM_ENGINE_STYLE_PALETTE_H
#define OM_ENGINE_STYLE_PALETTE_H

#include "engine/base/json.h"
#include "engine/style/datum.h"

typedef struct om_palette {
    om_json *document;
    const om_json *colours; /**< role -> colour */
} om_palette;

/**
 * Reads a palette.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such palette, with those that there are; OM_ERR_STYLE: a
 *         colour in it is none
 */
OM_CHECKED om_status om_palette_read(const char *name, om_palette *ret, om_error *err);

/** Frees what om_palette_read() made; a zeroed one is fine. */
void om_palette_clear(om_palette *palette);

/**
 * The colour of a role: "1".."4" or "ungraded".
 *
 * @return false when the palette has no such role
 */
bool om_palette_colour(const om_palette *palette, const char *role, om_colour *ret);

#endif

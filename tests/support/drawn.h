/*
 * A style that needs no store, with a line, an area and labels that cross the edges of tiles.
 */
#ifndef OM_TESTS_DRAWN_H
#define OM_TESTS_DRAWN_H

#include "engine/style/style.h"

/** The style; free it with om_style_free(). */
om_style *drawn_style(void);

/** A style of two halves of the world: grey in the west, "#ff0000" from the meridian eastwards. */
om_style *halves_style(void);

#endif

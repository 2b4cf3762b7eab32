/*
 * Mixing colours: in sRGB, in CIELAB, and by hue, chroma and lightness.
 */
#ifndef OM_ENGINE_STYLE_COLOUR_SPACE_H
#define OM_ENGINE_STYLE_COLOUR_SPACE_H

#include "engine/base/colour.h"
#include "engine/style/match.h"

/** The colour that lies `t` (0..1) of the way from `a` to `b`. */
om_colour om_colour_mix(om_colour a, om_colour b, double t, om_colour_space space);

#endif

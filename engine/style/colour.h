/*
 * Colours as CSS writes them: #rgb, #rrggbb (with alpha too), rgb(), rgba(), hsl(), hsla(), names.
 */
#ifndef OM_ENGINE_STYLE_COLOUR_H
#define OM_ENGINE_STYLE_COLOUR_H

#include <stdbool.h>

#include "engine/base/colour.h"

/** Reads all of `text` as a colour. @param ret  untouched when it is none */
bool om_colour_read(const char *text, om_colour *ret);

/** Room for om_colour_write()'s text. */
enum { OM_COLOUR_SIZE = 10 };

/** "#RRGGBB", or "#RRGGBBAA" when it is not opaque. */
void om_colour_write(om_colour colour, char ret[OM_COLOUR_SIZE]);

#endif

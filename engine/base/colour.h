/*
 * A colour as styles say it and as canvases take it.
 */
#ifndef OM_ENGINE_BASE_COLOUR_H
#define OM_ENGINE_BASE_COLOUR_H

/** sRGB, each 0..1; the channels are not multiplied by alpha. */
typedef struct om_colour {
    double red, green, blue, alpha;
} om_colour;

#endif

/*
 * What a reader of tiles is told about them: names, extent, zooms, whom to credit.
 */
#ifndef OM_TILES_TILESET_H
#define OM_TILES_TILESET_H

#include "engine/base/json.h"
#include "tiles/encoder.h"

/** A set of tiles. Borrows its texts. */
typedef struct om_tileset {
    const char *name;
    const char *description;
    const char *attribution; /**< "" when nobody has to be credited */
    om_box bounds;
    int min_zoom, max_zoom;
    double scale;          /**< device px a CSS px: tiles are tile_px * scale px wide */
    int tile_px;           /**< CSS px, 256 or 512 */
    om_tile_format format; /**< of the tiles' files */
} om_tileset;

/** Where a viewer starts: the middle of the bounds, at the closest zoom that shows them all. */
typedef struct om_tileset_start {
    om_lonlat center;
    int zoom;
} om_tileset_start;

om_tileset_start om_tileset_start_of(const om_tileset *tileset);

/**
 * The set's TileJSON 3.0 (https://github.com/mapbox/tilejson-spec).
 *
 * @param url  of a tile, "{z}/{x}/{y}.png"
 */
om_json *om_tileset_tilejson(const om_tileset *tileset, const char *url);

/** "west,south,east,north" and the like: `count` numbers with commas, freed with free(). */
char *om_tileset_numbers(const double *numbers, size_t count);

#endif

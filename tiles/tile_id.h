/*
 * Tiles as numbers: all tiles of all zooms in one row, each zoom along its Hilbert curve, as
 * PMTiles numbers them (https://github.com/protomaps/PMTiles, specification 3, 4.1).
 *
 * Neighbours in the row are neighbours on the map; a square of 2^k x 2^k tiles that begins at a
 * multiple of its side is one stretch of the row.
 */
#ifndef OM_TILES_TILE_ID_H
#define OM_TILES_TILE_ID_H

#include "engine/geo/mercator.h"

/** The number of the first tile of zoom `z`, 0..31. */
uint64_t om_tile_id_first(int z);

uint64_t om_tile_id(om_tile tile);

/** @param id  of a tile of zoom 0..31 */
om_tile om_tile_of_id(uint64_t id);

/** The zoom of a tile. */
int om_tile_id_zoom(uint64_t id);

#endif

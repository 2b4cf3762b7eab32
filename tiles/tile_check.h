/*
 * Whether the bytes of a tile are all there, without decoding them.
 */
#ifndef OM_TILES_TILE_CHECK_H
#define OM_TILES_TILE_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/** A PNG with all its chunks, each as its checksum says; a WebP or JPEG from beginning to end.
   False for all else. */
bool om_tile_is_whole(const void *bytes, size_t size);

#endif

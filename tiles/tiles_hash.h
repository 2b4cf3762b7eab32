/*
 * One number for all tiles of a set: equal for equal tiles whatever holds them and in whatever
 * order they came; that of parts that share no tile is the sum of theirs.
 */
#ifndef OM_TILES_TILES_HASH_H
#define OM_TILES_TILES_HASH_H

#include "engine/base/file.h"

/** The sum of the hashes of a set's tiles, each hashed with its place. Zero: no tiles. */
typedef om_hash om_tiles_hash;

/** @param id  the tile's number, see tile_id.h @param content  the hash of its file */
void om_tiles_hash_add(om_tiles_hash *hash, uint64_t id, om_hash content);

/** Takes a tile out that was added. */
void om_tiles_hash_drop(om_tiles_hash *hash, uint64_t id, om_hash content);

/** Adds a set that shares no tile with this one. */
void om_tiles_hash_join(om_tiles_hash *hash, om_tiles_hash other);

/** "xxh3:" and 32 hexadecimal digits. */
void om_tiles_hash_write(om_tiles_hash hash, char ret[OM_CHECKSUM_SIZE]);

/** Reads what om_tiles_hash_write() wrote. @return false: it is no such text; NULL is none */
bool om_tiles_hash_parse(const char *text, om_tiles_hash *ret);

#endif

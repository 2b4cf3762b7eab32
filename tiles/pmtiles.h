/*
 * The form of a PMTiles archive, version 3 (https://github.com/protomaps/PMTiles, spec/v3): header
 * and directories as bytes and back. Nothing here reads or writes a file.
 */
#ifndef OM_TILES_PMTILES_H
#define OM_TILES_PMTILES_H

#include <stdbool.h>

#include "engine/base/status.h"
#include "engine/base/text.h"

enum {
    OM_PMTILES_HEADER_SIZE = 127,
    OM_PMTILES_ROOT_END = 16384 /* header and root directory end before it */
};

typedef enum om_pmtiles_compression {
    OM_PMTILES_PLAIN = 1,
    OM_PMTILES_GZIP = 2
} om_pmtiles_compression;

/** Where a part of the file lies, bytes. */
typedef struct om_pmtiles_part {
    uint64_t offset, size;
} om_pmtiles_part;

typedef struct om_pmtiles_header {
    om_pmtiles_part root, metadata, leaves, tiles;
    uint64_t addressed, entries, contents; /**< tiles; directory entries of tiles; files */
    bool is_clustered;                     /**< files lie in the order of the tiles */
    uint8_t directory_compression, tile_compression;
    uint8_t tile_type; /**< 1 vector, 2 PNG, 3 JPEG, 4 WebP, 5 AVIF; 0 unknown */
    int min_zoom, max_zoom, center_zoom;
    om_box bounds;
    om_lonlat center;
} om_pmtiles_header;

/** Appends OM_PMTILES_HEADER_SIZE bytes. */
void om_pmtiles_header_write(const om_pmtiles_header *header, om_text *ret);

/** @return OM_OK; OM_ERR_CORRUPT: no PMTiles archive, or another version */
OM_CHECKED om_status om_pmtiles_header_parse(const unsigned char *bytes, size_t size,
                                             const char *where, om_pmtiles_header *ret,
                                             om_error *err);

/** An entry: `run` tiles from number `id` on are the file at `offset`; a leaf directory when 0. */
typedef struct om_pmtiles_entry {
    uint64_t id, offset;
    uint32_t size, run;
} om_pmtiles_entry;

/** Entries in a row. Zero-initialise. */
typedef struct om_pmtiles_directory {
    om_pmtiles_entry *entries;
    size_t count, room;
} om_pmtiles_directory;

void om_pmtiles_directory_clear(om_pmtiles_directory *directory);
void om_pmtiles_directory_add(om_pmtiles_directory *directory, om_pmtiles_entry entry);

/** The entry that holds tile or leaf for `id`; NULL when there is none. */
const om_pmtiles_entry *om_pmtiles_directory_find(const om_pmtiles_directory *directory,
                                                  uint64_t id);

/**
 * Lays entries out as a root directory that fits before OM_PMTILES_ROOT_END and, where they do not
 * fit there, leaf directories. All are compressed with gzip.
 *
 * @param ret_leaves  stays empty when the root holds all
 */
void om_pmtiles_directories_write(const om_pmtiles_directory *all, om_text *ret_root,
                                  om_text *ret_leaves);

/** Reads one directory. @return OM_OK; OM_ERR_CORRUPT */
OM_CHECKED om_status om_pmtiles_directory_parse(const void *bytes, size_t size, uint8_t compression,
                                                const char *where, om_pmtiles_directory *ret,
                                                om_error *err);

/** Appends gzip of some bytes. */
void om_pmtiles_gzip(const void *bytes, size_t size, om_text *ret);

/** Appends what was compressed. @return OM_OK; OM_ERR_CORRUPT: damaged, or another compression */
OM_CHECKED om_status om_pmtiles_unzip(const void *bytes, size_t size, uint8_t compression,
                                      const char *where, om_text *ret, om_error *err);

#endif

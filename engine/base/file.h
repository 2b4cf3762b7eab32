/*
 * Files: read whole, written whole or not at all, and told apart by their content.
 */
#ifndef OM_ENGINE_BASE_FILE_H
#define OM_ENGINE_BASE_FILE_H

#include "engine/base/arena.h"
#include "engine/base/status.h"
#include "engine/base/text.h"

/** Room for om_file_checksum()'s text. */
enum { OM_CHECKSUM_SIZE = 48 };

/**
 * Appends a whole file to `text`.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: not there, or a folder; OM_ERR_DISK: cannot be read
 */
OM_CHECKED om_status om_file_read(const char *path, om_text *text, om_error *err);

/**
 * Writes a file through a temporary neighbour that is renamed at the end, so that nobody ever sees
 * half of it and a failure leaves what was there.
 *
 * @return OM_OK; OM_ERR_DISK: full, or refused
 */
OM_CHECKED om_status om_file_write(const char *path, const void *bytes, size_t count,
                                   om_error *err);

/** Makes a folder and those above it. @return OM_OK; OM_ERR_DISK */
OM_CHECKED om_status om_folder_make(const char *path, om_error *err);

bool om_file_exists(const char *path);
bool om_folder_exists(const char *path);

/**
 * The content's checksum, "xxh3:" and 32 hexadecimal digits.
 *
 * A shapefile's siblings (.dbf, .shx, .prj, .cpg) are part of it: their content counts too.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DISK
 */
OM_CHECKED om_status om_file_checksum(const char *path, char ret[OM_CHECKSUM_SIZE], om_error *err);

/** The checksum of some bytes in the same form. */
void om_bytes_checksum(const void *bytes, size_t count, char ret[OM_CHECKSUM_SIZE]);

/** The same hash of some bytes, XXH3 of 128 bits, as two numbers. */
typedef struct om_hash {
    uint64_t high, low;
} om_hash;

om_hash om_bytes_hash(const void *bytes, size_t count);

/** The last part of a path, borrowed from it. */
const char *om_path_base(const char *path);

/** `path` seen from the folder of the file `beside`; absolute paths stay. Lives in `arena`. */
const char *om_path_beside(om_arena *arena, const char *beside, const char *path);

/**
 * Finds a file that is shipped with onemap: "standards/speeds.csv", "styles/four-colour.json".
 *
 * Looked for in $ONEMAP_SHARE, then beside the program (../share/onemap), then where the library
 * was installed. A planner who corrects a table there needs no rebuild.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND with the places that were tried
 */
OM_CHECKED om_status om_share_find(om_arena *arena, const char *name, const char **ret,
                                   om_error *err);

#endif

/*
 * One MBTiles 1.3 file (https://github.com/mapbox/mbtiles-spec), equal tiles kept once, or flat.
 *
 * It grows as FILE.part and becomes FILE when it is complete, so that a FILE is always whole and
 * one that is replaced serves its readers to the end.
 */
#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "om_sql.h"
#include "tiles/sink.h"
#include "tiles/tiles_hash.h"

enum {
    TILES_A_COMMIT = 1024, /* in a transaction: what a power cut can take back */
    KNOWN_TILES = 1024,    /* hashes whose place is remembered */
    COMPLETE = 1           /* the archive's user_version from its last transaction on */
};

typedef enum question {
    FIND_HASH,
    ADD_HASH,
    ADD_DATA,
    ADD_TILE,
    ADD_FLAT,
    HAS_TILE,
    SET_METADATA,
    QUESTIONS
} question;

static const char *const question_sql[QUESTIONS] = {
    [FIND_HASH] = "SELECT tile_data_id FROM onemap_hashes WHERE hash = ?1",
    [ADD_HASH] = "INSERT INTO onemap_hashes (hash, tile_data_id) VALUES (?1, ?2)",
    [ADD_DATA] = "INSERT INTO tiles_data (tile_data) VALUES (?1)",
    [ADD_TILE] = "INSERT OR REPLACE INTO tiles_shallow VALUES (?1, ?2, ?3, ?4)",
    [ADD_FLAT] = "INSERT OR REPLACE INTO tiles VALUES (?1, ?2, ?3, ?4)",
    [HAS_TILE] = "SELECT 1 FROM tiles"
                 " WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
    [SET_METADATA] = "INSERT OR REPLACE INTO metadata (name, value) VALUES (?1, ?2)",
};

typedef struct known_tile {
    om_hash hash;
    sqlite3_int64 id; /* 0: none */
} known_tile;

typedef struct mbtiles {
    char *path, *part; /* FILE and FILE.part */
    bool is_flat;
    sqlite3 *db; /* of the part; NULL before it is there */
    sqlite3_stmt *statements[QUESTIONS];
    bool in_transaction;
    bool is_finishing; /* the transaction at hand is the last: all of it or nothing */
    int uncommitted;   /* tiles */
    known_tile known[KNOWN_TILES];
} mbtiles;

static om_status failure(const mbtiles *self, const char *path, om_error *err)
{
    const int code = sqlite3_errcode(self->db) & 0xFF;
    const om_status status = code == SQLITE_BUSY || code == SQLITE_LOCKED      ? OM_ERR_LOCKED
                             : code == SQLITE_CORRUPT || code == SQLITE_NOTADB ? OM_ERR_CORRUPT
                             : code == SQLITE_NOMEM                            ? OM_ERR_MEMORY
                                                                               : OM_ERR_DISK;
    return om_fail(err, status, "cannot write %s: %s", path, sqlite3_errmsg(self->db));
}

static om_status run(mbtiles *self, const char *sql, om_error *err)
{
    return sqlite3_exec(self->db, sql, NULL, NULL, NULL) == SQLITE_OK
               ? OM_OK
               : failure(self, self->part, err);
}

static om_status prepared(mbtiles *self, question which, sqlite3_stmt **ret, om_error *err)
{
    sqlite3_stmt **slot = &self->statements[which];
    if (!*slot && sqlite3_prepare_v3(self->db, question_sql[which], -1, SQLITE_PREPARE_PERSISTENT,
                                     slot, NULL) != SQLITE_OK)
        return failure(self, self->part, err);
    *ret = *slot;
    return OM_OK;
}

/* Steps a statement that gives at most one row; `ret_number` gets its first column. */
static om_status answer(mbtiles *self, sqlite3_stmt *statement, bool *ret_found,
                        sqlite3_int64 *ret_number, om_error *err)
{
    const int code = sqlite3_step(statement);
    if (code == SQLITE_ROW && ret_number)
        *ret_number = sqlite3_column_int64(statement, 0);
    const om_status status =
        code == SQLITE_ROW || code == SQLITE_DONE ? OM_OK : failure(self, self->part, err);
    sqlite3_reset(statement);
    if (status == OM_OK && ret_found)
        *ret_found = code == SQLITE_ROW;
    return status;
}

static void close_db(mbtiles *self)
{
    for (int i = 0; i < QUESTIONS; i++) {
        sqlite3_finalize(self->statements[i]);
        self->statements[i] = NULL;
    }
    sqlite3_close(self->db);
    self->db = NULL;
}

static void mbtiles_close(void *sink)
{
    mbtiles *self = sink;
    if (!self)
        return;
    if (self->db && self->in_transaction) /* COMMIT fails after a failure: undone */
        sqlite3_exec(self->db, self->is_finishing ? "ROLLBACK" : "COMMIT", NULL, NULL, NULL);
    close_db(self);
    free(self->path);
    free(self->part);
    free(self);
}

/* ---- Looking at what is there ---- */

static om_status refuse(const char *path, om_error *err)
{
    return om_fail(err, OM_ERR_USAGE, "the file %s is there and was not made by an export", path);
}

/* The manifest in an archive; OM_ERR_USAGE when it holds none. */
static om_status read_manifest(sqlite3 *db, const char *path, char **ret, om_error *err)
{
    sqlite3_stmt *statement = NULL;
    const char *const sql = "SELECT value FROM metadata WHERE name = 'onemap_export'";
    const int prepared_code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
    const int code = prepared_code == SQLITE_OK ? sqlite3_step(statement) : prepared_code;
    om_status status = OM_OK;
    if (code == SQLITE_ROW && sqlite3_column_text(statement, 0))
        *ret = om_memory_text((const char *)sqlite3_column_text(statement, 0));
    else if (code == SQLITE_BUSY)
        status = om_fail(err, OM_ERR_LOCKED, "another export is writing to %s", path);
    else
        status = refuse(path, err);
    sqlite3_finalize(statement);
    return status;
}

static om_status look_at(const char *path, int flags, char **ret_manifest, om_error *err)
{
    if (om_folder_exists(path))
        return om_fail(err, OM_ERR_USAGE, "%s is a folder, not a file", path);
    if (access(path, F_OK) != 0)
        return OM_OK;
    sqlite3 *db = NULL;
    char *manifest = NULL;
    om_status status =
        sqlite3_open_v2(path, &db, flags, NULL) == SQLITE_OK
            ? read_manifest(db, path, &manifest, err)
            : om_fail(err, OM_ERR_DISK, "cannot read %s: %s", path, sqlite3_errmsg(db));
    sqlite3_close(db);
    if (status != OM_OK)
        return status;
    free(*ret_manifest);
    *ret_manifest = manifest;
    return OM_OK;
}

/* Whether an export got as far as its last transaction, and only the new name is missing. */
static bool is_complete(const char *part)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    const bool is_read =
        sqlite3_open_v2(part, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &statement, NULL) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW;
    const bool complete = is_read && sqlite3_column_int(statement, 0) == COMPLETE;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return complete;
}

static om_status take_name(const char *part, const char *path, om_error *err)
{
    if (rename(part, path) != 0)
        return om_fail(err, OM_ERR_DISK, "cannot rename %s to %s: %s", part, path, strerror(errno));
    return OM_OK;
}

static om_status mbtiles_open(const om_target *target, void **ret_self, char **ret_manifest,
                              om_error *err)
{
    const char *path = target->path;
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", path);
    OM_AUTO_MEMORY char *manifest = NULL;
    OM_TRY(look_at(path, SQLITE_OPEN_READONLY, &manifest, err));
    /* The unfinished one counts before the finished. Only who may write can undo what a killed
       export left half done in it. */
    OM_TRY(look_at(part.bytes, SQLITE_OPEN_READWRITE, &manifest, err));
    if (access(part.bytes, F_OK) == 0 && is_complete(part.bytes))
        OM_TRY(take_name(part.bytes, path, err));

    mbtiles *self = om_memory_take(1, sizeof *self);
    self->path = om_memory_text(path);
    self->part = om_text_take(&part);
    self->is_flat = target->is_flat;
    *ret_self = self;
    *ret_manifest = OM_TAKE(manifest);
    return OM_OK;
}

/* ---- Writing ---- */

static om_status open_part(mbtiles *self, om_error *err)
{
    const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
    if (sqlite3_open_v2(self->part, &self->db, flags, NULL) != SQLITE_OK) {
        const om_status status = failure(self, self->part, err);
        close_db(self);
        return status;
    }
    return run(self, "PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16384", err);
}

static om_status begin_transaction(mbtiles *self, om_error *err)
{
    OM_TRY(run(self, "BEGIN EXCLUSIVE", err));
    self->in_transaction = true;
    self->uncommitted = 0;
    return OM_OK;
}

static om_status commit(mbtiles *self, om_error *err)
{
    OM_TRY(run(self, "COMMIT", err));
    self->in_transaction = false;
    return OM_OK;
}

static om_status set_metadata(mbtiles *self, const char *name, const char *value, om_error *err)
{
    sqlite3_stmt *statement = NULL;
    OM_TRY(prepared(self, SET_METADATA, &statement, err));
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
    return answer(self, statement, NULL, NULL, err);
}

static om_status mbtiles_begin(void *sink, const char *manifest, const char *promise, om_error *err)
{
    mbtiles *self = sink;
    OM_AUTO_TEXT journal = {0};
    om_text_add_format(&journal, "%s-journal", self->part);
    unlink(journal.bytes);
    unlink(self->part);
    OM_TRY(open_part(self, err));
    OM_TRY(begin_transaction(self, err));
    OM_TRY(run(self, om_sql_mbtiles_schema, err));
    OM_TRY(run(self, self->is_flat ? om_sql_mbtiles_flat : om_sql_mbtiles_shallow, err));
    OM_TRY(set_metadata(self, "onemap_export", manifest, err));
    OM_TRY(set_metadata(self, "onemap_promise", promise, err));
    OM_TRY(commit(self, err));
    return begin_transaction(self, err);
}

static om_status mbtiles_resume(void *sink, om_error *err)
{
    mbtiles *self = sink;
    OM_TRY(open_part(self, err));
    return begin_transaction(self, err);
}

static om_status add_data(mbtiles *self, const om_tile_file *file, const char *hash,
                          sqlite3_int64 *ret_id, om_error *err)
{
    sqlite3_stmt *data = NULL, *hashes = NULL;
    OM_TRY(prepared(self, ADD_DATA, &data, err));
    OM_TRY(prepared(self, ADD_HASH, &hashes, err));
    sqlite3_bind_blob64(data, 1, file->bytes, file->size, SQLITE_STATIC);
    OM_TRY(answer(self, data, NULL, NULL, err));
    const sqlite3_int64 id = sqlite3_last_insert_rowid(self->db);
    sqlite3_bind_text(hashes, 1, hash, -1, SQLITE_STATIC);
    sqlite3_bind_int64(hashes, 2, id);
    OM_TRY(answer(self, hashes, NULL, NULL, err));
    *ret_id = id;
    return OM_OK;
}

/* Where the bytes are kept, which is where they were put when they came first. */
static om_status data_id(mbtiles *self, const om_tile_file *file, sqlite3_int64 *ret, om_error *err)
{
    known_tile *known = &self->known[file->hash.low % KNOWN_TILES];
    if (known->id && known->hash.low == file->hash.low && known->hash.high == file->hash.high) {
        *ret = known->id;
        return OM_OK;
    }
    char hash[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(file->hash, hash);
    sqlite3_stmt *find = NULL;
    OM_TRY(prepared(self, FIND_HASH, &find, err));
    sqlite3_bind_text(find, 1, hash, -1, SQLITE_STATIC);
    bool is_known = false;
    OM_TRY(answer(self, find, &is_known, ret, err));
    if (!is_known)
        OM_TRY(add_data(self, file, hash, ret, err));
    *known = (known_tile){file->hash, *ret};
    return OM_OK;
}

/* MBTiles counts rows from the south. */
static void bind_tile(sqlite3_stmt *statement, om_tile tile)
{
    sqlite3_bind_int(statement, 1, tile.z);
    sqlite3_bind_int64(statement, 2, tile.x);
    sqlite3_bind_int64(statement, 3, (1u << tile.z) - 1 - tile.y);
}

static om_status put_flat(mbtiles *self, const om_tile_file *file, om_error *err)
{
    sqlite3_stmt *add = NULL;
    OM_TRY(prepared(self, ADD_FLAT, &add, err));
    bind_tile(add, file->tile);
    sqlite3_bind_blob64(add, 4, file->bytes, file->size, SQLITE_STATIC);
    return answer(self, add, NULL, NULL, err);
}

static om_status put_shallow(mbtiles *self, const om_tile_file *file, om_error *err)
{
    sqlite3_int64 id = 0;
    OM_TRY(data_id(self, file, &id, err));
    sqlite3_stmt *add = NULL;
    OM_TRY(prepared(self, ADD_TILE, &add, err));
    bind_tile(add, file->tile);
    sqlite3_bind_int64(add, 4, id);
    return answer(self, add, NULL, NULL, err);
}

static om_status mbtiles_put(void *sink, const om_tile_file *file, om_error *err)
{
    mbtiles *self = sink;
    OM_TRY(self->is_flat ? put_flat(self, file, err) : put_shallow(self, file, err));
    self->uncommitted++;
    return OM_OK;
}

static om_status mbtiles_has(void *sink, om_tile tile, bool *ret, om_error *err)
{
    mbtiles *self = sink;
    sqlite3_stmt *statement = NULL;
    OM_TRY(prepared(self, HAS_TILE, &statement, err));
    bind_tile(statement, tile);
    return answer(self, statement, ret, NULL, err);
}

static om_status mbtiles_settle(void *sink, om_error *err)
{
    mbtiles *self = sink;
    OM_TRY(commit(self, err));
    return begin_transaction(self, err);
}

static om_status mbtiles_keep(void *sink, const char *manifest, bool *ret_is_safe, om_error *err)
{
    mbtiles *self = sink;
    OM_TRY(set_metadata(self, "onemap_export", manifest, err));
    const bool is_due = self->uncommitted >= TILES_A_COMMIT;
    if (is_due)
        OM_TRY(mbtiles_settle(self, err));
    *ret_is_safe = is_due;
    return OM_OK;
}

static om_status mbtiles_distinct(void *sink, uint64_t *ret, om_error *err)
{
    mbtiles *self = sink;
    if (self->is_flat) {
        *ret = 0;
        return OM_OK;
    }
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(self->db, "SELECT count(*) FROM tiles_data", -1, &statement, NULL) !=
        SQLITE_OK)
        return failure(self, self->part, err);
    sqlite3_int64 count = 0;
    const om_status status = answer(self, statement, NULL, &count, err);
    sqlite3_finalize(statement);
    if (status == OM_OK)
        *ret = (uint64_t)count;
    return status;
}

/* ---- Finishing ---- */

static om_status set_number(mbtiles *self, const char *name, int number, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    om_text_add_format(&text, "%d", number);
    return set_metadata(self, name, text.bytes, err);
}

static om_status set_numbers(mbtiles *self, const char *name, const double *numbers, size_t count,
                             om_error *err)
{
    OM_AUTO_MEMORY char *text = om_tileset_numbers(numbers, count);
    return set_metadata(self, name, text, err);
}

/* The row `json` is for what the specification has no row for; readers merge it into TileJSON. */
static om_status set_json(mbtiles *self, const om_tileset *tileset, om_error *err)
{
    OM_AUTO(om_json) json = om_json_object_new();
    om_json_put_number(json, "scale", tileset->scale);
    om_json_put_integer(json, "tile_size", tileset->tile_px);
    OM_AUTO_MEMORY char *text = om_json_write_line(json);
    return set_metadata(self, "json", text, err);
}

static om_status describe(mbtiles *self, const om_tileset *tileset, om_error *err)
{
    const om_box *box = &tileset->bounds;
    const om_tileset_start start = om_tileset_start_of(tileset);
    const double bounds[] = {box->west, box->south, box->east, box->north};
    const double center[] = {start.center.lon, start.center.lat, start.zoom};
    OM_TRY(set_metadata(self, "name", tileset->name, err));
    OM_TRY(set_metadata(self, "format", om_tile_format_name(tileset->format), err));
    OM_TRY(set_metadata(self, "type", "baselayer", err));
    OM_TRY(set_metadata(self, "version", "1", err));
    OM_TRY(set_metadata(self, "description", tileset->description, err));
    OM_TRY(set_metadata(self, "attribution", tileset->attribution, err));
    OM_TRY(set_numbers(self, "bounds", bounds, 4, err));
    OM_TRY(set_numbers(self, "center", center, 3, err));
    OM_TRY(set_number(self, "minzoom", tileset->min_zoom, err));
    OM_TRY(set_number(self, "maxzoom", tileset->max_zoom, err));
    return set_json(self, tileset, err);
}

static om_status mbtiles_finish(void *sink, const om_tileset *tileset, const char *manifest,
                                om_error *err)
{
    mbtiles *self = sink;
    OM_TRY(mbtiles_settle(self, err));
    self->is_finishing = true;
    OM_TRY(describe(self, tileset, err));
    OM_TRY(set_metadata(self, "onemap_export", manifest, err));
    OM_TRY(run(self, "DROP TABLE IF EXISTS onemap_hashes", err));
    OM_TRY(run(self, "PRAGMA user_version = 1", err)); /* COMPLETE */
    OM_TRY(commit(self, err));
    close_db(self);
    return take_name(self->part, self->path, err);
}

const om_sink_kind om_sink_mbtiles = {
    .scheme = "mbtiles",
    .target = "mbtiles:FILE",
    .summary = "One MBTiles 1.3 file, equal tiles kept once unless --flat.",
    .open = mbtiles_open,
    .begin = mbtiles_begin,
    .resume = mbtiles_resume,
    .put = mbtiles_put,
    .has = mbtiles_has,
    .keep = mbtiles_keep,
    .settle = mbtiles_settle,
    .distinct = mbtiles_distinct,
    .finish = mbtiles_finish,
    .close = mbtiles_close,
};

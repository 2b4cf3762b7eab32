/* Reading MBTiles archives, whatever tables their tiles lie in. */
#include <sqlite3.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tiles/archive.h"
#include "tiles/tile_id.h"

typedef struct reader {
    char *path;
    sqlite3 *db;
    sqlite3_stmt *tile; /* NULL before the first */
} reader;

static void close_reader(void *archive)
{
    reader *self = archive;
    if (!self)
        return;
    sqlite3_finalize(self->tile);
    sqlite3_close(self->db);
    free(self->path);
    free(self);
}

static om_status failure(const reader *self, om_error *err)
{
    const int code = sqlite3_errcode(self->db) & 0xFF;
    const om_status status = code == SQLITE_BUSY || code == SQLITE_LOCKED      ? OM_ERR_LOCKED
                             : code == SQLITE_IOERR || code == SQLITE_CANTOPEN ? OM_ERR_DISK
                             : code == SQLITE_NOMEM                            ? OM_ERR_MEMORY
                                                                               : OM_ERR_CORRUPT;
    return om_fail(err, status, "cannot read %s: %s", self->path, sqlite3_errmsg(self->db));
}

static om_status open_reader(const char *path, void **ret_self, om_error *err)
{
    if (!om_file_exists(path))
        return om_fail(err, OM_ERR_NOT_FOUND, "there is no file %s", path);
    reader *self = om_memory_take(1, sizeof *self);
    self->path = om_memory_text(path);
    if (sqlite3_open_v2(path, &self->db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) {
        const om_status status = failure(self, err);
        close_reader(self);
        return status;
    }
    *ret_self = self;
    return OM_OK;
}

/* ---- What it says of itself ---- */

static void take_bounds(const char *text, om_archive_facts *ret)
{
    om_box box;
    ret->has_bounds =
        sscanf(text, "%lf,%lf,%lf,%lf", &box.west, &box.south, &box.east, &box.north) == 4;
    if (ret->has_bounds)
        ret->bounds = box;
}

static void take_row(const char *name, const char *value, om_json *facts, om_archive_facts *ret)
{
    if (strcmp(name, "bounds") == 0)
        take_bounds(value, ret);
    else if (strcmp(name, "onemap_export") == 0)
        ret->manifest = om_memory_text(value);
    else if (strcmp(name, "onemap_promise") == 0)
        ret->promise = om_memory_text(value);
    else if (strcmp(name, "json") == 0) {
        OM_AUTO(om_json) json = NULL;
        if (om_json_parse(value, strlen(value), "json", &json, NULL) != OM_OK)
            return;
        om_json_put_number(facts, "scale", om_json_number(om_json_get(json, "scale")));
        om_json_put_number(facts, "tile_size", om_json_number(om_json_get(json, "tile_size")));
    } else
        om_json_put_text(facts, name, value);
}

static om_status describe(void *archive, om_archive_facts *ret, om_error *err)
{
    reader *self = archive;
    sqlite3_stmt *rows = NULL;
    if (sqlite3_prepare_v2(self->db, "SELECT name, value FROM metadata", -1, &rows, NULL) !=
        SQLITE_OK)
        return failure(self, err);
    OM_AUTO(om_json) facts = om_json_object_new();
    int code;
    while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(rows, 0);
        const char *value = (const char *)sqlite3_column_text(rows, 1);
        if (name && value)
            take_row(name, value, facts, ret);
    }
    const om_status status = code == SQLITE_DONE ? OM_OK : failure(self, err);
    sqlite3_finalize(rows);
    om_archive_facts_of_json(facts, ret);
    return status;
}

/* ---- Its tiles ---- */

static om_status list(void *archive, om_runs *ret, om_error *err)
{
    reader *self = archive;
    sqlite3_stmt *rows = NULL;
    const char *const sql = "SELECT zoom_level, tile_column, tile_row FROM tiles";
    if (sqlite3_prepare_v2(self->db, sql, -1, &rows, NULL) != SQLITE_OK)
        return failure(self, err);
    int code;
    while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
        const sqlite3_int64 z = sqlite3_column_int64(rows, 0), x = sqlite3_column_int64(rows, 1),
                            y = sqlite3_column_int64(rows, 2);
        if (z < 0 || z > 30 || x < 0 || y < 0 || x >> z || y >> z)
            continue;
        const uint64_t id = om_tile_id((om_tile){(int)z, (uint32_t)x, (1u << z) - 1 - (uint32_t)y});
        om_runs_add(ret, id, id + 1);
    }
    const om_status status = code == SQLITE_DONE ? OM_OK : failure(self, err);
    sqlite3_finalize(rows);
    return status;
}

static om_status read_tile(void *archive, om_tile tile, om_text *ret, bool *ret_found,
                           om_error *err)
{
    reader *self = archive;
    const char *const sql = "SELECT tile_data FROM tiles"
                            " WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
    if (!self->tile && sqlite3_prepare_v2(self->db, sql, -1, &self->tile, NULL) != SQLITE_OK)
        return failure(self, err);
    sqlite3_bind_int(self->tile, 1, tile.z);
    sqlite3_bind_int64(self->tile, 2, tile.x);
    sqlite3_bind_int64(self->tile, 3, (1u << tile.z) - 1 - tile.y);
    const int code = sqlite3_step(self->tile);
    const void *bytes = code == SQLITE_ROW ? sqlite3_column_blob(self->tile, 0) : NULL;
    *ret_found = bytes != NULL;
    if (bytes)
        om_text_add_bytes(ret, bytes, (size_t)sqlite3_column_bytes(self->tile, 0));
    const om_status status = code == SQLITE_ROW || code == SQLITE_DONE ? OM_OK : failure(self, err);
    sqlite3_reset(self->tile);
    return status;
}

const om_archive_kind om_archive_mbtiles = {
    .scheme = "mbtiles",
    .ending = ".mbtiles",
    .open = open_reader,
    .describe = describe,
    .list = list,
    .read = read_tile,
    .close = close_reader,
};

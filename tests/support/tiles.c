/* Patterns, and reading back of folders and archives of tiles. */
#define _XOPEN_SOURCE 700 /* for nftw() */
#include "tests/support/tiles.h"

#include <ftw.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tiles/archive.h"
#include "tiles/batches.h"

/* ---- The pattern ---- */

static bool is_plain(om_tile tile)
{
    return tile.x % 4 == 1;
}

/* Two colours take turns. */
static uint32_t plain_pixel(uint32_t tile_x)
{
    return tile_x % 8 == 1 ? 0xFF336699 : 0xFFDDEECC;
}

uint32_t pattern_pixel(om_tile tile, uint32_t x, uint32_t y)
{
    if (is_plain(tile))
        return plain_pixel(tile.x);
    const uint32_t mixed = (x / 16 + y / 16 * 7 + tile.x * 31 + tile.y * 17 + (uint32_t)tile.z);
    return 0xFF000000u | (mixed * 2654435761u >> 8);
}

static om_status open_zoom(void *context, int z, om_error *err)
{
    pattern *self = context;
    (void)z;
    (void)err;
    self->opened++;
    return OM_OK;
}

static om_status paint(void *context, om_tile_range range, om_picture *onto, om_error *err)
{
    pattern *self = context;
    atomic_fetch_add(&self->painted, 1);
    if (self->fails && range.z == 3)
        return om_fail(err, OM_ERR_MEMORY, "the paint is out");
    for (uint32_t y = 0; y < onto->height; y++)
        for (uint32_t x = 0; x < onto->width; x++) {
            const om_tile tile = {range.z, range.min_x + x / 256, range.min_y + y / 256};
            onto->pixels[y * onto->stride + x] = pattern_pixel(tile, x % 256, y % 256);
        }
    return OM_OK;
}

static bool is_blank(void *context, om_tile_range range, uint32_t *ret_pixel)
{
    const pattern *self = context;
    *ret_pixel = plain_pixel(range.min_x);
    return !self->is_shy && range.min_x == range.max_x &&
           is_plain((om_tile){range.z, range.min_x, range.min_y});
}

om_painter pattern_painter(pattern *self)
{
    return (om_painter){open_zoom, paint, is_blank, NULL, self};
}

bool patience_hear(const om_progress *progress, void *user)
{
    patience *self = user;
    self->heard++;
    self->last_done = progress->done;
    self->last_total = progress->total;
    return self->reports_left < 0 || self->reports_left-- > 0;
}

/* ---- Exports of it ---- */

static om_status open_painter(void *context, om_painter *ret, om_error *err)
{
    (void)err;
    *ret = pattern_painter(context);
    return OM_OK;
}

void pattern_export_init(pattern_export *all, const char *label)
{
    *all = (pattern_export){.patience.reports_left = -1};
    all->listener = (om_listener){patience_hear, &all->patience};
    const om_box box = {-100, -40, 130, 60};
    all->job = (om_export_job){
        .plan = {box, 0, 4, 2},
        .tileset = {"Pattern", "A test", "Nobody", box, 0, 4, 1, 256, OM_TILE_PNG},
        .encoding = {OM_TILE_PNG, OM_PNG_LOSSLESS},
        .settings = om_json_object_new(),
        .threads = 1,
        .listener = &all->listener,
        .open_painter = open_painter,
        .context = &all->painter,
    };
    om_json_put_text(all->job.settings, "style", label);
}

void pattern_export_clear(pattern_export *all)
{
    om_json_free(all->job.settings);
    all->job.settings = NULL;
}

/* ---- Sinks ---- */

om_status sink_open(const om_sink_kind *kind, const char *path, void **ret_sink,
                    char **ret_manifest, om_error *err)
{
    const om_target target = {.path = path};
    return kind->open(&target, ret_sink, ret_manifest, err);
}

void *sink_begun(const om_sink_kind *kind, const char *path)
{
    om_error err;
    void *sink = NULL;
    OM_AUTO_MEMORY char *manifest = NULL;
    CHECK_OK(sink_open(kind, path, &sink, &manifest, &err));
    CHECK_OK(kind->begin(sink, "{}", "", &err));
    return sink;
}

om_status sink_put(const om_sink_kind *kind, void *sink, om_tile tile, const void *bytes,
                   size_t size, om_error *err)
{
    const om_tile_file file = {tile, bytes, size, om_bytes_hash(bytes, size)};
    return kind->put(sink, &file, err);
}

om_text png_of(om_tile tile)
{
    uint32_t pixels[4];
    for (uint32_t i = 0; i < 4; i++)
        pixels[i] = 0xFF000000u | (tile.x * 7919 + tile.y * 104729 + (uint32_t)tile.z + i);
    om_text file = {0};
    OM_AUTO(om_png) png = om_png_new(OM_PNG_LEVEL, OM_PNG_LOSSLESS);
    om_png_write(png, &(om_picture){2, 2, 2, pixels, NULL}, &file);
    return file;
}

uint64_t plan_batches(const om_tile_plan *plan, int below_zoom)
{
    OM_AUTO_RUNS tiles = {0};
    om_tile_plan_runs(plan, &tiles);
    OM_AUTO_BATCHES batches = {0};
    om_batches_make(&tiles, plan->metatile, &batches);
    return om_batches_first(&batches, below_zoom);
}

/* ---- Reading back ---- */

static int remove_one(const char *path, const struct stat *found, int kind, struct FTW *place)
{
    (void)found;
    (void)kind;
    (void)place;
    return remove(path);
}

void remove_tree(const char *path)
{
    nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *scratch_folder(const char *name)
{
    static char path[4096];
    const char *scratch = getenv("ONEMAP_TEST_SCRATCH");
    if (!scratch)
        fail_msg("ONEMAP_TEST_SCRATCH is not set: run the tests through ctest");
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    remove_tree(path);
    return path;
}

static sqlite3_stmt *asked(sqlite3 **ret_db, const char *path, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_open_v2(path, ret_db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(*ret_db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", path, sqlite3_errmsg(*ret_db));
    return statement;
}

static void add_archive_tile(const char *path, om_tile tile, om_text *ret)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = asked(&db, path,
                                    "SELECT tile_data FROM tiles WHERE zoom_level = ?1"
                                    " AND tile_column = ?2 AND tile_row = ?3");
    sqlite3_bind_int(statement, 1, tile.z);
    sqlite3_bind_int64(statement, 2, tile.x);
    sqlite3_bind_int64(statement, 3, (1 << tile.z) - 1 - (int64_t)tile.y);
    if (sqlite3_step(statement) == SQLITE_ROW)
        om_text_add_bytes(ret, sqlite3_column_blob(statement, 0),
                          (size_t)sqlite3_column_bytes(statement, 0));
    sqlite3_finalize(statement);
    sqlite3_close(db);
}

/* As our own reader finds it. */
static void add_read_tile(const char *target, om_tile tile, om_text *ret)
{
    om_error err;
    OM_AUTO_ARCHIVE archive = {0};
    bool is_there = false;
    CHECK_OK(om_archive_open(target, &archive, &err));
    CHECK_OK(archive.kind->read(archive.self, tile, ret, &is_there, &err));
}

om_text tile_bytes(const char *target, om_tile tile)
{
    om_text bytes = {0};
    const char *path = strchr(target, ':') + 1;
    if (om_text_starts(target, "mbtiles:")) {
        add_archive_tile(path, tile, &bytes);
        return bytes;
    }
    if (!om_text_starts(target, "xyz:")) {
        add_read_tile(target, tile, &bytes);
        return bytes;
    }
    OM_AUTO_TEXT name = {0};
    om_text_add_format(&name, "%s/%d/%u/%u.png", path, tile.z, tile.x, tile.y);
    if (om_file_exists(name.bytes) && om_file_read(name.bytes, &bytes, NULL) != OM_OK)
        fail_msg("cannot read %s", name.bytes);
    return bytes;
}

static void check_same_tile(const char *target, const char *other, om_tile tile)
{
    OM_AUTO_TEXT left = tile_bytes(target, tile);
    OM_AUTO_TEXT right = tile_bytes(other, tile);
    if (left.length == 0 || left.length != right.length ||
        memcmp(left.bytes, right.bytes, left.length) != 0)
        fail_msg("tile %d/%u/%u: %zu bytes in %s, %zu other bytes in %s", tile.z, tile.x, tile.y,
                 left.length, target, right.length, other);
}

void check_same_tiles(const om_tile_plan *plan, const char *target, const char *other)
{
    for (int z = plan->min_zoom; z <= plan->max_zoom; z++) {
        const om_tile_range range = om_tile_plan_range(plan, z);
        for (uint32_t y = range.min_y; y <= range.max_y; y++)
            for (uint32_t x = range.min_x; x <= range.max_x; x++)
                check_same_tile(target, other, (om_tile){z, x, y});
    }
}

char *mbtiles_metadata(const char *path, const char *name)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = asked(&db, path, "SELECT value FROM metadata WHERE name = ?1");
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
    char *value = sqlite3_step(statement) == SQLITE_ROW
                      ? om_memory_text((const char *)sqlite3_column_text(statement, 0))
                      : NULL;
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return value;
}

void mbtiles_run(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    CHECK_INT(sqlite3_open(path, &db), SQLITE_OK);
    CHECK_INT(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(db);
}

int64_t mbtiles_number(const char *path, const char *sql)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = asked(&db, path, sql);
    CHECK_INT(sqlite3_step(statement), SQLITE_ROW);
    const int64_t number = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return number;
}

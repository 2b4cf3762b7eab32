/* An MBTiles archive has what the specification demands, keeps equal tiles once and appears whole.
 */
#include "tiles/sink.h"

#include <stdlib.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/tiles.h"

extern const om_sink_kind om_sink_mbtiles;
static const om_sink_kind *const mbtiles = &om_sink_mbtiles;

static const om_tileset set = {"Name", "Words", "© Mapper", {0, 0, 11.25, 10}, 3,
                               11,     2,       256,        OM_TILE_PNG};

/* A path where neither FILE nor FILE.part is; borrowed until the next call. */
static const char *fresh(const char *name)
{
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", name);
    scratch_file(part.bytes);
    return scratch_file(name);
}

static void *begun(const char *path)
{
    return sink_begun(mbtiles, path);
}

static void put_text(void *sink, om_tile tile, const char *text)
{
    om_error err;
    CHECK_OK(sink_put(mbtiles, sink, tile, text, strlen(text), &err));
}

static void check_metadata(const char *path, const char *name, const char *wanted)
{
    char *value = mbtiles_metadata(path, name);
    if (!value)
        fail_msg("metadata has no %s", name);
    CHECK_TEXT(value, wanted);
    free(value);
}

static void the_metadata_is_complete(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("metadata.mbtiles");
    void *sink = begun(path);
    put_text(sink, (om_tile){3, 4, 3}, "a");
    CHECK_OK(mbtiles->finish(sink, &set, "{}", &err));
    mbtiles->close(sink);
    check_metadata(path, "name", "Name");
    check_metadata(path, "format", "png");
    check_metadata(path, "bounds", "0,0,11.25,10");
    check_metadata(path, "minzoom", "3");
    check_metadata(path, "maxzoom", "11");
    check_metadata(path, "attribution", "© Mapper");
    check_metadata(path, "description", "Words");
    check_metadata(path, "type", "baselayer");
    check_metadata(path, "version", "1");
    check_metadata(path, "json", "{\"scale\":2,\"tile_size\":256}");
    CHECK_INT(mbtiles_number(path, "PRAGMA application_id"), 0x4d504258);
    char *center = mbtiles_metadata(path, "center");
    CHECK(om_text_starts(center, "5.625,5.0"));
    CHECK(om_text_ends(center, ",6"));
    free(center);
}

static void rows_count_from_the_south(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("rows.mbtiles");
    void *sink = begun(path);
    /* The specification's own example: XYZ 11/327/791 is row 1256. */
    put_text(sink, (om_tile){11, 327, 791}, "a");
    CHECK_OK(mbtiles->finish(sink, &set, "{}", &err));
    mbtiles->close(sink);
    CHECK_INT(mbtiles_number(path, "SELECT tile_row FROM tiles WHERE zoom_level = 11"
                                   " AND tile_column = 327"),
              1256);
}

static void equal_tiles_are_kept_once(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("equal.mbtiles");
    void *sink = begun(path);
    for (uint32_t x = 0; x < 8; x++)
        put_text(sink, (om_tile){3, x, 0}, x % 2 ? "land" : "sea");
    put_text(sink, (om_tile){3, 0, 0}, "land"); /* written again, as after a resume */
    uint64_t distinct = 0;
    CHECK_OK(mbtiles->distinct(sink, &distinct, &err));
    CHECK_INT(distinct, 2);
    CHECK_OK(mbtiles->finish(sink, &set, "{}", &err));
    mbtiles->close(sink);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM tiles"), 8);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM tiles WHERE tile_data = x'6c616e64'"), 5);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM sqlite_master"
                                   " WHERE name = 'onemap_hashes'"),
              0);
}

static void a_flat_archive_has_a_row_a_tile_and_no_view(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("flat.mbtiles");
    void *sink = NULL;
    OM_AUTO_MEMORY char *manifest = NULL;
    const om_target target = {.path = path, .is_flat = true};
    CHECK_OK(mbtiles->open(&target, &sink, &manifest, &err));
    CHECK_OK(mbtiles->begin(sink, "{}", "", &err));
    for (uint32_t x = 0; x < 8; x++)
        put_text(sink, (om_tile){3, x, 0}, "sea");
    put_text(sink, (om_tile){3, 0, 0}, "land"); /* written again, as after a resume */
    CHECK_OK(mbtiles->finish(sink, &set, "{}", &err));
    mbtiles->close(sink);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM tiles"), 8);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM tiles WHERE tile_data = x'6c616e64'"), 1);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM sqlite_master WHERE type = 'table'"), 2);
    CHECK_INT(mbtiles_number(path, "SELECT count(*) FROM sqlite_master WHERE type = 'view'"), 0);
}

static void the_file_appears_when_it_is_complete_and_replaces_the_old_one_then(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("whole.mbtiles");
    void *sink = begun(path);
    put_text(sink, (om_tile){3, 4, 3}, "old");
    CHECK(!om_file_exists(path));
    CHECK_OK(mbtiles->finish(sink, &set, "{}", &err));
    mbtiles->close(sink);
    CHECK(om_file_exists(path));

    sink = begun(path);
    put_text(sink, (om_tile){3, 4, 3}, "new");
    const char *const new_tiles = "SELECT count(*) FROM tiles WHERE tile_data = x'6e6577'";
    CHECK_INT(mbtiles_number(path, new_tiles), 0);
    CHECK_OK(mbtiles->finish(sink, &set, "{}", &err));
    mbtiles->close(sink);
    CHECK_INT(mbtiles_number(path, new_tiles), 1);
}

static void what_is_kept_is_there_after_a_close_without_a_finish(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("kept.mbtiles");
    void *sink = begun(path);
    put_text(sink, (om_tile){3, 4, 3}, "a");
    bool is_safe = true;
    CHECK_OK(mbtiles->keep(sink, "{\"batches\":1}", &is_safe, &err));
    CHECK(!is_safe); /* one tile is no transaction's worth */
    mbtiles->close(sink);

    char *manifest = NULL;
    CHECK_OK(sink_open(mbtiles, path, &sink, &manifest, &err));
    CHECK_TEXT(manifest, "{\"batches\":1}");
    free(manifest);
    CHECK_OK(mbtiles->resume(sink, &err));
    bool is_there = false;
    CHECK_OK(mbtiles->has(sink, (om_tile){3, 4, 3}, &is_there, &err));
    CHECK(is_there);
    mbtiles->close(sink);
}

static void an_archive_that_only_lacks_its_name_gets_it(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("nameless.mbtiles");
    void *sink = begun(path);
    put_text(sink, (om_tile){3, 4, 3}, "a");
    CHECK_OK(mbtiles->finish(sink, &set, "{\"finished\":true}", &err));
    mbtiles->close(sink);
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", path);
    CHECK_INT(rename(path, part.bytes), 0); /* as killed just before it took its name */

    OM_AUTO_MEMORY char *manifest = NULL;
    CHECK_OK(sink_open(mbtiles, path, &sink, &manifest, &err));
    CHECK_TEXT(manifest, "{\"finished\":true}");
    mbtiles->close(sink);
    CHECK(om_file_exists(path));
    CHECK(!om_file_exists(part.bytes));
}

/* The disk refuses once the last manifest is written: what was done of the ending is undone. */
static void an_archive_whose_ending_fails_stays_unfinished(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("refused.mbtiles");
    void *sink = begun(path);
    put_text(sink, (om_tile){3, 4, 3}, "a");
    bool is_safe = false;
    CHECK_OK(mbtiles->keep(sink, "{\"batches\":1}", &is_safe, &err));
    mbtiles->close(sink);
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", path);
    mbtiles_run(part.bytes, "create trigger refuse after insert on metadata "
                            "when new.value = '{\"finished\":true}' "
                            "begin select raise(fail, 'no room'); end");

    OM_AUTO_MEMORY char *before = NULL;
    OM_AUTO_MEMORY char *after = NULL;
    CHECK_OK(sink_open(mbtiles, path, &sink, &before, &err));
    CHECK_OK(mbtiles->resume(sink, &err));
    put_text(sink, (om_tile){3, 4, 4}, "b");
    CHECK(mbtiles->finish(sink, &set, "{\"finished\":true}", &err) != OM_OK);
    mbtiles->close(sink);
    CHECK(!om_file_exists(path));

    CHECK_OK(sink_open(mbtiles, path, &sink, &after, &err));
    CHECK_TEXT(after, "{\"batches\":1}");
    CHECK_OK(mbtiles->resume(sink, &err));
    bool is_there = false;
    CHECK_OK(mbtiles->has(sink, (om_tile){3, 4, 4}, &is_there, &err));
    CHECK(is_there);
    mbtiles->close(sink);
}

static void two_exports_cannot_write_to_one_file(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("two.mbtiles");
    void *sink = begun(path), *other = NULL;
    char *manifest = NULL;
    CHECK_FAILS(sink_open(mbtiles, path, &other, &manifest, &err), OM_ERR_LOCKED, "another export");
    mbtiles->close(sink);
}

static void an_archive_of_somebody_else_is_refused(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("foreign.mbtiles");
    void *sink = NULL;
    char *manifest = NULL;
    CHECK_OK(om_file_write(path, "SQLite format 3", 16, &err));
    CHECK_FAILS(sink_open(mbtiles, path, &sink, &manifest, &err), OM_ERR_USAGE, "not made by");
    CHECK_OK(om_file_write(path, "", 0, &err));
    CHECK_FAILS(sink_open(mbtiles, path, &sink, &manifest, &err), OM_ERR_USAGE, "not made by");
}

OM_TESTS(test(the_metadata_is_complete), test(rows_count_from_the_south),
         test(equal_tiles_are_kept_once), test(a_flat_archive_has_a_row_a_tile_and_no_view),
         test(the_file_appears_when_it_is_complete_and_replaces_the_old_one_then),
         test(what_is_kept_is_there_after_a_close_without_a_finish),
         test(an_archive_that_only_lacks_its_name_gets_it),
         test(an_archive_whose_ending_fails_stays_unfinished),
         test(two_exports_cannot_write_to_one_file), test(an_archive_of_somebody_else_is_refused))

/* A PMTiles archive is clustered, keeps equal tiles once and appears whole. */
#include "tiles/sink.h"

#include <stdlib.h>

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/tiles.h"
#include "tiles/archive.h"
#include "tiles/pmtiles.h"
#include "tiles/tile_id.h"

extern const om_sink_kind om_sink_pmtiles;
static const om_sink_kind *const pmtiles = &om_sink_pmtiles;

static const om_tileset set = {"Name", "Words", "© Mapper", {0, 0, 11.25, 10}, 3,
                               8,      1,       256,        OM_TILE_PNG};

/* A path where neither FILE nor its parts are; borrowed until the next call. */
static const char *fresh(const char *name)
{
    const char *const endings[] = {".part", ".part-index", ".part-state"};
    for (size_t i = 0; i < 3; i++) {
        OM_AUTO_TEXT part = {0};
        om_text_add_format(&part, "%s%s", name, endings[i]);
        scratch_file(part.bytes);
    }
    return scratch_file(name);
}

static void put_text(void *sink, uint64_t id, const char *text)
{
    om_error err;
    CHECK_OK(sink_put(pmtiles, sink, om_tile_of_id(id), text, strlen(text), &err));
}

static void keep(void *sink, const char *manifest)
{
    om_error err;
    bool is_safe = false;
    CHECK_OK(pmtiles->keep(sink, manifest, &is_safe, &err));
    CHECK(is_safe);
}

static om_pmtiles_header header_of(const char *path)
{
    om_error err;
    OM_AUTO_TEXT bytes = {0};
    om_pmtiles_header header;
    CHECK_OK(om_file_read(path, &bytes, &err));
    CHECK_OK(om_pmtiles_header_parse((const unsigned char *)bytes.bytes, bytes.length, path,
                                     &header, &err));
    CHECK_INT(header.tiles.offset + header.tiles.size, bytes.length);
    return header;
}

static void check_tile(const char *path, uint64_t id, const char *wanted)
{
    OM_AUTO_TEXT target = {0};
    om_text_add_format(&target, "pmtiles:%s", path);
    OM_AUTO_TEXT bytes = tile_bytes(target.bytes, om_tile_of_id(id));
    CHECK_TEXT(bytes.bytes ? bytes.bytes : "", wanted);
}

static void equal_tiles_are_kept_once_and_equal_neighbours_are_one_entry(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("equal.pmtiles");
    void *sink = sink_begun(pmtiles, path);
    const uint64_t base = om_tile_id_first(3);
    for (uint64_t i = 0; i < 10; i++)
        put_text(sink, base + i, i == 4 ? "land" : "sea");
    uint64_t distinct = 0;
    CHECK_OK(pmtiles->distinct(sink, &distinct, &err));
    CHECK_INT(distinct, 2);
    CHECK_OK(pmtiles->finish(sink, &set, "{}", &err));
    pmtiles->close(sink);
    const om_pmtiles_header header = header_of(path);
    CHECK_INT(header.addressed, 10);
    CHECK_INT(header.entries, 3);
    CHECK_INT(header.contents, 2);
    CHECK_INT(header.tiles.size, 7);
    CHECK(header.is_clustered);
    for (uint64_t i = 0; i < 10; i++)
        check_tile(path, base + i, i == 4 ? "land" : "sea");
    check_tile(path, base + 10, "");
}

static void tiles_out_of_order_are_put_in_order_and_the_last_counts(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("order.pmtiles");
    void *sink = sink_begun(pmtiles, path);
    const uint64_t base = om_tile_id_first(4);
    put_text(sink, base + 7, "seven");
    put_text(sink, base + 8, "seven");
    put_text(sink, base + 2, "two");
    put_text(sink, base + 7, "new");
    bool is_there = false;
    CHECK_OK(pmtiles->has(sink, om_tile_of_id(base + 2), &is_there, &err));
    CHECK(is_there);
    CHECK_OK(pmtiles->finish(sink, &set, "{}", &err));
    pmtiles->close(sink);
    CHECK(!header_of(path).is_clustered);
    check_tile(path, base + 2, "two");
    check_tile(path, base + 7, "new");
    check_tile(path, base + 8, "seven");
}

static void what_was_kept_is_gone_on_with_and_the_rest_forgotten(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("kept.pmtiles");
    const uint64_t base = om_tile_id_first(5);
    void *sink = sink_begun(pmtiles, path);
    put_text(sink, base, "a");
    put_text(sink, base + 1, "b");
    keep(sink, "{\"batches\":1}");
    put_text(sink, base + 2, "lost");
    pmtiles->close(sink);
    CHECK(!om_file_exists(path));

    OM_AUTO_MEMORY char *manifest = NULL;
    CHECK_OK(sink_open(pmtiles, path, &sink, &manifest, &err));
    CHECK_TEXT(manifest, "{\"batches\":1}");
    CHECK_OK(pmtiles->resume(sink, &err));
    bool is_there = true;
    CHECK_OK(pmtiles->has(sink, om_tile_of_id(base + 2), &is_there, &err));
    CHECK(!is_there);
    put_text(sink, base + 2, "a");
    CHECK_OK(pmtiles->finish(sink, &set, "{}", &err));
    pmtiles->close(sink);
    CHECK_INT(header_of(path).tiles.size, 2);
    check_tile(path, base + 1, "b");
    check_tile(path, base + 2, "a");
}

static void two_exports_cannot_write_to_one_file(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("two.pmtiles");
    void *sink = sink_begun(pmtiles, path), *other = NULL;
    char *manifest = NULL;
    CHECK_FAILS(sink_open(pmtiles, path, &other, &manifest, &err), OM_ERR_LOCKED, "another export");
    pmtiles->close(sink);
}

static void an_archive_of_somebody_else_is_refused(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("foreign.pmtiles");
    void *sink = NULL;
    char *manifest = NULL;
    CHECK_OK(om_file_write(path, "PMTiles of mine", 15, &err));
    CHECK_FAILS(sink_open(pmtiles, path, &sink, &manifest, &err), OM_ERR_USAGE, "not made by");
}

static void a_damaged_note_is_told(void **state)
{
    (void)state;
    om_error err;
    const char *path = fresh("damaged.pmtiles");
    void *sink = sink_begun(pmtiles, path);
    keep(sink, "{}");
    pmtiles->close(sink);
    OM_AUTO_TEXT note = {0};
    om_text_add_format(&note, "%s.part-state", path);
    CHECK_OK(om_file_write(note.bytes, "rubbish", 7, &err));
    char *manifest = NULL;
    CHECK_FAILS(sink_open(pmtiles, path, &sink, &manifest, &err), OM_ERR_CORRUPT, "damaged");
}

OM_TESTS(test(equal_tiles_are_kept_once_and_equal_neighbours_are_one_entry),
         test(tiles_out_of_order_are_put_in_order_and_the_last_counts),
         test(what_was_kept_is_gone_on_with_and_the_rest_forgotten),
         test(two_exports_cannot_write_to_one_file), test(an_archive_of_somebody_else_is_refused),
         test(a_damaged_note_is_told))

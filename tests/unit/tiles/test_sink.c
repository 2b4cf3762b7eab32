/* Every registered sink takes a 2 x 2 range and gives it back. */
#include "tiles/sink.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/tiles.h"
#include "tiles/archive.h"

static const om_tileset set = {"A & B", "two by two", "© <b>X</b>", {0, 0, 1, 1}, 5, 5,
                               1,       256,          OM_TILE_PNG};

static om_text content_of(om_tile tile)
{
    om_text bytes = {0};
    om_text_add_format(&bytes, "tile %u/%u", tile.x % 2, tile.y);
    return bytes; /* sinks do not look into files */
}

static void put_four(const om_sink_kind *kind, void *sink)
{
    om_error err;
    for (uint32_t i = 0; i < 4; i++) {
        const om_tile tile = {5, 16 + i % 2, 15 + i / 2};
        OM_AUTO_TEXT bytes = content_of(tile);
        CHECK_OK(sink_put(kind, sink, tile, bytes.bytes, bytes.length, &err));
    }
}

static void goes_out_and_comes_back(const om_sink_kind *kind)
{
    om_error err;
    OM_AUTO_TEXT target = {0};
    om_text_add_format(&target, "%s:%s", kind->scheme, scratch_folder("sink-two-by-two"));
    const char *path = strchr(target.bytes, ':') + 1;

    void *sink = NULL;
    char *manifest = NULL;
    CHECK_OK(sink_open(kind, path, &sink, &manifest, &err));
    CHECK(manifest == NULL);
    CHECK_OK(kind->begin(sink, "{\"begun\":true}", "5+3", &err));
    put_four(kind, sink);
    bool is_there = false, is_safe = false;
    CHECK_OK(kind->keep(sink, "{\"kept\":4}", &is_safe, &err));
    CHECK(is_safe || kind->settle);
    CHECK_OK(kind->has(sink, (om_tile){5, 16, 15}, &is_there, &err));
    CHECK(is_there);
    CHECK_OK(kind->has(sink, (om_tile){5, 18, 15}, &is_there, &err));
    CHECK(!is_there);
    CHECK_OK(kind->finish(sink, &set, "{\"finished\":true}", &err));
    kind->close(sink);

    for (uint32_t i = 0; i < 4; i++) {
        const om_tile tile = {5, 16 + i % 2, 15 + i / 2};
        OM_AUTO_TEXT wanted = content_of(tile);
        OM_AUTO_TEXT got = tile_bytes(target.bytes, tile);
        CHECK_TEXT(got.bytes, wanted.bytes);
    }
    CHECK_OK(sink_open(kind, path, &sink, &manifest, &err));
    CHECK_TEXT(manifest, "{\"finished\":true}");
    free(manifest);
    kind->close(sink);

    OM_AUTO_ARCHIVE archive = {0};
    CHECK_OK(om_archive_open(target.bytes, &archive, &err));
    CHECK_INT(om_runs_total(&archive.tiles), 4);
    CHECK_TEXT(archive.facts.manifest, "{\"finished\":true}");
    CHECK_TEXT(archive.facts.promise, "5+3");
    CHECK_TEXT(archive.facts.name, "A & B");
    CHECK_TEXT(archive.facts.attribution, "© <b>X</b>");
}

static void every_kind_takes_two_by_two_tiles_and_gives_them_back(void **state)
{
    (void)state;
    size_t count = 0;
    const om_sink_kind *const *kinds = om_sink_kinds(&count);
    CHECK(count >= 4);
    for (size_t i = 0; i < count; i++)
        goes_out_and_comes_back(kinds[i]);
}

static void every_kind_describes_itself(void **state)
{
    (void)state;
    size_t count = 0;
    const om_sink_kind *const *kinds = om_sink_kinds(&count);
    for (size_t i = 0; i < count; i++) {
        CHECK(om_text_starts(kinds[i]->target, kinds[i]->scheme));
        CHECK(om_text_ends(kinds[i]->summary, "."));
    }
}

static void a_target_is_a_scheme_and_a_path(void **state)
{
    (void)state;
    om_error err;
    const om_sink_kind *kind = NULL;
    const char *path = NULL;
    CHECK_OK(om_sink_find("mbtiles:C:/a:b.mbtiles", &kind, &path, &err));
    CHECK_TEXT(kind->scheme, "mbtiles");
    CHECK_TEXT(path, "C:/a:b.mbtiles");
    const char *const bad[] = {"", ":", "xyz", "xyz:", "x:dir", "xyzz:dir", "pmtile:f", "dir"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_FAILS(om_sink_find(bad[i], &kind, &path, &err), OM_ERR_USAGE,
                    "is not xyz:DIR, tms:DIR, mbtiles:FILE or pmtiles:FILE");
}

OM_TESTS(test(every_kind_takes_two_by_two_tiles_and_gives_them_back),
         test(every_kind_describes_itself), test(a_target_is_a_scheme_and_a_path))

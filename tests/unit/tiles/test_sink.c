/* Every registered sink takes a 2 x 2 range and gives it back. */
#include "tiles/sink.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/tiles.h"

static const om_tileset set = {"A & B", "two by two", "© <b>X</b>", {0, 0, 1, 1}, 5, 5, 1};

static om_text content_of(om_tile tile)
{
    om_text bytes = {0};
    om_text_add_format(&bytes, "tile %u/%u", tile.x % 2, tile.y);
    return bytes;
}

static void put_four(const om_sink_kind *kind, void *sink)
{
    om_error err;
    for (uint32_t i = 0; i < 4; i++) {
        const om_tile tile = {5, 16 + i % 2, 15 + i / 2};
        OM_AUTO_TEXT bytes = content_of(tile);
        CHECK_OK(kind->put(sink, tile, bytes.bytes, bytes.length, &err));
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
    CHECK_OK(kind->open(path, &sink, &manifest, &err));
    CHECK(manifest == NULL);
    CHECK_OK(kind->begin(sink, "{\"begun\":true}", &err));
    put_four(kind, sink);
    CHECK_OK(kind->keep(sink, "{\"kept\":4}", &err));
    bool is_there = false;
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
    CHECK_OK(kind->open(path, &sink, &manifest, &err));
    CHECK_TEXT(manifest, "{\"finished\":true}");
    free(manifest);
    kind->close(sink);
}

static void every_kind_takes_two_by_two_tiles_and_gives_them_back(void **state)
{
    (void)state;
    size_t count = 0;
    const om_sink_kind *const *kinds = om_sink_kinds(&count);
    CHECK(count >= 2);
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
    const char *const bad[] = {"", ":", "xyz", "xyz:", "x:dir", "xyzz:dir", "pmtiles:f", "dir"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_FAILS(om_sink_find(bad[i], &kind, &path, &err), OM_ERR_USAGE,
                    "is not xyz:DIR or mbtiles:FILE");
}

OM_TESTS(test(every_kind_takes_two_by_two_tiles_and_gives_them_back),
         test(every_kind_describes_itself), test(a_target_is_a_scheme_and_a_path))

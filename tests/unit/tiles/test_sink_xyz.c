/* A folder of tiles is plain, clean and told apart from what is not ours. */
#include "tiles/sink.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/tiles.h"

extern const om_sink_kind om_sink_xyz;
static const om_sink_kind *const xyz = &om_sink_xyz;

static const om_tileset set = {"Name", "Words", "© Mapper", {0, 0, 10, 10}, 3,
                               3,      1,       256,        OM_TILE_PNG};

static void *begun(const char *folder)
{
    return sink_begun(xyz, folder);
}

static bool is_in(const char *folder, const char *name)
{
    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/%s", folder, name);
    return om_file_exists(path.bytes);
}

static int entries_of(const char *path)
{
    DIR *folder = opendir(path);
    int count = -2; /* . and .. */
    while (folder && readdir(folder))
        count++;
    closedir(folder);
    return count;
}

static void the_tilejson_appears_when_the_set_is_complete(void **state)
{
    (void)state;
    om_error err;
    const char *folder = scratch_folder("xyz-tilejson");
    void *sink = begun(folder);
    CHECK_OK(sink_put(xyz, sink, (om_tile){3, 4, 3}, "png", 3, &err));
    CHECK(is_in(folder, "3/4/3.png"));
    CHECK(is_in(folder, ".onemap-export.json"));
    CHECK(!is_in(folder, "tilejson.json"));
    CHECK_OK(xyz->finish(sink, &set, "{}", &err));
    xyz->close(sink);

    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/tilejson.json", folder);
    OM_AUTO(om_json) json = NULL;
    CHECK_OK(om_json_open(path.bytes, &json, &err));
    CHECK_TEXT(om_json_text(om_json_get(json, "attribution")), "© Mapper");
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(json, "tiles"), 0)), "{z}/{x}/{y}.png");
    /* The zoom, the TileJSON, the manifest, the promise: no leftovers. */
    CHECK_INT(entries_of(folder), 4);
}

static void beginning_again_removes_tiles_and_nothing_else(void **state)
{
    (void)state;
    om_error err;
    const char *folder = scratch_folder("xyz-again");
    void *sink = begun(folder);
    CHECK_OK(sink_put(xyz, sink, (om_tile){3, 4, 3}, "png", 3, &err));
    CHECK_OK(xyz->finish(sink, &set, "{}", &err));
    xyz->close(sink);
    OM_AUTO_TEXT mine = {0};
    om_text_add_format(&mine, "%s/3/4/notes.txt", folder);
    CHECK_OK(om_file_write(mine.bytes, "mine", 4, &err));

    sink = begun(folder);
    CHECK(!is_in(folder, "3/4/3.png"));
    CHECK(!is_in(folder, "tilejson.json"));
    CHECK(is_in(folder, "3/4/notes.txt"));
    xyz->close(sink);
}

static void two_exports_cannot_write_to_one_folder(void **state)
{
    (void)state;
    om_error err;
    const char *folder = scratch_folder("xyz-two");
    void *sink = begun(folder), *other = NULL;
    char *manifest = NULL;
    CHECK_FAILS(sink_open(xyz, folder, &other, &manifest, &err), OM_ERR_LOCKED, "another export");
    xyz->close(sink);
    CHECK_OK(sink_open(xyz, folder, &other, &manifest, &err));
    free(manifest);
    xyz->close(other);
}

static ino_t file_number(const char *folder, const char *name)
{
    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/%s", folder, name);
    struct stat found;
    CHECK_INT(stat(path.bytes, &found), 0);
    return found.st_ino;
}

static void equal_tiles_are_links_to_one_file_until_one_changes(void **state)
{
    (void)state;
    om_error err;
    const char *folder = scratch_folder("xyz-links");
    void *sink = begun(folder);
    CHECK_OK(sink_put(xyz, sink, (om_tile){3, 4, 3}, "sea", 3, &err));
    CHECK_OK(sink_put(xyz, sink, (om_tile){3, 4, 4}, "sea", 3, &err));
    CHECK_OK(sink_put(xyz, sink, (om_tile){3, 5, 4}, "land", 4, &err));
    CHECK_INT(file_number(folder, "3/4/3.png"), file_number(folder, "3/4/4.png"));
    CHECK(file_number(folder, "3/4/3.png") != file_number(folder, "3/5/4.png"));
    CHECK_OK(sink_put(xyz, sink, (om_tile){3, 4, 4}, "land", 4, &err));
    xyz->close(sink);
    OM_AUTO_TEXT target = {0};
    om_text_add_format(&target, "xyz:%s", folder);
    OM_AUTO_TEXT kept = tile_bytes(target.bytes, (om_tile){3, 4, 3});
    OM_AUTO_TEXT changed = tile_bytes(target.bytes, (om_tile){3, 4, 4});
    CHECK_TEXT(kept.bytes, "sea");
    CHECK_TEXT(changed.bytes, "land");
}

static void closing_nothing_is_fine(void **state)
{
    (void)state;
    xyz->close(NULL);
}

OM_TESTS(test(the_tilejson_appears_when_the_set_is_complete),
         test(beginning_again_removes_tiles_and_nothing_else),
         test(two_exports_cannot_write_to_one_folder),
         test(equal_tiles_are_links_to_one_file_until_one_changes), test(closing_nothing_is_fine))

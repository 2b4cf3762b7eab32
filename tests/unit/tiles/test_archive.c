/* Every container is read the same way, and what is damaged in it is named. */
#include "tiles/archive.h"

#include <stdlib.h>
#include <unistd.h>

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/tiles.h"
#include "tiles/tile_id.h"

/* An export of the pattern into a fresh target; freed with free(). */
static char *exported(const char *scheme, const char *name)
{
    om_error err;
    om_text target = {0};
    om_text_add_format(&target, "%s:%s", scheme, scratch_folder(name));
    pattern_export all;
    pattern_export_init(&all, "archive");
    OM_AUTO_MEMORY char *report = NULL;
    CHECK_OK(om_export_run(&all.job, target.bytes, &report, &err));
    pattern_export_clear(&all);
    return om_text_take(&target);
}

static void every_kind_lists_and_reads_what_was_exported(void **state)
{
    (void)state;
    om_error err;
    const char *const schemes[] = {"xyz", "tms", "mbtiles", "pmtiles"};
    OM_AUTO_MEMORY char *wanted = exported("xyz", "archive-wanted");
    pattern_export all;
    pattern_export_init(&all, "archive");
    for (size_t i = 0; i < 4; i++) {
        OM_AUTO_MEMORY char *target = exported(schemes[i], "archive-read");
        OM_AUTO_ARCHIVE archive = {0};
        CHECK_OK(om_archive_open(target, &archive, &err));
        CHECK_INT(om_runs_total(&archive.tiles), om_tile_plan_tile_count(&all.job.plan));
        CHECK_TEXT(archive.facts.name, "Pattern");
        CHECK(archive.facts.has_bounds);
        CHECK_NEAR(archive.facts.bounds.west, -100, 1e-6);
        OM_AUTO_RUNS promised = {0}, left = {0};
        CHECK_OK(om_runs_parse(archive.facts.promise, "x", &promised, &err));
        om_runs_subtract(&promised, &archive.tiles, &left);
        CHECK_INT(left.count, 0);
        check_same_tiles(&all.job.plan, wanted, target);
    }
    pattern_export_clear(&all);
}

static void rows_of_tms_folders_count_from_the_south(void **state)
{
    (void)state;
    OM_AUTO_MEMORY char *target = exported("tms", "archive-tms");
    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/4/5/9.png", strchr(target, ':') + 1);
    CHECK(om_file_exists(path.bytes)); /* XYZ row 6 of 16 */
    OM_AUTO_TEXT file = {0}, tile = tile_bytes(target, (om_tile){4, 5, 6});
    om_error err;
    CHECK_OK(om_file_read(path.bytes, &file, &err));
    CHECK(file.length == tile.length && memcmp(file.bytes, tile.bytes, file.length) == 0);
}

static void a_name_without_a_scheme_is_understood_by_what_is_there(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *folder = exported("xyz", "archive-bare");
    OM_AUTO_MEMORY char *file = exported("pmtiles", "archive-bare.pmtiles");
    OM_AUTO_ARCHIVE first = {0}, second = {0}, none = {0};
    CHECK_OK(om_archive_open(strchr(folder, ':') + 1, &first, &err));
    CHECK_TEXT(first.kind->scheme, "xyz");
    CHECK_OK(om_archive_open(strchr(file, ':') + 1, &second, &err));
    CHECK_TEXT(second.kind->scheme, "pmtiles");
    CHECK_FAILS(om_archive_open("nowhere.zip", &none, &err), OM_ERR_USAGE, "'nowhere.zip'");
    CHECK_FAILS(om_archive_open("nowhere.mbtiles", &none, &err), OM_ERR_NOT_FOUND, "nowhere");
    CHECK_FAILS(om_archive_open("nowhere.pmtiles", &none, &err), OM_ERR_NOT_FOUND, "nowhere");
    CHECK_FAILS(om_archive_open("xyz:nowhere", &none, &err), OM_ERR_NOT_FOUND, "nowhere");
}

static void a_tile_that_is_damaged_is_named(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *target = exported("xyz", "archive-damaged");
    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/3/2/4.png", strchr(target, ':') + 1);
    CHECK_INT(truncate(path.bytes, 60), 0);
    OM_AUTO_ARCHIVE archive = {0};
    CHECK_OK(om_archive_open(target, &archive, &err));
    OM_AUTO_TEXT bytes = {0};
    CHECK_FAILS(om_archive_read(&archive, om_tile_id((om_tile){3, 2, 4}), &bytes, &err),
                OM_ERR_CORRUPT, "tile 3/2/4 is damaged");
    CHECK_FAILS(om_archive_read(&archive, om_tile_id((om_tile){9, 2, 4}), &bytes, &err),
                OM_ERR_CORRUPT, "tile 9/2/4 cannot be read");
}

static void a_file_that_is_cut_anywhere_is_refused_or_lacks_tiles(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *target = exported("pmtiles", "archive-cut.pmtiles");
    const char *path = strchr(target, ':') + 1;
    OM_AUTO_TEXT whole = {0};
    CHECK_OK(om_file_read(path, &whole, &err));
    for (size_t size = 0; size < whole.length; size += 1999) {
        CHECK_OK(om_file_write(path, whole.bytes, size, &err));
        OM_AUTO_ARCHIVE archive = {0};
        om_status status = om_archive_open(target, &archive, &err);
        for (uint64_t i = 0; status == OM_OK && i < om_runs_total(&archive.tiles); i++) {
            OM_AUTO_TEXT bytes = {0};
            status = om_archive_read(&archive, om_runs_at(&archive.tiles, i), &bytes, &err);
        }
        CHECK_INT(status, OM_ERR_CORRUPT);
    }
}

OM_TESTS(test(every_kind_lists_and_reads_what_was_exported),
         test(rows_of_tms_folders_count_from_the_south),
         test(a_name_without_a_scheme_is_understood_by_what_is_there),
         test(a_tile_that_is_damaged_is_named),
         test(a_file_that_is_cut_anywhere_is_refused_or_lacks_tiles))

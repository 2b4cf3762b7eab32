/* Exports: the same bytes by every way, gone on with after a stop, and nothing foreign touched. */
#include "tiles/export.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/png_read.h"
#include "tests/support/tiles.h"

/* "scheme:PATH" below the scratch folder, with nothing there yet; freed with free(). */
static char *fresh_target(const char *scheme, const char *name)
{
    om_text target = {0};
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", name);
    scratch_folder(part.bytes);
    om_text_add_format(&target, "%s:%s", scheme, scratch_folder(name));
    return om_text_take(&target);
}

static const char *path_of(const char *target)
{
    return strchr(target, ':') + 1;
}

static om_status export_to(pattern_export *all, const char *target, char **ret_report,
                           om_error *err)
{
    char *report = NULL;
    const om_status status = om_export_run(&all->job, target, &report, err);
    if (ret_report && status == OM_OK)
        *ret_report = report;
    else
        free(report);
    return status;
}

/* A finished export that others are compared with. */
static char *reference(const char *scheme, const char *name)
{
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    all.job.plan.metatile = 1;
    char *target = fresh_target(scheme, name);
    CHECK_OK(export_to(&all, target, NULL, &err));
    pattern_export_clear(&all);
    return target;
}

static void tiles_are_what_was_painted(void **state)
{
    (void)state;
    OM_AUTO_MEMORY char *target = reference("xyz", "export-painted");
    const om_tile tiles[] = {{0, 0, 0}, {2, 1, 1}, {4, 5, 6}, {4, 8, 6}, {4, 9, 6}};
    for (size_t i = 0; i < sizeof tiles / sizeof *tiles; i++) {
        OM_AUTO_TEXT bytes = tile_bytes(target, tiles[i]);
        png_picture picture = png_read_bytes(bytes.bytes, bytes.length);
        CHECK_INT(picture.width, 256);
        for (uint32_t at = 0; at < 256 * 256; at += 97)
            CHECK_INT(png_pixel(&picture, at % 256, at / 256),
                      pattern_pixel(tiles[i], at % 256, at / 256));
        free(picture.rgba);
    }
}

static void bytes_do_not_depend_on_metatile_threads_or_sink(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *wanted = reference("xyz", "export-wanted");
    const struct {
        const char *scheme;
        int metatile, threads;
        bool is_shy;
    } ways[] = {{"xyz", 4, 1, false},     {"xyz", 8, 2, true},      {"mbtiles", 1, 2, true},
                {"mbtiles", 4, 1, false}, {"mbtiles", 8, 3, false}, {"mbtiles", 32, 0, true}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        pattern_export all;
        pattern_export_init(&all, "a");
        all.job.plan.metatile = ways[i].metatile;
        all.job.threads = ways[i].threads;
        all.painter.is_shy = ways[i].is_shy;
        OM_AUTO_MEMORY char *target = fresh_target(ways[i].scheme, "export-way");
        CHECK_OK(export_to(&all, target, NULL, &err));
        check_same_tiles(&all.job.plan, wanted, target);
        pattern_export_clear(&all);
    }
}

static void an_interrupted_export_is_gone_on_with(const char *scheme)
{
    om_error err;
    OM_AUTO_MEMORY char *wanted = reference("xyz", "export-whole");
    OM_AUTO_MEMORY char *target = fresh_target(scheme, "export-stopped");
    pattern_export all;
    pattern_export_init(&all, "a");
    all.job.plan.metatile = 1;
    const int batches = (int)plan_batches(&all.job.plan, 5);

    all.patience.reports_left = 40;
    CHECK_FAILS(export_to(&all, target, NULL, &err), OM_ERR_CANCELLED, "stopped on request");
    CHECK_FAILS(export_to(&all, target, NULL, &err), OM_ERR_USAGE, "unfinished export");
    const int before = atomic_load(&all.painter.painted);
    CHECK(before < batches);

    all.job.resume = true;
    all.patience.reports_left = 30;
    CHECK_FAILS(export_to(&all, target, NULL, &err), OM_ERR_CANCELLED, "stopped on request");
    all.patience.reports_left = -1;
    char *report = NULL;
    CHECK_OK(export_to(&all, target, &report, &err));
    free(report);
    check_same_tiles(&all.job.plan, wanted, target);
    /* What was acknowledged was not painted again: only what waited in the line was. */
    CHECK(atomic_load(&all.painter.painted) < batches + 2 * 8);
    CHECK_INT(all.patience.last_done, all.patience.last_total);
    pattern_export_clear(&all);
}

static void stopping_and_resuming_gives_the_same_tiles(void **state)
{
    (void)state;
    an_interrupted_export_is_gone_on_with("xyz");
    an_interrupted_export_is_gone_on_with("mbtiles");
}

static void resuming_what_is_finished_does_nothing(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *target = reference("mbtiles", "export-done");
    pattern_export all;
    pattern_export_init(&all, "a");
    all.job.resume = true;
    char *report = NULL;
    CHECK_OK(export_to(&all, target, &report, &err));
    CHECK_INT(atomic_load(&all.painter.painted), 0);
    CHECK(strstr(report, "\"painted\": 0"));
    free(report);
    pattern_export_clear(&all);
}

static void a_finished_set_is_not_overwritten_unless_asked(void **state)
{
    (void)state;
    om_error err;
    const char *const schemes[] = {"xyz", "mbtiles"};
    for (size_t i = 0; i < 2; i++) {
        OM_AUTO_MEMORY char *target = reference(schemes[i], "export-finished");
        pattern_export all;
        pattern_export_init(&all, "b");
        CHECK_FAILS(export_to(&all, target, NULL, &err), OM_ERR_USAGE, "finished export");
        all.job.resume = true;
        CHECK_FAILS(export_to(&all, target, NULL, &err), OM_ERR_USAGE,
                    "another style: \"a\", now \"b\"");
        all.job.overwrite = true;
        all.job.plan.max_zoom = 2;
        CHECK_OK(export_to(&all, target, NULL, &err));
        OM_AUTO_TEXT stale = tile_bytes(target, (om_tile){4, 8, 6});
        CHECK_INT(stale.length, 0);
        pattern_export_clear(&all);
    }
}

static void a_foreign_folder_or_file_is_refused_even_to_overwrite(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    all.job.overwrite = true;

    OM_AUTO_MEMORY char *folder = fresh_target("xyz", "export-foreign");
    OM_AUTO_TEXT letter = {0};
    om_text_add_format(&letter, "%s/letter.txt", path_of(folder));
    CHECK_OK(om_folder_make(path_of(folder), &err));
    CHECK_OK(om_file_write(letter.bytes, "dear", 4, &err));
    CHECK_FAILS(export_to(&all, folder, NULL, &err), OM_ERR_USAGE, "'letter.txt'");
    CHECK(om_file_exists(letter.bytes));

    OM_AUTO_TEXT as_file = {0}, as_archive = {0}, folder_as_archive = {0};
    om_text_add_format(&as_file, "xyz:%s", letter.bytes);
    om_text_add_format(&as_archive, "mbtiles:%s", letter.bytes);
    om_text_add_format(&folder_as_archive, "mbtiles:%s", path_of(folder));
    CHECK_FAILS(export_to(&all, as_file.bytes, NULL, &err), OM_ERR_USAGE, "is a file");
    CHECK_FAILS(export_to(&all, as_archive.bytes, NULL, &err), OM_ERR_USAGE,
                "was not made by an export");
    CHECK_FAILS(export_to(&all, folder_as_archive.bytes, NULL, &err), OM_ERR_USAGE, "is a folder");
    CHECK_INT(atomic_load(&all.painter.painted), 0);
    pattern_export_clear(&all);
}

static void an_empty_folder_is_as_good_as_none(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    OM_AUTO_MEMORY char *target = fresh_target("xyz", "export-empty");
    CHECK_OK(om_folder_make(path_of(target), &err));
    CHECK_OK(export_to(&all, target, NULL, &err));
    pattern_export_clear(&all);
}

static void a_painter_that_fails_leaves_what_is_done_to_be_resumed(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *wanted = reference("xyz", "export-whole");
    OM_AUTO_MEMORY char *target = fresh_target("mbtiles", "export-failed");
    pattern_export all;
    pattern_export_init(&all, "a");
    all.painter.fails = true;
    CHECK_FAILS(export_to(&all, target, NULL, &err), OM_ERR_MEMORY, "the paint is out");
    CHECK(!om_file_exists(path_of(target)));
    all.painter.fails = false;
    all.job.resume = true;
    CHECK_OK(export_to(&all, target, NULL, &err));
    check_same_tiles(&all.job.plan, wanted, target);
    pattern_export_clear(&all);
}

static void limit_file_size(rlim_t bytes)
{
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit limit;
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    CHECK_INT(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static void a_full_disk_is_told_and_the_export_resumed(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_MEMORY char *wanted = reference("xyz", "export-whole");
    OM_AUTO_MEMORY char *target = fresh_target("mbtiles", "export-full");
    pattern_export all;
    pattern_export_init(&all, "a");
    all.job.plan.max_zoom = 5;
    limit_file_size(128 * 1024);
    const om_status status = export_to(&all, target, NULL, &err);
    limit_file_size(RLIM_INFINITY);
    CHECK_INT(status, OM_ERR_DISK);
    CHECK(!om_file_exists(path_of(target)));
    all.job.resume = true;
    CHECK_OK(export_to(&all, target, NULL, &err));
    all.job.plan.max_zoom = 4;
    check_same_tiles(&all.job.plan, wanted, target);
    CHECK_INT(mbtiles_number(path_of(target), "SELECT count(*) FROM pragma_integrity_check"
                                              " WHERE integrity_check = 'ok'"),
              1);
    pattern_export_clear(&all);
}

static void a_place_that_cannot_be_written_is_a_disk_error(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    CHECK_FAILS(export_to(&all, "xyz:/proc/tiles", NULL, &err), OM_ERR_DISK, "/proc/tiles");
    CHECK_FAILS(export_to(&all, "mbtiles:/proc/tiles", NULL, &err), OM_ERR_DISK, "/proc/tiles");
    CHECK_FAILS(export_to(&all, "mbtiles:/nowhere/at/all", NULL, &err), OM_ERR_DISK, "/nowhere");
    pattern_export_clear(&all);
}

static void the_report_counts_what_was_written(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    OM_AUTO_MEMORY char *target = fresh_target("mbtiles", "export-report");
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(export_to(&all, target, &text, &err));
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    const char *path = path_of(target);
    CHECK_NEAR(om_json_number(om_json_get(report, "tiles")),
               (double)mbtiles_number(path, "SELECT count(*) FROM tiles"), 0);
    CHECK_NEAR(om_json_number(om_json_get(report, "bytes")),
               (double)mbtiles_number(path, "SELECT sum(length(tile_data)) FROM tiles"), 0);
    const double distinct =
        (double)mbtiles_number(path, "SELECT count(DISTINCT tile_data) FROM tiles");
    CHECK_NEAR(om_json_number(om_json_get(report, "distinct")), distinct, 0);
    CHECK(distinct < om_json_number(om_json_get(report, "tiles")));
    CHECK_INT(om_json_count(om_json_get(report, "zooms")), 5);
    pattern_export_clear(&all);
}

OM_TESTS(test(tiles_are_what_was_painted), test(bytes_do_not_depend_on_metatile_threads_or_sink),
         test(stopping_and_resuming_gives_the_same_tiles),
         test(resuming_what_is_finished_does_nothing),
         test(a_finished_set_is_not_overwritten_unless_asked),
         test(a_foreign_folder_or_file_is_refused_even_to_overwrite),
         test(an_empty_folder_is_as_good_as_none),
         test(a_painter_that_fails_leaves_what_is_done_to_be_resumed),
         test(a_full_disk_is_told_and_the_export_resumed),
         test(a_place_that_cannot_be_written_is_a_disk_error),
         test(the_report_counts_what_was_written))

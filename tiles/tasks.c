/* The public om_tiles(): what is done with tiles that are there. */
#include <inttypes.h>
#include <string.h>

#include "engine/base/memory.h"
#include "tiles/difference.h"
#include "tiles/survey.h"
#include "tiles/tile_id.h"
#include "tiles/transfer.h"

enum { MOST_NAMED = 1000 };

/* A task with its archives. Borrows the options. */
typedef struct errand {
    const char *task;
    om_archive *archives;
    size_t count;
    const om_tiles_options *options;
    const om_listener *listener;
} errand;

static void put_hash(om_json *report, const char *key, om_tiles_hash hash)
{
    char text[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(hash, text);
    om_json_put_text(report, key, text);
}

/* ---- info, verify ---- */

static om_status survey(const errand *all, om_json **ret, bool is_judged, om_error *err)
{
    OM_AUTO_SURVEY found = {0};
    OM_TRY(om_survey_make(&all->archives[0], all->task, all->listener, &found, err));
    *ret = om_survey_describe(&all->archives[0], &found);
    return is_judged ? om_survey_judge(&all->archives[0], &found, err) : OM_OK;
}

static om_status info(const errand *all, om_json **ret, om_error *err)
{
    return survey(all, ret, false, err);
}

static om_status verify(const errand *all, om_json **ret, om_error *err)
{
    return survey(all, ret, true, err);
}

/* ---- What is written ---- */

/* An archive that others are made of must be finished and have all that was promised. */
static om_status check_whole(const om_archive *archive, om_promise *promise, om_error *err)
{
    OM_TRY(om_promise_read(archive, promise, err));
    if (!promise->is_there)
        return OM_OK;
    OM_AUTO_RUNS missing = {0};
    om_runs_subtract(&promise->tiles, &archive->tiles, &missing);
    if (!promise->kept.is_finished)
        return om_fail(err, OM_ERR_PARTIAL, "%s: the export was not finished; resume it first",
                       archive->name);
    if (missing.count)
        return om_fail(err, OM_ERR_CORRUPT, "%s lacks %" PRIu64 " of its %" PRIu64 " tiles",
                       archive->name, om_runs_total(&missing), om_runs_total(&promise->tiles));
    return OM_OK;
}

/* The settings that the tiles of an archive were made with, in the form they now get. */
static om_json *settings_of(const errand *all, const om_archive *archive, const om_promise *promise)
{
    om_json *settings = promise->is_there ? om_json_copy(promise->settings) : om_json_object_new();
    if (!promise->is_there)
        om_json_put_text(settings, "from", archive->facts.name ? archive->facts.name : "tiles");
    om_json_put_bool(settings, "flat", all->options->flat);
    return settings;
}

static om_status write(const errand *all, om_transfer *transfer, const char *target, om_json **ret,
                       om_error *err)
{
    const om_archive **archives = om_memory_take(all->count, sizeof(om_archive *));
    for (size_t i = 0; i < all->count; i++)
        archives[i] = &all->archives[i];
    transfer->archives = archives;
    transfer->count = all->count;
    transfer->target = target;
    transfer->is_flat = all->options->flat;
    transfer->overwrite = all->options->overwrite;
    transfer->stage = all->task;
    transfer->listener = all->listener;
    om_kept kept = {0};
    const om_status status = om_transfer_run(transfer, &kept, err);
    free(archives);
    OM_TRY(status);
    *ret = om_json_object_new();
    om_json_put_text(*ret, "target", target);
    uint64_t tiles = 0, bytes = 0;
    for (int z = 0; z < OM_TILE_PLAN_ZOOMS; z++) {
        tiles += kept.tiles[z];
        bytes += kept.bytes[z];
    }
    om_json_put_integer(*ret, "tiles", (int64_t)tiles);
    om_json_put_integer(*ret, "bytes", (int64_t)bytes);
    put_hash(*ret, "hash", kept.hash);
    return OM_OK;
}

/* ---- convert, merge ---- */

static om_status convert(const errand *all, om_json **ret, om_error *err)
{
    OM_AUTO_PROMISE promise = {0};
    OM_TRY(check_whole(&all->archives[0], &promise, err));
    OM_AUTO(om_json) settings = settings_of(all, &all->archives[0], &promise);
    om_transfer transfer = {.tiles = &all->archives[0].tiles,
                            .settings = settings,
                            .wanted = promise.is_there ? &promise.kept.hash : NULL};
    return write(all, &transfer, all->options->output, ret, err);
}

/* Parts of one export become what it would have been in one piece; others are named. */
static om_status merged_settings(const errand *all, om_json **ret, om_error *err)
{
    OM_AUTO(om_json) first = NULL;
    bool are_parts = true;
    for (size_t i = 0; i < all->count; i++) {
        OM_AUTO_PROMISE promise = {0};
        OM_TRY(check_whole(&all->archives[i], &promise, err));
        OM_AUTO(om_json) settings = settings_of(all, &all->archives[i], &promise);
        const double shards = om_json_number(om_json_get(settings, "shards"));
        are_parts = are_parts && shards == (double)all->count;
        om_json_put_integer(settings, "shard", 0);
        om_json_put_integer(settings, "shards", 0);
        if (!first)
            first = OM_TAKE(settings);
        else if (om_manifest_compare(first, settings, "", NULL) != OM_OK)
            are_parts = false;
    }
    if (!are_parts) {
        om_json_free(first);
        first = om_json_object_new();
        om_json *from = om_json_put(first, "merged", om_json_array_new());
        for (size_t i = 0; i < all->count; i++) {
            const char *name = all->archives[i].facts.name;
            om_json_add(from, om_json_text_new(name ? name : "tiles"));
        }
        om_json_put_bool(first, "flat", all->options->flat);
    }
    *ret = OM_TAKE(first);
    return OM_OK;
}

static om_status merge(const errand *all, om_json **ret, om_error *err)
{
    OM_AUTO(om_json) settings = NULL;
    OM_TRY(merged_settings(all, &settings, err));
    OM_AUTO_RUNS tiles = {0};
    for (size_t i = 0; i < all->count; i++) {
        const om_archive *archive = &all->archives[i];
        if (archive->facts.format != all->archives[0].facts.format)
            return om_fail(err, OM_ERR_USAGE, "%s has %s tiles and %s %s tiles", archive->name,
                           om_tile_format_name(archive->facts.format), all->archives[0].name,
                           om_tile_format_name(all->archives[0].facts.format));
        for (size_t r = 0; r < archive->tiles.count; r++)
            om_runs_add(&tiles, archive->tiles.items[r].first, archive->tiles.items[r].end);
    }
    om_runs_tidy(&tiles);
    om_transfer transfer = {.rule = OM_TRANSFER_ALIKE, .tiles = &tiles, .settings = settings};
    return write(all, &transfer, all->options->output, ret, err);
}

/* ---- diff, patch ---- */

static void put_tiles(om_json *report, const char *key, const om_runs *runs)
{
    OM_AUTO_TEXT list = {0};
    om_text_add_format(&list, "%s_tiles", key);
    const uint64_t total = om_runs_total(runs);
    om_json_put_integer(report, key, (int64_t)total);
    om_json *names = total ? om_json_put(report, list.bytes, om_json_array_new()) : NULL;
    for (uint64_t i = 0; i < total && i < MOST_NAMED; i++) {
        const om_tile tile = om_tile_of_id(om_runs_at(runs, i));
        OM_AUTO_TEXT name = {0};
        om_text_add_format(&name, "%d/%u/%u", tile.z, tile.x, tile.y);
        om_json_add(names, om_json_text_new(name.bytes));
    }
}

/* The tiles that the second archive has anew or otherwise, and all that leads from one to the
   other. */
static om_status write_patch(const errand *all, const om_difference *found, om_error *err)
{
    OM_AUTO_PROMISE promise = {0};
    OM_TRY(check_whole(&all->archives[1], &promise, err));
    OM_AUTO_TEXT removed = {0};
    om_runs_write(&found->removed, &removed);
    OM_AUTO(om_json) settings = om_json_object_new();
    put_hash(settings, "patch_from", found->before);
    put_hash(settings, "patch_to", found->after);
    om_json_put_text(settings, "patch_removed", removed.bytes);
    om_json_put(settings, "patch_settings", settings_of(all, &all->archives[1], &promise));

    OM_AUTO_RUNS tiles = {0};
    const om_runs *const parts[] = {&found->added, &found->changed};
    for (size_t p = 0; p < 2; p++)
        for (size_t i = 0; i < parts[p]->count; i++)
            om_runs_add(&tiles, parts[p]->items[i].first, parts[p]->items[i].end);
    om_runs_tidy(&tiles);
    om_transfer transfer = {.rule = OM_TRANSFER_LAST, .tiles = &tiles, .settings = settings};
    const errand from_second = {all->task, all->archives + 1, 1, all->options, all->listener};
    OM_AUTO(om_json) ignored = NULL;
    return write(&from_second, &transfer, all->options->output, &ignored, err);
}

static om_status diff(const errand *all, om_json **ret, om_error *err)
{
    OM_AUTO_DIFFERENCE found = {0};
    OM_TRY(om_difference_make(&all->archives[0], &all->archives[1], all->listener, &found, err));
    *ret = om_json_object_new();
    put_hash(*ret, "hash", found.before);
    put_hash(*ret, "other_hash", found.after);
    om_json_put_integer(*ret, "same", (int64_t)found.same);
    put_tiles(*ret, "added", &found.added);
    put_tiles(*ret, "removed", &found.removed);
    put_tiles(*ret, "changed", &found.changed);
    if (all->options->output)
        return write_patch(all, &found, err);
    const uint64_t differing =
        om_runs_total(&found.added) + om_runs_total(&found.removed) + om_runs_total(&found.changed);
    return differing ? om_fail(err, OM_ERR_PARTIAL, "%" PRIu64 " tiles differ", differing) : OM_OK;
}

/* What a patch says of itself. */
typedef struct patch_note {
    om_tiles_hash from, to;
    om_runs removed;
} patch_note;

static om_status read_patch(const om_archive *archive, const om_promise *promise, patch_note *ret,
                            om_error *err)
{
    const om_json *settings = promise->settings;
    const char *removed = om_json_text(om_json_get(settings, "patch_removed"));
    if (!promise->is_there || !removed ||
        !om_tiles_hash_parse(om_json_text(om_json_get(settings, "patch_from")), &ret->from) ||
        !om_tiles_hash_parse(om_json_text(om_json_get(settings, "patch_to")), &ret->to))
        return om_fail(err, OM_ERR_USAGE, "%s is no patch made by `onemap tiles diff`",
                       archive->name);
    return om_runs_parse(removed, archive->name, &ret->removed, err);
}

static om_status check_base(const errand *all, const patch_note *note, om_error *err)
{
    OM_AUTO_SURVEY base = {0};
    OM_TRY(om_survey_make(&all->archives[0], "verify", all->listener, &base, err));
    if (base.hash.high == note->from.high && base.hash.low == note->from.low)
        return OM_OK;
    char is[OM_CHECKSUM_SIZE], wanted[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(base.hash, is);
    om_tiles_hash_write(note->from, wanted);
    return om_fail(err, OM_ERR_USAGE, "%s is not what %s was made for: its tiles are %s, not %s",
                   all->archives[0].name, all->archives[1].name, is, wanted);
}

static om_status apply(const errand *all, const om_promise *promise, const patch_note *note,
                       om_json **ret, om_error *err)
{
    OM_TRY(check_base(all, note, err));
    OM_AUTO_RUNS tiles = {0};
    om_runs_subtract(&all->archives[0].tiles, &note->removed, &tiles);
    const om_runs *more = &all->archives[1].tiles;
    for (size_t i = 0; i < more->count; i++)
        om_runs_add(&tiles, more->items[i].first, more->items[i].end);
    om_runs_tidy(&tiles);
    OM_AUTO(om_json) settings = om_json_copy(om_json_get(promise->settings, "patch_settings"));
    om_json_put_bool(settings, "flat", all->options->flat);
    om_transfer transfer = {
        .rule = OM_TRANSFER_LAST, .tiles = &tiles, .settings = settings, .wanted = &note->to};
    return write(all, &transfer, all->options->output, ret, err);
}

static om_status patch(const errand *all, om_json **ret, om_error *err)
{
    OM_AUTO_PROMISE promise = {0};
    patch_note note = {0};
    om_status status = check_whole(&all->archives[1], &promise, err);
    if (status == OM_OK)
        status = read_patch(&all->archives[1], &promise, &note, err);
    if (status == OM_OK)
        status = apply(all, &promise, &note, ret, err);
    om_runs_clear(&note.removed);
    return status;
}

/* ---- The call ---- */

typedef struct task {
    const char *name;
    size_t fewest, most; /* archives */
    bool needs_output;
    om_status (*run)(const errand *all, om_json **ret, om_error *err);
} task;

static const task tasks[] = {
    {"info", 1, 1, false, info},         {"verify", 1, 1, false, verify},
    {"diff", 2, 2, false, diff},         {"patch", 2, 2, true, patch},
    {"merge", 2, SIZE_MAX, true, merge}, {"convert", 1, 1, true, convert},
};

static om_status find_task(const char *name, size_t count, const char *output, const task **ret,
                           om_error *err)
{
    const task *found = NULL;
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++)
        if (strcmp(tasks[i].name, name) == 0)
            found = &tasks[i];
    if (!found)
        return om_fail(err, OM_ERR_USAGE, "'%s' is not info, verify, diff, patch, merge or convert",
                       name);
    if (count < found->fewest || count > found->most)
        return om_fail(err, OM_ERR_USAGE, "%s needs %s%zu archive%s, not %zu", name,
                       found->most > found->fewest ? "at least " : "", found->fewest,
                       found->fewest > 1 ? "s" : "", count);
    if (found->needs_output && !output)
        return om_fail(err, OM_ERR_USAGE, "%s needs a target to write to", name);
    *ret = found;
    return OM_OK;
}

static om_status open_all(errand *all, const char *const *names, om_error *err)
{
    for (size_t i = 0; i < all->count; i++)
        OM_TRY(om_archive_open(names[i], &all->archives[i], err));
    return OM_OK;
}

om_status om_tiles(const char *name, const char *const *archives, size_t count,
                   const om_tiles_options *options, const om_listener *listener, char **ret_report,
                   om_error *err)
{
    static const om_tiles_options none = {0};
    const task *wanted = NULL;
    options = options ? options : &none;
    OM_TRY(find_task(name, count, options->output, &wanted, err));
    errand all = {name, om_memory_take(count, sizeof(om_archive)), count, options, listener};
    OM_AUTO(om_json) report = NULL;
    om_status status = open_all(&all, archives, err);
    if (status == OM_OK)
        status = wanted->run(&all, &report, err);
    if (report && ret_report)
        *ret_report = om_json_write(report);
    for (size_t i = 0; i < count; i++)
        om_archive_close(&all.archives[i]);
    free(all.archives);
    return status;
}

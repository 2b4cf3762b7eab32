/* Reading all of an archive. */
#include "tiles/survey.h"

#include <inttypes.h>

#include "engine/base/memory.h"
#include "engine/base/status.h"
#include "tiles/tile_id.h"

enum { TILES_A_REPORT = 256, MOST_NAMED = 1000 };

void om_promise_clear(om_promise *promise)
{
    om_json_free(promise->settings);
    om_runs_clear(&promise->tiles);
    *promise = (om_promise){0};
}

void om_survey_clear(om_survey *survey)
{
    om_promise_clear(&survey->promise);
    om_runs_clear(&survey->missing);
    om_runs_clear(&survey->damaged);
    om_runs_clear(&survey->unpromised);
    *survey = (om_survey){0};
}

om_status om_promise_read(const om_archive *archive, om_promise *ret, om_error *err)
{
    const om_archive_facts *facts = &archive->facts;
    if (!facts->manifest)
        return OM_OK;
    OM_TRY(om_manifest_parse(facts->manifest, archive->name, &ret->settings, &ret->kept, err));
    if (!facts->promise)
        return om_fail(err, OM_ERR_CORRUPT, "%s: the list of its tiles is gone", archive->name);
    OM_TRY(om_runs_parse(facts->promise, archive->name, &ret->tiles, err));
    ret->is_there = true;
    return OM_OK;
}

/* ---- Looking at every tile ---- */

static int by_number(const void *a, const void *b)
{
    const uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static uint64_t distinct_of(uint64_t *hashes, size_t count)
{
    uint64_t distinct = 0;
    qsort(hashes, count, sizeof *hashes, by_number);
    for (size_t i = 0; i < count; i++)
        distinct += i == 0 || hashes[i] != hashes[i - 1];
    return distinct;
}

/* The hashes of what is whole, while it is counted. */
typedef struct tally {
    const om_archive *archive;
    om_survey *survey;
    uint64_t *hashes;
    size_t count;
    om_text scratch;
} tally;

static om_status count_tile(tally *all, uint64_t id, om_error *err)
{
    om_survey *survey = all->survey;
    all->scratch.length = 0;
    const om_status status = om_archive_read(all->archive, id, &all->scratch, err);
    const int z = om_tile_id_zoom(id);
    if (status == OM_ERR_CORRUPT || z > OM_TILE_PLAN_MAX_ZOOM) {
        om_runs_add(&survey->damaged, id, id + 1);
        return OM_OK;
    }
    OM_TRY(status);
    const om_hash hash = om_bytes_hash(all->scratch.bytes, all->scratch.length);
    om_tiles_hash_add(&survey->hash, id, hash);
    survey->tiles[z]++;
    survey->bytes[z] += all->scratch.length;
    all->hashes[all->count++] = hash.low ^ hash.high;
    return OM_OK;
}

static om_status count_tiles(tally *all, const char *stage, const om_listener *listener,
                             om_error *err)
{
    const om_runs *tiles = &all->archive->tiles;
    const uint64_t total = om_runs_total(tiles);
    uint64_t done = 0;
    for (size_t i = 0; i < tiles->count; i++)
        for (uint64_t id = tiles->items[i].first; id < tiles->items[i].end; id++) {
            OM_TRY(count_tile(all, id, err));
            const om_progress progress = {stage, ++done, total, "tiles"};
            if (done % TILES_A_REPORT == 0 || done == total)
                OM_TRY(om_listener_tell(listener, &progress, err));
        }
    return OM_OK;
}

om_status om_survey_make(const om_archive *archive, const char *stage, const om_listener *listener,
                         om_survey *ret, om_error *err)
{
    OM_TRY(om_promise_read(archive, &ret->promise, err));
    const uint64_t total = om_runs_total(&archive->tiles);
    OM_AUTO_MEMORY uint64_t *hashes = om_memory_take(total ? total : 1, sizeof *hashes);
    tally all = {.archive = archive, .survey = ret, .hashes = hashes};
    const om_status status = count_tiles(&all, stage, listener, err);
    om_text_clear(&all.scratch);
    OM_TRY(status);
    ret->distinct = distinct_of(hashes, all.count);
    if (ret->promise.is_there) {
        om_runs_subtract(&ret->promise.tiles, &archive->tiles, &ret->missing);
        om_runs_subtract(&archive->tiles, &ret->promise.tiles, &ret->unpromised);
    }
    return OM_OK;
}

/* ---- Telling ---- */

/* How many, and the first of them by name. */
static void put_names(om_json *report, const char *key, const om_runs *runs)
{
    OM_AUTO_TEXT list_key = {0};
    om_text_add_format(&list_key, "%s_tiles", key);
    const uint64_t total = om_runs_total(runs);
    om_json_put_integer(report, key, (int64_t)total);
    if (!total)
        return;
    om_json *names = om_json_put(report, list_key.bytes, om_json_array_new());
    for (uint64_t i = 0; i < total && i < MOST_NAMED; i++) {
        const om_tile tile = om_tile_of_id(om_runs_at(runs, i));
        OM_AUTO_TEXT name = {0};
        om_text_add_format(&name, "%d/%u/%u", tile.z, tile.x, tile.y);
        om_json_add(names, om_json_text_new(name.bytes));
    }
}

static void put_zooms(om_json *report, const om_survey *survey)
{
    uint64_t tiles = 0, bytes = 0;
    OM_AUTO(om_json) zooms = om_json_array_new();
    for (int z = 0; z < OM_TILE_PLAN_ZOOMS; z++) {
        if (!survey->tiles[z])
            continue;
        om_json *zoom = om_json_add(zooms, om_json_object_new());
        om_json_put_integer(zoom, "zoom", z);
        om_json_put_integer(zoom, "tiles", (int64_t)survey->tiles[z]);
        om_json_put_integer(zoom, "bytes", (int64_t)survey->bytes[z]);
        tiles += survey->tiles[z];
        bytes += survey->bytes[z];
    }
    om_json_put_integer(report, "tiles", (int64_t)tiles);
    om_json_put_integer(report, "bytes", (int64_t)bytes);
    om_json_put(report, "zooms", OM_TAKE(zooms));
}

om_json *om_survey_describe(const om_archive *archive, const om_survey *survey)
{
    const om_archive_facts *facts = &archive->facts;
    om_json *report = om_json_object_new();
    om_json_put_text(report, "archive", archive->name);
    om_json_put_text(report, "kind", archive->kind->scheme);
    om_json_put_text(report, "name", facts->name);
    om_json_put_text(report, "attribution", facts->attribution);
    om_json_put_text(report, "format", om_tile_format_name(facts->format));
    if (facts->has_bounds) {
        om_json *bounds = om_json_put(report, "bounds", om_json_array_new());
        const double sides[] = {facts->bounds.west, facts->bounds.south, facts->bounds.east,
                                facts->bounds.north};
        for (size_t i = 0; i < 4; i++)
            om_json_add(bounds, om_json_number_new(sides[i]));
    }
    put_zooms(report, survey);
    om_json_put_integer(report, "distinct", (int64_t)survey->distinct);
    char hash[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(survey->hash, hash);
    om_json_put_text(report, "hash", hash);
    put_names(report, "damaged", &survey->damaged);
    if (!survey->promise.is_there)
        return report;
    om_json_put_integer(report, "promised", (int64_t)om_runs_total(&survey->promise.tiles));
    om_json_put_bool(report, "finished", survey->promise.kept.is_finished);
    put_names(report, "missing", &survey->missing);
    put_names(report, "unpromised", &survey->unpromised);
    return report;
}

/* ---- Judging ---- */

static om_status blame(const om_archive *archive, const om_runs *tiles, const char *what,
                       om_error *err)
{
    const om_tile first = om_tile_of_id(tiles->items[0].first);
    return om_fail(err, OM_ERR_CORRUPT, "%s: %" PRIu64 " tiles %s, %d/%u/%u among them",
                   archive->name, om_runs_total(tiles), what, first.z, first.x, first.y);
}

om_status om_survey_judge(const om_archive *archive, const om_survey *survey, om_error *err)
{
    const om_promise *promise = &survey->promise;
    if (survey->damaged.count)
        return blame(archive, &survey->damaged, "are damaged", err);
    if (!promise->is_there)
        return OM_OK;
    if (!promise->kept.is_finished)
        return om_fail(err, OM_ERR_PARTIAL,
                       "%s: the export was not finished, %" PRIu64 " of %" PRIu64
                       " tiles are missing; resume it",
                       archive->name, om_runs_total(&survey->missing),
                       om_runs_total(&promise->tiles));
    if (survey->missing.count)
        return blame(archive, &survey->missing, "are missing", err);
    if (survey->unpromised.count)
        return blame(archive, &survey->unpromised, "are there that nobody promised", err);
    if (survey->hash.high != promise->kept.hash.high || survey->hash.low != promise->kept.hash.low)
        return om_fail(err, OM_ERR_CORRUPT, "%s: tiles were changed since they were exported",
                       archive->name);
    return OM_OK;
}

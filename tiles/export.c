/* Deciding what to do with a target, doing it, and reporting. */
#include "tiles/export.h"

#include <math.h>

#include "engine/base/memory.h"
#include "tiles/batches.h"

/* A sink that is closed when its block ends. */
typedef struct outlet {
    const om_sink_kind *kind;
    om_target target;
    void *sink;
} outlet;

static void outlet_clear(outlet *out)
{
    if (out->kind)
        out->kind->close(out->sink);
}

typedef enum step { BEGIN, GO_ON, NOTHING } step;

/* What to do where an export of ours already is. */
static om_status choose_step(const om_export_job *job, const om_kept *kept, const om_json *was,
                             const char *path, step *ret, om_error *err)
{
    om_error why = {0};
    const bool is_same = om_manifest_compare(was, job->settings, path, &why) == OM_OK;
    if (job->resume && is_same) {
        *ret = kept->is_finished ? NOTHING : GO_ON;
        return OM_OK;
    }
    if (job->overwrite) {
        *ret = BEGIN;
        return OM_OK;
    }
    if (job->resume)
        return om_fail(err, OM_ERR_USAGE, "%s", why.message);
    return om_fail(err, OM_ERR_USAGE,
                   kept->is_finished ? "%s holds a finished export; overwrite it, or export to "
                                       "another place"
                                     : "%s holds an unfinished export; resume or overwrite it",
                   path);
}

static om_status look(const om_export_job *job, outlet *out, step *ret, om_kept *ret_kept,
                      om_error *err)
{
    OM_AUTO_MEMORY char *manifest = NULL;
    OM_TRY(out->kind->open(&out->target, &out->sink, &manifest, err));
    *ret = BEGIN;
    if (!manifest)
        return OM_OK;
    OM_AUTO(om_json) was = NULL;
    om_kept kept = {0};
    const om_status status = om_manifest_parse(manifest, out->target.path, &was, &kept, err);
    if (status == OM_ERR_USAGE && job->overwrite) /* ours, but from before */
        return OM_OK;
    OM_TRY(status);
    OM_TRY(choose_step(job, &kept, was, out->target.path, ret, err));
    if (*ret != BEGIN)
        *ret_kept = kept;
    return OM_OK;
}

static om_status start(const om_export_job *job, const outlet *out, step how, const om_kept *kept,
                       const om_runs *tiles, om_error *err)
{
    if (how == GO_ON)
        return out->kind->resume(out->sink, err);
    OM_AUTO_MEMORY char *manifest = om_manifest_write(job->settings, kept);
    OM_AUTO_TEXT promise = {0};
    om_runs_write(tiles, &promise);
    return out->kind->begin(out->sink, manifest, promise.bytes, err);
}

static om_status finish(const om_export_job *job, const outlet *out, om_kept *kept,
                        uint64_t *ret_distinct, om_error *err)
{
    if (out->kind->distinct)
        OM_TRY(out->kind->distinct(out->sink, ret_distinct, err));
    kept->is_finished = true;
    OM_AUTO_MEMORY char *manifest = om_manifest_write(job->settings, kept);
    return out->kind->finish(out->sink, &job->tileset, manifest, err);
}

/* ---- The report ---- */

static double rate(uint64_t count, double seconds)
{
    return seconds > 0 ? (double)count / seconds : (double)NAN;
}

static void report_zooms(const om_export_job *job, const om_kept *kept,
                         const om_pyramid_effort *effort, om_json *report)
{
    uint64_t tiles = 0, bytes = 0, painted = 0, uniform = 0;
    double seconds = 0;
    OM_AUTO(om_json) zooms = om_json_array_new();
    for (int z = job->plan.min_zoom; z <= job->plan.max_zoom; z++) {
        om_json *zoom = om_json_add(zooms, om_json_object_new());
        om_json_put_integer(zoom, "zoom", z);
        om_json_put_integer(zoom, "tiles", (int64_t)kept->tiles[z]);
        om_json_put_integer(zoom, "bytes", (int64_t)kept->bytes[z]);
        om_json_put_number(zoom, "seconds", effort->seconds[z]);
        om_json_put_number(zoom, "tiles_per_s", rate(effort->painted[z], effort->seconds[z]));
        tiles += kept->tiles[z];
        bytes += kept->bytes[z];
        painted += effort->painted[z];
        uniform += effort->uniform[z];
        seconds += effort->seconds[z];
    }
    om_json_put_integer(report, "tiles", (int64_t)tiles);
    om_json_put_integer(report, "painted", (int64_t)painted);
    om_json_put_integer(report, "uniform", (int64_t)uniform);
    om_json_put_integer(report, "bytes", (int64_t)bytes);
    om_json_put_number(report, "seconds", seconds);
    om_json_put_number(report, "tiles_per_s", rate(painted, seconds));
    om_json_put(report, "zooms", OM_TAKE(zooms));
}

static char *report_of(const om_export_job *job, const char *target, const om_kept *kept,
                       const om_pyramid_effort *effort, uint64_t distinct)
{
    const om_box *box = &job->plan.box;
    OM_AUTO(om_json) report = om_json_object_new();
    om_json_put_text(report, "target", target);
    om_json_put_text(report, "name", job->tileset.name);
    om_json_put_text(report, "attribution", job->tileset.attribution);
    om_json *bounds = om_json_put(report, "bounds", om_json_array_new());
    const double sides[] = {box->west, box->south, box->east, box->north};
    for (size_t i = 0; i < 4; i++)
        om_json_add(bounds, om_json_number_new(sides[i]));
    report_zooms(job, kept, effort, report);
    char hash[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(kept->hash, hash);
    om_json_put_text(report, "hash", hash);
    om_json_put_number(report, "distinct", distinct ? (double)distinct : (double)NAN);
    if (job->describe)
        job->describe(job->context, report);
    return om_json_write(report);
}

/* ---- The run ---- */

/* The tiles of the job, or of its shard: as many batches as the others have, in a row. */
static void choose_tiles(const om_export_job *job, om_runs *ret)
{
    OM_AUTO_RUNS all = {0};
    om_tile_plan_runs(&job->plan, &all);
    OM_AUTO_BATCHES batches = {0};
    om_batches_make(&all, job->plan.metatile, &batches);
    const uint64_t shards = job->shards ? (uint64_t)job->shards : 1;
    const uint64_t shard = job->shards ? (uint64_t)job->shard : 1;
    const uint64_t first = batches.total * (shard - 1) / shards;
    const uint64_t end = batches.total * shard / shards;
    if (first == end)
        return;
    OM_AUTO_RUNS part = {0};
    om_runs_add(&part, om_batches_at(&batches, first).first, om_batches_at(&batches, end - 1).end);
    om_runs_intersect(&all, &part, ret);
}

static om_status make(const om_export_job *job, const outlet *out, step how, om_kept *kept,
                      om_pyramid_effort *effort, om_error *err)
{
    OM_AUTO_RUNS tiles = {0};
    choose_tiles(job, &tiles);
    om_painter painter = {0};
    OM_TRY(job->open_painter(job->context, &painter, err)); /* first: nothing is touched yet */
    OM_TRY(start(job, out, how, kept, &tiles, err));
    const om_pyramid pyramid = {
        .tiles = &tiles,
        .metatile = job->plan.metatile,
        .painter = &painter,
        .kind = out->kind,
        .sink = out->sink,
        .settings = job->settings,
        .tile_px = (uint32_t)(job->tileset.tile_px * job->tileset.scale),
        .encoding = job->encoding,
        .threads = job->threads,
        .listener = job->listener,
    };
    return om_pyramid_make(&pyramid, kept, effort, err);
}

om_status om_export_run(const om_export_job *job, const char *target, char **ret_report,
                        om_error *err)
{
    OM_TRY(om_tile_plan_check(&job->plan, err));
    __attribute__((cleanup(outlet_clear)))
    outlet out = {.target = {.format = job->encoding.format, .is_flat = job->is_flat}};
    const om_sink_kind *kind = NULL;
    OM_TRY(om_sink_find(target, &kind, &out.target.path, err));
    out.kind = kind;

    step how = BEGIN;
    om_kept kept = {0};
    om_pyramid_effort effort = {0};
    uint64_t distinct = 0;
    OM_TRY(look(job, &out, &how, &kept, err));
    if (how != NOTHING) {
        OM_TRY(make(job, &out, how, &kept, &effort, err));
        OM_TRY(finish(job, &out, &kept, &distinct, err));
    }
    *ret_report = report_of(job, target, &kept, &effort, distinct);
    return OM_OK;
}

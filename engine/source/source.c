/* om_load(): from a source to the rows of a layer, in one transaction. */
#include <string.h>
#include <strings.h>
#include <time.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/source/gdal.h"
#include "engine/source/ids.h"
#include "engine/source/name.h"
#include "engine/source/ogr.h"
#include "engine/source/osm.h"
#include "engine/source/place.h"
#include "engine/source/plan.h"
#include "engine/source/report.h"
#include "engine/source/shape.h"
#include "engine/source/wkb.h"

enum { TELL_EVERY = 1000 };

/* One load on its way. What it points to is owned by om_load(). */
typedef struct load {
    om_store *store;
    const om_layer *layer;
    const char *source, *source_name; /* as given; as it is written down */
    const om_load_options *options;
    const om_listener *listener;
    om_reader *reader;
    const om_plan *plan;
    const om_placer *placer;       /* NULL for a layer without shapes */
    const om_transform *to_metres; /* an equal-area way around the source's middle */
    om_table *table;
    om_load_log *log;
    om_ids *ids;
    om_arena *arena; /* of one record */
    om_value *values;
} load;

/* ---- One record ---- */

static om_status place_shape(const load *job, const om_record *record, om_geom **ret, om_error *err)
{
    OM_AUTO_XY_LIST points = {0};
    OM_AUTO_TEXT wkb = {0};
    om_text_add_bytes(&wkb, record->wkb->bytes, record->wkb->length);
    OM_TRY(om_wkb_points(&wkb, &points, err));
    OM_TRY(om_placer_move(job->placer, points.at, points.count, err));
    om_wkb_set_points(&wkb, points.at);
    return om_geom_of_wkb(om_store_geo(job->store), wkb.bytes, wkb.length, OM_DEGREES, ret, err);
}

static om_status shape_record(const load *job, const om_record *record, om_shapes *ret,
                              om_error *err)
{
    if (job->layer->shape == OM_SHAPE_NONE)
        return OM_OK;
    if (!record->wkb && job->layer->shape == OM_SHAPE_ANY)
        return OM_OK;
    if (!record->wkb)
        return om_fail(err, OM_ERR_GEOMETRY, "it has no shape");
    OM_AUTO(om_geom) placed = NULL;
    OM_TRY(place_shape(job, record, &placed, err));
    return om_shapes_make(om_store_geo(job->store), job->layer->shape, placed, job->to_metres, ret,
                          err);
}

static om_status claim_id(const load *job, const char *id, uint64_t record, om_error *err)
{
    const uint64_t other = om_ids_add(job->ids, id, record);
    if (!other)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA, "the id \"%.80s\" is taken by record %llu", id,
                   (unsigned long long)other);
}

static om_status add_rows(const load *job, const char *id, const om_shapes *shapes, om_error *err)
{
    if (shapes->count <= 1)
        return om_table_add(job->table, id, job->values, shapes->count ? shapes->parts[0] : NULL,
                            err);
    for (size_t i = 0; i < shapes->count; i++) {
        const char *part_id = om_arena_format(job->arena, "%s/%zu", id, i + 1);
        OM_TRY(om_table_add(job->table, part_id, job->values, shapes->parts[i], err));
    }
    return OM_OK;
}

static om_status load_record(const load *job, const om_record *record, om_error *err)
{
    OM_AUTO_SHAPES shapes = {0};
    const char *id = NULL;
    if (record->fault)
        return om_fail(err, OM_ERR_DATA, "%s", record->fault);
    OM_TRY(om_plan_row(job->plan, record, job->arena, job->values, &id, err));
    const bool unnamed = om_plan_stand_in(job->plan, job->values);
    OM_TRY(shape_record(job, record, &shapes, err));
    OM_TRY(claim_id(job, id, record->number, err));
    OM_TRY(add_rows(job, id, &shapes, err));
    job->log->counts.turned += shapes.is_turned;
    job->log->counts.exploded += shapes.count > 1;
    job->log->counts.unnamed += unnamed;
    if (shapes.is_repaired)
        om_load_log_repair(job->log, record, shapes.before_m2, shapes.after_m2);
    return OM_OK;
}

/* Failures that a record brings upon itself; the rest ends the load whatever was asked. */
static bool is_records_fault(om_status status)
{
    return status == OM_ERR_DATA || status == OM_ERR_GEOMETRY || status == OM_ERR_RANGE;
}

static om_status take_record(const load *job, const om_record *record, om_error *err)
{
    om_error why = {0};
    om_arena_reset(job->arena);
    job->log->counts.read++;
    const om_status status = load_record(job, record, &why);
    if (status == OM_OK)
        return OM_OK;
    if (!is_records_fault(status))
        return om_fail(err, status, "%s", why.message);
    if (job->options->skip_bad) {
        om_load_log_reject(job->log, record, why.message);
        return OM_OK;
    }
    return om_fail(err, status == OM_ERR_RANGE ? OM_ERR_DATA : status,
                   "%s, record %llu (%.80s): %s", job->reader->name,
                   (unsigned long long)record->number, record->id, why.message);
}

/* ---- All records ---- */

static om_status tell(const load *job, om_error *err)
{
    const uint64_t done = (uint64_t)job->log->counts.read;
    OM_AUTO_TEXT stage = {0};
    om_text_add_format(&stage, "load %s", job->layer->name);
    const om_progress progress = {
        .stage = stage.bytes, .done = done, .total = job->reader->total, .unit = "features"};
    return om_listener_tell(job->listener, &progress, err);
}

static om_status load_records(const load *job, om_error *err)
{
    OM_TRY(tell(job, err));
    for (;;) {
        om_record record;
        bool more = false;
        OM_TRY(job->reader->next(job->reader, &record, &more, err));
        if (!more)
            return tell(job, err);
        OM_TRY(take_record(job, &record, err));
        if (job->log->counts.read % TELL_EVERY == 0)
            OM_TRY(tell(job, err));
    }
}

/* ---- The report ---- */

static void describe_load(const load *job, const char *crs, const char *checksum, om_json *report)
{
    om_json_put_text(report, "layer", job->layer->name);
    om_json_put_text(report, "source", job->source_name);
    om_json_put_text(report, "checksum", checksum);
    om_json_put_text(report, "driver", job->reader->driver);
    if (job->reader->source_layer)
        om_json_put_text(report, "source_layer", job->reader->source_layer);
    om_json_put_text(report, "crs", crs);
    om_json_put_text(report, "encoding", job->reader->encoding);
    om_json_put_text(report, "where", job->options->where);
    om_json_put_text(report, "credit", job->options->credit);
    om_plan_describe(job->plan, report);
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void note_counts(const load *job)
{
    const om_load_counts *counts = &job->log->counts;
    if (!counts->read)
        om_load_log_notice(job->log, "%s has no records%s", job->reader->name,
                           job->options->where ? " that pass the filter" : "");
    if (counts->replaced)
        om_load_log_notice(job->log,
                           "%lld rows that an earlier load of this source brought were "
                           "replaced",
                           (long long)counts->replaced);
    if (counts->unnamed)
        om_load_log_notice(job->log, "%lld records have no %s and go by their %s",
                           (long long)counts->unnamed, job->layer->missing, job->layer->stands_in);
    if (counts->rejected)
        om_load_log_notice(job->log, "%lld bad records were left out", (long long)counts->rejected);
}

/* ---- The load ---- */

static om_status clear_before(const load *job, om_error *err)
{
    if (job->options->replace)
        return om_table_clear(job->table, err);
    return om_table_clear_source(job->table, job->source_name, &job->log->counts.replaced, err);
}

static om_status write_rows(load *job, const char *checksum, om_json *report, om_error *err)
{
    const double start_s = now_s();
    OM_AUTO(om_transaction) transaction = NULL;
    OM_TRY(om_transaction_open(job->store, &transaction, err));
    const om_origin origin = {.what = "load",
                              .name = job->layer->name,
                              .source = job->source_name,
                              .checksum = checksum,
                              .credit = job->options->credit,
                              .detail = report};
    int64_t origin_id = 0;
    OM_TRY(om_store_begin_origin(job->store, &origin, &origin_id, err));
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_table_open(job->store, job->layer, origin_id, &table, err));
    job->table = table;
    OM_TRY(clear_before(job, err));
    OM_TRY(load_records(job, err));
    job->log->counts.loaded = om_table_count(table);
    note_counts(job);
    if (job->reader->tell)
        job->reader->tell(job->reader, job->log->notices);
    om_load_log_write(job->log, report);
    om_json_put_number(report, "seconds", now_s() - start_s);
    OM_TRY(om_store_end_origin(job->store, origin_id, report, err));
    om_table_free(OM_TAKE(table));
    return om_transaction_commit(transaction, err);
}

/* What the user says, else what the source says, else a refusal: never a guess. */
static om_status settle_crs(const load *job, const char **ret, om_error *err)
{
    const char *given = job->options->crs, *said = job->reader->crs;
    if (given && said && strcasecmp(given, said) != 0)
        om_load_log_notice(job->log, "read as %s as told, though %s says %s", given,
                           job->reader->name, strlen(said) < 40 ? said : "something else");
    *ret = given ? given : said;
    if (!*ret && job->layer->shape == OM_SHAPE_ANY && !job->reader->center_count)
        *ret = OM_CRS_LONLAT; /* a table without shapes */
    if (*ret)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA,
                   "%s has no CRS; say --crs EPSG:4326, or what its coordinates are in",
                   job->reader->name);
}

static om_status open_ways(const load *job, const char *crs, om_placer **ret_placer,
                           om_transform **ret_to_metres, om_error *err)
{
    om_geo *geo = om_store_geo(job->store);
    OM_AUTO(om_placer) placer = NULL;
    OM_TRY(om_placer_open(geo, crs, job->reader->centers, job->reader->center_count, &placer, err));
    om_lonlat middle = {0, 0};
    char metric[OM_CRS_SIZE];
    om_placer_median(placer, &middle);
    om_crs_metric_for(middle, metric);
    OM_TRY(om_transform_open(geo, OM_CRS_LONLAT, metric, ret_to_metres, err));
    *ret_placer = OM_TAKE(placer);
    return OM_OK;
}

static om_status load_from(load *job, om_json *report, om_error *err)
{
    OM_AUTO(om_plan) plan = NULL;
    OM_AUTO(om_placer) placer = NULL;
    OM_AUTO(om_transform) to_metres = NULL;
    OM_AUTO(om_ids) ids = om_ids_new();
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO_LOAD_LOG log = om_load_log_open();
    job->log = &log;
    job->ids = ids;
    job->arena = arena;
    OM_TRY(om_plan_make(job->layer, job->reader, job->options, &plan, err));
    const char *crs = NULL;
    if (job->layer->shape != OM_SHAPE_NONE) {
        OM_TRY(settle_crs(job, &crs, err));
        OM_TRY(open_ways(job, crs, &placer, &to_metres, err));
    }
    OM_AUTO_MEMORY om_value *values = om_memory_take(om_plan_column_count(plan), sizeof *values);
    job->plan = plan;
    job->placer = placer;
    job->to_metres = to_metres;
    job->values = values;

    char checksum[OM_CHECKSUM_SIZE] = "";
    if (!om_source_is_connection(job->source) && om_file_exists(om_source_file(arena, job->source)))
        OM_TRY(om_file_checksum(om_source_file(arena, job->source), checksum, err));
    describe_load(job, crs, checksum, report);
    return write_rows(job, checksum, report, err);
}

static om_status find_loadable(const char *name, const om_layer **ret, om_error *err)
{
    const om_layer *layer = om_layer_find(name);
    if (layer && layer->origin == OM_LAYER_LOADED) {
        *ret = layer;
        return OM_OK;
    }
    if (layer)
        return om_fail(err, OM_ERR_USAGE,
                       "layer %s is what an analysis finds out; it is not loaded", name);
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    OM_AUTO_MEMORY const char **names = om_memory_take(count, sizeof *names);
    for (size_t i = 0; i < count; i++)
        names[i] = layers[i]->name;
    const char *nearest = om_text_nearest(name, names, count);
    return om_fail(err, OM_ERR_NOT_FOUND, "there is no layer \"%s\"%s%s%s", name,
                   nearest ? "; did you mean \"" : "", nearest ? nearest : "",
                   nearest ? "\"?" : "");
}

om_status om_load(om_store *store, const char *layer_name, const char *source,
                  const om_load_options *options, const om_listener *listener, char **ret_report,
                  om_error *err)
{
    static const om_load_options defaults = {0};
    options = options ? options : &defaults;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_reader) reader = NULL;
    const om_layer *layer = NULL;
    OM_TRY(find_loadable(layer_name, &layer, err));
    const om_osm_job osm = {om_store_geo(store), layer, options, listener};
    OM_TRY(om_osm_is(source) ? om_osm_open(source, &osm, &reader, err)
                             : om_ogr_open(source, options, &reader, err));

    load job = {.store = store,
                .layer = layer,
                .source = source,
                .source_name =
                    om_source_name(arena, om_store_path(store), source, options->source_layer),
                .options = options,
                .listener = listener,
                .reader = reader};
    OM_AUTO(om_json) report = om_json_object_new();
    OM_TRY(load_from(&job, report, err));
    if (ret_report)
        *ret_report = om_json_write(report);
    return OM_OK;
}

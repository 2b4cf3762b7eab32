/* The public om_export(): a store and a style become a job for tiles/export. */
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/store.h"
#include "tiles/export.h"
#include "tiles/scene_painter.h"

enum { DEFAULT_METATILE = 8, MOST_SHARDS = 10000 };

/* What the job borrows, gone when the export is. */
typedef struct errand {
    om_scene_painter_options painting;
    om_scene_painter *painter; /* NULL until something has to be painted */
    om_json *settings;
    char *attribution;
} errand;

static void errand_clear(errand *all)
{
    om_scene_painter_free(all->painter);
    om_json_free(all->settings);
    free(all->attribution);
}

/* ---- Extent ---- */

static om_box united(om_box a, om_box b)
{
    return (om_box){a.west < b.west ? a.west : b.west, a.south < b.south ? a.south : b.south,
                    a.east > b.east ? a.east : b.east, a.north > b.north ? a.north : b.north};
}

static om_status box_of_all_layers(om_store *store, om_box *ret, om_error *err)
{
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    bool any = false;
    om_box all = {0};
    for (size_t i = 0; i < count; i++) {
        om_box box;
        if (layers[i]->shape == OM_SHAPE_NONE ||
            om_store_layer_box(store, layers[i], &box, NULL) != OM_OK)
            continue;
        all = any ? united(all, box) : box;
        any = true;
    }
    if (!any)
        return om_fail(err, OM_ERR_DATA, "the store %s is empty: there is nothing to export",
                       om_store_path(store));
    *ret = all;
    return OM_OK;
}

static om_status choose_box(om_store *store, const om_box *wanted, om_box *ret, om_error *err)
{
    if (wanted) {
        *ret = *wanted;
        return OM_OK;
    }
    if (!store)
        return om_fail(err, OM_ERR_USAGE, "without a store an export needs a box");
    if (om_store_layer_box(store, om_layer_find("district"), ret, NULL) == OM_OK)
        return OM_OK;
    return box_of_all_layers(store, ret, err);
}

/* ---- Credits ---- */

static void add_credit(om_text *credits, const char *credit)
{
    if (!credit || !credit[0] || (credits->bytes && strstr(credits->bytes, credit)))
        return;
    om_text_add(credits, credits->length ? "; " : "");
    om_text_add(credits, credit);
}

/* The credits of the store's data, then those that the style's own sources ask for. */
static om_status gather_credits(om_store *store, const om_style *style, char **ret, om_error *err)
{
    OM_AUTO_TEXT credits = {0};
    if (store) {
        OM_AUTO_MEMORY char *of_store = NULL;
        OM_TRY(om_store_credits(store, &of_store, err));
        add_credit(&credits, of_store);
    }
    for (size_t i = 0; i < om_style_source_count(style); i++) {
        const om_style_source *source = om_style_source_at(style, i);
        add_credit(&credits, om_json_text(om_json_get(source->json, "attribution")));
    }
    *ret = om_text_take(&credits);
    return OM_OK;
}

/* ---- Settings: all that decides what the tiles look like ---- */

static void put_checksum(om_json *settings, const char *key, const om_json *document)
{
    char checksum[OM_CHECKSUM_SIZE];
    OM_AUTO_MEMORY char *text = om_json_write_line(document);
    om_bytes_checksum(text, strlen(text), checksum);
    om_json_put_text(settings, key, checksum);
}

/* The style's document and the GeoJSON files that it reads. */
static om_status put_style(const om_style *style, om_json *settings, om_error *err)
{
    OM_AUTO(om_json) all = om_json_array_new();
    om_json_add(all, om_json_copy(om_style_document(style)));
    for (size_t i = 0; i < om_style_source_count(style); i++) {
        const om_style_source *source = om_style_source_at(style, i);
        char checksum[OM_CHECKSUM_SIZE];
        if (!source->path)
            continue;
        OM_TRY(om_file_checksum(source->path, checksum, err));
        om_json_add(all, om_json_text_new(checksum));
    }
    put_checksum(settings, "style", all);
    return OM_OK;
}

/* What the store holds and where it came from, but not where the store's file lies. */
static om_status put_data(om_store *store, om_json *settings, om_error *err)
{
    if (!store)
        return OM_OK;
    OM_AUTO_MEMORY char *text = NULL;
    OM_TRY(om_store_describe(store, &text, err));
    OM_AUTO(om_json) described = NULL;
    OM_TRY(om_json_parse(text, strlen(text), om_store_path(store), &described, err));
    om_json_put_text(described, "store", NULL);
    put_checksum(settings, "data", described);
    return OM_OK;
}

static om_status put_settings(const om_scene_painter_options *painting, const om_export_job *job,
                              om_json *settings, om_error *err)
{
    const om_tile_plan *plan = painting->plan;
    const double box[] = {plan->box.west, plan->box.south, plan->box.east, plan->box.north};
    OM_AUTO_MEMORY char *box_text = om_tileset_numbers(box, 4);
    OM_AUTO_TEXT zooms = {0};
    om_text_add_format(&zooms, "%d-%d", plan->min_zoom, plan->max_zoom);
    om_json_put_text(settings, "box", box_text);
    om_json_put_text(settings, "zooms", zooms.bytes);
    om_json_put_number(settings, "scale", painting->scale);
    om_json_put_number(settings, "tile size", painting->tile_px);
    om_json_put_text(settings, "format", om_tile_format_name(job->encoding.format));
    om_json_put_text(settings, "quality", om_encoding_quality(&job->encoding));
    om_json_put_number(settings, "metatile", plan->metatile);
    om_json_put_bool(settings, "flat", job->is_flat);
    om_json_put_integer(settings, "shard", job->shard);
    om_json_put_integer(settings, "shards", job->shards);
    om_json_put_text(settings, "palette",
                     painting->palette ? painting->palette : "the style's own");
    OM_TRY(put_style(painting->style, settings, err));
    OM_TRY(put_data(painting->store, settings, err));
    om_json_put_text(settings, "onemap", om_version());
    return OM_OK;
}

/* ---- The call ---- */

static om_status open_painter(void *context, om_painter *ret, om_error *err)
{
    errand *all = context;
    OM_TRY(om_scene_painter_open(&all->painting, &all->painter, err));
    *ret = om_scene_painter_hands(all->painter);
    return OM_OK;
}

static void describe(void *context, om_json *report)
{
    const errand *all = context;
    if (all->painter)
        om_scene_painter_describe(all->painter, report);
}

static om_status check_options(const om_export_options *options, om_error *err)
{
    if (!(options->scale == 0 || options->scale == 1 || options->scale == 2))
        return om_fail(err, OM_ERR_RANGE, "a scale of %g is neither 1 nor 2", options->scale);
    if (options->threads < 0 || options->threads > 1024)
        return om_fail(err, OM_ERR_RANGE, "%d threads are not within 0..1024", options->threads);
    if (options->tile_px != 0 && options->tile_px != 256 && options->tile_px != 512)
        return om_fail(err, OM_ERR_RANGE, "a tile of %d px is neither of 256 nor of 512",
                       options->tile_px);
    if (options->shards < 0 || options->shards > MOST_SHARDS || options->shard < 0 ||
        options->shard > options->shards || (options->shard == 0) != (options->shards == 0))
        return om_fail(err, OM_ERR_RANGE, "shard %d/%d is not one of 1/N to N/N, N at most %d",
                       options->shard, options->shards, MOST_SHARDS);
    return OM_OK;
}

om_status om_export(om_store *store, const om_style *style, const om_export_options *options,
                    const char *target, const om_listener *listener, char **ret_report,
                    om_error *err)
{
    OM_TRY(check_options(options, err));
    om_export_job job = {
        .plan = {.min_zoom = options->min_zoom,
                 .max_zoom = options->max_zoom,
                 .metatile = options->metatile ? options->metatile : DEFAULT_METATILE},
        .threads = options->threads,
        .shard = options->shard,
        .shards = options->shards,
        .is_flat = options->flat,
        .resume = options->resume,
        .overwrite = options->overwrite,
        .listener = listener,
        .open_painter = open_painter,
        .describe = describe,
    };
    OM_TRY(om_encoding_parse(options->format, options->quality, &job.encoding, err));
    OM_TRY(choose_box(store, options->box, &job.plan.box, err));
    OM_TRY(om_tile_plan_check(&job.plan, err));

    const double scale = options->scale > 0 ? options->scale : 1;
    const int tile_px = options->tile_px ? options->tile_px : 256;
    __attribute__((cleanup(errand_clear)))
    errand all = {.painting = {store, style, &job.plan, scale, tile_px, options->palette},
                  .settings = om_json_object_new()};
    OM_TRY(gather_credits(store, style, &all.attribution, err));
    OM_TRY(put_settings(&all.painting, &job, all.settings, err));
    job.settings = all.settings;
    job.context = &all;
    const char *name = options->name ? options->name : om_style_name(style);
    job.tileset = (om_tileset){
        name,  name,    all.attribution,    job.plan.box, options->min_zoom, options->max_zoom,
        scale, tile_px, job.encoding.format};
    OM_AUTO_MEMORY char *report = NULL;
    OM_TRY(om_export_run(&job, target, &report, err));
    if (ret_report)
        *ret_report = OM_TAKE(report);
    return OM_OK;
}

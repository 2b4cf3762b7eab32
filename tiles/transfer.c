/* Reading here, writing there. */
#include "tiles/transfer.h"

#include <string.h>

#include "engine/base/memory.h"
#include "tiles/sink.h"
#include "tiles/tile_id.h"

enum { TILES_A_KEEP = 1024 };

/* A sink that is closed when its block ends. */
typedef struct outlet {
    const om_sink_kind *kind;
    void *sink;
} outlet;

static void outlet_clear(outlet *out)
{
    if (out->kind)
        out->kind->close(out->sink);
}

/* ---- What the target is told ---- */

static om_box united(om_box a, om_box b)
{
    return (om_box){a.west < b.west ? a.west : b.west, a.south < b.south ? a.south : b.south,
                    a.east > b.east ? a.east : b.east, a.north > b.north ? a.north : b.north};
}

/* Bounds as the archives tell them, else those of the tiles of the deepest zoom. */
static om_box bounds_of(const om_transfer *transfer, int max_zoom)
{
    om_box bounds = {0};
    bool any = false;
    for (size_t i = 0; i < transfer->count; i++) {
        const om_archive_facts *facts = &transfer->archives[i]->facts;
        if (!facts->has_bounds)
            continue;
        bounds = any ? united(bounds, facts->bounds) : facts->bounds;
        any = true;
    }
    for (size_t i = 0; !any && i < transfer->tiles->count; i++)
        for (uint64_t id = transfer->tiles->items[i].first; id < transfer->tiles->items[i].end;
             id++) {
            if (id < om_tile_id_first(max_zoom))
                continue;
            const om_box box = om_tile_box(om_tile_of_id(id));
            bounds = bounds.west < bounds.east ? united(bounds, box) : box;
        }
    return bounds;
}

static const char *first_of(const char *text, const char *other)
{
    return text ? text : other;
}

static om_tileset tileset_of(const om_transfer *transfer)
{
    const om_archive_facts *facts = &transfer->archives[0]->facts;
    const om_runs *tiles = transfer->tiles;
    const char *name = first_of(facts->name, "Tiles");
    const int max_zoom = tiles->count ? om_tile_id_zoom(tiles->items[tiles->count - 1].end - 1) : 0;
    return (om_tileset){
        .name = name,
        .description = first_of(facts->description, name),
        .attribution = first_of(facts->attribution, ""),
        .bounds = bounds_of(transfer, max_zoom),
        .min_zoom = tiles->count ? om_tile_id_zoom(tiles->items[0].first) : 0,
        .max_zoom = max_zoom,
        .scale = facts->scale,
        .tile_px = facts->tile_px,
        .format = facts->format,
    };
}

/* ---- Tiles ---- */

/* The last archive that has the tile; all others are compared with it where they must be alike. */
static om_status read_tile(const om_transfer *transfer, uint64_t id, om_text *ret, om_error *err)
{
    const om_archive *from = NULL;
    for (size_t i = transfer->count; i-- > 0;) {
        const om_archive *archive = transfer->archives[i];
        if (!om_runs_have(&archive->tiles, id))
            continue;
        if (!from) {
            from = archive;
            OM_TRY(om_archive_read(archive, id, ret, err));
            if (transfer->rule == OM_TRANSFER_LAST)
                return OM_OK;
            continue;
        }
        OM_AUTO_TEXT other = {0};
        OM_TRY(om_archive_read(archive, id, &other, err));
        const om_tile tile = om_tile_of_id(id);
        if (other.length != ret->length || memcmp(other.bytes, ret->bytes, ret->length) != 0)
            return om_fail(err, OM_ERR_DATA, "tile %d/%u/%u of %s differs from that of %s", tile.z,
                           tile.x, tile.y, archive->name, from->name);
    }
    return OM_OK;
}

static om_status keep(const om_transfer *transfer, const outlet *out, const om_kept *kept,
                      uint64_t total, om_error *err)
{
    OM_AUTO_MEMORY char *manifest = om_manifest_write(transfer->settings, kept);
    bool is_safe = false;
    OM_TRY(out->kind->keep(out->sink, manifest, &is_safe, err));
    const om_progress progress = {transfer->stage, kept->batches, total, "tiles"};
    return om_listener_tell(transfer->listener, &progress, err);
}

static om_status put_tile(const om_transfer *transfer, const outlet *out, uint64_t id,
                          om_text *scratch, om_kept *kept, om_error *err)
{
    scratch->length = 0;
    OM_TRY(read_tile(transfer, id, scratch, err));
    const om_tile tile = om_tile_of_id(id);
    const om_tile_file file = {tile, scratch->bytes, scratch->length,
                               om_bytes_hash(scratch->bytes, scratch->length)};
    OM_TRY(out->kind->put(out->sink, &file, err));
    kept->batches++;
    kept->tiles[tile.z]++;
    kept->bytes[tile.z] += file.size;
    om_tiles_hash_add(&kept->hash, id, file.hash);
    return OM_OK;
}

static om_status put_tiles(const om_transfer *transfer, const outlet *out, om_kept *kept,
                           om_error *err)
{
    const uint64_t total = om_runs_total(transfer->tiles);
    OM_AUTO_TEXT scratch = {0};
    for (size_t i = 0; i < transfer->tiles->count; i++)
        for (uint64_t id = transfer->tiles->items[i].first; id < transfer->tiles->items[i].end;
             id++) {
            OM_TRY(put_tile(transfer, out, id, &scratch, kept, err));
            if (kept->batches % TILES_A_KEEP == 0 || kept->batches == total)
                OM_TRY(keep(transfer, out, kept, total, err));
        }
    return OM_OK;
}

/* ---- The run ---- */

static om_status check_zooms(const om_transfer *transfer, om_error *err)
{
    const om_runs *tiles = transfer->tiles;
    if (tiles->count && tiles->items[tiles->count - 1].end > om_tile_id_first(OM_TILE_PLAN_ZOOMS))
        return om_fail(err, OM_ERR_RANGE, "%s has tiles of zooms above %d",
                       transfer->archives[0]->name, OM_TILE_PLAN_MAX_ZOOM);
    return OM_OK;
}

static om_status begin(const om_transfer *transfer, outlet *out, om_error *err)
{
    om_target target = {.format = transfer->archives[0]->facts.format,
                        .is_flat = transfer->is_flat};
    const om_sink_kind *kind = NULL;
    OM_TRY(om_sink_find(transfer->target, &kind, &target.path, err));
    OM_AUTO_MEMORY char *was = NULL;
    OM_TRY(kind->open(&target, &out->sink, &was, err));
    out->kind = kind;
    if (was && !transfer->overwrite)
        return om_fail(err, OM_ERR_USAGE,
                       "%s holds tiles already; overwrite them, or write to another place",
                       target.path);
    const om_kept kept = {0};
    OM_AUTO_MEMORY char *manifest = om_manifest_write(transfer->settings, &kept);
    OM_AUTO_TEXT promise = {0};
    om_runs_write(transfer->tiles, &promise);
    return kind->begin(out->sink, manifest, promise.bytes, err);
}

om_status om_transfer_run(const om_transfer *transfer, om_kept *ret_kept, om_error *err)
{
    OM_TRY(check_zooms(transfer, err));
    __attribute__((cleanup(outlet_clear))) outlet out = {0};
    OM_TRY(begin(transfer, &out, err));
    om_kept kept = {0};
    OM_TRY(put_tiles(transfer, &out, &kept, err));
    if (transfer->wanted &&
        (kept.hash.high != transfer->wanted->high || kept.hash.low != transfer->wanted->low))
        return om_fail(err, OM_ERR_CORRUPT, "the tiles for %s do not come to what was promised",
                       transfer->target);
    kept.is_finished = true;
    const om_tileset tileset = tileset_of(transfer);
    OM_AUTO_MEMORY char *manifest = om_manifest_write(transfer->settings, &kept);
    OM_TRY(out.kind->finish(out.sink, &tileset, manifest, err));
    *ret_kept = kept;
    return OM_OK;
}

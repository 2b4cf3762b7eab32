/*
 * One PMTiles archive, version 3: clustered, equal tiles kept once, equal neighbours as one entry.
 *
 * While it grows, FILE.part holds the tiles, FILE.part-index a record a tile and FILE.part-state
 * how much of both counts. FILE appears when it is complete; see pmtiles_part.h.
 */

#include "engine/base/memory.h"
#include "tiles/pmtiles_part.h"
#include "tiles/read_pmtiles.h"
#include "tiles/sink.h"

typedef struct pmtiles {
    char *path;
    om_pmtiles_work *work; /* NULL before there is a part */
} pmtiles;

static void pmtiles_close(void *sink)
{
    pmtiles *self = sink;
    if (!self)
        return;
    om_pmtiles_work_free(self->work);
    free(self->path);
    free(self);
}

static om_status look(pmtiles *self, char **ret_manifest, om_error *err)
{
    if (om_folder_exists(self->path))
        return om_fail(err, OM_ERR_USAGE, "%s is a folder, not a file", self->path);
    OM_TRY(om_pmtiles_work_open(self->path, &self->work, ret_manifest, err));
    if (*ret_manifest || !om_file_exists(self->path))
        return OM_OK;
    return om_pmtiles_manifest_of(self->path, ret_manifest, err);
}

static om_status pmtiles_open(const om_target *target, void **ret_self, char **ret_manifest,
                              om_error *err)
{
    pmtiles *self = om_memory_take(1, sizeof *self);
    self->path = om_memory_text(target->path);
    OM_AUTO_MEMORY char *manifest = NULL;
    const om_status status = look(self, &manifest, err);
    if (status != OM_OK) {
        pmtiles_close(self);
        return status;
    }
    *ret_self = self;
    *ret_manifest = OM_TAKE(manifest);
    return OM_OK;
}

static om_status pmtiles_begin(void *sink, const char *manifest, const char *promise, om_error *err)
{
    pmtiles *self = sink;
    return om_pmtiles_work_begin(self->path, &self->work, manifest, promise, err);
}

static om_status pmtiles_resume(void *sink, om_error *err)
{
    pmtiles *self = sink;
    return om_pmtiles_work_resume(self->work, err);
}

static om_status pmtiles_put(void *sink, const om_tile_file *file, om_error *err)
{
    pmtiles *self = sink;
    return om_pmtiles_work_put(self->work, file, err);
}

static om_status pmtiles_has(void *sink, om_tile tile, bool *ret, om_error *err)
{
    const pmtiles *self = sink;
    (void)err;
    *ret = om_pmtiles_work_has(self->work, tile);
    return OM_OK;
}

static om_status pmtiles_keep(void *sink, const char *manifest, bool *ret_is_safe, om_error *err)
{
    pmtiles *self = sink;
    OM_TRY(om_pmtiles_work_keep(self->work, manifest, err));
    *ret_is_safe = true;
    return OM_OK;
}

static om_status pmtiles_distinct(void *sink, uint64_t *ret, om_error *err)
{
    const pmtiles *self = sink;
    (void)err;
    *ret = om_pmtiles_work_contents(self->work);
    return OM_OK;
}

static om_status pmtiles_finish(void *sink, const om_tileset *tileset, const char *manifest,
                                om_error *err)
{
    pmtiles *self = sink;
    return om_pmtiles_work_finish(self->work, tileset, manifest, err);
}

const om_sink_kind om_sink_pmtiles = {
    .scheme = "pmtiles",
    .target = "pmtiles:FILE",
    .summary = "One PMTiles 3 file that any web server can serve, equal tiles kept once.",
    .open = pmtiles_open,
    .begin = pmtiles_begin,
    .resume = pmtiles_resume,
    .put = pmtiles_put,
    .has = pmtiles_has,
    .keep = pmtiles_keep,
    .settle = NULL,
    .distinct = pmtiles_distinct,
    .finish = pmtiles_finish,
    .close = pmtiles_close,
};

/* Containers by name. */
#include "tiles/archive.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tiles/tile_check.h"
#include "tiles/tile_id.h"

#define OM_SINK(scheme) extern const om_archive_kind om_archive_##scheme;
#include "tiles/sinks.def"
#undef OM_SINK

static const om_archive_kind *const kinds[] = {
#define OM_SINK(scheme) &om_archive_##scheme,
#include "tiles/sinks.def"
#undef OM_SINK
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

void om_archive_facts_clear(om_archive_facts *facts)
{
    char *const texts[] = {facts->name, facts->description, facts->attribution, facts->manifest,
                           facts->promise};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    *facts = (om_archive_facts){0};
}

void om_archive_facts_of_json(const om_json *json, om_archive_facts *ret)
{
    ret->name = om_memory_text(om_json_text(om_json_get(json, "name")));
    ret->description = om_memory_text(om_json_text(om_json_get(json, "description")));
    ret->attribution = om_memory_text(om_json_text(om_json_get(json, "attribution")));
    const char *format = om_json_text(om_json_get(json, "format"));
    ret->format = format && strcmp(format, "webp") == 0 ? OM_TILE_WEBP : OM_TILE_PNG;
    if (om_json_number(om_json_get(json, "scale")) == 2)
        ret->scale = 2;
    if (om_json_number(om_json_get(json, "tile_size")) == 512)
        ret->tile_px = 512;
}

void om_archive_close(om_archive *archive)
{
    if (archive->kind)
        archive->kind->close(archive->self);
    om_archive_facts_clear(&archive->facts);
    om_runs_clear(&archive->tiles);
    free(archive->name);
    *archive = (om_archive){0};
}

/* The kind that the name asks for; `ret_path` is what comes after a scheme. */
static const om_archive_kind *kind_of(const char *name, const char **ret_path)
{
    *ret_path = name;
    const char *colon = strchr(name, ':');
    for (size_t i = 0; i < KIND_COUNT; i++) {
        const size_t length = strlen(kinds[i]->scheme);
        if (colon && (size_t)(colon - name) == length &&
            strncmp(name, kinds[i]->scheme, length) == 0) {
            *ret_path = colon + 1;
            return kinds[i];
        }
        if (kinds[i]->ending ? om_text_ends(name, kinds[i]->ending) && !om_folder_exists(name)
                             : om_folder_exists(name))
            return kinds[i];
    }
    return NULL;
}

om_status om_archive_open(const char *name, om_archive *ret, om_error *err)
{
    const char *path = NULL;
    const om_archive_kind *kind = kind_of(name, &path);
    if (!kind)
        return om_fail(err, OM_ERR_USAGE,
                       "'%s' is no folder and names neither an .mbtiles nor a .pmtiles file", name);
    OM_AUTO_ARCHIVE archive = {.name = om_memory_text(name)};
    const om_status status = kind->open(path, &archive.self, err);
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", path);
    if (status == OM_ERR_NOT_FOUND && om_file_exists(part.bytes))
        return om_fail(err, OM_ERR_PARTIAL, "%s: the export was not finished; resume it", path);
    OM_TRY(status);
    archive.kind = kind;
    archive.facts = (om_archive_facts){.scale = 1, .tile_px = 256};
    OM_TRY(kind->describe(archive.self, &archive.facts, err));
    OM_TRY(kind->list(archive.self, &archive.tiles, err));
    om_runs_tidy(&archive.tiles);
    *ret = archive;
    archive = (om_archive){0};
    return OM_OK;
}

om_status om_archive_read(const om_archive *archive, uint64_t id, om_text *ret, om_error *err)
{
    const om_tile tile = om_tile_of_id(id);
    const size_t start = ret->length;
    bool is_there = false;
    om_error why = {0};
    const om_status status = archive->kind->read(archive->self, tile, ret, &is_there, &why);
    if (status != OM_OK && status != OM_ERR_CORRUPT)
        return om_fail(err, status, "%s", why.message);
    if (status != OM_OK || !is_there)
        return om_fail(err, OM_ERR_CORRUPT, "%s: tile %d/%u/%u cannot be read", archive->name,
                       tile.z, tile.x, tile.y);
    if (!om_tile_is_whole(ret->bytes + start, ret->length - start))
        return om_fail(err, OM_ERR_CORRUPT, "%s: tile %d/%u/%u is damaged", archive->name, tile.z,
                       tile.x, tile.y);
    return OM_OK;
}

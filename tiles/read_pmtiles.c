/* Reading PMTiles archives, version 3. */
#include "tiles/read_pmtiles.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tiles/archive.h"
#include "tiles/pmtiles.h"
#include "tiles/tile_id.h"

/* A part that is larger is surely damage; directories and metadata are small. */
static const uint64_t most_bytes = UINT64_C(1) << 28;

typedef struct reader {
    char *path;
    int fd;
    om_pmtiles_header header;
    om_pmtiles_directory root;
    om_pmtiles_directory leaf; /* the one at hand */
    uint64_t leaf_offset;      /* of it */
} reader;

static void close_reader(void *archive)
{
    reader *self = archive;
    if (!self)
        return;
    om_pmtiles_directory_clear(&self->root);
    om_pmtiles_directory_clear(&self->leaf);
    if (self->fd >= 0)
        close(self->fd);
    free(self->path);
    free(self);
}

static om_status read_part(const reader *self, om_pmtiles_part part, om_text *ret, om_error *err)
{
    if (part.size > most_bytes || part.offset >> 62)
        return om_fail(err, OM_ERR_CORRUPT, "%s: a part of it cannot be so large", self->path);
    OM_AUTO_MEMORY char *bytes = om_memory_take(part.size ? part.size : 1, 1);
    const ssize_t got = pread(self->fd, bytes, part.size, (off_t)part.offset);
    if (got < 0)
        return om_fail(err, OM_ERR_DISK, "cannot read %s: %s", self->path, strerror(errno));
    if ((uint64_t)got != part.size)
        return om_fail(err, OM_ERR_CORRUPT, "%s ends before its last part", self->path);
    om_text_add_bytes(ret, bytes, part.size);
    return OM_OK;
}

static om_status read_directory(const reader *self, om_pmtiles_part part, om_pmtiles_directory *ret,
                                om_error *err)
{
    OM_AUTO_TEXT bytes = {0};
    OM_TRY(read_part(self, part, &bytes, err));
    return om_pmtiles_directory_parse(bytes.bytes, bytes.length, self->header.directory_compression,
                                      self->path, ret, err);
}

static om_status read_front(reader *self, om_error *err)
{
    OM_AUTO_TEXT front = {0};
    om_pmtiles_part all = {0, OM_PMTILES_HEADER_SIZE};
    if (read_part(self, all, &front, err) != OM_OK)
        return om_fail(err, OM_ERR_CORRUPT, "%s is no PMTiles archive", self->path);
    OM_TRY(om_pmtiles_header_parse((const unsigned char *)front.bytes, front.length, self->path,
                                   &self->header, err));
    return read_directory(self, self->header.root, &self->root, err);
}

static om_status open_reader(const char *path, void **ret_self, om_error *err)
{
    reader *self = om_memory_take(1, sizeof *self);
    self->path = om_memory_text(path);
    self->leaf_offset = UINT64_MAX;
    self->fd = open(path, O_RDONLY | O_CLOEXEC);
    const om_status status = self->fd < 0
                                 ? om_fail(err, errno == ENOENT ? OM_ERR_NOT_FOUND : OM_ERR_DISK,
                                           "cannot read %s: %s", path, strerror(errno))
                                 : read_front(self, err);
    if (status != OM_OK) {
        close_reader(self);
        return status;
    }
    *ret_self = self;
    return OM_OK;
}

/* ---- What it says of itself ---- */

static om_status describe(void *archive, om_archive_facts *ret, om_error *err)
{
    const reader *self = archive;
    OM_AUTO_TEXT packed = {0}, text = {0};
    OM_TRY(read_part(self, self->header.metadata, &packed, err));
    OM_TRY(om_pmtiles_unzip(packed.bytes, packed.length, self->header.directory_compression,
                            self->path, &text, err));
    OM_AUTO(om_json) json = NULL;
    if (om_json_parse(text.bytes ? text.bytes : "", text.length, self->path, &json, NULL) != OM_OK)
        return om_fail(err, OM_ERR_CORRUPT, "%s: its metadata is no JSON", self->path);
    om_archive_facts_of_json(json, ret);
    ret->format = self->header.tile_type == 4 ? OM_TILE_WEBP : OM_TILE_PNG;
    ret->manifest = om_memory_text(om_json_text(om_json_get(json, "onemap_export")));
    ret->promise = om_memory_text(om_json_text(om_json_get(json, "onemap_promise")));
    ret->bounds = self->header.bounds;
    ret->has_bounds = ret->bounds.west <= ret->bounds.east;
    return OM_OK;
}

om_status om_pmtiles_manifest_of(const char *path, char **ret, om_error *err)
{
    void *self = NULL;
    om_archive_facts facts = {0};
    om_status status = open_reader(path, &self, err);
    if (status == OM_OK)
        status = describe(self, &facts, err);
    if (status == OM_ERR_CORRUPT || (status == OM_OK && !facts.manifest))
        status =
            om_fail(err, OM_ERR_USAGE, "the file %s is there and was not made by an export", path);
    if (status == OM_OK)
        *ret = OM_TAKE(facts.manifest);
    om_archive_facts_clear(&facts);
    close_reader(self);
    return status;
}

/* ---- Its tiles ---- */

static om_pmtiles_part leaf_part(const reader *self, const om_pmtiles_entry *entry)
{
    return (om_pmtiles_part){self->header.leaves.offset + entry->offset, entry->size};
}

static om_status list_directory(const reader *self, const om_pmtiles_directory *directory,
                                int depth, om_runs *ret, om_error *err)
{
    for (size_t i = 0; i < directory->count; i++) {
        const om_pmtiles_entry *entry = &directory->entries[i];
        if (entry->run > 0) {
            om_runs_add(ret, entry->id, entry->id + entry->run);
            continue;
        }
        if (depth == 0)
            return om_fail(err, OM_ERR_CORRUPT, "%s: its directories go too deep", self->path);
        om_pmtiles_directory leaf = {0};
        om_status status = read_directory(self, leaf_part(self, entry), &leaf, err);
        if (status == OM_OK)
            status = list_directory(self, &leaf, depth - 1, ret, err);
        om_pmtiles_directory_clear(&leaf);
        OM_TRY(status);
    }
    return OM_OK;
}

static om_status list(void *archive, om_runs *ret, om_error *err)
{
    const reader *self = archive;
    return list_directory(self, &self->root, 3, ret, err);
}

/* The entry of a tile, through leaves; NULL when there is none. */
static om_status find(reader *self, uint64_t id, const om_pmtiles_entry **ret, om_error *err)
{
    const om_pmtiles_entry *entry = om_pmtiles_directory_find(&self->root, id);
    for (int depth = 0; entry && entry->run == 0; depth++) {
        if (depth == 3)
            return om_fail(err, OM_ERR_CORRUPT, "%s: its directories go too deep", self->path);
        const om_pmtiles_part part = leaf_part(self, entry);
        if (self->leaf_offset != part.offset) {
            self->leaf_offset = UINT64_MAX;
            om_pmtiles_directory_clear(&self->leaf);
            OM_TRY(read_directory(self, part, &self->leaf, err));
            self->leaf_offset = part.offset;
        }
        entry = om_pmtiles_directory_find(&self->leaf, id);
    }
    *ret = entry;
    return OM_OK;
}

static om_status read_tile(void *archive, om_tile tile, om_text *ret, bool *ret_found,
                           om_error *err)
{
    reader *self = archive;
    const om_pmtiles_entry *entry = NULL;
    OM_TRY(find(self, om_tile_id(tile), &entry, err));
    *ret_found = entry != NULL;
    if (!entry)
        return OM_OK;
    OM_AUTO_TEXT packed = {0};
    const om_pmtiles_part part = {self->header.tiles.offset + entry->offset, entry->size};
    OM_TRY(read_part(self, part, &packed, err));
    return om_pmtiles_unzip(packed.bytes, packed.length, self->header.tile_compression, self->path,
                            ret, err);
}

const om_archive_kind om_archive_pmtiles = {
    .scheme = "pmtiles",
    .ending = ".pmtiles",
    .open = open_reader,
    .describe = describe,
    .list = list,
    .read = read_tile,
    .close = close_reader,
};

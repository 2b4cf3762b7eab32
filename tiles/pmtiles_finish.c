/* Putting an archive together. */
#include "tiles/pmtiles_finish.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/memory.h"

enum { CHUNK = 1 << 18 };

/* An entry and its place among all, so that of two for one tile the later is known. */
typedef struct placed {
    om_pmtiles_entry entry;
    size_t place;
} placed;

static int by_id_then_place(const void *a, const void *b)
{
    const placed *left = a, *right = b;
    if (left->entry.id != right->entry.id)
        return left->entry.id < right->entry.id ? -1 : 1;
    return (left->place > right->place) - (left->place < right->place);
}

/* Sorts entries, one a tile, and of those for the same tile keeps the last. */
static void put_in_order(om_pmtiles_directory *entries)
{
    size_t total = 0, count = 0;
    for (size_t i = 0; i < entries->count; i++)
        total += entries->entries[i].run;
    OM_AUTO_MEMORY placed *all = om_memory_take(total ? total : 1, sizeof *all);
    for (size_t i = 0; i < entries->count; i++)
        for (uint32_t step = 0; step < entries->entries[i].run; step++) {
            om_pmtiles_entry one = entries->entries[i];
            one.id += step;
            one.run = 1;
            all[count] = (placed){one, count};
            count++;
        }
    qsort(all, count, sizeof *all, by_id_then_place);
    entries->count = 0;
    for (size_t i = 0; i < count; i++)
        if (i + 1 == count || all[i + 1].entry.id != all[i].entry.id)
            om_pmtiles_directory_add(entries, all[i].entry);
}

/* The metadata: what TileJSON says, and what the exporter keeps. */
static char *metadata_of(const om_pmtiles_ending *ending)
{
    const om_tileset *set = ending->tileset;
    OM_AUTO(om_json) json = om_json_object_new();
    om_json_put_text(json, "name", set->name);
    om_json_put_text(json, "description", set->description);
    om_json_put_text(json, "attribution", set->attribution);
    om_json_put_text(json, "type", "baselayer");
    om_json_put_text(json, "version", "1");
    om_json_put_text(json, "format", om_tile_format_name(set->format));
    om_json_put_number(json, "scale", set->scale);
    om_json_put_integer(json, "tile_size", set->tile_px);
    om_json_put_text(json, "onemap_export", ending->manifest);
    om_json_put_text(json, "onemap_promise", ending->promise);
    return om_json_write_line(json);
}

static uint64_t addressed_by(const om_pmtiles_directory *entries)
{
    uint64_t tiles = 0;
    for (size_t i = 0; i < entries->count; i++)
        tiles += entries->entries[i].run;
    return tiles;
}

static om_pmtiles_header header_of(const om_pmtiles_ending *ending, const om_text *root,
                                   const om_text *metadata, const om_text *leaves)
{
    const om_tileset *set = ending->tileset;
    const om_tileset_start start = om_tileset_start_of(set);
    om_pmtiles_header header = {
        .root = {OM_PMTILES_HEADER_SIZE, root->length},
        .metadata = {OM_PMTILES_HEADER_SIZE + root->length, metadata->length},
        .addressed = addressed_by(ending->entries),
        .entries = ending->entries->count,
        .contents = ending->contents,
        .is_clustered = ending->is_ascending,
        .directory_compression = OM_PMTILES_GZIP,
        .tile_compression = OM_PMTILES_PLAIN,
        .tile_type = set->format == OM_TILE_WEBP ? 4 : 2,
        .min_zoom = set->min_zoom,
        .max_zoom = set->max_zoom,
        .bounds = set->bounds,
        .center_zoom = start.zoom,
        .center = start.center,
    };
    header.leaves = (om_pmtiles_part){header.metadata.offset + metadata->length, leaves->length};
    header.tiles = (om_pmtiles_part){header.leaves.offset + leaves->length, ending->tiles_size};
    return header;
}

static bool write_all(int fd, const void *bytes, size_t size)
{
    for (const char *at = bytes; size;) {
        const ssize_t wrote = write(fd, at, size);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return false;
        at += wrote;
        size -= (size_t)wrote;
    }
    return true;
}

static bool copy_tiles(const om_pmtiles_ending *ending, int fd)
{
    OM_AUTO_MEMORY char *chunk = om_memory_take(CHUNK, 1);
    for (uint64_t at = 0; at < ending->tiles_size;) {
        const uint64_t left = ending->tiles_size - at;
        const ssize_t got =
            pread(ending->tiles_fd, chunk, left < CHUNK ? (size_t)left : CHUNK, (off_t)at);
        if (got <= 0 || !write_all(fd, chunk, (size_t)got))
            return false;
        at += (uint64_t)got;
    }
    return true;
}

static om_status write_archive(const om_pmtiles_ending *ending, const om_text *front, om_error *err)
{
    OM_AUTO_TEXT name = {0};
    om_text_add_format(&name, "%s.part-whole", ending->path);
    const int fd = open(name.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    bool is_written = fd >= 0 && write_all(fd, front->bytes, front->length) &&
                      copy_tiles(ending, fd) && fsync(fd) == 0;
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && is_written) {
        is_written = false;
        why = errno;
    }
    if (is_written && rename(name.bytes, ending->path) == 0)
        return OM_OK;
    if (is_written)
        why = errno;
    unlink(name.bytes);
    return om_fail(err, OM_ERR_DISK, "cannot write %s: %s", ending->path, strerror(why));
}

om_status om_pmtiles_finish(const om_pmtiles_ending *ending, om_error *err)
{
    if (!ending->is_ascending)
        put_in_order(ending->entries);
    OM_AUTO_TEXT root = {0}, leaves = {0}, metadata = {0}, front = {0};
    om_pmtiles_directories_write(ending->entries, &root, &leaves);
    OM_AUTO_MEMORY char *text = metadata_of(ending);
    om_pmtiles_gzip(text, strlen(text), &metadata);
    const om_pmtiles_header header = header_of(ending, &root, &metadata, &leaves);
    om_pmtiles_header_write(&header, &front);
    om_text_add_bytes(&front, root.bytes, root.length);
    om_text_add_bytes(&front, metadata.bytes, metadata.length);
    if (leaves.length)
        om_text_add_bytes(&front, leaves.bytes, leaves.length);
    return write_archive(ending, &front, err);
}

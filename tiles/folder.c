/* Writing folders of tiles. */
#include "tiles/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"

/* Equal tiles of which files may be links to one another, by hash. */
enum { KNOWN_FILES = 256 };

typedef struct known_file {
    om_hash hash;
    om_tile tile;
    bool is_there;
} known_file;

typedef struct folder {
    char *folder;
    om_tile_format format;
    bool is_south_up;
    int lock;            /* a descriptor of the folder; -1 before it is there */
    om_text path;        /* of the tile at hand */
    om_tile folder_made; /* z and x whose folder is surely there */
    bool any_folder_made;
    known_file known[KNOWN_FILES];
} folder;

/* DIR/name, in the buffer for paths; borrowed until the next call. */
static const char *path_in(folder *self, const char *name)
{
    self->path.length = 0;
    om_text_add_format(&self->path, "%s/%s", self->folder, name);
    return self->path.bytes;
}

static const char *manifest_path(folder *self)
{
    return path_in(self, ".onemap-export.json");
}

static const char *promise_path(folder *self)
{
    return path_in(self, ".onemap-promise.txt");
}

static const char *tilejson_path(folder *self)
{
    return path_in(self, "tilejson.json");
}

void om_folder_close(void *sink)
{
    folder *self = sink;
    if (!self)
        return;
    if (self->lock >= 0)
        close(self->lock);
    om_text_clear(&self->path);
    free(self->folder);
    free(self);
}

static om_status lock_folder(folder *self, om_error *err)
{
    self->lock = open(self->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (self->lock < 0)
        return om_fail(err, OM_ERR_DISK, "cannot open the folder %s: %s", self->folder,
                       strerror(errno));
    if (flock(self->lock, LOCK_EX | LOCK_NB) != 0)
        return om_fail(err, OM_ERR_LOCKED, "another export is writing to %s", self->folder);
    return OM_OK;
}

static bool is_dots(const char *name)
{
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static om_status check_empty(const folder *self, om_error *err)
{
    DIR *listing = opendir(self->folder);
    if (!listing)
        return om_fail(err, OM_ERR_DISK, "cannot read the folder %s: %s", self->folder,
                       strerror(errno));
    const struct dirent *entry;
    while ((entry = readdir(listing)) && is_dots(entry->d_name))
        ;
    const om_status status =
        entry ? om_fail(err, OM_ERR_USAGE,
                        "the folder %s is not empty ('%s') and was not made by an export",
                        self->folder, entry->d_name)
              : OM_OK;
    closedir(listing);
    return status;
}

static om_status look_into_folder(folder *self, char **ret_manifest, om_error *err)
{
    OM_TRY(lock_folder(self, err));
    if (!om_file_exists(manifest_path(self)))
        return check_empty(self, err);
    OM_AUTO_TEXT manifest = {0};
    OM_TRY(om_file_read(manifest_path(self), &manifest, err));
    *ret_manifest = om_text_take(&manifest);
    return OM_OK;
}

om_status om_folder_open(const om_target *target, bool is_south_up, void **ret_self,
                         char **ret_manifest, om_error *err)
{
    const char *path = target->path;
    folder *self = om_memory_take(1, sizeof *self);
    self->folder = om_memory_text(path);
    self->lock = -1;
    self->format = target->format;
    self->is_south_up = is_south_up;
    om_status status = OM_OK;
    char *manifest = NULL;
    struct stat found;
    if (stat(path, &found) == 0)
        status = S_ISDIR(found.st_mode)
                     ? look_into_folder(self, &manifest, err)
                     : om_fail(err, OM_ERR_USAGE, "%s is a file, not a folder", path);
    if (status != OM_OK) {
        om_folder_close(self);
        return status;
    }
    *ret_self = self;
    *ret_manifest = manifest;
    return OM_OK;
}

/* ---- Clearing a set that is replaced ---- */

/* True for "17" and, with the ending ".png", for "17.png"; nothing else is a tile's name. */
static bool is_number(const char *name, const char *ending)
{
    const size_t digits = strspn(name, "0123456789");
    return digits > 0 && strcmp(name + digits, ending) == 0;
}

/* Calls `visit` for the numbered entries of a folder; a folder that is not there has none. */
static void each_numbered(const char *path, const char *ending, void (*visit)(const char *path))
{
    DIR *listing = opendir(path);
    if (!listing)
        return;
    const struct dirent *entry;
    while ((entry = readdir(listing))) {
        if (!is_number(entry->d_name, ending))
            continue;
        OM_AUTO_TEXT inner = {0};
        om_text_add_format(&inner, "%s/%s", path, entry->d_name);
        visit(inner.bytes);
    }
    closedir(listing);
}

static void remove_tile(const char *path)
{
    unlink(path);
}

static void remove_column(const char *path)
{
    each_numbered(path, ".png", remove_tile);
    each_numbered(path, ".webp", remove_tile);
    rmdir(path);
}

static void remove_zoom(const char *path)
{
    each_numbered(path, "", remove_column);
    rmdir(path);
}

/* ---- Writing ---- */

static om_status write_manifest(folder *self, const char *manifest, om_error *err)
{
    return om_file_write(manifest_path(self), manifest, strlen(manifest), err);
}

om_status om_folder_begin(void *sink, const char *manifest, const char *promise, om_error *err)
{
    folder *self = sink;
    if (self->lock < 0) {
        OM_TRY(om_folder_make(self->folder, err));
        OM_TRY(lock_folder(self, err));
    }
    OM_TRY(write_manifest(self, manifest, err));
    OM_TRY(om_file_write(promise_path(self), promise, strlen(promise), err));
    unlink(tilejson_path(self));
    each_numbered(self->folder, "", remove_zoom);
    return OM_OK;
}

om_status om_folder_resume(void *sink, om_error *err)
{
    (void)sink;
    (void)err;
    return OM_OK;
}

static const char *tile_path(folder *self, om_tile tile)
{
    const uint32_t row = self->is_south_up ? (1u << tile.z) - 1 - tile.y : tile.y;
    self->path.length = 0;
    om_text_add_format(&self->path, "%s/%d/%u/%u.%s", self->folder, tile.z, tile.x, row,
                       om_tile_format_name(self->format));
    return self->path.bytes;
}

static om_status make_column(folder *self, om_tile tile, om_error *err)
{
    if (self->any_folder_made && self->folder_made.z == tile.z && self->folder_made.x == tile.x)
        return OM_OK;
    OM_AUTO_TEXT column = {0};
    om_text_add_format(&column, "%s/%d/%u", self->folder, tile.z, tile.x);
    OM_TRY(om_folder_make(column.bytes, err));
    self->folder_made = tile;
    self->any_folder_made = true;
    return OM_OK;
}

/* Makes the tile a link to an equal one. False when there is none, or no more links can be had. */
static bool link_to_equal(folder *self, const om_tile_file *file)
{
    const known_file *known = &self->known[file->hash.low % KNOWN_FILES];
    if (!known->is_there || known->hash.low != file->hash.low ||
        known->hash.high != file->hash.high)
        return false;
    OM_AUTO_MEMORY char *equal = om_memory_text(tile_path(self, known->tile));
    return link(equal, tile_path(self, file->tile)) == 0;
}

om_status om_folder_put(void *sink, const om_tile_file *file, om_error *err)
{
    folder *self = sink;
    OM_TRY(make_column(self, file->tile, err));
    if (link_to_equal(self, file))
        return OM_OK;
    OM_TRY(om_file_write(tile_path(self, file->tile), file->bytes, file->size, err));
    self->known[file->hash.low % KNOWN_FILES] = (known_file){file->hash, file->tile, true};
    return OM_OK;
}

om_status om_folder_has(void *sink, om_tile tile, bool *ret, om_error *err)
{
    (void)err;
    *ret = om_file_exists(tile_path(sink, tile));
    return OM_OK;
}

om_status om_folder_keep(void *sink, const char *manifest, bool *ret_is_safe, om_error *err)
{
    OM_TRY(write_manifest(sink, manifest, err));
    *ret_is_safe = true;
    return OM_OK;
}

om_status om_folder_finish(void *sink, const om_tileset *tileset, const char *manifest,
                           om_error *err)
{
    folder *self = sink;
    OM_AUTO_TEXT url = {0};
    om_text_add_format(&url, "{z}/{x}/{y}.%s", om_tile_format_name(self->format));
    OM_AUTO(om_json) json = om_tileset_tilejson(tileset, url.bytes);
    if (self->is_south_up)
        om_json_put_text(json, "scheme", "tms");
    OM_AUTO_MEMORY char *text = om_json_write(json);
    OM_TRY(om_file_write(tilejson_path(self), text, strlen(text), err));
    return write_manifest(self, manifest, err);
}

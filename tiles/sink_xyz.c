/*
 * A folder of tiles, DIR/z/x/y.png, that any web server can serve.
 *
 * DIR/tilejson.json tells what is there and appears when the set is complete;
 * DIR/.onemap-export.json marks the folder as ours from the first tile on.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tiles/sink.h"

typedef struct xyz {
    char *folder;
    int lock;            /* a descriptor of the folder; -1 before it is there */
    om_text path;        /* of the tile at hand */
    om_tile folder_made; /* z and x whose folder is surely there */
    bool any_folder_made;
} xyz;

/* DIR/name, in the buffer for paths; borrowed until the next call. */
static const char *path_in(xyz *self, const char *name)
{
    self->path.length = 0;
    om_text_add_format(&self->path, "%s/%s", self->folder, name);
    return self->path.bytes;
}

static const char *manifest_path(xyz *self)
{
    return path_in(self, ".onemap-export.json");
}

static const char *tilejson_path(xyz *self)
{
    return path_in(self, "tilejson.json");
}

static void xyz_close(void *sink)
{
    xyz *self = sink;
    if (!self)
        return;
    if (self->lock >= 0)
        close(self->lock);
    om_text_clear(&self->path);
    free(self->folder);
    free(self);
}

static om_status lock_folder(xyz *self, om_error *err)
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

static om_status check_empty(const xyz *self, om_error *err)
{
    DIR *folder = opendir(self->folder);
    if (!folder)
        return om_fail(err, OM_ERR_DISK, "cannot read the folder %s: %s", self->folder,
                       strerror(errno));
    const struct dirent *entry;
    while ((entry = readdir(folder)) && is_dots(entry->d_name))
        ;
    const om_status status =
        entry ? om_fail(err, OM_ERR_USAGE,
                        "the folder %s is not empty ('%s') and was not made by an export",
                        self->folder, entry->d_name)
              : OM_OK;
    closedir(folder);
    return status;
}

static om_status look_into_folder(xyz *self, char **ret_manifest, om_error *err)
{
    OM_TRY(lock_folder(self, err));
    if (!om_file_exists(manifest_path(self)))
        return check_empty(self, err);
    OM_AUTO_TEXT manifest = {0};
    OM_TRY(om_file_read(manifest_path(self), &manifest, err));
    *ret_manifest = om_text_take(&manifest);
    return OM_OK;
}

static om_status xyz_open(const char *path, void **ret_self, char **ret_manifest, om_error *err)
{
    xyz *self = om_memory_take(1, sizeof *self);
    *self = (xyz){.folder = om_memory_text(path), .lock = -1};
    om_status status = OM_OK;
    char *manifest = NULL;
    struct stat found;
    if (stat(path, &found) == 0)
        status = S_ISDIR(found.st_mode)
                     ? look_into_folder(self, &manifest, err)
                     : om_fail(err, OM_ERR_USAGE, "%s is a file, not a folder", path);
    if (status != OM_OK) {
        xyz_close(self);
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
    DIR *folder = opendir(path);
    if (!folder)
        return;
    const struct dirent *entry;
    while ((entry = readdir(folder))) {
        if (!is_number(entry->d_name, ending))
            continue;
        OM_AUTO_TEXT inner = {0};
        om_text_add_format(&inner, "%s/%s", path, entry->d_name);
        visit(inner.bytes);
    }
    closedir(folder);
}

static void remove_tile(const char *path)
{
    unlink(path);
}

static void remove_column(const char *path)
{
    each_numbered(path, ".png", remove_tile);
    rmdir(path);
}

static void remove_zoom(const char *path)
{
    each_numbered(path, "", remove_column);
    rmdir(path);
}

/* ---- Writing ---- */

static om_status write_manifest(xyz *self, const char *manifest, om_error *err)
{
    return om_file_write(manifest_path(self), manifest, strlen(manifest), err);
}

static om_status xyz_begin(void *sink, const char *manifest, om_error *err)
{
    xyz *self = sink;
    if (self->lock < 0) {
        OM_TRY(om_folder_make(self->folder, err));
        OM_TRY(lock_folder(self, err));
    }
    OM_TRY(write_manifest(self, manifest, err));
    unlink(tilejson_path(self));
    each_numbered(self->folder, "", remove_zoom);
    return OM_OK;
}

static om_status xyz_resume(void *sink, om_error *err)
{
    (void)sink;
    (void)err;
    return OM_OK;
}

static const char *tile_path(xyz *self, om_tile tile)
{
    self->path.length = 0;
    om_text_add_format(&self->path, "%s/%d/%u/%u.png", self->folder, tile.z, tile.x, tile.y);
    return self->path.bytes;
}

static om_status make_column(xyz *self, om_tile tile, om_error *err)
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

static om_status xyz_put(void *sink, om_tile tile, const void *bytes, size_t size, om_error *err)
{
    xyz *self = sink;
    OM_TRY(make_column(self, tile, err));
    return om_file_write(tile_path(self, tile), bytes, size, err);
}

static om_status xyz_has(void *sink, om_tile tile, bool *ret, om_error *err)
{
    (void)err;
    *ret = om_file_exists(tile_path(sink, tile));
    return OM_OK;
}

static om_status xyz_keep(void *sink, const char *manifest, om_error *err)
{
    return write_manifest(sink, manifest, err);
}

static om_status xyz_finish(void *sink, const om_tileset *tileset, const char *manifest,
                            om_error *err)
{
    xyz *self = sink;
    OM_AUTO(om_json) json = om_tileset_tilejson(tileset, "{z}/{x}/{y}.png");
    OM_AUTO_MEMORY char *text = om_json_write(json);
    OM_TRY(om_file_write(tilejson_path(self), text, strlen(text), err));
    return write_manifest(self, manifest, err);
}

const om_sink_kind om_sink_xyz = {
    .scheme = "xyz",
    .target = "xyz:DIR",
    .summary = "A folder of files z/x/y.png with a tilejson.json.",
    .open = xyz_open,
    .begin = xyz_begin,
    .resume = xyz_resume,
    .put = xyz_put,
    .has = xyz_has,
    .keep = xyz_keep,
    .distinct = NULL,
    .finish = xyz_finish,
    .close = xyz_close,
};

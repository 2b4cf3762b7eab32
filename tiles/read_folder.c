/* Reading folders of tiles. */
#include <dirent.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tiles/read_folder.h"
#include "tiles/tile_id.h"

typedef struct folder {
    char *path;
    bool is_south_up;
    char ending[8]; /* of the files of tiles: "png" */
} folder;

void om_folder_reader_close(void *reader)
{
    folder *self = reader;
    if (!self)
        return;
    free(self->path);
    free(self);
}

om_status om_folder_reader_open(const char *path, bool is_south_up, void **ret_self, om_error *err)
{
    if (!om_folder_exists(path))
        return om_fail(err, OM_ERR_NOT_FOUND, "there is no folder %s", path);
    folder *self = om_memory_take(1, sizeof *self);
    self->path = om_memory_text(path);
    self->is_south_up = is_south_up;
    strcpy(self->ending, "png");
    *ret_self = self;
    return OM_OK;
}

/* ---- What it says of itself ---- */

/* The text of a file of the folder; NULL when there is none. */
static char *text_of(const folder *self, const char *name)
{
    OM_AUTO_TEXT path = {0}, text = {0};
    om_text_add_format(&path, "%s/%s", self->path, name);
    return om_file_read(path.bytes, &text, NULL) == OM_OK ? om_text_take(&text) : NULL;
}

om_status om_folder_reader_describe(void *reader, om_archive_facts *ret, om_error *err)
{
    folder *self = reader;
    ret->manifest = text_of(self, ".onemap-export.json");
    ret->promise = text_of(self, ".onemap-promise.txt");
    OM_AUTO_MEMORY char *text = text_of(self, "tilejson.json");
    if (!text)
        return OM_OK;
    OM_AUTO(om_json) json = NULL;
    OM_TRY(om_json_parse(text, strlen(text), "tilejson.json", &json, err));
    om_archive_facts_of_json(json, ret);
    const char *scheme = om_json_text(om_json_get(json, "scheme"));
    self->is_south_up = scheme ? strcmp(scheme, "tms") == 0 : self->is_south_up;
    const om_json *bounds = om_json_get(json, "bounds");
    double sides[4];
    for (size_t i = 0; i < 4; i++)
        sides[i] = om_json_number(om_json_at(bounds, i));
    ret->has_bounds = sides[0] <= sides[2] && sides[1] <= sides[3];
    ret->bounds = (om_box){sides[0], sides[1], sides[2], sides[3]};
    snprintf(self->ending, sizeof self->ending, "%s", om_tile_format_name(ret->format));
    return OM_OK;
}

/* ---- Its tiles ---- */

/* A listing of numbered entries: "17", or with an ending "17.png". */
typedef struct listing {
    DIR *folder;
    const char *ending;
} listing;

static bool next(listing *at, uint32_t *ret_number, char *ret_name, size_t room)
{
    const struct dirent *entry;
    while (at->folder && (entry = readdir(at->folder))) {
        const size_t digits = strspn(entry->d_name, "0123456789");
        int64_t number = 0;
        snprintf(ret_name, room, "%.*s", (int)digits, entry->d_name);
        if (strcmp(entry->d_name + digits, at->ending) != 0 ||
            !om_text_to_integer(ret_name, 0, UINT32_MAX, &number))
            continue;
        *ret_number = (uint32_t)number;
        return true;
    }
    if (at->folder)
        closedir(at->folder);
    at->folder = NULL;
    return false;
}

static void list_column(const folder *self, const char *path, om_tile tile, om_runs *ret)
{
    OM_AUTO_TEXT ending = {0};
    om_text_add_format(&ending, ".%s", self->ending);
    listing rows = {opendir(path), ending.bytes};
    char name[32];
    while (next(&rows, &tile.y, name, sizeof name)) {
        om_tile found = tile;
        if (!om_tile_is_valid(found))
            continue;
        if (self->is_south_up)
            found.y = (1u << found.z) - 1 - found.y;
        const uint64_t id = om_tile_id(found);
        om_runs_add(ret, id, id + 1);
    }
}

om_status om_folder_reader_list(void *reader, om_runs *ret, om_error *err)
{
    const folder *self = reader;
    (void)err;
    char zoom_name[32], column_name[32];
    uint32_t z = 0;
    listing zooms = {opendir(self->path), ""};
    while (next(&zooms, &z, zoom_name, sizeof zoom_name)) {
        if (z > 30)
            continue;
        OM_AUTO_TEXT zoom = {0};
        om_text_add_format(&zoom, "%s/%s", self->path, zoom_name);
        om_tile tile = {.z = (int)z};
        listing columns = {opendir(zoom.bytes), ""};
        while (next(&columns, &tile.x, column_name, sizeof column_name)) {
            OM_AUTO_TEXT column = {0};
            om_text_add_format(&column, "%s/%s", zoom.bytes, column_name);
            list_column(self, column.bytes, tile, ret);
        }
    }
    return OM_OK;
}

om_status om_folder_reader_read(void *reader, om_tile tile, om_text *ret, bool *ret_found,
                                om_error *err)
{
    const folder *self = reader;
    OM_AUTO_TEXT path = {0};
    const uint32_t row = self->is_south_up ? (1u << tile.z) - 1 - tile.y : tile.y;
    om_text_add_format(&path, "%s/%d/%u/%u.%s", self->path, tile.z, tile.x, row, self->ending);
    *ret_found = om_file_exists(path.bytes);
    return *ret_found ? om_file_read(path.bytes, ret, err) : OM_OK;
}

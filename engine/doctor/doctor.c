/* Whether this machine has what onemap needs, in plain words. */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/canvas/letters.h"
#include "engine/geo/crs.h"
#include "engine/source/doctor.h"
#include "engine/store/rows.h"

/* One thing that was looked at. */
typedef struct finding {
    const char *name;
    bool ready;
    const char *detail; /* what was found, or why not */
    const char *remedy; /* what to do when it is not there */
} finding;

static finding look_at_proj(om_arena *arena)
{
    finding found = {.name = "PROJ data",
                     .detail = "CGCS2000 and its Gauss-Krueger zones are known",
                     .remedy = "apt-get install proj-data"};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_transform) way = NULL;
    om_error err = {0};
    om_xy at = {120, 31.5};
    found.ready = om_geo_open(&geo, &err) == OM_OK &&
                  om_transform_open(geo, OM_CRS_LONLAT, "EPSG:4549", &way, &err) == OM_OK &&
                  om_transform_points(way, &at, 1, &err) == OM_OK && fabs(at.x - 500000) < 1;
    if (!found.ready)
        found.detail = om_arena_format(arena, "EPSG:4549 cannot be used: %s", err.message);
    return found;
}

static om_status read_spatialite_version(om_arena *arena, om_store *store, const char **ret,
                                         om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "select spatialite_version()", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    *ret = om_arena_format(arena, "SpatiaLite %s", more ? om_rows_text(rows, 0) : "?");
    return OM_OK;
}

static void remove_store(om_arena *arena, const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        unlink(om_arena_format(arena, "%s%s", path, endings[i]));
}

/* A store is made where temporary files go: that shows SpatiaLite and the disk at once. */
static finding look_at_store(om_arena *arena)
{
    const char *folder = getenv("TMPDIR");
    const char *path = om_arena_format(arena, "%s/onemap-doctor-%ld.sqlite",
                                       folder ? folder : "/tmp", (long)getpid());
    finding found = {.name = "stores",
                     .remedy = "apt-get install libspatialite7, and look whether $TMPDIR (or /tmp) "
                               "can be written"};
    OM_AUTO(om_store) store = NULL;
    om_error err = {0};
    found.ready = om_store_open(path, OM_STORE_CREATE, &store, &err) == OM_OK &&
                  read_spatialite_version(arena, store, &found.detail, &err) == OM_OK;
    if (!found.ready)
        found.detail = om_arena_text(arena, err.message);
    om_store_free(OM_TAKE(store));
    remove_store(arena, path);
    return found;
}

static finding look_at_drivers(om_arena *arena, om_json *drivers)
{
    om_source_doctor(drivers);
    const om_json *missing = om_json_get(drivers, "missing");
    finding found = {.name = "GDAL drivers", .remedy = "apt-get install libgdal32"};
    found.ready = om_json_count(missing) == 0;
    found.detail = om_arena_format(arena, "GDAL %s", om_json_text(om_json_get(drivers, "gdal")));
    for (size_t i = 0; i < om_json_count(missing); i++)
        found.detail =
            om_arena_format(arena, "%s, no %s", found.detail, om_json_text(om_json_at(missing, i)));
    return found;
}

/* Chinese and Latin letters, in the font that the shipped styles name. */
static finding look_at_fonts(om_arena *arena)
{
    static const char *const fonts[] = {"Noto Sans CJK SC Regular"};
    finding found = {.name = "fonts",
                     .detail = "Chinese and Latin letters are there",
                     .remedy = "apt-get install fonts-noto-cjk"};
    OM_AUTO(om_letters) letters = om_letters_new();
    const om_setting setting = {.fonts = fonts, .font_count = 1, .size_px = 12, .line_px = 14};
    om_words words = {0};
    om_letters_set(letters, "无锡 Wuxi 风险四色图", &setting, arena, &words);
    found.ready = words.missing == 0;
    if (!found.ready)
        found.detail = om_arena_format(arena,
                                       "%zu letters have no glyph in any font and would be "
                                       "missing from maps",
                                       words.missing);
    return found;
}

static finding look_at_share(om_arena *arena)
{
    finding found = {.name = "standards and styles",
                     .remedy = "install onemap with `cmake --install`, or point $ONEMAP_SHARE at "
                               "its share folder"};
    om_error err = {0};
    const char *path = NULL;
    found.ready = om_share_find(arena, "standards/speeds.csv", &path, &err) == OM_OK &&
                  om_share_find(arena, "styles/four-colour.json", &path, &err) == OM_OK;
    found.detail = om_arena_text(arena, found.ready ? path : err.message);
    return found;
}

static om_json *json_of(const finding *found)
{
    om_json *json = om_json_object_new();
    om_json_put_text(json, "name", found->name);
    om_json_put_bool(json, "ready", found->ready);
    om_json_put_text(json, "detail", found->detail);
    if (!found->ready)
        om_json_put_text(json, "remedy", found->remedy);
    return json;
}

om_status om_doctor(bool *ret_ready, char **ret_json, om_error *err)
{
    (void)err; /* what fails here is a finding, not an error */
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) document = om_json_object_new();
    OM_AUTO(om_json) drivers = om_json_object_new();
    const finding findings[] = {look_at_drivers(arena, drivers), look_at_proj(arena),
                                look_at_store(arena), look_at_fonts(arena), look_at_share(arena)};
    bool ready = true;
    om_json *checks = om_json_put(document, "checks", om_json_array_new());
    for (size_t i = 0; i < sizeof findings / sizeof *findings; i++) {
        ready = ready && findings[i].ready;
        om_json_add(checks, json_of(&findings[i]));
    }
    om_json_put(document, "drivers", om_json_copy(om_json_get(drivers, "drivers")));
    om_json_put_bool(document, "ready", ready);
    om_json_put_text(document, "version", om_version());
    if (ret_ready)
        *ret_ready = ready;
    if (ret_json)
        *ret_json = om_json_write(document);
    return OM_OK;
}

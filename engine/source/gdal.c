/* Which driver opens what, and GDAL's words caught on their way. */
#include "engine/source/gdal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cpl_error.h>
#include <cpl_string.h>
#include <cpl_vsi.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/source/doctor.h"

static const char zip_prefix[] = "/vsizip/";
static const char gzip_prefix[] = "/vsigzip/";

/* A file in an archive that is this much larger than the whole archive is a trap. */
static const double most_swelling = 200;
static const double swelling_told_bytes = 100e6;

static const om_source_kind kinds[] = {
    {".geojson", "GeoJSON", false, true},
    {".json", "GeoJSON", false, true},
    {".geojsonl", "GeoJSONSeq", false, true},
    {".geojsons", "GeoJSONSeq", false, true},
    {".ndjson", "GeoJSONSeq", false, true},
    {".shp", "ESRI Shapefile", false, true},
    {".gpkg", "GPKG", false, true},
    {".fgb", "FlatGeobuf", false, true},
    {".csv", "CSV", true, true},
    {".tsv", "CSV", true, true},
    {".kml", "KML", false, false},
    {".tab", "MapInfo File", false, false},
    {".mif", "MapInfo File", false, false},
    {".gdb", "OpenFileGDB", false, false},
};

static const om_source_kind connection = {"PG:", "PostgreSQL", false, false};

enum { KIND_COUNT = sizeof kinds / sizeof kinds[0] };

static void CPL_STDCALL hear(CPLErr severity, CPLErrorNum number, const char *words)
{
    (void)number;
    om_gdal_watch *watch = CPLGetErrorHandlerUserData();
    if (severity >= CE_Failure && !watch->failures++)
        snprintf(watch->failure, sizeof watch->failure, "%s", words);
    else if (severity == CE_Warning && !watch->warnings++)
        snprintf(watch->warning, sizeof watch->warning, "%s", words);
}

void om_gdal_watch_begin(om_gdal_watch *watch)
{
    CPLPushErrorHandlerEx(hear, watch);
}

void om_gdal_watch_end(om_gdal_watch **watch)
{
    (void)watch;
    CPLPopErrorHandler();
}

bool om_source_is_connection(const char *source)
{
    return strncasecmp(source, "PG:", 3) == 0;
}

static bool is_in_archive(const char *source)
{
    return om_text_starts(source, zip_prefix) || om_text_starts(source, gzip_prefix);
}

/* Where `part` first stands in `text`, in whatever case; NULL when it does not. */
static const char *find_in(const char *text, const char *part)
{
    for (; *text; text++)
        if (strncasecmp(text, part, strlen(part)) == 0)
            return text;
    return NULL;
}

const char *om_source_file(om_arena *arena, const char *source)
{
    if (om_text_starts(source, gzip_prefix))
        return om_arena_text(arena, source + strlen(gzip_prefix));
    if (!om_text_starts(source, zip_prefix))
        return om_arena_text(arena, source);
    const char *path = source + strlen(zip_prefix);
    const char *end = find_in(path, ".zip");
    return om_arena_text_part(arena, path, end ? (size_t)(end - path) + 4 : strlen(path));
}

const char *om_source_printable(om_arena *arena, const char *source)
{
    const char *secret = om_source_is_connection(source) ? find_in(source, "password=") : NULL;
    if (!secret)
        return om_arena_text(arena, source);
    const char *value = secret + strlen("password=");
    const char *end = *value == '\'' ? strchr(value + 1, '\'') : NULL;
    end = end ? end + 1 : value + strcspn(value, " ");
    while (*end == ' ')
        end++;
    return om_arena_format(arena, "%.*s%s", (int)(secret - source), source, end);
}

/* The size of a file as GDAL sees it, 0 when unknown. */
static double size_bytes(const char *path)
{
    VSILFILE *file = VSIFOpenL(path, "rb");
    if (!file)
        return 0;
    const bool is_at_end = VSIFSeekL(file, 0, SEEK_END) == 0;
    const double size = is_at_end ? (double)VSIFTellL(file) : 0;
    VSIFCloseL(file);
    return size;
}

static om_status check_swelling(const char *source, const char *archive, om_error *err)
{
    if (!om_text_starts(source, zip_prefix))
        return OM_OK;
    om_gdal_watch watch = {0};
    OM_GDAL_WATCH(&watch);
    const double unpacked = size_bytes(source), packed = size_bytes(archive);
    if (unpacked > swelling_told_bytes && unpacked > packed * most_swelling)
        return om_fail(err, OM_ERR_DATA, "%s would swell to %.0f MB from %.1f MB; unpack it first",
                       source, unpacked / 1e6, packed / 1e6);
    return OM_OK;
}

om_status om_source_check(const char *source, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    if (!is_in_archive(source) && om_text_starts(source, "/vsi"))
        return om_fail(err, OM_ERR_USAGE, "%s: of GDAL's file systems only %s and %s are read",
                       source, zip_prefix, gzip_prefix);
    if (is_in_archive(source) && strstr(source + 1, "/vsi"))
        return om_fail(err, OM_ERR_USAGE, "%s: an archive within another is not read", source);
    const char *file = om_source_file(arena, source);
    const bool is_folder_kind = om_text_ends(source, ".gdb") && om_folder_exists(file);
    if (!om_file_exists(file) && !is_folder_kind)
        return om_fail(err, OM_ERR_NOT_FOUND, "%s: no such file", file);
    return check_swelling(source, file, err);
}

static om_status unknown_ending(const char *source, om_error *err)
{
    if (om_text_ends(source, ".zip"))
        return om_fail(err, OM_ERR_USAGE, "%s: name a file in it, such as %s%s/roads.shp", source,
                       zip_prefix, source);
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; i < KIND_COUNT; i++)
        om_text_add_format(&list, "%s ", kinds[i].ending);
    return om_fail(err, OM_ERR_USAGE, "%s: unknown kind of source (known: %s.osm .pbf PG:)", source,
                   list.bytes);
}

om_status om_source_kind_of(const char *source, const om_source_kind **ret, om_error *err)
{
    if (om_source_is_connection(source)) {
        *ret = &connection;
        return OM_OK;
    }
    OM_TRY(om_source_check(source, err));
    OM_AUTO(om_arena) arena = om_arena_new();
    const bool is_packed = om_text_starts(source, gzip_prefix) && om_text_ends(source, ".gz");
    const char *name = om_arena_text_part(arena, source, strlen(source) - (is_packed ? 3 : 0));
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (om_text_ends(name, kinds[i].ending)) {
            *ret = &kinds[i];
            return OM_OK;
        }
    return unknown_ending(source, err);
}

om_status om_gdal_open(const char *source, const om_source_kind *kind, GDALDatasetH *ret,
                       om_error *err)
{
    om_gdal_watch watch = {0};
    OM_GDAL_WATCH(&watch);
    GDALAllRegister();
    if (!GDALGetDriverByName(kind->driver))
        return om_fail(err, OM_ERR_FAILED, "GDAL has no driver \"%s\" on this machine",
                       kind->driver);
    const char *const drivers[] = {kind->driver, NULL};
    /* Texts are wanted as they stand in the file: what their encoding is, is decided here. */
    const char *const raw_texts[] = {"ENCODING=", NULL};
    const bool is_shapefile = strcmp(kind->driver, "ESRI Shapefile") == 0;
    GDALDatasetH dataset = GDALOpenEx(source, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers,
                                      is_shapefile ? raw_texts : NULL, NULL);
    if (dataset && !watch.failures) {
        *ret = dataset;
        return OM_OK;
    }
    if (dataset)
        GDALClose(dataset);
    OM_AUTO(om_arena) arena = om_arena_new();
    return om_fail(err, OM_ERR_DATA, "%s cannot be read as %s%s%s",
                   om_path_base(om_source_printable(arena, source)), kind->driver,
                   watch.failures ? ": " : "", watch.failure);
}

static void describe_driver(const om_source_kind *kind, om_json *list)
{
    om_json *entry = om_json_add(list, om_json_object_new());
    om_json_put_text(entry, "name", kind->driver);
    om_json_put_text(entry, "reads", kind->ending);
    om_json_put_bool(entry, "present", GDALGetDriverByName(kind->driver) != NULL);
    om_json_put_bool(entry, "needed", kind->is_needed);
}

void om_source_doctor(om_json *ret)
{
    om_gdal_watch watch = {0};
    OM_GDAL_WATCH(&watch);
    GDALAllRegister();
    om_json_put_text(ret, "gdal", GDALVersionInfo("RELEASE_NAME"));
    om_json *list = om_json_put(ret, "drivers", om_json_array_new());
    om_json *missing = om_json_put(ret, "missing", om_json_array_new());
    for (size_t i = 0; i < KIND_COUNT; i++) {
        if (i && strcmp(kinds[i].driver, kinds[i - 1].driver) == 0)
            continue;
        describe_driver(&kinds[i], list);
        if (kinds[i].is_needed && !GDALGetDriverByName(kinds[i].driver))
            om_json_add(missing, om_json_text_new(kinds[i].driver));
    }
    describe_driver(&connection, list);
}

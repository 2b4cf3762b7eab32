/* Tests of engine/source/gdal.c: what is opened, by what, and what is never opened. */
#include "engine/source/gdal.h"

#include "engine/base/file.h"
#include "engine/source/doctor.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static void write_file(const char *path, const char *text)
{
    om_error err;
    CHECK_OK(om_file_write(path, text, strlen(text), &err));
}

static om_status kind_of(const char *source, const char **ret_driver, om_error *err)
{
    const om_source_kind *kind = NULL;
    OM_TRY(om_source_kind_of(source, &kind, err));
    *ret_driver = kind->driver;
    return OM_OK;
}

static void the_name_decides_the_driver(void **state)
{
    (void)state;
    om_error err;
    const char *driver = NULL;
    const char *path = scratch_file("kind.GeoJSON");
    write_file(path, "{}");
    CHECK_OK(kind_of(path, &driver, &err));
    CHECK_TEXT(driver, "GeoJSON");
    CHECK_OK(kind_of("PG:dbname=city", &driver, &err));
    CHECK_TEXT(driver, "PostgreSQL");
}

static void what_is_not_allowed_is_not_opened(void **state)
{
    (void)state;
    om_error err;
    const char *driver;
    CHECK_FAILS(kind_of("/nowhere/roads.shp", &driver, &err), OM_ERR_NOT_FOUND, "no such file");
    CHECK_FAILS(kind_of("{\"type\":\"Point\",\"coordinates\":[1,2]}", &driver, &err),
                OM_ERR_NOT_FOUND, "no such file");
    CHECK_FAILS(kind_of("/vsicurl/http://x.org/a.geojson", &driver, &err), OM_ERR_USAGE,
                "only /vsizip/ and /vsigzip/");
    CHECK_FAILS(kind_of("/vsizip//vsicurl/http://x.org/a.zip/a.shp", &driver, &err), OM_ERR_USAGE,
                "within another");
    const char *path = scratch_file("kind.vrt");
    write_file(path, "<OGRVRTDataSource/>");
    CHECK_FAILS(kind_of(path, &driver, &err), OM_ERR_USAGE, "unknown kind of source");
    path = scratch_file("kind.zip");
    write_file(path, "PK");
    CHECK_FAILS(kind_of(path, &driver, &err), OM_ERR_USAGE, "name a file in it");
}

/* GDAL opens a VRT whatever it is called, and reads what the VRT points to. */
static void a_vrt_in_disguise_is_refused(void **state)
{
    (void)state;
    static const char *const names[] = {"evil.shp",  "evil.geojson", "evil.csv",
                                        "evil.gpkg", "evil.fgb",     "evil.kml"};
    static const char vrt[] = "<OGRVRTDataSource><OGRVRTLayer name='passwd'>"
                              "<SrcDataSource>CSV:/etc/passwd</SrcDataSource>"
                              "</OGRVRTLayer></OGRVRTDataSource>";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        om_error err;
        const om_source_kind *kind = NULL;
        GDALDatasetH dataset = NULL;
        const char *path = scratch_file(names[i]);
        write_file(path, vrt);
        CHECK_OK(om_source_kind_of(path, &kind, &err));
        const om_status status = om_gdal_open(path, kind, &dataset, &err);
        if (status == OM_OK) { /* as a table of one odd column, say: but never as a VRT */
            CHECK_TEXT(GDALGetDriverShortName(GDALGetDatasetDriver(dataset)), kind->driver);
            GDALClose(dataset);
        }
    }
}

static void a_file_that_is_no_such_thing_is_told(void **state)
{
    (void)state;
    om_error err;
    const om_source_kind *kind = NULL;
    GDALDatasetH dataset = NULL;
    const char *path = scratch_file("noise.gpkg");
    write_file(path, "noise");
    CHECK_OK(om_source_kind_of(path, &kind, &err));
    CHECK_FAILS(om_gdal_open(path, kind, &dataset, &err), OM_ERR_DATA,
                "noise.gpkg cannot be read as GPKG");
    CHECK(dataset == NULL);
}

static void a_password_is_never_written_down(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_TEXT(om_source_printable(arena, "PG:host=db password=secret dbname=city"),
               "PG:host=db dbname=city");
    CHECK_TEXT(om_source_printable(arena, "PG:dbname=city password='se cret'"), "PG:dbname=city ");
    CHECK_TEXT(om_source_printable(arena, "pg:PASSWORD=x"), "pg:");
    CHECK_TEXT(om_source_printable(arena, "password=1.shp"), "password=1.shp");
}

static void the_file_behind_a_source_is_known(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_TEXT(om_source_file(arena, "/vsizip//data/a.zip/b/c.shp"), "/data/a.zip");
    CHECK_TEXT(om_source_file(arena, "/vsigzip/a.geojson.gz"), "a.geojson.gz");
    CHECK_TEXT(om_source_file(arena, "roads.shp"), "roads.shp");
}

static void nothing_is_missing_on_this_machine(void **state)
{
    (void)state;
    OM_AUTO(om_json) json = om_json_object_new();
    om_source_doctor(json);
    CHECK_INT(om_json_count(om_json_get(json, "missing")), 0);
    CHECK(om_json_kind_of(om_json_get(json, "missing")) == OM_JSON_ARRAY);
    CHECK(om_json_count(om_json_get(json, "drivers")) >= 7);
}

OM_TESTS(test(the_name_decides_the_driver), test(what_is_not_allowed_is_not_opened),
         test(a_vrt_in_disguise_is_refused), test(a_file_that_is_no_such_thing_is_told),
         test(a_password_is_never_written_down), test(the_file_behind_a_source_is_known),
         test(nothing_is_missing_on_this_machine))

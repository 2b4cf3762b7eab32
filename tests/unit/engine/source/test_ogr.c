/* Tests of engine/source/ogr.c and its helpers: shapefiles, tables, layers, filters. */
#include "engine/source/ogr.h"

#include <stdlib.h>

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

/* A path below the scratch folder, which scratch_file() would empty. */
static const char *kept_file(const char *name, const char *ending)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", getenv("ONEMAP_TEST_SCRATCH"), name, ending);
    return path;
}

/* Copies the shapefile of two stations (GBK) but for one of its parts. */
static const char *copy_stations(const char *name, const char *left_out)
{
    static const char *const parts[] = {"shp", "shx", "dbf", "prj", "cpg"};
    om_error err;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        OM_AUTO_TEXT bytes = {0};
        char from[4096];
        snprintf(from, sizeof from, "%s/tests/unit/engine/source/data/stations.%s",
                 getenv("ONEMAP_TEST_SOURCE"), parts[i]);
        remove(kept_file(name, parts[i]));
        if (strcmp(left_out, parts[i]) == 0)
            continue;
        CHECK_OK(om_file_read(from, &bytes, &err));
        CHECK_OK(om_file_write(kept_file(name, parts[i]), bytes.bytes, bytes.length, &err));
    }
    return kept_file(name, "shp");
}

/* Changes one byte of a file and cuts so many bytes off its end. */
static void damage(const char *path, size_t place, int byte, size_t cut)
{
    om_error err;
    OM_AUTO_TEXT bytes = {0};
    CHECK_OK(om_file_read(path, &bytes, &err));
    CHECK(place < bytes.length && cut < bytes.length);
    bytes.bytes[place] = (char)byte;
    CHECK_OK(om_file_write(path, bytes.bytes, bytes.length - cut, &err));
}

static om_status open_with(const char *path, const om_load_options *options, om_reader **ret,
                           om_error *err)
{
    static const om_load_options none = {0};
    return om_ogr_open(path, options ? options : &none, ret, err);
}

static const char *write_text(const char *name, const char *text)
{
    om_error err;
    const char *path = scratch_file(name);
    CHECK_OK(om_file_write(path, text, strlen(text), &err));
    return path;
}

/* The first field of the next record as text; NULL after the last. */
static const char *next_text(om_reader *reader)
{
    om_error err;
    om_record record;
    bool more = false;
    CHECK_OK(reader->next(reader, &record, &more, &err));
    return more ? record.cells[0].text : NULL;
}

static void gbk_is_known_from_the_cpg(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    CHECK_OK(open_with(copy_stations("gbk_cpg", ""), NULL, &reader, &err));
    CHECK_TEXT(reader->encoding, "CP936");
    CHECK_TEXT(reader->fields[0], "名称");
    CHECK_TEXT(reader->crs, "EPSG:4326");
    CHECK_INT(reader->total, 2);
    CHECK_TEXT(next_text(reader), "无锡市消防站");
    CHECK_TEXT(next_text(reader), "江阴市消防站");
    CHECK(next_text(reader) == NULL);
}

static void gbk_is_known_from_the_language_of_the_dbf(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    copy_stations("gbk_ldid", "cpg");
    damage(kept_file("gbk_ldid", "dbf"), 29, 0x4D, 0);
    CHECK_OK(open_with(kept_file("gbk_ldid", "shp"), NULL, &reader, &err));
    CHECK_TEXT(reader->encoding, "CP936");
    CHECK_TEXT(next_text(reader), "无锡市消防站");
}

static void an_unknown_encoding_is_refused_with_samples(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    copy_stations("gbk_none", "cpg");
    /* Says nothing; says "the current ANSI code page", which is nothing either. */
    static const int ldids[] = {0, 0x57};
    for (size_t i = 0; i < 2; i++) {
        damage(kept_file("gbk_none", "dbf"), 29, ldids[i], 0);
        CHECK_FAILS(open_with(kept_file("gbk_none", "shp"), NULL, &reader, &err), OM_ERR_DATA,
                    "gbk_none.shp: its texts are not UTF-8; read as GBK they are "
                    "\"无锡市消防站\", \"江阴市消防站\": say --encoding GBK");
    }
    const om_load_options told = {.encoding = "GBK"};
    CHECK_OK(open_with(kept_file("gbk_none", "shp"), &told, &reader, &err));
    CHECK_TEXT(next_text(reader), "无锡市消防站");
}

static void a_cpg_that_lies_is_found_out(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    copy_stations("gbk_lie", "");
    CHECK_OK(om_file_write(kept_file("gbk_lie", "cpg"), "UTF-8", 5, &err));
    CHECK_FAILS(open_with(kept_file("gbk_lie", "shp"), NULL, &reader, &err), OM_ERR_DATA,
                "not UTF-8");
}

static void a_filter_speaks_the_language_of_the_source(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    om_load_options options = {.where = "engines > 4"};
    copy_stations("gbk_where", "");
    CHECK_OK(open_with(kept_file("gbk_where", "shp"), &options, &reader, &err));
    CHECK_INT(reader->total, 1);
    CHECK_TEXT(next_text(reader), "江阴市消防站");
    om_reader_free(OM_TAKE(reader));
    options.where = "\"名称\" = '无锡市消防站'";
    CHECK_OK(open_with(kept_file("gbk_where", "shp"), &options, &reader, &err));
    CHECK_INT(reader->total, 1);
    om_reader_free(OM_TAKE(reader));
    options.where = "engine > 4";
    CHECK_FAILS(open_with(kept_file("gbk_where", "shp"), &options, &reader, &err), OM_ERR_USAGE,
                "the filter \"engine > 4\" is not understood");
}

static void a_missing_prj_means_no_crs(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    CHECK_OK(open_with(copy_stations("no_prj", "prj"), NULL, &reader, &err));
    CHECK(reader->crs == NULL);
}

static void a_shapefile_that_is_cut_off_or_incomplete_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    copy_stations("cut", "");
    damage(kept_file("cut", "shp"), 0, 0, 20);
    CHECK_FAILS(open_with(kept_file("cut", "shp"), NULL, &reader, &err), OM_ERR_DATA, "cut.shp");
    CHECK_FAILS(open_with(copy_stations("no_shx", "shx"), NULL, &reader, &err), OM_ERR_DATA,
                "no_shx.shp cannot be read");
    CHECK(reader == NULL);
}

static void geojson_is_in_degrees_unless_it_says_otherwise(void **state)
{
    (void)state;
    static const char plain[] = "{\"type\":\"FeatureCollection\",\"features\":[]}";
    static const char gauss[] =
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":"
        "{\"name\":\"urn:ogc:def:crs:EPSG::4549\"}},\"features\":[{\"type\":\"Feature\","
        "\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":[500000,3486000]}}]}";
    om_error err;
    OM_AUTO(om_reader) degrees = NULL;
    OM_AUTO(om_reader) metres = NULL;
    CHECK_OK(open_with(write_text("plain.geojson", plain), NULL, &degrees, &err));
    CHECK_TEXT(degrees->crs, "EPSG:4326");
    CHECK_OK(open_with(write_text("gauss.geojson", gauss), NULL, &metres, &err));
    CHECK_TEXT(metres->crs, "EPSG:4549");
    CHECK_INT(metres->center_count, 1);
    CHECK_NEAR(metres->centers[0].x, 500000, 0);
}

static void coordinate_columns_are_found_or_named(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    const char *path = write_text("named.csv", "a,east,north\n1,120.3,31.5\n");
    om_load_options options = {.lon_field = "east", .lat_field = "north"};
    CHECK_OK(open_with(path, &options, &reader, &err));
    CHECK_INT(reader->center_count, 1);
    om_reader_free(OM_TAKE(reader));
    options.lat_field = "nort";
    CHECK_FAILS(open_with(path, &options, &reader, &err), OM_ERR_NOT_FOUND,
                "no coordinate field \"nort\"; did you mean \"north\"");
    options.lat_field = NULL;
    CHECK_FAILS(open_with(path, &options, &reader, &err), OM_ERR_USAGE, "both");
}

static void a_table_in_gbk_needs_to_say_so(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    const char *path = write_text("gbk.csv", "name,lon,lat\n\xCE\xDE\xCE\xFD\xCA\xD0,120,31\n");
    CHECK_FAILS(open_with(path, NULL, &reader, &err), OM_ERR_DATA, "\"无锡市\"");
    const om_load_options told = {.encoding = "gbk"};
    CHECK_OK(open_with(path, &told, &reader, &err));
    CHECK_TEXT(next_text(reader), "无锡市");
}

/* The folders of a KML file are its layers. */
static void of_several_layers_one_must_be_named(void **state)
{
    (void)state;
    static const char kml[] =
        "<kml xmlns='http://www.opengis.net/kml/2.2'><Document>"
        "<Folder><name>fire</name><Placemark><name>a</name><Point><coordinates>120,31</coordinates>"
        "</Point></Placemark></Folder>"
        "<Folder><name>police</name><Placemark><name>b</name><Point><coordinates>121,31"
        "</coordinates></Point></Placemark></Folder></Document></kml>";
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    const char *path = write_text("two.kml", kml);
    CHECK_FAILS(open_with(path, NULL, &reader, &err), OM_ERR_USAGE,
                "two.kml has several layers; name one of: fire, police");
    om_load_options options = {.source_layer = "polise"};
    CHECK_FAILS(open_with(path, &options, &reader, &err), OM_ERR_NOT_FOUND,
                "did you mean \"police\"");
    options.source_layer = "police";
    CHECK_OK(open_with(path, &options, &reader, &err));
    CHECK_TEXT(next_text(reader), "b");
}

static void a_damaged_geojson_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_reader) reader = NULL;
    CHECK_FAILS(open_with(write_text("cut.geojson", "{\"type\":\"FeatureCollection\",\"feat"), NULL,
                          &reader, &err),
                OM_ERR_DATA, "cut.geojson");
}

OM_TESTS(test(gbk_is_known_from_the_cpg), test(gbk_is_known_from_the_language_of_the_dbf),
         test(an_unknown_encoding_is_refused_with_samples), test(a_cpg_that_lies_is_found_out),
         test(a_filter_speaks_the_language_of_the_source), test(a_missing_prj_means_no_crs),
         test(a_shapefile_that_is_cut_off_or_incomplete_is_refused),
         test(geojson_is_in_degrees_unless_it_says_otherwise),
         test(coordinate_columns_are_found_or_named), test(a_table_in_gbk_needs_to_say_so),
         test(of_several_layers_one_must_be_named), test(a_damaged_geojson_is_refused))

/* Scenes: where data come from, and what is refused by name. */
#include "engine/draw/scene.h"

#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/draw/features.h"
#include "tests/support/check.h"

static om_style *style_of(const char *source, const char *layer)
{
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *text = om_arena_format(
        arena, "{\"version\":8,\"sources\":{\"s\":%s},\"layers\":[%s]}", source, layer);
    om_style *style = NULL;
    const char *path = om_arena_format(arena, "%s/scene.json", getenv("ONEMAP_TEST_SCRATCH"));
    CHECK_OK(om_style_parse(text, strlen(text), path, &style, &err));
    return style;
}

static const char fill[] = "{\"id\":\"f\",\"type\":\"fill\",\"source\":\"s\"}";
static const om_scene_options all = {.max_zoom = 20};

static void refuses(const char *source, const char *layer, om_status status, const char *words)
{
    om_error err;
    OM_AUTO(om_style) style = style_of(source, layer);
    om_scene *scene = NULL;
    CHECK_FAILS(om_scene_open(NULL, style, &all, &scene, &err), status, words);
    CHECK(!scene);
}

static void what_is_no_geojson_is_told_with_its_feature(void **state)
{
    (void)state;
    refuses("{\"type\":\"geojson\",\"data\":{\"type\":\"FeatureCollection\",\"features\":["
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}},"
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[200,10]},"
            "\"properties\":{}}]}}",
            fill, OM_ERR_DATA, "s: feature 1: a position is longitude and latitude, not 200");
    refuses("{\"type\":\"geojson\",\"data\":{\"type\":\"Feature\",\"properties\":{},"
            "\"geometry\":{\"type\":\"Circle\",\"coordinates\":[]}}}",
            fill, OM_ERR_DATA, "\"Circle\"");
    refuses("{\"type\":\"geojson\",\"data\":{\"type\":\"Polygon\"}}", fill, OM_ERR_DATA,
            "coordinates are missing");
}

static void a_file_is_read_from_beside_the_style(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *text = "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4]]}";
    CHECK_OK(
        om_file_write(om_arena_format(arena, "%s/places.geojson", getenv("ONEMAP_TEST_SCRATCH")),
                      text, strlen(text), &err));
    OM_AUTO(om_style)
    style = style_of("{\"type\":\"geojson\",\"data\":\"places.geojson\"}",
                     "{\"id\":\"c\",\"type\":\"circle\",\"source\":\"s\"}");
    OM_AUTO(om_scene) scene = NULL;
    CHECK_OK(om_scene_open(NULL, style, &all, &scene, &err));
    om_scene_free(OM_TAKE(scene));
    refuses("{\"type\":\"geojson\",\"data\":\"nowhere.geojson\"}", fill, OM_ERR_NOT_FOUND,
            "nowhere.geojson");
}

static void a_store_is_asked_for(void **state)
{
    (void)state;
    refuses("{\"type\":\"vector\",\"url\":\"onemap://store\"}",
            "{\"id\":\"f\",\"type\":\"fill\",\"source\":\"s\",\"source-layer\":\"district\"}",
            OM_ERR_USAGE, "is a store");
}

static void an_icon_that_is_not_there_is_named_with_its_layer(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style)
    style = style_of("{\"type\":\"geojson\",\"data\":{\"type\":\"Point\",\"coordinates\":[1,2]}}",
                     "{\"id\":\"stations\",\"type\":\"symbol\",\"source\":\"s\",\"layout\":"
                     "{\"icon-image\":\"dragon\"}}");
    OM_AUTO(om_scene) scene = NULL;
    CHECK_OK(om_scene_open(NULL, style, &all, &scene, &err));
    om_level *level = NULL;
    CHECK_FAILS(om_level_open(scene, 10, 1, NULL, &level, &err), OM_ERR_NOT_FOUND, "dragon");
    CHECK(strstr(err.message, "stations"));
    om_scene_free(OM_TAKE(scene));
}

static void zooms_out_of_range_are_named(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style)
    style = style_of("{\"type\":\"geojson\",\"data\":{\"type\":\"Point\",\"coordinates\":[1,2]}}",
                     fill);
    om_scene *scene = NULL;
    om_scene_options bad = {.min_zoom = 9, .max_zoom = 4};
    CHECK_FAILS(om_scene_open(NULL, style, &bad, &scene, &err), OM_ERR_RANGE, "9");
    bad.min_zoom = -1;
    CHECK_FAILS(om_scene_open(NULL, style, &bad, &scene, &err), OM_ERR_RANGE, "-1");
}

OM_TESTS(test(what_is_no_geojson_is_told_with_its_feature),
         test(a_file_is_read_from_beside_the_style), test(a_store_is_asked_for),
         test(an_icon_that_is_not_there_is_named_with_its_layer),
         test(zooms_out_of_range_are_named))

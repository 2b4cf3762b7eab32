/* The public export: drawn tiles are the same by every way, and tell whose data they are. */
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/table.h"
#include "tests/support/check.h"
#include "tests/support/drawn.h"
#include "tests/support/png_read.h"
#include "tests/support/scratch.h"
#include "tests/support/tiles.h"

static const om_box middle = {-3, -2, 3, 2};

static char *fresh_target(const char *scheme, const char *name)
{
    om_text target = {0};
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.part", name);
    scratch_folder(part.bytes);
    om_text_add_format(&target, "%s:%s", scheme, scratch_folder(name));
    return om_text_take(&target);
}

static void drawn_tiles_do_not_depend_on_metatile_or_threads(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = drawn_style();
    const om_tile_plan plan = {middle, 0, 8, 1};
    const struct {
        const char *scheme;
        int metatile, threads;
    } ways[] = {{"xyz", 1, 1}, {"xyz", 4, 2}, {"xyz", 8, 1}, {"mbtiles", 8, 2}, {"pmtiles", 2, 1}};
    OM_AUTO_MEMORY char *wanted = fresh_target("xyz", "drawn-wanted");
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const om_export_options options = {.box = &middle,
                                           .max_zoom = 8,
                                           .metatile = ways[i].metatile,
                                           .threads = ways[i].threads};
        OM_AUTO_MEMORY char *other = fresh_target(ways[i].scheme, "drawn-other");
        const char *target = i == 0 ? wanted : other;
        CHECK_OK(om_export(NULL, style, &options, target, NULL, NULL, &err));
        if (i > 0)
            check_same_tiles(&plan, wanted, target);
    }
}

static void twice_the_scale_makes_tiles_of_512_px(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = drawn_style();
    const om_export_options options = {.box = &middle, .min_zoom = 5, .max_zoom = 5, .scale = 2};
    OM_AUTO_MEMORY char *target = fresh_target("xyz", "drawn-large");
    CHECK_OK(om_export(NULL, style, &options, target, NULL, NULL, &err));
    OM_AUTO_TEXT bytes = tile_bytes(target, (om_tile){5, 16, 16});
    png_picture picture = png_read_bytes(bytes.bytes, bytes.length);
    CHECK_INT(picture.width, 512);
    CHECK_INT(picture.height, 512);
    free(picture.rgba);
}

/* ---- With a store ---- */

static void add_district(om_store *store, const char *id, double west)
{
    om_error err;
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(store, &transaction, &err));
    const om_origin origin = {.what = "load",
                              .name = "district",
                              .source = id,
                              .checksum = "xxh3:0",
                              .credit = "City of Tests"};
    int64_t load = 0;
    CHECK_OK(om_store_begin_origin(store, &origin, &load, &err));
    OM_AUTO(om_table) table = NULL;
    CHECK_OK(om_table_open(store, om_layer_find("district"), load, &table, &err));
    const om_value values[] = {om_value_text(id), om_value_text(id), om_value_text(NULL),
                               om_value_text(NULL), om_value_text("unit")};
    const om_rect rect = {west, 50, west + 0.2, 50.1};
    OM_AUTO(om_geom) square = NULL;
    OM_AUTO(om_geom) area = NULL;
    CHECK_OK(om_geom_of_rect(om_store_geo(store), rect, OM_DEGREES, &square, &err));
    CHECK_OK(om_geom_polygons(square, &area, &err));
    CHECK_OK(om_table_add(table, id, values, area, &err));
    om_table_free(OM_TAKE(table));
    CHECK_OK(om_transaction_commit(transaction, &err));
}

static om_style *district_style(void)
{
    om_error err;
    om_style *style = NULL;
    static const char text[] =
        "{\"version\": 8, \"name\": \"Districts\", \"sources\": {\"s\": {\"type\": \"vector\","
        " \"url\": \"onemap://store\"}}, \"layers\": [{\"id\": \"d\", \"type\": \"fill\","
        " \"source\": \"s\", \"source-layer\": \"district\"}]}";
    CHECK_OK(om_style_parse(text, strlen(text), "d.json", &style, &err));
    return style;
}

static void the_extent_is_that_of_the_districts_and_credits_are_told(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("export.onemap"), OM_STORE_CREATE, &store, &err));
    add_district(store, "a", 10);
    OM_AUTO(om_style) style = district_style();
    const om_export_options options = {.min_zoom = 8, .max_zoom = 10, .name = "Mine"};
    OM_AUTO_MEMORY char *target = fresh_target("xyz", "store-tiles");
    OM_AUTO_MEMORY char *report = NULL;
    CHECK_OK(om_export(store, style, &options, target, NULL, &report, &err));

    OM_AUTO(om_json) told = NULL;
    CHECK_OK(om_json_parse(report, strlen(report), "report", &told, &err));
    const om_json *drawn = om_json_get(told, "drawn");
    CHECK_NEAR(om_json_number(om_json_get(om_json_get(drawn, "layers"), "d")), 1, 0);
    CHECK_INT(om_json_count(om_json_get(drawn, "empty")), 0);

    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/tilejson.json", strchr(target, ':') + 1);
    OM_AUTO(om_json) json = NULL;
    CHECK_OK(om_json_open(path.bytes, &json, &err));
    CHECK_TEXT(om_json_text(om_json_get(json, "name")), "Mine");
    CHECK_TEXT(om_json_text(om_json_get(json, "attribution")), "City of Tests");
    const om_json *bounds = om_json_get(json, "bounds");
    CHECK_NEAR(om_json_number(om_json_at(bounds, 0)), 10, 1e-6);
    CHECK_NEAR(om_json_number(om_json_at(bounds, 3)), 50.1, 1e-6);
}

/* Stops at the first tile. */
static bool enough(const om_progress *progress, void *user)
{
    (void)user;
    return progress->done == 0;
}

static void an_export_is_not_gone_on_with_after_the_data_changed(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("change.onemap"), OM_STORE_CREATE, &store, &err));
    add_district(store, "a", 10);
    OM_AUTO(om_style) style = district_style();
    const om_box box = {10, 50, 10.2, 50.1};
    om_export_options options = {.box = &box, .min_zoom = 8, .max_zoom = 10};
    const om_listener listener = {enough, NULL};
    OM_AUTO_MEMORY char *target = fresh_target("mbtiles", "change.mbtiles");
    CHECK_FAILS(om_export(store, style, &options, target, &listener, NULL, &err), OM_ERR_CANCELLED,
                "z8");
    options.resume = true;
    options.metatile = 2;
    CHECK_FAILS(om_export(store, style, &options, target, NULL, NULL, &err), OM_ERR_USAGE,
                "another metatile: 8, now 2");
    options.metatile = 0;
    add_district(store, "b", 10.1);
    CHECK_FAILS(om_export(store, style, &options, target, NULL, NULL, &err), OM_ERR_USAGE,
                "another data");
    options.overwrite = true;
    CHECK_OK(om_export(store, style, &options, target, NULL, NULL, &err));
}

static void what_cannot_be_exported_is_refused_before_anything_is_touched(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = drawn_style();
    OM_AUTO_MEMORY char *target = fresh_target("xyz", "refused");
    om_export_options options = {.box = &middle, .max_zoom = 3, .scale = 3};
    CHECK_FAILS(om_export(NULL, style, &options, target, NULL, NULL, &err), OM_ERR_RANGE,
                "scale of 3");
    options.scale = 1;
    options.palette = "no-such";
    CHECK_FAILS(om_export(NULL, style, &options, target, NULL, NULL, &err), OM_ERR_NOT_FOUND,
                "no-such");
    options.palette = NULL;
    options.box = NULL;
    CHECK_FAILS(om_export(NULL, style, &options, target, NULL, NULL, &err), OM_ERR_USAGE, "box");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("empty.onemap"), OM_STORE_CREATE, &store, &err));
    CHECK_FAILS(om_export(store, style, &options, target, NULL, NULL, &err), OM_ERR_DATA, "empty");
    CHECK(!om_folder_exists(strchr(target, ':') + 1));
}

OM_TESTS(test(drawn_tiles_do_not_depend_on_metatile_or_threads),
         test(twice_the_scale_makes_tiles_of_512_px),
         test(the_extent_is_that_of_the_districts_and_credits_are_told),
         test(an_export_is_not_gone_on_with_after_the_data_changed),
         test(what_cannot_be_exported_is_refused_before_anything_is_touched))

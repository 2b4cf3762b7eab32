/* A TileJSON says what a viewer must know. */
#include "tiles/tileset.h"

#include <stdlib.h>

#include "tests/support/check.h"

static const om_tileset washington = {
    .name = "Washington",
    .description = "Coverage",
    .attribution = "DC GIS",
    .bounds = {-77.12, 38.79, -76.91, 39.0},
    .min_zoom = 8,
    .max_zoom = 16,
    .scale = 2,
    .tile_px = 256,
};

static void the_document_has_what_the_specification_demands(void **state)
{
    (void)state;
    OM_AUTO(om_json) json = om_tileset_tilejson(&washington, "{z}/{x}/{y}.png");
    CHECK_TEXT(om_json_text(om_json_get(json, "tilejson")), "3.0.0");
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(json, "tiles"), 0)), "{z}/{x}/{y}.png");
    CHECK_TEXT(om_json_text(om_json_get(json, "attribution")), "DC GIS");
    CHECK_NEAR(om_json_number(om_json_get(json, "minzoom")), 8, 0);
    CHECK_NEAR(om_json_number(om_json_get(json, "maxzoom")), 16, 0);
    CHECK_NEAR(om_json_number(om_json_get(json, "scale")), 2, 0);
    const om_json *bounds = om_json_get(json, "bounds"), *center = om_json_get(json, "center");
    CHECK_INT(om_json_count(bounds), 4);
    CHECK_NEAR(om_json_number(om_json_at(bounds, 0)), -77.12, 1e-12);
    CHECK_NEAR(om_json_number(om_json_at(bounds, 3)), 39.0, 1e-12);
    CHECK_NEAR(om_json_number(om_json_at(center, 0)), -77.015, 1e-9);
}

static void a_viewer_starts_at_the_closest_zoom_that_shows_everything(void **state)
{
    (void)state;
    const om_tileset_start start = om_tileset_start_of(&washington);
    /* 0.21 of 360 degrees are 611 px at zoom 12 and 1223 at zoom 13; 768 px high at zoom 12. */
    CHECK_INT(start.zoom, 11);
    CHECK(start.center.lat > 38.79 && start.center.lat < 39.0);

    om_tileset deep = washington;
    deep.min_zoom = 14;
    CHECK_INT(om_tileset_start_of(&deep).zoom, 14);
}

static void numbers_are_joined_with_points_and_commas(void **state)
{
    (void)state;
    char *text = om_tileset_numbers((double[]){-77.12, 38.5, 12}, 3);
    CHECK_TEXT(text, "-77.12,38.5,12");
    free(text);
}

OM_TESTS(test(the_document_has_what_the_specification_demands),
         test(a_viewer_starts_at_the_closest_zoom_that_shows_everything),
         test(numbers_are_joined_with_points_and_commas))

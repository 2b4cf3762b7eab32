/* A level: what its pixels look like never depends on how it is cut. */
#include <stdlib.h>

#include "engine/draw/scene.h"
#include "engine/geo/mercator.h"
#include "tests/support/check.h"
#include "tests/support/picture.h"

static unsigned next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

static void add_polygon(om_text *text, double x, double y, double w)
{
    om_text_add_format(text,
                       "{\"type\":\"Polygon\",\"coordinates\":[[[%f,%f],[%f,%f],[%f,%f],[%f,%f]],"
                       "[[%f,%f],[%f,%f],[%f,%f],[%f,%f]]]}}",
                       x, y, x + w, y + w / 3, x + w / 2, y + w, x, y, x + w * 0.3, y + w * 0.3,
                       x + w * 0.5, y + w * 0.4, x + w * 0.4, y + w * 0.6, x + w * 0.3,
                       y + w * 0.3);
}

/* A town of invented areas, streets and stations with Chinese names. */
static const char *town(om_arena *arena)
{
    OM_AUTO_TEXT text = {0};
    unsigned seed = 7;
    om_text_add(&text, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (int i = 0; i < 900; i++) {
        const double x = 120.2 + next_random(&seed) % 1000 * 0.0002;
        const double y = 31.5 + next_random(&seed) % 1000 * 0.0002;
        const double w = 0.001 + next_random(&seed) % 40 * 0.0002;
        om_text_add_format(&text,
                           "%s{\"type\":\"Feature\",\"properties\":{\"k\":%d,\"g\":%d,"
                           "\"name\":\"%s%d\"},\"geometry\":",
                           i ? "," : "", i % 3, i % 5, i % 2 ? "梁溪路" : "Main Street ", i % 40);
        if (i % 3 == 0)
            add_polygon(&text, x, y, w);
        else if (i % 3 == 1)
            om_text_add_format(&text,
                               "{\"type\":\"LineString\",\"coordinates\":[[%f,%f],[%f,%f],[%f,%f],"
                               "[%f,%f]]}}",
                               x, y, x + w, y - w / 7, x + 2 * w, y + w / 2, x + 5 * w, y + w);
        else
            om_text_add_format(&text, "{\"type\":\"Point\",\"coordinates\":[%f,%f]}}", x, y);
    }
    om_text_add(&text, "]}");
    return om_arena_text(arena, text.bytes);
}

static const char layers[] =
    "{\"id\":\"ground\",\"type\":\"background\",\"paint\":{\"background-color\":\"#f4f1ea\"}},"
    "{\"id\":\"area\",\"type\":\"fill\",\"source\":\"s\",\"paint\":{\"fill-color\":[\"match\","
    "[\"get\",\"g\"],0,\"#b90000\",1,\"#f07800\",2,\"#ffff8c\",\"#0070c0\"],\"fill-opacity\":0.7,"
    "\"fill-outline-color\":\"#444444\"}},"
    "{\"id\":\"hatch\",\"type\":\"fill\",\"source\":\"s\",\"paint\":{\"fill-pattern\":[\"match\","
    "[\"get\",\"g\"],0,\"hatch\",3,\"pin\",\"\"],\"fill-opacity\":0.6}},"
    "{\"id\":\"casing\",\"type\":\"line\",\"source\":\"s\",\"filter\":[\"==\",[\"get\",\"k\"],1],"
    "\"layout\":{\"line-cap\":\"round\",\"line-join\":\"round\"},"
    "\"paint\":{\"line-color\":\"#555555\",\"line-width\":7}},"
    "{\"id\":\"road\",\"type\":\"line\",\"source\":\"s\",\"filter\":[\"==\",[\"get\",\"k\"],1],"
    "\"layout\":{\"line-cap\":\"round\"},"
    "\"paint\":{\"line-color\":\"#ffffff\",\"line-width\":5}},"
    "{\"id\":\"dash\",\"type\":\"line\",\"source\":\"s\",\"layout\":{\"line-cap\":\"round\"},"
    "\"paint\":{\"line-color\":\"#aa00aa\",\"line-width\":1.3,\"line-dasharray\":[3,1.7,1]}},"
    "{\"id\":\"gap\",\"type\":\"line\",\"source\":\"s\",\"filter\":[\"==\",[\"get\",\"g\"],4],"
    "\"paint\":{\"line-color\":\"#006600\",\"line-width\":1,\"line-gap-width\":9,"
    "\"line-offset\":3}},"
    "{\"id\":\"dot\",\"type\":\"circle\",\"source\":\"s\",\"paint\":{\"circle-radius\":6.3,"
    "\"circle-color\":\"#0070c0\",\"circle-opacity\":0.8,\"circle-stroke-color\":\"#ffffff\","
    "\"circle-stroke-width\":1.5}},"
    "{\"id\":\"street\",\"type\":\"symbol\",\"source\":\"s\",\"filter\":[\"==\",[\"get\",\"k\"],1],"
    "\"layout\":{\"symbol-placement\":\"line\",\"text-field\":[\"get\",\"name\"],\"text-size\":11},"
    "\"paint\":{\"text-halo-color\":\"rgba(255,255,255,0.8)\",\"text-halo-width\":1.4}},"
    "{\"id\":\"place\",\"type\":\"symbol\",\"source\":\"s\",\"filter\":[\"==\",[\"get\",\"k\"],2],"
    "\"layout\":{\"icon-image\":\"pin\",\"icon-size\":0.6,\"text-field\":[\"get\",\"name\"],"
    "\"text-size\":12,\"text-anchor\":\"top\",\"text-offset\":[0,0.7],\"text-optional\":true},"
    "\"paint\":{\"text-halo-color\":\"#ffffff\",\"text-halo-width\":1.2}}";

typedef struct fixture {
    om_arena *arena;
    om_style *style;
    om_scene *scene;
} fixture;

static void open_fixture(fixture *f)
{
    om_error err;
    *f = (fixture){.arena = om_arena_new()};
    const char *path =
        om_arena_format(f->arena, "%s/tests/golden/town.json", getenv("ONEMAP_TEST_SOURCE"));
    const char *text =
        om_arena_format(f->arena,
                        "{\"version\":8,\"sprite\":\"symbols\",\"sources\":{\"s\":{\"type\":"
                        "\"geojson\",\"data\":%s}},\"layers\":[%s]}",
                        town(f->arena), layers);
    CHECK_OK(om_style_parse(text, strlen(text), path, &f->style, &err));
    const om_scene_options options = {.min_zoom = 0, .max_zoom = 18};
    CHECK_OK(om_scene_open(NULL, f->style, &options, &f->scene, &err));
}

static void close_fixture(fixture *f)
{
    om_scene_free(f->scene);
    om_style_free(f->style);
    om_arena_free(f->arena);
}

/* A picture of `window`, drawn as `across` x `across` windows. */
static om_picture *drawn_in_pieces(const om_level *level, om_window window, uint32_t across)
{
    om_error err;
    om_picture *picture = om_picture_new(window.width_px, window.height_px);
    for (uint32_t row = 0; row < across; row++)
        for (uint32_t column = 0; column < across; column++) {
            const uint32_t left = window.width_px * column / across;
            const uint32_t top = window.height_px * row / across;
            om_picture part = {
                .width = window.width_px * (column + 1) / across - left,
                .height = window.height_px * (row + 1) / across - top,
                .stride = picture->stride,
                .pixels = picture->pixels + top * picture->stride + left,
            };
            const om_window piece = {window.left_px + left, window.top_px + top, part.width,
                                     part.height};
            CHECK_OK(om_level_draw(level, &piece, &part, &err));
        }
    return picture;
}

static bool same_bytes(const om_picture *a, const om_picture *b)
{
    return !memcmp(a->pixels, b->pixels, a->stride * a->height * sizeof *a->pixels);
}

static const om_box town_box = {120.15, 31.45, 120.45, 31.75};

static void pieces_agree_at(double zoom, double scale)
{
    om_error err;
    fixture f;
    open_fixture(&f);
    OM_AUTO(om_level) level = NULL;
    CHECK_OK(om_level_open(f.scene, zoom, scale, &town_box, &level, &err));
    const double world_px = 512 * exp2(zoom) * scale;
    const om_xy middle = om_mercator_of((om_lonlat){120.3, 31.6});
    const om_window window = {(int64_t)(middle.x * world_px) - 371,
                              (int64_t)(middle.y * world_px) - 303, 745, 617};

    OM_AUTO(om_picture) whole = drawn_in_pieces(level, window, 1);
    OM_AUTO(om_picture) quarters = drawn_in_pieces(level, window, 2);
    OM_AUTO(om_picture) tiles = drawn_in_pieces(level, window, 8);
    CHECK(same_bytes(whole, quarters));
    CHECK(same_bytes(whole, tiles));
    CHECK(om_picture_count(whole, 0) == 0);
    if (getenv("ONEMAP_TEST_SCRATCH"))
        CHECK_OK(om_picture_write(
            whole, om_arena_format(f.arena, "%s/town_%g.png", getenv("ONEMAP_TEST_SCRATCH"), zoom),
            &err));
    om_level_free(OM_TAKE(level));
    close_fixture(&f);
}

static void one_window_four_and_sixty_four_are_the_same_bytes(void **state)
{
    (void)state;
    pieces_agree_at(11, 1);
    pieces_agree_at(12.4, 1);
    pieces_agree_at(14, 2);
}

static void labels_are_placed_left_out_and_counted(void **state)
{
    (void)state;
    om_error err;
    fixture f;
    open_fixture(&f);
    OM_AUTO(om_level) level = NULL;
    CHECK_OK(om_level_open(f.scene, 12, 1, &town_box, &level, &err));
    OM_AUTO(om_json) report = om_json_object_new();
    om_level_report(level, report);
    CHECK(om_json_number(om_json_get(report, "labels_placed")) > 50);
    CHECK(om_json_number(om_json_get(report, "labels_left_out")) > 10);
    CHECK_INT((int)om_json_number(om_json_get(report, "glyphs_missing")), 0);
    om_level_free(OM_TAKE(level));
    close_fixture(&f);
}

static void what_shows_nothing_is_blank_and_has_the_ground_s_colour(void **state)
{
    (void)state;
    om_error err;
    fixture f;
    open_fixture(&f);
    OM_AUTO(om_level) level = NULL;
    CHECK_OK(om_level_open(f.scene, 10, 1, NULL, &level, &err));
    const om_window nowhere = {0, 0, 256, 256};
    uint32_t pixel = 0;
    CHECK(om_level_is_blank(level, &nowhere, &pixel));
    CHECK_INT(pixel, 0xfff4f1ea);
    OM_AUTO(om_picture) picture = drawn_in_pieces(level, nowhere, 1);
    CHECK_INT(om_picture_count(picture, pixel), 256 * 256);

    const om_xy middle = om_mercator_of((om_lonlat){120.3, 31.6});
    const double world_px = 512 * exp2(10);
    const om_window somewhere = {(int64_t)(middle.x * world_px), (int64_t)(middle.y * world_px), 64,
                                 64};
    CHECK(!om_level_is_blank(level, &somewhere, &pixel));
    om_level_free(OM_TAKE(level));
    close_fixture(&f);
}

static void zooms_and_scales_out_of_range_are_named(void **state)
{
    (void)state;
    om_error err;
    fixture f;
    open_fixture(&f);
    om_level *level = NULL;
    CHECK_FAILS(om_level_open(f.scene, 25, 1, NULL, &level, &err), OM_ERR_RANGE, "zoom 25");
    CHECK_FAILS(om_level_open(f.scene, NAN, 1, NULL, &level, &err), OM_ERR_RANGE, "zoom");
    CHECK_FAILS(om_level_open(f.scene, 5, 9, NULL, &level, &err), OM_ERR_RANGE, "scale 9");
    CHECK(!level);
    close_fixture(&f);
}

OM_TESTS(test(one_window_four_and_sixty_four_are_the_same_bytes),
         test(labels_are_placed_left_out_and_counted),
         test(what_shows_nothing_is_blank_and_has_the_ground_s_colour),
         test(zooms_and_scales_out_of_range_are_named))

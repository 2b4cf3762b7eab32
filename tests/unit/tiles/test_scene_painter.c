/* A scene's painter knows which tile is which part of the world, and what is blank. */
#include "tiles/scene_painter.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/drawn.h"

static const om_tile_plan world = {{-180, -85, 180, 85}, 0, 3, 4};

static om_scene_painter *painter_of(const om_style *style, const om_tile_plan *plan, double scale)
{
    om_error err;
    om_scene_painter *painter = NULL;
    const om_scene_painter_options options = {
        .style = style, .plan = plan, .scale = scale, .tile_px = 256};
    CHECK_OK(om_scene_painter_open(&options, &painter, &err));
    return painter;
}

static om_picture *painted(const om_painter *hands, om_tile_range range, uint32_t tile_px)
{
    om_error err;
    om_picture *picture = om_picture_new((range.max_x - range.min_x + 1) * tile_px,
                                         (range.max_y - range.min_y + 1) * tile_px);
    CHECK_OK(hands->paint(hands->context, range, picture, &err));
    return picture;
}

static uint32_t pixel(const om_picture *picture, uint32_t x, uint32_t y)
{
    return picture->pixels[y * picture->stride + x];
}

static void the_meridian_is_in_the_middle_of_the_world_at_every_zoom(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = halves_style();
    for (double scale = 1; scale <= 2; scale++) {
        OM_AUTO(om_scene_painter) painter = painter_of(style, &world, scale);
        const om_painter hands = om_scene_painter_hands(painter);
        for (int z = 0; z <= 2; z++) {
            CHECK_OK(hands.open_zoom(hands.context, z, &err));
            const uint32_t last = (1u << z) - 1;
            OM_AUTO(om_picture)
            picture =
                painted(&hands, (om_tile_range){z, 0, 0, last, last}, (uint32_t)(256 * scale));
            const uint32_t middle = picture->width / 2;
            CHECK_INT(pixel(picture, middle - 1, middle), 0xFF808080);
            CHECK_INT(pixel(picture, middle, middle), 0xFFFF0000);
        }
    }
}

static void what_is_said_to_be_blank_is_painted_so(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_style) style = drawn_style();
    OM_AUTO(om_scene_painter) painter = painter_of(style, &world, 1);
    const om_painter hands = om_scene_painter_hands(painter);
    CHECK_OK(hands.open_zoom(hands.context, 3, &err));
    int blank = 0;
    for (uint32_t tile = 0; tile < 64; tile++) {
        const uint32_t x = tile % 8, y = tile / 8;
        const om_tile_range range = {3, x, y, x, y};
        uint32_t said = 0;
        if (!hands.is_blank(hands.context, range, &said))
            continue;
        blank++;
        OM_AUTO(om_picture) picture = painted(&hands, range, 256);
        for (uint32_t i = 0; i < 256 * 256; i++)
            CHECK_INT(picture->pixels[i], said);
    }
    CHECK(blank > 40 && blank < 64);
}

static void a_style_that_needs_a_store_is_refused_without_one(void **state)
{
    (void)state;
    om_error err;
    static const char text[] =
        "{\"version\": 8, \"sources\": {\"s\": {\"type\": \"vector\", \"url\": "
        "\"onemap://store\"}},"
        " \"layers\": [{\"id\": \"w\", \"type\": \"fill\", \"source\": \"s\","
        " \"source-layer\": \"water\"}]}";
    OM_AUTO(om_style) style = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), "s.json", &style, &err));
    om_scene_painter *painter = NULL;
    const om_scene_painter_options options = {
        .style = style, .plan = &world, .scale = 1, .tile_px = 256};
    CHECK_FAILS(om_scene_painter_open(&options, &painter, &err), OM_ERR_USAGE, "store");
}

OM_TESTS(test(the_meridian_is_in_the_middle_of_the_world_at_every_zoom),
         test(what_is_said_to_be_blank_is_painted_so),
         test(a_style_that_needs_a_store_is_refused_without_one))

/* Levels of a scene as a pyramid's painter. */
#include "tiles/scene_painter.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/draw/scene.h"
#include "engine/style/legend.h"

enum {
    WORLD_PX = 512, /* of MapLibre's zoom 0 */
    /* Tiles around what is exported where labels are placed too, so that those that reach in from
       outside are not missing along the edge. */
    MARGIN_TILES = 1
};

struct om_scene_painter {
    om_scene *scene;
    om_level *level; /* of the zoom at hand; NULL before the first */
    const om_tile_plan *plan;
    double scale;
    int tile_px;
    uint32_t *pins; /* the legend's colours at the zoom at hand */
    size_t pin_count, pin_room;
};

static double zoom_of(int z, int tile_px)
{
    const int zoom = tile_px == WORLD_PX ? z : z - 1;
    return zoom > 0 ? zoom : 0;
}

/* The tile of the whole world is smaller than MapLibre's smallest world. */
static bool is_world(const om_scene_painter *painter, int z)
{
    return z == 0 && painter->tile_px < WORLD_PX;
}

om_status om_scene_painter_open(const om_scene_painter_options *options, om_scene_painter **ret,
                                om_error *err)
{
    const om_tile_plan *plan = options->plan;
    const om_box box =
        om_tile_plan_range_box(om_tile_plan_range(plan, plan->min_zoom), MARGIN_TILES);
    const om_scene_options wanted = {
        .palette = options->palette,
        .box = &box,
        .min_zoom = zoom_of(plan->min_zoom, options->tile_px),
        .max_zoom = zoom_of(plan->max_zoom, options->tile_px),
    };
    OM_AUTO(om_scene) scene = NULL;
    OM_TRY(om_scene_open(options->store, options->style, &wanted, &scene, err));

    om_scene_painter *painter = om_memory_take(1, sizeof *painter);
    *painter = (om_scene_painter){.scene = OM_TAKE(scene),
                                  .plan = plan,
                                  .scale = options->scale,
                                  .tile_px = options->tile_px};
    *ret = painter;
    return OM_OK;
}

void om_scene_painter_free(om_scene_painter *painter)
{
    if (!painter)
        return;
    om_level_free(painter->level);
    om_scene_free(painter->scene);
    free(painter->pins);
    free(painter);
}

/* ---- Pins ---- */

static void pin(om_scene_painter *painter, const om_colour *colour)
{
    if (!(colour->alpha >= 1)) /* what shows through it decides what it comes to */
        return;
    const uint32_t red = (uint32_t)lround(colour->red * 255);
    const uint32_t green = (uint32_t)lround(colour->green * 255);
    const uint32_t blue = (uint32_t)lround(colour->blue * 255);
    painter->pins = om_memory_grow(painter->pins, painter->pin_count + 1, &painter->pin_room,
                                   sizeof *painter->pins);
    painter->pins[painter->pin_count++] = 0xFF000000u | red << 16 | green << 8 | blue;
}

static void pin_legend(om_scene_painter *painter, double zoom)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_legend_entry *entries = NULL;
    const size_t count = om_legend_entries(om_scene_style(painter->scene), zoom, arena, &entries);
    painter->pin_count = 0;
    for (size_t i = 0; i < count; i++) {
        pin(painter, &entries[i].colour);
        pin(painter, &entries[i].outline);
    }
}

static om_pins pins(void *context)
{
    const om_scene_painter *painter = context;
    return (om_pins){painter->pins, painter->pin_count};
}

/* ---- Painting ---- */

static om_status open_zoom(void *context, int z, om_error *err)
{
    om_scene_painter *painter = context;
    const om_box extent =
        om_tile_plan_range_box(om_tile_plan_range(painter->plan, z), MARGIN_TILES);
    om_level_free(painter->level);
    painter->level = NULL;
    const double zoom = zoom_of(z, painter->tile_px);
    pin_legend(painter, zoom);
    return om_level_open(painter->scene, zoom, painter->scale, &extent, &painter->level, err);
}

static om_window window_of(const om_scene_painter *painter, om_tile_range range)
{
    const uint32_t px = (uint32_t)(painter->tile_px * painter->scale);
    return (om_window){
        .left_px = (int64_t)range.min_x * px,
        .top_px = (int64_t)range.min_y * px,
        .width_px = (range.max_x - range.min_x + 1) * px,
        .height_px = (range.max_y - range.min_y + 1) * px,
    };
}

static uint32_t mean(const uint32_t pixels[4])
{
    uint32_t result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
        uint32_t sum = 2; /* rounds */
        for (int i = 0; i < 4; i++)
            sum += pixels[i] >> shift & 255;
        result |= (sum / 4) << shift;
    }
    return result;
}

/* Half as wide as MapLibre's smallest world: each pixel is the mean of four. */
static om_status paint_world(const om_scene_painter *painter, om_picture *onto, om_error *err)
{
    OM_AUTO(om_picture) world = om_picture_new(onto->width * 2, onto->height * 2);
    const om_window all = {0, 0, world->width, world->height};
    OM_TRY(om_level_draw(painter->level, &all, world, err));
    for (uint32_t y = 0; y < onto->height; y++)
        for (uint32_t x = 0; x < onto->width; x++) {
            const uint32_t *upper = world->pixels + 2 * y * world->stride + 2 * x;
            const uint32_t *lower = upper + world->stride;
            onto->pixels[y * onto->stride + x] =
                mean((uint32_t[]){upper[0], upper[1], lower[0], lower[1]});
        }
    return OM_OK;
}

static om_status paint(void *context, om_tile_range range, om_picture *onto, om_error *err)
{
    const om_scene_painter *painter = context;
    if (is_world(painter, range.z))
        return paint_world(painter, onto, err);
    const om_window window = window_of(painter, range);
    return om_level_draw(painter->level, &window, onto, err);
}

static bool is_blank(void *context, om_tile_range range, uint32_t *ret_pixel)
{
    const om_scene_painter *painter = context;
    const om_window window = window_of(painter, range);
    return !is_world(painter, range.z) && om_level_is_blank(painter->level, &window, ret_pixel);
}

om_painter om_scene_painter_hands(om_scene_painter *painter)
{
    return (om_painter){open_zoom, paint, is_blank, pins, painter};
}

void om_scene_painter_describe(const om_scene_painter *painter, om_json *report)
{
    if (painter->level)
        om_level_report(painter->level, om_json_put(report, "drawn", om_json_object_new()));
}

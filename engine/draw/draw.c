/* Drawing a view into a PNG, PDF or SVG file. */
#include <math.h>

#include "engine/base/text.h"
#include "engine/canvas/blend.h"
#include "engine/canvas/page.h"
#include "engine/draw/sheet.h"
#include "engine/draw/view.h"

om_status om_map_open(om_store *store, const om_style *style, const om_view *view,
                      const char *palette, om_map *ret, om_error *err)
{
    const om_box box = om_view_box(view);
    /* Icons and wide lines reach in from outside. */
    const double around = 0.05;
    const om_box read = {
        fmax(box.west - around * (box.east - box.west), -180),
        fmax(box.south - around * (box.north - box.south), -90),
        fmin(box.east + around * (box.east - box.west), 180),
        fmin(box.north + around * (box.north - box.south), 90),
    };
    const om_scene_options options = {
        .palette = palette, .box = &read, .min_zoom = view->zoom, .max_zoom = view->zoom};
    OM_AUTO(om_scene) scene = NULL;
    OM_TRY(om_scene_open(store, style, &options, &scene, err));
    OM_AUTO(om_level) level = NULL;
    OM_TRY(om_level_open(scene, view->zoom, view->scale, &box, &level, err));
    ret->scene = OM_TAKE(scene);
    ret->level = OM_TAKE(level);
    ret->view = *view;
    return OM_OK;
}

om_status om_map_draw(const om_map *map, om_picture *onto, int64_t x, int64_t y, om_error *err)
{
    const om_window window = om_view_window(&map->view);
    if (om_picture_is_page(onto)) {
        const om_page_part part = {x, y, window.width_px, window.height_px};
        return om_level_draw_on_page(map->level, &window, onto, &part, err);
    }
    OM_AUTO(om_picture) picture = om_picture_new(window.width_px, window.height_px);
    OM_TRY(om_level_draw(map->level, &window, picture, err));
    om_picture_blend(onto, x, y, picture, 1);
    return OM_OK;
}

void om_map_clear(om_map *map)
{
    om_level_free(map->level);
    om_scene_free(map->scene);
    *map = (om_map){0};
}

/* What was drawn, for a report. */
static char *report_of(const om_map *map, const om_picture *picture)
{
    OM_AUTO(om_json) report = om_json_object_new();
    om_json_put_integer(report, "width", picture->width);
    om_json_put_integer(report, "height", picture->height);
    om_json_put_number(report, "zoom", map->view.zoom);
    om_json_put_number(report, "metres_per_px", om_view_px_m(&map->view));
    om_level_report(map->level, report);
    return om_json_write(report);
}

/* ---- Files by their names ---- */

/* Pages are drawn four times as fine as CSS px, so that what is pixels on them is 384 dpi. */
#define PAGE_SCALE 4.0

static bool is_page_name(const char *path, om_page_kind *ret)
{
    *ret = om_text_ends(path, ".svg") ? OM_PAGE_SVG : OM_PAGE_PDF;
    return om_text_ends(path, ".pdf") || om_text_ends(path, ".svg");
}

static om_status new_target(const char *path, const om_view *view, om_picture **ret, om_error *err)
{
    om_page_kind kind;
    const uint32_t width = (uint32_t)rint(view->width * view->scale);
    const uint32_t height = (uint32_t)rint(view->height * view->scale);
    if (is_page_name(path, &kind))
        return om_page_new(kind, width, height, view->scale, ret, err);
    *ret = om_picture_new(width, height);
    return OM_OK;
}

static om_status write_target(om_picture *picture, const char *path, om_error *err)
{
    return om_picture_is_page(picture) ? om_page_write(picture, path, err)
                                       : om_picture_write(picture, path, err);
}

om_status om_draw(om_store *store, const om_style *style, const om_view *view,
                  const om_draw_options *options, const char *path, char **ret_report,
                  om_error *err)
{
    static const om_draw_options plain = {0};
    om_page_kind kind;
    om_view chosen = *view;
    options = options ? options : &plain;
    OM_TRY(om_view_check(view, err));
    if (is_page_name(path, &kind))
        chosen.scale = PAGE_SCALE;

    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    OM_AUTO(om_picture) picture = NULL;
    OM_TRY(new_target(path, &chosen, &picture, err));
    if (options->sheet) {
        OM_TRY(om_sheet_draw(store, style, &chosen, options, picture, &map, err));
    } else {
        OM_TRY(om_map_open(store, style, &chosen, options->palette, &map, err));
        OM_TRY(om_map_draw(&map, picture, 0, 0, err));
    }
    OM_TRY(write_target(picture, path, err));
    if (ret_report)
        *ret_report = report_of(&map, picture);
    return OM_OK;
}

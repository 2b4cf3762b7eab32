/* Drawing a view into a PNG file. */
#include <math.h>

#include "engine/draw/sheet.h"
#include "engine/draw/view.h"

om_status om_draw_map(om_store *store, const om_style *style, const om_view *view,
                      const char *palette, om_map *ret, om_error *err)
{
    const om_window window = om_view_window(view);
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
    OM_AUTO(om_picture) picture = om_picture_new(window.width_px, window.height_px);
    OM_TRY(om_level_draw(level, &window, picture, err));

    ret->scene = OM_TAKE(scene);
    ret->level = OM_TAKE(level);
    ret->picture = OM_TAKE(picture);
    ret->view = *view;
    return OM_OK;
}

void om_map_clear(om_map *map)
{
    om_level_free(map->level);
    om_scene_free(map->scene);
    om_picture_free(map->picture);
    *map = (om_map){0};
}

/* What was drawn, for a report. */
static char *report_of(const om_map *map)
{
    OM_AUTO(om_json) report = om_json_object_new();
    om_json_put_integer(report, "width", map->picture->width);
    om_json_put_integer(report, "height", map->picture->height);
    om_json_put_number(report, "zoom", map->view.zoom);
    om_json_put_number(report, "metres_per_px", om_view_px_m(&map->view));
    om_level_report(map->level, report);
    return om_json_write(report);
}

om_status om_draw(om_store *store, const om_style *style, const om_view *view,
                  const om_draw_options *options, const char *path, char **ret_report,
                  om_error *err)
{
    static const om_draw_options plain = {0};
    options = options ? options : &plain;
    OM_TRY(om_view_check(view, err));

    __attribute__((cleanup(om_map_clear))) om_map map = {0};
    if (options->sheet)
        OM_TRY(om_sheet_draw(store, style, view, options, &map, err));
    else
        OM_TRY(om_draw_map(store, style, view, options->palette, &map, err));
    OM_TRY(om_picture_write(map.picture, path, err));
    if (ret_report)
        *ret_report = report_of(&map);
    return OM_OK;
}

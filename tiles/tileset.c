/* TileJSON and the values that it shares with MBTiles. */
#include "tiles/tileset.h"

#include <math.h>

#include "engine/base/text.h"
#include "engine/geo/mercator.h"

/* A window that nearly every screen has room for, CSS px. */
static const double window_width_px = 1024, window_height_px = 768;

om_tileset_start om_tileset_start_of(const om_tileset *tileset)
{
    const om_box *bounds = &tileset->bounds;
    const om_xy north_west = om_mercator_of((om_lonlat){bounds->west, bounds->north});
    const om_xy south_east = om_mercator_of((om_lonlat){bounds->east, bounds->south});
    const double width = south_east.x - north_west.x, height = south_east.y - north_west.y;
    int zoom = tileset->max_zoom;
    while (zoom > tileset->min_zoom && (width * ldexp(tileset->tile_px, zoom) > window_width_px ||
                                        height * ldexp(tileset->tile_px, zoom) > window_height_px))
        zoom--;
    const om_xy middle = {(north_west.x + south_east.x) / 2, (north_west.y + south_east.y) / 2};
    return (om_tileset_start){om_mercator_to_lonlat(middle), zoom};
}

static om_json *numbers_json(const double *numbers, size_t count)
{
    om_json *json = om_json_array_new();
    for (size_t i = 0; i < count; i++)
        om_json_add(json, om_json_number_new(numbers[i]));
    return json;
}

om_json *om_tileset_tilejson(const om_tileset *tileset, const char *url)
{
    const om_box *box = &tileset->bounds;
    const om_tileset_start start = om_tileset_start_of(tileset);
    om_json *json = om_json_object_new();
    om_json_put_text(json, "tilejson", "3.0.0");
    om_json_add(om_json_put(json, "tiles", om_json_array_new()), om_json_text_new(url));
    om_json_put_text(json, "name", tileset->name);
    om_json_put_text(json, "description", tileset->description);
    om_json_put_text(json, "attribution", tileset->attribution);
    om_json_put_text(json, "version", "1.0.0");
    om_json_put_text(json, "scheme", "xyz");
    om_json_put_integer(json, "minzoom", tileset->min_zoom);
    om_json_put_integer(json, "maxzoom", tileset->max_zoom);
    om_json_put(json, "bounds",
                numbers_json((double[]){box->west, box->south, box->east, box->north}, 4));
    om_json_put(json, "center",
                numbers_json((double[]){start.center.lon, start.center.lat, start.zoom}, 3));
    om_json_put_number(json, "scale", tileset->scale);
    om_json_put_integer(json, "tile_size", tileset->tile_px);
    om_json_put_text(json, "format", om_tile_format_name(tileset->format));
    return json;
}

char *om_tileset_numbers(const double *numbers, size_t count)
{
    om_text text = {0};
    for (size_t i = 0; i < count; i++) {
        om_text_add(&text, i ? "," : "");
        om_text_add_number(&text, numbers[i]);
    }
    return om_text_take(&text);
}

/* Web Mercator and its tiles. */
#include "engine/geo/mercator.h"

#include <math.h>

om_xy om_mercator_of(om_lonlat at)
{
    const double limit = OM_MERCATOR_MAX_LAT;
    const double lat = at.lat > limit ? limit : at.lat < -limit ? -limit : at.lat;
    const double sine = sin(lat * M_PI / 180);
    return (om_xy){
        .x = at.lon / 360 + 0.5,
        .y = 0.5 - log((1 + sine) / (1 - sine)) / (4 * M_PI),
    };
}

om_lonlat om_mercator_to_lonlat(om_xy world)
{
    return (om_lonlat){
        .lon = (world.x - 0.5) * 360,
        .lat = atan(sinh(M_PI * (1 - 2 * world.y))) * 180 / M_PI,
    };
}

static uint32_t clamped(double tile, uint32_t last)
{
    return tile <= 0 ? 0 : tile >= last ? last : (uint32_t)tile;
}

om_tile_range om_tile_range_of(const om_box *box, int z)
{
    const double side = (double)(1u << z);
    const uint32_t last = (1u << z) - 1;
    const om_xy north_west = om_mercator_of((om_lonlat){box->west, box->north});
    const om_xy south_east = om_mercator_of((om_lonlat){box->east, box->south});
    om_tile_range range = {
        .z = z,
        .min_x = clamped(floor(north_west.x * side), last),
        .min_y = clamped(floor(north_west.y * side), last),
        .max_x = clamped(ceil(south_east.x * side) - 1, last),
        .max_y = clamped(ceil(south_east.y * side) - 1, last),
    };
    /* A box without width or height on a tile's edge still lies in one tile. */
    if (range.max_x < range.min_x)
        range.max_x = range.min_x;
    if (range.max_y < range.min_y)
        range.max_y = range.min_y;
    return range;
}

uint64_t om_tile_range_count(om_tile_range range)
{
    return ((uint64_t)range.max_x - range.min_x + 1) * ((uint64_t)range.max_y - range.min_y + 1);
}

om_box om_tile_box(om_tile tile)
{
    const double side = (double)(1u << tile.z);
    const om_lonlat north_west = om_mercator_to_lonlat((om_xy){tile.x / side, tile.y / side});
    const om_lonlat south_east =
        om_mercator_to_lonlat((om_xy){(tile.x + 1) / side, (tile.y + 1) / side});
    return (om_box){north_west.lon, south_east.lat, south_east.lon, north_west.lat};
}

bool om_tile_is_valid(om_tile tile)
{
    return tile.z >= 0 && tile.z <= 30 && tile.x < 1u << tile.z && tile.y < 1u << tile.z;
}

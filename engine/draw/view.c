/* Views in Web Mercator. */
#include "engine/draw/view.h"

#include <math.h>

#include "engine/geo/mercator.h"

enum { MAX_PX = 16384 };
#define WORLD_PX 512.0 /* at zoom 0 */
#define MAX_ZOOM OM_SCENE_MAX_ZOOM

static om_status check_size(uint32_t width, uint32_t height, om_error *err)
{
    if (width < 1 || width > MAX_PX)
        return om_fail(err, OM_ERR_RANGE, "a width of %u px is not within 1..%d", width, MAX_PX);
    if (height < 1 || height > MAX_PX)
        return om_fail(err, OM_ERR_RANGE, "a height of %u px is not within 1..%d", height, MAX_PX);
    return OM_OK;
}

om_status om_view_check(const om_view *view, om_error *err)
{
    OM_TRY(check_size(view->width, view->height, err));
    if (!(view->zoom >= 0 && view->zoom <= MAX_ZOOM))
        return om_fail(err, OM_ERR_RANGE, "zoom %g is not within 0..%g", view->zoom, MAX_ZOOM);
    if (!(view->scale >= 1 && view->scale <= 4))
        return om_fail(err, OM_ERR_RANGE, "scale %g is not within 1..4", view->scale);
    if (!(fabs(view->center.lon) <= 180))
        return om_fail(err, OM_ERR_RANGE, "longitude %g is not within -180..180", view->center.lon);
    if (!(fabs(view->center.lat) <= OM_MERCATOR_MAX_LAT))
        return om_fail(err, OM_ERR_RANGE,
                       "latitude %g is not within -%.4f..%.4f on a map in Web "
                       "Mercator",
                       view->center.lat, OM_MERCATOR_MAX_LAT, OM_MERCATOR_MAX_LAT);
    const double width_px = ceil(view->width * view->scale);
    const double height_px = ceil(view->height * view->scale);
    if (!(width_px * height_px <= 4e8))
        return om_fail(err, OM_ERR_RANGE, "a picture of %g x %g px is over 400 million px",
                       width_px, height_px);
    return OM_OK;
}

om_window om_view_window(const om_view *view)
{
    const double world_px = WORLD_PX * exp2(view->zoom) * view->scale;
    const om_xy middle = om_mercator_of(view->center);
    const double width_px = rint(view->width * view->scale);
    const double height_px = rint(view->height * view->scale);
    return (om_window){
        .left_px = (int64_t)rint(middle.x * world_px - width_px / 2),
        .top_px = (int64_t)rint(middle.y * world_px - height_px / 2),
        .width_px = (uint32_t)width_px,
        .height_px = (uint32_t)height_px,
    };
}

om_box om_view_box(const om_view *view)
{
    const double world_px = WORLD_PX * exp2(view->zoom) * view->scale;
    const om_window window = om_view_window(view);
    const double left = fmax((double)window.left_px / world_px, 0);
    const double top = fmax((double)window.top_px / world_px, 0);
    const double right = ((double)window.left_px + window.width_px) / world_px;
    const double bottom = ((double)window.top_px + window.height_px) / world_px;
    const om_lonlat north_west = om_mercator_to_lonlat((om_xy){left, top});
    const om_lonlat south_east = om_mercator_to_lonlat((om_xy){fmin(right, 1), fmin(bottom, 1)});
    return (om_box){north_west.lon, south_east.lat, south_east.lon, north_west.lat};
}

om_view om_view_resized(const om_view *view, uint32_t width, uint32_t height)
{
    om_view resized = *view;
    const double factor = fmin((double)width / view->width, (double)height / view->height);
    resized.zoom = fmin(fmax(view->zoom + log2(factor), 0), MAX_ZOOM);
    resized.width = width;
    resized.height = height;
    return resized;
}

double om_view_px_m(const om_view *view)
{
    const double a_m = 6378137;
    const double e2 = 0.00669437999014; /* WGS 84 */
    const double lat = view->center.lat * M_PI / 180;
    const double parallel_m = 2 * M_PI * a_m * cos(lat) / sqrt(1 - e2 * sin(lat) * sin(lat));
    return parallel_m / (WORLD_PX * exp2(view->zoom));
}

om_status om_view_of_box(const om_box *box, uint32_t width, uint32_t height, om_view *ret,
                         om_error *err)
{
    OM_TRY(check_size(width, height, err));
    if (!(box->west >= -180 && box->east <= 180 && box->west <= box->east))
        return om_fail(err, OM_ERR_RANGE, "longitudes %g..%g are no extent within -180..180",
                       box->west, box->east);
    if (!(box->south >= -90 && box->north <= 90 && box->south <= box->north))
        return om_fail(err, OM_ERR_RANGE, "latitudes %g..%g are no extent within -90..90",
                       box->south, box->north);

    const om_xy north_west = om_mercator_of((om_lonlat){box->west, box->north});
    const om_xy south_east = om_mercator_of((om_lonlat){box->east, box->south});
    const double across = south_east.x - north_west.x;
    const double down = south_east.y - north_west.y;
    const double zoom = log2(fmin(width / (across * WORLD_PX), height / (down * WORLD_PX)));
    *ret = (om_view){
        .center = om_mercator_to_lonlat(
            (om_xy){(north_west.x + south_east.x) / 2, (north_west.y + south_east.y) / 2}),
        /* A box without an extent is a place: shown as closely as a city block. */
        .zoom = isfinite(zoom) ? fmin(fmax(zoom, 0), 22) : 16,
        .width = width,
        .height = height,
        .scale = 1,
    };
    return OM_OK;
}

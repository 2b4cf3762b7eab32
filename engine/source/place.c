/* Coordinates are checked before and after they are moved to WGS84. */
#include "engine/source/place.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "engine/base/memory.h"
#include "engine/geo/datum.h"

/* How far from the middle of its layer a place may lie before swapping is thought of. */
static const double far_deg = 5.0;

struct om_placer {
    om_transform *transform; /* NULL when coordinates are degrees already */
    om_lonlat (*unshift)(om_lonlat at);
    bool has_median;
    om_xy median_deg;
};

void om_placer_free(om_placer *placer)
{
    if (!placer)
        return;
    om_transform_free(placer->transform);
    free(placer);
}

static bool is_one_of(const char *crs, const char *name, const char *other_name)
{
    return strcasecmp(crs, name) == 0 || strcasecmp(crs, other_name) == 0;
}

static bool is_on_earth(om_xy at)
{
    return at.x >= -180 && at.x <= 180 && at.y >= -90 && at.y <= 90;
}

/* Where a coordinate pair would lie; false when it has no place. */
static bool find_place(const om_placer *placer, om_xy at, om_xy *ret)
{
    if (!isfinite(at.x) || !isfinite(at.y))
        return false;
    if (placer->transform && om_transform_points(placer->transform, &at, 1, NULL) != OM_OK)
        return false;
    if (!is_on_earth(at))
        return false;
    *ret = at;
    if (placer->unshift) {
        const om_lonlat moved = placer->unshift((om_lonlat){at.x, at.y});
        *ret = (om_xy){moved.lon, moved.lat};
    }
    return true;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of(double *numbers, size_t count)
{
    qsort(numbers, count, sizeof *numbers, ascending);
    return numbers[count / 2];
}

static void find_median(om_placer *placer, const om_xy *centers, size_t count)
{
    OM_AUTO_MEMORY double *lons = om_memory_take(count + 1, sizeof *lons);
    OM_AUTO_MEMORY double *lats = om_memory_take(count + 1, sizeof *lats);
    size_t known = 0;
    for (size_t i = 0; i < count; i++) {
        om_xy at;
        if (!find_place(placer, centers[i], &at))
            continue;
        lons[known] = at.x;
        lats[known++] = at.y;
    }
    placer->has_median = known > 0;
    if (known)
        placer->median_deg = (om_xy){median_of(lons, known), median_of(lats, known)};
}

om_status om_placer_open(om_geo *geo, const char *crs, const om_xy *centers, size_t count,
                         om_placer **ret, om_error *err)
{
    OM_AUTO(om_placer) placer = om_memory_take(1, sizeof *placer);
    if (is_one_of(crs, "GCJ-02", "GCJ02"))
        placer->unshift = om_wgs84_of_gcj02;
    else if (is_one_of(crs, "BD-09", "BD09"))
        placer->unshift = om_wgs84_of_bd09;
    else if (strcasecmp(crs, OM_CRS_LONLAT) != 0)
        OM_TRY(om_transform_open(geo, crs, OM_CRS_LONLAT, &placer->transform, err));
    find_median(placer, centers, count);
    *ret = OM_TAKE(placer);
    return OM_OK;
}

bool om_placer_median(const om_placer *placer, om_lonlat *ret)
{
    if (placer->has_median)
        *ret = (om_lonlat){placer->median_deg.x, placer->median_deg.y};
    return placer->has_median;
}

static bool is_near_median(const om_placer *placer, om_xy at)
{
    return fabs(at.x - placer->median_deg.x) <= far_deg &&
           fabs(at.y - placer->median_deg.y) <= far_deg;
}

/* A place far from the layer's middle that would be near it the other way round. */
static bool looks_swapped(const om_placer *placer, om_xy given, om_xy placed)
{
    om_xy other;
    return placer->has_median && !is_near_median(placer, placed) &&
           find_place(placer, (om_xy){given.y, given.x}, &other) && is_near_median(placer, other);
}

static om_status say_off_earth(const om_placer *placer, om_xy given, om_error *err)
{
    if (fabs(given.y) > 90 && fabs(given.y) <= 180 && fabs(given.x) <= 90)
        return om_fail(err, OM_ERR_GEOMETRY,
                       "latitude %g is beyond 90; %g %g looks like latitude first", given.y,
                       given.x, given.y);
    return om_fail(err, OM_ERR_GEOMETRY, "%.10g %.10g %s", given.x, given.y,
                   !placer->transform ? "lies outside longitude -180..180, latitude -90..90"
                                      : "has no place in its CRS");
}

static om_status move_one(const om_placer *placer, om_xy *point, om_error *err)
{
    const om_xy given = *point;
    om_xy placed;
    if (!isfinite(given.x) || !isfinite(given.y))
        return om_fail(err, OM_ERR_GEOMETRY, "a coordinate is not a finite number");
    if (given.x == 0 && given.y == 0)
        return om_fail(err, OM_ERR_GEOMETRY, "a coordinate is 0 0, which stands for none");
    if (!find_place(placer, given, &placed))
        return say_off_earth(placer, given, err);
    if (looks_swapped(placer, given, placed))
        return om_fail(err, OM_ERR_GEOMETRY,
                       "%.10g %.10g lies far from the rest of its layer and looks like latitude "
                       "first",
                       given.x, given.y);
    *point = placed;
    return OM_OK;
}

om_status om_placer_move(const om_placer *placer, om_xy *points, size_t count, om_error *err)
{
    for (size_t i = 0; i < count; i++)
        OM_TRY(move_one(placer, &points[i], err));
    return OM_OK;
}

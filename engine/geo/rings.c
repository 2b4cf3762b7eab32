/* Rings clipped at the sides of a convex one, side by side (Sutherland and Hodgman). */
#include "engine/geo/rings.h"

#include <assert.h>
#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

/* A convex shape of more sides is faster overlaid. */
enum { MOST_SIDES = 64 };

/* One ring: a stretch of the points. */
typedef struct ring {
    size_t first, count;
    double area_m2; /* below 0 for a hole */
    bool is_left;   /* goes counter-clockwise */
    om_rect rect;
} ring;

struct om_rings {
    om_xy *points;
    size_t point_count, point_capacity;
    ring *list;
    size_t count, capacity;
    bool is_convex;
    om_xy *clipped[2]; /* what two sides after one another leave */
    size_t clipped_capacity[2];
};

void om_rings_free(om_rings *rings)
{
    if (!rings)
        return;
    free(rings->points);
    free(rings->list);
    free(rings->clipped[0]);
    free(rings->clipped[1]);
    free(rings);
}

/* Twice the area of the triangle a, b, c: above 0 when c lies left of the way from a to b. */
static double turn(om_xy a, om_xy b, om_xy c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/* Signed area of a ring, closed or not, counted from its first point so that no digit is lost. */
static double area_of(const om_xy *points, size_t count)
{
    double twice = 0;
    for (size_t i = 2; i < count; i++)
        twice += turn(points[0], points[i - 1], points[i]);
    return twice / 2;
}

static om_status add_ring(om_rings *rings, const om_geo *geo, const GEOSGeometry *shape, int sign,
                          om_error *err)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geo->geos, shape);
    unsigned count = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(geo->geos, sequence, &count))
        return om_fail(err, OM_ERR_GEOMETRY, "the outline of a shape cannot be read");
    rings->points = om_memory_grow(rings->points, rings->point_count + count,
                                   &rings->point_capacity, sizeof *rings->points);
    om_xy *points = &rings->points[rings->point_count];
    if (count && !GEOSCoordSeq_copyToBuffer_r(geo->geos, sequence, &points->x, 0, 0))
        return om_fail(err, OM_ERR_GEOMETRY, "the outline of a shape cannot be read");
    const double area_m2 = area_of(points, count);
    rings->list =
        om_memory_grow(rings->list, rings->count + 1, &rings->capacity, sizeof *rings->list);
    rings->list[rings->count++] = (ring){rings->point_count, count, sign * fabs(area_m2),
                                         area_m2 > 0, om_rect_of_points(points, count)};
    rings->point_count += count;
    return OM_OK;
}

static om_status add_polygon(om_rings *rings, const om_geo *geo, const GEOSGeometry *polygon,
                             om_error *err)
{
    if (GEOSisEmpty_r(geo->geos, polygon))
        return OM_OK;
    OM_TRY(add_ring(rings, geo, GEOSGetExteriorRing_r(geo->geos, polygon), 1, err));
    const int holes = GEOSGetNumInteriorRings_r(geo->geos, polygon);
    for (int i = 0; i < holes; i++)
        OM_TRY(add_ring(rings, geo, GEOSGetInteriorRingN_r(geo->geos, polygon, i), -1, err));
    return OM_OK;
}

/* A ring that turns one way only, and once round: each side goes on no farther than half a turn. */
static bool never_turns_inwards(const om_xy *points, size_t count, bool is_left)
{
    double sum = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        const om_xy a = points[i], b = points[i + 1], c = points[i + 2 < count ? i + 2 : 1];
        const double angle =
            atan2(turn(a, b, c), (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y));
        if (is_left ? angle < 0 : angle > 0)
            return false;
        sum += fabs(angle);
    }
    return sum < 3 * acos(-1);
}

om_status om_rings_open(const om_geom *shape, om_rings **ret, om_error *err)
{
    assert(om_geom_units(shape) == OM_METRES);
    OM_AUTO(om_rings) rings = om_memory_take(1, sizeof *rings);
    const om_geo *geo = shape->geo;
    const om_geom_kind kind = om_geom_kind_of(shape);
    if (kind == OM_GEOM_POLYGON) {
        OM_TRY(add_polygon(rings, geo, shape->shape, err));
    } else if (kind == OM_GEOM_MULTIPOLYGON) {
        const int parts = GEOSGetNumGeometries_r(geo->geos, shape->shape);
        for (int i = 0; i < parts; i++)
            OM_TRY(add_polygon(rings, geo, GEOSGetGeometryN_r(geo->geos, shape->shape, i), err));
    } else {
        return om_fail(err, OM_ERR_GEOMETRY, "points and lines have no outline");
    }
    rings->is_convex =
        rings->count == 1 && rings->list[0].count <= MOST_SIDES + 1 &&
        never_turns_inwards(rings->points, rings->list[0].count, rings->list[0].is_left);
    *ret = OM_TAKE(rings);
    return OM_OK;
}

bool om_rings_are_convex(const om_rings *rings)
{
    return rings->is_convex;
}

double om_rings_area_m2(const om_rings *rings)
{
    double area_m2 = 0;
    for (size_t i = 0; i < rings->count; i++)
        area_m2 += rings->list[i].area_m2;
    return area_m2;
}

/* Keeps what of an open ring lies left of the way from a to b. @return how many points */
static size_t clip(const om_xy *points, size_t count, om_xy a, om_xy b, om_xy *ret)
{
    size_t kept = 0;
    double before = count ? turn(a, b, points[count - 1]) : 0;
    for (size_t i = 0; i < count; i++) {
        const double here = turn(a, b, points[i]);
        const om_xy from = points[i ? i - 1 : count - 1];
        if ((here < 0) != (before < 0)) {
            const double part = before / (before - here);
            ret[kept++] = (om_xy){from.x + part * (points[i].x - from.x),
                                  from.y + part * (points[i].y - from.y)};
        }
        if (here >= 0)
            ret[kept++] = points[i];
        before = here;
    }
    return kept;
}

/* Each side leaves at most one point more for each that it takes. */
static om_xy *room_for(om_rings *rings, int which, size_t count)
{
    rings->clipped[which] = om_memory_grow(rings->clipped[which], count,
                                           &rings->clipped_capacity[which], sizeof(om_xy));
    return rings->clipped[which];
}

static double ring_overlap_m2(om_rings *rings, const ring *of, const om_rings *convex)
{
    const ring *sides = &convex->list[0];
    const om_xy *corners = &convex->points[sides->first], *points = &rings->points[of->first];
    size_t count = of->count - 1; /* the last point is the first once more */
    for (size_t i = 0; i + 1 < sides->count && count; i++) {
        const om_xy a = corners[sides->is_left ? i : i + 1];
        const om_xy b = corners[sides->is_left ? i + 1 : i];
        om_xy *left = room_for(rings, i % 2, 2 * count);
        count = clip(points, count, a, b, left);
        points = left;
    }
    return copysign(fabs(area_of(points, count)), of->area_m2);
}

static bool are_apart(om_rect a, om_rect b)
{
    return a.min_x > b.max_x || b.min_x > a.max_x || a.min_y > b.max_y || b.min_y > a.max_y;
}

double om_rings_overlap_m2(om_rings *rings, const om_rings *convex)
{
    assert(convex->is_convex);
    double area_m2 = 0;
    for (size_t i = 0; i < rings->count; i++)
        if (rings->list[i].count && !are_apart(rings->list[i].rect, convex->list[0].rect))
            area_m2 += ring_overlap_m2(rings, &rings->list[i], convex);
    return fmax(area_m2, 0);
}

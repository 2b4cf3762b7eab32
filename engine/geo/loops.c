/* Outlines read from GEOS. */
#include "engine/geo/loops.h"

#include <assert.h>
#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

om_loops *om_loops_new(void)
{
    return om_memory_take(1, sizeof(om_loops));
}

void om_loops_free(om_loops *loops)
{
    if (!loops)
        return;
    free(loops->points);
    free(loops->list);
    free(loops);
}

void om_loops_clear(om_loops *loops)
{
    loops->point_count = 0;
    loops->count = 0;
}

/* Twice the signed area of a loop. */
static double turn_of(const om_xy *points, size_t count)
{
    double turn = 0;
    for (size_t i = 1; i < count; i++)
        turn += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
                (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
    return turn;
}

static om_status add_loop(om_loops *all, const om_geo *geo, const GEOSGeometry *loop, double turn,
                          om_error *err)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geo->geos, loop);
    unsigned count = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(geo->geos, sequence, &count))
        return om_fail(err, OM_ERR_GEOMETRY, "the outline of a shape cannot be read");
    all->points = om_memory_grow(all->points, all->point_count + count, &all->point_capacity,
                                 sizeof *all->points);
    all->list = om_memory_grow(all->list, all->count + 1, &all->capacity, sizeof *all->list);
    om_xy *points = &all->points[all->point_count];
    if (count && !GEOSCoordSeq_copyToBuffer_r(geo->geos, sequence, &points->x, 0, 0))
        return om_fail(err, OM_ERR_GEOMETRY, "the outline of a shape cannot be read");
    const double twice_m2 = turn_of(points, count);
    all->list[all->count++] =
        (om_loop){all->point_count, count, twice_m2 < 0 ? -turn : turn, turn * fabs(twice_m2) / 2};
    all->point_count += count;
    return OM_OK;
}

static om_status add_polygon(om_loops *all, const om_geo *geo, const GEOSGeometry *polygon,
                             om_error *err)
{
    OM_TRY(add_loop(all, geo, GEOSGetExteriorRing_r(geo->geos, polygon), 1, err));
    const int holes = GEOSGetNumInteriorRings_r(geo->geos, polygon);
    for (int i = 0; i < holes; i++)
        OM_TRY(add_loop(all, geo, GEOSGetInteriorRingN_r(geo->geos, polygon, i), -1, err));
    return OM_OK;
}

om_status om_loops_add(om_loops *loops, const om_geom *shape, om_error *err)
{
    assert(shape->units == OM_METRES);
    const om_geo *geo = shape->geo;
    if (GEOSGeomTypeId_r(geo->geos, shape->shape) == GEOS_POLYGON)
        return add_polygon(loops, geo, shape->shape, err);
    const int parts = GEOSGetNumGeometries_r(geo->geos, shape->shape);
    for (int i = 0; i < parts; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geo->geos, shape->shape, i);
        if (GEOSGeomTypeId_r(geo->geos, part) != GEOS_POLYGON)
            return om_fail(err, OM_ERR_GEOMETRY, "only polygons cover cells");
        OM_TRY(add_polygon(loops, geo, part, err));
    }
    return OM_OK;
}

/* Shapes made from other shapes. */
#include <assert.h>
#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

static om_status wrap_like(const om_geom *like, GEOSGeometry *shape, const char *doing,
                           om_geom **ret, om_error *err)
{
    return om_geom_wrap(like->geo, shape, like->units, doing, ret, err);
}

om_status om_geom_repair(const om_geom *geom, om_geom **ret, om_error *err)
{
    GEOSContextHandle_t geos = geom->geo->geos;
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos);
    GEOSMakeValidParams_setMethod_r(geos, params, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos, params, 0);
    GEOSGeometry *repaired = GEOSMakeValidWithParams_r(geos, geom->shape, params);
    GEOSMakeValidParams_destroy_r(geos, params);
    return wrap_like(geom, repaired, "cannot be repaired", ret, err);
}

om_status om_geom_overlap(const om_geom *a, const om_geom *b, om_geom **ret, om_error *err)
{
    assert(a->units == b->units);
    return wrap_like(a, GEOSIntersection_r(a->geo->geos, a->shape, b->shape),
                     "two shapes cannot be intersected", ret, err);
}

om_status om_geom_clip(const om_geom *geom, om_rect rect, om_geom **ret, om_error *err)
{
    return wrap_like(geom,
                     GEOSClipByRect_r(geom->geo->geos, geom->shape, rect.min_x, rect.min_y,
                                      rect.max_x, rect.max_y),
                     "a shape cannot be clipped", ret, err);
}

om_status om_geom_without(const om_geom *a, const om_geom *b, om_geom **ret, om_error *err)
{
    assert(a->units == b->units);
    return wrap_like(a, GEOSDifference_r(a->geo->geos, a->shape, b->shape),
                     "a shape cannot be cut from another", ret, err);
}

om_status om_geom_unite(om_geo *geo, const om_geom *const *shapes, size_t count, om_units units,
                        om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) all = NULL;
    OM_TRY(om_geom_of_parts(geo, shapes, count, units, &all, err));
    return om_geom_wrap(geo, GEOSUnaryUnion_r(geo->geos, all->shape), units,
                        "shapes cannot be united", ret, err);
}

om_status om_geom_buffer_m(const om_geom *geom, double distance_m, om_geom **ret, om_error *err)
{
    assert(geom->units == OM_METRES);
    static const int segments_a_quarter = 16;
    return wrap_like(geom,
                     GEOSBuffer_r(geom->geo->geos, geom->shape, distance_m, segments_a_quarter),
                     "cannot be buffered", ret, err);
}

om_status om_geom_simplify(const om_geom *geom, double tolerance, om_geom **ret, om_error *err)
{
    return wrap_like(geom, GEOSTopologyPreserveSimplify_r(geom->geo->geos, geom->shape, tolerance),
                     "cannot be simplified", ret, err);
}

static int move_point(double *x, double *y, void *transform)
{
    om_xy at = {*x, *y};
    if (om_transform_points(transform, &at, 1, NULL) != OM_OK)
        return 0;
    *x = at.x;
    *y = at.y;
    return 1;
}

om_status om_geom_transform(const om_geom *geom, const om_transform *transform, om_units units,
                            om_geom **ret, om_error *err)
{
    GEOSGeometry *moved =
        GEOSGeom_transformXY_r(geom->geo->geos, geom->shape, move_point, (void *)transform);
    if (!moved)
        return om_fail(err, OM_ERR_GEOMETRY, "a shape has no place in the target CRS");
    return om_geom_wrap(geom->geo, moved, units, "cannot be transformed", ret, err);
}

/* Copies of the polygons in `shape`, however deep, appended to a growing list. */
static void collect_polygons(om_geo *geo, const GEOSGeometry *shape, GEOSGeometry ***list,
                             size_t *count, size_t *capacity)
{
    const int parts = GEOSGetNumGeometries_r(geo->geos, shape);
    const int type = GEOSGeomTypeId_r(geo->geos, shape);
    if (type == GEOS_POLYGON && !GEOSisEmpty_r(geo->geos, shape)) {
        *list = om_memory_grow(*list, *count + 1, capacity, sizeof **list);
        (*list)[(*count)++] = GEOSGeom_clone_r(geo->geos, shape);
    }
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION)
        return;
    for (int i = 0; i < parts; i++)
        collect_polygons(geo, GEOSGetGeometryN_r(geo->geos, shape, i), list, count, capacity);
}

om_status om_geom_polygons(const om_geom *geom, om_geom **ret, om_error *err)
{
    om_geo *geo = geom->geo;
    OM_AUTO_MEMORY GEOSGeometry **polygons = NULL;
    size_t count = 0, capacity = 0;
    collect_polygons(geo, geom->shape, &polygons, &count, &capacity);
    GEOSGeometry *all =
        GEOSGeom_createCollection_r(geo->geos, GEOS_MULTIPOLYGON, polygons, (unsigned)count);
    return om_geom_wrap(geo, all, geom->units, "these polygons make no shape", ret, err);
}

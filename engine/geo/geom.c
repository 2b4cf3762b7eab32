/* Making, asking and writing shapes. */
#include "engine/geo/geom.h"

#include <assert.h>
#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

om_status om_geom_wrap(om_geo *geo, GEOSGeometry *shape, om_units units, const char *doing,
                       om_geom **ret, om_error *err)
{
    if (!shape)
        return om_fail(err, OM_ERR_GEOMETRY, "%s: %s", doing,
                       geo->complaint[0] ? geo->complaint : "GEOS refuses");
    om_geom *geom = om_memory_take(1, sizeof *geom);
    *geom = (om_geom){.geo = geo, .shape = shape, .units = units};
    *ret = geom;
    return OM_OK;
}

void om_geom_free(om_geom *geom)
{
    if (!geom)
        return;
    GEOSGeom_destroy_r(geom->geo->geos, geom->shape);
    free(geom);
}

om_status om_geom_of_wkb(om_geo *geo, const void *wkb, size_t size, om_units units, om_geom **ret,
                         om_error *err)
{
    geo->complaint[0] = '\0';
    return om_geom_wrap(geo, GEOSWKBReader_read_r(geo->geos, geo->wkb_reader, wkb, size), units,
                        "not a shape", ret, err);
}

om_status om_geom_of_wkt(om_geo *geo, const char *wkt, om_units units, om_geom **ret, om_error *err)
{
    geo->complaint[0] = '\0';
    return om_geom_wrap(geo, GEOSGeomFromWKT_r(geo->geos, wkt), units, "not a shape", ret, err);
}

om_status om_geom_of_geojson(om_geo *geo, const char *geojson, om_units units, om_geom **ret,
                             om_error *err)
{
    geo->complaint[0] = '\0';
    GEOSGeoJSONReader *reader = GEOSGeoJSONReader_create_r(geo->geos);
    GEOSGeometry *made = GEOSGeoJSONReader_readGeometry_r(geo->geos, reader, geojson);
    GEOSGeoJSONReader_destroy_r(geo->geos, reader);
    return om_geom_wrap(geo, made, units, "not a shape", ret, err);
}

om_status om_geom_of_point(om_geo *geo, om_xy at, om_units units, om_geom **ret, om_error *err)
{
    return om_geom_wrap(geo, GEOSGeom_createPointFromXY_r(geo->geos, at.x, at.y), units,
                        "not a point", ret, err);
}

static GEOSCoordSequence *sequence_of(om_geo *geo, const om_xy *points, size_t count)
{
    return GEOSCoordSeq_copyFromBuffer_r(geo->geos, &points->x, (unsigned)count, 0, 0);
}

om_status om_geom_of_line(om_geo *geo, const om_xy *points, size_t count, om_units units,
                          om_geom **ret, om_error *err)
{
    geo->complaint[0] = '\0';
    if (count < 2)
        return om_fail(err, OM_ERR_GEOMETRY, "a line needs 2 points, not %zu", count);
    GEOSCoordSequence *sequence = sequence_of(geo, points, count);
    GEOSGeometry *line = sequence ? GEOSGeom_createLineString_r(geo->geos, sequence) : NULL;
    return om_geom_wrap(geo, line, units, "not a line", ret, err);
}

om_status om_geom_of_ring(om_geo *geo, const om_xy *points, size_t count, om_units units,
                          om_geom **ret, om_error *err)
{
    geo->complaint[0] = '\0';
    if (count < 4)
        return om_fail(err, OM_ERR_GEOMETRY, "a ring needs 4 points, not %zu", count);
    GEOSCoordSequence *sequence = sequence_of(geo, points, count);
    GEOSGeometry *ring = sequence ? GEOSGeom_createLinearRing_r(geo->geos, sequence) : NULL;
    GEOSGeometry *polygon = ring ? GEOSGeom_createPolygon_r(geo->geos, ring, NULL, 0) : NULL;
    return om_geom_wrap(geo, polygon, units, "not a ring", ret, err);
}

om_status om_geom_of_rect(om_geo *geo, om_rect rect, om_units units, om_geom **ret, om_error *err)
{
    const om_xy corners[] = {{rect.min_x, rect.min_y},
                             {rect.max_x, rect.min_y},
                             {rect.max_x, rect.max_y},
                             {rect.min_x, rect.max_y},
                             {rect.min_x, rect.min_y}};
    return om_geom_of_ring(geo, corners, sizeof corners / sizeof *corners, units, ret, err);
}

/* The multi-part type that holds parts like `first`. */
static int collection_type(om_geo *geo, const om_geom *first)
{
    switch (first ? GEOSGeomTypeId_r(geo->geos, first->shape) : GEOS_GEOMETRYCOLLECTION) {
    case GEOS_POINT:
        return GEOS_MULTIPOINT;
    case GEOS_LINESTRING:
        return GEOS_MULTILINESTRING;
    case GEOS_POLYGON:
        return GEOS_MULTIPOLYGON;
    default:
        return GEOS_GEOMETRYCOLLECTION;
    }
}

om_status om_geom_of_parts(om_geo *geo, const om_geom *const *parts, size_t count, om_units units,
                           om_geom **ret, om_error *err)
{
    geo->complaint[0] = '\0';
    int type = collection_type(geo, count ? parts[0] : NULL);
    OM_AUTO_MEMORY GEOSGeometry **copies = om_memory_take(count, sizeof *copies);
    for (size_t i = 0; i < count; i++) {
        copies[i] = GEOSGeom_clone_r(geo->geos, parts[i]->shape);
        if (collection_type(geo, parts[i]) != type)
            type = GEOS_GEOMETRYCOLLECTION;
    }
    GEOSGeometry *all = GEOSGeom_createCollection_r(geo->geos, type, copies, (unsigned)count);
    return om_geom_wrap(geo, all, units, "these parts make no shape", ret, err);
}

om_status om_geom_write_wkb(const om_geom *geom, om_text *ret, om_error *err)
{
    size_t size = 0;
    om_geo *geo = geom->geo;
    unsigned char *wkb = GEOSWKBWriter_write_r(geo->geos, geo->wkb_writer, geom->shape, &size);
    if (!wkb)
        return om_fail(err, OM_ERR_GEOMETRY, "a shape cannot be written: %s", geo->complaint);
    om_text_add_bytes(ret, wkb, size);
    GEOSFree_r(geo->geos, wkb);
    return OM_OK;
}

om_geom_kind om_geom_kind_of(const om_geom *geom)
{
    switch (GEOSGeomTypeId_r(geom->geo->geos, geom->shape)) {
    case GEOS_POINT:
        return OM_GEOM_POINT;
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
        return OM_GEOM_LINE;
    case GEOS_POLYGON:
        return OM_GEOM_POLYGON;
    case GEOS_MULTIPOINT:
        return OM_GEOM_MULTIPOINT;
    case GEOS_MULTILINESTRING:
        return OM_GEOM_MULTILINE;
    case GEOS_MULTIPOLYGON:
        return OM_GEOM_MULTIPOLYGON;
    default:
        return OM_GEOM_COLLECTION;
    }
}

om_units om_geom_units(const om_geom *geom)
{
    return geom->units;
}

bool om_geom_is_empty(const om_geom *geom)
{
    return GEOSisEmpty_r(geom->geo->geos, geom->shape) != 0;
}

size_t om_geom_part_count(const om_geom *geom)
{
    const int parts = GEOSGetNumGeometries_r(geom->geo->geos, geom->shape);
    return parts > 0 ? (size_t)parts : 0;
}

size_t om_geom_point_count(const om_geom *geom)
{
    const int points = GEOSGetNumCoordinates_r(geom->geo->geos, geom->shape);
    return points > 0 ? (size_t)points : 0;
}

om_status om_geom_part(const om_geom *geom, size_t index, om_geom **ret, om_error *err)
{
    assert(index < om_geom_part_count(geom));
    om_geo *geo = geom->geo;
    const GEOSGeometry *part = GEOSGetGeometryN_r(geo->geos, geom->shape, (int)index);
    return om_geom_wrap(geo, part ? GEOSGeom_clone_r(geo->geos, part) : NULL, geom->units,
                        "no such part", ret, err);
}

bool om_geom_is_valid(const om_geom *geom, om_text *reason)
{
    GEOSContextHandle_t geos = geom->geo->geos;
    if (GEOSisValid_r(geos, geom->shape) == 1)
        return true;
    char *why = reason ? GEOSisValidReason_r(geos, geom->shape) : NULL;
    if (why) {
        om_text_add(reason, why);
        GEOSFree_r(geos, why);
    }
    return false;
}

om_rect om_geom_rect(const om_geom *geom)
{
    GEOSContextHandle_t geos = geom->geo->geos;
    om_rect rect = {.min_x = 1, .max_x = -1, .min_y = 1, .max_y = -1};
    double min_x, min_y, max_x, max_y;
    if (!om_geom_is_empty(geom) &&
        GEOSGeom_getExtent_r(geos, geom->shape, &min_x, &min_y, &max_x, &max_y))
        rect = (om_rect){min_x, min_y, max_x, max_y};
    return rect;
}

om_status om_geom_points(const om_geom *geom, om_xy **ret, size_t *ret_count, om_error *err)
{
    GEOSContextHandle_t geos = geom->geo->geos;
    const GEOSGeometry *line = om_geom_kind_of(geom) == OM_GEOM_POLYGON
                                   ? GEOSGetExteriorRing_r(geos, geom->shape)
                                   : geom->shape;
    const GEOSCoordSequence *sequence = line ? GEOSGeom_getCoordSeq_r(geos, line) : NULL;
    unsigned count = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(geos, sequence, &count))
        return om_fail(err, OM_ERR_GEOMETRY, "only points, lines and polygons have points to list");
    OM_AUTO_MEMORY om_xy *points = om_memory_take(count, sizeof *points);
    if (!GEOSCoordSeq_copyToBuffer_r(geos, sequence, &points->x, 0, 0))
        return om_fail(err, OM_ERR_GEOMETRY, "the points of a line cannot be read");
    *ret_count = count;
    *ret = OM_TAKE(points);
    return OM_OK;
}

double om_geom_area_m2(const om_geom *geom)
{
    assert(geom->units == OM_METRES);
    double area_m2 = 0;
    return GEOSArea_r(geom->geo->geos, geom->shape, &area_m2) ? area_m2 : (double)NAN;
}

double om_geom_length_m(const om_geom *geom)
{
    assert(geom->units == OM_METRES);
    double length_m = 0;
    return GEOSLength_r(geom->geo->geos, geom->shape, &length_m) ? length_m : (double)NAN;
}

om_status om_geom_distance_m(const om_geom *a, const om_geom *b, double *ret, om_error *err)
{
    assert(a->units == OM_METRES && b->units == OM_METRES);
    double distance_m;
    if (!GEOSDistance_r(a->geo->geos, a->shape, b->shape, &distance_m))
        return om_fail(err, OM_ERR_GEOMETRY, "no distance: %s", a->geo->complaint);
    *ret = distance_m;
    return OM_OK;
}

om_status om_geom_intersects(const om_geom *a, const om_geom *b, bool *ret, om_error *err)
{
    assert(a->units == b->units);
    const char answer = GEOSIntersects_r(a->geo->geos, a->shape, b->shape);
    if (answer == 2)
        return om_fail(err, OM_ERR_GEOMETRY, "two shapes cannot be compared: %s",
                       a->geo->complaint);
    *ret = answer == 1;
    return OM_OK;
}

om_status om_geom_point_inside(const om_geom *geom, om_xy *ret, om_error *err)
{
    GEOSContextHandle_t geos = geom->geo->geos;
    GEOSGeometry *point = GEOSPointOnSurface_r(geos, geom->shape);
    om_xy at = {NAN, NAN};
    const bool found = point && !GEOSisEmpty_r(geos, point) && GEOSGeomGetX_r(geos, point, &at.x) &&
                       GEOSGeomGetY_r(geos, point, &at.y);
    GEOSGeom_destroy_r(geos, point);
    if (!found)
        return om_fail(err, OM_ERR_GEOMETRY, "an empty shape has no point inside");
    *ret = at;
    return OM_OK;
}

/* Shapes as GeoJSON (RFC 7946), seven decimals: a centimetre. */
#include "engine/geo/inside.h"

#include <math.h>

enum { DECIMALS = 7 };

static void add_position(om_text *text, double x, double y)
{
    om_text_add(text, "[");
    om_text_add_decimals(text, x, DECIMALS);
    om_text_add(text, ",");
    om_text_add_decimals(text, y, DECIMALS);
    om_text_add(text, "]");
}

static void add_positions(om_text *text, om_geo *geo, const GEOSGeometry *line)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geo->geos, line);
    unsigned count = 0;
    GEOSCoordSeq_getSize_r(geo->geos, sequence, &count);
    om_text_add(text, "[");
    for (unsigned i = 0; i < count; i++) {
        double x = NAN, y = NAN;
        GEOSCoordSeq_getXY_r(geo->geos, sequence, i, &x, &y);
        om_text_add(text, i ? "," : "");
        add_position(text, x, y);
    }
    om_text_add(text, "]");
}

static void add_rings(om_text *text, om_geo *geo, const GEOSGeometry *polygon)
{
    om_text_add(text, "[");
    add_positions(text, geo, GEOSGetExteriorRing_r(geo->geos, polygon));
    const int holes = GEOSGetNumInteriorRings_r(geo->geos, polygon);
    for (int i = 0; i < holes; i++) {
        om_text_add(text, ",");
        add_positions(text, geo, GEOSGetInteriorRingN_r(geo->geos, polygon, i));
    }
    om_text_add(text, "]");
}

static void add_single(om_text *text, om_geo *geo, const GEOSGeometry *shape)
{
    const int type = GEOSGeomTypeId_r(geo->geos, shape);
    if (GEOSisEmpty_r(geo->geos, shape)) {
        om_text_add(text, "[]");
    } else if (type == GEOS_POINT) {
        double x = NAN, y = NAN;
        GEOSGeomGetX_r(geo->geos, shape, &x);
        GEOSGeomGetY_r(geo->geos, shape, &y);
        add_position(text, x, y);
    } else if (type == GEOS_POLYGON) {
        add_rings(text, geo, shape);
    } else {
        add_positions(text, geo, shape);
    }
}

static void add_shape(om_text *text, om_geo *geo, const GEOSGeometry *shape);

static void add_parts(om_text *text, om_geo *geo, const GEOSGeometry *shape, const char *member,
                      void (*add)(om_text *, om_geo *, const GEOSGeometry *))
{
    om_text_add_format(text, "\"%s\":[", member);
    const int parts = GEOSGetNumGeometries_r(geo->geos, shape);
    for (int i = 0; i < parts; i++) {
        om_text_add(text, i ? "," : "");
        add(text, geo, GEOSGetGeometryN_r(geo->geos, shape, i));
    }
    om_text_add(text, "]");
}

static void add_shape(om_text *text, om_geo *geo, const GEOSGeometry *shape)
{
    static const char *const names[] = {
        [GEOS_POINT] = "Point",
        [GEOS_LINESTRING] = "LineString",
        [GEOS_LINEARRING] = "LineString",
        [GEOS_POLYGON] = "Polygon",
        [GEOS_MULTIPOINT] = "MultiPoint",
        [GEOS_MULTILINESTRING] = "MultiLineString",
        [GEOS_MULTIPOLYGON] = "MultiPolygon",
        [GEOS_GEOMETRYCOLLECTION] = "GeometryCollection",
    };
    const int type = GEOSGeomTypeId_r(geo->geos, shape);
    om_text_add_format(text, "{\"type\":\"%s\",", names[type]);
    if (type == GEOS_GEOMETRYCOLLECTION) {
        add_parts(text, geo, shape, "geometries", add_shape);
    } else if (type >= GEOS_MULTIPOINT) {
        add_parts(text, geo, shape, "coordinates", add_single);
    } else {
        om_text_add(text, "\"coordinates\":");
        add_single(text, geo, shape);
    }
    om_text_add(text, "}");
}

om_status om_geom_write_geojson(const om_geom *geom, om_text *ret, om_error *err)
{
    if (GEOSGeomTypeId_r(geom->geo->geos, geom->shape) < 0)
        return om_fail(err, OM_ERR_GEOMETRY, "a shape of an unknown kind cannot be written");
    add_shape(ret, geom->geo, geom->shape);
    return OM_OK;
}

/*
 * Shapes, and what can be done with them (GEOS).
 *
 * A shape is in degrees (as stored) or in metres (as measured). Asking a shape in degrees for an
 * area or a length is a programming mistake and is asserted against.
 */
#ifndef OM_ENGINE_GEO_GEOM_H
#define OM_ENGINE_GEO_GEOM_H

#include "engine/base/text.h"
#include "engine/geo/crs.h"

/** A shape. Immutable. Belongs to the thread of its om_geo. */
typedef struct om_geom om_geom;

typedef enum om_units { OM_DEGREES, OM_METRES } om_units;

typedef enum om_geom_kind {
    OM_GEOM_POINT,
    OM_GEOM_LINE,
    OM_GEOM_POLYGON,
    OM_GEOM_MULTIPOINT,
    OM_GEOM_MULTILINE,
    OM_GEOM_MULTIPOLYGON,
    OM_GEOM_COLLECTION
} om_geom_kind;

void om_geom_free(om_geom *geom);
OM_DEFINE_AUTO(om_geom)

/* ---- Making. OM_ERR_GEOMETRY: the bytes, text or rings are no shape. ---- */

OM_CHECKED om_status om_geom_of_wkb(om_geo *geo, const void *wkb, size_t size, om_units units,
                                    om_geom **ret, om_error *err);
OM_CHECKED om_status om_geom_of_wkt(om_geo *geo, const char *wkt, om_units units, om_geom **ret,
                                    om_error *err);
/** A GeoJSON geometry object. */
OM_CHECKED om_status om_geom_of_geojson(om_geo *geo, const char *geojson, om_units units,
                                        om_geom **ret, om_error *err);
OM_CHECKED om_status om_geom_of_point(om_geo *geo, om_xy at, om_units units, om_geom **ret,
                                      om_error *err);
OM_CHECKED om_status om_geom_of_line(om_geo *geo, const om_xy *points, size_t count, om_units units,
                                     om_geom **ret, om_error *err);
/** A polygon from one closed ring without holes. */
OM_CHECKED om_status om_geom_of_ring(om_geo *geo, const om_xy *points, size_t count, om_units units,
                                     om_geom **ret, om_error *err);
/** A rectangle. */
OM_CHECKED om_status om_geom_of_rect(om_geo *geo, om_rect rect, om_units units, om_geom **ret,
                                     om_error *err);
/** One collection of the polygons (lines, points) of `parts`, which are copied; may be empty. */
OM_CHECKED om_status om_geom_of_parts(om_geo *geo, const om_geom *const *parts, size_t count,
                                      om_units units, om_geom **ret, om_error *err);

/** Appends two-dimensional little-endian WKB. */
OM_CHECKED om_status om_geom_write_wkb(const om_geom *geom, om_text *ret, om_error *err);

/** Appends GeoJSON coordinates and type as one geometry object, 7 decimals. */
OM_CHECKED om_status om_geom_write_geojson(const om_geom *geom, om_text *ret, om_error *err);

/* ---- Asking ---- */

om_geom_kind om_geom_kind_of(const om_geom *geom);
om_units om_geom_units(const om_geom *geom);
bool om_geom_is_empty(const om_geom *geom);
size_t om_geom_part_count(const om_geom *geom);
size_t om_geom_point_count(const om_geom *geom);

/** A copy of one part of a multi-part shape. */
OM_CHECKED om_status om_geom_part(const om_geom *geom, size_t index, om_geom **ret, om_error *err);

/** True when valid; else `reason` (NULL is fine) gets a sentence with the place. */
bool om_geom_is_valid(const om_geom *geom, om_text *reason);

/** The extent; empty for an empty shape. */
om_rect om_geom_rect(const om_geom *geom);

/** Copies the points of a line (or of a polygon's outer ring) to `ret`, freed with free(). */
OM_CHECKED om_status om_geom_points(const om_geom *geom, om_xy **ret, size_t *ret_count,
                                    om_error *err);

/** Metres only. */
double om_geom_area_m2(const om_geom *geom);
/** Metres only; of a polygon its perimeter. */
double om_geom_length_m(const om_geom *geom);
/** Metres only. */
OM_CHECKED om_status om_geom_distance_m(const om_geom *a, const om_geom *b, double *ret,
                                        om_error *err);

OM_CHECKED om_status om_geom_intersects(const om_geom *a, const om_geom *b, bool *ret,
                                        om_error *err);
/** A point that is surely inside a polygon, or on a line. */
OM_CHECKED om_status om_geom_point_inside(const om_geom *geom, om_xy *ret, om_error *err);

/* ---- Changing: each returns a new shape ---- */

/** The nearest valid shape of the same dimension (GEOS MakeValid, structure method). */
OM_CHECKED om_status om_geom_repair(const om_geom *geom, om_geom **ret, om_error *err);
OM_CHECKED om_status om_geom_overlap(const om_geom *a, const om_geom *b, om_geom **ret,
                                     om_error *err);
/** The part within a rectangle that is not empty: fast, but perhaps invalid along its border. */
OM_CHECKED om_status om_geom_clip(const om_geom *geom, om_rect rect, om_geom **ret, om_error *err);
OM_CHECKED om_status om_geom_without(const om_geom *a, const om_geom *b, om_geom **ret,
                                     om_error *err);
/** The union of `count` shapes; an empty collection for none. */
OM_CHECKED om_status om_geom_unite(om_geo *geo, const om_geom *const *shapes, size_t count,
                                   om_units units, om_geom **ret, om_error *err);
/** Metres only. */
OM_CHECKED om_status om_geom_buffer_m(const om_geom *geom, double distance_m, om_geom **ret,
                                      om_error *err);
/** Topology-preserving, tolerance in the shape's own units. */
OM_CHECKED om_status om_geom_simplify(const om_geom *geom, double tolerance, om_geom **ret,
                                      om_error *err);
/** `transform` says from and to what; `units` are those of the result. */
OM_CHECKED om_status om_geom_transform(const om_geom *geom, const om_transform *transform,
                                       om_units units, om_geom **ret, om_error *err);
/** Only the polygons of a shape, as MULTIPOLYGON. */
OM_CHECKED om_status om_geom_polygons(const om_geom *geom, om_geom **ret, om_error *err);

#endif

/* Reading shapes, and whether one lies within others. */
#include "engine/style/locus.h"

#include <math.h>
#include <string.h>

#include "engine/geo/mercator.h"

/* ---- Extents ---- */

static om_rect rect_with(om_rect rect, om_xy place)
{
    return (om_rect){fmin(rect.min_x, place.x), fmin(rect.min_y, place.y),
                     fmax(rect.max_x, place.x), fmax(rect.max_y, place.y)};
}

#define NOWHERE ((om_rect){INFINITY, INFINITY, -INFINITY, -INFINITY})

static om_locus_shape shape_of(om_feature_shape kind, const om_locus_ring *rings, size_t count)
{
    om_locus_shape shape = {.kind = kind, .rings = rings, .ring_count = count, .extent = NOWHERE};
    for (size_t i = 0; i < rings[0].count; i++)
        shape.extent = rect_with(shape.extent, rings[0].places[i]);
    return shape;
}

static om_locus locus_of(const om_locus_shape *shapes, size_t count)
{
    om_locus locus = {.shapes = shapes, .count = count, .extent = NOWHERE};
    for (size_t i = 0; i < count; i++) {
        const om_rect rect = shapes[i].extent;
        locus.extent = rect_with(locus.extent, (om_xy){rect.min_x, rect.min_y});
        locus.extent = rect_with(locus.extent, (om_xy){rect.max_x, rect.max_y});
    }
    return locus;
}

/* ---- GeoJSON ---- */

/* Where reading is. */
typedef struct reader {
    om_arena *arena;
    om_locus_shape *shapes;
    size_t count;
    bool polygons_only, on_world;
} reader;

static om_status bad(const om_place *place, om_error *err)
{
    return om_place_fail(place, err, "expected GeoJSON%s",
                         " with positions of longitude and latitude");
}

static om_status read_position(const reader *from, const om_place *place, om_xy *ret, om_error *err)
{
    const om_lonlat at = {om_json_number(om_json_at(place->json, 0)),
                          om_json_number(om_json_at(place->json, 1))};
    if (!isfinite(at.lon) || !(fabs(at.lat) <= 90))
        return bad(place, err);
    *ret = (om_xy){at.lon, at.lat};
    if (from->on_world) {
        const double lat = fmin(fmax(at.lat, -OM_MERCATOR_MAX_LAT), OM_MERCATOR_MAX_LAT);
        /* Longitudes beyond 180 are meant: a polygon across the antimeridian. */
        *ret = (om_xy){at.lon / 360 + 0.5, om_mercator_of((om_lonlat){0, lat}).y};
        ret->x = rint(ret->x * OM_WORLD) / OM_WORLD;
        ret->y = rint(ret->y * OM_WORLD) / OM_WORLD;
    }
    return OM_OK;
}

static om_status read_ring(reader *from, const om_place *place, bool closed, om_locus_ring *ret,
                           om_error *err)
{
    const size_t count = om_json_count(place->json);
    if (om_json_kind_of(place->json) != OM_JSON_ARRAY || count == 0)
        return bad(place, err);
    om_xy *places = OM_ARENA_ARRAY(from->arena, om_xy, count);
    for (size_t i = 0; i < count; i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(read_position(from, &item, &places[i], err));
    }
    const bool repeats = closed && count > 1 && places[0].x == places[count - 1].x &&
                         places[0].y == places[count - 1].y;
    *ret = (om_locus_ring){places, repeats ? count - 1 : count};
    return OM_OK;
}

static om_status add_shape(reader *from, const om_place *place, om_feature_shape kind,
                           om_error *err)
{
    const size_t count = kind == OM_FEATURE_POLYGON ? om_json_count(place->json) : 1;
    if (from->polygons_only && kind != OM_FEATURE_POLYGON)
        return OM_OK;
    if (count == 0)
        return bad(place, err);
    om_locus_ring *rings = OM_ARENA_ARRAY(from->arena, om_locus_ring, count);
    if (kind == OM_FEATURE_POINT) {
        om_xy *only = om_arena_take(from->arena, sizeof *only);
        OM_TRY(read_position(from, place, only, err));
        rings[0] = (om_locus_ring){only, 1};
    } else if (kind == OM_FEATURE_LINE) {
        OM_TRY(read_ring(from, place, false, &rings[0], err));
    } else {
        for (size_t i = 0; i < count; i++) {
            const om_place ring = om_place_item(place, i);
            OM_TRY(read_ring(from, &ring, true, &rings[i], err));
        }
    }
    if (from->shapes)
        from->shapes[from->count] = shape_of(kind, rings, count);
    from->count++;
    return OM_OK;
}

static const struct kind {
    const char *name;
    om_feature_shape kind;
    bool multi;
} kinds[] = {
    {"Point", OM_FEATURE_POINT, false},     {"MultiPoint", OM_FEATURE_POINT, true},
    {"LineString", OM_FEATURE_LINE, false}, {"MultiLineString", OM_FEATURE_LINE, true},
    {"Polygon", OM_FEATURE_POLYGON, false}, {"MultiPolygon", OM_FEATURE_POLYGON, true},
};

static om_status add_geometry(reader *from, const om_place *geometry, om_error *err)
{
    const char *type = om_json_text(om_json_get(geometry->json, "type"));
    const om_place coordinates = om_place_member(geometry, "coordinates");
    for (size_t k = 0; type && k < sizeof kinds / sizeof *kinds; k++) {
        if (strcmp(kinds[k].name, type) != 0)
            continue;
        if (!kinds[k].multi)
            return add_shape(from, &coordinates, kinds[k].kind, err);
        for (size_t i = 0; i < om_json_count(coordinates.json); i++) {
            const om_place item = om_place_item(&coordinates, i);
            OM_TRY(add_shape(from, &item, kinds[k].kind, err));
        }
        return OM_OK;
    }
    return bad(geometry, err);
}

static om_status add_any(reader *from, const om_place *place, om_error *err)
{
    const char *type = om_json_text(om_json_get(place->json, "type"));
    const om_place features = om_place_member(place, "features");
    const om_place geometry = om_place_member(place, "geometry");
    if (type && strcmp(type, "Feature") == 0)
        return add_geometry(from, &geometry, err);
    if (!type || strcmp(type, "FeatureCollection") != 0)
        return add_geometry(from, place, err);
    for (size_t i = 0; i < om_json_count(features.json); i++) {
        const om_place feature = om_place_item(&features, i);
        const om_place inside = om_place_member(&feature, "geometry");
        OM_TRY(add_geometry(from, &inside, err));
    }
    return OM_OK;
}

om_status om_locus_read(const om_place *place, bool polygons_only, bool on_world, om_arena *arena,
                        om_locus *ret, om_error *err)
{
    reader from = {.arena = arena, .polygons_only = polygons_only, .on_world = on_world};
    OM_TRY(add_any(&from, place, err));
    if (from.count == 0)
        return om_place_fail(place, err, "expected GeoJSON with %s in it",
                             polygons_only ? "polygons" : "shapes");
    from.shapes = OM_ARENA_ARRAY(arena, om_locus_shape, from.count);
    from.count = 0;
    OM_TRY(add_any(&from, place, err));
    *ret = locus_of(from.shapes, from.count);
    return OM_OK;
}

/* ---- Features ---- */

static om_locus_ring ring_of(const om_outline *outline, const om_part *part, bool on_world,
                             om_arena *arena)
{
    om_xy *places = OM_ARENA_ARRAY(arena, om_xy, part->count);
    for (size_t i = 0; i < part->count; i++) {
        const om_vertex vertex = outline->vertices[part->first + i];
        const om_xy share = {vertex.x / OM_WORLD, vertex.y / OM_WORLD};
        const om_lonlat at = om_mercator_to_lonlat(share);
        places[i] = on_world ? share : (om_xy){at.lon, at.lat};
    }
    return (om_locus_ring){places, part->count};
}

om_locus om_locus_of(const om_evaluation *evaluation, bool on_world)
{
    const om_outline *outline = &evaluation->outline;
    om_locus_ring *rings = OM_ARENA_ARRAY(evaluation->arena, om_locus_ring, outline->part_count);
    om_locus_shape *shapes = OM_ARENA_ARRAY(evaluation->arena, om_locus_shape, outline->part_count);
    size_t count = 0;
    for (size_t i = 0, next; i < outline->part_count; i = next) {
        for (next = i; next < outline->part_count && (next == i || outline->parts[next].hole);
             next++)
            rings[next] = ring_of(outline, &outline->parts[next], on_world, evaluation->arena);
        shapes[count++] = shape_of(evaluation->shape, &rings[i], next - i);
    }
    return locus_of(shapes, count);
}

/* ---- Within ---- */

static double cross(om_xy a, om_xy b, om_xy c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static bool is_on(om_xy place, om_xy a, om_xy b)
{
    return cross(a, b, place) == 0 && (place.x - a.x) * (place.x - b.x) <= 0 &&
           (place.y - a.y) * (place.y - b.y) <= 0;
}

/* By the rays that a place sends out; on the edge is outside. */
static bool is_inside(om_xy place, const om_locus_shape *polygon)
{
    bool inside = false;
    for (size_t r = 0; r < polygon->ring_count; r++) {
        const om_locus_ring ring = polygon->rings[r];
        for (size_t i = 0, j = ring.count - 1; i < ring.count; j = i++) {
            const om_xy a = ring.places[j], b = ring.places[i];
            if (is_on(place, a, b))
                return false;
            if ((a.y > place.y) != (b.y > place.y) &&
                place.x < (b.x - a.x) * (place.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
    }
    return inside;
}

static bool crosses(om_xy a, om_xy b, om_xy c, om_xy d)
{
    const double c_side = cross(a, b, c), d_side = cross(a, b, d);
    const double a_side = cross(c, d, a), b_side = cross(c, d, b);
    return c_side * d_side < 0 && a_side * b_side < 0;
}

static bool meets_edge(om_xy a, om_xy b, const om_locus_shape *polygon)
{
    for (size_t r = 0; r < polygon->ring_count; r++) {
        const om_locus_ring ring = polygon->rings[r];
        for (size_t i = 0, j = ring.count - 1; i < ring.count; j = i++)
            if (crosses(a, b, ring.places[j], ring.places[i]))
                return true;
    }
    return false;
}

/* The same place one world to the east or the west, where that is nearer to the extent. */
static om_xy nearest_copy(om_xy place, om_rect extent)
{
    const double mid = (extent.min_x + extent.max_x) / 2;
    if (place.x > extent.min_x && place.x < extent.max_x)
        return place;
    return (om_xy){place.x - rint(place.x - mid), place.y};
}

/* A line over more than half of the world is no line across the antimeridian. */
static bool is_within(const om_locus_shape *inner, const om_locus_shape *polygon)
{
    const om_locus_ring ring = inner->rings[0];
    const bool moves = inner->extent.max_x - inner->extent.min_x <= 0.5;
    om_xy last = {0};
    for (size_t i = 0; i < ring.count; i++) {
        const om_xy place = moves ? nearest_copy(ring.places[i], polygon->extent) : ring.places[i];
        if (!is_inside(place, polygon) || (i > 0 && meets_edge(last, place, polygon)))
            return false;
        last = place;
    }
    return true;
}

bool om_locus_within(const om_locus *inner, const om_locus *polygons)
{
    for (size_t i = 0; i < inner->count; i++) {
        bool found = false;
        for (size_t p = 0; p < polygons->count && !found; p++)
            found = is_within(&inner->shapes[i], &polygons->shapes[p]);
        if (!found)
            return false;
    }
    return inner->count > 0;
}

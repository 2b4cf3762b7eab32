/* A record's shape is taken apart, repaired and turned into what its layer keeps. */
#include "engine/source/shape.h"

#include <math.h>

#include "engine/base/memory.h"

void om_shapes_clear(om_shapes *shapes)
{
    for (size_t i = 0; i < shapes->count; i++)
        om_geom_free(shapes->parts[i]);
    free(shapes->parts);
    *shapes = (om_shapes){0};
}

/* Takes `part` over. */
static void keep(om_shapes *shapes, om_geom *part)
{
    shapes->parts =
        om_memory_grow(shapes->parts, shapes->count + 1, &shapes->capacity, sizeof *shapes->parts);
    shapes->parts[shapes->count++] = part;
}

static bool has_parts(const om_geom *geom)
{
    const om_geom_kind kind = om_geom_kind_of(geom);
    return kind != OM_GEOM_POINT && kind != OM_GEOM_LINE && kind != OM_GEOM_POLYGON;
}

/* Keeps copies of the simple parts of `kind`, however deep. */
static om_status keep_parts_of(om_geom_kind kind, const om_geom *geom, om_shapes *ret,
                               om_error *err)
{
    if (!has_parts(geom) && om_geom_kind_of(geom) != kind)
        return OM_OK;
    for (size_t i = 0; i < om_geom_part_count(geom); i++) {
        OM_AUTO(om_geom) part = NULL;
        OM_TRY(om_geom_part(geom, i, &part, err));
        if (has_parts(part))
            OM_TRY(keep_parts_of(kind, part, ret, err));
        else if (om_geom_kind_of(part) == kind && !om_geom_is_empty(part))
            keep(ret, OM_TAKE(part));
    }
    return OM_OK;
}

static om_status area_m2(const om_geom *geom, const om_transform *to_metres, double *ret,
                         om_error *err)
{
    OM_AUTO(om_geom) metric = NULL;
    OM_TRY(om_geom_transform(geom, to_metres, OM_METRES, &metric, err));
    *ret = om_geom_area_m2(metric);
    return OM_OK;
}

/* The polygons of a shape, made valid. `ret_area` is NULL when there are none. */
static om_status valid_area(const om_geom *given, const om_transform *to_metres, om_shapes *notes,
                            om_geom **ret_area, om_error *err)
{
    OM_AUTO(om_geom) area = NULL;
    OM_TRY(om_geom_polygons(given, &area, err));
    *ret_area = NULL;
    if (om_geom_is_empty(area))
        return OM_OK;
    if (!om_geom_is_valid(area, NULL)) {
        OM_AUTO(om_geom) repaired = NULL;
        OM_AUTO(om_geom) polygons = NULL;
        OM_TRY(om_geom_repair(area, &repaired, err));
        OM_TRY(om_geom_polygons(repaired, &polygons, err));
        if (om_geom_is_empty(polygons))
            return om_fail(err, OM_ERR_GEOMETRY, "the area is invalid and repair leaves nothing");
        notes->is_repaired = true;
        OM_TRY(area_m2(area, to_metres, &notes->before_m2, err));
        OM_TRY(area_m2(polygons, to_metres, &notes->after_m2, err));
        om_geom_free(area);
        area = OM_TAKE(polygons);
    }
    *ret_area = OM_TAKE(area);
    return OM_OK;
}

static om_status keep_point_inside(om_geo *geo, const om_geom *area, om_shapes *ret, om_error *err)
{
    om_xy inside;
    om_geom *point = NULL;
    OM_TRY(om_geom_point_inside(area, &inside, err));
    OM_TRY(om_geom_of_point(geo, inside, OM_DEGREES, &point, err));
    keep(ret, point);
    ret->is_turned = true;
    return OM_OK;
}

static om_status keep_area(const om_geom *given, const om_transform *to_metres, om_shapes *ret,
                           om_error *err)
{
    OM_AUTO(om_geom) area = NULL;
    OM_TRY(valid_area(given, to_metres, ret, &area, err));
    if (area)
        keep(ret, OM_TAKE(area));
    return OM_OK;
}

static om_status keep_points(om_geo *geo, const om_geom *given, const om_transform *to_metres,
                             om_shapes *ret, om_error *err)
{
    OM_TRY(keep_parts_of(OM_GEOM_POINT, given, ret, err));
    if (ret->count)
        return OM_OK;
    OM_AUTO(om_geom) area = NULL;
    OM_TRY(valid_area(given, to_metres, ret, &area, err));
    return area ? keep_point_inside(geo, area, ret, err) : OM_OK;
}

static om_status keep_lines(const om_geom *given, om_shapes *ret, om_error *err)
{
    OM_TRY(keep_parts_of(OM_GEOM_LINE, given, ret, err));
    for (size_t i = 0; i < ret->count; i++)
        if (!om_geom_is_valid(ret->parts[i], NULL))
            return om_fail(err, OM_ERR_GEOMETRY, "a line has no length");
    return OM_OK;
}

static om_status keep_of_kind(om_geo *geo, om_shape_kind kind, const om_geom *given,
                              const om_transform *to_metres, om_shapes *ret, om_error *err)
{
    switch (kind) {
    case OM_SHAPE_POINT:
        return keep_points(geo, given, to_metres, ret, err);
    case OM_SHAPE_LINE:
        return keep_lines(given, ret, err);
    case OM_SHAPE_POLYGON:
        return keep_area(given, to_metres, ret, err);
    case OM_SHAPE_PLACE:
        OM_TRY(keep_area(given, to_metres, ret, err));
        return ret->count ? OM_OK : keep_parts_of(OM_GEOM_POINT, given, ret, err);
    case OM_SHAPE_ANY:
        OM_TRY(keep_area(given, to_metres, ret, err));
        if (!ret->count)
            OM_TRY(keep_lines(given, ret, err));
        return ret->count ? OM_OK : keep_parts_of(OM_GEOM_POINT, given, ret, err);
    case OM_SHAPE_NONE:
        break;
    }
    return OM_OK;
}

static om_status say_wrong_kind(om_shape_kind kind, const om_geom *given, om_error *err)
{
    static const char *const wanted[] = {
        [OM_SHAPE_POINT] = "points or areas",
        [OM_SHAPE_LINE] = "lines",
        [OM_SHAPE_POLYGON] = "areas",
        [OM_SHAPE_PLACE] = "points or areas",
        [OM_SHAPE_ANY] = "points, lines or areas",
    };
    static const char *const found[] = {
        [OM_GEOM_POINT] = "a point",           [OM_GEOM_LINE] = "a line",
        [OM_GEOM_POLYGON] = "an area",         [OM_GEOM_MULTIPOINT] = "points",
        [OM_GEOM_MULTILINE] = "lines",         [OM_GEOM_MULTIPOLYGON] = "areas",
        [OM_GEOM_COLLECTION] = "a collection",
    };
    return om_fail(err, OM_ERR_GEOMETRY, "the layer takes %s, and this is %s", wanted[kind],
                   found[om_geom_kind_of(given)]);
}

om_status om_shapes_make(om_geo *geo, om_shape_kind kind, const om_geom *given,
                         const om_transform *to_metres, om_shapes *ret, om_error *err)
{
    OM_AUTO_SHAPES shapes = {0};
    if (om_geom_is_empty(given))
        return om_fail(err, OM_ERR_GEOMETRY, "the shape is empty");
    OM_TRY(keep_of_kind(geo, kind, given, to_metres, &shapes, err));
    if (!shapes.count && kind != OM_SHAPE_NONE)
        return say_wrong_kind(kind, given, err);
    *ret = shapes;
    shapes = (om_shapes){0};
    return OM_OK;
}

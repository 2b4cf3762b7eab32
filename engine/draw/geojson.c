/* Features out of GeoJSON (RFC 7946). */
#include <math.h>
#include <string.h>

#include "engine/draw/features.h"

/* Where a reader is: what goes before every complaint. */
typedef struct reader {
    om_features *features;
    const om_style_table *table;
    const char *name;
    size_t number; /* of the feature */
} reader;

static om_status bad(const reader *from, const char *what, om_error *err)
{
    return om_fail(err, OM_ERR_DATA, "%s: feature %zu: %s", from->name, from->number, what);
}

static om_status add_position(reader *from, const om_json *position, om_error *err)
{
    const om_lonlat at = {om_json_number(om_json_at(position, 0)),
                          om_json_number(om_json_at(position, 1))};
    if (!(fabs(at.lon) <= 180 && fabs(at.lat) <= 90))
        return om_fail(err, OM_ERR_DATA,
                       "%s: feature %zu: a position is longitude and latitude, not %g, %g",
                       from->name, from->number, at.lon, at.lat);
    om_figures_add(&from->features->shapes, om_vertex_of(at));
    return OM_OK;
}

static om_status add_part(reader *from, const om_json *positions, bool hole, om_error *err)
{
    if (om_json_kind_of(positions) != OM_JSON_ARRAY)
        return bad(from, "coordinates are missing", err);
    om_figures_begin_part(&from->features->shapes, hole);
    for (size_t i = 0; i < om_json_count(positions); i++)
        OM_TRY(add_position(from, om_json_at(positions, i), err));
    om_figures_end_part(&from->features->shapes);
    return OM_OK;
}

static om_status add_point(reader *from, const om_json *position, om_error *err)
{
    om_figures_begin_part(&from->features->shapes, false);
    OM_TRY(add_position(from, position, err));
    om_figures_end_part(&from->features->shapes);
    return OM_OK;
}

static om_status add_line(reader *from, const om_json *positions, om_error *err)
{
    return add_part(from, positions, false, err);
}

static om_status add_polygon(reader *from, const om_json *rings, om_error *err)
{
    if (om_json_kind_of(rings) != OM_JSON_ARRAY)
        return bad(from, "coordinates are missing", err);
    for (size_t i = 0; i < om_json_count(rings); i++)
        OM_TRY(add_part(from, om_json_at(rings, i), i > 0, err));
    return OM_OK;
}

/* The kinds of geometry, and who reads the coordinates of one of their members. */
static const struct kind {
    const char *name;
    om_feature_shape shape;
    bool multi;
    om_status (*add)(reader *from, const om_json *coordinates, om_error *err);
} kinds[] = {
    {"Point", OM_FEATURE_POINT, false, add_point},
    {"LineString", OM_FEATURE_LINE, false, add_line},
    {"Polygon", OM_FEATURE_POLYGON, false, add_polygon},
    {"MultiPoint", OM_FEATURE_POINT, true, add_point},
    {"MultiLineString", OM_FEATURE_LINE, true, add_line},
    {"MultiPolygon", OM_FEATURE_POLYGON, true, add_polygon},
};

static const struct kind *kind_called(const char *name)
{
    for (size_t i = 0; name && i < sizeof kinds / sizeof kinds[0]; i++)
        if (!strcmp(kinds[i].name, name))
            return &kinds[i];
    return NULL;
}

static om_status add_geometry(reader *from, const om_json *geometry, om_error *err)
{
    const char *type = om_json_text(om_json_get(geometry, "type"));
    const struct kind *kind = kind_called(type);
    if (!kind)
        return om_fail(err, OM_ERR_DATA,
                       "%s: feature %zu: \"%s\" is no kind of geometry that is "
                       "drawn",
                       from->name, from->number, type ? type : "null");

    const om_json *coordinates = om_json_get(geometry, "coordinates");
    om_figures_begin(&from->features->shapes, kind->shape);
    if (!kind->multi)
        return kind->add(from, coordinates, err);
    for (size_t i = 0; i < om_json_count(coordinates); i++)
        OM_TRY(kind->add(from, om_json_at(coordinates, i), err));
    return OM_OK;
}

static om_status add_feature(reader *from, const om_json *feature, om_error *err)
{
    const char *type = om_json_text(om_json_get(feature, "type"));
    const bool bare = type && strcmp(type, "Feature") != 0;
    const om_json *geometry = bare ? feature : om_json_get(feature, "geometry");
    if (om_json_kind_of(geometry) == OM_JSON_NULL)
        return OM_OK;
    OM_TRY(add_geometry(from, geometry, err));

    om_arena *texts = from->features->texts;
    const om_json *properties = om_json_get(feature, "properties");
    om_datum *values =
        om_features_add_row(from->features, om_datum_of_json(om_json_get(feature, "id"), texts));
    for (size_t i = 0; i < from->table->column_count; i++) {
        const char *name = from->table->columns[i];
        const bool all = strcmp(name, OM_COLUMN_ALL) == 0;
        values[i] = om_datum_of_json(all ? properties : om_json_get(properties, name), texts);
    }
    return OM_OK;
}

om_status om_features_of_geojson(const om_json *data, const char *name, const om_style_table *table,
                                 om_features **ret, om_error *err)
{
    OM_AUTO(om_features) features = om_features_new(table);
    reader from = {.features = features, .table = table, .name = name};
    const char *type = om_json_text(om_json_get(data, "type"));
    if (!type)
        return om_fail(err, OM_ERR_DATA, "%s: this is no GeoJSON: it has no \"type\"", name);

    if (strcmp(type, "FeatureCollection") != 0) {
        OM_TRY(add_feature(&from, data, err));
    } else {
        const om_json *members = om_json_get(data, "features");
        for (; from.number < om_json_count(members); from.number++)
            OM_TRY(add_feature(&from, om_json_at(members, from.number), err));
    }
    om_features_close(features);
    *ret = OM_TAKE(features);
    return OM_OK;
}

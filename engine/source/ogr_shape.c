/* The shape of an OGR feature: its geometry, or what its columns say. */
#include <string.h>
#include <strings.h>

#include "engine/source/ogr_inside.h"

/* What people call the columns that hold a place, the surest names first. */
static const char *const lon_names[] = {"lon", "lng", "longitude", "long", "经度", "x", NULL};
static const char *const lat_names[] = {"lat", "latitude", "纬度", "y", NULL};
static const char *const wkt_names[] = {"wkt", "geometry", "geom", "the_geom", "wkt_geom", NULL};

static int find_field(const om_ogr *ogr, const char *name)
{
    for (size_t i = 0; i < ogr->reader.field_count; i++)
        if (strcasecmp(ogr->reader.fields[i], name) == 0)
            return (int)i;
    return OM_OGR_NO_FIELD;
}

static int find_any(const om_ogr *ogr, const char *const *names)
{
    for (; *names; names++) {
        const int field = find_field(ogr, *names);
        if (field != OM_OGR_NO_FIELD)
            return field;
    }
    return OM_OGR_NO_FIELD;
}

static om_status find_named(const om_ogr *ogr, const char *name, int *ret, om_error *err)
{
    *ret = find_field(ogr, name);
    if (*ret != OM_OGR_NO_FIELD)
        return OM_OK;
    const char *nearest = om_text_nearest(name, ogr->reader.fields, ogr->reader.field_count);
    return om_fail(err, OM_ERR_NOT_FOUND, "%s has no coordinate field \"%s\"%s%s%s",
                   ogr->reader.name, name, nearest ? "; did you mean \"" : "",
                   nearest ? nearest : "", nearest ? "\"?" : "");
}

om_status om_ogr_find_shapes(om_ogr *ogr, const om_load_options *options, om_error *err)
{
    ogr->lon_field = ogr->lat_field = ogr->wkt_field = OM_OGR_NO_FIELD;
    if (options->lon_field || options->lat_field) {
        if (!options->lon_field || !options->lat_field)
            return om_fail(err, OM_ERR_USAGE, "say both the longitude and the latitude field");
        OM_TRY(find_named(ogr, options->lon_field, &ogr->lon_field, err));
        return find_named(ogr, options->lat_field, &ogr->lat_field, err);
    }
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(ogr->layer);
    if (!ogr->kind->is_table && OGR_FD_GetGeomFieldCount(definition) > 0)
        return OM_OK;
    ogr->wkt_field = find_any(ogr, wkt_names);
    if (ogr->wkt_field != OM_OGR_NO_FIELD)
        return OM_OK;
    ogr->lon_field = find_any(ogr, lon_names);
    ogr->lat_field = find_any(ogr, lat_names);
    if (ogr->lon_field == OM_OGR_NO_FIELD || ogr->lat_field == OM_OGR_NO_FIELD)
        ogr->lon_field = ogr->lat_field = OM_OGR_NO_FIELD;
    return OM_OK;
}

/* A number of a column that holds coordinates. @return false when there is none */
static bool read_coordinate(const om_ogr *ogr, int field, double *ret, const char **ret_fault)
{
    if (!OGR_F_IsFieldSetAndNotNull(ogr->feature, field))
        return false;
    OGRFieldDefnH definition = OGR_F_GetFieldDefnRef(ogr->feature, field);
    if (OGR_Fld_GetType(definition) != OFTString) {
        *ret = OGR_F_GetFieldAsDouble(ogr->feature, field);
        return true;
    }
    const char *text = OGR_F_GetFieldAsString(ogr->feature, field);
    const size_t start = strspn(text, " ");
    size_t length = strlen(text + start);
    while (length && text[start + length - 1] == ' ')
        length--;
    if (!length)
        return false;
    const char *trimmed = om_arena_text_part(ogr->record_arena, text + start, length);
    if (!om_text_to_number(trimmed, ret))
        *ret_fault = om_arena_format(ogr->record_arena, "%s \"%.40s\" is not a finite number",
                                     ogr->reader.fields[field], trimmed);
    return true;
}

static bool read_point(om_ogr *ogr, const char **ret_fault)
{
    om_xy at = {0};
    if (!read_coordinate(ogr, ogr->lon_field, &at.x, ret_fault) ||
        !read_coordinate(ogr, ogr->lat_field, &at.y, ret_fault))
        return false;
    om_wkb_begin(&ogr->wkb, OM_WKB_POINT);
    om_wkb_add_points(&ogr->wkb, &at, 1);
    return true;
}

/* Curves become lines, surfaces become areas, heights and measures go, rings are closed. */
static OGRGeometryH made_plain(OGRGeometryH geometry)
{
    OGRGeometryH plain = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    if (!plain)
        return NULL;
    OGR_G_FlattenTo2D(plain);
    const OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(plain));
    if (type == wkbPolyhedralSurface || type == wkbTIN || type == wkbTriangle)
        plain = OGR_G_ForceToMultiPolygon(plain);
    OGR_G_CloseRings(plain);
    return plain;
}

static bool add_wkb(OGRGeometryH geometry, om_text *ret)
{
    OGRGeometryH plain = made_plain(geometry);
    if (!plain)
        return false;
    const size_t size = (size_t)OGR_G_WkbSize(plain);
    OM_AUTO_MEMORY unsigned char *bytes = malloc(size + 1);
    const bool is_written = bytes && OGR_G_ExportToIsoWkb(plain, wkbNDR, bytes) == OGRERR_NONE;
    if (is_written)
        om_text_add_bytes(ret, bytes, size);
    OGR_G_DestroyGeometry(plain);
    return is_written;
}

static bool read_wkt(om_ogr *ogr, const char **ret_fault)
{
    char *text = (char *)OGR_F_GetFieldAsString(ogr->feature, ogr->wkt_field);
    if (text[strspn(text, " ")] == '\0')
        return false;
    OGRGeometryH geometry = NULL;
    const OGRErr result = OGR_G_CreateFromWkt(&text, NULL, &geometry);
    if (result != OGRERR_NONE || !geometry)
        *ret_fault = "its WKT is no shape";
    else if (!OGR_G_IsEmpty(geometry) && !add_wkb(geometry, &ogr->wkb))
        *ret_fault = "its shape cannot be made plain";
    const bool is_empty = geometry && OGR_G_IsEmpty(geometry);
    OGR_G_DestroyGeometry(geometry);
    return !is_empty;
}

static bool read_geometry(om_ogr *ogr, const char **ret_fault)
{
    OGRGeometryH geometry = OGR_F_GetGeometryRef(ogr->feature);
    if (!geometry || OGR_G_IsEmpty(geometry))
        return false;
    if (!add_wkb(geometry, &ogr->wkb))
        *ret_fault = "its shape cannot be made plain";
    return true;
}

void om_ogr_shape(om_ogr *ogr, bool *ret_has, const char **ret_fault)
{
    om_gdal_watch quiet = {0}; /* bad WKT is told by its record, not by GDAL */
    OM_GDAL_WATCH(&quiet);
    ogr->wkb.length = 0;
    *ret_fault = NULL;
    if (ogr->wkt_field != OM_OGR_NO_FIELD)
        *ret_has = read_wkt(ogr, ret_fault);
    else if (ogr->lon_field != OM_OGR_NO_FIELD)
        *ret_has = read_point(ogr, ret_fault);
    else
        *ret_has = read_geometry(ogr, ret_fault);
}

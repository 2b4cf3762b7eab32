/* Coordinate reference systems through PROJ. */
#include "engine/geo/crs.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/text.h"
#include "engine/geo/inside.h"

typedef PJ om_pj;

static void om_pj_free(om_pj *pj)
{
    proj_destroy(pj);
}
OM_DEFINE_AUTO(om_pj)

static om_status open_crs(om_geo *geo, const char *crs, om_pj **ret, om_error *err)
{
    geo->complaint[0] = '\0';
    OM_AUTO(om_pj) found = proj_create(geo->proj, crs);
    if (!found)
        return om_fail(err, OM_ERR_RANGE, "'%s' is no coordinate reference system that PROJ knows",
                       crs);
    if (!proj_is_crs(found))
        return om_fail(err, OM_ERR_RANGE, "'%s' is not a coordinate reference system", crs);
    *ret = OM_TAKE(found);
    return OM_OK;
}

om_status om_transform_open(om_geo *geo, const char *from, const char *to, om_transform **ret,
                            om_error *err)
{
    OM_AUTO(om_pj) source = NULL;
    OM_AUTO(om_pj) target = NULL;
    OM_TRY(open_crs(geo, from, &source, err));
    OM_TRY(open_crs(geo, to, &target, err));
    OM_AUTO(om_pj) way = proj_create_crs_to_crs_from_pj(geo->proj, source, target, NULL, NULL);
    PJ *normal = way ? proj_normalize_for_visualization(geo->proj, way) : NULL;
    if (!normal)
        return om_fail(err, OM_ERR_RANGE, "PROJ knows no way from '%s' to '%s': %s", from, to,
                       geo->complaint);
    om_transform *transform = om_memory_take(1, sizeof *transform);
    *transform = (om_transform){.geo = geo, .way = normal};
    *ret = transform;
    return OM_OK;
}

void om_transform_free(om_transform *transform)
{
    if (!transform)
        return;
    proj_destroy(transform->way);
    free(transform);
}

om_status om_transform_points(const om_transform *transform, om_xy *points, size_t count,
                              om_error *err)
{
    if (!count)
        return OM_OK;
    const om_xy first = points[0];
    proj_errno_reset(transform->way);
    proj_trans_generic(transform->way, PJ_FWD, &points->x, sizeof *points, count, &points->y,
                       sizeof *points, count, NULL, 0, 0, NULL, 0, 0);
    for (size_t i = 0; i < count; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            return om_fail(err, OM_ERR_RANGE,
                           "point %zu of %zu (the first is %.10g %.10g) has no place in the "
                           "target CRS",
                           i + 1, count, first.x, first.y);
    return OM_OK;
}

om_status om_crs_check_metric(om_geo *geo, const char *crs, om_error *err)
{
    OM_AUTO(om_pj) found = NULL;
    OM_TRY(open_crs(geo, crs, &found, err));
    if (proj_get_type(found) != PJ_TYPE_PROJECTED_CRS)
        return om_fail(err, OM_ERR_RANGE,
                       "'%s' is not a projected CRS, so it cannot measure metres", crs);
    OM_AUTO(om_pj) axes = proj_crs_get_coordinate_system(geo->proj, found);
    double to_metres = 0;
    if (!axes ||
        !proj_cs_get_axis_info(geo->proj, axes, 0, NULL, NULL, NULL, &to_metres, NULL, NULL, NULL))
        return om_fail(err, OM_ERR_RANGE, "'%s' does not tell its units", crs);
    if (fabs(to_metres - 1) > 1e-9)
        return om_fail(err, OM_ERR_RANGE, "'%s' is not in metres", crs);
    const char *code = proj_get_id_code(found, 0);
    if (code && strcmp(code, "3857") == 0)
        return om_fail(err, OM_ERR_RANGE,
                       "EPSG:3857 (Web Mercator) cannot measure: choose a projection of the place");
    return OM_OK;
}

/* "Lambert Azimuthal Equal Area, centred on 47.1 N 9.5 E" for a CRS that nobody named. */
static char *name_by_method(om_geo *geo, const om_pj *crs, const char *otherwise)
{
    OM_AUTO(om_pj) conversion = proj_crs_get_coordoperation(geo->proj, crs);
    const char *method = NULL;
    if (!conversion ||
        !proj_coordoperation_get_method_info(geo->proj, conversion, &method, NULL, NULL))
        return om_memory_text(otherwise);
    OM_AUTO_TEXT name = {0};
    om_text_add(&name, method);
    double center[2] = {NAN, NAN}; /* the first two parameters of an azimuthal projection */
    for (int i = 0; i < 2; i++)
        proj_coordoperation_get_param(geo->proj, conversion, i, NULL, NULL, NULL, &center[i], NULL,
                                      NULL, NULL, NULL, NULL, NULL);
    if (strstr(method, "Azimuthal") && isfinite(center[0]) && isfinite(center[1]))
        om_text_add_format(&name, ", centred on %g %c %g %c", fabs(center[0]),
                           center[0] < 0 ? 'S' : 'N', fabs(center[1]), center[1] < 0 ? 'W' : 'E');
    return om_text_take(&name);
}

om_status om_crs_name(om_geo *geo, const char *crs, char **ret, om_error *err)
{
    OM_AUTO(om_pj) found = NULL;
    OM_TRY(open_crs(geo, crs, &found, err));
    const char *name = proj_get_name(found);
    const bool named = name && name[0] && strcmp(name, "unknown") != 0;
    *ret = named ? om_memory_text(name) : name_by_method(geo, found, crs);
    return OM_OK;
}

void om_crs_metric_for(om_lonlat center, char ret[OM_CRS_SIZE])
{
    snprintf(ret, OM_CRS_SIZE,
             "+proj=laea +lat_0=%.1f +lon_0=%.1f +datum=WGS84 +units=m +no_defs +type=crs",
             round(center.lat * 10) / 10, round(center.lon * 10) / 10);
}

/* A shape with an index of its edges. */
#include "engine/geo/prepared.h"

#include <assert.h>

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

struct om_prepared {
    const om_geom *geom;
    const GEOSPreparedGeometry *shape;
};

om_status om_prepared_open(const om_geom *geom, om_prepared **ret, om_error *err)
{
    OM_AUTO(om_prepared) prepared = om_memory_take(1, sizeof *prepared);
    prepared->geom = geom;
    prepared->shape = GEOSPrepare_r(geom->geo->geos, geom->shape);
    if (!prepared->shape)
        return om_fail(err, OM_ERR_GEOMETRY, "a shape cannot be prepared: %s",
                       geom->geo->complaint);
    *ret = OM_TAKE(prepared);
    return OM_OK;
}

void om_prepared_free(om_prepared *prepared)
{
    if (!prepared)
        return;
    if (prepared->shape)
        GEOSPreparedGeom_destroy_r(prepared->geom->geo->geos, prepared->shape);
    free(prepared);
}

static om_status tell(const om_geo *geo, char answer, bool *ret, om_error *err)
{
    if (answer == 2)
        return om_fail(err, OM_ERR_GEOMETRY, "two shapes cannot be compared: %s", geo->complaint);
    *ret = answer == 1;
    return OM_OK;
}

om_status om_prepared_intersects(const om_prepared *prepared, const om_geom *other, bool *ret,
                                 om_error *err)
{
    const om_geo *geo = prepared->geom->geo;
    assert(prepared->geom->units == other->units);
    return tell(geo, GEOSPreparedIntersects_r(geo->geos, prepared->shape, other->shape), ret, err);
}

om_status om_prepared_covers(const om_prepared *prepared, const om_geom *other, bool *ret,
                             om_error *err)
{
    const om_geo *geo = prepared->geom->geo;
    assert(prepared->geom->units == other->units);
    return tell(geo, GEOSPreparedCovers_r(geo->geos, prepared->shape, other->shape), ret, err);
}

om_status om_prepared_within_m(const om_prepared *prepared, const om_geom *other, double distance_m,
                               bool *ret, om_error *err)
{
    const om_geo *geo = prepared->geom->geo;
    assert(prepared->geom->units == OM_METRES && other->units == OM_METRES);
    return tell(geo,
                GEOSPreparedDistanceWithin_r(geo->geos, prepared->shape, other->shape, distance_m),
                ret, err);
}

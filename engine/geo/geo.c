/* The GEOS and PROJ contexts of one thread. */
#include "engine/geo/geo.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

static void note_complaint(om_geo *geo, const char *message)
{
    snprintf(geo->complaint, sizeof geo->complaint, "%s", message);
    geo->complaint[strcspn(geo->complaint, "\n")] = '\0';
}

static void hear_geos(const char *message, void *geo)
{
    note_complaint(geo, message);
}

static void hear_proj(void *geo, int level, const char *message)
{
    (void)level;
    note_complaint(geo, message);
}

om_status om_geo_open(om_geo **ret, om_error *err)
{
    OM_AUTO(om_geo) geo = om_memory_take(1, sizeof *geo);
    geo->geos = GEOS_init_r();
    geo->proj = proj_context_create();
    if (!geo->geos || !geo->proj)
        return om_fail(err, OM_ERR_FAILED, "GEOS or PROJ cannot be started");
    GEOSContext_setErrorMessageHandler_r(geo->geos, hear_geos, geo);
    GEOSContext_setNoticeMessageHandler_r(geo->geos, hear_geos, geo);
    proj_log_func(geo->proj, geo, hear_proj);
    proj_context_set_enable_network(geo->proj, 0);
    geo->wkb_reader = GEOSWKBReader_create_r(geo->geos);
    geo->wkb_writer = GEOSWKBWriter_create_r(geo->geos);
    GEOSWKBWriter_setOutputDimension_r(geo->geos, geo->wkb_writer, 2);
    GEOSWKBWriter_setByteOrder_r(geo->geos, geo->wkb_writer, GEOS_WKB_NDR);
    *ret = OM_TAKE(geo);
    return OM_OK;
}

void om_geo_free(om_geo *geo)
{
    if (!geo)
        return;
    if (geo->wkb_reader)
        GEOSWKBReader_destroy_r(geo->geos, geo->wkb_reader);
    if (geo->wkb_writer)
        GEOSWKBWriter_destroy_r(geo->geos, geo->wkb_writer);
    if (geo->geos)
        GEOS_finish_r(geo->geos);
    proj_context_destroy(geo->proj);
    free(geo);
}

/* The CRS in which a store measures. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/inside.h"

static const char *const metric_note = "metric_crs";

/* The extent of the districts, or of the first layer that has one. */
static om_status place_of_store(om_store *store, om_box *ret, om_error *err)
{
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    for (size_t i = 0; i < count; i++)
        if (om_store_layer_box(store, layers[i], ret, NULL) == OM_OK)
            return OM_OK;
    return om_fail(err, OM_ERR_DATA, "%s is empty: load a layer first", store->path);
}

static om_status choose_metric_crs(om_store *store, om_error *err)
{
    om_box box;
    OM_TRY(place_of_store(store, &box, err));
    char crs[OM_CRS_SIZE];
    om_crs_metric_for((om_lonlat){(box.west + box.east) / 2, (box.south + box.north) / 2}, crs);
    if (store->mode != OM_STORE_READ)
        OM_TRY(om_store_set_note(store, metric_note, crs, err));
    store->metric_crs = om_memory_text(crs);
    return OM_OK;
}

om_status om_store_metric_crs(om_store *store, const char **ret, om_error *err)
{
    if (!store->metric_crs)
        OM_TRY(om_store_note(store, metric_note, &store->metric_crs, err));
    if (!store->metric_crs)
        OM_TRY(choose_metric_crs(store, err));
    *ret = store->metric_crs;
    return OM_OK;
}

om_status om_store_set_metric_crs(om_store *store, const char *crs, om_error *err)
{
    OM_TRY(om_crs_check_metric(store->geo, crs, err));
    OM_AUTO_MEMORY char *known = NULL;
    OM_TRY(om_store_note(store, metric_note, &known, err));
    if (known && strcmp(known, crs) == 0)
        return OM_OK;
    if (known)
        return om_fail(err, OM_ERR_USAGE, "%s already measures in '%s', not in '%s'", store->path,
                       known, crs);
    return om_store_set_note(store, metric_note, crs, err);
}

om_status om_store_to_metres(om_store *store, const om_transform **ret, om_error *err)
{
    if (!store->to_metres) {
        const char *metric = NULL;
        OM_TRY(om_store_metric_crs(store, &metric, err));
        OM_TRY(om_transform_open(store->geo, OM_CRS_LONLAT, metric, &store->to_metres, err));
    }
    *ret = store->to_metres;
    return OM_OK;
}

om_status om_store_to_degrees(om_store *store, const om_transform **ret, om_error *err)
{
    if (!store->to_degrees) {
        const char *metric = NULL;
        OM_TRY(om_store_metric_crs(store, &metric, err));
        OM_TRY(om_transform_open(store->geo, metric, OM_CRS_LONLAT, &store->to_degrees, err));
    }
    *ret = store->to_degrees;
    return OM_OK;
}

/* Reads the shapes of a layer and unites them. */
#include "engine/analysis/shapes.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/rows.h"

/* Shapes as they are gathered. */
typedef struct gathering {
    om_geom **list;
    size_t count, capacity;
} gathering;

static void gathering_clear(gathering *gathered)
{
    for (size_t i = 0; i < gathered->count; i++)
        om_geom_free(gathered->list[i]);
    free(gathered->list);
}

static bool is_wanted(const char *const *kinds, const char *kind)
{
    if (!kinds)
        return true;
    for (; *kinds; kinds++)
        if (kind && strcmp(*kinds, kind) == 0)
            return true;
    return false;
}

static om_status gather(gathering *gathered, const om_rows *rows, om_error *err)
{
    om_geom *shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, 1, &shape, err));
    if (!shape)
        return OM_OK;
    gathered->list = om_memory_grow(gathered->list, gathered->count + 1, &gathered->capacity,
                                    sizeof *gathered->list);
    gathered->list[gathered->count++] = shape;
    return OM_OK;
}

om_status om_shapes_unite(om_store *store, const char *name, const char *const *kinds,
                          om_geom **ret, om_error *err)
{
    const om_layer *layer = om_layer_find(name);
    int64_t count = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    if (count == 0) {
        *ret = NULL;
        return OM_OK;
    }
    __attribute__((cleanup(gathering_clear))) gathering gathered = {0};
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, layer, "kind", &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            break;
        if (is_wanted(kinds, om_rows_text(rows, 0)))
            OM_TRY(gather(&gathered, rows, err));
    }
    if (gathered.count == 0) {
        *ret = NULL;
        return OM_OK;
    }
    return om_geom_unite(om_store_geo(store), (const om_geom *const *)gathered.list, gathered.count,
                         OM_METRES, ret, err);
}

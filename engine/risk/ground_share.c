/* The ground under each level: what sources act on, cut to the area, and united. */
#include "engine/risk/ground_share.h"

#include <math.h>

#include "engine/base/memory.h"

/* Shapes that go together. */
typedef struct heap {
    om_geom **list;
    size_t count;
} heap;

static void heap_clear(heap *all)
{
    for (size_t i = 0; i < all->count; i++)
        om_geom_free(all->list[i]);
    free(all->list);
}

/* What a source acts on within the area, when it is any ground at all. */
static om_status add_acted(om_geo *geo, const om_geom *area, const om_reaching *at,
                           double influence_m, heap *all, om_error *err)
{
    OM_AUTO(om_geom) point = NULL;
    OM_AUTO(om_geom) acted = NULL;
    OM_AUTO(om_geom) within = NULL;
    OM_AUTO(om_geom) ground = NULL;
    if (!at->shape)
        OM_TRY(om_geom_of_point(geo, at->at, OM_METRES, &point, err));
    OM_TRY(om_geom_buffer_m(at->shape ? at->shape : point, influence_m, &acted, err));
    if (om_geom_is_empty(acted))
        return OM_OK;
    OM_TRY(om_geom_overlap(area, acted, &within, err));
    OM_TRY(om_geom_polygons(within, &ground, err));
    if (!om_geom_is_empty(ground))
        all->list[all->count++] = OM_TAKE(ground);
    return OM_OK;
}

static om_status measure_level(om_geo *geo, const om_geom *area, int level,
                               const om_reaching *found, size_t count, const om_source *except,
                               double *ret, om_error *err)
{
    __attribute__((cleanup(heap_clear)))
    heap acted = {om_memory_take(count + 1, sizeof *acted.list), 0};
    for (size_t i = 0; i < count; i++) {
        const double influence_m = found[i].source->graded.verdict.influence_m[level];
        if (found[i].source != except && influence_m >= found[i].distance_m)
            OM_TRY(add_acted(geo, area, &found[i], influence_m, &acted, err));
    }
    OM_AUTO(om_geom) all = NULL;
    OM_TRY(
        om_geom_unite(geo, (const om_geom *const *)acted.list, acted.count, OM_METRES, &all, err));
    *ret = fmin(om_geom_area_m2(all) / om_geom_area_m2(area), 1);
    return OM_OK;
}

om_status om_ground_share(om_geo *geo, const om_ground *ground, const om_reaching *found,
                          size_t count, const om_source *except, double ret[OM_GRADE_LOWEST + 1],
                          om_error *err)
{
    OM_AUTO(om_geom) made = NULL;
    if (!ground->shape)
        OM_TRY(om_geom_of_rect(geo, ground->rect, OM_METRES, &made, err));
    const om_geom *area = made ? made : ground->shape;
    double share = 0;
    ret[OM_GRADE_NONE] = 0;
    for (int level = OM_GRADE_WORST; level <= OM_GRADE_LOWEST; level++) {
        double here = 0;
        OM_TRY(measure_level(geo, area, level, found, count, except, &here, err));
        share = fmax(share, here); /* rounding must not let it fall */
        ret[level] = share;
    }
    return OM_OK;
}

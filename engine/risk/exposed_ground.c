/* Hazard zones as they cover the ground of an area. */
#include "engine/base/memory.h"
#include "engine/risk/combine.h"
#include "engine/risk/exposure.h"

/* What a zone covers of an area. */
typedef struct part {
    om_geom *shape;
    const om_zone *zone;
} part;

typedef struct parts {
    part *list;
    size_t count, capacity;
} parts;

static void parts_clear(parts *all)
{
    for (size_t i = 0; i < all->count; i++)
        om_geom_free(all->list[i].shape);
    free(all->list);
}

#define AUTO_PARTS __attribute__((cleanup(parts_clear))) parts

static om_status collect(const om_exposures *exposures, const om_geom *shape, parts *ret,
                         om_error *err)
{
    OM_AUTO_MEMORY size_t *near = NULL;
    size_t capacity = 0;
    const size_t count = om_index_find(exposures->grounds, om_geom_rect(shape), &near, &capacity);
    for (size_t i = 0; i < count; i++) {
        const om_zone *zone = &exposures->zones[near[i]];
        OM_AUTO(om_geom) covered = NULL;
        OM_TRY(om_geom_overlap(shape, zone->shape, &covered, err));
        if (!(om_geom_area_m2(covered) > 0))
            continue;
        ret->list = om_memory_grow(ret->list, ret->count + 1, &ret->capacity, sizeof *ret->list);
        ret->list[ret->count++] = (part){OM_TAKE(covered), zone};
    }
    return OM_OK;
}

/* What zones of a kind cover together, overlaps once; of all kinds when `kind` is their count. */
static om_status measure(om_geo *geo, const parts *all, size_t kind, size_t kinds, double *ret_m2,
                         om_error *err)
{
    OM_AUTO_MEMORY const om_geom **shapes = om_memory_take(all->count + 1, sizeof *shapes);
    OM_AUTO(om_geom) together = NULL;
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (kind == kinds || all->list[i].zone->kind == kind)
            shapes[count++] = all->list[i].shape;
    OM_TRY(om_geom_unite(geo, shapes, count, OM_METRES, &together, err));
    *ret_m2 = om_geom_area_m2(together);
    return OM_OK;
}

static int level_of(const parts *all, size_t kind)
{
    int level = OM_HAZARD_ABSENT;
    for (size_t i = 0; i < all->count; i++)
        if (all->list[i].zone->kind == kind)
            level = om_combine_worse(level, all->list[i].zone->level);
    return level;
}

om_status om_exposures_measure(const om_exposures *exposures, om_geo *geo, const om_geom *shape,
                               double least_share, om_exposed_ground *ret, om_error *err)
{
    AUTO_PARTS all = {0};
    OM_TRY(collect(exposures, shape, &all, err));
    const size_t kinds = exposures->kind_count;
    const double area_m2 = om_geom_area_m2(shape);
    om_exposed_ground found = {.levels = OM_ARENA_ARRAY(exposures->arena, int, kinds),
                               .zone_count = all.count};
    for (size_t kind = 0; kind < kinds; kind++) {
        double covered_m2;
        OM_TRY(measure(geo, &all, kind, kinds, &covered_m2, err));
        found.levels[kind] =
            covered_m2 > least_share * area_m2 ? level_of(&all, kind) : OM_HAZARD_ABSENT;
    }
    OM_TRY(measure(geo, &all, kinds, kinds, &found.in_zone_m2, err));
    found.share = area_m2 > 0 ? found.in_zone_m2 / area_m2 : 0;
    *ret = found;
    return OM_OK;
}

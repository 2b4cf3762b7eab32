/* Hazard sources: read, graded, and found around an area. */
#include "engine/risk/sources.h"

#include <math.h>

#include "engine/base/memory.h"

void om_sources_free(om_sources *sources)
{
    if (!sources)
        return;
    for (size_t i = 0; i < sources->count; i++) {
        om_geom_free(sources->list[i].place);
        om_geom_free(sources->list[i].shape);
    }
    om_index_free(sources->index);
    om_arena_free(sources->arena);
    free(sources);
}

static om_status read_source(const om_sources *sources, const om_rows *rows, om_source *source,
                             om_error *err)
{
    om_arena *arena = sources->arena;
    source->hazard = (om_hazard){
        .id = om_arena_text(arena, om_rows_text(rows, 0)),
        .kind = om_arena_text(arena, om_rows_text(rows, 1)),
        .name = om_arena_text(arena, om_rows_text(rows, 2)),
        .substance = om_arena_text(arena, om_rows_text(rows, 3)),
        .status = om_arena_text(arena, om_rows_text(rows, 4)),
        .quantity = om_rows_real(rows, 5),
        .quantity_unit = om_arena_text(arena, om_rows_text(rows, 6)),
        .reported_level = om_rows_is_null(rows, 7) ? OM_GRADE_NONE : (int)om_rows_integer(rows, 7),
    };
    OM_TRY(om_rows_geom(rows, 8, &source->place, err));
    return om_rows_geom_in_metres(rows, 8, &source->shape, err);
}

static om_status read_sources(om_store *store, om_sources *sources, om_error *err)
{
    const om_layer *layer = om_layer_find("hazard_source");
    int64_t count = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    sources->list = OM_ARENA_ARRAY(sources->arena, om_source, (size_t)count);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, layer,
                              "id, kind, name, substance, status, quantity, quantity_unit,"
                              " reported_level",
                              &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && sources->count < (size_t)count) {
        OM_TRY(read_source(sources, rows, &sources->list[sources->count++], err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

static om_status grade_sources(om_sources *sources, const om_policy *policy, om_error *err)
{
    for (size_t i = 0; i < sources->count; i++) {
        om_source *source = &sources->list[i];
        OM_TRY(
            om_policy_grade(policy, &source->hazard, sources->influence_m, &source->verdict, err));
        sources->reach_m =
            fmax(sources->reach_m, om_verdict_reach_m(&source->verdict, sources->influence_m));
    }
    return OM_OK;
}

static om_status index_sources(om_sources *sources, om_geo *geo, om_error *err)
{
    static const om_rect nowhere = {1, 1, 0, 0};
    om_rect *extents = OM_ARENA_ARRAY(sources->arena, om_rect, sources->count);
    for (size_t i = 0; i < sources->count; i++)
        extents[i] = sources->list[i].shape ? om_geom_rect(sources->list[i].shape) : nowhere;
    return om_index_open(geo, extents, sources->count, &sources->index, err);
}

om_status om_sources_open(om_store *store, const om_policy *policy, double influence_m,
                          om_sources **ret, om_error *err)
{
    OM_AUTO(om_sources) sources = om_memory_take(1, sizeof *sources);
    sources->arena = om_arena_new();
    sources->influence_m = influence_m;
    OM_TRY(read_sources(store, sources, err));
    OM_TRY(grade_sources(sources, policy, err));
    OM_TRY(index_sources(sources, om_store_geo(store), err));
    *ret = OM_TAKE(sources);
    return OM_OK;
}

/* Touching comes first: where it holds, no distance need be measured. */
static om_status measure_m(const om_geom *area, const om_geom *shape, double *ret, om_error *err)
{
    bool touches = false;
    OM_TRY(om_geom_intersects(area, shape, &touches, err));
    *ret = 0;
    return touches ? OM_OK : om_geom_distance_m(area, shape, ret, err);
}

om_status om_sources_grade_area(const om_sources *sources, const om_geom *area, om_area_grade *ret,
                                om_error *err)
{
    om_area_grade grade = {0};
    const double reach_m = sources->reach_m;
    om_rect around = om_geom_rect(area);
    around = (om_rect){around.min_x - reach_m, around.min_y - reach_m, around.max_x + reach_m,
                       around.max_y + reach_m};
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    const size_t count = om_index_find(sources->index, around, &found, &capacity);
    for (size_t i = 0; i < count; i++) {
        const om_source *source = &sources->list[found[i]];
        double distance_m = 0;
        OM_TRY(measure_m(area, source->shape, &distance_m, err));
        om_area_grade_add(&grade, &source->hazard, &source->verdict, distance_m,
                          sources->influence_m);
    }
    *ret = grade;
    return OM_OK;
}

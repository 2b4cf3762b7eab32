/* Hazard sources: read and graded. */
#include "engine/risk/sources.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/grade.h"
#include "engine/risk/majors.h"

void om_sources_free(om_sources *sources)
{
    if (!sources)
        return;
    for (size_t i = 0; i < sources->count; i++) {
        om_geom_free(sources->list[i].place);
        om_geom_free(sources->list[i].shape);
    }
    om_arena_free(sources->arena);
    free(sources);
}

/* A level, OM_GRADE_NONE for a null. */
static int level_of(const om_rows *rows, int column)
{
    return om_rows_is_null(rows, column) ? OM_GRADE_NONE : (int)om_rows_integer(rows, column);
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
        .reported_level = level_of(rows, 7),
        .direct_level = level_of(rows, 8),
        .direct_reason = om_arena_text(arena, om_rows_text(rows, 9)),
        .l = om_rows_real(rows, 10),
        .e = om_rows_real(rows, 11),
        .c = om_rows_real(rows, 12),
        .likelihood = om_rows_real(rows, 13),
        .severity = om_rows_real(rows, 14),
        .influence_m = om_rows_real(rows, 15),
        .control_factor = om_rows_real(rows, 16),
        .facility = om_arena_text(arena, om_rows_text(rows, 17)),
    };
    OM_TRY(om_rows_geom(rows, 18, &source->place, err));
    return om_rows_geom_in_metres(rows, 18, &source->shape, err);
}

static om_status read_sources(om_store *store, om_sources *sources, om_error *err)
{
    const om_layer *layer = om_layer_find("hazard_source");
    int64_t count = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    sources->list = OM_ARENA_ARRAY(sources->arena, om_source, (size_t)count);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(
        store, layer,
        "id, kind, name, substance, status, quantity, quantity_unit,"
        " reported_level, direct_level, direct_reason, likelihood_l, exposure_e,"
        " consequence_c, likelihood, severity, influence_m, control_factor, facility",
        &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && sources->count < (size_t)count) {
        OM_TRY(read_source(sources, rows, &sources->list[sources->count++], err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

/* A source that its method cannot grade, told by the first. */
static om_status note_bad(om_sources *sources, om_graded *graded, const om_error *why)
{
    if (!sources->bad++)
        sources->bad_example = om_arena_text(sources->arena, why->message);
    *graded = (om_graded){.verdict = om_verdict_none(), .score = NAN};
    return OM_OK;
}

static om_status grade_sources(om_sources *sources, const om_methods *methods,
                               const om_method_options *options, bool keep_bad, om_error *err)
{
    for (size_t i = 0; i < sources->count; i++) {
        om_source *source = &sources->list[i];
        om_error why = {0};
        om_status status = source->problem
                               ? om_fail(&why, OM_ERR_DATA, "%s", source->problem)
                               : om_methods_grade(methods, options, &source->hazard, sources->arena,
                                                  &source->graded, &why);
        if (status == OM_ERR_DATA && keep_bad)
            status = note_bad(sources, &source->graded, &why);
        if (status != OM_OK)
            return om_fail(err, status, "%s", why.message);
        sources->reach_m = fmax(sources->reach_m,
                                om_verdict_reach_m(&source->graded.verdict, sources->influence_m));
    }
    return OM_OK;
}

static om_status assess_majors(om_store *store, om_sources *sources, const om_methods *methods,
                               const om_method_options *options, om_error *err)
{
    const bool automatic = strcmp(options->method, "auto") == 0;
    if (!automatic && strcmp(options->method, "gb18218") != 0)
        return OM_OK;
    return om_majors_assess(store, om_methods_gb18218(methods), automatic, sources, err);
}

om_status om_sources_open(om_store *store, const om_methods *methods,
                          const om_method_options *options, bool keep_bad, om_sources **ret,
                          om_error *err)
{
    OM_AUTO(om_sources) sources = om_memory_take(1, sizeof *sources);
    sources->arena = om_arena_new();
    sources->influence_m = options->influence_m;
    OM_TRY(read_sources(store, sources, err));
    OM_TRY(assess_majors(store, sources, methods, options, err));
    OM_TRY(grade_sources(sources, methods, options, keep_bad, err));
    *ret = OM_TAKE(sources);
    return OM_OK;
}

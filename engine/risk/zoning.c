/* From measures to classes. */
#include "engine/risk/zoning.h"

#include <assert.h>
#include <math.h>

#include "engine/risk/weights.h"

const char *om_zoning_level(size_t classes, int class)
{
    static const char *const words[][OM_ZONING_MOST_CLASSES] = {
        {"high", "low"},
        {"high", "medium", "low"},
        {"high", "medium_high", "medium_low", "low"},
        {"high", "medium_high", "medium", "medium_low", "low"},
    };
    assert(classes >= OM_BREAKS_FEWEST && classes <= OM_ZONING_MOST_CLASSES);
    return class ? words[classes - OM_BREAKS_FEWEST][class - 1] : NULL;
}

/* What counts as known of a factor on an area. */
static double value_of(const om_zoning_spec *spec, const om_measure *measure)
{
    return measure->unknown > spec->most_unknown ? NAN : measure->value;
}

static void read(const om_zoning_spec *spec, const om_zoned_group *group,
                 const om_measure *measures, om_zoned *ret)
{
    ret->unknown = 0;
    for (size_t i = 0; i < spec->factors->count; i++) {
        ret->readings[i] = om_ruler_read(&group->rulers[i], value_of(spec, &measures[i]));
        ret->unknown = fmax(ret->unknown, isnan(measures[i].value) ? 1 : measures[i].unknown);
    }
}

static void classify(const om_zoned_group *group, om_zoned *ret)
{
    const bool is_known = !isnan(ret->index.value);
    ret->class =
        is_known
            ? (int)(group->breaks.count + 1 - om_breaks_class(&group->breaks, ret->index.value))
            : 0;
}

static bool is_minor(const om_zoned_group *group, size_t area)
{
    return group->is_minor && group->is_minor[area];
}

/* The area of a group whose index is nearest; the group has one. */
static const om_zoned *find_nearest(const om_zoned_group *group, double value)
{
    const om_zoned *nearest = NULL;
    for (size_t i = 0; i < group->count; i++) {
        const om_zoned *at = &group->list[i];
        if (at->class &&
            (!nearest || fabs(at->index.value - value) < fabs(nearest->index.value - value)))
            nearest = at;
    }
    return nearest;
}

/* The class of an area that had no part in finding the classes. */
static void classify_other(const om_zoning_spec *spec, const om_zoned_group *group, om_zoned *ret)
{
    const om_breaks_method method = spec->breaks.method;
    classify(group, ret);
    if (ret->class && (method == OM_BREAKS_JENKS || method == OM_BREAKS_QUANTILE))
        ret->class = find_nearest(group, ret->index.value)->class;
}

void om_zoning_rate_one(const om_zoning_spec *spec, const om_zoned_group *group,
                        const om_measure *measures, om_zoned *ret)
{
    read(spec, group, measures, ret);
    om_zoning_index_find(spec->form, spec->factors, ret->readings, group->weights, &ret->index);
    classify_other(spec, group, ret);
}

/* ---- Groups ---- */

static void read_all(const om_zoning_spec *spec, const om_zoning_areas *areas, om_arena *arena,
                     om_zoned_group *group)
{
    const size_t factors = spec->factors->count;
    double *values = OM_ARENA_ARRAY(arena, double, group->count);
    for (size_t i = 0; i < factors; i++) {
        const om_factor *factor = &spec->factors->list[i];
        for (size_t k = 0; k < group->count; k++)
            values[k] = is_minor(group, k) ? NAN : value_of(spec, &areas->measures[i][k]);
        group->rulers[i] =
            om_ruler_make(factor->normal, factor->falls, values, group->count, arena);
    }
    for (size_t k = 0; k < group->count; k++) {
        om_measure of_area[OM_MOST_FACTORS];
        for (size_t i = 0; i < factors; i++)
            of_area[i] = areas->measures[i][k];
        read(spec, group, of_area, &group->list[k]);
    }
}

/* Entropy looks at what counts towards risk: of capacity at what is lacking. */
static om_status weigh_by_entropy(const om_zoning_spec *spec, om_arena *arena,
                                  om_zoned_group *group, om_error *err)
{
    const size_t factors = spec->factors->count;
    const double **columns = OM_ARENA_ARRAY(arena, const double *, factors);
    for (size_t i = 0; i < factors; i++) {
        const om_factor *factor = &spec->factors->list[i];
        double *column = OM_ARENA_ARRAY(arena, double, group->count);
        for (size_t k = 0; k < group->count; k++) {
            const double reading = group->list[k].readings[i];
            column[k] = is_minor(group, k) ? NAN
                        : factor->role == OM_ROLE_CAPACITY
                            ? om_normal_opposite(factor->normal, reading)
                            : reading;
        }
        columns[i] = column;
    }
    return om_weights_of_entropy(columns, factors, group->count, group->weights, err);
}

static om_status find_breaks(const om_zoning_spec *spec, om_arena *arena, om_zoned_group *group,
                             om_error *err)
{
    double *known = OM_ARENA_ARRAY(arena, double, group->count);
    size_t count = 0;
    for (size_t k = 0; k < group->count; k++) {
        const double value = group->list[k].index.value;
        group->unknown += isnan(value);
        if (!isnan(value) && !is_minor(group, k))
            known[count++] = value;
    }
    if (!count)
        return om_fail(err, OM_ERR_DATA, "the index of none of %zu areas is known", group->count);
    return om_breaks_find(&spec->breaks, known, count, &group->breaks, err);
}

om_status om_zoning_rate(const om_zoning_spec *spec, const om_zoning_areas *areas, om_arena *arena,
                         om_zoned_group *ret, om_error *err)
{
    om_zoned_group group = {.count = areas->count, .is_minor = areas->is_minor};
    group.list = OM_ARENA_ARRAY(arena, om_zoned, group.count);
    read_all(spec, areas, arena, &group);
    if (!spec->weights)
        OM_TRY(weigh_by_entropy(spec, arena, &group, err));
    for (size_t i = 0; spec->weights && i < spec->factors->count; i++)
        group.weights[i] = spec->weights[i];
    for (size_t k = 0; k < group.count; k++)
        om_zoning_index_find(spec->form, spec->factors, group.list[k].readings, group.weights,
                             &group.list[k].index);
    OM_TRY(find_breaks(spec, arena, &group, err));
    for (size_t k = 0; k < group.count; k++)
        classify(&group, &group.list[k]);
    for (size_t k = 0; k < group.count; k++)
        if (is_minor(&group, k))
            classify_other(spec, &group, &group.list[k]);
    *ret = group;
    return OM_OK;
}

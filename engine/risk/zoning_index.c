/* Readings, roles and the forms of the index. */
#include "engine/risk/zoning_index.h"

#include <math.h>

const char *const om_zoning_form_names[] = {"additive", "product", "geometric", "met", NULL};

om_status om_zoning_form_check(om_zoning_form form, const om_factor *factors, size_t count,
                               om_error *err)
{
    bool has_rest = false;
    for (size_t i = 0; i < count; i++) {
        has_rest = has_rest || factors[i].role != OM_ROLE_HAZARD;
        if (form != OM_ZONING_ADDITIVE && factors[i].normal == OM_NORMAL_Z_SCORE)
            return om_fail(err, OM_ERR_RANGE,
                           "the form %s multiplies, which z-scores such as that of '%s' cannot be: "
                           "they are below 0 for half of the areas",
                           om_zoning_form_names[form], factors[i].name);
        for (size_t k = 0; k < i; k++)
            if (factors[i].role == factors[k].role && factors[i].normal != factors[k].normal)
                return om_fail(err, OM_ERR_RANGE,
                               "'%s' and '%s' have the role %s together, but one is normalised by "
                               "%s and the other by %s",
                               factors[k].name, factors[i].name, om_role_names[factors[i].role],
                               om_normal_names[factors[k].normal],
                               om_normal_names[factors[i].normal]);
    }
    if (form == OM_ZONING_MET && !has_rest)
        return om_fail(err, OM_ERR_RANGE,
                       "the form met needs exposure, vulnerability or capacity beside hazards");
    return OM_OK;
}

/* What counts towards risk, and what each role weighs. */
typedef struct tally {
    double sums[OM_ROLE_COUNT], weights[OM_ROLE_COUNT];
} tally;

static double additive(const tally *of)
{
    double sum = 0;
    for (int role = 0; role < OM_ROLE_COUNT; role++)
        sum += of->sums[role];
    return sum;
}

static double product(const tally *of, bool by_weight)
{
    double value = 1;
    for (int role = 0; role < OM_ROLE_COUNT; role++)
        if (of->weights[role] > 0) {
            const double mean = of->sums[role] / of->weights[role];
            value *= by_weight ? pow(mean, of->weights[role]) : mean;
        }
    return value;
}

static double met(const tally *of)
{
    double sum = 0, weight = 0;
    for (int role = OM_ROLE_EXPOSURE; role < OM_ROLE_COUNT; role++) {
        sum += of->sums[role];
        weight += of->weights[role];
    }
    return of->sums[OM_ROLE_HAZARD] / of->weights[OM_ROLE_HAZARD] * sum / weight;
}

static double value_of(om_zoning_form form, const tally *of)
{
    switch (form) {
    case OM_ZONING_PRODUCT:
        return product(of, false);
    case OM_ZONING_GEOMETRIC:
        return product(of, true);
    case OM_ZONING_MET:
        return met(of);
    case OM_ZONING_ADDITIVE:
        break;
    }
    return additive(of);
}

void om_zoning_index_find(om_zoning_form form, const om_factors *factors, const double *readings,
                          const double *weights, om_zoning_index *ret)
{
    tally of = {{0}, {0}};
    om_normal normals[OM_ROLE_COUNT] = {0};
    for (size_t i = 0; i < factors->count; i++) {
        const om_factor *factor = &factors->list[i];
        const double counts = factor->role == OM_ROLE_CAPACITY
                                  ? om_normal_opposite(factor->normal, readings[i])
                                  : readings[i];
        ret->contributions[i] = weights[i] > 0 ? weights[i] * counts : 0;
        of.sums[factor->role] += ret->contributions[i];
        of.weights[factor->role] += weights[i];
        normals[factor->role] = factor->normal;
    }
    for (int role = 0; role < OM_ROLE_COUNT; role++) {
        const double mean = of.weights[role] > 0 ? of.sums[role] / of.weights[role] : NAN;
        ret->roles[role] =
            role == OM_ROLE_CAPACITY ? om_normal_opposite(normals[role], mean) : mean;
    }
    ret->value = value_of(form, &of);
}

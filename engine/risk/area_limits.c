/* Limits of the weighted index. */
#include "engine/risk/area_limits.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/breaks.h"

const char *const om_area_breaks_names[] = {"fixed", "jenks", "quantile", "equal", "sigma", NULL};

bool om_area_breaks_are_relative(const char *name)
{
    return strcmp(name, "fixed") != 0;
}

om_level_numbers om_area_limits_fixed(const om_area_rules *rules, bool a_km2)
{
    return a_km2 ? rules->limit_a_km2 : rules->limit;
}

static om_breaks_method method_of(const char *name)
{
    om_breaks_method method = OM_BREAKS_JENKS;
    while (method < OM_BREAKS_MANUAL && strcmp(om_breaks_names[method], name) != 0)
        method++;
    return method;
}

/* The least value above a class, from which the next begins. */
static double begin_after(double limit, const double *values, size_t count)
{
    double least = INFINITY;
    for (size_t i = 0; i < count; i++)
        if (values[i] > limit)
            least = fmin(least, values[i]);
    return least;
}

om_status om_area_limits_find(const char *name, const char *what, const double *values,
                              size_t count, om_level_numbers *ret, om_error *err)
{
    const om_breaks_spec spec = {.method = method_of(name), .classes = OM_GRADE_LOWEST};
    om_breaks breaks;
    om_error why = {0};
    const om_status status = om_breaks_find(&spec, values, count, &breaks, &why);
    if (status != OM_OK)
        return om_fail(err, status, "%s, breaks=%s: %s; breaks=fixed needs no other areas", what,
                       name, why.message);
    om_level_numbers limits = {0};
    for (int level = OM_GRADE_WORST; level < OM_GRADE_LOWEST; level++) {
        limits.value[level] =
            begin_after(breaks.limits[OM_GRADE_LOWEST - level - 1], values, count);
        limits.row[level] = SIZE_MAX;
    }
    *ret = limits;
    return OM_OK;
}

void om_area_limits_report(const om_level_numbers *limits, const char *layer, const char *level,
                           om_json *list)
{
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "layer", layer);
    om_json_put_text(object, "level", level);
    om_json *numbers = om_json_put(object, "limits", om_json_array_new());
    for (int grade = OM_GRADE_WORST; grade < OM_GRADE_LOWEST; grade++)
        om_json_add(numbers, om_json_number_new(limits->value[grade]));
}

static bool is_text(const om_json *value, const char *text)
{
    const char *has = om_json_text(value);
    return has && text ? strcmp(has, text) == 0 : !has && !text;
}

bool om_area_limits_recall(const om_json *list, const char *layer, const char *level,
                           om_level_numbers *ret)
{
    for (size_t i = 0; i < om_json_count(list); i++) {
        const om_json *object = om_json_at(list, i), *numbers = om_json_get(object, "limits");
        if (!is_text(om_json_get(object, "layer"), layer) ||
            !is_text(om_json_get(object, "level"), level))
            continue;
        for (int grade = OM_GRADE_WORST; grade < OM_GRADE_LOWEST; grade++) {
            const double number =
                om_json_number(om_json_at(numbers, (size_t)(grade - OM_GRADE_WORST)));
            ret->value[grade] = isnan(number) ? INFINITY : number;
        }
        return true;
    }
    return false;
}

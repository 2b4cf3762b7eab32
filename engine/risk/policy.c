/* Grading policies: what the rules say of a source. Reading them stands in policy_read.c. */
#include "engine/risk/policy.h"

#include <math.h>
#include <string.h>

#include "engine/risk/policy_inside.h"

void om_policy_free(om_policy *policy)
{
    if (!policy)
        return;
    om_arena_free(policy->arena);
    free(policy);
}

size_t om_policy_rule_count(const om_policy *policy)
{
    return policy->count;
}

size_t om_policy_unverified_count(const om_policy *policy)
{
    size_t count = 0;
    for (size_t i = 0; i < policy->count; i++)
        count += !policy->rules[i].because.verified;
    return count;
}

double om_policy_influence_m(const om_policy *policy)
{
    double farthest_m = 0;
    for (size_t i = 0; i < policy->count; i++)
        farthest_m = fmax(farthest_m, policy->rules[i].influence_m); /* NaN gives way */
    return farthest_m;
}

static const char *text_of(const om_hazard *hazard, om_policy_column column)
{
    switch (column) {
    case OM_POLICY_NAME:
        return hazard->name;
    case OM_POLICY_SUBSTANCE:
        return hazard->substance;
    case OM_POLICY_STATUS:
        return hazard->status;
    case OM_POLICY_QUANTITY_UNIT:
        return hazard->quantity_unit;
    default:
        return NULL;
    }
}

static double number_of(const om_hazard *hazard, om_policy_column column)
{
    if (column == OM_POLICY_QUANTITY)
        return hazard->quantity;
    return hazard->reported_level == OM_GRADE_NONE ? NAN : (double)hazard->reported_level;
}

static bool is_among(const om_condition *condition, const char *text, double number)
{
    for (size_t i = 0; i < condition->count; i++)
        if (condition->texts ? text && strcmp(condition->texts[i], text) == 0
                             : condition->numbers[i] == number)
            return true;
    return false;
}

/* What is not known meets no condition but "any". */
static bool meets(const om_hazard *hazard, const om_condition *condition)
{
    const double number = number_of(hazard, condition->column);
    switch (condition->op) {
    case OM_POLICY_ANY:
        return true;
    case OM_POLICY_REPORTED:
        return hazard->reported_level != OM_GRADE_NONE;
    case OM_POLICY_EQUAL:
    case OM_POLICY_IN:
        return is_among(condition, text_of(hazard, condition->column), number);
    case OM_POLICY_AT_LEAST:
        return number >= condition->numbers[0];
    case OM_POLICY_BELOW:
        return number < condition->numbers[0];
    }
    return false;
}

static bool concerns(const om_rule *rule, const om_hazard *hazard)
{
    return strcmp(rule->kind, "*") == 0 || strcmp(rule->kind, hazard->kind) == 0;
}

static bool weighs_quantity(const om_rule *rule)
{
    return rule->when.column == OM_POLICY_QUANTITY || rule->and.column == OM_POLICY_QUANTITY;
}

static om_status check_unit(const om_policy *policy, const om_rule *rule, const om_hazard *hazard,
                            om_error *err)
{
    const bool comparable =
        !weighs_quantity(rule) || isnan(hazard->quantity) ||
        (hazard->quantity_unit && strcmp(rule->unit, hazard->quantity_unit) == 0);
    if (comparable)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA,
                   "hazard_source '%s' has its quantity in '%s', but %s, line %zu, compares '%s'",
                   hazard->id, hazard->quantity_unit ? hazard->quantity_unit : "no unit",
                   policy->name, rule->because.line, rule->unit);
}

om_verdict om_verdict_none(void)
{
    return (om_verdict){.influence_m = {-1, -1, -1, -1, -1}};
}

void om_verdict_add(om_verdict *verdict, const om_because *because, int grade, double influence_m)
{
    if (!verdict->because[grade])
        verdict->because[grade] = because;
    if (verdict->grade == OM_GRADE_NONE || grade < verdict->grade)
        verdict->grade = grade;
    /* A source that is major 500 m around is there large, moderate and low as well. */
    for (int weaker = grade; weaker <= OM_GRADE_LOWEST; weaker++)
        verdict->influence_m[weaker] = fmax(verdict->influence_m[weaker], influence_m);
}

/* How far a rule acts for a source: as the source says, else the rule, else the setting. */
static double reach_of(const om_rule *rule, const om_hazard *hazard, double influence_m)
{
    if (!isnan(hazard->influence_m))
        return hazard->influence_m;
    return isnan(rule->influence_m) ? influence_m : rule->influence_m;
}

om_status om_policy_grade(const om_policy *policy, const om_hazard *hazard, double influence_m,
                          om_verdict *ret, om_error *err)
{
    om_verdict verdict = om_verdict_none();
    for (size_t i = 0; i < policy->count; i++) {
        const om_rule *rule = &policy->rules[i];
        if (!concerns(rule, hazard))
            continue;
        OM_TRY(check_unit(policy, rule, hazard, err));
        if (!meets(hazard, &rule->when) || !meets(hazard, &rule->and))
            continue;
        const int grade =
            rule->when.op == OM_POLICY_REPORTED ? hazard->reported_level : rule->grade;
        om_verdict_add(&verdict, &rule->because, grade, reach_of(rule, hazard, influence_m));
    }
    *ret = verdict;
    return OM_OK;
}

bool om_policy_misses_quantity(const om_policy *policy, const om_hazard *hazard)
{
    if (!isnan(hazard->quantity))
        return false;
    for (size_t i = 0; i < policy->count; i++)
        if (concerns(&policy->rules[i], hazard) && weighs_quantity(&policy->rules[i]))
            return true;
    return false;
}

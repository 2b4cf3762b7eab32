/* One source, one method, and the level that was reported. */
#include "engine/risk/method.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/lec.h"
#include "engine/risk/matrix.h"

const char *const om_method_names[] = {"auto",   "direct", "gb18218", "lec",
                                       "matrix", "policy", NULL};
const char *const om_reported_names[] = {"counts", "wins", "ignored", NULL};
const char *const om_control_names[] = {"inherent", "residual", NULL};

struct om_methods {
    const om_policy *policy;
    om_standard *lec_table, *matrix_table, *gb_table, *substances, *area_table;
    om_lec *lec;
    om_matrix *matrix;
    om_gb18218 *gb;
    om_area_rules *area_rules;
};

void om_methods_free(om_methods *methods)
{
    if (!methods)
        return;
    om_lec_free(methods->lec);
    om_matrix_free(methods->matrix);
    om_gb18218_free(methods->gb);
    om_area_rules_free(methods->area_rules);
    om_standard_free(methods->area_table);
    om_standard_free(methods->gb_table);
    om_standard_free(methods->substances);
    om_standard_free(methods->lec_table);
    om_standard_free(methods->matrix_table);
    free(methods);
}

om_status om_methods_open(const char *folder, const om_policy *policy, om_methods **ret,
                          om_error *err)
{
    OM_AUTO(om_methods) methods = om_memory_take(1, sizeof *methods);
    methods->policy = policy;
    OM_TRY(om_standard_open(folder, "lec.csv", om_lec_columns, &methods->lec_table, err));
    OM_TRY(om_standard_open(folder, "risk_matrix.csv", om_matrix_columns, &methods->matrix_table,
                            err));
    OM_TRY(om_standard_open(folder, "gb18218.csv", om_gb18218_columns, &methods->gb_table, err));
    OM_TRY(om_standard_open(folder, "gb18218_substances.csv", om_gb18218_substance_columns,
                            &methods->substances, err));
    OM_TRY(om_standard_open(folder, "area_modes.csv", om_area_rules_columns, &methods->area_table,
                            err));
    OM_TRY(om_area_rules_open(methods->area_table, &methods->area_rules, err));
    OM_TRY(om_gb18218_open(methods->gb_table, methods->substances, &methods->gb, err));
    OM_TRY(om_lec_open(methods->lec_table, &methods->lec, err));
    OM_TRY(om_matrix_open(methods->matrix_table, &methods->matrix, err));
    *ret = OM_TAKE(methods);
    return OM_OK;
}

void om_methods_describe(const om_methods *methods, om_json *list)
{
    om_standard_describe(methods->gb_table, list);
    om_standard_describe(methods->substances, list);
    om_standard_describe(methods->lec_table, list);
    om_standard_describe(methods->matrix_table, list);
    om_standard_describe(methods->area_table, list);
}

const om_standard *om_methods_table(const om_methods *methods, const char *name)
{
    const struct {
        const char *name;
        const om_standard *table;
    } tables[] = {{"lec.csv", methods->lec_table},
                  {"risk_matrix.csv", methods->matrix_table},
                  {"gb18218.csv", methods->gb_table},
                  {"gb18218_substances.csv", methods->substances},
                  {"area_modes.csv", methods->area_table}};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (strcmp(tables[i].name, name) == 0)
            return tables[i].table;
    return NULL;
}

const om_gb18218 *om_methods_gb18218(const om_methods *methods)
{
    return methods->gb;
}

const om_area_rules *om_methods_area_rules(const om_methods *methods)
{
    return methods->area_rules;
}

const om_policy *om_methods_policy(const om_methods *methods)
{
    return methods->policy;
}

static const char *choose(const char *method, const om_hazard *hazard)
{
    if (strcmp(method, "auto") != 0)
        return method;
    if (hazard->direct_level != OM_GRADE_NONE)
        return "direct";
    if (hazard->major && hazard->major->grade != OM_GRADE_NONE)
        return "gb18218";
    if (om_lec_concerns(hazard))
        return "lec";
    return om_matrix_concerns(hazard) ? "matrix" : "policy";
}

static om_assessment direct_of(const om_hazard *hazard)
{
    return (om_assessment){
        .grade = hazard->direct_level,
        .residual = hazard->direct_level,
        .score = NAN,
        .because = {.method = "direct",
                    .text = "determined directly",
                    .reason = hazard->direct_reason},
    };
}

static om_status take_major(const om_hazard *hazard, om_assessment *ret, om_error *err)
{
    if (!hazard->major)
        return om_fail(err, OM_ERR_DATA,
                       "hazard_source '%s' lacks a substance and its quantity in t or kg",
                       hazard->id);
    *ret = *hazard->major;
    return OM_OK;
}

static om_status assess(const om_methods *methods, const char *method, const om_hazard *hazard,
                        om_arena *arena, om_assessment *ret, om_error *err)
{
    if (strcmp(method, "lec") == 0)
        return om_lec_grade(methods->lec, hazard, arena, ret, err);
    if (strcmp(method, "matrix") == 0)
        return om_matrix_grade(methods->matrix, hazard, arena, ret, err);
    if (strcmp(method, "gb18218") == 0)
        return take_major(hazard, ret, err);
    *ret = direct_of(hazard);
    ret->residual_because = ret->because;
    return OM_OK;
}

static double reach_of(const om_hazard *hazard, const om_method_options *options)
{
    return isnan(hazard->influence_m) ? options->influence_m : hazard->influence_m;
}

static void add_reason(om_graded *graded, const om_because *because, int grade, double reach_m,
                       om_arena *arena)
{
    if (grade == OM_GRADE_NONE)
        return;
    om_because *kept = OM_ARENA_ARRAY(arena, om_because, 1);
    *kept = *because;
    om_verdict_add(&graded->verdict, kept, grade, reach_m);
}

/* The verdict of a method that has a score or a level of its own. */
static om_status grade_by_level(const om_methods *methods, const om_method_options *options,
                                const om_hazard *hazard, om_arena *arena, om_graded *ret,
                                om_error *err)
{
    om_assessment found;
    OM_TRY(assess(methods, ret->method, hazard, arena, &found, err));
    ret->verdict = om_verdict_none();
    ret->computed = found.grade;
    ret->residual = found.residual;
    ret->score = found.score;
    const bool residual = strcmp(options->controls, "residual") == 0;
    add_reason(ret, residual ? &found.residual_because : &found.because,
               residual ? found.residual : found.grade, reach_of(hazard, options), arena);
    return OM_OK;
}

/* A policy may have rules on the reported level: they count only where the level does. */
static om_status grade_by_policy(const om_methods *methods, const om_method_options *options,
                                 const om_hazard *hazard, om_graded *ret, om_error *err)
{
    om_hazard unreported = *hazard;
    unreported.reported_level = OM_GRADE_NONE;
    om_verdict computed;
    OM_TRY(om_policy_grade(methods->policy, &unreported, options->influence_m, &computed, err));
    ret->computed = ret->residual = computed.grade;
    ret->score = NAN;
    if (strcmp(options->reported, "counts") != 0) {
        ret->verdict = computed;
        return OM_OK;
    }
    return om_policy_grade(methods->policy, hazard, options->influence_m, &ret->verdict, err);
}

static void count_reported(const om_method_options *options, const om_hazard *hazard,
                           om_arena *arena, om_graded *graded)
{
    static const om_because because = {
        .method = "reported", .text = "reported level", .reason = "as it was reported"};
    if (hazard->reported_level == OM_GRADE_NONE || strcmp(options->reported, "ignored") == 0)
        return;
    if (strcmp(options->reported, "wins") == 0)
        graded->verdict = om_verdict_none();
    if (!graded->verdict.because[hazard->reported_level])
        add_reason(graded, &because, hazard->reported_level, reach_of(hazard, options), arena);
}

om_status om_methods_grade(const om_methods *methods, const om_method_options *options,
                           const om_hazard *hazard, om_arena *arena, om_graded *ret, om_error *err)
{
    om_graded graded = {.method = choose(options->method, hazard)};
    OM_TRY(strcmp(graded.method, "policy") == 0
               ? grade_by_policy(methods, options, hazard, &graded, err)
               : grade_by_level(methods, options, hazard, arena, &graded, err));
    count_reported(options, hazard, arena, &graded);
    *ret = graded;
    return OM_OK;
}

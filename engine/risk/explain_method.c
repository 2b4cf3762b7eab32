/* The numbers of each method: factors with their meaning, the sum, and the limits of the classes.
 */
#include <math.h>
#include <string.h>

#include "engine/risk/explain_inside.h"
#include "engine/risk/policy_inside.h"

/* ---- Rows of tables ---- */

static void put_standard(const om_because *because, om_json *object)
{
    const char *zh = because->source_zh;
    om_words_put(object, "standard",
                 (om_words){because->source, zh && zh[0] ? zh : because->source});
}

static void put_row(om_json *object, const om_standard *table, size_t row)
{
    const om_because because = om_standard_because(table, row, NULL);
    put_standard(&because, object);
    om_json_put_text(object, "clause", because.clause);
    om_json_put_text(object, "table", because.table);
    om_json_put_integer(object, "line", (int64_t)because.line);
    om_json_put_bool(object, "verified", because.verified);
}

static double number_in(const om_standard *table, size_t row, const char *column)
{
    double number = NAN;
    (void)om_text_to_number(om_standard_text(table, row, column), &number);
    return number;
}

static bool is_named(const om_standard *table, size_t row, const char *column, const char *name)
{
    return strcmp(om_standard_text(table, row, column), name) == 0;
}

/* The limits of the classes, the worst first. */
static void put_class(om_json *list, const char *op, double from, double grade)
{
    om_json *one = om_json_add(list, om_json_object_new());
    om_json_put_text(one, "op", op);
    om_json_put_number(one, "from", from);
    om_json_put_number(one, "grade", grade);
}

static void put_steps_as_classes(om_json *object, const om_standard *table)
{
    om_json *list = om_json_put(object, "classes", om_json_array_new());
    for (size_t row = 0; row < om_standard_row_count(table); row++)
        if (is_named(table, row, "name", "grade"))
            put_class(list, ">=", number_in(table, row, "from"), om_standard_value(table, row));
}

/* ---- LEC ---- */

static void put_lec_factor(om_json *steps, const om_standard *table, const char *factor,
                           double value)
{
    om_json *object = om_json_put(steps, factor, om_json_object_new());
    om_json_put_number(object, "value", value);
    for (size_t row = 0; row < om_standard_row_count(table); row++) {
        if (!is_named(table, row, "factor", factor) || om_standard_value(table, row) != value)
            continue;
        const char *zh = om_standard_text(table, row, "meaning_zh");
        const char *en = om_standard_text(table, row, "meaning");
        om_words_put(object, "meaning", (om_words){en, zh[0] ? zh : en});
        put_row(object, table, row);
    }
}

static void put_lec(const om_explanation *at, const om_source *source, om_json *steps)
{
    const om_standard *table = om_methods_table(at->rerun->methods, "lec.csv");
    const om_hazard *hazard = &source->hazard;
    put_lec_factor(steps, table, "L", hazard->l);
    put_lec_factor(steps, table, "E", hazard->e);
    put_lec_factor(steps, table, "C", hazard->c);
    om_json_put_number(steps, "D", source->graded.score);
    om_json *list = om_json_put(steps, "classes", om_json_array_new());
    for (size_t row = 0; row < om_standard_row_count(table); row++)
        if (is_named(table, row, "factor", "D"))
            put_class(list, om_standard_text(table, row, "op"), om_standard_value(table, row),
                      number_in(table, row, "grade"));
}

/* ---- Matrix ---- */

static void put_matrix(const om_explanation *at, const om_source *source, om_json *steps)
{
    om_json_put_number(steps, "likelihood", source->hazard.likelihood);
    om_json_put_number(steps, "severity", source->hazard.severity);
    om_json_put_number(steps, "R", source->graded.score);
    put_steps_as_classes(steps, om_methods_table(at->rerun->methods, "risk_matrix.csv"));
}

/* ---- GB 18218 ---- */

static void put_part(const om_explanation *at, const om_source *source, om_json *list,
                     double *ratio, double *corrected)
{
    om_gb18218_part part;
    const om_gb18218 *gb = om_methods_gb18218(at->rerun->methods);
    if (om_gb18218_part_of(gb, &source->hazard, &part, NULL) != OM_OK)
        return;
    const double share = part.q_t / part.critical_t;
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "source", source->hazard.id);
    om_json_put_text(object, "name", source->hazard.name);
    om_json_put_text(object, "substance", source->hazard.substance);
    om_json_put_number(object, "q_t", part.q_t);
    om_json_put_number(object, "Q_t", part.critical_t);
    om_json_put_number(object, "share", share);
    om_json_put_number(object, "beta", part.beta);
    put_row(object, om_methods_table(at->rerun->methods, "gb18218_substances.csv"), part.row);
    *ratio += share;
    *corrected += part.beta * share;
}

/* Sources of one installation share its assessment. */
static void put_parts(const om_explanation *at, const om_source *source, om_json *steps)
{
    double ratio = 0, corrected = 0;
    om_json *list = om_json_put(steps, "parts", om_json_array_new());
    for (size_t i = 0; i < at->rerun->sources->count; i++)
        if (at->rerun->sources->list[i].hazard.major == source->hazard.major)
            put_part(at, &at->rerun->sources->list[i], list, &ratio, &corrected);
    om_json_put_number(steps, "sum_share", ratio);
    om_json_put_number(steps, "sum_beta_share", corrected);
}

static void put_gb18218(const om_explanation *at, const om_source *source, om_json *steps)
{
    const om_standard *table = om_methods_table(at->rerun->methods, "gb18218.csv");
    om_json_put_text(steps, "facility", source->hazard.facility);
    put_parts(at, source, steps);
    om_json_put_number(steps, "people", source->hazard.major->people);
    om_json_put_number(steps, "distance_m",
                       om_gb18218_distance_m(om_methods_gb18218(at->rerun->methods)));
    om_json_put_number(steps, "alpha", source->hazard.major->alpha);
    om_json_put_number(steps, "R", source->graded.score);
    for (size_t row = 0; row < om_standard_row_count(table); row++)
        if (is_named(table, row, "name", "alpha") &&
            om_standard_value(table, row) == source->hazard.major->alpha)
            put_row(om_json_put(steps, "alpha_row", om_json_object_new()), table, row);
    put_steps_as_classes(steps, table);
}

/* ---- Policy ---- */

static void put_values(const om_explanation *at, const om_condition *condition, om_json *object)
{
    om_json *list = om_json_put(object, "values", om_json_array_new());
    for (size_t i = 0; i < condition->count; i++) {
        if (!condition->texts) {
            om_json_add(list, om_json_number_new(condition->numbers[i]));
            continue;
        }
        const om_words words = om_vocabulary_find(at->words, condition->texts[i]);
        om_json *both = om_json_add(list, om_json_object_new());
        om_json_put_text(both, "value", condition->texts[i]);
        om_json_put_text(both, "en", words.en);
        om_json_put_text(both, "zh", words.zh);
    }
}

static void put_condition(const om_explanation *at, const om_rule *rule,
                          const om_condition *condition, om_json *list)
{
    const char *name = om_policy_column_names[condition->column];
    const om_column *column = om_layer_column(om_layer_find("hazard_source"), name);
    if (condition->op == OM_POLICY_ANY || !column)
        return;
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "column", name);
    om_words_put(object, "title", (om_words){column->title, column->title_zh});
    om_json_put_text(object, "op", om_policy_op_names[condition->op]);
    put_values(at, condition, object);
    if (condition->column == OM_POLICY_QUANTITY)
        om_words_put(object, "unit", om_vocabulary_find(at->words, rule->unit));
}

static void put_rule(const om_explanation *at, const om_rule *rule, const om_verdict *verdict,
                     int grade, om_json *list)
{
    om_json *object = om_json_add(list, om_json_object_new());
    om_explain_grade(at, object, grade);
    om_json_put_bool(object, "decides", grade == verdict->grade);
    om_json_put_number(object, "influence_m", verdict->influence_m[grade]);
    om_words_put(object, "kind", om_vocabulary_find(at->words, rule->kind));
    om_json *conditions = om_json_put(object, "conditions", om_json_array_new());
    put_condition(at, rule, &rule->when, conditions);
    put_condition(at, rule, &rule->and, conditions);
    const om_because *because = &rule->because;
    om_json_put_text(object, "rule", because->text);
    const char *zh = because->reason_zh;
    om_words_put(object, "reason", (om_words){because->reason, zh && zh[0] ? zh : because->reason});
    put_standard(because, object);
    om_json_put_text(object, "clause", because->clause);
    om_json_put_integer(object, "line", (int64_t)because->line);
    om_json_put_bool(object, "verified", because->verified);
}

/* The rules that gave the source its grades, the worst first. */
static void put_policy(const om_explanation *at, const om_source *source, om_json *steps)
{
    const om_verdict *verdict = &source->graded.verdict;
    const om_policy *policy = at->rerun->policy;
    om_json *list = om_json_put(steps, "rules", om_json_array_new());
    om_json_put_text(steps, "table", om_path_base(at->rerun->policy_path));
    for (int grade = OM_GRADE_WORST; grade <= OM_GRADE_LOWEST; grade++)
        for (size_t i = 0; i < policy->count; i++)
            if (verdict->because[grade] == &policy->rules[i].because)
                put_rule(at, &policy->rules[i], verdict, grade, list);
}

void om_explain_method(const om_explanation *at, const om_source *source, om_json *object)
{
    const char *method = source->graded.method;
    om_json *steps = om_json_put(object, "steps", om_json_object_new());
    om_json_put_text(steps, "method", method);
    if (strcmp(method, "lec") == 0)
        put_lec(at, source, steps);
    else if (strcmp(method, "matrix") == 0)
        put_matrix(at, source, steps);
    else if (strcmp(method, "gb18218") == 0)
        put_gb18218(at, source, steps);
    else if (strcmp(method, "policy") == 0)
        put_policy(at, source, steps);
    else
        om_json_put_text(steps, "reason", source->hazard.direct_reason);
}

/* Why a source has its grade: levels, the rule or sum that decided, its table, and its record. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/explain_inside.h"
#include "engine/risk/policy_inside.h"

static const char *text_in(const om_json *row, const char *key)
{
    return om_json_text(om_json_get(row, key));
}

static int grade_in(const om_json *row, const char *key)
{
    const double grade = om_json_number(om_json_get(row, key));
    return isnan(grade) ? OM_GRADE_NONE : (int)grade;
}

/* ---- What is known of it ---- */

static void put_input(const om_explanation *at, const char *name, const om_json *value,
                      om_json *inputs)
{
    const om_column *column = om_layer_column(om_layer_find("hazard_source"), name);
    const char *text = om_json_text(value);
    om_json *input = om_json_put(inputs, name, om_json_object_new());
    om_words_put(input, "title",
                 column ? (om_words){column->title, column->title_zh} : (om_words){name, name});
    om_json_put(input, "value", om_json_copy(value));
    if (!text)
        return;
    const om_words words = om_vocabulary_find(at->words, text);
    om_json_put_text(input, "en", words.en);
    om_json_put_text(input, "zh", words.zh);
}

/* What is known of the source itself, without the columns that say nothing. */
static void put_inputs(const om_explanation *at, const om_json *record, om_json *object)
{
    om_json *inputs = om_json_put(object, "inputs", om_json_object_new());
    for (om_json_member m = om_json_first(record); m.key; m = om_json_next(record, m))
        if (om_json_kind_of(m.value) != OM_JSON_NULL)
            put_input(at, m.key, m.value, inputs);
}

/* ---- Where the record comes from ---- */

static om_status put_record(const om_explanation *at, const char *id, om_json *object,
                            om_error *err)
{
    static const char *const texts[] = {"source", "checksum", "credit", "started", NULL};
    static const char *const details[] = {"driver",   "source_layer", "crs",      "where",
                                          "map",      "set",          "read",     "loaded",
                                          "repaired", "rejected",     "exploded", NULL};
    OM_AUTO(om_json) origin = NULL;
    OM_TRY(om_store_origin_of(at->store, om_layer_find("hazard_source"), id, &origin, err));
    om_json *record = om_json_put(object, "record", om_json_object_new());
    if (!origin)
        return OM_OK;
    om_json_put_text(record, "id", id);
    om_json_put(record, "row", om_json_copy(om_json_get(origin, "row")));
    for (size_t i = 0; texts[i]; i++)
        om_json_put(record, texts[i], om_json_copy(om_json_get(origin, texts[i])));
    const om_json *detail = om_json_get(origin, "detail");
    for (size_t i = 0; details[i]; i++)
        if (om_json_get(detail, details[i]))
            om_json_put(record, details[i], om_json_copy(om_json_get(detail, details[i])));
    return OM_OK;
}

/* ---- The grade ---- */

static void put_levels(const om_explanation *at, const om_json *row, const om_json *record,
                       om_json *object)
{
    static const char *const levels[] = {"computed_level", "residual_level", "reported_level"};
    om_json *list = om_json_put(object, "levels", om_json_object_new());
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        om_json *level = om_json_put(list, levels[i], om_json_object_new());
        om_explain_grade(at, level, grade_in(row, levels[i]));
    }
    const int computed = grade_in(row, "computed_level"),
              reported = grade_in(row, "reported_level");
    om_json_put_bool(list, "differ", reported != OM_GRADE_NONE && reported != computed);
    om_json_put(list, "control_factor", om_json_copy(om_json_get(record, "control_factor")));
    om_json_put(list, "reported", om_json_copy(om_rerun_setting(at->rerun, "reported")));
    om_json_put(list, "controls", om_json_copy(om_rerun_setting(at->rerun, "controls")));
}

/* The row of a table that decided, as the run wrote it. */
static void put_because(const om_json *row, const om_because *because, om_json *object)
{
    static const char *const names[] = {"rule", "reason", "clause", "table_line"};
    om_json *told = om_json_put(object, "because", om_json_object_new());
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        om_json_put(told, names[i], om_json_copy(om_json_get(row, names[i])));
    const char *verified = text_in(row, "verified");
    if (verified)
        om_json_put_bool(told, "verified", strcmp(verified, "yes") == 0);
    const char *standard = text_in(row, "standard"), *zh = because ? because->source_zh : NULL;
    om_words_put(told, "standard", (om_words){standard, zh && zh[0] ? zh : standard});
}

/* Who says how far it acts with its grade: the source, a rule of the policy or the setting. */
static const char *says_influence(const om_explanation *at, const om_source *source)
{
    const om_because *because = source->graded.verdict.because[source->graded.verdict.grade];
    if (!isnan(source->hazard.influence_m))
        return "source";
    const om_policy *policy = at->rerun->policy;
    for (size_t i = 0; i < policy->count; i++)
        if (because == &policy->rules[i].because && !isnan(policy->rules[i].influence_m))
            return "policy";
    return "setting";
}

/* Why a source has no grade: what its method lacks; null where no rule and no class holds it. */
static void put_problem(const om_explanation *at, const om_source *source, om_json *object)
{
    const om_rerun *rerun = at->rerun;
    om_error why = {0};
    om_graded graded;
    const bool failed =
        !source->problem && om_methods_grade(rerun->methods, &rerun->options, &source->hazard,
                                             rerun->arena, &graded, &why) != OM_OK;
    om_json_put_text(object, "problem", failed ? why.message : source->problem);
}

static void put_again(const om_explanation *at, const om_source *source, const om_json *row,
                      om_json *object)
{
    om_json *again = om_json_put(object, "again", om_json_object_new());
    const int grade = source->graded.verdict.grade;
    om_explain_grade(at, again, grade);
    om_json_put_bool(again, "agrees", grade == grade_in(row, "grade"));
    if (source->graded.method)
        om_explain_method(at, source, object);
    if (grade == OM_GRADE_NONE) {
        put_problem(at, source, object);
        return;
    }
    om_json_put_number(object, "influence_m", source->graded.verdict.influence_m[grade]);
    om_json_put_text(object, "influence_by", says_influence(at, source));
}

static void put_source(const om_explanation *at, const char *id, const om_json *row,
                       const om_json *record, om_json *object)
{
    const om_source *source = om_rerun_source(at->rerun, id);
    const int grade = grade_in(row, "grade");
    om_json_put_text(object, "id", id);
    om_json_put_text(object, "name", text_in(row, "name"));
    om_words_put(object, "kind", om_vocabulary_find(at->words, text_in(row, "kind")));
    om_explain_grade(at, object, grade);
    om_json_put_text(object, "method", text_in(row, "method"));
    om_words_put(
        object, "method_title",
        om_vocabulary_choice(om_layer_column(om_layer_find("risk_source"), "method")->choices,
                             text_in(row, "method")));
    om_json_put(object, "score", om_json_copy(om_json_get(row, "score")));
    put_levels(at, row, record, object);
    put_because(row, source ? source->graded.verdict.because[grade] : NULL, object);
    if (source)
        put_again(at, source, row, object);
    put_inputs(at, record, object);
}

static bool is_told(const om_explanation *at, const char *id)
{
    for (size_t i = 0; i < om_json_count(at->sources); i++)
        if (strcmp(text_in(om_json_at(at->sources, i), "id"), id) == 0)
            return true;
    return false;
}

om_status om_explain_source(const om_explanation *at, const char *id, om_error *err)
{
    if (is_told(at, id))
        return OM_OK;
    OM_AUTO(om_json) rows = NULL;
    OM_AUTO(om_json) records = NULL;
    OM_TRY(om_explain_rows(at->store, "risk_source", "id", id, &rows, err));
    OM_TRY(om_explain_rows(at->store, "hazard_source", "id", id, &records, err));
    om_json *object = om_json_add(at->sources, om_json_object_new());
    put_source(at, id, om_json_at(rows, 0), om_json_at(records, 0), object);
    OM_TRY(om_explain_hazards(at, id, object, err));
    return put_record(at, id, object, err);
}

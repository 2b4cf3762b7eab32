/* Why an area has its grade: mode, deciding source, what else reaches it, and the same again. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/explain_inside.h"

/* Sources beside the deciding one that are told; the counts tell of all. */
enum { MOST_OTHERS = 5 };

/* A source that reaches an area. */
typedef struct reaching {
    const om_source *source;
    int grade; /* its grade here */
    double distance_m;
    int64_t weight_millionths; /* in a weighted index; else 0 */
} reaching;

void om_explain_grade(const om_explanation *at, om_json *object, int grade)
{
    om_json_put_number(object, "grade", grade == OM_GRADE_NONE ? NAN : (double)grade);
    om_words_put(object, "level", om_vocabulary_level(grade));
    om_words_put(object, "colour", om_vocabulary_colour(at->words, grade));
}

static const char *text_in(const om_json *row, const char *key)
{
    return om_json_text(om_json_get(row, key));
}

static int grade_in(const om_json *row)
{
    const double grade = om_json_number(om_json_get(row, "grade"));
    return isnan(grade) ? OM_GRADE_NONE : (int)grade;
}

/* ---- What reaches an area ---- */

static double quantity_of(const reaching *at)
{
    return isnan(at->source->hazard.quantity) ? -INFINITY : at->source->hazard.quantity;
}

/* In the order in which sources decide: weight, worst grade, largest quantity, least id. */
static int by_weight(const void *a, const void *b)
{
    const reaching *one = a, *other = b;
    if (one->weight_millionths != other->weight_millionths)
        return one->weight_millionths > other->weight_millionths ? -1 : 1;
    const int first = one->grade ? one->grade : OM_GRADE_LOWEST + 1;
    const int second = other->grade ? other->grade : OM_GRADE_LOWEST + 1;
    if (first != second)
        return first - second;
    const double more = quantity_of(one), less = quantity_of(other);
    if (more > less || more < less)
        return more > less ? -1 : 1;
    return strcmp(one->source->hazard.id, other->source->hazard.id);
}

/* Every source that counts in an area, the weightiest first. */
static om_status find_reaching(const om_rerun *rerun, const om_ground *ground, reaching **ret,
                               size_t *ret_count, om_error *err)
{
    const om_reaching *found = NULL;
    size_t count = 0;
    OM_TRY(om_nearby_find(rerun->nearby, ground, &found, &count, err));
    reaching *list = om_memory_take(count + 1, sizeof *list);
    for (size_t i = 0; i < count; i++) {
        const om_verdict *verdict = &found[i].source->graded.verdict;
        list[i] = (reaching){found[i].source, om_verdict_grade_at(verdict, found[i].distance_m),
                             found[i].distance_m, 0};
        if (rerun->mode.kind == OM_AREA_WEIGHTED)
            list[i].weight_millionths =
                om_area_weight(rerun->mode.rules, verdict, found[i].distance_m);
    }
    qsort(list, count, sizeof *list, by_weight);
    *ret = list;
    *ret_count = count;
    return OM_OK;
}

/* ---- Telling ---- */

static void put_other(const om_explanation *at, om_json *list, const reaching *other)
{
    const om_hazard *hazard = &other->source->hazard;
    const om_because *because = other->source->graded.verdict.because[other->grade];
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "id", hazard->id);
    om_json_put_text(object, "name", hazard->name);
    om_words_put(object, "kind", om_vocabulary_find(at->words, hazard->kind));
    om_explain_grade(at, object, other->grade);
    om_json_put_number(object, "distance_m", other->distance_m);
    if (other->weight_millionths)
        om_json_put_number(object, "adds", (double)other->weight_millionths / 1e6);
    om_json_put_text(object, "rule", because ? because->text : NULL);
}

/* Which other sources count. */
static void put_others(const om_explanation *at, om_json *area, const om_source *decider,
                       const reaching *list, size_t count)
{
    om_json *others = om_json_put(area, "others", om_json_array_new());
    for (size_t i = 0, told = 0; i < count && told < MOST_OTHERS; i++) {
        if (list[i].source == decider)
            continue;
        put_other(at, others, &list[i]);
        told++;
    }
}

/* What the area would be without the source that matters most. */
static om_status put_without(const om_explanation *at, om_json *area, const om_ground *ground,
                             const om_source *decider, om_error *err)
{
    const om_judge judge = {&at->rerun->mode, at->rerun->nearby};
    om_area_level level;
    if (!decider)
        return OM_OK;
    OM_TRY(om_judge_area(&judge, ground, decider, &level, err));
    om_json *without = om_json_put(area, "without_it", om_json_object_new());
    om_explain_grade(at, without, level.area.grade);
    om_json_put_text(without, "decided_by",
                     level.area.decided_by ? level.area.decided_by->id : NULL);
    return OM_OK;
}

static bool is_same_source(const char *stored, const om_hazard *again)
{
    return stored && again ? strcmp(stored, again->id) == 0 : !stored && !again;
}

/* The same grade once more, from the records as they are now. */
static om_status put_again(const om_explanation *at, om_json *area, const om_json *row,
                           const om_ground *ground, om_error *err)
{
    const om_judge judge = {&at->rerun->mode, at->rerun->nearby};
    om_area_level again;
    OM_TRY(om_judge_area(&judge, ground, NULL, &again, err));
    const om_hazard *by = again.area.decided_by;
    om_json *object = om_json_put(area, "again", om_json_object_new());
    om_explain_grade(at, object, again.area.grade);
    om_json_put_text(object, "decided_by", by ? by->id : NULL);
    om_json_put_bool(object, "agrees",
                     again.area.grade == grade_in(row) &&
                         is_same_source(text_in(row, "decided_by"), by));
    om_explain_mode(at, &again, om_json_put(area, "judgement", om_json_object_new()));
    OM_AUTO_MEMORY reaching *list = NULL;
    size_t count = 0;
    OM_TRY(find_reaching(at->rerun, ground, &list, &count, err));
    const om_source *decider = by ? om_rerun_source(at->rerun, by->id) : NULL;
    put_others(at, area, decider, list, count);
    return put_without(at, area, ground, decider, err);
}

static void put_decider(const om_explanation *at, om_json *area, const om_json *row)
{
    const om_source *source = om_rerun_source(at->rerun, text_in(row, "decided_by"));
    const int grade = grade_in(row);
    om_json_put(area, "decided_by", om_json_copy(om_json_get(row, "decided_by")));
    om_json_put(area, "decided_by_name", om_json_copy(om_json_get(row, "decided_by_name")));
    om_json_put(area, "decided_by_m", om_json_copy(om_json_get(row, "decided_by_m")));
    om_json_put_number(area, "influence_m",
                       source ? source->graded.verdict.influence_m[grade] : NAN);
}

/* The words of a column's value, where the row has one. */
static void put_choice(om_json *area, const om_layer *layer, const om_json *row, const char *column)
{
    const char *value = text_in(row, column);
    if (value)
        om_words_put(area, column,
                     om_vocabulary_choice(om_layer_column(layer, column)->choices, value));
}

om_status om_explain_area(const om_explanation *at, const om_layer *layer, const om_json *row,
                          const om_geom *shape_m, om_error *err)
{
    om_json *area = om_json_add(at->areas, om_json_object_new());
    om_json_put_text(area, "layer", layer->name);
    om_words_put(area, "title", (om_words){layer->title, layer->title_zh});
    om_json_put_text(area, "code", text_in(row, "code"));
    om_json_put_text(area, "name", text_in(row, "name"));
    om_explain_grade(at, area, grade_in(row));
    put_choice(area, layer, row, "mode");
    put_choice(area, layer, row, "direct");
    put_choice(area, layer, row, "controls");
    put_decider(at, area, row);
    const bool square = strcmp(layer->name, "risk_grid") == 0;
    const om_ground ground = {square ? NULL : shape_m, om_geom_rect(shape_m)};
    if (!at->rerun->obstacle) {
        om_rerun_recall_limits(at->rerun, layer->name, text_in(row, "level"));
        OM_TRY(put_again(at, area, row, &ground, err));
    }
    if (strcmp(layer->name, "risk_district") == 0)
        OM_TRY(om_explain_ground(at, text_in(row, "code"), area, err));
    om_json_put(area, "row", om_json_copy(row));
    const char *decider = text_in(row, "decided_by");
    return decider ? om_explain_source(at, decider, err) : OM_OK;
}

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

static double weight(const reaching *at)
{
    return isnan(at->source->hazard.quantity) ? -INFINITY : at->source->hazard.quantity;
}

/* In the order in which sources decide: worst grade, largest quantity, least id. */
static int by_weight(const void *a, const void *b)
{
    const reaching *one = a, *other = b;
    const int first = one->grade ? one->grade : OM_GRADE_LOWEST + 1;
    const int second = other->grade ? other->grade : OM_GRADE_LOWEST + 1;
    if (first != second)
        return first - second;
    const double more = weight(one), less = weight(other);
    if (more > less || more < less)
        return more > less ? -1 : 1;
    return strcmp(one->source->hazard.id, other->source->hazard.id);
}

static om_status reach(const om_sources *sources, const om_source *source, const om_geom *shape_m,
                       reaching *list, size_t *count, om_error *err)
{
    const om_verdict *verdict = &source->graded.verdict;
    double distance_m = 0;
    OM_TRY(om_geom_distance_m(shape_m, source->shape, &distance_m, err));
    if (distance_m <= om_verdict_reach_m(verdict, sources->influence_m))
        list[(*count)++] = (reaching){source, om_verdict_grade_at(verdict, distance_m), distance_m};
    return OM_OK;
}

/* Every source that counts in an area, the deciding one first. */
static om_status find_reaching(const om_sources *sources, const om_geom *shape_m, reaching **ret,
                               size_t *ret_count, om_error *err)
{
    const double reach_m = sources->reach_m;
    om_rect around = om_geom_rect(shape_m);
    around = (om_rect){around.min_x - reach_m, around.min_y - reach_m, around.max_x + reach_m,
                       around.max_y + reach_m};
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0, count = 0;
    const size_t near = om_index_find(sources->index, around, &found, &capacity);
    OM_AUTO_MEMORY reaching *list = om_memory_take(near + 1, sizeof *list);
    for (size_t i = 0; i < near; i++)
        OM_TRY(reach(sources, &sources->list[found[i]], shape_m, list, &count, err));
    qsort(list, count, sizeof *list, by_weight);
    *ret = OM_TAKE(list);
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
    om_json_put_text(object, "rule", because ? because->text : NULL);
}

/* Which other sources count, and what the area would be without the deciding one. */
static void put_others(const om_explanation *at, om_json *area, const reaching *list, size_t count)
{
    const bool graded = count && list[0].grade != OM_GRADE_NONE;
    om_json *others = om_json_put(area, "others", om_json_array_new());
    for (size_t i = graded; i < count && i <= MOST_OTHERS; i++)
        put_other(at, others, &list[i]);
    if (!graded)
        return;
    om_json *without = om_json_put(area, "without_it", om_json_object_new());
    om_explain_grade(at, without, count > 1 ? list[1].grade : OM_GRADE_NONE);
    om_json_put_text(without, "decided_by",
                     count > 1 && list[1].grade ? list[1].source->hazard.id : NULL);
}

static bool is_same_source(const char *stored, const om_hazard *again)
{
    return stored && again ? strcmp(stored, again->id) == 0 : !stored && !again;
}

/* The same grade once more, from the records as they are now. */
static om_status put_again(const om_explanation *at, om_json *area, const om_json *row,
                           const om_geom *shape_m, om_error *err)
{
    om_area_grade again;
    OM_TRY(om_sources_grade_area(at->rerun->sources, shape_m, &again, err));
    om_json *object = om_json_put(area, "again", om_json_object_new());
    om_explain_grade(at, object, again.grade);
    om_json_put_text(object, "decided_by", again.decided_by ? again.decided_by->id : NULL);
    om_json_put_bool(object, "agrees",
                     again.grade == grade_in(row) &&
                         is_same_source(text_in(row, "decided_by"), again.decided_by));
    OM_AUTO_MEMORY reaching *list = NULL;
    size_t count = 0;
    OM_TRY(find_reaching(at->rerun->sources, shape_m, &list, &count, err));
    put_others(at, area, list, count);
    return OM_OK;
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

om_status om_explain_area(const om_explanation *at, const om_layer *layer, const om_json *row,
                          const om_geom *shape_m, om_error *err)
{
    om_json *area = om_json_add(at->areas, om_json_object_new());
    om_json_put_text(area, "layer", layer->name);
    om_words_put(area, "title", (om_words){layer->title, layer->title_zh});
    om_json_put_text(area, "code", text_in(row, "code"));
    om_json_put_text(area, "name", text_in(row, "name"));
    om_explain_grade(at, area, grade_in(row));
    om_words_put(
        area, "mode",
        om_vocabulary_choice(om_layer_column(layer, "mode")->choices, text_in(row, "mode")));
    put_decider(at, area, row);
    if (!at->rerun->obstacle)
        OM_TRY(put_again(at, area, row, shape_m, err));
    if (strcmp(layer->name, "risk_district") == 0)
        OM_TRY(om_explain_ground(at, text_in(row, "code"), area, err));
    om_json_put(area, "row", om_json_copy(row));
    const char *decider = text_in(row, "decided_by");
    return decider ? om_explain_source(at, decider, err) : OM_OK;
}

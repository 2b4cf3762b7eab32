/* What a mode made of an area, with its numbers and where they come from. */
#include <math.h>

#include "engine/risk/explain_inside.h"
#include "engine/risk/graded_area.h"

static void put_list(om_json *object, const char *key, const double *numbers, int lowest)
{
    om_json *list = om_json_put(object, key, om_json_array_new());
    for (int level = OM_GRADE_WORST; level <= lowest; level++)
        om_json_add(list, om_json_number_new(numbers[level]));
}

static void put_numbers(const om_area_mode *mode, const om_area_level *level, om_json *object)
{
    const om_area_rules *rules = mode->rules;
    if (mode->kind == OM_AREA_WEIGHTED) {
        om_json_put_number(object, "index", level->index);
        om_json_put_bool(object, "a_km2", mode->a_km2);
        put_list(object, "limits", mode->limit.value, OM_GRADE_LOWEST - 1);
        put_list(object, "weights", rules->weight.value, OM_GRADE_LOWEST);
    } else if (mode->kind == OM_AREA_SHARE) {
        put_list(object, "shares", level->share, OM_GRADE_LOWEST);
        put_list(object, "limits", rules->share.value, OM_GRADE_LOWEST - 1);
    } else if (mode->kind == OM_AREA_COUNT) {
        om_json *list = om_json_put(object, "counts", om_json_array_new());
        size_t sources = level->area.counts[OM_GRADE_WORST];
        for (int counted = OM_GRADE_WORST + 1; counted <= OM_GRADE_LOWEST; counted++) {
            sources += level->area.counts[counted];
            om_json *one = om_json_add(list, om_json_object_new());
            om_json_put_integer(one, "level", counted);
            om_json_put_integer(one, "sources", (int64_t)sources);
            om_json_put_number(one, "needed", rules->count.value[counted]);
        }
    }
}

/* The row of the table that decided; none where the worst source simply wins. */
static void put_row(const om_area_mode *mode, const om_area_level *level, om_json *object)
{
    if (level->row == SIZE_MAX)
        return;
    const om_because because = om_standard_because(mode->rules->table, level->row, NULL);
    om_json_put_text(object, "table", because.table);
    om_json_put_integer(object, "line", (int64_t)because.line);
    om_words_put(object, "source",
                 (om_words){because.source, because.source_zh && because.source_zh[0]
                                                ? because.source_zh
                                                : because.source});
    om_json_put_text(object, "clause", because.clause);
    om_json_put_bool(object, "verified", because.verified);
}

void om_explain_mode(const om_explanation *at, const om_area_level *level, om_json *object)
{
    const om_area_mode *mode = &at->rerun->mode;
    char rule[128];
    om_area_rule_text(mode, level, rule);
    om_json_put_text(object, "kind", om_area_mode_title(mode->kind));
    om_json_put_text(object, "rule", rule[0] ? rule : NULL);
    om_json_put_bool(object, "directly", level->direct != NULL);
    if (level->direct) {
        om_json_put_text(object, "method", level->direct->method);
        om_json_put_integer(object, "level", level->direct->level);
    }
    if (level->area.grade != OM_GRADE_NONE)
        put_numbers(mode, level, object);
    put_row(mode, level, object);
}

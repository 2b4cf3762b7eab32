/* Rows and reports of graded areas. */
#include "engine/risk/graded_area.h"

#include <assert.h>
#include <math.h>
#include <string.h>

om_value om_grade_value(int grade)
{
    return grade == OM_GRADE_NONE ? (om_value){0} : om_value_integer(grade);
}

static size_t sources_to(const om_area_grade *area, int level)
{
    size_t sources = 0;
    for (int grade = OM_GRADE_WORST; grade <= level; grade++)
        sources += area->counts[grade];
    return sources;
}

/* The level whose number decided: one worse than the area's where sources were counted. */
static int level_of_row(const om_level_numbers *numbers, size_t row)
{
    int level = OM_GRADE_LOWEST;
    while (level > OM_GRADE_WORST && numbers->row[level] != row)
        level--;
    return level;
}

static void rule_of_mode(const om_area_mode *mode, const om_area_level *level, char *ret,
                         size_t size)
{
    const om_area_rules *rules = mode->rules;
    const int grade = level->area.grade;
    const bool lowest = grade == OM_GRADE_LOWEST;
    if (mode->kind == OM_AREA_WEIGHTED)
        snprintf(ret, size, "index %g %s %g%s", level->index,
                 lowest ? "<" : ">=", mode->limit.value[lowest ? OM_GRADE_LOWEST - 1 : grade],
                 mode->a_km2 ? " a km2" : "");
    else if (mode->kind == OM_AREA_SHARE && lowest)
        snprintf(ret, size, "%.3g %% of the ground under any level, too little of a worse one",
                 level->share[OM_GRADE_LOWEST] * 100);
    else if (mode->kind == OM_AREA_SHARE)
        snprintf(ret, size, "%.3g %% of the ground under level %d or worse >= %g %%",
                 level->share[grade] * 100, grade, rules->share.value[grade] * 100);
    else if (mode->kind == OM_AREA_COUNT && level->row != SIZE_MAX) {
        const int counted = level_of_row(&rules->count, level->row);
        snprintf(ret, size, "%zu sources of level %d or worse >= %g",
                 sources_to(&level->area, counted), counted, rules->count.value[counted]);
    }
}

void om_area_rule_text(const om_area_mode *mode, const om_area_level *level, char ret[128])
{
    ret[0] = '\0';
    if (level->direct)
        snprintf(ret, 128, "a source of level %d or worse by %s lies in it", level->direct->level,
                 level->direct->method);
    else if (level->area.grade != OM_GRADE_NONE)
        rule_of_mode(mode, level, ret, 128);
}

void om_graded_area_values(const om_graded_area *area, const om_area_mode *mode,
                           om_graded_area_row *ret)
{
    const om_area_grade *grade = &area->level.area;
    const om_hazard *by = grade->decided_by;
    const om_because *because = by ? grade->because : NULL;
    const double *share = area->level.share;
    om_area_rule_text(mode, &area->level, ret->rule);
    snprintf(ret->line, sizeof ret->line, "area_modes.csv:%zu",
             area->level.row == SIZE_MAX ? 0
                                         : om_standard_line(mode->rules->table, area->level.row));
    const om_value values[] = {
        om_value_text(area->code),
        om_value_text(area->name),
        om_grade_value(grade->grade),
        om_value_text(om_area_mode_title(mode->kind)),
        om_value_text(by ? by->id : NULL),
        om_value_text(by ? by->name : NULL),
        om_value_real(by ? grade->distance_m : NAN),
        om_value_text(because ? because->text : NULL),
        om_value_text(because ? because->reason : NULL),
        om_value_integer((int64_t)om_area_grade_sources(grade)),
        om_value_integer((int64_t)grade->counts[1]),
        om_value_integer((int64_t)grade->counts[2]),
        om_value_integer((int64_t)grade->counts[3]),
        om_value_integer((int64_t)grade->counts[4]),
        om_value_integer((int64_t)grade->counts[OM_GRADE_NONE]),
        om_value_text(area->district_level),
        om_value_text(mode->direct ? "first" : NULL),
        om_value_text(area->controls),
        om_value_text(ret->rule[0] ? ret->rule : NULL),
        om_value_text(area->level.row == SIZE_MAX ? NULL : ret->line),
        om_value_real(area->level.index),
        om_value_real(share[1]),
        om_value_real(share[2]),
        om_value_real(share[3]),
        om_value_real(share[4]),
    };
    static_assert(sizeof values <= sizeof ret->values, "a graded area has more columns");
    memcpy(ret->values, values, sizeof values);
}

void om_graded_area_put_counts(om_json *object, const size_t counts[OM_GRADE_LOWEST + 1])
{
    static const char *const names[] = {"ungraded", "grade_1", "grade_2", "grade_3", "grade_4"};
    for (int grade = OM_GRADE_WORST; grade <= OM_GRADE_LOWEST; grade++)
        om_json_put_integer(object, names[grade], (int64_t)counts[grade]);
    om_json_put_integer(object, names[OM_GRADE_NONE], (int64_t)counts[OM_GRADE_NONE]);
}

void om_graded_area_report(const om_graded_area *area, om_json *list)
{
    const om_area_grade *grade = &area->level.area;
    const om_hazard *by = grade->decided_by;
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "code", area->code);
    om_json_put_text(object, "name", area->name);
    om_json_put_text(object, "level", area->district_level);
    om_json_put_number(object, "grade", grade->grade == OM_GRADE_NONE ? NAN : (double)grade->grade);
    if (!isnan(area->level.index))
        om_json_put_number(object, "index", area->level.index);
    om_json_put_text(object, "decided_by", by ? by->id : NULL);
    om_json_put_text(object, "decided_by_name", by ? by->name : NULL);
    om_json_put_text(object, "reason", grade->because ? grade->because->reason : NULL);
    om_json_put_integer(object, "sources", (int64_t)om_area_grade_sources(grade));
    om_graded_area_put_counts(object, grade->counts);
}

/* Works indicators out. */
#include "engine/report/figures.h"

#include <math.h>
#include <string.h>

/* A share that is short of its target by less than this is rounding. */
static const double rounding = 1e-9;

const char *om_verdict_word(om_verdict_on_target verdict)
{
    static const char *const words[] = {[OM_TARGET_NONE] = "no target",
                                        [OM_TARGET_MET] = "met",
                                        [OM_TARGET_MISSED] = "missed",
                                        [OM_TARGET_UNKNOWN] = "unknown",
                                        [OM_NOT_ASSESSED] = "not assessed"};
    return words[verdict];
}

static double number_in(const om_json *row, const om_column *column)
{
    return column ? om_json_number(om_json_get(row, column->name)) : NAN;
}

static const char *text_in(const om_json *row, const char *key)
{
    const char *text = om_json_text(om_json_get(row, key));
    return text ? text : "";
}

static double value_of(const om_indicator *indicator, double part, double whole)
{
    if (indicator->kind != OM_INDICATOR_RATIO)
        return part * indicator->scale;
    return whole > 0 ? part / whole * indicator->scale : NAN;
}

/* Holds a figure against its target. */
static void judge(const om_indicator *indicator, om_figure *figure)
{
    const double sign = indicator->direction == OM_AT_MOST ? -1 : 1;
    figure->gap = sign * (figure->value - figure->target);
    figure->missing = NAN;
    if (isnan(figure->target))
        figure->verdict = OM_TARGET_NONE;
    else if (isnan(figure->value))
        figure->verdict = OM_TARGET_UNKNOWN;
    else
        figure->verdict =
            figure->gap >= -rounding * fabs(figure->target) ? OM_TARGET_MET : OM_TARGET_MISSED;
    if (indicator->kind == OM_INDICATOR_GRADE && isnan(figure->value))
        figure->verdict = OM_TARGET_UNKNOWN;
    if (indicator->direction == OM_AT_LEAST && !isnan(figure->value)) {
        const double wanted = figure->target / indicator->scale;
        const bool ratio = indicator->kind == OM_INDICATOR_RATIO;
        figure->missing = fmax((ratio ? wanted * figure->whole : wanted) - figure->part, 0);
    }
}

static om_figure figure_of(const om_indicator *indicator, const om_json *row)
{
    om_figure figure = {.code = text_in(row, "code"),
                        .name = text_in(row, "name"),
                        .level = text_in(row, "level"),
                        .part = number_in(row, indicator->part),
                        .whole = number_in(row, indicator->whole),
                        .target = indicator->target};
    if (indicator->target_from)
        figure.target = number_in(row, indicator->target_from) * indicator->scale;
    figure.value = value_of(indicator, figure.part, figure.whole);
    judge(indicator, &figure);
    return figure;
}

static const om_standing *standing_of(const om_standing *list, size_t count, const char *code)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(list[i].code, code) == 0)
            return &list[i];
    return NULL;
}

/* The sum that an analysis writes beside its districts. */
static bool is_sum(const om_figure *figure, const om_standing *standing)
{
    return !standing && strcmp(figure->code, "city") == 0;
}

static bool counts(const om_indicator *indicator, const om_json *row)
{
    return !indicator->where_column ||
           strcmp(text_in(row, indicator->where_column), indicator->where_value) == 0;
}

static void add_to_city(const om_indicator *indicator, const om_figure *figure, om_figures *all)
{
    if (indicator->kind == OM_INDICATOR_GRADE) {
        const double grade = figure->value;
        all->grades[grade >= 1 && grade <= 4 ? (size_t)grade : 0]++;
        return;
    }
    all->city.part = isnan(all->city.part) ? figure->part : all->city.part + figure->part;
    all->city.whole = isnan(all->city.whole) ? figure->whole : all->city.whole + figure->whole;
    if (isnan(all->city.target))
        all->city.target = figure->target;
}

void om_figures_make(const om_indicator *indicator, const om_json *rows,
                     const om_standing *standings, size_t standing_count, om_arena *arena,
                     om_figures *ret)
{
    const size_t count = om_json_count(rows);
    om_figures made = {.districts = OM_ARENA_ARRAY(arena, om_figure, count + 1), .told = NAN};
    made.city = (om_figure){.code = "city",
                            .name = "All districts",
                            .level = "city",
                            .part = NAN,
                            .whole = NAN,
                            .target = indicator->target};
    for (size_t i = 0; i < count; i++) {
        const om_json *row = om_json_at(rows, i);
        if (!counts(indicator, row))
            continue;
        om_figure figure = figure_of(indicator, row);
        if (!om_json_get(row, "code")) { /* a figure of a level: the city's alone */
            add_to_city(indicator, &figure, &made);
            continue;
        }
        const om_standing *standing = standing_of(standings, standing_count, figure.code);
        if (is_sum(&figure, standing)) {
            made.told = figure.part;
            continue;
        }
        if (standing && !figure.level[0])
            figure.level = standing->level;
        if (standing && standing->of_city)
            add_to_city(indicator, &figure, &made);
        made.districts[made.count++] = figure;
    }
    made.city.value = value_of(indicator, made.city.part, made.city.whole);
    judge(indicator, &made.city);
    if (!rows)
        made.city.verdict = OM_NOT_ASSESSED;
    else if (indicator->kind == OM_INDICATOR_GRADE)
        made.city.verdict = OM_TARGET_NONE;
    *ret = made;
}

const om_figure *om_figures_find(const om_figures *figures, const char *code)
{
    if (strcmp(figures->city.code, code) == 0)
        return &figures->city;
    for (size_t i = 0; i < figures->count; i++)
        if (strcmp(figures->districts[i].code, code) == 0)
            return &figures->districts[i];
    return NULL;
}

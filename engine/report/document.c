/* The document of a report: every indicator by city and district, against target and the past. */
#include <math.h>
#include <string.h>

#include "engine/analysis/district.h"
#include "engine/base/date.h"
#include "engine/base/memory.h"
#include "engine/report/past.h"
#include "engine/report/report.h"
#include "engine/store/history.h"
#include "engine/store/rows.h"

/* A report that is being made. */
typedef struct making {
    om_store *store;
    om_arena *arena;
    om_past past;
    om_standing *standings;
    size_t standing_count;
    om_json *names; /* code -> Latin name, where the district layer has one */
    om_json *document, *notices;
} making;

static void clear(making *at)
{
    om_past_clear(&at->past);
    om_json_free(at->document);
    om_json_free(at->names);
    om_arena_free(at->arena);
}

static void notice(const making *at, const char *en, const char *zh)
{
    om_json *words = om_json_add(at->notices, om_json_object_new());
    om_json_put_text(words, "en", en);
    om_json_put_text(words, "zh", zh);
}

static void put_words(om_json *object, const char *key, const char *en, const char *zh)
{
    om_json *words = om_json_put(object, key, om_json_object_new());
    om_json_put_text(words, "en", en);
    om_json_put_text(words, "zh", zh);
}

/* ---- Districts ---- */

static om_status read_names(making *at, om_error *err)
{
    at->names = om_json_object_new();
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(at->store,
                        "select code, name_en from district where name_en is not null"
                        " order by code",
                        &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        om_json_put_text(at->names, om_rows_text(rows, 0), om_rows_text(rows, 1));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

static om_status read_districts(making *at, om_error *err)
{
    int64_t there = 0;
    OM_TRY(om_store_count(at->store, om_layer_find("district"), &there, err));
    if (!there)
        return om_fail(err, OM_ERR_DATA,
                       "%s has no districts to report for; load them first: onemap load %s "
                       "district SOURCE",
                       om_store_path(at->store), om_store_path(at->store));
    OM_AUTO(om_districts) districts = NULL;
    OM_TRY(om_districts_read(at->store, &districts, err));
    const size_t count = om_districts_count(districts);
    const om_level *city = om_districts_city(districts);
    at->standings = OM_ARENA_ARRAY(at->arena, om_standing, count);
    at->standing_count = count;
    for (size_t i = 0; i < count; i++) {
        const om_district *district = om_districts_at(districts, i);
        at->standings[i] = (om_standing){om_arena_text(at->arena, district->code),
                                         om_arena_text(at->arena, district->level),
                                         i >= city->first && i - city->first < city->count};
    }
    om_json_put_text(at->document, "city_is_the_sum_of_level", city->name);
    return read_names(at, err);
}

/* ---- Figures ---- */

static void put_figure(const making *at, om_json *object, const om_figure *now,
                       const om_figure *before)
{
    om_json_put_text(object, "code", now->code);
    om_json_put_text(object, "name", now->name);
    om_json_put_text(object, "name_en", om_json_text(om_json_get(at->names, now->code)));
    om_json_put_text(object, "level", now->level);
    om_json_put_number(object, "part", now->part);
    om_json_put_number(object, "whole", now->whole);
    om_json_put_number(object, "value", now->value);
    om_json_put_number(object, "target", now->target);
    om_json_put_number(object, "gap", now->gap);
    om_json_put_number(object, "missing", now->missing);
    om_json_put_text(object, "state", om_verdict_word(now->verdict));
    om_json_put_number(object, "earlier", before ? before->value : NAN);
    om_json_put_number(object, "change", before ? now->value - before->value : NAN);
}

/* The counts of a layer's grades in a district, where it has them. */
static void put_levels(om_json *object, const om_indicator *indicator, const om_json *rows,
                       const char *code)
{
    static const char *const columns[] = {"grade_1", "grade_2", "grade_3", "grade_4", "ungraded"};
    if (indicator->kind != OM_INDICATOR_GRADE || !om_layer_column(indicator->layer, "ungraded"))
        return;
    for (size_t i = 0; i < om_json_count(rows); i++) {
        const om_json *row = om_json_at(rows, i);
        if (strcmp(om_json_text(om_json_get(row, "code")), code) != 0)
            continue;
        om_json *levels = om_json_put(object, "levels", om_json_array_new());
        for (size_t grade = 0; grade < sizeof columns / sizeof *columns; grade++)
            om_json_add(levels, om_json_copy(om_json_get(row, columns[grade])));
        return;
    }
}

static void put_grades(om_json *city, const om_figures *figures)
{
    om_json *grades = om_json_put(city, "districts_by_grade", om_json_array_new());
    for (size_t grade = 1; grade <= 4; grade++)
        om_json_add(grades, om_json_number_new((double)figures->grades[grade]));
    om_json_add(grades, om_json_number_new((double)figures->grades[0]));
}

static bool is_of_city(const making *at, const char *code)
{
    for (size_t i = 0; i < at->standing_count; i++)
        if (strcmp(at->standings[i].code, code) == 0)
            return at->standings[i].of_city;
    return false;
}

static void put_figures(const making *at, om_json *object, const om_indicator *indicator,
                        const om_json *rows, const om_figures *now, const om_figures *before)
{
    om_json *city = om_json_put(object, "city", om_json_object_new());
    put_figure(at, city, &now->city, before ? &before->city : NULL);
    if (indicator->kind == OM_INDICATOR_GRADE)
        put_grades(city, now);
    put_levels(city, indicator, rows, "city");
    om_json *list = om_json_put(object, "districts", om_json_array_new());
    for (size_t i = 0; i < now->count; i++) {
        om_json *one = om_json_add(list, om_json_object_new());
        const om_figure *figure = &now->districts[i];
        put_figure(at, one, figure, before ? om_figures_find(before, figure->code) : NULL);
        om_json_put_bool(one, "part_of_city", is_of_city(at, figure->code));
        put_levels(one, indicator, rows, figure->code);
    }
}

/* The sum of the districts is compared with what the analysis itself adds up. */
static void check_sum(const making *at, const om_indicator *indicator, const om_figures *figures)
{
    const double sum = figures->city.part, told = figures->told;
    if (isnan(told) || indicator->kind == OM_INDICATOR_GRADE ||
        fabs(sum - told) <= 1e-9 * fmax(fabs(sum), fabs(told)))
        return;
    notice(at,
           om_arena_format(at->arena, "%s: the districts add up to %g, but %s says %g",
                           indicator->id, sum, indicator->layer->name, told),
           om_arena_format(at->arena, "%s：各区之和为%g，而%s为%g", indicator->id, sum,
                           indicator->layer->name, told));
}

/* ---- Indicators ---- */

static void describe(const om_indicator *indicator, om_json *object)
{
    om_json_put_text(object, "id", indicator->id);
    put_words(object, "title", indicator->title, indicator->title_zh);
    om_json_put_text(object, "unit", indicator->unit);
    om_json_put_text(object, "analysis", indicator->analysis->name);
    put_words(object, "analysis_title", indicator->analysis->title, indicator->analysis->title_zh);
    om_json_put_text(object, "layer", indicator->layer->name);
    om_json_put_text(object, "map", indicator->map);
    put_words(object, "part", indicator->part->title, indicator->part->title_zh);
    om_json_put_text(object, "part_unit", indicator->part->unit);
    if (indicator->whole)
        put_words(object, "whole", indicator->whole->title, indicator->whole->title_zh);
    om_json_put_text(object, "direction",
                     indicator->direction == OM_AT_LEAST  ? "at least"
                     : indicator->direction == OM_AT_MOST ? "at most"
                                                          : NULL);
    put_words(object, "method", indicator->method, indicator->method_zh);
    om_json_put_text(object, "source", indicator->source);
    om_json_put_text(object, "clause", indicator->clause);
    om_json_put_bool(object, "verified", indicator->verified);
}

static double city_value(const making *at, const om_indicator *indicator, const om_json *rows)
{
    om_figures figures;
    om_figures_make(indicator, rows, at->standings, at->standing_count, at->arena, &figures);
    return figures.city.value;
}

/* The city's value after each run whose figures were kept, the oldest first. */
static om_status put_trend(making *at, const om_indicator *indicator, om_json *object,
                           om_error *err)
{
    const om_json *runs = NULL;
    OM_TRY(om_past_runs(&at->past, indicator->analysis, &runs, err));
    om_json *trend = om_json_put(object, "trend", om_json_array_new());
    for (size_t i = 0; i < om_json_count(runs); i++) {
        const om_json *run = om_json_at(runs, i);
        OM_AUTO(om_json) rows = NULL;
        OM_TRY(om_history_at(at->store, indicator->layer, om_run_id(run), &rows, err));
        const double value = rows ? city_value(at, indicator, rows) : NAN;
        if (isnan(value))
            continue;
        om_json *point = om_json_add(trend, om_json_object_new());
        om_json_put_integer(point, "run", om_run_id(run));
        om_json_put(point, "ended", om_json_copy(om_json_get(run, "ended")));
        om_json_put_number(point, "value", value);
    }
    return OM_OK;
}

static om_status put_indicator(making *at, const om_indicator *indicator, om_json *list,
                               om_error *err)
{
    OM_AUTO(om_json) rows = NULL;
    OM_AUTO(om_json) earlier_rows = NULL;
    om_json *object = om_json_add(list, om_json_object_new());
    om_figures now, before;
    describe(indicator, object);
    OM_TRY(om_history_now(at->store, indicator->layer, &rows, err));
    OM_TRY(om_past_put_runs(&at->past, indicator->analysis, object, err));
    OM_TRY(om_past_rows(&at->past, indicator, &earlier_rows, err));
    om_figures_make(indicator, rows, at->standings, at->standing_count, at->arena, &now);
    om_figures_make(indicator, earlier_rows, at->standings, at->standing_count, at->arena, &before);
    put_figures(at, object, indicator, rows, &now, earlier_rows ? &before : NULL);
    check_sum(at, indicator, &now);
    return put_trend(at, indicator, object, err);
}

/* ---- The whole ---- */

/* A line an indicator, for those who want no more. */
static void summarise(om_json *document)
{
    static const char *const members[] = {"value", "target", "gap", "change", "state", NULL};
    const om_json *indicators = om_json_get(document, "indicators");
    om_json *summary = om_json_array_new();
    for (size_t i = 0; i < om_json_count(indicators); i++) {
        const om_json *one = om_json_at(indicators, i), *city = om_json_get(one, "city");
        om_json *line = om_json_add(summary, om_json_object_new());
        om_json_put(line, "indicator", om_json_copy(om_json_get(one, "id")));
        for (size_t m = 0; members[m]; m++) {
            om_json_put(line, members[m], om_json_copy(om_json_get(city, members[m])));
            if (m == 0)
                om_json_put(line, "unit", om_json_copy(om_json_get(one, "unit")));
        }
    }
    om_json_put(document, "summary", summary);
}

static om_status put_title(making *at, const om_report_options *options, om_error *err)
{
    char today[OM_DATE_SIZE];
    const char *date = options->date;
    if (date && !om_date_is(date))
        return om_fail(err, OM_ERR_RANGE, "the date '%s' is no day such as 2026-11-23", date);
    om_date_today(today);
    om_json_put_text(at->document, "report", "indicators");
    om_json_put_text(at->document, "title", options->title);
    om_json_put_text(at->document, "title_zh", options->title_zh);
    om_json_put_text(at->document, "producer", options->producer);
    om_json_put_text(at->document, "date", date ? date : today);
    om_json_put_text(at->document, "since", options->since);
    at->notices = om_json_put(at->document, "notices", om_json_array_new());
    return OM_OK;
}

om_status om_report_document(om_store *store, const om_report_options *options, om_json **ret,
                             om_error *err)
{
    __attribute__((cleanup(clear)))
    making at = {.store = store, .arena = om_arena_new(), .document = om_json_object_new()};
    om_indicators indicators;
    OM_AUTO_MEMORY char *credits = NULL;
    OM_TRY(put_title(&at, options, err));
    OM_TRY(om_indicators_open(at.arena, NULL, &indicators, err));
    OM_TRY(om_past_open(store, options->since, at.arena, &at.past, err));
    OM_TRY(read_districts(&at, err));
    OM_TRY(om_store_credits(store, &credits, err));
    om_json_put_text(at.document, "credits", credits);
    om_json *list = om_json_put(at.document, "indicators", om_json_array_new());
    for (size_t i = 0; i < indicators.count; i++)
        OM_TRY(put_indicator(&at, &indicators.list[i], list, err));
    summarise(at.document);
    *ret = OM_TAKE(at.document);
    return OM_OK;
}

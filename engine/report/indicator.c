/* Reads the table of indicators, strictly: a wrong row is told before anything is worked out. */
#include "engine/report/indicator.h"

#include <math.h>
#include <string.h>

#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/store/history.h"

/* A table that is being read. */
typedef struct reading {
    om_arena *arena;
    const om_csv *csv;
    size_t row;
} reading;

/* The cell of a column that must be there, NULL when it is empty. */
static om_status cell(const reading *at, const char *name, const char **ret, om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(at->csv, name, &column, err));
    const char *text = om_csv_cell(at->csv, at->row, column);
    *ret = text[0] ? om_arena_text(at->arena, text) : NULL;
    return OM_OK;
}

static om_status fail_cell(const reading *at, const char *column, const char *value,
                           const char *wanted, om_error *err)
{
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is %s", om_csv_name(at->csv),
                   om_csv_line(at->csv, at->row), column, value ? value : "", wanted);
}

static om_status needed_cell(const reading *at, const char *name, const char **ret, om_error *err)
{
    OM_TRY(cell(at, name, ret, err));
    return *ret ? OM_OK : fail_cell(at, name, NULL, "missing", err);
}

/* The analysis that writes a layer; NULL when it is loaded. */
static const om_analysis *writer_of(const om_layer *layer)
{
    size_t count;
    const om_analysis *const *all = om_analyses(&count);
    for (size_t i = 0; i < count; i++)
        for (const char *const *name = all[i]->outputs; *name; name++)
            if (strcmp(*name, layer->name) == 0)
                return all[i];
    return NULL;
}

static om_status read_layer(const reading *at, om_indicator *ret, om_error *err)
{
    const char *name = NULL;
    OM_TRY(needed_cell(at, "layer", &name, err));
    ret->layer = om_layer_find(name);
    if (!ret->layer)
        return fail_cell(at, "layer", name, "no layer", err);
    ret->analysis = writer_of(ret->layer);
    if (!ret->analysis)
        return fail_cell(at, "layer", name, "the result of no analysis", err);
    return om_history_concerns(ret->layer)
               ? OM_OK
               : fail_cell(at, "layer", name, "no table of districts, nor of levels", err);
}

/* A column of numbers of the indicator's layer. */
static om_status read_column(const reading *at, const char *name, const char *value,
                             const om_indicator *of, const om_column **ret, om_error *err)
{
    const om_column *column = om_layer_column(of->layer, value);
    if (!column)
        return fail_cell(at, name, value, "no column of its layer", err);
    if (column->type != OM_INTEGER && column->type != OM_REAL)
        return fail_cell(at, name, value, "no column of numbers", err);
    *ret = column;
    return OM_OK;
}

/* "depot_level=any". */
static om_status read_where(const reading *at, om_indicator *ret, om_error *err)
{
    const char *text = NULL;
    OM_TRY(cell(at, "where", &text, err));
    if (!text)
        return OM_OK;
    const char *sign = strchr(text, '=');
    if (!sign)
        return fail_cell(at, "where", text, "no column=value", err);
    ret->where_column = om_arena_text_part(at->arena, text, (size_t)(sign - text));
    ret->where_value = sign + 1;
    return om_layer_column(ret->layer, ret->where_column)
               ? OM_OK
               : fail_cell(at, "where", text, "about no column of its layer", err);
}

static om_status read_figures(const reading *at, om_indicator *ret, om_error *err)
{
    const char *part = NULL, *whole = NULL;
    OM_TRY(needed_cell(at, "part", &part, err));
    OM_TRY(cell(at, "whole", &whole, err));
    OM_TRY(needed_cell(at, "unit", &ret->unit, err));
    OM_TRY(read_column(at, "part", part, ret, &ret->part, err));
    if (whole)
        OM_TRY(read_column(at, "whole", whole, ret, &ret->whole, err));
    const bool grade = strcmp(ret->unit, "grade") == 0;
    if (grade && whole)
        return fail_cell(at, "whole", whole, "of no use to a grade", err);
    ret->kind = grade ? OM_INDICATOR_GRADE : whole ? OM_INDICATOR_RATIO : OM_INDICATOR_SUM;
    ret->scale = strcmp(ret->unit, "%") == 0 ? 100 : 1;
    return OM_OK;
}

static om_status read_target(const reading *at, om_indicator *ret, om_error *err)
{
    const char *target = NULL, *direction = NULL;
    OM_TRY(cell(at, "target", &target, err));
    OM_TRY(cell(at, "direction", &direction, err));
    ret->target = NAN;
    if (!target)
        return direction ? fail_cell(at, "direction", direction, "of no use without a target", err)
                         : OM_OK;
    if (ret->kind == OM_INDICATOR_GRADE)
        return fail_cell(at, "target", target, "of no use to a grade", err);
    if (!om_text_to_number(target, &ret->target)) {
        ret->target_from = om_layer_column(ret->layer, target);
        if (!ret->target_from || ret->target_from->type == OM_TEXT)
            return fail_cell(at, "target", target,
                             "neither a number nor a column of numbers of its layer", err);
        ret->target = NAN;
    }
    if (direction && strcmp(direction, "at_least") == 0)
        ret->direction = OM_AT_LEAST;
    else if (direction && strcmp(direction, "at_most") == 0)
        ret->direction = OM_AT_MOST;
    else
        return fail_cell(at, "direction", direction, "neither at_least nor at_most", err);
    return OM_OK;
}

static om_status read_words(const reading *at, om_indicator *ret, om_error *err)
{
    const char *verified = NULL;
    OM_TRY(needed_cell(at, "title", &ret->title, err));
    OM_TRY(needed_cell(at, "title_zh", &ret->title_zh, err));
    OM_TRY(cell(at, "map", &ret->map, err));
    OM_TRY(needed_cell(at, "method", &ret->method, err));
    OM_TRY(needed_cell(at, "method_zh", &ret->method_zh, err));
    OM_TRY(needed_cell(at, "source", &ret->source, err));
    OM_TRY(cell(at, "clause", &ret->clause, err));
    OM_TRY(needed_cell(at, "verified", &verified, err));
    ret->verified = strcmp(verified, "yes") == 0;
    return ret->verified || strcmp(verified, "no") == 0
               ? OM_OK
               : fail_cell(at, "verified", verified, "neither yes nor no", err);
}

static om_status read_row(const reading *at, const om_indicator *before, om_indicator *ret,
                          om_error *err)
{
    om_indicator read = {0};
    OM_TRY(needed_cell(at, "id", &read.id, err));
    for (size_t i = 0; i < at->row; i++)
        if (strcmp(before[i].id, read.id) == 0)
            return fail_cell(at, "id", read.id, "there twice", err);
    OM_TRY(read_layer(at, &read, err));
    OM_TRY(read_where(at, &read, err));
    OM_TRY(read_figures(at, &read, err));
    OM_TRY(read_target(at, &read, err));
    OM_TRY(read_words(at, &read, err));
    *ret = read;
    return OM_OK;
}

om_status om_indicators_open(om_arena *arena, const char *path, om_indicators *ret, om_error *err)
{
    if (!path)
        OM_TRY(om_share_find(arena, "standards/indicators.csv", &path, err));
    OM_AUTO(om_csv) csv = NULL;
    OM_TRY(om_csv_open(path, &csv, err));
    const size_t count = om_csv_row_count(csv);
    om_indicator *list = OM_ARENA_ARRAY(arena, om_indicator, count + 1);
    for (size_t row = 0; row < count; row++)
        OM_TRY(read_row(&(reading){arena, csv, row}, list, &list[row], err));
    *ret = (om_indicators){list, count, path};
    return OM_OK;
}

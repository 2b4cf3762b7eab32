/* Files of factors, read strictly: what is not understood is refused by file, line and reason. */
#include "engine/risk/factor.h"

#include <math.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"

const char *const om_role_names[] = {"hazard", "exposure", "vulnerability", "capacity", NULL};
const char *const om_statistic_names[] = {"share",   "length",  "count",   "mean",
                                          "density", "minimum", "maximum", NULL};
static const char *const direction_names[] = {"rises", "falls", NULL};
static const char *const verified_names[] = {"no", "yes", NULL};

static const char *const known_columns[] = {
    "factor", "role",   "layer",    "column", "raster", "statistic",    "normalise",   "direction",
    "weight", "source", "verified", "band",   "nodata", "where_column", "where_value", "note",
};
enum { NEEDED_COLUMNS = 11, KNOWN_COLUMNS = sizeof known_columns / sizeof *known_columns };

/* The row that is read. */
typedef struct line {
    const om_csv *csv;
    size_t row;
    om_arena *arena;
} line;

static const char *cell(const line *at, const char *column)
{
    return om_csv_cell(at->csv, at->row, om_csv_column(at->csv, column));
}

static const char *keep(const line *at, const char *column)
{
    return om_arena_text(at->arena, cell(at, column));
}

static om_status fail_at(const line *at, const char *reason, om_error *err)
{
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s", om_csv_name(at->csv),
                   om_csv_line(at->csv, at->row), reason);
}

/* The number of a cell among names. */
static om_status read_choice(const line *at, const char *column, const char *const *names, int *ret,
                             om_error *err)
{
    OM_AUTO_TEXT list = {0};
    for (int i = 0; names[i]; i++) {
        om_text_add_format(&list, "%s%s", i ? ", " : "", names[i]);
        if (strcmp(names[i], cell(at, column)) == 0) {
            *ret = i;
            return OM_OK;
        }
    }
    return fail_at(
        at,
        om_arena_format(at->arena, "%s '%s' is none of %s", column, cell(at, column), list.bytes),
        err);
}

/* ---- What is measured ---- */

static om_status check_shape(const line *at, const om_factor *factor, om_error *err)
{
    const om_shape_kind shape = factor->layer->shape;
    const bool has_ground =
        shape == OM_SHAPE_POLYGON || shape == OM_SHAPE_PLACE || shape == OM_SHAPE_ANY;
    const bool has_length = shape == OM_SHAPE_LINE || shape == OM_SHAPE_ANY;
    const om_statistic statistic = factor->statistic;
    const bool wants_ground = statistic == OM_STATISTIC_SHARE || statistic == OM_STATISTIC_MEAN;
    if (statistic == OM_STATISTIC_MINIMUM || statistic == OM_STATISTIC_MAXIMUM)
        return fail_at(at, "minimum and maximum are of rasters only", err);
    if (shape == OM_SHAPE_NONE || (wants_ground && !has_ground) ||
        (statistic == OM_STATISTIC_LENGTH && !has_length))
        return fail_at(at,
                       om_arena_format(at->arena, "%s has no %s to take the %s of",
                                       factor->layer->name,
                                       shape == OM_SHAPE_NONE ? "shapes"
                                       : wants_ground         ? "polygons"
                                                              : "lines",
                                       om_statistic_names[statistic]),
                       err);
    return OM_OK;
}

static om_status check_column(const line *at, const om_layer *layer, const char *what,
                              bool is_number, om_error *err)
{
    const char *name = cell(at, what);
    const om_column *column = om_layer_column(layer, name);
    if (!column)
        return fail_at(at, om_arena_format(at->arena, "%s has no column '%s'", layer->name, name),
                       err);
    if (is_number && column->type != OM_INTEGER && column->type != OM_REAL)
        return fail_at(
            at, om_arena_format(at->arena, "column '%s' of %s has no numbers", name, layer->name),
            err);
    return OM_OK;
}

static om_status read_layer(const line *at, om_factor *factor, om_error *err)
{
    const char *name = cell(at, "layer");
    factor->layer = om_layer_find(name);
    if (!factor->layer)
        return fail_at(at, om_arena_format(at->arena, "there is no layer '%s'", name), err);
    const bool needs_column =
        factor->statistic == OM_STATISTIC_MEAN || factor->statistic == OM_STATISTIC_DENSITY;
    OM_TRY(check_shape(at, factor, err));
    factor->column = keep(at, "column");
    if (needs_column)
        OM_TRY(check_column(at, factor->layer, "column", true, err));
    else if (factor->column[0])
        return fail_at(at,
                       om_arena_format(at->arena, "the statistic %s takes no column",
                                       om_statistic_names[factor->statistic]),
                       err);
    factor->where_column = keep(at, "where_column");
    factor->where_value = keep(at, "where_value");
    if (!factor->where_column[0] != !factor->where_value[0])
        return fail_at(at, "where_column and where_value go together", err);
    return factor->where_column[0] ? check_column(at, factor->layer, "where_column", false, err)
                                   : OM_OK;
}

static om_status read_raster(const line *at, const char *path, om_factor *factor, om_error *err)
{
    int64_t band = 1;
    const bool fits =
        factor->statistic == OM_STATISTIC_MEAN || factor->statistic == OM_STATISTIC_DENSITY ||
        factor->statistic == OM_STATISTIC_MINIMUM || factor->statistic == OM_STATISTIC_MAXIMUM;
    if (!fits)
        return fail_at(at, "of a raster there are mean, density, minimum and maximum", err);
    if (cell(at, "column")[0] || cell(at, "where_column")[0])
        return fail_at(at, "a raster has no columns", err);
    if (cell(at, "band")[0] && !om_text_to_integer(cell(at, "band"), 1, 100000, &band))
        return fail_at(at, om_arena_format(at->arena, "band '%s' is none", cell(at, "band")), err);
    factor->raster = om_path_beside(at->arena, path, keep(at, "raster"));
    factor->nodata = keep(at, "nodata");
    factor->band = (int)band;
    return OM_OK;
}

static om_status read_measured(const line *at, const char *path, om_factor *factor, om_error *err)
{
    const bool has_layer = cell(at, "layer")[0] != '\0', has_raster = cell(at, "raster")[0] != '\0';
    if (has_layer == has_raster)
        return fail_at(at, "it needs either a layer or a raster", err);
    if (has_layer && (cell(at, "band")[0] || cell(at, "nodata")[0]))
        return fail_at(at, "band and nodata are of rasters only", err);
    return has_layer ? read_layer(at, factor, err) : read_raster(at, path, factor, err);
}

/* ---- Rows ---- */

static om_status read_weight(const line *at, om_factor *factor, om_error *err)
{
    const char *text = cell(at, "weight");
    factor->weight = NAN;
    if (text[0] && (!om_text_to_number(text, &factor->weight) ||
                    !(factor->weight >= 0 && factor->weight <= 1)))
        return fail_at(at, om_arena_format(at->arena, "weight '%s' is not within 0..1", text), err);
    return OM_OK;
}

static om_status read_factor(const line *at, const char *path, om_factor *factor, om_error *err)
{
    int role = 0, statistic = 0, normal = 0, direction = 0, verified = 0;
    factor->name = keep(at, "factor");
    if (!factor->name[0])
        return fail_at(at, "the factor has no name", err);
    OM_TRY(read_choice(at, "role", om_role_names, &role, err));
    OM_TRY(read_choice(at, "statistic", om_statistic_names, &statistic, err));
    OM_TRY(read_choice(at, "normalise", om_normal_names, &normal, err));
    OM_TRY(read_choice(at, "direction", direction_names, &direction, err));
    OM_TRY(read_choice(at, "verified", verified_names, &verified, err));
    factor->role = (om_role)role;
    factor->statistic = (om_statistic)statistic;
    factor->normal = (om_normal)normal;
    factor->falls = direction == 1;
    factor->verified = verified == 1;
    factor->line = om_csv_line(at->csv, at->row);
    factor->source = keep(at, "source");
    if (!factor->source[0])
        return fail_at(at, "it does not say its source", err);
    OM_TRY(read_weight(at, factor, err));
    return read_measured(at, path, factor, err);
}

static om_status check_columns(const om_csv *csv, om_error *err)
{
    size_t column = 0;
    for (size_t i = 0; i < NEEDED_COLUMNS; i++)
        OM_TRY(om_csv_need_column(csv, known_columns[i], &column, err));
    for (column = 0; column < om_csv_column_count(csv); column++) {
        const char *name = om_csv_column_name(csv, column);
        size_t known = 0;
        while (known < KNOWN_COLUMNS && strcmp(known_columns[known], name) != 0)
            known++;
        if (known == KNOWN_COLUMNS)
            return om_fail(err, OM_ERR_DATA, "%s, line 1: a file of factors has no column '%s'",
                           om_csv_name(csv), name);
    }
    return OM_OK;
}

static om_status check_names(const om_factors *factors, const om_csv *csv, om_error *err)
{
    bool has_hazard = false;
    for (size_t i = 0; i < factors->count; i++) {
        has_hazard = has_hazard || factors->list[i].role == OM_ROLE_HAZARD;
        for (size_t k = 0; k < i; k++)
            if (strcmp(factors->list[i].name, factors->list[k].name) == 0)
                return om_fail(err, OM_ERR_DATA, "%s, line %zu: the factor '%s' stands on line %zu",
                               om_csv_name(csv), factors->list[i].line, factors->list[i].name,
                               factors->list[k].line);
    }
    return has_hazard
               ? OM_OK
               : om_fail(err, OM_ERR_DATA, "%s has no factor of the role hazard", om_csv_name(csv));
}

/* ---- Files ---- */

void om_factors_free(om_factors *factors)
{
    if (!factors)
        return;
    om_arena_free(factors->arena);
    free(factors);
}

om_status om_factors_parse(const om_csv *csv, const char *path, om_factors **ret, om_error *err)
{
    OM_TRY(check_columns(csv, err));
    const size_t count = om_csv_row_count(csv);
    if (!count || count > OM_MOST_FACTORS)
        return om_fail(err, OM_ERR_DATA, "%s has %zu factors, not within 1..%d", om_csv_name(csv),
                       count, OM_MOST_FACTORS);
    OM_AUTO(om_factors) factors = om_memory_take(1, sizeof *factors);
    factors->arena = om_arena_new();
    factors->path = om_arena_text(factors->arena, path);
    factors->list = OM_ARENA_ARRAY(factors->arena, om_factor, count);
    factors->count = count;
    for (size_t row = 0; row < count; row++) {
        OM_TRY(read_factor(&(line){csv, row, factors->arena}, path, &factors->list[row], err));
        factors->unverified += !factors->list[row].verified;
    }
    OM_TRY(check_names(factors, csv, err));
    *ret = OM_TAKE(factors);
    return OM_OK;
}

om_status om_factors_open(const char *path, om_factors **ret, om_error *err)
{
    OM_AUTO(om_csv) csv = NULL;
    OM_AUTO(om_factors) factors = NULL;
    char checksum[OM_CHECKSUM_SIZE];
    OM_TRY(om_csv_open(path, &csv, err));
    OM_TRY(om_factors_parse(csv, path, &factors, err));
    OM_TRY(om_file_checksum(path, checksum, err));
    factors->checksum = om_arena_text(factors->arena, checksum);
    *ret = OM_TAKE(factors);
    return OM_OK;
}

void om_factors_describe(const om_factors *factors, om_json *list)
{
    om_json *table = om_json_add(list, om_json_object_new());
    om_json_put_text(table, "table", om_path_base(factors->path));
    om_json_put_text(table, "path", factors->path);
    om_json_put_text(table, "checksum", factors->checksum);
    om_json_put_integer(table, "unverified", (int64_t)factors->unverified);
}

const char *om_factor_unit(const om_factor *factor, om_arena *arena)
{
    const om_column *column =
        factor->layer && factor->column[0] ? om_layer_column(factor->layer, factor->column) : NULL;
    switch (factor->statistic) {
    case OM_STATISTIC_SHARE:
        return "0..1";
    case OM_STATISTIC_LENGTH:
        return "km/km2";
    case OM_STATISTIC_COUNT:
        return "1/km2";
    case OM_STATISTIC_DENSITY:
        return om_arena_format(arena, "%s/km2", column ? column->unit : "1");
    default:
        return column ? column->unit : "";
    }
}

/* Grading policies, read strictly: what is not understood is refused by file, line and reason. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/policy_inside.h"

static const char *const known_columns[] = {
    "kind",      "column",   "op",     "value",       "grade",      "reason",
    "source",    "verified", "unit",   "influence_m", "and_column", "and_op",
    "and_value", "note",     "clause", "reason_zh",   "source_zh",
};
enum { NEEDED_COLUMNS = 8, KNOWN_COLUMNS = sizeof known_columns / sizeof *known_columns };

const char *const om_policy_column_names[] = {
    [OM_POLICY_NO_COLUMN] = "",
    [OM_POLICY_NAME] = "name",
    [OM_POLICY_SUBSTANCE] = "substance",
    [OM_POLICY_STATUS] = "status",
    [OM_POLICY_QUANTITY_UNIT] = "quantity_unit",
    [OM_POLICY_QUANTITY] = "quantity",
    [OM_POLICY_REPORTED_LEVEL] = "reported_level",
};

const char *const om_policy_op_names[] = {
    [OM_POLICY_ANY] = "any", [OM_POLICY_EQUAL] = "=", [OM_POLICY_AT_LEAST] = ">=",
    [OM_POLICY_BELOW] = "<", [OM_POLICY_IN] = "in",   [OM_POLICY_REPORTED] = "reported",
};

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

static om_status fail_at(const line *at, om_error *err, const char *reason)
{
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s", om_csv_name(at->csv),
                   om_csv_line(at->csv, at->row), reason);
}

static om_status fail_name(const line *at, const char *what, const char *const *names, size_t count,
                           om_error *err)
{
    const char *wrong = cell(at, what);
    const char *nearest = om_text_nearest(wrong, names, count);
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; i < count; i++)
        om_text_add_format(&list, "%s%s", list.length ? ", " : "", names[i]);
    return fail_at(
        at, err,
        nearest && nearest[0]
            ? om_arena_format(at->arena, "unknown %s '%s', did you mean '%s'?", what, wrong,
                              nearest)
            : om_arena_format(at->arena, "unknown %s '%s', none of %s", what, wrong, list.bytes));
}

static om_status read_name(const line *at, const char *what, const char *const *names, size_t count,
                           size_t *ret, om_error *err)
{
    const char *text = cell(at, what);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], text) == 0) {
            *ret = i;
            return OM_OK;
        }
    return fail_name(at, what, names, count, err);
}

static bool holds_numbers(om_policy_column column)
{
    return column == OM_POLICY_QUANTITY || column == OM_POLICY_REPORTED_LEVEL;
}

/* Splits "a|b|c"; other ops than "in" have one value, which may contain a bar. */
static const char **split(const line *at, const char *value, om_policy_op op, size_t *ret_count)
{
    size_t count = 1;
    for (const char *c = value; op == OM_POLICY_IN && *c; c++)
        count += *c == '|';
    const char **parts = OM_ARENA_ARRAY(at->arena, const char *, count);
    for (size_t i = 0; i < count; i++) {
        const size_t length = op == OM_POLICY_IN ? strcspn(value, "|") : strlen(value);
        parts[i] = om_arena_text_part(at->arena, value, length);
        value += length + (i + 1 < count);
    }
    *ret_count = count;
    return parts;
}

static om_status read_values(const line *at, const char *value, om_condition *condition,
                             om_error *err)
{
    const char **texts = split(at, value, condition->op, &condition->count);
    double *numbers = OM_ARENA_ARRAY(at->arena, double, condition->count);
    for (size_t i = 0; i < condition->count; i++) {
        if (!texts[i][0])
            return fail_at(at, err, "a value is missing");
        if (holds_numbers(condition->column) && !om_text_to_number(texts[i], &numbers[i]))
            return fail_at(at, err,
                           om_arena_format(at->arena, "the value '%s' is not a number", texts[i]));
    }
    condition->texts = holds_numbers(condition->column) ? NULL : texts;
    condition->numbers = numbers;
    return OM_OK;
}

/* The names of the three cells that make up a condition. */
typedef struct condition_cells {
    const char *column, *op, *value;
} condition_cells;

static om_status read_condition(const line *at, const condition_cells *cells, om_condition *ret,
                                om_error *err)
{
    size_t column = 0, op = 0;
    OM_TRY(read_name(at, cells->column, om_policy_column_names,
                     sizeof om_policy_column_names / sizeof *om_policy_column_names, &column, err));
    OM_TRY(read_name(at, cells->op, om_policy_op_names,
                     sizeof om_policy_op_names / sizeof *om_policy_op_names, &op, err));
    *ret = (om_condition){.column = (om_policy_column)column, .op = (om_policy_op)op};
    const char *value = cell(at, cells->value);
    if (ret->op == OM_POLICY_ANY || ret->op == OM_POLICY_REPORTED)
        return column || value[0]
                   ? fail_at(at, err,
                             om_arena_format(at->arena, "op '%s' takes neither column nor value",
                                             om_policy_op_names[op]))
                   : OM_OK;
    if (!column)
        return fail_at(
            at, err, om_arena_format(at->arena, "op '%s' needs a column", om_policy_op_names[op]));
    const bool ordered = ret->op == OM_POLICY_AT_LEAST || ret->op == OM_POLICY_BELOW;
    if (ordered && !holds_numbers(ret->column))
        return fail_at(at, err,
                       om_arena_format(at->arena, "op '%s' does not suit the text column '%s'",
                                       om_policy_op_names[op], om_policy_column_names[column]));
    return read_values(at, value, ret, err);
}

static om_status read_conditions(const line *at, om_rule *rule, om_error *err)
{
    static const condition_cells when = {"column", "op", "value"};
    static const condition_cells and = {"and_column", "and_op", "and_value"};
    OM_TRY(read_condition(at, &when, &rule->when, err));
    if (!cell(at, and.column)[0] && !cell(at, and.op)[0] && !cell(at, and.value)[0])
        return OM_OK; /* zero is op "any": nothing more is asked */
    OM_TRY(read_condition(at, &and, &rule->and, err));
    return rule->and.op == OM_POLICY_ANY || rule->and.op == OM_POLICY_REPORTED
               ? fail_at(at, err, "and_op must be one of =, >=, <, in")
               : OM_OK;
}

static om_status read_grade(const line *at, om_rule *rule, om_error *err)
{
    const char *text = cell(at, "grade");
    if (rule->when.op == OM_POLICY_REPORTED)
        return text[0] ? fail_at(at, err, "op 'reported' gives the reported grade: leave it empty")
                       : OM_OK;
    int64_t grade = 0;
    if (!om_text_to_integer(text, OM_GRADE_WORST, OM_GRADE_LOWEST, &grade))
        return fail_at(at, err, om_arena_format(at->arena, "grade '%s' is not within 1..4", text));
    rule->grade = (int)grade;
    return OM_OK;
}

static om_status read_influence(const line *at, om_rule *rule, om_error *err)
{
    const char *text = cell(at, "influence_m");
    rule->influence_m = NAN;
    if (!text[0])
        return OM_OK;
    if (!om_text_to_number(text, &rule->influence_m) ||
        !(rule->influence_m >= 0 && rule->influence_m <= 100000))
        return fail_at(
            at, err,
            om_arena_format(at->arena, "influence_m '%s' is not within 0..100000 m", text));
    return OM_OK;
}

static om_status read_unit(const line *at, om_rule *rule, om_error *err)
{
    const bool weighs =
        rule->when.column == OM_POLICY_QUANTITY || rule->and.column == OM_POLICY_QUANTITY;
    rule->unit = om_arena_text(at->arena, cell(at, "unit"));
    if (weighs && !rule->unit[0])
        return fail_at(at, err, "a rule on quantity needs a unit");
    if (!weighs && rule->unit[0])
        return fail_at(at, err, "only a rule on quantity has a unit");
    return OM_OK;
}

static om_status read_provenance(const line *at, om_rule *rule, om_error *err)
{
    const char *verified = cell(at, "verified");
    if (!cell(at, "source")[0])
        return fail_at(at, err, "it does not say its source");
    rule->because.verified = strcmp(verified, "yes") == 0;
    if (!rule->because.verified && strcmp(verified, "no") != 0)
        return fail_at(
            at, err, om_arena_format(at->arena, "verified is '%s', neither yes nor no", verified));
    rule->because.reason = om_arena_text(at->arena, cell(at, "reason"));
    rule->because.reason_zh = om_arena_text(at->arena, cell(at, "reason_zh"));
    rule->because.source = om_arena_text(at->arena, cell(at, "source"));
    rule->because.source_zh = om_arena_text(at->arena, cell(at, "source_zh"));
    rule->because.clause = om_arena_text(at->arena, cell(at, "clause"));
    return rule->because.reason[0] ? OM_OK : fail_at(at, err, "it does not give a reason");
}

static void add_condition(om_text *text, const line *at, const condition_cells *cells)
{
    om_text_add_format(text, "%s %s %s", cell(at, cells->column), cell(at, cells->op),
                       cell(at, cells->value));
    if (strcmp(cell(at, cells->column), "quantity") == 0)
        om_text_add_format(text, " %s", cell(at, "unit"));
}

static const char *say(const line *at, const om_rule *rule)
{
    static const condition_cells when = {"column", "op", "value"};
    static const condition_cells and = {"and_column", "and_op", "and_value"};
    OM_AUTO_TEXT text = {0};
    om_text_add_format(&text, "%s: ", rule->kind);
    if (rule->when.op == OM_POLICY_ANY || rule->when.op == OM_POLICY_REPORTED)
        om_text_add(&text, om_policy_op_names[rule->when.op]);
    else
        add_condition(&text, at, &when);
    if (rule->and.op != OM_POLICY_ANY) {
        om_text_add(&text, " and ");
        add_condition(&text, at, &and);
    }
    return om_arena_text(at->arena, text.bytes);
}

static om_status read_rule(const line *at, om_rule *rule, om_error *err)
{
    rule->because.method = rule->because.table = "policy";
    rule->because.line = om_csv_line(at->csv, at->row);
    rule->kind = om_arena_text(at->arena, cell(at, "kind"));
    if (!rule->kind[0])
        return fail_at(at, err, "kind is missing; '*' stands for every kind");
    OM_TRY(read_conditions(at, rule, err));
    OM_TRY(read_grade(at, rule, err));
    OM_TRY(read_influence(at, rule, err));
    OM_TRY(read_unit(at, rule, err));
    OM_TRY(read_provenance(at, rule, err));
    rule->because.text = say(at, rule);
    return OM_OK;
}

static om_status check_columns(const om_csv *csv, om_error *err)
{
    size_t column = 0;
    for (size_t i = 0; i < NEEDED_COLUMNS; i++)
        OM_TRY(om_csv_need_column(csv, known_columns[i], &column, err));
    for (column = 0; column < om_csv_column_count(csv); column++) {
        size_t known = 0;
        while (known < KNOWN_COLUMNS &&
               strcmp(known_columns[known], om_csv_column_name(csv, column)) != 0)
            known++;
        if (known == KNOWN_COLUMNS)
            return om_fail(err, OM_ERR_DATA, "%s, line 1: a policy has no column '%s'",
                           om_csv_name(csv), om_csv_column_name(csv, column));
    }
    return OM_OK;
}

om_status om_policy_parse(const om_csv *csv, om_policy **ret, om_error *err)
{
    OM_TRY(check_columns(csv, err));
    const size_t count = om_csv_row_count(csv);
    if (!count)
        return om_fail(err, OM_ERR_DATA, "%s has no rules", om_csv_name(csv));
    OM_AUTO(om_policy) policy = om_memory_take(1, sizeof *policy);
    policy->arena = om_arena_new();
    policy->name = om_arena_text(policy->arena, om_csv_name(csv));
    policy->rules = OM_ARENA_ARRAY(policy->arena, om_rule, count);
    policy->count = count;
    for (size_t row = 0; row < count; row++)
        OM_TRY(read_rule(&(line){csv, row, policy->arena}, &policy->rules[row], err));
    *ret = OM_TAKE(policy);
    return OM_OK;
}

om_status om_policy_open(const char *path, om_policy **ret, om_error *err)
{
    OM_AUTO(om_csv) csv = NULL;
    OM_TRY(om_csv_open(path, &csv, err));
    return om_policy_parse(csv, ret, err);
}

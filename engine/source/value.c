/* Cells become values: strict numbers, words for truth and direction, choices by any name. */
#include "engine/source/value.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

/* A word that stands for a whole number. */
typedef struct word {
    const char *text;
    int number;
} word;

static const word truths[] = {
    {"yes", 1}, {"true", 1},  {"t", 1}, {"y", 1}, {"\xE6\x98\xAF", 1} /* 是 */,
    {"no", 0},  {"false", 0}, {"f", 0}, {"n", 0}, {"\xE5\x90\xA6", 0} /* 否 */,
    {NULL, 0},
};

/* F and T: only from the first vertex to the last, only from the last to the first. */
static const word directions[] = {
    {"yes", 1}, {"true", 1}, {"f", 1},        {"no", 0}, {"false", 0},
    {"b", 0},   {"t", -1},   {"reverse", -1}, {NULL, 0},
};

static const word *words_of(const om_column *column)
{
    if (column->type != OM_INTEGER || column->maximum != 1)
        return NULL;
    if (column->minimum == 0)
        return truths;
    return column->minimum == -1 ? directions : NULL;
}

static bool find_word(const word *words, const char *text, int64_t *ret)
{
    for (; words && words->text; words++)
        if (strcasecmp(words->text, text) == 0) {
            *ret = words->number;
            return true;
        }
    return false;
}

/* The text without blanks around it; NULL when nothing is left. */
static const char *trimmed(const char *text, om_arena *arena)
{
    while (isspace((unsigned char)*text))
        text++;
    size_t length = strlen(text);
    while (length && isspace((unsigned char)text[length - 1]))
        length--;
    if (!length)
        return NULL;
    return text[length] ? om_arena_text_part(arena, text, length) : text;
}

static om_status not_of_type(const om_column *column, const char *text, om_error *err)
{
    const char *wanted = column->type == OM_INTEGER ? "a whole number"
                         : column->type == OM_REAL  ? "a number"
                                                    : "bytes";
    return om_fail(err, OM_ERR_DATA, "%s \"%.60s\" is not %s", column->name, text, wanted);
}

static om_status integer_of(const om_column *column, const om_value *cell, int64_t *ret,
                            om_error *err)
{
    double number = 0;
    if (cell->kind == OM_VALUE_INTEGER) {
        *ret = cell->integer;
        return OM_OK;
    }
    if (cell->kind == OM_VALUE_TEXT) {
        if (find_word(words_of(column), cell->text, ret) ||
            om_text_to_integer(cell->text, INT64_MIN, INT64_MAX, ret))
            return OM_OK;
        if (!om_text_to_number(cell->text, &number))
            return not_of_type(column, cell->text, err);
    } else {
        number = cell->real;
    }
    /* 2^53: beyond it a double no longer tells whole numbers apart. */
    if (!(fabs(number) <= 9007199254740992.0) || floor(number) != number)
        return om_fail(err, OM_ERR_DATA, "%s %g is not a whole number", column->name, number);
    *ret = (int64_t)number;
    return OM_OK;
}

static om_status real_of(const om_column *column, const om_value *cell, double *ret, om_error *err)
{
    if (cell->kind == OM_VALUE_INTEGER)
        *ret = (double)cell->integer;
    else if (cell->kind == OM_VALUE_REAL)
        *ret = cell->real;
    else if (!om_text_to_number(cell->text, ret))
        return not_of_type(column, cell->text, err);
    if (!isfinite(*ret))
        return om_fail(err, OM_ERR_DATA, "%s is not a finite number", column->name);
    return OM_OK;
}

static const char *text_of(const om_value *cell, om_arena *arena)
{
    if (cell->kind == OM_VALUE_TEXT)
        return cell->text;
    if (cell->kind == OM_VALUE_INTEGER)
        return om_arena_format(arena, "%lld", (long long)cell->integer);
    OM_AUTO_TEXT digits = {0};
    om_text_add_number(&digits, cell->real);
    return om_arena_text(arena, digits.bytes);
}

static om_status check_range(const om_column *column, double number, om_error *err)
{
    const bool is_limited = column->minimum != 0 || column->maximum != 0;
    if (!is_limited || (number >= column->minimum && number <= column->maximum))
        return OM_OK;
    return om_fail(err, OM_ERR_RANGE, "%s %g lies outside %g..%g", column->name, number,
                   column->minimum, column->maximum);
}

static om_status list_choices(const om_column *column, const char *text, om_error *err)
{
    enum { MOST = 64 };
    const char *names[MOST];
    size_t count = 0;
    OM_AUTO_TEXT list = {0};
    for (const om_choice *choice = column->choices; choice->value && count < MOST; choice++) {
        om_text_add_format(&list, "%s%s", list.length ? ", " : "", choice->value);
        names[count++] = choice->value;
    }
    const char *nearest = om_text_nearest(text, names, count);
    return om_fail(err, OM_ERR_DATA, "%s \"%.60s\" is none of: %s%s%s%s", column->name, text,
                   list.bytes, nearest ? "; did you mean \"" : "", nearest ? nearest : "",
                   nearest ? "\"?" : "");
}

static om_status choose(const om_column *column, const char *text, const char **ret, om_error *err)
{
    for (const om_choice *choice = column->choices; choice->value; choice++)
        if (strcasecmp(choice->value, text) == 0 ||
            (choice->title && strcasecmp(choice->title, text) == 0) ||
            (choice->title_zh && strcmp(choice->title_zh, text) == 0)) {
            *ret = choice->value;
            return OM_OK;
        }
    return list_choices(column, text, err);
}

static om_status value_of_present(const om_column *column, const om_value *cell, om_arena *arena,
                                  om_value *ret, om_error *err)
{
    if (column->type == OM_INTEGER) {
        int64_t number = 0;
        OM_TRY(integer_of(column, cell, &number, err));
        OM_TRY(check_range(column, (double)number, err));
        *ret = om_value_integer(number);
    } else if (column->type == OM_REAL) {
        double number = 0;
        OM_TRY(real_of(column, cell, &number, err));
        OM_TRY(check_range(column, number, err));
        *ret = om_value_real(number);
    } else {
        const char *text = text_of(cell, arena);
        if (column->choices)
            OM_TRY(choose(column, text, &text, err));
        *ret = om_value_text(text);
    }
    return OM_OK;
}

om_status om_value_of_cell(const om_column *column, const om_value *cell, om_arena *arena,
                           om_value *ret, om_error *err)
{
    om_value present = *cell;
    if (present.kind == OM_VALUE_TEXT)
        present = om_value_text(trimmed(present.text, arena));
    if (present.kind == OM_VALUE_NULL) {
        *ret = present;
        return OM_OK;
    }
    if (column->type == OM_BLOB || present.kind == OM_VALUE_BLOB) {
        if (column->type != OM_BLOB || present.kind != OM_VALUE_BLOB)
            return om_fail(err, OM_ERR_DATA, "%s %s", column->name,
                           column->type == OM_BLOB ? "takes bytes only" : "cannot hold bytes");
        *ret = present;
        return OM_OK;
    }
    return value_of_present(column, &present, arena, ret, err);
}

/* Operators on texts and lists. */
#include <math.h>
#include <string.h>

#include "engine/base/locale.h"
#include "engine/base/text.h"
#include "engine/style/letters.h"
#include "engine/style/operator.h"

static om_datum upcase(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(text, 0);
    return om_datum_text(om_locale_upper(text.text, evaluation->arena));
}

static om_datum downcase(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(text, 0);
    return om_datum_text(om_locale_lower(text.text, evaluation->arena));
}

static om_datum concat(const om_expression *node, const om_evaluation *evaluation)
{
    OM_AUTO_TEXT joined = {0};
    om_text_add(&joined, "");
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(part, i);
        om_text_add(&joined, om_datum_to_text(part, evaluation->arena));
    }
    return om_datum_text(
        om_arena_text_part(evaluation->arena, joined.bytes ? joined.bytes : "", joined.length));
}

static om_datum join(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(list, 0);
    OM_ARGUMENT(between, 1);
    OM_AUTO_TEXT joined = {0};
    om_text_add(&joined, "");
    for (size_t i = 0; i < list.array.count; i++) {
        om_text_add(&joined, i > 0 ? between.text : "");
        om_text_add(&joined, om_datum_to_text(list.array.items[i], evaluation->arena));
    }
    return om_datum_text(
        om_arena_text_part(evaluation->arena, joined.bytes ? joined.bytes : "", joined.length));
}

static om_status compile_join(const om_scope *scope, const om_place *place, om_type wanted,
                              om_expression *node, om_error *err)
{
    (void)wanted;
    om_node_reserve(scope, node, 2);
    OM_TRY(om_node_add(scope, place, 1, (om_type){.kind = OM_TYPE_ARRAY, .item = OM_TYPE_TEXT},
                       node, err));
    return om_node_add(scope, place, 2, OM_TYPE(TEXT), node, err);
}

/* Room for the pieces of a text: no more than it has bytes, and one. */
static om_datum split(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(text, 0);
    OM_ARGUMENT(between, 1);
    om_arena *arena = evaluation->arena;
    const size_t width = strlen(between.text);
    size_t most = width ? 1 : om_letters_count(text.text), count = 0;
    for (const char *at = text.text; width && (at = strstr(at, between.text)); at += width)
        most++;
    om_datum *parts = OM_ARENA_ARRAY(arena, om_datum, most);
    const char *from = text.text;
    while (count + 1 < most || (!width && count < most)) {
        const char *end = width ? strstr(from, between.text) : om_letters_at(from, 1);
        parts[count++] = om_datum_text(om_arena_text_part(arena, from, (size_t)(end - from)));
        from = end + width;
    }
    if (width)
        parts[count++] = om_datum_text(from);
    return om_datum_array(parts, count);
}

static om_status compile_split(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    (void)wanted;
    node->type.item = OM_TYPE_TEXT;
    om_node_reserve(scope, node, 2);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(TEXT), node, err));
    return om_node_add(scope, place, 2, OM_TYPE(TEXT), node, err);
}

/* ---- Lists and texts as lists of letters ---- */

static om_datum not_a_list(void)
{
    return om_datum_error("expected a string or an array");
}

static om_datum length(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(list, 0);
    if (list.kind == OM_DATUM_TEXT)
        return om_datum_number((double)om_letters_count(list.text));
    if (list.kind == OM_DATUM_ARRAY)
        return om_datum_number((double)list.array.count);
    return not_a_list();
}

static om_datum at(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(index, 0);
    OM_ARGUMENT(list, 1);
    if (!(index.number >= 0 && index.number < (double)list.array.count) ||
        index.number != floor(index.number))
        return om_datum_error("the index is not within the array");
    return list.array.items[(size_t)index.number];
}

/* Where `needle` stands in `list` at `from` or after; -1 for nowhere. */
static double position(om_datum needle, om_datum list, size_t from, om_arena *arena)
{
    if (list.kind == OM_DATUM_TEXT) {
        const char *wanted =
            needle.kind == OM_DATUM_NULL ? "null" : om_datum_to_text(needle, arena);
        const char *found = strstr(om_letters_at(list.text, from), wanted);
        return found ? (double)om_letters_count(
                           om_arena_text_part(arena, list.text, (size_t)(found - list.text)))
                     : -1;
    }
    for (size_t i = from; i < list.array.count; i++)
        if (om_datum_equals(needle, list.array.items[i]))
            return (double)i;
    return -1;
}

static bool may_be_needle(om_datum datum)
{
    return datum.kind == OM_DATUM_NULL || datum.kind == OM_DATUM_BOOL ||
           datum.kind == OM_DATUM_NUMBER || datum.kind == OM_DATUM_TEXT;
}

static om_datum no_needle(void)
{
    return om_datum_error("expected a boolean, a string, a number or null to look for");
}

static om_datum index_of(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(needle, 0);
    OM_ARGUMENT(list, 1);
    double from = 0;
    if (!may_be_needle(needle))
        return no_needle();
    if (list.kind != OM_DATUM_TEXT && list.kind != OM_DATUM_ARRAY)
        return not_a_list();
    if (node->count > 2) {
        OM_ARGUMENT(start, 2);
        from = trunc(start.number);
        /* Counted from the end of a list, and from the start of a text. */
        if (from < 0)
            from = list.kind == OM_DATUM_ARRAY ? fmax((double)list.array.count + from, 0) : 0;
    }
    return om_datum_number(position(needle, list, (size_t)fmin(from, 1e9), evaluation->arena));
}

static om_datum in(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(needle, 0);
    OM_ARGUMENT(list, 1);
    if (!om_datum_is_true(list))
        return om_datum_bool(false);
    if (!may_be_needle(needle))
        return no_needle();
    if (list.kind != OM_DATUM_TEXT && list.kind != OM_DATUM_ARRAY)
        return not_a_list();
    return om_datum_bool(position(needle, list, 0, evaluation->arena) >= 0);
}

/* A bound of `slice`: counted from the end when negative, held within 0..count. */
static size_t bound(double number, size_t count)
{
    const double from_start = number < 0 ? (double)count + number : number;
    return (size_t)fmin(fmax(trunc(from_start), 0), (double)count);
}

static om_datum slice_of(om_datum list, size_t start, size_t end, om_arena *arena)
{
    if (end < start)
        end = start;
    if (list.kind == OM_DATUM_ARRAY)
        return om_datum_array(list.array.items + start, end - start);
    const char *first = om_letters_at(list.text, start);
    const char *last = om_letters_at(list.text, end);
    return om_datum_text(om_arena_text_part(arena, first, (size_t)(last - first)));
}

static om_datum slice(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(list, 0);
    OM_ARGUMENT(start, 1);
    if (list.kind != OM_DATUM_TEXT && list.kind != OM_DATUM_ARRAY)
        return not_a_list();
    const size_t count =
        list.kind == OM_DATUM_TEXT ? om_letters_count(list.text) : list.array.count;
    size_t end = count;
    if (node->count > 2) {
        OM_ARGUMENT(stop, 2);
        end = bound(stop.number, count);
    }
    return slice_of(list, bound(start.number, count), end, evaluation->arena);
}

/* ---- Forms ---- */

static om_status compile_at(const om_scope *scope, const om_place *place, om_type wanted,
                            om_expression *node, om_error *err)
{
    om_node_reserve(scope, node, 2);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(NUMBER), node, err));
    const om_type list = {.kind = OM_TYPE_ARRAY, .item = wanted.kind};
    OM_TRY(om_node_add(scope, place, 2,
                       wanted.kind == OM_TYPE_NUMBER || wanted.kind == OM_TYPE_TEXT ||
                               wanted.kind == OM_TYPE_BOOL
                           ? list
                           : OM_TYPE(ARRAY),
                       node, err));
    node->type = (om_type){.kind = node->arguments[1]->type.item};
    return OM_OK;
}

static bool may_be_list(om_type type)
{
    return type.kind == OM_TYPE_TEXT || type.kind == OM_TYPE_ARRAY || type.kind == OM_TYPE_VALUE;
}

/* Adds element `index`, which must be a text or an array. */
static om_status add_list(const om_scope *scope, const om_place *place, size_t index,
                          om_expression *node, om_error *err)
{
    OM_TRY(om_node_add(scope, place, index, OM_TYPE(VALUE), node, err));
    const om_type type = node->arguments[node->count - 1]->type;
    const om_place item = om_place_item(place, index);
    if (!may_be_list(type))
        return om_place_fail(&item, err, "expected a string or an array, found %s",
                             om_type_name(type, scope->arena));
    return OM_OK;
}

static om_status compile_length(const om_scope *scope, const om_place *place, om_type wanted,
                                om_expression *node, om_error *err)
{
    (void)wanted;
    om_node_reserve(scope, node, 1);
    return add_list(scope, place, 1, node, err);
}

/* in, index-of: what, in what, and perhaps from where. */
static om_status compile_search(const om_scope *scope, const om_place *place, om_type wanted,
                                om_expression *node, om_error *err)
{
    (void)wanted;
    const om_place needle = om_place_item(place, 1);
    om_node_reserve(scope, node, 3);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(VALUE), node, err));
    const om_type type = node->arguments[0]->type;
    if (type.kind != OM_TYPE_VALUE && type.kind != OM_TYPE_NULL && type.kind != OM_TYPE_BOOL &&
        type.kind != OM_TYPE_NUMBER && type.kind != OM_TYPE_TEXT)
        return om_place_fail(&needle, err, "%s cannot be searched for",
                             om_type_name(type, scope->arena));
    OM_TRY(om_node_add(scope, place, 2, OM_TYPE(VALUE), node, err));
    if (om_json_count(place->json) > 3)
        return om_node_add(scope, place, 3, OM_TYPE(NUMBER), node, err);
    return OM_OK;
}

static om_status compile_slice(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    (void)wanted;
    om_node_reserve(scope, node, 3);
    OM_TRY(add_list(scope, place, 1, node, err));
    for (size_t i = 2; i < om_json_count(place->json); i++)
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(NUMBER), node, err));
    const om_type type = node->arguments[0]->type;
    node->type = (om_type){.kind = type.kind, .item = type.item};
    return OM_OK;
}

#define TEXTS OM_TYPE_TEXT, OM_TYPE_TEXT

const om_operator om_operators_text[] = {
    {"upcase", 1, 1, TEXTS, upcase, NULL},
    {"downcase", 1, 1, TEXTS, downcase, NULL},
    {"concat", 0, OM_MANY, OM_TYPE_VALUE, OM_TYPE_TEXT, concat, NULL},
    {"join", 2, 2, TEXTS, join, compile_join},
    {"split", 2, 2, OM_TYPE_TEXT, OM_TYPE_ARRAY, split, compile_split},
    {"length", 1, 1, OM_TYPE_VALUE, OM_TYPE_NUMBER, length, compile_length},
    {"at", 2, 2, OM_TYPE_VALUE, OM_TYPE_VALUE, at, compile_at},
    {"in", 2, 2, OM_TYPE_VALUE, OM_TYPE_BOOL, in, compile_search},
    {"index-of", 2, 3, OM_TYPE_VALUE, OM_TYPE_NUMBER, index_of, compile_search},
    {"slice", 2, 3, OM_TYPE_VALUE, OM_TYPE_VALUE, slice, compile_slice},
    {0},
};

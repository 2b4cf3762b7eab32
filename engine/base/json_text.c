/* JSON documents as text for people: "key: value" lines, and tables for lists. */
#include <math.h>
#include <string.h>

#include "engine/base/json.h"
#include "engine/base/memory.h"
#include "engine/base/text.h"

enum { MAX_TABLE_COLUMNS = 32 };

/* A list of objects that is written as a table. */
typedef struct table {
    const om_json *rows;
    const char *keys[MAX_TABLE_COLUMNS];
    size_t widths[MAX_TABLE_COLUMNS];
    size_t count;
} table;

static void add_block(om_text *text, const om_json *json, int depth);

static void indent(om_text *text, int depth)
{
    for (int i = 0; i < depth; i++)
        om_text_add(text, "  ");
}

/* Terminal columns that a text takes; Chinese characters take two. */
static size_t width_of(const char *text)
{
    size_t width = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if ((*at & 0xC0) != 0x80)
            width += *at >= 0xE3 ? 2 : 1;
    return width;
}

static void add_rounded(om_text *text, double number)
{
    char digits[64];
    const bool whole = number == floor(number) && fabs(number) < 9e15;
    snprintf(digits, sizeof digits, "%.*f", whole ? 0 : fabs(number) >= 1000 ? 1 : 6, number);
    size_t length = strlen(digits);
    while (strchr(digits, '.') && (digits[length - 1] == '0' || digits[length - 1] == '.')) {
        const bool was_point = digits[--length] == '.';
        digits[length] = '\0';
        if (was_point)
            break;
    }
    om_text_add(text, digits);
}

static bool is_plain(const om_json *json)
{
    const om_json_kind kind = om_json_kind_of(json);
    return kind != OM_JSON_ARRAY && kind != OM_JSON_OBJECT;
}

static bool is_plain_list(const om_json *json)
{
    if (om_json_kind_of(json) != OM_JSON_ARRAY)
        return false;
    for (size_t i = 0; i < om_json_count(json); i++)
        if (!is_plain(om_json_at(json, i)))
            return false;
    return true;
}

/* A value on one line; of what has parts, how many there are. */
static void add_inline(om_text *text, const om_json *json)
{
    switch (om_json_kind_of(json)) {
    case OM_JSON_NULL:
        om_text_add(text, "-");
        break;
    case OM_JSON_BOOL:
        om_text_add(text, om_json_is_true(json) ? "yes" : "no");
        break;
    case OM_JSON_NUMBER:
        add_rounded(text, om_json_number(json));
        break;
    case OM_JSON_TEXT:
        om_text_add(text, om_json_text(json)[0] ? om_json_text(json) : "-");
        break;
    case OM_JSON_ARRAY:
    case OM_JSON_OBJECT:
        if (om_json_count(json) == 0)
            om_text_add(text, "none");
        else if (!is_plain_list(json))
            om_text_add_format(text, "%zu", om_json_count(json));
        for (size_t i = 0; is_plain_list(json) && i < om_json_count(json); i++) {
            om_text_add(text, i ? ", " : "");
            add_inline(text, om_json_at(json, i));
        }
        break;
    }
}

/* True when every element is an object whose members each fit on a line. */
static bool is_table(const om_json *list)
{
    for (size_t i = 0; i < om_json_count(list); i++) {
        const om_json *row = om_json_at(list, i);
        if (om_json_kind_of(row) != OM_JSON_OBJECT)
            return false;
        for (om_json_member m = om_json_first(row); m.key; m = om_json_next(row, m))
            if (!is_plain(m.value) && !is_plain_list(m.value))
                return false;
    }
    return om_json_count(list) > 0;
}

static void widen(table *self, size_t column, const char *cell)
{
    const size_t width = width_of(cell);
    if (width > self->widths[column])
        self->widths[column] = width;
}

static size_t column_of(table *self, const char *key)
{
    size_t column = 0;
    while (column < self->count && strcmp(self->keys[column], key) != 0)
        column++;
    if (column == self->count && self->count < MAX_TABLE_COLUMNS) {
        self->keys[self->count++] = key;
        widen(self, column, key);
    }
    return column;
}

static void measure(table *self)
{
    for (size_t i = 0; i < om_json_count(self->rows); i++) {
        const om_json *row = om_json_at(self->rows, i);
        for (om_json_member m = om_json_first(row); m.key; m = om_json_next(row, m)) {
            const size_t column = column_of(self, m.key);
            OM_AUTO_TEXT cell = {0};
            add_inline(&cell, m.value);
            if (column < MAX_TABLE_COLUMNS)
                widen(self, column, cell.bytes);
        }
    }
}

static void add_cell(om_text *text, const table *self, size_t column, const char *cell)
{
    om_text_add(text, cell);
    if (column + 1 == self->count)
        return;
    for (size_t width = width_of(cell); width < self->widths[column] + 2; width++)
        om_text_add(text, " ");
}

static void add_table(om_text *text, const om_json *list, int depth)
{
    table self = {.rows = list};
    measure(&self);
    indent(text, depth);
    for (size_t column = 0; column < self.count; column++)
        add_cell(text, &self, column, self.keys[column]);
    om_text_add(text, "\n");
    for (size_t i = 0; i < om_json_count(list); i++) {
        indent(text, depth);
        for (size_t column = 0; column < self.count; column++) {
            OM_AUTO_TEXT cell = {0};
            add_inline(&cell, om_json_get(om_json_at(list, i), self.keys[column]));
            add_cell(text, &self, column, cell.bytes);
        }
        om_text_add(text, "\n");
    }
}

static void add_list(om_text *text, const om_json *list, int depth)
{
    for (size_t i = 0; i < om_json_count(list); i++) {
        if (i && !is_plain(om_json_at(list, i)))
            om_text_add(text, "\n");
        add_block(text, om_json_at(list, i), depth);
    }
}

static void add_member(om_text *text, const char *key, const om_json *value, int depth)
{
    indent(text, depth);
    om_text_add_format(text, "%s:", key);
    const bool many_words = is_plain_list(value) && om_json_count(value) > 1 &&
                            om_json_kind_of(om_json_at(value, 0)) == OM_JSON_TEXT &&
                            strchr(om_json_text(om_json_at(value, 0)), ' ');
    const bool fits = is_plain(value) || om_json_count(value) == 0 || is_plain_list(value);
    om_text_add(text, fits && !many_words ? " " : "\n");
    if (!fits || many_words) {
        add_block(text, value, depth + 1);
        return;
    }
    add_inline(text, value);
    om_text_add(text, "\n");
}

static void add_block(om_text *text, const om_json *json, int depth)
{
    if (om_json_kind_of(json) == OM_JSON_OBJECT) {
        for (om_json_member m = om_json_first(json); m.key; m = om_json_next(json, m))
            add_member(text, m.key, m.value, depth);
    } else if (om_json_kind_of(json) == OM_JSON_ARRAY && is_table(json)) {
        add_table(text, json, depth);
    } else if (om_json_kind_of(json) == OM_JSON_ARRAY) {
        add_list(text, json, depth);
    } else {
        indent(text, depth);
        add_inline(text, json);
        om_text_add(text, "\n");
    }
}

static bool is_list_of_objects(const om_json *json)
{
    for (size_t i = 0; i < om_json_count(json); i++)
        if (om_json_kind_of(om_json_at(json, i)) != OM_JSON_OBJECT)
            return false;
    return om_json_kind_of(json) == OM_JSON_ARRAY && om_json_count(json) > 0;
}

/* The names by which the parts of a document go. Freed with free(). */
static const char **names_of_parts(const om_json *json, size_t *ret_count)
{
    const char **names = om_memory_take(om_json_count(json), sizeof *names);
    size_t count = 0;
    if (om_json_kind_of(json) == OM_JSON_OBJECT)
        for (om_json_member m = om_json_first(json); m.key; m = om_json_next(json, m))
            names[count++] = m.key;
    else
        for (size_t i = 0; i < om_json_count(json); i++) {
            const char *name = om_json_text(om_json_get(om_json_at(json, i), "name"));
            names[count++] = name ? name : "";
        }
    *ret_count = count;
    return names;
}

static om_status find_part(const om_json *json, const char *part, const om_json **ret,
                           om_error *err)
{
    size_t count = 0;
    OM_AUTO_MEMORY const char **names = names_of_parts(json, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(names[i], part) == 0) {
            *ret = om_json_kind_of(json) == OM_JSON_OBJECT ? om_json_get(json, part)
                                                           : om_json_at(json, i);
            return OM_OK;
        }
    const char *nearest = om_text_nearest(part, names, count);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND, "there is no '%s'; did you mean '%s'?", part,
                       nearest);
    return om_fail(err, OM_ERR_NOT_FOUND, "there is no '%s'", part);
}

om_status om_text_of_json(const char *json, const char *part, char **ret, om_error *err)
{
    OM_AUTO(om_json) document = NULL;
    OM_TRY(om_json_parse(json, strlen(json), "the document", &document, err));
    const om_json *shown = document;
    if (part)
        OM_TRY(find_part(document, part, &shown, err));

    OM_AUTO_TEXT text = {0};
    if (!part && is_list_of_objects(shown)) /* a list that is all there is: one row an element */
        add_table(&text, shown, 0);
    else
        add_block(&text, shown, 0);
    *ret = om_text_take(&text);
    return OM_OK;
}

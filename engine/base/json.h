/*
 * JSON, read strictly and written in order.
 *
 * A root is owned; everything reached from it is borrowed and lives as long as the root.
 * Duplicate keys, invalid UTF-8 and nesting over 512 levels are refused when reading.
 */
#ifndef OM_ENGINE_BASE_JSON_H
#define OM_ENGINE_BASE_JSON_H

#include <stdbool.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

typedef struct om_json om_json;

typedef enum om_json_kind {
    OM_JSON_NULL,
    OM_JSON_BOOL,
    OM_JSON_NUMBER,
    OM_JSON_TEXT,
    OM_JSON_ARRAY,
    OM_JSON_OBJECT
} om_json_kind;

/**
 * Reads a document.
 *
 * @param name  what to call it in an error, a file name
 * @return OM_OK; OM_ERR_DATA with line and column
 */
OM_CHECKED om_status om_json_parse(const char *text, size_t length, const char *name, om_json **ret,
                                   om_error *err);

/** Reads a file. @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DISK; OM_ERR_DATA */
OM_CHECKED om_status om_json_open(const char *path, om_json **ret, om_error *err);

/** Gives a root back; NULL is fine. */
void om_json_free(om_json *json);
OM_DEFINE_AUTO(om_json)

/* ---- Reading. A NULL json is a null. ---- */

om_json_kind om_json_kind_of(const om_json *json);

/** "null", "a boolean", "a number", "a text", "an array" or "an object". */
const char *om_json_kind_name(om_json_kind kind);

/** The member `key`, NULL when there is none or `json` is no object. */
const om_json *om_json_get(const om_json *json, const char *key);

/** Elements of an array or members of an object; 0 for the rest. */
size_t om_json_count(const om_json *json);

/** Element `index` of an array, NULL past its end. */
const om_json *om_json_at(const om_json *json, size_t index);

/** The text, or NULL when `json` is none. */
const char *om_json_text(const om_json *json);

/** The number, or NaN when `json` is none. */
double om_json_number(const om_json *json);

/** True only for `true`. */
bool om_json_is_true(const om_json *json);

/**
 * Walks the members of an object in their order:
 * `for (om_json_member m = om_json_first(o); m.key; m = om_json_next(o, m))`.
 */
typedef struct om_json_member {
    const char *key; /**< NULL after the last */
    const om_json *value;
    void *place;
} om_json_member;

om_json_member om_json_first(const om_json *object);
om_json_member om_json_next(const om_json *object, om_json_member member);

/* ---- Making ---- */

om_json *om_json_object_new(void);
om_json *om_json_array_new(void);
om_json *om_json_text_new(const char *text);
om_json *om_json_number_new(double number);
om_json *om_json_copy(const om_json *json);

/** Sets a member. Takes `value` over and lends it back. `om_json_put(o, "a", om_json_array_new())`
 */
om_json *om_json_put(om_json *object, const char *key, om_json *value);

/** NULL text puts a null. Bytes that are no UTF-8 are put as U+FFFD. */
void om_json_put_text(om_json *object, const char *key, const char *text);

/** NaN and infinities put a null: JSON has no other word for unknown. */
void om_json_put_number(om_json *object, const char *key, double number);
void om_json_put_integer(om_json *object, const char *key, int64_t number);
void om_json_put_bool(om_json *object, const char *key, bool truth);

/** Appends to an array. Takes `value` over and lends it back. */
om_json *om_json_add(om_json *array, om_json *value);

/** The document as text, indented by two spaces. Freed with om_text_free(). */
char *om_json_write(const om_json *json);

/** The document as text on one line, keys in order. Freed with om_text_free(). */
char *om_json_write_line(const om_json *json);

#endif

/*
 * The values that expressions take and give: what a feature's attribute or a property may be.
 */
#ifndef OM_ENGINE_STYLE_DATUM_H
#define OM_ENGINE_STYLE_DATUM_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"
#include "engine/base/colour.h"

typedef enum om_datum_kind {
    OM_DATUM_NULL, /**< unknown, absent */
    OM_DATUM_BOOL,
    OM_DATUM_NUMBER,
    OM_DATUM_TEXT,
    OM_DATUM_COLOUR,
    OM_DATUM_ARRAY,
    OM_DATUM_ERROR /**< an expression failed; `text` says why; never a feature's attribute */
} om_datum_kind;

/** A value. Borrows what it points to. Zero-initialised it is null. */
typedef struct om_datum {
    om_datum_kind kind;
    union {
        bool truth;
        double number; /**< finite */
        const char *text;
        om_colour colour;
        struct {
            const struct om_datum *items;
            size_t count;
        } array;
    };
} om_datum;

om_datum om_datum_bool(bool truth);
om_datum om_datum_number(double number);  /**< NaN and infinities give a null */
om_datum om_datum_text(const char *text); /**< NULL gives a null; borrows */
om_datum om_datum_colour(om_colour colour);
om_datum om_datum_array(const om_datum *items, size_t count); /**< borrows */
om_datum om_datum_error(const char *why);                     /**< borrows */

/** Equal in kind and value; errors equal nothing. */
bool om_datum_equals(om_datum a, om_datum b);

/** The specification's `to-boolean`: false for null, false, 0 and "". */
bool om_datum_is_true(om_datum datum);

/** "null", "boolean", "number", "string", "color", "array" as `typeof` says it. */
const char *om_datum_kind_name(om_datum_kind kind);

/** The specification's `to-string`: "" for null, shortest decimals, JSON for arrays. In `arena`. */
const char *om_datum_to_text(om_datum datum, om_arena *arena);

#endif

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
    OM_DATUM_OBJECT,
    OM_DATUM_COLLATOR,  /**< how `==`, `<` and the like compare texts */
    OM_DATUM_FORMATTED, /**< a text in sections */
    OM_DATUM_IMAGE,     /**< the name of an icon, in `text` */
    OM_DATUM_ERROR      /**< an expression failed; `text` says why; never a feature's attribute */
} om_datum_kind;

struct om_member;
struct om_collator;
struct om_section;

/** A value. Borrows what it points to. Zero-initialised it is null. */
typedef struct om_datum {
    om_datum_kind kind;
    union {
        bool truth;    /**< of a null: it stands there, as a null that was written down */
        double number; /**< of an attribute finite; what is worked out may be anything */
        const char *text;
        om_colour colour;
        struct {
            const struct om_datum *items;
            size_t count;
        } array;
        struct {
            const struct om_member *members; /**< in the order of the document */
            size_t count;
        } object;
        struct {
            const struct om_section *sections;
            size_t count;
        } formatted;
        const struct om_collator *collator;
    };
} om_datum;

/** One member of an object. */
typedef struct om_member {
    const char *key;
    om_datum value;
} om_member;

/** How a collator compares. */
typedef struct om_collator {
    const char *locale; /**< such as "zh-CN"; NULL for the root of all locales */
    bool case_sensitive, diacritic_sensitive;
} om_collator;

/** Where the foot, middle or head of a section stands in its line. */
typedef enum om_section_align {
    OM_SECTION_ALIGN_NONE, /**< on the baseline */
    OM_SECTION_ALIGN_BOTTOM,
    OM_SECTION_ALIGN_CENTER,
    OM_SECTION_ALIGN_TOP
} om_section_align;

/** A part of a text that came from `format`: a text, or an image. */
typedef struct om_section {
    const char *text;  /**< "" for an image */
    const char *image; /**< the name of an icon; NULL for a text */
    const char *const *fonts;
    size_t font_count; /**< 0: those of the property */
    double scale;      /**< of the size; 0 when none was given */
    om_colour colour;
    bool has_colour;
    om_section_align align;
} om_section;

om_datum om_datum_bool(bool truth);
om_datum om_datum_number(double number);  /**< NaN and infinities give a null */
om_datum om_datum_text(const char *text); /**< NULL gives a null; borrows */
om_datum om_datum_colour(om_colour colour);
om_datum om_datum_array(const om_datum *items, size_t count);          /**< borrows */
om_datum om_datum_object(const om_member *members, size_t count);      /**< borrows */
om_datum om_datum_image(const char *name);                             /**< borrows */
om_datum om_datum_formatted(const om_section *sections, size_t count); /**< borrows */
om_datum om_datum_error(const char *why);                              /**< borrows */

/** Equal in kind and value; errors equal nothing. */
bool om_datum_equals(om_datum a, om_datum b);

/** The specification's `to-boolean`: false for null, false, 0 and "". */
bool om_datum_is_true(om_datum datum);

/** The member `key` of an object; NULL when there is none or `datum` is no object. */
const om_datum *om_datum_member(om_datum datum, const char *key);

/** "null", "boolean", "number", "string", "color", "array" … as `typeof` says it. */
const char *om_datum_kind_name(om_datum_kind kind);

/** The specification's `to-string`: "" for null, JSON for arrays and objects. In `arena`. */
const char *om_datum_to_text(om_datum datum, om_arena *arena);

#endif

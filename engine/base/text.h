/*
 * Text: a buffer that grows, numbers read strictly, and the nearest known name.
 *
 * Numbers never depend on the locale: they are written and read with a point. Reading them and
 * finding the nearest name is public: om_text_to_number() and its like stand in onemap.h.
 */
#ifndef OM_ENGINE_BASE_TEXT_H
#define OM_ENGINE_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/own.h"
#include "engine/onemap.h"

/** A growing text, always terminated. Zero-initialise; end with om_text_take or _clear. */
typedef struct om_text {
    char *bytes; /**< NULL while nothing was added */
    size_t length, capacity;
} om_text;

void om_text_clear(om_text *text);

/** A text buffer that is cleared when its block ends: `OM_AUTO_TEXT sql = {0};` */
#define OM_AUTO_TEXT __attribute__((cleanup(om_text_clear))) om_text

void om_text_add(om_text *text, const char *more);
void om_text_add_bytes(om_text *text, const void *bytes, size_t count);
void om_text_add_format(om_text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** The shortest decimal that reads back as `number`; "null" for NaN and infinities. */
void om_text_add_number(om_text *text, double number);

/** The number rounded to `decimals` (0..9) decimals, without zeros behind the last; as above. */
void om_text_add_decimals(om_text *text, double number, int decimals);

/** Gives the text away (never NULL) and forgets it; freed with free(). */
char *om_text_take(om_text *text);

/** True when all of `length` bytes are valid UTF-8 (no surrogates, no overlong forms). */
bool om_text_is_utf8(const char *text, size_t length);

/** True when `text` begins with `start`. */
bool om_text_starts(const char *text, const char *start);

/** True when `text` ends with `end`, in whatever case. */
bool om_text_ends(const char *text, const char *end);

#endif

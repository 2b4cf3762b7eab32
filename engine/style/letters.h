/*
 * Letters of a UTF-8 text: counted, cut, and turned into capitals or small ones.
 */
#ifndef OM_ENGINE_STYLE_LETTERS_H
#define OM_ENGINE_STYLE_LETTERS_H

#include <stddef.h>

/** Code points in a text. */
size_t om_letters_count(const char *text);

/** Where letter `index` begins; the end of the text when it has fewer. */
const char *om_letters_at(const char *text, size_t index);

#endif

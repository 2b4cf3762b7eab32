/*
 * Base64 (RFC 4648, section 4): bytes as text that stands in a page.
 */
#ifndef OM_ENGINE_BASE_BASE64_H
#define OM_ENGINE_BASE_BASE64_H

#include "engine/base/text.h"

/** Appends `count` bytes as base64, with padding and without line breaks. */
void om_base64_add(om_text *text, const void *bytes, size_t count);

#endif

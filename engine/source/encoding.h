/*
 * The text encoding of a source, and its texts as UTF-8.
 */
#ifndef OM_ENGINE_SOURCE_ENCODING_H
#define OM_ENGINE_SOURCE_ENCODING_H

#include "engine/base/status.h"
#include "engine/base/text.h"

/** A decoder to UTF-8. */
typedef struct om_decoder om_decoder;

/**
 * @param encoding  "UTF-8", "GBK", "Big5", "CP1252" … GBK and GB2312 are read as GB18030, which
 *                  holds them
 * @return OM_OK; OM_ERR_RANGE: unknown encoding
 */
OM_CHECKED om_status om_decoder_open(const char *encoding, om_decoder **ret, om_error *err);
void om_decoder_free(om_decoder *decoder);
OM_DEFINE_AUTO(om_decoder)

/** The name the decoder was opened with. Borrowed. */
const char *om_decoder_name(const om_decoder *decoder);

/**
 * Appends `text` as UTF-8.
 *
 * A character that is cut off at the very end is left out: table formats cut texts by bytes.
 *
 * @return OM_OK; OM_ERR_DATA: bytes that are none in this encoding; `ret` is then as it was
 */
OM_CHECKED om_status om_decoder_read(const om_decoder *decoder, const char *text, om_text *ret,
                                     om_error *err);

/** Appends UTF-8 `text` in the decoder's own encoding, for filters. @return false if impossible */
bool om_decoder_write(const om_decoder *decoder, const char *text, om_text *ret);

/** True when `text` is UTF-8, but for a character that is cut off at its end. */
bool om_text_is_cut_utf8(const char *text);

/** Appends `text` for a sentence: itself when it is UTF-8, else with its bytes as \\xB0. */
void om_text_add_readable(om_text *ret, const char *text);

#endif

/* Texts become UTF-8 through iconv, strictly. */
#include "engine/source/encoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

#include "engine/base/memory.h"

struct om_decoder {
    char *name;
    iconv_t in, out; /* to UTF-8, from UTF-8 */
};

static const iconv_t none = (iconv_t)-1;

/* GB18030 holds GBK and GB2312; what calls itself either often holds more than it may. */
static const char *iconv_name(const char *encoding)
{
    static const char *const gbs[] = {"GBK", "GB2312", "CP936", "936", "GB18030", NULL};
    for (const char *const *name = gbs; *name; name++)
        if (strcasecmp(*name, encoding) == 0)
            return "GB18030";
    return strcasecmp(encoding, "UTF8") == 0 ? "UTF-8" : encoding;
}

void om_decoder_free(om_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->in != none)
        iconv_close(decoder->in);
    if (decoder->out != none)
        iconv_close(decoder->out);
    free(decoder->name);
    free(decoder);
}

om_status om_decoder_open(const char *encoding, om_decoder **ret, om_error *err)
{
    OM_AUTO(om_decoder) decoder = om_memory_take(1, sizeof *decoder);
    decoder->name = om_memory_text(encoding);
    decoder->in = iconv_open("UTF-8", iconv_name(encoding));
    decoder->out = iconv_open(iconv_name(encoding), "UTF-8");
    if (decoder->in == none || decoder->out == none)
        return om_fail(err, OM_ERR_RANGE, "unknown text encoding \"%s\" (try UTF-8, GBK, Big5)",
                       encoding);
    *ret = OM_TAKE(decoder);
    return OM_OK;
}

const char *om_decoder_name(const om_decoder *decoder)
{
    return decoder->name;
}

/* Converts `text` to the end; errno says why it stopped before. */
static bool convert(iconv_t way, const char *text, om_text *ret)
{
    char chunk[512];
    char *in = (char *)text;
    size_t in_left = strlen(text);
    iconv(way, NULL, NULL, NULL, NULL);
    while (in_left) {
        char *out = chunk;
        size_t out_left = sizeof chunk;
        errno = 0;
        const size_t result = iconv(way, &in, &in_left, &out, &out_left);
        const int reason = errno;
        om_text_add_bytes(ret, chunk, sizeof chunk - out_left);
        errno = reason;
        if (result == (size_t)-1 && reason != E2BIG)
            return false;
    }
    om_text_add(ret, "");
    return true;
}

om_status om_decoder_read(const om_decoder *decoder, const char *text, om_text *ret, om_error *err)
{
    const size_t before = ret->length;
    om_text_add(ret, "");
    if (convert(decoder->in, text, ret) || errno == EINVAL)
        return OM_OK;
    ret->length = before;
    ret->bytes[before] = '\0';
    OM_AUTO_TEXT shown = {0};
    om_text_add_readable(&shown, text);
    return om_fail(err, OM_ERR_DATA, "\"%.120s\" is no text in %s", shown.bytes, decoder->name);
}

bool om_decoder_write(const om_decoder *decoder, const char *text, om_text *ret)
{
    om_text_add(ret, "");
    return convert(decoder->out, text, ret);
}

bool om_text_is_cut_utf8(const char *text)
{
    const size_t length = strlen(text);
    for (size_t cut = 0; cut <= 3 && cut <= length; cut++) {
        if (om_text_is_utf8(text, length - cut))
            return true;
        /* Only bytes of one unfinished character may be left out. */
        if (cut < length && !((unsigned char)text[length - cut - 1] & 0x80))
            return false;
    }
    return false;
}

void om_text_add_readable(om_text *ret, const char *text)
{
    if (om_text_is_utf8(text, strlen(text))) {
        om_text_add(ret, text);
        return;
    }
    for (; *text; text++) {
        if ((unsigned char)*text < 0x80)
            om_text_add_bytes(ret, text, 1);
        else
            om_text_add_format(ret, "\\x%02X", (unsigned char)*text);
    }
}

/* Writes base64, three bytes at a time. */
#include "engine/base/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void om_base64_add(om_text *text, const void *bytes, size_t count)
{
    const unsigned char *from = bytes;
    char four[4];
    for (; count >= 3; from += 3, count -= 3) {
        four[0] = digits[from[0] >> 2];
        four[1] = digits[(from[0] & 3) << 4 | from[1] >> 4];
        four[2] = digits[(from[1] & 15) << 2 | from[2] >> 6];
        four[3] = digits[from[2] & 63];
        om_text_add_bytes(text, four, 4);
    }
    if (!count)
        return;
    const unsigned second = count == 2 ? from[1] : 0;
    four[0] = digits[from[0] >> 2];
    four[1] = digits[(from[0] & 3) << 4 | second >> 4];
    four[2] = count == 2 ? digits[(second & 15) << 2] : '=';
    four[3] = '=';
    om_text_add_bytes(text, four, 4);
}

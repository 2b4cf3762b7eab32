/* Growing texts, strict numbers, nearest names. */
#include "engine/base/text.h"

#include <ctype.h>
#include <errno.h>
#include <locale.h>
#include <math.h>
#include <stdarg.h>
#include <string.h>
#include <strings.h>

#include "engine/base/memory.h"
#include "engine/onemap.h"

void om_text_free(char *text)
{
    free(text);
}

void om_text_clear(om_text *text)
{
    free(text->bytes);
    *text = (om_text){0};
}

void om_text_add_bytes(om_text *text, const void *bytes, size_t count)
{
    text->bytes = om_memory_grow(text->bytes, text->length + count + 1, &text->capacity, 1);
    if (count)
        memcpy(text->bytes + text->length, bytes, count);
    text->length += count;
    text->bytes[text->length] = '\0';
}

void om_text_add(om_text *text, const char *more)
{
    om_text_add_bytes(text, more, strlen(more));
}

void om_text_add_format(om_text *text, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length > 0) {
        text->bytes =
            om_memory_grow(text->bytes, text->length + (size_t)length + 1, &text->capacity, 1);
        vsnprintf(text->bytes + text->length, (size_t)length + 1, format, again);
        text->length += (size_t)length;
    }
    va_end(again);
}

/* The decimal sign of a foreign locale, made a point again. */
static void use_point(char *digits)
{
    const char *sign = localeconv()->decimal_point;
    char *found = sign && sign[0] != '.' ? strstr(digits, sign) : NULL;
    if (!found)
        return;
    *found = '.';
    memmove(found + 1, found + strlen(sign), strlen(found + strlen(sign)) + 1);
}

void om_text_add_number(om_text *text, double number)
{
    if (!isfinite(number)) {
        om_text_add(text, "null");
        return;
    }
    char digits[40];
    for (int precision = 15; precision <= 17; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number)
            break;
    }
    use_point(digits);
    om_text_add(text, digits);
}

void om_text_add_decimals(om_text *text, double number, int decimals)
{
    double scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    const double scaled = round(number * scale);
    if (!(fabs(scaled) < 9e15)) { /* beyond it not every whole number is there */
        om_text_add_number(text, number);
        return;
    }
    char digits[24];
    char *at = digits + sizeof digits;
    uint64_t left = (uint64_t)fabs(scaled);
    bool trailing = true; /* zeros are left out until another digit stands behind them */
    for (int i = 0; i < decimals || left > 0 || i == decimals; i++, left /= 10) {
        if (i == decimals && !trailing)
            *--at = '.';
        trailing &= i < decimals && left % 10 == 0;
        if (!trailing)
            *--at = (char)('0' + left % 10);
    }
    if (scaled < 0)
        *--at = '-';
    om_text_add_bytes(text, at, (size_t)(digits + sizeof digits - at));
}

char *om_text_take(om_text *text)
{
    if (!text->bytes)
        om_text_add(text, "");
    char *taken = text->bytes;
    *text = (om_text){0};
    return taken;
}

/* A decimal number as people and JSON write it: no hexadecimal, no "nan", no leading space. */
static bool looks_decimal(const char *text)
{
    if (!text[0])
        return false;
    for (const char *at = text; *at; at++)
        if (!isdigit((unsigned char)*at) && !strchr("+-.eE", *at))
            return false;
    return true;
}

bool om_text_to_number(const char *text, double *ret)
{
    if (!text || !looks_decimal(text))
        return false;
    char local[64];
    if (strlen(text) >= sizeof local)
        return false;
    strcpy(local, text);
    char *point = strchr(local, '.');
    const char *sign = localeconv()->decimal_point;
    if (point && sign && strlen(sign) == 1)
        *point = sign[0];

    char *end = NULL;
    const double number = strtod(local, &end);
    if (end == local || *end || !isfinite(number))
        return false;
    *ret = number;
    return true;
}

bool om_text_to_integer(const char *text, int64_t minimum, int64_t maximum, int64_t *ret)
{
    if (!text || !(isdigit((unsigned char)text[0]) || text[0] == '-'))
        return false;
    char *end = NULL;
    errno = 0;
    const long long number = strtoll(text, &end, 10);
    if (errno || end == text || *end || number < minimum || number > maximum)
        return false;
    *ret = number;
    return true;
}

/* Bytes of the UTF-8 sequence that starts at `at`, 0 when it is not one. */
static size_t utf8_sequence(const unsigned char *at, size_t left)
{
    if (at[0] < 0x80)
        return 1;
    const size_t size = at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;
    if (at[0] < 0xC2 || at[0] > 0xF4 || left < size)
        return 0;
    for (size_t i = 1; i < size; i++)
        if ((at[i] & 0xC0) != 0x80)
            return 0;
    const bool overlong = (at[0] == 0xE0 && at[1] < 0xA0) || (at[0] == 0xF0 && at[1] < 0x90);
    const bool outside = (at[0] == 0xED && at[1] > 0x9F) || (at[0] == 0xF4 && at[1] > 0x8F);
    return overlong || outside ? 0 : size;
}

bool om_text_is_utf8(const char *text, size_t length)
{
    const unsigned char *at = (const unsigned char *)text;
    while (length) {
        const size_t size = utf8_sequence(at, length);
        if (!size)
            return false;
        at += size;
        length -= size;
    }
    return true;
}

/* Letters to change, add or drop to turn one word into another; words over 63 bytes never match. */
static size_t edits_between(const char *a, const char *b)
{
    size_t row[64];
    const size_t a_length = strlen(a), b_length = strlen(b);
    if (a_length > 63 || b_length > 63)
        return 64;
    for (size_t j = 0; j <= b_length; j++)
        row[j] = j;
    for (size_t i = 1; i <= a_length; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= b_length; j++) {
            const size_t above = row[j];
            const size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            const size_t shorter = (above < row[j - 1] ? above : row[j - 1]) + 1;
            row[j] = changed < shorter ? changed : shorter;
            diagonal = above;
        }
    }
    return row[b_length];
}

const char *om_text_nearest(const char *word, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t fewest = strlen(word) / 3 + 2;
    for (size_t i = 0; i < count; i++) {
        const size_t edits = edits_between(word, names[i]);
        if (edits < fewest) {
            fewest = edits;
            nearest = names[i];
        }
    }
    return nearest;
}

bool om_text_starts(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

bool om_text_ends(const char *text, const char *end)
{
    const size_t text_length = strlen(text), end_length = strlen(end);
    return text_length >= end_length && strcasecmp(text + text_length - end_length, end) == 0;
}

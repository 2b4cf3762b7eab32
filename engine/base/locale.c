/* Locales, by ICU. */
#include "engine/base/locale.h"

#include <stdio.h>
#include <string.h>
#include <unicode/ucasemap.h>
#include <unicode/ucol.h>
#include <unicode/ucurr.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ustring.h>

#include "engine/base/text.h"

enum { LOCALE_SIZE = ULOC_FULLNAME_CAPACITY };

/* BCP 47 as ICU's own name; the root where it is no locale. */
static void find_locale(const char *bcp47, char ret[LOCALE_SIZE])
{
    UErrorCode status = U_ZERO_ERROR;
    ret[0] = '\0';
    if (bcp47)
        uloc_forLanguageTag(bcp47, ret, LOCALE_SIZE, NULL, &status);
    if (U_FAILURE(status))
        ret[0] = '\0';
}

/* ---- Comparing ---- */

static int compare_with(UCollator *collator, const char *a, const char *b)
{
    UErrorCode status = U_ZERO_ERROR;
    return (int)ucol_strcollUTF8(collator, a, -1, b, -1, &status);
}

int om_locale_compare(const char *locale, bool case_sensitive, bool diacritic_sensitive,
                      const char *a, const char *b)
{
    UErrorCode status = U_ZERO_ERROR;
    char name[LOCALE_SIZE];
    find_locale(locale, name);
    /* ECMA-402's "search": German ü is found by ue. */
    uloc_setKeywordValue("collation", "search", name, LOCALE_SIZE, &status);
    UCollator *collator = ucol_open(name, &status);
    if (U_FAILURE(status))
        return strcmp(a, b);
    ucol_setStrength(collator, diacritic_sensitive ? case_sensitive ? UCOL_TERTIARY : UCOL_SECONDARY
                                                   : UCOL_PRIMARY);
    if (case_sensitive && !diacritic_sensitive)
        ucol_setAttribute(collator, UCOL_CASE_LEVEL, UCOL_ON, &status);
    const int order = compare_with(collator, a, b);
    ucol_close(collator);
    return order;
}

const char *om_locale_resolved(const char *locale, om_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    char name[LOCALE_SIZE], tag[LOCALE_SIZE];
    find_locale(locale ? locale : "en-US", name);
    UCollator *collator = ucol_open(name, &status);
    ucol_close(collator);
    uloc_toLanguageTag(name, tag, sizeof tag, false, &status);
    return om_arena_text(arena, U_SUCCESS(status) ? tag : "und");
}

/* ---- Numbers ---- */

/* ICU's words for a style: "currency/CNY", "measure-unit/length-meter", ".00##". */
static bool write_skeleton(const om_number_style *style, om_text *skeleton)
{
    const bool is_plain = style->fraction_min < 0 && style->fraction_max < 0;
    const int usual_min = style->currency ? 2 : 0, usual_max = style->currency ? 2 : 3;
    int least = style->fraction_min >= 0 ? style->fraction_min : usual_min;
    int most = style->fraction_max >= 0 ? style->fraction_max : usual_max;
    if (style->fraction_min < 0 && least > most)
        least = most;
    if (style->fraction_max < 0 && most < least)
        most = least;
    if (least > most || most > 100)
        return false;
    if (style->currency && strlen(style->currency) != 3)
        return false;
    om_text_add(skeleton, "rounding-mode-half-up");
    if (style->currency)
        om_text_add_format(skeleton, " currency/%s", style->currency);
    if (style->unit)
        om_text_add_format(skeleton, " unit/%s unit-width-short", style->unit);
    if (style->currency && is_plain)
        return true;
    om_text_add(skeleton, most > 0 ? " ." : " precision-integer");
    for (int i = 0; i < most; i++)
        om_text_add(skeleton, i < least ? "0" : "#");
    return true;
}

/* UTF-16 as UTF-8. */
static const char *narrowed(const UChar *wide, int32_t length, om_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    const int32_t size = 4 * length + 1;
    char *narrow = om_arena_take(arena, (size_t)size);
    u_strToUTF8(narrow, size, NULL, wide, length, &status);
    return U_SUCCESS(status) ? narrow : NULL;
}

static const char *formatted(UNumberFormatter *formatter, double number, om_arena *arena,
                             UErrorCode *status)
{
    UFormattedNumber *result = unumf_openResult(status);
    const char *text = NULL;
    unumf_formatDouble(formatter, number, result, status);
    if (U_SUCCESS(*status)) {
        int32_t length = 0;
        const UChar *wide = ufmtval_getString(unumf_resultAsValue(result, status), &length, status);
        if (U_SUCCESS(*status))
            text = narrowed(wide, length, arena);
    }
    unumf_closeResult(result);
    return text;
}

const char *om_locale_number(double number, const om_number_style *style, om_arena *arena)
{
    OM_AUTO_TEXT skeleton = {0};
    if (!write_skeleton(style, &skeleton))
        return NULL;
    UErrorCode status = U_ZERO_ERROR;
    char name[LOCALE_SIZE];
    UChar *wide = om_arena_take(arena, (skeleton.length + 1) * sizeof *wide);
    find_locale(style->locale ? style->locale : "en-US", name);
    u_charsToUChars(skeleton.bytes, wide, (int32_t)skeleton.length + 1);
    UNumberFormatter *formatter =
        unumf_openForSkeletonAndLocale(wide, (int32_t)skeleton.length, name, &status);
    const char *text = U_SUCCESS(status) ? formatted(formatter, number, arena, &status) : NULL;
    unumf_close(formatter);
    return text;
}

/* ---- Capitals ---- */

typedef int32_t (*map_case)(const UCaseMap *map, char *to, int32_t to_size, const char *from,
                            int32_t from_size, UErrorCode *status);

static const char *mapped(const char *text, map_case map_all, om_arena *arena)
{
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open("", 0, &status);
    const int32_t size = 3 * (int32_t)strlen(text) + 1;
    char *to = om_arena_take(arena, (size_t)size);
    if (U_SUCCESS(status))
        map_all(map, to, size, text, -1, &status);
    ucasemap_close(map);
    return U_SUCCESS(status) ? to : text;
}

const char *om_locale_upper(const char *text, om_arena *arena)
{
    return mapped(text, ucasemap_utf8ToUpper, arena);
}

const char *om_locale_lower(const char *text, om_arena *arena)
{
    return mapped(text, ucasemap_utf8ToLower, arena);
}

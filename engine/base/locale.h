/*
 * Comparing texts and writing numbers as the people of a place do (ICU).
 *
 * Nothing hangs on the machine: no locale means the root of all locales, which is much like
 * English.
 */
#ifndef OM_ENGINE_BASE_LOCALE_H
#define OM_ENGINE_BASE_LOCALE_H

#include <stdbool.h>

#include "engine/base/arena.h"

/**
 * Below, at or above zero as `a` stands before, with or after `b`.
 *
 * @param locale               BCP 47, such as "zh-CN"; NULL for the root
 * @param case_sensitive       false: "a" stands with "A"
 * @param diacritic_sensitive  false: "a" stands with "ä"
 */
int om_locale_compare(const char *locale, bool case_sensitive, bool diacritic_sensitive,
                      const char *a, const char *b);

/** The locale whose order is used when `locale` is asked for, BCP 47; in `arena`. */
const char *om_locale_resolved(const char *locale, om_arena *arena);

/** How a number is written. Zero-initialised fields mean ECMA-402's defaults where they say so. */
typedef struct om_number_style {
    const char *locale;             /**< BCP 47; NULL for the root */
    const char *currency;           /**< ISO 4217, such as "CNY"; NULL for none */
    const char *unit;               /**< CLDR, such as "meter"; NULL for none */
    int fraction_min, fraction_max; /**< digits after the point; -1: as the style has them */
} om_number_style;

/** A number as text, in `arena`; NULL when there is no such currency, unit or count of digits. */
const char *om_locale_number(double number, const om_number_style *style, om_arena *arena);

/** All of `text` in capitals (small letters), whatever the script; in `arena`. */
const char *om_locale_upper(const char *text, om_arena *arena);
const char *om_locale_lower(const char *text, om_arena *arena);

#endif

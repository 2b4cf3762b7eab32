/*
 * What the parts of a report's page share: words in both languages, numbers, charts.
 *
 * A page holds English and Chinese side by side, each marked with its language; which of them shows
 * is a matter of its style.
 */
#ifndef OM_ENGINE_REPORT_PAGE_H
#define OM_ENGINE_REPORT_PAGE_H

#include "engine/base/json.h"
#include "engine/base/text.h"

/** The same in both languages. */
typedef struct om_both {
    const char *en, *zh;
} om_both;

/** {"en": …, "zh": …}; a language that is missing speaks the other one's words, "" for none. */
om_both om_both_of(const om_json *words);

/** The name of a district's figure. */
om_both om_page_name(const om_json *figure);

/** Appends a text so that it is only text in HTML, in attributes too. */
void om_page_escape(om_text *page, const char *text);

/** Appends an element a language: <span lang="en">…</span><span lang="zh">…</span>; one without a
 * language when both are the same. @param attributes  more of them, such as " class=\"x\"" */
void om_page_both(om_text *page, const char *element, const char *attributes, om_both words);

/** The same of two formats with the same values. */
void om_page_say(om_text *page, const char *element, const char *attributes, const char *en,
                 const char *zh, ...) __attribute__((format(printf, 4, 6)))
__attribute__((format(printf, 5, 6)));

/** Room for om_page_number(). */
enum { OM_PAGE_NUMBER_SIZE = 48 };

/** "545,785", "90.7", "7.33": in the way in which its unit is told; "–" for NaN. */
const char *om_page_number(double number, const char *unit, char ret[OM_PAGE_NUMBER_SIZE]);

/** A target as it is set: "100", "1.5". */
const char *om_page_target(double number, char ret[OM_PAGE_NUMBER_SIZE]);

/** The same, with as many digits as tell it apart from `other` where it is not equal to it. */
const char *om_page_number_beside(double number, double other, const char *unit,
                                  char ret[OM_PAGE_NUMBER_SIZE]);

/** The same with a sign. */
const char *om_page_change(double number, const char *unit, char ret[OM_PAGE_NUMBER_SIZE]);

/** What a unit is called: "m²/person" and "m²/人". */
om_both om_page_unit(const char *unit);

/** What a state of a figure is called: "met" and "达标". */
om_both om_page_state(const char *state);

/** "met", "missed" or "plain": the class of a state. */
const char *om_page_class(const char *state);

/** What a grade is called; 0 is ungraded. */
om_both om_page_grade(int grade);

/** "1".."4" or "ungraded": the role of a grade in palettes and classes. */
const char *om_page_role(int grade);

/* ---- Charts, as SVG that keeps the size of its words at every width ---- */

/** Bars of districts against the target, the worst first. */
void om_chart_bars(const om_json *indicator, om_text *page);

/** Shares of the grades in districts, with a legend. */
void om_chart_levels(const om_json *indicator, om_text *page);

/** The city's value run after run; nothing when there are fewer than two. */
void om_chart_trend(const om_json *indicator, om_text *page);

/** The figures behind the charts. */
void om_page_table(const om_json *indicator, om_text *page);

/** One indicator: its value, charts, table, method. */
void om_page_indicator(const om_json *indicator, om_text *page);

#endif

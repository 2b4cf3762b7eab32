/* Words and numbers of a report's page. */
#include <math.h>
#include <stdarg.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/report/page.h"
#include "layers/grade.h"

om_both om_both_of(const om_json *words)
{
    const char *en = om_json_text(om_json_get(words, "en"));
    const char *zh = om_json_text(om_json_get(words, "zh"));
    return (om_both){en ? en : zh ? zh : "", zh ? zh : en ? en : ""};
}

om_both om_page_name(const om_json *figure)
{
    const char *code = om_json_text(om_json_get(figure, "code"));
    const char *name = om_json_text(om_json_get(figure, "name"));
    const char *latin = om_json_text(om_json_get(figure, "name_en"));
    if (strcmp(code, "city") == 0 &&
        strcmp(om_json_text(om_json_get(figure, "level")), "city") == 0)
        return (om_both){"Whole city", "全市"};
    return (om_both){latin ? latin : name, name};
}

void om_page_escape(om_text *page, const char *text)
{
    for (; *text; text++) {
        const char *entity = *text == '&'   ? "&amp;"
                             : *text == '<' ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '"' ? "&quot;"
                                            : NULL;
        if (entity)
            om_text_add(page, entity);
        else
            om_text_add_bytes(page, text, 1);
    }
}

static void add_element(om_text *page, const char *element, const char *attributes,
                        const char *language, const char *words)
{
    om_text_add_format(page, "<%s%s%s%s%s>", element, language ? " lang=\"" : "",
                       language ? language : "", language ? "\"" : "", attributes);
    om_page_escape(page, words);
    om_text_add_format(page, "</%s>", element);
}

void om_page_both(om_text *page, const char *element, const char *attributes, om_both words)
{
    if (strcmp(words.en, words.zh) == 0) {
        add_element(page, element, attributes, NULL, words.en);
        return;
    }
    add_element(page, element, attributes, "en", words.en);
    add_element(page, element, attributes, "zh", words.zh);
}

static char *formatted(const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    char *line = om_memory_take((size_t)length + 1, 1);
    vsnprintf(line, (size_t)length + 1, format, again);
    va_end(again);
    return line;
}

void om_page_say(om_text *page, const char *element, const char *attributes, const char *en,
                 const char *zh, ...)
{
    va_list arguments, again;
    va_start(arguments, zh);
    va_copy(again, arguments);
    OM_AUTO_MEMORY char *english = formatted(en, arguments);
    OM_AUTO_MEMORY char *chinese = formatted(zh, again);
    va_end(again);
    va_end(arguments);
    om_page_both(page, element, attributes, (om_both){english, chinese});
}

/* ---- Numbers ---- */

/* Digits after the point that a unit is told with; counts have none. */
static int places_of(const char *unit)
{
    if (strcmp(unit, "%") == 0)
        return 1;
    return strchr(unit, '/') ? 2 : 0;
}

/* Digits in threes, with commas between. */
static void group(const char *digits, char ret[OM_PAGE_NUMBER_SIZE])
{
    const size_t sign = *digits == '-';
    const size_t whole = sign + strspn(digits + sign, "0123456789");
    size_t length = 0;
    for (size_t i = 0; digits[i] && length + 2 < OM_PAGE_NUMBER_SIZE; i++) {
        if (i > sign && i < whole && (whole - i) % 3 == 0)
            ret[length++] = ',';
        ret[length++] = digits[i];
    }
    ret[length] = '\0';
}

/* Shares are cut, not rounded: 99.97 % is not 100 %. Maps do the same. */
static double cut(double share, int places)
{
    const double steps = pow(10, places);
    return floor(share * steps + 1e-6) / steps;
}

static const char *with_places(double number, int places, char ret[OM_PAGE_NUMBER_SIZE])
{
    char digits[OM_PAGE_NUMBER_SIZE];
    snprintf(ret, OM_PAGE_NUMBER_SIZE, "–");
    if (!isfinite(number))
        return ret;
    snprintf(digits, sizeof digits, "%.*f", places, number);
    const bool zero = strspn(digits, "-0.") == strlen(digits);
    group(zero && digits[0] == '-' ? digits + 1 : digits, ret);
    return ret;
}

const char *om_page_number(double number, const char *unit, char ret[OM_PAGE_NUMBER_SIZE])
{
    const int places = places_of(unit);
    return with_places(strcmp(unit, "%") == 0 ? cut(number, places) : number, places, ret);
}

const char *om_page_target(double number, char ret[OM_PAGE_NUMBER_SIZE])
{
    char digits[OM_PAGE_NUMBER_SIZE];
    snprintf(digits, sizeof digits, "%.6g", number);
    group(digits, ret);
    return ret;
}

const char *om_page_number_beside(double number, double other, const char *unit,
                                  char ret[OM_PAGE_NUMBER_SIZE])
{
    enum { MOST_PLACES = 4 };
    char beside[OM_PAGE_NUMBER_SIZE];
    const bool equal = fabs(number - other) <= 1e-9 * fabs(other);
    om_page_number(number, unit, ret);
    om_page_number(other, unit, beside);
    for (int places = places_of(unit) + 1;
         !equal && isfinite(other) && places <= MOST_PLACES && strcmp(ret, beside) == 0; places++) {
        with_places(number, places, ret);
        with_places(other, places, beside);
    }
    return ret;
}

const char *om_page_change(double number, const char *unit, char ret[OM_PAGE_NUMBER_SIZE])
{
    char digits[OM_PAGE_NUMBER_SIZE];
    with_places(fabs(number), places_of(unit), digits);
    const bool zero = strspn(digits, "0.") == strlen(digits);
    const char *sign = !isfinite(number) ? "" : zero ? "±" : number > 0 ? "+" : "−";
    snprintf(ret, OM_PAGE_NUMBER_SIZE, "%s%.*s", sign, OM_PAGE_NUMBER_SIZE - 4, digits);
    return ret;
}

/* ---- Words ---- */

om_both om_page_unit(const char *unit)
{
    static const struct {
        const char *unit;
        om_both words;
    } units[] = {{"m2/person", {"m²/person", "m²/人"}},
                 {"m2", {"m²", "m²"}},
                 {"people", {"people", "人"}},
                 {"sources", {"sources", "处"}},
                 {"shelters", {"shelters", "处"}},
                 {"depots", {"depots", "处"}},
                 {"days", {"days", "天"}},
                 {"min", {"min", "分钟"}},
                 {"h", {"h", "小时"}}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (strcmp(units[i].unit, unit) == 0)
            return units[i].words;
    return (om_both){unit, unit};
}

static const struct {
    const char *state, *class;
    om_both words;
} states[] = {
    {"met", "met", {"Target met", "达标"}},
    {"missed", "missed", {"Target missed", "未达标"}},
    {"no target", "plain", {"No target", "无目标值"}},
    {"unknown", "plain", {"Cannot be told", "无法判断"}},
    {"not assessed", "plain", {"Not assessed", "未评估"}},
};

om_both om_page_state(const char *state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].state, state) == 0)
            return states[i].words;
    return (om_both){state, state};
}

const char *om_page_class(const char *state)
{
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (strcmp(states[i].state, state) == 0)
            return states[i].class;
    return "plain";
}

om_both om_page_grade(int grade)
{
    const om_choice *choice =
        grade >= 1 && grade <= 4 ? &om_grade_choices[grade - 1] : &om_grade_ungraded;
    return (om_both){choice->title, choice->title_zh};
}

const char *om_page_role(int grade)
{
    static const char *const roles[] = {"ungraded", "1", "2", "3", "4"};
    return roles[grade >= 1 && grade <= 4 ? grade : 0];
}

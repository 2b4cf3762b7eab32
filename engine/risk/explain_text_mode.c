/* What a mode made of an area, as text. */
#include <math.h>

#include "engine/risk/explain_words.h"

static double number_at(const om_json *list, size_t index)
{
    return om_json_number(om_json_at(list, index));
}

/* "27 for level 1, 9 for level 2 …"; what no area reaches is left out. */
static void say_limits(om_speech *speech, const om_json *limits, double factor, const char *unit)
{
    size_t told = 0;
    for (size_t i = 0; i < om_json_count(limits); i++) {
        char digits[OM_DIGITS_SIZE];
        if (isnan(number_at(limits, i)))
            continue;
        om_say(speech, "%slevel %zu from %s%s", "%s%zu 级 ≥ %s%s",
               told++ ? (speech->zh ? "，" : ", ") : "", i + 1,
               om_digits(number_at(limits, i) * factor, 4, digits), unit);
    }
}

static void say_index(om_speech *speech, const om_json *judgement)
{
    char digits[OM_DIGITS_SIZE];
    const bool a_km2 = om_said_true(judgement, "a_km2");
    const char *unit = a_km2 ? (speech->zh ? "（每平方公里）" : " a km2") : "";
    om_say(speech, "   Weighted index: %s%s (", "   加权指数：%s%s（",
           om_digits(om_said_number(judgement, "index"), 4, digits), unit);
    say_limits(speech, om_json_get(judgement, "limits"), 1, "");
    om_say(speech, ")\n", "）\n");
}

static void say_shares(om_speech *speech, const om_json *judgement)
{
    const om_json *shares = om_json_get(judgement, "shares");
    om_say(speech, "   Ground under a level or a worse one: ", "   各级及以上影响面积占比：");
    for (size_t i = 0; i < om_json_count(shares); i++) {
        char digits[OM_DIGITS_SIZE];
        om_say(speech, "%slevel %zu %s %%", "%s%zu 级 %s%%", i ? (speech->zh ? "，" : ", ") : "",
               i + 1, om_digits(number_at(shares, i) * 100, 2, digits));
    }
    om_say(speech, " (", "（");
    say_limits(speech, om_json_get(judgement, "limits"), 100, " %");
    om_say(speech, ")\n", "）\n");
}

static void say_count(om_speech *speech, const om_json *judgement)
{
    const om_json *counts = om_json_get(judgement, "counts");
    om_say(speech, "   Sources of a level or a worse one: ", "   该级及以上危险源数：");
    for (size_t i = 0; i < om_json_count(counts); i++) {
        const om_json *one = om_json_at(counts, i);
        om_say(speech, "%slevel %.0f: %.0f (%.0f raise the area to level %.0f)",
               "%s%.0f 级 %.0f 个（达 %.0f 个升为 %.0f 级）", i ? (speech->zh ? "，" : ", ") : "",
               om_said_number(one, "level"), om_said_number(one, "sources"),
               om_said_number(one, "needed"), om_said_number(one, "level") - 1);
    }
    om_say(speech, "\n", "\n");
}

static void say_directly(om_speech *speech, const om_json *judgement)
{
    const char *method = om_said_text(judgement, "method");
    om_say(speech, "   Directly determined: a source that %s grades %.0f or worse lies in it\n",
           "   直接判定：区域内有按 %s 评定为 %.0f 级及以上的危险源\n", method,
           om_said_number(judgement, "level"));
}

/* Where the number that decided stands. */
static void say_row(om_speech *speech, const om_json *judgement)
{
    if (!om_said_text(judgement, "table"))
        return;
    om_say(speech, "   By: %s, line %.0f (%s); %s - %s\n", "   依据：%s 第 %.0f 行（%s）；%s；%s\n",
           om_said_text(judgement, "table"), om_said_number(judgement, "line"),
           om_said_text(judgement, "clause"), om_said(speech, om_json_get(judgement, "source")),
           om_said_true(judgement, "verified") ? (speech->zh ? "已核对出处" : "verified")
                                               : (speech->zh ? "未核对出处" : "not verified"));
}

void om_say_mode(om_speech *speech, const om_json *area)
{
    const om_json *judgement = om_json_get(area, "judgement");
    om_say(speech, "   How areas are graded: %s", "   评定方式：%s",
           om_said(speech, om_json_get(area, "mode")));
    if (om_json_get(area, "direct"))
        om_say(speech, "; %s", "；%s", om_said(speech, om_json_get(area, "direct")));
    if (om_json_get(area, "controls"))
        om_say(speech, "; %s", "；%s", om_said(speech, om_json_get(area, "controls")));
    om_say(speech, "\n", "\n");
    if (!judgement)
        return;
    if (om_said_true(judgement, "directly"))
        say_directly(speech, judgement);
    if (om_json_get(judgement, "index"))
        say_index(speech, judgement);
    if (om_json_get(judgement, "shares"))
        say_shares(speech, judgement);
    if (om_json_get(judgement, "counts"))
        say_count(speech, judgement);
    say_row(speech, judgement);
}

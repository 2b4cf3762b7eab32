/* An explanation of shelter_area as text for people. */
#include <math.h>
#include <string.h>

#include "engine/analysis/shelter_explain.h"
#include "engine/base/file.h"

/* Shelters that are told one by one; the document has them all. */
enum { MOST_SHELTERS = 10 };

static const char *whole(double number, char ret[OM_DIGITS_SIZE])
{
    return om_digits(number, 0, ret);
}

static void say_title(om_speech *speech, const om_json *area)
{
    char digits[OM_DIGITS_SIZE];
    const double value = om_said_number(om_json_get(area, "row"), "m2_per_person");
    const char *name = om_said_text(area, "name");
    if (isnan(value))
        om_say(speech, "Why %s has no shelter area a resident: nobody lives there\n",
               "%s为何没有人均避难面积：区内没有常住人口\n", name);
    else
        om_say(speech, "Why %s has %s m2 of fixed shelter a resident\n",
               "%s的人均固定避难场所面积为何是 %s 平方米\n", name, om_digits(value, 2, digits));
}

static void say_target(om_speech *speech, const om_json *area)
{
    const om_json *target = om_json_get(area, "target");
    const bool verified = om_said_is(target, "verified", "yes");
    char digits[OM_DIGITS_SIZE];
    om_digits(om_said_number(target, "m2_per_person"), 2, digits);
    if (om_said_true(target, "as_set")) {
        om_say(speech, "   Target: %s m2 a resident, as the run was told\n",
               "   目标：人均 %s 平方米（运行时指定）\n", digits);
        return;
    }
    om_say(speech, "   Target: %s m2 a resident (%s; %s, %s)\n",
           "   目标：人均 %s 平方米（%s；%s，%s）\n", digits, om_said_text(target, "source"),
           om_said_text(target, "table_line"),
           speech->zh ? verified ? "已核对出处" : "未核对出处"
           : verified ? "verified at its source"
                      : "not verified at its source");
}

static void say_gap(om_speech *speech, const om_json *row)
{
    const double gap =
        om_said_number(row, "m2_per_person") - om_said_number(row, "target_m2_per_person");
    char digits[OM_DIGITS_SIZE], missing[OM_DIGITS_SIZE];
    if (isnan(gap))
        return;
    om_digits(fabs(gap), 2, digits);
    if (gap < 0)
        om_say(speech, "   It misses the target by %s m2 a resident: %s m2 are missing\n",
               "   低于目标 %s 平方米/人，尚缺 %s 平方米\n", digits,
               whole(om_said_number(row, "missing_m2"), missing));
    else
        om_say(speech, "   It meets the target, with %s m2 a resident to spare\n",
               "   达到目标，高出 %s 平方米/人\n", digits);
}

/* The other indicator, which is never taken for this one. */
static void say_capacity(om_speech *speech, const om_json *row)
{
    char places[OM_DIGITS_SIZE], share[OM_DIGITS_SIZE], wanted[OM_DIGITS_SIZE];
    if (isnan(om_said_number(row, "capacity_share")))
        return;
    om_say(speech,
           "   Apart from it: its fixed shelters hold %s people, %s %% of the residents; %s %% are "
           "to be housed\n",
           "   另一指标（不可混用）：固定避难场所可容纳 %s 人，占常住人口 %s%%；应容纳 %s%%\n",
           whole(om_said_number(row, "capacity"), places),
           om_digits(om_said_number(row, "capacity_share") * 100, 1, share),
           om_digits(om_said_number(row, "target_capacity_share") * 100, 1, wanted));
}

static void say_figure(om_speech *speech, const om_json *area)
{
    const om_json *row = om_json_get(area, "row");
    char ground[OM_DIGITS_SIZE], people[OM_DIGITS_SIZE];
    om_say_section(speech, "The figure", "指标值");
    om_say(speech, "   %s (%s): %s m2 of effective fixed shelter for %s residents\n",
           "   %s（%s）：固定及中心避难场所有效面积 %s 平方米，常住人口 %s 人\n",
           om_said_text(area, "name"), om_said_text(area, "code"),
           whole(om_said_number(row, "fixed_m2"), ground),
           whole(om_said_number(row, "residents"), people));
    say_target(speech, area);
    say_gap(speech, row);
    say_capacity(speech, row);
}

/* ---- Shelters ---- */

static void say_record(om_speech *speech, const om_json *shelter)
{
    const om_json *record = om_json_get(shelter, "record");
    const char *source = om_said_text(record, "source"), *credit = om_said_text(record, "credit");
    char number[OM_DIGITS_SIZE];
    if (!source)
        return;
    om_say(speech, "       record %s of %s%s%s\n", "       第 %s 条记录，来自 %s%s%s\n",
           whole(om_said_number(record, "row"), number), om_path_base(source),
           credit ? (speech->zh ? "；" : "; ") : "", credit ? credit : "");
}

static void say_shelter(om_speech *speech, const om_json *shelter)
{
    char gross[OM_DIGITS_SIZE], inside[OM_DIGITS_SIZE], share[OM_DIGITS_SIZE],
        effective[OM_DIGITS_SIZE];
    const bool derived = om_said_true(shelter, "class_is_derived");
    om_say(speech, "     - ", "     · ");
    om_say_name(speech, om_said_text(shelter, "name"), om_said_text(shelter, "id"));
    om_say(speech, ": %s%s; %s m2 of ground, %s %% of it inside, usable share %s: %s m2%s\n",
           "：%s%s；占地 %s 平方米，%s%% 在区内，有效面积比例 %s，计 %s 平方米%s\n",
           om_said(speech, om_json_get(shelter, "class_title")),
           !derived     ? ""
           : speech->zh ? "（按面积推定）"
                        : " (by its area)",
           whole(om_said_number(shelter, "counted_gross_m2"), gross),
           om_digits(om_said_number(shelter, "inside") * 100, 1, inside),
           om_digits(om_said_number(shelter, "usable_share"), 2, share),
           whole(om_said_number(shelter, "effective_m2"), effective),
           om_said_true(shelter, "fixed") ? ""
           : speech->zh                   ? "（非固定场所，不计入本指标）"
                                          : " (not fixed: it does not count here)");
    say_record(speech, shelter);
}

static void say_shelters(om_speech *speech, const om_json *area)
{
    const om_json *shelters = om_json_get(area, "shelters"), *row = om_json_get(area, "row");
    const size_t count = om_json_count(shelters);
    char digits[OM_DIGITS_SIZE];
    double rest_m2 = 0;
    om_say_section(speech, "The shelters", "避难场所");
    om_say(speech, "   %zu touch the district; %.0f lie mostly in it, %.0f of them fixed\n",
           "   与本区相交的 %zu 处，主要位于本区的 %.0f 处，其中固定及中心场所 %.0f 处\n", count,
           om_said_number(row, "shelters"), om_said_number(row, "fixed_shelters"));
    for (size_t i = 0; i < count; i++) {
        if (i < MOST_SHELTERS)
            say_shelter(speech, om_json_at(shelters, i));
        else
            rest_m2 += om_said_number(om_json_at(shelters, i), "effective_m2");
    }
    if (count > MOST_SHELTERS)
        om_say(speech, "     and %zu more with %s m2\n", "     以及另外 %zu 处，共 %s 平方米\n",
               count - MOST_SHELTERS, whole(rest_m2, digits));
}

/* ---- What would close the gap ---- */

static void say_remedy(om_speech *speech, const om_json *remedy)
{
    char one[OM_DIGITS_SIZE], two[OM_DIGITS_SIZE], share[OM_DIGITS_SIZE];
    om_digits(om_said_number(remedy, "usable_share"), 2, share);
    whole(om_said_number(remedy, "effective_m2"), one);
    if (om_said_is(remedy, "way", "more ground"))
        om_say(speech,
               "     - %s m2 of effective area more: %s m2 of ground at a usable share of %s\n",
               "     · 增加有效面积 %s 平方米，即占地 %s 平方米（有效面积比例 %s）\n", one,
               whole(om_said_number(remedy, "gross_m2"), two), share);
    else if (om_said_is(remedy, "way", "more of the ground usable"))
        om_say(speech, "     - or a usable share of %s on the ground that is there\n",
               "     · 或将现有场所的有效面积比例提高到 %s\n", share);
    else
        om_say(speech, "     - or making its %.0f other shelters fixed: %s m2, %s\n",
               "     · 或将 %.0f 处非固定场所提升为固定场所：%s 平方米，%s\n",
               om_said_number(remedy, "shelters"), one,
               om_said_true(remedy, "is_enough") ? (speech->zh ? "足够" : "which is enough")
               : speech->zh                      ? "仍不够"
                                                 : "which is not enough alone");
}

static void say_remedies(om_speech *speech, const om_json *area)
{
    const om_json *remedies = om_json_get(area, "would_close_it");
    if (!om_json_count(remedies))
        return;
    om_say_section(speech, "What would close the gap", "如何补足缺口");
    for (size_t i = 0; i < om_json_count(remedies); i++)
        say_remedy(speech, om_json_at(remedies, i));
}

/* ---- The run ---- */

static void say_settings(om_speech *speech, const om_json *settings)
{
    for (om_json_member m = om_json_first(settings); m.key; m = om_json_next(settings, m)) {
        char digits[OM_DIGITS_SIZE];
        const char *text = om_json_text(m.value);
        if (om_json_kind_of(m.value) != OM_JSON_NULL)
            om_say(speech, "   Setting: %s=%s\n", "   参数：%s=%s\n", m.key,
                   text ? text : om_digits(om_json_number(m.value), 6, digits));
    }
}

static void say_run(om_speech *speech, const om_json *document, const om_json *area)
{
    const om_json *run = om_json_get(document, "run"), *again = om_json_get(area, "again");
    const om_json *changes = om_json_get(document, "changes");
    char when[OM_DIGITS_SIZE], digits[OM_DIGITS_SIZE];
    om_say_section(speech, "How it was worked out", "计算过程");
    om_say(speech, "   Analysis shelter_area, run %.0f on %s\n",
           "   分析：shelter_area，第 %.0f 次运行，%s\n", om_said_number(run, "id"),
           om_said_time(om_json_get(run, "started"), when));
    say_settings(speech, om_json_get(run, "settings"));
    if (om_said_true(again, "agrees"))
        om_say(speech, "   Worked out again from the records: the same\n",
               "   按现有记录重新计算：结果相同\n");
    else
        om_say(speech, "   Worked out again from the records as they are now: %s m2\n",
               "   按现有记录重新计算：%s 平方米\n",
               whole(om_said_number(again, "fixed_m2"), digits));
    for (size_t i = 0; i < om_json_count(changes); i++)
        om_say(speech, "   Changed since: the layer %s was loaded anew\n",
               "   此后有变动：图层 %s 已重新入库\n", om_json_text(om_json_at(changes, i)));
    if (!om_json_count(changes))
        om_say(speech, "   Nothing has changed since.\n", "   此后数据均无变动。\n");
}

void om_say_shelter_area(om_speech *speech, const om_json *document)
{
    const om_json *area = om_json_at(om_json_get(document, "areas"), 0);
    say_title(speech, area);
    say_figure(speech, area);
    say_shelters(speech, area);
    say_remedies(speech, area);
    say_run(speech, document, area);
}

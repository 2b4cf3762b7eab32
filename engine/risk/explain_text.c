/* An explanation as text: the areas, the sources, how it was worked out and what changed since. */
#include <math.h>
#include <string.h>

#include "engine/risk/explain_words.h"

/* "orange (considerable risk)", or "较大风险（橙色）". */
static void say_grade(om_speech *speech, const om_json *graded)
{
    const char *level = om_said(speech, om_json_get(graded, "level"));
    const char *colour = om_said(speech, om_json_get(graded, "colour"));
    if (speech->zh)
        om_say(speech, "%s%s", "%s（%s）", level, colour);
    else
        om_say(speech, "%s (%s)", "%s%s", colour, level);
}

/* ---- Areas ---- */

static bool is_district(const om_json *area)
{
    return om_said_is(area, "layer", "risk_district");
}

static void say_name(om_speech *speech, const om_json *area)
{
    const char *name = om_said_text(area, "name"), *code = om_said_text(area, "code");
    if (!is_district(area))
        om_say(speech, "cell %s", "网格单元 %s", code);
    else if (name && code && strcmp(name, code) != 0)
        om_say(speech, "%s (code %s)", "%s（代码 %s）", name, code);
    else
        om_say(speech, "district %s", "%s", name ? name : code);
}

static void say_counts(om_speech *speech, const om_json *row)
{
    if (!(om_said_number(row, "sources") > 0)) {
        om_say(speech, "   Sources that count: none, so nothing is assessed\n",
               "   计入评定的危险源：无，故未评估\n");
        return;
    }
    om_say(speech,
           "   Sources that count: %.0f - major %.0f, considerable %.0f, moderate %.0f, low %.0f, "
           "ungraded %.0f\n",
           "   计入评定的危险源：共 %.0f 个，其中重大风险 %.0f 个、较大风险 %.0f 个、一般风险 %.0f "
           "个、低风险 %.0f 个、未评估 %.0f 个\n",
           om_said_number(row, "sources"), om_said_number(row, "grade_1"),
           om_said_number(row, "grade_2"), om_said_number(row, "grade_3"),
           om_said_number(row, "grade_4"), om_said_number(row, "ungraded"));
}

/* "inside", or how far off and how far it counts. */
static void say_where(om_speech *speech, double distance_m, double influence_m)
{
    char off[OM_DIGITS_SIZE], reach[OM_DIGITS_SIZE];
    if (distance_m > 0)
        om_say(speech, ", %s m outside", "，位于区域外 %s 米", om_digits(distance_m, 0, off));
    else
        om_say(speech, ", inside", "，位于区域内");
    if (influence_m > 0)
        om_say(speech, "; it counts up to %s m away", "，影响范围 %s 米",
               om_digits(influence_m, 0, reach));
}

static void say_decider(om_speech *speech, const om_json *area)
{
    const char *id = om_said_text(area, "decided_by"),
               *name = om_said_text(area, "decided_by_name");
    if (!id)
        return;
    om_say(speech, "   Decided by: ", "   决定性危险源：");
    om_say_name(speech, name, id);
    say_where(speech, om_said_number(area, "decided_by_m"), om_said_number(area, "influence_m"));
    om_say(speech, "\n", "\n");
}

static void say_without(om_speech *speech, const om_json *area)
{
    const om_json *without = om_json_get(area, "without_it");
    const char *id = om_said_text(without, "decided_by");
    if (!without)
        return;
    om_say(speech, "   Without that source: ", "   若不计该危险源：本区域为");
    say_grade(speech, without);
    if (id)
        om_say(speech, ", decided by %s", "，由 %s 决定等级", id);
    om_say(speech, "\n", "\n");
}

static void say_others(om_speech *speech, const om_json *area)
{
    const om_json *others = om_json_get(area, "others");
    if (!om_json_count(others))
        return;
    om_say(speech, "   Next in rank:\n", "   其余危险源（按等级排列，列前几位）：\n");
    for (size_t i = 0; i < om_json_count(others); i++) {
        const om_json *other = om_json_at(others, i);
        om_say(speech, "     - ", "     · ");
        om_say_name(speech, om_said_text(other, "name"), om_said_text(other, "id"));
        om_say(speech, ", %s: ", "，%s：", om_said(speech, om_json_get(other, "kind")));
        say_grade(speech, other);
        if (om_said_number(other, "distance_m") > 0)
            say_where(speech, om_said_number(other, "distance_m"), NAN);
        if (om_said_number(other, "adds") > 0)
            om_say(speech, "; adds %s to the index", "；计入指数 %s",
                   om_digits(om_said_number(other, "adds"), 4, (char[OM_DIGITS_SIZE]){0}));
        om_say(speech, "\n", "\n");
    }
}

static void say_check(om_speech *speech, const om_json *graded, const om_json *document)
{
    const om_json *again = om_json_get(graded, "again");
    if (!again)
        return;
    if (om_json_is_true(om_json_get(again, "agrees"))) {
        om_say(speech, "   Worked out again from the records: the same\n",
               "   复核：按现有记录重新计算，结果一致\n");
        return;
    }
    const bool stale = om_said_is(document, "state", "stale");
    om_say(speech, "   Worked out again from the records: ", "   复核：按现有记录重新计算为");
    say_grade(speech, again);
    const char *id = om_said_text(again, "decided_by");
    if (id)
        om_say(speech, ", decided by %s", "，由 %s 决定等级", id);
    if (stale)
        om_say(speech, " - the stored grade is out of date, run risk again\n",
               "；已存结果过时，请重新运行 risk 分析\n");
    else
        om_say(speech, " - THE STORED GRADE CONTRADICTS ITS RECORDS, run risk again\n",
               "；已存结果与记录不符，请重新运行 risk 分析\n");
}

static void say_ground(om_speech *speech, const om_json *ground)
{
    const om_json *hazards = om_json_get(ground, "hazards");
    char share[OM_DIGITS_SIZE];
    if (!ground)
        return;
    if (!om_json_count(hazards)) {
        om_say(speech, "   Natural hazard zones on its ground: none\n",
               "   自然灾害影响区：本区域内无\n");
        return;
    }
    om_say(speech, "   Natural hazard zones on its ground:", "   自然灾害影响区：");
    for (size_t i = 0; i < om_json_count(hazards); i++)
        om_say(speech, "%s %s", "%s%s", i ? (speech->zh ? "、" : ",") : "",
               om_said(speech, om_json_at(hazards, i)));
    om_say(speech, ", %s %% of it\n", "，占区域面积 %s%%\n",
           om_digits(om_said_number(ground, "share") * 100, 1, share));
}

static void say_area(om_speech *speech, const om_json *area, const om_json *document)
{
    if (is_district(area))
        om_say_section(speech, "The district", "区域评定");
    else
        om_say_section(speech, "The cell", "网格评定");
    om_say(speech, "   ", "   ");
    say_name(speech, area);
    om_say(speech, ": ", "：");
    say_grade(speech, area);
    om_say(speech, "\n", "\n");
    om_say_mode(speech, area);
    say_counts(speech, om_json_get(area, "row"));
    say_decider(speech, area);
    say_without(speech, area);
    say_others(speech, area);
    say_ground(speech, om_json_get(area, "natural_hazards"));
    say_check(speech, area, document);
}

/* ---- The run ---- */

static void say_settings(om_speech *speech, const om_json *run)
{
    const om_json *settings = om_json_get(run, "settings");
    om_say(speech, "   Settings: ", "   参数：");
    size_t told = 0;
    for (om_json_member m = om_json_first(settings); m.key; m = om_json_next(settings, m)) {
        char digits[OM_DIGITS_SIZE];
        const char *text = om_json_text(m.value);
        if (om_json_kind_of(m.value) == OM_JSON_NULL || strcmp(m.key, "policy") == 0)
            continue;
        om_say(speech, "%s%s=%s", "%s%s=%s", told++ ? ", " : "", m.key,
               text ? text : om_digits(om_json_number(m.value), 6, digits));
    }
    om_say(speech, "\n", "\n");
}

static void say_table(om_speech *speech, const char *name, const om_json *table, const char *rows)
{
    om_say(speech, "     - %s, %.0f rows, %.0f of them not verified at their source; %s\n",
           "     · %s，共 %.0f 行，其中 %.0f 行未核对出处；校验值 %s\n", name,
           om_said_number(table, rows), om_said_number(table, "unverified"),
           om_said_text(table, "checksum"));
}

static void say_run(om_speech *speech, const om_json *document)
{
    const om_json *run = om_json_get(document, "run");
    const om_json *policy = om_json_get(run, "policy"), *tables = om_json_get(run, "tables");
    char when[OM_DIGITS_SIZE];
    om_say_section(speech, "How it was worked out", "计算过程与依据版本");
    om_say(speech, "   Analysis risk (four-colour risk), run on %s\n",
           "   分析：安全风险四色图（risk），运行时间：%s\n",
           om_said_time(om_json_get(run, "started"), when));
    say_settings(speech, run);
    om_say(speech, "   Tables, as they were read then:\n", "   当时采用的规则表与标准表：\n");
    if (om_said_text(policy, "path"))
        say_table(speech, om_said_text(policy, "path"), policy, "rules");
    for (size_t i = 0; i < om_json_count(tables); i++)
        say_table(speech, om_said_text(om_json_at(tables, i), "table"), om_json_at(tables, i),
                  "rows");
}

static void say_changes(om_speech *speech, const om_json *document)
{
    const om_json *changes = om_json_get(document, "changes");
    const char *obstacle = om_said_text(document, "obstacle");
    if (obstacle)
        om_say(speech, "   It cannot be worked out again: %s\n", "   无法重新计算：%s\n", obstacle);
    if (!om_json_count(changes) && !obstacle)
        om_say(speech, "   Nothing has changed since.\n", "   此后数据与规则均无变动。\n");
    for (size_t i = 0; i < om_json_count(changes); i++) {
        const om_json *change = om_json_at(changes, i);
        const bool layer = om_said_is(change, "what", "layer");
        if (layer)
            om_say(speech, "   Changed since: the layer %s was loaded anew\n",
                   "   此后有变动：图层 %s 已重新入库\n", om_said_text(change, "name"));
        else
            om_say(speech, "   Changed since: %s was %s, now %s\n",
                   "   此后有变动：%s 原校验值 %s，现为 %s\n", om_said_text(change, "name"),
                   om_said_text(change, "was"), om_said_text(change, "is"));
    }
}

/* ---- The whole ---- */

static void say_title(om_speech *speech, const om_json *document)
{
    const om_json *graded = om_json_at(om_json_get(document, "areas"), 0);
    if (!speech->zh)
        om_text_add(speech->text, "Why ");
    if (graded) {
        say_name(speech, graded);
    } else {
        graded = om_json_at(om_json_get(document, "sources"), 0);
        om_say_name(speech, om_said_text(graded, "name"), om_said_text(graded, "id"));
    }
    if (isnan(om_said_number(graded, "grade")))
        om_say(speech, " is ", "为何");
    else
        om_say(speech, " is ", "为何评定为");
    say_grade(speech, graded);
    om_say(speech, "\n", "\n");
}

void om_say_risk(om_speech *speech, const om_json *document)
{
    const om_json *areas = om_json_get(document, "areas");
    say_title(speech, document);
    for (size_t i = 0; i < om_json_count(areas); i++)
        say_area(speech, om_json_at(areas, i), document);
    om_say_sources(speech, om_json_get(document, "sources"));
    say_run(speech, document);
    say_changes(speech, document);
}

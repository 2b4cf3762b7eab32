/* A source in words: its levels, its rule or sum, the table's row, and the record it came from. */
#include <math.h>
#include <string.h>

#include "engine/risk/explain_words.h"

static void say_level(om_speech *speech, const om_json *levels, const char *key)
{
    om_say(speech, "%s", "%s", om_said(speech, om_json_get(om_json_get(levels, key), "level")));
}

/* ---- Levels ---- */

static void say_reported(om_speech *speech, const om_json *levels)
{
    static const struct {
        const char *setting, *en, *zh;
    } uses[] = {{"counts", "the worse of both counts", "两者取高"},
                {"wins", "the reported level counts", "以申报等级为准"},
                {"ignored", "the reported level is ignored", "不采用申报等级"}};
    const char *setting = om_said_text(levels, "reported");
    if (!om_said_true(levels, "differ"))
        return;
    om_say(speech, "   Computed and reported level differ", "   计算等级与申报等级不一致");
    for (size_t i = 0; setting && i < sizeof uses / sizeof *uses; i++)
        if (strcmp(uses[i].setting, setting) == 0)
            om_say(speech, "; %s", "，%s", speech->zh ? uses[i].zh : uses[i].en);
    om_say(speech, "\n", "\n");
}

static void say_levels(om_speech *speech, const om_json *levels)
{
    const double factor = om_said_number(levels, "control_factor");
    char digits[OM_DIGITS_SIZE];
    om_say(speech, "   Computed level: ", "   计算等级：");
    say_level(speech, levels, "computed_level");
    om_say(speech, "; reported level: ", "；申报等级：");
    if (isnan(om_said_number(om_json_get(levels, "reported_level"), "grade")))
        om_say(speech, "none reported", "未申报");
    else
        say_level(speech, levels, "reported_level");
    om_say(speech, "\n", "\n");
    say_reported(speech, levels);
    if (isnan(factor)) {
        om_say(speech,
               "   Controls: not assessed, so the level before and after them is the same\n",
               "   管控措施：未评价管控效果，现实风险等级与固有风险等级相同\n");
        return;
    }
    om_say(speech, "   Controls leave %s of the score: ", "   管控系数 %s：固有风险为",
           om_digits(factor, 6, digits));
    say_level(speech, levels, "computed_level");
    om_say(speech, " before, ", "，管控后现实风险为");
    say_level(speech, levels, "residual_level");
    om_say(speech, " after; the grade counts %s\n", "；等级评定采用%s\n",
           om_said_is(levels, "controls", "residual")
               ? (speech->zh ? "管控后等级" : "what is left after controls")
               : (speech->zh ? "固有风险等级" : "the level before controls"));
}

static void say_influence(om_speech *speech, const om_json *source)
{
    static const struct {
        const char *who, *en, *zh;
    } says[] = {{"source", "as its own record says", "依据该危险源记录"},
                {"policy", "as the policy says", "依据规则表"},
                {"setting", "as the setting influence_m says", "依据参数 influence_m"}};
    const double influence_m = om_said_number(source, "influence_m");
    const char *who = om_said_text(source, "influence_by");
    char digits[OM_DIGITS_SIZE];
    if (isnan(influence_m) || !who)
        return;
    if (influence_m > 0)
        om_say(speech, "   Influence: %s m around", "   影响范围：周边 %s 米",
               om_digits(influence_m, 0, digits));
    else
        om_say(speech, "   Influence: only where it stands", "   影响范围：仅计入所在区域");
    for (size_t i = 0; i < sizeof says / sizeof *says; i++)
        if (strcmp(says[i].who, who) == 0)
            om_say(speech, ", %s", "（%s）", speech->zh ? says[i].zh : says[i].en);
    om_say(speech, "\n", "\n");
}

/* ---- Natural hazards ---- */

static void say_zones(om_speech *speech, const om_json *zones)
{
    const om_json *hazards = om_json_get(zones, "hazards");
    const char *zone = om_said_text(zones, "zone_name");
    if (!zones)
        return;
    if (!om_said_true(zones, "stands_in_one")) {
        om_say(speech, "   Hazard zones that it stands in: none\n",
               "   灾害影响区：不在影响区内\n");
        return;
    }
    om_say(speech, "   Hazard zones that it stands in:", "   灾害影响区：位于");
    for (size_t i = 0; i < om_json_count(hazards); i++)
        om_say(speech, "%s %s", "%s%s", i ? (speech->zh ? "、" : ",") : "",
               om_said(speech, om_json_at(hazards, i)));
    om_say(speech, " (%s), with %.0f %% of it\n", "影响区内（%s），区内占比 %.0f%%\n",
           zone ? zone : om_said_text(zones, "zone"), om_said_number(zones, "share") * 100);
}

static void say_chain(om_speech *speech, const om_json *chain)
{
    if (!om_json_count(chain))
        return;
    om_say(speech, "   Chain of hazards, how probable here:", "   灾害链推演（此处概率）：");
    for (size_t i = 0; i < om_json_count(chain); i++) {
        const om_json *event = om_json_at(chain, i);
        char p[OM_DIGITS_SIZE];
        om_say(speech, "%s %s %s %%", "%s%s %s%%", i ? (speech->zh ? "、" : ",") : "",
               om_said(speech, om_json_get(event, "event")),
               om_digits(om_said_number(event, "p") * 100, 2, p));
    }
    om_say(speech, "\n", "\n");
}

/* ---- The record ---- */

static void say_record(om_speech *speech, const om_json *record)
{
    char when[OM_DIGITS_SIZE];
    const char *where = om_said_text(record, "where"), *credit = om_said_text(record, "credit");
    if (!om_said_text(record, "source")) {
        om_say(speech, "   Its record is no longer in the store.\n", "   该记录已不在库中。\n");
        return;
    }
    om_say(speech, "   Record %.0f of the %.0f that were loaded from %s (%s)\n",
           "   入库记录第 %.0f 条（共 %.0f 条），来源文件 %s（%s）\n",
           om_said_number(record, "row"), om_said_number(record, "loaded"),
           om_said_text(record, "source"),
           om_said_text(record, "driver") ? om_said_text(record, "driver") : "");
    if (where)
        om_say(speech, "   Filter: %s\n", "   筛选条件：%s\n", where);
    om_say(speech, "   Loaded on %s; checksum of the file %s\n",
           "   入库时间：%s；文件校验值：%s\n", om_said_time(om_json_get(record, "started"), when),
           om_said_text(record, "checksum"));
    if (credit)
        om_say(speech, "   Credit: %s\n", "   数据提供：%s\n", credit);
}

static void say_inputs(om_speech *speech, const om_json *inputs)
{
    static const char *const left_out[] = {"id", "name", "kind", "quantity_unit"};
    om_say(speech, "   What the record says:", "   记录内容：");
    size_t told = 0;
    for (om_json_member m = om_json_first(inputs); m.key; m = om_json_next(inputs, m)) {
        bool wanted = true;
        for (size_t i = 0; i < sizeof left_out / sizeof *left_out; i++)
            wanted = wanted && strcmp(m.key, left_out[i]) != 0;
        if (!wanted)
            continue;
        char digits[OM_DIGITS_SIZE];
        const char *text = om_json_text(om_json_get(m.value, "value"));
        const om_json *value = om_json_get(m.value, "value");
        om_say(speech, "%s %s %s", "%s%s %s", told++ ? (speech->zh ? "；" : ";") : "",
               om_said(speech, om_json_get(m.value, "title")),
               text ? om_said(speech, m.value) : om_digits(om_json_number(value), 6, digits));
        if (strcmp(m.key, "quantity") == 0)
            om_say(speech, " %s", " %s", om_said(speech, om_json_get(inputs, "quantity_unit")));
    }
    if (!told)
        om_say(speech, " nothing but its name and kind", "仅有名称与类型");
    om_say(speech, "\n", "\n");
}

/* ---- A source ---- */

static void say_because(om_speech *speech, const om_json *source)
{
    const om_json *because = om_json_get(source, "because");
    const char *standard = om_said(speech, om_json_get(because, "standard"));
    const char *clause = om_said_text(because, "clause");
    if (om_said_text(because, "rule"))
        om_say(speech, "   Decided by: %s\n", "   判定式：%s\n", om_said_text(because, "rule"));
    if (om_said_text(because, "table_line"))
        om_say(speech, "   Source: %s%s%s; %s, %s\n", "   出处：%s%s%s；%s，%s\n", standard,
               clause && clause[0] ? ", " : "", clause ? clause : "",
               om_said_text(because, "table_line"),
               om_said_true(because, "verified")
                   ? (speech->zh ? "已核对出处" : "verified at its source")
                   : (speech->zh ? "未核对出处" : "NOT verified at its source"));
}

static void say_problem(om_speech *speech, const om_json *source)
{
    const char *problem = om_said_text(source, "problem");
    if (!isnan(om_said_number(source, "grade")))
        return;
    if (problem)
        om_say(speech, "   Ungraded: %s\n", "   未评估原因：%s\n", problem);
    else
        om_say(speech, "   Ungraded: no rule and no class holds it\n",
               "   未评估原因：没有适用的规则或分级\n");
}

static void say_source(om_speech *speech, const om_json *source)
{
    const char *method = om_said_text(source, "method");
    om_say_section(speech, "The hazard source", "危险源评定");
    om_say(speech, "   ", "   ");
    om_say_name(speech, om_said_text(source, "name"), om_said_text(source, "id"));
    om_say(speech, ", %s: %s (%s)\n", "，%s：%s（%s）\n",
           om_said(speech, om_json_get(source, "kind")),
           om_said(speech, om_json_get(source, speech->zh ? "level" : "colour")),
           om_said(speech, om_json_get(source, speech->zh ? "colour" : "level")));
    if (method)
        om_say(speech, "   Method: %s\n", "   评估方法：%s\n",
               om_said(speech, om_json_get(source, "method_title")));
    say_inputs(speech, om_json_get(source, "inputs"));
    om_say_steps(speech, om_json_get(source, "steps"));
    if (method && strcmp(method, "policy") != 0)
        say_because(speech, source);
    else if (!om_json_get(source, "steps"))
        say_because(speech, source);
    say_problem(speech, source);
    say_levels(speech, om_json_get(source, "levels"));
    say_influence(speech, source);
    say_zones(speech, om_json_get(source, "in_hazard_zones"));
    say_chain(speech, om_json_get(source, "hazard_chain"));
    om_say_section(speech, "Where the record comes from", "数据来源");
    say_record(speech, om_json_get(source, "record"));
}

void om_say_sources(om_speech *speech, const om_json *sources)
{
    for (size_t i = 0; i < om_json_count(sources); i++)
        say_source(speech, om_json_at(sources, i));
}

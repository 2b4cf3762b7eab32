/* A source in words: its levels, its rule or sum, the table's row, and the record it came from. */
#include <math.h>
#include <string.h>

#include "engine/risk/explain_words.h"

static double number_in(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

static const char *text_in(const om_json *object, const char *key)
{
    return om_json_text(om_json_get(object, key));
}

static bool is_true(const om_json *object, const char *key)
{
    return om_json_is_true(om_json_get(object, key));
}

static void say_level(om_speech *speech, const om_json *levels, const char *key)
{
    om_say(speech, "%s", "%s", om_said(speech, om_json_get(om_json_get(levels, key), "level")));
}

/* ---- Where a number stands ---- */

/* "GB 18218-2018, 表5; gb18218.csv line 2, verified". */
static void say_row(om_speech *speech, const om_json *row, const char *table)
{
    const char *standard = om_said(speech, om_json_get(row, "standard"));
    const char *clause = text_in(row, "clause");
    om_say(speech, "%s%s%s; %s, line %.0f, ", "%s%s%s；%s 第 %.0f 行，", standard,
           clause && clause[0] ? ", " : "", clause ? clause : "", table, number_in(row, "line"));
    if (is_true(row, "verified"))
        om_say(speech, "verified at its source", "已核对出处");
    else
        om_say(speech, "NOT verified at its source", "未核对出处");
}

/* "class limits: red > 320, orange > 160 …" */
static void say_classes(om_speech *speech, const om_json *classes, const char *score)
{
    static const char *const words[][2] = {
        {"major", "重大"}, {"considerable", "较大"}, {"moderate", "一般"}, {"low", "低"}};
    om_say(speech, "   Class limits:", "   分级界限：");
    for (size_t i = 0; i < om_json_count(classes); i++) {
        const om_json *one = om_json_at(classes, i);
        const double level = number_in(one, "grade");
        const int grade = isnan(level) ? 0 : (int)level;
        char digits[OM_DIGITS_SIZE];
        if (grade < 1 || grade > 4)
            continue;
        const char *op = om_said_is(one, "op", ">=") ? "≥" : ">";
        om_say(speech, "%s %s %s %s %s", "%s%s %s %s %s", i ? (speech->zh ? "；" : ",") : "",
               words[grade - 1][speech->zh], score, op,
               om_digits(number_in(one, "from"), 6, digits));
    }
    om_say(speech, "\n", "\n");
}

/* ---- The policy ---- */

static void say_values(om_speech *speech, const om_json *values)
{
    size_t told = 0;
    for (size_t i = 0; i < om_json_count(values); i++) {
        const om_json *value = om_json_at(values, i);
        char digits[OM_DIGITS_SIZE];
        const bool number = om_json_kind_of(value) == OM_JSON_NUMBER;
        const char *text =
            number ? om_digits(om_json_number(value), 6, digits) : om_said(speech, value);
        /* Two spellings in the data may be one word here. */
        if (i && !number && strcmp(text, om_said(speech, om_json_at(values, i - 1))) == 0)
            continue;
        om_say(speech, "%s%s", "%s%s", told++ ? (speech->zh ? "、" : " or ") : "", text);
    }
    if (speech->zh && told > 1)
        om_text_add(speech->text, "之一");
}

static void say_condition(om_speech *speech, const om_json *condition, bool first)
{
    om_say(speech, "%s%s ", "%s%s",
           first ? (speech->zh ? "，" : ", ") : (speech->zh ? "，且" : " and "),
           om_said(speech, om_json_get(condition, "title")));
    if (om_said_is(condition, "op", ">="))
        om_say(speech, "of at least ", "不小于 ");
    else if (om_said_is(condition, "op", "<"))
        om_say(speech, "below ", "小于 ");
    else
        om_say(speech, "is ", "为");
    say_values(speech, om_json_get(condition, "values"));
    const char *unit = om_said(speech, om_json_get(condition, "unit"));
    om_say(speech, "%s%s", "%s%s", unit[0] ? " " : "", unit);
}

static void say_rule(om_speech *speech, const om_json *rule, const char *table)
{
    const om_json *conditions = om_json_get(rule, "conditions");
    om_say(speech, "     - %s: %s", "     · %s：%s", om_said(speech, om_json_get(rule, "level")),
           om_said(speech, om_json_get(rule, "kind")));
    for (size_t i = 0; i < om_json_count(conditions); i++)
        say_condition(speech, om_json_at(conditions, i), i == 0);
    om_say(speech, "\n       Reason: %s\n       Source: ", "\n       判定依据：%s\n       出处：",
           om_said(speech, om_json_get(rule, "reason")));
    say_row(speech, rule, table);
    om_say(speech, "\n", "\n");
}

static void say_policy(om_speech *speech, const om_json *steps)
{
    const om_json *rules = om_json_get(steps, "rules");
    if (!om_json_count(rules))
        return;
    om_say(speech, "   Rules of the policy that it meets, the worst counts:\n",
           "   符合的规则（取最高等级）：\n");
    for (size_t i = 0; i < om_json_count(rules); i++)
        say_rule(speech, om_json_at(rules, i), text_in(steps, "table"));
}

/* ---- LEC and matrix ---- */

static void say_factor(om_speech *speech, const om_json *steps, const char *factor, const char *en,
                       const char *zh)
{
    const om_json *object = om_json_get(steps, factor);
    char digits[OM_DIGITS_SIZE];
    om_say(speech, "     - %s, %s = %s: %s", "     · %s，%s = %s：%s", speech->zh ? zh : en, factor,
           om_digits(number_in(object, "value"), 6, digits),
           om_said(speech, om_json_get(object, "meaning")));
    if (text_in(object, "table")) {
        om_say(speech, " (", "（");
        say_row(speech, object, text_in(object, "table"));
        om_say(speech, ")", "）");
    }
    om_say(speech, "\n", "\n");
}

static void say_lec(om_speech *speech, const om_json *steps)
{
    char l[OM_DIGITS_SIZE], e[OM_DIGITS_SIZE], c[OM_DIGITS_SIZE], d[OM_DIGITS_SIZE];
    say_factor(speech, steps, "L", "likelihood of an accident", "事故发生的可能性");
    say_factor(speech, steps, "E", "exposure of people", "人员暴露的频繁程度");
    say_factor(speech, steps, "C", "consequence of an accident", "事故可能造成的后果");
    om_say(speech, "   D = L x E x C = %s x %s x %s = %s\n", "   D = L×E×C = %s×%s×%s = %s\n",
           om_digits(number_in(om_json_get(steps, "L"), "value"), 6, l),
           om_digits(number_in(om_json_get(steps, "E"), "value"), 6, e),
           om_digits(number_in(om_json_get(steps, "C"), "value"), 6, c),
           om_digits(number_in(steps, "D"), 6, d));
    say_classes(speech, om_json_get(steps, "classes"), "D");
}

static void say_matrix(om_speech *speech, const om_json *steps)
{
    om_say(speech, "   Likelihood L = %.0f, severity S = %.0f: R = L x S = %.0f\n",
           "   可能性 L = %.0f，严重性 S = %.0f，R = L×S = %.0f\n", number_in(steps, "likelihood"),
           number_in(steps, "severity"), number_in(steps, "R"));
    say_classes(speech, om_json_get(steps, "classes"), "R");
}

/* ---- GB 18218 ---- */

static void say_part(om_speech *speech, const om_json *part)
{
    char q[OM_DIGITS_SIZE], critical[OM_DIGITS_SIZE], share[OM_DIGITS_SIZE], beta[OM_DIGITS_SIZE];
    om_say(speech, "     - %s (%s): q/Q = %s t / %s t = %s, beta = %s; ",
           "     · %s（%s）：q/Q = %s 吨 / %s 吨 = %s，β = %s；", text_in(part, "substance"),
           text_in(part, "source"), om_digits(number_in(part, "q_t"), 6, q),
           om_digits(number_in(part, "Q_t"), 6, critical),
           om_digits(number_in(part, "share"), 4, share),
           om_digits(number_in(part, "beta"), 6, beta));
    say_row(speech, part, text_in(part, "table"));
    om_say(speech, "\n", "\n");
}

static void say_people(om_speech *speech, const om_json *steps)
{
    const om_json *row = om_json_get(steps, "alpha_row");
    const double people = number_in(steps, "people");
    char alpha[OM_DIGITS_SIZE], around[OM_DIGITS_SIZE];
    om_digits(number_in(steps, "alpha"), 6, alpha);
    om_digits(number_in(steps, "distance_m"), 6, around);
    if (isnan(people))
        om_say(speech, "   People within %s m: nobody knows, so the largest alpha is taken, %s (",
               "   厂区边界外 %s 米范围内人数不详，按最大值取 α = %s（", around, alpha);
    else
        om_say(speech, "   People within %s m: %.0f, so alpha = %s (",
               "   厂区边界外 %s 米范围内常住人口 %.0f 人，α = %s（", around, people, alpha);
    say_row(speech, row, text_in(row, "table") ? text_in(row, "table") : "gb18218.csv");
    om_say(speech, ")\n", "）\n");
}

static void say_gb18218(om_speech *speech, const om_json *steps)
{
    const om_json *parts = om_json_get(steps, "parts");
    char sum[OM_DIGITS_SIZE], weighed[OM_DIGITS_SIZE], alpha[OM_DIGITS_SIZE], r[OM_DIGITS_SIZE];
    const char *facility = text_in(steps, "facility");
    if (facility && facility[0])
        om_say(speech, "   Installation: %s\n", "   评估单元：%s\n", facility);
    om_say(speech, "   Substances:\n", "   危险化学品：\n");
    for (size_t i = 0; i < om_json_count(parts); i++)
        say_part(speech, om_json_at(parts, i));
    om_say(speech, "   Sum of q/Q = %s; sum of beta q/Q = %s\n", "   Σq/Q = %s；Σβ·q/Q = %s\n",
           om_digits(number_in(steps, "sum_share"), 4, sum),
           om_digits(number_in(steps, "sum_beta_share"), 4, weighed));
    say_people(speech, steps);
    om_say(speech, "   R = alpha x sum of beta q/Q = %s x %s = %s\n",
           "   R = α×Σβ·q/Q = %s×%s = %s\n", om_digits(number_in(steps, "alpha"), 6, alpha),
           weighed, om_digits(number_in(steps, "R"), 4, r));
    say_classes(speech, om_json_get(steps, "classes"), "R");
}

static void say_steps(om_speech *speech, const om_json *steps)
{
    static const struct {
        const char *method;
        void (*say)(om_speech *speech, const om_json *steps);
    } methods[] = {
        {"policy", say_policy}, {"lec", say_lec}, {"matrix", say_matrix}, {"gb18218", say_gb18218}};
    const char *method = text_in(steps, "method");
    for (size_t i = 0; method && i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].method, method) == 0)
            methods[i].say(speech, steps);
}

/* ---- Levels ---- */

static void say_reported(om_speech *speech, const om_json *levels)
{
    static const struct {
        const char *setting, *en, *zh;
    } uses[] = {{"counts", "the worse of both counts", "两者取高"},
                {"wins", "the reported level counts", "以申报等级为准"},
                {"ignored", "the reported level is ignored", "不采用申报等级"}};
    const char *setting = text_in(levels, "reported");
    if (!is_true(levels, "differ"))
        return;
    om_say(speech, "   Computed and reported level differ", "   计算等级与申报等级不一致");
    for (size_t i = 0; setting && i < sizeof uses / sizeof *uses; i++)
        if (strcmp(uses[i].setting, setting) == 0)
            om_say(speech, "; %s", "，%s", speech->zh ? uses[i].zh : uses[i].en);
    om_say(speech, "\n", "\n");
}

static void say_levels(om_speech *speech, const om_json *levels)
{
    const double factor = number_in(levels, "control_factor");
    char digits[OM_DIGITS_SIZE];
    om_say(speech, "   Computed level: ", "   计算等级：");
    say_level(speech, levels, "computed_level");
    om_say(speech, "; reported level: ", "；申报等级：");
    if (isnan(number_in(om_json_get(levels, "reported_level"), "grade")))
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
    const double influence_m = number_in(source, "influence_m");
    const char *who = text_in(source, "influence_by");
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
    const char *zone = text_in(zones, "zone_name");
    if (!zones)
        return;
    if (!is_true(zones, "stands_in_one")) {
        om_say(speech, "   Hazard zones that it stands in: none\n",
               "   灾害影响区：不在影响区内\n");
        return;
    }
    om_say(speech, "   Hazard zones that it stands in:", "   灾害影响区：位于");
    for (size_t i = 0; i < om_json_count(hazards); i++)
        om_say(speech, "%s %s", "%s%s", i ? (speech->zh ? "、" : ",") : "",
               om_said(speech, om_json_at(hazards, i)));
    om_say(speech, " (%s), with %.0f %% of it\n", "影响区内（%s），区内占比 %.0f%%\n",
           zone ? zone : text_in(zones, "zone"), number_in(zones, "share") * 100);
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
               om_digits(number_in(event, "p") * 100, 2, p));
    }
    om_say(speech, "\n", "\n");
}

/* ---- The record ---- */

static void say_record(om_speech *speech, const om_json *record)
{
    char when[OM_DIGITS_SIZE];
    const char *where = text_in(record, "where"), *credit = text_in(record, "credit");
    if (!text_in(record, "source")) {
        om_say(speech, "   Its record is no longer in the store.\n", "   该记录已不在库中。\n");
        return;
    }
    om_say(speech, "   Record %.0f of the %.0f that were loaded from %s (%s)\n",
           "   入库记录第 %.0f 条（共 %.0f 条），来源文件 %s（%s）\n", number_in(record, "row"),
           number_in(record, "loaded"), text_in(record, "source"),
           text_in(record, "driver") ? text_in(record, "driver") : "");
    if (where)
        om_say(speech, "   Filter: %s\n", "   筛选条件：%s\n", where);
    om_say(speech, "   Loaded on %s; checksum of the file %s\n",
           "   入库时间：%s；文件校验值：%s\n", om_said_time(om_json_get(record, "started"), when),
           text_in(record, "checksum"));
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
    const char *clause = text_in(because, "clause");
    if (text_in(because, "rule"))
        om_say(speech, "   Decided by: %s\n", "   判定式：%s\n", text_in(because, "rule"));
    if (text_in(because, "table_line"))
        om_say(speech, "   Source: %s%s%s; %s, %s\n", "   出处：%s%s%s；%s，%s\n", standard,
               clause && clause[0] ? ", " : "", clause ? clause : "",
               text_in(because, "table_line"),
               is_true(because, "verified")
                   ? (speech->zh ? "已核对出处" : "verified at its source")
                   : (speech->zh ? "未核对出处" : "NOT verified at its source"));
}

static void say_problem(om_speech *speech, const om_json *source)
{
    const char *problem = text_in(source, "problem");
    if (!isnan(number_in(source, "grade")))
        return;
    if (problem)
        om_say(speech, "   Ungraded: %s\n", "   未评估原因：%s\n", problem);
    else
        om_say(speech, "   Ungraded: no rule and no class holds it\n",
               "   未评估原因：没有适用的规则或分级\n");
}

static void say_source(om_speech *speech, const om_json *source)
{
    const char *method = text_in(source, "method");
    om_say_section(speech, "The hazard source", "危险源评定");
    om_say(speech, "   ", "   ");
    om_say_name(speech, text_in(source, "name"), text_in(source, "id"));
    om_say(speech, ", %s: %s (%s)\n", "，%s：%s（%s）\n",
           om_said(speech, om_json_get(source, "kind")),
           om_said(speech, om_json_get(source, speech->zh ? "level" : "colour")),
           om_said(speech, om_json_get(source, speech->zh ? "colour" : "level")));
    if (method)
        om_say(speech, "   Method: %s\n", "   评估方法：%s\n",
               om_said(speech, om_json_get(source, "method_title")));
    say_inputs(speech, om_json_get(source, "inputs"));
    say_steps(speech, om_json_get(source, "steps"));
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

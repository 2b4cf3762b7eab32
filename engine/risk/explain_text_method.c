/* A method in words: rules that are met, factors and sums, and the limits of the classes. */
#include <math.h>
#include <string.h>

#include "engine/risk/explain_words.h"

/* ---- Where a number stands ---- */

/* "GB 18218-2018, 表5; gb18218.csv line 2, verified". */
static void say_row(om_speech *speech, const om_json *row, const char *table)
{
    const char *standard = om_said(speech, om_json_get(row, "standard"));
    const char *clause = om_said_text(row, "clause");
    om_say(speech, "%s%s%s; %s, line %.0f, ", "%s%s%s；%s 第 %.0f 行，", standard,
           clause && clause[0] ? ", " : "", clause ? clause : "", table,
           om_said_number(row, "line"));
    if (om_said_true(row, "verified"))
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
        const double level = om_said_number(one, "grade");
        const int grade = isnan(level) ? 0 : (int)level;
        char digits[OM_DIGITS_SIZE];
        if (grade < 1 || grade > 4)
            continue;
        const char *op = om_said_is(one, "op", ">=") ? "≥" : ">";
        om_say(speech, "%s %s %s %s %s", "%s%s %s %s %s", i ? (speech->zh ? "；" : ",") : "",
               words[grade - 1][speech->zh], score, op,
               om_digits(om_said_number(one, "from"), 6, digits));
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
        say_rule(speech, om_json_at(rules, i), om_said_text(steps, "table"));
}

/* ---- LEC and matrix ---- */

static void say_factor(om_speech *speech, const om_json *steps, const char *factor, const char *en,
                       const char *zh)
{
    const om_json *object = om_json_get(steps, factor);
    char digits[OM_DIGITS_SIZE];
    om_say(speech, "     - %s, %s = %s: %s", "     · %s，%s = %s：%s", speech->zh ? zh : en, factor,
           om_digits(om_said_number(object, "value"), 6, digits),
           om_said(speech, om_json_get(object, "meaning")));
    if (om_said_text(object, "table")) {
        om_say(speech, " (", "（");
        say_row(speech, object, om_said_text(object, "table"));
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
           om_digits(om_said_number(om_json_get(steps, "L"), "value"), 6, l),
           om_digits(om_said_number(om_json_get(steps, "E"), "value"), 6, e),
           om_digits(om_said_number(om_json_get(steps, "C"), "value"), 6, c),
           om_digits(om_said_number(steps, "D"), 6, d));
    say_classes(speech, om_json_get(steps, "classes"), "D");
}

static void say_matrix(om_speech *speech, const om_json *steps)
{
    om_say(speech, "   Likelihood L = %.0f, severity S = %.0f: R = L x S = %.0f\n",
           "   可能性 L = %.0f，严重性 S = %.0f，R = L×S = %.0f\n",
           om_said_number(steps, "likelihood"), om_said_number(steps, "severity"),
           om_said_number(steps, "R"));
    say_classes(speech, om_json_get(steps, "classes"), "R");
}

/* ---- GB 18218 ---- */

static void say_part(om_speech *speech, const om_json *part)
{
    char q[OM_DIGITS_SIZE], critical[OM_DIGITS_SIZE], share[OM_DIGITS_SIZE], beta[OM_DIGITS_SIZE];
    om_say(speech, "     - %s (%s): q/Q = %s t / %s t = %s, beta = %s; ",
           "     · %s（%s）：q/Q = %s 吨 / %s 吨 = %s，β = %s；", om_said_text(part, "substance"),
           om_said_text(part, "source"), om_digits(om_said_number(part, "q_t"), 6, q),
           om_digits(om_said_number(part, "Q_t"), 6, critical),
           om_digits(om_said_number(part, "share"), 4, share),
           om_digits(om_said_number(part, "beta"), 6, beta));
    say_row(speech, part, om_said_text(part, "table"));
    om_say(speech, "\n", "\n");
}

static void say_people(om_speech *speech, const om_json *steps)
{
    const om_json *row = om_json_get(steps, "alpha_row");
    const double people = om_said_number(steps, "people");
    char alpha[OM_DIGITS_SIZE], around[OM_DIGITS_SIZE];
    om_digits(om_said_number(steps, "alpha"), 6, alpha);
    om_digits(om_said_number(steps, "distance_m"), 6, around);
    if (isnan(people))
        om_say(speech, "   People within %s m: nobody knows, so the largest alpha is taken, %s (",
               "   厂区边界外 %s 米范围内人数不详，按最大值取 α = %s（", around, alpha);
    else
        om_say(speech, "   People within %s m: %.0f, so alpha = %s (",
               "   厂区边界外 %s 米范围内常住人口 %.0f 人，α = %s（", around, people, alpha);
    say_row(speech, row, om_said_text(row, "table") ? om_said_text(row, "table") : "gb18218.csv");
    om_say(speech, ")\n", "）\n");
}

static void say_gb18218(om_speech *speech, const om_json *steps)
{
    const om_json *parts = om_json_get(steps, "parts");
    char sum[OM_DIGITS_SIZE], weighed[OM_DIGITS_SIZE], alpha[OM_DIGITS_SIZE], r[OM_DIGITS_SIZE];
    const char *facility = om_said_text(steps, "facility");
    if (facility && facility[0])
        om_say(speech, "   Installation: %s\n", "   评估单元：%s\n", facility);
    om_say(speech, "   Substances:\n", "   危险化学品：\n");
    for (size_t i = 0; i < om_json_count(parts); i++)
        say_part(speech, om_json_at(parts, i));
    om_say(speech, "   Sum of q/Q = %s; sum of beta q/Q = %s\n", "   Σq/Q = %s；Σβ·q/Q = %s\n",
           om_digits(om_said_number(steps, "sum_share"), 4, sum),
           om_digits(om_said_number(steps, "sum_beta_share"), 4, weighed));
    say_people(speech, steps);
    om_say(speech, "   R = alpha x sum of beta q/Q = %s x %s = %s\n",
           "   R = α×Σβ·q/Q = %s×%s = %s\n", om_digits(om_said_number(steps, "alpha"), 6, alpha),
           weighed, om_digits(om_said_number(steps, "R"), 4, r));
    say_classes(speech, om_json_get(steps, "classes"), "R");
}

void om_say_steps(om_speech *speech, const om_json *steps)
{
    static const struct {
        const char *method;
        void (*say)(om_speech *speech, const om_json *steps);
    } methods[] = {
        {"policy", say_policy}, {"lec", say_lec}, {"matrix", say_matrix}, {"gb18218", say_gb18218}};
    const char *method = om_said_text(steps, "method");
    for (size_t i = 0; method && i < sizeof methods / sizeof *methods; i++)
        if (strcmp(methods[i].method, method) == 0)
            methods[i].say(speech, steps);
}

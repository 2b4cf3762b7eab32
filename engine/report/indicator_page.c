/* One indicator on a report's page. */
#include <math.h>
#include <string.h>

#include "engine/report/page.h"
#include "layers/layer.h"

static double number_of(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

static const char *text_of(const om_json *object, const char *key)
{
    return om_json_text(om_json_get(object, key));
}

static bool is_grade(const om_json *indicator)
{
    return strcmp(text_of(indicator, "unit"), "grade") == 0;
}

static bool is_assessed(const om_json *indicator)
{
    return strcmp(text_of(om_json_get(indicator, "city"), "state"), "not assessed") != 0;
}

/* ---- Table ---- */

static void add_head(om_text *page, om_both words)
{
    om_text_add(page, "<th scope=\"col\">");
    om_page_both(page, "span", "", words);
    om_text_add(page, "</th>");
}

static void add_cell(om_text *page, const char *text)
{
    om_text_add_format(page, "<td>%s</td>", text);
}

static void add_number(om_text *page, const om_json *figure, const char *key, const char *unit)
{
    char digits[OM_PAGE_NUMBER_SIZE];
    add_cell(page, om_page_number(number_of(figure, key), unit, digits));
}

static void add_graded_cells(om_text *page, const om_json *figure)
{
    const om_json *levels = om_json_get(figure, "levels");
    const double grade = number_of(figure, "value");
    const bool whole_city = om_json_get(figure, "districts_by_grade") != NULL;
    om_text_add(page, "<td>");
    if (!whole_city)
        om_page_both(page, "span", "", om_page_grade(isnan(grade) ? 0 : (int)grade));
    om_text_add(page, "</td>");
    for (size_t i = 0; i < om_json_count(levels); i++) {
        char digits[OM_PAGE_NUMBER_SIZE];
        add_cell(page, om_page_number(om_json_number(om_json_at(levels, i)), "", digits));
    }
}

static void add_ratio_cells(om_text *page, const om_json *indicator, const om_json *figure)
{
    const char *unit = text_of(indicator, "unit"), *part_unit = text_of(indicator, "part_unit");
    char digits[OM_PAGE_NUMBER_SIZE];
    add_cell(page, om_page_number_beside(number_of(figure, "value"), number_of(figure, "target"),
                                         unit, digits));
    add_cell(page, om_page_change(number_of(figure, "gap"), unit, digits));
    add_number(page, figure, "part", part_unit);
    if (om_json_get(indicator, "whole"))
        add_number(page, figure, "whole", "people");
    add_number(page, figure, "missing", part_unit);
    add_cell(page, om_page_change(number_of(figure, "change"), unit, digits));
    om_text_add(page, "<td>");
    om_page_both(page, "span", "", om_page_state(text_of(figure, "state")));
    om_text_add(page, "</td>");
}

static void add_row(om_text *page, const om_json *indicator, const om_json *figure,
                    const char *attributes)
{
    om_text_add_format(page, "<tr%s><th scope=\"row\">", attributes);
    om_page_both(page, "span", "", om_page_name(figure));
    om_text_add(page, "</th>");
    if (is_grade(indicator))
        add_graded_cells(page, figure);
    else
        add_ratio_cells(page, indicator, figure);
    om_text_add(page, "</tr>\n");
}

static void add_heads(om_text *page, const om_json *indicator)
{
    om_text_add(page, "<thead><tr>");
    add_head(page, (om_both){"District", "区域"});
    if (is_grade(indicator)) {
        add_head(page, (om_both){"Grade", "等级"});
        for (int grade = 1; grade <= 5; grade++)
            add_head(page, om_page_grade(grade % 5));
    } else {
        add_head(page, (om_both){"Value", "指标值"});
        add_head(page, (om_both){"Gap", "差距"});
        add_head(page, om_both_of(om_json_get(indicator, "part")));
        if (om_json_get(indicator, "whole"))
            add_head(page, om_both_of(om_json_get(indicator, "whole")));
        add_head(page, (om_both){"Missing", "缺口"});
        add_head(page, (om_both){"Change", "变化"});
        add_head(page, (om_both){"State", "状态"});
    }
    om_text_add(page, "</tr></thead>\n");
}

/* Districts that make up the city, or the others. */
static void add_districts(om_text *page, const om_json *indicator, bool of_city)
{
    const om_json *districts = om_json_get(indicator, "districts");
    for (size_t i = 0; i < om_json_count(districts); i++) {
        const om_json *figure = om_json_at(districts, i);
        if (om_json_is_true(om_json_get(figure, "part_of_city")) == of_city)
            add_row(page, indicator, figure, "");
    }
}

void om_page_table(const om_json *indicator, om_text *page)
{
    om_text_add(page, "<div class=\"scroll\" tabindex=\"0\"><table><caption>");
    om_page_both(page, "span", "", om_both_of(om_json_get(indicator, "title")));
    if (!is_grade(indicator)) {
        const om_both unit = om_page_unit(text_of(indicator, "unit"));
        om_page_both(page, "span", "",
                     (om_both){" — value, gap and change in ", "，指标值、差距、变化的单位："});
        om_page_both(page, "span", "", unit);
    }
    om_text_add(page, "</caption>\n");
    add_heads(page, indicator);
    om_text_add(page, "<tbody>\n");
    add_row(page, indicator, om_json_get(indicator, "city"), " class=\"city\"");
    add_districts(page, indicator, true);
    add_districts(page, indicator, false);
    om_text_add(page, "</tbody></table></div>\n");
}

/* ---- Words ---- */

static void add_value(om_text *page, const om_json *indicator)
{
    const om_json *city = om_json_get(indicator, "city");
    const char *unit = text_of(indicator, "unit");
    char digits[OM_PAGE_NUMBER_SIZE];
    om_text_add_format(
        page, "<p><span class=\"value\">%s",
        om_page_number_beside(number_of(city, "value"), number_of(city, "target"), unit, digits));
    om_text_add(page, " ");
    om_page_both(page, "span", " class=\"unit\"", om_page_unit(unit));
    om_text_add(page, "</span> &ensp;");
    OM_AUTO_TEXT attributes = {0};
    om_text_add_format(&attributes, " class=\"badge %s\"", om_page_class(text_of(city, "state")));
    om_page_both(page, "span", attributes.bytes, om_page_state(text_of(city, "state")));
    om_text_add(page, "</p>\n");
}

static void add_target(om_text *page, const om_json *indicator)
{
    const om_json *city = om_json_get(indicator, "city");
    const char *unit = text_of(indicator, "unit"), *part_unit = text_of(indicator, "part_unit");
    const char *direction = text_of(indicator, "direction");
    const bool at_most = direction && strcmp(direction, "at most") == 0;
    const double missing = number_of(city, "missing");
    char target[OM_PAGE_NUMBER_SIZE], gap[OM_PAGE_NUMBER_SIZE], lack[OM_PAGE_NUMBER_SIZE];
    if (isnan(number_of(city, "target")))
        return;
    om_page_target(number_of(city, "target"), target);
    om_page_change(number_of(city, "gap"), unit, gap);
    om_page_number(missing, part_unit, lack);
    om_text_add(page, "<p>");
    om_page_both(page, "span", "",
                 at_most ? (om_both){"Target: at most ", "目标：不高于"}
                         : (om_both){"Target: at least ", "目标：不低于"});
    om_text_add_format(page, "%s ", target);
    om_page_both(page, "span", "", om_page_unit(unit));
    om_page_say(page, "span", "", "; gap %s.", "；差距 %s。", gap);
    if (missing > 0) {
        om_page_say(page, "span", "", " Missing: %s ", "尚缺 %s ", lack);
        om_page_both(page, "span", "", om_page_unit(part_unit));
    }
    om_text_add(page, "</p>\n");
}

/* Which districts are below, though the city may not be. */
static void add_below(om_text *page, const om_json *indicator)
{
    enum { MOST_NAMED = 6 };
    const om_json *districts = om_json_get(indicator, "districts");
    size_t below = 0, all = 0;
    OM_AUTO_TEXT en = {0};
    OM_AUTO_TEXT zh = {0};
    for (size_t i = 0; i < om_json_count(districts); i++) {
        const om_json *figure = om_json_at(districts, i);
        if (!om_json_is_true(om_json_get(figure, "part_of_city")))
            continue;
        all++;
        if (strcmp(text_of(figure, "state"), "missed") != 0 || below++ >= MOST_NAMED)
            continue;
        om_text_add_format(&en, "%s%s", below > 1 ? ", " : "", om_page_name(figure).en);
        om_text_add_format(&zh, "%s%s", below > 1 ? "、" : "", om_page_name(figure).zh);
    }
    if (!below)
        return;
    om_text_add(page, "<p>");
    om_page_say(page, "span", "",
                "%zu of %zu districts miss it: ", "未达标区域 %zu 个（共 %zu 个）：", below, all);
    om_page_both(page, "span", "", (om_both){en.bytes, zh.bytes});
    om_page_both(page, "span", "",
                 below > MOST_NAMED ? (om_both){" and more.", "等。"} : (om_both){".", "。"});
    om_text_add(page, "</p>\n");
}

static void add_trend(om_text *page, const om_json *indicator)
{
    const om_json *city = om_json_get(indicator, "city");
    const om_json *earlier = om_json_get(indicator, "earlier_run");
    const double change = number_of(city, "change");
    char digits[OM_PAGE_NUMBER_SIZE];
    if (is_grade(indicator))
        return;
    if (isnan(change)) {
        om_page_both(page, "p", " class=\"small\"",
                     (om_both){"No earlier run to compare with.", "没有可比较的历次结果。"});
        return;
    }
    om_page_change(change, text_of(indicator, "unit"), digits);
    om_page_say(page, "p", " class=\"small\"", "%s since run %.0f of %.10s.",
                "变化 %s（与第 %.0f 次运行相比，%.10s）。", digits, number_of(earlier, "id"),
                text_of(earlier, "ended"));
    if (om_json_count(om_json_get(indicator, "settings_differ")))
        om_page_both(page, "p", " class=\"notice\"",
                     (om_both){"That run had other settings: the change is no trend.",
                               "该次运行的参数不同：变化不代表趋势。"});
}

static void add_changes(om_text *page, const om_json *indicator)
{
    const om_json *changed = om_json_get(indicator, "changed_since");
    OM_AUTO_TEXT en = {0};
    OM_AUTO_TEXT zh = {0};
    for (size_t i = 0; i < om_json_count(changed); i++) {
        const om_layer *layer = om_layer_find(om_json_text(om_json_at(changed, i)));
        om_text_add_format(&en, "%s%s", i ? ", " : "", layer->title);
        om_text_add_format(&zh, "%s%s", i ? "、" : "", layer->title_zh);
    }
    if (!en.length)
        return;
    om_text_add(page, "<p class=\"notice\">");
    om_page_both(
        page, "span", "",
        (om_both){"Data changed since this was worked out: ", "此后数据有变动，尚未重新计算："});
    om_page_both(page, "span", "", (om_both){en.bytes, zh.bytes});
    om_text_add(page, "</p>\n");
}

static void add_method(om_text *page, const om_json *indicator)
{
    const om_both method = om_both_of(om_json_get(indicator, "method"));
    const char *source = text_of(indicator, "source"), *clause = text_of(indicator, "clause");
    const bool verified = om_json_is_true(om_json_get(indicator, "verified"));
    const om_json *run = om_json_get(indicator, "run");
    om_text_add(page, "<p class=\"method\">");
    om_page_both(page, "span", "", method);
    om_page_say(page, "span", "", ". Source of the target: %s%s%s%s.", "。目标出处：%s%s%s%s。",
                source, clause ? ", " : "", clause ? clause : "",
                verified ? "" : " (not verified, 未核对)");
    if (text_of(run, "ended"))
        om_page_say(page, "span", "", " Worked out by %s, run %.0f, %.10s.",
                    "由 %s 计算，第 %.0f 次运行，%.10s。", text_of(indicator, "analysis"),
                    number_of(run, "id"), text_of(run, "ended"));
    om_text_add(page, "</p>\n");
}

/* How many districts have which grade. */
static void add_grades(om_text *page, const om_json *indicator)
{
    const om_json *counts = om_json_get(om_json_get(indicator, "city"), "districts_by_grade");
    om_text_add(page, "<p>");
    size_t told = 0;
    for (size_t i = 0; i < om_json_count(counts); i++) {
        const double count = om_json_number(om_json_at(counts, i));
        const om_both grade = om_page_grade((int)(i + 1) % 5);
        if (!(count > 0))
            continue;
        om_text_add_format(page, "<span class=\"value\">%s%.0f</span> ", told++ ? " " : "", count);
        om_page_both(page, "span", "", grade);
    }
    om_text_add(page, "</p>\n");
}

void om_page_indicator(const om_json *indicator, om_text *page)
{
    om_text_add_format(page, "<article id=\"%s\">\n", text_of(indicator, "id"));
    om_page_both(page, "h3", "", om_both_of(om_json_get(indicator, "title")));
    if (!is_assessed(indicator)) {
        om_page_say(page, "p", "", "Not assessed: the analysis %s never ran on this store.",
                    "未评估：尚未运行分析 %s。", text_of(indicator, "analysis"));
        add_method(page, indicator);
        om_text_add(page, "</article>\n");
        return;
    }
    if (is_grade(indicator)) {
        add_grades(page, indicator);
        om_chart_levels(indicator, page);
    } else {
        add_value(page, indicator);
        add_target(page, indicator);
        add_below(page, indicator);
        om_chart_bars(indicator, page);
        add_trend(page, indicator);
        om_chart_trend(indicator, page);
    }
    add_changes(page, indicator);
    om_page_table(indicator, page);
    add_method(page, indicator);
    om_text_add(page, "</article>\n");
}

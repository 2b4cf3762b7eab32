/* The page of a report: one file that needs no network, no server and no script. */
#include <math.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/report/page.h"
#include "engine/report/report.h"
#include "engine/style/palette.h"

static const char *text_of(const om_json *object, const char *key)
{
    return om_json_text(om_json_get(object, key));
}

static om_both title_of(const om_json *document)
{
    const char *en = text_of(document, "title"), *zh = text_of(document, "title_zh");
    static const om_both plain = {"Emergency indicators", "应急管理指标"};
    return (om_both){en ? en : zh ? zh : plain.en, zh ? zh : en ? en : plain.zh};
}

/* ---- Head ---- */

static om_status add_look(const om_report_options *options, om_text *page, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    __attribute__((cleanup(om_palette_clear))) om_palette palette = {0};
    OM_TRY(om_palette_read(options->palette ? options->palette : "safe4", &palette, err));
    om_text_add(page, "<style>\n:root {");
    for (int grade = 0; grade <= 4; grade++) {
        const char *role = om_page_role(grade);
        om_text_add_format(page, " --grade-%s: %s;", role,
                           om_json_text(om_json_get(palette.colours, role)));
    }
    om_text_add(page, " }\n");
    OM_TRY(om_share_find(arena, "styles/report.css", &path, err));
    OM_TRY(om_file_read(path, page, err));
    om_text_add(page, "</style>\n");
    return OM_OK;
}

static om_status add_head(const om_json *document, const om_report_options *options, om_text *page,
                          om_error *err)
{
    const om_both title = title_of(document);
    const char *language = options->language ? options->language : "en";
    om_text_add_format(
        page, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", language);
    om_text_add(page, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                      "img-src data:; style-src 'unsafe-inline'\">\n");
    om_text_add_format(page, "<meta name=\"generator\" content=\"onemap %s\">\n<title>",
                       om_version());
    om_page_escape(page, title.en);
    if (strcmp(title.en, title.zh) != 0) {
        om_text_add(page, " · ");
        om_page_escape(page, title.zh);
    }
    om_text_add(page, "</title>\n");
    OM_TRY(add_look(options, page, err));
    om_text_add(page, "</head>\n<body>\n");
    const bool zh = strcmp(language, "zh") == 0;
    om_text_add_format(page,
                       "<input class=\"switch\" type=\"radio\" name=\"language\" id=\"in-en\" "
                       "aria-label=\"English\"%s>\n"
                       "<input class=\"switch\" type=\"radio\" name=\"language\" id=\"in-zh\" "
                       "aria-label=\"中文\"%s>\n",
                       zh ? "" : " checked", zh ? " checked" : "");
    return OM_OK;
}

/* ---- Overview ---- */

static size_t count_state(const om_json *indicators, const char *state)
{
    size_t count = 0;
    for (size_t i = 0; i < om_json_count(indicators); i++)
        count +=
            strcmp(text_of(om_json_get(om_json_at(indicators, i), "city"), "state"), state) == 0;
    return count;
}

static void add_notices(const om_json *document, om_text *page)
{
    const om_json *notices = om_json_get(document, "notices");
    for (size_t i = 0; i < om_json_count(notices); i++)
        om_page_both(page, "p", " class=\"notice\"", om_both_of(om_json_at(notices, i)));
}

static void add_title(const om_json *document, om_text *page)
{
    const om_json *indicators = om_json_get(document, "indicators");
    const char *producer = text_of(document, "producer");
    om_text_add(page, "<header>\n<div class=\"languages\"><label for=\"in-en\" lang=\"en\" "
                      "class=\"always\">English</label><label for=\"in-zh\" lang=\"zh\" "
                      "class=\"always\">中文</label></div>\n");
    om_page_both(page, "h1", "", title_of(document));
    om_page_say(page, "p", " class=\"subtitle\"",
                "Indicators of the emergency management plan that the map answers · %s%s%s",
                "应急管理体系规划指标（地图可答部分）· %s%s%s", text_of(document, "date"),
                producer ? " · " : "", producer ? producer : "");
    om_page_say(page, "p", " class=\"verdict\"",
                "%zu of %zu targets are met, %zu are missed; %zu indicators are not assessed.",
                "达标 %zu 项（共 %zu 项有目标值），未达标 %zu 项；未评估 %zu 项。",
                count_state(indicators, "met"),
                count_state(indicators, "met") + count_state(indicators, "missed") +
                    count_state(indicators, "unknown"),
                count_state(indicators, "missed"), count_state(indicators, "not assessed"));
    add_notices(document, page);
    om_text_add(page, "</header>\n<main>\n");
}

static void add_card_value(const om_json *indicator, om_text *page)
{
    const om_json *city = om_json_get(indicator, "city");
    const om_json *grades = om_json_get(city, "districts_by_grade");
    const char *unit = text_of(indicator, "unit");
    const double value = om_json_number(om_json_get(city, "value"));
    const double target = om_json_number(om_json_get(city, "target"));
    char digits[OM_PAGE_NUMBER_SIZE];
    om_text_add(page, "<span class=\"value\">");
    const bool assessed = strcmp(text_of(city, "state"), "not assessed") != 0;
    for (size_t i = 0; i < 4 && om_json_count(grades) && assessed; i++)
        om_text_add_format(page, "<span class=\"swatch grade-%zu\"></span>%.0f ", i + 1,
                           om_json_number(om_json_at(grades, i)));
    if (!assessed) {
        om_text_add(page, "–");
    } else if (!om_json_count(grades)) {
        om_text_add_format(page, "%s ", om_page_number_beside(value, target, unit, digits));
        om_page_both(page, "span", " class=\"unit\"", om_page_unit(unit));
    }
    om_text_add(page, "</span>");
    if (isnan(target))
        return;
    om_page_target(target, digits);
    om_page_say(page, "span", " class=\"small\"", "Target %s", "目标 %s", digits);
}

static void add_card(const om_json *indicator, om_text *page)
{
    const char *state = text_of(om_json_get(indicator, "city"), "state");
    const double change = om_json_number(om_json_get(om_json_get(indicator, "city"), "change"));
    char digits[OM_PAGE_NUMBER_SIZE];
    om_text_add_format(page, "<li><a class=\"card %s\" href=\"#%s\">", om_page_class(state),
                       text_of(indicator, "id"));
    om_page_both(page, "span", " class=\"name\"", om_both_of(om_json_get(indicator, "title")));
    add_card_value(indicator, page);
    if (!isnan(change))
        om_page_say(page, "span", " class=\"small\"", "Change %s", "变化 %s",
                    om_page_change(change, text_of(indicator, "unit"), digits));
    OM_AUTO_TEXT attributes = {0};
    om_text_add_format(&attributes, " class=\"badge %s\"", om_page_class(state));
    om_text_add(page, "<span>");
    om_page_both(page, "span", attributes.bytes, om_page_state(state));
    om_text_add(page, "</span></a></li>\n");
}

static void add_cards(const om_json *document, om_text *page)
{
    const om_json *indicators = om_json_get(document, "indicators");
    om_text_add(page, "<ul class=\"cards\">\n");
    for (size_t i = 0; i < om_json_count(indicators); i++)
        add_card(om_json_at(indicators, i), page);
    om_text_add(page, "</ul>\n");
}

/* ---- Sections, one an analysis ---- */

static const om_json *map_of(const om_json *maps, const char *style, const char *language)
{
    for (size_t i = 0; style && i < om_json_count(maps); i++) {
        const om_json *map = om_json_at(maps, i);
        if (strcmp(text_of(map, "style"), style) == 0 &&
            strcmp(text_of(map, "lang"), language) == 0)
            return map;
    }
    return NULL;
}

/* What a picture is of, for those who do not see it. */
static void add_alt(const om_json *indicator, const char *language, om_text *page)
{
    const bool zh = strcmp(language, "zh") == 0;
    const om_both analysis = om_both_of(om_json_get(indicator, "analysis_title"));
    om_page_escape(page, zh ? "地图：" : "Map: ");
    om_page_escape(page, zh ? analysis.zh : analysis.en);
    om_page_escape(page, zh ? "；数据见表格" : "; its figures stand in the tables");
}

static void add_map(const om_json *indicator, const om_json *maps, om_text *page)
{
    static const char *const languages[] = {"en", "zh"};
    om_text_add(page, "<figure class=\"map\">\n");
    for (size_t i = 0; i < 2; i++) {
        const om_json *map = map_of(maps, text_of(indicator, "map"), languages[i]);
        if (!map)
            continue;
        om_text_add_format(page, "<img data-made-of=\"%s\" data-content=\"%s\" lang=\"%s\" alt=\"",
                           text_of(map, "made_of"), text_of(map, "content"), languages[i]);
        add_alt(indicator, languages[i], page);
        om_text_add(page, "\" src=\"data:image/png;base64,");
        om_text_add(page, text_of(map, "png"));
        om_text_add(page, "\">\n");
    }
    om_text_add(page, "</figure>\n");
}

static bool is_of_section(const om_json *indicator, const char *analysis)
{
    return strcmp(text_of(indicator, "analysis"), analysis) == 0;
}

/* A section shows a map once: where the one before showed it, it is not shown again. */
static const om_json *first_map(const om_json *indicators, const om_json *maps, size_t first,
                                om_json *shown)
{
    const char *analysis = text_of(om_json_at(indicators, first), "analysis");
    for (size_t i = first; i < om_json_count(indicators); i++) {
        const om_json *one = om_json_at(indicators, i);
        const char *style = text_of(one, "map");
        if (!is_of_section(one, analysis) || !map_of(maps, style, "en") ||
            om_json_get(shown, style))
            continue;
        om_json_put_bool(shown, style, true);
        return one;
    }
    return NULL;
}

static void add_section(const om_json *indicators, const om_json *maps, size_t first,
                        om_json *shown, om_text *page)
{
    const om_json *head = om_json_at(indicators, first);
    const char *analysis = text_of(head, "analysis");
    const om_json *mapped = first_map(indicators, maps, first, shown);
    om_text_add_format(page, "<section id=\"about-%s\">\n", analysis);
    om_page_both(page, "h2", "", om_both_of(om_json_get(head, "analysis_title")));
    om_text_add_format(page, "<div class=\"columns%s\"><div>\n", mapped ? " mapped" : "");
    for (size_t i = first; i < om_json_count(indicators); i++)
        if (is_of_section(om_json_at(indicators, i), analysis))
            om_page_indicator(om_json_at(indicators, i), page);
    om_text_add(page, "</div>\n");
    if (mapped)
        add_map(mapped, maps, page);
    om_text_add(page, "</div>\n</section>\n");
}

static void add_sections(const om_json *document, const om_json *maps, om_text *page)
{
    const om_json *indicators = om_json_get(document, "indicators");
    OM_AUTO(om_json) done = om_json_object_new();
    OM_AUTO(om_json) shown = om_json_object_new();
    for (size_t i = 0; i < om_json_count(indicators); i++) {
        const char *analysis = text_of(om_json_at(indicators, i), "analysis");
        if (om_json_get(done, analysis))
            continue;
        om_json_put_bool(done, analysis, true);
        add_section(indicators, maps, i, shown, page);
    }
}

/* ---- Foot ---- */

static void add_foot(const om_json *document, om_text *page)
{
    const char *credits = text_of(document, "credits");
    om_text_add(page, "</main>\n<footer>\n");
    om_page_both(
        page, "p", "",
        (om_both){"Figures of the city are the sums of its districts. Each indicator's "
                  "numbers stand in standards/indicators.csv with their source.",
                  "全市数据为各区之和。各指标的目标值及出处见 standards/indicators.csv。"});
    if (credits && credits[0])
        om_page_say(page, "p", "", "Data: %s", "数据来源：%s", credits);
    om_page_say(page, "p", "", "Made with onemap %s", "由 onemap %s 生成", om_version());
    om_text_add(page, "</footer>\n</body>\n</html>\n");
}

om_status om_report_html(const om_json *document, const om_json *maps,
                         const om_report_options *options, om_text *ret, om_error *err)
{
    OM_AUTO_TEXT page = {0};
    OM_TRY(add_head(document, options, &page, err));
    add_title(document, &page);
    add_cards(document, &page);
    add_sections(document, maps, &page);
    add_foot(document, &page);
    om_text_add_bytes(ret, page.bytes, page.length);
    return OM_OK;
}

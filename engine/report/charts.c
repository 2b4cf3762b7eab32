/*
 * Charts as SVG. Widths are shares of the page's, heights and words are px: so a chart is as
 * legible on a phone as on a desk.
 */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/report/page.h"

enum { HEAD_PX = 24, ROW_PX = 42, NAME_PX = 14, BAR_PX = 14, BAR_TOP_PX = 20 };

/* Bars longer than this many targets are cut: what matters is how near the others are. */
static const double most_targets = 4;

static double number_of(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

static const char *text_of(const om_json *object, const char *key)
{
    return om_json_text(om_json_get(object, key));
}

static void open_svg(om_text *page, double height_px, const om_json *indicator, om_both what)
{
    const om_both title = om_both_of(om_json_get(indicator, "title"));
    om_text_add_format(page, "<svg role=\"img\" height=\"%g\"><title>", height_px);
    om_page_escape(page, title.en);
    om_text_add_format(page, ": %s · ", what.en);
    om_page_escape(page, title.zh);
    om_text_add_format(page, "：%s</title>", what.zh);
}

static void add_text(om_text *page, double x_percent, double y_px, const char *anchor,
                     const char *class, om_both words)
{
    OM_AUTO_TEXT attributes = {0};
    om_text_add_format(&attributes, " x=\"%.4g%%\" y=\"%g\" text-anchor=\"%s\"%s%s%s", x_percent,
                       y_px, anchor, class ? " class=\"" : "", class ? class : "",
                       class ? "\"" : "");
    om_page_both(page, "text", attributes.bytes, words);
}

static void add_rect(om_text *page, double x_percent, double y_px, double width_percent,
                     const char *class)
{
    om_text_add_format(page,
                       "<rect x=\"%.4g%%\" y=\"%g\" width=\"%.4g%%\" height=\"%d\" "
                       "class=\"%s\"/>",
                       x_percent, y_px, fmax(width_percent, 0), BAR_PX, class);
}

static void add_line(om_text *page, const double ends[4], const char *class)
{
    om_text_add_format(page,
                       "<line x1=\"%.4g%%\" y1=\"%.4g\" x2=\"%.4g%%\" y2=\"%.4g\" class=\"%s\"/>",
                       ends[0], ends[1], ends[2], ends[3], class);
}

/* ---- Districts in order ---- */

/* A bar and its place in the order. */
typedef struct bar {
    const om_json *figure;
    double badness;
    size_t number;
} bar;

static int by_badness(const void *left, const void *right)
{
    const bar *a = left, *b = right;
    if (a->badness != b->badness)
        return a->badness > b->badness ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* The districts that make up the city, the worst first; those without a figure come last. */
static bar *order(const om_json *indicator, double sign, size_t *ret_count)
{
    const om_json *districts = om_json_get(indicator, "districts");
    const size_t count = om_json_count(districts);
    bar *bars = om_memory_take(count + 1, sizeof *bars);
    *ret_count = 0;
    for (size_t i = 0; i < count; i++) {
        const om_json *figure = om_json_at(districts, i);
        const double value = number_of(figure, "value");
        if (om_json_is_true(om_json_get(figure, "part_of_city")))
            bars[(*ret_count)++] = (bar){figure, isnan(value) ? -INFINITY : sign * value, i};
    }
    qsort(bars, *ret_count, sizeof *bars, by_badness);
    return bars;
}

/* ---- Bars ---- */

/* What of the scale a chart shows: its end, in the unit. */
static double scale_end(const om_json *indicator, const bar *bars, size_t count)
{
    const double target = number_of(om_json_get(indicator, "city"), "target");
    double most = isnan(target) ? 0 : target;
    if (strcmp(text_of(indicator, "unit"), "%") == 0)
        return fmax(100, most);
    for (size_t i = 0; i < count; i++)
        most = fmax(most, number_of(bars[i].figure, "value"));
    if (target > 0)
        most = fmin(most, most_targets * target);
    return most > 0 ? most : 1;
}

static void add_bar(om_text *page, const om_json *indicator, const bar *at, double top_px,
                    double end)
{
    const char *unit = text_of(indicator, "unit");
    const double value = number_of(at->figure, "value"), target = number_of(at->figure, "target");
    const double width = isnan(value) ? 0 : fmin(value / end, 1) * 100;
    char class[16], digits[OM_PAGE_NUMBER_SIZE];
    snprintf(class, sizeof class, "bar %s", om_page_class(text_of(at->figure, "state")));
    om_page_number_beside(value, target, unit, digits);
    add_text(page, 0, top_px + NAME_PX, "start", NULL, om_page_name(at->figure));
    add_text(page, 100, top_px + NAME_PX, "end", "figure", (om_both){digits, digits});
    add_rect(page, 0, top_px + BAR_TOP_PX, 100, "track");
    add_rect(page, 0, top_px + BAR_TOP_PX, width, class);
    if (value > end * (1 + 1e-9)) /* goes on beyond the end: two gaps in the bar tell */
        for (int gap = 0; gap < 2; gap++)
            add_rect(page, 94.5 + 2 * gap, top_px + BAR_TOP_PX, 0.7, "beyond");
}

/* A mark through each bar: between them stand the numbers. */
static void add_target(om_text *page, const om_json *indicator, double end, size_t count)
{
    const char *unit = text_of(indicator, "unit");
    const double target = number_of(om_json_get(indicator, "city"), "target");
    char digits[OM_PAGE_NUMBER_SIZE];
    OM_AUTO_TEXT en = {0};
    OM_AUTO_TEXT zh = {0};
    if (isnan(target))
        return;
    const double at = fmin(target / end, 1) * 100;
    om_page_target(target, digits);
    om_text_add_format(&en, "Target %s %s", digits, om_page_unit(unit).en);
    om_text_add_format(&zh, "目标 %s %s", digits, om_page_unit(unit).zh);
    for (size_t i = 0; i < count; i++) {
        const double top_px = HEAD_PX + (double)i * ROW_PX + BAR_TOP_PX;
        add_line(page, (double[]){at, top_px - 3, at, top_px + BAR_PX + 3}, "target");
    }
    add_text(page, at, HEAD_PX - 9,
             at > 60   ? "end"
             : at < 15 ? "start"
                       : "middle",
             "quiet", (om_both){en.bytes, zh.bytes});
}

void om_chart_bars(const om_json *indicator, om_text *page)
{
    const char *direction = text_of(indicator, "direction");
    const bool at_most = direction && strcmp(direction, "at most") == 0;
    size_t count = 0;
    OM_AUTO_MEMORY bar *bars = order(indicator, at_most ? 1 : -1, &count);
    if (!count)
        return;
    const double end = scale_end(indicator, bars, count);
    open_svg(page, HEAD_PX + (double)count * ROW_PX, indicator,
             (om_both){"districts, the worst first", "各区由差到好"});
    for (size_t i = 0; i < count; i++)
        add_bar(page, indicator, &bars[i], HEAD_PX + (double)i * ROW_PX, end);
    add_target(page, indicator, end, count);
    om_text_add(page, "</svg>");
}

/* ---- Shares of grades ---- */

static void add_levels(om_text *page, const om_json *figure, double top_px)
{
    const om_json *levels = om_json_get(figure, "levels");
    double sum = 0, at = 0;
    for (size_t i = 0; i < om_json_count(levels); i++)
        sum += om_json_number(om_json_at(levels, i));
    add_rect(page, 0, top_px + BAR_TOP_PX, 100, "track");
    for (size_t i = 0; i < om_json_count(levels) && sum > 0; i++) {
        const double share = om_json_number(om_json_at(levels, i)) / sum * 100;
        char class[32];
        snprintf(class, sizeof class, "level grade-%s", om_page_role((int)(i + 1) % 5));
        if (share > 0)
            add_rect(page, at, top_px + BAR_TOP_PX, share, class);
        at += share;
    }
}

static void add_graded(om_text *page, const bar *at, double top_px)
{
    const double grade = number_of(at->figure, "value");
    add_text(page, 0, top_px + NAME_PX, "start", NULL, om_page_name(at->figure));
    add_text(page, 100, top_px + NAME_PX, "end", "figure",
             om_page_grade(isnan(grade) ? 0 : (int)grade));
    add_levels(page, at->figure, top_px);
}

void om_chart_levels(const om_json *indicator, om_text *page)
{
    size_t count = 0;
    OM_AUTO_MEMORY bar *bars = order(indicator, -1, &count);
    if (!count)
        return;
    om_text_add(page, "<ul class=\"legend\">");
    for (int grade = 1; grade <= 5; grade++) {
        om_text_add_format(page, "<li><span class=\"swatch grade-%s\"></span>",
                           om_page_role(grade % 5));
        om_page_both(page, "span", "", om_page_grade(grade % 5));
        om_text_add(page, "</li>");
    }
    om_text_add(page, "</ul>");
    open_svg(page, (double)count * ROW_PX, indicator,
             (om_both){"sources by grade in each district, the worst district first",
                       "各区危险源的等级构成，由重到轻"});
    for (size_t i = 0; i < count; i++)
        add_graded(page, &bars[i], (double)i * ROW_PX);
    om_text_add(page, "</svg>");
}

/* ---- Trend ---- */

enum { TREND_PX = 110, TREND_TOP_PX = 26, TREND_BOTTOM_PX = 82, TREND_DATE_PX = 104 };

/* Where values stand on a trend. */
typedef struct trend_scale {
    double least, most;
    size_t count;
} trend_scale;

static double trend_x(const trend_scale *scale, size_t number)
{
    return 2 + 96 * (double)number / (double)(scale->count - 1);
}

static double trend_y(const trend_scale *scale, double value)
{
    const double range = scale->most - scale->least;
    const double share = range > 0 ? (value - scale->least) / range : 0.5;
    return TREND_BOTTOM_PX - share * (TREND_BOTTOM_PX - TREND_TOP_PX);
}

/* The first and the last point have words. */
static void add_ends(om_text *page, const om_json *indicator, const trend_scale *scale)
{
    const om_json *trend = om_json_get(indicator, "trend");
    for (int end = 0; end < 2; end++) {
        const size_t number = end ? scale->count - 1 : 0;
        const om_json *point = om_json_at(trend, number);
        const double value = number_of(point, "value");
        const char *anchor = end ? "end" : "start";
        char digits[OM_PAGE_NUMBER_SIZE], day[16];
        om_page_number(value, text_of(indicator, "unit"), digits);
        snprintf(day, sizeof day, "%.10s", text_of(point, "ended"));
        add_text(page, end ? 100 : 0, trend_y(scale, value) - 9, anchor, "figure",
                 (om_both){digits, digits});
        add_text(page, end ? 100 : 0, TREND_DATE_PX, anchor, "quiet", (om_both){day, day});
    }
}

void om_chart_trend(const om_json *indicator, om_text *page)
{
    const om_json *trend = om_json_get(indicator, "trend");
    trend_scale scale = {INFINITY, -INFINITY, om_json_count(trend)};
    if (scale.count < 2)
        return;
    for (size_t i = 0; i < scale.count; i++) {
        const double value = number_of(om_json_at(trend, i), "value");
        scale.least = fmin(scale.least, value);
        scale.most = fmax(scale.most, value);
    }
    open_svg(page, TREND_PX, indicator, (om_both){"run after run", "历次计算结果"});
    add_line(page, (double[]){0, TREND_BOTTOM_PX + 6, 100, TREND_BOTTOM_PX + 6}, "axis");
    for (size_t i = 0; i < scale.count; i++) {
        const double x = trend_x(&scale, i);
        const double y = trend_y(&scale, number_of(om_json_at(trend, i), "value"));
        if (i + 1 < scale.count)
            add_line(page,
                     (double[]){x, y, trend_x(&scale, i + 1),
                                trend_y(&scale, number_of(om_json_at(trend, i + 1), "value"))},
                     "trend");
        om_text_add_format(page, "<circle cx=\"%.4g%%\" cy=\"%.4g\" r=\"4\" class=\"point\"/>", x,
                           y);
    }
    add_ends(page, indicator, &scale);
    om_text_add(page, "</svg>");
}

/* The page needs nothing but itself, speaks both languages, and has a table behind each chart. */
#include "engine/report/report.h"

#include "tests/support/check.h"

static om_error err;

static const char *const document_text =
    "{\"title\": \"Town\", \"title_zh\": \"某市\", \"date\": \"2026-11-28\", \"credits\": \"Me & "
    "you\","
    " \"notices\": [{\"en\": \"odd\", \"zh\": \"异常\"}], \"indicators\": ["
    "{\"id\": \"x\", \"title\": {\"en\": \"Covered\", \"zh\": \"覆盖率\"}, \"unit\": \"%\","
    " \"analysis\": \"fire_reach\", \"analysis_title\": {\"en\": \"Reach\", \"zh\": \"覆盖\"},"
    " \"map\": \"coverage\", \"part\": {\"en\": \"In time\", \"zh\": \"及时\"}, \"part_unit\": "
    "\"people\","
    " \"whole\": {\"en\": \"All\", \"zh\": \"全部\"}, \"direction\": \"at least\","
    " \"method\": {\"en\": \"counted\", \"zh\": \"计数\"}, \"source\": \"a plan\", \"verified\": "
    "false,"
    " \"run\": {\"id\": 3, \"ended\": \"2026-11-27T00:00:00Z\"},"
    " \"earlier_run\": {\"id\": 2, \"ended\": \"2026-11-20T00:00:00Z\"},"
    " \"settings_differ\": [\"limit_s\"], \"changed_since\": [\"shelter\"],"
    " \"trend\": [{\"ended\": \"2026-11-20T00\", \"value\": 50}, {\"ended\": \"2026-11-27T00\", "
    "\"value\": 55}],"
    " \"city\": {\"code\": \"city\", \"name\": \"All\", \"level\": \"city\", \"part\": 55, "
    "\"whole\": 100,"
    " \"value\": 55, \"target\": 60, \"gap\": -5, \"missing\": 5, \"change\": 5, \"state\": "
    "\"missed\"},"
    " \"districts\": ["
    "{\"code\": \"1\", \"name\": \"东\", \"name_en\": \"East\", \"level\": \"unit\", \"part\": 45, "
    "\"whole\": 50,"
    " \"value\": 90, \"target\": 60, \"gap\": 30, \"missing\": 0, \"state\": \"met\", "
    "\"part_of_city\": true},"
    "{\"code\": \"2\", \"name\": \"西\", \"name_en\": \"West\", \"level\": \"unit\", \"part\": 10, "
    "\"whole\": 50,"
    " \"value\": 20, \"target\": 60, \"gap\": -40, \"missing\": 20, \"state\": \"missed\","
    " \"part_of_city\": true}]},"
    "{\"id\": \"g\", \"title\": {\"en\": \"Grades\", \"zh\": \"等级\"}, \"unit\": \"grade\","
    " \"analysis\": \"risk\", \"analysis_title\": {\"en\": \"Risk\", \"zh\": \"风险\"},"
    " \"method\": {\"en\": \"m\", \"zh\": \"法\"}, \"source\": \"s\", \"verified\": true,"
    " \"city\": {\"code\": \"city\", \"name\": \"All\", \"level\": \"city\", \"state\": \"no "
    "target\","
    " \"districts_by_grade\": [1, 0, 0, 0, 1]},"
    " \"districts\": [{\"code\": \"1\", \"name\": \"东\", \"level\": \"unit\", \"value\": 1,"
    " \"state\": \"no target\", \"part_of_city\": true, \"levels\": [1, 0, 0, 3, 0]}]},"
    "{\"id\": \"n\", \"title\": {\"en\": \"Never\", \"zh\": \"从未\"}, \"unit\": \"%\","
    " \"analysis\": \"supply_reach\", \"analysis_title\": {\"en\": \"Relief\", \"zh\": \"物资\"},"
    " \"method\": {\"en\": \"m\", \"zh\": \"法\"}, \"source\": \"s\", \"verified\": true,"
    " \"city\": {\"code\": \"city\", \"name\": \"All\", \"level\": \"city\", \"state\": \"not "
    "assessed\"},"
    " \"districts\": []}]}";

static const char *const maps_text = "[{\"style\": \"coverage\", \"lang\": \"en\", \"made_of\": "
                                     "\"a\", \"content\": \"b\", \"png\": \"AAAA\"},"
                                     " {\"style\": \"coverage\", \"lang\": \"zh\", \"made_of\": "
                                     "\"c\", \"content\": \"d\", \"png\": \"BBBB\"}]";

static void make_page(const om_report_options *options, om_text *ret)
{
    OM_AUTO(om_json) document = NULL;
    OM_AUTO(om_json) maps = NULL;
    CHECK_OK(om_json_parse(document_text, strlen(document_text), "report", &document, &err));
    CHECK_OK(om_json_parse(maps_text, strlen(maps_text), "maps", &maps, &err));
    CHECK_OK(om_report_html(document, maps, options, ret, &err));
}

static size_t count(const char *text, const char *word)
{
    size_t found = 0;
    for (text = strstr(text, word); text; text = strstr(text + 1, word))
        found++;
    return found;
}

static void the_page_needs_nothing_else(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    make_page(&(om_report_options){0}, &page);
    CHECK_INT(count(page.bytes, "http://") + count(page.bytes, "https://"), 0);
    CHECK_INT(count(page.bytes, "<script") + count(page.bytes, "@import"), 0);
    CHECK_INT(count(page.bytes, "url("), 0);
    CHECK(strstr(page.bytes, "default-src 'none'"));
}

static void it_speaks_both_languages(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    OM_AUTO_TEXT chinese = {0};
    make_page(&(om_report_options){0}, &page);
    make_page(&(om_report_options){.language = "zh"}, &chinese);
    CHECK_INT(count(page.bytes, "lang=\"en\""), count(page.bytes, "lang=\"zh\"") + 1); /* html's */
    CHECK(strstr(page.bytes, "<h1 lang=\"zh\">某市</h1>"));
    CHECK(strstr(page.bytes, ">West</text>") && strstr(page.bytes, ">西</text>"));
    CHECK(strstr(page.bytes, "id=\"in-en\" aria-label=\"English\" checked"));
    CHECK(strstr(chinese.bytes, "<html lang=\"zh\">"));
    CHECK(strstr(chinese.bytes, "id=\"in-zh\" aria-label=\"中文\" checked"));
}

static void a_table_stands_behind_each_chart(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    make_page(&(om_report_options){0}, &page);
    CHECK_INT(count(page.bytes, "<table>"), 2);
    CHECK_INT(count(page.bytes, "<svg role=\"img\""), 3); /* bars, trend, grades */
    CHECK_INT(count(page.bytes, "<title>"), 4);
    CHECK_INT(count(page.bytes, "alt=\"\""), 0);
    CHECK_INT(count(page.bytes, "<img "), 2);
    CHECK(strstr(page.bytes, "<td>20.0</td><td>−40.0</td><td>10</td><td>50</td><td>20</td>"));
}

static void the_worst_district_comes_first(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    make_page(&(om_report_options){0}, &page);
    CHECK(strstr(page.bytes, ">West</text>") < strstr(page.bytes, ">East</text>"));
    CHECK(strstr(page.bytes, "width=\"20%\" height=\"14\" class=\"bar missed\""));
    CHECK(strstr(page.bytes, "width=\"25%\" height=\"14\" class=\"level grade-1\""));
}

static void what_a_reader_must_know_is_said(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    make_page(&(om_report_options){0}, &page);
    CHECK(
        strstr(page.bytes, "0 of 1 targets are met, 1 are missed; 1 indicators are not assessed."));
    CHECK(strstr(page.bytes, "1 of 2 districts miss it: "));
    CHECK(strstr(page.bytes, "That run had other settings"));
    CHECK(strstr(page.bytes, "Emergency shelters"));
    CHECK(strstr(page.bytes, "the analysis supply_reach never ran"));
    CHECK(strstr(page.bytes, "(not verified"));
    CHECK(strstr(page.bytes, "Me &amp; you"));
    CHECK(strstr(page.bytes, ">异常</p>"));
}

OM_TESTS(test(the_page_needs_nothing_else), test(it_speaks_both_languages),
         test(a_table_stands_behind_each_chart), test(the_worst_district_comes_first),
         test(what_a_reader_must_know_is_said))

/* Numbers and words of a page. */
#include "engine/report/page.h"

#include "tests/support/check.h"

static char digits[OM_PAGE_NUMBER_SIZE];

static void numbers_are_written_as_their_unit_wants(void **state)
{
    (void)state;
    CHECK_TEXT(om_page_number(1234567.4, "people", digits), "1,234,567");
    CHECK_TEXT(om_page_number(-1234.6, "m2", digits), "-1,235");
    CHECK_TEXT(om_page_number(7.3319, "m2/person", digits), "7.33");
    CHECK_TEXT(om_page_number(999, "people", digits), "999");
    CHECK_TEXT(om_page_number(NAN, "%", digits), "–");
    CHECK_TEXT(om_page_number(-0.001, "people", digits), "0");
    CHECK_TEXT(om_page_target(100, digits), "100");
    CHECK_TEXT(om_page_target(26000, digits), "26,000");
    CHECK_TEXT(om_page_target(1.5, digits), "1.5");
}

static void shares_are_cut_not_rounded(void **state)
{
    (void)state;
    CHECK_TEXT(om_page_number(99.97, "%", digits), "99.9");
    CHECK_TEXT(om_page_number(84.866, "%", digits), "84.8");
    CHECK_TEXT(om_page_number(85, "%", digits), "85.0");
    CHECK_TEXT(om_page_number(84.9999999999, "%", digits), "85.0"); /* rounding of the machine */
}

static void what_is_short_of_a_target_never_looks_like_it(void **state)
{
    (void)state;
    CHECK_TEXT(om_page_number_beside(1.4999, 1.5, "m2/person", digits), "1.4999");
    CHECK_TEXT(om_page_number_beside(1.496, 1.5, "m2/person", digits), "1.496");
    CHECK_TEXT(om_page_number_beside(1.5, 1.5, "m2/person", digits), "1.50");
    CHECK_TEXT(om_page_number_beside(1.2, NAN, "m2/person", digits), "1.20");
}

static void changes_have_a_sign(void **state)
{
    (void)state;
    CHECK_TEXT(om_page_change(0.62, "%", digits), "+0.6");
    CHECK_TEXT(om_page_change(-9.296, "%", digits), "−9.3");
    CHECK_TEXT(om_page_change(0.0001, "%", digits), "±0.0");
    CHECK_TEXT(om_page_change(NAN, "%", digits), "–");
}

static void markup_in_a_name_stays_text(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    om_page_both(&page, "b", "", (om_both){"<script>\"&", "脚本"});
    CHECK_TEXT(page.bytes, "<b lang=\"en\">&lt;script&gt;&quot;&amp;</b><b lang=\"zh\">脚本</b>");
}

static void what_is_the_same_is_said_once(void **state)
{
    (void)state;
    OM_AUTO_TEXT page = {0};
    om_page_both(&page, "td", " class=\"x\"", (om_both){"Ward 2", "Ward 2"});
    CHECK_TEXT(page.bytes, "<td class=\"x\">Ward 2</td>");
}

static void every_state_and_grade_has_words(void **state)
{
    (void)state;
    CHECK_TEXT(om_page_state("missed").zh, "未达标");
    CHECK_TEXT(om_page_class("met"), "met");
    CHECK_TEXT(om_page_class("unknown"), "plain");
    CHECK_TEXT(om_page_grade(1).en, "Major");
    CHECK_TEXT(om_page_grade(0).zh, "未评估");
    CHECK_TEXT(om_page_role(0), "ungraded");
    CHECK_TEXT(om_page_unit("m2/person").zh, "m²/人");
    CHECK_TEXT(om_page_unit("t").en, "t");
}

OM_TESTS(test(numbers_are_written_as_their_unit_wants), test(shares_are_cut_not_rounded),
         test(what_is_short_of_a_target_never_looks_like_it), test(changes_have_a_sign),
         test(markup_in_a_name_stays_text), test(what_is_the_same_is_said_once),
         test(every_state_and_grade_has_words))

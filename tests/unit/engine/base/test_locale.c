/* Comparing and writing as the people of a place do. */
#include "tests/support/check.h"

#include "engine/base/locale.h"

static void case_changes_letters_that_have_one(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_TEXT(om_locale_upper("Zürich œ 无锡 1a ñ þ", arena), "ZÜRICH Œ 无锡 1A Ñ Þ");
    CHECK_TEXT(om_locale_lower("ÅÄÖ ČŠĒ ΑΩ ЖЁ", arena), "åäö čšē αω жё");
    CHECK_TEXT(om_locale_upper("straße", arena), "STRASSE");
    CHECK_TEXT(om_locale_lower("×", arena), "×");
    CHECK_TEXT(om_locale_upper("", arena), "");
}

static void order_is_that_of_the_locale(void **state)
{
    (void)state;
    CHECK(om_locale_compare("sv", true, true, "z", "ä") < 0);
    CHECK(om_locale_compare("de", true, true, "z", "ä") > 0);
    CHECK_INT(om_locale_compare("en", false, true, "A", "a"), 0);
    CHECK_INT(om_locale_compare("en", false, false, "A", "ä"), 0);
    CHECK(om_locale_compare("en", true, false, "A", "a") != 0);
    CHECK_INT(om_locale_compare("en", true, false, "a", "ä"), 0);
    CHECK_INT(om_locale_compare("de", false, false, "Zürich", "zuerich"), 0);
}

static void numbers_are_written_as_a_place_writes_them(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_number_style style = {.fraction_min = -1, .fraction_max = -1};
    CHECK_TEXT(om_locale_number(123456.789, &style, arena), "123,456.789");
    style.locale = "de";
    CHECK_TEXT(om_locale_number(1234567.5, &style, arena), "1.234.567,5");
    style = (om_number_style){"zh-CN", "CNY", NULL, -1, -1};
    CHECK_TEXT(om_locale_number(12, &style, arena), "¥12.00");
    style = (om_number_style){"en", NULL, "meter", -1, 0};
    CHECK_TEXT(om_locale_number(2.5, &style, arena), "3 m");
    style = (om_number_style){"en", NULL, NULL, 2, 4};
    CHECK_TEXT(om_locale_number(1, &style, arena), "1.00");
    style = (om_number_style){"en", NULL, NULL, 5, 4};
    CHECK(!om_locale_number(1, &style, arena));
    style = (om_number_style){"en", NULL, "no-such-unit", -1, -1};
    CHECK(!om_locale_number(1, &style, arena));
}

OM_TESTS(test(case_changes_letters_that_have_one), test(order_is_that_of_the_locale),
         test(numbers_are_written_as_a_place_writes_them))

/* Growing texts, strict numbers, UTF-8 and nearest names. */
#include "engine/base/text.h"

#include "tests/support/check.h"

static void a_text_grows_and_is_given_away(void **state)
{
    (void)state;
    OM_AUTO_TEXT text = {0};
    for (int i = 0; i < 1000; i++)
        om_text_add_format(&text, "%03d", i);
    om_text_add(&text, "!");
    CHECK_INT(text.length, 3001);
    OM_AUTO_MEMORY char *taken = om_text_take(&text);
    CHECK(strncmp(taken, "000001002", 9) == 0 && taken[3000] == '!');
    CHECK(text.bytes == NULL);
}

static void an_empty_text_is_never_null_when_taken(void **state)
{
    (void)state;
    om_text text = {0};
    OM_AUTO_MEMORY char *taken = om_text_take(&text);
    CHECK_TEXT(taken, "");
}

static void a_number_is_written_so_that_it_reads_back(void **state)
{
    (void)state;
    const double numbers[] = {0, -0.1, 1.0 / 3, 1e300, 5e-324, 601723, 160.4982371, 0.1 + 0.2};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        OM_AUTO_TEXT text = {0};
        om_text_add_number(&text, numbers[i]);
        double back = -1;
        CHECK(om_text_to_number(text.bytes, &back));
        CHECK(back == numbers[i]);
    }
    OM_AUTO_TEXT tenth = {0}, unknown = {0};
    om_text_add_number(&tenth, 0.1);
    om_text_add_number(&unknown, NAN);
    CHECK_TEXT(tenth.bytes, "0.1");
    CHECK_TEXT(unknown.bytes, "null");
}

static void check_decimals(double number, int decimals, const char *wanted)
{
    OM_AUTO_TEXT text = {0};
    om_text_add_decimals(&text, number, decimals);
    CHECK_TEXT(text.bytes, wanted);
}

static void decimals_are_as_many_as_are_needed(void **state)
{
    (void)state;
    check_decimals(120.30125, 7, "120.30125");
    check_decimals(-77.03, 7, "-77.03");
    check_decimals(9.52, 7, "9.52");
    check_decimals(100, 7, "100");
    check_decimals(0, 7, "0");
    check_decimals(-0.00000004, 7, "0");
    check_decimals(-0.0000001, 7, "-0.0000001");
    check_decimals(0.05, 1, "0.1");
    check_decimals(1234567.5, 0, "1234568");
    check_decimals(1e18, 7, "1e+18");
    check_decimals(NAN, 7, "null");
    uint64_t random = 1;
    for (int i = 0; i < 1000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const double number = ((double)(random >> 11) / 9007199254740992.0 - 0.5) * 360;
        OM_AUTO_TEXT shortest = {0};
        om_text_add_number(&shortest, round(number * 1e7) / 1e7);
        check_decimals(number, 7, shortest.bytes);
    }
}

static void numbers_are_read_whole_or_not_at_all(void **state)
{
    (void)state;
    double number = 7;
    CHECK(om_text_to_number("-12.5e1", &number));
    CHECK_NEAR(number, -125, 0);
    const char *const bad[] = {"",    " 1",    "1 ",    "1,5", "0x10", "nan",
                               "inf", "1e999", "1.2.3", "--1", "e5",   "."};
    number = 7;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (om_text_to_number(bad[i], &number))
            fail_msg("'%s' was read as %g", bad[i], number);
    CHECK(!om_text_to_number(NULL, &number));
    CHECK_NEAR(number, 7, 0);
}

static void whole_numbers_keep_to_their_range(void **state)
{
    (void)state;
    int64_t number = 7;
    CHECK(om_text_to_integer("22", 0, 22, &number));
    CHECK_INT(number, 22);
    const char *const bad[] = {"23", "-1", "+5", " 5", "5x", "", "1.0", "99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (om_text_to_integer(bad[i], 0, 22, &number))
            fail_msg("'%s' was read", bad[i]);
    CHECK_INT(number, 22);
}

static void bytes_are_told_from_utf8(void **state)
{
    (void)state;
    CHECK(om_text_is_utf8("无锡 Zürich 🚒", strlen("无锡 Zürich 🚒")));
    CHECK(om_text_is_utf8("", 0));
    CHECK(!om_text_is_utf8("\xCE\xDE\xCE\xFD", 4)); /* 无锡 in GBK */
    CHECK(!om_text_is_utf8("\xC0\xAF", 2));         /* overlong */
    CHECK(!om_text_is_utf8("\xED\xA0\x80", 3));     /* surrogate */
    CHECK(!om_text_is_utf8("\xE6\x97", 2));         /* cut */
}

static void the_nearest_name_is_meant_only_when_near(void **state)
{
    (void)state;
    const char *const names[] = {"load", "analyse", "draw", "export"};
    CHECK_TEXT(om_text_nearest("laod", names, 4), "load");
    CHECK_TEXT(om_text_nearest("analyze", names, 4), "analyse");
    CHECK(om_text_nearest("wuxi-county", names, 4) == NULL);
    CHECK(om_text_nearest("load", NULL, 0) == NULL);
}

static void starts_and_ends_are_seen(void **state)
{
    (void)state;
    CHECK(om_text_starts("mbtiles:x", "mbtiles:"));
    CHECK(!om_text_starts("mb", "mbtiles:"));
    CHECK(om_text_ends("roads.SHP", ".shp"));
    CHECK(!om_text_ends("shp", ".shp"));
}

OM_TESTS(test(a_text_grows_and_is_given_away), test(an_empty_text_is_never_null_when_taken),
         test(a_number_is_written_so_that_it_reads_back), test(decimals_are_as_many_as_are_needed),
         test(numbers_are_read_whole_or_not_at_all), test(whole_numbers_keep_to_their_range),
         test(bytes_are_told_from_utf8), test(the_nearest_name_is_meant_only_when_near),
         test(starts_and_ends_are_seen))

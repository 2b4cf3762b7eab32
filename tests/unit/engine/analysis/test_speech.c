/* Sentences in one of two languages. */
#include "engine/analysis/speech.h"

#include "tests/support/check.h"

static om_error err;

static void one_language_is_spoken_at_a_time(void **state)
{
    (void)state;
    for (int zh = 0; zh < 2; zh++) {
        OM_AUTO_TEXT text = {0};
        om_speech speech = {.text = &text, .zh = zh};
        om_say_section(&speech, "First", "甲");
        om_say_section(&speech, "Second", "乙");
        om_say(&speech, "%d of %s\n", "%d 个 %s\n", 3, "x");
        om_say_name(&speech, "Tank", "t1");
        CHECK_TEXT(text.bytes, zh ? "\n一、甲\n\n二、乙\n3 个 x\nTank（编号 t1）"
                                  : "\n1. First\n\n2. Second\n3 of x\nTank (t1)");
    }
}

static void numbers_have_no_idle_zeros(void **state)
{
    (void)state;
    char digits[OM_DIGITS_SIZE];
    CHECK_TEXT(om_digits(1.50, 2, digits), "1.5");
    CHECK_TEXT(om_digits(2.0, 2, digits), "2");
    CHECK_TEXT(om_digits(1234.5678, 1, digits), "1234.6");
}

static void members_are_read_as_they_are(void **state)
{
    (void)state;
    static const char *const text = "{\"t\": \"x\", \"n\": 2, \"b\": true, \"w\": {\"en\": \"a\","
                                    " \"zh\": \"甲\"}, \"when\": \"2026-11-24T03:37:29Z\"}";
    OM_AUTO(om_json) object = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "members", &object, &err));
    const om_speech chinese = {.zh = true};
    char when[OM_DIGITS_SIZE];
    CHECK_TEXT(om_said_text(object, "t"), "x");
    CHECK_NEAR(om_said_number(object, "n"), 2, 0);
    CHECK(om_said_true(object, "b") && om_said_is(object, "t", "x"));
    CHECK(!om_said_is(object, "missing", "x"));
    CHECK_TEXT(om_said(&chinese, om_json_get(object, "w")), "甲");
    CHECK_TEXT(om_said_time(om_json_get(object, "when"), when), "2026-11-24 03:37 UTC");
}

OM_TESTS(test(one_language_is_spoken_at_a_time), test(numbers_have_no_idle_zeros),
         test(members_are_read_as_they_are))

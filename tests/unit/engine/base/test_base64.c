/* Base64 as RFC 4648 gives it. */
#include "engine/base/base64.h"

#include "tests/support/check.h"

static void the_examples_of_the_standard_hold(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        OM_AUTO_TEXT text = {0};
        om_text_add(&text, "");
        om_base64_add(&text, pairs[i][0], strlen(pairs[i][0]));
        CHECK_TEXT(text.bytes, pairs[i][1]);
    }
}

static void every_byte_has_its_digits(void **state)
{
    (void)state;
    OM_AUTO_TEXT text = {0};
    om_base64_add(&text, "\xff\xfe\x00\xfb\xf0\x3f", 6);
    CHECK_TEXT(text.bytes, "//4A+/A/");
}

OM_TESTS(test(the_examples_of_the_standard_hold), test(every_byte_has_its_digits))

/* Letters of UTF-8 texts. */
#include "tests/support/check.h"

#include "engine/style/letters.h"

static void letters_are_counted_not_bytes(void **state)
{
    (void)state;
    CHECK_INT(om_letters_count(""), 0);
    CHECK_INT(om_letters_count("无锡 é"), 4);
    CHECK_TEXT(om_letters_at("无锡市", 1), "锡市");
    CHECK_TEXT(om_letters_at("ab", 5), "");
}

OM_TESTS(test(letters_are_counted_not_bytes))

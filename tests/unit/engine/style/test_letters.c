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

static void case_changes_letters_that_have_one(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_TEXT(om_letters_upper("Zürich œ 无锡 1a ñ þ", arena), "ZÜRICH Œ 无锡 1A Ñ Þ");
    CHECK_TEXT(om_letters_lower("ÅÄÖ ČŠĒ ΑΩ ЖЁ", arena), "åäö čšē αω жё");
    CHECK_TEXT(om_letters_upper("÷ß", arena), "÷ß");
    CHECK_TEXT(om_letters_lower("×", arena), "×");
}

OM_TESTS(test(letters_are_counted_not_bytes), test(case_changes_letters_that_have_one))

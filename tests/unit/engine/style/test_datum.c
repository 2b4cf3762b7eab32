/* Values compare, and say themselves as texts. */
#include "tests/support/check.h"

#include "engine/style/datum.h"

static void equal_means_same_kind_and_value(void **state)
{
    (void)state;
    const om_datum items[] = {om_datum_number(1), om_datum_text("x")};
    const om_datum others[] = {om_datum_number(1), om_datum_text("y")};
    CHECK(om_datum_equals(om_datum_number(1), om_datum_number(1)));
    CHECK(!om_datum_equals(om_datum_number(1), om_datum_text("1")));
    CHECK(!om_datum_equals(om_datum_number(1), om_datum_bool(true)));
    CHECK(om_datum_equals((om_datum){0}, (om_datum){0}));
    CHECK(om_datum_equals(om_datum_array(items, 2), om_datum_array(items, 2)));
    CHECK(!om_datum_equals(om_datum_array(items, 2), om_datum_array(others, 2)));
    CHECK(!om_datum_equals(om_datum_array(items, 2), om_datum_array(items, 1)));
    CHECK(!om_datum_equals(om_datum_error("a"), om_datum_error("a")));
}

static void unknown_numbers_and_texts_are_null(void **state)
{
    (void)state;
    CHECK_INT(om_datum_number(NAN).kind, OM_DATUM_NULL);
    CHECK_INT(om_datum_number(INFINITY).kind, OM_DATUM_NULL);
    CHECK_INT(om_datum_text(NULL).kind, OM_DATUM_NULL);
}

static void texts_are_those_of_the_specification(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_datum items[] = {om_datum_number(1.5), om_datum_text("a\"b\n"), (om_datum){0}};
    CHECK_TEXT(om_datum_to_text((om_datum){0}, arena), "");
    CHECK_TEXT(om_datum_to_text(om_datum_bool(true), arena), "true");
    CHECK_TEXT(om_datum_to_text(om_datum_number(601723), arena), "601723");
    CHECK_TEXT(om_datum_to_text(om_datum_number(0.1), arena), "0.1");
    CHECK_TEXT(om_datum_to_text(om_datum_array(items, 3), arena), "[1.5,\"a\\\"b\\u000a\",null]");
    CHECK_TEXT(om_datum_to_text(om_datum_colour((om_colour){1, 0, 0, 0.5}), arena),
               "rgba(255,0,0,0.5)");
}

static void only_something_is_true(void **state)
{
    (void)state;
    CHECK(!om_datum_is_true((om_datum){0}));
    CHECK(!om_datum_is_true(om_datum_number(0)));
    CHECK(!om_datum_is_true(om_datum_text("")));
    CHECK(om_datum_is_true(om_datum_text("false")));
    CHECK(om_datum_is_true(om_datum_array(NULL, 0)));
}

OM_TESTS(test(equal_means_same_kind_and_value), test(unknown_numbers_and_texts_are_null),
         test(texts_are_those_of_the_specification), test(only_something_is_true))

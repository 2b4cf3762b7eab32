/*
 * Words that let a test read like a sentence, on top of cmocka.
 *
 * A test file holds `static void it_says_what_holds(void **state)` functions and ends with
 * `OM_TESTS(test(it_says_what_holds), …)`.
 */
#ifndef OM_TESTS_CHECK_H
#define OM_TESTS_CHECK_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "engine/onemap.h"

#define CHECK(truth)            assert_true(truth)
#define CHECK_TEXT(got, wanted) assert_string_equal(got, wanted)
#define CHECK_INT(got, wanted)  assert_int_equal(got, wanted)

#define CHECK_NEAR(got, wanted, tolerance)                                                         \
    do {                                                                                           \
        const double check_got = (got), check_wanted = (wanted);                                   \
        if (!(fabs(check_got - check_wanted) <= (tolerance)))                                      \
            fail_msg("%s is %.17g, not %.17g", #got, check_got, check_wanted);                     \
    } while (0)

/** The call must succeed; its last argument must be `&err` of type om_error. */
#define CHECK_OK(call)                                                                             \
    do {                                                                                           \
        const om_status check_status = (call);                                                     \
        if (check_status != OM_OK)                                                                 \
            fail_msg("%s: %s: %s", #call, om_status_name(check_status), err.message);              \
    } while (0)

/** The call must fail with `status` and a sentence in `err` that contains `words`. */
#define CHECK_FAILS(call, wanted_status, words)                                                    \
    do {                                                                                           \
        err.message[0] = '\0';                                                                     \
        const om_status check_status = (call);                                                     \
        if (check_status != (wanted_status))                                                       \
            fail_msg("%s: status is '%s', not '%s' (%s)", #call, om_status_name(check_status),     \
                     om_status_name(wanted_status), err.message);                                  \
        if (!strstr(err.message, words))                                                           \
            fail_msg("%s: \"%s\" does not say \"%s\"", #call, err.message, words);                 \
    } while (0)

#define test(name) cmocka_unit_test(name)

#define OM_TESTS(...)                                                                              \
    int main(void)                                                                                 \
    {                                                                                              \
        const struct CMUnitTest tests[] = {__VA_ARGS__};                                           \
        return cmocka_run_group_tests(tests, NULL, NULL);                                          \
    }

#endif

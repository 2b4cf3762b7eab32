/* Statuses, their codes, and error sentences. */
#include "engine/base/status.h"
#include "tests/support/check.h"

static void every_status_has_a_name_and_codes(void **state)
{
    (void)state;
    for (int status = OM_OK; status < OM_STATUS_END; status++) {
        CHECK(om_status_name((om_status)status) != NULL);
        CHECK(strcmp(om_status_name((om_status)status), "unknown") != 0);
        CHECK((om_status_exit_code((om_status)status) == 0) == (status == OM_OK));
        CHECK(om_status_http_code((om_status)status) >= 200);
    }
}

static void the_exit_codes_are_the_documented_ones(void **state)
{
    (void)state;
    CHECK_INT(om_status_exit_code(OM_ERR_FAILED), 1);
    CHECK_INT(om_status_exit_code(OM_ERR_USAGE), 2);
    CHECK_INT(om_status_exit_code(OM_ERR_PARTIAL), 3);
    CHECK_INT(om_status_exit_code(OM_ERR_STYLE), 4);
    CHECK_INT(om_status_exit_code(OM_ERR_LOCKED), 5);
    CHECK_INT(om_status_exit_code(OM_ERR_DISK), 6);
    CHECK_INT(om_status_exit_code(OM_ERR_CORRUPT), 7);
    CHECK_INT(om_status_exit_code(OM_ERR_CANCELLED), 130);
}

static void a_number_that_is_no_status_is_unknown(void **state)
{
    (void)state;
    CHECK_TEXT(om_status_name((om_status)-1), "unknown");
    CHECK_TEXT(om_status_name(OM_STATUS_END), "unknown");
    CHECK_INT(om_status_exit_code(OM_STATUS_END), 1);
}

static void a_failure_says_why_and_where(void **state)
{
    (void)state;
    om_error err = {0};
    CHECK_INT(om_fail(&err, OM_ERR_RANGE, "zoom %d is out of range", 99), OM_ERR_RANGE);
    CHECK_INT(om_fail_within(&err, OM_ERR_FAILED, "record %d", 7), OM_ERR_RANGE);
    CHECK_TEXT(err.message, "record 7: zoom 99 is out of range");
    CHECK_INT(err.status, OM_ERR_RANGE);
}

static void nobody_has_to_listen_to_a_failure(void **state)
{
    (void)state;
    CHECK_INT(om_fail(NULL, OM_ERR_DISK, "full"), OM_ERR_DISK);
    CHECK_INT(om_fail_within(NULL, OM_ERR_DISK, "here"), OM_ERR_DISK);
}

static void a_place_too_long_for_the_message_is_cut_and_ended(void **state)
{
    (void)state;
    char place[2000];
    memset(place, 'x', sizeof place - 1);
    place[sizeof place - 1] = '\0';
    for (size_t length = 500; length < 520; length++) {
        om_error err = {0};
        CHECK_INT(om_fail(&err, OM_ERR_DATA, "why"), OM_ERR_DATA);
        CHECK_INT(om_fail_within(&err, OM_ERR_DATA, "%.*s", (int)length, place), OM_ERR_DATA);
        CHECK(strlen(err.message) < sizeof err.message);
        CHECK(err.message[0] == 'x');
    }
}

static bool stop(const om_progress *progress, void *user)
{
    *(uint64_t *)user = progress->done;
    return false;
}

static void a_listener_hears_and_may_stop(void **state)
{
    (void)state;
    om_error err = {0};
    uint64_t heard = 0;
    const om_listener listener = {.report = stop, .user = &heard};
    const om_progress progress = {"load", 3, 10, "features"};
    CHECK_FAILS(om_listener_tell(&listener, &progress, &err), OM_ERR_CANCELLED, "during load");
    CHECK_INT(heard, 3);
    CHECK_OK(om_listener_tell(NULL, &progress, &err));
}

OM_TESTS(test(every_status_has_a_name_and_codes), test(the_exit_codes_are_the_documented_ones),
         test(a_number_that_is_no_status_is_unknown), test(a_failure_says_why_and_where),
         test(nobody_has_to_listen_to_a_failure),
         test(a_place_too_long_for_the_message_is_cut_and_ended),
         test(a_listener_hears_and_may_stop))

/* A date is a day of the calendar. */
#include "engine/base/date.h"

#include "tests/support/check.h"

static void days_of_the_calendar_are_dates(void **state)
{
    (void)state;
    static const char *const days[] = {"2026-11-28", "2024-02-29", "2000-02-29", "1999-12-31"};
    for (size_t i = 0; i < sizeof days / sizeof *days; i++)
        CHECK(om_date_is(days[i]));
}

static void anything_else_is_none(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",           "2026-13-01", "2026-00-10",  "2026-02-29",
                                        "1900-02-29", "2026-04-31", "2026-4-01",   "26-04-01",
                                        "2026/04/01", "2026-04-1x", "2026-04-01T", "17"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK(!om_date_is(wrong[i]));
}

static void today_is_one(void **state)
{
    (void)state;
    char today[OM_DATE_SIZE];
    om_date_today(today);
    CHECK(om_date_is(today));
}

OM_TESTS(test(days_of_the_calendar_are_dates), test(anything_else_is_none), test(today_is_one))

/* Runs behave as the sets of numbers that they stand for. */
#include "tiles/runs.h"

#include <stdlib.h>

#include "tests/support/check.h"

enum { SIZE = 200 };

/* A random set, as runs and as flags. */
static void make_set(bool flags[SIZE], om_runs *runs)
{
    memset(flags, 0, SIZE * sizeof *flags);
    for (int i = 0; i < 8; i++) {
        const uint64_t first = (uint64_t)rand() % SIZE, end = first + (uint64_t)rand() % 20;
        om_runs_add(runs, first, end < SIZE ? end : SIZE);
        for (uint64_t id = first; id < end && id < SIZE; id++)
            flags[id] = true;
    }
    om_runs_tidy(runs);
}

static void check_is(const om_runs *runs, const bool flags[SIZE])
{
    uint64_t total = 0;
    for (uint64_t id = 0; id < SIZE; id++) {
        CHECK_INT(om_runs_have(runs, id), flags[id]);
        CHECK_INT(om_runs_total_within(runs, 0, id), total);
        if (flags[id])
            CHECK_INT(om_runs_at(runs, total), id);
        total += flags[id];
    }
    CHECK_INT(om_runs_total(runs), total);
    for (size_t i = 1; i < runs->count; i++)
        CHECK(runs->items[i - 1].end < runs->items[i].first);
}

static void sets_are_joined_cut_and_told_apart(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 200; round++) {
        bool a[SIZE], b[SIZE], both[SIZE], only_a[SIZE];
        OM_AUTO_RUNS runs_a = {0}, runs_b = {0}, runs_both = {0}, runs_only = {0};
        make_set(a, &runs_a);
        make_set(b, &runs_b);
        check_is(&runs_a, a);
        for (int i = 0; i < SIZE; i++) {
            both[i] = a[i] && b[i];
            only_a[i] = a[i] && !b[i];
        }
        om_runs_intersect(&runs_a, &runs_b, &runs_both);
        om_runs_subtract(&runs_a, &runs_b, &runs_only);
        check_is(&runs_both, both);
        check_is(&runs_only, only_a);
    }
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_RUNS runs = {0}, read = {0}, none = {0};
    om_runs_add(&runs, 5, 8);
    om_runs_add(&runs, 17, 18);
    om_runs_add(&runs, 30, 70);
    OM_AUTO_TEXT text = {0}, empty = {0};
    om_runs_write(&runs, &text);
    CHECK_TEXT(text.bytes, "5+3 9 12+40");
    CHECK_OK(om_runs_parse(text.bytes, "x", &read, &err));
    CHECK_INT(read.count, 3);
    CHECK(memcmp(read.items, runs.items, 3 * sizeof *runs.items) == 0);
    om_runs_write(&none, &empty);
    CHECK_TEXT(empty.bytes, "");
    CHECK_OK(om_runs_parse("", "x", &none, &err));
    CHECK_INT(none.count, 0);
}

static void what_is_no_list_is_refused(void **state)
{
    (void)state;
    const char *const bad[] = {
        "x", "5+", "5+0", "5 ", " 5", "5  6", "-1", "5+3,9", "99999999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        om_error err;
        OM_AUTO_RUNS runs = {0};
        CHECK_FAILS(om_runs_parse(bad[i], "dir", &runs, &err), OM_ERR_CORRUPT, "dir");
    }
}

OM_TESTS(test(sets_are_joined_cut_and_told_apart), test(what_is_written_is_read),
         test(what_is_no_list_is_refused))

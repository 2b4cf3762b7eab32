/* An assembly line takes everything once, in order, and stops where it must. */
#include "engine/base/pipeline.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include "tests/support/check.h"

enum { NEVER = -1 };

typedef struct log_book {
    int fail_make_at, fail_take_at;
    uint64_t taken[256];
    size_t taken_count;
    atomic_int alive; /* items that were made and not dropped */
} log_book;

static atomic_int *alive_now;

static om_status make_number(void *context, uint64_t index, int thread, void **ret_item,
                             om_error *err)
{
    log_book *book = context;
    (void)thread;
    if (index % 7 == 0)
        usleep(500); /* so that later items are ready first */
    if ((int)index == book->fail_make_at)
        return om_fail(err, OM_ERR_DATA, "item %d is bad", (int)index);
    uint64_t *item = malloc(sizeof *item);
    *item = index * 10;
    atomic_fetch_add(&book->alive, 1);
    *ret_item = item;
    return OM_OK;
}

static om_status take_number(void *context, uint64_t index, void *item, om_error *err)
{
    log_book *book = context;
    if ((int)index == book->fail_take_at)
        return om_fail(err, OM_ERR_DISK, "no room for %d", (int)index);
    CHECK(*(uint64_t *)item == index * 10);
    book->taken[book->taken_count++] = index;
    return OM_OK;
}

static void drop_number(void *item)
{
    atomic_fetch_sub(alive_now, 1);
    free(item);
}

static om_status run(log_book *book, int threads, uint64_t first, uint64_t end, om_error *err)
{
    alive_now = &book->alive;
    return om_pipeline_run(&(om_pipeline){.first = first,
                                          .end = end,
                                          .threads = threads,
                                          .make = make_number,
                                          .take = take_number,
                                          .drop = drop_number,
                                          .context = book},
                           err);
}

static void everything_is_taken_in_order_whatever_the_threads(void **state)
{
    (void)state;
    om_error err;
    for (int threads = 0; threads <= 5; threads++) {
        log_book book = {.fail_make_at = NEVER, .fail_take_at = NEVER};
        CHECK_OK(run(&book, threads, 3, 200, &err));
        CHECK_INT(book.taken_count, 197);
        for (size_t i = 0; i < book.taken_count; i++)
            CHECK_INT(book.taken[i], i + 3);
        CHECK_INT(atomic_load(&book.alive), 0);
    }
}

static void an_empty_range_is_done_at_once(void **state)
{
    (void)state;
    om_error err;
    log_book book = {.fail_make_at = NEVER, .fail_take_at = NEVER};
    CHECK_OK(run(&book, 2, 5, 5, &err));
    CHECK_INT(book.taken_count, 0);
}

static void all_before_an_item_that_cannot_be_made_is_taken_and_nothing_after(void **state)
{
    (void)state;
    om_error err;
    log_book book = {.fail_make_at = 21, .fail_take_at = NEVER};
    CHECK_FAILS(run(&book, 3, 0, 200, &err), OM_ERR_DATA, "item 21 is bad");
    CHECK_INT(book.taken_count, 21);
    CHECK_INT(atomic_load(&book.alive), 0);
}

static void a_taker_that_fails_stops_the_makers_and_leaks_nothing(void **state)
{
    (void)state;
    om_error err;
    log_book book = {.fail_make_at = NEVER, .fail_take_at = 30};
    CHECK_FAILS(run(&book, 4, 0, 200, &err), OM_ERR_DISK, "no room for 30");
    CHECK_INT(book.taken_count, 30);
    CHECK_INT(atomic_load(&book.alive), 0);
}

OM_TESTS(test(everything_is_taken_in_order_whatever_the_threads),
         test(an_empty_range_is_done_at_once),
         test(all_before_an_item_that_cannot_be_made_is_taken_and_nothing_after),
         test(a_taker_that_fails_stops_the_makers_and_leaks_nothing))

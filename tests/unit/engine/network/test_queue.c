/* What is taken comes bucket by bucket, whatever was put in and when, and nothing is lost. */
#include "engine/network/queue.h"

#include "tests/support/check.h"

static uint64_t random_below(uint64_t *state, uint64_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (*state >> 33) % bound;
}

static void queue_done(om_queue *queue)
{
    om_queue_clear(queue);
}

/* Follows a random search: what is put in is `most_s` later at most, and what comes out is checked
 * against all that waits: nothing there is earlier by more than a bucket's width. */
static void check_order(double step_s, double most_s)
{
    enum { MOST = 3000 };
    static om_entry waiting[MOST];
    size_t count = 0;
    uint64_t random = 11;
    __attribute__((cleanup(queue_done))) om_queue queue;
    om_queue_init(&queue, step_s);
    const double width_s = 1 / queue.per_s;
    for (int round = 0; round < 2; round++) {
        om_queue_begin(&queue);
        double now_s = 0;
        count = 0;
        for (uint32_t made = 0; made < MOST || count > 0;) {
            for (uint64_t more = random_below(&random, 4); more > 0 && made < MOST; more--) {
                const double later_s = (double)random_below(&random, 9) / 8 * most_s;
                const om_entry entry = {now_s + later_s, (uint32_t)random_below(&random, 3),
                                        made++};
                waiting[count++] = entry;
                om_queue_put(&queue, entry);
            }
            om_entry got;
            const bool any = om_queue_take(&queue, &got);
            CHECK(any == (count > 0));
            if (!any)
                continue;
            size_t place = count;
            for (size_t i = 0; i < count; i++) {
                CHECK(got.seconds <= waiting[i].seconds + width_s * (1 + 1e-9) ||
                      got.seconds <= waiting[i].seconds * (1 + 1e-9));
                if (waiting[i].state == got.state)
                    place = i;
            }
            CHECK(place < count);
            waiting[place] = waiting[--count];
            now_s = got.seconds;
        }
    }
}

static void entries_come_bucket_by_bucket_whatever_the_steps(void **state)
{
    (void)state;
    check_order(1, 3);     /* as expected */
    check_order(1, 1e-6);  /* all in one bucket */
    check_order(1, 5000);  /* most beyond the buckets */
    check_order(1, 1e300); /* much too late */
    check_order(0, 3);     /* nothing known */
    check_order(5e-324, 3);
}

static void what_is_not_wanted_never_comes(void **state)
{
    (void)state;
    __attribute__((cleanup(queue_done))) om_queue queue;
    om_queue_init(&queue, 1);
    for (int round = 0; round < 2; round++) {
        om_queue_begin(&queue);
        om_queue_reserve(&queue, 6);
        for (uint32_t i = 0; i < 6; i++)
            om_queue_put_if(&queue, (om_entry){i * 1e3, 0, i}, i % 2 == 1);
        om_entry got;
        for (uint32_t i = 1; i < 6 - 2 * (uint32_t)round; i += 2) {
            CHECK(om_queue_take(&queue, &got));
            CHECK_INT(got.state, i);
        }
        /* The first time all are taken, the second time the last one is left there. */
        CHECK(round == 1 || !om_queue_take(&queue, &got));
    }
    om_entry got;
    om_queue_begin(&queue);
    CHECK(!om_queue_take(&queue, &got));
}

OM_TESTS(test(entries_come_bucket_by_bucket_whatever_the_steps),
         test(what_is_not_wanted_never_comes))

/* Work on several threads. */
#include "engine/base/pool.h"

#include <stdatomic.h>

#include "tests/support/check.h"

enum { COUNT = 5000 };

typedef struct tally {
    atomic_int seen[COUNT];
    int threads;
    size_t fails_at;
} tally;

static om_status count_one(void *context, size_t index, int thread, om_error *err)
{
    tally *self = context;
    if (index >= self->fails_at)
        return om_fail(err, OM_ERR_DATA, "index %zu", index);
    if (thread < 0 || thread >= self->threads)
        return om_fail(err, OM_ERR_RANGE, "thread %d", thread);
    atomic_fetch_add(&self->seen[index], 1);
    return OM_OK;
}

static void every_index_is_done_once(void **state)
{
    (void)state;
    static const int threads[] = {1, 2, 7};
    for (int i = 0; i < 3; i++) {
        static tally self;
        memset(&self, 0, sizeof self);
        self.threads = threads[i];
        self.fails_at = SIZE_MAX;
        om_error err = {0};
        CHECK_OK(om_pool_each(COUNT, threads[i], count_one, &self, &err));
        for (int index = 0; index < COUNT; index++)
            CHECK_INT(self.seen[index], 1);
    }
}

static void a_failure_stops_the_work_and_is_told(void **state)
{
    (void)state;
    static tally self;
    self.threads = 4;
    self.fails_at = 100;
    om_error err = {0};
    CHECK_FAILS(om_pool_each(COUNT, 4, count_one, &self, &err), OM_ERR_DATA, "index ");
    CHECK_INT(self.seen[COUNT - 1], 0);
    CHECK_FAILS(om_pool_each(COUNT, 1, count_one, &self, &err), OM_ERR_DATA, "index 100");
}

static void no_work_is_no_failure(void **state)
{
    (void)state;
    om_error err = {0};
    CHECK_OK(om_pool_each(0, 0, count_one, NULL, &err));
    CHECK(om_pool_cores() >= 1);
}

OM_TESTS(test(every_index_is_done_once), test(a_failure_stops_the_work_and_is_told),
         test(no_work_is_no_failure))

/* A parallel loop on POSIX threads. */
#define _GNU_SOURCE
#include "engine/base/pool.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"

typedef struct loop {
    size_t count;
    om_pool_fn work;
    void *context;
    atomic_size_t next;
    atomic_bool failed;
    pthread_mutex_t guard; /* of the three below */
    size_t failed_index;
    om_status status;
    om_error error;
} loop;

typedef struct worker {
    loop *shared;
    int thread;
    pthread_t handle;
} worker;

int om_pool_cores(void)
{
    cpu_set_t set;
    const int cores = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return cores > 0 ? cores : 1;
}

static void note_failure(loop *shared, size_t index, om_status status, const om_error *error)
{
    pthread_mutex_lock(&shared->guard);
    if (shared->status == OM_OK || index < shared->failed_index) {
        shared->status = status;
        shared->failed_index = index;
        shared->error = *error;
    }
    pthread_mutex_unlock(&shared->guard);
    atomic_store(&shared->failed, true);
}

static void *work_on(void *argument)
{
    const worker *self = argument;
    loop *shared = self->shared;
    size_t index;
    while (!atomic_load(&shared->failed) &&
           (index = atomic_fetch_add(&shared->next, 1)) < shared->count) {
        om_error error = {0};
        const om_status status = shared->work(shared->context, index, self->thread, &error);
        if (status != OM_OK)
            note_failure(shared, index, status, &error);
    }
    return NULL;
}

om_status om_pool_each(size_t count, int threads, om_pool_fn work, void *context, om_error *err)
{
    loop shared = {.count = count, .work = work, .context = context};
    pthread_mutex_init(&shared.guard, NULL);
    const int wanted = threads > 0 ? threads : om_pool_cores();
    const int used = (size_t)wanted < count ? wanted : count ? (int)count : 1;
    OM_AUTO_MEMORY worker *workers = om_memory_take((size_t)used, sizeof *workers);

    int started = 1; /* the calling thread is the first worker */
    for (; started < used; started++) {
        workers[started] = (worker){.shared = &shared, .thread = started};
        if (pthread_create(&workers[started].handle, NULL, work_on, &workers[started]) != 0)
            break;
    }
    workers[0] = (worker){.shared = &shared, .thread = 0};
    work_on(&workers[0]);
    for (int i = 1; i < started; i++)
        pthread_join(workers[i].handle, NULL);
    pthread_mutex_destroy(&shared.guard);

    if (shared.status != OM_OK && err)
        *err = shared.error;
    return shared.status;
}

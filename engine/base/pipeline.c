/* An assembly line on POSIX threads: a ring of slots between the makers and the taker. */
#include "engine/base/pipeline.h"

#include <pthread.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"
#include "engine/base/pool.h"

/* Items that may wait for each maker: enough that none idles while the taker writes. */
enum { SLOTS_A_MAKER = 3 };

typedef struct slot {
    bool is_made;
    void *item;
    om_status status;
    om_error error;
} slot;

typedef struct belt {
    const om_pipeline *pipeline;
    slot *slots; /* item i waits in slot i % slot_count */
    uint64_t slot_count;
    pthread_mutex_t guard; /* of all below, and of the slots */
    pthread_cond_t made, freed;
    uint64_t next;  /* the item that the next free maker begins */
    uint64_t taken; /* items below are done with */
    bool is_stopped;
} belt;

typedef struct maker {
    belt *shared;
    int thread;
    pthread_t handle;
} maker;

int om_pipeline_threads(int threads)
{
    return threads > 0 ? threads : om_pool_cores();
}

/* Waits until there is an item to make and room for it; false when there will be none. */
static bool claim(belt *shared, uint64_t *ret_index)
{
    pthread_mutex_lock(&shared->guard);
    while (!shared->is_stopped && shared->next < shared->pipeline->end &&
           shared->next >= shared->taken + shared->slot_count)
        pthread_cond_wait(&shared->freed, &shared->guard);
    const bool is_claimed = !shared->is_stopped && shared->next < shared->pipeline->end;
    if (is_claimed)
        *ret_index = shared->next++;
    pthread_mutex_unlock(&shared->guard);
    return is_claimed;
}

static void lay_down(belt *shared, uint64_t index, const slot *made)
{
    pthread_mutex_lock(&shared->guard);
    shared->slots[index % shared->slot_count] = *made;
    if (made->status != OM_OK)
        shared->next = shared->pipeline->end; /* nothing after it will be taken */
    pthread_cond_signal(&shared->made);
    pthread_mutex_unlock(&shared->guard);
}

static void *make_items(void *argument)
{
    const maker *self = argument;
    const om_pipeline *pipeline = self->shared->pipeline;
    uint64_t index;
    while (claim(self->shared, &index)) {
        slot made = {.is_made = true};
        made.status =
            pipeline->make(pipeline->context, index, self->thread, &made.item, &made.error);
        lay_down(self->shared, index, &made);
    }
    return NULL;
}

static slot pick_up(belt *shared, uint64_t index)
{
    slot *place = &shared->slots[index % shared->slot_count];
    pthread_mutex_lock(&shared->guard);
    while (!place->is_made)
        pthread_cond_wait(&shared->made, &shared->guard);
    const slot made = *place;
    *place = (slot){0};
    pthread_mutex_unlock(&shared->guard);
    return made;
}

static void free_slot(belt *shared, uint64_t index)
{
    pthread_mutex_lock(&shared->guard);
    shared->taken = index + 1;
    pthread_cond_broadcast(&shared->freed);
    pthread_mutex_unlock(&shared->guard);
}

static om_status use(const om_pipeline *pipeline, uint64_t index, const slot *made, om_error *err)
{
    if (made->status != OM_OK) {
        if (err)
            *err = made->error;
        return made->status;
    }
    const om_status status = pipeline->take(pipeline->context, index, made->item, err);
    pipeline->drop(made->item);
    return status;
}

static om_status take_items(belt *shared, om_error *err)
{
    const om_pipeline *pipeline = shared->pipeline;
    for (uint64_t index = pipeline->first; index < pipeline->end; index++) {
        const slot made = pick_up(shared, index);
        OM_TRY(use(pipeline, index, &made, err));
        free_slot(shared, index);
    }
    return OM_OK;
}

/* Where no thread can be had the caller makes and takes in turn. */
static om_status make_and_take(const om_pipeline *pipeline, om_error *err)
{
    for (uint64_t index = pipeline->first; index < pipeline->end; index++) {
        slot made = {0};
        made.status = pipeline->make(pipeline->context, index, 0, &made.item, &made.error);
        OM_TRY(use(pipeline, index, &made, err));
    }
    return OM_OK;
}

static void stop(belt *shared, maker *makers, int started)
{
    pthread_mutex_lock(&shared->guard);
    shared->is_stopped = true;
    pthread_cond_broadcast(&shared->freed);
    pthread_mutex_unlock(&shared->guard);
    for (int i = 0; i < started; i++)
        pthread_join(makers[i].handle, NULL);
    for (uint64_t i = 0; i < shared->slot_count; i++)
        if (shared->slots[i].is_made && shared->slots[i].status == OM_OK)
            shared->pipeline->drop(shared->slots[i].item);
}

om_status om_pipeline_run(const om_pipeline *pipeline, om_error *err)
{
    if (pipeline->first >= pipeline->end)
        return OM_OK;
    const int threads = om_pipeline_threads(pipeline->threads);
    OM_AUTO_MEMORY maker *makers = om_memory_take((size_t)threads, sizeof *makers);
    OM_AUTO_MEMORY slot *slots = om_memory_take((size_t)threads * SLOTS_A_MAKER, sizeof *slots);
    belt shared = {.pipeline = pipeline,
                   .slots = slots,
                   .slot_count = (uint64_t)threads * SLOTS_A_MAKER,
                   .next = pipeline->first,
                   .taken = pipeline->first};
    pthread_mutex_init(&shared.guard, NULL);
    pthread_cond_init(&shared.made, NULL);
    pthread_cond_init(&shared.freed, NULL);

    int started = 0;
    for (; started < threads; started++) {
        makers[started] = (maker){.shared = &shared, .thread = started};
        if (pthread_create(&makers[started].handle, NULL, make_items, &makers[started]) != 0)
            break;
    }
    const om_status status = started ? take_items(&shared, err) : make_and_take(pipeline, err);
    stop(&shared, makers, started);

    pthread_cond_destroy(&shared.freed);
    pthread_cond_destroy(&shared.made);
    pthread_mutex_destroy(&shared.guard);
    return status;
}

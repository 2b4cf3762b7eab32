/* Buckets of time, one after another. */
#include "engine/network/queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/memory.h"

/* How many buckets a usual step spans: wide enough to be found fast, narrow enough that few
 * entries turn out to be sooner than one that was taken before. */
#define BUCKETS_PER_STEP 4

void om_queue_init(om_queue *queue, double step_s)
{
    memset(queue, 0, sizeof *queue);
    queue->per_s = step_s > 0 && isfinite(step_s) ? BUCKETS_PER_STEP / step_s : 1;
    if (!isfinite(queue->per_s))
        queue->per_s = 1;
}

void om_queue_clear(om_queue *queue)
{
    free(queue->pool);
    free(queue->next);
}

/* Makes places from one number on unused, each followed by the next one. */
static void add_unused(om_queue *queue, size_t from)
{
    for (size_t place = queue->pool_count; place-- > from;) {
        queue->next[place] = queue->unused;
        queue->unused = (uint32_t)place;
        queue->unused_count++;
    }
}

void om_queue_begin(om_queue *queue)
{
    queue->base_s = 0;
    queue->open = 0;
    memset(queue->first, 0, sizeof queue->first);
    memset(queue->filled, 0, sizeof queue->filled);
    /* Whoever took all entries left nothing to do. */
    if (queue->unused_count + 1 >= queue->pool_count)
        return;
    queue->unused = 0;
    queue->unused_count = 0;
    add_unused(queue, 1);
}

/* Place 0 holds nothing, but may be read. */
void om_queue_grow(om_queue *queue, size_t count)
{
    const size_t known = queue->pool_count > 0 ? queue->pool_count : 1;
    const size_t wanted = known + count;
    queue->next = om_memory_grow(queue->next, wanted, &queue->next_capacity, sizeof *queue->next);
    queue->pool = om_memory_grow(queue->pool, wanted, &queue->pool_capacity, sizeof *queue->pool);
    queue->pool_count =
        queue->pool_capacity < queue->next_capacity ? queue->pool_capacity : queue->next_capacity;
    if (known == 1)
        queue->pool[0] = (om_entry){0};
    add_unused(queue, known);
}

/* Finds the next bucket that holds something. */
static bool find_filled(om_queue *queue)
{
    for (size_t word = queue->open / 64; word < OM_BUCKETS / 64; word++)
        if (queue->filled[word]) {
            queue->open = word * 64 + (size_t)__builtin_ctzll(queue->filled[word]);
            return true;
        }
    return false;
}

/* Lays the buckets anew from the earliest of those that were beyond them. */
static void move_on(om_queue *queue)
{
    uint32_t place = queue->first[OM_LATE_BUCKET];
    queue->base_s = INFINITY;
    for (uint32_t at = place; at; at = queue->next[at])
        queue->base_s = fmin(queue->base_s, queue->pool[at].seconds);
    queue->open = 0;
    queue->first[OM_LATE_BUCKET] = 0;
    while (place) {
        const uint32_t after = queue->next[place];
        om_queue_give_back(queue, place);
        om_queue_put(queue, queue->pool[place]);
        place = after;
    }
}

bool om_queue_open_next(om_queue *queue)
{
    queue->filled[queue->open / 64] &= ~((uint64_t)1 << queue->open % 64);
    if (find_filled(queue))
        return true;
    if (!queue->first[OM_LATE_BUCKET])
        return false;
    move_on(queue);
    return true;
}

/* Buckets of time, and a heap for what lies beyond them. */
#include "engine/network/queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/memory.h"

/* How many buckets a usual step spans: wide enough to be found fast, narrow enough that few
 * entries turn out to be sooner than one that was taken before. */
#define BUCKETS_PER_STEP 4

static bool is_earlier(const om_entry *a, const om_entry *b)
{
    return a->seconds < b->seconds || (a->seconds == b->seconds && a->source < b->source);
}

static void heap_put(om_heap *heap, om_entry entry)
{
    if (heap->count == heap->capacity)
        heap->entries =
            om_memory_grow(heap->entries, heap->count + 1, &heap->capacity, sizeof *heap->entries);
    size_t place = heap->count++;
    while (place > 0 && is_earlier(&entry, &heap->entries[(place - 1) / 2])) {
        heap->entries[place] = heap->entries[(place - 1) / 2];
        place = (place - 1) / 2;
    }
    heap->entries[place] = entry;
}

static om_entry heap_take(om_heap *heap)
{
    const om_entry earliest = heap->entries[0];
    const om_entry last = heap->entries[--heap->count];
    size_t place = 0;
    for (size_t child = 1; child < heap->count; child = 2 * place + 1) {
        if (child + 1 < heap->count && is_earlier(&heap->entries[child + 1], &heap->entries[child]))
            child++;
        if (!is_earlier(&heap->entries[child], &last))
            break;
        heap->entries[place] = heap->entries[child];
        place = child;
    }
    heap->entries[place] = last;
    return earliest;
}

void om_queue_init(om_queue *queue, double step_s)
{
    memset(queue, 0, sizeof *queue);
    queue->per_s = step_s > 0 && isfinite(step_s) ? BUCKETS_PER_STEP / step_s : 1;
    if (!isfinite(queue->per_s))
        queue->per_s = 1;
}

void om_queue_clear(om_queue *queue)
{
    free(queue->late.entries);
    free(queue->pool);
    free(queue->next);
}

void om_queue_begin(om_queue *queue)
{
    queue->base_s = 0;
    queue->open = 0;
    queue->late.count = queue->pool_count = 0;
    queue->free = 0;
    memset(queue->first, 0, sizeof queue->first);
    memset(queue->filled, 0, sizeof queue->filled);
}

void om_queue_put_late(om_queue *queue, om_entry entry)
{
    heap_put(&queue->late, entry);
}

void om_queue_grow(om_queue *queue)
{
    queue->next = om_memory_grow(queue->next, queue->pool_count + 1, &queue->next_capacity,
                                 sizeof *queue->next);
    queue->pool = om_memory_grow(queue->pool, queue->pool_count + 1, &queue->pool_capacity,
                                 sizeof *queue->pool);
}

/* Finds the next bucket that holds something, beginning with the open one. */
static bool find_filled(om_queue *queue)
{
    size_t word = queue->open / 64;
    uint64_t filled = queue->filled[word];
    while (filled == 0) {
        if (++word == OM_BUCKETS / 64)
            return false;
        filled = queue->filled[word];
    }
    queue->open = word * 64 + (size_t)__builtin_ctzll(filled);
    return true;
}

/* Lays the buckets anew from the earliest of those that were beyond them. */
static void move_on(om_queue *queue)
{
    queue->base_s = queue->late.entries[0].seconds;
    queue->open = 0;
    while (queue->late.count > 0 &&
           (queue->late.entries[0].seconds - queue->base_s) * queue->per_s < OM_BUCKETS)
        om_queue_put(queue, heap_take(&queue->late));
}

bool om_queue_open_next(om_queue *queue)
{
    if (queue->first[queue->open] == 0)
        queue->filled[queue->open / 64] &= ~((uint64_t)1 << queue->open % 64);
    if (find_filled(queue))
        return true;
    if (queue->late.count == 0)
        return false;
    move_on(queue);
    return true;
}

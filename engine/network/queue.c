/* Buckets of time with a heap for the open one. */
#include "engine/network/queue.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/memory.h"

/* How many buckets a usual step spans: wide enough to be found fast, narrow enough to hold few. */
#define BUCKETS_PER_STEP 128

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
    free(queue->now.entries);
    free(queue->late.entries);
    free(queue->pool);
    free(queue->next);
}

void om_queue_begin(om_queue *queue)
{
    queue->base_s = 0;
    queue->open = 0;
    queue->now.count = queue->late.count = queue->pool_count = 0;
    queue->free = 0;
    memset(queue->first, 0, sizeof queue->first);
    memset(queue->filled, 0, sizeof queue->filled);
}

static uint32_t take_place(om_queue *queue)
{
    if (queue->free) {
        const uint32_t place = queue->free - 1;
        queue->free = queue->next[place];
        return place;
    }
    if (queue->pool_count == queue->pool_capacity) {
        queue->next = om_memory_grow(queue->next, queue->pool_count + 1, &queue->next_capacity,
                                     sizeof *queue->next);
        queue->pool = om_memory_grow(queue->pool, queue->pool_count + 1, &queue->pool_capacity,
                                     sizeof *queue->pool);
    }
    return (uint32_t)queue->pool_count++;
}

void om_queue_put(om_queue *queue, om_entry entry)
{
    const double offset = (entry.seconds - queue->base_s) * queue->per_s;
    if (!(offset < OM_BUCKETS)) {
        heap_put(&queue->late, entry);
        return;
    }
    const size_t bucket = (size_t)offset;
    if (bucket <= queue->open) {
        heap_put(&queue->now, entry);
        return;
    }
    const uint32_t place = take_place(queue);
    queue->pool[place] = entry;
    queue->next[place] = queue->first[bucket];
    queue->first[bucket] = place + 1;
    queue->filled[bucket / 64] |= (uint64_t)1 << bucket % 64;
}

/* Opens the next bucket that holds something; false when none does. */
static bool open_next(om_queue *queue)
{
    size_t word = queue->open / 64;
    uint64_t filled = queue->filled[word];
    while (filled == 0) {
        if (++word == OM_BUCKETS / 64)
            return false;
        filled = queue->filled[word];
    }
    queue->open = word * 64 + (size_t)__builtin_ctzll(filled);
    queue->filled[word] = filled & (filled - 1);
    uint32_t next = queue->first[queue->open];
    queue->first[queue->open] = 0;
    while (next) {
        const uint32_t place = next - 1;
        heap_put(&queue->now, queue->pool[place]);
        next = queue->next[place];
        queue->next[place] = queue->free;
        queue->free = place + 1;
    }
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

bool om_queue_take(om_queue *queue, om_entry *ret)
{
    while (queue->now.count == 0)
        if (!open_next(queue)) {
            if (queue->late.count == 0)
                return false;
            move_on(queue);
        }
    if (queue->now.count == 1) {
        *ret = queue->now.entries[--queue->now.count];
        return true;
    }
    *ret = heap_take(&queue->now);
    return true;
}

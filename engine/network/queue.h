/*
 * What a search settles next: a queue of times that mostly grow. Not for others.
 *
 * Entries lie in narrow buckets of time and come bucket by bucket; those of one bucket come in any
 * order. A search that takes them must go on again from where a later entry turns out to be
 * sooner, which is rare and cheaper than order. What lies beyond the buckets waits in a heap.
 */
#ifndef OM_ENGINE_NETWORK_QUEUE_H
#define OM_ENGINE_NETWORK_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct om_entry {
    double seconds;
    uint32_t source, state;
} om_entry;

/** A binary heap, the earliest entry first. */
typedef struct om_heap {
    om_entry *entries;
    size_t count, capacity;
} om_heap;

#define OM_BUCKETS 1024

typedef struct om_queue {
    double per_s;   /**< buckets a second */
    double base_s;  /**< where the first bucket begins */
    size_t open;    /**< the bucket that entries are taken from */
    om_heap late;   /**< entries beyond the last bucket */
    om_entry *pool; /**< the other entries */
    uint32_t *next; /**< one an entry of the pool, of the same bucket or free: its number + 1 */
    size_t pool_count, pool_capacity, next_capacity;
    uint32_t free;                    /**< of those no longer used, plus 1; 0 when there is none */
    uint32_t first[OM_BUCKETS];       /**< of each bucket, plus 1; 0 when it is empty */
    uint64_t filled[OM_BUCKETS / 64]; /**< buckets from the open one on that hold something */
} om_queue;

/** @param step_s  about how much later what is put in is than what was taken last */
void om_queue_init(om_queue *queue, double step_s);
void om_queue_clear(om_queue *queue);

/** Empties the queue; entries of 0 s and more may follow. */
void om_queue_begin(om_queue *queue);

/** Puts in an entry that lies beyond the buckets. */
void om_queue_put_late(om_queue *queue, om_entry entry);

/** Makes room in the pool for one entry more. */
void om_queue_grow(om_queue *queue);

/** Opens the next bucket that holds something; false when nothing waits. */
bool om_queue_open_next(om_queue *queue);

/** Puts in an entry that is not earlier than what was taken last. */
static inline void om_queue_put(om_queue *queue, om_entry entry)
{
    const double offset = (entry.seconds - queue->base_s) * queue->per_s;
    if (!(offset < OM_BUCKETS)) {
        om_queue_put_late(queue, entry);
        return;
    }
    const size_t bucket = (size_t)offset;
    uint32_t place = queue->free;
    if (place) {
        queue->free = queue->next[place - 1];
    } else {
        if (queue->pool_count == queue->pool_capacity)
            om_queue_grow(queue);
        place = (uint32_t)++queue->pool_count;
    }
    queue->pool[place - 1] = entry;
    queue->next[place - 1] = queue->first[bucket];
    queue->first[bucket] = place;
    queue->filled[bucket / 64] |= (uint64_t)1 << bucket % 64;
}

/** Takes one of the earliest bucket. */
static inline bool om_queue_take(om_queue *queue, om_entry *ret)
{
    while (queue->first[queue->open] == 0)
        if (!om_queue_open_next(queue))
            return false;
    const uint32_t place = queue->first[queue->open];
    *ret = queue->pool[place - 1];
    queue->first[queue->open] = queue->next[place - 1];
    queue->next[place - 1] = queue->free;
    queue->free = place;
    return true;
}

#endif

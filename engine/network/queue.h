/*
 * What a search settles next: a queue of times that mostly grow. Not for others.
 *
 * Entries lie in narrow buckets of time; only the open bucket is a heap, so that the order is
 * exact, by seconds and then by source, while most entries are alone when their turn comes. What
 * lies beyond the buckets waits in a second heap.
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

#define OM_BUCKETS 4096

typedef struct om_queue {
    double per_s;      /**< buckets a second */
    double base_s;     /**< where the first bucket begins */
    size_t open;       /**< the bucket whose entries are in `now` */
    om_heap now, late; /**< of the open bucket; beyond the last */
    om_entry *pool;    /**< entries of the other buckets */
    uint32_t *next;    /**< one an entry of the pool, of the same bucket or free: its number + 1 */
    size_t pool_count, pool_capacity, next_capacity;
    uint32_t free;              /**< of those no longer used, plus 1; 0 when there is none */
    uint32_t first[OM_BUCKETS]; /**< of each bucket, plus 1; 0 when it is empty */
    uint64_t filled[OM_BUCKETS / 64];
} om_queue;

/** @param step_s  about how much later what is put in is than what was taken last */
void om_queue_init(om_queue *queue, double step_s);
void om_queue_clear(om_queue *queue);

/** Empties the queue; entries of 0 s and more may follow. */
void om_queue_begin(om_queue *queue);

/** Puts in an entry that is not earlier than what was taken last. */
void om_queue_put(om_queue *queue, om_entry entry);

/** Takes the earliest entry, of those at one time the one with the lowest source. */
bool om_queue_take(om_queue *queue, om_entry *ret);

#endif

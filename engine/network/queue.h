/*
 * What a search settles next: a queue of times that mostly grow. Not for others.
 *
 * Entries lie in narrow buckets of time and come bucket by bucket; those of one bucket come in any
 * order. A search that takes them must go on again from where a later entry turns out to be
 * sooner, which is rare and cheaper than order. What lies beyond the buckets waits in one more.
 *
 * Whether an arc leads anywhere sooner cannot be foretold, and a processor that guesses wrong loses
 * more than it takes to write in vain: om_queue_put_if() has no branch.
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

#define OM_BUCKETS 1024

/* Behind the buckets: what lies beyond them, and what is put nowhere. */
enum { OM_LATE_BUCKET = OM_BUCKETS, OM_NO_BUCKET, OM_ALL_BUCKETS };

typedef struct om_queue {
    double per_s;   /**< buckets a second */
    double base_s;  /**< where the first bucket begins */
    size_t open;    /**< the bucket that entries are taken from */
    om_entry *pool; /**< places for entries; that numbered 0 is none */
    uint32_t *next; /**< one a place: the next in the same bucket, or unused; 0 at the end */
    size_t pool_count, pool_capacity, next_capacity;
    uint32_t unused; /**< the first place that holds nothing */
    size_t unused_count;
    uint32_t first[OM_ALL_BUCKETS];       /**< place of the first entry; 0 when there is none */
    uint64_t filled[OM_BUCKETS / 64 + 1]; /**< buckets that hold something, and perhaps the open */
} om_queue;

/** @param step_s  about how much later what is put in is than what was taken last */
void om_queue_init(om_queue *queue, double step_s);
void om_queue_clear(om_queue *queue);

/** Empties the queue; entries of 0 s and more may follow. */
void om_queue_begin(om_queue *queue);

/** Makes room for some entries more, if there is too little. */
void om_queue_grow(om_queue *queue, size_t count);

/** Opens the next bucket that holds something; false when nothing waits. */
bool om_queue_open_next(om_queue *queue);

/** Makes room for `count` entries that are put in by om_queue_put_if(). */
static inline void om_queue_reserve(om_queue *queue, size_t count)
{
    if (queue->unused_count < count)
        om_queue_grow(queue, count);
}

/** One of two numbers without a branch, which a compiler makes of `?:` as it likes. */
static inline uint32_t om_choose(bool is_first, uint32_t first, uint32_t second)
{
    return second ^ ((first ^ second) & -(uint32_t)is_first);
}

/** Puts in an entry that is not earlier than what was taken last, if it is wanted. */
static inline void om_queue_put_if(om_queue *queue, om_entry entry, bool wanted)
{
    const double late = OM_LATE_BUCKET, offset = (entry.seconds - queue->base_s) * queue->per_s;
    const uint32_t in_time = (uint32_t)(int32_t)(offset < late ? offset : late);
    const uint32_t bucket = om_choose(wanted, in_time, OM_NO_BUCKET);
    const uint32_t place = queue->unused;
    const uint32_t after = queue->next[place];
    queue->pool[place] = entry;
    queue->next[place] = om_choose(wanted, queue->first[bucket], after);
    queue->first[bucket] = place;
    queue->filled[bucket / 64] |= (uint64_t)1 << bucket % 64;
    queue->unused = om_choose(wanted, after, place);
    queue->unused_count -= wanted;
}

/** A state that is probably among the next to be taken, once there was room for any. */
static inline uint32_t om_queue_guess(const om_queue *queue)
{
    return queue->pool[queue->first[queue->open]].state;
}

static inline void om_queue_put(om_queue *queue, om_entry entry)
{
    om_queue_reserve(queue, 1);
    om_queue_put_if(queue, entry, true);
}

static inline void om_queue_give_back(om_queue *queue, uint32_t place)
{
    queue->next[place] = queue->unused;
    queue->unused = place;
    queue->unused_count++;
}

/** Takes one of the earliest bucket. */
static inline bool om_queue_take(om_queue *queue, om_entry *ret)
{
    while (queue->first[queue->open] == 0)
        if (!om_queue_open_next(queue))
            return false;
    const uint32_t place = queue->first[queue->open];
    *ret = queue->pool[place];
    queue->first[queue->open] = queue->next[place];
    om_queue_give_back(queue, place);
    return true;
}

#endif

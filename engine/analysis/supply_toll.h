/*
 * What a loss costs: who is no longer in time, and who waits longer. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_TOLL_H
#define OM_ENGINE_ANALYSIS_SUPPLY_TOLL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/arena.h"

/** Somebody or something that is supplied, with everything as it is. */
typedef struct om_supplied {
    double people;   /**< 0 for a shelter */
    bool is_shelter; /**< counted, not weighed */
    size_t district; /**< below the count of districts, or SIZE_MAX */
    double before_s; /**< from order to hand-over; INFINITY: not at all */
} om_supplied;

/** From when on somebody counts. */
typedef struct om_toll_limits {
    double limit_s; /**< in time until then */
    double delay_s; /**< delayed by more than that */
} om_toll_limits;

/** What one loss costs. */
typedef struct om_toll {
    double people_beyond;  /**< in time before, and no longer */
    double people_cut_off; /**< reached before, late or not, and no longer at all */
    double people_delayed; /**< still reached and no more late than before, but delayed */
    double people_on_link; /**< no longer in time because they stand on what was lost */
    int64_t shelters_beyond;
    double delay_person_s; /**< over all who are still reached */
    double most_delay_s;   /**< of those */
    size_t district;       /**< where most of `people_beyond` are; SIZE_MAX: nowhere */
    double district_people;
} om_toll;

/** Adds up tolls, one after another. */
typedef struct om_tolling om_tolling;

/** @param arena  where it lives */
om_tolling *om_tolling_new(om_arena *arena, om_toll_limits limits, size_t district_count);

void om_tolling_begin(om_tolling *tolling);

/**
 * Counts one that may have changed.
 *
 * @param after_s  INFINITY: not at all
 * @param on_link  true where it stands on what was lost: it counts apart
 */
void om_tolling_add(om_tolling *tolling, const om_supplied *one, double after_s, bool on_link);

om_toll om_tolling_end(om_tolling *tolling);

/** True when nobody and nothing is late or delayed, but for who stands on it. */
bool om_toll_is_nothing(const om_toll *toll);

/** Orders tolls, the worst first: by people, shelters, delayed people, delay. */
int om_toll_compare(const om_toll *left, const om_toll *right);

#endif

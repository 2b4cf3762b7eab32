/*
 * Numbers of different units made comparable: min-max, CMA's form of it, z-score and rank.
 *
 * Pure. A ruler is made of the values of all areas that are compared and then reads any value, also
 * of an area that was not among them. What is not known stays unknown.
 */
#ifndef OM_ENGINE_RISK_RULER_H
#define OM_ENGINE_RISK_RULER_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/arena.h"

/** How. */
typedef enum om_normal {
    OM_NORMAL_MIN_MAX, /**< (x - min) / (max - min): 0..1 */
    OM_NORMAL_CMA,     /**< 0.5 + 0.5 (x - min) / (max - min): 0.5..1, so that no product is 0 */
    OM_NORMAL_Z_SCORE, /**< (x - mean) / deviation, of all values, divided by their number */
    OM_NORMAL_RANK     /**< rank from 0 to 1; equal values share the mean of theirs */
} om_normal;

/** Their names in their order, "min-max" …, ended by NULL. */
extern const char *const om_normal_names[];

/** What values are held against. Borrows from its arena. */
typedef struct om_ruler {
    om_normal normal;
    bool falls; /**< the highest value reads lowest */
    double least, greatest, mean, deviation;
    const double *sorted; /**< what is known */
    size_t count;
} om_ruler;

/**
 * Makes a ruler.
 *
 * @param values  `count` numbers, NaN where nobody knows
 */
om_ruler om_ruler_make(om_normal normal, bool falls, const double *values, size_t count,
                       om_arena *arena);

/** All known values are the same, or there is none: the ruler reads the lowest for every value. */
bool om_ruler_is_flat(const om_ruler *ruler);

/** Reads a value; beyond its ends min-max, CMA and rank read as at them. NaN stays NaN. */
double om_ruler_read(const om_ruler *ruler, double value);

/** What the opposite of a reading is: 1 - x, 1.5 - x or -x. */
double om_normal_opposite(om_normal normal, double reading);

#endif

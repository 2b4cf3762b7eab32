/*
 * Dividing people so that nobody is lost. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_PEOPLE_H
#define OM_ENGINE_ANALYSIS_PEOPLE_H

#include <stddef.h>

/**
 * Divides people among places by their weights.
 *
 * People stay real numbers: whole ones would put a person of a village into one house of five by
 * chance, and figures of coverage would hang on it. Each share is a multiple of 2^-20 of a person
 * within one such step of its due, only the last with a weight takes what a fraction of a step is
 * left; so the shares sum to `people` exactly, in whatever order a program adds them.
 *
 * @param people   >= 0 and below 2^33
 * @param weights  `count` of them, >= 0, one at least above 0
 */
void om_people_divide(double people, const double *weights, size_t count, double *ret);

#endif

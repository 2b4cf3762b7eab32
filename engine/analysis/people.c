/* Cumulative rounding: each place gets what the rounded total has grown by. */
#include "engine/analysis/people.h"

#include <math.h>

#define STEPS_A_PERSON 1048576.0

void om_people_divide(double people, const double *weights, size_t count, double *ret)
{
    const double steps = floor(people * STEPS_A_PERSON);
    double sum = 0, so_far = 0, given = 0;
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        sum += weights[i];
        last = weights[i] > 0 ? i : last;
    }
    for (size_t i = 0; i < count; i++) {
        so_far += weights[i];
        const double due = i < last ? fmin(round(steps * (so_far / sum)), steps) : steps;
        ret[i] = (due - given) / STEPS_A_PERSON;
        given = due;
    }
    ret[last] += people - steps / STEPS_A_PERSON;
}

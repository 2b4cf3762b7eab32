/*
 * How much shelter people can walk to, shared with all who can walk to the same: 2SFCA, E2SFCA and
 * Gaussian access, in m2 a person.
 *
 * First each shelter's area is divided by the people in its reach, each with a weight by distance;
 * then each place adds up what the shelters in its reach offer, with the same weights. So access
 * times people, summed over all places, is the area of all shelters that somebody can reach. No
 * I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_ACCESS_H
#define OM_ENGINE_ANALYSIS_SHELTER_ACCESS_H

#include "engine/base/own.h"
#include "engine/network/catchment.h"

typedef enum om_access_method {
    OM_ACCESS_2SFCA,
    OM_ACCESS_E2SFCA,
    OM_ACCESS_GAUSSIAN,
    OM_ACCESS_METHODS
} om_access_method;

/** Its name in standards/shelter_access.csv. */
const char *om_access_method_name(om_access_method method);

/** Weights by distance. */
typedef struct om_weights om_weights;

/** Reads the table. @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA with file and line */
OM_CHECKED om_status om_weights_open(om_weights **ret, om_error *err);

/** The same from a text. */
OM_CHECKED om_status om_weights_parse(const char *text, om_weights **ret, om_error *err);
void om_weights_free(om_weights *weights);
OM_DEFINE_AUTO(om_weights)

/** The weight of a place, 0..1. @param share  its distance over how far people walk, 0..1 */
double om_weight_at(const om_weights *weights, om_access_method method, double share);

/** What access is worked out from. Borrows everything. */
typedef struct om_access_case {
    const om_catchments *caught; /**< metres to each place, a group a shelter */
    const om_catch_group *groups;
    const double *supply; /**< m2 of each shelter, >= 0 */
    size_t shelters;
    const double *people; /**< at each place, >= 0 */
    size_t places;
} om_access_case;

/**
 * Works access out.
 *
 * @param ret         m2 a person at each place
 * @return m2 of the shelters that nobody with a weight can reach, and that so offer nothing
 */
double om_access_find(const om_access_case *of, const om_weights *weights, om_access_method method,
                      double *ret);

#endif

/*
 * How many people live around a plant.
 *
 * Population by point counts whole, by area (census units, cells) by the share of its area that
 * lies within the distance. Each unit counts once, however many parts the plant has.
 */
#ifndef OM_ENGINE_RISK_PEOPLE_H
#define OM_ENGINE_RISK_PEOPLE_H

#include "engine/store/store.h"

typedef struct om_people om_people;

/** Reads the layer population. @return OM_OK; OM_ERR_DATA: it is empty */
OM_CHECKED om_status om_people_open(om_store *store, om_people **ret, om_error *err);
void om_people_free(om_people *people);
OM_DEFINE_AUTO(om_people)

/**
 * Counts the people at most `distance_m` from the nearest of the places, those within them too.
 *
 * @param places  `count` points or polygons in metres, at least 1
 * @return OM_OK; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_people_within(const om_people *people, const om_geom *const *places,
                                      size_t count, double distance_m, double *ret, om_error *err);

#endif

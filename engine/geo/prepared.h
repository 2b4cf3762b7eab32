/*
 * A shape that is asked of many others: GEOS keeps an index of its edges.
 */
#ifndef OM_ENGINE_GEO_PREPARED_H
#define OM_ENGINE_GEO_PREPARED_H

#include "engine/geo/geom.h"

/** Borrows its shape, which must outlive it. Belongs to the thread of its om_geo. */
typedef struct om_prepared om_prepared;

OM_CHECKED om_status om_prepared_open(const om_geom *geom, om_prepared **ret, om_error *err);
void om_prepared_free(om_prepared *prepared);
OM_DEFINE_AUTO(om_prepared)

/** As om_geom_intersects(), border included. @param other  in the same units */
OM_CHECKED om_status om_prepared_intersects(const om_prepared *prepared, const om_geom *other,
                                            bool *ret, om_error *err);

/** Whether no point of the other lies outside; its border may touch. @param other  in its units */
OM_CHECKED om_status om_prepared_covers(const om_prepared *prepared, const om_geom *other,
                                        bool *ret, om_error *err);

/** Whether another lies at most `distance_m` from it. Metres only. @param other  in metres */
OM_CHECKED om_status om_prepared_within_m(const om_prepared *prepared, const om_geom *other,
                                          double distance_m, bool *ret, om_error *err);

#endif

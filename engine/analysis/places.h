/*
 * Places that a service must reach: where people live, buildings, hazard sources, shelters.
 */
#ifndef OM_ENGINE_ANALYSIS_PLACES_H
#define OM_ENGINE_ANALYSIS_PLACES_H

#include "engine/analysis/analysis.h"
#include "engine/network/area.h"
#include "engine/store/store.h"

/** One place. */
typedef struct om_place {
    const char *layer, *id;
    om_geom *shape;   /**< in metres; a point or polygons */
    om_lonlat stored; /**< a point inside it */
    om_xy at;         /**< the same in metres */
    double people;    /**< NaN where the layer has none */
    double area_m2;   /**< 0 for a point */
    int grade;        /**< of a hazard source, 1..4; 0: ungraded */
    bool near_road;   /**< a road lies near enough */
    om_spot spot;     /**< where on it, if so */
    double seconds;   /**< first arrival; INFINITY: no way leads there */
    uint32_t source;  /**< whose, OM_NO_SOURCE when nobody's */
} om_place;

typedef struct om_places om_places;

om_places *om_places_new(void);
void om_places_free(om_places *places);
OM_DEFINE_AUTO(om_places)

/** Adds all rows of a layer; none when it was never loaded. */
OM_CHECKED om_status om_places_read(om_places *places, om_store *store, const char *layer,
                                    om_error *err);

/**
 * Adds where people live, as the run's setting people_on says; the report tells which layer it was
 * and why.
 *
 * @return OM_OK, also when nobody lives anywhere
 */
OM_CHECKED om_status om_places_read_people(om_places *places, const om_run *run, om_json *report,
                                           om_error *err);

/**
 * Grades the hazard sources among the places: as layer risk_source does where it has rows, else by
 * the level that was reported.
 *
 * @param ret_by  the layer or column that told
 */
OM_CHECKED om_status om_places_grade(om_places *places, om_store *store, const char **ret_by,
                                     om_error *err);

size_t om_places_count(const om_places *places);
om_place *om_places_at(om_places *places, size_t number);

/** Snaps every place to the nearest road within reach, on all cores. */
OM_CHECKED om_status om_places_snap(om_places *places, const om_network *network,
                                    const om_access *access, om_error *err);

/** Looks up when each place is first reached: on the road by `search`, then over the last metres.
 */
void om_places_time(om_places *places, const om_search *search, const om_access *access);

/** "covered", "late", "unreachable" or "unknown" (no road near enough to tell). */
const char *om_place_state(const om_place *place, double limit_s);

/** True when the place is reached within the limit. */
bool om_place_is_covered(const om_place *place, double limit_s);

#endif

/*
 * What ground of each shelter counts, and how many people it holds.
 *
 * Ground that several shelters claim is counted once: for a fixed shelter before another, then for
 * the one that makes most of it usable, then for the one that needs less of it for a person. So
 * another shelter never lowers what residents have. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_GROUND_H
#define OM_ENGINE_ANALYSIS_SHELTER_GROUND_H

#include "engine/analysis/shelter_class.h"
#include "engine/geo/geom.h"

/** One shelter. Borrows its texts, shapes and class. */
typedef struct om_shelter {
    const char *id, *name;
    const om_geom *footprint; /**< polygon in metres; NULL for one known as a point */
    om_xy at;                 /**< a place in it, metres */
    double stated_m2;         /**< gross area as its owner states it; NaN or 0 when not */
    double usable_share;      /**< 0..1; of the gross area, where no effective area is stated */
    double effective_m2;      /**< as its owner states it; NaN when not */
    double stated_capacity;   /**< people, as its owner states it; NaN when not */
    const om_shelter_class *class;
} om_shelter;

/** What of a shelter counts. */
typedef struct om_shelter_ground {
    om_geom *ground; /**< what of its footprint; NULL for one without */
    double gross_m2, usable_m2;
    double capacity; /**< whole people */
} om_shelter_ground;

/** What a reader of the figures must know. */
typedef struct om_shelter_told {
    size_t overlapping; /**< shelters of which some ground was counted for another */
    double overlap_m2;  /**< that ground, measured */
    size_t covered;     /**< of those, shelters of which nothing is left */
    const om_shelter *covered_example;
    size_t differing; /**< stated and measured area differ by more than a tenth of the measured */
    const om_shelter *example; /**< the first of those by id, NULL when there is none */
    double example_m2;         /**< its measured area */
} om_shelter_told;

typedef struct om_shelter_grounds om_shelter_grounds;

/** Gross area: the stated one, else the measured; 0 when neither is known. */
double om_shelter_gross_m2(const om_shelter *shelter);

/** Effective area: the stated one, else the usable share of the gross one. */
double om_shelter_effective_m2(const om_shelter *shelter);

/**
 * How many people an effective area holds: whole ones (GB 51143: Σ floor(A / a)).
 *
 * An area that is short of a whole person by its rounding alone holds that person.
 */
double om_shelter_places(double effective_m2, double m2_per_person);

/**
 * Settles whose ground is whose.
 *
 * @param shelters  `count` of them in any order, which must outlive what is returned
 * @param ret_told  borrows from `shelters`
 * @return OM_OK; OM_ERR_RANGE: a usable share outside 0..1, or more effective than gross area;
 *         OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_shelter_grounds_open(om_geo *geo, const om_shelter *shelters, size_t count,
                                             om_shelter_grounds **ret, om_shelter_told *ret_told,
                                             om_error *err);
void om_shelter_grounds_free(om_shelter_grounds *grounds);
OM_DEFINE_AUTO(om_shelter_grounds)

/** That of the shelter with this number. Borrowed. */
const om_shelter_ground *om_shelter_grounds_at(const om_shelter_grounds *grounds, size_t number);

#endif

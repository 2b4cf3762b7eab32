/*
 * How much shelter a resident can count on.
 *
 * A shelter serves a district with the part of its footprint that lies inside, reduced to the share
 * people can really use. Ground that several shelters claim is counted once, for the one that makes
 * most of it usable: so another shelter never lowers what a resident has. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_AREA_H
#define OM_ENGINE_ANALYSIS_SHELTER_AREA_H

#include "engine/analysis/district.h"

/** One shelter. Borrows its texts and shapes. */
typedef struct om_shelter {
    const char *id;
    const om_geom *footprint; /**< polygon in metres; NULL for one known as a point */
    om_xy at;                 /**< where it is, metres; only of one without a footprint */
    double stated_m2;         /**< gross area as its owner states it; NaN or 0 when not */
    double usable_share;      /**< 0..1 */
} om_shelter;

/** What shelters add up to. */
typedef struct om_shelter_sum {
    int64_t shelters; /**< each counted once, where most of it lies */
    double gross_m2, usable_m2;
} om_shelter_sum;

/** What a reader of the figures must know. */
typedef struct om_shelter_told {
    size_t overlapping; /**< shelters of which some ground was counted for another */
    double overlap_m2;  /**< that ground, measured */
    size_t differing;   /**< stated and measured area differ by more than a tenth of the measured */
    const om_shelter *example; /**< the first of those, NULL when there is none */
    double example_m2;         /**< its measured area */
} om_shelter_told;

/** Gross area: the stated one, else the measured; 0 when neither is known. */
double om_shelter_gross_m2(const om_shelter *shelter);

/**
 * Adds shelters up by district, on every level.
 *
 * @param shelters     `count` shelters with an area, in any order
 * @param ret_sums     one for each of om_districts_count() districts
 * @param ret_outside  what lies in no district of the city's level
 * @param ret_told     borrows from `shelters`
 * @return OM_OK; OM_ERR_RANGE: a usable share outside 0..1; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_shelter_areas(om_geo *geo, om_districts *districts,
                                      const om_shelter *shelters, size_t count,
                                      om_shelter_sum *ret_sums, om_shelter_sum *ret_outside,
                                      om_shelter_told *ret_told, om_error *err);

/**
 * Usable area a resident; NaN without residents, where nobody can say.
 *
 * 人均避难场所面积: no official formula was found; this is the planners' reading.
 */
double om_shelter_m2_per_person(double usable_m2, double residents);

/** Usable area that is missing to a target; 0 when it is met. */
double om_shelter_missing_m2(double usable_m2, double residents, double target_m2_per_person);

#endif

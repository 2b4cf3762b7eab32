/*
 * The ground that a service reaches, as a shape, and how far that shape is from the exact answer.
 */
#ifndef OM_ENGINE_ANALYSIS_REACH_H
#define OM_ENGINE_ANALYSIS_REACH_H

#include "engine/base/json.h"
#include "engine/geo/geom.h"
#include "engine/network/field.h"

/** The polygons of an outline as a shape in metres; empty for an empty outline. */
OM_CHECKED om_status om_reach_shape(om_geo *geo, const om_outline *outline, om_geom **ret,
                                    om_error *err);

/** How a shape compares with exact answers at random places. */
typedef struct om_reach_check {
    size_t sampled;         /**< places that were asked */
    size_t covered;         /**< of them truly covered */
    size_t false_covered;   /**< inside the shape, truly not covered */
    size_t false_uncovered; /**< outside the shape, truly covered */
} om_reach_check;

/** Places whose exact answer is asked for, each with its road. */
typedef struct om_reach_sample om_reach_sample;

/**
 * Draws `count` places within a rectangle by a fixed generator: the same ones every time.
 *
 * @param border  when not NULL the places lie within two cells of its rings, wherever those are
 */
om_reach_sample *om_reach_sample_new(const om_ground *ground, om_rect rect,
                                     const om_outline *border, size_t count);
void om_reach_sample_free(om_reach_sample *sample);
OM_DEFINE_AUTO(om_reach_sample)

/** Compares an outline with the exact answers of a search that went on to `limit_s` at least. */
om_reach_check om_reach_compare(const om_reach_sample *sample, const om_search *search,
                                double limit_s, const om_outline *outline);

/** Adds the counts of one check to those of another. */
void om_reach_check_add(om_reach_check *sum, om_reach_check added);

/** Puts the counts, and the errors as shares of what is truly covered, into an object. */
void om_reach_check_tell(const om_reach_check *check, om_json *told);

/**
 * How often the outline of another start than the first one has a place that is covered.
 *
 * @param parts  one a start of the search
 */
size_t om_reach_compare_starts(const om_reach_sample *sample, const om_search *search,
                               double limit_s, const om_outline *parts, size_t count);

/** Adds 1 for each place that is covered to `counts`, one a place. */
void om_reach_count(const om_reach_sample *sample, const om_search *search, double limit_s,
                    uint32_t *counts);

/** Compares an outline with places that were counted `least` times. */
om_reach_check om_reach_compare_counts(const om_reach_sample *sample, const uint32_t *counts,
                                       uint32_t least, const om_outline *outline);

/** Length of road reached by `limit_s`, of the search that filled `field`. */
double om_reach_road_m(const om_field *field, om_search *search, double limit_s);

#endif

/*
 * Areas of one group held against one another: readings, weights, index and classes.
 *
 * Pure: measures in, classes out, the same whatever the order of the areas.
 */
#ifndef OM_ENGINE_RISK_ZONING_H
#define OM_ENGINE_RISK_ZONING_H

#include "engine/risk/breaks.h"
#include "engine/risk/zoning_index.h"
#include "engine/risk/zoning_measure.h"

enum { OM_ZONING_MOST_CLASSES = 5 };

/** How areas are zoned. Borrows. */
typedef struct om_zoning_spec {
    om_zoning_form form;
    const om_factors *factors;
    const double *weights; /**< one a factor, summing to 1; NULL: by entropy */
    om_breaks_spec breaks; /**< 2..5 classes */
    double most_unknown;   /**< a factor of which more of an area is unknown is unknown there */
} om_zoning_spec;

/** What is zoned. Borrows. */
typedef struct om_zoning_areas {
    const om_measure *const *measures; /**< of each factor one an area */
    const bool *is_minor; /**< areas that are held against the others but make neither rulers,
                             weights nor classes, such as slivers at the border; NULL: none is */
    size_t count;
} om_zoning_areas;

/** An area that was zoned. */
typedef struct om_zoned {
    double readings[OM_MOST_FACTORS]; /**< one a factor, normalised; NaN when unknown */
    om_zoning_index index;
    double unknown; /**< share of the factor of which least is known */
    int class;      /**< 1 the highest; 0 unknown */
} om_zoned;

/** A group that was zoned. Lives in an arena. */
typedef struct om_zoned_group {
    om_ruler rulers[OM_MOST_FACTORS];
    double weights[OM_MOST_FACTORS];
    om_breaks breaks; /**< ascending; the last class is the highest */
    om_zoned *list;
    const bool *is_minor;  /**< as given; borrowed */
    size_t count, unknown; /**< areas, and those without an index */
} om_zoned_group;

/**
 * Zones a group.
 *
 * @return OM_OK; OM_ERR_DATA: too few areas with different indexes for so many classes, or weights
 *         by entropy that cannot be; OM_ERR_RANGE
 */
OM_CHECKED om_status om_zoning_rate(const om_zoning_spec *spec, const om_zoning_areas *areas,
                                    om_arena *arena, om_zoned_group *ret, om_error *err);

/**
 * Zones an area that is none of a group by its rulers, weights and classes.
 *
 * Natural breaks and quantiles end at the areas of the group and say nothing of the gaps between
 * them: there the area gets the class of the one whose index is nearest.
 *
 * @param measures  one a factor
 */
void om_zoning_rate_one(const om_zoning_spec *spec, const om_zoned_group *group,
                        const om_measure *measures, om_zoned *ret);

/** The word of a class among so many, a value of om_zoning_levels; NULL for 0. */
const char *om_zoning_level(size_t classes, int class);

#endif

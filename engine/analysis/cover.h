/*
 * How much of each district is served in time: people, built-up area, road length, sources.
 */
#ifndef OM_ENGINE_ANALYSIS_COVER_H
#define OM_ENGINE_ANALYSIS_COVER_H

#include "engine/analysis/district.h"
#include "engine/analysis/places.h"

/** Totals and what of them is served in time. */
typedef struct om_cover {
    double people, people_covered;
    double people_unknown; /**< of those not covered: no road is near enough to tell */
    double built_m2, built_covered_m2;
    double road_m, road_covered_m;
    int64_t sources, sources_covered, sources_unknown;
} om_cover;

/** One cover a district, and what lies in none of the city's. */
typedef struct om_covers {
    om_districts *districts; /**< borrowed */
    om_cover *of;            /**< one a district */
    om_cover outside;
} om_covers;

/** What a place counts towards. */
typedef enum om_cover_kind { OM_COVER_PEOPLE, OM_COVER_BUILT, OM_COVER_SOURCES } om_cover_kind;

/** Shares one place among the districts of every level. */
OM_CHECKED om_status om_cover_place(om_covers *covers, const om_place *place, om_cover_kind kind,
                                    double limit_s, om_error *err);

/** Adds all roads, cut at the borders of the districts, and the stretches reached in time. */
void om_cover_roads(om_covers *covers, const om_network *network, om_search *search,
                    double limit_s);

/**
 * Adds the ground: of each district what lies in `ground`, and of that what lies in `reached`.
 *
 * @param ground  in metres; NULL for all of the district
 * @param without  in metres, not counted (water); may be NULL
 */
OM_CHECKED om_status om_cover_ground(om_covers *covers, const om_geom *ground,
                                     const om_geom *without, const om_geom *reached, om_error *err);

/** The city: the sum of the districts of its level. */
om_cover om_cover_city(const om_covers *covers);

#endif

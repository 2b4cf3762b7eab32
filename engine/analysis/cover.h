/*
 * How much of each district is served in time: people and what is counted.
 */
#ifndef OM_ENGINE_ANALYSIS_COVER_H
#define OM_ENGINE_ANALYSIS_COVER_H

#include "engine/analysis/district.h"
#include "engine/analysis/places.h"

/** Totals and what of them is served in time. */
typedef struct om_cover {
    double people, people_covered;
    double people_unknown; /**< of those not covered: no road is near enough to tell */
    int64_t sources, sources_covered, sources_unknown;
} om_cover;

/** One cover a district, and what lies in none of the city's. */
typedef struct om_covers {
    om_districts *districts; /**< borrowed */
    om_cover *of;            /**< one a district */
    om_cover outside;
} om_covers;

/** What a place counts towards. */
typedef enum om_cover_kind { OM_COVER_PEOPLE, OM_COVER_SOURCES } om_cover_kind;

/** Shares one place among the districts of every level. */
OM_CHECKED om_status om_cover_place(om_covers *covers, const om_place *place, om_cover_kind kind,
                                    double limit_s, om_error *err);

/** The city: the sum of the districts of its level. */
om_cover om_cover_city(const om_covers *covers);

#endif

/* Shares people among districts. */
#include "engine/analysis/district_people.h"

static om_status share_place(om_districts *districts, const om_place *place, double *people,
                             double *outside, om_error *err)
{
    for (size_t i = 0; i < om_districts_level_count(districts); i++) {
        const om_level *level = om_districts_level(districts, i);
        const om_part *parts = NULL;
        size_t count = 0;
        OM_TRY(om_districts_share(districts, level, place->shape, place->at, &parts, &count, err));
        for (size_t p = 0; p < count; p++)
            people[parts[p].district] += place->people * parts[p].share;
        if (!count && level == om_districts_city(districts))
            *outside += place->people;
    }
    return OM_OK;
}

om_status om_district_people(om_districts *districts, om_places *places, double *people,
                             double *ret_outside, om_error *err)
{
    *ret_outside = 0;
    for (size_t i = 0; i < om_places_count(places); i++)
        OM_TRY(share_place(districts, om_places_at(places, i), people, ret_outside, err));
    return OM_OK;
}

/* Lists whom depots supply: people in shelters, and the others of each district. */
#include <math.h>

#include "engine/analysis/district_people.h"
#include "engine/analysis/shelters.h"
#include "engine/analysis/supply_allocation.h"
#include "engine/base/memory.h"

/* ---- Dividing ---- */

int64_t om_divide_by_capacity(int64_t people, const double *capacities, size_t count, int64_t *ret)
{
    double all = 0, so_far = 0;
    int64_t given = 0;
    for (size_t i = 0; i < count; i++)
        all += floor(capacities[i]);
    const double placed = fmin((double)people, all);
    for (size_t i = 0; i < count; i++) {
        so_far += floor(capacities[i]);
        const int64_t due = all > 0 ? (int64_t)floor(placed * (so_far / all) + 1e-9) : 0;
        ret[i] = due - given;
        given = due;
    }
    return people - given;
}

/* ---- Places ---- */

static om_status read_people(om_sending *sending, double **ret_people, om_error *err)
{
    const om_level *city = om_districts_city(sending->districts);
    double outside = 0;
    double *people = OM_ARENA_ARRAY(sending->arena, double, om_districts_count(sending->districts));
    sending->places = om_places_new();
    OM_TRY(om_places_read_people(sending->places, sending->run, sending->report, err));
    OM_TRY(om_district_people(sending->districts, sending->places, people, &outside, err));
    OM_TRY(om_places_snap(sending->places, sending->network, &sending->access, err));
    const size_t count = om_places_count(sending->places);
    sending->district_of = OM_ARENA_ARRAY(sending->arena, size_t, count);
    for (size_t i = 0; i < count; i++) {
        const om_xy at = om_places_at(sending->places, i)->at;
        const size_t district = om_districts_of_point(sending->districts, city, at);
        sending->district_of[i] = district == OM_NO_DISTRICT ? SIZE_MAX : district - city->first;
    }
    if (outside > 0)
        om_run_notice(sending->run, "%.0f people are outside every district and not supplied",
                      outside);
    *ret_people = people;
    return OM_OK;
}

/* Shelters that hold somebody and lie near a road in a district. */
static om_status read_shelters(om_sending *sending, om_error *err)
{
    const om_level *city = om_districts_city(sending->districts);
    om_shelter_rules rules;
    OM_AUTO(om_shelters) shelters = NULL;
    size_t beside = 0;
    OM_TRY(om_shelter_rules_read(sending->run, &rules, err));
    OM_TRY(om_shelters_read(sending->run, sending->districts, rules.usable_share, &shelters, err));
    sending->destinations =
        OM_ARENA_ARRAY(sending->arena, om_destination, om_shelters_count(shelters) + city->count);
    for (size_t i = 0; i < om_shelters_count(shelters); i++) {
        const om_shelter *shelter = om_shelters_at(shelters, i);
        om_xy at = shelter->at;
        if (shelter->footprint)
            OM_TRY(om_geom_point_inside(shelter->footprint, &at, err));
        const size_t district = om_districts_of_point(sending->districts, city, at);
        om_destination *made = &sending->destinations[sending->destination_count];
        *made = (om_destination){
            .layer = "shelter",
            .id = om_arena_text(sending->arena, shelter->id),
            .name = om_arena_text(sending->arena, shelter->name),
            .district = district - city->first,
            .at = at,
            .capacity = om_shelters_ground(shelters, i)->capacity,
        };
        made->near_road =
            om_network_snap(sending->network, at, sending->access.within_m, &made->spot);
        if (district == OM_NO_DISTRICT || !(made->capacity >= 1))
            continue;
        beside += !made->near_road;
        sending->destination_count += made->near_road;
    }
    if (beside)
        om_run_notice(sending->run,
                      "%zu shelters have no road within %g m (max_snap_m): nothing is sent there",
                      beside, sending->access.within_m);
    return OM_OK;
}

/* The people of one district: into its shelters, the others where they live. */
static om_status settle_district(om_sending *sending, size_t number, int64_t people,
                                 size_t shelter_count, om_error *err)
{
    const om_level *city = om_districts_city(sending->districts);
    const om_district *district = om_districts_at(sending->districts, city->first + number);
    OM_AUTO_MEMORY double *capacities = om_memory_take(shelter_count, sizeof *capacities);
    OM_AUTO_MEMORY int64_t *shares = om_memory_take(shelter_count, sizeof *shares);
    for (size_t i = 0; i < shelter_count; i++)
        capacities[i] =
            sending->destinations[i].district == number ? sending->destinations[i].capacity : 0;
    const int64_t others = om_divide_by_capacity(people, capacities, shelter_count, shares);
    for (size_t i = 0; i < shelter_count; i++)
        sending->destinations[i].people += shares[i];
    om_destination *made = &sending->destinations[sending->destination_count++];
    *made = (om_destination){.layer = "district",
                             .id = district->code,
                             .name = district->name,
                             .district = number,
                             .capacity = NAN,
                             .people = others,
                             .near_road = true};
    return om_geom_point_inside(district->shape, &made->at, err);
}

om_status om_sending_find_destinations(om_sending *sending, om_error *err)
{
    const om_level *city = om_districts_city(sending->districts);
    double *people = NULL, before = 0;
    int64_t shelters = 0, given = 0;
    OM_TRY(read_people(sending, &people, err));
    OM_TRY(om_run_count(sending->run, "shelter", &shelters, err));
    if (shelters > 0)
        OM_TRY(read_shelters(sending, err));
    else
        sending->destinations = OM_ARENA_ARRAY(sending->arena, om_destination, city->count);
    const size_t shelter_count = sending->destination_count;
    /* Whole people, whose sum is that of the city. */
    for (size_t i = 0; i < city->count; i++) {
        before += people[city->first + i] * sending->aims.need_share;
        const int64_t due = (int64_t)llround(before);
        OM_TRY(settle_district(sending, i, due - given, shelter_count, err));
        given = due;
    }
    if (given == 0)
        om_run_notice(sending->run, "there are no residents: nobody is to be supplied");
    return OM_OK;
}

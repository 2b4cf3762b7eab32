/* Writes who is supplied by whom. */
#include <math.h>

#include "engine/analysis/supply_allocation.h"

/* What comes to a destination. */
typedef struct arrived {
    int64_t people, depots;
    double person_s;
} arrived;

static om_status to_degrees(const om_sending *sending, om_xy *points, size_t count, om_error *err)
{
    const om_transform *transform = NULL;
    OM_TRY(om_store_to_degrees(sending->run->store, &transform, err));
    return om_transform_points(transform, points, count, err);
}

static om_status write_haul(const om_sending *sending, om_table *table, size_t number,
                            om_error *err)
{
    const om_haul *haul = &sending->hauls[number];
    const om_facility *depot = sending->senders[haul->source].depot;
    const om_destination *to = &sending->destinations[haul->sink];
    const om_value values[] = {
        om_value_text(depot->id),
        om_value_text(depot->name),
        om_value_text(depot->level),
        om_value_text(to->layer),
        om_value_text(to->id),
        om_value_text(to->name),
        om_value_integer(sending->units[number]),
        om_value_real((double)haul->cost / 60),
    };
    om_xy ends[] = {depot->at, to->at};
    OM_AUTO(om_geom) line = NULL;
    OM_AUTO_TEXT id = {0};
    OM_TRY(to_degrees(sending, ends, 2, err));
    OM_TRY(om_geom_of_line(om_store_geo(sending->run->store), ends, 2, OM_DEGREES, &line, err));
    om_text_add_format(&id, "%s/%s/%s", depot->id, to->layer, to->id);
    return om_table_add(table, id.bytes, values, line, err);
}

static om_status write_hauls(const om_sending *sending, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(sending->run, "supply_allocation", &table, err));
    for (size_t i = 0; i < sending->haul_count; i++)
        if (sending->units[i] > 0)
            OM_TRY(write_haul(sending, table, i, err));
    return OM_OK;
}

static om_status write_destination(const om_sending *sending, om_table *table,
                                   const om_destination *to, const arrived *of, om_error *err)
{
    const om_level *city = om_districts_city(sending->districts);
    const double mean_min = of->people > 0 ? of->person_s / (double)of->people / 60 : (double)NAN;
    const om_value values[] = {
        om_value_text(to->layer),
        om_value_text(to->id),
        om_value_text(to->name),
        om_value_text(om_districts_at(sending->districts, city->first + to->district)->code),
        om_value_integer(to->people),
        om_value_integer(of->people),
        om_value_integer(to->people - of->people),
        om_value_integer(of->depots),
        om_value_real(mean_min),
    };
    om_xy at = to->at;
    OM_AUTO(om_geom) point = NULL;
    OM_AUTO_TEXT id = {0};
    OM_TRY(to_degrees(sending, &at, 1, err));
    OM_TRY(om_geom_of_point(om_store_geo(sending->run->store), at, OM_DEGREES, &point, err));
    om_text_add_format(&id, "%s/%s", to->layer, to->id);
    return om_table_add(table, id.bytes, values, point, err);
}

static om_status write_destinations(const om_sending *sending, const arrived *all, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(sending->run, "supply_allocation_place", &table, err));
    for (size_t i = 0; i < sending->destination_count; i++)
        if (sending->destinations[i].people > 0)
            OM_TRY(write_destination(sending, table, &sending->destinations[i], &all[i], err));
    return OM_OK;
}

static void tell_depots(const om_sending *sending, const int64_t *sent)
{
    om_json *list = om_json_put(sending->report, "depots", om_json_array_new());
    for (size_t i = 0; i < sending->sender_count; i++) {
        const om_sender *sender = &sending->senders[i];
        om_json *told = om_json_add(list, om_json_object_new());
        om_json_put_text(told, "depot", sender->depot->id);
        om_json_put_text(told, "name", sender->depot->name);
        om_json_put_text(told, "level", sender->depot->level);
        om_json_put_integer(told, "stock_for_people", sender->people);
        om_json_put_integer(told, "people_supplied", sent[i]);
        om_json_put_integer(told, "stock_left_for_people", sender->people - sent[i]);
    }
}

static void tell_sum(const om_sending *sending, const arrived *all)
{
    int64_t people = 0, supplied = 0, in_shelters = 0;
    double person_s = 0;
    for (size_t i = 0; i < sending->destination_count; i++) {
        const om_destination *to = &sending->destinations[i];
        people += to->people;
        supplied += all[i].people;
        person_s += all[i].person_s;
        in_shelters += isnan(to->capacity) ? 0 : to->people;
    }
    om_json_put_number(sending->report, "need_days", sending->aims.need_days);
    om_json_put_number(sending->report, "need_share", sending->aims.need_share);
    om_json_put_integer(sending->report, "people", people);
    om_json_put_integer(sending->report, "people_in_shelters", in_shelters);
    om_json_put_integer(sending->report, "people_supplied", supplied);
    om_json_put_integer(sending->report, "people_missing", people - supplied);
    om_json_put_number(sending->report, "person_h", person_s / 3600);
    om_json_put_number(sending->report, "mean_min",
                       supplied > 0 ? person_s / (double)supplied / 60 : (double)NAN);
    om_json_put_integer(sending->report, "cost_s", sending->sum.cost);
    om_json_put_integer(sending->report, "proven_optimal",
                        sending->sum.total == sending->sum.bound);
}

om_status om_sending_write(om_sending *sending, om_error *err)
{
    arrived *all = OM_ARENA_ARRAY(sending->arena, arrived, sending->destination_count);
    int64_t *sent = OM_ARENA_ARRAY(sending->arena, int64_t, sending->sender_count);
    for (size_t i = 0; i < sending->haul_count; i++) {
        const om_haul *haul = &sending->hauls[i];
        arrived *to = &all[haul->sink];
        to->people += sending->units[i];
        to->depots += sending->units[i] > 0;
        to->person_s += (double)sending->units[i] * (double)haul->cost;
        sent[haul->source] += sending->units[i];
    }
    tell_sum(sending, all);
    tell_depots(sending, sent);
    OM_TRY(write_hauls(sending, err));
    return write_destinations(sending, all, err);
}

/* Writes how long fire engines take to each place. */
#include <math.h>

#include "engine/analysis/fire_reach.h"

static const om_facility *station_of(const om_fire *fire, uint32_t start)
{
    return start == OM_NO_SOURCE ? NULL : &fire->stations.list[fire->stations.usable[start]];
}

static om_status write_place(om_fire *fire, om_table *table, size_t number, om_error *err)
{
    const om_place *place = om_places_at(fire->places, number);
    const om_fire_time time = om_fire_answer_time(fire->answer, number);
    const double peak_s =
        fire->peak ? om_fire_answer_time(fire->peak, number).seconds : (double)NAN;
    const om_facility *station = station_of(fire, time.station);
    const om_facility *backup = station_of(fire, time.backup);
    const om_value values[] = {
        om_value_text(place->layer),
        om_value_text(place->id),
        om_value_real(place->people),
        om_value_real(om_fire_shown_s(fire, time.seconds)),
        om_value_real(fire->by_distance && isfinite(time.seconds) ? time.seconds : (double)NAN),
        om_value_text(station ? station->id : NULL),
        om_value_text(station ? station->name : NULL),
        om_value_real(om_fire_shown_s(fire, time.backup_s)),
        om_value_text(backup ? backup->id : NULL),
        om_value_text(backup ? backup->name : NULL),
        om_value_integer(time.in_time),
        om_value_real(om_fire_shown_s(fire, peak_s)),
        om_value_text(om_fire_state(&time, fire->limit_s)),
    };
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(om_geom_of_point(om_store_geo(fire->run->store),
                            (om_xy){place->stored.lon, place->stored.lat}, OM_DEGREES, &point,
                            err));
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s", place->layer, place->id);
    return om_table_add(table, id.bytes, values, point, err);
}

om_status om_fire_write_places(om_fire *fire, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_place", &table, err));
    for (size_t i = 0; i < om_places_count(fire->places); i++)
        OM_TRY(write_place(fire, table, i, err));
    om_json_put_integer(fire->report, "places", om_table_count(table));
    return OM_OK;
}

/* Writes how long fire engines take to each place. */
#include <math.h>

#include "engine/analysis/fire_reach.h"

static om_status write_place(om_fire *fire, om_table *table, const om_place *place, om_error *err)
{
    const om_facility *station = place->source == OM_NO_SOURCE
                                     ? NULL
                                     : &fire->stations.list[fire->stations.usable[place->source]];
    const om_value values[] = {
        om_value_text(place->layer),
        om_value_text(place->id),
        om_value_real(place->people),
        om_value_real(isfinite(place->seconds) ? place->seconds : (double)NAN),
        om_value_text(station ? station->id : NULL),
        om_value_text(station ? station->name : NULL),
        om_value_text(om_place_state(place, fire->limit_s)),
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
        OM_TRY(write_place(fire, table, om_places_at(fire->places, i), err));
    om_json_put_integer(fire->report, "places", om_table_count(table));
    return OM_OK;
}

/* Writes the ground that fire engines reach. */
#include <math.h>

#include "engine/analysis/fire_reach.h"
#include "engine/analysis/reach.h"

static om_status write_shape(om_fire *fire, om_table *table, const om_geom *shape,
                             const om_facility *station, double turnout_s, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(fire->run->store, &to_degrees, err));
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_geom_transform(shape, to_degrees, OM_DEGREES, &stored, err));
    const om_value values[] = {
        om_value_text(station ? "station" : "all"),
        om_value_text(station ? station->id : NULL),
        om_value_text(station ? station->name : NULL),
        om_value_real(om_fire_shown_s(fire, fire->limit_s)),
        om_value_real(fire->by_distance ? (double)NAN : turnout_s),
        om_value_real(om_geom_area_m2(shape)),
        om_value_real(om_reach_road_m(fire->network, fire->search, fire->limit_s)),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s%s", station ? "station/" : "all", station ? station->id : "");
    return om_table_add(table, id.bytes, values, stored, err);
}

static om_status shape_of_search(om_fire *fire, om_field *field, om_outline *outline, om_geom **ret,
                                 om_error *err)
{
    om_field_fill(field, fire->search, fire->limit_s);
    om_field_outline(field, fire->limit_s, NULL, outline);
    return om_reach_shape(om_store_geo(fire->run->store), outline, ret, err);
}

static om_status write_station(om_fire *fire, om_table *table, om_field *field, double search_s,
                               size_t start, om_error *err)
{
    const om_facility *station = &fire->stations.list[fire->stations.usable[start]];
    OM_TRY(om_search_run(fire->search, &fire->starts[start], 1, search_s, err));
    OM_AUTO_OUTLINE outline = {0};
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(shape_of_search(fire, field, &outline, &shape, err));
    return write_shape(fire, table, shape, station, fire->starts[start].seconds, err);
}

static om_status write_all(om_fire *fire, om_table *table, const om_ground *ground, om_field *field,
                           om_error *err)
{
    OM_TRY(om_search_run(fire->search, fire->starts, fire->stations.usable_count,
                         om_field_search_s(ground, fire->limit_s), err));
    OM_AUTO_OUTLINE outline = {0};
    OM_TRY(shape_of_search(fire, field, &outline, &fire->reached, err));
    OM_AUTO(om_reach_sample)
    sample = om_reach_sample_new(ground, om_field_rect(field), NULL, 20000);
    const om_reach_check check = om_reach_compare(sample, fire->search, fire->limit_s, &outline);
    om_json *told = om_json_put(fire->report, "polygons", om_json_object_new());
    om_json_put_number(told, "cell_m", fire->cell_m);
    om_reach_check_tell(&check, told);
    return write_shape(fire, table, fire->reached, NULL, NAN, err);
}

om_status om_fire_write_ground(om_fire *fire, om_error *err)
{
    OM_AUTO(om_ground) ground = NULL;
    OM_TRY(om_ground_open(fire->network, &fire->access, fire->cell_m, &ground, err));
    OM_AUTO(om_field) field = om_field_new(ground);
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_area", &table, err));
    for (size_t i = 0; i < fire->stations.usable_count; i++)
        OM_TRY(write_station(fire, table, field, om_field_search_s(ground, fire->limit_s), i, err));
    return write_all(fire, table, ground, field, err);
}

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
        om_value_real(fire->limit_s),
        om_value_real(turnout_s),
        om_value_real(om_geom_area_m2(shape)),
        om_value_real(om_reach_road_m(fire->network, fire->search, fire->limit_s)),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s%s", station ? "station/" : "all", station ? station->id : "");
    return om_table_add(table, id.bytes, values, stored, err);
}

static om_status shape_of_search(om_fire *fire, const om_ground *ground, om_outline *outline,
                                 om_geom **ret, om_error *err)
{
    om_ground_outline(ground, fire->search, fire->limit_s, outline);
    return om_reach_shape(om_store_geo(fire->run->store), outline, ret, err);
}

static om_status write_station(om_fire *fire, om_table *table, const om_ground *ground,
                               size_t start, om_error *err)
{
    const om_facility *station = &fire->stations.list[fire->stations.usable[start]];
    OM_TRY(om_search_run(fire->search, &fire->starts[start], 1, fire->limit_s, err));
    __attribute__((cleanup(om_outline_clear))) om_outline outline = {0};
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(shape_of_search(fire, ground, &outline, &shape, err));
    return write_shape(fire, table, shape, station, fire->starts[start].seconds, err);
}

static void tell_error(om_fire *fire, om_reach_check check)
{
    om_json *told = om_json_put(fire->report, "polygons", om_json_object_new());
    const double covered = check.covered ? (double)check.covered : (double)NAN;
    om_json_put_number(told, "cell_m", fire->cell_m);
    om_json_put_integer(told, "sampled", (int64_t)check.sampled);
    om_json_put_integer(told, "truly_covered", (int64_t)check.covered);
    om_json_put_number(told, "false_covered_share", (double)check.false_covered / covered);
    om_json_put_number(told, "false_uncovered_share", (double)check.false_uncovered / covered);
}

static om_status write_all(om_fire *fire, om_table *table, const om_ground *ground, om_error *err)
{
    OM_TRY(
        om_search_run(fire->search, fire->starts, fire->stations.usable_count, fire->limit_s, err));
    __attribute__((cleanup(om_outline_clear))) om_outline outline = {0};
    OM_TRY(shape_of_search(fire, ground, &outline, &fire->reached, err));
    tell_error(fire, om_reach_compare(ground, fire->network, &fire->access, fire->search,
                                      fire->limit_s, &outline));
    return write_shape(fire, table, fire->reached, NULL, NAN, err);
}

om_status om_fire_write_ground(om_fire *fire, om_error *err)
{
    OM_AUTO(om_ground) ground = NULL;
    OM_TRY(om_ground_open(fire->network, &fire->access, fire->cell_m, &ground, err));
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_area", &table, err));
    for (size_t i = 0; i < fire->stations.usable_count; i++)
        OM_TRY(write_station(fire, table, ground, i, err));
    return write_all(fire, table, ground, err);
}

/* Ranks single losses, and writes what they cost. */
#include <math.h>

#include "engine/analysis/supply_loss.h"
#include "engine/base/memory.h"
#include "engine/store/rows.h"

/* How many roads the report tells of. */
enum { TOLD = 10 };

/* ---- The present ---- */

void om_losing_tell_present(const om_losing *losing)
{
    double people = 0, in_time = 0, unreached = 0, unknown = 0;
    for (size_t i = 0; i < losing->count; i++) {
        const om_supplied *one = &losing->supplied[i];
        people += one->people;
        in_time += one->before_s <= losing->limits.limit_s ? one->people : 0;
        if (!om_places_at(losing->places, i)->near_road)
            unknown += one->people;
        else if (isinf(one->before_s))
            unreached += one->people;
    }
    om_json_put_number(losing->report, "limit_min", losing->limits.limit_s / 60);
    om_json_put_number(losing->report, "delay_min", losing->limits.delay_s / 60);
    om_json *now = om_json_put(losing->report, "now", om_json_object_new());
    om_json_put_number(now, "people", people);
    om_json_put_number(now, "people_in_time", in_time);
    om_json_put_number(now, "people_unreachable", unreached);
    om_json_put_number(now, "people_unknown", unknown);
    if (!(people > 0))
        om_run_notice(losing->run, "there are no residents: nobody can be cut off");
    if (unknown > 0)
        om_run_notice(losing->run,
                      "%.0f people have no road within %g m (max_snap_m): no loss tells of them",
                      unknown, losing->access.within_m);
}

/* ---- Both ---- */

/* The worst first; equal ones by number. */
static int worst_first(const void *left, const void *right)
{
    const om_one_loss *a = left, *b = right;
    const int order = om_toll_compare(&a->toll, &b->toll);
    return order ? order : (a->number > b->number) - (a->number < b->number);
}

static const om_district *district_of(const om_losing *losing, const om_toll *toll)
{
    const om_level *city = om_districts_city(losing->districts);
    return toll->district == SIZE_MAX
               ? NULL
               : om_districts_at(losing->districts, city->first + toll->district);
}

static om_value delay_of(const om_toll *toll)
{
    return om_value_real(toll->most_delay_s > 0 ? toll->most_delay_s / 60 : (double)NAN);
}

static void tell_toll(const om_losing *losing, om_json *of, const om_toll *toll)
{
    const om_district *district = district_of(losing, toll);
    om_json_put_number(of, "people_beyond", toll->people_beyond);
    om_json_put_number(of, "people_cut_off", toll->people_cut_off);
    om_json_put_integer(of, "shelters_beyond", toll->shelters_beyond);
    om_json_put_number(of, "people_delayed", toll->people_delayed);
    om_json_put_number(of, "delay_person_h", toll->delay_person_s / 3600);
    om_json_put_text(of, "district", district ? district->code : NULL);
}

/* ---- Roads ---- */

/* What is known of a road, read when it is written. */
typedef struct road_row {
    const char *id, *name; /* the name lives until the next */
} road_row;

static om_status find_road(const om_losing *losing, om_rows *names, uint32_t edge, road_row *ret,
                           om_error *err)
{
    bool more = false;
    ret->id = om_roads_id(losing->roads, om_network_road(losing->network, edge));
    ret->name = NULL;
    om_rows_reset(names);
    om_rows_bind_text(names, 1, ret->id);
    OM_TRY(om_rows_next(names, &more, err));
    if (more)
        ret->name = om_rows_text(names, 0);
    return OM_OK;
}

static om_status line_of(const om_losing *losing, uint32_t edge, om_geom **ret, om_error *err)
{
    const om_transform *to_degrees = NULL;
    const size_t count = om_network_edge(losing->network, edge)->count;
    const om_xy *points = om_network_points(losing->network, edge);
    OM_AUTO(om_geom) line = NULL;
    OM_TRY(om_store_to_degrees(losing->run->store, &to_degrees, err));
    OM_TRY(om_geom_of_line(om_store_geo(losing->run->store), points, count, OM_METRES, &line, err));
    return om_geom_transform(line, to_degrees, OM_DEGREES, ret, err);
}

static om_status write_link(const om_losing *losing, om_table *table, const om_one_loss *loss,
                            size_t rank, const road_row *road, om_error *err)
{
    const uint32_t edge = (uint32_t)loss->number;
    const om_toll *toll = &loss->toll;
    const om_district *district = district_of(losing, toll);
    const om_value values[] = {
        om_value_integer((int64_t)rank),
        om_value_text(road->id),
        om_value_text(road->name),
        om_value_real(om_network_edge(losing->network, edge)->length_m),
        om_value_real(toll->people_beyond),
        om_value_real(toll->people_cut_off),
        om_value_real(toll->people_on_link),
        om_value_integer(toll->shelters_beyond),
        om_value_real(toll->people_delayed),
        delay_of(toll),
        om_value_real(toll->delay_person_s / 3600),
        om_value_text(district ? district->code : NULL),
        om_value_real(district ? toll->district_people : (double)NAN),
    };
    OM_AUTO(om_geom) line = NULL;
    OM_TRY(line_of(losing, edge, &line, err));
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%zu", rank);
    return om_table_add(table, id.bytes, values, line, err);
}

static void tell_link(const om_losing *losing, om_json *list, const om_one_loss *loss,
                      const road_row *road)
{
    om_json *told = om_json_add(list, om_json_object_new());
    om_json_put_text(told, "road", road->id);
    om_json_put_text(told, "name", road->name);
    om_json_put_number(told, "people_on_link", loss->toll.people_on_link);
    tell_toll(losing, told, &loss->toll);
}

static void tell_links(const om_losing *losing)
{
    size_t beyond = 0, delaying = 0;
    for (size_t i = 0; i < losing->loss_count; i++) {
        const om_toll *toll = &losing->losses[i].toll;
        const bool leaves_late = toll->people_beyond > 0 || toll->shelters_beyond > 0;
        beyond += leaves_late;
        delaying += !leaves_late;
    }
    om_json_put_integer(losing->report, "links", (int64_t)om_network_edge_count(losing->network));
    om_json_put_integer(losing->report, "links_that_leave_somebody_beyond", (int64_t)beyond);
    om_json_put_integer(losing->report, "links_that_delay_only", (int64_t)delaying);
}

om_status om_losing_write_links(om_losing *losing, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_AUTO(om_rows) names = NULL;
    tell_links(losing);
    om_json *list = om_json_put(losing->report, "worst_links", om_json_array_new());
    if (losing->loss_count)
        qsort(losing->losses, losing->loss_count, sizeof *losing->losses, worst_first);
    OM_TRY(om_run_output(losing->run, "supply_loss_link", &table, err));
    OM_TRY(om_rows_open(losing->run->store, "select name from road where id = ?", &names, err));
    for (size_t i = 0; i < losing->loss_count; i++) {
        road_row road;
        OM_TRY(find_road(losing, names, (uint32_t)losing->losses[i].number, &road, err));
        OM_TRY(write_link(losing, table, &losing->losses[i], i + 1, &road, err));
        if (i < TOLD)
            tell_link(losing, list, &losing->losses[i], &road);
    }
    return OM_OK;
}

/* ---- Depots ---- */

static om_status write_depot(const om_losing *losing, om_table *table, const om_one_loss *loss,
                             size_t rank, om_error *err)
{
    const om_facility *depot = &losing->depots.list[loss->number];
    const om_toll *toll = &loss->toll;
    const om_district *district = district_of(losing, toll);
    const om_value values[] = {
        om_value_integer((int64_t)rank),
        om_value_text(depot->id),
        om_value_text(depot->name),
        om_value_text(depot->level),
        om_value_real(toll->people_beyond),
        om_value_real(toll->people_cut_off),
        om_value_integer(toll->shelters_beyond),
        om_value_real(toll->people_delayed),
        delay_of(toll),
        om_value_real(toll->delay_person_s / 3600),
        om_value_text(district ? district->code : NULL),
        om_value_real(district ? toll->district_people : (double)NAN),
    };
    const om_transform *to_degrees = NULL;
    om_xy at = depot->at;
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(om_store_to_degrees(losing->run->store, &to_degrees, err));
    OM_TRY(om_transform_points(to_degrees, &at, 1, err));
    OM_TRY(om_geom_of_point(om_store_geo(losing->run->store), at, OM_DEGREES, &point, err));
    return om_table_add(table, depot->id, values, point, err);
}

om_status om_losing_write_depots(om_losing *losing, om_one_loss *depots, om_error *err)
{
    const size_t count = losing->depots.usable_count;
    OM_AUTO(om_table) table = NULL;
    om_json *list = om_json_put(losing->report, "depots", om_json_array_new());
    qsort(depots, count, sizeof *depots, worst_first);
    OM_TRY(om_run_output(losing->run, "supply_loss_depot", &table, err));
    for (size_t i = 0; i < count; i++) {
        om_json *told = om_json_add(list, om_json_object_new());
        om_json_put_text(told, "depot", losing->depots.list[depots[i].number].id);
        om_json_put_text(told, "name", losing->depots.list[depots[i].number].name);
        tell_toll(losing, told, &depots[i].toll);
        OM_TRY(write_depot(losing, table, &depots[i], i + 1, err));
    }
    return OM_OK;
}

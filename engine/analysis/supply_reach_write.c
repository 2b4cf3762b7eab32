/* Writes what relief reaches: the ground of each depot, the places and districts by level. */
#include <math.h>
#include <string.h>

#include "engine/analysis/reach.h"
#include "engine/analysis/supply_reach.h"

/* ---- Ground ---- */

static om_status write_depot(om_supply *supply, om_table *table, om_field *field,
                             const om_supply_group *group, size_t start, om_error *err)
{
    const om_facility *depot = &supply->depots.list[group->depots[start]];
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(supply->run->store, &to_degrees, err));
    OM_TRY(om_search_run(supply->search, &group->starts[start], 1, INFINITY, err));
    OM_AUTO_OUTLINE outline = {0};
    om_field_fill(field, supply->search, group->limit_s);
    om_field_outline(field, group->limit_s, NULL, &outline);
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_reach_shape(om_store_geo(supply->run->store), &outline, &shape, err));
    OM_TRY(om_geom_transform(shape, to_degrees, OM_DEGREES, &stored, err));
    const om_value values[] = {
        om_value_text(depot->id),
        om_value_text(depot->name),
        om_value_text(group->level),
        om_value_real(group->limit_s / 60),
        om_value_real(om_geom_area_m2(shape)),
    };
    return om_table_add(table, depot->id, values, stored, err);
}

om_status om_supply_write_ground(om_supply *supply, om_ground *ground,
                                 const om_supply_group *groups, size_t count, om_error *err)
{
    OM_AUTO(om_field) field = om_field_new(ground);
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(supply->run, "supply_reach_area", &table, err));
    for (size_t g = 0; g < count; g++)
        for (size_t i = 0; i < groups[g].count; i++)
            OM_TRY(write_depot(supply, table, field, &groups[g], i, err));
    return OM_OK;
}

/* ---- Places ---- */

static om_status write_place(om_supply *supply, om_table *table, const om_supply_group *group,
                             const om_place *place, om_error *err)
{
    const om_facility *depot =
        place->source == OM_NO_SOURCE ? NULL : &supply->depots.list[group->depots[place->source]];
    const om_value values[] = {
        om_value_text(place->layer),
        om_value_text(place->id),
        om_value_real(place->people),
        om_value_text(group->level),
        om_value_text(depot ? depot->id : NULL),
        om_value_text(depot ? depot->name : NULL),
        om_value_real(isfinite(place->seconds) ? place->seconds / 60 : (double)NAN),
        om_value_text(om_place_state(place, group->limit_s)),
    };
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(om_geom_of_point(om_store_geo(supply->run->store),
                            (om_xy){place->stored.lon, place->stored.lat}, OM_DEGREES, &point,
                            err));
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s/%s", group->level, place->layer, place->id);
    return om_table_add(table, id.bytes, values, point, err);
}

/* ---- Districts ---- */

/* Who a row is about; the city has no shape. */
typedef struct subject {
    const char *code, *name, *level;
    const om_geom *stored;
} subject;

static om_status write_cover(om_table *table, const subject *about, const om_supply_group *group,
                             const om_cover *cover, om_error *err)
{
    const om_value values[] = {
        om_value_text(about->code),
        om_value_text(about->name),
        om_value_text(about->level),
        om_value_text(group->level),
        om_value_integer((int64_t)group->count),
        om_value_real(group->limit_s / 60),
        om_value_real(cover->people),
        om_value_real(cover->people_covered),
        om_value_integer(cover->sources),
        om_value_integer(cover->sources_covered),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s/%s", about->level, about->code, group->level);
    return om_table_add(table, id.bytes, values, about->stored, err);
}

static void tell_cover(om_json *list, const subject *about, const om_supply_group *group,
                       const om_cover *cover)
{
    om_json *told = om_json_add(list, om_json_object_new());
    om_json_put_text(told, "code", about->code);
    om_json_put_text(told, "name", about->name);
    om_json_put_text(told, "level", about->level);
    om_json_put_text(told, "depot_level", group->level);
    om_json_put_integer(told, "depots", (int64_t)group->count);
    om_json_put_number(told, "limit_min", group->limit_s / 60);
    om_json_put_number(told, "people", cover->people);
    om_json_put_number(told, "people_reached", cover->people_covered);
    om_json_put_number(told, "people_unknown", cover->people_unknown);
    om_json_put_integer(told, "shelters", cover->sources);
    om_json_put_integer(told, "shelters_reached", cover->sources_covered);
    om_json_put_integer(told, "shelters_unknown", cover->sources_unknown);
}

/* Where the figures of a group go. */
typedef struct figures {
    om_table *places, *districts;
    om_json *told_city, *told_districts;
} figures;

static om_status write_covers(const om_supply_group *group, const om_covers *covers,
                              const figures *to, om_error *err)
{
    const subject all = {"city", "All districts", "city", NULL};
    const om_cover city = om_cover_city(covers);
    OM_TRY(write_cover(to->districts, &all, group, &city, err));
    tell_cover(to->told_city, &all, group, &city);
    for (size_t i = 0; i < om_districts_count(covers->districts); i++) {
        const om_district *district = om_districts_at(covers->districts, i);
        const subject about = {district->code, district->name, district->level, district->stored};
        OM_TRY(write_cover(to->districts, &about, group, &covers->of[i], err));
        tell_cover(to->told_districts, &about, group, &covers->of[i]);
    }
    return OM_OK;
}

static om_status write_group(om_supply *supply, const om_supply_group *group, const figures *to,
                             om_error *err)
{
    om_covers covers = {
        .districts = supply->districts,
        .of = OM_ARENA_ARRAY(supply->arena, om_cover, om_districts_count(supply->districts))};
    OM_TRY(om_search_run(supply->search, group->starts, group->count, INFINITY, err));
    om_places_time(supply->places, supply->search, &supply->access);
    for (size_t i = 0; i < om_places_count(supply->places); i++) {
        const om_place *place = om_places_at(supply->places, i);
        const bool is_shelter = strcmp(place->layer, "shelter") == 0;
        if (group->count > 0)
            OM_TRY(write_place(supply, to->places, group, place, err));
        OM_TRY(om_cover_place(&covers, place, is_shelter ? OM_COVER_SOURCES : OM_COVER_PEOPLE,
                              group->limit_s, err));
    }
    return write_covers(group, &covers, to, err);
}

om_status om_supply_write_figures(om_supply *supply, const om_supply_group *groups, size_t count,
                                  om_error *err)
{
    OM_AUTO(om_table) places = NULL;
    OM_AUTO(om_table) districts = NULL;
    OM_TRY(om_run_output(supply->run, "supply_reach_place", &places, err));
    OM_TRY(om_run_output(supply->run, "supply_reach_district", &districts, err));
    const figures to = {.places = places,
                        .districts = districts,
                        .told_city = om_json_put(supply->report, "city", om_json_array_new()),
                        .told_districts =
                            om_json_put(supply->report, "districts", om_json_array_new())};
    for (size_t g = 0; g < count; g++)
        OM_TRY(write_group(supply, &groups[g], &to, err));
    om_json_put_text(supply->report, "city_is_the_sum_of_level",
                     om_districts_city(supply->districts)->name);
    return OM_OK;
}

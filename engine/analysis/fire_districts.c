/* Adds up who and what is in time, and writes it by district. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_reach.h"
#include "engine/analysis/shapes.h"
#include "engine/store/rows.h"

static om_status cover_places(om_fire *fire, const char *layer, om_cover_kind kind, om_error *err)
{
    for (size_t i = 0; i < om_places_count(fire->places); i++) {
        const om_place *place = om_places_at(fire->places, i);
        if (strcmp(place->layer, layer) == 0)
            OM_TRY(om_cover_place(&fire->covers, place, kind, fire->limit_s, err));
    }
    return OM_OK;
}

/* Land use tells the built-up area only where it tells the homes: parks and schools do not. */
static om_status has_homes(om_fire *fire, bool *ret, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(fire->run, "landuse", &count, err));
    *ret = false;
    if (count == 0)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(fire->run->store,
                        "select 1 from landuse where kind = 'residential' limit 1", &rows, err));
    return om_rows_next(rows, ret, err);
}

/* Built-up area: land use where it has homes, else buildings, else the ground that is no water. */
static om_status cover_built(om_fire *fire, om_error *err)
{
    static const char *const kinds[] = {"residential", "commercial", "industrial", "institution",
                                        NULL};
    OM_AUTO(om_geom) built = NULL;
    OM_AUTO(om_geom) water = NULL;
    bool homes = false;
    OM_TRY(has_homes(fire, &homes, err));
    if (homes) {
        OM_TRY(om_shapes_unite(fire->run->store, "landuse", kinds, &built, err));
        om_json_put_text(fire->report, "built_up_area",
                         "land use: homes, trade, industry, schools");
        return om_cover_ground(&fire->covers, built, NULL, fire->reached, err);
    }
    int64_t buildings = 0;
    OM_TRY(om_run_count(fire->run, "building", &buildings, err));
    if (buildings > 0) {
        om_json_put_text(fire->report, "built_up_area", "building footprints");
        return cover_places(fire, "building", OM_COVER_BUILT, err);
    }
    OM_TRY(om_shapes_unite(fire->run->store, "water", NULL, &water, err));
    om_json_put_text(fire->report, "built_up_area",
                     water ? "all ground that is not water" : "all ground");
    om_run_notice(
        fire->run,
        "neither homes as land use nor buildings are loaded: the built-up area is all ground%s",
        water ? " that is not water" : "");
    return om_cover_ground(&fire->covers, NULL, water, fire->reached, err);
}

static double share_of(double part, double whole)
{
    return whole > 0 ? part / whole : (double)NAN;
}

/* Who a row is about; the city has no shape. */
typedef struct subject {
    const char *id, *code, *name, *level;
    const om_geom *stored;
} subject;

static om_status write_cover(om_table *table, const subject *about, const om_cover *cover,
                             om_error *err)
{
    const om_value values[] = {
        om_value_text(about->code),
        om_value_text(about->name),
        om_value_text(about->level),
        om_value_real(cover->people),
        om_value_real(cover->people_covered),
        om_value_real(share_of(cover->people_covered, cover->people)),
        om_value_real(cover->built_m2),
        om_value_real(cover->built_covered_m2),
        om_value_real(share_of(cover->built_covered_m2, cover->built_m2)),
        om_value_real(cover->road_m),
        om_value_real(cover->road_covered_m),
        om_value_real(share_of(cover->road_covered_m, cover->road_m)),
        om_value_integer(cover->sources),
        om_value_integer(cover->sources_covered),
    };
    return om_table_add(table, about->id, values, about->stored, err);
}

static void tell_cover(om_json *told, const subject *about, const om_cover *cover)
{
    om_json_put_text(told, "code", about->code);
    om_json_put_text(told, "name", about->name);
    om_json_put_text(told, "level", about->level);
    om_json_put_number(told, "people", cover->people);
    om_json_put_number(told, "people_covered", cover->people_covered);
    om_json_put_number(told, "people_unknown", cover->people_unknown);
    om_json_put_number(told, "people_share", share_of(cover->people_covered, cover->people));
    om_json_put_number(told, "built_m2", cover->built_m2);
    om_json_put_number(told, "built_covered_m2", cover->built_covered_m2);
    om_json_put_number(told, "built_share", share_of(cover->built_covered_m2, cover->built_m2));
    om_json_put_number(told, "road_m", cover->road_m);
    om_json_put_number(told, "road_covered_m", cover->road_covered_m);
    om_json_put_number(told, "road_share", share_of(cover->road_covered_m, cover->road_m));
    om_json_put_integer(told, "sources", cover->sources);
    om_json_put_integer(told, "sources_covered", cover->sources_covered);
    om_json_put_integer(told, "sources_unknown", cover->sources_unknown);
}

static void tell_unknown(om_fire *fire, const om_cover *city)
{
    if (city->people_unknown > 0 || city->sources_unknown > 0)
        om_run_notice(fire->run,
                      "for %.0f people and %lld hazard sources there is no road within %g m "
                      "(max_snap_m): whether they are in time is unknown, and they do not count as "
                      "covered",
                      city->people_unknown, (long long)city->sources_unknown,
                      fire->access.within_m);
}

static om_status write_rows(om_fire *fire, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_district", &table, err));
    const subject all = {"city", "city", "All districts", "city", NULL};
    const om_cover city = om_cover_city(&fire->covers);
    OM_TRY(write_cover(table, &all, &city, err));
    tell_cover(om_json_put(fire->report, "city", om_json_object_new()), &all, &city);
    tell_unknown(fire, &city);

    om_json *list = om_json_put(fire->report, "districts", om_json_array_new());
    for (size_t i = 0; i < om_districts_count(fire->districts); i++) {
        const om_district *district = om_districts_at(fire->districts, i);
        OM_AUTO_TEXT id = {0};
        om_text_add_format(&id, "%s/%s", district->level, district->code);
        const subject about = {id.bytes, district->code, district->name, district->level,
                               district->stored};
        OM_TRY(write_cover(table, &about, &fire->covers.of[i], err));
        tell_cover(om_json_add(list, om_json_object_new()), &about, &fire->covers.of[i]);
    }
    return OM_OK;
}

static void tell_outside(om_fire *fire)
{
    const om_level *level = om_districts_city(fire->districts);
    const om_cover *outside = &fire->covers.outside;
    om_json_put_text(fire->report, "city_is_the_sum_of_level", level->name);
    om_json *told = om_json_put(fire->report, "outside", om_json_object_new());
    om_json_put_number(told, "people", outside->people);
    om_json_put_number(told, "road_m", outside->road_m);
    om_json_put_integer(told, "sources", outside->sources);
    if (level->overlaps)
        om_run_notice(
            fire->run,
            "the districts of level %s overlap: what lies in two of them is counted twice "
            "in roads and ground",
            level->name);
    if (outside->people > 0)
        om_run_notice(fire->run, "%.0f people live in no district and are in no total",
                      outside->people);
}

om_status om_fire_write_districts(om_fire *fire, om_error *err)
{
    fire->covers.districts = fire->districts;
    fire->covers.of = OM_ARENA_ARRAY(fire->arena, om_cover, om_districts_count(fire->districts));
    OM_TRY(cover_places(fire, "population", OM_COVER_PEOPLE, err));
    OM_TRY(cover_places(fire, "hazard_source", OM_COVER_SOURCES, err));
    om_cover_roads(&fire->covers, fire->network, fire->search, fire->limit_s);
    OM_TRY(cover_built(fire, err));
    tell_outside(fire);
    return write_rows(fire, err);
}

/* What is known of a place: everything the store's layers and analyses say of it, as JSON. */
#include <math.h>
#include <string.h>

#include "engine/query/near.h"

/* Farther than this a result for another place says nothing of this one. */
#define RESULT_WITHIN_M 500.0

/* Farther than this nothing is near. */
#define NEAR_WITHIN_M 100000.0

enum { SHELTERS = 3 };

static om_status check_place(om_lonlat at, om_error *err)
{
    const bool lon_fits = at.lon >= -180 && at.lon <= 180;
    const bool lat_fits = at.lat >= -90 && at.lat <= 90;
    if (lon_fits && lat_fits)
        return OM_OK;
    const bool swapped = fabs(at.lon) <= 90 && fabs(at.lat) <= 180;
    if (!lon_fits)
        return om_fail(err, OM_ERR_RANGE, "longitude %g is not within -180..180", at.lon);
    return om_fail(err, OM_ERR_RANGE, "latitude %g is not within -90..90%s", at.lat,
                   swapped ? "; are they swapped? longitude comes first" : "");
}

static bool lies_in(const om_box *box, om_lonlat at)
{
    return at.lon >= box->west && at.lon <= box->east && at.lat >= box->south &&
           at.lat <= box->north;
}

/* Both may be in range and still swapped: then the city lies at the mirrored place. */
static void tell_if_swapped(om_store *store, om_lonlat at, om_json *answer)
{
    om_box box;
    if (om_store_layer_box(store, om_layer_find("district"), &box, NULL) != OM_OK)
        return;
    const om_lonlat mirrored = {at.lat, at.lon};
    if (!lies_in(&box, at) && lies_in(&box, mirrored))
        om_json_put_text(answer, "notice",
                         "the districts lie elsewhere, but hold the place with longitude and "
                         "latitude swapped; longitude comes first");
}

static om_status put_rows_at(const om_spotlight *spotlight, const char *layer, const char *columns,
                             om_json *object, const char *key, om_error *err)
{
    om_json *rows = NULL;
    OM_TRY(om_rows_at(spotlight, om_layer_find(layer), columns, &rows, err));
    om_json_put(object, key, rows);
    return OM_OK;
}

/* ---- Risk ---- */

/* A graded area with how far the source that decided it is from the place. */
static om_status put_distance_to_decider(const om_spotlight *spotlight, om_json *area,
                                         om_error *err)
{
    const char *decider = om_json_text(om_json_get(area, "decided_by"));
    if (!decider)
        return OM_OK;
    const om_nearness wanted = {"source", "source", decider, 1, NEAR_WITHIN_M};
    OM_AUTO(om_json) found = NULL;
    OM_TRY(om_rows_near(spotlight, om_layer_find("risk_source"), &wanted, &found, err));
    om_json_put_number(area, "decided_by_distance_m",
                       om_json_number(om_json_get(om_json_at(found, 0), "distance_m")));
    return OM_OK;
}

static om_status put_graded(const om_spotlight *spotlight, const char *layer, om_json *risk,
                            const char *key, om_error *err)
{
    OM_AUTO(om_json) rows = NULL;
    OM_TRY(om_rows_at(spotlight, om_layer_find(layer),
                      "code, name, grade, mode, decided_by, decided_by_name, rule, reason,"
                      " sources, ungraded",
                      &rows, err));
    om_json *list = om_json_put(risk, key, om_json_array_new());
    for (size_t i = 0; i < om_json_count(rows); i++) {
        om_json *area = om_json_add(list, om_json_copy(om_json_at(rows, i)));
        OM_TRY(put_distance_to_decider(spotlight, area, err));
    }
    return OM_OK;
}

static om_status put_risk(const om_spotlight *spotlight, om_json *answer, om_error *err)
{
    om_json *risk = om_json_put(answer, "risk", om_json_object_new());
    OM_TRY(put_graded(spotlight, "risk_district", risk, "districts", err));
    return put_graded(spotlight, "risk_grid", risk, "cells", err);
}

/* Natural hazards: the index of the districts and the cell, and what each factor contributes. */
static om_status put_zoning(const om_spotlight *spotlight, om_json *answer, om_error *err)
{
    static const char *const columns =
        "code, name, unit_level, zoning_index, class, level, mode, unknown_share, contributions";
    om_json *zoning = om_json_put(answer, "zoning", om_json_object_new());
    OM_TRY(put_rows_at(spotlight, "hazard_zoning", columns, zoning, "districts", err));
    return put_rows_at(spotlight, "hazard_zoning_grid", columns, zoning, "cells", err);
}

/* ---- Help: the results for the nearest place stand for this one, and say so ---- */

static om_json *unknown(void)
{
    om_json *object = om_json_object_new();
    om_json_put_text(object, "state", "unknown");
    return object;
}

static om_status put_fire(const om_spotlight *spotlight, om_json *answer, om_error *err)
{
    static const om_nearness wanted = {
        "seconds, station, station_name, backup_seconds, backup_name, stations, peak_seconds, "
        "state, place_layer, place_id",
        NULL, NULL, 1, RESULT_WITHIN_M};
    OM_AUTO(om_json) found = NULL;
    OM_TRY(om_rows_near(spotlight, om_layer_find("fire_reach_place"), &wanted, &found, err));
    om_json *fire = om_json_put(
        answer, "fire", om_json_count(found) ? om_json_copy(om_json_at(found, 0)) : unknown());
    om_json_put_number(fire, "minutes", om_json_number(om_json_get(fire, "seconds")) / 60);
    return OM_OK;
}

static om_status put_supply(const om_spotlight *spotlight, om_json *answer, om_error *err)
{
    static const char *const levels[] = {"city", "district", "town"};
    om_json *list = om_json_put(answer, "supply", om_json_array_new());
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        const om_nearness wanted = {
            "level, depot, depot_name, minutes, state, place_layer, place_id", "level", levels[i],
            1, RESULT_WITHIN_M};
        OM_AUTO(om_json) found = NULL;
        OM_TRY(om_rows_near(spotlight, om_layer_find("supply_reach_place"), &wanted, &found, err));
        om_json *supply = om_json_add(
            list, om_json_count(found) ? om_json_copy(om_json_at(found, 0)) : unknown());
        om_json_put_text(supply, "level", levels[i]);
    }
    return OM_OK;
}

static om_status put_shelters(const om_spotlight *spotlight, om_json *answer, om_error *err)
{
    static const om_nearness wanted = {"id, name, kind, area_m2, capacity", NULL, NULL, SHELTERS,
                                       NEAR_WITHIN_M};
    om_json *found = NULL;
    OM_TRY(om_rows_near(spotlight, om_layer_find("shelter"), &wanted, &found, err));
    om_json_put(answer, "shelters", found);
    return OM_OK;
}

/* ---- The answer ---- */

static om_status put_place(const om_spotlight *spotlight, om_json *answer, om_error *err)
{
    OM_TRY(put_rows_at(spotlight, "district", "code, name, level", answer, "districts", err));
    OM_TRY(put_rows_at(spotlight, "population", "id, name, people", answer, "population", err));
    OM_TRY(put_risk(spotlight, answer, err));
    OM_TRY(put_zoning(spotlight, answer, err));
    OM_TRY(put_fire(spotlight, answer, err));
    OM_TRY(put_shelters(spotlight, answer, err));
    OM_TRY(put_supply(spotlight, answer, err));
    return put_rows_at(spotlight, "hazard_zone", "id, kind, name, level", answer, "hazard_zones",
                       err);
}

/* Silence must not be taken for safety: what nobody computed is named. */
static om_status put_not_run(om_store *store, om_json *answer, om_error *err)
{
    static const struct {
        const char *analysis, *layer;
    } results[] = {{"fire_reach", "fire_reach_place"},
                   {"shelter_area", "shelter_area"},
                   {"supply_reach", "supply_reach_place"},
                   {"risk", "risk_district"},
                   {"hazard_zoning", "hazard_zoning"}};
    om_json *list = om_json_put(answer, "not_run", om_json_array_new());
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        int64_t version = 0;
        OM_TRY(om_store_layer_version(store, om_layer_find(results[i].layer), &version, err));
        if (!version)
            om_json_add(list, om_json_text_new(results[i].analysis));
    }
    return OM_OK;
}

static om_status put_credits(om_store *store, om_json *answer, om_error *err)
{
    OM_AUTO_MEMORY char *credits = NULL;
    OM_TRY(om_store_credits(store, &credits, err));
    om_json_put_text(answer, "credits", credits);
    return OM_OK;
}

om_status om_query_at(om_store *store, om_lonlat at, char **ret_json, om_error *err)
{
    OM_TRY(check_place(at, err));
    OM_AUTO(om_json) answer = om_json_object_new();
    om_json *place = om_json_put(answer, "place", om_json_object_new());
    om_json_put_number(place, "lon", at.lon);
    om_json_put_number(place, "lat", at.lat);
    tell_if_swapped(store, at, answer);
    OM_AUTO(om_spotlight) spotlight = NULL;
    OM_TRY(om_spotlight_open(store, at, &spotlight, err));
    OM_TRY(put_place(spotlight, answer, err));
    OM_TRY(put_not_run(store, answer, err));
    OM_TRY(put_credits(store, answer, err));
    *ret_json = om_json_write(answer);
    return OM_OK;
}

/* Where fire engines arrive in time: declaration, settings and the order of the steps. */
#include "engine/analysis/fire_reach.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/roads.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"

#define PROFILES "standards/profiles.csv"

/* What a profile may say at most: a day. */
#define MOST_S 86400.0

static om_status read_seconds(const om_csv *table, size_t row, const char *name, double *ret,
                              om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, name, &column, err));
    const char *cell = om_csv_cell(table, row, column);
    double seconds;
    if (!om_text_to_number(cell, &seconds) || !(seconds >= 0 && seconds <= MOST_S))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within 0..%g s",
                       om_csv_name(table), om_csv_line(table, row), name, cell, MOST_S);
    *ret = seconds;
    return OM_OK;
}

static om_status find_profile(const om_csv *table, const char *wanted, size_t *ret, om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, "profile", &column, err));
    OM_AUTO_TEXT all = {0};
    for (size_t row = 0; row < om_csv_row_count(table); row++) {
        const char *name = om_csv_cell(table, row, column);
        om_text_add_format(&all, "%s%s", row ? ", " : "", name);
        if (strcmp(name, wanted) != 0)
            continue;
        *ret = row;
        return OM_OK;
    }
    return om_fail(err, OM_ERR_RANGE, "standard '%s' is none of %s", wanted,
                   all.bytes ? all.bytes : "none");
}

om_status om_fire_read_limits(om_fire *fire, om_error *err)
{
    const om_settings *settings = fire->run->settings;
    const char *path = NULL;
    OM_TRY(om_share_find(fire->arena, PROFILES, &path, err));
    OM_AUTO(om_csv) table = NULL;
    OM_TRY(om_csv_open(path, &table, err));
    size_t row = 0;
    double turnout_s = 0, travel_s = 0;
    OM_TRY(find_profile(table, om_settings_text(settings, "standard"), &row, err));
    OM_TRY(read_seconds(table, row, "turnout_s", &turnout_s, err));
    OM_TRY(read_seconds(table, row, "travel_s", &travel_s, err));

    const double own_limit_s = om_settings_number(settings, "limit_s");
    const double own_turnout_s = om_settings_number(settings, "turnout_s");
    fire->limit_s = isnan(own_limit_s) ? turnout_s + travel_s : own_limit_s;
    fire->turnout_s = isnan(own_turnout_s) ? turnout_s : own_turnout_s;
    fire->cell_m = om_settings_number(settings, "cell_m");
    fire->access = (om_access){om_settings_number(settings, "max_snap_m"),
                               om_settings_number(settings, "access_kmh") / 3.6};
    om_json_put_number(fire->report, "limit_s", fire->limit_s);
    om_json_put_number(fire->report, "turnout_s", fire->turnout_s);
    return OM_OK;
}

static om_status read_stations(om_fire *fire, om_error *err)
{
    const om_facility_layer layer = {"fire_station", "turnout_s", NULL};
    OM_TRY(om_facilities_read(fire->run, &layer, fire->network, fire->access.within_m, fire->arena,
                              &fire->stations, err));
    fire->starts = OM_ARENA_ARRAY(fire->arena, om_start, fire->stations.usable_count);
    for (size_t i = 0; i < fire->stations.usable_count; i++) {
        const om_facility *station = &fire->stations.list[fire->stations.usable[i]];
        fire->starts[i] = (om_start){station->spot.edge, station->spot.fraction,
                                     isnan(station->own) ? fire->turnout_s : station->own};
    }
    om_json_put_integer(fire->report, "stations", (int64_t)fire->stations.count);
    om_json_put_integer(fire->report, "stations_off_the_network",
                        (int64_t)(fire->stations.count - fire->stations.usable_count));
    return OM_OK;
}

static om_status read_places(om_fire *fire, om_error *err)
{
    static const char *const layers[] = {"population", "building", "hazard_source"};
    fire->places = om_places_new();
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        OM_TRY(om_places_read(fire->places, fire->run->store, layers[i], err));
    om_places_snap(fire->places, fire->network, &fire->access);
    return OM_OK;
}

static om_status run_steps(om_fire *fire, om_error *err)
{
    const om_driving driving = {"engine", "design",
                                om_settings_number(fire->run->settings, "speed_factor"), false};
    OM_TRY(om_fire_read_limits(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 0, 5, "steps", err));
    OM_TRY(om_roads_open(fire->run, &driving, fire->report, &fire->roads, err));
    fire->network = om_roads_network(fire->roads);
    OM_TRY(read_stations(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 1, 5, "steps", err));
    OM_TRY(read_places(fire, err));
    OM_TRY(om_districts_read(fire->run->store, &fire->districts, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 2, 5, "steps", err));

    fire->search = om_search_new(fire->network);
    OM_TRY(om_fire_write_ground(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 3, 5, "steps", err));
    OM_TRY(om_search_run(fire->search, fire->starts, fire->stations.usable_count, INFINITY, err));
    om_places_time(fire->places, fire->search, &fire->access);
    OM_TRY(om_fire_write_places(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 4, 5, "steps", err));
    OM_TRY(om_fire_write_districts(fire, err));
    return om_run_tell(fire->run, "fire_reach", 5, 5, "steps", err);
}

static void fire_clear(om_fire *fire)
{
    om_geom_free(fire->reached);
    om_districts_free(fire->districts);
    om_places_free(fire->places);
    om_search_free(fire->search);
    om_roads_free(fire->roads);
    om_arena_free(fire->arena);
}

static om_status run_fire_reach(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(fire_clear)))
    om_fire fire = {.run = run, .report = report, .arena = om_arena_new()};
    return run_steps(&fire, err);
}

static const om_input inputs[] = {
    {"road", true, "what engines drive on"},
    {"fire_station", true, "where engines start"},
    {"district", true, "what figures are reported for"},
    {"population", false, "people in time"},
    {"building", false, "buildings in time, and built-up area where there is no land use"},
    {"hazard_source", false, "hazard sources in time"},
    {"landuse", false, "built-up area"},
    {"water", false, "left out of the ground where neither land use nor buildings are loaded"},
    {0},
};

static const om_setting settings[] = {
    {"standard", "", OM_SETTING_TEXT, "cn_5min", 0, 0, NULL,
     "A profile of standards/profiles.csv: turnout and travel time."},
    {"limit_s", "s", OM_SETTING_NUMBER, "", 1, 86400, NULL,
     "Time from dispatch to arrival; unset: the profile's turnout and travel time."},
    {"turnout_s", "s", OM_SETTING_NUMBER, "", 0, 3600, NULL,
     "Turnout of stations that have none of their own; unset: the profile's."},
    {"speed_factor", "", OM_SETTING_NUMBER, "1", 0.05, 5, NULL,
     "Multiplies all speeds: below 1 for the rush hour."},
    {"max_snap_m", "m", OM_SETTING_NUMBER, "200", 1, 10000, NULL,
     "How far from a road a station or place may lie; farther places are unknown."},
    {"access_kmh", "km/h", OM_SETTING_NUMBER, "15", 0.5, 100, NULL,
     "Speed over the last metres from the road to the place."},
    {"cell_m", "m", OM_SETTING_NUMBER, "25", 2, 1000, NULL,
     "Cell of the raster that reach polygons are outlined from; figures do not depend on it."},
    {0},
};

static const char *const outputs[] = {"fire_reach_area", "fire_reach_place", "fire_reach_district",
                                      NULL};
static const char *const standards[] = {"standards/speeds.csv", "standards/vehicles.csv",
                                        "standards/barriers.csv", PROFILES, NULL};

extern const om_analysis om_analysis_fire_reach;
const om_analysis om_analysis_fire_reach = {
    .name = "fire_reach",
    .title = "Fire engine reach",
    .title_zh = "消防救援圈",
    .summary = "Time from dispatch to the arrival of the nearest fire engine, and who is in time.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_fire_reach,
};

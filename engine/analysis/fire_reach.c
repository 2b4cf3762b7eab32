/* Where fire engines arrive in time: declaration, settings and the order of the steps. */
#include "engine/analysis/fire_reach.h"

#include <string.h>

#include "engine/analysis/population.h"

/* The roads at the peak, unless that is when they were asked for. */
static om_status open_peak(om_fire *fire, om_error *err)
{
    const om_settings *settings = fire->run->settings;
    if (fire->by_distance || strcmp(om_settings_text(settings, "time"), "peak") == 0)
        return OM_OK;
    const om_driving driving = {om_settings_text(settings, "vehicle"), "peak",
                                om_settings_number(settings, "speed_factor"), false};
    return om_roads_vary(fire->roads, &driving, NULL, 0, &fire->peak_network, err);
}

om_driving om_fire_driving(const om_fire *fire)
{
    const om_settings *settings = fire->run->settings;
    return (om_driving){om_settings_text(settings, "vehicle"), om_settings_text(settings, "time"),
                        om_settings_number(settings, "speed_factor"), fire->by_distance};
}

static om_status open_roads(om_fire *fire, om_error *err)
{
    const om_driving driving = om_fire_driving(fire);
    OM_TRY(om_roads_open(fire->run, &driving, fire->report, &fire->roads, err));
    fire->network = om_roads_network(fire->roads);
    return OM_OK;
}

static om_status evaluate(om_fire *fire, const om_network *network, om_fire_answer **ret,
                          om_error *err)
{
    const om_fire_question question = {.network = network,
                                       .starts = fire->starts,
                                       .count = fire->stations.usable_count,
                                       .limit_s = fire->limit_s,
                                       .backup = network == fire->network,
                                       .stations = network == fire->network};
    *ret = om_fire_answer_new(fire->model);
    return om_fire_model_evaluate(fire->model, &question, *ret, err);
}

/* At the time that was asked for, and at the peak. */
static om_status evaluate_both(om_fire *fire, om_error *err)
{
    OM_TRY(evaluate(fire, fire->network, &fire->answer, err));
    if (fire->peak_network)
        return evaluate(fire, fire->peak_network, &fire->peak, err);
    if (!fire->by_distance)
        fire->peak = fire->answer;
    return OM_OK;
}

om_status om_fire_read(om_fire *fire, om_error *err)
{
    OM_TRY(om_fire_read_limits(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 0, 5, "steps", err));
    OM_TRY(open_roads(fire, err));
    OM_TRY(om_fire_read_stations(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 1, 5, "steps", err));
    return om_fire_read_model(fire, err);
}

static om_status run_steps(om_fire *fire, om_error *err)
{
    OM_TRY(om_fire_read(fire, err));
    OM_TRY(open_peak(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 2, 5, "steps", err));
    fire->search = om_search_new(fire->network);
    OM_TRY(om_fire_write_ground(fire, err));
    OM_TRY(om_fire_write_bands(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 3, 5, "steps", err));
    OM_TRY(evaluate_both(fire, err));
    OM_TRY(om_fire_write_places(fire, err));
    OM_TRY(om_fire_write_gaps(fire, err));
    OM_TRY(om_run_tell(fire->run, "fire_reach", 4, 5, "steps", err));
    OM_TRY(om_fire_write_districts(fire, err));
    return om_run_tell(fire->run, "fire_reach", 5, 5, "steps", err);
}

void om_fire_clear(om_fire *fire)
{
    if (fire->peak != fire->answer)
        om_fire_answer_free(fire->peak);
    om_fire_answer_free(fire->answer);
    om_fire_model_free(fire->model);
    om_geom_free(fire->reached);
    om_geom_free(fire->built);
    om_geom_free(fire->water);
    om_ground_free(fire->ground);
    om_districts_free(fire->districts);
    om_places_free(fire->places);
    om_search_free(fire->search);
    om_network_free(fire->peak_network);
    om_roads_free(fire->roads);
    om_arena_free(fire->arena);
}

static om_status run_fire_reach(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(om_fire_clear)))
    om_fire fire = {.run = run, .report = report, .arena = om_arena_new()};
    return run_steps(&fire, err);
}

static const om_input inputs[] = {
    {"road", true, "what engines drive on"},
    {"turn_restriction", false, "turns that engines do not make"},
    {"road_barrier", false, "gates that cost time, and what lets nobody through"},
    {"closure", false, "roads that are closed or slowed"},
    {"fire_station", true, "where engines start"},
    {"district", true, "what figures are reported for"},
    {"population", false, "people in time"},
    {"population_place", false, "where on the ground they live"},
    {"population_day", false, "where they are by day"},
    {"building", false, "buildings in time, and built-up area where there is no land use"},
    {"hazard_source", false, "hazard sources in time"},
    {"risk_source", false, "their grades, where they were computed"},
    {"shelter", false, "shelters in time"},
    {"landuse", false, "built-up area"},
    {"water", false, "left out of the ground where neither land use nor buildings are loaded"},
    {0},
};

static const char *const times[] = {"design", "offpeak", "peak", NULL};
static const char *const yes_no[] = {"no", "yes", NULL};

static const om_setting settings[] = {
    {"standard", "", OM_SETTING_TEXT, "cn_5min", 0, 0, NULL,
     "A profile of standards/profiles.csv: turnout and travel time, or distance."},
    {"time", "", OM_SETTING_CHOICE, "design", 0, 0, times,
     "Whose speeds of standards/speeds.csv; figures at the peak stand beside them."},
    {"vehicle", "", OM_SETTING_TEXT, "engine", 0, 0, NULL,
     "A row of standards/vehicles.csv: large_engine heeds the limits of roads for its size."},
    {"limit_s", "s", OM_SETTING_NUMBER, "", 1, 86400, NULL,
     "Time from dispatch to arrival; unset: the profile's turnout and travel time."},
    {"turnout_s", "s", OM_SETTING_NUMBER, "", 0, 3600, NULL,
     "Turnout of stations that have none of their own or of their class; unset: the profile's."},
    {"limit_m", "m", OM_SETTING_NUMBER, "", 1, 1e6, NULL,
     "Longest way to drive, for standards that limit the distance; unset: the profile's."},
    {"target_share", "0..1", OM_SETTING_NUMBER, "", 0, 1, NULL,
     "Share of people who must be in time; unset: the profile's, if it has one."},
    {"support", "", OM_SETTING_CHOICE, "no", 0, 0, yes_no,
     "Whether stations that are for support count as first at a fire."},
    {"people_on", "", OM_SETTING_CHOICE, "auto", 0, 0, om_population_choices,
     OM_POPULATION_SUMMARY},
    {"speed_factor", "", OM_SETTING_NUMBER, "1", 0.05, 5, NULL,
     "Multiplies all speeds: below 1 for the rush hour."},
    {"max_snap_m", "m", OM_SETTING_NUMBER, "200", 1, 10000, NULL,
     "How far from a road a station or place may lie; farther places are unknown."},
    {"access_kmh", "km/h", OM_SETTING_NUMBER, "15", 0.5, 100, NULL,
     "Speed over the last metres from the road to the place."},
    {"built_cell_m", "m", OM_SETTING_NUMBER, "50", 2, 1000, NULL,
     "Cell of the built-up area where that is ground: each is timed at its centre."},
    {"bands_min", "min", OM_SETTING_TEXT, "1 2 3 4 5 8 10", 0, 0, NULL,
     "Minutes from dispatch for which bands of reach are drawn, in any order."},
    {"cell_m", "m", OM_SETTING_NUMBER, "25", 2, 1000, NULL,
     "Cell of the raster that reach polygons are outlined from; figures do not depend on it."},
    {0},
};

static const char *const outputs[] = {
    "fire_reach_area", "fire_reach_band",  "fire_reach_first",    "fire_reach_overlap",
    "fire_reach_gap",  "fire_reach_place", "fire_reach_district", NULL};
static const char *const standards[] = {"standards/speeds.csv",
                                        "standards/vehicles.csv",
                                        "standards/barriers.csv",
                                        "standards/profiles.csv",
                                        "standards/station_classes.csv",
                                        "standards/gap_weights.csv",
                                        NULL};

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

/* Reads by what fire engines are judged, and the stations that they start from. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_reach.h"
#include "engine/base/file.h"

static om_status open_table(om_fire *fire, const char *name, om_csv **ret, om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_share_find(fire->arena, name, &path, err));
    return om_csv_open(path, ret, err);
}

static om_status read_tables(om_fire *fire, om_error *err)
{
    const char *standard = om_settings_text(fire->run->settings, "standard");
    OM_AUTO(om_csv) profiles = NULL;
    OM_AUTO(om_csv) classes = NULL;
    OM_TRY(open_table(fire, "standards/profiles.csv", &profiles, err));
    OM_TRY(om_fire_profile_read(profiles, standard, fire->arena, &fire->profile, err));
    OM_TRY(open_table(fire, "standards/station_classes.csv", &classes, err));
    return om_fire_classes_read(classes, fire->arena, &fire->classes, err);
}

/* Settings that say nothing under this kind of standard are refused, not ignored. */
static om_status check_kind(const om_fire *fire, om_error *err)
{
    static const char *const of_time[] = {"limit_s", "turnout_s", NULL};
    static const char *const of_distance[] = {"limit_m", NULL};
    const char *const *wrong = fire->by_distance ? of_time : of_distance;
    for (; *wrong; wrong++)
        if (!isnan(om_settings_number(fire->run->settings, *wrong)))
            return om_fail(err, OM_ERR_RANGE, "%s is given, but standard %s limits the %s", *wrong,
                           fire->profile.name, fire->by_distance ? "distance" : "time");
    return OM_OK;
}

static double own_or(const om_settings *settings, const char *name, double standard)
{
    const double own = om_settings_number(settings, name);
    return isnan(own) ? standard : own;
}

static void tell_limits(const om_fire *fire)
{
    om_json_put_text(fire->report, "standard", fire->profile.name);
    om_json_put_text(fire->report, "time", om_settings_text(fire->run->settings, "time"));
    om_json_put_number(fire->report, "limit_s", om_fire_shown_s(fire, fire->limit_s));
    om_json_put_number(fire->report, "limit_m", fire->by_distance ? fire->limit_s : (double)NAN);
    om_json_put_number(fire->report, "turnout_s",
                       fire->by_distance ? (double)NAN : fire->turnout_s);
    om_json_put_number(fire->report, "target_share", fire->target_share);
}

om_status om_fire_read_limits(om_fire *fire, om_error *err)
{
    const om_settings *settings = fire->run->settings;
    OM_TRY(read_tables(fire, err));
    const om_fire_profile *profile = &fire->profile;
    fire->by_distance = om_fire_profile_by_distance(profile);
    OM_TRY(check_kind(fire, err));
    fire->turnout_s = fire->by_distance ? 0 : own_or(settings, "turnout_s", profile->turnout_s);
    fire->limit_s = fire->by_distance
                        ? own_or(settings, "limit_m", profile->travel_m)
                        : own_or(settings, "limit_s", profile->turnout_s + profile->travel_s);
    fire->target_share = own_or(settings, "target_share", profile->target_share);
    fire->cell_m = om_settings_number(settings, "cell_m");
    /* A metre beside the road is a metre, too. */
    const double access_ms = om_settings_number(settings, "access_kmh") / 3.6;
    fire->access =
        (om_access){om_settings_number(settings, "max_snap_m"), fire->by_distance ? 1 : access_ms};
    tell_limits(fire);
    return OM_OK;
}

double om_fire_shown_s(const om_fire *fire, double seconds)
{
    if (!isfinite(seconds))
        return NAN;
    return fire->by_distance ? om_fire_profile_seconds(&fire->profile, seconds) : seconds;
}

/* ---- Stations ---- */

const om_fire_class *om_fire_class_of(const om_fire *fire, const om_facility *station)
{
    const om_fire_class *found = om_fire_class_find(&fire->classes, station->level);
    return found ? found : fire->classes.standard;
}

/* Stations by what became of them. */
typedef struct tally {
    size_t unclassed, unknown, support;
    const char *unknown_class; /* the first of them */
} tally;

static const om_fire_class *class_of(const om_fire *fire, const om_facility *station, tally *count)
{
    if (!*station->level) {
        count->unclassed++;
        return fire->classes.standard;
    }
    const om_fire_class *found = om_fire_class_find(&fire->classes, station->level);
    if (found)
        return found;
    if (count->unknown++ == 0)
        count->unknown_class = station->level;
    return fire->classes.standard;
}

double om_fire_turnout_s(const om_fire *fire, const om_facility *station)
{
    const om_fire_class *of_class = om_fire_class_of(fire, station);
    if (fire->by_distance)
        return 0;
    if (!isnan(station->own))
        return station->own;
    return isnan(of_class->turnout_s) ? fire->turnout_s : of_class->turnout_s;
}

/* What the standard says of a station's district, beside which the network's stands. */
static void tell_station(const om_fire *fire, const om_facility *station,
                         const om_fire_class *of_class, double turnout_s, om_json *list)
{
    double low_m2 = NAN, high_m2 = NAN;
    om_json *told = om_json_add(list, om_json_object_new());
    if (!fire->by_distance)
        om_fire_profile_formula(&fire->profile, fmax(fire->limit_s - turnout_s, 0), &low_m2,
                                &high_m2);
    om_json_put_text(told, "id", station->id);
    om_json_put_text(told, "name", station->name);
    om_json_put_text(told, "class", of_class->name);
    om_json_put_number(told, "turnout_s", fire->by_distance ? (double)NAN : turnout_s);
    om_json_put_number(told, "area_limit_m2", of_class->area_m2);
    om_json_put_number(told, "suburb_limit_m2", of_class->suburb_m2);
    om_json_put_number(told, "formula_low_m2", low_m2);
    om_json_put_number(told, "formula_high_m2", high_m2);
}

static void tell_tally(const om_fire *fire, const tally *count)
{
    const size_t near_count = fire->stations.usable_count + count->support;
    om_json_put_integer(fire->report, "stations", (int64_t)fire->stations.count);
    om_json_put_integer(fire->report, "stations_off_the_network",
                        (int64_t)(fire->stations.count - near_count));
    om_json_put_integer(fire->report, "stations_without_class", (int64_t)count->unclassed);
    om_json_put_integer(fire->report, "stations_of_unknown_class", (int64_t)count->unknown);
    om_json_put_integer(fire->report, "stations_of_support", (int64_t)count->support);
    if (count->unknown)
        om_run_notice(fire->run,
                      "%zu stations have a class that standards/station_classes.csv does not know "
                      "(the first: '%s'); its default was used for them",
                      count->unknown, count->unknown_class);
    if (count->support)
        om_run_notice(fire->run,
                      "%zu stations are for support and not first at a fire: they were left out "
                      "(support=yes counts them)",
                      count->support);
}

om_status om_fire_read_stations(om_fire *fire, om_error *err)
{
    const om_facility_layer layer = {"fire_station", "turnout_s", "class"};
    const bool all = strcmp(om_settings_text(fire->run->settings, "support"), "yes") == 0;
    om_facilities *stations = &fire->stations;
    OM_TRY(om_facilities_read(fire->run, &layer, fire->network, fire->access.within_m, fire->arena,
                              stations, err));
    fire->starts = OM_ARENA_ARRAY(fire->arena, om_start, stations->usable_count);
    om_json *list = om_json_put(fire->report, "station_standards", om_json_array_new());
    tally count = {0};
    const size_t near_count = stations->usable_count;
    stations->usable_count = 0;
    for (size_t i = 0; i < near_count; i++) {
        const size_t number = stations->usable[i];
        const om_facility *station = &stations->list[number];
        const om_fire_class *of_class = class_of(fire, station, &count);
        if (!of_class->responds && !all) {
            count.support++;
            continue;
        }
        const double turnout_s = om_fire_turnout_s(fire, station);
        fire->starts[stations->usable_count] =
            (om_start){station->spot.edge, station->spot.fraction, turnout_s};
        stations->usable[stations->usable_count++] = number;
        tell_station(fire, station, of_class, turnout_s, list);
    }
    tell_tally(fire, &count);
    if (stations->usable_count == 0)
        return om_fail(
            err, OM_ERR_DATA,
            "none of the %zu stations near a road is first at a fire (support=yes counts "
            "support stations)",
            near_count);
    return OM_OK;
}

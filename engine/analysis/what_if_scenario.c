/* Makes a scenario: today's stations and roads, and what changes of them. */
#include <math.h>
#include <string.h>

#include "engine/analysis/what_if_inside.h"
#include "engine/base/memory.h"

/* A scenario in the making. */
typedef struct making {
    const om_fire *fire;
    const om_changes *changes;
    om_arena *arena;
    om_scenario *to;
    size_t *record;       /* one a station of today: the record that changed it, 0 for none */
    om_closure *closures; /* of the changes */
    size_t closure_count;
    const om_change *speed; /* NULL where speeds stay */
} making;

static om_status fail_at(const making *of, const om_change *change, om_error *err,
                         const char *sentence, const char *about)
{
    return om_fail(err, OM_ERR_DATA, "%s, record %zu: %s%s%s%s", of->changes->name, change->record,
                   sentence, about ? " '" : "", about ? about : "", about ? "'" : "");
}

/* ---- Stations ---- */

static om_status fail_unknown(const making *of, const om_change *change, om_error *err)
{
    const om_facilities *stations = &of->fire->stations;
    const char **names = OM_ARENA_ARRAY(of->arena, const char *, 2 * stations->count);
    for (size_t i = 0; i < stations->count; i++) {
        names[2 * i] = stations->list[i].id;
        names[2 * i + 1] = stations->list[i].name;
    }
    const char *nearest = om_text_nearest(change->station, names, 2 * stations->count);
    if (nearest)
        return om_fail(err, OM_ERR_DATA,
                       "%s, record %zu: there is no fire station '%s'; did you mean '%s'?",
                       of->changes->name, change->record, change->station, nearest);
    return fail_at(of, change, err, "there is no fire station", change->station);
}

/* The station of that id, else the only one of that name. */
static om_status find_station(const making *of, const om_change *change, size_t *ret, om_error *err)
{
    const om_facilities *stations = &of->fire->stations;
    size_t named = 0;
    for (size_t i = 0; i < stations->count; i++)
        if (strcmp(stations->list[i].id, change->station) == 0) {
            *ret = i;
            return OM_OK;
        }
    for (size_t i = 0; i < stations->count; i++)
        if (strcmp(stations->list[i].name, change->station) == 0) {
            *ret = i;
            named++;
        }
    if (named > 1)
        return fail_at(of, change, err, "several fire stations have this name, tell the id of one:",
                       change->station);
    return named ? OM_OK : fail_unknown(of, change, err);
}

/* The number of a station's start; the count of starts where it has none. */
static size_t start_of(const making *of, size_t station)
{
    const om_facilities *stations = &of->fire->stations;
    size_t start = 0;
    while (start < stations->usable_count && stations->usable[start] != station)
        start++;
    return start;
}

/* A station may change once, and must count today or have no road today. */
static om_status take_station(making *of, const om_change *change, size_t *ret_station,
                              size_t *ret_start, om_error *err)
{
    size_t station = 0;
    OM_TRY(find_station(of, change, &station, err));
    if (of->record[station])
        return om_fail(err, OM_ERR_DATA,
                       "%s, record %zu: the fire station '%s' is changed by record %zu already",
                       of->changes->name, change->record, change->station, of->record[station]);
    of->record[station] = change->record;
    *ret_station = station;
    *ret_start = start_of(of, station);
    const bool counts = *ret_start < of->fire->stations.usable_count;
    if (!counts && of->fire->stations.list[station].near_road)
        return fail_at(
            of, change, err,
            "it is for support and not first at a fire (support=yes counts it):", change->station);
    if (!counts && change->kind == OM_CHANGE_DROP)
        return fail_at(of, change, err,
                       "nobody sets off there, for no road is near it:", change->station);
    return OM_OK;
}

static om_status place_start(making *of, const om_change *change, const om_facility *station,
                             size_t start, om_error *err)
{
    om_spot spot;
    om_facility as = *station;
    if (!isnan(change->turnout_s))
        as.own = change->turnout_s;
    if (!om_network_snap(of->fire->network, change->at, of->fire->access.within_m, &spot))
        return om_fail(err, OM_ERR_DATA,
                       "%s, record %zu: there is no road within %g m (max_snap_m) of the place",
                       of->changes->name, change->record, of->fire->access.within_m);
    of->to->starts[start] = (om_start){spot.edge, spot.fraction, om_fire_turnout_s(of->fire, &as)};
    of->to->count += start == of->to->count;
    return OM_OK;
}

static om_status move_station(making *of, const om_change *change, om_error *err)
{
    size_t station = 0, start = 0;
    OM_TRY(take_station(of, change, &station, &start, err));
    if (start == of->fire->stations.usable_count)
        start = of->to->count;
    return place_start(of, change, &of->fire->stations.list[station], start, err);
}

static om_status drop_station(making *of, const om_change *change, om_error *err)
{
    size_t station = 0, start = 0;
    OM_TRY(take_station(of, change, &station, &start, err));
    of->to->starts[start].seconds = INFINITY;
    return OM_OK;
}

static om_status check_new(const making *of, const om_change *change, om_error *err)
{
    const om_facilities *stations = &of->fire->stations;
    for (size_t i = 0; change->station && i < stations->count; i++)
        if (strcmp(stations->list[i].id, change->station) == 0)
            return fail_at(of, change, err, "there is a fire station already:", change->station);
    for (size_t i = 0; i < of->changes->count; i++) {
        const om_change *other = &of->changes->list[i];
        if (other < change && other->kind == OM_CHANGE_ADD && other->station && change->station &&
            strcmp(other->station, change->station) == 0)
            return fail_at(of, change, err, "a record before adds it already:", change->station);
    }
    return OM_OK;
}

static om_status add_station(making *of, const om_change *change, om_error *err)
{
    const om_fire *fire = of->fire;
    const om_facility station = {.level = change->of_class ? change->of_class : "", .own = NAN};
    OM_TRY(check_new(of, change, err));
    const om_fire_class *of_class = om_fire_class_of(fire, &station);
    if (change->of_class && !om_fire_class_find(&fire->classes, change->of_class))
        return fail_at(of, change, err, "standards/station_classes.csv has no class",
                       change->of_class);
    if (!of_class->responds && strcmp(om_settings_text(fire->run->settings, "support"), "yes") != 0)
        return fail_at(of, change, err,
                       "its class is for support and not first at a fire (support=yes counts it):",
                       change->of_class);
    return place_start(of, change, &station, of->to->count, err);
}

/* ---- Roads ---- */

static om_status change_speed(making *of, const om_change *change, om_error *err)
{
    if (of->speed)
        return om_fail(err, OM_ERR_DATA, "%s, record %zu: speeds are changed by record %zu already",
                       of->changes->name, change->record, of->speed->record);
    of->speed = change;
    return OM_OK;
}

static om_status make_roads(const making *of, om_error *err)
{
    om_driving driving = om_fire_driving(of->fire);
    if (!of->speed && !of->closure_count)
        return OM_OK;
    if (of->speed && !isnan(of->speed->speed_factor))
        driving.speed_factor *= of->speed->speed_factor;
    if (of->speed && of->speed->time)
        driving.time = of->speed->time;
    return om_roads_vary(of->fire->roads, &driving, of->closures, of->closure_count, &of->to->roads,
                         err);
}

/* ---- The whole ---- */

static om_status apply(making *of, const om_change *change, om_error *err)
{
    switch (change->kind) {
    case OM_CHANGE_ADD:
        return add_station(of, change, err);
    case OM_CHANGE_MOVE:
        return move_station(of, change, err);
    case OM_CHANGE_DROP:
        return drop_station(of, change, err);
    case OM_CHANGE_CLOSE:
    case OM_CHANGE_SLOW:
        of->closures[of->closure_count++] = change->closure;
        return OM_OK;
    case OM_CHANGE_SPEED:
        break;
    }
    return change_speed(of, change, err);
}

static void tell_change(const om_change *change, om_json *told)
{
    om_json *one = om_json_add(told, om_json_object_new());
    om_json_put_integer(one, "record", (int64_t)change->record);
    om_json_put_text(one, "change", om_change_name(change->kind));
    om_json_put_text(one, "station", change->station);
    om_json_put_text(one, "name", change->name);
    om_json_put_text(one, "road", change->closure.road_id);
    om_json_put_number(one, "speed_factor",
                       change->kind == OM_CHANGE_SLOW ? change->closure.speed_factor
                                                      : change->speed_factor);
}

om_status om_scenario_make(const om_fire *fire, const om_changes *changes, om_arena *arena,
                           om_json *told, om_scenario *ret, om_error *err)
{
    const size_t today = fire->stations.usable_count;
    making of = {.fire = fire, .changes = changes, .arena = arena, .to = ret};
    of.record = OM_ARENA_ARRAY(arena, size_t, fire->stations.count);
    of.closures = OM_ARENA_ARRAY(arena, om_closure, changes->count);
    ret->starts = OM_ARENA_ARRAY(arena, om_start, today + changes->count);
    memcpy(ret->starts, fire->starts, today * sizeof *ret->starts);
    ret->count = today;
    for (size_t i = 0; i < changes->count; i++) {
        OM_TRY(apply(&of, &changes->list[i], err));
        tell_change(&changes->list[i], told);
    }
    return make_roads(&of, err);
}

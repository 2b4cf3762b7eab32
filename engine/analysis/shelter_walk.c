/* Opens the ways and the shelters for people on foot. */
#include "engine/analysis/shelter_walk.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

const char *const om_shelter_walk_choices[] = {"all", "fixed", NULL};
const char *const om_shelter_unsafe_choices[] = {"flag", "exclude", NULL};

/* How far apart on a border it is looked for a way. */
#define STEP_M 20.0

void om_shelter_walk_clear(om_shelter_walk *walk)
{
    om_catchments_clear(&walk->caught);
    om_places_free(walk->places);
    om_roads_free(walk->roads);
    om_shelters_free(walk->shelters);
    om_districts_free(walk->districts);
    om_arena_free(walk->arena);
}

const om_shelter *om_shelter_walk_at(const om_shelter_walk *walk, size_t group)
{
    return om_shelters_at(walk->shelters, walk->numbers[group]);
}

/* ---- Entrances ---- */

/* Entrances of one shelter as they are found. */
typedef struct entrances {
    const om_network *network;
    double within_m; /* from a way */
    om_start *list;
    size_t count, capacity;
    om_start nearest; /* of all that were looked at, however far */
    double nearest_m;
} entrances;

static void look_from(entrances *at, om_xy place, double most_m)
{
    om_spot spot;
    if (!om_network_snap(at->network, place, most_m, &spot))
        return;
    const om_start start = {spot.edge, spot.fraction, spot.distance_m};
    if (spot.distance_m < at->nearest_m) {
        at->nearest = start;
        at->nearest_m = spot.distance_m;
    }
    if (spot.distance_m > at->within_m)
        return;
    at->list = om_memory_grow(at->list, at->count + 1, &at->capacity, sizeof *at->list);
    at->list[at->count++] = start;
}

static void look_along(entrances *at, const om_xy *points, size_t count, double most_m)
{
    for (size_t i = 1; i < count; i++) {
        const om_xy from = points[i - 1], to = points[i];
        const double length_m = hypot(to.x - from.x, to.y - from.y);
        const size_t steps = (size_t)fmax(1, ceil(length_m / STEP_M));
        for (size_t s = 0; s < steps; s++) {
            const double part = (double)s / (double)steps;
            look_from(at, (om_xy){from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)},
                      most_m);
        }
    }
}

static om_status look_around(entrances *at, const om_geom *footprint, double most_m, om_error *err)
{
    for (size_t p = 0; p < om_geom_part_count(footprint); p++) {
        OM_AUTO(om_geom) part = NULL;
        OM_AUTO_MEMORY om_xy *points = NULL;
        size_t count = 0;
        OM_TRY(om_geom_part(footprint, p, &part, err));
        OM_TRY(om_geom_points(part, &points, &count, err));
        look_along(at, points, count, most_m);
    }
    return OM_OK;
}

/* The starts of a shelter, kept in the arena; none when no way is near enough. */
static om_status enter(om_shelter_walk *walk, const om_shelter *shelter, double entrance_m,
                       om_catch_group *ret, om_error *err)
{
    const double most_m = walk->access.within_m;
    entrances at = {
        .network = walk->network, .within_m = fmin(entrance_m, most_m), .nearest_m = INFINITY};
    if (shelter->footprint)
        OM_TRY(look_around(&at, shelter->footprint, most_m, err));
    else
        look_from(&at, shelter->at, most_m);
    OM_AUTO_MEMORY om_start *list = at.list;
    if (!at.count && isfinite(at.nearest_m)) {
        at.list = list = om_memory_take(1, sizeof *list);
        list[at.count++] = at.nearest;
    }
    om_start *kept = OM_ARENA_ARRAY(walk->arena, om_start, at.count + 1);
    if (at.count)
        memcpy(kept, list, at.count * sizeof *kept);
    *ret = (om_catch_group){kept, at.count, shelter->class->distance_m};
    return OM_OK;
}

/* ---- Who takes part ---- */

static bool takes_part(const om_shelter_walk *walk, size_t number)
{
    const om_settings *settings = walk->run->settings;
    const om_shelter *shelter = om_shelters_at(walk->shelters, number);
    if (strcmp(om_settings_text(settings, "shelters"), "fixed") == 0 && !shelter->class->is_fixed)
        return false;
    return !walk->dangers.reasons[number] ||
           strcmp(om_settings_text(settings, "unsafe"), "flag") == 0;
}

static void tell_of_dangers(const om_shelter_walk *walk)
{
    const bool flagged = strcmp(om_settings_text(walk->run->settings, "unsafe"), "flag") == 0;
    om_json_put_integer(walk->report, "unsafe_shelters", (int64_t)walk->dangers.unsafe);
    if (walk->dangers.unsafe)
        om_run_notice(walk->run,
                      "%zu shelters stand in a hazard zone or too near a dangerous source: they %s "
                      "(setting unsafe)",
                      walk->dangers.unsafe, flagged ? "count all the same" : "do not count");
    if (!walk->dangers.zones && !walk->dangers.sources)
        om_run_notice(walk->run, "no hazard zone or source is loaded: nobody can say which "
                                 "shelters are unsafe");
}

static om_status gather_groups(om_shelter_walk *walk, om_error *err)
{
    const double entrance_m = om_settings_number(walk->run->settings, "entrance_m");
    const size_t most = om_shelters_count(walk->shelters);
    size_t taking = 0, stray = 0;
    const char *example = NULL;
    walk->numbers = OM_ARENA_ARRAY(walk->arena, size_t, most + 1);
    walk->groups = OM_ARENA_ARRAY(walk->arena, om_catch_group, most + 1);
    for (size_t i = 0; i < most; i++) {
        const om_shelter *shelter = om_shelters_at(walk->shelters, i);
        om_catch_group group;
        if (!takes_part(walk, i))
            continue;
        taking++;
        OM_TRY(enter(walk, shelter, entrance_m, &group, err));
        if (!group.count) {
            example = stray++ ? example : shelter->id;
            continue;
        }
        walk->numbers[walk->count] = i;
        walk->groups[walk->count++] = group;
        walk->starts += group.count;
    }
    om_json_put_integer(walk->report, "shelters", (int64_t)walk->count);
    if (stray)
        om_run_notice(
            walk->run,
            "%zu shelters have no way on foot within %g m (max_snap_m), such as '%s', and "
            "are left out",
            stray, walk->access.within_m, example);
    if (walk->count)
        return OM_OK;
    return taking ? om_fail(err, OM_ERR_DATA,
                            "none of %zu shelters has a way on foot within %g m (max_snap_m)",
                            taking, walk->access.within_m)
                  : om_fail(err, OM_ERR_DATA,
                            "none of %zu shelters takes part: settings shelters '%s' and unsafe "
                            "'%s' leave them out",
                            most, om_settings_text(walk->run->settings, "shelters"),
                            om_settings_text(walk->run->settings, "unsafe"));
}

static om_status find_catchments(om_shelter_walk *walk, om_error *err)
{
    const size_t count = om_places_count(walk->places);
    om_catch_place *places = OM_ARENA_ARRAY(walk->arena, om_catch_place, count + 1);
    for (size_t i = 0; i < count; i++) {
        const om_place *place = om_places_at(walk->places, i);
        places[i] = (om_catch_place){place->near_road ? place->spot.edge : OM_NO_EDGE,
                                     place->spot.fraction, place->spot.distance_m};
    }
    return om_catchments_find(walk->network, walk->groups, walk->count, places, count,
                              &walk->caught, err);
}

om_status om_shelter_walk_open(om_shelter_walk *walk, om_error *err)
{
    const om_run *run = walk->run;
    const om_driving on_foot = {"pedestrian", "design", 1, true};
    walk->arena = om_arena_new();
    walk->access = (om_access){om_settings_number(run->settings, "max_snap_m"), 1};
    OM_TRY(om_shelter_rules_read(run, &walk->rules, err));
    OM_TRY(om_districts_read(run->store, &walk->districts, err));
    OM_TRY(om_shelters_read(run, walk->districts, walk->rules.usable_share, &walk->shelters, err));
    OM_TRY(om_shelter_dangers_find(run, walk->shelters, walk->arena, &walk->dangers, err));
    tell_of_dangers(walk);
    OM_TRY(om_roads_open(run, &on_foot, walk->report, &walk->roads, err));
    walk->network = om_roads_network(walk->roads);
    OM_TRY(gather_groups(walk, err));
    walk->places = om_places_new();
    OM_TRY(om_places_read_people(walk->places, run, walk->report, err));
    OM_TRY(om_places_snap(walk->places, walk->network, &walk->access, err));
    return find_catchments(walk, err);
}

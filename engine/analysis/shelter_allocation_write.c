/* Writes who is housed where: ways, places, shelters and districts. */
#include <math.h>

#include "engine/analysis/shelter_allocation.h"

/* What rounding leaves of a place whose people are all housed. */
static double left_of(const om_housed *housed)
{
    const double left = housed->to_house - housed->placed;
    return left > 1e-9 * housed->to_house ? left : 0;
}

static const char *state_of(const om_place *place, const om_housed *housed)
{
    if (!place->near_road)
        return "unknown";
    if (!housed->in_reach)
        return "far";
    if (left_of(housed) == 0)
        return "placed";
    return housed->placed > 0 ? "partly" : "full";
}

/* ---- Places and ways ---- */

static om_status write_place(const om_allocation *of, om_table *table, size_t number, om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    const om_place *place = om_places_at(walk->places, number);
    const om_housed *housed = &of->places[number];
    const om_shelter *shelter = housed->shelters ? om_shelter_walk_at(walk, housed->most) : NULL;
    const om_value values[] = {
        om_value_text(place->layer),
        om_value_text(place->id),
        om_value_real(housed->to_house),
        om_value_real(housed->placed),
        om_value_real(left_of(housed)),
        om_value_text(shelter ? shelter->id : NULL),
        om_value_text(shelter ? shelter->name : NULL),
        om_value_integer((int64_t)housed->shelters),
        om_value_real(om_shelter_over(housed->person_m, housed->placed)),
        om_value_text(state_of(place, housed)),
    };
    OM_AUTO(om_geom) point = NULL;
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s", place->layer, place->id);
    OM_TRY(om_geom_of_point(om_store_geo(walk->run->store),
                            (om_xy){place->stored.lon, place->stored.lat}, OM_DEGREES, &point,
                            err));
    return om_table_add(table, id.bytes, values, point, err);
}

/* Where a shelter lies, in degrees. */
static om_status place_of(const om_shelter_walk *walk, const om_shelter *shelter, om_xy *ret,
                          om_error *err)
{
    const om_transform *to_degrees = NULL;
    *ret = shelter->at;
    OM_TRY(om_store_to_degrees(walk->run->store, &to_degrees, err));
    return om_transform_points(to_degrees, ret, 1, err);
}

static om_status write_way(const om_allocation *of, om_table *table, const om_assigned *at,
                           om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    const om_place *place = om_places_at(walk->places, at->place);
    const om_shelter *shelter = om_shelter_walk_at(walk, at->shelter);
    om_xy ends[] = {{place->stored.lon, place->stored.lat}, shelter->at};
    OM_AUTO(om_geom) line = NULL;
    OM_AUTO_TEXT id = {0};
    OM_TRY(place_of(walk, shelter, &ends[1], err));
    OM_TRY(om_geom_of_line(om_store_geo(walk->run->store), ends, 2, OM_DEGREES, &line, err));
    om_text_add_format(&id, "%s/%s/%s", place->layer, place->id, shelter->id);
    const om_value values[] = {
        om_value_text(place->layer),  om_value_text(place->id),  om_value_text(shelter->id),
        om_value_text(shelter->name), om_value_real(at->people), om_value_real(at->metres),
    };
    return om_table_add(table, id.bytes, values, line, err);
}

om_status om_allocation_write_places(const om_allocation *of, om_error *err)
{
    OM_AUTO(om_table) places = NULL;
    OM_AUTO(om_table) ways = NULL;
    OM_TRY(om_run_output(of->walk.run, "shelter_allocation_place", &places, err));
    OM_TRY(om_run_output(of->walk.run, "shelter_allocation_way", &ways, err));
    for (size_t i = 0; i < om_places_count(of->walk.places); i++)
        OM_TRY(write_place(of, places, i, err));
    for (size_t i = 0; i < of->answer.count; i++)
        OM_TRY(write_way(of, ways, &of->answer.list[i], err));
    return OM_OK;
}

/* ---- Shelters ---- */

/* A group of the walk, or none for a shelter that takes no part. */
typedef struct load {
    double people, person_m;
    bool takes_part;
} load;

/* Nobody more fits in: parts of a person may be left of what it holds. */
static bool is_full(const load *of, double capacity)
{
    return of->people > 0 && capacity - of->people < 1;
}

static const char *load_state(const load *of, double capacity)
{
    if (!of->takes_part)
        return "excluded";
    if (!(of->people > 0))
        return "empty";
    return is_full(of, capacity) ? "full" : "used";
}

static om_status write_shelter(const om_allocation *of, om_table *table, size_t number,
                               const load *loaded, om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    const om_shelter *shelter = om_shelters_at(walk->shelters, number);
    const om_shelter_ground *ground = om_shelters_ground(walk->shelters, number);
    const om_value values[] = {
        om_value_text(shelter->id),
        om_value_text(shelter->name),
        om_value_text(shelter->class->name),
        om_value_integer(om_shelters_is_derived(walk->shelters, number)),
        om_value_real(ground->usable_m2),
        om_value_real(ground->capacity),
        om_value_real(loaded->people),
        om_value_real(is_full(loaded, ground->capacity)
                          ? 1
                          : om_shelter_over(loaded->people, ground->capacity)),
        om_value_real(om_shelter_over(loaded->person_m, loaded->people)),
        om_value_text(walk->dangers.reasons[number]),
        om_value_text(load_state(loaded, ground->capacity)),
    };
    om_xy at;
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(place_of(walk, shelter, &at, err));
    OM_TRY(om_geom_of_point(om_store_geo(walk->run->store), at, OM_DEGREES, &point, err));
    return om_table_add(table, shelter->id, values, point, err);
}

om_status om_allocation_write_shelters(const om_allocation *of, om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(walk->run, "shelter_allocation_shelter", &table, err));
    for (size_t i = 0, g = 0; i < om_shelters_count(walk->shelters); i++) {
        load loaded = {0};
        if (g < walk->count && walk->numbers[g] == i) {
            loaded = (load){of->people[g], of->person_m[g], true};
            g++;
        }
        OM_TRY(write_shelter(of, table, i, &loaded, err));
    }
    return OM_OK;
}

/* ---- Districts ---- */

typedef struct sum {
    double to_house, placed, full, far, unknown, person_m;
} sum;

static void add_place(sum *to, const om_place *place, const om_housed *housed, double share)
{
    const double left = share * left_of(housed);
    to->to_house += share * housed->to_house;
    to->placed += share * housed->placed;
    to->person_m += share * housed->person_m;
    if (!place->near_road)
        to->unknown += left;
    else if (!housed->in_reach)
        to->far += left;
    else
        to->full += left;
}

static void add_sum(sum *to, const sum *more)
{
    to->to_house += more->to_house;
    to->placed += more->placed;
    to->full += more->full;
    to->far += more->far;
    to->unknown += more->unknown;
    to->person_m += more->person_m;
}

static om_status add_up(const om_allocation *of, const om_level *level, sum *sums, om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    for (size_t i = 0; i < om_places_count(walk->places); i++) {
        const om_place *place = om_places_at(walk->places, i);
        const om_part *parts = NULL;
        size_t count = 0;
        OM_TRY(om_districts_share(walk->districts, level, place->shape, place->at, &parts, &count,
                                  err));
        for (size_t p = 0; p < count; p++)
            add_place(&sums[parts[p].district], place, &of->places[i], parts[p].share);
    }
    return OM_OK;
}

static void report_sum(om_json *object, const om_shelter_subject *about, const sum *of)
{
    om_json_put_text(object, "code", about->code);
    om_json_put_text(object, "name", about->name);
    om_json_put_text(object, "level", about->level);
    om_json_put_number(object, "people_to_house", of->to_house);
    om_json_put_number(object, "people_placed", of->placed);
    om_json_put_number(object, "left_full", of->full);
    om_json_put_number(object, "left_far", of->far);
    om_json_put_number(object, "left_unknown", of->unknown);
    om_json_put_number(object, "placed_share", om_shelter_over(of->placed, of->to_house));
    om_json_put_number(object, "mean_m", om_shelter_over(of->person_m, of->placed));
}

static om_status write_sum(om_table *table, const om_shelter_subject *about, const sum *of,
                           om_error *err)
{
    const om_value values[] = {
        om_value_text(about->code),
        om_value_text(about->name),
        om_value_text(about->level),
        om_value_real(of->to_house),
        om_value_real(of->placed),
        om_value_real(of->full),
        om_value_real(of->far),
        om_value_real(of->unknown),
        om_value_real(fmin(1, om_shelter_over(of->placed, of->to_house))),
        om_value_real(om_shelter_over(of->person_m, of->placed)),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s", about->level, about->code);
    return om_table_add(table, id.bytes, values, about->stored, err);
}

static void tell_of_left(const om_run *run, const sum *city)
{
    if (city->full > 0)
        om_run_notice(run, "%.0f people are left out: the shelters in their reach are full",
                      city->full);
    if (city->far > 0)
        om_run_notice(run, "%.0f people are left out: no shelter that takes part is in their reach",
                      city->far);
    if (city->unknown > 0)
        om_run_notice(run, "%.0f people are left out: no way on foot is near (max_snap_m)",
                      city->unknown);
}

om_status om_allocation_write_districts(const om_allocation *of, om_error *err)
{
    const om_shelter_walk *walk = &of->walk;
    const om_level *of_city = om_districts_city(walk->districts);
    const size_t count = om_districts_count(walk->districts);
    sum *sums = OM_ARENA_ARRAY(walk->arena, sum, count), city = {0};
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(walk->run, "shelter_allocation_district", &table, err));
    for (size_t i = 0; i < om_districts_level_count(walk->districts); i++)
        OM_TRY(add_up(of, om_districts_level(walk->districts, i), sums, err));
    om_json *total = om_json_put(walk->report, "city", om_json_object_new());
    om_json *list = om_json_put(walk->report, "districts", om_json_array_new());
    for (size_t i = 0; i < count; i++) {
        const om_district *district = om_districts_at(walk->districts, i);
        const om_shelter_subject about = {district->code, district->name, district->level,
                                          district->stored};
        OM_TRY(write_sum(table, &about, &sums[i], err));
        report_sum(om_json_add(list, om_json_object_new()), &about, &sums[i]);
        if (i >= of_city->first && i < of_city->first + of_city->count)
            add_sum(&city, &sums[i]);
    }
    const om_shelter_subject whole = {"city", "All districts", "city", NULL};
    report_sum(total, &whole, &city);
    tell_of_left(walk->run, &city);
    return write_sum(table, &whole, &city, err);
}

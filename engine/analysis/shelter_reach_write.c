/* Writes who can walk to a shelter: place by place, and by district. */
#include <math.h>
#include <string.h>

#include "engine/analysis/shelter_reach.h"

/* ---- Places ---- */

static om_status write_place(const om_shelter_reach *reach, om_table *table, size_t number,
                             om_error *err)
{
    const om_shelter_walk *walk = &reach->walk;
    const om_place *place = om_places_at(walk->places, number);
    const om_walk_place *at = &reach->places[number];
    const om_shelter *shelter =
        at->group == OM_NO_GROUP ? NULL : om_shelter_walk_at(walk, at->group);
    const om_value values[] = {
        om_value_text(place->layer),
        om_value_text(place->id),
        om_value_real(place->people),
        om_value_text(shelter ? shelter->id : NULL),
        om_value_text(shelter ? shelter->name : NULL),
        om_value_text(shelter ? shelter->class->name : NULL),
        om_value_real(shelter ? at->metres : (double)NAN),
        om_value_integer(at->in_reach),
        om_value_real(at->access[OM_ACCESS_2SFCA]),
        om_value_real(at->access[OM_ACCESS_E2SFCA]),
        om_value_real(at->access[OM_ACCESS_GAUSSIAN]),
        om_value_text(om_walk_place_state(place, at)),
    };
    OM_AUTO(om_geom) point = NULL;
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s", place->layer, place->id);
    OM_TRY(om_geom_of_point(om_store_geo(walk->run->store),
                            (om_xy){place->stored.lon, place->stored.lat}, OM_DEGREES, &point,
                            err));
    return om_table_add(table, id.bytes, values, point, err);
}

static om_status write_places(const om_shelter_reach *reach, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(reach->walk.run, "shelter_reach_place", &table, err));
    for (size_t i = 0; i < om_places_count(reach->walk.places); i++)
        OM_TRY(write_place(reach, table, i, err));
    return OM_OK;
}

/* ---- Districts ---- */

/* What the people of a district can walk to. */
typedef struct sum {
    double people, reached, unknown;
    double walked;                    /* people times metres, of those with a shelter in reach */
    double access[OM_ACCESS_METHODS]; /* people times m2 a person */
} sum;

static void add_place(sum *to, const om_place *place, const om_walk_place *at, double share)
{
    const double people = share * place->people;
    to->people += people;
    to->reached += at->in_reach ? people : 0;
    to->unknown += place->near_road ? 0 : people;
    to->walked += at->in_reach ? people * at->metres : 0;
    for (size_t m = 0; m < OM_ACCESS_METHODS; m++)
        to->access[m] += people * at->access[m];
}

static void add_sum(sum *to, const sum *more)
{
    to->people += more->people;
    to->reached += more->reached;
    to->unknown += more->unknown;
    to->walked += more->walked;
    for (size_t m = 0; m < OM_ACCESS_METHODS; m++)
        to->access[m] += more->access[m];
}

static om_status add_up(const om_shelter_reach *reach, const om_level *level, sum *sums,
                        double *outside, om_error *err)
{
    const om_shelter_walk *walk = &reach->walk;
    for (size_t i = 0; i < om_places_count(walk->places); i++) {
        const om_place *place = om_places_at(walk->places, i);
        const om_part *parts = NULL;
        size_t count = 0;
        OM_TRY(om_districts_share(walk->districts, level, place->shape, place->at, &parts, &count,
                                  err));
        for (size_t p = 0; p < count; p++)
            add_place(&sums[parts[p].district], place, &reach->places[i], parts[p].share);
        *outside += count ? 0 : place->people;
    }
    return OM_OK;
}

static double unreached(const sum *of)
{
    return fmax(0, of->people - of->reached - of->unknown);
}

static void report_sum(om_json *object, const om_shelter_subject *about, const sum *of)
{
    om_json_put_text(object, "code", about->code);
    om_json_put_text(object, "name", about->name);
    om_json_put_text(object, "level", about->level);
    om_json_put_number(object, "people", of->people);
    om_json_put_number(object, "people_reached", of->reached);
    om_json_put_number(object, "people_unreached", unreached(of));
    om_json_put_number(object, "people_unknown", of->unknown);
    om_json_put_number(object, "reached_share", om_shelter_over(of->reached, of->people));
    om_json_put_number(object, "mean_m", om_shelter_over(of->walked, of->reached));
    om_json_put_number(object, "access_2sfca",
                       om_shelter_over(of->access[OM_ACCESS_2SFCA], of->people));
    om_json_put_number(object, "access_e2sfca",
                       om_shelter_over(of->access[OM_ACCESS_E2SFCA], of->people));
    om_json_put_number(object, "access_gaussian",
                       om_shelter_over(of->access[OM_ACCESS_GAUSSIAN], of->people));
}

static om_status write_sum(om_table *table, const om_shelter_subject *about, const sum *of,
                           om_error *err)
{
    const om_value values[] = {
        om_value_text(about->code),
        om_value_text(about->name),
        om_value_text(about->level),
        om_value_real(of->people),
        om_value_real(of->reached),
        om_value_real(unreached(of)),
        om_value_real(of->unknown),
        om_value_real(om_shelter_over(of->reached, of->people)),
        om_value_real(om_shelter_over(of->walked, of->reached)),
        om_value_real(om_shelter_over(of->access[OM_ACCESS_2SFCA], of->people)),
        om_value_real(om_shelter_over(of->access[OM_ACCESS_E2SFCA], of->people)),
        om_value_real(om_shelter_over(of->access[OM_ACCESS_GAUSSIAN], of->people)),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s", about->level, about->code);
    return om_table_add(table, id.bytes, values, about->stored, err);
}

static void tell(const om_shelter_walk *walk, const sum *city, double outside)
{
    om_json_put_number(walk->report, "people_outside", outside);
    if (outside > 0)
        om_run_notice(walk->run, "%.0f people are outside every district and are not counted",
                      outside);
    if (!(city->people > 0))
        om_run_notice(walk->run, "nobody lives in the districts: there are no shares");
    if (city->unknown > 0)
        om_run_notice(walk->run,
                      "%.0f people have no way on foot within %g m (max_snap_m): nobody can say "
                      "what they reach",
                      city->unknown, walk->access.within_m);
}

static om_status write_districts(const om_shelter_reach *reach, om_error *err)
{
    const om_shelter_walk *walk = &reach->walk;
    const om_level *of_city = om_districts_city(walk->districts);
    const size_t count = om_districts_count(walk->districts);
    sum *sums = OM_ARENA_ARRAY(walk->arena, sum, count), city = {0};
    double outside = 0;
    for (size_t i = 0; i < om_districts_level_count(walk->districts); i++) {
        const om_level *level = om_districts_level(walk->districts, i);
        double beside = 0;
        OM_TRY(add_up(reach, level, sums, level == of_city ? &outside : &beside, err));
    }
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(walk->run, "shelter_reach_district", &table, err));
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
    tell(walk, &city, outside);
    return write_sum(table, &whole, &city, err);
}

om_status om_shelter_reach_write_figures(const om_shelter_reach *reach, om_error *err)
{
    OM_TRY(write_places(reach, err));
    return write_districts(reach, err);
}

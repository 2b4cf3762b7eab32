/* Writes who and what is in time, by district and for the city. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_reach.h"

static double share_of(double part, double whole)
{
    return whole > 0 ? part / whole : (double)NAN;
}

/* Who a row is about; the city has no shape. `peak` is NULL where no peak was asked for. */
typedef struct subject {
    const char *id, *code, *name, *level;
    const om_geom *stored;
    const om_fire_cover *cover, *peak;
} subject;

/* A figure of a district, in the table and in the report alike. */
typedef struct figure {
    const char *name;
    double number;
    const char *word; /* instead of a number */
    bool is_count, is_word;
    bool is_main; /* told of each district; the others stand in the table */
} figure;

enum { MOST_FIGURES = 64 };

/* Figures in the order of the layer's columns, those that tell who it is left out. */
typedef struct figures {
    figure list[MOST_FIGURES];
    size_t count;
} figures;

static void put(figures *to, const char *name, double number)
{
    to->list[to->count++] = (figure){.name = name, .number = number};
}

static void put_count(figures *to, const char *name, double number)
{
    to->list[to->count++] = (figure){.name = name, .number = number, .is_count = true};
}

static void put_word(figures *to, const char *name, const char *word)
{
    to->list[to->count++] = (figure){.name = name, .word = word, .is_word = true};
}

static void put_sources(figures *to, const om_fire_cover *cover)
{
    static const char *const names[][3] = {
        {"sources_ungraded", "sources_ungraded_covered", "sources_ungraded_unknown"},
        {"sources_1", "sources_1_covered", "sources_1_unknown"},
        {"sources_2", "sources_2_covered", "sources_2_unknown"},
        {"sources_3", "sources_3_covered", "sources_3_unknown"},
        {"sources_4", "sources_4_covered", "sources_4_unknown"},
    };
    const om_fire_amount all = om_fire_sources(cover);
    put_count(to, "sources", all.all);
    put_count(to, "sources_covered", all.covered);
    put_count(to, "sources_unknown", all.unknown);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const om_fire_amount *of_grade = &cover->of[OM_FIRE_SOURCES_UNGRADED + i];
        put_count(to, names[i][0], of_grade->all);
        put_count(to, names[i][1], of_grade->covered);
        put_count(to, names[i][2], of_grade->unknown);
    }
}

static void put_people(figures *to, const subject *about)
{
    const om_fire_amount *people = &about->cover->of[OM_FIRE_PEOPLE];
    const double at_peak = about->peak ? about->peak->of[OM_FIRE_PEOPLE].covered : (double)NAN;
    put(to, "people", people->all);
    put(to, "people_covered", people->covered);
    put(to, "people_share", share_of(people->covered, people->all));
    put(to, "people_unreachable", people->unreachable);
    put(to, "people_unknown", people->unknown);
    put(to, "people_covered_peak", at_peak);
    put(to, "people_share_peak", share_of(at_peak, people->all));
}

static void put_ground(figures *to, const om_fire_cover *cover)
{
    const om_fire_amount *built = &cover->of[OM_FIRE_BUILT_M2];
    const om_fire_amount *road = &cover->of[OM_FIRE_ROAD_M];
    put(to, "built_m2", built->all);
    put(to, "built_covered_m2", built->covered);
    put(to, "built_share", share_of(built->covered, built->all));
    put(to, "built_unknown_m2", built->unknown);
    put(to, "road_m", road->all);
    put(to, "road_covered_m", road->covered);
    put(to, "road_share", share_of(road->covered, road->all));
}

static void put_times(figures *to, const om_fire *fire, const subject *about)
{
    const om_fire_cover *cover = about->cover, *peak = about->peak;
    put(to, "mean_s", om_fire_shown_s(fire, cover->mean_s));
    put(to, "median_s", om_fire_shown_s(fire, cover->median_s));
    put(to, "p90_s", om_fire_shown_s(fire, cover->p90_s));
    put(to, "p90_peak_s", peak ? om_fire_shown_s(fire, peak->p90_s) : (double)NAN);
    put(to, "target_share", fire->target_share);
    put_word(to, "meets_target", om_fire_meets(cover, fire->target_share));
    put_word(to, "meets_target_peak", peak ? om_fire_meets(peak, fire->target_share) : NULL);
}

static void collect(figures *to, const om_fire *fire, const subject *about)
{
    put_people(to, about);
    put_ground(to, about->cover);
    put_sources(to, about->cover);
    put_times(to, fire, about);
}

static om_status write_row(om_table *table, const subject *about, const figures *found,
                           om_error *err)
{
    om_value values[MOST_FIGURES + 3] = {om_value_text(about->code), om_value_text(about->name),
                                         om_value_text(about->level)};
    for (size_t i = 0; i < found->count; i++) {
        const figure *one = &found->list[i];
        values[3 + i] = one->is_word    ? om_value_text(one->word)
                        : one->is_count ? om_value_integer((int64_t)llround(one->number))
                                        : om_value_real(one->number);
    }
    return om_table_add(table, about->id, values, about->stored, err);
}

/* The figures by which districts are compared. */
static void mark_main(figures *found)
{
    static const char *const names[] = {"people",         "people_covered",    "people_share",
                                        "people_unknown", "people_share_peak", "built_share",
                                        "road_share",     "sources",           "sources_covered",
                                        "p90_s",          "p90_peak_s",        "meets_target"};
    for (size_t i = 0; i < found->count; i++)
        for (size_t n = 0; n < sizeof names / sizeof *names; n++)
            if (strcmp(found->list[i].name, names[n]) == 0)
                found->list[i].is_main = true;
}

/* Of the city all figures are told, of each district the main ones. */
static void tell_row(om_json *told, const subject *about, const figures *found)
{
    om_json_put_text(told, "code", about->code);
    om_json_put_text(told, "name", about->name);
    om_json_put_text(told, "level", about->level);
    for (size_t i = 0; i < found->count; i++) {
        const figure *one = &found->list[i];
        if (about->stored && !one->is_main)
            continue;
        if (one->is_word)
            om_json_put_text(told, one->name, one->word);
        else
            om_json_put_number(told, one->name, one->number);
    }
}

static om_status write_subject(const om_fire *fire, om_table *table, const subject *about,
                               om_json *told, om_error *err)
{
    figures found = {.count = 0};
    collect(&found, fire, about);
    mark_main(&found);
    tell_row(told, about, &found);
    return write_row(table, about, &found, err);
}

/* ---- What the data leave open ---- */

static void tell_unknown(const om_fire *fire, const om_fire_cover *city)
{
    const double people = city->of[OM_FIRE_PEOPLE].unknown;
    const double sources = om_fire_sources(city).unknown;
    if (people > 0 || sources > 0)
        om_run_notice(fire->run,
                      "for %.0f people and %.0f hazard sources there is no road within %g m "
                      "(max_snap_m): whether they are in time is unknown, and they do not count as "
                      "covered",
                      people, sources, fire->access.within_m);
}

static void tell_cut_off(const om_fire *fire, const om_fire_cover *city)
{
    const om_fire_amount *people = &city->of[OM_FIRE_PEOPLE];
    const double junctions = om_fire_answer_cut_off(fire->answer);
    om_json *told = om_json_put(fire->report, "unreachable", om_json_object_new());
    om_json_put_number(told, "people", people->unreachable);
    om_json_put_number(told, "people_share", share_of(people->unreachable, people->all));
    om_json_put_number(told, "junctions_share", junctions);
    if (junctions > 0 || people->unreachable > 0)
        om_run_notice(fire->run,
                      "no station reaches %.2g %% of the junctions and %.0f people at any time",
                      100 * junctions, people->unreachable);
}

static void tell_outside(const om_fire *fire)
{
    const om_level *level = om_districts_city(fire->districts);
    const om_fire_cover *outside = om_fire_answer_outside(fire->answer);
    const double people = outside->of[OM_FIRE_PEOPLE].all;
    om_json_put_text(fire->report, "city_is_the_sum_of_level", level->name);
    om_json *told = om_json_put(fire->report, "outside", om_json_object_new());
    om_json_put_number(told, "people", people);
    om_json_put_number(told, "road_m", outside->of[OM_FIRE_ROAD_M].all);
    om_json_put_number(told, "sources", om_fire_sources(outside).all);
    if (level->overlaps)
        om_run_notice(
            fire->run,
            "the districts of level %s overlap: what lies in two of them is counted twice "
            "in roads and ground",
            level->name);
    if (people > 0)
        om_run_notice(fire->run, "%.0f people live in no district and are in no total", people);
}

om_status om_fire_write_districts(om_fire *fire, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_district", &table, err));
    const om_fire_cover *city = om_fire_answer_city(fire->answer);
    const subject all = {"city",
                         "city",
                         "All districts",
                         "city",
                         NULL,
                         city,
                         fire->peak ? om_fire_answer_city(fire->peak) : NULL};
    tell_outside(fire);
    tell_cut_off(fire, city);
    tell_unknown(fire, city);
    OM_TRY(write_subject(fire, table, &all, om_json_put(fire->report, "city", om_json_object_new()),
                         err));

    om_json *list = om_json_put(fire->report, "districts", om_json_array_new());
    for (size_t i = 0; i < om_districts_count(fire->districts); i++) {
        const om_district *district = om_districts_at(fire->districts, i);
        OM_AUTO_TEXT id = {0};
        om_text_add_format(&id, "%s/%s", district->level, district->code);
        const subject about = {id.bytes,
                               district->code,
                               district->name,
                               district->level,
                               district->stored,
                               om_fire_answer_district(fire->answer, i),
                               fire->peak ? om_fire_answer_district(fire->peak, i) : NULL};
        OM_TRY(write_subject(fire, table, &about, om_json_add(list, om_json_object_new()), err));
    }
    return OM_OK;
}

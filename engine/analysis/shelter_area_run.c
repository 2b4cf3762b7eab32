/* The analysis "shelter_area": reads shelters and residents, writes the figures by district. */
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/analysis/district_people.h"
#include "engine/analysis/population.h"
#include "engine/analysis/shelter_area.h"
#include "engine/analysis/shelter_explain.h"
#include "engine/analysis/shelters.h"

static const om_input inputs[] = {
    {"district", true, "to report for"},
    {"shelter", true, "to add up"},
    {"population", true, "to know how many residents share it"},
    {"population_place", false, "where on the ground they live"},
    {"population_day", false, "where they are by day"},
    {0},
};

static const om_setting settings[] = {
    {"target", "m2/person", OM_SETTING_NUMBER, "", 0, 1000, NULL,
     "Effective area of fixed and central shelters a resident to be reached; standards/shelter.csv "
     "when not given."},
    {"share_to_house", "0..1", OM_SETTING_NUMBER, "", 0, 1, NULL,
     "Share of the residents whom fixed and central shelters must hold; standards/shelter.csv when "
     "not given."},
    {"usable_share", "0..1", OM_SETTING_NUMBER, "", 0, 1, NULL,
     "Usable share of a shelter that does not state its own; standards/shelter.csv when not "
     "given."},
    {"people_on", "", OM_SETTING_CHOICE, "auto", 0, 0, om_population_choices,
     OM_POPULATION_SUMMARY},
    {0},
};

static const char *const outputs[] = {"shelter_area", NULL};
static const char *const standards[] = {"standards/shelter.csv", "standards/shelter_classes.csv",
                                        NULL};

/* ---- Residents ---- */

static om_status count_residents(const om_run *run, om_districts *districts, double *residents,
                                 double *outside, om_json *report, om_error *err)
{
    OM_AUTO(om_places) places = om_places_new();
    OM_TRY(om_places_read_people(places, run, report, err));
    return om_district_people(districts, places, residents, outside, err);
}

/* ---- Figures ---- */

/* One line of the result. */
typedef struct figures {
    const char *id, *code, *name, *level;
    double residents;
    om_shelter_sum sum;
} figures;

static om_status write_figures(om_table *table, const figures *of, const om_shelter_rules *rules,
                               const om_geom *place, om_error *err)
{
    const om_shelter_sum *sum = &of->sum;
    const om_value values[] = {
        om_value_text(of->code),
        om_value_text(of->name),
        om_value_text(of->level),
        om_value_real(of->residents),
        om_value_integer(sum->shelters),
        om_value_real(sum->gross_m2),
        om_value_real(sum->usable_m2),
        om_value_integer(sum->fixed),
        om_value_real(sum->fixed_m2),
        om_value_real(om_shelter_m2_per_person(sum, of->residents)),
        om_value_real(rules->target_m2_per_person),
        om_value_real(om_shelter_missing_m2(sum, of->residents, rules->target_m2_per_person)),
        om_value_real(sum->capacity),
        om_value_real(om_shelter_capacity_share(sum, of->residents)),
        om_value_real(rules->share_to_house),
        om_value_real(om_shelter_missing_places(sum, of->residents, rules->share_to_house)),
        om_value_real(sum->emergency_capacity),
    };
    return om_table_add(table, of->id, values, place, err);
}

static void report_figures(om_json *object, const figures *of, const om_shelter_rules *rules)
{
    const om_shelter_sum *sum = &of->sum;
    om_json_put_text(object, "code", of->code);
    om_json_put_text(object, "name", of->name);
    om_json_put_text(object, "level", of->level);
    om_json_put_number(object, "residents", of->residents);
    om_json_put_integer(object, "shelters", sum->shelters);
    om_json_put_number(object, "gross_m2", sum->gross_m2);
    om_json_put_number(object, "usable_m2", sum->usable_m2);
    om_json_put_integer(object, "fixed_shelters", sum->fixed);
    om_json_put_number(object, "fixed_m2", sum->fixed_m2);
    om_json_put_number(object, "m2_per_person", om_shelter_m2_per_person(sum, of->residents));
    om_json_put_number(object, "target_m2_per_person", rules->target_m2_per_person);
    om_json_put_number(object, "missing_m2",
                       om_shelter_missing_m2(sum, of->residents, rules->target_m2_per_person));
    om_json_put_number(object, "capacity", sum->capacity);
    om_json_put_number(object, "capacity_share", om_shelter_capacity_share(sum, of->residents));
    om_json_put_number(object, "target_capacity_share", rules->share_to_house);
    om_json_put_number(object, "missing_places",
                       om_shelter_missing_places(sum, of->residents, rules->share_to_house));
    om_json_put_number(object, "emergency_capacity", sum->emergency_capacity);
}

static void add_to_city(figures *city, const figures *part)
{
    city->residents += part->residents;
    om_shelter_sum_add(&city->sum, &part->sum);
}

static bool is_part_of_city(const om_districts *districts, size_t district)
{
    const om_level *level = om_districts_city(districts);
    return district >= level->first && district < level->first + level->count;
}

/* Writes every district and, as the sum of its parts, the city. */
static om_status write_all(const om_run *run, om_districts *districts, const double *residents,
                           const om_shelter_sum *sums, const om_shelter_rules *rules,
                           om_json *report, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(run, "shelter_area", &table, err));
    figures city = {.id = "city", .code = "city", .name = "All districts", .level = "city"};
    om_json_put_text(report, "city_is_the_sum_of_level", om_districts_city(districts)->name);
    om_json *total = om_json_put(report, "city", om_json_object_new());
    om_json *list = om_json_put(report, "districts", om_json_array_new());
    for (size_t i = 0; i < om_districts_count(districts); i++) {
        const om_district *district = om_districts_at(districts, i);
        OM_AUTO_TEXT id = {0};
        om_text_add_format(&id, "%s/%s", district->level, district->code);
        const figures of = {id.bytes,        district->code, district->name,
                            district->level, residents[i],   sums[i]};
        OM_TRY(write_figures(table, &of, rules, district->stored, err));
        report_figures(om_json_add(list, om_json_object_new()), &of, rules);
        if (is_part_of_city(districts, i))
            add_to_city(&city, &of);
        if (!(of.residents > 0))
            om_run_notice(run, "district %s (%s) has no residents: no area a resident", of.code,
                          of.name);
    }
    report_figures(total, &city, rules);
    return write_figures(table, &city, rules, NULL, err);
}

static void tell_of_outside(const om_run *run, const om_districts *districts,
                            const om_shelter_sum *outside, double people, om_json *report)
{
    om_json *object = om_json_put(report, "outside", om_json_object_new());
    om_json_put_number(object, "residents", people);
    om_json_put_integer(object, "shelters", outside->shelters);
    om_json_put_number(object, "gross_m2", outside->gross_m2);
    om_json_put_number(object, "usable_m2", outside->usable_m2);
    if (people > 0)
        om_run_notice(run, "%.0f residents live outside every district and are not counted",
                      people);
    if (outside->shelters)
        om_run_notice(run, "%.0f m2 of %lld shelters lie outside every district", outside->gross_m2,
                      (long long)outside->shelters);
    if (om_districts_city(districts)->overlaps)
        om_run_notice(run, "the districts overlap: what lies in two of them counts in both");
}

static om_status run_shelter_area(const om_run *run, om_json *report, om_error *err)
{
    om_shelter_rules rules;
    OM_AUTO(om_districts) districts = NULL;
    OM_AUTO(om_shelters) shelters = NULL;
    OM_TRY(om_shelter_rules_read(run, &rules, err));
    om_json_put_number(report, "target_m2_per_person", rules.target_m2_per_person);
    om_json_put_number(report, "share_to_house", rules.share_to_house);
    om_json_put_number(report, "usable_share", rules.usable_share);
    OM_TRY(om_districts_read(run->store, &districts, err));
    OM_TRY(om_shelters_read(run, districts, rules.usable_share, &shelters, err));
    om_shelters_tell_classes(shelters, report);

    OM_AUTO(om_arena) arena = om_arena_new();
    const size_t count = om_districts_count(districts);
    const om_shelter_list list = {om_shelters_count(shelters) ? om_shelters_at(shelters, 0) : NULL,
                                  om_shelters_count(shelters), om_shelters_grounds(shelters)};
    om_shelter_sum *sums = OM_ARENA_ARRAY(arena, om_shelter_sum, count), outside;
    double *residents = OM_ARENA_ARRAY(arena, double, count), stray_people = 0;
    OM_TRY(om_shelter_areas(districts, &list, sums, &outside, err));
    OM_TRY(count_residents(run, districts, residents, &stray_people, report, err));
    tell_of_outside(run, districts, &outside, stray_people, report);
    return write_all(run, districts, residents, sums, &rules, report, err);
}

const om_analysis om_analysis_shelter_area = {
    .name = "shelter_area",
    .title = "Shelter area a resident",
    .title_zh = "人均避难场所面积",
    .summary = "Shelter area by district and for the city: fixed area a resident against its "
               "target, and apart from it how many people shelters hold against those to be "
               "housed.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_shelter_area,
    .explain = om_explain_shelter_area,
    .tell = om_say_shelter_area,
};

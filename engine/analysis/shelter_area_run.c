/* The analysis "shelter_area": reads shelters and residents, writes the figures by district. */
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/analysis/places.h"
#include "engine/analysis/population.h"
#include "engine/analysis/shelter_area.h"
#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/store/rows.h"

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
     "Usable shelter area a resident to be reached; standards/shelter.csv when not given."},
    {"usable_share", "0..1", OM_SETTING_NUMBER, "", 0, 1, NULL,
     "Usable share of a shelter that does not state its own; standards/shelter.csv when not "
     "given."},
    {"people_on", "", OM_SETTING_CHOICE, "auto", 0, 0, om_population_choices,
     OM_POPULATION_SUMMARY},
    {0},
};

static const char *const outputs[] = {"shelter_area", NULL};
static const char *const standards[] = {"standards/shelter.csv", NULL};

/* What the figures are made with. */
typedef struct choices {
    double target_m2_per_person, usable_share;
} choices;

/* ---- Settings ---- */

static om_status standard_of(const om_csv *csv, const char *name, double maximum, double *ret,
                             om_error *err)
{
    size_t names = 0, values = 0, row = 0;
    OM_TRY(om_csv_need_column(csv, "name", &names, err));
    OM_TRY(om_csv_need_column(csv, "value", &values, err));
    while (row < om_csv_row_count(csv) && strcmp(om_csv_cell(csv, row, names), name) != 0)
        row++;
    if (row == om_csv_row_count(csv))
        return om_fail(err, OM_ERR_DATA, "%s: the row '%s' is missing", om_csv_name(csv), name);
    double number = 0;
    const char *text = om_csv_cell(csv, row, values);
    if (!om_text_to_number(text, &number) || !(number >= 0 && number <= maximum))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within 0..%g",
                       om_csv_name(csv), om_csv_line(csv, row), name, text, maximum);
    *ret = number;
    return OM_OK;
}

static om_status make_choices(const om_run *run, choices *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) csv = NULL;
    const char *path = NULL;
    OM_TRY(om_share_find(arena, standards[0], &path, err));
    OM_TRY(om_csv_open(path, &csv, err));
    choices made = {om_settings_number(run->settings, "target"),
                    om_settings_number(run->settings, "usable_share")};
    if (isnan(made.target_m2_per_person))
        OM_TRY(standard_of(csv, "target_m2_per_person", 1000, &made.target_m2_per_person, err));
    if (isnan(made.usable_share))
        OM_TRY(standard_of(csv, "usable_share", 1, &made.usable_share, err));
    *ret = made;
    return OM_OK;
}

/* ---- Shelters ---- */

/* All shelters that have an area. */
typedef struct shelters {
    om_arena *arena;
    om_shelter *list;
    om_geom **owned;
    size_t count, read;
    size_t without_share; /* those that get the default */
    size_t without_area;
    om_text without_area_names;
} shelters;

static void shelters_clear(shelters *all)
{
    for (size_t i = 0; i < all->read; i++)
        om_geom_free(all->owned[i]);
    om_text_clear(&all->without_area_names);
    om_arena_free(all->arena);
}

static void leave_out(shelters *all, const char *id, const char *name)
{
    enum { NAMED = 5 };
    if (all->without_area++ < NAMED)
        om_text_add_format(&all->without_area_names, "%s'%s'", all->without_area > 1 ? ", " : "",
                           name ? name : id);
    else if (all->without_area == NAMED + 1)
        om_text_add(&all->without_area_names, " and more");
}

static om_status add_shelter(const om_rows *rows, double usable_share, shelters *all, om_error *err)
{
    om_geom *shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, 4, &shape, err));
    all->owned[all->read++] = shape;
    const om_geom_kind kind = shape ? om_geom_kind_of(shape) : OM_GEOM_POINT;
    const bool has_ground = kind == OM_GEOM_POLYGON || kind == OM_GEOM_MULTIPOLYGON;
    om_shelter shelter = {.id = om_arena_text(all->arena, om_rows_text(rows, 0)),
                          .footprint = has_ground ? shape : NULL,
                          .stated_m2 = om_rows_real(rows, 2),
                          .usable_share = om_rows_real(rows, 3)};
    if (!shape || !(om_shelter_gross_m2(&shelter) > 0)) {
        leave_out(all, shelter.id, om_rows_text(rows, 1));
        return OM_OK;
    }
    if (!has_ground)
        OM_TRY(om_geom_point_inside(shape, &shelter.at, err));
    if (isnan(shelter.usable_share)) {
        shelter.usable_share = usable_share;
        all->without_share++;
    }
    all->list[all->count++] = shelter;
    return OM_OK;
}

static om_status read_shelters(const om_run *run, double usable_share, shelters *all, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(run, "shelter", &count, err));
    all->list = OM_ARENA_ARRAY(all->arena, om_shelter, (size_t)count);
    all->owned = OM_ARENA_ARRAY(all->arena, om_geom *, (size_t)count);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("shelter"),
                              "id, name, area_m2, usable_share", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && all->read < (size_t)count) {
        OM_TRY(add_shelter(rows, usable_share, all, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

static void tell_of_shelters(const om_run *run, const shelters *all, const om_shelter_told *told,
                             double usable_share)
{
    if (all->without_area)
        om_run_notice(run, "%zu shelters without an area are left out: %s", all->without_area,
                      all->without_area_names.bytes);
    if (all->without_share)
        om_run_notice(run, "%zu of %zu shelters do not state a usable share: %g is taken",
                      all->without_share, all->count, usable_share);
    if (told->overlapping)
        om_run_notice(run, "%zu shelters overlap others: %.0f m2 of ground are counted once",
                      told->overlapping, told->overlap_m2);
    if (told->differing)
        om_run_notice(run,
                      "%zu shelters state an area more than 10 %% off the measured one, such as"
                      " '%s' (%.0f m2 stated, %.0f m2 measured): the stated one is taken",
                      told->differing, told->example->id, told->example->stated_m2,
                      told->example_m2);
}

/* ---- Residents ---- */

static om_status share_people(const om_place *place, om_districts *districts, double *residents,
                              double *outside, om_error *err)
{
    for (size_t i = 0; i < om_districts_level_count(districts); i++) {
        const om_level *level = om_districts_level(districts, i);
        const om_part *parts = NULL;
        size_t count = 0;
        OM_TRY(om_districts_share(districts, level, place->shape, place->at, &parts, &count, err));
        for (size_t part = 0; part < count; part++)
            residents[parts[part].district] += place->people * parts[part].share;
        if (!count && level == om_districts_city(districts))
            *outside += place->people;
    }
    return OM_OK;
}

static om_status count_residents(const om_run *run, om_districts *districts, double *residents,
                                 double *outside, om_json *report, om_error *err)
{
    OM_AUTO(om_places) places = om_places_new();
    OM_TRY(om_places_read_people(places, run, report, err));
    for (size_t i = 0; i < om_places_count(places); i++)
        OM_TRY(share_people(om_places_at(places, i), districts, residents, outside, err));
    return OM_OK;
}

/* ---- Figures ---- */

/* One line of the result. */
typedef struct figures {
    const char *id, *code, *name, *level;
    double residents;
    om_shelter_sum sum;
} figures;

static om_status write_figures(om_table *table, const figures *of, double target,
                               const om_geom *place, om_error *err)
{
    const om_value values[] = {
        om_value_text(of->code),
        om_value_text(of->name),
        om_value_text(of->level),
        om_value_real(of->residents),
        om_value_integer(of->sum.shelters),
        om_value_real(of->sum.gross_m2),
        om_value_real(of->sum.usable_m2),
        om_value_real(om_shelter_m2_per_person(of->sum.usable_m2, of->residents)),
        om_value_real(target),
        om_value_real(om_shelter_missing_m2(of->sum.usable_m2, of->residents, target)),
    };
    return om_table_add(table, of->id, values, place, err);
}

static void report_figures(om_json *object, const figures *of, double target)
{
    om_json_put_text(object, "code", of->code);
    om_json_put_text(object, "name", of->name);
    om_json_put_text(object, "level", of->level);
    om_json_put_number(object, "residents", of->residents);
    om_json_put_integer(object, "shelters", of->sum.shelters);
    om_json_put_number(object, "gross_m2", of->sum.gross_m2);
    om_json_put_number(object, "usable_m2", of->sum.usable_m2);
    om_json_put_number(object, "m2_per_person",
                       om_shelter_m2_per_person(of->sum.usable_m2, of->residents));
    om_json_put_number(object, "target_m2_per_person", target);
    om_json_put_number(object, "missing_m2",
                       om_shelter_missing_m2(of->sum.usable_m2, of->residents, target));
}

static void add_to_city(figures *city, const figures *part)
{
    city->residents += part->residents;
    city->sum.shelters += part->sum.shelters;
    city->sum.gross_m2 += part->sum.gross_m2;
    city->sum.usable_m2 += part->sum.usable_m2;
}

static bool is_part_of_city(const om_districts *districts, size_t district)
{
    const om_level *level = om_districts_city(districts);
    return district >= level->first && district < level->first + level->count;
}

/* Writes every district and, as the sum of its parts, the city. */
static om_status write_all(const om_run *run, om_districts *districts, const double *residents,
                           const om_shelter_sum *sums, double target, om_json *report,
                           om_error *err)
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
        OM_TRY(write_figures(table, &of, target, district->stored, err));
        report_figures(om_json_add(list, om_json_object_new()), &of, target);
        if (is_part_of_city(districts, i))
            add_to_city(&city, &of);
        if (!(of.residents > 0))
            om_run_notice(run, "district %s (%s) has no residents: no area a resident", of.code,
                          of.name);
    }
    report_figures(total, &city, target);
    return write_figures(table, &city, target, NULL, err);
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
    choices made;
    OM_TRY(make_choices(run, &made, err));
    om_json_put_number(report, "target_m2_per_person", made.target_m2_per_person);
    om_json_put_number(report, "usable_share", made.usable_share);
    OM_AUTO(om_districts) districts = NULL;
    OM_TRY(om_districts_read(run->store, &districts, err));
    __attribute__((cleanup(shelters_clear))) shelters all = {.arena = om_arena_new()};
    OM_TRY(read_shelters(run, made.usable_share, &all, err));

    const size_t count = om_districts_count(districts);
    om_shelter_sum *sums = OM_ARENA_ARRAY(all.arena, om_shelter_sum, count), outside;
    om_shelter_told told;
    OM_TRY(om_shelter_areas(om_store_geo(run->store), districts, all.list, all.count, sums,
                            &outside, &told, err));
    double *residents = OM_ARENA_ARRAY(all.arena, double, count), stray_people = 0;
    OM_TRY(count_residents(run, districts, residents, &stray_people, report, err));
    tell_of_shelters(run, &all, &told, made.usable_share);
    tell_of_outside(run, districts, &outside, stray_people, report);
    return write_all(run, districts, residents, sums, made.target_m2_per_person, report, err);
}

const om_analysis om_analysis_shelter_area = {
    .name = "shelter_area",
    .title = "Shelter area a resident",
    .title_zh = "人均避难场所面积",
    .summary = "Gross and usable shelter area by district and for the city, and a resident's share "
               "of it against the target.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_shelter_area,
};

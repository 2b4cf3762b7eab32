/* Reads shelters and their classes. */
#include "engine/analysis/shelters.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/cells.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/rows.h"

#define RULES "standards/shelter.csv"

struct om_shelters {
    om_arena *arena;
    om_shelter_classes *classes;
    om_shelter *list;
    bool *derived;
    size_t count;
    om_geom **owned;
    size_t read;
    om_shelter_grounds *grounds;
    size_t without_share; /* those that get the default */
    size_t without_area;  /* those that are left out */
    om_text without_area_names;
};

void om_shelters_free(om_shelters *shelters)
{
    if (!shelters)
        return;
    for (size_t i = 0; i < shelters->read; i++)
        om_geom_free(shelters->owned[i]);
    om_shelter_grounds_free(shelters->grounds);
    om_shelter_classes_free(shelters->classes);
    om_text_clear(&shelters->without_area_names);
    om_arena_free(shelters->arena);
    free(shelters);
}

/* ---- Rules ---- */

/* A rule, its setting and its greatest value. */
typedef struct rule {
    const char *name, *setting;
    double most;
} rule;

static om_status rule_of(const om_run *run, const om_csv *table, const rule *of, double *ret,
                         om_error *err)
{
    size_t row = 0;
    *ret = om_settings_has(run->settings, of->setting)
               ? om_settings_number(run->settings, of->setting)
               : (double)NAN;
    if (!isnan(*ret))
        return OM_OK;
    OM_TRY(om_cells_find(table, "name", of->name, &row, err));
    return om_cell_number(&(om_cell){table, row, "value"}, 0, of->most, ret, err);
}

om_status om_shelter_rules_read(const om_run *run, om_shelter_rules *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) table = NULL;
    const char *path = NULL;
    om_shelter_rules rules;
    OM_TRY(om_share_find(arena, RULES, &path, err));
    OM_TRY(om_csv_open(path, &table, err));
    OM_TRY(rule_of(run, table, &(rule){"target_m2_per_person", "target", 1000},
                   &rules.target_m2_per_person, err));
    OM_TRY(
        rule_of(run, table, &(rule){"usable_share", "usable_share", 1}, &rules.usable_share, err));
    OM_TRY(rule_of(run, table, &(rule){"share_to_house", "share_to_house", 1},
                   &rules.share_to_house, err));
    *ret = rules;
    return OM_OK;
}

/* ---- Reading ---- */

enum { ID, NAME, CLASS, AREA, SHARE, EFFECTIVE, CAPACITY, GEOMETRY };

static void leave_out(om_shelters *all, const om_shelter *shelter)
{
    enum { NAMED = 5 };
    if (all->without_area++ < NAMED)
        om_text_add_format(&all->without_area_names, "%s'%s'", all->without_area > 1 ? ", " : "",
                           shelter->name);
    else if (all->without_area == NAMED + 1)
        om_text_add(&all->without_area_names, " and more");
}

static om_status give_class(om_shelters *all, const char *stated, om_shelter *shelter,
                            om_error *err)
{
    all->derived[all->count] = !stated;
    if (!stated) {
        shelter->class = om_shelter_classes_of_area(all->classes, om_shelter_effective_m2(shelter));
        return OM_OK;
    }
    const om_status status = om_shelter_classes_find(all->classes, stated, &shelter->class, err);
    return status ? om_fail_within(err, status, "shelter '%s'", shelter->id) : OM_OK;
}

static om_status read_shelter(const om_rows *rows, om_shelters *all, om_shelter *ret, om_error *err)
{
    om_geom *shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, GEOMETRY, &shape, err));
    all->owned[all->read++] = shape;
    const char *id = om_rows_text(rows, ID), *name = om_rows_text(rows, NAME);
    *ret = (om_shelter){.id = om_arena_text(all->arena, id),
                        .name = om_arena_text(all->arena, name ? name : id),
                        .footprint = shape && om_geom_area_m2(shape) > 0 ? shape : NULL,
                        .stated_m2 = om_rows_real(rows, AREA),
                        .usable_share = om_rows_real(rows, SHARE),
                        .effective_m2 = om_rows_real(rows, EFFECTIVE),
                        .stated_capacity = om_rows_real(rows, CAPACITY)};
    return shape ? om_geom_point_inside(shape, &ret->at, err)
                 : om_fail(err, OM_ERR_DATA, "shelter %s has no place", id);
}

static om_status add_shelter(const om_rows *rows, double usable_share, om_shelters *all,
                             om_error *err)
{
    om_shelter shelter = {0};
    OM_TRY(read_shelter(rows, all, &shelter, err));
    const bool states_no_share = isnan(shelter.usable_share) && isnan(shelter.effective_m2);
    if (isnan(shelter.usable_share))
        shelter.usable_share = usable_share;
    const double gross_m2 = om_shelter_gross_m2(&shelter);
    if (shelter.stated_m2 < 0)
        return om_fail(err, OM_ERR_RANGE, "shelter '%s': a gross area of %g m2 is below 0",
                       shelter.id, shelter.stated_m2);
    if (!(gross_m2 > 0) && isnan(shelter.effective_m2) && !(shelter.stated_capacity > 0)) {
        leave_out(all, &shelter);
        return OM_OK;
    }
    OM_TRY(give_class(all, om_rows_text(rows, CLASS), &shelter, err));
    all->without_share += states_no_share && gross_m2 > 0;
    all->list[all->count++] = shelter;
    return OM_OK;
}

static om_status read_rows(const om_run *run, double usable_share, om_shelters *all, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(run, "shelter", &count, err));
    all->list = OM_ARENA_ARRAY(all->arena, om_shelter, (size_t)count);
    all->derived = OM_ARENA_ARRAY(all->arena, bool, (size_t)count);
    all->owned = OM_ARENA_ARRAY(all->arena, om_geom *, (size_t)count);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("shelter"),
                              "id, name, class, area_m2, usable_share, effective_m2, capacity",
                              &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && all->read < (size_t)count) {
        OM_TRY(add_shelter(rows, usable_share, all, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

/* A shelter may be larger than its district, but not by its owner's word alone. */
static om_status check_size(const om_shelter *shelter, om_districts *districts, om_error *err)
{
    const size_t home = om_districts_of_point(districts, om_districts_city(districts), shelter->at);
    const double said_m2 = fmax(shelter->stated_m2, shelter->effective_m2); /* skips NaN */
    if (home == OM_NO_DISTRICT)
        return OM_OK;
    const om_district *district = om_districts_at(districts, home);
    const double own_m2 = shelter->footprint ? om_geom_area_m2(shelter->footprint) : 0;
    if (said_m2 > district->area_m2 && said_m2 > own_m2)
        return om_fail(err, OM_ERR_DATA,
                       "shelter '%s' states %.0f m2, more than its district %s (%s) has: %.0f m2",
                       shelter->id, said_m2, district->code, district->name, district->area_m2);
    return OM_OK;
}

/* ---- Telling ---- */

static void tell_of_classes(const om_run *run, const om_shelters *all)
{
    size_t derived = 0, small = 0;
    const om_shelter *example = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const om_shelter *shelter = &all->list[i];
        const double effective_m2 = om_shelter_effective_m2(shelter);
        derived += all->derived[i];
        if (effective_m2 > 0 && effective_m2 < shelter->class->minimum_m2) {
            example = example ? example : shelter;
            small++;
        }
    }
    if (derived)
        om_run_notice(run,
                      "%zu of %zu shelters state no class: each gets the one whose least area it "
                      "reaches (standards/shelter_classes.csv)",
                      derived, all->count);
    if (small)
        om_run_notice(run,
                      "%zu shelters are smaller than their class wants, such as '%s': %.0f m2 of "
                      "effective area, at least %.0f m2 for class %s",
                      small, example->id, om_shelter_effective_m2(example),
                      example->class->minimum_m2, example->class->name);
}

static void tell_of_capacity(const om_run *run, const om_shelters *all)
{
    size_t over = 0;
    const om_shelter *example = NULL;
    double example_places = 0;
    for (size_t i = 0; i < all->count; i++) {
        const om_shelter *shelter = &all->list[i];
        const double places = om_shelter_grounds_at(all->grounds, i)->capacity;
        if (!(shelter->stated_capacity > places))
            continue;
        if (!over++) {
            example = shelter;
            example_places = places;
        }
    }
    if (over)
        om_run_notice(run,
                      "%zu shelters state a capacity above what their area holds, such as '%s' "
                      "(%.0f stated, %.0f by its area): the area counts",
                      over, example->id, example->stated_capacity, example_places);
}

static void tell_of_ground(const om_run *run, const om_shelter_told *told)
{
    if (told->overlapping)
        om_run_notice(run, "%zu shelters overlap others: %.0f m2 of ground are counted once",
                      told->overlapping, told->overlap_m2);
    if (told->covered)
        om_run_notice(run, "%zu shelters lie wholly on others, such as '%s', and count for nothing",
                      told->covered, told->covered_example->id);
    if (told->differing)
        om_run_notice(run,
                      "%zu shelters state an area more than 10 %% off the measured one, such as"
                      " '%s' (%.0f m2 stated, %.0f m2 measured): the stated one is taken",
                      told->differing, told->example->id, told->example->stated_m2,
                      told->example_m2);
}

static void tell(const om_run *run, const om_shelters *all, const om_shelter_told *told,
                 double usable_share)
{
    if (all->without_area)
        om_run_notice(run, "%zu shelters without an area are left out: %s", all->without_area,
                      all->without_area_names.bytes);
    if (all->without_share)
        om_run_notice(run, "%zu of %zu shelters do not state a usable share: %g is taken",
                      all->without_share, all->count, usable_share);
    tell_of_classes(run, all);
    tell_of_ground(run, told);
    tell_of_capacity(run, all);
}

om_status om_shelters_read(const om_run *run, om_districts *districts, double usable_share,
                           om_shelters **ret, om_error *err)
{
    OM_AUTO(om_shelters) all = om_memory_take(1, sizeof *all);
    om_shelter_told told;
    all->arena = om_arena_new();
    OM_TRY(om_shelter_classes_open(&all->classes, err));
    OM_TRY(read_rows(run, usable_share, all, err));
    for (size_t i = 0; i < all->count; i++)
        OM_TRY(check_size(&all->list[i], districts, err));
    OM_TRY(om_shelter_grounds_open(om_store_geo(run->store), all->list, all->count, &all->grounds,
                                   &told, err));
    tell(run, all, &told, usable_share);
    *ret = OM_TAKE(all);
    return OM_OK;
}

size_t om_shelters_count(const om_shelters *shelters)
{
    return shelters->count;
}

const om_shelter *om_shelters_at(const om_shelters *shelters, size_t number)
{
    return &shelters->list[number];
}

const om_shelter_ground *om_shelters_ground(const om_shelters *shelters, size_t number)
{
    return om_shelter_grounds_at(shelters->grounds, number);
}

const om_shelter_grounds *om_shelters_grounds(const om_shelters *shelters)
{
    return shelters->grounds;
}

const om_shelter_classes *om_shelters_classes(const om_shelters *shelters)
{
    return shelters->classes;
}

bool om_shelters_is_derived(const om_shelters *shelters, size_t number)
{
    return shelters->derived[number];
}

void om_shelters_tell_classes(const om_shelters *shelters, om_json *report)
{
    om_json *list = om_json_put(report, "classes", om_json_array_new());
    for (size_t c = 0; c < om_shelter_classes_count(shelters->classes); c++) {
        const om_shelter_class *class = om_shelter_classes_at(shelters->classes, c);
        int64_t count = 0, derived = 0;
        double usable_m2 = 0, capacity = 0;
        for (size_t i = 0; i < shelters->count; i++) {
            if (shelters->list[i].class != class)
                continue;
            count++;
            derived += shelters->derived[i];
            usable_m2 += om_shelters_ground(shelters, i)->usable_m2;
            capacity += om_shelters_ground(shelters, i)->capacity;
        }
        if (!count)
            continue;
        om_json *about = om_json_add(list, om_json_object_new());
        om_json_put_text(about, "class", class->name);
        om_json_put_bool(about, "fixed", class->is_fixed);
        om_json_put_integer(about, "shelters", count);
        om_json_put_integer(about, "class_derived", derived);
        om_json_put_number(about, "usable_m2", usable_m2);
        om_json_put_number(about, "capacity", capacity);
    }
}

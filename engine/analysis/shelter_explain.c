/* Explains shelter_area: the records are read again as the run's settings say, and compared. */
#include "engine/analysis/shelter_explain.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/shelters.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/history.h"
#include "engine/store/rows.h"

/* An explanation in the making. */
typedef struct explaining {
    om_store *store;
    om_arena *arena;
    om_json *document, *origin, *rows, *notices;
    const om_json *row; /* the district's, of shelter_area */
    om_settings *settings;
    om_districts *districts;
    const om_district *district;
    const om_level *level;
    om_shelters *shelters;
    om_shelter_rules rules;
} explaining;

static void clear(explaining *at)
{
    om_shelters_free(at->shelters);
    om_districts_free(at->districts);
    om_settings_free(at->settings);
    om_json_free(at->document);
    om_json_free(at->origin);
    om_json_free(at->rows);
    om_json_free(at->notices);
    om_arena_free(at->arena);
}

/* ---- The run, and the district's row ---- */

static om_status read_run(explaining *at, om_error *err)
{
    static const char *const members[] = {"id", "started", "ended", "checksum", NULL};
    OM_TRY(om_store_last_run(at->store, "shelter_area", &at->origin, err));
    if (!at->origin)
        return om_fail(err, OM_ERR_NOT_FOUND,
                       "%s has no shelter area to explain; run it first: onemap analyse %s "
                       "shelter_area",
                       om_store_path(at->store), om_store_path(at->store));
    om_json *run = om_json_put(at->document, "run", om_json_object_new());
    for (size_t i = 0; members[i]; i++)
        om_json_put(run, members[i], om_json_copy(om_json_get(at->origin, members[i])));
    om_json_put(run, "settings",
                om_json_copy(om_json_get(om_json_get(at->origin, "detail"), "settings")));
    return om_history_now(at->store, om_layer_find("shelter_area"), &at->rows, err);
}

static bool is_called(const om_json *row, const char *name)
{
    return strcmp(om_said_text(row, "code"), name) == 0 ||
           strcmp(om_said_text(row, "name"), name) == 0;
}

static om_status find_row(explaining *at, const char *name, om_error *err)
{
    const size_t count = om_json_count(at->rows);
    const char **names = OM_ARENA_ARRAY(at->arena, const char *, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        const om_json *row = om_json_at(at->rows, i);
        names[2 * i] = om_said_text(row, "code");
        names[2 * i + 1] = om_said_text(row, "name");
        if (!at->row && !om_said_is(row, "id", "city") && is_called(row, name))
            at->row = row;
    }
    if (at->row)
        return OM_OK;
    const char *nearest = om_text_nearest(name, names, 2 * count);
    return om_fail(err, OM_ERR_NOT_FOUND, "shelter_area knows no district '%s'%s%s%s", name,
                   nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

/* Layers that are not what the run read. */
static om_status put_changes(const explaining *at, om_error *err)
{
    const om_json *inputs = om_json_get(om_json_get(at->origin, "detail"), "inputs");
    om_json *list = om_json_put(at->document, "changes", om_json_array_new());
    for (om_json_member m = om_json_first(inputs); m.key; m = om_json_next(inputs, m)) {
        const om_layer *layer = om_layer_find(m.key);
        int64_t version = 0;
        if (layer)
            OM_TRY(om_store_layer_version(at->store, layer, &version, err));
        if (version != (int64_t)om_json_number(m.value))
            om_json_add(list, om_json_text_new(m.key));
    }
    om_json_put_text(at->document, "state", om_json_count(list) ? "stale" : "current");
    return OM_OK;
}

/* ---- The records, read again ---- */

/* The settings of the run, as they were given. */
static om_status read_settings(explaining *at, om_error *err)
{
    const om_json *settings = om_json_get(om_json_get(at->document, "run"), "settings");
    const char **texts = OM_ARENA_ARRAY(at->arena, const char *, om_json_count(settings) + 1);
    size_t count = 0;
    for (om_json_member m = om_json_first(settings); m.key; m = om_json_next(settings, m)) {
        OM_AUTO_TEXT text = {0};
        if (om_json_kind_of(m.value) == OM_JSON_NULL)
            continue;
        om_text_add_format(&text, "%s=", m.key);
        if (om_json_text(m.value))
            om_text_add(&text, om_json_text(m.value));
        else
            om_text_add_number(&text, om_json_number(m.value));
        texts[count++] = om_arena_text(at->arena, text.bytes);
    }
    return om_settings_parse(om_analysis_find("shelter_area"), texts, count, &at->settings, err);
}

static om_status read_records(explaining *at, om_error *err)
{
    OM_TRY(read_settings(at, err));
    at->notices = om_json_array_new();
    const om_run run = {.store = at->store, .settings = at->settings, .notices = at->notices};
    OM_TRY(om_shelter_rules_read(&run, &at->rules, err));
    OM_TRY(om_districts_read(at->store, &at->districts, err));
    OM_TRY(om_shelters_read(&run, at->districts, at->rules.usable_share, &at->shelters, err));
    for (size_t l = 0; l < om_districts_level_count(at->districts); l++) {
        const om_level *level = om_districts_level(at->districts, l);
        for (size_t i = level->first; i < level->first + level->count; i++) {
            const om_district *district = om_districts_at(at->districts, i);
            if (om_said_is(at->row, "code", district->code) &&
                om_said_is(at->row, "level", district->level)) {
                at->district = district;
                at->level = level;
            }
        }
    }
    return at->district ? OM_OK
                        : om_fail(err, OM_ERR_NOT_FOUND,
                                  "district '%s' is not in the district layer any more",
                                  om_said_text(at->row, "code"));
}

/* ---- Shelters ---- */

/* The share of a shelter's counted ground that lies in the district. */
static om_status share_inside(const explaining *at, size_t number, double *ret, om_error *err)
{
    const om_shelter *shelter = om_shelters_at(at->shelters, number);
    const om_geom *ground = om_shelters_ground(at->shelters, number)->ground;
    *ret = 0;
    if (!ground) {
        const size_t home = om_districts_of_point(at->districts, at->level, shelter->at);
        *ret = home != OM_NO_DISTRICT && om_districts_at(at->districts, home) == at->district;
        return OM_OK;
    }
    OM_AUTO(om_geom) inside = NULL;
    const double area_m2 = om_geom_area_m2(ground);
    OM_TRY(om_geom_overlap(ground, at->district->shape, &inside, err));
    if (area_m2 > 0)
        *ret = fmin(om_geom_area_m2(inside) / area_m2, 1);
    return OM_OK;
}

/* Where the record was loaded from. */
static om_status put_record(const explaining *at, const char *id, om_json *object, om_error *err)
{
    static const char *const members[] = {"source", "row", "credit", "ended", NULL};
    OM_AUTO(om_json) origin = NULL;
    OM_TRY(om_store_origin_of(at->store, om_layer_find("shelter"), id, &origin, err));
    if (!origin)
        return OM_OK;
    om_json *record = om_json_put(object, "record", om_json_object_new());
    for (size_t i = 0; members[i]; i++)
        om_json_put(record, members[i], om_json_copy(om_json_get(origin, members[i])));
    return OM_OK;
}

/* What the class is called. */
static void put_class(const om_shelter_class *class, om_json *object)
{
    const om_choice *choice = om_layer_column(om_layer_find("shelter"), "class")->choices;
    while (choice->value && strcmp(choice->value, class->name) != 0)
        choice++;
    om_json *title = om_json_put(object, "class_title", om_json_object_new());
    om_json_put_text(title, "en", choice->value ? choice->title : class->name);
    om_json_put_text(title, "zh", choice->value ? choice->title_zh : class->name);
}

static om_status put_shelter(const explaining *at, size_t number, double inside, om_json *list,
                             om_error *err)
{
    const om_shelter *shelter = om_shelters_at(at->shelters, number);
    const om_shelter_ground *ground = om_shelters_ground(at->shelters, number);
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "id", shelter->id);
    om_json_put_text(object, "name", shelter->name);
    om_json_put_text(object, "class", shelter->class->name);
    put_class(shelter->class, object);
    om_json_put_bool(object, "class_is_derived", om_shelters_is_derived(at->shelters, number));
    om_json_put_bool(object, "fixed", shelter->class->is_fixed);
    om_json_put_number(object, "gross_m2", om_shelter_gross_m2(shelter));
    om_json_put_number(object, "counted_gross_m2", ground->gross_m2);
    om_json_put_number(object, "usable_share", shelter->usable_share);
    om_json_put_number(object, "inside", inside);
    om_json_put_number(object, "effective_m2", inside * ground->usable_m2);
    om_json_put_number(object, "capacity", inside * ground->capacity);
    return put_record(at, shelter->id, object, err);
}

/* A shelter's number, and what it brings the district. */
typedef struct bringing {
    size_t number;
    double inside, effective_m2;
} bringing;

static int by_effect(const void *left, const void *right)
{
    const bringing *a = left, *b = right;
    if (a->effective_m2 != b->effective_m2)
        return a->effective_m2 > b->effective_m2 ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

/* Sums of what lies in the district. */
typedef struct sums {
    double fixed_m2, fixed_gross_m2, other_m2;
    size_t fixed, others;
} sums;

static void add(const explaining *at, const bringing *one, sums *all)
{
    const om_shelter_ground *ground = om_shelters_ground(at->shelters, one->number);
    if (om_shelters_at(at->shelters, one->number)->class->is_fixed) {
        all->fixed++;
        all->fixed_m2 += one->effective_m2;
        all->fixed_gross_m2 += one->inside * ground->gross_m2;
    } else {
        all->others++;
        all->other_m2 += one->effective_m2;
    }
}

static om_status put_shelters(const explaining *at, om_json *area, sums *ret, om_error *err)
{
    const size_t count = om_shelters_count(at->shelters);
    bringing *list = OM_ARENA_ARRAY(at->arena, bringing, count + 1);
    size_t found = 0;
    for (size_t i = 0; i < count; i++) {
        double inside = 0;
        OM_TRY(share_inside(at, i, &inside, err));
        if (inside > 1e-9)
            list[found++] =
                (bringing){i, inside, inside * om_shelters_ground(at->shelters, i)->usable_m2};
    }
    qsort(list, found, sizeof *list, by_effect);
    om_json *shelters = om_json_put(area, "shelters", om_json_array_new());
    for (size_t i = 0; i < found; i++) {
        OM_TRY(put_shelter(at, list[i].number, list[i].inside, shelters, err));
        add(at, &list[i], ret);
    }
    return OM_OK;
}

/* ---- Target and gap ---- */

static om_status put_target(const explaining *at, om_json *area, om_error *err)
{
    OM_AUTO(om_csv) csv = NULL;
    const char *path = NULL;
    size_t names = 0, sources = 0, verified = 0;
    om_json *target = om_json_put(area, "target", om_json_object_new());
    om_json_put_number(target, "m2_per_person", at->rules.target_m2_per_person);
    om_json_put_bool(target, "as_set", !isnan(om_settings_number(at->settings, "target")));
    OM_TRY(om_share_find(at->arena, "standards/shelter.csv", &path, err));
    OM_TRY(om_csv_open(path, &csv, err));
    OM_TRY(om_csv_need_column(csv, "name", &names, err));
    OM_TRY(om_csv_need_column(csv, "source", &sources, err));
    OM_TRY(om_csv_need_column(csv, "verified", &verified, err));
    for (size_t row = 0; row < om_csv_row_count(csv); row++) {
        if (strcmp(om_csv_cell(csv, row, names), "target_m2_per_person") != 0)
            continue;
        om_json_put_text(target, "source", om_csv_cell(csv, row, sources));
        om_json_put_text(target, "verified", om_csv_cell(csv, row, verified));
        om_json_put_text(target, "table_line",
                         om_arena_format(at->arena, "shelter.csv:%zu", om_csv_line(csv, row)));
    }
    return OM_OK;
}

/* What would make the district meet its target; nothing when it does. */
static void put_remedies(const explaining *at, om_json *area, const sums *all)
{
    const double residents = om_said_number(at->row, "residents");
    const double wanted_m2 = at->rules.target_m2_per_person * residents;
    const double missing_m2 = wanted_m2 - all->fixed_m2;
    om_json *list = om_json_put(area, "would_close_it", om_json_array_new());
    if (!(missing_m2 > 0))
        return;
    om_json *ground = om_json_add(list, om_json_object_new());
    om_json_put_text(ground, "way", "more ground");
    om_json_put_number(ground, "effective_m2", missing_m2);
    om_json_put_number(ground, "usable_share", at->rules.usable_share);
    om_json_put_number(ground, "gross_m2", missing_m2 / at->rules.usable_share);
    if (all->fixed_gross_m2 >= wanted_m2) {
        om_json *share = om_json_add(list, om_json_object_new());
        om_json_put_text(share, "way", "more of the ground usable");
        om_json_put_number(share, "usable_share", wanted_m2 / all->fixed_gross_m2);
    }
    if (all->others) {
        om_json *others = om_json_add(list, om_json_object_new());
        om_json_put_text(others, "way", "emergency shelters made fixed");
        om_json_put_integer(others, "shelters", (int64_t)all->others);
        om_json_put_number(others, "effective_m2", all->other_m2);
        om_json_put_bool(others, "is_enough", all->other_m2 >= missing_m2);
    }
}

/* The figure once more, from the records as they are now. */
static void put_again(const explaining *at, om_json *area, const sums *all)
{
    const double residents = om_said_number(at->row, "residents");
    const double stored_m2 = om_said_number(at->row, "fixed_m2");
    om_json *again = om_json_put(area, "again", om_json_object_new());
    om_json_put_number(again, "fixed_m2", all->fixed_m2);
    om_json_put_number(again, "m2_per_person",
                       residents > 0 ? all->fixed_m2 / residents : (double)NAN);
    om_json_put_bool(again, "agrees", fabs(all->fixed_m2 - stored_m2) <= 1e-6 * fmax(stored_m2, 1));
}

static om_status put_area(const explaining *at, om_error *err)
{
    om_json *areas = om_json_put(at->document, "areas", om_json_array_new());
    om_json *area = om_json_add(areas, om_json_object_new());
    sums all = {0};
    om_json_put_text(area, "layer", "shelter_area");
    om_json_put_text(area, "code", at->district->code);
    om_json_put_text(area, "name", at->district->name);
    om_json_put(area, "row", om_json_copy(at->row));
    OM_TRY(put_target(at, area, err));
    OM_TRY(put_shelters(at, area, &all, err));
    put_remedies(at, area, &all);
    put_again(at, area, &all);
    return OM_OK;
}

om_status om_explain_shelter_area(om_store *store, const om_subject *subject, om_json **ret,
                                  om_error *err)
{
    __attribute__((cleanup(clear)))
    explaining at = {.store = store, .arena = om_arena_new(), .document = om_json_object_new()};
    if (!subject->district)
        return om_fail(err, OM_ERR_USAGE, "shelter_area is explained for a district");
    om_json_put_text(at.document, "explains", "shelter_area");
    om_json_put_text(at.document, "district", subject->district);
    OM_TRY(read_run(&at, err));
    OM_TRY(find_row(&at, subject->district, err));
    OM_TRY(put_changes(&at, err));
    OM_TRY(read_records(&at, err));
    OM_TRY(put_area(&at, err));
    *ret = OM_TAKE(at.document);
    return OM_OK;
}

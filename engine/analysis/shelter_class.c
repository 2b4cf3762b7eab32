/* Reads the table of shelter classes. */
#include "engine/analysis/shelter_class.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/cells.h"
#include "engine/base/arena.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

#define CLASSES "standards/shelter_classes.csv"

/* No shelter needs more ground, no evacuee more of it, nobody walks farther. */
#define MOST_M2            1e9
#define MOST_M2_PER_PERSON 1000.0
#define LEAST_M2_A_PERSON  0.01
#define MOST_DISTANCE_M    100000.0

struct om_shelter_classes {
    om_csv *table; /* its names live in it */
    om_shelter_class *list;
    size_t count;
};

void om_shelter_classes_free(om_shelter_classes *classes)
{
    if (!classes)
        return;
    om_csv_free(classes->table);
    free(classes->list);
    free(classes);
}

static om_status read_class(const om_csv *table, size_t row, om_shelter_class *ret, om_error *err)
{
    OM_TRY(om_cell_text(&(om_cell){table, row, "class"}, &ret->name, err));
    OM_TRY(om_cell_truth(&(om_cell){table, row, "fixed"}, &ret->is_fixed, err));
    OM_TRY(om_cell_truth(&(om_cell){table, row, "derived"}, &ret->is_derived, err));
    OM_TRY(om_cell_number(&(om_cell){table, row, "minimum_m2"}, 0, MOST_M2, &ret->minimum_m2, err));
    OM_TRY(om_cell_number(&(om_cell){table, row, "m2_per_person"}, LEAST_M2_A_PERSON,
                          MOST_M2_PER_PERSON, &ret->m2_per_person, err));
    return om_cell_number(&(om_cell){table, row, "distance_m"}, 1, MOST_DISTANCE_M,
                          &ret->distance_m, err);
}

/* Some class must do for the smallest shelter. */
static om_status check_derived(const om_shelter_classes *classes, om_error *err)
{
    const om_shelter_class *least = om_shelter_classes_of_area(classes, 0);
    return least ? OM_OK
                 : om_fail(err, OM_ERR_DATA,
                           "%s: no class with derived 'yes' has minimum_m2 0: small shelters "
                           "would have none",
                           om_csv_name(classes->table));
}

static om_status read_all(om_shelter_classes *classes, om_error *err)
{
    const size_t count = om_csv_row_count(classes->table);
    classes->list = om_memory_take(count, sizeof *classes->list);
    for (size_t row = 0; row < count; row++)
        OM_TRY(read_class(classes->table, row, &classes->list[classes->count++], err));
    return check_derived(classes, err);
}

om_status om_shelter_classes_parse(const char *text, om_shelter_classes **ret, om_error *err)
{
    OM_AUTO(om_shelter_classes) classes = om_memory_take(1, sizeof *classes);
    OM_TRY(om_csv_parse(text, strlen(text), "shelter_classes.csv", &classes->table, err));
    OM_TRY(read_all(classes, err));
    *ret = OM_TAKE(classes);
    return OM_OK;
}

om_status om_shelter_classes_open(om_shelter_classes **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_shelter_classes) classes = om_memory_take(1, sizeof *classes);
    const char *path = NULL;
    OM_TRY(om_share_find(arena, CLASSES, &path, err));
    OM_TRY(om_csv_open(path, &classes->table, err));
    OM_TRY(read_all(classes, err));
    *ret = OM_TAKE(classes);
    return OM_OK;
}

size_t om_shelter_classes_count(const om_shelter_classes *classes)
{
    return classes->count;
}

const om_shelter_class *om_shelter_classes_at(const om_shelter_classes *classes, size_t number)
{
    return &classes->list[number];
}

om_status om_shelter_classes_find(const om_shelter_classes *classes, const char *name,
                                  const om_shelter_class **ret, om_error *err)
{
    for (size_t i = 0; i < classes->count; i++)
        if (strcmp(classes->list[i].name, name) == 0) {
            *ret = &classes->list[i];
            return OM_OK;
        }
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO_TEXT all = {0};
    const char **names = OM_ARENA_ARRAY(arena, const char *, classes->count);
    for (size_t i = 0; i < classes->count; i++) {
        names[i] = classes->list[i].name;
        om_text_add_format(&all, "%s%s", i ? ", " : "", names[i]);
    }
    const char *nearest = om_text_nearest(name, names, classes->count);
    if (nearest)
        return om_fail(err, OM_ERR_DATA, "%s has no class '%s'; did you mean '%s'?",
                       om_csv_name(classes->table), name, nearest);
    return om_fail(err, OM_ERR_DATA, "%s has no class '%s'; it has %s", om_csv_name(classes->table),
                   name, all.length ? all.bytes : "none");
}

const om_shelter_class *om_shelter_classes_of_area(const om_shelter_classes *classes,
                                                   double effective_m2)
{
    const om_shelter_class *best = NULL;
    for (size_t i = 0; i < classes->count; i++) {
        const om_shelter_class *at = &classes->list[i];
        if (at->is_derived && at->minimum_m2 <= effective_m2 &&
            (!best || at->minimum_m2 > best->minimum_m2))
            best = at;
    }
    return best;
}

double om_shelter_classes_farthest_m(const om_shelter_classes *classes)
{
    double farthest_m = 0;
    for (size_t i = 0; i < classes->count; i++)
        farthest_m = fmax(farthest_m, classes->list[i].distance_m);
    return farthest_m;
}

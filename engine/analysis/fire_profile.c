/* Reads profiles and classes of stations strictly. */
#include "engine/analysis/fire_profile.h"

#include <math.h>
#include <string.h>

#define M_PER_MILE 1609.344
#define M2_PER_KM2 1e6

/* A number that a cell may hold. */
typedef struct field {
    const char *name;
    double minimum, maximum;
    double *ret;
} field;

/* An empty cell is NaN. */
static om_status read_field(const om_csv *table, size_t row, const field *wanted, om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, wanted->name, &column, err));
    const char *cell = om_csv_cell(table, row, column);
    double number = NAN;
    if (*cell && (!om_text_to_number(cell, &number) ||
                  !(number >= wanted->minimum && number <= wanted->maximum)))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within %g..%g",
                       om_csv_name(table), om_csv_line(table, row), wanted->name, cell,
                       wanted->minimum, wanted->maximum);
    *wanted->ret = number;
    return OM_OK;
}

static om_status find_row(const om_csv *table, const char *wanted, size_t *ret, om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, "profile", &column, err));
    OM_AUTO_TEXT all = {0};
    for (size_t row = 0; row < om_csv_row_count(table); row++) {
        const char *name = om_csv_cell(table, row, column);
        om_text_add_format(&all, "%s%s", row ? ", " : "", name);
        if (strcmp(name, wanted) != 0)
            continue;
        *ret = row;
        return OM_OK;
    }
    return om_fail(err, OM_ERR_RANGE, "standard '%s' is none of %s", wanted,
                   all.bytes ? all.bytes : "none");
}

om_status om_fire_profile_read(const om_csv *table, const char *name, om_arena *arena,
                               om_fire_profile *ret, om_error *err)
{
    om_fire_profile read = {.name = om_arena_text(arena, name)};
    size_t row = 0;
    const field fields[] = {
        {"turnout_s", 0, 3600, &read.turnout_s}, {"travel_s", 1, 86400, &read.travel_s},
        {"travel_m", 1, 1e6, &read.travel_m},    {"target_share", 0, 1, &read.target_share},
        {"base_s", 0, 3600, &read.base_s},       {"s_per_mile", 0, 3600, &read.s_per_mile},
        {"low_kmh", 1, 200, &read.low_kmh},      {"high_kmh", 1, 200, &read.high_kmh},
        {"low_detour", 1, 10, &read.low_detour}, {"high_detour", 1, 10, &read.high_detour},
    };
    OM_TRY(find_row(table, name, &row, err));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        OM_TRY(read_field(table, row, &fields[i], err));
    const bool by_time = !isnan(read.turnout_s) && !isnan(read.travel_s);
    if (by_time == !isnan(read.travel_m))
        return om_fail(err, OM_ERR_DATA,
                       "%s, line %zu: a profile has either turnout_s and travel_s or travel_m",
                       om_csv_name(table), om_csv_line(table, row));
    *ret = read;
    return OM_OK;
}

bool om_fire_profile_by_distance(const om_fire_profile *profile)
{
    return !isnan(profile->travel_m);
}

double om_fire_profile_seconds(const om_fire_profile *profile, double distance_m)
{
    return profile->base_s + profile->s_per_mile * distance_m / M_PER_MILE;
}

static om_status read_class(const om_csv *table, size_t row, om_arena *arena, om_fire_class *ret,
                            om_error *err)
{
    size_t name = 0, responds = 0;
    double area_km2 = NAN, suburb_km2 = NAN;
    OM_TRY(om_csv_need_column(table, "class", &name, err));
    OM_TRY(om_csv_need_column(table, "first_response", &responds, err));
    const char *answer = om_csv_cell(table, row, responds);
    if (strcmp(answer, "yes") != 0 && strcmp(answer, "no") != 0)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: first_response '%s' is neither yes nor no",
                       om_csv_name(table), om_csv_line(table, row), answer);
    *ret = (om_fire_class){.name = om_arena_text(arena, om_csv_cell(table, row, name)),
                           .responds = strcmp(answer, "yes") == 0};
    const field fields[] = {{"turnout_s", 0, 3600, &ret->turnout_s},
                            {"area_km2", 0.01, 1e5, &area_km2},
                            {"suburb_km2", 0.01, 1e5, &suburb_km2}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        OM_TRY(read_field(table, row, &fields[i], err));
    ret->area_m2 = area_km2 * M2_PER_KM2;
    ret->suburb_m2 = suburb_km2 * M2_PER_KM2;
    return OM_OK;
}

om_status om_fire_classes_read(const om_csv *table, om_arena *arena, om_fire_classes *ret,
                               om_error *err)
{
    om_fire_classes read = {.count = om_csv_row_count(table)};
    read.list = OM_ARENA_ARRAY(arena, om_fire_class, read.count);
    for (size_t row = 0; row < read.count; row++)
        OM_TRY(read_class(table, row, arena, &read.list[row], err));
    read.standard = om_fire_class_find(&read, "default");
    if (!read.standard)
        return om_fail(err, OM_ERR_DATA, "%s has no row 'default'", om_csv_name(table));
    *ret = read;
    return OM_OK;
}

const om_fire_class *om_fire_class_find(const om_fire_classes *classes, const char *name)
{
    for (size_t i = 0; i < classes->count; i++)
        if (strcmp(classes->list[i].name, name) == 0)
            return &classes->list[i];
    return NULL;
}

double om_fire_formula_m2(double road_m, double detour)
{
    const double straight_m = road_m / detour;
    return 2 * straight_m * straight_m;
}

void om_fire_profile_formula(const om_fire_profile *profile, double travel_s, double *ret_low_m2,
                             double *ret_high_m2)
{
    *ret_low_m2 = om_fire_formula_m2(profile->low_kmh / 3.6 * travel_s, profile->high_detour);
    *ret_high_m2 = om_fire_formula_m2(profile->high_kmh / 3.6 * travel_s, profile->low_detour);
}

/* Zoned areas as rows; weights, classes and districts as a report. */
#include "engine/risk/zoning_write.h"

#include <math.h>

/* The city as a whole, which has no row in the layer of districts. */
static const char *const city_code = "city";

/* One area that is written. Borrows. */
typedef struct area {
    const char *id, *code, *name, *level;
    const om_geom *place; /* NULL for the city */
    const om_zoned *zoned;
    const om_zoned_group *group;
} area;

/* ---- Rows ---- */

static void write_contributions(const om_zoning *of, const om_zoned *zoned, om_text *ret)
{
    for (size_t i = 0; i < of->spec->factors->count; i++) {
        const double contribution = zoned->index.contributions[i];
        om_text_add_format(ret, "%s%s ", i ? "; " : "", of->spec->factors->list[i].name);
        if (isnan(contribution))
            om_text_add(ret, "?");
        else
            om_text_add_format(ret, "%.3f", contribution);
    }
}

static const char *level_of(const om_zoning *of, const om_zoned *zoned)
{
    return om_zoning_level(of->spec->breaks.classes, zoned->class);
}

static om_status write_area(const om_zoning *of, om_table *table, const area *at, om_error *err)
{
    OM_AUTO_TEXT contributions = {0};
    const om_zoned *zoned = at->zoned;
    write_contributions(of, zoned, &contributions);
    const om_value values[] = {
        om_value_text(at->code),
        om_value_text(at->name),
        om_value_text(at->level),
        om_value_real(zoned->index.value),
        zoned->class ? om_value_integer(zoned->class) : (om_value){0},
        om_value_text(level_of(of, zoned)),
        om_value_text(om_zoning_form_names[of->spec->form]),
        om_value_real(zoned->unknown),
        om_value_real(zoned->index.roles[OM_ROLE_HAZARD]),
        om_value_real(zoned->index.roles[OM_ROLE_EXPOSURE]),
        om_value_real(zoned->index.roles[OM_ROLE_VULNERABILITY]),
        om_value_real(zoned->index.roles[OM_ROLE_CAPACITY]),
        om_value_text(contributions.bytes),
    };
    return om_table_add(table, at->id, values, at->place, err);
}

static om_status write_factors(const om_zoning *of, om_table *table, const area *at,
                               const om_measure *measures, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    for (size_t i = 0; i < of->spec->factors->count; i++) {
        const om_factor *factor = &of->spec->factors->list[i];
        const om_value values[] = {
            om_value_text(at->code),
            om_value_text(at->name),
            om_value_text(at->level),
            om_value_text(factor->name),
            om_value_text(om_role_names[factor->role]),
            om_value_real(measures[i].value),
            om_value_text(om_factor_unit(factor, arena)),
            om_value_real(measures[i].unknown),
            om_value_real(at->zoned->readings[i]),
            om_value_real(at->group->weights[i]),
            om_value_real(at->zoned->index.contributions[i]),
        };
        const char *id = om_arena_format(arena, "%s/%s", at->id, factor->name);
        OM_TRY(om_table_add(table, id, values, NULL, err));
    }
    return OM_OK;
}

/* ---- Report ---- */

static double class_number(int class)
{
    return class ? (double)class : NAN;
}

static void report_area(const om_zoning *of, const area *at, om_json *object)
{
    om_json_put_text(object, "code", at->code);
    om_json_put_text(object, "name", at->name);
    om_json_put_text(object, "unit_level", at->level);
    om_json_put_number(object, "zoning_index", at->zoned->index.value);
    om_json_put_number(object, "class", class_number(at->zoned->class));
    om_json_put_text(object, "level", level_of(of, at->zoned));
    om_json_put_number(object, "unknown_share", at->zoned->unknown);
    for (size_t i = 0; i < of->spec->factors->count; i++)
        om_json_put_number(object, of->spec->factors->list[i].name,
                           at->zoned->index.contributions[i]);
}

/* A class, or what has none (0): how many areas and how much ground. */
static void report_class(const om_zoning *of, const om_zoning_group *group,
                         const om_zoned_group *zoned, int class, om_json *list)
{
    int64_t count = 0;
    double area_m2 = 0, all_m2 = 0;
    const size_t classes = of->spec->breaks.classes;
    for (size_t i = 0; i < group->count; i++) {
        const double unit_m2 = of->units->list[group->first + i].area_m2;
        const bool is_in = zoned->list[i].class == class;
        all_m2 += unit_m2;
        area_m2 += is_in ? unit_m2 : 0;
        count += is_in;
    }
    om_json *one = om_json_add(list, om_json_object_new());
    om_json_put_text(one, "unit_level", group->level);
    om_json_put_number(one, "class", class_number(class));
    om_json_put_text(one, "level", class ? om_zoning_level(classes, class) : "unknown");
    om_json_put_number(one, "up_to", class ? zoned->breaks.limits[classes - (size_t) class] : NAN);
    om_json_put_integer(one, "areas", count);
    om_json_put_number(one, "area_m2", area_m2);
    om_json_put_number(one, "share", area_m2 / all_m2);
}

static void report_factors(const om_zoning *of, const om_zoning_group *group,
                           const om_zoned_group *zoned, om_json *list)
{
    for (size_t i = 0; i < of->spec->factors->count; i++) {
        const om_factor *factor = &of->spec->factors->list[i];
        const om_ruler *ruler = &zoned->rulers[i];
        OM_AUTO(om_arena) arena = om_arena_new();
        om_json *one = om_json_add(list, om_json_object_new());
        om_json_put_text(one, "unit_level", group->level);
        om_json_put_text(one, "factor", factor->name);
        om_json_put_text(one, "role", om_role_names[factor->role]);
        om_json_put_number(one, "weight", zoned->weights[i]);
        om_json_put_number(one, "least", ruler->least);
        om_json_put_number(one, "greatest", ruler->greatest);
        om_json_put_number(one, "mean", ruler->mean);
        om_json_put_text(one, "unit", om_factor_unit(factor, arena));
        om_json_put_integer(one, "unknown", (int64_t)(group->count - ruler->count));
    }
}

static void report_groups(const om_zoning *of, om_json *report)
{
    om_json *factors = om_json_put(report, "factors", om_json_array_new());
    om_json *classes = om_json_put(report, "classes", om_json_array_new());
    for (size_t i = 0; i < of->units->group_count; i++) {
        const om_zoning_group *group = &of->units->groups[i];
        report_factors(of, group, &of->groups[i], factors);
        for (int class = 1; class <= (int)of->spec->breaks.classes; class ++)
            report_class(of, group, &of->groups[i], class, classes);
        report_class(of, group, &of->groups[i], 0, classes);
    }
}

/* Factors that are the same everywhere, and areas of which too little is known. */
static void tell_of_group(const om_zoning *of, size_t number)
{
    const om_zoning_group *group = &of->units->groups[number];
    const om_zoned_group *zoned = &of->groups[number];
    for (size_t i = 0; i < of->spec->factors->count; i++)
        if (group->count > 1 && om_ruler_is_flat(&zoned->rulers[i]))
            om_run_notice(of->run,
                          "factor '%s' is the same (%g) on all areas of the level %s: it "
                          "reads lowest everywhere",
                          of->spec->factors->list[i].name, zoned->rulers[i].least, group->level);
    if (zoned->unknown)
        om_run_notice(of->run,
                      "%zu of %zu areas of the level %s are unknown: more than %g of them lacks "
                      "data",
                      zoned->unknown, group->count, group->level, of->spec->most_unknown);
}

/* ---- Layers ---- */

static om_status write_unit(const om_zoning *of, size_t group, size_t number, om_table *tables[2],
                            om_json *list, om_error *err)
{
    const om_zoning_group *in = &of->units->groups[group];
    const om_zoning_unit *unit = &of->units->list[in->first + number];
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s", in->level, unit->code);
    const area at = {.id = in->is_grid ? unit->code : id.bytes,
                     .code = unit->code,
                     .name = unit->name,
                     .level = in->level,
                     .place = unit->stored,
                     .zoned = &of->groups[group].list[number],
                     .group = &of->groups[group]};
    OM_TRY(write_area(of, tables[0], &at, err));
    if (in->is_grid)
        return OM_OK;
    om_measure measures[OM_MOST_FACTORS];
    for (size_t i = 0; i < of->spec->factors->count; i++)
        measures[i] = of->measures[i][in->first + number];
    report_area(of, &at, om_json_add(list, om_json_object_new()));
    return write_factors(of, tables[1], &at, measures, err);
}

static om_status write_city(const om_zoning *of, om_table *tables[2], om_json *report,
                            om_error *err)
{
    const area at = {.id = city_code,
                     .code = city_code,
                     .level = city_code,
                     .zoned = of->city,
                     .group = &of->groups[of->units->city]};
    report_area(of, &at, om_json_put(report, "city", om_json_object_new()));
    OM_TRY(write_area(of, tables[0], &at, err));
    return write_factors(of, tables[1], &at, of->city_measures, err);
}

om_status om_zoning_write(const om_zoning *zoning, om_json *report, om_error *err)
{
    OM_AUTO(om_table) districts = NULL;
    OM_AUTO(om_table) cells = NULL;
    OM_AUTO(om_table) factors = NULL;
    OM_TRY(om_run_output(zoning->run, "hazard_zoning", &districts, err));
    OM_TRY(om_run_output(zoning->run, "hazard_zoning_grid", &cells, err));
    OM_TRY(om_run_output(zoning->run, "hazard_zoning_factor", &factors, err));
    report_groups(zoning, report);
    OM_TRY(write_city(zoning, (om_table *[]){districts, factors}, report, err));
    om_json *list = om_json_put(report, "districts", om_json_array_new());
    for (size_t i = 0; i < zoning->units->group_count; i++) {
        const om_zoning_group *group = &zoning->units->groups[i];
        om_table *tables[] = {group->is_grid ? cells : districts, factors};
        for (size_t k = 0; k < group->count; k++) {
            OM_TRY(write_unit(zoning, i, k, tables, list, err));
            OM_TRY(om_run_tell(zoning->run, "hazard_zoning", k + 1, group->count, "areas", err));
        }
        tell_of_group(zoning, i);
    }
    return OM_OK;
}

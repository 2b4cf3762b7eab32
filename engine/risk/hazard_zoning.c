/* The analysis "hazard_zoning": districts and cells by an index of natural hazards. */
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/risk/ahp.h"
#include "engine/risk/weights.h"
#include "engine/risk/zoning_write.h"

static const om_input inputs[] = {
    {"district", true, "to zone"},
    {"hazard_zone", false, "for factors that are measured from it"},
    {"population", false, "for factors that are measured from it"},
    {"population_place", false, "for factors that are measured from it"},
    {"hazard_source", false, "for factors that are measured from it"},
    {"shelter", false, "for factors that are measured from it"},
    {"fire_station", false, "for factors that are measured from it"},
    {"supply_depot", false, "for factors that are measured from it"},
    {"building", false, "for factors that are measured from it"},
    {"landuse", false, "for factors that are measured from it"},
    {"road", false, "for factors that are measured from it"},
    {"water", false, "for factors that are measured from it"},
    {"waterway", false, "for factors that are measured from it"},
    {0},
};

static const char *const weights_names[] = {"given", "ahp", "entropy", NULL};

static const om_setting settings[] = {
    {"factors", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "The factors, a CSV file; standards/hazard_factors.csv when not given."},
    {"form", "", OM_SETTING_CHOICE, "met", 0, 0, om_zoning_form_names,
     "How roles become an index: a weighted sum, H x E x V x (1 - C), these to the power of their "
     "weights, or H x the weighted mean of the rest."},
    {"weights", "", OM_SETTING_CHOICE, "given", 0, 0, weights_names,
     "The factors' own weights, weights from a matrix of comparisons, or by entropy."},
    {"matrix", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "With weights=ahp: the comparisons, a CSV file with a row and a column a factor."},
    {"breaks", "", OM_SETTING_CHOICE, "jenks", 0, 0, om_breaks_names,
     "Where classes end: natural breaks, quantiles, equal steps, standard deviations, or limits."},
    {"classes", "", OM_SETTING_NUMBER, "4", OM_BREAKS_FEWEST, OM_ZONING_MOST_CLASSES, NULL,
     "How many classes; 1 is the highest."},
    {"limits", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "With breaks=manual: upper limits of all classes but the highest, ascending, '0.1,0.2,0.4'."},
    {"sigma", "", OM_SETTING_NUMBER, "0.5", 0.01, 10, NULL,
     "With breaks=sigma: a step, in standard deviations."},
    {"cell_m", "m", OM_SETTING_NUMBER, "500", 0, 100000, NULL,
     "Side of a grid cell; 0 makes none."},
    {"least_ground", "0..1", OM_SETTING_NUMBER, "0.1", 0, 1, NULL,
     "Cells with less of their ground within the city are held against the others, but do not say "
     "what is low and high."},
    {"most_unknown", "0..1", OM_SETTING_NUMBER, "0.5", 0, 1, NULL,
     "An area is unknown when a factor is unknown on more than this share of it."},
    {"tables", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "A folder with the city's own ahp.csv; the shipped one when not given."},
    {0},
};

static const char *const outputs[] = {"hazard_zoning", "hazard_zoning_grid", "hazard_zoning_factor",
                                      NULL};
static const char *const standards[] = {"standards/hazard_factors.csv", "standards/ahp.csv", NULL};

/* One run. */
typedef struct zoning {
    const om_run *run;
    om_arena *arena;
    om_factors *factors;
    om_zoning_units *units;
    om_zoning_spec spec;
    const om_measure **measures; /* of each factor one an area */
    om_zoned_group *groups;
    om_json *tables;
} zoning;

static void zoning_close(zoning *of)
{
    om_factors_free(of->factors);
    om_zoning_units_free(of->units);
    om_arena_free(of->arena);
}

#define AUTO_ZONING __attribute__((cleanup(zoning_close))) zoning

static int choice_of(const zoning *of, const char *setting, const char *const *names)
{
    int number = 0;
    while (strcmp(names[number], om_settings_text(of->run->settings, setting)) != 0)
        number++;
    return number;
}

/* ---- Settings ---- */

/* A setting that counts with one choice of another only. */
static om_status check_only_with(const zoning *of, const char *setting, const char *other,
                                 const char *choice, om_error *err)
{
    const bool is_given = om_settings_text(of->run->settings, setting)[0] != '\0';
    const bool is_chosen = strcmp(om_settings_text(of->run->settings, other), choice) == 0;
    if (is_given && !is_chosen)
        return om_fail(err, OM_ERR_USAGE, "%s counts with %s=%s only", setting, other, choice);
    if (!is_given && is_chosen)
        return om_fail(err, OM_ERR_USAGE, "%s=%s needs %s", other, choice, setting);
    return OM_OK;
}

/* "0.1,0.2,0.4". */
static om_status read_limits(zoning *of, om_error *err)
{
    const char *rest = om_settings_text(of->run->settings, "limits");
    double *limits = OM_ARENA_ARRAY(of->arena, double, OM_BREAKS_MOST);
    size_t count = 0;
    while (*rest) {
        const size_t length = strcspn(rest, ",");
        const char *text = om_arena_text_part(of->arena, rest, length);
        if (count == OM_BREAKS_MOST || !om_text_to_number(text, &limits[count++]))
            return om_fail(err, OM_ERR_RANGE, "limits has '%s', which is no number", text);
        rest += length + (rest[length] == ',');
    }
    if (count && count + 1 != of->spec.breaks.classes)
        return om_fail(err, OM_ERR_RANGE, "%zu limits part %zu classes, not %zu", count, count + 1,
                       of->spec.breaks.classes);
    of->spec.breaks.limits = limits;
    return OM_OK;
}

static om_status read_classes(zoning *of, om_error *err)
{
    const double classes = om_settings_number(of->run->settings, "classes");
    if (classes != floor(classes))
        return om_fail(err, OM_ERR_RANGE, "%g classes cannot be: it must be a whole number",
                       classes);
    of->spec.breaks = (om_breaks_spec){
        .method = (om_breaks_method)choice_of(of, "breaks", om_breaks_names),
        .classes = (size_t)classes,
        .sigma = om_settings_number(of->run->settings, "sigma"),
    };
    OM_TRY(check_only_with(of, "limits", "breaks", "manual", err));
    return read_limits(of, err);
}

static om_status read_factors(zoning *of, om_error *err)
{
    const char *path = om_settings_text(of->run->settings, "factors");
    if (!path[0])
        OM_TRY(om_share_find(of->arena, "standards/hazard_factors.csv", &path, err));
    OM_TRY(om_factors_open(path, &of->factors, err));
    om_factors_describe(of->factors, of->tables);
    if (of->factors->unverified)
        om_run_notice(of->run, "%zu of %zu factors are not verified at their source",
                      of->factors->unverified, of->factors->count);
    return OM_OK;
}

/* ---- Weights ---- */

static om_status weigh_by_ahp(zoning *of, const char *const *names, double *weights,
                              om_json *report, om_error *err)
{
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_csv) csv = NULL;
    const char *path = om_settings_text(of->run->settings, "matrix");
    char checksum[OM_CHECKSUM_SIZE];
    om_ahp_matrix matrix;
    om_ahp_result result;
    OM_TRY(om_standard_open(om_settings_text(of->run->settings, "tables"), "ahp.csv",
                            om_ahp_columns, &table, err));
    OM_TRY(om_csv_open(path, &csv, err));
    OM_TRY(om_file_checksum(path, checksum, err));
    OM_TRY(om_ahp_parse(csv, names, of->factors->count, of->arena, &matrix, err));
    const om_status status = om_ahp_weigh(&matrix, table, weights, &result, err);
    if (status != OM_OK)
        return om_fail_within(err, status, "%s", om_path_base(path));
    om_standard_describe(table, of->tables);
    om_json *used = om_json_add(of->tables, om_json_object_new());
    om_json_put_text(used, "table", om_path_base(path));
    om_json_put_text(used, "path", path);
    om_json_put_text(used, "checksum", checksum);
    om_json_put_number(report, "lambda_max", result.lambda_max);
    om_json_put_number(report, "consistency_ratio", result.ratio);
    return OM_OK;
}

static om_status read_weights(zoning *of, om_json *report, om_error *err)
{
    const size_t count = of->factors->count;
    const char **names = OM_ARENA_ARRAY(of->arena, const char *, count);
    double *weights = OM_ARENA_ARRAY(of->arena, double, count);
    const char *by = om_settings_text(of->run->settings, "weights");
    OM_TRY(check_only_with(of, "matrix", "weights", "ahp", err));
    om_json_put_text(report, "weights_by", by);
    for (size_t i = 0; i < count; i++) {
        names[i] = of->factors->list[i].name;
        weights[i] = of->factors->list[i].weight;
    }
    if (strcmp(by, "entropy") == 0)
        return OM_OK;
    of->spec.weights = weights;
    if (strcmp(by, "ahp") == 0)
        return weigh_by_ahp(of, names, weights, report, err);
    const om_status status = om_weights_check(weights, names, count, err);
    return status == OM_OK ? OM_OK
                           : om_fail_within(err, status, "%s", om_path_base(of->factors->path));
}

static om_status read_spec(zoning *of, om_json *report, om_error *err)
{
    OM_TRY(read_factors(of, err));
    of->spec.factors = of->factors;
    of->spec.form = (om_zoning_form)choice_of(of, "form", om_zoning_form_names);
    of->spec.most_unknown = om_settings_number(of->run->settings, "most_unknown");
    om_json_put_text(report, "mode", om_zoning_form_names[of->spec.form]);
    OM_TRY(om_zoning_form_check(of->spec.form, of->factors->list, of->factors->count, err));
    OM_TRY(read_classes(of, err));
    return read_weights(of, report, err);
}

/* ---- Measuring and rating ---- */

static om_status measure(zoning *of, om_error *err)
{
    of->measures = OM_ARENA_ARRAY(of->arena, const om_measure *, of->factors->count);
    for (size_t i = 0; i < of->factors->count; i++) {
        om_measure *measures = OM_ARENA_ARRAY(of->arena, om_measure, of->units->count);
        OM_TRY(om_zoning_measure(of->run, &of->factors->list[i], of->units, of->tables, measures,
                                 err));
        of->measures[i] = measures;
    }
    return OM_OK;
}

/* A factor of the city as a whole, from its districts by their known ground. */
static om_measure measure_city(const zoning *of, size_t factor)
{
    const om_zoning_group *city = &of->units->groups[of->units->city];
    const om_statistic statistic = of->factors->list[factor].statistic;
    double sum = 0, known_m2 = 0, all_m2 = 0, least = INFINITY, greatest = -INFINITY;
    for (size_t i = 0; i < city->count; i++) {
        const om_measure *at = &of->measures[factor][city->first + i];
        const double area_m2 = of->units->list[city->first + i].area_m2;
        all_m2 += area_m2;
        if (isnan(at->value))
            continue;
        known_m2 += area_m2 * (1 - at->unknown);
        sum += at->value * area_m2 * (1 - at->unknown);
        least = fmin(least, at->value);
        greatest = fmax(greatest, at->value);
    }
    if (!(known_m2 > 0))
        return (om_measure){NAN, 1};
    const double unknown = fmax(1 - known_m2 / all_m2, 0);
    if (statistic == OM_STATISTIC_MINIMUM || statistic == OM_STATISTIC_MAXIMUM)
        return (om_measure){statistic == OM_STATISTIC_MINIMUM ? least : greatest, unknown};
    return (om_measure){sum / known_m2, unknown};
}

/* The areas of a group, by those of another one. */
static void rate_by(const zoning *of, size_t group, const om_zoned_group *ruler)
{
    const om_zoning_group *in = &of->units->groups[group];
    om_zoned_group *zoned = &of->groups[group];
    *zoned = *ruler;
    zoned->count = in->count;
    zoned->unknown = 0;
    zoned->list = OM_ARENA_ARRAY(of->arena, om_zoned, in->count);
    for (size_t k = 0; k < in->count; k++) {
        om_measure measures[OM_MOST_FACTORS];
        for (size_t i = 0; i < of->factors->count; i++)
            measures[i] = of->measures[i][in->first + k];
        om_zoning_rate_one(&of->spec, ruler, measures, &zoned->list[k]);
        zoned->unknown += zoned->list[k].class == 0;
    }
}

/* Cells of which the city has little: a house on a square metre would be the densest place. */
static const bool *find_minor(const zoning *of, const om_zoning_group *in)
{
    const double cell_m = om_settings_number(of->run->settings, "cell_m");
    const double least_m2 = om_settings_number(of->run->settings, "least_ground") * cell_m * cell_m;
    bool *is_minor = OM_ARENA_ARRAY(of->arena, bool, in->count);
    for (size_t k = 0; k < in->count; k++)
        is_minor[k] = in->is_grid && of->units->list[in->first + k].area_m2 < least_m2;
    return is_minor;
}

static om_status rate_group(const zoning *of, size_t group, om_error *err)
{
    const om_zoning_group *in = &of->units->groups[group];
    const om_measure **measures = OM_ARENA_ARRAY(of->arena, const om_measure *, of->factors->count);
    for (size_t i = 0; i < of->factors->count; i++)
        measures[i] = &of->measures[i][in->first];
    const om_zoning_areas areas = {measures, find_minor(of, in), in->count};
    const om_status status = om_zoning_rate(&of->spec, &areas, of->arena, &of->groups[group], err);
    return status == OM_OK ? OM_OK : om_fail_within(err, status, "areas of level %s", in->level);
}

/* The level of the city first: levels with fewer areas than classes are held against it. */
static om_status rate(zoning *of, om_error *err)
{
    const size_t city = of->units->city;
    of->groups = OM_ARENA_ARRAY(of->arena, om_zoned_group, of->units->group_count);
    OM_TRY(rate_group(of, city, err));
    for (size_t i = 0; i < of->units->group_count; i++) {
        const om_zoning_group *in = &of->units->groups[i];
        if (i == city)
            continue;
        if (in->is_grid || in->count >= of->spec.breaks.classes) {
            OM_TRY(rate_group(of, i, err));
            continue;
        }
        om_run_notice(of->run,
                      "level %s has %zu areas, fewer than %zu classes: they are held against those "
                      "of level %s",
                      in->level, in->count, of->spec.breaks.classes, of->units->groups[city].level);
        rate_by(of, i, &of->groups[city]);
    }
    return OM_OK;
}

static om_status write(const zoning *of, om_json *report, om_error *err)
{
    om_measure city_measures[OM_MOST_FACTORS];
    om_zoned city;
    for (size_t i = 0; i < of->factors->count; i++)
        city_measures[i] = measure_city(of, i);
    om_zoning_rate_one(&of->spec, &of->groups[of->units->city], city_measures, &city);
    const om_zoning found = {.run = of->run,
                             .spec = &of->spec,
                             .units = of->units,
                             .measures = of->measures,
                             .groups = of->groups,
                             .city_measures = city_measures,
                             .city = &city};
    return om_zoning_write(&found, report, err);
}

static om_status run_hazard_zoning(const om_run *run, om_json *report, om_error *err)
{
    AUTO_ZONING of = {.run = run, .arena = om_arena_new()};
    of.tables = om_json_put(report, "tables", om_json_array_new());
    OM_TRY(read_spec(&of, report, err));
    OM_TRY(om_zoning_units_open(run->store, om_settings_number(run->settings, "cell_m"), &of.units,
                                err));
    OM_TRY(measure(&of, err));
    OM_TRY(rate(&of, err));
    return write(&of, report, err);
}

const om_analysis om_analysis_hazard_zoning = {
    .name = "hazard_zoning",
    .title = "Zoning of natural hazards",
    .title_zh = "自然灾害综合风险区划",
    .summary = "Zones districts and a grid by an index of any number of hazard, exposure, "
               "vulnerability and capacity factors, from layers and rasters.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_hazard_zoning,
};

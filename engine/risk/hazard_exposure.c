/* The analysis "hazard_exposure": facilities that stand in hazard zones, and by how much. */
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/risk/combine.h"
#include "engine/risk/exposure.h"
#include "engine/risk/pairs.h"

static const om_input inputs[] = {
    {"hazard_zone", true, "to look for facilities in"},
    {"shelter", false, "to flag those in a zone"},
    {"fire_station", false, "to flag those in a zone"},
    {"supply_depot", false, "to flag those in a zone"},
    {"hazard_source", false, "to flag those in a zone"},
    {"district", false, "to count by, and to measure what zones cover of them"},
    {0},
};

static const om_setting settings[] = {
    {"combine", "", OM_SETTING_CHOICE, "max", 0, 0, om_combine_names,
     "What several hazards are together: the worst, a weighted sum, or the joint matrix."},
    {"weights", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "What each kind of hazard weighs with combine=weighted, 'flood:0.7, landslide:0.3'; they sum "
     "to 1."},
    {"least_share", "0..1", OM_SETTING_NUMBER, "0", 0, 1, NULL,
     "Zones of a kind count in a district when they cover more than this share of its ground."},
    {"tables", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "A folder with the city's own hazard_combination.csv; the shipped one when not given."},
    {0},
};

static const char *const outputs[] = {"facility_in_zone", "hazard_district", NULL};
static const char *const standards[] = {"standards/hazard_combination.csv", NULL};

/* How hazards are combined in this run. */
typedef struct combining {
    const char *mode_name;
    om_combine_mode mode;
    const om_combiner *combiner;
    const double *weights; /* one a kind of zone; NULL unless weighted */
} combining;

/* ---- Settings ---- */

static om_combine_mode mode_of(const char *name)
{
    int mode = OM_COMBINE_MAX;
    while (strcmp(om_combine_names[mode], name) != 0)
        mode++;
    return (om_combine_mode)mode;
}

static om_status fail_kind(const om_exposures *exposures, const char *name, om_error *err)
{
    OM_AUTO_TEXT all = {0};
    for (size_t i = 0; i < exposures->kind_count; i++)
        om_text_add_format(&all, "%s%s", i ? ", " : "", exposures->kinds[i]);
    return om_fail(err, OM_ERR_RANGE,
                   "weights names '%s', but the hazard zones are of the kinds %s", name, all.bytes);
}

/* One weight a kind of zone, in their order. */
static om_status read_weights(const om_run *run, const om_exposures *exposures, const double **ret,
                              om_error *err)
{
    om_pairs pairs;
    OM_TRY(om_pairs_parse("weights", om_settings_text(run->settings, "weights"), exposures->arena,
                          &pairs, err));
    double *weights = OM_ARENA_ARRAY(exposures->arena, double, exposures->kind_count);
    for (size_t i = 0; i < exposures->kind_count; i++)
        weights[i] = NAN;
    for (size_t i = 0; i < pairs.count; i++) {
        const size_t kind = om_exposures_kind(exposures, pairs.list[i].name);
        if (kind == exposures->kind_count)
            return fail_kind(exposures, pairs.list[i].name, err);
        weights[kind] = pairs.list[i].value;
    }
    for (size_t i = 0; i < exposures->kind_count; i++)
        if (isnan(weights[i]))
            return om_fail(err, OM_ERR_RANGE, "weights does not say what %s weighs",
                           exposures->kinds[i]);
    *ret = weights;
    return om_combine_check_weights(weights, exposures->kind_count, err);
}

static om_status read_combining(const om_run *run, const om_exposures *exposures, combining *ret,
                                om_error *err)
{
    ret->mode_name = om_settings_text(run->settings, "combine");
    ret->mode = mode_of(ret->mode_name);
    if (ret->mode == OM_COMBINE_WEIGHTED)
        return read_weights(run, exposures, &ret->weights, err);
    if (om_settings_text(run->settings, "weights")[0])
        return om_fail(err, OM_ERR_USAGE, "weights count with combine=weighted only, not with %s",
                       ret->mode_name);
    return OM_OK;
}

/* ---- Writing ---- */

static om_value level_value(int level)
{
    return level < OM_GRADE_WORST ? (om_value){0} : om_value_integer(level);
}

static int level_of(const om_exposures *exposures, const combining *how, const int *levels)
{
    return om_combine_levels(how->combiner, how->mode, levels, how->weights, exposures->kind_count);
}

static om_status write_facility(om_table *table, const om_exposures *exposures,
                                const combining *how, const om_exposed *exposed, om_error *err)
{
    const om_district *district = om_exposed_district(exposures, exposed);
    OM_AUTO_TEXT id = {0};
    OM_AUTO_TEXT kinds = {0};
    om_text_add_format(&id, "%s/%s", exposed->layer, exposed->id);
    om_exposures_write_kinds(exposures, exposed->levels, &kinds);
    const om_value values[] = {
        om_value_text(exposed->id),
        om_value_text(exposed->layer),
        om_value_text(exposed->name),
        om_value_text(exposed->kind),
        level_value(level_of(exposures, how, exposed->levels)),
        om_value_text(how->mode_name),
        om_value_text(kinds.bytes),
        om_value_integer((int64_t)exposed->zone_count),
        om_value_text(exposed->zone->id),
        om_value_text(exposed->zone->name),
        level_value(exposed->zone->level),
        om_value_real(om_exposed_share(exposed)),
        om_value_real(exposed->in_zone_m2),
        om_value_text(district ? district->code : NULL),
        om_value_text(district ? district->name : NULL),
    };
    return om_table_add(table, id.bytes, values, exposed->point, err);
}

static om_status write_facilities(const om_run *run, const om_exposures *exposures,
                                  const combining *how, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(run, "facility_in_zone", &table, err));
    for (size_t i = 0; i < exposures->count; i++) {
        if (exposures->list[i].zone_count)
            OM_TRY(write_facility(table, exposures, how, &exposures->list[i], err));
        OM_TRY(om_run_tell(run, "facility_in_zone", i + 1, exposures->count, "facilities", err));
    }
    return OM_OK;
}

/* ---- Report ---- */

static void report_hazards(const om_exposures *exposures, om_json *report)
{
    om_json *list = om_json_put(report, "hazards", om_json_array_new());
    for (size_t kind = 0; kind < exposures->kind_count; kind++) {
        int64_t zones = 0, unknown = 0, facilities = 0;
        for (size_t i = 0; i < exposures->zone_count; i++) {
            zones += exposures->zones[i].kind == kind;
            unknown += exposures->zones[i].kind == kind && !exposures->zones[i].level;
        }
        for (size_t i = 0; i < exposures->count; i++)
            facilities += exposures->list[i].levels[kind] != OM_HAZARD_ABSENT;
        om_json *one = om_json_add(list, om_json_object_new());
        om_json_put_text(one, "kind", exposures->kinds[kind]);
        om_json_put_integer(one, "zones", zones);
        om_json_put_integer(one, "zones_without_level", unknown);
        om_json_put_integer(one, "facilities", facilities);
    }
}

static void report_layers(const om_exposures *exposures, om_json *report)
{
    om_json *list = om_json_put(report, "facilities", om_json_array_new());
    for (const char *const *layer = om_facility_layers; *layer; layer++) {
        int64_t all = 0, inside = 0;
        double area_m2 = 0, in_zone_m2 = 0;
        for (size_t i = 0; i < exposures->count; i++) {
            const om_exposed *exposed = &exposures->list[i];
            if (strcmp(exposed->layer, *layer) != 0)
                continue;
            all++;
            inside += exposed->zone_count > 0;
            area_m2 += isnan(exposed->area_m2) ? 0 : exposed->area_m2;
            in_zone_m2 += isnan(exposed->in_zone_m2) ? 0 : exposed->in_zone_m2;
        }
        om_json *one = om_json_add(list, om_json_object_new());
        om_json_put_text(one, "layer", *layer);
        om_json_put_integer(one, "facilities", all);
        om_json_put_integer(one, "in_zone", inside);
        om_json_put_number(one, "area_m2", area_m2);
        om_json_put_number(one, "in_zone_m2", in_zone_m2);
    }
}

static void report_levels(const om_exposures *exposures, const combining *how, om_json *report)
{
    static const char *const names[] = {"unknown", "level_1", "level_2", "level_3", "level_4"};
    int64_t counts[OM_GRADE_LOWEST + 1] = {0};
    for (size_t i = 0; i < exposures->count; i++)
        if (exposures->list[i].zone_count)
            counts[level_of(exposures, how, exposures->list[i].levels)]++;
    om_json *object = om_json_put(report, "levels", om_json_object_new());
    for (int level = OM_GRADE_WORST; level <= OM_GRADE_LOWEST; level++)
        om_json_put_integer(object, names[level], counts[level]);
    om_json_put_integer(object, names[OM_GRADE_NONE], counts[OM_GRADE_NONE]);
}

/* ---- Districts ---- */

enum { LAYERS = 4 };

/* Facilities of a district in zones, in the order of om_facility_layers. */
typedef struct tally {
    int64_t counts[LAYERS];
} tally;

/* One district of the city. Borrows. */
typedef struct place {
    const om_district *district;
    const tally *inside;
    om_exposed_ground ground;
    int level;
} place;

/* One tally a district; the last is of what lies outside all. */
static const tally *tally_districts(const om_exposures *exposures)
{
    const size_t districts = om_districts_count(exposures->districts);
    tally *tallies = OM_ARENA_ARRAY(exposures->arena, tally, districts + 1);
    for (size_t i = 0; i < exposures->count; i++) {
        const om_exposed *exposed = &exposures->list[i];
        const bool outside = exposed->district == OM_NO_DISTRICT;
        tally *mine = &tallies[outside ? districts : exposed->district];
        for (size_t layer = 0; layer < LAYERS && exposed->zone_count; layer++)
            mine->counts[layer] += strcmp(om_facility_layers[layer], exposed->layer) == 0;
    }
    return tallies;
}

static void report_tally(const tally *inside, om_json *object)
{
    for (size_t layer = 0; layer < LAYERS; layer++)
        om_json_put_integer(object, om_facility_layers[layer], inside->counts[layer]);
}

static om_status write_district(om_table *table, const om_exposures *exposures,
                                const combining *how, const place *at, om_error *err)
{
    OM_AUTO_TEXT kinds = {0};
    om_exposures_write_kinds(exposures, at->ground.levels, &kinds);
    const om_value values[] = {
        om_value_text(at->district->code),
        om_value_text(at->district->name),
        level_value(at->level),
        om_value_text(how->mode_name),
        om_value_text(kinds.bytes),
        om_value_integer((int64_t)at->ground.zone_count),
        om_value_real(fmin(1, at->ground.share)),
        om_value_real(at->ground.in_zone_m2),
        om_value_integer(at->inside->counts[0]),
        om_value_integer(at->inside->counts[1]),
        om_value_integer(at->inside->counts[2]),
        om_value_integer(at->inside->counts[3]),
    };
    return om_table_add(table, at->district->code, values, at->district->stored, err);
}

static void report_district(const place *at, om_json *list)
{
    om_json *one = om_json_add(list, om_json_object_new());
    om_json_put_text(one, "code", at->district->code);
    om_json_put_text(one, "name", at->district->name);
    om_json_put_number(one, "level", at->level < OM_GRADE_WORST ? NAN : (double)at->level);
    om_json_put_number(one, "share", at->ground.share);
    om_json_put_number(one, "in_zone_m2", at->ground.in_zone_m2);
    report_tally(at->inside, one);
}

static om_status measure_districts(const om_run *run, const om_exposures *exposures,
                                   const combining *how, om_json *report, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(run, "hazard_district", &table, err));
    if (!exposures->districts)
        return OM_OK;
    om_json *list = om_json_put(report, "districts", om_json_array_new());
    const om_level *city = om_districts_city(exposures->districts);
    const tally *tallies = tally_districts(exposures);
    const double least_share = om_settings_number(run->settings, "least_share");
    for (size_t i = 0; i < city->count; i++) {
        const size_t number = city->first + i;
        place at = {om_districts_at(exposures->districts, number), &tallies[number], {0}, 0};
        OM_TRY(om_exposures_measure(exposures, om_store_geo(run->store), at.district->shape,
                                    least_share, &at.ground, err));
        at.level = level_of(exposures, how, at.ground.levels);
        OM_TRY(write_district(table, exposures, how, &at, err));
        report_district(&at, list);
        OM_TRY(om_run_tell(run, "hazard_district", i + 1, city->count, "districts", err));
    }
    report_tally(&tallies[om_districts_count(exposures->districts)],
                 om_json_put(report, "outside_districts", om_json_object_new()));
    return OM_OK;
}

static void tell(const om_run *run, const om_exposures *exposures)
{
    size_t unknown = 0;
    for (size_t i = 0; i < exposures->zone_count; i++)
        unknown += exposures->zones[i].level == OM_GRADE_NONE;
    if (unknown)
        om_run_notice(run,
                      "%zu of %zu hazard zones have no level: what stands in them is flagged, "
                      "its level stays unknown",
                      unknown, exposures->zone_count);
    if (exposures->nowhere)
        om_run_notice(run,
                      "%zu facilities have no place: whether they stand in a zone is not known",
                      exposures->nowhere);
}

/* ---- Run ---- */

static om_status check_facilities(const om_exposures *exposures, om_error *err)
{
    if (exposures->count)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA,
                   "there is no facility to look for in hazard zones: load shelter, fire_station, "
                   "supply_depot or hazard_source first");
}

static om_status run_hazard_exposure(const om_run *run, om_json *report, om_error *err)
{
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_combiner) combiner = NULL;
    OM_TRY(om_standard_open(om_settings_text(run->settings, "tables"), "hazard_combination.csv",
                            om_combiner_columns, &table, err));
    OM_TRY(om_combiner_open(table, &combiner, err));
    om_standard_describe(table, om_json_put(report, "tables", om_json_array_new()));
    OM_AUTO(om_exposures) exposures = NULL;
    OM_TRY(om_exposures_open(run->store, &exposures, err));
    OM_TRY(check_facilities(exposures, err));
    combining how = {.combiner = combiner};
    OM_TRY(read_combining(run, exposures, &how, err));
    OM_TRY(write_facilities(run, exposures, &how, err));
    om_json_put_text(report, "combine", how.mode_name);
    report_hazards(exposures, report);
    report_layers(exposures, report);
    report_levels(exposures, &how, report);
    tell(run, exposures);
    return measure_districts(run, exposures, &how, report, err);
}

const om_analysis om_analysis_hazard_exposure = {
    .name = "hazard_exposure",
    .title = "Facilities in hazard zones",
    .title_zh = "设施灾害暴露",
    .summary = "Flags shelters, fire stations, depots and hazard sources that stand in hazard "
               "zones, and tells what several hazards are together, there and by district.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_hazard_exposure,
};

/* The analysis "risk": sources, districts and a grid, graded by a policy; the highest wins. */
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/geo/prepared.h"
#include "engine/risk/hexagon.h"
#include "engine/risk/located.h"
#include "engine/risk/sources.h"

static const om_input inputs[] = {
    {"hazard_source", true, "to grade"},
    {"district", true, "to grade by the sources in and around them"},
    {"population", false, "to count people around major hazards (GB 18218)"},
    {0},
};

static const char *const bad_names[] = {"refuse", "ungraded", NULL};

static const om_setting settings[] = {
    {"policy", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "Grading policy, a CSV file; standards/risk_policy.csv when not given."},
    {"method", "", OM_SETTING_CHOICE, "auto", 0, 0, om_method_names,
     "How sources are graded; auto takes the first of direct, gb18218, lec, matrix and policy "
     "whose columns "
     "a source fills."},
    {"reported", "", OM_SETTING_CHOICE, "counts", 0, 0, om_reported_names,
     "What a reported level does: the worse of it and the computed one counts, it wins, or it is "
     "ignored."},
    {"controls", "", OM_SETTING_CHOICE, "inherent", 0, 0, om_control_names,
     "Grade a score before controls (inherent) or what a source's control_factor leaves of it."},
    {"bad", "", OM_SETTING_CHOICE, "refuse", 0, 0, bad_names,
     "What to do with a source that its method cannot grade; ungraded leaves it out and counts "
     "it."},
    {"tables", "", OM_SETTING_TEXT, "", 0, 0, NULL,
     "A folder with the city's own lec.csv, risk_matrix.csv, gb18218.csv; shipped ones when not "
     "given."},
    {"influence_m", "m", OM_SETTING_NUMBER, "0", 0, 100000, NULL,
     "How far a source counts where its rule does not say so; 0 counts only in the area it is in."},
    {"cell_m", "m", OM_SETTING_NUMBER, "500", 10, 100000, NULL, "Side of a grid cell."},
    {"hexagon_m", "m", OM_SETTING_NUMBER, "0", 0, 100000, NULL,
     "Width of a hexagon from side to side; 0 makes none."},
    {0},
};

static const char *const outputs[] = {"risk_source", "risk_source_district", "risk_district",
                                      "risk_grid",   "risk_hexagon",         NULL};
static const char *const standards[] = {
    "standards/risk_policy.csv",        "standards/lec.csv",         "standards/gb18218.csv",
    "standards/gb18218_substances.csv", "standards/risk_matrix.csv", NULL};

/* Grades as values of a column: ungraded is a null, never a number. */
static om_value grade_value(int grade)
{
    return grade == OM_GRADE_NONE ? (om_value){0} : om_value_integer(grade);
}

static void put_counts(om_json *object, const size_t counts[OM_GRADE_LOWEST + 1])
{
    static const char *const names[] = {"ungraded", "grade_1", "grade_2", "grade_3", "grade_4"};
    for (int grade = OM_GRADE_WORST; grade <= OM_GRADE_LOWEST; grade++)
        om_json_put_integer(object, names[grade], (int64_t)counts[grade]);
    om_json_put_integer(object, names[OM_GRADE_NONE], (int64_t)counts[OM_GRADE_NONE]);
}

/* ---- Sources ---- */

/* Room for table_line()'s text. */
enum { OM_LINE_SIZE = 96 };

/* "lec.csv:21"; NULL where no table decided. */
static const char *table_line(const om_because *because, char ret[OM_LINE_SIZE])
{
    if (!because->table)
        return NULL;
    snprintf(ret, OM_LINE_SIZE, "%s:%zu", because->table, because->line);
    return ret;
}

static om_status write_sources(const om_run *run, const om_sources *sources, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(run, "risk_source", &table, err));
    static const om_because none = {0};
    for (size_t i = 0; i < sources->count; i++) {
        const om_hazard *hazard = &sources->list[i].hazard;
        const om_graded *graded = &sources->list[i].graded;
        const om_because *because = graded->verdict.because[graded->verdict.grade];
        if (!because)
            because = &none;
        char line[OM_LINE_SIZE];
        const om_value values[] = {
            om_value_text(hazard->id),
            om_value_text(hazard->name),
            om_value_text(hazard->kind),
            grade_value(graded->verdict.grade),
            grade_value(hazard->reported_level),
            grade_value(graded->computed),
            grade_value(graded->residual),
            om_value_text(because->method),
            om_value_real(graded->score),
            om_value_text(because->text),
            om_value_text(because->reason),
            om_value_text(because->source),
            om_value_text(because->clause),
            om_value_text(table_line(because, line)),
            om_value_text(because->table ? because->verified ? "yes" : "no" : NULL),
        };
        OM_TRY(om_table_add(table, hazard->id, values, sources->list[i].place, err));
    }
    return OM_OK;
}

/* More than this nobody reads in a report; risk_source has them all. */
enum { MOST_DIFFERENCES = 100 };

/* Sources whose computed and reported levels are not the same. */
static void report_differences(const om_sources *sources, om_json *object)
{
    size_t count = 0;
    om_json *list = om_json_array_new();
    for (size_t i = 0; i < sources->count; i++) {
        const om_hazard *hazard = &sources->list[i].hazard;
        const int computed = sources->list[i].graded.computed;
        if (hazard->reported_level == OM_GRADE_NONE || hazard->reported_level == computed ||
            count++ >= MOST_DIFFERENCES)
            continue;
        om_json *one = om_json_add(list, om_json_object_new());
        om_json_put_text(one, "source", hazard->id);
        om_json_put_integer(one, "reported", hazard->reported_level);
        om_json_put_number(one, "computed", computed ? (double)computed : NAN);
    }
    om_json_put_integer(object, "differing", (int64_t)count);
    om_json_put(object, "differences", list);
}

static void report_sources(const om_sources *sources, om_json *report)
{
    size_t counts[OM_GRADE_LOWEST + 1] = {0};
    for (size_t i = 0; i < sources->count; i++)
        counts[sources->list[i].graded.verdict.grade]++;
    om_json *object = om_json_put(report, "sources", om_json_object_new());
    om_json_put_integer(object, "sources", (int64_t)sources->count);
    put_counts(object, counts);
    report_differences(sources, object);
}

static bool is_by_policy(const om_source *source)
{
    return source->graded.method && strcmp(source->graded.method, "policy") == 0;
}

static void tell_of_sources(const om_run *run, const om_sources *sources, const om_policy *policy)
{
    size_t ungraded = 0, unknown = 0, nowhere = 0;
    const om_hazard *example = NULL;
    for (size_t i = 0; i < sources->count; i++) {
        const om_source *source = &sources->list[i];
        if (source->graded.verdict.grade == OM_GRADE_NONE && !ungraded++)
            example = &source->hazard;
        unknown += is_by_policy(source) && om_policy_misses_quantity(policy, &source->hazard);
        nowhere += !source->shape;
    }
    if (ungraded)
        om_run_notice(run, "no rule matches %zu of %zu sources, such as '%s' (%s): ungraded",
                      ungraded, sources->count, example->id, example->kind);
    if (sources->bad)
        om_run_notice(run, "%zu sources cannot be graded and are left ungraded; the first: %s",
                      sources->bad, sources->bad_example);
    if (sources->unknown)
        om_run_notice(run, "%zu sources hold what GB 18218 does not know, such as '%s'",
                      sources->unknown, sources->unknown_example);
    if (sources->uncounted)
        om_run_notice(run,
                      "nobody could count the people around %zu installations: the largest alpha "
                      "of GB 18218 is taken",
                      sources->uncounted);
    if (unknown)
        om_run_notice(run, "%zu sources have no quantity though a rule asks for it", unknown);
    if (nowhere)
        om_run_notice(run, "%zu sources have no place and count in no area", nowhere);
    if (om_policy_unverified_count(policy))
        om_run_notice(run, "%zu of the policy's %zu rules are not verified at their source",
                      om_policy_unverified_count(policy), om_policy_rule_count(policy));
}

/* ---- Areas ---- */

typedef struct area {
    const char *id, *code, *name;
    const om_geom *place; /* in degrees */
} area;

static om_status write_area(om_table *table, const area *at, const om_area_grade *grade,
                            om_error *err)
{
    const om_hazard *by = grade->decided_by;
    const om_value values[] = {
        om_value_text(at->code),
        om_value_text(at->name),
        grade_value(grade->grade),
        om_value_text(OM_GRADE_MODE),
        om_value_text(by ? by->id : NULL),
        om_value_text(by ? by->name : NULL),
        om_value_real(by ? grade->distance_m : NAN),
        om_value_text(by ? grade->because->text : NULL),
        om_value_text(by ? grade->because->reason : NULL),
        om_value_integer((int64_t)om_area_grade_sources(grade)),
        om_value_integer((int64_t)grade->counts[1]),
        om_value_integer((int64_t)grade->counts[2]),
        om_value_integer((int64_t)grade->counts[3]),
        om_value_integer((int64_t)grade->counts[4]),
        om_value_integer((int64_t)grade->counts[OM_GRADE_NONE]),
    };
    return om_table_add(table, at->id, values, at->place, err);
}

static void report_area(om_json *list, const area *at, const om_area_grade *grade)
{
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "code", at->code);
    om_json_put_text(object, "name", at->name);
    om_json_put_number(object, "grade", grade->grade == OM_GRADE_NONE ? NAN : (double)grade->grade);
    om_json_put_text(object, "decided_by", grade->decided_by ? grade->decided_by->id : NULL);
    om_json_put_text(object, "decided_by_name", grade->decided_by ? grade->decided_by->name : NULL);
    om_json_put_text(object, "reason", grade->because ? grade->because->reason : NULL);
    om_json_put_integer(object, "sources", (int64_t)om_area_grade_sources(grade));
    put_counts(object, grade->counts);
}

/* The districts' shapes in metres, for the grid. */
typedef struct shapes {
    om_geom **list;
    size_t count, capacity;
} shapes;

static void shapes_clear(shapes *all)
{
    for (size_t i = 0; i < all->count; i++)
        om_geom_free(all->list[i]);
    free(all->list);
}

#define AUTO_SHAPES __attribute__((cleanup(shapes_clear))) shapes

static om_status grade_district(const om_rows *rows, const om_sources *sources, om_table *table,
                                shapes *districts, om_json *list, om_error *err)
{
    OM_AUTO(om_geom) place = NULL;
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_rows_geom(rows, 3, &place, err));
    OM_TRY(om_rows_geom_in_metres(rows, 3, &shape, err));
    const area at = {om_rows_text(rows, 0), om_rows_text(rows, 1), om_rows_text(rows, 2), place};
    if (!shape)
        return om_fail(err, OM_ERR_DATA, "district '%s' has no shape", at.id);
    om_area_grade grade;
    OM_TRY(om_sources_grade_area(sources, shape, &grade, err));
    OM_TRY(write_area(table, &at, &grade, err));
    report_area(list, &at, &grade);
    districts->list = om_memory_grow(districts->list, districts->count + 1, &districts->capacity,
                                     sizeof *districts->list);
    districts->list[districts->count++] = OM_TAKE(shape);
    return OM_OK;
}

static om_status grade_districts(const om_run *run, const om_sources *sources, shapes *districts,
                                 om_json *report, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(run, "risk_district", &table, err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("district"), "id, code, name", &rows, err));
    om_json *list = om_json_put(report, "districts", om_json_array_new());
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(grade_district(rows, sources, table, districts, list, err));
        OM_TRY(om_run_tell(run, "risk_district", districts->count, 0, "districts", err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

/* Sources that lie in none of the districts still count where they reach. */
static om_status tell_of_strays(const om_run *run, const om_sources *sources,
                                const shapes *districts, om_error *err)
{
    size_t strays = 0;
    for (size_t i = 0; i < sources->count; i++) {
        bool inside = !sources->list[i].shape;
        for (size_t d = 0; d < districts->count && !inside; d++)
            OM_TRY(om_geom_intersects(districts->list[d], sources->list[i].shape, &inside, err));
        strays += !inside;
    }
    if (strays)
        om_run_notice(run, "%zu sources lie outside every district; they count where they reach",
                      strays);
    return OM_OK;
}

/* ---- Grid ---- */

/* A grid of cells of one kind: its layer, the setting of its size, and its name in the report. */
typedef struct grid_kind {
    om_cell_kind kind;
    const char *layer, *setting, *report;
    void (*code)(om_cell cell, char ret[OM_CELL_CODE_SIZE]);
} grid_kind;

/* What every cell is graded with. */
typedef struct gridding {
    const om_run *run;
    const grid_kind *kind;
    const om_sources *sources;
    const om_geom *ground;       /* all districts as one, in metres */
    const om_prepared *prepared; /* the same */
    const om_transform *to_degrees;
    double cell_m;
} gridding;

/* What a cell has of the ground within the districts, in degrees. Most lie within as a whole. */
static om_status ground_of(const gridding *grid, const om_geom *whole, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) seen = NULL;
    OM_AUTO(om_geom) turned = NULL;
    bool covered = false;
    OM_TRY(om_prepared_covers(grid->prepared, whole, &covered, err));
    if (!covered)
        OM_TRY(om_geom_overlap(grid->ground, whole, &seen, err));
    OM_TRY(om_geom_transform(covered ? whole : seen, grid->to_degrees, OM_DEGREES, &turned, err));
    return om_geom_polygons(turned, ret, err);
}

/* Grades the whole cell, but shows only its ground within the districts. */
static om_status grade_cell(const gridding *grid, om_cell cell, om_table *table, int *ret_grade,
                            om_error *err)
{
    OM_AUTO(om_geom) whole = NULL;
    OM_AUTO(om_geom) place = NULL;
    OM_TRY(om_cell_shape(om_store_geo(grid->run->store), grid->kind->kind, cell, grid->cell_m,
                         &whole, err));
    OM_TRY(ground_of(grid, whole, &place, err));
    char code[OM_CELL_CODE_SIZE];
    grid->kind->code(cell, code);
    om_area_grade grade;
    OM_TRY(om_sources_grade_area(grid->sources, whole, &grade, err));
    *ret_grade = grade.grade;
    return write_area(table, &(area){code, code, NULL, place}, &grade, err);
}

static om_status grade_cells(const gridding *grid, const om_cell *cells, size_t count,
                             size_t counts[OM_GRADE_LOWEST + 1], om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(grid->run, grid->kind->layer, &table, err));
    for (size_t i = 0; i < count; i++) {
        int grade = OM_GRADE_NONE;
        OM_TRY(grade_cell(grid, cells[i], table, &grade, err));
        counts[grade]++;
        OM_TRY(om_run_tell(grid->run, grid->kind->layer, i + 1, count, "cells", err));
    }
    return OM_OK;
}

static om_status grade_grid(const om_run *run, const grid_kind *kind, const om_sources *sources,
                            const om_geom *const *areas, size_t area_count, om_json *report,
                            om_error *err)
{
    om_geo *geo = om_store_geo(run->store);
    gridding grid = {
        .run = run,
        .kind = kind,
        .sources = sources,
        .cell_m = om_settings_number(run->settings, kind->setting),
    };
    OM_TRY(om_store_to_degrees(run->store, &grid.to_degrees, err));
    OM_AUTO_MEMORY om_cell *cells = NULL;
    OM_AUTO(om_geom) ground = NULL;
    OM_AUTO(om_prepared) prepared = NULL;
    size_t count = 0, counts[OM_GRADE_LOWEST + 1] = {0};
    if (grid.cell_m > 0) {
        OM_TRY(om_grid_cells(geo, areas, area_count, kind->kind, grid.cell_m, &cells, &count, err));
        OM_TRY(om_geom_unite(geo, areas, area_count, OM_METRES, &ground, err));
        OM_TRY(om_prepared_open(ground, &prepared, err));
    }
    grid.ground = ground;
    grid.prepared = prepared;
    OM_TRY(grade_cells(&grid, cells, count, counts, err));
    om_json *object = om_json_put(report, kind->report, om_json_object_new());
    om_json_put_number(object, kind->setting, grid.cell_m);
    om_json_put_integer(object, "cells", (int64_t)count);
    put_counts(object, counts);
    return OM_OK;
}

static om_status grade_grids(const om_run *run, const om_sources *sources, const shapes *districts,
                             om_json *report, om_error *err)
{
    static const grid_kind kinds[] = {
        {OM_CELL_SQUARE, "risk_grid", "cell_m", "grid", om_cell_code},
        {OM_CELL_HEXAGON, "risk_hexagon", "hexagon_m", "hexagons", om_hexagon_code}};
    const om_geom *const *areas = (const om_geom *const *)districts->list;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        OM_TRY(grade_grid(run, &kinds[i], sources, areas, districts->count, report, err));
    return OM_OK;
}

/* ---- Run ---- */

static om_status open_policy(const om_run *run, om_policy **ret, om_json *report, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = om_settings_text(run->settings, "policy");
    if (!path[0])
        OM_TRY(om_share_find(arena, standards[0], &path, err));
    OM_AUTO(om_policy) policy = NULL;
    char checksum[OM_CHECKSUM_SIZE];
    OM_TRY(om_policy_open(path, &policy, err));
    OM_TRY(om_file_checksum(path, checksum, err));
    om_json *object = om_json_put(report, "policy", om_json_object_new());
    OM_AUTO_MEMORY char *whole = realpath(path, NULL);
    om_json_put_text(object, "path", whole ? whole : path);
    om_json_put_text(object, "checksum", checksum);
    om_json_put_integer(object, "rules", (int64_t)om_policy_rule_count(policy));
    om_json_put_integer(object, "unverified", (int64_t)om_policy_unverified_count(policy));
    *ret = OM_TAKE(policy);
    return OM_OK;
}

static om_status open_sources(const om_run *run, const om_methods *methods, om_sources **ret,
                              om_error *err)
{
    const om_method_options options = {
        .method = om_settings_text(run->settings, "method"),
        .reported = om_settings_text(run->settings, "reported"),
        .controls = om_settings_text(run->settings, "controls"),
        .influence_m = om_settings_number(run->settings, "influence_m"),
    };
    const bool keep_bad = strcmp(om_settings_text(run->settings, "bad"), "ungraded") == 0;
    return om_sources_open(run->store, methods, &options, keep_bad, ret, err);
}

static om_status run_risk(const om_run *run, om_json *report, om_error *err)
{
    OM_AUTO(om_policy) policy = NULL;
    OM_TRY(open_policy(run, &policy, report, err));
    om_json_put_text(report, "mode", OM_GRADE_MODE);
    OM_AUTO(om_methods) methods = NULL;
    OM_TRY(om_methods_open(om_settings_text(run->settings, "tables"), policy, &methods, err));
    om_methods_describe(methods, om_json_put(report, "tables", om_json_array_new()));
    OM_AUTO(om_sources) sources = NULL;
    OM_TRY(open_sources(run, methods, &sources, err));
    OM_TRY(write_sources(run, sources, err));
    report_sources(sources, report);
    OM_TRY(om_sources_locate(run, sources, err));
    tell_of_sources(run, sources, policy);
    AUTO_SHAPES districts = {0};
    OM_TRY(grade_districts(run, sources, &districts, report, err));
    OM_TRY(tell_of_strays(run, sources, &districts, err));
    return grade_grids(run, sources, &districts, report, err);
}

const om_analysis om_analysis_risk = {
    .name = "risk",
    .title = "Four-colour risk",
    .title_zh = "安全风险四色图",
    .summary = "Grades hazard sources by a policy, and districts and a grid by the highest source "
               "in and around them.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_risk,
};

/* The analysis "risk": sources graded by their methods, districts and grids by a mode. */
#include <string.h>

#include "engine/analysis/district_check.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/geo/prepared.h"
#include "engine/risk/area_limits.h"
#include "engine/risk/explain_inside.h"
#include "engine/risk/explain_words.h"
#include "engine/risk/located.h"
#include "engine/risk/risk_inside.h"

static const om_input inputs[] = {
    {"hazard_source", true, "to grade"},
    {"district", true, "to grade by the sources in and around them"},
    {"population", false, "to count people around major hazards (GB 18218)"},
    {0},
};

static const char *const bad_names[] = {"refuse", "ungraded", NULL};
static const char *const direct_names[] = {"ignored", "first", NULL};
static const char *const index_names[] = {"sum", "km2", NULL};
static const char *const fault_names[] = {"refuse", "tell", NULL};

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
     "A folder with the city's own lec.csv, risk_matrix.csv, gb18218.csv, area_modes.csv; shipped "
     "ones when not given."},
    {"mode", "", OM_SETTING_CHOICE, "highest", 0, 0, om_area_mode_names,
     "How an area gets its level: the highest source wins, a weighted index that falls with the "
     "distance, the share of its ground under a level, or the highest, raised by the count."},
    {"direct", "", OM_SETTING_CHOICE, "ignored", 0, 0, direct_names,
     "Whether direct determination comes before the mode: a major hazard of GB 18218 makes its "
     "area red, as area_modes.csv says."},
    {"breaks", "", OM_SETTING_CHOICE, "fixed", 0, 0, om_area_breaks_names,
     "Where the levels of a weighted index begin: fixed limits of area_modes.csv, or classes of "
     "all areas, which no other run or city shares."},
    {"index", "", OM_SETTING_CHOICE, "sum", 0, 0, index_names,
     "A weighted index is the sum in an area, or that of a square kilometre."},
    {"districts", "", OM_SETTING_CHOICE, "refuse", 0, 0, fault_names,
     "What to do with districts that overlap or whose code contradicts where they lie."},
    {"influence_m", "m", OM_SETTING_NUMBER, "0", 0, 100000, NULL,
     "How far a source counts where its rule does not say so; 0 counts only in the area it is in."},
    {"cell_m", "m", OM_SETTING_NUMBER, "500", 10, 100000, NULL, "Side of a grid cell."},
    {"hexagon_m", "m", OM_SETTING_NUMBER, "0", 0, 100000, NULL,
     "Width of a hexagon from side to side; 0 makes none."},
    {0},
};

static const char *const outputs[] = {"risk_source", "risk_source_district", "risk_district",
                                      "risk_grid",   "risk_hexagon",         NULL};
static const char *const standards[] = {"standards/risk_policy.csv",
                                        "standards/lec.csv",
                                        "standards/gb18218.csv",
                                        "standards/gb18218_substances.csv",
                                        "standards/risk_matrix.csv",
                                        "standards/area_modes.csv",
                                        NULL};

/* ---- Sources ---- */

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

/* ---- Areas ---- */

static bool chosen(const om_run *run, const char *setting, const char *value)
{
    return strcmp(om_settings_text(run->settings, setting), value) == 0;
}

static om_area_mode mode_of(const om_run *run, const om_area_rules *rules)
{
    om_area_mode mode = {
        .rules = rules,
        .direct = chosen(run, "direct", "first"),
        .a_km2 = chosen(run, "index", "km2"),
        .influence_m = om_settings_number(run->settings, "influence_m"),
    };
    while (!chosen(run, "mode", om_area_mode_names[mode.kind]))
        mode.kind++;
    return mode;
}

static om_status tell_fault(void *context, const char *sentence, om_error *err)
{
    const om_run *run = context;
    if (chosen(run, "districts", "refuse"))
        return om_fail(err, OM_ERR_DATA, "%s; districts=tell goes on all the same", sentence);
    om_run_notice(run, "%s", sentence);
    return OM_OK;
}

static om_status read_districts(const om_run *run, om_districts **ret, om_error *err)
{
    OM_AUTO(om_districts) districts = NULL;
    OM_TRY(om_districts_read(run->store, &districts, err));
    OM_TRY(om_districts_check(om_store_geo(run->store), districts, tell_fault, (void *)run, err));
    *ret = OM_TAKE(districts);
    return OM_OK;
}

static om_status unite(const om_run *run, const om_districts *districts, om_geom **ret,
                       om_error *err)
{
    const size_t count = om_districts_count(districts);
    OM_AUTO_MEMORY const om_geom **shapes = om_memory_take(count, sizeof *shapes);
    for (size_t i = 0; i < count; i++)
        shapes[i] = om_districts_at(districts, i)->shape;
    return om_geom_unite(om_store_geo(run->store), shapes, count, OM_METRES, ret, err);
}

/* Sources that lie in none of the districts still count where they reach. */
static om_status tell_of_strays(const om_run *run, const om_sources *sources, const om_geom *ground,
                                om_error *err)
{
    size_t strays = 0;
    OM_AUTO(om_prepared) prepared = NULL;
    OM_TRY(om_prepared_open(ground, &prepared, err));
    for (size_t i = 0; i < sources->count; i++) {
        bool inside = !sources->list[i].shape;
        if (!inside)
            OM_TRY(om_prepared_intersects(prepared, sources->list[i].shape, &inside, err));
        strays += !inside;
    }
    if (strays)
        om_run_notice(run, "%zu sources lie outside every district; they count where they reach",
                      strays);
    return OM_OK;
}

/* A point that acts on no ground has no share of any. */
static om_status check_shares(const om_run *run, const om_sources *sources, om_error *err)
{
    size_t idle = 0, graded = 0;
    for (size_t i = 0; i < sources->count; i++) {
        const om_source *source = &sources->list[i];
        if (!source->shape || source->graded.verdict.grade == OM_GRADE_NONE)
            continue;
        graded++;
        idle += !(om_verdict_reach_m(&source->graded.verdict, 0) > 0) &&
                !(om_geom_area_m2(source->shape) > 0);
    }
    if (idle && idle == graded)
        return om_fail(
            err, OM_ERR_USAGE,
            "mode=share needs to know how far sources act, and none of %zu says so: give "
            "influence_m, or that of each source",
            graded);
    if (idle)
        om_run_notice(run,
                      "%zu of %zu sources act on no ground (their influence is 0 m) and count for "
                      "nothing by mode=share",
                      idle, graded);
    return OM_OK;
}

static void report_mode(const om_risk_areas *areas, om_json *report)
{
    const om_run *run = areas->run;
    om_json_put_text(report, "mode", om_area_mode_title(areas->mode.kind));
    om_json_put_text(report, "direct", areas->mode.direct ? "first" : NULL);
    om_json_put_text(report, "controls", areas->controls);
    if (areas->mode.kind == OM_AREA_HIGHEST && !areas->mode.direct)
        return;
    om_run_notice(run, "how areas get their level is the city's choice: the numbers of "
                       "area_modes.csv are no national rule");
    if (om_area_breaks_are_relative(areas->breaks) && areas->mode.kind == OM_AREA_WEIGHTED)
        om_run_notice(run,
                      "levels by breaks=%s are relative to the areas of this run: they do not "
                      "compare with another run or city",
                      areas->breaks);
}

static om_status grade_areas(const om_run *run, const om_methods *methods,
                             const om_sources *sources, om_json *report, om_error *err)
{
    OM_AUTO(om_districts) districts = NULL;
    OM_AUTO(om_geom) ground = NULL;
    OM_TRY(read_districts(run, &districts, err));
    OM_TRY(unite(run, districts, &ground, err));
    OM_TRY(tell_of_strays(run, sources, ground, err));
    om_risk_areas areas = {
        .run = run,
        .sources = sources,
        .districts = districts,
        .mode = mode_of(run, om_methods_area_rules(methods)),
        .breaks = om_settings_text(run->settings, "breaks"),
        .controls = om_settings_text(run->settings, "controls"),
    };
    report_mode(&areas, report);
    if (areas.mode.kind == OM_AREA_SHARE)
        OM_TRY(check_shares(run, sources, err));
    areas.limits = om_json_put(report, "limits", om_json_array_new());
    OM_AUTO_MEMORY int *grades = om_memory_take(om_districts_count(districts), sizeof *grades);
    areas.grades = grades;
    OM_TRY(om_risk_grade_districts(&areas, report, err));
    OM_TRY(om_sources_locate(run, sources, districts, grades, err));
    return om_risk_grade_cells(&areas, ground, report, err);
}

/* ---- Run ---- */

static om_status run_risk(const om_run *run, om_json *report, om_error *err)
{
    OM_AUTO(om_policy) policy = NULL;
    OM_AUTO(om_methods) methods = NULL;
    OM_AUTO(om_sources) sources = NULL;
    OM_TRY(open_policy(run, &policy, report, err));
    OM_TRY(om_methods_open(om_settings_text(run->settings, "tables"), policy, &methods, err));
    om_methods_describe(methods, om_json_put(report, "tables", om_json_array_new()));
    OM_TRY(open_sources(run, methods, &sources, err));
    OM_TRY(om_risk_write_sources(run, sources, err));
    om_risk_report_sources(sources, report);
    om_risk_tell_of_sources(run, sources, policy);
    return grade_areas(run, methods, sources, report, err);
}

const om_analysis om_analysis_risk = {
    .name = "risk",
    .title = "Four-colour risk",
    .title_zh = "安全风险四色图",
    .summary = "Grades hazard sources by their methods, and districts and grids from the sources "
               "in and around them.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_risk,
    .explain = om_explain_risk,
    .tell = om_say_risk,
};

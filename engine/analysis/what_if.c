/* Asks a city that is held in memory what would be: before, after and the difference. */
#include <math.h>
#include <string.h>

#include "engine/analysis/what_if_inside.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

struct om_what_if {
    om_settings *settings;
    om_json *report, *notices; /* of reading */
    om_run run;
    om_fire fire;
    om_fire_answer *before, *after;
    om_network *roads; /* of the scenario that was asked last; NULL: those of today */
    om_ground_today today;
};

/* ---- Opening ---- */

static om_status answer(om_what_if *what_if, const om_scenario *scenario, om_fire_answer *to,
                        om_error *err)
{
    const om_fire_question question = {.network = scenario->roads ? scenario->roads
                                                                  : what_if->fire.network,
                                       .starts = scenario->starts,
                                       .count = scenario->count,
                                       .limit_s = what_if->fire.limit_s};
    return om_fire_model_evaluate(what_if->fire.model, &question, to, err);
}

static om_status read_city(om_what_if *what_if, om_error *err)
{
    om_fire *fire = &what_if->fire;
    fire->run = &what_if->run;
    fire->report = what_if->report;
    fire->arena = om_arena_new();
    OM_TRY(om_fire_read(fire, err));
    const om_scenario today = {fire->starts, fire->stations.usable_count, NULL};
    what_if->before = om_fire_answer_new(fire->model);
    what_if->after = om_fire_answer_new(fire->model);
    OM_TRY(answer(what_if, &today, what_if->before, err));
    return answer(what_if, &today, what_if->after, err);
}

om_status om_what_if_open(om_store *store, const char *name, const char *const *settings,
                          size_t setting_count, const om_listener *listener, om_what_if **ret,
                          om_error *err)
{
    const om_analysis *analysis = om_analysis_find(name);
    if (!analysis || strcmp(analysis->name, "fire_reach") != 0)
        return om_fail(err, OM_ERR_USAGE, "what-if is for fire_reach, not for '%s'", name);
    om_what_if *what_if = om_memory_take(1, sizeof *what_if);
    om_status status =
        om_settings_parse(analysis, settings, setting_count, &what_if->settings, err);
    what_if->report = om_json_object_new();
    what_if->notices = om_json_put(what_if->report, "notices", om_json_array_new());
    what_if->run = (om_run){.store = store,
                            .settings = what_if->settings,
                            .listener = listener,
                            .notices = what_if->notices};
    if (status == OM_OK)
        status = om_analysis_check_inputs(store, analysis, err);
    if (status == OM_OK)
        status = read_city(what_if, err);
    if (status == OM_OK)
        *ret = what_if;
    else
        om_what_if_free(what_if);
    return status;
}

void om_what_if_free(om_what_if *what_if)
{
    if (!what_if)
        return;
    om_fire_answer_free(what_if->before);
    om_fire_answer_free(what_if->after);
    om_network_free(what_if->roads);
    om_ground_today_clear(&what_if->today);
    om_fire_clear(&what_if->fire);
    om_settings_free(what_if->settings);
    om_json_free(what_if->report);
    free(what_if);
}

/* ---- Telling ---- */

static double share_of(const om_fire_amount *amount)
{
    return amount->all > 0 ? amount->covered / amount->all : (double)NAN;
}

static void put_pair(om_json *row, const char *name, double before, double after)
{
    char key[64];
    snprintf(key, sizeof key, "%s_before", name);
    om_json_put_number(row, key, before);
    snprintf(key, sizeof key, "%s_after", name);
    om_json_put_number(row, key, after);
    snprintf(key, sizeof key, "%s_difference", name);
    om_json_put_number(row, key, after - before);
}

/* What districts are compared by. */
static void put_main(om_json *row, const om_fire *fire, const om_fire_cover *before,
                     const om_fire_cover *after)
{
    const om_fire_amount *people = &before->of[OM_FIRE_PEOPLE];
    om_json_put_number(row, "people", people->all);
    put_pair(row, "people_covered", people->covered, after->of[OM_FIRE_PEOPLE].covered);
    put_pair(row, "people_share", share_of(people), share_of(&after->of[OM_FIRE_PEOPLE]));
    put_pair(row, "p90_s", om_fire_shown_s(fire, before->p90_s),
             om_fire_shown_s(fire, after->p90_s));
    om_json_put_text(row, "meets_target_before", om_fire_meets(before, fire->target_share));
    om_json_put_text(row, "meets_target_after", om_fire_meets(after, fire->target_share));
}

/* What of the city is told as well. */
static void put_more(om_json *row, const om_fire *fire, const om_fire_cover *before,
                     const om_fire_cover *after)
{
    put_pair(row, "mean_s", om_fire_shown_s(fire, before->mean_s),
             om_fire_shown_s(fire, after->mean_s));
    put_pair(row, "median_s", om_fire_shown_s(fire, before->median_s),
             om_fire_shown_s(fire, after->median_s));
    put_pair(row, "built_share", share_of(&before->of[OM_FIRE_BUILT_M2]),
             share_of(&after->of[OM_FIRE_BUILT_M2]));
    put_pair(row, "road_share", share_of(&before->of[OM_FIRE_ROAD_M]),
             share_of(&after->of[OM_FIRE_ROAD_M]));
    put_pair(row, "sources_covered", om_fire_sources(before).covered,
             om_fire_sources(after).covered);
}

static void tell_figures(const om_what_if *what_if, om_json *report)
{
    const om_fire *fire = &what_if->fire;
    om_json *list = om_json_put(report, "districts", om_json_array_new());
    for (size_t i = 0; i < om_districts_count(fire->districts); i++) {
        const om_district *district = om_districts_at(fire->districts, i);
        om_json *row = om_json_add(list, om_json_object_new());
        om_json_put_text(row, "code", district->code);
        om_json_put_text(row, "name", district->name);
        om_json_put_text(row, "level", district->level);
        put_main(row, fire, om_fire_answer_district(what_if->before, i),
                 om_fire_answer_district(what_if->after, i));
    }
    const om_fire_cover *before = om_fire_answer_city(what_if->before);
    const om_fire_cover *after = om_fire_answer_city(what_if->after);
    om_json *city = om_json_put(report, "city", om_json_object_new());
    put_main(city, fire, before, after);
    put_more(city, fire, before, after);
}

/* ---- Asking ---- */

static om_json *begin_report(const om_what_if *what_if, const om_changes *changes,
                             om_json **ret_changes)
{
    om_json *report = om_json_object_new();
    om_json_put_text(report, "what_if", "fire_reach");
    om_json_put_text(report, "changes_from", changes->name);
    om_json_put(report, "settings", om_settings_describe(what_if->settings));
    om_json_put(report, "notices", om_json_copy(what_if->notices));
    om_json_put_text(report, "standard", what_if->fire.profile.name);
    om_json_put_number(report, "limit_s", om_fire_shown_s(&what_if->fire, what_if->fire.limit_s));
    *ret_changes = om_json_put(report, "changes", om_json_array_new());
    return report;
}

/* The roads of the last scenario are let go of once the answer knows the new ones. */
static om_status take_up(om_what_if *what_if, om_scenario *scenario, om_error *err)
{
    const om_status status = answer(what_if, scenario, what_if->after, err);
    om_network_free(what_if->roads);
    what_if->roads = scenario->roads;
    return status;
}

static om_status ask(om_what_if *what_if, const om_json *json, const char *name, char **ret_report,
                     char **ret_ground, om_error *err)
{
    OM_AUTO_CHANGES changes = {0};
    OM_TRY(om_changes_read(what_if->run.store, json, name, &changes, err));
    om_json *told = NULL;
    OM_AUTO(om_json) report = begin_report(what_if, &changes, &told);
    om_scenario scenario = {0};
    OM_TRY(om_scenario_make(&what_if->fire, &changes, changes.arena, told, &scenario, err));
    OM_TRY(take_up(what_if, &scenario, err));
    OM_AUTO_TEXT ground = {0};
    if (ret_ground)
        OM_TRY(om_what_if_ground(&what_if->fire, what_if->before, what_if->after, &what_if->today,
                                 om_json_put(report, "ground", om_json_object_new()), &ground,
                                 err));
    tell_figures(what_if, report);
    if (ret_report)
        *ret_report = om_json_write(report);
    if (ret_ground)
        *ret_ground = om_text_take(&ground);
    return OM_OK;
}

om_status om_what_if_ask(om_what_if *what_if, const char *changes, char **ret_report,
                         char **ret_ground, om_error *err)
{
    OM_AUTO(om_json) json = NULL;
    OM_TRY(om_json_parse(changes, strlen(changes), "the changes", &json, err));
    return ask(what_if, json, "the changes", ret_report, ret_ground, err);
}

om_status om_what_if_ask_file(om_what_if *what_if, const char *path, const char *ground_path,
                              char **ret_report, om_error *err)
{
    OM_AUTO(om_json) json = NULL;
    char *ground = NULL;
    OM_TRY(om_json_open(path, &json, err));
    OM_TRY(ask(what_if, json, om_path_base(path), ret_report, ground_path ? &ground : NULL, err));
    const om_status status =
        ground_path ? om_file_write(ground_path, ground, strlen(ground), err) : OM_OK;
    om_text_free(ground);
    return status;
}

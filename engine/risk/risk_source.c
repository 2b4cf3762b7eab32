/* What the analysis "risk" writes and tells of the sources. */
#include <math.h>
#include <string.h>

#include "engine/risk/graded_area.h"
#include "engine/risk/risk_inside.h"

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

om_status om_risk_write_sources(const om_run *run, const om_sources *sources, om_error *err)
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
            om_grade_value(graded->verdict.grade),
            om_grade_value(hazard->reported_level),
            om_grade_value(graded->computed),
            om_grade_value(graded->residual),
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

void om_risk_report_sources(const om_sources *sources, om_json *report)
{
    size_t counts[OM_GRADE_LOWEST + 1] = {0};
    for (size_t i = 0; i < sources->count; i++)
        counts[sources->list[i].graded.verdict.grade]++;
    om_json *object = om_json_put(report, "sources", om_json_object_new());
    om_json_put_integer(object, "sources", (int64_t)sources->count);
    om_graded_area_put_counts(object, counts);
    report_differences(sources, object);
}

static bool is_by_policy(const om_source *source)
{
    return source->graded.method && strcmp(source->graded.method, "policy") == 0;
}

void om_risk_tell_of_sources(const om_run *run, const om_sources *sources, const om_policy *policy)
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

/* The level of an area: highest wins, count escalation, weighted index, area share. */
#include "engine/risk/area_mode.h"

#include <math.h>
#include <string.h>

const char *const om_area_mode_names[] = {"highest", "weighted", "share", "count", NULL};

static const double millionths = 1e6;
static const double m2_a_km2 = 1e6;

const char *om_area_mode_title(om_area_mode_kind kind)
{
    static const char *const titles[] = {"highest wins", "weighted index", "area share",
                                         "count escalation"};
    return titles[kind];
}

/* ---- The index ---- */

/* What is left of a weight at a share of its influence. */
static double decay_at(const om_area_rules *rules, double share)
{
    size_t next = 1;
    while (next < rules->decay_count - 1 && rules->decay[next].from < share)
        next++;
    const om_decay_point *a = &rules->decay[next - 1], *b = &rules->decay[next];
    return a->value + (b->value - a->value) * (share - a->from) / (b->from - a->from);
}

int64_t om_area_weight(const om_area_rules *rules, const om_verdict *verdict, double distance_m)
{
    double most = 0;
    for (int level = OM_GRADE_WORST; level <= OM_GRADE_LOWEST; level++) {
        const double reach_m = verdict->influence_m[level];
        if (verdict->because[level] && reach_m >= distance_m)
            most = fmax(most, rules->weight.value[level] *
                                  decay_at(rules, distance_m > 0 ? distance_m / reach_m : 0));
    }
    return llround(most * millionths);
}

/* ---- Counting in ---- */

static double quantity_of(const om_hazard *hazard)
{
    return isnan(hazard->quantity) ? -INFINITY : hazard->quantity;
}

/* Whether one comes before another of equal weight: the larger, then the lesser id. */
static bool comes_before(const om_hazard *one, const om_hazard *other)
{
    if (!other)
        return true;
    const double more = quantity_of(one), less = quantity_of(other);
    return more > less || (!(more < less) && strcmp(one->id, other->id) < 0);
}

static bool is_meant(const om_direct_rule *rule, const om_hazard *hazard, const om_graded *graded)
{
    int level = graded->computed;
    if (strcmp(rule->method, "gb18218") == 0)
        level = hazard->major ? hazard->major->grade : OM_GRADE_NONE;
    else if (strcmp(rule->method, "*") == 0)
        level = graded->verdict.grade;
    else if (!graded->method || strcmp(rule->method, graded->method) != 0)
        level = OM_GRADE_NONE;
    return level != OM_GRADE_NONE && level <= rule->level;
}

/* What is told of the source that decides. */
static om_area_grade source_of(const om_hazard *hazard, const om_graded *graded, double distance_m)
{
    const int grade = om_verdict_grade_at(&graded->verdict, distance_m);
    return (om_area_grade){
        .decided_by = hazard, .because = graded->verdict.because[grade], .distance_m = distance_m};
}

static void add_direct(const om_area_rules *rules, const om_hazard *hazard, const om_graded *graded,
                       om_area_state *state)
{
    for (size_t i = 0; i < rules->direct_count; i++) {
        const om_direct_rule *rule = &rules->direct[i];
        if (!is_meant(rule, hazard, graded))
            continue;
        const int before = state->direct ? state->direct->grade : OM_GRADE_LOWEST + 1;
        if (rule->grade > before ||
            (rule->grade == before && !comes_before(hazard, state->direct_source.decided_by)))
            continue;
        state->direct = rule;
        state->direct_source = source_of(hazard, graded, 0);
    }
}

static void add_weight(const om_area_rules *rules, const om_hazard *hazard, const om_graded *graded,
                       double distance_m, om_area_state *state)
{
    const int64_t weight = om_area_weight(rules, &graded->verdict, distance_m);
    state->index_millionths += weight;
    if (om_verdict_grade_at(&graded->verdict, distance_m) == OM_GRADE_NONE ||
        weight < state->heaviest_millionths ||
        (weight == state->heaviest_millionths && !comes_before(hazard, state->heaviest.decided_by)))
        return;
    state->heaviest_millionths = weight;
    state->heaviest = source_of(hazard, graded, distance_m);
}

void om_area_mode_add(const om_area_mode *mode, const om_hazard *hazard, const om_graded *graded,
                      double distance_m, om_area_state *state)
{
    om_area_grade_add(&state->highest, hazard, &graded->verdict, distance_m, mode->influence_m);
    if (mode->kind == OM_AREA_WEIGHTED)
        add_weight(mode->rules, hazard, graded, distance_m, state);
    if (mode->direct && !(distance_m > 0))
        add_direct(mode->rules, hazard, graded, state);
}

/* ---- Deciding ---- */

static void tell_source(const om_area_grade *source, om_area_level *ret)
{
    ret->area.decided_by = source->decided_by;
    ret->area.because = source->because;
    ret->area.distance_m = source->distance_m;
}

static void decide_by_count(const om_area_rules *rules, om_area_level *ret)
{
    size_t sources = ret->area.counts[OM_GRADE_WORST];
    for (int level = OM_GRADE_WORST + 1; level <= OM_GRADE_LOWEST; level++) {
        sources += ret->area.counts[level];
        if ((double)sources < rules->count.value[level] || ret->area.grade < level)
            continue;
        ret->area.grade = level - 1;
        ret->row = rules->count.row[level];
        return;
    }
}

static void decide_by_share(const om_area_rules *rules, const double *share, om_area_level *ret)
{
    memcpy(ret->share, share, sizeof ret->share);
    for (int level = OM_GRADE_WORST; level < OM_GRADE_LOWEST; level++)
        if (share[level] >= rules->share.value[level]) {
            ret->area.grade = level;
            ret->row = rules->share.row[level];
            return;
        }
    ret->area.grade = OM_GRADE_LOWEST;
}

static void decide_by_index(const om_area_mode *mode, const om_area_state *state, double area_m2,
                            om_area_level *ret)
{
    const double sum = (double)state->index_millionths / millionths;
    ret->index = mode->a_km2 ? sum / (area_m2 / m2_a_km2) : sum;
    tell_source(&state->heaviest, ret);
    ret->area.grade = OM_GRADE_LOWEST;
    for (int level = OM_GRADE_LOWEST - 1; level >= OM_GRADE_WORST; level--)
        if (ret->index >= mode->limit.value[level]) {
            ret->area.grade = level;
            ret->row = mode->limit.row[level];
        }
}

static void decide_directly(const om_area_state *state, om_area_level *ret)
{
    const int grade = ret->area.grade;
    if (!state->direct || (grade != OM_GRADE_NONE && grade < state->direct->grade))
        return;
    ret->area.grade = state->direct->grade;
    tell_source(&state->direct_source, ret);
    ret->direct = state->direct;
    ret->row = state->direct->row;
}

static void decide_by_mode(const om_area_mode *mode, const om_area_state *state, double area_m2,
                           const double *share, om_area_level *ret)
{
    switch (mode->kind) {
    case OM_AREA_HIGHEST:
        break;
    case OM_AREA_WEIGHTED:
        decide_by_index(mode, state, area_m2, ret);
        break;
    case OM_AREA_SHARE:
        decide_by_share(mode->rules, share, ret);
        break;
    case OM_AREA_COUNT:
        decide_by_count(mode->rules, ret);
        break;
    }
}

om_area_level om_area_mode_decide(const om_area_mode *mode, const om_area_state *state,
                                  double area_m2, const double *share)
{
    om_area_level level = {
        .area = state->highest, .index = NAN, .share = {NAN, NAN, NAN, NAN, NAN}, .row = SIZE_MAX};
    if (level.area.grade != OM_GRADE_NONE)
        decide_by_mode(mode, state, area_m2, share, &level);
    if (mode->direct)
        decide_directly(state, &level);
    return level;
}

/* Adds up a fire answer by district, lump by lump, so that a change costs only its own lumps. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_inside.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"

/* ---- Parts ---- */

static bool has_changed(const om_fire_answer *answer, const om_fire_part *parts, size_t count)
{
    const size_t near_count = answer->model->near_count;
    if (!answer->is_answered)
        return true;
    for (size_t i = 0; i < count; i++)
        if (parts[i].place < near_count && answer->spot_changed[parts[i].place])
            return true;
    return false;
}

static om_fire_lump add_up(const om_fire_answer *answer, const om_fire_part *parts, size_t count)
{
    om_fire_lump sum = {0};
    for (size_t i = 0; i < count; i++) {
        const double amount = parts[i].amount;
        sum.amount.all += amount;
        if (parts[i].place >= answer->model->near_count) {
            sum.amount.unknown += amount;
            continue;
        }
        const double seconds = answer->seconds[parts[i].place];
        if (isinf(seconds)) {
            sum.amount.unreachable += amount;
            continue;
        }
        sum.amount.covered += seconds <= answer->limit_s ? amount : 0;
        sum.reached += amount;
        sum.weighed_s += amount * seconds;
    }
    return sum;
}

/* Keeps the times of the people among some parts for their percentiles. */
static void keep_times(om_fire_answer *answer, size_t unit, size_t first, size_t count)
{
    const om_fire_model *model = answer->model;
    const size_t begin = model->first_part[unit * OM_FIRE_SUMS + OM_FIRE_PEOPLE];
    for (size_t i = first; i < first + count; i++) {
        const om_fire_part *part = &model->parts[i];
        if (part->place < model->near_count)
            answer->times[model->first_time[unit] + i - begin] =
                (om_weighed){answer->seconds[part->place], part->amount};
    }
}

static void add_up_lump(om_fire_answer *answer, size_t lump)
{
    const om_fire_model *model = answer->model;
    const size_t group = model->group[lump];
    const size_t first =
        model->first_part[group] + (lump - model->first_lump[group]) * OM_FIRE_AT_A_TIME;
    const size_t end = model->first_part[group + 1];
    const size_t count = end - first < OM_FIRE_AT_A_TIME ? end - first : OM_FIRE_AT_A_TIME;
    answer->lump_changed[lump] = has_changed(answer, &model->parts[first], count);
    if (!answer->lump_changed[lump])
        return;
    answer->lumps[lump] = add_up(answer, &model->parts[first], count);
    if (group % OM_FIRE_SUMS == OM_FIRE_PEOPLE)
        keep_times(answer, group / OM_FIRE_SUMS, first, count);
}

/* ---- Roads ---- */

/* Length of a stretch that is reached within the limit; below 0 where no way leads. */
static double reached_m(om_fire_answer *answer, const om_fire_stretch *stretch)
{
    const om_edge *edge = om_network_edge(answer->network, stretch->edge);
    const om_span *spans = NULL;
    const size_t count = om_search_spans(answer->first, stretch->edge, answer->limit_s, &spans);
    double part = 0;
    if (count == 0)
        return isinf(om_search_at_vertex(answer->first, edge->from).seconds) &&
                       isinf(om_search_at_vertex(answer->first, edge->to).seconds)
                   ? -1
                   : 0;
    for (size_t i = 0; i < count; i++) {
        const double overlap = fmin(stretch->to, spans[i].to) - fmax(stretch->from, spans[i].from);
        part += overlap > 0 ? overlap : 0;
    }
    return part * edge->length_m;
}

static om_fire_amount add_up_stretches(const om_fire_answer *answer, size_t first, size_t count)
{
    om_fire_amount sum = {0};
    for (size_t i = first; i < first + count; i++) {
        const om_fire_stretch *stretch = &answer->model->stretches[i];
        const double road_m = (stretch->to - stretch->from) *
                              om_network_edge(answer->model->network, stretch->edge)->length_m;
        sum.all += road_m;
        sum.covered += fmax(answer->reached_m[i], 0);
        sum.unreachable += answer->reached_m[i] < 0 ? road_m : 0;
    }
    return sum;
}

static void add_up_road_lump(om_fire_answer *answer, size_t unit, size_t lump)
{
    const om_fire_model *model = answer->model;
    const size_t first =
        model->first_stretch[unit] + (lump - model->first_road_lump[unit]) * OM_FIRE_AT_A_TIME;
    const size_t end = model->first_stretch[unit + 1];
    const size_t count = end - first < OM_FIRE_AT_A_TIME ? end - first : OM_FIRE_AT_A_TIME;
    bool changed = false;
    for (size_t i = first; i < first + count; i++) {
        if (answer->is_answered && !answer->edge_changed[model->stretches[i].edge])
            continue;
        answer->reached_m[i] = reached_m(answer, &model->stretches[i]);
        changed = true;
    }
    if (changed)
        answer->road_lumps[lump] = add_up_stretches(answer, first, count);
}

/* One search has one scratch for its spans: roads are looked at by one thread. */
static void add_up_roads(om_fire_answer *answer)
{
    const om_fire_model *model = answer->model;
    for (size_t u = 0; u < model->unit_count; u++)
        for (size_t i = model->first_road_lump[u]; i < model->first_road_lump[u + 1]; i++)
            add_up_road_lump(answer, u, i);
}

/* ---- Lumps ---- */

/* Lumps that one thread takes at a time. */
enum { TAKEN = 64 };

static om_status add_up_some(void *context, size_t index, int thread, om_error *err)
{
    (void)thread, (void)err;
    om_fire_answer *answer = context;
    const om_fire_model *model = answer->model;
    const size_t count = model->first_lump[model->unit_count * OM_FIRE_SUMS];
    if (index == 0)
        add_up_roads(answer);
    for (size_t i = (index - 1) * TAKEN; index > 0 && i < index * TAKEN && i < count; i++)
        add_up_lump(answer, i);
    return OM_OK;
}

static void add_amount(om_fire_amount *sum, const om_fire_amount *more)
{
    sum->all += more->all;
    sum->covered += more->covered;
    sum->unreachable += more->unreachable;
    sum->unknown += more->unknown;
}

static void add_lump(om_fire_lump *sum, const om_fire_lump *more)
{
    add_amount(&sum->amount, &more->amount);
    sum->reached += more->reached;
    sum->weighed_s += more->weighed_s;
}

/* ---- Districts ---- */

/* Mean and percentiles of the times of the people of some units. */
static void describe_times(const om_fire_answer *answer, size_t first_unit, size_t unit_count,
                           om_fire_cover *cover)
{
    static const double shares[] = {0.5, 0.9};
    const size_t *first_time = answer->model->first_time;
    const size_t first = first_time[first_unit];
    double found[2];
    om_fire_lump people = {0};
    for (size_t u = first_unit; u < first_unit + unit_count; u++)
        add_lump(&people, &answer->people[u]);
    om_percentiles(&answer->times[first], first_time[first_unit + unit_count] - first, shares, 2,
                   found);
    cover->mean_s = people.reached > 0 ? people.weighed_s / people.reached : (double)NAN;
    cover->median_s = found[0];
    cover->p90_s = found[1];
}

/* Whether people of some units are reached at another time. */
static bool has_new_times(const om_fire_answer *answer, size_t first_unit, size_t unit_count)
{
    const size_t *first_lump = answer->model->first_lump;
    for (size_t u = first_unit; u < first_unit + unit_count; u++) {
        const size_t group = u * OM_FIRE_SUMS + OM_FIRE_PEOPLE;
        for (size_t i = first_lump[group]; i < first_lump[group + 1]; i++)
            if (answer->lump_changed[i])
                return true;
    }
    return !answer->is_answered;
}

static void cover_unit(om_fire_answer *answer, size_t unit)
{
    const om_fire_model *model = answer->model;
    om_fire_cover *cover = &answer->covers[unit];
    for (size_t sum = 0; sum < OM_FIRE_SUMS; sum++) {
        const size_t group = unit * OM_FIRE_SUMS + sum;
        om_fire_lump all = {0};
        for (size_t i = model->first_lump[group]; i < model->first_lump[group + 1]; i++)
            add_lump(&all, &answer->lumps[i]);
        cover->of[sum] = all.amount;
        if (sum == OM_FIRE_PEOPLE)
            answer->people[unit] = all;
    }
    om_fire_amount *roads = &cover->of[OM_FIRE_ROAD_M];
    *roads = (om_fire_amount){0};
    for (size_t i = model->first_road_lump[unit]; i < model->first_road_lump[unit + 1]; i++)
        add_amount(roads, &answer->road_lumps[i]);
}

/* The city's times come first, as they take longest; then one unit after another. */
static om_status time_unit(void *context, size_t index, int thread, om_error *err)
{
    (void)thread, (void)err;
    om_fire_answer *answer = context;
    const om_level *city = om_districts_city(answer->model->districts);
    if (index > 0 && has_new_times(answer, index - 1, 1))
        describe_times(answer, index - 1, 1, &answer->covers[index - 1]);
    else if (index == 0 && has_new_times(answer, city->first, city->count))
        describe_times(answer, city->first, city->count, &answer->city);
    return OM_OK;
}

static void add_up_city(om_fire_answer *answer)
{
    const om_level *level = om_districts_city(answer->model->districts);
    memset(answer->city.of, 0, sizeof answer->city.of);
    for (size_t u = level->first; u < level->first + level->count; u++)
        for (size_t sum = 0; sum < OM_FIRE_SUMS; sum++)
            add_amount(&answer->city.of[sum], &answer->covers[u].of[sum]);
}

om_status om_fire_answer_add_up(om_fire_answer *answer, int threads, om_error *err)
{
    const om_fire_model *model = answer->model;
    const size_t count = model->first_lump[model->unit_count * OM_FIRE_SUMS];
    OM_TRY(om_pool_each((count + TAKEN - 1) / TAKEN + 1, threads, add_up_some, answer, err));
    for (size_t u = 0; u < model->unit_count; u++)
        cover_unit(answer, u);
    add_up_city(answer);
    return om_pool_each(model->unit_count + 1, threads, time_unit, answer, err);
}

om_fire_amount om_fire_sources(const om_fire_cover *cover)
{
    om_fire_amount sum = {0};
    for (size_t i = OM_FIRE_SOURCES_UNGRADED; i <= OM_FIRE_SOURCES_4; i++)
        add_amount(&sum, &cover->of[i]);
    return sum;
}

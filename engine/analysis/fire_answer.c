/* Evaluates a fire model: searches, then looks up places and adds up districts. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_inside.h"
#include "engine/analysis/percentile.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "engine/network/backup.h"

/* Rows of places that are looked up at a time. */
enum { CHUNK = 4096 };

/* What the stations reach of an edge. */
typedef enum road_state { ROAD_LATE, ROAD_COVERED, ROAD_IN_PART, ROAD_UNREACHABLE } road_state;

/* What one thread needs to itself. */
typedef struct hand {
    om_search *search;
    uint32_t *in_time; /* one a spot */
    bool is_used;
} hand;

struct om_fire_answer {
    const om_fire_model *model;
    const om_network *network; /* what the searches run on */
    double fastest_ms;         /* on it; INFINITY where an edge takes no time */
    om_search *first;          /* from all stations */
    om_backup *both;           /* from all stations, the two first; NULL until it is asked for */
    hand *hands;
    int hand_count;
    double *seconds; /* one a spot on an edge */
    uint32_t *station;
    om_arrival *backup;  /* one a spot on an edge; NULL until it is asked for */
    unsigned char *road; /* one an edge: road_state */
    size_t *first_span;  /* one an edge, and the end; empty but for ROAD_IN_PART */
    om_span *spans;
    size_t span_count, span_capacity;
    om_fire_cover *covers; /* one a unit */
    om_fire_cover city;
    double cut_off;
    bool has_backup;
};

om_fire_answer *om_fire_answer_new(const om_fire_model *model)
{
    om_fire_answer *answer = om_memory_take(1, sizeof *answer);
    const size_t edge_count = om_network_edge_count(model->network);
    answer->model = model;
    answer->seconds = om_memory_take(model->near_count, sizeof *answer->seconds);
    answer->station = om_memory_take(model->near_count, sizeof *answer->station);
    answer->road = om_memory_take(edge_count, sizeof *answer->road);
    answer->first_span = om_memory_take(edge_count + 1, sizeof *answer->first_span);
    answer->covers = om_memory_take(model->unit_count, sizeof *answer->covers);
    return answer;
}

static void drop_searches(om_fire_answer *answer)
{
    om_search_free(answer->first);
    om_backup_free(answer->both);
    answer->first = NULL;
    answer->both = NULL;
    for (int i = 0; i < answer->hand_count; i++)
        om_search_free(answer->hands[i].search);
    for (int i = 0; i < answer->hand_count; i++)
        answer->hands[i].search = NULL;
}

void om_fire_answer_free(om_fire_answer *answer)
{
    if (!answer)
        return;
    drop_searches(answer);
    for (int i = 0; i < answer->hand_count; i++) {
        free(answer->hands[i].in_time);
    }
    free(answer->hands);
    free(answer->seconds);
    free(answer->station);
    free(answer->backup);
    free(answer->road);
    free(answer->first_span);
    free(answer->spans);
    free(answer->covers);
    free(answer);
}

/* One evaluation under way. */
typedef struct evaluation {
    const om_fire_model *model;
    const om_fire_question *question;
    om_fire_answer *answer;
} evaluation;

/* ---- Searches ---- */

static void begin_hand(const evaluation *work, hand *of)
{
    const size_t count = work->model->near_count;
    if (of->is_used)
        return;
    of->is_used = true;
    if (!of->search)
        of->search = om_search_new(work->question->network);
    if (!of->in_time)
        of->in_time = om_memory_take(count, sizeof *of->in_time);
    memset(of->in_time, 0, count * sizeof *of->in_time);
}

static void count_row(const evaluation *work, size_t row, uint32_t start_edge, hand *of)
{
    const om_fire_row *rows = work->model->rows;
    const double limit_s = work->question->limit_s;
    if (rows[row].edge != start_edge &&
        !(om_search_at_vertex(of->search, rows[row].from).seconds <= limit_s) &&
        !(om_search_at_vertex(of->search, rows[row].to).seconds <= limit_s))
        return;
    for (uint32_t i = rows[row].first; i < rows[row + 1].first; i++) {
        const om_fire_spot *spot = &work->model->spots[i];
        const double road_s = om_search_at(of->search, spot->edge, spot->fraction).seconds;
        of->in_time[i] += road_s + spot->access_s <= limit_s;
    }
}

static double distance_m(const om_rect *rect, om_xy at)
{
    const double dx = fmax(fmax(rect->min_x - at.x, at.x - rect->max_x), 0);
    const double dy = fmax(fmax(rect->min_y - at.y, at.y - rect->max_y), 0);
    return hypot(dx, dy);
}

/* Counts a station where it is in time; what no engine could reach as the crow flies is passed. */
static void look_around(const evaluation *work, const om_start *start, hand *of)
{
    const om_fire_model *model = work->model;
    const double left_s = work->question->limit_s - start->seconds;
    const om_xy at = om_network_place(model->network, start->edge, start->fraction);
    if (!(left_s >= 0))
        return;
    /* A metre more than it could be: rounding must not lose a spot. */
    const double within_m = left_s * work->answer->fastest_ms + 1;
    for (size_t b = 0; b < model->block_count; b++) {
        if (!(distance_m(&model->blocks[b].rect, at) > within_m))
            for (size_t row = model->blocks[b].first; row < model->blocks[b + 1].first; row++)
                count_row(work, row, start->edge, of);
    }
}

static om_status search_one(const evaluation *work, uint32_t station, hand *of, om_error *err)
{
    const om_start *start = &work->question->starts[station];
    begin_hand(work, of);
    OM_TRY(om_search_run(of->search, start, 1, work->question->limit_s, err));
    look_around(work, start, of);
    return OM_OK;
}

/* Who comes second is asked from all stations at once too. */
static om_status search_backup(const evaluation *work, om_error *err)
{
    const om_fire_question *question = work->question;
    om_fire_answer *answer = work->answer;
    if (!question->backup)
        return OM_OK;
    if (!answer->both)
        answer->both = om_backup_new(answer->network);
    if (!answer->backup)
        answer->backup = om_memory_take(work->model->near_count, sizeof *answer->backup);
    return om_backup_run(answer->both, question->starts, question->count, INFINITY, err);
}

static void keep_span(om_fire_answer *answer, om_span span)
{
    answer->spans = om_memory_grow(answer->spans, answer->span_count + 1, &answer->span_capacity,
                                   sizeof *answer->spans);
    answer->spans[answer->span_count++] = span;
}

static road_state look_at_road(const evaluation *work, uint32_t number)
{
    om_fire_answer *answer = work->answer;
    const om_edge *edge = om_network_edge(work->question->network, number);
    const om_span *spans = NULL;
    const size_t count = om_search_spans(answer->first, number, work->question->limit_s, &spans);
    if (count == 0)
        return om_search_at_vertex(answer->first, edge->from).source == OM_NO_SOURCE &&
                       om_search_at_vertex(answer->first, edge->to).source == OM_NO_SOURCE
                   ? ROAD_UNREACHABLE
                   : ROAD_LATE;
    if (count == 1 && spans[0].from == 0 && spans[0].to == 1)
        return ROAD_COVERED;
    for (size_t i = 0; i < count; i++)
        keep_span(answer, spans[i]);
    return ROAD_IN_PART;
}

/* From all stations at once: what the roads are like, and how much of the network is cut off. */
static om_status search_all(const evaluation *work, om_error *err)
{
    const om_fire_question *question = work->question;
    om_fire_answer *answer = work->answer;
    OM_TRY(om_search_run(answer->first, question->starts, question->count, INFINITY, err));
    const size_t edge_count = om_network_edge_count(question->network);
    answer->span_count = 0;
    for (uint32_t e = 0; e < edge_count; e++) {
        answer->first_span[e] = answer->span_count;
        answer->road[e] = (unsigned char)look_at_road(work, e);
    }
    answer->first_span[edge_count] = answer->span_count;

    const size_t vertex_count = om_network_vertex_count(question->network);
    size_t cut_off = 0;
    for (uint32_t v = 0; v < vertex_count; v++)
        cut_off += om_search_at_vertex(answer->first, v).source == OM_NO_SOURCE;
    answer->cut_off = (double)cut_off / (double)vertex_count;
    return OM_OK;
}

/* The searches from all stations come first, as they take longest. */
static om_status search_each(void *context, size_t index, int thread, om_error *err)
{
    const evaluation *work = context;
    if (index == 0)
        return search_all(work, err);
    if (index == 1)
        return search_backup(work, err);
    return search_one(work, (uint32_t)index - 2, &work->answer->hands[thread], err);
}

/* ---- Places ---- */

static om_status time_rows(void *context, size_t index, int thread, om_error *err)
{
    (void)thread, (void)err;
    const evaluation *work = context;
    const om_fire_model *model = work->model;
    const size_t end =
        (index + 1) * CHUNK < model->near_count ? (index + 1) * CHUNK : model->near_count;
    for (size_t i = index * CHUNK; i < end; i++) {
        const om_fire_spot *spot = &model->spots[i];
        const om_arrival there = om_search_at(work->answer->first, spot->edge, spot->fraction);
        work->answer->seconds[i] = there.seconds + spot->access_s;
        work->answer->station[i] = there.source;
        if (!work->question->backup)
            continue;
        om_arrival two[2];
        om_backup_at(work->answer->both, spot->edge, spot->fraction, two);
        work->answer->backup[i] = (om_arrival){two[1].seconds + spot->access_s, two[1].source};
    }
    return OM_OK;
}

/* Puts what the threads found into the hand of the first. */
static void join_hands(const evaluation *work)
{
    om_fire_answer *answer = work->answer;
    hand *kept = &answer->hands[0];
    begin_hand(work, kept);
    for (int h = 1; h < answer->hand_count; h++) {
        const hand *other = &answer->hands[h];
        for (size_t i = 0; other->is_used && i < work->model->near_count; i++)
            kept->in_time[i] += other->in_time[i];
    }
}

/* ---- Districts ---- */

static om_fire_amount add_up(const evaluation *work, const om_fire_part *parts, size_t count)
{
    const double limit_s = work->question->limit_s;
    const size_t near_count = work->model->near_count;
    om_fire_amount sum = {0};
    for (size_t i = 0; i < count; i++) {
        const double amount = parts[i].amount;
        sum.all += amount;
        if (parts[i].place >= near_count) {
            sum.unknown += amount;
            continue;
        }
        const double seconds = work->answer->seconds[parts[i].place];
        sum.covered += seconds <= limit_s ? amount : 0;
        sum.unreachable += isinf(seconds) ? amount : 0;
    }
    return sum;
}

static double covered_part(const om_fire_answer *answer, const om_fire_stretch *stretch)
{
    double part = 0;
    for (size_t i = answer->first_span[stretch->edge]; i < answer->first_span[stretch->edge + 1];
         i++) {
        const om_span *span = &answer->spans[i];
        const double overlap = fmin(stretch->to, span->to) - fmax(stretch->from, span->from);
        part += overlap > 0 ? overlap : 0;
    }
    return part;
}

static om_fire_amount add_up_roads(const evaluation *work, size_t unit)
{
    const om_fire_model *model = work->model;
    om_fire_amount sum = {0};
    for (size_t i = model->first_stretch[unit]; i < model->first_stretch[unit + 1]; i++) {
        const om_fire_stretch *stretch = &model->stretches[i];
        const road_state state = (road_state)work->answer->road[stretch->edge];
        const double length_m = om_network_edge(model->network, stretch->edge)->length_m;
        const double road_m = (stretch->to - stretch->from) * length_m;
        sum.all += road_m;
        if (state == ROAD_COVERED)
            sum.covered += road_m;
        else if (state == ROAD_IN_PART)
            sum.covered += covered_part(work->answer, stretch) * length_m;
        else if (state == ROAD_UNREACHABLE)
            sum.unreachable += road_m;
    }
    return sum;
}

/* Mean and percentiles of the times of the people of some units. */
static void describe_times(const evaluation *work, size_t first_unit, size_t unit_count,
                           om_fire_cover *cover)
{
    static const double shares[] = {0.5, 0.9};
    const om_fire_model *model = work->model;
    size_t most = 0, count = 0;
    for (size_t u = first_unit; u < first_unit + unit_count; u++)
        most += model->first_part[u * OM_FIRE_SUMS + 1] - model->first_part[u * OM_FIRE_SUMS];
    OM_AUTO_MEMORY om_weighed *times = om_memory_take(most, sizeof *times);
    double people = 0, person_seconds = 0, found[2];
    for (size_t u = first_unit; u < first_unit + unit_count; u++)
        for (size_t i = model->first_part[u * OM_FIRE_SUMS];
             i < model->first_part[u * OM_FIRE_SUMS + 1]; i++) {
            const om_fire_part *part = &model->parts[i];
            if (part->place >= model->near_count)
                continue;
            const double seconds = work->answer->seconds[part->place];
            times[count++] = (om_weighed){seconds, part->amount};
            if (isinf(seconds))
                continue;
            people += part->amount;
            person_seconds += part->amount * seconds;
        }
    om_percentiles(times, count, shares, 2, found);
    cover->mean_s = people > 0 ? person_seconds / people : (double)NAN;
    cover->median_s = found[0];
    cover->p90_s = found[1];
}

/* The city's times come first, as they take longest; then one unit after another. */
static om_status cover_unit(void *context, size_t index, int thread, om_error *err)
{
    (void)thread, (void)err;
    const evaluation *work = context;
    const om_fire_model *model = work->model;
    const om_level *city = om_districts_city(model->districts);
    if (index == 0) {
        describe_times(work, city->first, city->count, &work->answer->city);
        return OM_OK;
    }
    const size_t unit = index - 1;
    om_fire_cover *cover = &work->answer->covers[unit];
    for (size_t sum = 0; sum < OM_FIRE_SUMS; sum++) {
        const size_t group = unit * OM_FIRE_SUMS + sum;
        const size_t first = model->first_part[group];
        cover->of[sum] = add_up(work, &model->parts[first], model->first_part[group + 1] - first);
    }
    cover->of[OM_FIRE_ROAD_M] = add_up_roads(work, unit);
    describe_times(work, unit, 1, cover);
    return OM_OK;
}

static void add_amount(om_fire_amount *sum, const om_fire_amount *more)
{
    sum->all += more->all;
    sum->covered += more->covered;
    sum->unreachable += more->unreachable;
    sum->unknown += more->unknown;
}

static void add_up_city(om_fire_answer *answer)
{
    const om_level *level = om_districts_city(answer->model->districts);
    memset(answer->city.of, 0, sizeof answer->city.of);
    for (size_t u = level->first; u < level->first + level->count; u++)
        for (size_t sum = 0; sum < OM_FIRE_SUMS; sum++)
            add_amount(&answer->city.of[sum], &answer->covers[u].of[sum]);
}

/* ---- The whole ---- */

static double fastest_ms(const om_network *network)
{
    double fastest = 0;
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        const om_edge *edge = om_network_edge(network, e);
        if (edge->length_m > 0)
            fastest = fmax(fastest, edge->length_m / edge->seconds);
    }
    return fastest;
}

/* Searches are kept while questions are about the same network. */
static void prepare_network(const evaluation *work)
{
    om_fire_answer *answer = work->answer;
    if (answer->network == work->question->network)
        return;
    drop_searches(answer);
    answer->network = work->question->network;
    answer->first = om_search_new(answer->network);
    answer->fastest_ms = fastest_ms(answer->network);
}

static void prepare(const evaluation *work)
{
    om_fire_answer *answer = work->answer;
    const int threads = work->question->threads > 0 ? work->question->threads : om_pool_cores();
    prepare_network(work);
    answer->has_backup = work->question->backup;
    if (threads > answer->hand_count) {
        answer->hands = om_memory_resize(answer->hands, (size_t)threads, sizeof *answer->hands);
        for (; answer->hand_count < threads; answer->hand_count++)
            answer->hands[answer->hand_count] = (hand){0};
    }
    for (int i = 0; i < answer->hand_count; i++)
        answer->hands[i].is_used = false;
}

om_status om_fire_model_evaluate(const om_fire_model *model, const om_fire_question *question,
                                 om_fire_answer *answer, om_error *err)
{
    evaluation work = {model, question, answer};
    const int threads = question->threads;
    if (!(question->limit_s >= 0))
        return om_fail(err, OM_ERR_RANGE, "a time limit of %g s is not 0 or more",
                       question->limit_s);
    prepare(&work);
    OM_TRY(om_pool_each(question->count + 2, threads, search_each, &work, err));
    join_hands(&work);
    OM_TRY(om_pool_each((model->near_count + CHUNK - 1) / CHUNK, threads, time_rows, &work, err));
    OM_TRY(om_pool_each(model->unit_count + 1, threads, cover_unit, &work, err));
    add_up_city(answer);
    return OM_OK;
}

/* ---- Asking ---- */

om_fire_time om_fire_answer_time(const om_fire_answer *answer, size_t number)
{
    const size_t position = answer->model->position[number];
    if (position >= answer->model->near_count)
        return (om_fire_time){NAN, OM_NO_SOURCE, NAN, OM_NO_SOURCE, 0};
    const om_arrival backup =
        answer->has_backup ? answer->backup[position] : (om_arrival){NAN, OM_NO_SOURCE};
    return (om_fire_time){answer->seconds[position], answer->station[position], backup.seconds,
                          backup.source, answer->hands[0].in_time[position]};
}

const om_fire_cover *om_fire_answer_district(const om_fire_answer *answer, size_t district)
{
    return &answer->covers[district];
}

const om_fire_cover *om_fire_answer_city(const om_fire_answer *answer)
{
    return &answer->city;
}

const om_fire_cover *om_fire_answer_outside(const om_fire_answer *answer)
{
    return &answer->covers[answer->model->unit_count - 1];
}

double om_fire_answer_cut_off(const om_fire_answer *answer)
{
    return answer->cut_off;
}

const char *om_fire_state(const om_fire_time *time, double limit_s)
{
    if (isnan(time->seconds))
        return "unknown";
    if (time->seconds <= limit_s)
        return "covered";
    return isinf(time->seconds) ? "unreachable" : "late";
}

om_fire_amount om_fire_sources(const om_fire_cover *cover)
{
    om_fire_amount sum = {0};
    for (size_t i = OM_FIRE_SOURCES_UNGRADED; i <= OM_FIRE_SOURCES_4; i++)
        add_amount(&sum, &cover->of[i]);
    return sum;
}

const char *om_fire_meets(const om_fire_cover *cover, double target_share)
{
    const om_fire_amount *people = &cover->of[OM_FIRE_PEOPLE];
    if (isnan(target_share) || !(people->all > 0))
        return NULL;
    if (people->covered >= target_share * people->all)
        return "yes";
    return people->covered + people->unknown >= target_share * people->all ? "unknown" : "no";
}

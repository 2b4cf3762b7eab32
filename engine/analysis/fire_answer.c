/* Evaluates a fire model: searches, then looks up places that are reached at another time. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_inside.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"

/* Rows of places that are looked up at a time. */
enum { CHUNK = 1024 };

om_fire_answer *om_fire_answer_new(const om_fire_model *model)
{
    om_fire_answer *answer = om_memory_take(1, sizeof *answer);
    const size_t edge_count = om_network_edge_count(model->network);
    const size_t vertex_count = om_network_vertex_count(model->network);
    const size_t lump_count = model->first_lump[model->unit_count * OM_FIRE_SUMS];
    answer->model = model;
    answer->vertices = om_memory_take(vertex_count, sizeof *answer->vertices);
    answer->vertex_changed = om_memory_take(vertex_count, 1);
    answer->edge_changed = om_memory_take(edge_count, 1);
    answer->spot_changed = om_memory_take(model->near_count, 1);
    answer->lump_changed = om_memory_take(lump_count, 1);
    answer->seconds = om_memory_take(model->near_count, sizeof *answer->seconds);
    answer->station = om_memory_take(model->near_count, sizeof *answer->station);
    answer->reached_m = om_memory_take(model->stretch_count, sizeof *answer->reached_m);
    answer->lumps = om_memory_take(lump_count, sizeof *answer->lumps);
    answer->road_lumps =
        om_memory_take(model->first_road_lump[model->unit_count], sizeof *answer->road_lumps);
    answer->people = om_memory_take(model->unit_count, sizeof *answer->people);
    answer->times = om_memory_take(model->first_time[model->unit_count], sizeof *answer->times);
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
    for (int i = 0; i < answer->hand_count; i++)
        free(answer->hands[i].in_time);
    free(answer->hands);
    free(answer->starts);
    free(answer->vertices);
    free(answer->vertex_changed);
    free(answer->edge_changed);
    free(answer->spot_changed);
    free(answer->lump_changed);
    free(answer->seconds);
    free(answer->station);
    free(answer->backup);
    free(answer->reached_m);
    free(answer->lumps);
    free(answer->road_lumps);
    free(answer->people);
    free(answer->times);
    free(answer->covers);
    free(answer);
}

/* One evaluation under way. */
typedef struct evaluation {
    const om_fire_model *model;
    const om_fire_question *question;
    om_fire_answer *answer;
    bool may_go_on; /* from the search of the question before */
} evaluation;

/* ---- Searches ---- */

static void begin_hand(const evaluation *work, om_fire_hand *of)
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

static void count_row(const evaluation *work, size_t row, uint32_t start_edge, om_fire_hand *of)
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
static void look_around(const evaluation *work, const om_start *start, om_fire_hand *of)
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

static om_status search_one(const evaluation *work, uint32_t station, om_fire_hand *of,
                            om_error *err)
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

/* From all stations at once, without an end: who is late is told how late. */
static om_status search_all(const evaluation *work, om_error *err)
{
    const om_fire_question *question = work->question;
    om_search *first = work->answer->first;
    return work->may_go_on ? om_search_run_again(first, question->starts, question->count, err)
                           : om_search_run(first, question->starts, question->count, INFINITY, err);
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

/* Puts what the threads found into the hand of the first. */
static void join_hands(const evaluation *work)
{
    om_fire_answer *answer = work->answer;
    om_fire_hand *kept = &answer->hands[0];
    begin_hand(work, kept);
    for (int h = 1; h < answer->hand_count; h++) {
        const om_fire_hand *other = &answer->hands[h];
        for (size_t i = 0; other->is_used && i < work->model->near_count; i++)
            kept->in_time[i] += other->in_time[i];
    }
}

/* ---- What is different ---- */

static void look_at_vertices(om_fire_answer *answer)
{
    const size_t count = om_network_vertex_count(answer->network);
    size_t cut_off = 0;
    for (uint32_t v = 0; v < count; v++) {
        const om_arrival now = om_search_at_vertex(answer->first, v);
        om_arrival *last = &answer->vertices[v];
        answer->vertex_changed[v] = now.seconds != last->seconds || now.source != last->source;
        *last = now;
        cut_off += now.source == OM_NO_SOURCE;
    }
    answer->cut_off = (double)cut_off / (double)count;
}

/* Edges that are driven in another way than on the network of the question before. */
static void look_at_conditions(om_fire_answer *answer, const om_network *before)
{
    const size_t count = om_network_edge_count(answer->network);
    for (uint32_t e = 0; before && e < count; e++) {
        const om_edge *now = om_network_edge(answer->network, e);
        const om_edge *then = om_network_edge(before, e);
        answer->edge_changed[e] = now->seconds != then->seconds || now->forward != then->forward ||
                                  now->backward != then->backward || now->blocked || then->blocked;
    }
}

static void look_at_starts(om_fire_answer *answer, const om_fire_question *question)
{
    for (size_t i = 0; i < answer->start_count; i++)
        answer->edge_changed[answer->starts[i].edge] = 1;
    for (size_t i = 0; i < question->count; i++)
        answer->edge_changed[question->starts[i].edge] = 1;
    answer->starts = om_memory_resize(answer->starts, question->count + 1, sizeof *answer->starts);
    if (question->count > 0)
        memcpy(answer->starts, question->starts, question->count * sizeof *answer->starts);
    answer->start_count = question->count;
}

/* What lies on an edge depends on its ends, on starts there and, in it, on forbidden turns. */
static void look_at_edges(om_fire_answer *answer)
{
    const size_t count = om_network_edge_count(answer->network);
    for (uint32_t e = 0; e < count; e++) {
        const om_edge *edge = om_network_edge(answer->network, e);
        if (!answer->is_answered || edge->restricted || answer->vertex_changed[edge->from] ||
            answer->vertex_changed[edge->to])
            answer->edge_changed[e] = 1;
    }
}

/* ---- Places ---- */

static void time_spot(const evaluation *work, size_t i)
{
    om_fire_answer *answer = work->answer;
    const om_fire_spot *spot = &work->model->spots[i];
    const om_arrival there = om_search_at(answer->first, spot->edge, spot->fraction);
    const double seconds = there.seconds + spot->access_s;
    answer->spot_changed[i] = seconds != answer->seconds[i];
    answer->seconds[i] = seconds;
    answer->station[i] = there.source;
}

static void time_backup(const evaluation *work, size_t i)
{
    const om_fire_spot *spot = &work->model->spots[i];
    om_arrival two[2];
    om_backup_at(work->answer->both, spot->edge, spot->fraction, two);
    work->answer->backup[i] = (om_arrival){two[1].seconds + spot->access_s, two[1].source};
}

static om_status time_rows(void *context, size_t index, int thread, om_error *err)
{
    (void)thread, (void)err;
    const evaluation *work = context;
    const om_fire_model *model = work->model;
    const size_t end =
        (index + 1) * CHUNK < model->row_count ? (index + 1) * CHUNK : model->row_count;
    for (size_t row = index * CHUNK; row < end; row++) {
        const bool changed = work->answer->edge_changed[model->rows[row].edge];
        for (uint32_t i = model->rows[row].first; i < model->rows[row + 1].first; i++) {
            work->answer->spot_changed[i] = 0;
            if (changed)
                time_spot(work, i);
            if (work->question->backup)
                time_backup(work, i);
        }
    }
    return OM_OK;
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
    const om_network *before = answer->network;
    memset(answer->edge_changed, 0, om_network_edge_count(work->model->network));
    if (before == work->question->network)
        return;
    drop_searches(answer);
    answer->network = work->question->network;
    answer->first = om_search_new(answer->network);
    answer->fastest_ms = fastest_ms(answer->network);
    look_at_conditions(answer, before);
}

static void prepare_hands(const evaluation *work)
{
    om_fire_answer *answer = work->answer;
    const int threads = work->question->threads > 0 ? work->question->threads : om_pool_cores();
    if (threads > answer->hand_count) {
        answer->hands = om_memory_resize(answer->hands, (size_t)threads, sizeof *answer->hands);
        for (; answer->hand_count < threads; answer->hand_count++)
            answer->hands[answer->hand_count] = (om_fire_hand){0};
    }
    for (int i = 0; i < answer->hand_count; i++)
        answer->hands[i].is_used = false;
}

static om_status search(evaluation *work, om_error *err)
{
    const om_fire_question *question = work->question;
    prepare_network(work);
    prepare_hands(work);
    OM_TRY(om_pool_each(question->stations ? question->count + 2 : 2, question->threads,
                        search_each, work, err));
    if (question->stations)
        join_hands(work);
    return OM_OK;
}

om_status om_fire_model_evaluate(const om_fire_model *model, const om_fire_question *question,
                                 om_fire_answer *answer, om_error *err)
{
    evaluation work = {model, question, answer,
                       answer->is_answered && answer->network == question->network};
    const bool is_like_the_last = answer->is_answered && answer->limit_s == question->limit_s;
    answer->is_answered = false;
    if (!(question->limit_s >= 0))
        return om_fail(err, OM_ERR_RANGE, "a time limit of %g s is not 0 or more",
                       question->limit_s);
    OM_TRY(search(&work, err));
    answer->limit_s = question->limit_s;
    answer->is_answered = is_like_the_last;
    look_at_vertices(answer);
    look_at_starts(answer, question);
    look_at_edges(answer);
    OM_TRY(om_pool_each((model->row_count + CHUNK - 1) / CHUNK, question->threads, time_rows, &work,
                        err));
    OM_TRY(om_fire_answer_add_up(answer, question->threads, err));
    answer->has_backup = question->backup;
    answer->has_stations = question->stations;
    answer->is_answered = true;
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
                          backup.source,
                          answer->has_stations ? answer->hands[0].in_time[position] : 0};
}

om_search *om_fire_answer_search(const om_fire_answer *answer)
{
    return answer->first;
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

const char *om_fire_meets(const om_fire_cover *cover, double target_share)
{
    const om_fire_amount *people = &cover->of[OM_FIRE_PEOPLE];
    if (isnan(target_share) || !(people->all > 0))
        return NULL;
    if (people->covered >= target_share * people->all)
        return "yes";
    return people->covered + people->unknown >= target_share * people->all ? "unknown" : "no";
}

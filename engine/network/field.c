/* Follows a search over the ground, takes its times there and outlines them. */
#include "engine/network/field.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/pool.h"

enum { SIDE = OM_BLOCK_SIDE };

/* The times in a block. */
typedef struct patch {
    size_t number; /* of the block */
    const om_ground_block *ground;
    float seconds[OM_BLOCK_NODES]; /* INFINITY: nobody comes */
    uint32_t source[OM_BLOCK_NODES];
} patch;

struct om_field {
    om_ground *ground;
    uint32_t *at; /* one a block: number of its patch + 1 */
    patch *patches;
    size_t count, capacity;
    uint32_t *edge_round, *block_round; /* when each was visited last */
    uint32_t round;
    uint32_t *todo; /* blocks to visit */
    size_t todo_count, todo_capacity;
    uint32_t *edges; /* that were taken */
    size_t edge_count, edge_capacity;
    om_raster raster;
};

om_field *om_field_new(om_ground *ground)
{
    const size_t columns = om_ground_columns(ground), rows = om_ground_rows(ground);
    om_field *field = om_memory_take(1, sizeof *field);
    field->ground = ground;
    field->at = om_memory_take(columns * rows, sizeof *field->at);
    field->block_round = om_memory_take(columns * rows, sizeof *field->block_round);
    field->edge_round =
        om_memory_take(om_network_edge_count(om_ground_network(ground)), sizeof *field->edge_round);
    om_raster_open(&field->raster, om_ground_origin(ground), om_ground_cell_m(ground), columns,
                   rows);
    field->raster.outside = (float)-om_ground_cell_s(ground);
    return field;
}

void om_field_free(om_field *field)
{
    if (!field)
        return;
    om_raster_close(&field->raster);
    free(field->at);
    free(field->patches);
    free(field->edge_round);
    free(field->block_round);
    free(field->todo);
    free(field->edges);
    free(field);
}

const om_network *om_field_network(const om_field *field)
{
    return om_ground_network(field->ground);
}

void om_field_empty(om_field *field)
{
    for (size_t i = 0; i < field->count; i++)
        field->at[field->patches[i].number] = 0;
    field->count = 0;
}

static patch *add_patch(om_field *field, size_t number)
{
    if (field->at[number])
        return &field->patches[field->at[number] - 1];
    field->patches =
        om_memory_grow(field->patches, field->count + 1, &field->capacity, sizeof *field->patches);
    patch *added = &field->patches[field->count++];
    added->number = number;
    added->ground = NULL;
    field->at[number] = (uint32_t)field->count;
    return added;
}

/* ---- Where a search comes ---- */

static void begin_round(om_field *field)
{
    const om_ground *ground = field->ground;
    if (++field->round > 0)
        return;
    memset(field->edge_round, 0,
           om_network_edge_count(om_ground_network(ground)) * sizeof *field->edge_round);
    memset(field->block_round, 0,
           om_ground_columns(ground) * om_ground_rows(ground) * sizeof *field->block_round);
    field->round = 1;
}

static void visit_later(om_field *field, size_t number)
{
    if (field->block_round[number] == field->round)
        return;
    field->block_round[number] = field->round;
    field->todo = om_memory_grow(field->todo, field->todo_count + 1, &field->todo_capacity,
                                 sizeof *field->todo);
    field->todo[field->todo_count++] = (uint32_t)number;
}

/* Blocks that a stretch of road passes through are visited; those beside it get times. */
static void take_stretch(om_field *field, om_rect rect)
{
    const om_ground *ground = field->ground;
    const double margin_m = om_ground_access(ground)->within_m + om_ground_cell_m(ground);
    const om_block_range through = om_ground_blocks_in(ground, rect);
    const om_block_range beside =
        om_ground_blocks_in(ground, (om_rect){rect.min_x - margin_m, rect.min_y - margin_m,
                                              rect.max_x + margin_m, rect.max_y + margin_m});
    const size_t columns = om_ground_columns(ground);
    for (size_t row = through.first_row; row <= through.last_row; row++)
        for (size_t column = through.first_column; column <= through.last_column; column++)
            visit_later(field, row * columns + column);
    for (size_t row = beside.first_row; row <= beside.last_row; row++)
        for (size_t column = beside.first_column; column <= beside.last_column; column++)
            add_patch(field, row * columns + column);
}

static om_rect rect_between(om_xy a, om_xy b)
{
    return (om_rect){fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
}

/* Long ways are taken in pieces, so that their rectangles stay close to them. */
static void take_way(om_field *field, om_xy a, om_xy b)
{
    const double side_m = SIDE * om_ground_cell_m(field->ground);
    const double pieces = floor(hypot(b.x - a.x, b.y - a.y) / side_m) + 1;
    om_xy from = a;
    for (double i = 1; i <= pieces; i++) {
        const double part = i / pieces;
        const om_xy to =
            i < pieces ? (om_xy){a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)} : b;
        take_stretch(field, rect_between(from, to));
        from = to;
    }
}

static void take_edge(om_field *field, uint32_t number)
{
    if (field->edge_round[number] == field->round)
        return;
    field->edge_round[number] = field->round;
    field->edges = om_memory_grow(field->edges, field->edge_count + 1, &field->edge_capacity,
                                  sizeof *field->edges);
    field->edges[field->edge_count++] = number;
    const om_network *network = om_ground_network(field->ground);
    const om_edge *edge = om_network_edge(network, number);
    const om_xy *points = om_network_points(network, number);
    if (edge->length_m > SIDE * om_ground_cell_m(field->ground)) {
        for (uint32_t i = 1; i < edge->count; i++)
            take_way(field, points[i - 1], points[i]);
        return;
    }
    om_rect rect = rect_between(points[0], points[0]);
    for (uint32_t i = 1; i < edge->count; i++)
        rect = (om_rect){fmin(rect.min_x, points[i].x), fmin(rect.min_y, points[i].y),
                         fmax(rect.max_x, points[i].x), fmax(rect.max_y, points[i].y)};
    take_stretch(field, rect);
}

static void visit_block(om_field *field, const om_search *search, double limit_s, size_t number)
{
    const om_network *network = om_ground_network(field->ground);
    size_t count = 0;
    const uint32_t *edges = om_ground_edges_at(field->ground, number, &count);
    for (size_t i = 0; i < count; i++) {
        if (field->edge_round[edges[i]] == field->round)
            continue;
        const om_edge *edge = om_network_edge(network, edges[i]);
        if (om_search_at_vertex(search, edge->from).seconds <= limit_s ||
            om_search_at_vertex(search, edge->to).seconds <= limit_s)
            take_edge(field, edges[i]);
    }
}

/* Roads that are reached hang together with a start, and so do the blocks they pass through. */
static void find_patches(om_field *field, const om_search *search, double limit_s)
{
    size_t count = 0;
    const om_start *starts = om_search_starts(search, &count);
    begin_round(field);
    field->todo_count = field->edge_count = 0;
    for (size_t i = 0; i < count; i++)
        if (starts[i].seconds <= limit_s)
            take_edge(field, starts[i].edge);
    while (field->todo_count > 0)
        visit_block(field, search, limit_s, field->todo[--field->todo_count]);
}

/* ---- Times ---- */

static void fill_patch(patch *filled, const om_search *search)
{
    const om_ground_block *ground = filled->ground;
    om_arrival arrivals[OM_BLOCK_NODES];
    om_search_at_each(search, &(om_search_places){ground->edge, ground->fraction, OM_BLOCK_NODES},
                      arrivals);
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        filled->seconds[node] = (float)(arrivals[node].seconds + (double)ground->access_s[node]);
        filled->source[node] = arrivals[node].source;
    }
}

double om_field_search_s(const om_ground *ground, double limit_s)
{
    return limit_s + om_ground_cell_s(ground);
}

/* Patches are filled one by one, each by whoever is free. */
typedef struct filling {
    om_field *field;
    const om_search *search;
} filling;

static om_status fill_one(void *context, size_t index, int thread, om_error *err)
{
    (void)thread;
    (void)err;
    const filling *job = context;
    patch *filled = &job->field->patches[index];
    filled->ground = om_ground_block_at(job->field->ground, filled->number);
    fill_patch(filled, job->search);
    return OM_OK;
}

static void fill_on(om_field *field, om_search *search, double limit_s, int threads)
{
    om_field_empty(field);
    find_patches(field, search, limit_s);
    filling job = {field, search};
    const om_status status = om_pool_each(field->count, threads, fill_one, &job, NULL);
    assert(status == OM_OK);
    (void)status;
}

void om_field_fill(om_field *field, om_search *search, double limit_s)
{
    fill_on(field, search, limit_s, 1);
}

void om_field_fill_wide(om_field *field, om_search *search, double limit_s)
{
    fill_on(field, search, limit_s, 0);
}

static bool is_earlier(float a_s, uint32_t a_source, const patch *b, size_t node)
{
    return a_s < b->seconds[node] || (a_s == b->seconds[node] && a_source < b->source[node]);
}

static void rank_patch(om_field *const *ranked, size_t count, const patch *other)
{
    for (size_t k = 0; k < count; k++) {
        patch *added = add_patch(ranked[k], other->number);
        if (added->ground)
            continue;
        added->ground = other->ground;
        for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
            added->seconds[node] = INFINITY;
            added->source[node] = OM_NO_SOURCE;
        }
    }
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        float seconds = other->seconds[node];
        uint32_t source = other->source[node];
        for (size_t k = 0; k < count; k++) {
            patch *kept = &ranked[k]->patches[ranked[k]->at[other->number] - 1];
            if (!is_earlier(seconds, source, kept, node))
                continue;
            const float later_s = kept->seconds[node];
            const uint32_t later = kept->source[node];
            kept->seconds[node] = seconds;
            kept->source[node] = source;
            seconds = later_s;
            source = later;
        }
    }
}

void om_field_rank(om_field *const *ranked, size_t count, const om_field *other)
{
    for (size_t i = 0; i < other->count; i++)
        rank_patch(ranked, count, &other->patches[i]);
}

/* ---- Outlines ---- */

/* Seconds to spare, no more than a cell's way either side: only the border matters. */
static bool fill_block(const om_field *field, const patch *from, float limit_s,
                       om_raster_block *ret)
{
    const om_access *access = om_ground_access(field->ground);
    const float within_s = (float)(access->within_m / access->speed_ms);
    const float cell_s = -field->raster.outside;
    bool matters = false;
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        const float in_time_s = limit_s - from->seconds[node];
        const float near_s = within_s - from->ground->access_s[node];
        const float spare_s = in_time_s < near_s ? in_time_s : near_s;
        const float kept_s = spare_s > cell_s ? cell_s : spare_s > -cell_s ? spare_s : -cell_s;
        ret->spare[node] = kept_s;
        ret->part[node] = kept_s >= 0;
        ret->away[node] = from->ground->access_s[node];
        matters |= kept_s > -cell_s;
    }
    return matters;
}

static int by_number(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

/* The blocks with times in order, whatever the order in which they were found. */
static uint32_t *order_of(const om_field *field)
{
    uint32_t *order = om_memory_take(field->count, sizeof *order);
    for (size_t i = 0; i < field->count; i++)
        order[i] = (uint32_t)field->patches[i].number;
    if (field->count > 0)
        qsort(order, field->count, sizeof *order, by_number);
    return order;
}

static bool is_in(om_block_range range, size_t column, size_t row)
{
    return column >= range.first_column && column <= range.last_column && row >= range.first_row &&
           row <= range.last_row;
}

static void draw_raster(om_field *field, double limit_s, const om_rect *rect, bool by_source)
{
    const om_ground *ground = field->ground;
    const double cell_m = om_ground_cell_m(ground);
    const size_t columns = om_ground_columns(ground);
    om_block_range range = {0, 0, columns - 1, om_ground_rows(ground) - 1};
    if (rect)
        range = om_ground_blocks_in(ground, (om_rect){rect->min_x - cell_m, rect->min_y - cell_m,
                                                      rect->max_x + cell_m, rect->max_y + cell_m});
    OM_AUTO_MEMORY uint32_t *order = order_of(field);
    om_raster_empty(&field->raster);
    for (size_t i = 0; i < field->count; i++) {
        const patch *from = &field->patches[field->at[order[i]] - 1];
        const size_t column = from->number % columns, row = from->number / columns;
        if (!is_in(range, column, row))
            continue;
        om_raster_block *block = om_raster_add(&field->raster, column, row);
        if (!fill_block(field, from, (float)limit_s, block))
            om_raster_drop(&field->raster);
        else if (by_source)
            for (size_t node = 0; node < OM_BLOCK_NODES; node++)
                block->part[node] = block->part[node] ? from->source[node] + 1 : 0;
    }
}

void om_field_outline(om_field *field, double limit_s, const om_rect *rect, om_outline *ret)
{
    draw_raster(field, limit_s, rect, false);
    om_raster_outline(&field->raster, ret, 1);
}

void om_field_outline_starts(om_field *field, double limit_s, om_outline *parts, size_t count)
{
    draw_raster(field, limit_s, NULL, true);
    om_raster_outline(&field->raster, parts, count);
}

/* ---- Asking ---- */

const uint32_t *om_field_edges(const om_field *field, size_t *ret_count)
{
    *ret_count = field->edge_count;
    return field->edges;
}

om_rect om_field_rect(const om_field *field)
{
    const om_xy origin = om_ground_origin(field->ground);
    const double side_m = SIDE * om_ground_cell_m(field->ground);
    const size_t columns = om_ground_columns(field->ground);
    om_rect rect = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < field->count; i++) {
        const double x = origin.x + (double)(field->patches[i].number % columns) * side_m;
        const double y = origin.y + (double)(field->patches[i].number / columns) * side_m;
        rect = (om_rect){fmin(rect.min_x, x), fmin(rect.min_y, y), fmax(rect.max_x, x + side_m),
                         fmax(rect.max_y, y + side_m)};
    }
    return rect;
}

static double seconds_at(const om_field *field, const patch *from, size_t node)
{
    const om_access *access = om_ground_access(field->ground);
    const bool near = from->ground->access_s[node] <= (float)(access->within_m / access->speed_ms);
    return near ? (double)from->seconds[node] : INFINITY;
}

size_t om_field_reached(const om_field *field, double limit_s)
{
    size_t reached = 0;
    for (size_t i = 0; i < field->count; i++)
        for (size_t node = 0; node < OM_BLOCK_NODES; node++)
            reached += seconds_at(field, &field->patches[i], node) <= limit_s;
    return reached;
}

double om_field_at(const om_field *field, size_t column, size_t row)
{
    const size_t number = row / SIDE * om_ground_columns(field->ground) + column / SIDE;
    if (!field->at[number])
        return INFINITY;
    return seconds_at(field, &field->patches[field->at[number] - 1],
                      row % SIDE * SIDE + column % SIDE);
}

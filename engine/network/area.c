/* Lays a raster over the roads and snaps its nodes, block by block, when they are asked for. */
#include "engine/network/area.h"

#include <math.h>
#include <stdatomic.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

/* Blocks that can be told apart, snapped or not. */
#define MOST_BLOCKS 2e8

enum { SIDE = OM_BLOCK_SIDE };

/* The edges of a block. */
typedef struct edge_list {
    size_t count;
    uint32_t edges[];
} edge_list;

struct om_ground {
    const om_network *network;
    om_access access;
    double cell_m;
    om_xy origin;
    size_t columns, rows; /* of blocks */
    _Atomic(om_ground_block *) *blocks;
    _Atomic(edge_list *) *edges;
    om_ground_block nowhere; /* stands for every block that no road is near */
    atomic_size_t snapped;
};

void om_ground_free(om_ground *ground)
{
    if (!ground)
        return;
    for (size_t i = 0; i < ground->columns * ground->rows; i++) {
        om_ground_block *block = atomic_load(&ground->blocks[i]);
        if (block != &ground->nowhere)
            free(block);
        free(atomic_load(&ground->edges[i]));
    }
    free(ground->blocks);
    free(ground->edges);
    free(ground);
}

static void make_nowhere(om_ground_block *block)
{
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        block->edge[node] = OM_NO_EDGE;
        block->fraction[node] = 0;
        block->access_s[node] = INFINITY;
    }
}

om_status om_ground_open(const om_network *network, const om_access *access, double cell_m,
                         om_ground **ret, om_error *err)
{
    const om_rect rect = om_network_rect(network);
    const double margin_m = access->within_m + 2 * cell_m, side_m = SIDE * cell_m;
    const double columns = ceil((rect.max_x - rect.min_x + 2 * margin_m) / side_m);
    const double rows = ceil((rect.max_y - rect.min_y + 2 * margin_m) / side_m);
    if (!(columns * rows <= MOST_BLOCKS))
        return om_fail(err, OM_ERR_RANGE,
                       "cells of %g m make %.0f x %.0f of them here, which is more than %g", cell_m,
                       columns * SIDE, rows * SIDE, MOST_BLOCKS * OM_BLOCK_NODES);
    OM_AUTO(om_ground) ground = om_memory_take(1, sizeof *ground);
    ground->network = network;
    ground->access = *access;
    ground->cell_m = cell_m;
    ground->origin = (om_xy){rect.min_x - margin_m, rect.min_y - margin_m};
    ground->blocks = om_memory_take((size_t)columns * (size_t)rows, sizeof *ground->blocks);
    ground->edges = om_memory_take((size_t)columns * (size_t)rows, sizeof *ground->edges);
    ground->columns = (size_t)columns;
    ground->rows = (size_t)rows;
    make_nowhere(&ground->nowhere);
    *ret = OM_TAKE(ground);
    return OM_OK;
}

const om_network *om_ground_network(const om_ground *ground)
{
    return ground->network;
}

const om_access *om_ground_access(const om_ground *ground)
{
    return &ground->access;
}

double om_ground_cell_m(const om_ground *ground)
{
    return ground->cell_m;
}

double om_ground_cell_s(const om_ground *ground)
{
    return ground->cell_m / ground->access.speed_ms;
}

om_xy om_ground_origin(const om_ground *ground)
{
    return ground->origin;
}

size_t om_ground_columns(const om_ground *ground)
{
    return ground->columns;
}

size_t om_ground_rows(const om_ground *ground)
{
    return ground->rows;
}

/* ---- Snapping ---- */

/* A node is at most a cell farther from its road than its neighbour, and at most that nearer. */
static om_bounds bounds_beside(const om_ground *ground, double neighbour_m)
{
    const double within_m = ground->access.within_m + ground->cell_m;
    const double step_m = ground->cell_m * (1 + 1e-6);
    return (om_bounds){fmax(0, neighbour_m - step_m), fmin(within_m, neighbour_m + step_m)};
}

/* Fills in one node; tells how far it is from its road, at least. */
static double snap_node(const om_ground *ground, om_xy at, om_bounds bounds, om_ground_block *ret,
                        size_t node)
{
    om_spot spot;
    if (!om_network_snap_bounded(ground->network, at, bounds, &spot))
        return bounds.most_m;
    ret->edge[node] = spot.edge;
    ret->fraction[node] = (float)spot.fraction;
    ret->access_s[node] = (float)(spot.distance_m / ground->access.speed_ms);
    return spot.distance_m;
}

static om_rect rect_of_block(const om_ground *ground, size_t number)
{
    const double side_m = SIDE * ground->cell_m;
    const double x = ground->origin.x + (double)(number % ground->columns) * side_m;
    const double y = ground->origin.y + (double)(number / ground->columns) * side_m;
    return (om_rect){x, y, x + side_m, y + side_m};
}

/* Goes over the nodes like a plough, so that each is next to the one before it. */
static bool snap_block(const om_ground *ground, size_t number, om_ground_block *ret)
{
    const om_rect rect = rect_of_block(ground, number);
    const double within_m = ground->access.within_m + ground->cell_m;
    const double half_m = SIDE * ground->cell_m / 2;
    const om_xy middle = {rect.min_x + half_m, rect.min_y + half_m};
    om_spot spot;
    make_nowhere(ret);
    if (!om_network_snap(ground->network, middle, within_m + 1.5 * half_m, &spot))
        return false;
    om_bounds bounds = {0, within_m};
    for (size_t r = 0; r < SIDE; r++)
        for (size_t i = 0; i < SIDE; i++) {
            const size_t c = r % 2 ? SIDE - 1 - i : i;
            const om_xy at = {rect.min_x + (double)c * ground->cell_m,
                              rect.min_y + (double)r * ground->cell_m};
            bounds = bounds_beside(ground, snap_node(ground, at, bounds, ret, r * SIDE + c));
        }
    return true;
}

/* Of two threads that make the same block, the first one's is kept; they are equal. */
const om_ground_block *om_ground_block_at(om_ground *ground, size_t number)
{
    om_ground_block *known = atomic_load(&ground->blocks[number]);
    if (known)
        return known;
    om_ground_block *made = om_memory_take(1, sizeof *made);
    om_ground_block *kept = snap_block(ground, number, made) ? made : &ground->nowhere;
    if (atomic_compare_exchange_strong(&ground->blocks[number], &known, kept)) {
        atomic_fetch_add(&ground->snapped, 1);
        known = kept;
    }
    if (known != made)
        free(made);
    return known;
}

size_t om_ground_snapped(const om_ground *ground)
{
    return atomic_load(&ground->snapped);
}

static int by_number(const void *left, const void *right)
{
    const uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
    return (a > b) - (a < b);
}

static edge_list *list_edges(const om_ground *ground, size_t number)
{
    size_t count = 0, capacity = 0, kept = 0;
    OM_AUTO_MEMORY uint32_t *found = NULL;
    om_network_edges_in(ground->network, rect_of_block(ground, number), &found, &count, &capacity);
    if (count > 0)
        qsort(found, count, sizeof *found, by_number);
    edge_list *list = om_memory_take(1, sizeof *list + count * sizeof *list->edges);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || found[i] != found[i - 1])
            list->edges[kept++] = found[i];
    list->count = kept;
    return list;
}

const uint32_t *om_ground_edges_at(om_ground *ground, size_t number, size_t *ret_count)
{
    edge_list *known = atomic_load(&ground->edges[number]);
    if (!known) {
        edge_list *made = list_edges(ground, number);
        if (atomic_compare_exchange_strong(&ground->edges[number], &known, made))
            known = made;
        else
            free(made);
    }
    *ret_count = known->count;
    return known->edges;
}

static size_t block_along(double offset_m, double side_m, size_t blocks)
{
    const double block = floor(offset_m / side_m);
    return block > 0 ? (size_t)fmin(block, (double)(blocks - 1)) : 0;
}

om_block_range om_ground_blocks_in(const om_ground *ground, om_rect rect)
{
    const double side_m = SIDE * ground->cell_m;
    return (om_block_range){
        block_along(rect.min_x - ground->origin.x, side_m, ground->columns),
        block_along(rect.min_y - ground->origin.y, side_m, ground->rows),
        block_along(rect.max_x - ground->origin.x, side_m, ground->columns),
        block_along(rect.max_y - ground->origin.y, side_m, ground->rows),
    };
}

/* ---- What is near a road ---- */

static void fill_near(const om_ground *ground, size_t number, om_raster_block *ret)
{
    const float within_s = (float)(ground->access.within_m / ground->access.speed_ms);
    const float cell_s = (float)om_ground_cell_s(ground);
    const om_ground_block *block = atomic_load(&ground->blocks[number]);
    OM_AUTO_MEMORY om_ground_block *made = NULL;
    if (!block) {
        made = om_memory_take(1, sizeof *made);
        snap_block(ground, number, made);
        block = made;
    }
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        ret->spare[node] = fminf(fmaxf(within_s - block->access_s[node], -cell_s), cell_s);
        ret->part[node] = ret->spare[node] >= 0;
        ret->away[node] = INFINITY;
    }
}

void om_ground_outline_near(const om_ground *ground, om_rect rect, om_outline *ret)
{
    __attribute__((cleanup(om_raster_close))) om_raster raster;
    om_raster_open(&raster, ground->origin, ground->cell_m, ground->columns, ground->rows);
    raster.outside = (float)-om_ground_cell_s(ground);
    rect = (om_rect){rect.min_x - ground->cell_m, rect.min_y - ground->cell_m,
                     rect.max_x + ground->cell_m, rect.max_y + ground->cell_m};
    const om_block_range range = om_ground_blocks_in(ground, rect);
    for (size_t row = range.first_row; row <= range.last_row; row++)
        for (size_t column = range.first_column; column <= range.last_column; column++)
            fill_near(ground, row * ground->columns + column, om_raster_add(&raster, column, row));
    om_raster_outline(&raster, ret, 1);
}

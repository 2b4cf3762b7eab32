/* Lists the arrays of a network for packing, and looks at each before it is used again. */
#include "engine/network/pack.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "engine/network/inside.h"

/* Raised with every change of what the arrays hold. */
#define VERSION 4

/* No network is farther away than that, and no cell of its grid smaller. */
#define MOST_M          1e12
#define SMALLEST_CELL_M 1.0

/* How items lie in memory: another layout is another kind of network. */
static const uint32_t layout[] = {
    offsetof(om_edge, from),     offsetof(om_edge, to),      offsetof(om_edge, first),
    offsetof(om_edge, length_m), offsetof(om_edge, seconds), offsetof(om_arc, seconds),
    offsetof(om_arc, head),      offsetof(om_arc, way),      offsetof(om_block, edge),
    offsetof(om_block, from),    offsetof(om_block, to),     offsetof(om_rect, min_x),
    offsetof(om_rect, max_x),    offsetof(om_rect, min_y),
};

enum {
    LAYOUT,
    LENGTH,
    ROADS,
    POINTS,
    EDGE_BEGINS,
    ROAD_BEGINS,
    EDGES,
    FIRST_ARC,
    ARCS,
    COPIES,
    BLOCKS,
    PIECE,
    PIECE_SIZE,
    GRID,
    CELL,
    COLUMNS,
    ROWS,
    CELL_FIRST,
    SEGMENTS,
    ARRAYS
};

static const om_pack_kind kind = {"network", VERSION, ARRAYS};

/* All that a network is, in one place; without its counts it tells the sizes of the items. */
static void list_arrays(om_network *of, om_array ret[ARRAYS])
{
    om_segments *grid = &of->segments;
    const size_t arcs = of->first_arc ? of->first_arc[of->state_count] : 0;
    const size_t cells = grid->columns * grid->rows;
    const size_t segments = grid->first ? grid->first[cells] : 0;
    const om_array arrays[ARRAYS] = {
        [LAYOUT] = {(void *)layout, sizeof *layout, sizeof layout / sizeof *layout},
        [LENGTH] = {&of->length_m, sizeof of->length_m, 1},
        [ROADS] = {&of->road_count, sizeof of->road_count, 1},
        [POINTS] = {of->points, sizeof *of->points, of->point_count},
        [EDGE_BEGINS] = {of->edge_begins, sizeof *of->edge_begins, of->point_count / 64 + 1},
        [ROAD_BEGINS] = {of->road_begins, sizeof *of->road_begins, of->point_count / 64 + 1},
        [EDGES] = {of->edges, sizeof *of->edges, of->edge_count},
        [FIRST_ARC] = {of->first_arc, sizeof *of->first_arc, of->state_count + 1},
        [ARCS] = {of->arcs, sizeof *of->arcs, arcs},
        [COPIES] = {of->copy, sizeof *of->copy, of->copy ? of->state_count : 0},
        [BLOCKS] = {of->blocks, sizeof *of->blocks, of->block_count},
        [PIECE] = {of->piece, sizeof *of->piece, of->vertex_count},
        [PIECE_SIZE] = {of->piece_size, sizeof *of->piece_size, of->piece_count},
        [GRID] = {&grid->rect, sizeof grid->rect, 1},
        [CELL] = {&grid->cell_m, sizeof grid->cell_m, 1},
        [COLUMNS] = {&grid->columns, sizeof grid->columns, 1},
        [ROWS] = {&grid->rows, sizeof grid->rows, 1},
        [CELL_FIRST] = {grid->first, sizeof *grid->first, cells + 1},
        [SEGMENTS] = {grid->segment, sizeof *grid->segment, segments},
    };
    memcpy(ret, arrays, sizeof arrays);
}

om_pack *om_network_pack(const om_network *network)
{
    om_array arrays[ARRAYS];
    list_arrays((om_network *)network, arrays);
    return om_pack_new(&kind, arrays);
}

/* ---- Unpacking: each looks at some arrays and returns what is wrong with them, or NULL ---- */

static const char *look_at_points(const om_network *of)
{
    const om_rect rect = of->segments.rect;
    bool good = true;
    for (size_t p = 0; p < of->point_count; p++) {
        const om_xy at = of->points[p];
        good &= (at.x >= rect.min_x) & (at.x <= rect.max_x) & (at.y >= rect.min_y) &
                (at.y <= rect.max_y);
    }
    return good ? NULL : "a point lies outside of the extent";
}

static bool edge_is_good(const om_network *of, const om_edge *edge)
{
    return edge->from < of->vertex_count && edge->to < of->vertex_count && edge->count >= 2 &&
           (uint64_t)edge->first + edge->count <= of->point_count && edge->length_m >= 0 &&
           edge->length_m <= MOST_M && edge->seconds >= 0;
}

/* As many as there should be, counted right before each 64 points. */
static bool begins_are_good(const om_begins *begins, size_t point_count, size_t count)
{
    uint64_t begun = 0;
    bool good = true;
    for (size_t w = 0; w <= point_count / 64; w++) {
        good &= begins[w].before == begun;
        begun += (uint64_t)__builtin_popcountll(begins[w].bits);
    }
    return good && begun == count;
}

/* Edges follow each other in the order of their points, and begin where they are said to. */
static const char *look_at_edges(const om_network *of)
{
    uint64_t end = 0;
    for (uint32_t e = 0; e < of->edge_count; e++) {
        const om_edge *edge = &of->edges[e];
        if (!edge_is_good(of, edge))
            return "an edge has no such ends, points, road or time";
        if (edge->first < end || !(of->edge_begins[edge->first / 64].bits >> edge->first % 64 & 1))
            return "an edge begins elsewhere";
        end = (uint64_t)edge->first + edge->count - 1;
    }
    return begins_are_good(of->edge_begins, of->point_count, of->edge_count)
               ? NULL
               : "the edges before a point are not counted right";
}

/* A road begins with its first edge, and the first road with the first of all points. */
static const char *look_at_roads(const om_network *of)
{
    bool good = of->road_begins[0].bits & 1;
    for (size_t w = 0; w <= of->point_count / 64; w++)
        good &= (of->road_begins[w].bits & ~of->edge_begins[w].bits) == 0;
    return good && begins_are_good(of->road_begins, of->point_count, of->road_count)
               ? NULL
               : "a road begins elsewhere";
}

static bool is_rising(const uint32_t *first, size_t count, size_t last)
{
    bool good = first[0] == 0;
    for (size_t i = 1; i < count; i++)
        good &= first[i] >= first[i - 1];
    return good && first[count - 1] == last;
}

static const char *look_at_arcs(const om_network *of)
{
    const uint32_t count = of->first_arc[of->state_count];
    bool good = true;
    for (size_t a = 0; a < count; a++) {
        const om_arc *arc = &of->arcs[a];
        good &=
            (arc->head < of->state_count) & (arc->way < 2 * of->edge_count) & (arc->seconds >= 0);
    }
    return good ? NULL : "an arc leads nowhere, or takes no time that is one";
}

/* Copies of a vertex follow each other downwards, so that none comes back to itself. */
static const char *look_at_copies(const om_network *of)
{
    for (size_t s = 0; of->copy && s < of->state_count; s++) {
        const size_t end = s < of->vertex_count ? of->state_count : s;
        if (of->copy[s] != OM_NO_STATE && !(of->copy[s] >= of->vertex_count && of->copy[s] < end))
            return "a copy of a junction is none";
    }
    return NULL;
}

static const char *look_at_blocks(const om_network *of)
{
    for (size_t i = 0; i < of->block_count; i++) {
        const om_block *block = &of->blocks[i];
        if (block->edge >= of->edge_count || (i > 0 && block->edge < of->blocks[i - 1].edge) ||
            !(block->from >= 0 && block->from <= block->to && block->to <= 1))
            return "a block lies on no edge";
    }
    return NULL;
}

static const char *look_at_pieces(const om_network *of)
{
    size_t sum = 0;
    bool good = true;
    for (size_t v = 0; v < of->vertex_count; v++)
        good &= of->piece[v] < of->piece_count;
    for (size_t i = 0; i < of->piece_count; i++)
        sum += of->piece_size[i];
    return good && sum == of->vertex_count ? NULL : "a junction is of no piece";
}

/* Marks the points that a segment begins at: all of an edge but its last. */
static bool mark_segments(const om_network *of, uint64_t *bits)
{
    for (size_t e = 0; e < of->edge_count; e++) {
        const om_edge *edge = &of->edges[e];
        const uint64_t end = (uint64_t)edge->first + edge->count;
        if (end > of->point_count)
            return false;
        for (uint64_t p = edge->first; p + 1 < end; p++)
            bits[p / 64] |= (uint64_t)1 << p % 64;
    }
    return true;
}

/* Asks few bits for each instead of its edge, which lies anywhere. */
static const char *look_at_segments(const om_network *of)
{
    const om_segments *grid = &of->segments;
    const size_t count = grid->first[grid->columns * grid->rows];
    OM_AUTO_MEMORY uint64_t *bits = om_memory_take(of->point_count / 64 + 1, sizeof *bits);
    if (!mark_segments(of, bits))
        return "an edge has points that are not there";
    for (size_t i = 0; i < count; i++) {
        const uint32_t point = grid->segment[i];
        if (point >= of->point_count || !(bits[point / 64] >> point % 64 & 1))
            return "a cell of the grid has a segment that is none";
    }
    return NULL;
}

static const char *(*const looks[])(const om_network *of) = {
    look_at_segments, look_at_points, look_at_edges,  look_at_roads,
    look_at_arcs,     look_at_pieces, look_at_copies, look_at_blocks,
};

static om_status fail_damaged(const char *why, om_error *err)
{
    return om_fail(err, OM_ERR_CORRUPT, "the packed network is damaged: %s", why);
}

static om_status look(void *context, size_t index, int thread, om_error *err)
{
    const char *why = looks[index](context);
    (void)thread;
    return why ? fail_damaged(why, err) : OM_OK;
}

static bool is_number(double value)
{
    return value >= -MOST_M && value <= MOST_M;
}

/* As many cells as the extent has room for. */
static bool grid_is_good(const om_segments *grid, size_t cells)
{
    const om_rect rect = grid->rect;
    if (!(is_number(rect.min_x) && is_number(rect.min_y) && is_number(rect.max_x) &&
          is_number(rect.max_y) && rect.min_x <= rect.max_x && rect.min_y <= rect.max_y &&
          grid->cell_m >= SMALLEST_CELL_M && grid->cell_m <= MOST_M))
        return false;
    const double columns = floor((rect.max_x - rect.min_x) / grid->cell_m) + 1;
    const double rows = floor((rect.max_y - rect.min_y) / grid->cell_m) + 1;
    return columns == (double)grid->columns && rows == (double)grid->rows &&
           columns * rows + 1 == (double)cells;
}

static bool single_numbers_are_there(const om_array arrays[ARRAYS])
{
    static const int single[] = {LENGTH, ROADS, GRID, CELL, COLUMNS, ROWS};
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        if (arrays[single[i]].count != 1)
            return false;
    return arrays[FIRST_ARC].count > 1;
}

/* The reverse of list_arrays(). */
static void take_arrays(const om_array arrays[ARRAYS], om_network *ret)
{
    om_segments *grid = &ret->segments;
    ret->length_m = *(const double *)arrays[LENGTH].items;
    ret->road_count = *(const size_t *)arrays[ROADS].items;
    ret->points = arrays[POINTS].items;
    ret->point_count = arrays[POINTS].count;
    ret->edge_begins = arrays[EDGE_BEGINS].items;
    ret->road_begins = arrays[ROAD_BEGINS].items;
    ret->edges = arrays[EDGES].items;
    ret->edge_count = arrays[EDGES].count;
    ret->first_arc = arrays[FIRST_ARC].items;
    ret->state_count = arrays[FIRST_ARC].count - 1;
    ret->arcs = arrays[ARCS].items;
    ret->copy = arrays[COPIES].count ? arrays[COPIES].items : NULL;
    ret->blocks = arrays[BLOCKS].count ? arrays[BLOCKS].items : NULL;
    ret->block_count = arrays[BLOCKS].count;
    ret->piece = arrays[PIECE].items;
    ret->vertex_count = arrays[PIECE].count;
    ret->piece_size = arrays[PIECE_SIZE].items;
    ret->piece_count = arrays[PIECE_SIZE].count;
    grid->rect = *(const om_rect *)arrays[GRID].items;
    grid->cell_m = *(const double *)arrays[CELL].items;
    grid->columns = *(const size_t *)arrays[COLUMNS].items;
    grid->rows = *(const size_t *)arrays[ROWS].items;
    grid->first = arrays[CELL_FIRST].items;
    grid->segment = arrays[SEGMENTS].items;
}

/* What must hold before the arrays can be looked at one by one. */
static bool counts_are_good(const om_network *of, const om_array arrays[ARRAYS])
{
    const size_t copies = of->state_count > of->vertex_count ? of->state_count : 0;
    return of->point_count < UINT32_MAX && of->state_count < UINT32_MAX &&
           of->edge_count <= UINT32_MAX / 2 && of->edge_count > 0 && of->road_count <= UINT32_MAX &&
           of->vertex_count > 0 && of->vertex_count <= of->state_count && of->piece_count > 0 &&
           arrays[EDGE_BEGINS].count == of->point_count / 64 + 1 &&
           arrays[ROAD_BEGINS].count == of->point_count / 64 + 1 &&
           arrays[COPIES].count == copies && is_number(of->length_m) &&
           grid_is_good(&of->segments, arrays[CELL_FIRST].count) &&
           is_rising(of->segments.first, arrays[CELL_FIRST].count, arrays[SEGMENTS].count) &&
           is_rising(of->first_arc, arrays[FIRST_ARC].count, arrays[ARCS].count);
}

om_status om_network_unpack(void *bytes, size_t size, om_network **ret, om_error *err)
{
    om_network of = {0};
    om_array arrays[ARRAYS];
    list_arrays(&of, arrays);
    OM_TRY(om_pack_open(&kind, bytes, size, arrays, err));
    if (arrays[LAYOUT].count != sizeof layout / sizeof *layout ||
        memcmp(arrays[LAYOUT].items, layout, sizeof layout) != 0)
        return om_fail(err, OM_ERR_CORRUPT, "the packed network lies otherwise in memory");
    if (!single_numbers_are_there(arrays))
        return fail_damaged("a number is missing", err);
    take_arrays(arrays, &of);
    if (!counts_are_good(&of, arrays))
        return fail_damaged("its arrays do not fit together", err);
    OM_TRY(om_pool_each(sizeof looks / sizeof *looks, 0, look, &of, err));
    of.arena = om_arena_new();
    om_arena_keep(of.arena, bytes);
    om_network *network = OM_ARENA_ARRAY(of.arena, om_network, 1);
    *network = of;
    *ret = network;
    return OM_OK;
}

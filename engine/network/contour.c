/* Walks along the borders of the parts of a raster, cell by cell. */
#include "engine/network/contour.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

/* Keeps crossings off the nodes, so that no two rings of a part ever meet in a point. */
#define OFF_NODE 0.01

enum { SIDE = OM_BLOCK_SIDE };

/* ---- The raster ---- */

void om_raster_open(om_raster *raster, om_xy origin, double cell_m, size_t columns, size_t rows)
{
    *raster = (om_raster){.origin = origin,
                          .cell_m = cell_m,
                          .outside = -1,
                          .columns = columns,
                          .rows = rows,
                          .at = om_memory_take(columns * rows, sizeof *raster->at)};
}

void om_raster_close(om_raster *raster)
{
    free(raster->at);
    free(raster->blocks);
    *raster = (om_raster){0};
}

static uint32_t *slot_of(const om_raster *raster, size_t column, size_t row)
{
    return &raster->at[row * raster->columns + column];
}

void om_raster_empty(om_raster *raster)
{
    for (size_t i = 0; i < raster->block_count; i++)
        *slot_of(raster, raster->blocks[i].column, raster->blocks[i].row) = 0;
    raster->block_count = 0;
}

om_raster_block *om_raster_add(om_raster *raster, size_t column, size_t row)
{
    raster->blocks = om_memory_grow(raster->blocks, raster->block_count + 1,
                                    &raster->block_capacity, sizeof *raster->blocks);
    om_raster_block *block = &raster->blocks[raster->block_count++];
    block->column = column;
    block->row = row;
    memset(block->seen, 0, sizeof block->seen);
    *slot_of(raster, column, row) = (uint32_t)raster->block_count;
    return block;
}

void om_raster_drop(om_raster *raster)
{
    const om_raster_block *last = &raster->blocks[--raster->block_count];
    *slot_of(raster, last->column, last->row) = 0;
}

/* A node as the contouring sees it. */
typedef struct corner {
    uint32_t part;
    float spare, away;
} corner;

static om_raster_block *block_of(const om_raster *raster, size_t column, size_t row)
{
    const uint32_t number = *slot_of(raster, column / SIDE, row / SIDE);
    return number ? &raster->blocks[number - 1] : NULL;
}

static size_t node_in_block(size_t column, size_t row)
{
    return row % SIDE * SIDE + column % SIDE;
}

static corner corner_at(const om_raster *raster, size_t column, size_t row)
{
    const om_raster_block *block = block_of(raster, column, row);
    const size_t node = node_in_block(column, row);
    return block ? (corner){block->part[node], block->spare[node], block->away[node]}
                 : (corner){0, raster->outside, INFINITY};
}

/* ---- A cell ---- */

/* Corners against the clock from the lower left; side i lies between corners i and i + 1. */
typedef struct cell {
    size_t column, row;
    corner corners[4];
    bool joined; /* two opposite corners alone are inside, and so is the middle */
} cell;

static cell cell_at(const om_raster *raster, size_t column, size_t row)
{
    cell of = {column,
               row,
               {corner_at(raster, column, row), corner_at(raster, column + 1, row),
                corner_at(raster, column + 1, row + 1), corner_at(raster, column, row + 1)},
               false};
    const corner *c = of.corners;
    of.joined = c[0].spare + c[1].spare + c[2].spare + c[3].spare >= 0;
    return of;
}

static om_xy place_in(const om_raster *raster, double column, double row)
{
    return (om_xy){raster->origin.x + column * raster->cell_m,
                   raster->origin.y + row * raster->cell_m};
}

/*
 * Where a border crosses between two nodes, as a part of the way from the first to the second.
 *
 * The spare of one road changes by no more than a step on that way. Where it changes by more, the
 * nodes have different roads, and the border runs where those are equally far: farther from the
 * first the farther the second's road is, but no farther than either spare allows. More spare
 * never moves the border back, so that what more time covers holds what less time does.
 */
static double crossing_between(const om_raster *raster, corner first, corner second)
{
    if (first.part && second.part)
        return 0.5;
    const double here = (double)first.spare, there = (double)second.spare;
    const double step = -(double)raster->outside;
    const double lead = (double)second.away - (double)first.away;
    double at = here / (here - there);
    if (fabs(here - there) > step && isfinite(lead)) {
        const double here_s = fabs(here) / step, there_s = 1 - fabs(there) / step;
        at = fmax(there_s, fmin(here_s, 0.5 + lead / (2 * step)));
    }
    return fmin(fmax(at, OFF_NODE), 1 - OFF_NODE);
}

static om_xy crossing_on(const om_raster *raster, const cell *of, int side)
{
    const corner *c = of->corners;
    const double column = (double)of->column, row = (double)of->row;
    switch (side) {
    case 0:
        return place_in(raster, column + crossing_between(raster, c[0], c[1]), row);
    case 1:
        return place_in(raster, column + 1, row + crossing_between(raster, c[1], c[2]));
    case 2:
        return place_in(raster, column + crossing_between(raster, c[3], c[2]), row + 1);
    default:
        return place_in(raster, column, row + crossing_between(raster, c[0], c[3]));
    }
}

static bool is_inside(const cell *of, int from)
{
    return of->corners[from & 3].part != 0;
}

static uint32_t part_of(const cell *of, int from)
{
    return of->corners[from & 3].part;
}

/* True when only the corners across from each other are inside and the middle parts them. */
static bool is_alone(const cell *of, int from)
{
    return !is_inside(of, from + 1) && !is_inside(of, from + 3) && !of->joined;
}

/* The next corner inside, against the clock (`step` 1) or with it (3); itself when alone. */
static int next_inside(const cell *of, int from, int step)
{
    if (is_alone(of, from))
        return from;
    int next = (from + step) & 3;
    while (!is_inside(of, next))
        next = (next + step) & 3;
    return next;
}

/* How often the part changes along the corners inside, once around from `from`. */
static int changes_around(const cell *of, int from)
{
    int changes = 0, at = from;
    do {
        const int next = next_inside(of, at, 1);
        changes += part_of(of, at) != part_of(of, next);
        at = next;
    } while (at != from);
    return changes;
}

/* With four changes: the two opposite corners (0 or 1 and the one across) that hang together; -1
 * when all parts differ. The lower part wins. */
static int joined_pair(const cell *of)
{
    const bool even = part_of(of, 0) == part_of(of, 2), odd = part_of(of, 1) == part_of(of, 3);
    if (even && odd)
        return part_of(of, 0) < part_of(of, 1) ? 0 : 1;
    return even ? 0 : odd ? 1 : -1;
}

/* The middle of the border that cuts off what lies outside between corners `from` and `to`. */
static om_xy middle_of_cut(const om_raster *raster, const cell *of, int from, int to)
{
    const om_xy a = crossing_on(raster, of, from), b = crossing_on(raster, of, (to + 3) & 3);
    return (om_xy){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/*
 * Passes through a cell with the part of corner `in` on the left, having come over side `in`;
 * adds the points between, and returns the side over which the border leaves.
 */
static int pass(const om_raster *raster, const cell *of, int in, om_outline *ring)
{
    const uint32_t part = part_of(of, in);
    const int next = next_inside(of, in, 1);
    const bool along_outside = !is_inside(of, in + 1);
    if (along_outside && part_of(of, next) == part)
        return (next + 3) & 3;

    const int changes = changes_around(of, in);
    const int pair = changes == 4 ? joined_pair(of) : -1;
    if (pair >= 0)
        return (pair & 1) == (in & 1) ? (in + 1) & 3 : (in + 3) & 3;

    if (along_outside)
        om_outline_add(ring, middle_of_cut(raster, of, in, next));
    if (changes > 2)
        om_outline_add(ring, place_in(raster, (double)of->column + 0.5, (double)of->row + 0.5));
    int first = in; /* corner of the stretch of this part */
    while (part_of(of, next_inside(of, first, 3)) == part)
        first = next_inside(of, first, 3);
    if (!is_inside(of, first + 3))
        om_outline_add(ring, middle_of_cut(raster, of, next_inside(of, first, 3), first));
    return (first + 3) & 3;
}

/* ---- Rings ---- */

/* A border between a node and the one right of it, or above; the part is at the far one or here. */
typedef struct crossing {
    size_t column, row;
    bool above, far;
} crossing;

static corner corner_across(const om_raster *raster, const crossing *at)
{
    return corner_at(raster, at->column + !at->above, at->row + at->above);
}

/* The cell into which a border runs with its part on the left, and the side that it crosses. */
static cell cell_after(const om_raster *raster, const crossing *at, int *ret_side)
{
    if (at->above) {
        *ret_side = at->far ? 3 : 1;
        return cell_at(raster, at->column - !at->far, at->row);
    }
    *ret_side = at->far ? 2 : 0;
    return cell_at(raster, at->column, at->row - at->far);
}

static crossing crossing_out_of(const cell *of, int side)
{
    switch (side) {
    case 0:
        return (crossing){of->column, of->row, false, true};
    case 1:
        return (crossing){of->column + 1, of->row, true, true};
    case 2:
        return (crossing){of->column, of->row + 1, false, false};
    default:
        return (crossing){of->column, of->row, true, false};
    }
}

/* Marks a crossing as passed; false when it was. */
static bool mark(om_raster *raster, const crossing *at)
{
    om_raster_block *block = block_of(raster, at->column, at->row);
    assert(block);
    unsigned char *seen = &block->seen[node_in_block(at->column, at->row)];
    const unsigned char bit = (unsigned char)(1 << (2 * at->above + at->far));
    if (*seen & bit)
        return false;
    *seen |= bit;
    return true;
}

static void follow(om_raster *raster, crossing at, om_outline *ring)
{
    do {
        int side = 0;
        const cell through = cell_after(raster, &at, &side);
        om_outline_add(ring, crossing_on(raster, &through, side));
        at = crossing_out_of(&through, pass(raster, &through, side, ring));
    } while (mark(raster, &at));
    om_outline_close(ring);
}

static void follow_from(om_raster *raster, const crossing *at, uint32_t part, om_outline *parts)
{
    if (part && mark(raster, at))
        follow(raster, *at, &parts[part - 1]);
}

static void follow_from_node(om_raster *raster, size_t column, size_t row, om_outline *parts)
{
    const uint32_t here = corner_at(raster, column, row).part;
    for (int above = 0; above < 2; above++) {
        crossing at = {column, row, above != 0, false};
        const uint32_t there = corner_across(raster, &at).part;
        if (here == there)
            continue;
        follow_from(raster, &at, here, parts);
        at.far = true;
        follow_from(raster, &at, there, parts);
    }
}

/* Crossings are marked where they begin, left and below: what borders on the blocks needs one. */
static void add_neighbours(om_raster *raster)
{
    const size_t count = raster->block_count;
    for (size_t i = 0; i < count; i++) {
        const size_t column = raster->blocks[i].column, row = raster->blocks[i].row;
        const size_t at[2][2] = {{column - 1, row}, {column, row - 1}};
        for (int n = 0; n < 2; n++) {
            if ((n == 0 ? column : row) == 0 || *slot_of(raster, at[n][0], at[n][1]))
                continue;
            om_raster_block *block = om_raster_add(raster, at[n][0], at[n][1]);
            memset(block->part, 0, sizeof block->part);
            for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
                block->spare[node] = raster->outside;
                block->away[node] = INFINITY;
            }
        }
    }
}

/* True when all nodes of a block, and those right of it and above, are of one part. */
static bool is_even(const om_raster *raster, const om_raster_block *block)
{
    const uint32_t part = block->part[0];
    for (size_t node = 1; node < OM_BLOCK_NODES; node++)
        if (block->part[node] != part)
            return false;
    const size_t column = (block->column + 1) * SIDE, row = (block->row + 1) * SIDE;
    if (block->column + 1 == raster->columns || block->row + 1 == raster->rows)
        return part == 0;
    for (size_t i = 0; i < SIDE; i++)
        if (corner_at(raster, column, row - SIDE + i).part != part ||
            corner_at(raster, column - SIDE + i, row).part != part)
            return false;
    return true;
}

static void follow_from_block(om_raster *raster, size_t number, om_outline *parts)
{
    const size_t column = raster->blocks[number].column * SIDE;
    const size_t row = raster->blocks[number].row * SIDE;
    if (is_even(raster, &raster->blocks[number]))
        return;
    const size_t columns = SIDE - (column + SIDE == raster->columns * SIDE);
    const size_t rows = SIDE - (row + SIDE == raster->rows * SIDE);
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++)
            follow_from_node(raster, column + c, row + r, parts);
}

void om_raster_outline(om_raster *raster, om_outline *parts, size_t count)
{
    add_neighbours(raster);
    for (size_t i = 0; i < raster->block_count; i++)
        follow_from_block(raster, i, parts);
    for (size_t p = 0; p < count; p++)
        om_outline_nest(&parts[p]);
}

/* ---- A field without blocks ---- */

static void copy_values(om_raster_block *block, const float *values, size_t columns, size_t rows)
{
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        const size_t column = block->column * SIDE + node % SIDE;
        const size_t row = block->row * SIDE + node / SIDE;
        const bool within = column < columns && row < rows;
        block->spare[node] = within ? values[row * columns + column] : -1;
        block->away[node] = INFINITY;
        block->part[node] = block->spare[node] >= 0;
    }
}

void om_contour(const float *values, size_t columns, size_t rows, om_xy origin, double cell_m,
                om_outline *ret)
{
    __attribute__((cleanup(om_raster_close))) om_raster raster;
    om_raster_open(&raster, origin, cell_m, (columns + SIDE - 1) / SIDE, (rows + SIDE - 1) / SIDE);
    for (size_t row = 0; row < raster.rows; row++)
        for (size_t column = 0; column < raster.columns; column++)
            copy_values(om_raster_add(&raster, column, row), values, columns, rows);
    om_raster_outline(&raster, ret, 1);
}

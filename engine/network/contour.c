/* Walks along the borders of the parts of a raster, cell by cell. */
#include "engine/network/contour.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

/* Keeps crossings off the nodes, so that no two rings of a part ever meet in a point. */
#define OFF_NODE 0.01

enum { SIDE = OM_BLOCK_SIDE };

/* ---- The sheet ---- */

void om_sheet_open(om_sheet *sheet, om_xy origin, double cell_m, size_t columns, size_t rows)
{
    *sheet = (om_sheet){.origin = origin,
                        .cell_m = cell_m,
                        .outside = -1,
                        .columns = columns,
                        .rows = rows,
                        .at = om_memory_take(columns * rows, sizeof *sheet->at)};
}

void om_sheet_close(om_sheet *sheet)
{
    free(sheet->at);
    free(sheet->blocks);
    *sheet = (om_sheet){0};
}

static uint32_t *slot_of(const om_sheet *sheet, size_t column, size_t row)
{
    return &sheet->at[row * sheet->columns + column];
}

void om_sheet_empty(om_sheet *sheet)
{
    for (size_t i = 0; i < sheet->block_count; i++)
        *slot_of(sheet, sheet->blocks[i].column, sheet->blocks[i].row) = 0;
    sheet->block_count = 0;
}

om_sheet_block *om_sheet_add(om_sheet *sheet, size_t column, size_t row)
{
    sheet->blocks = om_memory_grow(sheet->blocks, sheet->block_count + 1, &sheet->block_capacity,
                                   sizeof *sheet->blocks);
    om_sheet_block *block = &sheet->blocks[sheet->block_count++];
    block->column = column;
    block->row = row;
    memset(block->seen, 0, sizeof block->seen);
    *slot_of(sheet, column, row) = (uint32_t)sheet->block_count;
    return block;
}

void om_sheet_drop(om_sheet *sheet)
{
    const om_sheet_block *last = &sheet->blocks[--sheet->block_count];
    *slot_of(sheet, last->column, last->row) = 0;
}

/* A node as the contouring sees it. */
typedef struct corner {
    uint32_t part;
    float spare;
} corner;

static om_sheet_block *block_of(const om_sheet *sheet, size_t column, size_t row)
{
    const uint32_t number = *slot_of(sheet, column / SIDE, row / SIDE);
    return number ? &sheet->blocks[number - 1] : NULL;
}

static size_t node_in_block(size_t column, size_t row)
{
    return row % SIDE * SIDE + column % SIDE;
}

static corner corner_at(const om_sheet *sheet, size_t column, size_t row)
{
    const om_sheet_block *block = block_of(sheet, column, row);
    const size_t node = node_in_block(column, row);
    return block ? (corner){block->part[node], block->spare[node]} : (corner){0, sheet->outside};
}

/* ---- A cell ---- */

/* Corners against the clock from the lower left; side i lies between corners i and i + 1. */
typedef struct cell {
    size_t column, row;
    corner corners[4];
    bool joined; /* two opposite corners alone are inside, and so is the middle */
} cell;

static cell cell_at(const om_sheet *sheet, size_t column, size_t row)
{
    cell of = {column,
               row,
               {corner_at(sheet, column, row), corner_at(sheet, column + 1, row),
                corner_at(sheet, column + 1, row + 1), corner_at(sheet, column, row + 1)},
               false};
    const corner *c = of.corners;
    of.joined = c[0].spare + c[1].spare + c[2].spare + c[3].spare >= 0;
    return of;
}

static om_xy place_in(const om_sheet *sheet, double column, double row)
{
    return (om_xy){sheet->origin.x + column * sheet->cell_m,
                   sheet->origin.y + row * sheet->cell_m};
}

/* Where a border crosses between two nodes, as a part of the way from the first to the second. */
static double crossing_between(corner first, corner second)
{
    if (first.part && second.part)
        return 0.5;
    const double here = (double)first.spare, there = (double)second.spare;
    return fmin(fmax(here / (here - there), OFF_NODE), 1 - OFF_NODE);
}

static om_xy crossing_on(const om_sheet *sheet, const cell *of, int side)
{
    const corner *c = of->corners;
    const double column = (double)of->column, row = (double)of->row;
    switch (side) {
    case 0:
        return place_in(sheet, column + crossing_between(c[0], c[1]), row);
    case 1:
        return place_in(sheet, column + 1, row + crossing_between(c[1], c[2]));
    case 2:
        return place_in(sheet, column + crossing_between(c[3], c[2]), row + 1);
    default:
        return place_in(sheet, column, row + crossing_between(c[0], c[3]));
    }
}

static bool is_inside(const cell *of, int corner)
{
    return of->corners[corner & 3].part != 0;
}

static uint32_t part_of(const cell *of, int corner)
{
    return of->corners[corner & 3].part;
}

/* True when only the corners across from each other are inside and the middle parts them. */
static bool is_alone(const cell *of, int corner)
{
    return !is_inside(of, corner + 1) && !is_inside(of, corner + 3) && !of->joined;
}

/* The next corner inside, against the clock (`step` 1) or with it (3); itself when alone. */
static int next_inside(const cell *of, int corner, int step)
{
    if (is_alone(of, corner))
        return corner;
    int next = (corner + step) & 3;
    while (!is_inside(of, next))
        next = (next + step) & 3;
    return next;
}

/* How often the part changes along the corners inside, once around from `corner`. */
static int changes_around(const cell *of, int corner)
{
    int changes = 0, at = corner;
    do {
        const int next = next_inside(of, at, 1);
        changes += part_of(of, at) != part_of(of, next);
        at = next;
    } while (at != corner);
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
static om_xy middle_of_cut(const om_sheet *sheet, const cell *of, int from, int to)
{
    const om_xy a = crossing_on(sheet, of, from), b = crossing_on(sheet, of, (to + 3) & 3);
    return (om_xy){(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/*
 * Passes through a cell with the part of corner `in` on the left, having come over side `in`;
 * adds the points between, and returns the side over which the border leaves.
 */
static int pass(const om_sheet *sheet, const cell *of, int in, om_outline *ring)
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
        om_outline_add(ring, middle_of_cut(sheet, of, in, next));
    if (changes > 2)
        om_outline_add(ring, place_in(sheet, (double)of->column + 0.5, (double)of->row + 0.5));
    int first = in; /* corner of the stretch of this part */
    while (part_of(of, next_inside(of, first, 3)) == part)
        first = next_inside(of, first, 3);
    if (!is_inside(of, first + 3))
        om_outline_add(ring, middle_of_cut(sheet, of, next_inside(of, first, 3), first));
    return (first + 3) & 3;
}

/* ---- Rings ---- */

/* A border between a node and the one right of it, or above; the part is at the far one or here. */
typedef struct crossing {
    size_t column, row;
    bool above, far;
} crossing;

static corner corner_across(const om_sheet *sheet, const crossing *at)
{
    return corner_at(sheet, at->column + !at->above, at->row + at->above);
}

/* The cell into which a border runs with its part on the left, and the side that it crosses. */
static cell cell_after(const om_sheet *sheet, const crossing *at, int *ret_side)
{
    if (at->above) {
        *ret_side = at->far ? 3 : 1;
        return cell_at(sheet, at->column - !at->far, at->row);
    }
    *ret_side = at->far ? 2 : 0;
    return cell_at(sheet, at->column, at->row - at->far);
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
static bool mark(om_sheet *sheet, const crossing *at)
{
    om_sheet_block *block = block_of(sheet, at->column, at->row);
    assert(block);
    unsigned char *seen = &block->seen[node_in_block(at->column, at->row)];
    const unsigned char bit = (unsigned char)(1 << (2 * at->above + at->far));
    if (*seen & bit)
        return false;
    *seen |= bit;
    return true;
}

static void follow(om_sheet *sheet, crossing at, om_outline *ring)
{
    do {
        int side = 0;
        const cell through = cell_after(sheet, &at, &side);
        om_outline_add(ring, crossing_on(sheet, &through, side));
        at = crossing_out_of(&through, pass(sheet, &through, side, ring));
    } while (mark(sheet, &at));
    om_outline_close(ring);
}

static void follow_from(om_sheet *sheet, const crossing *at, uint32_t part, om_outline *parts)
{
    if (part && mark(sheet, at))
        follow(sheet, *at, &parts[part - 1]);
}

static void follow_from_node(om_sheet *sheet, size_t column, size_t row, om_outline *parts)
{
    const uint32_t here = corner_at(sheet, column, row).part;
    for (int above = 0; above < 2; above++) {
        crossing at = {column, row, above != 0, false};
        const uint32_t there = corner_across(sheet, &at).part;
        if (here == there)
            continue;
        follow_from(sheet, &at, here, parts);
        at.far = true;
        follow_from(sheet, &at, there, parts);
    }
}

/* Crossings are marked where they begin, left and below: what borders on the blocks needs one. */
static void add_neighbours(om_sheet *sheet)
{
    const size_t count = sheet->block_count;
    for (size_t i = 0; i < count; i++) {
        const size_t column = sheet->blocks[i].column, row = sheet->blocks[i].row;
        const size_t at[2][2] = {{column - 1, row}, {column, row - 1}};
        for (int n = 0; n < 2; n++) {
            if ((n == 0 ? column : row) == 0 || *slot_of(sheet, at[n][0], at[n][1]))
                continue;
            om_sheet_block *block = om_sheet_add(sheet, at[n][0], at[n][1]);
            memset(block->part, 0, sizeof block->part);
            for (size_t node = 0; node < OM_BLOCK_NODES; node++)
                block->spare[node] = sheet->outside;
        }
    }
}

/* True when all nodes of a block, and those right of it and above, are of one part. */
static bool is_even(const om_sheet *sheet, const om_sheet_block *block)
{
    const uint32_t part = block->part[0];
    for (size_t node = 1; node < OM_BLOCK_NODES; node++)
        if (block->part[node] != part)
            return false;
    const size_t column = (block->column + 1) * SIDE, row = (block->row + 1) * SIDE;
    if (block->column + 1 == sheet->columns || block->row + 1 == sheet->rows)
        return part == 0;
    for (size_t i = 0; i < SIDE; i++)
        if (corner_at(sheet, column, row - SIDE + i).part != part ||
            corner_at(sheet, column - SIDE + i, row).part != part)
            return false;
    return true;
}

static void follow_from_block(om_sheet *sheet, size_t number, om_outline *parts)
{
    const size_t column = sheet->blocks[number].column * SIDE;
    const size_t row = sheet->blocks[number].row * SIDE;
    if (is_even(sheet, &sheet->blocks[number]))
        return;
    const size_t columns = SIDE - (column + SIDE == sheet->columns * SIDE);
    const size_t rows = SIDE - (row + SIDE == sheet->rows * SIDE);
    for (size_t r = 0; r < rows; r++)
        for (size_t c = 0; c < columns; c++)
            follow_from_node(sheet, column + c, row + r, parts);
}

void om_sheet_outline(om_sheet *sheet, om_outline *parts, size_t count)
{
    add_neighbours(sheet);
    for (size_t i = 0; i < sheet->block_count; i++)
        follow_from_block(sheet, i, parts);
    for (size_t p = 0; p < count; p++)
        om_outline_nest(&parts[p]);
}

/* ---- A field without blocks ---- */

static void copy_values(om_sheet_block *block, const float *values, size_t columns, size_t rows)
{
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        const size_t column = block->column * SIDE + node % SIDE;
        const size_t row = block->row * SIDE + node / SIDE;
        const bool within = column < columns && row < rows;
        block->spare[node] = within ? values[row * columns + column] : -1;
        block->part[node] = block->spare[node] >= 0;
    }
}

void om_contour(const float *values, size_t columns, size_t rows, om_xy origin, double cell_m,
                om_outline *ret)
{
    __attribute__((cleanup(om_sheet_close))) om_sheet sheet;
    om_sheet_open(&sheet, origin, cell_m, (columns + SIDE - 1) / SIDE, (rows + SIDE - 1) / SIDE);
    for (size_t row = 0; row < sheet.rows; row++)
        for (size_t column = 0; column < sheet.columns; column++)
            copy_values(om_sheet_add(&sheet, column, row), values, columns, rows);
    om_sheet_outline(&sheet, ret, 1);
}

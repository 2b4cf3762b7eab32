/* Cells over areas, found by halving: what lies inside as a whole is never cut. */
#include "engine/risk/grid.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/hexagon.h"

static const double most_cells = 4e6;

/* Less of a cell than this is the noise of a transformation, not ground. */
static const double least_share = 1e-6;

/* A rectangle of cells, both bounds inclusive. */
typedef struct block {
    int64_t min_column, min_row, max_column, max_row;
} block;

typedef struct cell_list {
    om_geo *geo;
    om_cell_kind kind;
    double cell_m;
    om_cell *cells;
    size_t count, capacity;
} cell_list;

om_rect om_cell_rect(om_cell cell, double cell_m)
{
    return (om_rect){(double)cell.column * cell_m, (double)cell.row * cell_m,
                     (double)(cell.column + 1) * cell_m, (double)(cell.row + 1) * cell_m};
}

void om_cell_code(om_cell cell, char ret[OM_CELL_CODE_SIZE])
{
    snprintf(ret, OM_CELL_CODE_SIZE, "c%" PRId64 "_%" PRId64, cell.column, cell.row);
}

/* A whole number followed by `end`. */
static bool read_number(const char **text, char end, int64_t *ret)
{
    const char *stop = strchr(*text, end);
    char digits[OM_CELL_CODE_SIZE];
    if (!stop || (size_t)(stop - *text) >= sizeof digits)
        return false;
    memcpy(digits, *text, (size_t)(stop - *text));
    digits[stop - *text] = '\0';
    *text = stop + 1;
    return om_text_to_integer(digits, INT32_MIN, INT32_MAX, ret);
}

bool om_cell_of_code(const char *code, om_cell *ret)
{
    if (!code || code[0] != 'c')
        return false;
    code++;
    return read_number(&code, '_', &ret->column) && read_number(&code, '\0', &ret->row);
}

static void add_cell(cell_list *list, int64_t column, int64_t row)
{
    list->cells =
        om_memory_grow(list->cells, list->count + 1, &list->capacity, sizeof *list->cells);
    list->cells[list->count++] = (om_cell){column, row};
}

static void add_block(cell_list *list, block at)
{
    for (int64_t row = at.min_row; row <= at.max_row; row++)
        for (int64_t column = at.min_column; column <= at.max_column; column++)
            add_cell(list, column, row);
}

static bool is_one_cell(block at)
{
    return at.min_column == at.max_column && at.min_row == at.max_row;
}

/* The extent of a block's cells; of hexagons that of the rows that reach farther west and east. */
static om_rect rect_of(const cell_list *list, block at)
{
    const om_cell first = {at.min_column, at.min_row}, last = {at.max_column, at.max_row};
    om_rect low = om_cell_rect(first, list->cell_m), high = om_cell_rect(last, list->cell_m);
    if (list->kind == OM_CELL_HEXAGON) {
        low = om_hexagon_rect(first, list->cell_m);
        high = om_hexagon_rect(last, list->cell_m);
        low.min_x =
            fmin(low.min_x, om_hexagon_rect((om_cell){at.min_column, 0}, list->cell_m).min_x);
        if (at.max_row > at.min_row)
            high.max_x = om_hexagon_rect((om_cell){at.max_column, 1}, list->cell_m).max_x;
    }
    return (om_rect){low.min_x, low.min_y, high.max_x, high.max_y};
}

om_status om_cell_shape(om_geo *geo, om_cell_kind kind, om_cell cell, double cell_m, om_geom **ret,
                        om_error *err)
{
    if (kind == OM_CELL_HEXAGON)
        return om_hexagon_shape(geo, cell, cell_m, ret, err);
    return om_geom_of_rect(geo, om_cell_rect(cell, cell_m), OM_METRES, ret, err);
}

/* The ground that a block is asked for: its extent, or the shape of its only cell. */
static om_status ground_of(const cell_list *list, block at, om_geom **ret, om_error *err)
{
    if (is_one_cell(at))
        return om_cell_shape(list->geo, list->kind, (om_cell){at.min_column, at.min_row},
                             list->cell_m, ret, err);
    return om_geom_of_rect(list->geo, rect_of(list, at), OM_METRES, ret, err);
}

/* A block that surely holds every cell that touches a rectangle. */
static block block_around(const cell_list *list, om_rect rect)
{
    const double cell_m = list->cell_m;
    if (list->kind == OM_CELL_SQUARE)
        return (block){(int64_t)floor(rect.min_x / cell_m), (int64_t)floor(rect.min_y / cell_m),
                       (int64_t)floor(rect.max_x / cell_m), (int64_t)floor(rect.max_y / cell_m)};
    const double row_m = om_hexagon_middle((om_cell){0, 1}, cell_m).y;
    return (block){(int64_t)floor(rect.min_x / cell_m) - 1, (int64_t)floor(rect.min_y / row_m) - 1,
                   (int64_t)ceil(rect.max_x / cell_m) + 1, (int64_t)ceil(rect.max_y / row_m) + 1};
}

/* The half of a block with the lower (0) or the upper (1) cells of its longer side. */
static block half_of(block at, int which)
{
    const int64_t columns = at.max_column - at.min_column, rows = at.max_row - at.min_row;
    int64_t *const low = columns >= rows ? &at.min_column : &at.min_row;
    int64_t *const high = columns >= rows ? &at.max_column : &at.max_row;
    const int64_t middle = *low + (*high - *low) / 2;
    if (which)
        *low = middle + 1;
    else
        *high = middle;
    return at;
}

/* `area` lies in the block at any depth; depth is the logarithm of the number of cells. */
static om_status add_cells_of(cell_list *list, const om_geom *area, block at, om_error *err)
{
    OM_AUTO(om_geom) ground = NULL;
    OM_AUTO(om_geom) overlap = NULL;
    OM_AUTO(om_geom) inside = NULL;
    OM_TRY(ground_of(list, at, &ground, err));
    OM_TRY(om_geom_overlap(area, ground, &overlap, err));
    OM_TRY(om_geom_polygons(overlap, &inside, err));
    const double inside_m2 = om_geom_area_m2(inside);
    if (!(inside_m2 > least_share * list->cell_m * list->cell_m))
        return OM_OK;
    if (is_one_cell(at) || inside_m2 >= om_geom_area_m2(ground) * (1 - 1e-12)) {
        add_block(list, at);
        return OM_OK;
    }
    OM_TRY(add_cells_of(list, inside, half_of(at, 0), err));
    return add_cells_of(list, inside, half_of(at, 1), err);
}

static om_status add_area(cell_list *list, const om_geom *area, om_error *err)
{
    if (om_geom_is_empty(area))
        return OM_OK;
    const om_rect rect = om_geom_rect(area);
    const double columns = (rect.max_x - rect.min_x) / list->cell_m + 1;
    const double rows = (rect.max_y - rect.min_y) / list->cell_m + 1;
    if (!(columns * rows <= most_cells))
        return om_fail(err, OM_ERR_RANGE,
                       "cells of %g m would make a grid of %.0f cells, over %.0f: use larger ones",
                       list->cell_m, columns * rows, most_cells);
    return add_cells_of(list, area, block_around(list, rect), err);
}

static int by_row_and_column(const void *a, const void *b)
{
    const om_cell *one = a, *other = b;
    if (one->row != other->row)
        return one->row < other->row ? -1 : 1;
    return one->column < other->column ? -1 : one->column > other->column;
}

static void drop_doubles(cell_list *list)
{
    if (!list->count)
        return;
    qsort(list->cells, list->count, sizeof *list->cells, by_row_and_column);
    size_t kept = 1;
    for (size_t i = 1; i < list->count; i++)
        if (by_row_and_column(&list->cells[kept - 1], &list->cells[i]) != 0)
            list->cells[kept++] = list->cells[i];
    list->count = kept;
}

om_status om_grid_cells(om_geo *geo, const om_geom *const *areas, size_t count, om_cell_kind kind,
                        double cell_m, om_cell **ret, size_t *ret_count, om_error *err)
{
    cell_list list = {.geo = geo, .kind = kind, .cell_m = cell_m};
    om_status status = OM_OK;
    for (size_t i = 0; i < count && status == OM_OK; i++)
        status = add_area(&list, areas[i], err);
    OM_AUTO_MEMORY om_cell *cells = list.cells;
    OM_TRY(status);
    drop_doubles(&list);
    *ret = OM_TAKE(cells);
    *ret_count = list.count;
    return OM_OK;
}

/* Signed trapezoids of the sides in their cells, summed along the rows. */
#include "engine/geo/fractions.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

/* Cells that are worked on at once, so that they stay in the processor's cache. */
#define MOST_CELLS 65536

/* Less is a corner that a side merely touches, and the rounding of its coordinates. */
#define DUST 1e-13

enum { BITS = 64 };

/* What the sides have added to a cell. */
typedef struct tally {
    double height; /* signed heights of the sides in the cell: what they cover of cells after it */
    double left;   /* of those, the part left of the sides, which they do not cover */
} tally;

struct om_fractions {
    om_grid grid;
    om_loops *read;        /* the outlines of a shape that was given as such */
    const om_loops *loops; /* of one shape, borrowed */
    om_xy *points;         /* theirs, in cells from the corner of the window */
    size_t point_capacity;
    /* The window: cells around the shape, worked on a band of rows after another. */
    uint32_t first_column, first_row, columns, rows;
    uint32_t band_row, band_rows;
    bool is_inside; /* the shape does not leave the window */
    size_t words;   /* of `touched`, a row */
    tally *cells;   /* of the band, all zero between bands */
    uint64_t *touched;
    size_t cell_capacity, word_capacity;
    double *shares;
    size_t share_capacity;
};

om_status om_grid_around(om_rect rect, double cell_m, om_grid *ret, om_error *err)
{
    if (!(cell_m > 0 && isfinite(cell_m)))
        return om_fail(err, OM_ERR_RANGE, "a cell of %g m is none", cell_m);
    const double left = floor(rect.min_x / cell_m), low = floor(rect.min_y / cell_m);
    const double columns = fmax(1, ceil(rect.max_x / cell_m) - left);
    const double rows = fmax(1, ceil(rect.max_y / cell_m) - low);
    if (!(columns <= UINT32_MAX && rows <= UINT32_MAX))
        return om_fail(err, OM_ERR_RANGE, "%.0f by %.0f cells of %g m are too many", columns, rows,
                       cell_m);
    *ret = (om_grid){{left * cell_m, low * cell_m}, cell_m, (uint32_t)columns, (uint32_t)rows};
    return OM_OK;
}

om_rect om_grid_cell(const om_grid *grid, uint32_t column, uint32_t row)
{
    return (om_rect){
        grid->origin.x + column * grid->cell_m,
        grid->origin.y + row * grid->cell_m,
        grid->origin.x + (column + 1.0) * grid->cell_m,
        grid->origin.y + (row + 1.0) * grid->cell_m,
    };
}

om_fractions *om_fractions_new(const om_grid *grid)
{
    om_fractions *fractions = om_memory_take(1, sizeof *fractions);
    fractions->grid = *grid;
    fractions->read = om_loops_new();
    return fractions;
}

void om_fractions_free(om_fractions *fractions)
{
    if (!fractions)
        return;
    om_loops_free(fractions->read);
    free(fractions->points);
    free(fractions->cells);
    free(fractions->touched);
    free(fractions->shares);
    free(fractions);
}

/* Quicker than fmin() and fmax(), which look for numbers that are none: coordinates are numbers. */
static inline double smaller(double a, double b)
{
    return a < b ? a : b;
}

static inline double larger(double a, double b)
{
    return a > b ? a : b;
}

/* ---- Sides into cells. Coordinates are cells from the corner of the window. ---- */

/* A piece of a side within one cell of a row of the band. */
static inline void add_piece(om_fractions *all, size_t row, size_t column, double height,
                             double from_left)
{
    tally *cell = &all->cells[row * all->columns + column];
    cell->height += height;
    cell->left += height * from_left;
    all->touched[row * all->words + column / BITS] |= (uint64_t)1 << (column % BITS);
}

/* A piece within one row: `height` is signed, the window's left border takes what lies beyond. */
static void add_in_row(om_fractions *all, size_t row, double a, double b, double height)
{
    double left = smaller(a, b);
    const double right = larger(a, b);
    if (left >= all->columns)
        return;
    if (right <= 0) {
        add_piece(all, row, 0, height, 0);
        return;
    }
    const double slope = right > left ? height / (right - left) : 0;
    if (left < 0) {
        add_piece(all, row, 0, -left * slope, 0);
        height += left * slope;
        left = 0;
    }
    size_t column = (size_t)left;
    for (; column < all->columns && right > (double)(column + 1); column++) {
        const double piece = ((double)(column + 1) - left) * slope;
        add_piece(all, row, column, piece, (left + (double)(column + 1)) / 2 - (double)column);
        height -= piece;
        left = (double)(column + 1);
    }
    if (column < all->columns)
        add_piece(all, row, column, height, (left + right) / 2 - (double)column);
}

static double between(double value, double a, double b)
{
    return smaller(larger(value, smaller(a, b)), larger(a, b));
}

/* A side that goes up from `low` to `high`, cut at the rows of the band. */
static void add_rising(om_fractions *all, om_xy low, om_xy high, double turn)
{
    const double band_low = all->band_row, band_high = band_low + all->band_rows;
    const double slope = (high.x - low.x) / (high.y - low.y);
    double y = larger(low.y, band_low);
    double x = y > low.y ? between(low.x + (y - low.y) * slope, low.x, high.x) : low.x;
    while (y < high.y && y < band_high) {
        const double row = floor(y);
        const bool ends = high.y <= row + 1;
        const double top = ends ? high.y : row + 1;
        const double top_x = ends ? high.x : between(low.x + (top - low.y) * slope, low.x, high.x);
        add_in_row(all, (size_t)(row - band_low), x, top_x, turn * (top - y));
        y = top;
        x = top_x;
    }
}

/* A level side covers nothing, but the cells it runs through are neither whole nor empty. */
static void touch_level(om_fractions *all, om_xy a, om_xy b)
{
    const double row = floor(a.y), right = larger(a.x, b.x);
    if (row == a.y || right < 0)
        return;
    const double last = smaller(right, all->columns - 1.0);
    for (double column = floor(larger(smaller(a.x, b.x), 0)); column <= last; column++)
        add_piece(all, (size_t)row - all->band_row, (size_t)column, 0, 0);
}

static void add_side(om_fractions *all, om_xy a, om_xy b, double turn)
{
    const double low = smaller(a.y, b.y), high = larger(a.y, b.y);
    if (high <= all->band_row || low >= all->band_row + all->band_rows)
        return;
    if (low == high) {
        touch_level(all, a, b);
        return;
    }
    if (all->is_inside && low >= all->band_row && high < all->band_row + all->band_rows) {
        const size_t row = (size_t)a.y, column = (size_t)a.x;
        if (row == (size_t)b.y && column == (size_t)b.x) {
            add_piece(all, row - all->band_row, column, turn * (a.y - b.y),
                      (a.x + b.x) / 2 - (double)column);
            return;
        }
    }
    if (a.y < b.y)
        add_rising(all, a, b, -turn);
    else
        add_rising(all, b, a, turn);
}

/* ---- Rows out of cells ---- */

/* Tells of a stretch that no side crosses: its cells are whole or empty. */
static void tell_whole(const om_fractions *all, uint32_t row, size_t from, size_t to,
                       om_cell_run_fn each, void *user)
{
    each(user, &(om_cell_run){all->first_row + row, all->first_column + (uint32_t)from,
                              (uint32_t)(to - from), NULL});
}

static size_t tell_shares(om_fractions *all, uint32_t row, size_t end, size_t count,
                          om_cell_run_fn each, void *user)
{
    if (count)
        each(user, &(om_cell_run){all->first_row + row, all->first_column + (uint32_t)(end - count),
                                  (uint32_t)count, all->shares});
    return 0;
}

/* Sums one row of the band up, tells of it and leaves its cells zero. */
static void sweep_row(om_fractions *all, uint32_t row, om_cell_run_fn each, void *user)
{
    uint64_t *touched = &all->touched[row * all->words];
    tally *cells = &all->cells[(size_t)row * all->columns];
    const uint32_t number = all->band_row + row;
    double height = 0;        /* of all sides so far: whether we are within the shape */
    size_t next = 0, run = 0; /* the column after the last one, and shares that end there */
    for (size_t word = 0; word < all->words; word++) {
        for (; touched[word]; touched[word] &= touched[word] - 1) {
            const size_t column = word * BITS + (size_t)__builtin_ctzll(touched[word]);
            if (column > next) {
                run = tell_shares(all, number, next, run, each, user);
                height = round(height);
                if (height != 0)
                    tell_whole(all, number, next, column, each, user);
            }
            tally *cell = &cells[column];
            const double share = smaller(height + cell->height - cell->left, 1);
            height += cell->height;
            *cell = (tally){0, 0};
            if (share > DUST)
                all->shares[run++] = share;
            else
                run = tell_shares(all, number, column, run, each, user);
            next = column + 1;
        }
    }
    tell_shares(all, number, next, run, each, user);
    if (next < all->columns && round(height) != 0)
        tell_whole(all, number, next, all->columns, each, user);
}

static void sweep_band(om_fractions *all, om_cell_run_fn each, void *user)
{
    for (size_t i = 0; i < all->loops->count; i++) {
        const om_loop *loop = &all->loops->list[i];
        const om_xy *points = &all->points[loop->first];
        for (size_t p = 1; p < loop->count; p++)
            add_side(all, points[p - 1], points[p], loop->turn);
    }
    for (uint32_t row = 0; row < all->band_rows; row++)
        sweep_row(all, row, each, user);
}

static void sweep_window(om_fractions *all, om_cell_run_fn each, void *user)
{
    const size_t most = all->columns < MOST_CELLS ? MOST_CELLS / all->columns : 1;
    const uint32_t rows = most < all->rows ? (uint32_t)most : all->rows;
    all->words = (all->columns + BITS - 1) / BITS;
    if (all->cell_capacity < (size_t)rows * all->columns) {
        free(all->cells);
        all->cell_capacity = (size_t)rows * all->columns;
        all->cells = om_memory_take(all->cell_capacity, sizeof *all->cells);
    }
    if (all->word_capacity < rows * all->words) {
        free(all->touched);
        all->word_capacity = rows * all->words;
        all->touched = om_memory_take(all->word_capacity, sizeof *all->touched);
    }
    all->shares =
        om_memory_grow(all->shares, all->columns, &all->share_capacity, sizeof *all->shares);
    for (all->band_row = 0; all->band_row < all->rows; all->band_row += all->band_rows) {
        all->band_rows = all->rows - all->band_row < rows ? all->rows - all->band_row : rows;
        sweep_band(all, each, user);
    }
}

/* ---- Shapes into sides ---- */

/* From metres to cells of the grid. @return the extent */
static om_rect move_to_cells(om_fractions *all)
{
    om_rect rect = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    all->points = om_memory_grow(all->points, all->loops->point_count, &all->point_capacity,
                                 sizeof *all->points);
    for (size_t i = 0; i < all->loops->point_count; i++) {
        const om_xy from = all->loops->points[i];
        om_xy *at = &all->points[i];
        at->x = (from.x - all->grid.origin.x) / all->grid.cell_m;
        at->y = (from.y - all->grid.origin.y) / all->grid.cell_m;
        rect.min_x = at->x < rect.min_x ? at->x : rect.min_x;
        rect.max_x = at->x > rect.max_x ? at->x : rect.max_x;
        rect.min_y = at->y < rect.min_y ? at->y : rect.min_y;
        rect.max_y = at->y > rect.max_y ? at->y : rect.max_y;
    }
    return rect;
}

/* Chooses the window and moves the points into it. @return false when nothing is in the grid */
static bool open_window(om_fractions *all)
{
    const om_rect rect = move_to_cells(all);
    const double left = larger(floor(rect.min_x), 0), low = larger(floor(rect.min_y), 0);
    const double right = smaller(floor(rect.max_x) + 1, all->grid.columns);
    const double high = smaller(floor(rect.max_y) + 1, all->grid.rows);
    if (!(left < right && low < high))
        return false;
    all->first_column = (uint32_t)left;
    all->first_row = (uint32_t)low;
    all->columns = (uint32_t)(right - left);
    all->rows = (uint32_t)(high - low);
    all->is_inside =
        rect.min_x >= left && rect.max_x < right && rect.min_y >= low && rect.max_y < high;
    for (size_t i = 0; i < all->loops->point_count; i++) {
        all->points[i].x -= left;
        all->points[i].y -= low;
    }
    return true;
}

/* A shape within one cell, as most buildings are: its area tells. */
static void tell_one_cell(const om_fractions *all, om_cell_run_fn each, void *user)
{
    double area_m2 = 0;
    for (size_t i = 0; i < all->loops->count; i++)
        area_m2 += all->loops->list[i].area_m2;
    const double share = smaller(area_m2 / (all->grid.cell_m * all->grid.cell_m), 1);
    if (share > DUST)
        each(user, &(om_cell_run){all->first_row, all->first_column, 1, &share});
}

void om_fractions_find_loops(om_fractions *fractions, const om_loops *loops, om_cell_run_fn each,
                             void *user)
{
    fractions->loops = loops;
    if (!loops->point_count || !open_window(fractions))
        return;
    if (fractions->is_inside && fractions->columns == 1 && fractions->rows == 1)
        tell_one_cell(fractions, each, user);
    else
        sweep_window(fractions, each, user);
}

om_status om_fractions_find(om_fractions *fractions, const om_geom *shape, om_cell_run_fn each,
                            void *user, om_error *err)
{
    om_loops_clear(fractions->read);
    OM_TRY(om_loops_add(fractions->read, shape, err));
    om_fractions_find_loops(fractions, fractions->read, each, user);
    return OM_OK;
}

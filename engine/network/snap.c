/* Finds the nearest edge to a place, through a grid over the segments of all roads. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

/* Half as many cells as points, but no smaller than this: most then hold a handful of segments. */
#define SMALLEST_CELL_M 20.0
#define MOST_CELLS      16e6

static size_t cell_along(double offset_m, double cell_m, size_t cells)
{
    const double cell = floor(offset_m / cell_m);
    if (!(cell > 0))
        return 0;
    return cell >= (double)cells ? cells - 1 : (size_t)cell;
}

typedef struct cell_range {
    size_t from, to; /* both inclusive */
} cell_range;

/* The columns that a segment touches within a row of cells. */
static cell_range columns_in_row(const om_segments *grid, om_xy a, om_xy b, size_t row)
{
    double low = fmin(a.x, b.x), high = fmax(a.x, b.x);
    if (a.y != b.y) {
        const double bottom = grid->rect.min_y + (double)row * grid->cell_m;
        const double slope = (b.x - a.x) / (b.y - a.y);
        const double x0 = a.x + (bottom - a.y) * slope;
        const double x1 = x0 + grid->cell_m * slope;
        low = fmax(low, fmin(x0, x1));
        high = fmin(high, fmax(x0, x1));
    }
    /* A cell more on either side costs little and forgives rounding. */
    const double slack = grid->cell_m * 1e-6;
    return (cell_range){
        cell_along(low - slack - grid->rect.min_x, grid->cell_m, grid->columns),
        cell_along(high + slack - grid->rect.min_x, grid->cell_m, grid->columns),
    };
}

static cell_range rows_of(const om_segments *grid, om_xy a, om_xy b)
{
    return (cell_range){
        cell_along(fmin(a.y, b.y) - grid->rect.min_y, grid->cell_m, grid->rows),
        cell_along(fmax(a.y, b.y) - grid->rect.min_y, grid->cell_m, grid->rows),
    };
}

/* Counts (`place` NULL) or places a segment in every cell that it touches. */
static void visit_cells_of(const om_network *network, uint32_t p, uint32_t *cells, uint32_t *place)
{
    const om_segments *grid = &network->segments;
    const om_xy a = network->points[p], b = network->points[p + 1];
    const cell_range rows = rows_of(grid, a, b);
    for (size_t row = rows.from; row <= rows.to; row++) {
        const cell_range columns = columns_in_row(grid, a, b, row);
        for (size_t column = columns.from; column <= columns.to; column++) {
            uint32_t *cell = &cells[row * grid->columns + column];
            if (place)
                place[*cell] = p;
            (*cell)++;
        }
    }
}

static void visit_cells(const om_network *network, uint32_t *cells, uint32_t *place)
{
    for (size_t e = 0; e < network->edge_count; e++) {
        const om_edge *edge = &network->edges[e];
        for (uint32_t p = edge->first; p + 1 < edge->first + edge->count; p++)
            visit_cells_of(network, p, cells, place);
    }
}

void om_segments_build(om_network *network)
{
    om_segments *grid = &network->segments;
    grid->rect = om_rect_of_points(network->points, network->point_count);
    const double width = grid->rect.max_x - grid->rect.min_x;
    const double height = grid->rect.max_y - grid->rect.min_y;
    const double wanted = fmin((double)network->point_count / 2, MOST_CELLS);
    grid->cell_m = fmax(SMALLEST_CELL_M, sqrt(width * height / wanted));
    grid->cell_m = fmax(grid->cell_m, (width + height) / MOST_CELLS);
    grid->columns = (size_t)(width / grid->cell_m) + 1;
    grid->rows = (size_t)(height / grid->cell_m) + 1;

    const size_t cells = grid->columns * grid->rows;
    grid->first = OM_ARENA_ARRAY(network->arena, uint32_t, cells + 1);
    visit_cells(network, grid->first, NULL);
    uint32_t before = 0;
    for (size_t c = 0; c <= cells; c++) {
        const uint32_t here = grid->first[c];
        grid->first[c] = before;
        before += here;
    }
    grid->segment = OM_ARENA_ARRAY(network->arena, uint32_t, before);
    visit_cells(network, grid->first, grid->segment);
    /* Where a cell's segments end by now is where those of the next begin. */
    memmove(grid->first + 1, grid->first, cells * sizeof *grid->first);
    grid->first[0] = 0;
}

/* The nearest found so far. */
typedef struct nearest {
    double distance2;
    uint32_t point; /* the nearest segment begins there */
    double t;       /* 0..1 on it */
} nearest;

static void try_segment(const om_network *network, uint32_t p, om_xy at, nearest *best)
{
    const om_xy a = network->points[p], b = network->points[p + 1];
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length2 : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    const double ex = a.x + t * dx - at.x, ey = a.y + t * dy - at.y;
    const double distance2 = ex * ex + ey * ey;
    /* A lower point is of a lower edge. */
    if (distance2 > best->distance2 || (distance2 == best->distance2 && p >= best->point))
        return;
    *best = (nearest){distance2, p, t};
}

static double fraction_at(const om_network *network, uint32_t number, const nearest *found)
{
    const om_edge *edge = &network->edges[number];
    const om_xy a = network->points[found->point], b = network->points[found->point + 1];
    const double before_m = om_network_along_m(network, number, found->point - edge->first);
    const double at_m = before_m + found->t * hypot(b.x - a.x, b.y - a.y);
    return edge->length_m > 0 ? fmin(at_m / edge->length_m, 1) : 0;
}

static void try_cell(const om_network *network, long column, long row, om_xy at, nearest *best)
{
    const om_segments *grid = &network->segments;
    if (column < 0 || row < 0 || column >= (long)grid->columns || row >= (long)grid->rows)
        return;
    const size_t cell = (size_t)row * grid->columns + (size_t)column;
    for (uint32_t i = grid->first[cell]; i < grid->first[cell + 1]; i++)
        try_segment(network, grid->segment[i], at, best);
}

/* Looks through the cells that lie exactly `ring` cells away from (column, row). */
static void try_ring(const om_network *network, long column, long row, long ring, om_xy at,
                     nearest *best)
{
    for (long dy = -ring; dy <= ring; dy++) {
        const long step = labs(dy) == ring || ring == 0 ? 1 : 2 * ring;
        for (long dx = -ring; dx <= ring; dx += step)
            try_cell(network, column + dx, row + dy, at, best);
    }
}

/* Rings of cells all of whose places are nearer than anything can be. */
static long rings_to_skip(const om_segments *grid, double least_m)
{
    return lrint(fmax(0, floor(least_m / (grid->cell_m * 1.4143)) - 1));
}

bool om_network_snap_bounded(const om_network *network, om_xy at, om_bounds bounds, om_spot *ret)
{
    const om_segments *grid = &network->segments;
    const om_rect rect = grid->rect;
    const double within_m = bounds.most_m;
    if (!(at.x >= rect.min_x - within_m && at.x <= rect.max_x + within_m &&
          at.y >= rect.min_y - within_m && at.y <= rect.max_y + within_m))
        return false;
    const long column = lrint(floor((at.x - rect.min_x) / grid->cell_m));
    const long row = lrint(floor((at.y - rect.min_y) / grid->cell_m));
    const long rings = lrint(ceil(within_m / grid->cell_m));

    /* `point` as high as can be: the bound itself still counts as within. */
    nearest best = {.distance2 = within_m * within_m, .point = UINT32_MAX};
    for (long ring = rings_to_skip(grid, bounds.least_m); ring <= rings; ring++) {
        const double clear_m = (double)(ring - 1) * grid->cell_m;
        if (ring > 0 && clear_m > 0 && clear_m * clear_m > best.distance2)
            break;
        try_ring(network, column, row, ring, at, &best);
    }
    if (best.point == UINT32_MAX)
        return false;
    const uint32_t edge = om_point_edge(network, best.point);
    *ret = (om_spot){edge, fraction_at(network, edge, &best), sqrt(best.distance2)};
    return true;
}

bool om_network_snap(const om_network *network, om_xy at, double within_m, om_spot *ret)
{
    return om_network_snap_bounded(network, at, (om_bounds){0, within_m}, ret);
}

void om_network_edges_in(const om_network *network, om_rect rect, uint32_t **edges, size_t *count,
                         size_t *capacity)
{
    const om_segments *grid = &network->segments;
    const cell_range columns = {
        cell_along(rect.min_x - grid->rect.min_x, grid->cell_m, grid->columns),
        cell_along(rect.max_x - grid->rect.min_x, grid->cell_m, grid->columns)};
    const cell_range rows = {cell_along(rect.min_y - grid->rect.min_y, grid->cell_m, grid->rows),
                             cell_along(rect.max_y - grid->rect.min_y, grid->cell_m, grid->rows)};
    for (size_t row = rows.from; row <= rows.to; row++)
        for (size_t column = columns.from; column <= columns.to; column++) {
            const size_t cell = row * grid->columns + column;
            for (uint32_t i = grid->first[cell]; i < grid->first[cell + 1]; i++) {
                *edges = om_memory_grow(*edges, *count + 1, capacity, sizeof **edges);
                (*edges)[(*count)++] = om_point_edge(network, grid->segment[i]);
            }
        }
}

/* Marching squares: where a field on a raster is 0 or more, as rings that never touch. */
#include <math.h>

#include "engine/base/memory.h"
#include "engine/network/area.h"

/* A raster and the ways between its crossings: next[c] follows crossing c, inside on the left. */
typedef struct raster {
    const float *values;
    size_t columns, rows;
    om_xy origin;
    double cell_m;
    uint32_t *next;
} raster;

#define NO_CROSSING UINT32_MAX

/* Keeps crossings off the nodes, so that no two rings ever meet in a point. */
#define OFF_NODE 0.01

enum { BOTTOM, RIGHT, TOP, LEFT };

/* Ways through a cell by its inside corners (1 bottom left, 2 bottom right, 4 top right, 8 top
 * left), inside on the left; -1 ends. Saddles come twice: middle outside, middle inside. */
static const signed char ways[18][4] = {
    {-1},
    {BOTTOM, LEFT, -1},
    {RIGHT, BOTTOM, -1},
    {RIGHT, LEFT, -1},
    {TOP, RIGHT, -1},
    {BOTTOM, LEFT, TOP, RIGHT},
    {TOP, BOTTOM, -1},
    {TOP, LEFT, -1},
    {LEFT, TOP, -1},
    {BOTTOM, TOP, -1},
    {RIGHT, BOTTOM, LEFT, TOP},
    {RIGHT, TOP, -1},
    {LEFT, RIGHT, -1},
    {BOTTOM, RIGHT, -1},
    {LEFT, BOTTOM, -1},
    {-1},
    {BOTTOM, RIGHT, TOP, LEFT}, /* 5 with its middle inside */
    {LEFT, BOTTOM, RIGHT, TOP}, /* 10 with its middle inside */
};

void om_outline_clear(om_outline *outline)
{
    free(outline->points);
    free(outline->rings);
    *outline = (om_outline){0};
}

/* A crossing is named by the node it is right of (even) or above (odd). */
static uint32_t crossing_on(const raster *field, size_t cell, int side)
{
    switch (side) {
    case BOTTOM:
        return (uint32_t)(2 * cell);
    case TOP:
        return (uint32_t)(2 * (cell + field->columns));
    case LEFT:
        return (uint32_t)(2 * cell + 1);
    default:
        return (uint32_t)(2 * (cell + 1) + 1);
    }
}

static int case_of(const raster *field, size_t cell)
{
    const float bottom_left = field->values[cell], bottom_right = field->values[cell + 1];
    const float top_left = field->values[cell + field->columns];
    const float top_right = field->values[cell + field->columns + 1];
    const int corners = (bottom_left >= 0) | (bottom_right >= 0) << 1 | (top_right >= 0) << 2 |
                        (top_left >= 0) << 3;
    const bool middle = bottom_left + bottom_right + top_left + top_right >= 0;
    if (corners == 5 && middle)
        return 16;
    if (corners == 10 && middle)
        return 17;
    return corners;
}

static void link_cells(raster *field)
{
    for (size_t row = 0; row + 1 < field->rows; row++)
        for (size_t column = 0; column + 1 < field->columns; column++) {
            const size_t cell = row * field->columns + column;
            const signed char *way = ways[case_of(field, cell)];
            for (int i = 0; i < 4 && way[i] >= 0; i += 2)
                field->next[crossing_on(field, cell, way[i])] =
                    crossing_on(field, cell, way[i + 1]);
        }
}

static om_xy place_of(const raster *field, uint32_t crossing)
{
    const size_t node = crossing / 2;
    const bool above = crossing % 2;
    const double here = (double)field->values[node];
    const double there = (double)field->values[node + (above ? field->columns : 1)];
    const double part = fmin(fmax(here / (here - there), OFF_NODE), 1 - OFF_NODE);
    const double column = (double)(node % field->columns), row = (double)(node / field->columns);
    return (om_xy){field->origin.x + (column + (above ? 0 : part)) * field->cell_m,
                   field->origin.y + (row + (above ? part : 0)) * field->cell_m};
}

static void add_point(om_outline *outline, om_xy at)
{
    outline->points = om_memory_grow(outline->points, outline->point_count + 1,
                                     &outline->point_capacity, sizeof *outline->points);
    outline->points[outline->point_count++] = at;
}

/* Twice the signed area; above 0 against the clock. */
static double turn_of(const om_outline *outline, const om_ring *ring)
{
    const om_xy *points = &outline->points[ring->first];
    double sum = 0;
    for (size_t i = 1; i < ring->count; i++)
        sum += (points[i - 1].x - points[0].x) * (points[i].y - points[0].y) -
               (points[i].x - points[0].x) * (points[i - 1].y - points[0].y);
    return sum;
}

static void follow(raster *field, uint32_t start, om_outline *outline)
{
    om_ring ring = {.first = outline->point_count, .outer = OM_IS_OUTER};
    for (uint32_t at = start; field->next[at] != NO_CROSSING;) {
        add_point(outline, place_of(field, at));
        const uint32_t next = field->next[at];
        field->next[at] = NO_CROSSING;
        at = next;
    }
    add_point(outline, outline->points[ring.first]);
    ring.count = outline->point_count - ring.first;
    outline->rings = om_memory_grow(outline->rings, outline->ring_count + 1,
                                    &outline->ring_capacity, sizeof *outline->rings);
    outline->rings[outline->ring_count++] = ring;
}

static bool ring_has(const om_outline *outline, const om_ring *ring, om_xy at)
{
    const om_xy *points = &outline->points[ring->first];
    bool inside = false;
    for (size_t i = 1; i < ring->count; i++) {
        const om_xy a = points[i - 1], b = points[i];
        if ((a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x))
            inside = !inside;
    }
    return inside;
}

bool om_outline_has(const om_outline *outline, om_xy at)
{
    bool inside = false;
    for (size_t i = 0; i < outline->ring_count; i++)
        inside ^= ring_has(outline, &outline->rings[i], at);
    return inside;
}

/* Gives each hole to the smallest outer ring around it. */
static void nest(om_outline *outline)
{
    OM_AUTO_MEMORY double *turn = om_memory_take(outline->ring_count, sizeof *turn);
    for (size_t i = 0; i < outline->ring_count; i++)
        turn[i] = turn_of(outline, &outline->rings[i]);
    for (size_t i = 0; i < outline->ring_count; i++) {
        if (turn[i] > 0)
            continue;
        om_ring *hole = &outline->rings[i];
        const om_xy at = outline->points[hole->first];
        for (size_t o = 0; o < outline->ring_count; o++)
            if (turn[o] > 0 && (hole->outer == OM_IS_OUTER || turn[o] < turn[hole->outer]) &&
                ring_has(outline, &outline->rings[o], at))
                hole->outer = o;
    }
}

void om_contour(const float *values, size_t columns, size_t rows, om_xy origin, double cell_m,
                om_outline *ret)
{
    OM_AUTO_MEMORY uint32_t *next = om_memory_take(2 * columns * rows, sizeof *next);
    raster field = {values, columns, rows, origin, cell_m, next};
    for (size_t i = 0; i < 2 * columns * rows; i++)
        next[i] = NO_CROSSING;
    link_cells(&field);
    for (size_t i = 0; i < 2 * columns * rows; i++)
        if (next[i] != NO_CROSSING)
            follow(&field, (uint32_t)i, ret);
    nest(ret);
}

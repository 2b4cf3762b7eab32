/* Lays a raster over the roads, looks times up at its nodes and outlines those in time. */
#include "engine/network/area.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

#define MOST_NODES 1e8

/* A node and its road, small: a city has millions. */
typedef struct node {
    uint32_t edge; /* NO_EDGE when no road is near */
    float fraction, distance_m;
} node;

#define NO_EDGE UINT32_MAX

struct om_ground {
    const om_network *network;
    om_access access;
    double cell_m;
    om_xy origin;
    size_t columns, rows;
    node *nodes;
};

void om_ground_free(om_ground *ground)
{
    if (!ground)
        return;
    free(ground->nodes);
    free(ground);
}

static void snap_nodes(om_ground *ground)
{
    for (size_t row = 0; row < ground->rows; row++)
        for (size_t column = 0; column < ground->columns; column++) {
            const om_xy at = {ground->origin.x + (double)column * ground->cell_m,
                              ground->origin.y + (double)row * ground->cell_m};
            om_spot spot;
            node *made = &ground->nodes[row * ground->columns + column];
            made->edge = NO_EDGE;
            if (om_network_snap(ground->network, at, ground->access.within_m, &spot))
                *made = (node){spot.edge, (float)spot.fraction, (float)spot.distance_m};
        }
}

om_status om_ground_open(const om_network *network, const om_access *access, double cell_m,
                         om_ground **ret, om_error *err)
{
    const om_rect rect = om_network_rect(network);
    const double margin_m = access->within_m + cell_m;
    const double columns = ceil((rect.max_x - rect.min_x + 2 * margin_m) / cell_m) + 1;
    const double rows = ceil((rect.max_y - rect.min_y + 2 * margin_m) / cell_m) + 1;
    if (!(columns * rows <= MOST_NODES))
        return om_fail(err, OM_ERR_RANGE,
                       "cells of %g m make %.0f x %.0f of them here, which is more than %g", cell_m,
                       columns, rows, MOST_NODES);
    OM_AUTO(om_ground) ground = om_memory_take(1, sizeof *ground);
    ground->network = network;
    ground->access = *access;
    ground->cell_m = cell_m;
    ground->origin = (om_xy){rect.min_x - margin_m, rect.min_y - margin_m};
    ground->columns = (size_t)columns;
    ground->rows = (size_t)rows;
    ground->nodes = om_memory_take(ground->columns * ground->rows, sizeof *ground->nodes);
    snap_nodes(ground);
    *ret = OM_TAKE(ground);
    return OM_OK;
}

om_rect om_ground_rect(const om_ground *ground)
{
    return (om_rect){ground->origin.x, ground->origin.y,
                     ground->origin.x + (double)(ground->columns - 1) * ground->cell_m,
                     ground->origin.y + (double)(ground->rows - 1) * ground->cell_m};
}

/* Nodes from `column`, `row` on; the part of the raster that an outline can touch. */
typedef struct window {
    size_t column, row, columns, rows;
} window;

static void widen(om_rect *rect, const om_network *network, uint32_t edge)
{
    const om_xy *points = om_network_points(network, edge);
    for (uint32_t i = 0; i < network->edges[edge].count; i++) {
        rect->min_x = fmin(rect->min_x, points[i].x);
        rect->min_y = fmin(rect->min_y, points[i].y);
        rect->max_x = fmax(rect->max_x, points[i].x);
        rect->max_y = fmax(rect->max_y, points[i].y);
    }
}

static om_rect rect_reached(const om_ground *ground, om_search *search, double limit_s)
{
    om_rect rect = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (uint32_t e = 0; e < ground->network->edge_count; e++) {
        const om_span *spans;
        if (om_search_spans(search, e, limit_s, &spans) > 0)
            widen(&rect, ground->network, e);
    }
    return rect;
}

static size_t node_before(double offset_m, double cell_m)
{
    return offset_m > 0 ? (size_t)(offset_m / cell_m) : 0;
}

static window window_of(const om_ground *ground, om_rect rect)
{
    const double margin_m = ground->access.within_m + ground->cell_m;
    const size_t last_column =
        node_before(rect.max_x + margin_m - ground->origin.x, ground->cell_m) + 1;
    const size_t last_row =
        node_before(rect.max_y + margin_m - ground->origin.y, ground->cell_m) + 1;
    window of = {.column = node_before(rect.min_x - margin_m - ground->origin.x, ground->cell_m),
                 .row = node_before(rect.min_y - margin_m - ground->origin.y, ground->cell_m)};
    of.columns = (last_column < ground->columns ? last_column + 1 : ground->columns) - of.column;
    of.rows = (last_row < ground->rows ? last_row + 1 : ground->rows) - of.row;
    return of;
}

/* Seconds to spare at a node, no more than a cell's walk either way: only the border matters. */
static float spare_at(const om_ground *ground, const om_search *search, const node *at,
                      double limit_s)
{
    const double cell_s = ground->cell_m / ground->access.speed_ms;
    if (at->edge == NO_EDGE)
        return (float)-cell_s;
    const double road_s = om_search_at(search, at->edge, (double)at->fraction).seconds;
    const double spare_s = limit_s - road_s - (double)at->distance_m / ground->access.speed_ms;
    return (float)fmin(fmax(spare_s, -cell_s), cell_s);
}

void om_ground_outline(const om_ground *ground, om_search *search, double limit_s, om_outline *ret)
{
    const om_rect rect = rect_reached(ground, search, limit_s);
    if (!(rect.min_x <= rect.max_x))
        return;
    const window of = window_of(ground, rect);
    const size_t columns = of.columns + 2, rows = of.rows + 2;
    OM_AUTO_MEMORY float *values = om_memory_take(columns * rows, sizeof *values);
    for (size_t i = 0; i < columns * rows; i++)
        values[i] = -1;
    for (size_t row = 0; row < of.rows; row++)
        for (size_t column = 0; column < of.columns; column++) {
            const node *at = &ground->nodes[(of.row + row) * ground->columns + of.column + column];
            values[(row + 1) * columns + column + 1] = spare_at(ground, search, at, limit_s);
        }
    const om_xy origin = {ground->origin.x + ((double)of.column - 1) * ground->cell_m,
                          ground->origin.y + ((double)of.row - 1) * ground->cell_m};
    om_contour(values, columns, rows, origin, ground->cell_m, ret);
}

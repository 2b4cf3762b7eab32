/* Generalising by a grid of a quarter of a px. */
#include "engine/draw/generalise.h"

#include <math.h>

/* Cells are this many times smaller than a px. */
#define CELLS_PER_PX 4.0

typedef struct raster {
    double cells_per_unit;
    double max_units; /* the longest edge */
} raster;

static bool same_cell(const raster *grid, om_vertex a, om_vertex b)
{
    return floor(a.x * grid->cells_per_unit) == floor(b.x * grid->cells_per_unit) &&
           floor(a.y * grid->cells_per_unit) == floor(b.y * grid->cells_per_unit);
}

static bool comes_first(om_vertex a, om_vertex b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

/* Adds the vertices between two, so that no edge is too long; both ways give the same ones. */
static void add_between(const raster *grid, om_vertex from, om_vertex to, om_figures *ret)
{
    const double length = hypot((double)to.x - from.x, (double)to.y - from.y);
    if (!(length > grid->max_units))
        return;
    const long pieces = (long)ceil(length / grid->max_units);
    const bool backwards = comes_first(to, from);
    const om_vertex a = backwards ? to : from;
    const om_vertex b = backwards ? from : to;
    for (long i = 1; i < pieces; i++) {
        const double share = (double)(backwards ? pieces - i : i) / (double)pieces;
        om_figures_add(ret, (om_vertex){(uint32_t)(a.x + ((double)b.x - a.x) * share),
                                        (uint32_t)(a.y + ((double)b.y - a.y) * share)});
    }
}

static void add_vertex(const raster *grid, om_vertex vertex, om_figures *ret)
{
    if (ret->parts[ret->part_count - 1].count > 0)
        add_between(grid, ret->vertices[ret->vertex_count - 1], vertex, ret);
    om_figures_add(ret, vertex);
}

/* A run of vertices in one cell becomes its first by coordinate. A line keeps its ends. */
static void add_line(const raster *grid, const om_vertex *line, uint32_t count, om_figures *ret)
{
    add_vertex(grid, line[0], ret);
    for (uint32_t i = 1; i + 1 < count;) {
        om_vertex chosen = line[i];
        uint32_t next = i + 1;
        for (; next + 1 < count && same_cell(grid, line[i], line[next]); next++)
            if (comes_first(line[next], chosen))
                chosen = line[next];
        if (!same_cell(grid, chosen, line[0]) && !same_cell(grid, chosen, line[count - 1]))
            add_vertex(grid, chosen, ret);
        i = next;
    }
    add_vertex(grid, line[count - 1], ret);
}

/* Where a ring begins must not matter: begin where a cell is entered. */
static uint32_t cell_entrance(const raster *grid, const om_vertex *ring, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (!same_cell(grid, ring[i - 1], ring[i]))
            return i;
    return 0;
}

static void add_ring(const raster *grid, const om_vertex *ring, uint32_t count, om_figures *ret)
{
    const uint32_t start = cell_entrance(grid, ring, count);
    om_vertex first = {0};
    for (uint32_t i = 0; i < count;) {
        const om_vertex entered = ring[(start + i) % count];
        om_vertex chosen = entered;
        uint32_t next = i + 1;
        for (; next < count && same_cell(grid, entered, ring[(start + next) % count]); next++)
            if (comes_first(ring[(start + next) % count], chosen))
                chosen = ring[(start + next) % count];
        if (i == 0)
            first = chosen;
        add_vertex(grid, chosen, ret);
        i = next;
    }
    add_between(grid, ret->vertices[ret->vertex_count - 1], first, ret);
}

static void add_box(om_extent box, om_figures *ret)
{
    om_figures_add(ret, (om_vertex){box.min_x, box.min_y});
    om_figures_add(ret, (om_vertex){box.max_x, box.min_y});
    om_figures_add(ret, (om_vertex){box.max_x, box.max_y});
    om_figures_add(ret, (om_vertex){box.min_x, box.max_y});
}

static bool is_tiny(const raster *grid, om_extent extent)
{
    const double least = 2 / grid->cells_per_unit;
    return (double)extent.max_x - extent.min_x < least &&
           (double)extent.max_y - extent.min_y < least;
}

static void add_part(const raster *grid, const om_figures *shapes, const om_part *part,
                     om_feature_shape kind, om_figures *ret)
{
    const om_vertex *vertices = shapes->vertices + part->first;
    const bool tiny = kind != OM_FEATURE_POINT && is_tiny(grid, part->extent);
    if (tiny && (kind == OM_FEATURE_LINE || part->hole))
        return;
    om_figures_begin_part(ret, part->hole);
    if (kind == OM_FEATURE_POINT)
        om_figures_add(ret, vertices[0]);
    else if (kind == OM_FEATURE_LINE)
        add_line(grid, vertices, part->count, ret);
    else if (tiny)
        add_box(part->extent, ret);
    else
        add_ring(grid, vertices, part->count, ret);
    om_figures_end_part(ret);
}

void om_figures_generalise(const om_figures *shapes, double px_per_unit, const bool *wanted,
                           om_figures *ret)
{
    const raster grid = {.cells_per_unit = px_per_unit * CELLS_PER_PX,
                         .max_units = OM_EDGE_MAX_PX / px_per_unit};
    for (size_t i = 0; i < shapes->shape_count; i++) {
        const om_figure *shape = &shapes->shapes[i];
        om_figures_begin(ret, shape->kind);
        for (uint32_t p = 0; wanted[i] && p < shape->count; p++)
            add_part(&grid, shapes, &shapes->parts[shape->first + p], shape->kind, ret);
    }
}

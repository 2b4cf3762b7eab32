/* Shapes in few arrays. */
#include "engine/draw/figures.h"

#include <math.h>

#include "engine/base/memory.h"

bool om_extent_is_empty(om_extent extent)
{
    return extent.min_x > extent.max_x || extent.min_y > extent.max_y;
}

bool om_extents_touch(om_extent a, om_extent b)
{
    return a.min_x <= b.max_x && a.max_x >= b.min_x && a.min_y <= b.max_y && a.max_y >= b.min_y;
}

om_extent om_extent_with(om_extent extent, om_vertex vertex)
{
    return (om_extent){
        .min_x = vertex.x < extent.min_x ? vertex.x : extent.min_x,
        .min_y = vertex.y < extent.min_y ? vertex.y : extent.min_y,
        .max_x = vertex.x > extent.max_x ? vertex.x : extent.max_x,
        .max_y = vertex.y > extent.max_y ? vertex.y : extent.max_y,
    };
}

static uint32_t held(double coordinate)
{
    return coordinate <= 0                ? 0
           : coordinate >= OM_WORLD - 1.0 ? UINT32_MAX
                                          : (uint32_t)(coordinate + 0.5);
}

om_vertex om_vertex_of(om_lonlat at)
{
    const om_xy world = om_mercator_of(at);
    return (om_vertex){held(world.x * OM_WORLD), held(world.y * OM_WORLD)};
}

om_extent om_extent_of_box(const om_box *box)
{
    const om_extent corner =
        om_extent_with(OM_EXTENT_NONE, om_vertex_of((om_lonlat){box->west, box->north}));
    return om_extent_with(corner, om_vertex_of((om_lonlat){box->east, box->south}));
}

om_extent om_extent_grown(om_extent extent, double by)
{
    if (om_extent_is_empty(extent))
        return extent;
    return (om_extent){held(extent.min_x - by), held(extent.min_y - by), held(extent.max_x + by),
                       held(extent.max_y + by)};
}

void om_figures_clear(om_figures *shapes)
{
    free(shapes->vertices);
    free(shapes->parts);
    free(shapes->shapes);
    *shapes = (om_figures){0};
}

size_t om_figures_begin(om_figures *shapes, om_feature_shape kind)
{
    shapes->shapes = om_memory_grow(shapes->shapes, shapes->shape_count + 1,
                                    &shapes->shape_capacity, sizeof *shapes->shapes);
    shapes->shapes[shapes->shape_count] =
        (om_figure){.kind = kind, .first = (uint32_t)shapes->part_count, .extent = OM_EXTENT_NONE};
    return shapes->shape_count++;
}

void om_figures_begin_part(om_figures *shapes, bool hole)
{
    shapes->parts = om_memory_grow(shapes->parts, shapes->part_count + 1, &shapes->part_capacity,
                                   sizeof *shapes->parts);
    shapes->parts[shapes->part_count++] =
        (om_part){.first = (uint32_t)shapes->vertex_count, .extent = OM_EXTENT_NONE, .hole = hole};
}

void om_figures_add(om_figures *shapes, om_vertex vertex)
{
    om_part *part = &shapes->parts[shapes->part_count - 1];
    if (part->count > 0) {
        const om_vertex last = shapes->vertices[shapes->vertex_count - 1];
        if (last.x == vertex.x && last.y == vertex.y)
            return;
    }
    shapes->vertices = om_memory_grow(shapes->vertices, shapes->vertex_count + 1,
                                      &shapes->vertex_capacity, sizeof *shapes->vertices);
    shapes->vertices[shapes->vertex_count++] = vertex;
    part->extent = om_extent_with(part->extent, vertex);
    part->count++;
}

double om_ring_area2(const om_vertex *ring, size_t count)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        const om_vertex a = ring[i];
        const om_vertex b = ring[i + 1 == count ? 0 : i + 1];
        /* From the first vertex, so that the products stay exact enough. */
        sum += ((double)a.x - ring[0].x) * ((double)b.y - ring[0].y) -
               ((double)b.x - ring[0].x) * ((double)a.y - ring[0].y);
    }
    return sum;
}

static void turn_round(om_vertex *ring, size_t count)
{
    for (size_t i = 0, j = count; i + 1 < j; i++) {
        const om_vertex swapped = ring[i];
        ring[i] = ring[--j];
        ring[j] = swapped;
    }
}

static void finish_ring(om_figures *shapes, om_part *part)
{
    om_vertex *ring = shapes->vertices + part->first;
    if (part->count > 1 && ring[0].x == ring[part->count - 1].x &&
        ring[0].y == ring[part->count - 1].y) {
        part->count--;
        shapes->vertex_count--;
    }
    const double area2 = om_ring_area2(ring, part->count);
    if ((area2 < 0) != part->hole)
        turn_round(ring, part->count);
}

void om_figures_end_part(om_figures *shapes)
{
    om_part *part = &shapes->parts[shapes->part_count - 1];
    om_figure *shape = &shapes->shapes[shapes->shape_count - 1];
    if (shape->kind == OM_FEATURE_POLYGON)
        finish_ring(shapes, part);

    const uint32_t least = shape->kind == OM_FEATURE_POLYGON ? 3
                           : shape->kind == OM_FEATURE_LINE  ? 2
                                                             : 1;
    if (part->count < least) {
        shapes->vertex_count = part->first;
        shapes->part_count--;
        return;
    }
    shape->count++;
    shape->extent = om_extent_with(shape->extent,
                                   (om_vertex){.x = part->extent.min_x, .y = part->extent.min_y});
    shape->extent = om_extent_with(shape->extent,
                                   (om_vertex){.x = part->extent.max_x, .y = part->extent.max_y});
}

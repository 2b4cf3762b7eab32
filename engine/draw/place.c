/* The middles of areas and lines. */
#include "engine/draw/place.h"

#include <math.h>

#include "engine/base/xy.h"

/* Rings of the part of a polygon that is looked at: an outer ring and the holes behind it. */
typedef struct surface {
    const om_figures *shapes;
    const om_part *parts;
    uint32_t count;
} surface;

static surface largest_of(const om_figures *shapes, const om_figure *polygon)
{
    const om_part *parts = shapes->parts + polygon->first;
    surface best = {.shapes = shapes};
    double best_area2 = -1;
    for (uint32_t p = 0; p < polygon->count; p++) {
        if (parts[p].hole)
            continue;
        const double area2 = om_ring_area2(shapes->vertices + parts[p].first, parts[p].count);
        if (!(area2 > best_area2))
            continue;
        best_area2 = area2;
        best.parts = &parts[p];
        for (best.count = 1; p + best.count < polygon->count && parts[p + best.count].hole;)
            best.count++;
    }
    return best;
}

static double square_to_segment(om_xy at, om_xy a, om_xy b)
{
    const om_xy along = {b.x - a.x, b.y - a.y};
    const double length2 = along.x * along.x + along.y * along.y;
    double share = 0;
    if (length2 > 0)
        share = ((at.x - a.x) * along.x + (at.y - a.y) * along.y) / length2;
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    const double dx = at.x - (a.x + share * along.x);
    const double dy = at.y - (a.y + share * along.y);
    return dx * dx + dy * dy;
}

/* The distance to the border, negative outside. */
static double depth_at(const surface *area, om_xy at)
{
    double nearest2 = INFINITY;
    bool inside = false;
    for (uint32_t p = 0; p < area->count; p++) {
        const om_vertex *ring = area->shapes->vertices + area->parts[p].first;
        const uint32_t count = area->parts[p].count;
        for (uint32_t i = 0, j = count - 1; i < count; j = i++) {
            const om_xy a = {ring[i].x, ring[i].y};
            const om_xy b = {ring[j].x, ring[j].y};
            if ((a.y > at.y) != (b.y > at.y) &&
                at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
            nearest2 = fmin(nearest2, square_to_segment(at, a, b));
        }
    }
    return (inside ? 1 : -1) * sqrt(nearest2);
}

typedef struct deepest {
    om_xy at;
    double depth;
} deepest;

static void look_at(const surface *area, om_xy at, deepest *best, double *ret_depth)
{
    *ret_depth = depth_at(area, at);
    if (*ret_depth > best->depth)
        *best = (deepest){at, *ret_depth};
}

/* Looks into a square cell, and into its quarters while they may hold something deeper. */
static void search_cell(const surface *area, om_xy middle, double half, int rounds, deepest *best)
{
    double depth;
    look_at(area, middle, best, &depth);
    if (rounds == 0 || depth + half * M_SQRT2 <= best->depth * 1.05)
        return;
    const double quarter = half / 2;
    for (int i = 0; i < 4; i++)
        search_cell(area,
                    (om_xy){middle.x + (i & 1 ? quarter : -quarter),
                            middle.y + (i & 2 ? quarter : -quarter)},
                    quarter, rounds - 1, best);
}

static om_vertex vertex_at(om_xy at)
{
    return (om_vertex){(uint32_t)fmax(at.x, 0), (uint32_t)fmax(at.y, 0)};
}

om_vertex om_place_inside(const om_figures *shapes, const om_figure *polygon)
{
    const surface area = largest_of(shapes, polygon);
    const om_extent extent = area.parts->extent;
    const double width = (double)extent.max_x - extent.min_x;
    const double height = (double)extent.max_y - extent.min_y;
    const double half = fmax(fmax(fmin(width, height), fmax(width, height) / 64), 1) / 2;
    deepest best = {{extent.min_x + width / 2, extent.min_y + height / 2}, -INFINITY};

    double depth;
    look_at(&area, best.at, &best, &depth);
    for (double y = extent.min_y + half; y < extent.max_y + half; y += 2 * half)
        for (double x = extent.min_x + half; x < extent.max_x + half; x += 2 * half)
            search_cell(&area, (om_xy){x, y}, half, 7, &best);
    return vertex_at(best.at);
}

static double length_of(const om_vertex *line, uint32_t count)
{
    double length = 0;
    for (uint32_t i = 1; i < count; i++)
        length += hypot((double)line[i].x - line[i - 1].x, (double)line[i].y - line[i - 1].y);
    return length;
}

om_vertex om_place_half_way(const om_figures *shapes, const om_figure *line)
{
    const om_part *longest = NULL;
    double longest_length = -1;
    for (uint32_t p = 0; p < line->count; p++) {
        const om_part *part = &shapes->parts[line->first + p];
        const double length = length_of(shapes->vertices + part->first, part->count);
        if (length > longest_length) {
            longest_length = length;
            longest = part;
        }
    }
    const om_vertex *v = shapes->vertices + longest->first;
    double left = longest_length / 2;
    for (uint32_t i = 1; i < longest->count; i++) {
        const double step = hypot((double)v[i].x - v[i - 1].x, (double)v[i].y - v[i - 1].y);
        if (step >= left && step > 0) {
            const double share = left / step;
            return vertex_at((om_xy){v[i - 1].x + ((double)v[i].x - v[i - 1].x) * share,
                                     v[i - 1].y + ((double)v[i].y - v[i - 1].y) * share});
        }
        left -= step;
    }
    return v[longest->count - 1];
}

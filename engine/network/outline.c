/* Rings: drawing them, giving holes to their polygons, asking what lies inside. */
#include "engine/network/outline.h"

#include <math.h>

#include "engine/base/memory.h"

void om_outline_clear(om_outline *outline)
{
    free(outline->points);
    free(outline->rings);
    *outline = (om_outline){0};
}

void om_outline_add(om_outline *outline, om_xy at)
{
    outline->points = om_memory_grow(outline->points, outline->point_count + 1,
                                     &outline->point_capacity, sizeof *outline->points);
    outline->points[outline->point_count++] = at;
}

void om_outline_close(om_outline *outline)
{
    const om_ring *last =
        outline->ring_count ? &outline->rings[outline->ring_count - 1] : &(om_ring){0};
    om_ring ring = {.first = last->first + last->count, .outer = OM_IS_OUTER};
    om_outline_add(outline, outline->points[ring.first]);
    ring.count = outline->point_count - ring.first;
    outline->rings = om_memory_grow(outline->rings, outline->ring_count + 1,
                                    &outline->ring_capacity, sizeof *outline->rings);
    outline->rings[outline->ring_count++] = ring;
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

double om_outline_area_m2(const om_outline *outline)
{
    double twice = 0;
    for (size_t i = 0; i < outline->ring_count; i++)
        twice += turn_of(outline, &outline->rings[i]);
    return twice / 2;
}

om_rect om_outline_rect(const om_outline *outline)
{
    return om_rect_of_points(outline->points, outline->point_count);
}

/* True when the way from `a` to `b` passes to the right of a point, at its height. */
static bool is_crossed(om_xy a, om_xy b, om_xy at)
{
    return (a.y > at.y) != (b.y > at.y) && at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x);
}

static bool ring_has(const om_outline *outline, const om_ring *ring, om_xy at)
{
    const om_xy *points = &outline->points[ring->first];
    bool inside = false;
    for (size_t i = 1; i < ring->count; i++)
        inside ^= is_crossed(points[i - 1], points[i], at);
    return inside;
}

bool om_outline_has(const om_outline *outline, om_xy at)
{
    bool inside = false;
    for (size_t i = 0; i < outline->ring_count; i++)
        inside ^= ring_has(outline, &outline->rings[i], at);
    return inside;
}

/* ---- Holes ---- */

/* What is asked of a ring again and again. */
typedef struct extent {
    om_rect rect;
    double turn;
} extent;

static bool rect_has(const om_rect *rect, om_xy at)
{
    return at.x >= rect->min_x && at.x <= rect->max_x && at.y >= rect->min_y && at.y <= rect->max_y;
}

static size_t outer_around(const om_outline *outline, const extent *of, om_xy at)
{
    size_t found = OM_IS_OUTER;
    for (size_t o = 0; o < outline->ring_count; o++)
        if (of[o].turn > 0 && (found == OM_IS_OUTER || of[o].turn < of[found].turn) &&
            rect_has(&of[o].rect, at) && ring_has(outline, &outline->rings[o], at))
            found = o;
    return found;
}

void om_outline_nest(om_outline *outline)
{
    OM_AUTO_MEMORY extent *of = om_memory_take(outline->ring_count, sizeof *of);
    for (size_t i = 0; i < outline->ring_count; i++) {
        const om_ring *ring = &outline->rings[i];
        of[i] = (extent){om_rect_of_points(&outline->points[ring->first], ring->count),
                         turn_of(outline, ring)};
    }
    for (size_t i = 0; i < outline->ring_count; i++)
        if (!(of[i].turn > 0))
            outline->rings[i].outer =
                outer_around(outline, of, outline->points[outline->rings[i].first]);
}

/* ---- Index ---- */

struct om_outline_index {
    const om_outline *outline;
    om_rect rect;
    double row_m;
    size_t rows;
    size_t *first;  /* rows + 1 */
    size_t *points; /* the first one of each way that touches the row */
};

static size_t row_of(const om_outline_index *index, double y)
{
    const double row = floor((y - index->rect.min_y) / index->row_m);
    return row > 0 ? (size_t)fmin(row, (double)(index->rows - 1)) : 0;
}

/* Counts (`next` NULL) or places each way in the rows that it touches. */
static void visit_rows(om_outline_index *index, size_t *next)
{
    const om_outline *outline = index->outline;
    for (size_t r = 0; r < outline->ring_count; r++)
        for (size_t i = 1; i < outline->rings[r].count; i++) {
            const size_t point = outline->rings[r].first + i - 1;
            const double a = outline->points[point].y, b = outline->points[point + 1].y;
            for (size_t row = row_of(index, fmin(a, b)); row <= row_of(index, fmax(a, b)); row++) {
                if (next)
                    index->points[next[row]++] = point;
                else
                    index->first[row + 1]++;
            }
        }
}

om_outline_index *om_outline_index_new(const om_outline *outline)
{
    om_outline_index *index = om_memory_take(1, sizeof *index);
    index->outline = outline;
    index->rect = om_outline_rect(outline);
    index->rows = (size_t)sqrt((double)outline->point_count) + 1;
    index->row_m = outline->point_count > 0
                       ? fmax((index->rect.max_y - index->rect.min_y) / (double)index->rows, 1e-9)
                       : 1;
    index->first = om_memory_take(index->rows + 1, sizeof *index->first);
    visit_rows(index, NULL);
    for (size_t row = 0; row < index->rows; row++)
        index->first[row + 1] += index->first[row];
    index->points = om_memory_take(index->first[index->rows], sizeof *index->points);
    OM_AUTO_MEMORY size_t *next = om_memory_take(index->rows, sizeof *next);
    for (size_t row = 0; row < index->rows; row++)
        next[row] = index->first[row];
    visit_rows(index, next);
    return index;
}

void om_outline_index_free(om_outline_index *index)
{
    if (!index)
        return;
    free(index->first);
    free(index->points);
    free(index);
}

bool om_outline_index_has(const om_outline_index *index, om_xy at)
{
    if (!rect_has(&index->rect, at))
        return false;
    const size_t row = row_of(index, at.y);
    bool inside = false;
    for (size_t i = index->first[row]; i < index->first[row + 1]; i++) {
        const om_xy *way = &index->outline->points[index->points[i]];
        inside ^= is_crossed(way[0], way[1], at);
    }
    return inside;
}

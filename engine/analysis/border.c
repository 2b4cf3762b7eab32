/* Outlines as segments in an index: points are placed by counting crossings to their right. */
#include "engine/analysis/border.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"

typedef struct segment {
    om_xy a, b;
    uint32_t shape;
} segment;

struct om_border {
    segment *segments;
    size_t count, capacity;
    size_t shape_count;
    om_rect rect;
    om_index *index;
    /* Scratch, so that a look-up allocates nothing. */
    size_t *found;
    size_t found_capacity;
    unsigned char *state; /* one a shape, zero between calls */
    double *crossings;
    size_t crossing_capacity;
};

void om_border_free(om_border *border)
{
    if (!border)
        return;
    free(border->segments);
    om_index_free(border->index);
    free(border->found);
    free(border->state);
    free(border->crossings);
    free(border);
}

static void add_ring(om_border *border, const om_xy *points, size_t count, uint32_t shape)
{
    for (size_t i = 1; i < count; i++) {
        border->segments = om_memory_grow(border->segments, border->count + 1, &border->capacity,
                                          sizeof *border->segments);
        border->segments[border->count++] = (segment){points[i - 1], points[i], shape};
    }
}

/* Reads one little-endian value of a WKB and moves on. */
static uint32_t take_count(const char **at)
{
    uint32_t count;
    memcpy(&count, *at, sizeof count);
    *at += sizeof count;
    return count;
}

/* WKB of polygons: byte order and type stand before each, then rings of points. */
enum { WKB_HEAD = 5, WKB_MULTIPOLYGON = 6 };

static void add_polygon(om_border *border, const char **at, uint32_t shape)
{
    *at += WKB_HEAD;
    const uint32_t rings = take_count(at);
    for (uint32_t ring = 0; ring < rings; ring++) {
        const uint32_t count = take_count(at);
        OM_AUTO_MEMORY om_xy *points = om_memory_take(count, sizeof *points);
        memcpy(points, *at, count * sizeof *points);
        *at += count * sizeof *points;
        add_ring(border, points, count, shape);
    }
}

static om_status add_shape(om_border *border, const om_geom *geom, uint32_t shape, om_error *err)
{
    OM_AUTO_TEXT wkb = {0};
    OM_TRY(om_geom_write_wkb(geom, &wkb, err));
    const char *at = wkb.bytes + 1;
    const uint32_t type = take_count(&at);
    at = wkb.bytes;
    uint32_t polygons = 1;
    if (type == WKB_MULTIPOLYGON) {
        at += WKB_HEAD;
        polygons = take_count(&at);
    }
    for (uint32_t i = 0; i < polygons; i++)
        add_polygon(border, &at, shape);
    return OM_OK;
}

static om_rect rect_of(om_xy a, om_xy b)
{
    return (om_rect){fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
}

static om_status make_index(om_geo *geo, om_border *border, om_error *err)
{
    OM_AUTO_MEMORY om_rect *rects = om_memory_take(border->count, sizeof *rects);
    border->rect = (om_rect){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < border->count; i++) {
        rects[i] = rect_of(border->segments[i].a, border->segments[i].b);
        border->rect.max_x = fmax(border->rect.max_x, rects[i].max_x);
    }
    return om_index_open(geo, rects, border->count, &border->index, err);
}

om_status om_border_open(om_geo *geo, const om_geom *const *shapes, size_t count, om_border **ret,
                         om_error *err)
{
    OM_AUTO(om_border) border = om_memory_take(1, sizeof *border);
    border->shape_count = count;
    border->state = om_memory_take(count, 1);
    for (size_t i = 0; i < count; i++)
        OM_TRY(add_shape(border, shapes[i], (uint32_t)i, err));
    OM_TRY(make_index(geo, border, err));
    *ret = OM_TAKE(border);
    return OM_OK;
}

/* Twice the area of the triangle a, b, c: above 0 when c lies left of the way from a to b. */
static double turn(om_xy a, om_xy b, om_xy c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

enum { IS_ODD = 1, IS_ON = 2 };

/* What a segment to the right of a point says of the polygon it bounds. */
static void count_crossing(const segment *side, om_xy at, unsigned char *state)
{
    const om_xy low = side->a.y <= side->b.y ? side->a : side->b;
    const om_xy high = side->a.y <= side->b.y ? side->b : side->a;
    const double left = turn(low, high, at);
    const bool in_x = at.x >= fmin(low.x, high.x) && at.x <= fmax(low.x, high.x);
    if (left == 0 && in_x && at.y >= low.y && at.y <= high.y)
        *state |= IS_ON;
    if (at.y >= low.y && at.y < high.y && left > 0)
        *state ^= IS_ODD;
}

size_t om_border_find(om_border *border, om_xy at, size_t from, size_t to)
{
    const om_rect right = {at.x, at.y, fmax(at.x, border->rect.max_x), at.y};
    const size_t found =
        om_index_find(border->index, right, &border->found, &border->found_capacity);
    for (size_t i = 0; i < found; i++) {
        const segment *side = &border->segments[border->found[i]];
        count_crossing(side, at, &border->state[side->shape]);
    }
    size_t first = OM_NO_SHAPE;
    for (size_t i = 0; i < found; i++) {
        const uint32_t shape = border->segments[border->found[i]].shape;
        if (border->state[shape] && shape >= from && shape < to && shape < first)
            first = shape;
    }
    for (size_t i = 0; i < found; i++)
        border->state[border->segments[border->found[i]].shape] = 0;
    return first;
}

bool om_border_is_near(om_border *border, om_rect rect)
{
    return om_index_find(border->index, rect, &border->found, &border->found_capacity) > 0;
}

static int ascending(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

size_t om_border_crossings(om_border *border, om_xy a, om_xy b, const double **ret)
{
    const size_t found =
        om_index_find(border->index, rect_of(a, b), &border->found, &border->found_capacity);
    size_t count = 0;
    for (size_t i = 0; i < found; i++) {
        const segment *side = &border->segments[border->found[i]];
        const double before = turn(side->a, side->b, a), after = turn(side->a, side->b, b);
        const double low = turn(a, b, side->a), high = turn(a, b, side->b);
        if (before == after || (before > 0) == (after > 0) || (low > 0 && high > 0) ||
            (low < 0 && high < 0))
            continue;
        border->crossings = om_memory_grow(border->crossings, count + 1, &border->crossing_capacity,
                                           sizeof *border->crossings);
        border->crossings[count++] = before / (before - after);
    }
    if (count > 1)
        qsort(border->crossings, count, sizeof *border->crossings, ascending);
    *ret = border->crossings;
    return count;
}

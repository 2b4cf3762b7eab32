/* Clips roads against areas and lines. */
#include "engine/analysis/stretch.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

/* The cosine of the greatest angle at which a road still runs along a line. */
#define LEAST_COSINE 0.5

/* ---- Shapes taken apart: little-endian WKB, as om_geom_write_wkb() gives it ---- */

enum { WKB_POINT = 1, WKB_LINE = 2, WKB_POLYGON = 3 };

typedef struct reading {
    const char *at;
    om_arena *arena;
    om_paths *paths;
    size_t capacity;
    unsigned kinds; /* bits of what was met */
} reading;

static uint32_t read_count(reading *on)
{
    uint32_t number;
    memcpy(&number, on->at, sizeof number);
    on->at += sizeof number;
    return number;
}

static void read_path(reading *on, size_t count)
{
    om_paths *paths = on->paths;
    om_path path = {.points = OM_ARENA_ARRAY(on->arena, om_xy, count), .count = count};
    memcpy(path.points, on->at, count * sizeof *path.points);
    on->at += count * sizeof *path.points;
    for (size_t i = 0; i < count; i++) {
        paths->rect.min_x = fmin(paths->rect.min_x, path.points[i].x);
        paths->rect.min_y = fmin(paths->rect.min_y, path.points[i].y);
        paths->rect.max_x = fmax(paths->rect.max_x, path.points[i].x);
        paths->rect.max_y = fmax(paths->rect.max_y, path.points[i].y);
    }
    if (paths->count == on->capacity) {
        om_path *more = OM_ARENA_ARRAY(on->arena, om_path, 2 * on->capacity + 4);
        if (paths->count)
            memcpy(more, paths->list, paths->count * sizeof *more);
        paths->list = more;
        on->capacity = 2 * on->capacity + 4;
    }
    paths->list[paths->count++] = path;
}

static void read_shape(reading *on)
{
    on->at++; /* the byte order */
    const uint32_t type = read_count(on);
    if (type <= WKB_POLYGON)
        on->kinds |= 1u << type;
    if (type == WKB_POINT) {
        read_path(on, 1);
        return;
    }
    const uint32_t count = read_count(on);
    if (type == WKB_LINE) {
        read_path(on, count);
        return;
    }
    for (uint32_t i = 0; i < count; i++)
        if (type == WKB_POLYGON)
            read_path(on, read_count(on));
        else
            read_shape(on);
}

om_status om_paths_of(const om_geom *shape, om_arena *arena, om_paths *ret, om_error *err)
{
    OM_AUTO_TEXT wkb = {0};
    om_paths paths = {.rect = {INFINITY, INFINITY, -INFINITY, -INFINITY}};
    if (om_geom_is_empty(shape))
        return om_fail(err, OM_ERR_GEOMETRY, "the shape is empty");
    OM_TRY(om_geom_write_wkb(shape, &wkb, err));
    reading on = {.at = wkb.bytes, .arena = arena, .paths = &paths};
    read_shape(&on);
    if (on.kinds == 1u << WKB_POINT)
        paths.kind = OM_GEOM_POINT;
    else if (on.kinds == 1u << WKB_LINE)
        paths.kind = OM_GEOM_LINE;
    else if (on.kinds == 1u << WKB_POLYGON)
        paths.kind = OM_GEOM_POLYGON;
    else
        return om_fail(err, OM_ERR_GEOMETRY, "the shape has parts of several kinds");
    *ret = paths;
    return OM_OK;
}

/* ---- Stretches ---- */

static void add_stretch(om_stretches *stretches, double from_m, double to_m)
{
    stretches->at = om_memory_grow(stretches->at, stretches->count + 1, &stretches->capacity,
                                   sizeof *stretches->at);
    stretches->at[stretches->count++] = (om_stretch){from_m, to_m};
}

static int by_from(const void *a, const void *b)
{
    const om_stretch *x = a, *y = b;
    return (x->from_m > y->from_m) - (x->from_m < y->from_m);
}

void om_stretches_join(om_stretches *stretches, size_t first, double gap_m)
{
    if (stretches->count <= first)
        return;
    qsort(stretches->at + first, stretches->count - first, sizeof *stretches->at, by_from);
    size_t last = first;
    for (size_t i = first + 1; i < stretches->count; i++)
        if (stretches->at[i].from_m <= stretches->at[last].to_m + gap_m)
            stretches->at[last].to_m = fmax(stretches->at[last].to_m, stretches->at[i].to_m);
        else
            stretches->at[++last] = stretches->at[i];
    stretches->count = last + 1;
}

/* ---- Inside an area ---- */

/* Crossings of a segment with an area's rings, 0..1 along the segment. */
typedef struct crossings {
    double *at;
    size_t count, capacity;
} crossings;

static void add_crossing(crossings *found, double t)
{
    if (!(t > 0 && t < 1))
        return;
    found->at = om_memory_grow(found->at, found->count + 1, &found->capacity, sizeof *found->at);
    found->at[found->count++] = t;
}

static double cross(double ax, double ay, double bx, double by)
{
    return ax * by - ay * bx;
}

/* Where a->b meets c->d. Where both run side by side the corners of the ring count. */
static void cross_segments(om_xy a, om_xy b, om_xy c, om_xy d, crossings *found)
{
    const double x = b.x - a.x, y = b.y - a.y, turn = cross(x, y, d.x - c.x, d.y - c.y);
    const double length2 = x * x + y * y;
    if (turn != 0) {
        const double t = cross(c.x - a.x, c.y - a.y, d.x - c.x, d.y - c.y) / turn;
        const double u = cross(c.x - a.x, c.y - a.y, x, y) / turn;
        if (u >= 0 && u <= 1)
            add_crossing(found, t);
    } else if (cross(x, y, c.x - a.x, c.y - a.y) == 0 && length2 > 0) {
        add_crossing(found, ((c.x - a.x) * x + (c.y - a.y) * y) / length2);
        add_crossing(found, ((d.x - a.x) * x + (d.y - a.y) * y) / length2);
    }
}

static bool is_inside(const om_paths *area, om_xy at)
{
    bool inside = false;
    for (size_t p = 0; p < area->count; p++)
        for (size_t i = 1; i < area->list[p].count; i++) {
            const om_xy a = area->list[p].points[i - 1], b = area->list[p].points[i];
            if ((a.y > at.y) != (b.y > at.y) &&
                at.x < a.x + (at.y - a.y) / (b.y - a.y) * (b.x - a.x))
                inside = !inside;
        }
    return inside;
}

static int ascending(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Cuts the segment at all crossings and keeps the parts whose middle is inside. */
static void clip_inside(const om_paths *area, om_xy a, om_xy b, double along_m, crossings *found,
                        om_stretches *ret)
{
    const double length_m = hypot(b.x - a.x, b.y - a.y);
    found->count = 0;
    for (size_t p = 0; p < area->count; p++)
        for (size_t i = 1; i < area->list[p].count; i++)
            cross_segments(a, b, area->list[p].points[i - 1], area->list[p].points[i], found);
    if (found->count)
        qsort(found->at, found->count, sizeof *found->at, ascending);
    double from = 0;
    for (size_t i = 0; i <= found->count; i++) {
        const double to = i < found->count ? found->at[i] : 1;
        const double t = (from + to) / 2;
        if (to > from && is_inside(area, (om_xy){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}))
            add_stretch(ret, along_m + from * length_m, along_m + to * length_m);
        from = to;
    }
}

void om_stretches_inside(const om_paths *area, const om_xy *points, size_t count, om_stretches *ret)
{
    const size_t first = ret->count;
    crossings found = {0};
    double along_m = 0;
    for (size_t i = 1; i < count; i++) {
        clip_inside(area, points[i - 1], points[i], along_m, &found, ret);
        along_m += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    }
    free(found.at);
    om_stretches_join(ret, first, 0);
}

/* ---- Along a line ---- */

/* Narrows from..to to where low <= value_at_0 + t * slope <= high. */
static void narrow(double value, double slope, double low, double high, double *from, double *to)
{
    if (slope == 0) {
        if (value < low || value > high)
            *from = INFINITY;
        return;
    }
    const double a = (low - value) / slope, b = (high - value) / slope;
    *from = fmax(*from, fmin(a, b));
    *to = fmin(*to, fmax(a, b));
}

/* The part of a->b whose feet lie on c->d, no farther away than the tolerance. */
static void clip_along(om_xy a, om_xy b, om_xy c, om_xy d, double tolerance_m, double along_m,
                       om_stretches *ret)
{
    const double ab_m = hypot(b.x - a.x, b.y - a.y), cd_m = hypot(d.x - c.x, d.y - c.y);
    if (!(ab_m > 0 && cd_m > 0))
        return;
    const double ux = (d.x - c.x) / cd_m, uy = (d.y - c.y) / cd_m;
    const double advance_m = (b.x - a.x) * ux + (b.y - a.y) * uy;
    if (fabs(advance_m) < LEAST_COSINE * ab_m)
        return;
    double from = 0, to = 1;
    narrow((a.x - c.x) * ux + (a.y - c.y) * uy, advance_m, 0, cd_m, &from, &to);
    narrow(cross(ux, uy, a.x - c.x, a.y - c.y), cross(ux, uy, b.x - a.x, b.y - a.y), -tolerance_m,
           tolerance_m, &from, &to);
    if (from < to)
        add_stretch(ret, along_m + from * ab_m, along_m + to * ab_m);
}

void om_stretches_along(const om_paths *lines, double tolerance_m, const om_xy *points,
                        size_t count, om_stretches *ret)
{
    const size_t first = ret->count;
    double along_m = 0;
    for (size_t i = 1; i < count; i++) {
        const om_xy a = points[i - 1], b = points[i];
        for (size_t p = 0; p < lines->count; p++)
            for (size_t s = 1; s < lines->list[p].count; s++)
                clip_along(a, b, lines->list[p].points[s - 1], lines->list[p].points[s],
                           tolerance_m, along_m, ret);
        along_m += hypot(b.x - a.x, b.y - a.y);
    }
    om_stretches_join(ret, first, tolerance_m);
}

/* How far two shapes are from each other. */
#include <math.h>

#include "engine/style/locus.h"

/* Metres a degree at one latitude, of the ellipsoid's own curvature (WGS 84). */
typedef struct ruler {
    double x_m, y_m;
} ruler;

static ruler ruler_at(double lat)
{
    const double a_m = 6378137, e2 = 0.00669437999014, degree = M_PI / 180;
    const double w2 = 1 / (1 - e2 * pow(sin(lat * degree), 2));
    return (ruler){a_m * degree * sqrt(w2) * cos(lat * degree),
                   a_m * degree * sqrt(w2) * w2 * (1 - e2)};
}

/* From `a` to `b` in metres, the shorter way round the earth. */
static om_xy way_m(ruler by, om_xy a, om_xy b)
{
    return (om_xy){remainder(b.x - a.x, 360) * by.x_m, (b.y - a.y) * by.y_m};
}

static double to_segment_m(ruler by, om_xy place, om_xy a, om_xy b)
{
    const om_xy along = way_m(by, a, b), to = way_m(by, a, place);
    const double length2 = along.x * along.x + along.y * along.y;
    const double share =
        length2 > 0 ? fmin(fmax((to.x * along.x + to.y * along.y) / length2, 0), 1) : 0;
    return hypot(to.x - share * along.x, to.y - share * along.y);
}

static double cross(om_xy a, om_xy b, om_xy c)
{
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

static double segments_m(ruler by, const om_xy a[2], const om_xy b[2])
{
    if (cross(a[0], a[1], b[0]) * cross(a[0], a[1], b[1]) < 0 &&
        cross(b[0], b[1], a[0]) * cross(b[0], b[1], a[1]) < 0)
        return 0;
    return fmin(fmin(to_segment_m(by, a[0], b[0], b[1]), to_segment_m(by, a[1], b[0], b[1])),
                fmin(to_segment_m(by, b[0], a[0], a[1]), to_segment_m(by, b[1], a[0], a[1])));
}

/* How many segments a ring has, and the ends of one; a place is one that goes nowhere. */
static size_t segment_count(om_locus_ring ring, om_feature_shape kind)
{
    return kind == OM_FEATURE_POLYGON || ring.count == 1 ? ring.count : ring.count - 1;
}

static void find_segment(om_locus_ring ring, size_t number, om_xy ret[2])
{
    ret[0] = ring.places[number];
    ret[1] = ring.places[(number + 1) % ring.count];
}

static double rings_m(ruler by, om_locus_ring a, om_feature_shape a_kind, om_locus_ring b,
                      om_feature_shape b_kind)
{
    double least_m = INFINITY;
    for (size_t i = 0; i < segment_count(a, a_kind); i++)
        for (size_t j = 0; j < segment_count(b, b_kind) && least_m > 0; j++) {
            om_xy one[2], other[2];
            find_segment(a, i, one);
            find_segment(b, j, other);
            least_m = fmin(least_m, segments_m(by, one, other));
        }
    return least_m;
}

static bool holds(const om_locus_shape *polygon, om_xy place)
{
    bool inside = false;
    for (size_t r = 0; polygon->kind == OM_FEATURE_POLYGON && r < polygon->ring_count; r++) {
        const om_locus_ring ring = polygon->rings[r];
        for (size_t i = 0, j = ring.count - 1; i < ring.count; j = i++) {
            const om_xy a = ring.places[j], b = ring.places[i];
            if ((a.y > place.y) != (b.y > place.y) &&
                place.x < (b.x - a.x) * (place.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
        }
    }
    return inside;
}

/* Edges that do not cross leave one shape wholly inside or outside of the other. */
static double shapes_m(ruler by, const om_locus_shape *a, const om_locus_shape *b)
{
    if (holds(a, b->rings[0].places[0]) || holds(b, a->rings[0].places[0]))
        return 0;
    double least_m = INFINITY;
    for (size_t i = 0; i < a->ring_count; i++)
        for (size_t j = 0; j < b->ring_count && least_m > 0; j++)
            least_m = fmin(least_m, rings_m(by, a->rings[i], a->kind, b->rings[j], b->kind));
    return least_m;
}

/* What lies between two extents, at least. */
static double apart_m(ruler by, om_rect a, om_rect b)
{
    const double x = fmax(fmax(b.min_x - a.max_x, a.min_x - b.max_x), 0);
    const double y = fmax(fmax(b.min_y - a.max_y, a.min_y - b.max_y), 0);
    return hypot(fmin(x, fmax(360 - x, 0)) * by.x_m, y * by.y_m);
}

double om_locus_distance_m(const om_locus *a, const om_locus *b)
{
    if (a->count == 0 || b->count == 0)
        return (double)NAN;
    const ruler by = ruler_at(a->shapes[0].rings[0].places[0].y);
    double least_m = INFINITY;
    for (size_t i = 0; i < a->count; i++)
        for (size_t j = 0; j < b->count; j++)
            if (apart_m(by, a->shapes[i].extent, b->shapes[j].extent) < least_m)
                least_m = fmin(least_m, shapes_m(by, &a->shapes[i], &b->shapes[j]));
    return least_m;
}

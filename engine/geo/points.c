/* Points in square buckets, row by row, so that a row of a rectangle is one run of the arrays. */
#include "engine/geo/points.h"

#include <math.h>
#include <stdint.h>

#include "engine/base/memory.h"

/* Points that a bucket holds where they lie evenly. */
static const double a_bucket = 8;

struct om_points {
    om_xy *at;
    double *weights;
    size_t count;
    om_rect extent;
    double side;          /* of a bucket */
    size_t columns, rows; /* of buckets; 0 without points */
    uint32_t *starts;     /* where the points of each bucket begin; one more at the end */
};

void om_points_free(om_points *points)
{
    if (!points)
        return;
    free(points->at);
    free(points->weights);
    free(points->starts);
    free(points);
}

static void lay_out(om_points *points)
{
    const double width = points->extent.max_x - points->extent.min_x;
    const double height = points->extent.max_y - points->extent.min_y;
    const double buckets = fmax((double)points->count / a_bucket, 1);
    points->side = fmax(sqrt(width * height / buckets), fmax(width, height) / buckets);
    if (!(points->side > 0))
        points->side = 1; /* all in one place */
    points->columns = (size_t)(width / points->side) + 1;
    points->rows = (size_t)(height / points->side) + 1;
}

/* The bucket's column or row; what lies outside is in the nearest. */
static size_t bucket_along(double from, double to, double side, size_t count)
{
    const double number = floor((to - from) / side);
    if (!(number > 0))
        return 0;
    return number < (double)count ? (size_t)number : count - 1;
}

static size_t bucket_of(const om_points *points, om_xy at)
{
    const size_t column = bucket_along(points->extent.min_x, at.x, points->side, points->columns);
    const size_t row = bucket_along(points->extent.min_y, at.y, points->side, points->rows);
    return row * points->columns + column;
}

/* Counts, sums up, and puts each point where its bucket has room: in the order given. */
static void fill(om_points *points, const om_xy *at, const double *weights)
{
    const size_t buckets = points->columns * points->rows;
    points->starts = om_memory_take(buckets + 2, sizeof *points->starts);
    uint32_t *next = points->starts + 1;
    for (size_t i = 0; i < points->count; i++)
        next[bucket_of(points, at[i]) + 1]++;
    for (size_t b = 0; b < buckets; b++)
        next[b + 1] += next[b];
    for (size_t i = 0; i < points->count; i++) {
        const uint32_t place = next[bucket_of(points, at[i])]++;
        points->at[place] = at[i];
        points->weights[place] = weights[i];
    }
}

om_points *om_points_new(const om_xy *at, const double *weights, size_t count)
{
    om_points *points = om_memory_take(1, sizeof *points);
    points->count = count;
    if (!count)
        return points;
    points->at = om_memory_take(count, sizeof *points->at);
    points->weights = om_memory_take(count, sizeof *points->weights);
    points->extent = om_rect_of_points(at, count);
    lay_out(points);
    fill(points, at, weights);
    return points;
}

/* ---- Asking ---- */

/* The buckets that a rectangle touches, both bounds inclusive. */
typedef struct block {
    size_t min_column, min_row, max_column, max_row;
} block;

static bool find_block(const om_points *points, om_rect where, block *ret)
{
    const om_rect extent = points->extent;
    if (!points->count || where.max_x < extent.min_x || where.min_x > extent.max_x ||
        where.max_y < extent.min_y || where.min_y > extent.max_y)
        return false;
    *ret = (block){bucket_along(extent.min_x, where.min_x, points->side, points->columns),
                   bucket_along(extent.min_y, where.min_y, points->side, points->rows),
                   bucket_along(extent.min_x, where.max_x, points->side, points->columns),
                   bucket_along(extent.min_y, where.max_y, points->side, points->rows)};
    return true;
}

void om_points_visit(const om_points *points, om_rect where,
                     bool (*visit)(void *context, om_xy at, double weight), void *context)
{
    block of;
    if (!find_block(points, where, &of))
        return;
    for (size_t row = of.min_row; row <= of.max_row; row++) {
        const uint32_t *starts = points->starts + row * points->columns;
        for (size_t i = starts[of.min_column]; i < starts[of.max_column + 1]; i++) {
            const om_xy at = points->at[i];
            if (at.x >= where.min_x && at.x <= where.max_x && at.y >= where.min_y &&
                at.y <= where.max_y && !visit(context, at, points->weights[i]))
                return;
        }
    }
}

/* A run of the arrays around one center: no branch for whether a point is near. */
static double sum_run(const om_points *points, size_t from, size_t to, om_xy center, double squared,
                      size_t *count)
{
    double sum = 0;
    size_t near = 0;
    for (size_t i = from; i < to; i++) {
        const double x = points->at[i].x - center.x, y = points->at[i].y - center.y;
        const bool is_near = x * x + y * y <= squared;
        sum += is_near ? points->weights[i] : 0;
        near += is_near;
    }
    *count += near;
    return sum;
}

static double within_one(const om_points *points, om_xy center, double distance, size_t *count)
{
    const om_rect where = {center.x - distance, center.y - distance, center.x + distance,
                           center.y + distance};
    block of;
    double sum = 0;
    if (!find_block(points, where, &of))
        return 0;
    for (size_t row = of.min_row; row <= of.max_row; row++) {
        const uint32_t *starts = points->starts + row * points->columns;
        sum += sum_run(points, starts[of.min_column], starts[of.max_column + 1], center,
                       distance * distance, count);
    }
    return sum;
}

/* Several centers, of which the nearest counts. */
typedef struct around {
    const om_xy *centers;
    size_t center_count, found;
    double squared, sum;
} around;

static bool add_when_near(void *context, om_xy at, double weight)
{
    around *all = context;
    for (size_t i = 0; i < all->center_count; i++) {
        const double x = at.x - all->centers[i].x, y = at.y - all->centers[i].y;
        if (x * x + y * y <= all->squared) {
            all->sum += weight;
            all->found++;
            break;
        }
    }
    return true;
}

double om_points_within(const om_points *points, const om_xy *centers, size_t center_count,
                        double distance, size_t *ret_count)
{
    around all = {centers, center_count, 0, distance * distance, 0};
    if (center_count == 1) {
        all.sum = within_one(points, centers[0], distance, &all.found);
    } else if (center_count) {
        const om_rect rect = om_rect_of_points(centers, center_count);
        om_points_visit(points,
                        (om_rect){rect.min_x - distance, rect.min_y - distance,
                                  rect.max_x + distance, rect.max_y + distance},
                        add_when_near, &all);
    }
    if (ret_count)
        *ret_count = all.found;
    return all.sum;
}

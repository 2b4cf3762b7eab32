/* Paths for a window. */
#include "engine/draw/trim.h"

#include <math.h>

#include "engine/base/memory.h"

/* Beyond this from a window vertices are clamped. It is more than a whole edge away, so that an
 * edge with a clamped end lies outside altogether. */
#define FAR_PX 1048576.0

om_xy om_frame_place(const om_frame *frame, om_vertex vertex)
{
    const double x = vertex.x * frame->px_per_unit + frame->shift.x;
    const double y = vertex.y * frame->px_per_unit + frame->shift.y;
    return (om_xy){rint(x * 256) / 256 - frame->left_px, rint(y * 256) / 256 - frame->top_px};
}

void om_run_add(om_run *run, om_xy point)
{
    run->points = om_memory_grow(run->points, run->count + 1, &run->capacity, sizeof *run->points);
    run->points[run->count++] = point;
}

/* The sides of the window that a point lies beyond, one bit each. */
enum { BEYOND_LEFT = 1, BEYOND_RIGHT = 2, BEYOND_TOP = 4, BEYOND_BOTTOM = 8 };

static unsigned beyond(const om_frame *frame, om_xy at, double by_px)
{
    return (at.x < -by_px ? BEYOND_LEFT : 0u) |
           (at.x > frame->width_px + by_px ? BEYOND_RIGHT : 0u) |
           (at.y < -by_px ? BEYOND_TOP : 0u) |
           (at.y > frame->height_px + by_px ? BEYOND_BOTTOM : 0u);
}

static double clamped(double at, double size)
{
    return at < -FAR_PX ? -FAR_PX : at > size + FAR_PX ? size + FAR_PX : at;
}

/* A vertex whose both edges lie beyond one side of the window may go: what the ring covers changes
 * only beyond that side. */
void om_trim_ring(om_canvas *canvas, const om_frame *frame, const om_vertex *ring, uint32_t count,
                  om_run *scratch)
{
    scratch->count = 0;
    unsigned sides[2] = {0, 0}; /* of the last two points that were kept */
    for (uint32_t i = 0; i < count; i++) {
        const om_xy placed = om_frame_place(frame, ring[i]);
        const om_xy at = {clamped(placed.x, frame->width_px), clamped(placed.y, frame->height_px)};
        const unsigned side = beyond(frame, at, 2);
        if (scratch->count >= 2 && (sides[0] & sides[1] & side))
            scratch->count--;
        else
            sides[0] = sides[1];
        sides[1] = side;
        om_run_add(scratch, at);
    }
    if (scratch->count < 3)
        return;
    om_canvas_move(canvas, scratch->points[0]);
    for (size_t i = 1; i < scratch->count; i++)
        om_canvas_line(canvas, scratch->points[i]);
    om_canvas_close(canvas);
}

/* Draws a line from its points, or one of its dashes, in what pieces the window needs. */
typedef struct tracing {
    om_canvas *canvas;
    const om_frame *frame;
    double reach_px;
    bool drawing; /* the canvas stands at the end of the last segment */
} tracing;

static bool is_near(const tracing *tracer, om_xy from, om_xy to)
{
    return !(beyond(tracer->frame, from, tracer->reach_px) &
             beyond(tracer->frame, to, tracer->reach_px));
}

static void trace(tracing *tracer, om_xy from, om_xy to)
{
    if (!is_near(tracer, from, to)) {
        tracer->drawing = false;
        return;
    }
    if (!tracer->drawing)
        om_canvas_move(tracer->canvas, from);
    om_canvas_line(tracer->canvas, to);
    tracer->drawing = true;
}

static void trace_line(tracing *tracer, const om_run *run)
{
    for (size_t i = 1; i < run->count; i++)
        trace(tracer, run->points[i - 1], run->points[i]);
}

/* A ring that is seen in part is begun behind a segment that is not, so that no seen corner is
 * torn. */
static void trace_ring(tracing *tracer, const om_run *run)
{
    size_t start = 0;
    while (start < run->count &&
           is_near(tracer, run->points[start], run->points[(start + 1) % run->count]))
        start++;
    if (start == run->count) {
        trace_line(tracer, run);
        om_canvas_close(tracer->canvas);
        return;
    }
    for (size_t i = 1; i < run->count; i++)
        trace(tracer, run->points[(start + i) % run->count],
              run->points[(start + i + 1) % run->count]);
}

/* Where a dash pattern is. */
typedef struct dashing {
    const om_paint *paint;
    uint32_t dash;  /* even ones are drawn */
    double left_px; /* of the dash */
} dashing;

static void next_dash(dashing *at)
{
    /* A pattern of an odd number of lengths changes its meaning every round. */
    const uint32_t count = at->paint->dash_count;
    do {
        at->dash = (at->dash + 1) % (count % 2 ? 2 * count : count);
        at->left_px = at->paint->dashes_px[at->dash % count];
    } while (!(at->left_px > 0));
}

static void dash_segment(tracing *tracer, dashing *at, om_xy from, om_xy to)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    double done = 0;
    om_xy here = from;
    while (done < length) {
        const double step = fmin(at->left_px, length - done);
        done += step;
        const double share = done / length;
        const om_xy there = done >= length
                                ? to
                                : (om_xy){rint((from.x + (to.x - from.x) * share) * 256) / 256,
                                          rint((from.y + (to.y - from.y) * share) * 256) / 256};
        if (at->dash % 2 == 0)
            trace(tracer, here, there);
        here = there;
        at->left_px -= step;
        if (!(at->left_px > 1e-9)) {
            next_dash(at);
            tracer->drawing = false;
        }
    }
}

static void dash_all(tracing *tracer, const om_run *run, bool closed, const om_paint *paint)
{
    dashing at = {.paint = paint, .left_px = paint->dashes_px[0]};
    if (!(at.left_px > 0))
        next_dash(&at);
    for (size_t i = 1; i < run->count; i++)
        dash_segment(tracer, &at, run->points[i - 1], run->points[i]);
    if (closed)
        dash_segment(tracer, &at, run->points[run->count - 1], run->points[0]);
}

/* The unit normal to the right of a segment. */
static om_xy normal_of(om_xy from, om_xy to)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    return length > 0 ? (om_xy){-(to.y - from.y) / length, (to.x - from.x) / length} : (om_xy){0};
}

/* Moves a line to its right; at corners as far as a mitre of two would. */
static void move_aside(om_run *run, double offset_px, bool closed)
{
    OM_AUTO_MEMORY om_xy *moved = om_memory_take(run->count, sizeof *moved);
    for (size_t i = 0; i < run->count; i++) {
        const bool starts = i == 0 && !closed;
        const bool ends = i + 1 == run->count && !closed;
        const om_xy before = run->points[i ? i - 1 : run->count - 1];
        const om_xy after = run->points[i + 1 < run->count ? i + 1 : 0];
        const om_xy in =
            starts ? normal_of(run->points[i], after) : normal_of(before, run->points[i]);
        const om_xy out = ends ? in : normal_of(run->points[i], after);
        const om_xy sum = {in.x + out.x, in.y + out.y};
        const double square = fmax(sum.x * sum.x + sum.y * sum.y, 1);
        const double by = 2 * offset_px / square;
        moved[i] = (om_xy){rint((run->points[i].x + sum.x * by) * 256) / 256,
                           rint((run->points[i].y + sum.y * by) * 256) / 256};
    }
    for (size_t i = 0; i < run->count; i++)
        run->points[i] = moved[i];
}

void om_trim_line(om_canvas *canvas, const om_frame *frame, const om_vertex *line, uint32_t count,
                  bool closed, const om_paint *paint, double reach_px, om_run *scratch)
{
    scratch->count = 0;
    for (uint32_t i = 0; i < count; i++)
        om_run_add(scratch, om_frame_place(frame, line[i]));
    if (paint->offset_px != 0)
        move_aside(scratch, paint->offset_px, closed);

    tracing tracer = {.canvas = canvas, .frame = frame, .reach_px = reach_px};
    if (paint->dash_count)
        dash_all(&tracer, scratch, closed, paint);
    else if (closed)
        trace_ring(&tracer, scratch);
    else
        trace_line(&tracer, scratch);
}

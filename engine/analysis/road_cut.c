/* Cuts roads at barriers. */
#include "engine/analysis/road_cut.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

/* How much of the road on each side belongs to the barrier. */
#define HALF_M 0.5
/* What is shorter is no stretch of road. */
#define NOTHING_M 1e-6

/* A place on a road where a part of it begins or ends. */
typedef struct mark {
    double along_m;
    om_xy point;
    om_lonlat place;
    int64_t node;
} mark;

/* A road on its way to being cut. */
typedef struct cutting {
    om_road_list *list; /* where the parts go */
    const om_road *road;
    const om_road_row *row;
    double *along_m;    /* of its points */
    int64_t *next_node; /* the next id that no node of a source bears */
} cutting;

static int by_road_and_place(const void *a, const void *b)
{
    const om_road_cut *x = a, *y = b;
    if (x->road != y->road)
        return x->road < y->road ? -1 : 1;
    return (x->along_m > y->along_m) - (x->along_m < y->along_m);
}

static void measure(cutting *on)
{
    const om_xy *points = on->road->points;
    on->along_m = om_memory_resize(on->along_m, on->road->count, sizeof *on->along_m);
    on->along_m[0] = 0;
    for (size_t i = 1; i < on->road->count; i++)
        on->along_m[i] = on->along_m[i - 1] +
                         hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
}

static double length_m(const cutting *on)
{
    return on->along_m[on->road->count - 1];
}

/* The road's own point there, else one in between with a node id of its own. */
static mark mark_at(cutting *on, double along_m)
{
    const om_road *road = on->road;
    size_t i = 0;
    while (i + 1 < road->count && on->along_m[i] < along_m - NOTHING_M)
        i++;
    if (fabs(on->along_m[i] - along_m) <= NOTHING_M)
        return (mark){on->along_m[i], road->points[i], road->places[i],
                      road->nodes ? road->nodes[i] : 0};
    const double t = (along_m - on->along_m[i - 1]) / (on->along_m[i] - on->along_m[i - 1]);
    const om_xy a = road->points[i - 1], b = road->points[i];
    const om_lonlat p = road->places[i - 1], q = road->places[i];
    return (mark){along_m,
                  {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)},
                  {p.lon + t * (q.lon - p.lon), p.lat + t * (q.lat - p.lat)},
                  (*on->next_node)++};
}

/* Where the stretch of a barrier begins or ends: at most half way to the road's next point. */
static double border_m(const cutting *on, double along_m, int side)
{
    double nearest_m = along_m + side * 2 * HALF_M;
    for (size_t i = 0; i < on->road->count; i++) {
        const double away_m = side * (on->along_m[i] - along_m);
        if (away_m > NOTHING_M && away_m < side * (nearest_m - along_m))
            nearest_m = on->along_m[i];
    }
    const double border_m = along_m + (nearest_m - along_m) / 2;
    return fmin(fmax(border_m, 0), length_m(on));
}

static void add_part(cutting *on, const mark *from, const mark *to, double delay_s)
{
    const om_road *road = on->road;
    om_arena *arena = on->list->arena;
    if (to->along_m - from->along_m <= NOTHING_M)
        return;
    om_xy *points = OM_ARENA_ARRAY(arena, om_xy, road->count + 2);
    om_lonlat *places = OM_ARENA_ARRAY(arena, om_lonlat, road->count + 2);
    int64_t *nodes = OM_ARENA_ARRAY(arena, int64_t, road->count + 2);
    om_road part = *road;
    om_road_row row = *on->row;
    points[0] = from->point, places[0] = from->place, nodes[0] = from->node;
    part.count = 1;
    for (size_t i = 0; i < road->count; i++) {
        if (on->along_m[i] <= from->along_m + NOTHING_M ||
            on->along_m[i] >= to->along_m - NOTHING_M)
            continue;
        points[part.count] = road->points[i], places[part.count] = road->places[i];
        nodes[part.count++] = road->nodes ? road->nodes[i] : 0;
    }
    points[part.count] = to->point, places[part.count] = to->place, nodes[part.count++] = to->node;
    part.points = points;
    part.places = places;
    part.nodes = road->nodes ? nodes : NULL;
    row.delay_s += delay_s;
    om_road_list_add(on->list, &part, &row);
}

static void cut_road(cutting *on, const om_road_cut *cuts, size_t count)
{
    measure(on);
    const mark end = mark_at(on, length_m(on));
    mark last = mark_at(on, 0);
    for (size_t i = 0; i < count; i++) {
        const double at_m = cuts[i].along_m;
        const double before_m = border_m(on, at_m, -1), behind_m = border_m(on, at_m, 1);
        const bool is_at_end = before_m > at_m - NOTHING_M || behind_m < at_m + NOTHING_M;
        const mark from = before_m > last.along_m ? mark_at(on, before_m) : last;
        const mark to = behind_m > from.along_m ? mark_at(on, behind_m) : from;
        add_part(on, &last, &from, 0);
        if (isfinite(cuts[i].delay_s))
            add_part(on, &from, &to, cuts[i].delay_s / (is_at_end ? 2 : 1));
        last = to;
    }
    add_part(on, &last, &end, 0);
}

void om_road_list_cut(om_road_list *list, om_road_cut *cuts, size_t count)
{
    if (!count)
        return;
    qsort(cuts, count, sizeof *cuts, by_road_and_place);
    OM_AUTO_MEMORY om_road *roads = list->roads;
    OM_AUTO_MEMORY om_road_row *rows = list->rows;
    const size_t road_count = list->count;
    int64_t next_node = INT64_MIN;
    cutting on = {.list = list, .next_node = &next_node};
    list->roads = NULL;
    list->rows = NULL;
    list->count = list->capacity = 0;
    for (size_t r = 0, c = 0; r < road_count; r++) {
        const size_t first = c;
        while (c < count && cuts[c].road == r)
            c++;
        on.road = &roads[r];
        on.row = &rows[r];
        if (c == first)
            om_road_list_add(list, on.road, on.row);
        else
            cut_road(&on, &cuts[first], c - first);
    }
    free(on.along_m);
}

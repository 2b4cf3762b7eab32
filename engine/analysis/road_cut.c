/* Cuts roads at barriers. */
#include "engine/analysis/road_cut.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/base/pages.h"

/* How much of the road on each side belongs to the barrier. */
#define HALF_M 0.5
/* What is shorter is no stretch of road. */
#define NOTHING_M 1e-6

/* A place on a road where a part of it begins or ends. */
typedef struct mark {
    double along_m;
    om_xy point;
    om_point_key key;
} mark;

/* A road on its way to being cut. */
typedef struct cutting {
    om_road_list *list;         /* where the parts go */
    const om_road_table *table; /* where it is */
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
    const om_xy *points = &on->table->points[on->road->first];
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

static om_point_key key_between(om_point_key from, om_point_key to, double t)
{
    const om_lonlat p = om_place_of_key(from), q = om_place_of_key(to);
    return om_key_of_place((om_lonlat){p.lon + t * (q.lon - p.lon), p.lat + t * (q.lat - p.lat)});
}

/* The road's own point there, else one in between with a node id of its own. */
static mark mark_at(cutting *on, double along_m)
{
    const om_road *road = on->road;
    const om_xy *points = &on->table->points[road->first];
    const om_point_key *keys = &on->table->keys[road->first];
    size_t i = 0;
    while (i + 1 < road->count && on->along_m[i] < along_m - NOTHING_M)
        i++;
    if (fabs(on->along_m[i] - along_m) <= NOTHING_M)
        return (mark){on->along_m[i], points[i], keys[i]};
    const double t = (along_m - on->along_m[i - 1]) / (on->along_m[i] - on->along_m[i - 1]);
    const om_xy a = points[i - 1], b = points[i];
    const om_point_key key =
        road->by_node ? om_key_of_node((*on->next_node)++) : key_between(keys[i - 1], keys[i], t);
    return (mark){along_m, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}, key};
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
    om_road_table *table = &on->list->table;
    if (to->along_m - from->along_m <= NOTHING_M)
        return;
    om_road_row row = *on->row;
    row.delay_s += delay_s;
    om_road_list_add(on->list, on->road, &row);
    om_road_table_add_point(table, from->point, from->key);
    for (size_t i = 0; i < on->road->count; i++)
        if (on->along_m[i] > from->along_m + NOTHING_M && on->along_m[i] < to->along_m - NOTHING_M)
            om_road_table_add_point(table, on->table->points[on->road->first + i],
                                    on->table->keys[on->road->first + i]);
    om_road_table_add_point(table, to->point, to->key);
}

static void add_whole(cutting *on)
{
    om_road_list_add(on->list, on->road, on->row);
    for (size_t i = 0; i < on->road->count; i++)
        om_road_table_add_point(&on->list->table, on->table->points[on->road->first + i],
                                on->table->keys[on->road->first + i]);
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
    om_road_table table = list->table;
    om_road_row *rows = list->rows;
    const size_t rows_size = list->capacity * sizeof *rows;
    int64_t next_node = INT64_MIN;
    cutting on = {.list = list, .table = &table, .next_node = &next_node};
    list->table = (om_road_table){0};
    list->rows = NULL;
    list->count = list->capacity = 0;
    for (size_t r = 0, c = 0; r < table.count; r++) {
        const size_t first = c;
        while (c < count && cuts[c].road == r)
            c++;
        on.road = &table.roads[r];
        on.row = &rows[r];
        if (c == first)
            add_whole(&on);
        else
            cut_road(&on, &cuts[first], c - first);
    }
    free(on.along_m);
    om_pages_free(rows, rows_size);
    om_road_table_clear(&table);
}

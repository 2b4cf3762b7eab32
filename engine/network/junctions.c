/* Finds where roads meet: by node ids where they are known, else by place and level. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

/* A ten-millionth of a degree, a centimetre: what OSM keeps. */
#define STEPS_PER_DEGREE 1e7

/* One point of one road, with what makes it equal to another. */
typedef struct use {
    int64_t a, b; /* node id and 0, or quantised longitude and latitude */
    uint32_t point;
    int level;
    bool by_node, is_end;
} use;

static int compare(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int compare_places(const use *a, const use *b)
{
    if (a->by_node != b->by_node)
        return a->by_node ? -1 : 1;
    const int by_a = compare(a->a, b->a);
    return by_a ? by_a : compare(a->b, b->b);
}

static int compare_uses(const void *left, const void *right)
{
    const use *a = left, *b = right;
    const int by_place = compare_places(a, b);
    if (by_place)
        return by_place;
    const int by_level = compare(a->level, b->level);
    return by_level ? by_level : compare(a->point, b->point);
}

static use use_of(const om_road *road, size_t i, size_t point)
{
    use made = {.point = (uint32_t)point, .is_end = i == 0 || i + 1 == road->count};
    if (road->nodes) {
        made.by_node = true;
        made.a = road->nodes[i];
        return made;
    }
    made.a = llround(road->places[i].lon * STEPS_PER_DEGREE);
    made.b = llround(road->places[i].lat * STEPS_PER_DEGREE);
    made.level = road->level;
    return made;
}

/* Marks with one name (the lowest point) all uses from `first` to `last` that are one junction. */
static void name_junction(const use *uses, size_t first, size_t last, uint32_t *name)
{
    bool has_end = false;
    uint32_t lowest = UINT32_MAX;
    for (size_t i = first; i < last; i++) {
        has_end |= uses[i].is_end;
        lowest = uses[i].point < lowest ? uses[i].point : lowest;
    }
    if (last - first < 2 && !has_end)
        return;
    for (size_t i = first; i < last; i++)
        name[uses[i].point] = lowest;
}

/* Points at one place: all of them are one junction if a road ends there, else level by level. */
static void name_place(const use *uses, size_t first, size_t last, uint32_t *name)
{
    for (size_t i = first; i < last; i++)
        if (uses[i].is_end) {
            name_junction(uses, first, last, name);
            return;
        }
    for (size_t from = first, to; from < last; from = to) {
        for (to = from + 1; to < last && uses[to].level == uses[from].level;)
            to++;
        name_junction(uses, from, to, name);
    }
}

size_t om_junctions_number(const om_road *roads, size_t count, uint32_t *ret_vertex)
{
    size_t points = 0;
    for (size_t r = 0; r < count; r++)
        points += roads[r].count;
    OM_AUTO_MEMORY use *uses = om_memory_take(points, sizeof *uses);
    size_t point = 0;
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < roads[r].count; i++, point++)
            uses[point] = use_of(&roads[r], i, point);
    qsort(uses, points, sizeof *uses, compare_uses);

    memset(ret_vertex, 0xff, points * sizeof *ret_vertex);
    for (size_t from = 0, to; from < points; from = to) {
        for (to = from + 1; to < points && compare_places(&uses[from], &uses[to]) == 0;)
            to++;
        name_place(uses, from, to, ret_vertex);
    }

    /* The lowest point of a junction comes first, so its number is there when it is asked for. */
    size_t vertices = 0;
    for (size_t i = 0; i < points; i++)
        if (ret_vertex[i] != OM_NO_VERTEX)
            ret_vertex[i] = ret_vertex[i] == i ? (uint32_t)vertices++ : ret_vertex[ret_vertex[i]];
    return vertices;
}

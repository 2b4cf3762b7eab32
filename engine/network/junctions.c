/* Finds where roads meet: by node ids where they are known, else by place and level. */
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

/* Places are looked at in so many parts one after another: the table of one is small. */
enum { PARTS = 8 };

/* Who has been at a place. */
typedef struct visitor {
    int level;
    uint32_t point;
} visitor;

typedef struct numbering {
    const om_road_table *roads;
    uint64_t *ends;  /* a bit a point: whether a road begins or ends there */
    uint32_t *name;  /* one a point: the one before it at its place, then the junction's lowest */
    uint32_t *slots; /* the last point at each place of a part; OM_NO_VERTEX: free */
    size_t slot_count;
    visitor *here; /* those at one place */
    size_t here_capacity;
} numbering;

static void numbering_clear(numbering *on)
{
    free(on->ends);
    free(on->slots);
    free(on->here);
}

/* Any bit of a key changes about half of the bits (Steele, Lea and Flood's SplitMix). */
static uint64_t scatter(om_point_key key)
{
    key = (key ^ key >> 30) * 0xbf58476d1ce4e5b9u;
    key = (key ^ key >> 27) * 0x94d049bb133111ebu;
    return key ^ key >> 31;
}

static size_t part_of(om_point_key key)
{
    return scatter(key) >> 61;
}

static void mark_ends(numbering *on)
{
    on->ends = om_memory_take(on->roads->point_count / 64 + 1, sizeof *on->ends);
    for (size_t r = 0; r < on->roads->count; r++) {
        const size_t first = on->roads->roads[r].first;
        const size_t last = first + on->roads->roads[r].count - 1;
        on->ends[first / 64] |= (uint64_t)1 << first % 64;
        on->ends[last / 64] |= (uint64_t)1 << last % 64;
    }
}

static bool is_end(const numbering *on, uint32_t point)
{
    return on->ends[point / 64] >> point % 64 & 1;
}

static int level_of(const numbering *on, uint32_t point)
{
    size_t low = 0, high = on->roads->count;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (on->roads->roads[middle].first <= point)
            low = middle;
        else
            high = middle;
    }
    return on->roads->roads[low].level;
}

static int by_level(const void *left, const void *right)
{
    const visitor *a = left, *b = right;
    if (a->level != b->level)
        return a->level < b->level ? -1 : 1;
    return (a->point > b->point) - (a->point < b->point);
}

/* Lists the points at one place from the last on down. */
static size_t list_here(numbering *on, uint32_t last, bool *ret_has_end)
{
    size_t count = 0;
    *ret_has_end = false;
    for (uint32_t p = last; p != OM_NO_VERTEX; p = on->name[p]) {
        on->here = om_memory_grow(on->here, count + 1, &on->here_capacity, sizeof *on->here);
        on->here[count++] = (visitor){0, p};
        *ret_has_end |= is_end(on, p);
    }
    return count;
}

/* Gives points one name, or none to one that is alone and no end. */
static void name_junction(numbering *on, size_t first, size_t last, bool has_end)
{
    uint32_t lowest = OM_NO_VERTEX;
    for (size_t i = first; i < last && (last - first > 1 || has_end); i++)
        lowest = on->here[i].point < lowest ? on->here[i].point : lowest;
    for (size_t i = first; i < last; i++)
        on->name[on->here[i].point] = lowest;
}

/* Points at one place: all of them are one junction if a road ends there, else level by level. */
static void name_place(numbering *on, uint32_t last, bool by_node)
{
    bool has_end;
    const size_t count = list_here(on, last, &has_end);
    if (by_node || has_end || count == 1) {
        name_junction(on, 0, count, has_end);
        return;
    }
    for (size_t i = 0; i < count; i++)
        on->here[i].level = level_of(on, on->here[i].point);
    qsort(on->here, count, sizeof *on->here, by_level);
    for (size_t from = 0, to; from < count; from = to) {
        for (to = from + 1; to < count && on->here[to].level == on->here[from].level;)
            to++;
        name_junction(on, from, to, false);
    }
}

static void put(numbering *on, uint32_t point)
{
    const om_point_key *keys = on->roads->keys;
    size_t slot = scatter(keys[point]) & (on->slot_count - 1);
    while (on->slots[slot] != OM_NO_VERTEX && keys[on->slots[slot]] != keys[point])
        slot = (slot + 1) & (on->slot_count - 1);
    on->name[point] = on->slots[slot];
    on->slots[slot] = point;
}

static void name_part(numbering *on, size_t part, bool by_node)
{
    memset(on->slots, 0xff, on->slot_count * sizeof *on->slots);
    for (size_t r = 0; r < on->roads->count; r++) {
        const om_road *road = &on->roads->roads[r];
        for (uint32_t p = road->first; road->by_node == by_node && p < road->first + road->count;
             p++)
            if (part_of(on->roads->keys[p]) == part)
                put(on, p);
    }
    for (size_t s = 0; s < on->slot_count; s++)
        if (on->slots[s] != OM_NO_VERTEX)
            name_place(on, on->slots[s], by_node);
}

/* Counts the points of each part, by place and by node, and makes room for the largest. */
static void count_parts(numbering *on, size_t ret_counts[2][PARTS])
{
    size_t most = 0;
    for (size_t r = 0; r < on->roads->count; r++) {
        const om_road *road = &on->roads->roads[r];
        for (uint32_t i = 0; i < road->count; i++) {
            size_t *count = &ret_counts[road->by_node][part_of(om_road_keys(on->roads, r)[i])];
            most = ++*count > most ? *count : most;
        }
    }
    for (on->slot_count = 1; on->slot_count <= most + most / 2;)
        on->slot_count *= 2;
    on->slots = om_memory_take(on->slot_count, sizeof *on->slots);
}

size_t om_junctions_number(const om_road_table *roads, uint32_t *ret_vertex)
{
    __attribute__((cleanup(numbering_clear))) numbering on = {.roads = roads, .name = ret_vertex};
    size_t counts[2][PARTS] = {0};
    mark_ends(&on);
    count_parts(&on, counts);
    for (size_t part = 0; part < PARTS; part++)
        for (int by_node = 0; by_node < 2; by_node++)
            if (counts[by_node][part] > 0)
                name_part(&on, part, by_node);

    /* The lowest point of a junction comes first, so its number is there when it is asked for. */
    size_t vertices = 0;
    for (size_t i = 0; i < roads->point_count; i++)
        if (ret_vertex[i] != OM_NO_VERTEX)
            ret_vertex[i] = ret_vertex[i] == i ? (uint32_t)vertices++ : ret_vertex[ret_vertex[i]];
    return vertices;
}

/* A packed tree over extents. */
#include "engine/draw/near.h"

#include <string.h>

#include "engine/base/memory.h"

enum { FAN = 16, MAX_LEVELS = 16 };

struct om_near {
    uint32_t *numbers;            /* of the leaves, along the curve */
    om_extent *boxes[MAX_LEVELS]; /* boxes[0] one a leaf, boxes[n] one for FAN of boxes[n - 1] */
    size_t counts[MAX_LEVELS];
    int levels;
};

typedef struct leaf {
    uint64_t curve;
    uint32_t number;
} leaf;

static uint64_t spread(uint32_t bits)
{
    uint64_t x = bits;
    x = (x | x << 16) & UINT64_C(0x0000ffff0000ffff);
    x = (x | x << 8) & UINT64_C(0x00ff00ff00ff00ff);
    x = (x | x << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    x = (x | x << 2) & UINT64_C(0x3333333333333333);
    return (x | x << 1) & UINT64_C(0x5555555555555555);
}

static int along_the_curve(const void *a, const void *b)
{
    const leaf *left = a;
    const leaf *right = b;
    if (left->curve != right->curve)
        return left->curve < right->curve ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

static om_extent together(om_extent a, om_extent b)
{
    a = om_extent_with(a, (om_vertex){b.min_x, b.min_y});
    return om_extent_with(a, (om_vertex){b.max_x, b.max_y});
}

static void stack_levels(om_near *near)
{
    near->levels = 1;
    while (near->counts[near->levels - 1] > 1) {
        const om_extent *below = near->boxes[near->levels - 1];
        const size_t count = near->counts[near->levels - 1];
        const size_t nodes = (count + FAN - 1) / FAN;
        om_extent *boxes = om_memory_take(nodes, sizeof *boxes);
        for (size_t i = 0; i < nodes; i++) {
            boxes[i] = OM_EXTENT_NONE;
            for (size_t j = i * FAN; j < count && j < (i + 1) * FAN; j++)
                boxes[i] = together(boxes[i], below[j]);
        }
        near->boxes[near->levels] = boxes;
        near->counts[near->levels++] = nodes;
    }
}

om_near *om_near_new(const om_extent *extents, size_t count, size_t stride)
{
    OM_AUTO_MEMORY leaf *leaves = om_memory_take(count ? count : 1, sizeof *leaves);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const om_extent *e = (const om_extent *)(const void *)((const char *)extents + i * stride);
        if (om_extent_is_empty(*e))
            continue;
        leaves[kept++] = (leaf){
            .curve = spread(e->min_x / 2 + e->max_x / 2) | spread(e->min_y / 2 + e->max_y / 2) << 1,
            .number = (uint32_t)i,
        };
    }
    qsort(leaves, kept, sizeof *leaves, along_the_curve);

    om_near *near = om_memory_take(1, sizeof *near);
    near->numbers = om_memory_take(kept ? kept : 1, sizeof *near->numbers);
    near->boxes[0] = om_memory_take(kept ? kept : 1, sizeof(om_extent));
    near->counts[0] = kept;
    for (size_t i = 0; i < kept; i++) {
        near->numbers[i] = leaves[i].number;
        memcpy(&near->boxes[0][i], (const char *)extents + leaves[i].number * stride,
               sizeof(om_extent));
    }
    stack_levels(near);
    return near;
}

void om_near_free(om_near *near)
{
    if (!near)
        return;
    for (int level = 0; level < near->levels; level++)
        free(near->boxes[level]);
    free(near->numbers);
    free(near);
}

static void descend(const om_near *near, int level, size_t node, om_extent where, om_found *found)
{
    if (!om_extents_touch(near->boxes[level][node], where))
        return;
    if (level == 0) {
        found->numbers = om_memory_grow(found->numbers, found->count + 1, &found->capacity,
                                        sizeof *found->numbers);
        found->numbers[found->count++] = near->numbers[node];
        return;
    }
    const size_t end = (node + 1) * FAN;
    for (size_t i = node * FAN; i < end && i < near->counts[level - 1]; i++)
        descend(near, level - 1, i, where, found);
}

static int ascending(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a;
    const uint32_t right = *(const uint32_t *)b;
    return left < right ? -1 : left > right;
}

void om_near_find(const om_near *near, om_extent where, om_found *found)
{
    found->count = 0;
    if (near->counts[0] == 0 || om_extent_is_empty(where))
        return;
    descend(near, near->levels - 1, 0, where, found);
    if (found->count > 1)
        qsort(found->numbers, found->count, sizeof *found->numbers, ascending);
}

om_extent om_near_extent(const om_near *near)
{
    return near->counts[0] ? near->boxes[near->levels - 1][0] : OM_EXTENT_NONE;
}

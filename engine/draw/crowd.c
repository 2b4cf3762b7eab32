/* A grid of boxes, its cells kept in chains by hash. */
#include "engine/draw/crowd.h"

#include <math.h>

#include "engine/base/memory.h"

enum { CHAINS = 1 << 16, CELL_PX = 64 };

typedef struct member {
    om_rect box;
    uint64_t kind;
    uint32_t next; /* number plus one of the next in the chain, 0 ends it */
} member;

struct om_crowd {
    member *members;
    size_t count, capacity;
    uint32_t chains[CHAINS];
};

om_crowd *om_crowd_new(void)
{
    return om_memory_take(1, sizeof(om_crowd));
}

void om_crowd_free(om_crowd *crowd)
{
    if (!crowd)
        return;
    free(crowd->members);
    free(crowd);
}

static size_t chain_of(int64_t column, int64_t row)
{
    const uint64_t hash = (uint64_t)column * UINT64_C(0x9e3779b97f4a7c15) +
                          (uint64_t)row * UINT64_C(0xc2b2ae3d27d4eb4f);
    return (size_t)(hash >> 40) & (CHAINS - 1);
}

static int64_t cell_of(double px)
{
    return (int64_t)floor(px / CELL_PX);
}

void om_crowd_add(om_crowd *crowd, om_rect box, uint64_t kind)
{
    for (int64_t row = cell_of(box.min_y); row <= cell_of(box.max_y); row++)
        for (int64_t column = cell_of(box.min_x); column <= cell_of(box.max_x); column++) {
            uint32_t *chain = &crowd->chains[chain_of(column, row)];
            crowd->members = om_memory_grow(crowd->members, crowd->count + 1, &crowd->capacity,
                                            sizeof *crowd->members);
            crowd->members[crowd->count++] = (member){box, kind, *chain};
            *chain = (uint32_t)crowd->count;
        }
}

static bool overlap(om_rect a, om_rect b)
{
    return a.min_x < b.max_x && a.max_x > b.min_x && a.min_y < b.max_y && a.max_y > b.min_y;
}

static bool chain_has_room(const om_crowd *crowd, uint32_t chain, om_rect box, uint64_t kind)
{
    while (chain) {
        const member *other = &crowd->members[chain - 1];
        if (other->kind == kind && overlap(other->box, box))
            return false;
        chain = other->next;
    }
    return true;
}

bool om_crowd_has_room(const om_crowd *crowd, om_rect box, uint64_t kind)
{
    for (int64_t row = cell_of(box.min_y); row <= cell_of(box.max_y); row++)
        for (int64_t column = cell_of(box.min_x); column <= cell_of(box.max_x); column++)
            if (!chain_has_room(crowd, crowd->chains[chain_of(column, row)], box, kind))
                return false;
    return true;
}

/* Joining pieces of a street. */
#include <string.h>

#include "engine/base/memory.h"
#include "engine/draw/place.h"

/* An end of a piece. Ends are numbered 2 * piece for the first vertex, 2 * piece + 1 for the last.
 */
typedef struct end {
    uint64_t name;
    om_vertex at;
    uint32_t number;
} end;

static const uint32_t loose = UINT32_MAX;

static int by_name_and_place(const void *a, const void *b)
{
    const end *left = a;
    const end *right = b;
    if (left->name != right->name)
        return left->name < right->name ? -1 : 1;
    if (left->at.x != right->at.x)
        return left->at.x < right->at.x ? -1 : 1;
    if (left->at.y != right->at.y)
        return left->at.y < right->at.y ? -1 : 1;
    return left->number < right->number ? -1 : left->number > right->number;
}

static bool same_place(const end *a, const end *b)
{
    return a->name == b->name && a->at.x == b->at.x && a->at.y == b->at.y;
}

/* For every end the one that goes on from it, where just two meet. */
static uint32_t *partners_of(const om_named_line *lines, size_t count)
{
    OM_AUTO_MEMORY end *ends = om_memory_take(2 * count + 1, sizeof *ends);
    uint32_t *partners = om_memory_take(2 * count + 1, sizeof *partners);
    for (uint32_t i = 0; i < count; i++) {
        ends[2 * i] = (end){lines[i].name, lines[i].vertices[0], 2 * i};
        ends[2 * i + 1] = (end){lines[i].name, lines[i].vertices[lines[i].count - 1], 2 * i + 1};
    }
    for (size_t i = 0; i < 2 * count; i++)
        partners[i] = loose;
    qsort(ends, 2 * count, sizeof *ends, by_name_and_place);
    for (size_t i = 0, next; i < 2 * count; i = next) {
        for (next = i + 1; next < 2 * count && same_place(&ends[i], &ends[next]);)
            next++;
        if (next - i != 2 || ends[i].number / 2 == ends[i + 1].number / 2)
            continue;
        partners[ends[i].number] = ends[i + 1].number;
        partners[ends[i + 1].number] = ends[i].number;
    }
    return partners;
}

/* The end where the street that a piece belongs to begins; of a ring, the piece's own first. */
static uint32_t beginning_of(const uint32_t *partners, uint32_t piece)
{
    uint32_t at = 2 * piece;
    while (partners[at] != loose) {
        at = partners[at] ^ 1u;
        if (at / 2 == piece)
            return 2 * piece;
    }
    return at;
}

static void append(om_street *street, size_t *capacity, const om_named_line *line, bool backwards)
{
    for (uint32_t i = street->count ? 1 : 0; i < line->count; i++) {
        street->vertices =
            om_memory_grow(street->vertices, street->count + 1, capacity, sizeof *street->vertices);
        street->vertices[street->count++] = line->vertices[backwards ? line->count - 1 - i : i];
    }
}

static om_street follow(const om_named_line *lines, const uint32_t *partners, uint32_t from,
                        bool *used)
{
    om_street street = {.number = lines[from / 2].number};
    size_t capacity = 0;
    for (uint32_t at = from; at != loose && !used[at / 2]; at = partners[at ^ 1u]) {
        used[at / 2] = true;
        append(&street, &capacity, &lines[at / 2], at % 2 == 1);
        if (lines[at / 2].number < street.number)
            street.number = lines[at / 2].number;
    }
    return street;
}

size_t om_streets_join(const om_named_line *lines, size_t count, om_street **ret)
{
    OM_AUTO_MEMORY uint32_t *partners = partners_of(lines, count);
    OM_AUTO_MEMORY bool *used = om_memory_take(count + 1, sizeof *used);
    om_street *streets = om_memory_take(count + 1, sizeof *streets);
    size_t joined = 0;
    for (uint32_t i = 0; i < count; i++)
        if (!used[i])
            streets[joined++] = follow(lines, partners, beginning_of(partners, i), used);
    *ret = streets;
    return joined;
}

void om_streets_free(om_street *streets, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(streets[i].vertices);
    free(streets);
}

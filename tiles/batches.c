/* Batches from runs. */
#include "tiles/batches.h"

#include "engine/base/memory.h"
#include "tiles/tile_id.h"

void om_batches_clear(om_batches *batches)
{
    free(batches->items);
    *batches = (om_batches){0};
}

/* Tiles along the side of a batch of zoom `z`, as a power of two. */
static int shift_of(const om_batches *batches, int z)
{
    return z < batches->shift ? z : batches->shift;
}

static void add(om_batches *batches, int z, uint64_t first, uint64_t end)
{
    om_batch_run *last = batches->count ? &batches->items[batches->count - 1] : NULL;
    if (last && last->z == z && first <= last->end) {
        batches->total += end > last->end ? end - last->end : 0;
        last->end = end > last->end ? end : last->end;
        return;
    }
    batches->items =
        om_memory_grow(batches->items, batches->count + 1, &batches->room, sizeof *batches->items);
    batches->items[batches->count++] = (om_batch_run){z, first, end, batches->total};
    batches->total += end - first;
}

void om_batches_make(const om_runs *runs, int metatile, om_batches *ret)
{
    while (1 << ret->shift < metatile)
        ret->shift++;
    for (size_t i = 0; i < runs->count; i++)
        for (uint64_t at = runs->items[i].first; at < runs->items[i].end;) {
            const int z = om_tile_id_zoom(at);
            const uint64_t base = om_tile_id_first(z), next_zoom = om_tile_id_first(z + 1);
            const uint64_t end = runs->items[i].end < next_zoom ? runs->items[i].end : next_zoom;
            const int bits = 2 * shift_of(ret, z);
            add(ret, z, (at - base) >> bits, ((end - 1 - base) >> bits) + 1);
            at = end;
        }
}

om_batch_square om_batches_at(const om_batches *batches, uint64_t number)
{
    size_t low = 0, high = batches->count - 1;
    while (low < high) { /* the last run that does not begin after it */
        const size_t middle = (low + high + 1) / 2;
        if (batches->items[middle].before <= number)
            low = middle;
        else
            high = middle - 1;
    }
    const om_batch_run run = batches->items[low];
    const uint64_t square = run.first + number - run.before;
    const int shift = shift_of(batches, run.z);
    const uint64_t first = om_tile_id_first(run.z) + (square << 2 * shift);
    const om_tile any = om_tile_of_id(first);
    const uint32_t last = (1u << shift) - 1;
    const uint32_t left = any.x & ~last, top = any.y & ~last;
    return (om_batch_square){
        .range = {run.z, left, top, left + last, top + last},
        .first = first,
        .end = first + (UINT64_C(1) << 2 * shift),
    };
}

uint64_t om_batches_first(const om_batches *batches, int z)
{
    for (size_t i = 0; i < batches->count; i++)
        if (batches->items[i].z >= z)
            return batches->items[i].before;
    return batches->total;
}

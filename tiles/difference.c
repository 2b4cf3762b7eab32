/* Comparing tile by tile. */
#include "tiles/difference.h"

#include "engine/base/status.h"

enum { TILES_A_REPORT = 256 };

void om_difference_clear(om_difference *difference)
{
    om_runs_clear(&difference->added);
    om_runs_clear(&difference->removed);
    om_runs_clear(&difference->changed);
    *difference = (om_difference){0};
}

/* Reads a tile, if it is there, and adds it to the sum of its archive. */
static om_status take(const om_archive *archive, uint64_t id, om_tiles_hash *sum, bool *ret_found,
                      om_hash *ret_hash, om_error *err)
{
    *ret_found = om_runs_have(&archive->tiles, id);
    if (!*ret_found)
        return OM_OK;
    OM_AUTO_TEXT bytes = {0};
    OM_TRY(om_archive_read(archive, id, &bytes, err));
    *ret_hash = om_bytes_hash(bytes.bytes, bytes.length);
    om_tiles_hash_add(sum, id, *ret_hash);
    return OM_OK;
}

static om_status compare(const om_archive *first, const om_archive *second, uint64_t id,
                         om_difference *ret, om_error *err)
{
    bool in_first = false, in_second = false;
    om_hash was = {0}, is = {0};
    OM_TRY(take(first, id, &ret->before, &in_first, &was, err));
    OM_TRY(take(second, id, &ret->after, &in_second, &is, err));
    if (!in_first)
        om_runs_add(&ret->added, id, id + 1);
    else if (!in_second)
        om_runs_add(&ret->removed, id, id + 1);
    else if (was.high != is.high || was.low != is.low)
        om_runs_add(&ret->changed, id, id + 1);
    else
        ret->same++;
    return OM_OK;
}

om_status om_difference_make(const om_archive *first, const om_archive *second,
                             const om_listener *listener, om_difference *ret, om_error *err)
{
    OM_AUTO_RUNS all = {0};
    const om_runs *const both[] = {&first->tiles, &second->tiles};
    for (size_t side = 0; side < 2; side++)
        for (size_t i = 0; i < both[side]->count; i++)
            om_runs_add(&all, both[side]->items[i].first, both[side]->items[i].end);
    om_runs_tidy(&all);
    const uint64_t total = om_runs_total(&all);
    uint64_t done = 0;
    for (size_t i = 0; i < all.count; i++)
        for (uint64_t id = all.items[i].first; id < all.items[i].end; id++) {
            OM_TRY(compare(first, second, id, ret, err));
            const om_progress progress = {"diff", ++done, total, "tiles"};
            if (done % TILES_A_REPORT == 0 || done == total)
                OM_TRY(om_listener_tell(listener, &progress, err));
        }
    return OM_OK;
}

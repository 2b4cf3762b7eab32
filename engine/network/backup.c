/* Dijkstra's search with two labels a state, of different starts. */
#include "engine/network/backup.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"
#include "engine/network/starts.h"

/* What is known of a state. */
typedef struct label {
    om_arrival two[2]; /* the earlier first, of different sources */
    uint32_t round;    /* the search that wrote them */
} label;

struct om_backup {
    const om_network *network;
    om_starts starts;
    double limit_s;
    label *labels; /* one a state */
    uint32_t round;
    om_queue queue;
};

static const om_arrival nobody = {INFINITY, OM_NO_SOURCE};

om_backup *om_backup_new(const om_network *network)
{
    om_backup *backup = om_memory_take(1, sizeof *backup);
    backup->network = network;
    backup->round = 1; /* later than no search at all */
    backup->labels = om_memory_take(network->state_count, sizeof *backup->labels);
    om_queue_init(&backup->queue, om_network_step_s(network));
    return backup;
}

void om_backup_free(om_backup *backup)
{
    if (!backup)
        return;
    om_starts_clear(&backup->starts);
    free(backup->labels);
    om_queue_clear(&backup->queue);
    free(backup);
}

static bool is_earlier(om_arrival a, om_arrival b)
{
    return a.seconds < b.seconds || (a.seconds == b.seconds && a.source < b.source);
}

/* Keeps the two earliest arrivals of different sources; false when `added` is none of them. */
static bool take(om_arrival two[2], om_arrival added)
{
    if (added.source == two[0].source) {
        if (!(added.seconds < two[0].seconds))
            return false;
        two[0] = added;
        return true;
    }
    if (!is_earlier(added, two[1]))
        return false;
    if (is_earlier(added, two[0])) {
        two[1] = two[0];
        two[0] = added;
    } else {
        two[1] = added;
    }
    return true;
}

static void offer(om_backup *backup, om_entry entry)
{
    if (!(entry.seconds <= backup->limit_s && entry.seconds < (double)INFINITY))
        return;
    label *known = &backup->labels[entry.state];
    if (known->round != backup->round)
        *known = (label){{nobody, nobody}, backup->round};
    if (take(known->two, (om_arrival){entry.seconds, entry.source}))
        om_queue_put(&backup->queue, entry);
}

static bool is_entry(om_arrival arrival, const om_entry *entry)
{
    return arrival.seconds == entry->seconds && arrival.source == entry->source;
}

/* Goes on from a state, unless the entry's arrival was overtaken since it was made. */
static void settle(om_backup *backup, const om_entry *entry)
{
    const om_network *network = backup->network;
    const label *known = &backup->labels[entry->state];
    if (!is_entry(known->two[0], entry) && !is_entry(known->two[1], entry))
        return;
    const om_arc *arc = &network->arcs[network->first_arc[entry->state]];
    const om_arc *end = &network->arcs[network->first_arc[entry->state + 1]];
    for (; arc < end; arc++)
        offer(backup, (om_entry){entry->seconds + arc->seconds, entry->source, arc->head});
}

static void begin_round(om_backup *backup)
{
    if (++backup->round == 0) {
        memset(backup->labels, 0, backup->network->state_count * sizeof *backup->labels);
        backup->round = 1;
    }
    om_queue_begin(&backup->queue);
}

om_status om_backup_run(om_backup *backup, const om_start *starts, size_t count, double limit_s,
                        om_error *err)
{
    OM_TRY(om_starts_keep(&backup->starts, backup->network, starts, count, limit_s, err));
    begin_round(backup);
    backup->limit_s = limit_s;
    for (size_t i = 0; i < count; i++) {
        om_entry ends[2];
        const size_t end_count = om_start_leave(backup->network, &starts[i], (uint32_t)i, ends);
        for (size_t e = 0; e < end_count; e++)
            offer(backup, ends[e]);
    }
    for (om_entry entry; om_queue_take(&backup->queue, &entry);)
        settle(backup, &entry);
    return OM_OK;
}

static void take_within(const om_backup *backup, om_arrival two[2], om_arrival added)
{
    if (added.seconds <= backup->limit_s && added.seconds < (double)INFINITY)
        take(two, added);
}

/* Takes what comes over a way, `gone_s` after it turned into it. */
static void take_over(const om_backup *backup, uint32_t way, double gone_s, om_arrival two[2])
{
    const om_network *network = backup->network;
    if (!om_way_is_open(network, way))
        return;
    const bool is_restricted = network->edges[om_way_edge(way)].restricted;
    for (uint32_t s = om_way_tail(network, way); s != OM_NO_STATE; s = om_state_next(network, s)) {
        const label *known = &backup->labels[s];
        if (known->round != backup->round || (is_restricted && !om_state_may_take(network, s, way)))
            continue;
        for (int i = 0; i < 2; i++)
            take_within(backup, two,
                        (om_arrival){known->two[i].seconds + gone_s, known->two[i].source});
    }
}

void om_backup_at(const om_backup *backup, uint32_t number, double fraction, om_arrival ret[2])
{
    const om_network *network = backup->network;
    const double seconds = network->edges[number].seconds;
    ret[0] = ret[1] = nobody;
    if (fraction <= om_network_free_stretch(network, number, OM_BEFORE_EDGE).to)
        take_over(backup, 2 * number, fraction * seconds, ret);
    if (fraction >= om_network_free_stretch(network, number, OM_BEHIND_EDGE).from)
        take_over(backup, 2 * number + 1, (1 - fraction) * seconds, ret);
    size_t end;
    for (size_t i = om_starts_on(&backup->starts, number, &end); i < end; i++)
        take_within(backup, ret,
                    (om_arrival){om_start_seconds_at(network, &backup->starts.list[i], fraction),
                                 backup->starts.numbers[i]});
}

/* Turns outlines into shapes and measures their error. */
#include "engine/analysis/reach.h"

#include <string.h>

#include "engine/base/memory.h"

enum { SAMPLED = 4000 };

/* ---- WKB, little-endian ---- */

enum { WKB_POLYGON = 3, WKB_MULTIPOLYGON = 6 };

static void add_count(om_text *wkb, size_t count)
{
    const uint32_t number = (uint32_t)count;
    om_text_add_bytes(wkb, &number, sizeof number);
}

static void add_head(om_text *wkb, uint32_t type)
{
    om_text_add_bytes(wkb, "\1", 1);
    add_count(wkb, type);
}

static void add_ring(om_text *wkb, const om_outline *outline, const om_ring *ring)
{
    add_count(wkb, ring->count);
    om_text_add_bytes(wkb, &outline->points[ring->first], ring->count * sizeof(om_xy));
}

/* Holes in the order of the outer rings they belong to. */
static size_t *order_holes(const om_outline *outline, size_t *first)
{
    size_t *order = om_memory_take(outline->ring_count + 1, sizeof *order);
    for (size_t i = 0; i < outline->ring_count; i++)
        if (outline->rings[i].outer != OM_IS_OUTER)
            first[outline->rings[i].outer + 1]++;
    for (size_t i = 0; i < outline->ring_count; i++)
        first[i + 1] += first[i];
    OM_AUTO_MEMORY size_t *next = om_memory_take(outline->ring_count + 1, sizeof *next);
    memcpy(next, first, outline->ring_count * sizeof *next);
    for (size_t i = 0; i < outline->ring_count; i++)
        if (outline->rings[i].outer != OM_IS_OUTER)
            order[next[outline->rings[i].outer]++] = i;
    return order;
}

om_status om_reach_shape(om_geo *geo, const om_outline *outline, om_geom **ret, om_error *err)
{
    OM_AUTO_MEMORY size_t *first = om_memory_take(outline->ring_count + 1, sizeof *first);
    OM_AUTO_MEMORY size_t *holes = order_holes(outline, first);
    OM_AUTO_TEXT wkb = {0};
    add_head(&wkb, WKB_MULTIPOLYGON);
    add_count(&wkb, outline->ring_count - first[outline->ring_count]);
    for (size_t i = 0; i < outline->ring_count; i++) {
        if (outline->rings[i].outer != OM_IS_OUTER)
            continue;
        add_head(&wkb, WKB_POLYGON);
        add_count(&wkb, 1 + first[i + 1] - first[i]);
        add_ring(&wkb, outline, &outline->rings[i]);
        for (size_t h = first[i]; h < first[i + 1]; h++)
            add_ring(&wkb, outline, &outline->rings[holes[h]]);
    }
    return om_geom_of_wkb(geo, wkb.bytes, wkb.length, OM_METRES, ret, err);
}

/* ---- Error ---- */

/* A share in 0..1 from a 64-bit linear congruential generator (Knuth's MMIX constants). */
static double random_share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static bool is_truly_covered(const om_network *network, const om_access *access,
                             const om_search *search, om_xy at, double limit_s)
{
    om_spot spot;
    if (!om_network_snap(network, at, access->within_m, &spot))
        return false;
    const double road_s = om_search_at(search, spot.edge, spot.fraction).seconds;
    return road_s + spot.distance_m / access->speed_ms <= limit_s;
}

om_reach_check om_reach_compare(const om_ground *ground, const om_network *network,
                                const om_access *access, const om_search *search, double limit_s,
                                const om_outline *outline)
{
    const om_rect rect = om_ground_rect(ground);
    om_reach_check check = {.sampled = SAMPLED};
    uint64_t random = 1;
    for (size_t i = 0; i < SAMPLED; i++) {
        const double x = rect.min_x + random_share(&random) * (rect.max_x - rect.min_x);
        const double y = rect.min_y + random_share(&random) * (rect.max_y - rect.min_y);
        const bool truth = is_truly_covered(network, access, search, (om_xy){x, y}, limit_s);
        const bool shown = om_outline_has(outline, (om_xy){x, y});
        check.covered += truth;
        check.false_covered += shown && !truth;
        check.false_uncovered += truth && !shown;
    }
    return check;
}

double om_reach_road_m(const om_network *network, om_search *search, double limit_s)
{
    double road_m = 0;
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        const om_span *spans;
        const size_t count = om_search_spans(search, e, limit_s, &spans);
        for (size_t i = 0; i < count; i++)
            road_m += (spans[i].to - spans[i].from) * om_network_edge(network, e)->length_m;
    }
    return road_m;
}

/* Turns outlines into shapes and measures their error. */
#include "engine/analysis/reach.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

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

/* A place that is asked, and its road. */
typedef struct asked {
    om_xy at;
    bool near_road;
    om_spot spot;
} asked;

struct om_reach_sample {
    const om_access *access;
    size_t count;
    asked places[];
};

static om_xy place_in(om_rect rect, uint64_t *random)
{
    const double x = random_share(random), y = random_share(random);
    return (om_xy){rect.min_x + x * (rect.max_x - rect.min_x),
                   rect.min_y + y * (rect.max_y - rect.min_y)};
}

/* A place beside a random point of the rings, which stand close together all along them. */
static om_xy place_beside(const om_outline *border, double within_m, uint64_t *random)
{
    const double number = random_share(random) * (double)border->point_count;
    const om_xy at = border->points[(size_t)number];
    return place_in((om_rect){at.x - within_m, at.y - within_m, at.x + within_m, at.y + within_m},
                    random);
}

om_reach_sample *om_reach_sample_new(const om_ground *ground, om_rect rect,
                                     const om_outline *border, size_t count)
{
    const bool nowhere = border ? border->point_count == 0 : !(rect.min_x <= rect.max_x);
    if (nowhere)
        count = 0;
    om_reach_sample *sample = om_memory_take(1, sizeof *sample + count * sizeof *sample->places);
    sample->access = om_ground_access(ground);
    sample->count = count;
    uint64_t random = 1;
    for (size_t i = 0; i < count; i++) {
        asked *place = &sample->places[i];
        place->at = border ? place_beside(border, 2 * om_ground_cell_m(ground), &random)
                           : place_in(rect, &random);
        place->near_road = om_network_snap(om_ground_network(ground), place->at,
                                           sample->access->within_m, &place->spot);
    }
    return sample;
}

void om_reach_sample_free(om_reach_sample *sample)
{
    free(sample);
}

static bool is_truly_covered(const asked *place, const om_access *access, const om_search *search,
                             double limit_s)
{
    if (!place->near_road)
        return false;
    const double road_s = om_search_at(search, place->spot.edge, place->spot.fraction).seconds;
    return road_s + place->spot.distance_m / access->speed_ms <= limit_s;
}

om_reach_check om_reach_compare(const om_reach_sample *sample, const om_search *search,
                                double limit_s, const om_outline *outline)
{
    OM_AUTO(om_outline_index) index = om_outline_index_new(outline);
    om_reach_check check = {.sampled = sample->count};
    for (size_t i = 0; i < sample->count; i++) {
        const asked *place = &sample->places[i];
        const bool truth = is_truly_covered(place, sample->access, search, limit_s);
        const bool shown = om_outline_index_has(index, place->at);
        check.covered += truth;
        check.false_covered += shown && !truth;
        check.false_uncovered += truth && !shown;
    }
    return check;
}

void om_reach_check_add(om_reach_check *sum, om_reach_check added)
{
    sum->sampled += added.sampled;
    sum->covered += added.covered;
    sum->false_covered += added.false_covered;
    sum->false_uncovered += added.false_uncovered;
}

void om_reach_check_tell(const om_reach_check *check, om_json *told)
{
    const double covered = check->covered ? (double)check->covered : (double)NAN;
    om_json_put_integer(told, "sampled", (int64_t)check->sampled);
    om_json_put_integer(told, "truly_covered", (int64_t)check->covered);
    om_json_put_number(told, "false_covered_share", (double)check->false_covered / covered);
    om_json_put_number(told, "false_uncovered_share", (double)check->false_uncovered / covered);
}

size_t om_reach_compare_starts(const om_reach_sample *sample, const om_search *search,
                               double limit_s, const om_outline *parts, size_t count)
{
    size_t wrong = 0;
    for (size_t p = 0; p < count; p++) {
        OM_AUTO(om_outline_index) index = om_outline_index_new(&parts[p]);
        for (size_t i = 0; i < sample->count; i++) {
            const asked *place = &sample->places[i];
            wrong += om_outline_index_has(index, place->at) &&
                     is_truly_covered(place, sample->access, search, limit_s) &&
                     om_search_at(search, place->spot.edge, place->spot.fraction).source != p;
        }
    }
    return wrong;
}

void om_reach_count(const om_reach_sample *sample, const om_search *search, double limit_s,
                    uint32_t *counts)
{
    for (size_t i = 0; i < sample->count; i++)
        counts[i] += is_truly_covered(&sample->places[i], sample->access, search, limit_s);
}

om_reach_check om_reach_compare_counts(const om_reach_sample *sample, const uint32_t *counts,
                                       uint32_t least, const om_outline *outline)
{
    OM_AUTO(om_outline_index) index = om_outline_index_new(outline);
    om_reach_check check = {.sampled = sample->count};
    for (size_t i = 0; i < sample->count; i++) {
        const bool truth = counts[i] >= least;
        const bool shown = om_outline_index_has(index, sample->places[i].at);
        check.covered += truth;
        check.false_covered += shown && !truth;
        check.false_uncovered += truth && !shown;
    }
    return check;
}

double om_reach_road_m(const om_field *field, om_search *search, double limit_s)
{
    const om_network *network = om_field_network(field);
    double road_m = 0;
    size_t edge_count = 0;
    const uint32_t *edges = om_field_edges(field, &edge_count);
    for (size_t e = 0; e < edge_count; e++) {
        const om_span *spans;
        const size_t count = om_search_spans(search, edges[e], limit_s, &spans);
        for (size_t i = 0; i < count; i++)
            road_m += (spans[i].to - spans[i].from) * om_network_edge(network, edges[e])->length_m;
    }
    return road_m;
}

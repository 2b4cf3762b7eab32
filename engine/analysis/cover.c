/* Adds up what is served in time, district by district. */
#include "engine/analysis/cover.h"

#include <math.h>

static void add_place(om_cover *cover, const om_place *place, om_cover_kind kind, double share,
                      bool covered)
{
    switch (kind) {
    case OM_COVER_PEOPLE:
        cover->people += place->people * share;
        cover->people_covered += covered ? place->people * share : 0;
        cover->people_unknown += place->near_road ? 0 : place->people * share;
        return;
    case OM_COVER_BUILT:
        cover->built_m2 += place->area_m2 * share;
        cover->built_covered_m2 += covered ? place->area_m2 * share : 0;
        return;
    case OM_COVER_SOURCES:
        cover->sources++;
        cover->sources_covered += covered;
        cover->sources_unknown += !place->near_road;
        return;
    }
}

/* Things that are counted go to one district whole, quantities are shared. */
static om_status share_in_level(om_covers *covers, const om_level *level, const om_place *place,
                                om_cover_kind kind, bool covered, om_error *err)
{
    const om_part whole = {om_districts_of_point(covers->districts, level, place->at), 1};
    const om_part *parts = &whole;
    size_t count = whole.district != OM_NO_DISTRICT;
    if (kind != OM_COVER_SOURCES)
        OM_TRY(om_districts_share(covers->districts, level, place->shape, place->at, &parts, &count,
                                  err));
    for (size_t i = 0; i < count; i++)
        add_place(&covers->of[parts[i].district], place, kind, parts[i].share, covered);
    if (count == 0 && level == om_districts_city(covers->districts))
        add_place(&covers->outside, place, kind, 1, covered);
    return OM_OK;
}

om_status om_cover_place(om_covers *covers, const om_place *place, om_cover_kind kind,
                         double limit_s, om_error *err)
{
    const bool covered = om_place_is_covered(place, limit_s);
    for (size_t i = 0; i < om_districts_level_count(covers->districts); i++)
        OM_TRY(share_in_level(covers, om_districts_level(covers->districts, i), place, kind,
                              covered, err));
    return OM_OK;
}

/* What of the stretch from..to of an edge lies in the spans, in fractions of the edge. */
static double part_in_spans(const om_span *spans, size_t count, double from, double to)
{
    double part = 0;
    for (size_t i = 0; i < count; i++) {
        const double overlap = fmin(to, spans[i].to) - fmax(from, spans[i].from);
        part += overlap > 0 ? overlap : 0;
    }
    return part;
}

/* One edge with the stretches of it that are reached. */
typedef struct reached_edge {
    const om_edge *edge;
    const om_xy *points;
    const double *along_m;
    const om_span *spans;
    size_t span_count;
} reached_edge;

static void add_segment(om_covers *covers, const om_level *level, const reached_edge *reached,
                        uint32_t i)
{
    const double length_m = reached->edge->length_m;
    const double from_m = reached->along_m[i - 1] - reached->along_m[0];
    const double segment_m = reached->along_m[i] - reached->along_m[i - 1];
    const om_cut *cuts = NULL;
    if (!(segment_m > 0))
        return;
    const size_t count = om_districts_cut(covers->districts, level, reached->points[i - 1],
                                          reached->points[i], &cuts);
    for (size_t c = 0; c < count; c++) {
        const double from = (from_m + cuts[c].from * segment_m) / length_m;
        const double to = (from_m + cuts[c].to * segment_m) / length_m;
        const bool outside = cuts[c].district == OM_NO_DISTRICT;
        if (outside && level != om_districts_city(covers->districts))
            continue;
        om_cover *cover = outside ? &covers->outside : &covers->of[cuts[c].district];
        cover->road_m += (to - from) * length_m;
        cover->road_covered_m +=
            part_in_spans(reached->spans, reached->span_count, from, to) * length_m;
    }
}

void om_cover_roads(om_covers *covers, const om_network *network, om_search *search, double limit_s)
{
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        reached_edge reached = {.edge = om_network_edge(network, e),
                                .points = om_network_points(network, e),
                                .along_m = om_network_along_m(network, e)};
        reached.span_count = om_search_spans(search, e, limit_s, &reached.spans);
        for (size_t l = 0; l < om_districts_level_count(covers->districts); l++)
            for (uint32_t i = 1; i < reached.edge->count; i++)
                add_segment(covers, om_districts_level(covers->districts, l), &reached, i);
    }
}

/* The part of a district that counts. */
static om_status ground_in(const om_district *district, const om_geom *ground,
                           const om_geom *without, om_geom **ret, om_error *err)
{
    if (ground)
        return om_geom_overlap(ground, district->shape, ret, err);
    if (without)
        return om_geom_without(district->shape, without, ret, err);
    return om_geom_polygons(district->shape, ret, err);
}

om_status om_cover_ground(om_covers *covers, const om_geom *ground, const om_geom *without,
                          const om_geom *reached, om_error *err)
{
    for (size_t i = 0; i < om_districts_count(covers->districts); i++) {
        OM_AUTO(om_geom) counted = NULL;
        OM_AUTO(om_geom) covered = NULL;
        OM_TRY(ground_in(om_districts_at(covers->districts, i), ground, without, &counted, err));
        OM_TRY(om_geom_overlap(counted, reached, &covered, err));
        covers->of[i].built_m2 += om_geom_area_m2(counted);
        covers->of[i].built_covered_m2 += om_geom_area_m2(covered);
    }
    return OM_OK;
}

om_cover om_cover_city(const om_covers *covers)
{
    om_cover city = {0};
    const om_level *level = om_districts_city(covers->districts);
    for (size_t i = level->first; i < level->first + level->count; i++) {
        const om_cover *cover = &covers->of[i];
        city.people += cover->people;
        city.people_covered += cover->people_covered;
        city.people_unknown += cover->people_unknown;
        city.built_m2 += cover->built_m2;
        city.built_covered_m2 += cover->built_covered_m2;
        city.road_m += cover->road_m;
        city.road_covered_m += cover->road_covered_m;
        city.sources += cover->sources;
        city.sources_covered += cover->sources_covered;
        city.sources_unknown += cover->sources_unknown;
    }
    return city;
}

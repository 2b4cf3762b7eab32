/* Sources around a ground: through an index, and to a square without GEOS. */
#include "engine/risk/nearby.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/geo/prepared.h"
#include "engine/risk/grade.h"

/* From so many sources on, a shape's edges are indexed before it is asked of them. */
enum { WORTH_PREPARING = 8 };

struct om_nearby {
    const om_sources *sources;
    om_geo *geo;
    om_index *index;
    om_geom **shapes; /* one a source; NULL for points and for what has no place */
    om_xy *points;    /* of those that are points */
    size_t *near;
    size_t near_capacity;
    om_reaching *found;
    size_t found_capacity;
};

void om_nearby_free(om_nearby *nearby)
{
    if (!nearby)
        return;
    for (size_t i = 0; nearby->shapes && i < nearby->sources->count; i++)
        om_geom_free(nearby->shapes[i]);
    om_index_free(nearby->index);
    free(nearby->shapes);
    free(nearby->points);
    free(nearby->near);
    free(nearby->found);
    free(nearby);
}

static om_status copy_shape(om_geo *geo, const om_geom *shape, om_geom **ret, om_error *err)
{
    OM_AUTO_TEXT wkb = {0};
    OM_TRY(om_geom_write_wkb(shape, &wkb, err));
    return om_geom_of_wkb(geo, wkb.bytes, wkb.length, OM_METRES, ret, err);
}

static om_status take_sources(om_nearby *nearby, om_rect *extents, om_error *err)
{
    static const om_rect nowhere = {1, 1, 0, 0};
    for (size_t i = 0; i < nearby->sources->count; i++) {
        const om_geom *shape = nearby->sources->list[i].shape;
        extents[i] = shape ? om_geom_rect(shape) : nowhere;
        if (!shape)
            continue;
        nearby->points[i] = (om_xy){extents[i].min_x, extents[i].min_y};
        if (om_geom_kind_of(shape) != OM_GEOM_POINT)
            OM_TRY(copy_shape(nearby->geo, shape, &nearby->shapes[i], err));
    }
    return OM_OK;
}

om_status om_nearby_open(const om_sources *sources, om_geo *geo, om_nearby **ret, om_error *err)
{
    OM_AUTO(om_nearby) nearby = om_memory_take(1, sizeof *nearby);
    nearby->sources = sources;
    nearby->geo = geo;
    nearby->shapes = om_memory_take(sources->count + 1, sizeof *nearby->shapes);
    nearby->points = om_memory_take(sources->count + 1, sizeof *nearby->points);
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(sources->count + 1, sizeof *extents);
    OM_TRY(take_sources(nearby, extents, err));
    OM_TRY(om_index_open(geo, extents, sources->count, &nearby->index, err));
    *ret = OM_TAKE(nearby);
    return OM_OK;
}

om_geo *om_nearby_geo(const om_nearby *nearby)
{
    return nearby->geo;
}

/* ---- Distances ---- */

/* A ground while its sources are measured; what is NULL has not been needed yet. */
typedef struct measuring {
    om_geo *geo;
    const om_ground *ground;
    om_geom *made; /* of a rectangle */
    om_prepared *prepared;
} measuring;

static void measuring_clear(measuring *at)
{
    om_prepared_free(at->prepared);
    om_geom_free(at->made);
}

static double from_rect_m(om_rect rect, om_xy at)
{
    const double east = fmax(rect.min_x - at.x, at.x - rect.max_x);
    const double north = fmax(rect.min_y - at.y, at.y - rect.max_y);
    return hypot(fmax(east, 0), fmax(north, 0));
}

static om_status shape_of(measuring *at, const om_geom **ret, om_error *err)
{
    if (!at->ground->shape && !at->made)
        OM_TRY(om_geom_of_rect(at->geo, at->ground->rect, OM_METRES, &at->made, err));
    *ret = at->made ? at->made : at->ground->shape;
    return OM_OK;
}

/* Touching comes first: where it holds, no distance need be measured. */
static om_status from_shape_m(measuring *at, const om_geom *other, double *ret, om_error *err)
{
    const om_geom *shape = NULL;
    bool touches = false;
    OM_TRY(shape_of(at, &shape, err));
    OM_TRY(at->prepared ? om_prepared_intersects(at->prepared, other, &touches, err)
                        : om_geom_intersects(shape, other, &touches, err));
    *ret = 0;
    return touches ? OM_OK : om_geom_distance_m(shape, other, ret, err);
}

static om_status measure_m(measuring *at, const om_reaching *to, double *ret, om_error *err)
{
    if (to->shape)
        return from_shape_m(at, to->shape, ret, err);
    *ret = from_rect_m(at->ground->rect, to->at);
    if (!at->ground->shape)
        return OM_OK;
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(om_geom_of_point(at->geo, to->at, OM_METRES, &point, err));
    return from_shape_m(at, point, ret, err);
}

/* ---- Finding ---- */

static size_t find_near(om_nearby *nearby, om_rect around)
{
    const double reach_m = nearby->sources->reach_m;
    around = (om_rect){around.min_x - reach_m, around.min_y - reach_m, around.max_x + reach_m,
                       around.max_y + reach_m};
    return om_index_find(nearby->index, around, &nearby->near, &nearby->near_capacity);
}

om_status om_nearby_find(om_nearby *nearby, const om_ground *ground, const om_reaching **ret,
                         size_t *ret_count, om_error *err)
{
    __attribute__((cleanup(measuring_clear))) measuring at = {.geo = nearby->geo, .ground = ground};
    const size_t near = find_near(nearby, ground->rect);
    size_t count = 0;
    if (ground->shape && near >= WORTH_PREPARING)
        OM_TRY(om_prepared_open(ground->shape, &at.prepared, err));
    nearby->found =
        om_memory_grow(nearby->found, near, &nearby->found_capacity, sizeof *nearby->found);
    for (size_t i = 0; i < near; i++) {
        const size_t number = nearby->near[i];
        const om_source *source = &nearby->sources->list[number];
        om_reaching one = {source, nearby->shapes[number], nearby->points[number], 0};
        OM_TRY(measure_m(&at, &one, &one.distance_m, err));
        if (one.distance_m <=
            om_verdict_reach_m(&source->graded.verdict, nearby->sources->influence_m))
            nearby->found[count++] = one;
    }
    *ret = nearby->found;
    *ret_count = count;
    return OM_OK;
}

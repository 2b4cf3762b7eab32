/* Ways are joined end to end into rings; outer rings minus inner rings make the area. */
#include "engine/source/osm_area.h"

#include "engine/base/memory.h"
#include "engine/source/wkb.h"

/* A growing list of shapes that it owns. */
typedef struct geom_list {
    om_geom **at;
    size_t count, capacity;
} geom_list;

static void geom_list_clear(geom_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        om_geom_free(list->at[i]);
    free(list->at);
}

#define AUTO_GEOM_LIST __attribute__((cleanup(geom_list_clear))) geom_list

/* The ways of one role of a relation, joined one by one. */
typedef struct joining {
    om_geo *geo;
    const om_osm_file *file;
    const om_osm_way **ways; /* NULL: used up */
    size_t count;
} joining;

/* Appends a way's places, backwards if need be, without the first when a ring goes on. */
static bool add_places(const joining *job, const om_osm_way *way, bool is_backwards,
                       om_xy_list *ring)
{
    const int64_t *refs = om_osm_refs(job->file, way->first);
    for (size_t i = ring->count ? 1 : 0; i < way->count; i++) {
        om_xy at;
        if (!om_osm_find_node(job->file, refs[is_backwards ? way->count - 1 - i : i], &at))
            return false;
        om_xy_list_add(ring, at);
    }
    return true;
}

static int64_t first_node(const joining *job, const om_osm_way *way)
{
    return *om_osm_refs(job->file, way->first);
}

static int64_t last_node(const joining *job, const om_osm_way *way)
{
    return *om_osm_refs(job->file, way->first + way->count - 1);
}

/* Takes an unused way that begins or ends at `node`; NULL when there is none. */
static const om_osm_way *take_way_at(joining *job, int64_t node, bool *ret_is_backwards)
{
    for (size_t i = 0; i < job->count; i++) {
        const om_osm_way *way = job->ways[i];
        if (!way || (first_node(job, way) != node && last_node(job, way) != node))
            continue;
        *ret_is_backwards = first_node(job, way) != node;
        job->ways[i] = NULL;
        return way;
    }
    return NULL;
}

/* Joins the ring that begins with `way`. @return false when it does not close */
static bool join_ring(joining *job, const om_osm_way *way, om_xy_list *ring)
{
    const int64_t start = first_node(job, way);
    int64_t end = last_node(job, way);
    if (!add_places(job, way, false, ring))
        return false;
    while (end != start) {
        bool is_backwards;
        const om_osm_way *next = take_way_at(job, end, &is_backwards);
        if (!next || !add_places(job, next, is_backwards, ring))
            return false;
        end = is_backwards ? first_node(job, next) : last_node(job, next);
    }
    return ring->count >= 4;
}

/* A ring as a valid shape: one that touches itself is repaired. */
static om_status shape_of_ring(om_geo *geo, const om_xy_list *ring, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_geom_of_ring(geo, ring->at, ring->count, OM_DEGREES, &shape, err));
    if (!om_geom_is_valid(shape, NULL))
        return om_geom_repair(shape, ret, err);
    *ret = OM_TAKE(shape);
    return OM_OK;
}

static om_status join_all(joining *job, geom_list *ret, bool *ret_is_whole, om_error *err)
{
    for (size_t i = 0; i < job->count; i++) {
        const om_osm_way *way = job->ways[i];
        if (!way)
            continue;
        OM_AUTO_XY_LIST ring = {0};
        job->ways[i] = NULL;
        if (!join_ring(job, way, &ring)) {
            *ret_is_whole = false;
            return OM_OK;
        }
        om_geom *shape = NULL;
        OM_TRY(shape_of_ring(job->geo, &ring, &shape, err));
        ret->at = om_memory_grow(ret->at, ret->count + 1, &ret->capacity, sizeof *ret->at);
        ret->at[ret->count++] = shape;
    }
    *ret_is_whole = true;
    return OM_OK;
}

/* The united rings of a relation's outer or inner ways. */
static om_status unite_role(om_geo *geo, const om_osm_file *file, const om_osm_element *relation,
                            bool is_inner, om_geom **ret, om_error *err)
{
    const om_osm_member *members = om_osm_members(file, relation->first);
    OM_AUTO_MEMORY const om_osm_way **ways = om_memory_take(relation->count + 1, sizeof *ways);
    joining job = {.geo = geo, .file = file, .ways = ways};
    *ret = NULL;
    for (size_t i = 0; i < relation->count; i++) {
        if ((members[i].role == OM_OSM_INNER) != is_inner)
            continue;
        const om_osm_way *way = om_osm_find_way(file, members[i].id);
        if (!way || way->count < 2)
            return OM_OK;
        ways[job.count++] = way;
    }
    AUTO_GEOM_LIST rings = {0};
    bool is_whole;
    OM_TRY(join_all(&job, &rings, &is_whole, err));
    if (!is_whole)
        return OM_OK;
    return om_geom_unite(geo, (const om_geom *const *)rings.at, rings.count, OM_DEGREES, ret, err);
}

static om_status relation_area(om_geo *geo, const om_osm_file *file, const om_osm_element *relation,
                               om_text *ret_wkb, bool *ret_is_whole, om_error *err)
{
    OM_AUTO(om_geom) outer = NULL;
    OM_AUTO(om_geom) inner = NULL;
    OM_AUTO(om_geom) area = NULL;
    OM_TRY(unite_role(geo, file, relation, false, &outer, err));
    OM_TRY(unite_role(geo, file, relation, true, &inner, err));
    *ret_is_whole = outer && inner && !om_geom_is_empty(outer);
    if (!*ret_is_whole)
        return OM_OK;
    if (om_geom_is_empty(inner))
        return om_geom_write_wkb(outer, ret_wkb, err);
    OM_TRY(om_geom_without(outer, inner, &area, err));
    return om_geom_write_wkb(area, ret_wkb, err);
}

om_status om_osm_area(om_geo *geo, const om_osm_file *file, const om_osm_element *element,
                      om_text *ret_wkb, bool *ret_is_whole, om_error *err)
{
    if (element->form == OM_OSM_RELATION)
        return relation_area(geo, file, element, ret_wkb, ret_is_whole, err);
    OM_AUTO_XY_LIST ring = {0};
    const om_osm_way way = {element->id, element->first, element->count};
    const joining job = {.geo = geo, .file = file};
    *ret_is_whole = add_places(&job, &way, false, &ring);
    if (!*ret_is_whole)
        return OM_OK;
    /* As it stands, even if it crosses itself: the load repairs and counts it. */
    om_wkb_begin(ret_wkb, OM_WKB_POLYGON);
    om_wkb_add_count(ret_wkb, 1);
    om_wkb_add_count(ret_wkb, ring.count);
    om_wkb_add_points(ret_wkb, ring.at, ring.count);
    return OM_OK;
}

/* An STRtree over extents. */
#include "engine/geo/index.h"

#include "engine/base/memory.h"
#include "engine/geo/inside.h"

struct om_index {
    om_geo *geo;
    GEOSSTRtree *tree;
    size_t *numbers; /* what the tree points at: 0, 1, 2 … */
};

typedef struct findings {
    size_t **found;
    size_t *capacity;
    size_t count;
} findings;

static bool is_empty(om_rect rect)
{
    return !(rect.min_x <= rect.max_x && rect.min_y <= rect.max_y);
}

/* A shape with exactly this extent; the tree looks at nothing else. */
static GEOSGeometry *shape_of(om_geo *geo, om_rect rect)
{
    const double corners[] = {rect.min_x, rect.min_y, rect.max_x, rect.max_y};
    return GEOSGeom_createLineString_r(geo->geos,
                                       GEOSCoordSeq_copyFromBuffer_r(geo->geos, corners, 2, 0, 0));
}

om_status om_index_open(om_geo *geo, const om_rect *extents, size_t count, om_index **ret,
                        om_error *err)
{
    OM_AUTO(om_index) index = om_memory_take(1, sizeof *index);
    index->geo = geo;
    index->tree = GEOSSTRtree_create_r(geo->geos, 10);
    index->numbers = om_memory_take(count, sizeof *index->numbers);
    if (!index->tree)
        return om_fail(err, OM_ERR_FAILED, "GEOS cannot make an index: %s", geo->complaint);
    for (size_t i = 0; i < count; i++) {
        if (is_empty(extents[i]))
            continue;
        index->numbers[i] = i;
        GEOSGeometry *shape = shape_of(geo, extents[i]);
        if (!shape)
            return om_fail(err, OM_ERR_GEOMETRY, "extent %zu cannot be indexed", i);
        GEOSSTRtree_insert_r(geo->geos, index->tree, shape, &index->numbers[i]);
        GEOSGeom_destroy_r(geo->geos, shape);
    }
    *ret = OM_TAKE(index);
    return OM_OK;
}

void om_index_free(om_index *index)
{
    if (!index)
        return;
    if (index->tree)
        GEOSSTRtree_destroy_r(index->geo->geos, index->tree);
    free(index->numbers);
    free(index);
}

static void note_finding(void *item, void *user)
{
    findings *all = user;
    *all->found = om_memory_grow(*all->found, all->count + 1, all->capacity, sizeof **all->found);
    (*all->found)[all->count++] = *(const size_t *)item;
}

static int by_number(const void *a, const void *b)
{
    const size_t left = *(const size_t *)a, right = *(const size_t *)b;
    return (left > right) - (left < right);
}

size_t om_index_find(const om_index *index, om_rect where, size_t **found, size_t *capacity)
{
    findings all = {.found = found, .capacity = capacity};
    if (is_empty(where))
        return 0;
    GEOSGeometry *shape = shape_of(index->geo, where);
    GEOSSTRtree_query_r(index->geo->geos, index->tree, shape, note_finding, &all);
    GEOSGeom_destroy_r(index->geo->geos, shape);
    if (all.count > 1)
        qsort(*found, all.count, sizeof **found, by_number);
    return all.count;
}

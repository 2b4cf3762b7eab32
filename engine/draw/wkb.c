/* Reading well-known binary (OGC 06-103r4, clause 8.2) straight into shapes. */
#include <math.h>
#include <string.h>

#include "engine/draw/figures.h"

enum { POINT = 1, LINE = 2, POLYGON = 3, FIRST_MULTI = 4, COLLECTION = 7 };

typedef struct reader {
    const uint8_t *bytes;
    size_t left;
    bool swapped;   /* the numbers' byte order is not this machine's */
    int dimensions; /* of the shape that is being read, 2..4 */
} reader;

static bool take(reader *from, void *ret, size_t size)
{
    if (from->left < size)
        return false;
    uint8_t *to = ret;
    for (size_t i = 0; i < size; i++)
        to[i] = from->bytes[from->swapped ? size - 1 - i : i];
    from->bytes += size;
    from->left -= size;
    return true;
}

/* The header of a shape; its type is reduced to the seven of two dimensions. */
static bool take_header(reader *from, uint32_t *ret_type)
{
    uint8_t order;
    const uint16_t probe = 1;
    const bool little = *(const uint8_t *)&probe == 1;
    from->swapped = false;
    if (!take(from, &order, 1) || order > 1)
        return false;
    from->swapped = (order == 1) != little;

    uint32_t type;
    if (!take(from, &type, sizeof type))
        return false;
    const bool has_z = (type & 0x80000000u) || (type / 1000) % 2 == 1;
    const bool has_m = (type & 0x40000000u) || type / 1000 == 2 || type / 1000 == 3;
    uint32_t srid;
    if ((type & 0x20000000u) && !take(from, &srid, sizeof srid))
        return false;
    from->dimensions = 2 + has_z + has_m;
    *ret_type = (type & 0x0fffffffu) % 1000;
    return *ret_type >= POINT && *ret_type <= COLLECTION;
}

static bool take_vertices(reader *from, uint32_t count, om_figures *shapes)
{
    for (uint32_t i = 0; i < count; i++) {
        double at[4];
        for (int d = 0; d < from->dimensions; d++)
            if (!take(from, &at[d], sizeof at[d]))
                return false;
        if (!isfinite(at[0]) || !isfinite(at[1]))
            return false;
        om_figures_add(shapes, om_vertex_of((om_lonlat){at[0], at[1]}));
    }
    return true;
}

static bool take_part(reader *from, uint32_t count, bool hole, om_figures *shapes)
{
    om_figures_begin_part(shapes, hole);
    const bool taken = take_vertices(from, count, shapes);
    om_figures_end_part(shapes);
    return taken;
}

static bool take_simple(reader *from, uint32_t type, om_figures *shapes)
{
    uint32_t count = 1;
    if (type == POINT)
        return take_part(from, count, false, shapes);
    if (!take(from, &count, sizeof count))
        return false;
    if (type == LINE)
        return take_part(from, count, false, shapes);
    for (uint32_t ring = 0; ring < count; ring++) {
        uint32_t vertices;
        if (!take(from, &vertices, sizeof vertices) || !take_part(from, vertices, ring > 0, shapes))
            return false;
    }
    return true;
}

static om_feature_shape kind_of(uint32_t type)
{
    switch (type < FIRST_MULTI ? type : type - 3) {
    case POINT:
        return OM_FEATURE_POINT;
    case LINE:
        return OM_FEATURE_LINE;
    default:
        return OM_FEATURE_POLYGON;
    }
}

/* Simple shapes and their multiples; a collection has no one kind and is refused. */
static bool take_shape(reader *from, om_figures *shapes)
{
    uint32_t type;
    if (!take_header(from, &type) || type == COLLECTION)
        return false;
    om_figures_begin(shapes, kind_of(type));
    if (type < FIRST_MULTI)
        return take_simple(from, type, shapes);

    uint32_t count;
    if (!take(from, &count, sizeof count))
        return false;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t member;
        if (!take_header(from, &member) || member != type - 3 || !take_simple(from, member, shapes))
            return false;
    }
    return true;
}

om_status om_figures_add_wkb(om_figures *shapes, const void *wkb, size_t size, om_error *err)
{
    const om_figures before = *shapes;
    reader from = {.bytes = wkb, .left = size};
    if (take_shape(&from, shapes))
        return OM_OK;
    shapes->vertex_count = before.vertex_count;
    shapes->part_count = before.part_count;
    shapes->shape_count = before.shape_count;
    return om_fail(err, OM_ERR_GEOMETRY,
                   "the bytes are no point, line or polygon in finite "
                   "coordinates");
}

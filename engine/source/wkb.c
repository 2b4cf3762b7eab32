/* Walking over WKB: head, count, parts, and the coordinates in them. */
#include "engine/source/wkb.h"

#include <string.h>

#include "engine/base/memory.h"

enum {
    HEAD_BYTES = 5,
    COUNT_BYTES = 4,
    POINT_BYTES = 16,
    MOST_NESTING = 32,
    TYPE_MULTIPOINT = 4,
    TYPE_COLLECTION = 7
};

/* Where a walk over WKB is. */
typedef struct walk {
    char *bytes;
    size_t length, place;
    om_xy_list *found;   /* coordinates are appended here, */
    const om_xy *placed; /* or taken from here */
} walk;

void om_xy_list_clear(om_xy_list *list)
{
    free(list->at);
    *list = (om_xy_list){0};
}

void om_xy_list_add(om_xy_list *list, om_xy at)
{
    list->at = om_memory_grow(list->at, list->count + 1, &list->capacity, sizeof *list->at);
    list->at[list->count++] = at;
}

static bool read_number(walk *on, uint32_t *ret)
{
    if (on->length - on->place < COUNT_BYTES)
        return false;
    memcpy(ret, on->bytes + on->place, COUNT_BYTES);
    on->place += COUNT_BYTES;
    return true;
}

static bool walk_points(walk *on, size_t count)
{
    if ((on->length - on->place) / POINT_BYTES < count)
        return false;
    for (size_t i = 0; i < count; i++, on->place += POINT_BYTES) {
        om_xy at;
        if (on->placed) {
            memcpy(on->bytes + on->place, on->placed++, POINT_BYTES);
            continue;
        }
        memcpy(&at, on->bytes + on->place, POINT_BYTES);
        om_xy_list_add(on->found, at);
    }
    return true;
}

static bool walk_counted_points(walk *on)
{
    uint32_t count;
    return read_number(on, &count) && walk_points(on, count);
}

static bool walk_shape(walk *on, int nesting);

static bool walk_parts(walk *on, uint32_t type, int nesting)
{
    uint32_t count;
    if (!read_number(on, &count))
        return false;
    for (uint32_t i = 0; i < count; i++)
        if (type == OM_WKB_POLYGON ? !walk_counted_points(on) : !walk_shape(on, nesting + 1))
            return false;
    return true;
}

static bool walk_shape(walk *on, int nesting)
{
    uint32_t type;
    if (nesting > MOST_NESTING || on->length - on->place < HEAD_BYTES || on->bytes[on->place] != 1)
        return false;
    on->place++;
    if (!read_number(on, &type))
        return false;
    if (type == OM_WKB_POINT)
        return walk_points(on, 1);
    if (type == OM_WKB_LINE)
        return walk_counted_points(on);
    if (type == OM_WKB_POLYGON || (type >= TYPE_MULTIPOINT && type <= TYPE_COLLECTION))
        return walk_parts(on, type, nesting);
    return false;
}

om_status om_wkb_points(const om_text *wkb, om_xy_list *ret, om_error *err)
{
    const size_t before = ret->count;
    walk on = {.bytes = wkb->bytes, .length = wkb->length, .found = ret};
    if (walk_shape(&on, 0) && on.place == on.length)
        return OM_OK;
    ret->count = before;
    return om_fail(err, OM_ERR_GEOMETRY, "the shape's bytes are damaged");
}

void om_wkb_set_points(om_text *wkb, const om_xy *points)
{
    walk on = {.bytes = wkb->bytes, .length = wkb->length, .placed = points};
    walk_shape(&on, 0);
}

void om_wkb_begin(om_text *wkb, om_wkb_type type)
{
    const char little_endian = 1;
    om_text_add_bytes(wkb, &little_endian, 1);
    om_wkb_add_count(wkb, (size_t)type);
}

void om_wkb_add_count(om_text *wkb, size_t count)
{
    const uint32_t number = (uint32_t)count;
    om_text_add_bytes(wkb, &number, COUNT_BYTES);
}

void om_wkb_add_points(om_text *wkb, const om_xy *points, size_t count)
{
    om_text_add_bytes(wkb, points, count * sizeof *points);
}

/*
 * The coordinates inside WKB, without making shapes of it: to look at them and to move them.
 */
#ifndef OM_ENGINE_SOURCE_WKB_H
#define OM_ENGINE_SOURCE_WKB_H

#include "engine/base/status.h"
#include "engine/base/text.h"
#include "engine/base/xy.h"

/** A growing list of places. Zero-initialise; `at` is freed with free(). */
typedef struct om_xy_list {
    om_xy *at;
    size_t count, capacity;
} om_xy_list;

void om_xy_list_clear(om_xy_list *list);
void om_xy_list_add(om_xy_list *list, om_xy at);
#define OM_AUTO_XY_LIST __attribute__((cleanup(om_xy_list_clear))) om_xy_list

/**
 * Appends all coordinates of two-dimensional little-endian WKB, in their order.
 *
 * @return OM_OK; OM_ERR_GEOMETRY: the bytes are no such WKB
 */
OM_CHECKED om_status om_wkb_points(const om_text *wkb, om_xy_list *ret, om_error *err);

/** Puts coordinates back where om_wkb_points() found them. `points` holds as many as it gave. */
void om_wkb_set_points(om_text *wkb, const om_xy *points);

/* ---- Writing. The counts that are written must be met by what follows. ---- */

typedef enum om_wkb_type {
    OM_WKB_POINT = 1,
    OM_WKB_LINE = 2,
    OM_WKB_POLYGON = 3,
    OM_WKB_MULTIPOLYGON = 6
} om_wkb_type;

/** Appends the head of a shape; all but a point are followed by a count. */
void om_wkb_begin(om_text *wkb, om_wkb_type type);
void om_wkb_add_count(om_text *wkb, size_t count);
void om_wkb_add_points(om_text *wkb, const om_xy *points, size_t count);

#endif

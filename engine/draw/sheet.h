/*
 * A map sheet: a map with what a reader needs to trust it. And a bare map, which a sheet frames.
 */
#ifndef OM_ENGINE_DRAW_SHEET_H
#define OM_ENGINE_DRAW_SHEET_H

#include "engine/draw/view.h"

/** A map, with what it was drawn from. */
typedef struct om_map {
    om_scene *scene;
    om_level *level;
    om_view view; /**< of the map itself, within its frame on a sheet */
} om_map;

void om_map_clear(om_map *map);

/** Makes a map ready to be drawn. @param ret  zero-initialised; cleared by the caller */
OM_CHECKED om_status om_map_open(om_store *store, const om_style *style, const om_view *view,
                                 const char *palette, om_map *ret, om_error *err);

/** Lays a map over a picture or a page, its corner at `x`, `y`. */
OM_CHECKED om_status om_map_draw(const om_map *map, om_picture *onto, int64_t x, int64_t y,
                                 om_error *err);

/**
 * Draws a map with a sheet around it; the view's size is that of the sheet.
 *
 * @param ret  zero-initialised; its picture is the sheet's
 * @return OM_OK; OM_ERR_RANGE: too small for a sheet, or a text that does not fit it; and what
 *         om_draw() returns
 */
OM_CHECKED om_status om_sheet_draw(om_store *store, const om_style *style, const om_view *view,
                                   const om_draw_options *options, om_picture *onto, om_map *ret,
                                   om_error *err);

#endif

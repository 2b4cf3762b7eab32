/*
 * The painter that draws a scene of the engine: an XYZ tile of zoom z is MapLibre's zoom z - 1
 * where tiles are 256 CSS px wide, and zoom z where they are 512.
 */
#ifndef OM_TILES_SCENE_PAINTER_H
#define OM_TILES_SCENE_PAINTER_H

#include "engine/store/store.h"
#include "engine/style/style.h"
#include "tiles/pyramid.h"

typedef struct om_scene_painter om_scene_painter;

/** What is painted. Borrows everything for the painter's life, but the store only for the call. */
typedef struct om_scene_painter_options {
    om_store *store; /**< NULL when the style needs none */
    const om_style *style;
    const om_tile_plan *plan;
    double scale;        /**< 1 or 2 */
    int tile_px;         /**< CSS px, 256 or 512 */
    const char *palette; /**< NULL keeps the style's own */
} om_scene_painter_options;

/** @return what om_scene_open() returns */
OM_CHECKED om_status om_scene_painter_open(const om_scene_painter_options *options,
                                           om_scene_painter **ret, om_error *err);

/** NULL is fine. */
void om_scene_painter_free(om_scene_painter *painter);
OM_DEFINE_AUTO(om_scene_painter)

/** The painter's hands, for om_pyramid; valid as long as the painter. */
om_painter om_scene_painter_hands(om_scene_painter *painter);

/**
 * What was drawn at the last zoom, as the member "drawn" of `report`: features, labels left out,
 * glyphs missing, and layers that the style draws from and that are empty.
 */
void om_scene_painter_describe(const om_scene_painter *painter, om_json *report);

#endif

/*
 * A scene: all that a style draws, read once into memory; a level: a scene made ready for one zoom.
 *
 * The pixels of a level are those of the pyramid of its zoom and scale: the world is
 * 512 * 2^zoom * scale px wide, with the origin in the north-west. What a pixel looks like never
 * depends on the window, the thread or the order it is drawn through: labels are placed once for a
 * level's whole extent, and shapes are always drawn by the same blocks of the pyramid. So tiles,
 * metatiles and whole maps agree byte for byte.
 *
 * An XYZ tile z of 256 px is zoom z - 1 of MapLibre; at scale s it is the window
 * {x * 256 * s, y * 256 * s, 256 * s, 256 * s}.
 */
#ifndef OM_ENGINE_DRAW_SCENE_H
#define OM_ENGINE_DRAW_SCENE_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/json.h"
#include "engine/canvas/page.h"
#include "engine/store/store.h"
#include "engine/style/style.h"

/** The largest zoom that can be drawn; the world is then 2^33 px wide at scale 1. */
#define OM_SCENE_MAX_ZOOM 24.0

/** Immutable; any number of threads may open levels of it at once. */
typedef struct om_scene om_scene;

/** Borrows everything for the duration of the call. Zero-initialise for defaults. */
typedef struct om_scene_options {
    const char *palette;       /**< a name from styles/palettes.json; NULL keeps the style's own */
    const om_box *box;         /**< what is read of the store; NULL: all */
    double min_zoom, max_zoom; /**< MapLibre zooms that will be drawn, 0..OM_SCENE_MAX_ZOOM;
                                    layers that show at none of them are not read */
} om_scene_options;

/**
 * Reads what a style draws.
 *
 * @param store  may be NULL when no source of the style is the store; not used after the call
 * @param style  must outlive the scene
 * @return OM_OK; OM_ERR_USAGE: the style draws from a store and there is none; OM_ERR_RANGE: zooms;
 *         OM_ERR_NOT_FOUND: palette or GeoJSON file; OM_ERR_DATA: a source is no GeoJSON
 */
OM_CHECKED om_status om_scene_open(om_store *store, const om_style *style,
                                   const om_scene_options *options, om_scene **ret, om_error *err);
void om_scene_free(om_scene *scene);
OM_DEFINE_AUTO(om_scene)

/** The style the scene is drawn in, in its palette. Borrowed. */
const om_style *om_scene_style(const om_scene *scene);

/** Immutable; any number of threads may draw from it at once. Must be freed before its scene. */
typedef struct om_level om_level;

/**
 * Makes a scene ready for a zoom: evaluates the style, generalises to the pixel, places labels.
 *
 * @param zoom    MapLibre's, 0..OM_SCENE_MAX_ZOOM
 * @param scale   device px a CSS px, 1..4
 * @param extent  where symbols are placed; texts that would reach beyond it are left out. NULL:
 *                the world. Levels of different extents may place labels differently
 * @return OM_OK; OM_ERR_RANGE: zoom or scale; OM_ERR_NOT_FOUND: an icon that is not there, with the
 *         style layer that asks for it
 */
OM_CHECKED om_status om_level_open(const om_scene *scene, double zoom, double scale,
                                   const om_box *extent, om_level **ret, om_error *err);
void om_level_free(om_level *level);
OM_DEFINE_AUTO(om_level)

/** A part of a level, in px of its pyramid. */
typedef struct om_window {
    int64_t left_px, top_px;
    uint32_t width_px, height_px; /**< 1..OM_PICTURE_MAX_PX */
} om_window;

/**
 * Draws a window; what `picture` held is gone. Where nothing is drawn it is transparent.
 *
 * @param picture  of the window's size; it may be a part of a larger one by its stride
 * @return OM_OK; OM_ERR_RANGE: sizes differ; OM_ERR_MEMORY
 */
OM_CHECKED om_status om_level_draw(const om_level *level, const om_window *window,
                                   om_picture *picture, om_error *err);

/**
 * Draws a window onto a part of a page, as paths and letters instead of pixels.
 *
 * @param part  of the window's size
 * @return OM_OK; OM_ERR_MEMORY
 */
OM_CHECKED om_status om_level_draw_on_page(const om_level *level, const om_window *window,
                                           om_picture *page, const om_page_part *part,
                                           om_error *err);

/**
 * True when a window shows nothing but one colour, found without drawing it. A window that is
 * plain by chance, such as one in the middle of a lake, may still be answered with false.
 *
 * @param ret_pixel  its premultiplied pixel
 */
bool om_level_is_blank(const om_level *level, const om_window *window, uint32_t *ret_pixel);

/**
 * What the level draws and what it had to leave out, as members of `report`: features by style
 * layer, labels placed and left out, glyphs missing, layers that are empty.
 */
void om_level_report(const om_level *level, om_json *report);

#endif

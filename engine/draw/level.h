/*
 * What a level is made of; for level.c, which makes it, and block.c, which draws it.
 */
#ifndef OM_ENGINE_DRAW_LEVEL_H
#define OM_ENGINE_DRAW_LEVEL_H

#include "engine/draw/labels.h"
#include "engine/draw/scene.h"

struct om_scene {
    const om_style *style;
    om_style *own_style;    /* in another palette than the caller's */
    om_features **features; /* one a table of the style; NULL when no layer in reach shows it */
    size_t table_count;
};

struct om_level {
    const om_scene *scene;
    double zoom, scale, px_per_unit;
    om_painting *paintings; /* layers that show, from the ground up */
    size_t painting_count;
    om_figures *shapes; /* one a table, generalised */
    double *reach_px;   /* one a table: how far its paint may go */
    om_labels *labels;
};

/** The side of the squares of the pyramid that are always drawn as one. */
enum { OM_BLOCK_PX = 256 };

/** What drawing uses again and again, one a thread. Zero-initialise. */
typedef struct om_bench {
    om_found *found; /* one a table */
    om_found symbols;
    om_found sorted;
    om_run run;
    size_t table_count;
} om_bench;

void om_bench_clear(om_bench *bench);

/** Draws block `column`, `row` onto `picture`, OM_BLOCK_PX square and transparent. */
OM_CHECKED om_status om_block_draw(const om_level *level, int64_t column, int64_t row,
                                   om_bench *bench, om_picture *picture, om_error *err);

/** Draws all of a window at once onto `picture`, as a page is drawn. */
OM_CHECKED om_status om_window_draw(const om_level *level, const om_window *window, om_bench *bench,
                                    om_picture *picture, om_error *err);

/** What a part of a level covers in the world, grown by `by_px`. */
om_extent om_level_extent(const om_level *level, const om_window *window, double by_px);

#endif

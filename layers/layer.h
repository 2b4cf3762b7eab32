/*
 * What a layer is: its name, its shape and its columns, as pure data.
 *
 * A layer is a table of the store. Some are loaded (roads, stations), some are what an analysis
 * found out (reach, grades); styles, queries, exports and the viewer treat both alike.
 */
#ifndef OM_LAYERS_LAYER_H
#define OM_LAYERS_LAYER_H

#include <stdbool.h>
#include <stddef.h>

/** What the geometry column of a layer holds. */
typedef enum om_shape_kind {
    OM_SHAPE_NONE,    /**< a table without geometry */
    OM_SHAPE_POINT,   /**< POINT; an area that is loaded becomes a point inside it */
    OM_SHAPE_LINE,    /**< LINESTRING; multi-part lines become several rows */
    OM_SHAPE_POLYGON, /**< MULTIPOLYGON */
    OM_SHAPE_PLACE,   /**< POINT or MULTIPOLYGON, as the source knows it */
    OM_SHAPE_ANY      /**< POINT, LINESTRING, MULTIPOLYGON or, in a row, nothing at all */
} om_shape_kind;

typedef enum om_column_type { OM_TEXT, OM_INTEGER, OM_REAL, OM_BLOB } om_column_type;

/** A value that a column may have, with the words a legend uses for it. */
typedef struct om_choice {
    const char *value; /**< as stored, numbers as text; NULL ends a list */
    const char *title, *title_zh;
} om_choice;

/** One column. `name` NULL ends a list. */
typedef struct om_column {
    const char *name;
    om_column_type type;
    const char *unit; /**< "m2", "people", "s", "1..4"; "" for texts and names */
    bool required;    /**< a loaded row without it is bad */
    const char *title, *title_zh;
    double minimum, maximum;  /**< of numbers, both inclusive; both 0 for unlimited */
    const om_choice *choices; /**< NULL: any value */
} om_column;

/** Where a layer's rows come from. */
typedef enum om_layer_origin { OM_LAYER_LOADED, OM_LAYER_RESULT } om_layer_origin;

/**
 * A layer. Beside its own columns every layer's table has `pk` (integer), `id` (text, unique, the
 * source's own identifier where it has one), `load_id` (which load or run brought the row) and,
 * with a shape, `geometry` in EPSG:4326.
 */
typedef struct om_layer {
    const char *name;
    const char *title, *title_zh;
    const char *summary; /**< one sentence */
    om_layer_origin origin;
    om_shape_kind shape;
    const om_column *columns;
    /** A column and the one whose value stands in where a loaded row has none; NULL: none does. */
    const char *missing, *stands_in;
} om_layer;

/** All layers, in the order of layers.def. @param ret_count  how many */
const om_layer *const *om_layers(size_t *ret_count);

/** The layer called `name`, NULL when there is none. */
const om_layer *om_layer_find(const char *name);

/** The column called `name` (not the common ones), NULL when there is none. */
const om_column *om_layer_column(const om_layer *layer, const char *name);

#endif

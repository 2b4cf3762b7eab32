/*
 * A MapLibre style as compiled data: sources, layers in drawing order, and properties that are
 * evaluated for a feature without looking at JSON again.
 *
 * The public om_style_open() and om_style_free() stand in onemap.h. A style is immutable; each
 * thread evaluates with an arena of its own. What these functions lend lives as long as the style.
 */
#ifndef OM_ENGINE_STYLE_STYLE_H
#define OM_ENGINE_STYLE_STYLE_H

#include "engine/base/json.h"
#include "engine/base/own.h"
#include "engine/base/vertex.h"
#include "engine/style/datum.h"
#include "engine/style/property.h"
#include "layers/layer.h"

OM_DEFINE_AUTO(om_style)

/** Limits of a document; beyond them it is OM_ERR_STYLE. */
enum {
    OM_STYLE_MAX_BYTES = 10 * 1024 * 1024,
    OM_STYLE_MAX_LAYERS = 1000,
    OM_STYLE_MAX_NESTING = 128
};

/* ---- The document ------------------------------------------------------------------------- */

/**
 * Reads a style from text.
 *
 * @param path  the file it stands for: sprites, GeoJSON files and errors are seen from there
 * @return OM_OK; OM_ERR_STYLE: "PATH: layers[3].paint.fill-color[2]: …"
 */
OM_CHECKED om_status om_style_parse(const char *text, size_t length, const char *path,
                                    om_style **ret, om_error *err);

/**
 * The same style in another palette: every literal colour that is a role of the style's own palette
 * (metadata "onemap:palette") becomes the other palette's colour of that role, and nothing else.
 *
 * @param palette  a name from styles/palettes.json
 * @return OM_OK; OM_ERR_NOT_FOUND: no such palette; OM_ERR_STYLE: the style names none of its own
 */
OM_CHECKED om_status om_style_with_palette(const om_style *style, const char *palette,
                                           om_style **ret, om_error *err);

/** The style's "name", or its file's name. */
const char *om_style_name(const om_style *style);

/** The palette its literal colours are from, NULL when it names none. */
const char *om_style_palette(const om_style *style);

/** The document as read; for what a caller wants to know beside layers, such as "center". */
const om_json *om_style_document(const om_style *style);

/**
 * The file of a symbol: "<sprite>/<icon>.svg" beside the style file.
 *
 * @param icon  a name without '/' and not beginning with '.'
 * @return a path in `arena`; NULL when the style has no sprite or `icon` is no such name
 */
const char *om_style_icon_path(const om_style *style, const char *icon, om_arena *arena);

/* ---- Sources ------------------------------------------------------------------------------ */

typedef enum om_style_source_kind {
    OM_STYLE_SOURCE_STORE,  /**< {"type": "vector", "url": "onemap://store"} */
    OM_STYLE_SOURCE_INLINE, /**< {"type": "geojson", "data": {…}} */
    OM_STYLE_SOURCE_FILE    /**< {"type": "geojson", "data": "file.geojson"} */
} om_style_source_kind;

typedef struct om_style_source {
    const char *name;
    om_style_source_kind kind;
    const om_json *json; /**< the whole source */
    const om_json *data; /**< inline GeoJSON, else NULL */
    const char *path;    /**< of a GeoJSON file, seen from the style's folder, else NULL */
} om_style_source;

size_t om_style_source_count(const om_style *style);
const om_style_source *om_style_source_at(const om_style *style, size_t index);

/** The name that stands for all properties of a GeoJSON feature, which are then one value. */
#define OM_COLUMN_ALL ""

/**
 * What the style reads: one for each source and source-layer that it draws from, with the columns
 * (attributes) that its filters and properties ask for. Read these, in this order, and no others.
 */
typedef struct om_style_table {
    const om_style_source *source;
    const om_layer *layer; /**< the store's layer; NULL for GeoJSON */
    /** Each once, in the order of om_evaluation.values; OM_COLUMN_ALL of GeoJSON is an object. */
    const char *const *columns;
    size_t column_count;
    size_t index; /**< its number, as in om_style_table_at() */
} om_style_table;

size_t om_style_table_count(const om_style *style);
const om_style_table *om_style_table_at(const om_style *style, size_t index);

/* ---- Layers ------------------------------------------------------------------------------- */

/** A layer of the style. Read its properties through the functions below. */
typedef struct om_style_layer {
    const char *id;
    om_style_layer_kind kind;
    const om_style_table *table;  /**< NULL for a background */
    double min_zoom, max_zoom;    /**< shown at min_zoom <= zoom < max_zoom; 0 and infinity */
    bool visible;                 /**< layout "visibility" is not "none" */
    const om_json *metadata;      /**< NULL when there is none */
    const struct om_rules *rules; /**< the compiled filter and properties */
} om_style_layer;

/** Layers in drawing order, from the ground up. */
size_t om_style_layer_count(const om_style *style);
const om_style_layer *om_style_layer_at(const om_style *style, size_t index);

/** True when the layer is drawn at `zoom`: visible and within its zooms. */
bool om_style_layer_shows(const om_style_layer *layer, double zoom);

/* ---- Evaluation --------------------------------------------------------------------------- */

/** The dimension of a feature, as `geometry-type` tells it. */
typedef enum om_feature_shape {
    OM_FEATURE_UNKNOWN,
    OM_FEATURE_POINT,
    OM_FEATURE_LINE,
    OM_FEATURE_POLYGON
} om_feature_shape;

/** Where a feature is: the rings of polygons, holes after their outer rings; lines; points. */
typedef struct om_outline {
    const om_vertex *vertices;
    const om_part *parts;
    size_t part_count; /**< 0: unknown */
} om_outline;

/** What an expression is evaluated for. Borrows everything. */
typedef struct om_evaluation {
    double zoom;            /**< MapLibre's, 0..24 */
    om_feature_shape shape; /**< multi-part shapes count as their parts */
    om_datum id;            /**< the feature's own; null when it has none */
    /** One a column of the layer's om_style_table; NULL: every attribute is null. */
    const om_datum *values;
    om_outline outline;   /**< what `within` and `distance` look at */
    double line_progress; /**< 0..1 along a line, for a gradient */
    const char *const
        *images; /**< names of the icons there are, in order; NULL: all there may be */
    size_t image_count;
    om_arena *arena; /**< scratch for texts and arrays that come back; reset it when you like */
} om_evaluation;

/** JSON as a value, objects and arrays too. Texts are copied into the arena. */
om_datum om_datum_of_json(const om_json *json, om_arena *arena);

/** What an evaluation's outcome hangs on; a property that hangs on nothing is evaluated once. */
enum {
    OM_DEPENDS_ON_ZOOM = 1,
    OM_DEPENDS_ON_FEATURE = 2,
    OM_DEPENDS_ON_IMAGES = 4,   /**< which icons there are */
    OM_DEPENDS_ON_PROGRESS = 8, /**< along a line */
    OM_DEPENDS_ON_STATE = 16    /**< of the map; nothing is worked out before it is drawn */
};

/** True when the feature passes the layer's filter (or there is none). */
bool om_style_filter(const om_style_layer *layer, const om_evaluation *evaluation);

/** What the filter hangs on, OM_DEPENDS_ON_…; 0 when there is none. */
unsigned om_style_filter_depends(const om_style_layer *layer);

/** True when the style itself sets the property, rather than leaving it to the default. */
bool om_style_is_set(const om_style_layer *layer, om_property property);

/** What the property hangs on, OM_DEPENDS_ON_…; 0 for a constant and for the default. */
unsigned om_style_depends(const om_style_layer *layer, om_property property);

/*
 * The value of a property. Asking for another type than property.h gives it, or for a property of
 * another kind of layer, is a programming mistake and asserted against. Where an expression fails
 * for a feature or comes to null, the value is the specification's default; numbers are held within
 * the property's range.
 */

/** @return NaN for a property that has no default and is not set, such as a sort key */
double om_style_number(const om_style_layer *layer, om_property property,
                       const om_evaluation *evaluation);

/** @return alpha 0 for a property that has no default and is not set */
om_colour om_style_colour(const om_style_layer *layer, om_property property,
                          const om_evaluation *evaluation);

bool om_style_flag(const om_style_layer *layer, om_property property,
                   const om_evaluation *evaluation);

/** One of the property's enumerated values, such as OM_STYLE_CAP_ROUND. */
int om_style_choice(const om_style_layer *layer, om_property property,
                    const om_evaluation *evaluation);

/**
 * A text or the name of an icon; never NULL, "" for none. `text-field` comes with its tokens
 * replaced, its `format` sections joined and `text-transform` applied.
 */
const char *om_style_text(const om_style_layer *layer, om_property property,
                          const om_evaluation *evaluation);

/**
 * Numbers: a dash array (in line widths), an offset, a translation; a padding is always four, from
 * the top clockwise.
 *
 * @param ret  borrowed from the style or the arena; untouched when there are none
 * @return how many, 0 for none
 */
size_t om_style_numbers(const om_style_layer *layer, om_property property,
                        const om_evaluation *evaluation, const double **ret);

/** Texts: the font stack, best first. @return how many */
size_t om_style_texts(const om_style_layer *layer, om_property property,
                      const om_evaluation *evaluation, const char *const **ret);

/** Several enumerated values: `text-variable-anchor`, best first. @return how many, 0 for none */
size_t om_style_choices(const om_style_layer *layer, om_property property,
                        const om_evaluation *evaluation, const int **ret);

#endif

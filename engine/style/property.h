/*
 * The properties of layers: names, types, defaults and values, from properties.def.
 */
#ifndef OM_ENGINE_STYLE_PROPERTY_H
#define OM_ENGINE_STYLE_PROPERTY_H

#include <stdbool.h>
#include <stddef.h>

typedef enum om_style_layer_kind {
    OM_STYLE_BACKGROUND,
    OM_STYLE_FILL,
    OM_STYLE_LINE,
    OM_STYLE_CIRCLE,
    OM_STYLE_SYMBOL
} om_style_layer_kind;

/** "background", "fill", "line", "circle" or "symbol". */
const char *om_style_layer_kind_name(om_style_layer_kind kind);

/** Every property: OM_PROPERTY_FILL_COLOR is "fill-color". */
typedef enum om_property {
#define OM_PROPERTY(symbol, ...) OM_PROPERTY_##symbol,
#include "engine/style/properties.def"
#undef OM_PROPERTY
    OM_PROPERTY_COUNT
} om_property;

/** Which function of style.h gives a property's value. */
typedef enum om_property_type {
    OM_PROPERTY_IS_NUMBER,  /**< om_style_number() */
    OM_PROPERTY_IS_COLOUR,  /**< om_style_colour() */
    OM_PROPERTY_IS_FLAG,    /**< om_style_flag() */
    OM_PROPERTY_IS_CHOICE,  /**< om_style_choice() */
    OM_PROPERTY_IS_TEXT,    /**< om_style_text() */
    OM_PROPERTY_IS_ICON,    /**< om_style_text() */
    OM_PROPERTY_IS_NUMBERS, /**< om_style_numbers() */
    OM_PROPERTY_IS_PADDING, /**< om_style_numbers(), four */
    OM_PROPERTY_IS_TEXTS,   /**< om_style_texts() */
    OM_PROPERTY_IS_CHOICES, /**< om_style_choices() */
    OM_PROPERTY_IS_ANCHORS  /**< om_style_anchors() */
} om_property_type;

/** What an expression for the property may hang on; each allows what stands before it. */
typedef enum om_property_freedom {
    OM_PROPERTY_FIXED,     /**< a constant */
    OM_PROPERTY_BY_ZOOM,   /**< zoom */
    OM_PROPERTY_BY_FEATURE /**< zoom and the feature */
} om_property_freedom;

/** A row of properties.def. */
typedef struct om_property_row {
    const char *name;
    om_style_layer_kind layer;
    bool layout; /**< stands in "layout", not in "paint" */
    om_property_type type;
    const char *fallback; /**< the specification's default, as JSON; "null" for none */
    om_property_freedom freedom;
    double minimum, maximum;    /**< of numbers */
    size_t length;              /**< of an array that has a fixed one, else 0 */
    const char *const *choices; /**< values of an enumeration in their order, NULL ends */
    bool drawn;                 /**< false: known, but refused by name because it is not drawn */
    bool mixed;                 /**< values can be interpolated */
} om_property_row;

const om_property_row *om_property_row_of(om_property property);

/** Finds a property by name. @return OM_PROPERTY_COUNT when there is none */
om_property om_property_find(const char *name);

/* ---- Enumerated values, in the order of the specification ---- */

typedef enum om_style_cap {
    OM_STYLE_CAP_BUTT,
    OM_STYLE_CAP_ROUND,
    OM_STYLE_CAP_SQUARE
} om_style_cap;

typedef enum om_style_join {
    OM_STYLE_JOIN_BEVEL,
    OM_STYLE_JOIN_ROUND,
    OM_STYLE_JOIN_MITER
} om_style_join;

typedef enum om_style_placement {
    OM_STYLE_PLACEMENT_POINT,
    OM_STYLE_PLACEMENT_LINE,
    OM_STYLE_PLACEMENT_LINE_CENTER
} om_style_placement;

/** Which part of a text or icon stands at its place. */
typedef enum om_style_anchor {
    OM_STYLE_ANCHOR_CENTER,
    OM_STYLE_ANCHOR_LEFT,
    OM_STYLE_ANCHOR_RIGHT,
    OM_STYLE_ANCHOR_TOP,
    OM_STYLE_ANCHOR_BOTTOM,
    OM_STYLE_ANCHOR_TOP_LEFT,
    OM_STYLE_ANCHOR_TOP_RIGHT,
    OM_STYLE_ANCHOR_BOTTOM_LEFT,
    OM_STYLE_ANCHOR_BOTTOM_RIGHT
} om_style_anchor;

typedef enum om_style_justify {
    OM_STYLE_JUSTIFY_AUTO,
    OM_STYLE_JUSTIFY_LEFT,
    OM_STYLE_JUSTIFY_CENTER,
    OM_STYLE_JUSTIFY_RIGHT
} om_style_justify;

/** Whether an icon turns with the map (along its line) or stays upright. */
typedef enum om_style_alignment {
    OM_STYLE_ALIGNMENT_MAP,
    OM_STYLE_ALIGNMENT_VIEWPORT,
    OM_STYLE_ALIGNMENT_AUTO
} om_style_alignment;

/** The same for texts, whose letters may also stay upright one by one. */
typedef enum om_style_text_alignment {
    OM_STYLE_TEXT_ALIGNMENT_MAP,
    OM_STYLE_TEXT_ALIGNMENT_VIEWPORT,
    OM_STYLE_TEXT_ALIGNMENT_VIEWPORT_GLYPH,
    OM_STYLE_TEXT_ALIGNMENT_AUTO
} om_style_text_alignment;

typedef enum om_style_transform {
    OM_STYLE_TRANSFORM_NONE,
    OM_STYLE_TRANSFORM_UPPERCASE,
    OM_STYLE_TRANSFORM_LOWERCASE
} om_style_transform;

/** What a translation counts from; the same on a map that has north up. */
typedef enum om_style_frame { OM_STYLE_FRAME_MAP, OM_STYLE_FRAME_VIEWPORT } om_style_frame;

#endif

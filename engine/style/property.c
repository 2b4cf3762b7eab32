/* The table of properties, from properties.def. */
#include "engine/style/property.h"

#include <math.h>
#include <string.h>

static const char *const caps[] = {"butt", "round", "square", NULL};
static const char *const joins[] = {"bevel", "round", "miter", NULL};
static const char *const placements[] = {"point", "line", "line-center", NULL};
static const char *const anchors[] = {"center",       "left",     "right",     "top",
                                      "bottom",       "top-left", "top-right", "bottom-left",
                                      "bottom-right", NULL};
static const char *const justifies[] = {"auto", "left", "center", "right", NULL};
static const char *const alignments[] = {"map", "viewport", "auto", NULL};
static const char *const text_alignments[] = {"map", "viewport", "viewport-glyph", "auto", NULL};
static const char *const transforms[] = {"none", "uppercase", "lowercase", NULL};
static const char *const frames[] = {"map", "viewport", NULL};
static const char *const z_orders[] = {"auto", "viewport-y", "source", NULL};
static const char *const overlaps[] = {"never", "always", "cooperative", NULL};
static const char *const fits[] = {"none", "width", "height", "both", NULL};
static const char *const modes[] = {"horizontal", "vertical", NULL};
static const char *const height_anchors[] = {"ground", "absolute", NULL};
static const char *const blends[] = {"normal",       "multiply", "color",   "luminosity",
                                     "plus-lighter", "screen",   "overlay", NULL};

#define PAINT      false
#define LAYOUT     true
#define DRAWN      true
#define REFUSED    false
#define MIXED      true
#define STEPPED    false
#define NONE       NULL
#define ANY        -INFINITY, INFINITY
#define SHARE      0, 1
#define POSITIVE   0, INFINITY
#define AT_LEAST_1 1, INFINITY

static const om_property_row rows[] = {
#define OM_PROPERTY(symbol, name, kind, place, type, fallback, freedom, range, length, choices,    \
                    drawn, mixed)                                                                  \
    {name,     OM_STYLE_##kind,                                                                    \
     place,    OM_PROPERTY_IS_##type,                                                              \
     fallback, OM_PROPERTY_##freedom,                                                              \
     range,    length,                                                                             \
     choices,  drawn,                                                                              \
     mixed},
#include "engine/style/properties.def"
#undef OM_PROPERTY
};

const char *om_style_layer_kind_name(om_style_layer_kind kind)
{
    static const char *const names[] = {
        [OM_STYLE_BACKGROUND] = "background",
        [OM_STYLE_FILL] = "fill",
        [OM_STYLE_LINE] = "line",
        [OM_STYLE_CIRCLE] = "circle",
        [OM_STYLE_SYMBOL] = "symbol",
    };
    return names[kind];
}

const om_property_row *om_property_row_of(om_property property)
{
    return &rows[property];
}

om_property om_property_find(const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strcmp(rows[i].name, name) == 0)
            return (om_property)i;
    return OM_PROPERTY_COUNT;
}

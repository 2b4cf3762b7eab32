/* The list of all layers, from layers.def. */
#include <string.h>

#include "layers/layer.h"

#define OM_LAYER(name) extern const om_layer om_layer_##name;
#include "layers/layers.def"
#undef OM_LAYER

static const om_layer *const layers[] = {
#define OM_LAYER(name) &om_layer_##name,
#include "layers/layers.def"
#undef OM_LAYER
};

const om_layer *const *om_layers(size_t *ret_count)
{
    *ret_count = sizeof layers / sizeof *layers;
    return layers;
}

const om_layer *om_layer_find(const char *name)
{
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (strcmp(layers[i]->name, name) == 0)
            return layers[i];
    return NULL;
}

const om_column *om_layer_column(const om_layer *layer, const char *name)
{
    for (const om_column *column = layer->columns; column->name; column++)
        if (strcmp(column->name, name) == 0)
            return column;
    return NULL;
}

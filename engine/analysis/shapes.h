/*
 * The shapes of a layer as one.
 */
#ifndef OM_ENGINE_ANALYSIS_SHAPES_H
#define OM_ENGINE_ANALYSIS_SHAPES_H

#include "engine/store/store.h"

/**
 * Unites the shapes of a layer, in metres.
 *
 * @param kinds  values of the column "kind" to take, ended by NULL; NULL takes all rows
 * @param ret    NULL when there are none
 */
OM_CHECKED om_status om_shapes_unite(om_store *store, const char *layer, const char *const *kinds,
                                     om_geom **ret, om_error *err);

#endif

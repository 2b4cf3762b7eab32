/*
 * The words of a zoning of natural hazards, shared by the layers that tell of it.
 */
#ifndef OM_LAYERS_ZONING_H
#define OM_LAYERS_ZONING_H

#include "layers/layer.h"

/** Levels of risk from the highest down, as many as there are classes are used. */
extern const om_choice om_zoning_levels[];

/** How roles become an index. */
extern const om_choice om_zoning_forms[];

/** What a factor says of an area. */
extern const om_choice om_zoning_roles[];

/** What is told of every zoned area. */
extern const om_column om_zoned_area_columns[];

#endif

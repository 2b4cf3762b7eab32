/*
 * The words of what stands in hazard zones, shared by the layers that tell of it.
 */
#ifndef OM_LAYERS_FACILITY_H
#define OM_LAYERS_FACILITY_H

#include "layers/layer.h"

/** The layers that hold facilities. */
extern const om_choice om_facility_choices[];

/** How several hazards become one level. */
extern const om_choice om_combine_choices[];

#endif

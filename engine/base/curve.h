/*
 * A Hilbert curve: an order in which what is near on the ground is near in memory.
 */
#ifndef OM_ENGINE_BASE_CURVE_H
#define OM_ENGINE_BASE_CURVE_H

#include <stdint.h>

#include "engine/base/xy.h"

/** How far along a Hilbert curve over a square of 2^16 cells a side one of its cells lies. */
uint32_t om_curve_cell(uint16_t column, uint16_t row);

/** How far along it a place lies, the curve laid over the smallest square that holds `rect`. */
uint32_t om_curve_place(om_rect rect, om_xy at);

#endif

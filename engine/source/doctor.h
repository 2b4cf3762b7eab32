/*
 * Whether this machine can read what onemap promises to read.
 */
#ifndef OM_ENGINE_SOURCE_DOCTOR_H
#define OM_ENGINE_SOURCE_DOCTOR_H

#include "engine/base/json.h"

/**
 * Puts into an object: `gdal` (version), `drivers` (name, reads, present, needed) and `missing`
 * (names of needed drivers that are not there; empty when all is well).
 */
void om_source_doctor(om_json *ret);

#endif

/*
 * Which ids a load has met already, and in which record.
 */
#ifndef OM_ENGINE_SOURCE_IDS_H
#define OM_ENGINE_SOURCE_IDS_H

#include <stdint.h>

#include "engine/base/own.h"

typedef struct om_ids om_ids;

om_ids *om_ids_new(void);
void om_ids_free(om_ids *ids);
OM_DEFINE_AUTO(om_ids)

/** Remembers `id`. @return 0, or the number of the record that has it already */
uint64_t om_ids_add(om_ids *ids, const char *id, uint64_t record);

#endif

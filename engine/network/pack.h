/*
 * A network as bytes: kept somewhere, and taken up again without building it.
 */
#ifndef OM_ENGINE_NETWORK_PACK_H
#define OM_ENGINE_NETWORK_PACK_H

#include "engine/base/pack.h"
#include "engine/network/network.h"

/** Packs a network, which must outlive the pack. */
om_pack *om_network_pack(const om_network *network);

/**
 * Makes a network of its bytes; searches in it answer as they did in the one that was packed.
 *
 * Whatever the bytes hold, nothing is read outside of them: every number that leads somewhere is
 * looked at first.
 *
 * @param bytes  from malloc(). The network keeps and frees them; on failure they stay the caller's
 * @return OM_OK; OM_ERR_CORRUPT: no network, one of another version or machine, or a damaged one
 */
OM_CHECKED om_status om_network_unpack(void *bytes, size_t size, om_network **ret, om_error *err);

#endif

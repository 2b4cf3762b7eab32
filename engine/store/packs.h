/*
 * What was compiled from layers, kept beside them until one of them changes.
 *
 * Triggers on those layers throw all packs away whenever a row of theirs is written, whoever does
 * it; a layer without its triggers (its table was dropped and made anew) makes packs old, and so
 * does anything else that they were made of and that is another now.
 */
#ifndef OM_ENGINE_STORE_PACKS_H
#define OM_ENGINE_STORE_PACKS_H

#include "engine/base/pack.h"
#include "engine/store/store.h"

/** Which pack, and what it is made of. Borrows everything. */
typedef struct om_pack_key {
    const char *name;          /**< without *, ?, [ and / */
    const char *const *layers; /**< ended by NULL */
    const char *made_of;       /**< all else, such as checksums of tables */
} om_pack_key;

/**
 * Reads a pack.
 *
 * @param ret_bytes  from malloc(); NULL when there is none that is made of what `key` says
 */
OM_CHECKED om_status om_packs_find(om_store *store, const om_pack_key *key, void **ret_bytes,
                                   size_t *ret_size, om_error *err);

/**
 * Keeps a pack in place of an older one of its name; leaves a store alone that is open for reading.
 *
 * The layers must be as they were read: do both within one transaction.
 */
OM_CHECKED om_status om_packs_keep(om_store *store, const om_pack_key *key, const om_pack *pack,
                                   om_error *err);

/** True while a transaction of this store is open. */
bool om_store_is_in_transaction(const om_store *store);

/** True when the store was opened for writing. */
bool om_store_is_writable(const om_store *store);

#endif

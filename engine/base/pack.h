/*
 * Arrays as bytes, to be kept and taken up again just as they lay in memory.
 *
 * Bytes of another version or another kind of machine are refused, and so are those that were
 * damaged. What the arrays say is for their owner to check: whoever makes up bytes can make up
 * checksums too.
 */
#ifndef OM_ENGINE_BASE_PACK_H
#define OM_ENGINE_BASE_PACK_H

#include <stdint.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** Some bytes. Borrowed. */
typedef struct om_bytes {
    const void *at;
    size_t size;
} om_bytes;

/** An array; its items hold no pointers, and are aligned to 16 bytes or less. */
typedef struct om_array {
    void *items;
    size_t size; /**< of an item, bytes */
    size_t count;
} om_array;

/** What is packed. */
typedef struct om_pack_kind {
    const char *name;   /**< at most 15 letters */
    uint32_t version;   /**< raised when the same bytes come to mean something else */
    size_t array_count; /**< at most OM_PACK_ARRAYS */
} om_pack_kind;

enum { OM_PACK_ARRAYS = 24, OM_PACK_ALIGNMENT = 16 };

/** Packed arrays, which it borrows. */
typedef struct om_pack om_pack;

/** Packs `kind->array_count` arrays; never NULL. */
om_pack *om_pack_new(const om_pack_kind *kind, const om_array *arrays);
void om_pack_free(om_pack *pack);
OM_DEFINE_AUTO(om_pack)

/** All its bytes together. */
size_t om_pack_size(const om_pack *pack);

/** What those bytes are, one part after another. Borrowed. */
const om_bytes *om_pack_parts(const om_pack *pack, size_t *ret_count);

/**
 * Finds the arrays in some bytes.
 *
 * @param bytes   aligned to OM_PACK_ALIGNMENT
 * @param arrays  `kind->array_count` of them with the sizes of their items; they get the rest, and
 *                lie in `bytes`
 * @return OM_OK; OM_ERR_CORRUPT: something else, of another version or machine, cut off, damaged
 */
OM_CHECKED om_status om_pack_open(const om_pack_kind *kind, void *bytes, size_t size,
                                  om_array *arrays, om_error *err);

#endif

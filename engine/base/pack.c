/* Packs arrays: a head that lists them with their checksums, then each of them, aligned. */
#include "engine/base/pack.h"

#include <assert.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"

/* Reads otherwise where bytes have another order. */
#define BYTE_ORDER_MARK 0x01020304u

static const char mark[8] = "om-pack";

typedef struct head {
    char mark[8];
    uint32_t byte_order, version;
    char kind[16];
    uint64_t size; /* of all bytes */
    uint64_t array_count;
    char checksum[OM_CHECKSUM_SIZE]; /* of head and entries while this is zero */
} head;

typedef struct entry {
    uint64_t size, count;
    char checksum[OM_CHECKSUM_SIZE];
} entry;

/* The beginning of all bytes. */
typedef struct list {
    head head;
    entry entries[OM_PACK_ARRAYS];
} list;

struct om_pack {
    list list;
    om_bytes parts[1 + 2 * OM_PACK_ARRAYS]; /* the list, and each array with what aligns the next */
    size_t part_count;
};

_Static_assert(sizeof(head) % OM_PACK_ALIGNMENT == 0, "arrays are aligned");
_Static_assert(sizeof(entry) % OM_PACK_ALIGNMENT == 0, "arrays are aligned");

static size_t list_size(size_t arrays)
{
    return sizeof(head) + arrays * sizeof(entry);
}

/* Bytes that align what follows. */
static size_t gap_after(size_t size)
{
    return -size % OM_PACK_ALIGNMENT;
}

static void checksum_list(const list *of, char ret[OM_CHECKSUM_SIZE])
{
    list copy = *of;
    memset(copy.head.checksum, 0, sizeof copy.head.checksum);
    om_bytes_checksum(&copy, list_size(of->head.array_count), ret);
}

/* ---- Packing ---- */

typedef struct packing {
    om_pack *pack;
    const om_array *arrays;
} packing;

static om_status checksum_array(void *context, size_t index, int thread, om_error *err)
{
    const packing *on = context;
    const om_array *array = &on->arrays[index];
    (void)thread;
    (void)err;
    om_bytes_checksum(array->items, array->size * array->count,
                      on->pack->list.entries[index].checksum);
    return OM_OK;
}

static void add_part(om_pack *pack, const void *at, size_t size)
{
    if (size == 0)
        return;
    pack->parts[pack->part_count++] = (om_bytes){at, size};
    pack->list.head.size += size;
}

om_pack *om_pack_new(const om_pack_kind *kind, const om_array *arrays)
{
    static const char gap[OM_PACK_ALIGNMENT];
    om_pack *pack = om_memory_take(1, sizeof *pack);
    head *of = &pack->list.head;
    assert(kind->array_count <= OM_PACK_ARRAYS && strlen(kind->name) < sizeof of->kind);
    *of = (head){
        .byte_order = BYTE_ORDER_MARK, .version = kind->version, .array_count = kind->array_count};
    memcpy(of->mark, mark, sizeof mark);
    memcpy(of->kind, kind->name, strlen(kind->name));
    add_part(pack, &pack->list, list_size(kind->array_count));
    for (size_t i = 0; i < kind->array_count; i++) {
        const size_t size = arrays[i].size * arrays[i].count;
        pack->list.entries[i] = (entry){.size = arrays[i].size, .count = arrays[i].count};
        add_part(pack, arrays[i].items, size);
        add_part(pack, gap, gap_after(size));
    }
    packing on = {pack, arrays};
    const om_status status = om_pool_each(kind->array_count, 0, checksum_array, &on, NULL);
    assert(status == OM_OK);
    (void)status;
    checksum_list(&pack->list, of->checksum);
    return pack;
}

void om_pack_free(om_pack *pack)
{
    free(pack);
}

size_t om_pack_size(const om_pack *pack)
{
    return pack->list.head.size;
}

const om_bytes *om_pack_parts(const om_pack *pack, size_t *ret_count)
{
    *ret_count = pack->part_count;
    return pack->parts;
}

/* ---- Opening ---- */

static om_status check_head(const om_pack_kind *kind, const head *of, size_t size, om_error *err)
{
    if (size < list_size(kind->array_count))
        return om_fail(err, OM_ERR_CORRUPT, "the packed %s is cut off after %zu bytes", kind->name,
                       size);
    if (memcmp(of->mark, mark, sizeof mark) != 0)
        return om_fail(err, OM_ERR_CORRUPT, "this is no packed %s", kind->name);
    if (of->byte_order != BYTE_ORDER_MARK)
        return om_fail(err, OM_ERR_CORRUPT,
                       "the packed %s was written by a machine with another order of bytes",
                       kind->name);
    if (strncmp(of->kind, kind->name, sizeof of->kind) != 0)
        return om_fail(err, OM_ERR_CORRUPT, "this is a packed %.15s, not a %s", of->kind,
                       kind->name);
    if (of->version != kind->version)
        return om_fail(err, OM_ERR_CORRUPT, "the packed %s has version %u, not %u", kind->name,
                       of->version, kind->version);
    if (of->size != size)
        return om_fail(err, OM_ERR_CORRUPT, "the packed %s has %zu bytes, not %llu", kind->name,
                       size, (unsigned long long)of->size);
    if (of->array_count != kind->array_count)
        return om_fail(err, OM_ERR_CORRUPT, "the packed %s has %llu arrays, not %zu", kind->name,
                       (unsigned long long)of->array_count, kind->array_count);
    return OM_OK;
}

/* Lays the arrays over the bytes as far as they fill them. @return false when they do not */
static bool lay_arrays(const entry *entries, char *bytes, size_t size, om_array *arrays,
                       size_t count)
{
    size_t at = list_size(count);
    for (size_t i = 0; i < count; i++) {
        if (entries[i].size != arrays[i].size || entries[i].count > (size - at) / arrays[i].size)
            return false;
        const size_t length = arrays[i].size * entries[i].count;
        if (gap_after(length) > size - at - length)
            return false;
        arrays[i].items = bytes + at;
        arrays[i].count = entries[i].count;
        at += length + gap_after(length);
    }
    return at == size;
}

typedef struct opening {
    const om_pack_kind *kind;
    const entry *entries;
    const om_array *arrays;
} opening;

static om_status check_array(void *context, size_t index, int thread, om_error *err)
{
    const opening *on = context;
    const om_array *array = &on->arrays[index];
    char checksum[OM_CHECKSUM_SIZE] = {0};
    (void)thread;
    om_bytes_checksum(array->items, array->size * array->count, checksum);
    if (memcmp(checksum, on->entries[index].checksum, sizeof checksum) != 0)
        return om_fail(err, OM_ERR_CORRUPT,
                       "the packed %s is damaged: array %zu has another "
                       "checksum",
                       on->kind->name, index);
    return OM_OK;
}

om_status om_pack_open(const om_pack_kind *kind, void *bytes, size_t size, om_array *arrays,
                       om_error *err)
{
    assert((uintptr_t)bytes % OM_PACK_ALIGNMENT == 0);
    list of = {0};
    char checksum[OM_CHECKSUM_SIZE] = {0};
    memcpy(&of, bytes, size < list_size(kind->array_count) ? size : list_size(kind->array_count));
    OM_TRY(check_head(kind, &of.head, size, err));
    checksum_list(&of, checksum);
    if (memcmp(checksum, of.head.checksum, sizeof checksum) != 0)
        return om_fail(err, OM_ERR_CORRUPT,
                       "the packed %s is damaged: its list has another "
                       "checksum",
                       kind->name);
    if (!lay_arrays(of.entries, bytes, size, arrays, kind->array_count))
        return om_fail(err, OM_ERR_CORRUPT,
                       "the packed %s has arrays that do not fit its %zu "
                       "bytes",
                       kind->name, size);
    opening on = {kind, of.entries, arrays};
    return om_pool_each(kind->array_count, 0, check_array, &on, err);
}

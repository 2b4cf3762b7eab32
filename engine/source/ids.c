/* A hash table of texts with open addressing; texts live one after another in one buffer. */
#include "engine/source/ids.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/text.h"

enum { FIRST_SLOTS = 1024 };

typedef struct slot {
    uint64_t record; /* 0: free */
    uint64_t hash;
    size_t text; /* where it begins in `texts` */
} slot;

struct om_ids {
    slot *slots;
    size_t slot_count, used; /* slot_count is a power of two */
    om_text texts;
};

om_ids *om_ids_new(void)
{
    om_ids *ids = om_memory_take(1, sizeof *ids);
    ids->slot_count = FIRST_SLOTS;
    ids->slots = om_memory_take(ids->slot_count, sizeof *ids->slots);
    return ids;
}

void om_ids_free(om_ids *ids)
{
    if (!ids)
        return;
    free(ids->slots);
    om_text_clear(&ids->texts);
    free(ids);
}

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *text)
{
    uint64_t hash = 14695981039346656037U;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 1099511628211U;
    return hash;
}

/* The slot that holds `id`, or the free one where it would go. */
static slot *find_slot(const om_ids *ids, const char *id, uint64_t hash)
{
    size_t at = hash & (ids->slot_count - 1);
    for (;; at = (at + 1) & (ids->slot_count - 1)) {
        slot *here = &ids->slots[at];
        if (!here->record || (here->hash == hash && strcmp(ids->texts.bytes + here->text, id) == 0))
            return here;
    }
}

static void double_slots(om_ids *ids)
{
    OM_AUTO_MEMORY slot *old = ids->slots;
    const size_t old_count = ids->slot_count;
    ids->slot_count *= 2;
    ids->slots = om_memory_take(ids->slot_count, sizeof *ids->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].record)
            *find_slot(ids, ids->texts.bytes + old[i].text, old[i].hash) = old[i];
}

uint64_t om_ids_add(om_ids *ids, const char *id, uint64_t record)
{
    const uint64_t hash = hash_of(id);
    slot *here = find_slot(ids, id, hash);
    if (here->record)
        return here->record;
    *here = (slot){.record = record, .hash = hash, .text = ids->texts.length};
    om_text_add_bytes(&ids->texts, id, strlen(id) + 1);
    if (++ids->used * 2 > ids->slot_count)
        double_slots(ids);
    return 0;
}

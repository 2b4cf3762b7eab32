/* Arrays are packed and found again; damage is told. */
#include "engine/base/pack.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"

static om_error err;

static const om_pack_kind kind = {"letters", 3, 3};
static uint64_t numbers[] = {7, 8, 9};
static char letters[] = "abcde";

/* The bytes of two arrays and an empty one, from malloc(). */
static unsigned char *packed(size_t *ret_size)
{
    const om_array arrays[] = {
        {numbers, sizeof *numbers, 3}, {NULL, sizeof(double), 0}, {letters, 1, 5}};
    OM_AUTO(om_pack) pack = om_pack_new(&kind, arrays);
    size_t count = 0, at = 0;
    const om_bytes *parts = om_pack_parts(pack, &count);
    unsigned char *bytes = om_memory_take(om_pack_size(pack), 1);
    for (size_t i = 0; i < count; at += parts[i++].size)
        memcpy(bytes + at, parts[i].at, parts[i].size);
    CHECK_INT(at, om_pack_size(pack));
    CHECK_INT(at % OM_PACK_ALIGNMENT, 0);
    *ret_size = at;
    return bytes;
}

static om_status open_all(const om_pack_kind *as, void *bytes, size_t size, om_array found[3])
{
    memcpy(found, ((om_array[]){{.size = sizeof *numbers}, {.size = sizeof(double)}, {.size = 1}}),
           3 * sizeof *found);
    return om_pack_open(as, bytes, size, found, &err);
}

static void arrays_are_found_again(void **state)
{
    (void)state;
    size_t size = 0;
    om_array found[3];
    OM_AUTO_MEMORY unsigned char *bytes = packed(&size);
    CHECK_OK(open_all(&kind, bytes, size, found));
    CHECK_INT(found[0].count, 3);
    CHECK_INT(((uint64_t *)found[0].items)[2], 9);
    CHECK_INT(found[1].count, 0);
    CHECK_INT(found[2].count, 5);
    CHECK(memcmp(found[2].items, "abcde", 5) == 0);
    for (int i = 0; i < 3; i++)
        CHECK_INT((uintptr_t)found[i].items % OM_PACK_ALIGNMENT, 0);
}

static void other_kinds_are_refused(void **state)
{
    (void)state;
    size_t size = 0;
    om_array found[3];
    OM_AUTO_MEMORY unsigned char *bytes = packed(&size);
    const om_pack_kind newer = {"letters", 4, 3}, other = {"numbers", 3, 3};
    const om_pack_kind fewer = {"letters", 3, 2};
    CHECK_FAILS(open_all(&newer, bytes, size, found), OM_ERR_CORRUPT,
                "the packed letters has version 3, not 4");
    CHECK_FAILS(open_all(&other, bytes, size, found), OM_ERR_CORRUPT,
                "this is a packed letters, not a numbers");
    CHECK_FAILS(open_all(&fewer, bytes, size, found), OM_ERR_CORRUPT, "has 3 arrays, not 2");
    om_array wider[] = {{.size = 4}, {.size = 8}, {.size = 1}};
    CHECK_FAILS(om_pack_open(&kind, bytes, size, wider, &err), OM_ERR_CORRUPT,
                "arrays that do not fit");
}

static void damage_is_told(void **state)
{
    (void)state;
    size_t size = 0;
    om_array found[3];
    OM_AUTO_MEMORY unsigned char *bytes = packed(&size);
    for (size_t cut = 0; cut < size; cut += 8)
        CHECK_FAILS(open_all(&kind, bytes, cut, found), OM_ERR_CORRUPT, "packed letters");
    bytes[size - 16]++; /* the first letter */
    CHECK_FAILS(open_all(&kind, bytes, size, found), OM_ERR_CORRUPT,
                "array 2 has another checksum");
}

OM_TESTS(test(arrays_are_found_again), test(other_kinds_are_refused), test(damage_is_told))

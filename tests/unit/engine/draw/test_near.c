/* Finding extents. */
#include "engine/draw/near.h"

#include <stdlib.h>

#include "tests/support/check.h"

enum { COUNT = 3000 };

static void it_finds_what_a_plain_search_finds(void **state)
{
    (void)state;
    static om_extent extents[COUNT];
    unsigned seed = 5;
    for (int i = 0; i < COUNT; i++) {
        seed = seed * 1103515245u + 12345u;
        const uint32_t x = seed & 0xffffff00u;
        seed = seed * 1103515245u + 12345u;
        const uint32_t y = seed & 0xffffff00u;
        extents[i] = i % 50 ? (om_extent){x, y, x + 200, y + 100} : OM_EXTENT_NONE;
    }
    OM_AUTO(om_near) near = om_near_new(extents, COUNT, sizeof extents[0]);
    om_found found = {0};
    for (uint32_t q = 0; q < 60; q++) {
        const om_extent where = {q * 60000000u, q * 50000000u, q * 60000000u + 400000000u,
                                 q * 50000000u + 300000000u};
        om_near_find(near, where, &found);
        size_t expected = 0;
        for (uint32_t i = 0; i < COUNT; i++)
            if (!om_extent_is_empty(extents[i]) && om_extents_touch(extents[i], where))
                CHECK_INT(found.numbers[expected++], i);
        CHECK_INT(found.count, expected);
    }
    free(found.numbers);
}

static void nothing_is_found_in_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_near) near = om_near_new(NULL, 0, sizeof(om_extent));
    om_found found = {0};
    om_near_find(near, (om_extent){0, 0, UINT32_MAX, UINT32_MAX}, &found);
    CHECK_INT(found.count, 0);
    CHECK(om_extent_is_empty(om_near_extent(near)));
}

OM_TESTS(test(it_finds_what_a_plain_search_finds), test(nothing_is_found_in_nothing))

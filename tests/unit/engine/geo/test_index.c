/* The index finds what a search through everything finds. */
#include "engine/geo/index.h"

#include "tests/support/check.h"

static om_error err;

static double pseudo_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed / 4294967296.0;
}

static bool touch(om_rect a, om_rect b)
{
    return a.min_x <= b.max_x && b.min_x <= a.max_x && a.min_y <= b.max_y && b.min_y <= a.max_y;
}

static void it_agrees_with_looking_at_everything(void **state)
{
    (void)state;
    enum { count = 500 };
    om_rect extents[count];
    uint32_t seed = 7;
    for (int i = 0; i < count; i++) {
        const double x = pseudo_random(&seed), y = pseudo_random(&seed);
        extents[i] = (om_rect){x, y, x + pseudo_random(&seed) / 20, y + pseudo_random(&seed) / 20};
    }
    extents[3] = (om_rect){1, 1, -1, -1}; /* empty: never found */
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_index) index = NULL;
    CHECK_OK(om_index_open(geo, extents, count, &index, &err));
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    for (int query = 0; query < 50; query++) {
        const double x = pseudo_random(&seed), y = pseudo_random(&seed);
        const om_rect where = {x, y, x + 0.1, y + 0.1};
        const size_t got = om_index_find(index, where, &found, &capacity);
        size_t wanted = 0;
        for (size_t i = 0; i < count; i++)
            if (i != 3 && touch(extents[i], where))
                CHECK(wanted < got && found[wanted++] == i);
        CHECK_INT(got, wanted);
    }
}

static void an_empty_index_finds_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_index) index = NULL;
    CHECK_OK(om_index_open(geo, NULL, 0, &index, &err));
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    CHECK_INT(om_index_find(index, (om_rect){0, 0, 1, 1}, &found, &capacity), 0);
}

OM_TESTS(test(it_agrees_with_looking_at_everything), test(an_empty_index_finds_nothing))

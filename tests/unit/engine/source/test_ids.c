/* Tests of engine/source/ids.c: an id is met once, or it is told where before. */
#include "engine/source/ids.h"
#include "tests/support/check.h"

static void an_id_is_taken_once(void **state)
{
    (void)state;
    OM_AUTO(om_ids) ids = om_ids_new();
    CHECK_INT(om_ids_add(ids, "a", 1), 0);
    CHECK_INT(om_ids_add(ids, "b", 2), 0);
    CHECK_INT(om_ids_add(ids, "a", 3), 1);
    CHECK_INT(om_ids_add(ids, "", 4), 0);
    CHECK_INT(om_ids_add(ids, "", 5), 4);
}

static void many_ids_are_all_remembered(void **state)
{
    (void)state;
    OM_AUTO(om_ids) ids = om_ids_new();
    char id[32];
    for (uint64_t i = 1; i <= 20000; i++) {
        snprintf(id, sizeof id, "way/%llu", (unsigned long long)i);
        CHECK_INT(om_ids_add(ids, id, i), 0);
    }
    for (uint64_t i = 1; i <= 20000; i++) {
        snprintf(id, sizeof id, "way/%llu", (unsigned long long)i);
        CHECK_INT(om_ids_add(ids, id, 99999), i);
    }
}

OM_TESTS(test(an_id_is_taken_once), test(many_ids_are_all_remembered))

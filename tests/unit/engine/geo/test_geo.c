/* Workbenches are independent of one another. */
#include "engine/geo/geom.h"

#include "tests/support/check.h"

static om_error err;

static void two_workbenches_keep_their_complaints_apart(void **state)
{
    (void)state;
    OM_AUTO(om_geo) first = NULL;
    OM_AUTO(om_geo) second = NULL;
    CHECK_OK(om_geo_open(&first, &err));
    CHECK_OK(om_geo_open(&second, &err));
    om_geom *none = NULL;
    CHECK_FAILS(om_geom_of_wkt(first, "NONSENSE", OM_DEGREES, &none, &err), OM_ERR_GEOMETRY,
                "NONSENSE");
    const om_xy open[] = {{0, 0}, {1, 0}, {1, 1}, {2, 2}};
    CHECK_FAILS(om_geom_of_ring(second, open, 4, OM_DEGREES, &none, &err), OM_ERR_GEOMETRY,
                "closed");
}

OM_TESTS(test(two_workbenches_keep_their_complaints_apart))

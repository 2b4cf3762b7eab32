/* A store measures true areas around its own data. */
#include "engine/store/rows.h"
#include "engine/store/table.h"

#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static void a_loaded_area_is_measured_in_square_metres(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_metric.sqlite"), OM_STORE_CREATE, &store, &err));
    const om_origin origin = {"load", "water", "a", "xxh3:0", NULL, NULL};
    int64_t id = 0;
    CHECK_OK(om_store_begin_origin(store, &origin, &id, &err));
    {
        OM_AUTO(om_table) table = NULL;
        CHECK_OK(om_table_open(store, om_layer_find("water"), id, &table, &err));
        OM_AUTO(om_geom) cell = NULL;
        OM_AUTO(om_geom) multi = NULL;
        CHECK_OK(om_geom_of_rect(om_store_geo(store), (om_rect){9.5, 47.0, 9.6, 47.001}, OM_DEGREES,
                                 &cell, &err));
        CHECK_OK(om_geom_polygons(cell, &multi, &err));
        const om_value values[] = {om_value_text("lake"), om_value_text(NULL)};
        CHECK_OK(om_table_add(table, "1", values, multi, &err));
    }
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_layer_rows_open(store, om_layer_find("water"), "id", &rows, &err));
    bool more = false;
    CHECK_OK(om_rows_next(rows, &more, &err));
    OM_AUTO(om_geom) metres = NULL;
    CHECK_OK(om_rows_geom_in_metres(rows, 1, &metres, &err));
    CHECK_NEAR(om_geom_area_m2(metres), 845513.12, 2); /* between parallels, by Simpson's rule */

    const om_transform *back = NULL;
    CHECK_OK(om_store_to_degrees(store, &back, &err));
    OM_AUTO(om_geom) degrees = NULL;
    CHECK_OK(om_geom_transform(metres, back, OM_DEGREES, &degrees, &err));
    CHECK_NEAR(om_geom_rect(degrees).min_x, 9.5, 1e-9);
}

OM_TESTS(test(a_loaded_area_is_measured_in_square_metres))

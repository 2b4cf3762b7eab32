/* Layers that are not there answer politely. */
#include "engine/store/rows.h"

#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static void a_layer_never_loaded_is_empty(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_layer_rows.sqlite"), OM_STORE_CREATE, &store, &err));
    const om_layer *layer = om_layer_find("shelter");
    int64_t count = -1, version = -1;
    CHECK_OK(om_store_count(store, layer, &count, &err));
    CHECK_OK(om_store_layer_version(store, layer, &version, &err));
    CHECK_INT(count, 0);
    CHECK_INT(version, 0);

    om_rows *none = NULL;
    CHECK_FAILS(om_layer_rows_open(store, layer, "id", &none, &err), OM_ERR_DATA,
                "the layer shelter is empty");
    om_box box = {0, 0, 1, 1};
    CHECK_FAILS(om_store_layer_box(store, layer, &box, &err), OM_ERR_DATA, "no geometry");
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_layer_rows_open_in(store, layer, "id", &box, &rows, &err));
    bool more = true;
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(!more);
}

OM_TESTS(test(a_layer_never_loaded_is_empty))

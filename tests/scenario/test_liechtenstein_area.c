/* The country's area, as the store measures it, is the official one. */
#include "engine/store/rows.h"
#include "layers/layer.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

/* 160.5 km2: the figure of the country's statistical office. */
static const double official_m2 = 160.5e6;

static void load_municipalities(om_store *store)
{
    om_error err = {0};
    const char *const map[] = {"name=code"};
    const om_load_options options = {.map = map, .map_count = 1};
    CHECK_OK(om_load(store, "district", shipped_data("liechtenstein/municipalities.geojson"),
                     &options, NULL, NULL, &err));
}

static void the_municipalities_add_up_to_the_official_area(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("area.onemap"), OM_STORE_CREATE, &store, &err));
    load_municipalities(store);

    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_layer_rows_open(store, om_layer_find("district"), "code", &rows, &err));

    double area_m2 = 0;
    bool more = true;
    for (;;) {
        CHECK_OK(om_rows_next(rows, &more, &err));
        if (!more)
            break;
        OM_AUTO(om_geom) municipality = NULL;
        CHECK_OK(om_rows_geom_in_metres(rows, 1, &municipality, &err));
        area_m2 += om_geom_area_m2(municipality);
    }
    CHECK_NEAR(area_m2, official_m2, official_m2 * 0.001);
}

OM_TESTS(test(the_municipalities_add_up_to_the_official_area))

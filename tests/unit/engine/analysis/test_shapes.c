/* Shapes of a layer become one; what overlaps counts once. */
#include "engine/analysis/shapes.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add(om_store *town, const char *id, const char *kind, const char *wkt)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL)};
    town_add(town, "landuse", id, values, wkt);
}

static void overlapping_shapes_count_once(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("shapes.onemap");
    OM_AUTO(om_geom) none = NULL;
    CHECK_OK(om_shapes_unite(town, "landuse", NULL, &none, &err));
    CHECK(none == NULL);

    add(town, "1", "residential", "MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)))");
    add(town, "2", "industrial", "MULTIPOLYGON(((50 0,150 0,150 100,50 100,50 0)))");
    add(town, "3", "park", "MULTIPOLYGON(((500 0,600 0,600 100,500 100,500 0)))");
    OM_AUTO(om_geom) built = NULL;
    OM_AUTO(om_geom) all = NULL;
    const char *const kinds[] = {"residential", "industrial", NULL};
    CHECK_OK(om_shapes_unite(town, "landuse", kinds, &built, &err));
    CHECK_NEAR(om_geom_area_m2(built), 15000, 0.1);
    CHECK_OK(om_shapes_unite(town, "landuse", NULL, &all, &err));
    CHECK_NEAR(om_geom_area_m2(all), 25000, 0.1);
    const char *const nothing[] = {"farmland", NULL};
    CHECK_OK(om_shapes_unite(town, "landuse", nothing, &none, &err));
    CHECK(none == NULL);
}

OM_TESTS(test(overlapping_shapes_count_once))

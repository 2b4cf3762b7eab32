/* Reading WKB. */
#include <string.h>

#include "engine/draw/figures.h"
#include "engine/geo/geom.h"
#include "tests/support/check.h"

static om_status read(om_figures *figures, const char *wkt, om_error *ret_err)
{
    om_error err;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) geom = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_DEGREES, &geom, &err));
    OM_AUTO_TEXT wkb = {0};
    CHECK_OK(om_geom_write_wkb(geom, &wkb, &err));
    om_geom_free(OM_TAKE(geom));
    return om_figures_add_wkb(figures, wkb.bytes, wkb.length, ret_err);
}

static void every_kind_is_read(void **state)
{
    (void)state;
    om_error err;
    om_figures figures = {0};
    CHECK_OK(read(&figures, "POINT(1 2)", &err));
    CHECK_OK(read(&figures, "MULTILINESTRING((0 0,1 1),(2 2,3 3,4 5))", &err));
    CHECK_OK(read(&figures,
                  "MULTIPOLYGON(((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)),((20 0,21 0,21 1,20 0)))",
                  &err));
    CHECK_INT(figures.shape_count, 3);
    CHECK_INT(figures.shapes[0].kind, OM_FEATURE_POINT);
    CHECK_INT(figures.shapes[1].count, 2);
    CHECK_INT(figures.shapes[2].count, 3);
    CHECK(figures.parts[figures.shapes[2].first + 1].hole);
    CHECK(!figures.parts[figures.shapes[2].first + 2].hole);
    om_figures_clear(&figures);
}

static void broken_bytes_are_refused_and_leave_nothing(void **state)
{
    (void)state;
    om_error err;
    om_figures figures = {0};
    const uint8_t nan_point[21] = {1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf8, 0x7f};
    const uint8_t cut_line[9] = {1, 2, 0, 0, 0, 200, 0, 0, 0};
    CHECK_FAILS(om_figures_add_wkb(&figures, nan_point, 21, &err), OM_ERR_GEOMETRY, "finite");
    CHECK_FAILS(om_figures_add_wkb(&figures, cut_line, 9, &err), OM_ERR_GEOMETRY, "no point");
    CHECK_FAILS(om_figures_add_wkb(&figures, "", 0, &err), OM_ERR_GEOMETRY, "no point");
    CHECK_FAILS(read(&figures, "GEOMETRYCOLLECTION(POINT(1 2))", &err), OM_ERR_GEOMETRY, "no");
    CHECK_INT(figures.shape_count, 0);
    CHECK_INT(figures.vertex_count, 0);
    om_figures_clear(&figures);
}

OM_TESTS(test(every_kind_is_read), test(broken_bytes_are_refused_and_leave_nothing))

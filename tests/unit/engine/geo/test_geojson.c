/* Shapes as GeoJSON. */
#include "engine/geo/geom.h"

#include "tests/support/check.h"

static om_error err;

static void writes(const char *wkt, const char *wanted)
{
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) geom = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_DEGREES, &geom, &err));
    OM_AUTO_TEXT text = {0};
    CHECK_OK(om_geom_write_geojson(geom, &text, &err));
    CHECK_TEXT(text.bytes, wanted);
}

static void each_kind_has_its_form(void **state)
{
    (void)state;
    writes("POINT(120.123456789 31)", "{\"type\":\"Point\",\"coordinates\":[120.1234568,31]}");
    writes("LINESTRING(0 0,1 2)", "{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,2]]}");
    writes("MULTIPOLYGON(((0 0,9 0,9 9,0 0),(5 1,6 1,6 2,5 1)))",
           "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[9,0],[9,9],[0,0]],"
           "[[5,1],[6,1],[6,2],[5,1]]]]}");
    writes("MULTIPOINT((0 0),(1 1))", "{\"type\":\"MultiPoint\",\"coordinates\":[[0,0],[1,1]]}");
    writes("GEOMETRYCOLLECTION(POINT(0 0))", "{\"type\":\"GeometryCollection\",\"geometries\":["
                                             "{\"type\":\"Point\",\"coordinates\":[0,0]}]}");
    writes("POLYGON EMPTY", "{\"type\":\"Polygon\",\"coordinates\":[]}");
}

OM_TESTS(test(each_kind_has_its_form))

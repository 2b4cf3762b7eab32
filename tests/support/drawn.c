/* Styles with inline data. */
#include "tests/support/drawn.h"

#include "tests/support/check.h"

static om_style *parsed(const char *text)
{
    om_error err;
    om_style *style = NULL;
    CHECK_OK(om_style_parse(text, strlen(text), "test.json", &style, &err));
    return style;
}

om_style *drawn_style(void)
{
    return parsed(
        "{\"version\": 8, \"name\": \"Drawn\", \"sources\": {\"s\": {\"type\": \"geojson\","
        " \"attribution\": \"© Draughtsman\","
        " \"data\": {\"type\": \"FeatureCollection\", \"features\": ["
        "{\"type\": \"Feature\", \"properties\": {\"name\": \"Long Avenue 长安街\"}, \"geometry\":"
        " {\"type\": \"LineString\", \"coordinates\": [[-2.9, -1], [0.1, 0.7], [2.9, -0.4]]}},"
        "{\"type\": \"Feature\", \"properties\": {\"name\": \"Meeting of edges 0/0\"},"
        " \"geometry\": {\"type\": \"Point\", \"coordinates\": [0, 0]}},"
        "{\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\": \"Polygon\","
        " \"coordinates\": [[[-1, -1], [1.3, -1], [0.2, 1.4], [-1, -1]]]}}]}}},"
        " \"layers\": ["
        "{\"id\": \"ground\", \"type\": \"background\","
        " \"paint\": {\"background-color\": \"#f5f3ee\"}},"
        "{\"id\": \"area\", \"type\": \"fill\", \"source\": \"s\", \"filter\":"
        " [\"==\", [\"geometry-type\"], \"Polygon\"], \"paint\": {\"fill-color\": \"#ff8c00\","
        " \"fill-opacity\": 0.6}},"
        "{\"id\": \"line\", \"type\": \"line\", \"source\": \"s\", \"filter\":"
        " [\"==\", [\"geometry-type\"], \"LineString\"], \"paint\": {\"line-color\": \"#3366cc\","
        " \"line-width\": 7}},"
        "{\"id\": \"name\", \"type\": \"symbol\", \"source\": \"s\", \"filter\":"
        " [\"==\", [\"geometry-type\"], \"Point\"], \"layout\": {\"text-field\":"
        " [\"get\", \"name\"], \"text-size\": 18}, \"paint\": {\"text-halo-color\": \"#ffffff\","
        " \"text-halo-width\": 2}},"
        "{\"id\": \"street\", \"type\": \"symbol\", \"source\": \"s\", \"filter\":"
        " [\"==\", [\"geometry-type\"], \"LineString\"], \"layout\": {\"text-field\":"
        " [\"get\", \"name\"], \"text-size\": 14, \"symbol-placement\": \"line\"}}]}");
}

om_style *halves_style(void)
{
    return parsed(
        "{\"version\": 8, \"name\": \"Halves\", \"sources\": {\"s\": {\"type\": \"geojson\","
        " \"data\": {\"type\": \"Feature\", \"properties\": {}, \"geometry\": {\"type\":"
        " \"Polygon\", \"coordinates\": [[[0, -85], [180, -85], [180, 85], [0, 85], [0, -85]]]}}}},"
        " \"layers\": [{\"id\": \"ground\", \"type\": \"background\", \"paint\":"
        " {\"background-color\": \"#808080\"}}, {\"id\": \"east\", \"type\": \"fill\", \"source\":"
        " \"s\", \"paint\": {\"fill-color\": \"#ff0000\", \"fill-antialias\": false}}]}");
}

/* Tests of engine/source/ogr_shape.c: any shape becomes plain, two-dimensional WKB. */
#include "engine/source/ogr.h"

#include "engine/base/file.h"
#include "engine/source/wkb.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

/* What became of one WKT in a table. */
typedef struct outcome {
    bool has_shape, has_fault;
    size_t points;
    char head; /* the WKB's type */
} outcome;

static outcome read_wkt(const char *wkt)
{
    om_error err;
    OM_AUTO_TEXT table = {0};
    OM_AUTO(om_reader) reader = NULL;
    OM_AUTO_XY_LIST points = {0};
    const om_load_options none = {0};
    const char *path = scratch_file("wkt.csv");
    om_text_add_format(&table, "a,WKT\n1,\"%s\"\n", wkt);
    CHECK_OK(om_file_write(path, table.bytes, table.length, &err));
    CHECK_OK(om_ogr_open(path, &none, &reader, &err));
    om_record record;
    bool more = false;
    CHECK_OK(reader->next(reader, &record, &more, &err));
    CHECK(more);
    outcome ret = {.has_shape = record.wkb != NULL, .has_fault = record.fault != NULL};
    if (record.wkb && !record.fault) {
        CHECK_OK(om_wkb_points(record.wkb, &points, &err));
        ret.head = record.wkb->bytes[1];
    }
    ret.points = points.count;
    return ret;
}

static void heights_and_measures_go(void **state)
{
    (void)state;
    const outcome point = read_wkt("POINT ZM (120 31 5 7)");
    CHECK(point.has_shape && !point.has_fault);
    CHECK_INT(point.points, 1);
    CHECK_INT(point.head, OM_WKB_POINT);
    CHECK_INT(read_wkt("LINESTRING Z (120 31 5,121 31 5)").points, 2);
}

static void curves_become_lines(void **state)
{
    (void)state;
    const outcome circle =
        read_wkt("CURVEPOLYGON(CIRCULARSTRING(120 31,121 32,122 31,121 30,120 31))");
    CHECK_INT(circle.head, OM_WKB_POLYGON);
    CHECK(circle.points > 40);
}

static void surfaces_become_areas(void **state)
{
    (void)state;
    const outcome tin = read_wkt("TIN Z(((120 31 0,121 31 0,120 32 0,120 31 0)))");
    CHECK_INT(tin.head, OM_WKB_MULTIPOLYGON);
    CHECK_INT(tin.points, 4);
}

static void open_rings_are_closed(void **state)
{
    (void)state;
    CHECK_INT(read_wkt("POLYGON((120 31,121 31,120 32))").points, 4);
}

static void emptiness_is_no_shape(void **state)
{
    (void)state;
    CHECK(!read_wkt("").has_shape);
    CHECK(!read_wkt("POINT EMPTY").has_shape);
    CHECK(!read_wkt("GEOMETRYCOLLECTION EMPTY").has_shape);
}

static void what_is_no_wkt_is_a_fault(void **state)
{
    (void)state;
    CHECK(read_wkt("PINT(1 2)").has_fault);
    CHECK(read_wkt("POLYGON((1 1,").has_fault);
}

OM_TESTS(test(heights_and_measures_go), test(curves_become_lines), test(surfaces_become_areas),
         test(open_rings_are_closed), test(emptiness_is_no_shape), test(what_is_no_wkt_is_a_fault))

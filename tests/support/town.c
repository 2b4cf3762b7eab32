/* Towns in metres, for tests. */
#include "tests/support/town.h"

#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

om_store *town_new(const char *name)
{
    om_store *town = NULL;
    CHECK_OK(om_store_open(scratch_file(name), OM_STORE_CREATE, &town, &err));
    CHECK_OK(om_store_set_metric_crs(
        town, "+proj=laea +lat_0=31.5 +lon_0=120.3 +ellps=GRS80 +units=m +type=crs", &err));
    return town;
}

static om_geom *place_of(om_store *town, const char *wkt_m)
{
    const om_transform *to_degrees = NULL;
    OM_AUTO(om_geom) shape = NULL;
    om_geom *place = NULL;
    CHECK_OK(om_geom_of_wkt(om_store_geo(town), wkt_m, OM_METRES, &shape, &err));
    CHECK_OK(om_store_to_degrees(town, &to_degrees, &err));
    CHECK_OK(om_geom_transform(shape, to_degrees, OM_DEGREES, &place, &err));
    return place;
}

void town_add(om_store *town, const char *layer, const char *id, const om_value *values,
              const char *wkt_m)
{
    OM_AUTO(om_geom) place = place_of(town, wkt_m);
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(town, &transaction, &err));
    const om_origin origin = {"load", layer, "town", "xxh3:0", "Town of Test", NULL};
    int64_t origin_id = 0;
    CHECK_OK(om_store_begin_origin(town, &origin, &origin_id, &err));
    {
        OM_AUTO(om_table) table = NULL;
        CHECK_OK(om_table_open(town, om_layer_find(layer), origin_id, &table, &err));
        CHECK_OK(om_table_add(table, id, values, place, &err));
    }
    OM_AUTO(om_json) detail = om_json_object_new();
    CHECK_OK(om_store_end_origin(town, origin_id, detail, &err));
    CHECK_OK(om_transaction_commit(transaction, &err));
}

void town_add_district(om_store *town, const char *code, om_rect rect_m)
{
    char wkt[256];
    snprintf(wkt, sizeof wkt, "MULTIPOLYGON(((%g %g,%g %g,%g %g,%g %g,%g %g)))", rect_m.min_x,
             rect_m.min_y, rect_m.max_x, rect_m.min_y, rect_m.max_x, rect_m.max_y, rect_m.min_x,
             rect_m.max_y, rect_m.min_x, rect_m.min_y);
    const om_value values[] = {om_value_text(code), om_value_text(code), om_value_text(NULL),
                               om_value_text(NULL), om_value_text("unit")};
    town_add(town, "district", code, values, wkt);
}

void town_add_street(om_store *town, const char *id, int oneway, const char *wkt_m)
{
    const om_value values[] = {
        om_value_text("residential"), om_value_text(NULL), om_value_integer(oneway),
        om_value_real(NAN),           om_value_integer(0), om_value_integer(0),
        om_value_integer(0),          om_value_text(NULL), om_value_blob(NULL, 0),
        om_value_text(NULL),          om_value_real(NAN),  om_value_real(NAN),
        om_value_real(NAN),           om_value_text(NULL)};
    town_add(town, "road", id, values, wkt_m);
}

void town_put_people(om_store *town, const char *id, const char *unit, double people,
                     const char *wkt_m)
{
    const om_value values[] = {om_value_real(people), om_value_text(unit), om_value_text("cell"),
                               om_value_text(NULL),   om_value_real(NAN),  om_value_real(NAN),
                               om_value_real(NAN)};
    town_add(town, "population_place", id, values, wkt_m);
}

om_lonlat town_at(om_store *town, double x_m, double y_m)
{
    const om_transform *to_degrees = NULL;
    om_xy at = {x_m, y_m};
    CHECK_OK(om_store_to_degrees(town, &to_degrees, &err));
    CHECK_OK(om_transform_points(to_degrees, &at, 1, &err));
    return (om_lonlat){at.x, at.y};
}

const char *town_ask(om_store *town, const char *sql)
{
    static char answer[256];
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    CHECK_OK(om_rows_open(town, sql, &rows, &err));
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(more);
    const char *text = om_rows_text(rows, 0);
    snprintf(answer, sizeof answer, "%s", text ? text : "");
    return answer;
}

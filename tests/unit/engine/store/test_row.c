/* A row becomes an object with numbers as numbers and nulls as nulls. */
#include "engine/store/row.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void a_row_keeps_its_types(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_row.sqlite");
    const om_value values[] = {om_value_text("12"), om_value_text(NULL), om_value_real(45.5),
                               om_value_integer(3)};
    town_add(town, "fire_station", "7", values, "POINT(0 0)");
    const om_layer *layer = om_layer_find("fire_station");
    OM_AUTO_TEXT columns = {0};
    om_row_columns(layer, &columns);
    CHECK_TEXT(columns.bytes, "\"id\", \"name\", \"class\", \"turnout_s\", \"engines\"");
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    CHECK_OK(om_layer_rows_open(town, layer, columns.bytes, &rows, &err));
    CHECK_OK(om_rows_next(rows, &more, &err));
    OM_AUTO(om_json) object = om_json_object_new();
    om_row_put(object, layer, rows, 5);
    OM_AUTO_MEMORY char *line = om_json_write_line(object);
    OM_AUTO(om_json) again = NULL;
    CHECK_OK(om_json_parse(line, strlen(line), "row", &again, &err));
    CHECK_TEXT(om_json_text(om_json_get(again, "id")), "7"); /* a text stays one */
    CHECK_TEXT(om_json_text(om_json_get(again, "name")), "12");
    CHECK_INT(om_json_kind_of(om_json_get(again, "class")), OM_JSON_NULL);
    CHECK_NEAR(om_json_number(om_json_get(again, "turnout_s")), 45.5, 0);
    CHECK_NEAR(om_json_number(om_json_get(again, "engines")), 3, 0);
}

OM_TESTS(test(a_row_keeps_its_types))

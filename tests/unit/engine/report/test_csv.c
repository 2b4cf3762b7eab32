/* A report as a table: one header, a row for the city and each district, safe to open. */
#include "engine/report/report.h"

#include "tests/support/check.h"

static om_error err;

static const char *const document_text =
    "{\"indicators\": [{\"id\": \"x\", \"title\": {\"en\": \"X, all\", \"zh\": \"甲\"}, \"unit\": "
    "\"%\","
    " \"verified\": false, \"run\": {\"id\": 7, \"ended\": \"2026-11-28T00:00:00Z\"},"
    " \"city\": {\"code\": \"city\", \"name\": \"All\", \"level\": \"city\", \"part\": 1, "
    "\"whole\": 3,"
    " \"value\": 33.333333333333336, \"target\": null, \"state\": \"no target\"},"
    " \"districts\": [{\"code\": \"1\", \"name\": \"=1+1\", \"level\": \"unit\", \"part\": -1,"
    " \"whole\": 3, \"value\": -0.5, \"target\": 2, \"gap\": -2.5, \"state\": \"missed\"}]}]}";

static void rows_are_cells_and_stay_cells(void **state)
{
    (void)state;
    OM_AUTO(om_json) document = NULL;
    OM_AUTO_TEXT csv = {0};
    CHECK_OK(om_json_parse(document_text, strlen(document_text), "report", &document, &err));
    om_report_csv(document, &csv);
    const char *city = strstr(csv.bytes, "\r\n") + 2;
    const char *district = strstr(city, "\r\n") + 2;
    CHECK(strncmp(csv.bytes, "indicator,title,title_zh,level,code,name,part,whole,value,unit,",
                  60) == 0);
    CHECK(strstr(city, "x,\"X, all\",甲,city,city,All,1,3,33.333333333333336,%,,,,,no target,,,7,"
                       "2026-11-28T00:00:00Z,") == city);
    CHECK(strstr(district, "x,\"X, all\",甲,unit,1,'=1+1,-1,3,-0.5,%,2,,-2.5,,missed,") ==
          district);
    CHECK(strstr(district, ",no\r\n"));
}

OM_TESTS(test(rows_are_cells_and_stay_cells))

/* Numbers of a table by their names. */
#include "engine/analysis/named_value.h"

#include <string.h>

#include "tests/support/check.h"

static om_error err;

static const char table[] = "name,value\ndays,3\narea,large\nshare,-1\n";

static om_status value_of(const char *text, const char *name, double *ret)
{
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text, strlen(text), "targets.csv", &csv, &err));
    return om_named_value(csv, name, 10, ret, &err);
}

static void a_number_is_found_by_its_name(void **state)
{
    (void)state;
    double value = 0;
    CHECK_OK(value_of(table, "days", &value));
    CHECK_NEAR(value, 3, 0);
}

static void what_is_no_number_or_not_there_is_refused(void **state)
{
    (void)state;
    double value = 7;
    CHECK_FAILS(value_of(table, "area", &value), OM_ERR_DATA,
                "targets.csv, line 3: area 'large' is not within 0..10");
    CHECK_FAILS(value_of(table, "share", &value), OM_ERR_DATA, "line 4: share '-1'");
    CHECK_FAILS(value_of(table, "people", &value), OM_ERR_DATA, "row 'people' is missing");
    CHECK_FAILS(value_of("name\ndays\n", "days", &value), OM_ERR_DATA, "value");
    CHECK_NEAR(value, 7, 0);
}

OM_TESTS(test(a_number_is_found_by_its_name), test(what_is_no_number_or_not_there_is_refused))

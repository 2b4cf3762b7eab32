/* Documents as text for people. */
#include "engine/base/own.h"
#include "tests/support/check.h"

static void reads_as(const char *json, const char *part, const char *wanted)
{
    om_error err = {0};
    char *text = NULL;
    CHECK_OK(om_text_of_json(json, part, &text, &err));
    CHECK_TEXT(text, wanted);
    om_text_free(text);
}

static void a_value_stands_on_a_line(void **state)
{
    (void)state;
    reads_as("{\"name\": \"Vaduz\", \"people\": 5696, \"m2\": 1.25, \"open\": true, \"why\": null}",
             NULL, "name: Vaduz\npeople: 5696\nm2: 1.25\nopen: yes\nwhy: -\n");
}

static void numbers_are_rounded_as_people_read_them(void **state)
{
    (void)state;
    reads_as("[0.1234567, 160498237.6, 9.521463, -2.5, 100.0, 0]", NULL,
             "0.123457\n160498237.6\n9.521463\n-2.5\n100\n0\n");
}

static void a_list_of_rows_is_a_table_with_straight_columns(void **state)
{
    (void)state;
    reads_as("{\"rows\": [{\"name\": \"无锡\", \"n\": 1}, {\"name\": \"Schaan\", \"x\": 2}]}", NULL,
             "rows:\n  name    n  x\n  无锡    1  -\n  Schaan  -  2\n");
}

static void parts_inside_parts_are_indented(void **state)
{
    (void)state;
    reads_as("{\"a\": {\"b\": [1, 2], \"none\": []}}", NULL, "a:\n  b: 1, 2\n  none: none\n");
}

static void a_part_is_found_by_key_or_name(void **state)
{
    (void)state;
    reads_as("{\"a\": 1, \"b\": 2}", "b", "2\n");
    reads_as("[{\"name\": \"x\", \"n\": 1}, {\"name\": \"y\", \"n\": 2}]", "y", "name: y\nn: 2\n");
}

static void what_is_not_there_or_no_json_is_told(void **state)
{
    (void)state;
    om_error err = {0};
    char *text = NULL;
    CHECK_FAILS(om_text_of_json("{\"roads\": 1}", "raods", &text, &err), OM_ERR_NOT_FOUND,
                "did you mean 'roads'?");
    CHECK_FAILS(om_text_of_json("{", NULL, &text, &err), OM_ERR_DATA, "line 1");
    CHECK(text == NULL);
}

OM_TESTS(test(a_value_stands_on_a_line), test(numbers_are_rounded_as_people_read_them),
         test(a_list_of_rows_is_a_table_with_straight_columns),
         test(parts_inside_parts_are_indented), test(a_part_is_found_by_key_or_name),
         test(what_is_not_there_or_no_json_is_told))

/* Tests of engine/source/value.c: cells become what a column demands, or are refused. */
#include "engine/source/value.h"
#include "tests/support/check.h"

static const om_choice levels[] = {
    {"city", "City depot", "市级库"}, {"town", "Town depot", "镇级库"}, {0}};
static const om_column people = {"people", OM_REAL, "people", true, "", "", 0, 1e9, NULL};
static const om_column engines = {"engines", OM_INTEGER, "", false, "", "", 0, 1000, NULL};
static const om_column bridge = {"bridge", OM_INTEGER, "0 or 1", false, "", "", 0, 1, NULL};
static const om_column oneway = {"oneway", OM_INTEGER, "", false, "", "", -1, 1, NULL};
static const om_column level = {"level", OM_TEXT, "", false, "", "", 0, 0, levels};
static const om_column name = {"name", OM_TEXT, "", false, "", "", 0, 0, NULL};

static om_status read_text(const om_column *column, const char *text, om_value *ret, om_error *err)
{
    static om_arena *arena; /* lives as long as the test program */
    if (!arena)
        arena = om_arena_new();
    const om_value cell = om_value_text(text);
    return om_value_of_cell(column, &cell, arena, ret, err);
}

static void numbers_are_read_whole_or_not_at_all(void **state)
{
    (void)state;
    om_error err;
    om_value value = {0};
    CHECK_OK(read_text(&people, " 12.5 ", &value, &err));
    CHECK_NEAR(value.real, 12.5, 0);
    CHECK_OK(read_text(&engines, "12", &value, &err));
    CHECK_INT(value.integer, 12);
    CHECK_OK(read_text(&engines, "12.0", &value, &err));
    CHECK_INT(value.integer, 12);
    CHECK_FAILS(read_text(&people, "12,5", &value, &err), OM_ERR_DATA, "people \"12,5\"");
    CHECK_FAILS(read_text(&people, "abc", &value, &err), OM_ERR_DATA, "is not a number");
    CHECK_FAILS(read_text(&people, "1e400", &value, &err), OM_ERR_DATA, "1e400");
    CHECK_FAILS(read_text(&people, "nan", &value, &err), OM_ERR_DATA, "nan");
    CHECK_FAILS(read_text(&engines, "2.5", &value, &err), OM_ERR_DATA, "not a whole number");
}

static void a_failed_reading_leaves_the_value_alone(void **state)
{
    (void)state;
    om_error err;
    om_value value = om_value_integer(7);
    CHECK_FAILS(read_text(&engines, "many", &value, &err), OM_ERR_DATA, "many");
    CHECK_INT(value.integer, 7);
}

static void numbers_outside_their_range_are_refused(void **state)
{
    (void)state;
    om_error err;
    om_value value = {0};
    CHECK_FAILS(read_text(&people, "-1", &value, &err), OM_ERR_RANGE, "people -1 lies outside 0..");
    CHECK_FAILS(read_text(&engines, "1001", &value, &err), OM_ERR_RANGE, "0..1000");
}

static void blank_texts_are_nulls(void **state)
{
    (void)state;
    om_error err;
    om_value value = om_value_integer(7);
    CHECK_OK(read_text(&people, "  ", &value, &err));
    CHECK(value.kind == OM_VALUE_NULL);
}

static void a_truth_is_understood_in_many_words(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        int64_t number;
    } words[] = {{"yes", 1}, {"TRUE", 1}, {"T", 1}, {"1", 1}, {"no", 0}, {"False", 0}, {"F", 0}};
    om_error err;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        om_value value = {0};
        CHECK_OK(read_text(&bridge, words[i].word, &value, &err));
        CHECK_INT(value.integer, words[i].number);
    }
    om_value value;
    CHECK_FAILS(read_text(&bridge, "viaduct", &value, &err), OM_ERR_DATA, "viaduct");
}

static void a_direction_is_understood_as_road_extracts_write_it(void **state)
{
    (void)state;
    static const struct {
        const char *word;
        int64_t number;
    } words[] = {{"F", 1}, {"T", -1}, {"B", 0}, {"-1", -1}, {"yes", 1}, {"no", 0}, {"reverse", -1}};
    om_error err;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        om_value value = {0};
        CHECK_OK(read_text(&oneway, words[i].word, &value, &err));
        CHECK_INT(value.integer, words[i].number);
    }
}

static void a_choice_may_be_named_by_its_titles(void **state)
{
    (void)state;
    om_error err;
    om_value value = {0};
    CHECK_OK(read_text(&level, "CITY", &value, &err));
    CHECK_TEXT(value.text, "city");
    CHECK_OK(read_text(&level, "镇级库", &value, &err));
    CHECK_TEXT(value.text, "town");
    CHECK_FAILS(read_text(&level, "village", &value, &err), OM_ERR_DATA,
                "level \"village\" is none of: city, town");
}

static void a_number_in_a_text_column_is_written_out(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_value value = {0};
    const om_value code = om_value_integer(320205);
    CHECK_OK(om_value_of_cell(&name, &code, arena, &value, &err));
    CHECK_TEXT(value.text, "320205");
    const om_value share = om_value_real(0.1);
    CHECK_OK(om_value_of_cell(&name, &share, arena, &value, &err));
    CHECK_TEXT(value.text, "0.1");
}

static void bytes_go_into_columns_of_bytes_only(void **state)
{
    (void)state;
    static const om_column nodes = {"nodes", OM_BLOB, "", false, "", "", 0, 0, NULL};
    om_error err;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_value value = {0};
    const om_value bytes = om_value_blob("ab", 2);
    CHECK_OK(om_value_of_cell(&nodes, &bytes, arena, &value, &err));
    CHECK_INT(value.blob.size, 2);
    CHECK_FAILS(om_value_of_cell(&name, &bytes, arena, &value, &err), OM_ERR_DATA, "bytes");
    CHECK_FAILS(read_text(&nodes, "ab", &value, &err), OM_ERR_DATA, "bytes only");
}

OM_TESTS(test(numbers_are_read_whole_or_not_at_all), test(a_failed_reading_leaves_the_value_alone),
         test(numbers_outside_their_range_are_refused), test(blank_texts_are_nulls),
         test(a_truth_is_understood_in_many_words),
         test(a_direction_is_understood_as_road_extracts_write_it),
         test(a_choice_may_be_named_by_its_titles), test(a_number_in_a_text_column_is_written_out),
         test(bytes_go_into_columns_of_bytes_only))

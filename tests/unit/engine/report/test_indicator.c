/* The table of indicators is read strictly. */
#include "engine/report/indicator.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static const char *const header =
    "id,title,title_zh,layer,where,part,whole,unit,target,direction,map,method,method_zh,source,"
    "clause,verified\n";

static om_status read_rows(om_arena *arena, const char *rows, om_indicators *ret)
{
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, header);
    om_text_add(&text, rows);
    const char *path = scratch_file("indicators.csv");
    CHECK_OK(om_file_write(path, text.bytes, text.length, &err));
    return om_indicators_open(arena, path, ret, &err);
}

static void the_shipped_table_can_be_read(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_indicators all;
    CHECK_OK(om_indicators_open(arena, NULL, &all, &err));
    CHECK(all.count >= 8);
    CHECK_TEXT(all.list[0].id, "fire_people");
    CHECK_TEXT(all.list[0].analysis->name, "fire_reach");
    CHECK_NEAR(all.list[0].scale, 100, 0);
    for (size_t i = 0; i < all.count; i++)
        CHECK(all.list[i].kind == OM_INDICATOR_GRADE || all.list[i].direction != OM_DIRECTION_NONE);
}

static void a_row_says_all_that_there_is_to_know(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_indicators all;
    CHECK_OK(
        read_rows(arena,
                  "a,A,甲,supply_reach_district,depot_level=any,people_reached,people,%,90,"
                  "at_least,,m,法,s,c,no\n"
                  "b,B,乙,supply_reach_district,,depots,,depots,limit_min,at_most,,m,法,s,,yes\n",
                  &all));
    CHECK_INT(all.count, 2);
    CHECK_INT(all.list[0].kind, OM_INDICATOR_RATIO);
    CHECK_TEXT(all.list[0].where_column, "depot_level");
    CHECK_TEXT(all.list[0].where_value, "any");
    CHECK_NEAR(all.list[0].target, 90, 0);
    CHECK(!all.list[0].verified);
    CHECK_INT(all.list[1].kind, OM_INDICATOR_SUM);
    CHECK_TEXT(all.list[1].target_from->name, "limit_min");
    CHECK_INT(all.list[1].direction, OM_AT_MOST);
    CHECK(!all.list[1].clause && !all.list[1].map);
}

static void a_row_that_cannot_be_is_told_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *row, *why;
    } wrong[] = {
        {"a,A,甲,shelters,,x,,m2,,,,m,法,s,,no\n", "line 2: layer 'shelters' is no layer"},
        {"a,A,甲,shelter,,capacity,,people,,,,m,法,s,,no\n", "is the result of no analysis"},
        {"a,A,甲,fire_reach_place,,time_s,,s,,,,m,法,s,,no\n",
         "no table of districts, nor of levels"},
        {"a,A,甲,shelter_area,,fixed,,m2,,,,m,法,s,,no\n", "part 'fixed' is no column"},
        {"a,A,甲,shelter_area,,name,,m2,,,,m,法,s,,no\n", "part 'name' is no column of numbers"},
        {"a,A,甲,shelter_area,,usable_m2,residents,m2/person,much,at_least,,m,法,s,,no\n",
         "target 'much' is neither a number nor a column of numbers"},
        {"a,A,甲,shelter_area,,usable_m2,residents,m2/person,name,at_least,,m,法,s,,no\n",
         "target 'name' is neither"},
        {"a,A,甲,shelter_area,,usable_m2,,m2,5,more,,m,法,s,,no\n", "direction 'more' is neither"},
        {"a,A,甲,shelter_area,,usable_m2,,m2,,at_least,,m,法,s,,no\n",
         "of no use without a target"},
        {"a,A,甲,shelter_area,level,usable_m2,,m2,,,,m,法,s,,no\n",
         "where 'level' is no column=value"},
        {"a,A,甲,shelter_area,lvl=x,usable_m2,,m2,,,,m,法,s,,no\n", "about no column"},
        {"a,A,甲,shelter_area,,usable_m2,,m2,,,,m,法,s,,perhaps\n", "neither yes nor no"},
        {"a,A,,shelter_area,,usable_m2,,m2,,,,m,法,s,,no\n", "title_zh '' is missing"},
        {"a,A,甲,shelter_area,,usable_m2,,m2,,,,m,法,s,,no\n"
         "a,A,甲,shelter_area,,usable_m2,,m2,,,,m,法,s,,no\n",
         "line 3: id 'a' is there twice"},
    };
    OM_AUTO(om_arena) arena = om_arena_new();
    om_indicators all = {.count = 77};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_FAILS(read_rows(arena, wrong[i].row, &all), OM_ERR_DATA, wrong[i].why);
    CHECK_INT(all.count, 77);
}

OM_TESTS(test(the_shipped_table_can_be_read), test(a_row_says_all_that_there_is_to_know),
         test(a_row_that_cannot_be_is_told_with_its_line))

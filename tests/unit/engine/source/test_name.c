/* The same file is the same source, from wherever it is loaded. */
#include "engine/source/name.h"

#include <stdlib.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static void a_file_goes_by_its_path_from_the_store(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_OK(om_folder_make(scratch_path("name/data"), &err));
    CHECK_OK(om_folder_make(scratch_path("name/stores/wuxi"), &err));
    scratch_write("name/data/roads.csv", "id\n");
    scratch_write("name/stores/wuxi/a.sqlite", "");
    scratch_write("name/data/b.sqlite", "");
    const char *roads = om_arena_text(arena, scratch_path("name/data/roads.csv"));
    const char *far = om_arena_text(arena, scratch_path("name/stores/wuxi/a.sqlite"));
    const char *near = om_arena_text(arena, scratch_path("name/data/b.sqlite"));
    CHECK_TEXT(om_source_name(arena, far, roads, NULL), "../../data/roads.csv");
    CHECK_TEXT(om_source_name(arena, near, roads, NULL), "roads.csv");

    CHECK_INT(chdir(scratch_path("name/stores")), 0);
    CHECK_TEXT(om_source_name(arena, "wuxi/a.sqlite", "../data/roads.csv", NULL),
               "../../data/roads.csv");
    CHECK_TEXT(om_source_name(arena, "wuxi/a.sqlite", "./wuxi/../../data/roads.csv", "x"),
               "../../data/roads.csv|layername=x");
}

static void what_is_no_file_goes_by_what_may_be_printed(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *name = om_source_name(arena, "a.sqlite", "PG:dbname=city password=secret", "roads");
    CHECK(strstr(name, "secret") == NULL);
    CHECK(strstr(name, "dbname=city") != NULL);
    CHECK(strstr(name, "|layername=roads") != NULL);
    CHECK_TEXT(om_source_name(arena, "a.sqlite", "nowhere.csv", NULL), "nowhere.csv");
}

OM_TESTS(test(a_file_goes_by_its_path_from_the_store),
         test(what_is_no_file_goes_by_what_may_be_printed))

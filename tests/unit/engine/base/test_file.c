/* Files: whole reads, whole writes, checksums, and what is shipped. */
#include "engine/base/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include "tests/support/check.h"

/* A path in the scratch folder; the last four asked for stay valid. */
static const char *scratch(const char *name)
{
    static char paths[4][512];
    static int turn;
    char *path = paths[turn++ % 4];
    snprintf(path, 512, "%s/base-file", getenv("ONEMAP_TEST_SCRATCH"));
    om_error err = {0};
    CHECK_OK(om_folder_make(path, &err));
    snprintf(path + strlen(path), 512 - strlen(path), "/%s", name);
    return path;
}

static void write_text(const char *path, const char *text)
{
    om_error err = {0};
    CHECK_OK(om_file_write(path, text, strlen(text), &err));
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    om_error err = {0};
    write_text(scratch("a.txt"), "first");
    write_text(scratch("a.txt"), "second");
    OM_AUTO_TEXT text = {0};
    CHECK_OK(om_file_read(scratch("a.txt"), &text, &err));
    CHECK_TEXT(text.bytes, "second");
}

static void a_missing_file_and_a_folder_are_told(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO_TEXT text = {0};
    CHECK_FAILS(om_file_read(scratch("nowhere.txt"), &text, &err), OM_ERR_NOT_FOUND, "nowhere.txt");
    CHECK_FAILS(om_file_read("/tmp", &text, &err), OM_ERR_NOT_FOUND, "is a folder");
    char checksum[OM_CHECKSUM_SIZE] = "untouched";
    CHECK_FAILS(om_file_checksum(scratch("nowhere.txt"), checksum, &err), OM_ERR_NOT_FOUND,
                "nowhere.txt");
    CHECK_TEXT(checksum, "untouched");
}

static void a_failed_write_leaves_what_was_there(void **state)
{
    (void)state;
    om_error err = {0};
    CHECK_FAILS(om_file_write(scratch("no/such/folder.txt"), "x", 1, &err), OM_ERR_DISK,
                "cannot write");
    CHECK_FAILS(om_file_write("/dev/full/x", "x", 1, &err), OM_ERR_DISK, "cannot write");
    om_error made = {0};
    CHECK_OK(om_folder_make(scratch("stands-here"), &made));
    CHECK_FAILS(om_file_write(scratch("stands-here"), "x", 1, &err), OM_ERR_DISK, "stands-here");
    CHECK(om_folder_exists(scratch("stands-here")));
}

static void folders_are_made_with_those_above(void **state)
{
    (void)state;
    om_error err = {0};
    CHECK_OK(om_folder_make(scratch("deep/er/est"), &err));
    CHECK(om_folder_exists(scratch("deep/er/est")));
    CHECK_OK(om_folder_make(scratch("deep/er/est"), &err));
    write_text(scratch("plain"), "x");
    CHECK_FAILS(om_folder_make(scratch("plain/under"), &err), OM_ERR_DISK, "cannot make");
}

static void the_checksum_is_of_the_content(void **state)
{
    (void)state;
    om_error err = {0};
    char of_file[OM_CHECKSUM_SIZE], of_bytes[OM_CHECKSUM_SIZE], other[OM_CHECKSUM_SIZE];
    write_text(scratch("sum.txt"), "content");
    CHECK_OK(om_file_checksum(scratch("sum.txt"), of_file, &err));
    om_bytes_checksum("content", 7, of_bytes);
    om_bytes_checksum("contenT", 7, other);
    CHECK_TEXT(of_file, of_bytes);
    CHECK(strcmp(of_file, other) != 0);
    CHECK_INT(strlen(of_file), strlen("xxh3:") + 32);
}

static void a_shapefile_is_all_of_its_files(void **state)
{
    (void)state;
    om_error err = {0};
    char before[OM_CHECKSUM_SIZE], after[OM_CHECKSUM_SIZE];
    write_text(scratch("r.shp"), "shapes");
    write_text(scratch("r.dbf"), "names");
    CHECK_OK(om_file_checksum(scratch("r.shp"), before, &err));
    write_text(scratch("r.dbf"), "other names");
    CHECK_OK(om_file_checksum(scratch("r.shp"), after, &err));
    CHECK(strcmp(before, after) != 0);
}

static void paths_are_seen_from_a_file(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_TEXT(om_path_beside(arena, "a/city.yaml", "roads.shp"), "a/roads.shp");
    CHECK_TEXT(om_path_beside(arena, "city.yaml", "roads.shp"), "roads.shp");
    CHECK_TEXT(om_path_beside(arena, "a/city.yaml", "/data/roads.shp"), "/data/roads.shp");
    CHECK_TEXT(om_path_base("a/b/c.txt"), "c.txt");
    CHECK_TEXT(om_path_base("c.txt"), "c.txt");
}

static void what_is_shipped_is_found(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    CHECK_OK(om_share_find(arena, "standards/speeds.csv", &path, &err));
    CHECK(om_file_exists(path));
    path = NULL;
    CHECK_FAILS(om_share_find(arena, "standards/nothing.csv", &path, &err), OM_ERR_NOT_FOUND,
                "standards/nothing.csv is not in");
    CHECK(path == NULL);
}

OM_TESTS(test(what_is_written_is_read), test(a_missing_file_and_a_folder_are_told),
         test(a_failed_write_leaves_what_was_there), test(folders_are_made_with_those_above),
         test(the_checksum_is_of_the_content), test(a_shapefile_is_all_of_its_files),
         test(paths_are_seen_from_a_file), test(what_is_shipped_is_found))

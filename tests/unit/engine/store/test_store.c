/* A store is made, recognised, refused and kept whole. */
#include "engine/store/rows.h"

#include <sys/stat.h>

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static int64_t number(om_store *store, const char *sql)
{
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_rows_open(store, sql, &rows, &err));
    bool more = false;
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(more);
    return om_rows_integer(rows, 0);
}

static void a_new_store_is_empty_and_opens_again(void **state)
{
    (void)state;
    const char *path = scratch_file("test_store_new.sqlite");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    om_store_free(OM_TAKE(store));
    CHECK_OK(om_store_open(path, OM_STORE_READ, &store, &err));
    CHECK_INT(number(store, "pragma user_version"), 3);
    CHECK_INT(number(store, "select count(*) from om_origin"), 0);
    const char *crs = NULL;
    CHECK_FAILS(om_store_metric_crs(store, &crs, &err), OM_ERR_DATA, "is empty");
}

static void what_is_not_there_is_told(void **state)
{
    (void)state;
    om_store *none = NULL;
    const char *path = scratch_file("test_store_missing.sqlite");
    CHECK_FAILS(om_store_open(path, OM_STORE_READ, &none, &err), OM_ERR_NOT_FOUND, "no store");
    CHECK(!om_file_exists(path));
    CHECK_FAILS(om_store_open("/tmp", OM_STORE_CREATE, &none, &err), OM_ERR_NOT_FOUND, "folder");
    CHECK_FAILS(om_store_open("", OM_STORE_CREATE, &none, &err), OM_ERR_USAGE, "no file name");
}

static void a_foreign_file_is_refused_and_left_alone(void **state)
{
    (void)state;
    const char *path = scratch_file("test_store_foreign.sqlite");
    CHECK_OK(om_file_write(path, "no database, but long enough", 28, &err));
    om_store *none = NULL;
    CHECK_FAILS(om_store_open(path, OM_STORE_CREATE, &none, &err), OM_ERR_CORRUPT, "foreign");
    OM_AUTO_TEXT text = {0};
    CHECK_OK(om_file_read(path, &text, &err));
    CHECK_TEXT(text.bytes, "no database, but long enough");
}

static void a_newer_store_is_refused(void **state)
{
    (void)state;
    const char *path = scratch_file("test_store_newer.sqlite");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    CHECK_OK(om_store_run(store, "pragma user_version = 99", &err));
    om_store_free(OM_TAKE(store));
    CHECK_FAILS(om_store_open(path, OM_STORE_WRITE, &store, &err), OM_ERR_CORRUPT, "newer onemap");
}

static void what_is_not_committed_is_undone(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_store_undo.sqlite"), OM_STORE_CREATE, &store, &err));
    {
        OM_AUTO(om_transaction) transaction = NULL;
        CHECK_OK(om_transaction_open(store, &transaction, &err));
        CHECK_OK(om_store_set_note(store, "colour", "none", &err));
    }
    OM_AUTO_MEMORY char *note = NULL;
    CHECK_OK(om_store_note(store, "colour", &note, &err));
    CHECK(note == NULL);
    {
        OM_AUTO(om_transaction) transaction = NULL;
        CHECK_OK(om_transaction_open(store, &transaction, &err));
        CHECK_OK(om_store_set_note(store, "colour", "grey", &err));
        CHECK_OK(om_transaction_commit(transaction, &err));
    }
    CHECK_OK(om_store_note(store, "colour", &note, &err));
    CHECK_TEXT(note, "grey");
}

static void a_reader_cannot_write(void **state)
{
    (void)state;
    const char *path = scratch_file("test_store_reader.sqlite");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    om_store_free(OM_TAKE(store));
    CHECK_OK(om_store_open(path, OM_STORE_READ, &store, &err));
    CHECK_FAILS(om_store_set_note(store, "a", "b", &err), OM_ERR_DISK, "readonly");
}

static void a_reader_leaves_nothing_behind(void **state)
{
    (void)state;
    const char *path = scratch_file("test_store_tidy.sqlite");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    om_store_free(OM_TAKE(store));
    CHECK_OK(om_store_open(path, OM_STORE_READ, &store, &err));
    CHECK_INT(number(store, "select count(*) from om_note"), 0);
    om_store_free(OM_TAKE(store));
    CHECK(!om_file_exists(scratch_path("test_store_tidy.sqlite-wal")));
    CHECK(!om_file_exists(scratch_path("test_store_tidy.sqlite-shm")));
}

static void a_store_that_cannot_be_written_can_be_read(void **state)
{
    (void)state;
    char path[4096];
    CHECK_OK(om_folder_make(scratch_path("read only?"), &err));
    snprintf(path, sizeof path, "%s", scratch_file("read only?/100%.sqlite"));
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    om_store_free(OM_TAKE(store));
    CHECK_INT(chmod(path, 0444), 0);
    CHECK_OK(om_store_open(path, OM_STORE_READ, &store, &err));
    CHECK_INT(number(store, "pragma user_version"), 3);
}

static void the_metric_crs_is_fixed_once(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_store_crs.sqlite"), OM_STORE_CREATE, &store, &err));
    CHECK_FAILS(om_store_set_metric_crs(store, "EPSG:4326", &err), OM_ERR_RANGE, "not a projected");
    CHECK_OK(om_store_set_metric_crs(store, "EPSG:4549", &err));
    CHECK_OK(om_store_set_metric_crs(store, "EPSG:4549", &err));
    CHECK_FAILS(om_store_set_metric_crs(store, "EPSG:4528", &err), OM_ERR_USAGE, "EPSG:4549");
    const char *crs = NULL;
    CHECK_OK(om_store_metric_crs(store, &crs, &err));
    CHECK_TEXT(crs, "EPSG:4549");
}

OM_TESTS(test(a_new_store_is_empty_and_opens_again), test(what_is_not_there_is_told),
         test(a_foreign_file_is_refused_and_left_alone), test(a_newer_store_is_refused),
         test(what_is_not_committed_is_undone), test(a_reader_cannot_write),
         test(a_reader_leaves_nothing_behind), test(a_store_that_cannot_be_written_can_be_read),
         test(the_metric_crs_is_fixed_once))

/* Stores of other versions are brought up to date or refused. */
#include "engine/store/rows.h"

#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static void a_store_without_our_tables_gets_them(void **state)
{
    (void)state;
    const char *path = scratch_file("test_schema_older.sqlite");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    CHECK_OK(om_store_run(store,
                          "drop table om_note; drop table om_layer_state; drop table om_origin;"
                          "drop table om_pack; drop table om_history;"
                          "pragma user_version = 0",
                          &err));
    om_store_free(OM_TAKE(store));
    CHECK_FAILS(om_store_open(path, OM_STORE_READ, &store, &err), OM_ERR_CORRUPT, "older schema 0");
    CHECK_OK(om_store_open(path, OM_STORE_WRITE, &store, &err));
    CHECK_OK(om_store_set_note(store, "a", "b", &err));
}

static void a_store_of_the_first_schema_gets_what_came_later(void **state)
{
    (void)state;
    const char *path = scratch_file("test_schema_first.sqlite");
    OM_AUTO(om_store) store = NULL;
    OM_AUTO_MEMORY char *note = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    CHECK_OK(om_store_set_note(store, "colour", "grey", &err));
    CHECK_OK(om_store_run(
        store, "drop table om_pack; drop table om_history; pragma user_version = 1", &err));
    om_store_free(OM_TAKE(store));
    CHECK_OK(om_store_open(path, OM_STORE_WRITE, &store, &err));
    CHECK_OK(om_store_run(store, "delete from om_pack; delete from om_history", &err));
    CHECK_OK(om_store_note(store, "colour", &note, &err));
    CHECK_TEXT(note, "grey");
}

static void a_database_of_somebody_else_is_refused(void **state)
{
    (void)state;
    const char *path = scratch_file("test_schema_other.sqlite");
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(path, OM_STORE_CREATE, &store, &err));
    CHECK_OK(om_store_run(store, "pragma application_id = 1", &err));
    om_store_free(OM_TAKE(store));
    CHECK_FAILS(om_store_open(path, OM_STORE_CREATE, &store, &err), OM_ERR_CORRUPT,
                "not an onemap store");
}

OM_TESTS(test(a_store_without_our_tables_gets_them),
         test(a_store_of_the_first_schema_gets_what_came_later),
         test(a_database_of_somebody_else_is_refused))

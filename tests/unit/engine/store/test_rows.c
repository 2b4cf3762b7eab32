/* Statements bind, step, and say what is wrong with them. */
#include "engine/store/rows.h"

#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static om_store *fresh_store(const char *name)
{
    om_store *store = NULL;
    CHECK_OK(om_store_open(scratch_file(name), OM_STORE_CREATE, &store, &err));
    return store;
}

static void parameters_come_back_as_columns(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = fresh_store("test_rows_bind.sqlite");
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_rows_open(store, "select ?1 as a, ?2, ?3, ?4, ?5", &rows, &err));
    om_rows_bind_text(rows, 1, "无锡");
    om_rows_bind_integer(rows, 2, -7);
    om_rows_bind_real(rows, 3, 0.5);
    om_rows_bind_real(rows, 4, (double)NAN);
    om_rows_bind_blob(rows, 5, "\0x", 2);
    bool more = false;
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(more);
    CHECK_INT(om_rows_column_count(rows), 5);
    CHECK_TEXT(om_rows_column_name(rows, 0), "a");
    CHECK_TEXT(om_rows_text(rows, 0), "无锡");
    CHECK_INT(om_rows_integer(rows, 1), -7);
    CHECK_NEAR(om_rows_real(rows, 2), 0.5, 0);
    CHECK(om_rows_is_null(rows, 3));
    size_t size = 0;
    CHECK(om_rows_blob(rows, 4, &size) != NULL);
    CHECK_INT(size, 2);
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(!more);
}

static void a_statement_runs_again_with_other_parameters(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = fresh_store("test_rows_again.sqlite");
    CHECK_OK(om_store_run(store, "create table t (n integer unique)", &err));
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_rows_open(store, "insert into t values (?1)", &rows, &err));
    for (int i = 0; i < 3; i++) {
        om_rows_bind_integer(rows, 1, i);
        CHECK_OK(om_rows_run(rows, &err));
    }
    om_rows_bind_integer(rows, 1, 2);
    CHECK_FAILS(om_rows_run(rows, &err), OM_ERR_DATA, "UNIQUE");
    om_rows_bind_integer(rows, 1, 3);
    CHECK_OK(om_rows_run(rows, &err));
}

static void wrong_sql_and_wrong_parameters_are_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = fresh_store("test_rows_wrong.sqlite");
    om_rows *none = NULL;
    CHECK_FAILS(om_rows_open(store, "selekt 1", &none, &err), OM_ERR_FAILED, "selekt");
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_rows_open(store, "select ?1", &rows, &err));
    om_rows_bind_integer(rows, 9, 1);
    bool more = false;
    CHECK_FAILS(om_rows_next(rows, &more, &err), OM_ERR_FAILED, "parameter");
}

static void a_null_has_no_shape_and_rubbish_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = fresh_store("test_rows_shape.sqlite");
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_rows_open(store, "select null, x'0102'", &rows, &err));
    bool more = false;
    CHECK_OK(om_rows_next(rows, &more, &err));
    om_geom *geom = (om_geom *)1;
    CHECK_OK(om_rows_geom(rows, 0, &geom, &err));
    CHECK(geom == NULL);
    CHECK_FAILS(om_rows_geom(rows, 1, &geom, &err), OM_ERR_GEOMETRY, "not a shape");
}

OM_TESTS(test(parameters_come_back_as_columns), test(a_statement_runs_again_with_other_parameters),
         test(wrong_sql_and_wrong_parameters_are_told),
         test(a_null_has_no_shape_and_rubbish_is_told))

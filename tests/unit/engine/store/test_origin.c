/* Where rows come from is kept, and whom to credit. */
#include "engine/store/store.h"

#include "engine/base/memory.h"
#include "engine/store/table.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static void load_water(om_store *store, const char *source, const char *credit, const char *id)
{
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(store, &transaction, &err));
    int64_t origin_id = 0;
    const om_origin origin = {"load", "water", source, "xxh3:0", credit, NULL};
    CHECK_OK(om_store_begin_origin(store, &origin, &origin_id, &err));
    {
        OM_AUTO(om_table) table = NULL;
        CHECK_OK(om_table_open(store, om_layer_find("water"), origin_id, &table, &err));
        CHECK_OK(om_table_clear_source(table, source, NULL, &err));
        const om_value values[] = {om_value_text("lake"), om_value_text(NULL)};
        if (id)
            CHECK_OK(om_table_add(table, id, values, NULL, &err));
    }
    OM_AUTO(om_json) detail = om_json_object_new();
    om_json_put_integer(detail, "loaded", id ? 1 : 0);
    CHECK_OK(om_store_end_origin(store, origin_id, detail, &err));
    CHECK_OK(om_transaction_commit(transaction, &err));
}

static void credits_are_those_of_the_rows_that_are_there(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("test_origin.sqlite"), OM_STORE_CREATE, &store, &err));
    load_water(store, "a", "© First", "1");
    load_water(store, "b", "Second", "2");
    load_water(store, "c", "© First", "3");
    OM_AUTO_MEMORY char *credits = NULL;
    CHECK_OK(om_store_credits(store, &credits, &err));
    CHECK_TEXT(credits, "© First; Second");

    load_water(store, "b", "Second", NULL); /* its rows are gone, and with them the credit */
    OM_AUTO_MEMORY char *fewer = NULL;
    CHECK_OK(om_store_credits(store, &fewer, &err));
    CHECK_TEXT(fewer, "© First");
}

OM_TESTS(test(credits_are_those_of_the_rows_that_are_there))

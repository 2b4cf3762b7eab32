/* Packs are kept until a layer they are made of changes, whoever changes it. */
#include "engine/store/packs.h"

#include <stdlib.h>

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static const char *const layers[] = {"hazard_source", "water", NULL};
static const om_pack_key key = {"letters", layers, "as they are"};
static const om_pack_kind kind = {"letters", 1, 1};

static void add_source(om_store *town, const char *id)
{
    const om_value values[TOWN_SOURCE_VALUES] = {om_value_text(id)};
    town_add(town, "hazard_source", id, values, "POINT(10 10)");
}

static om_store *a_town(const char *name)
{
    om_store *town = town_new(name);
    add_source(town, "one");
    return town;
}

static void keep(om_store *store, const om_pack_key *as, const char *letters)
{
    const om_array array = {(void *)letters, 1, strlen(letters) + 1};
    OM_AUTO(om_pack) pack = om_pack_new(&kind, &array);
    CHECK_OK(om_packs_keep(store, as, pack, &err));
}

/* Whether a pack is found, and says so. */
static bool finds(om_store *store, const om_pack_key *as, const char *letters)
{
    OM_AUTO_MEMORY void *bytes = NULL;
    size_t size = 0;
    om_array array = {.size = 1};
    CHECK_OK(om_packs_find(store, as, &bytes, &size, &err));
    if (!bytes)
        return false;
    CHECK_OK(om_pack_open(&kind, bytes, size, &array, &err));
    CHECK_TEXT((const char *)array.items, letters);
    return true;
}

static void a_pack_is_kept_and_replaced(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_kept.onemap");
    CHECK(!finds(town, &key, ""));
    keep(town, &key, "abc");
    CHECK(finds(town, &key, "abc"));
    keep(town, &key, "a longer one");
    CHECK(finds(town, &key, "a longer one"));
    CHECK_TEXT(town_ask(town, "select count(*) from om_pack"), "1");
    CHECK_TEXT(town_ask(town, "pragma integrity_check"), "ok");
}

static void a_large_pack_lies_in_several_rows(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_large.onemap");
    const size_t length = 5 << 17;
    OM_AUTO_MEMORY char *letters = om_memory_take(length + 1, 1);
    for (size_t i = 0; i < length; i++)
        letters[i] = (char)('a' + i * i % 23);
    keep(town, &key, letters);
    CHECK(finds(town, &key, letters));
    CHECK_TEXT(
        town_ask(town, "select group_concat(name) from (select name from om_pack order by 1)"),
        "letters/000000,letters/000001,letters/000002");
    keep(town, &key, "abc");
    CHECK(finds(town, &key, "abc"));
    CHECK_TEXT(town_ask(town, "select count(*) from om_pack"), "1");
}

static void a_pack_whose_rows_are_not_all_there_is_damaged(void **state)
{
    (void)state;
    static const char *const losses[] = {
        "delete from om_pack where name = 'letters/000001'",
        "update om_pack set state = '' where name glob '*/000002'",
        "update om_pack set content = 7 where name glob '*/000000'"};
    OM_AUTO(om_store) town = a_town("packs_lost.onemap");
    OM_AUTO_MEMORY char *letters = om_memory_take((5 << 17) + 1, 1);
    memset(letters, 'a', 5 << 17);
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++) {
        OM_AUTO_MEMORY void *bytes = NULL;
        size_t size = 0;
        om_array array = {.size = 1};
        keep(town, &key, letters);
        CHECK_OK(om_store_run(town, losses[i], &err));
        CHECK_OK(om_packs_find(town, &key, &bytes, &size, &err));
        CHECK_FAILS(om_pack_open(&kind, bytes, size, &array, &err), OM_ERR_CORRUPT, "letters");
    }
}

static void what_else_it_is_made_of_counts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_recipe.onemap");
    om_pack_key other = key;
    keep(town, &key, "abc");
    other.made_of = "otherwise";
    CHECK(!finds(town, &other, ""));
    other = key;
    other.name = "digits";
    CHECK(!finds(town, &other, ""));
    keep(town, &other, "123");
    CHECK(finds(town, &other, "123"));
    CHECK(finds(town, &key, "abc"));
}

static void whoever_writes_a_row_throws_it_away(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "update hazard_source set name = 'another' where id = 'one'",
        "update hazard_source set geometry = GeomFromText('POINT(120.5 31.5)', 4326)",
        "update hazard_source set name = name",
        "delete from hazard_source",
        "insert into hazard_source (id, load_id, name, kind) values ('two', 1, 'two', 'a')",
        "insert or replace into hazard_source (id, load_id, name, kind) values ('two', 1, 'x', "
        "'a')",
        "alter table hazard_source add column whim text",
        "drop trigger om_pack_of_hazard_source_update",
        "create table water (pk integer primary key, id text)",
    };
    OM_AUTO(om_store) town = a_town("packs_written.onemap");
    OM_AUTO(om_store) other = NULL;
    CHECK_OK(om_store_open(om_store_path(town), OM_STORE_WRITE, &other, &err));
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        keep(town, &key, "abc");
        CHECK(finds(town, &key, "abc"));
        CHECK_OK(om_store_run(other, changes[i], &err));
        if (finds(town, &key, "abc"))
            fail_msg("unnoticed: %s", changes[i]);
    }
    keep(town, &key, "abc");
    add_source(town, "more");
    CHECK(!finds(town, &key, "abc"));
}

static void a_table_that_is_made_anew_is_no_longer_guarded(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_anew.onemap");
    keep(town, &key, "abc");
    CHECK_OK(om_store_run(town,
                          "create table copy as select * from hazard_source;"
                          "drop table hazard_source; alter table copy rename to hazard_source",
                          &err));
    CHECK(!finds(town, &key, "abc"));
}

static void other_layers_leave_it_alone(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_other.onemap");
    keep(town, &key, "abc");
    town_add_district(town, "1", (om_rect){0, 0, 100, 100});
    CHECK(finds(town, &key, "abc"));
}

static void what_is_undone_leaves_it_alone(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_undone.onemap");
    keep(town, &key, "abc");
    CHECK(!om_store_is_in_transaction(town));
    {
        OM_AUTO(om_transaction) transaction = NULL;
        CHECK_OK(om_transaction_open(town, &transaction, &err));
        CHECK(om_store_is_in_transaction(town));
        CHECK_OK(om_store_run(town, "delete from hazard_source", &err));
        CHECK(!finds(town, &key, "abc"));
    }
    CHECK(finds(town, &key, "abc"));
}

static void a_reader_finds_and_keeps_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_read.onemap");
    keep(town, &key, "abc");
    OM_AUTO(om_store) reader = NULL;
    CHECK_OK(om_store_open(om_store_path(town), OM_STORE_READ, &reader, &err));
    CHECK(!om_store_is_writable(reader));
    CHECK(finds(reader, &key, "abc"));
    const om_array array = {"xyz", 1, 4};
    OM_AUTO(om_pack) pack = om_pack_new(&kind, &array);
    CHECK_OK(om_packs_keep(reader, &key, pack, &err));
    CHECK(finds(reader, &key, "abc"));
}

static void a_description_tells_how_large_they_are(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = a_town("packs_told.onemap");
    char *json = NULL;
    keep(town, &key, "abc");
    CHECK_OK(om_store_describe(town, &json, &err));
    OM_AUTO(om_json) document = NULL;
    CHECK_OK(om_json_parse(json, strlen(json), "description", &document, &err));
    om_text_free(json);
    const om_json *packs = om_json_get(document, "packs");
    CHECK_INT(om_json_count(packs), 1);
    CHECK_TEXT(om_json_text(om_json_get(om_json_at(packs, 0), "name")), "letters");
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(packs, 0), "bytes")), 96 + 64 + 16, 0);
}

OM_TESTS(test(a_pack_is_kept_and_replaced), test(a_large_pack_lies_in_several_rows),
         test(a_pack_whose_rows_are_not_all_there_is_damaged), test(what_else_it_is_made_of_counts),
         test(whoever_writes_a_row_throws_it_away),
         test(a_table_that_is_made_anew_is_no_longer_guarded), test(other_layers_leave_it_alone),
         test(what_is_undone_leaves_it_alone), test(a_reader_finds_and_keeps_nothing),
         test(a_description_tells_how_large_they_are))

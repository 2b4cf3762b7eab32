/* Keeps packs, tells old ones apart, and guards the layers they are made of. */
#include "engine/store/packs.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/inside.h"
#include "engine/store/rows.h"

/*
 * A pack lies in rows of so many bytes, "NAME/000000" and on: no more of the file than one of them
 * is ever mapped, and none grows larger than a store can hold in one place.
 */
#define ROW_BYTES ((size_t)1 << 18)

static const char *const changes[] = {"insert", "update", "delete"};
enum { CHANGES = 3 };

bool om_store_is_in_transaction(const om_store *store)
{
    return !sqlite3_get_autocommit(store->db);
}

bool om_store_is_writable(const om_store *store)
{
    return store->mode != OM_STORE_READ;
}

/* ---- What a pack is made of ---- */

/* How many of the triggers that guard a layer are there. */
static om_status count_guards(om_store *store, const char *layer, int64_t *ret, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    OM_TRY(om_rows_open(store,
                        "select count(*) from sqlite_schema where type = 'trigger'"
                        " and tbl_name = ?1 and name glob 'om_pack_of_*'",
                        &rows, err));
    om_rows_bind_text(rows, 1, layer);
    OM_TRY(om_rows_next(rows, &more, err));
    *ret = om_rows_integer(rows, 0);
    return OM_OK;
}

/* How the table of a layer was made, as a checksum: columns may come and go. */
static om_status checksum_table(om_store *store, const char *layer, char ret[OM_CHECKSUM_SIZE],
                                om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    OM_TRY(om_rows_open(store, "select sql from sqlite_schema where type = 'table' and name = ?1",
                        &rows, err));
    om_rows_bind_text(rows, 1, layer);
    OM_TRY(om_rows_next(rows, &more, err));
    const char *sql = more ? om_rows_text(rows, 0) : "";
    om_bytes_checksum(sql, strlen(sql), ret);
    return OM_OK;
}

static om_status add_layer(om_store *store, const char *name, om_text *state, bool *guarded,
                           om_error *err)
{
    int64_t version = 0, guards = 0;
    bool there = false;
    char checksum[OM_CHECKSUM_SIZE];
    OM_TRY(om_store_has_table(store, name, &there, err));
    if (!there) {
        om_text_add_format(state, "%s none\n", name);
        return OM_OK;
    }
    OM_TRY(om_store_layer_version(store, om_layer_find(name), &version, err));
    OM_TRY(checksum_table(store, name, checksum, err));
    OM_TRY(count_guards(store, name, &guards, err));
    *guarded &= guards == CHANGES;
    om_text_add_format(state, "%s %lld %s\n", name, (long long)version, checksum);
    return OM_OK;
}

/* @param ret_guarded  whether every change since then would have been noticed */
static om_status write_state(om_store *store, const om_pack_key *key, om_text *ret,
                             bool *ret_guarded, om_error *err)
{
    *ret_guarded = true;
    for (const char *const *layer = key->layers; *layer; layer++)
        OM_TRY(add_layer(store, *layer, ret, ret_guarded, err));
    om_text_add(ret, key->made_of);
    return OM_OK;
}

/* ---- Reading ---- */

/* The rows of a pack, in order. */
typedef struct row_list {
    int64_t *ids;
    size_t count, capacity;
    size_t size; /* of all of them */
} row_list;

static void row_list_clear(row_list *list)
{
    free(list->ids);
}

static om_status list_rows(om_store *store, const om_pack_key *key, const char *state,
                           row_list *ret, om_error *err)
{
    OM_AUTO_TEXT pattern = {0};
    OM_AUTO(om_rows) rows = NULL;
    om_text_add_format(&pattern, "%s/*", key->name);
    OM_TRY(om_rows_open(store,
                        "select id, length(content) from om_pack where name glob ?1"
                        " and state = ?2 and typeof(content) = 'blob' order by name",
                        &rows, err));
    om_rows_bind_text(rows, 1, pattern.bytes);
    om_rows_bind_text(rows, 2, state);
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        ret->ids = om_memory_grow(ret->ids, ret->count + 1, &ret->capacity, sizeof *ret->ids);
        ret->ids[ret->count++] = om_rows_integer(rows, 0);
        ret->size += (size_t)om_rows_integer(rows, 1);
    }
}

static om_status read_blob(om_store *store, int64_t id, char *bytes, size_t room, size_t *ret_size,
                           om_error *err)
{
    sqlite3_blob *blob = NULL;
    int code = sqlite3_blob_open(store->db, "main", "om_pack", "content", id, 0, &blob);
    const size_t size = code == SQLITE_OK ? (size_t)sqlite3_blob_bytes(blob) : 0;
    if (code == SQLITE_OK)
        code = size <= room ? sqlite3_blob_read(blob, bytes, (int)size, 0) : SQLITE_ABORT;
    const om_status status =
        code == SQLITE_OK ? OM_OK : om_store_fail(store, code, "a pack cannot be read", err);
    sqlite3_blob_close(blob);
    *ret_size = size;
    return status;
}

/* Through a mapping of the file, which spares a call to the system for each of its pages. */
static om_status read_row(om_store *store, int64_t id, char *bytes, size_t room, size_t *ret_size,
                          om_error *err)
{
    OM_TRY(om_store_run(store, "pragma mmap_size = 2147418112", err)); /* as much as there can be */
    const om_status status = read_blob(store, id, bytes, room, ret_size, err);
    OM_TRY(om_store_run(store, "pragma mmap_size = 0", NULL));
    return status;
}

om_status om_packs_find(om_store *store, const om_pack_key *key, void **ret_bytes, size_t *ret_size,
                        om_error *err)
{
    OM_AUTO_TEXT state = {0};
    __attribute__((cleanup(row_list_clear))) row_list list = {0};
    bool guarded = false;
    size_t done = 0;
    *ret_bytes = NULL;
    *ret_size = 0;
    OM_TRY(write_state(store, key, &state, &guarded, err));
    if (guarded)
        OM_TRY(list_rows(store, key, state.bytes, &list, err));
    if (list.count == 0)
        return OM_OK;
    OM_AUTO_MEMORY char *bytes = om_memory_block(list.size);
    for (size_t i = 0, size = 0; i < list.count; i++, done += size)
        OM_TRY(read_row(store, list.ids[i], bytes + done, list.size - done, &size, err));
    *ret_bytes = OM_TAKE(bytes);
    *ret_size = done;
    return OM_OK;
}

/* ---- Keeping ---- */

static om_status guard(om_store *store, const char *layer, om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer, &there, err));
    for (size_t i = 0; there && i < CHANGES; i++) {
        OM_AUTO_TEXT sql = {0};
        om_text_add_format(&sql,
                           "create trigger if not exists \"om_pack_of_%s_%s\" after %s on \"%s\""
                           " begin delete from om_pack; end",
                           layer, changes[i], changes[i], layer);
        OM_TRY(om_store_run(store, sql.bytes, err));
    }
    return OM_OK;
}

/* The bytes of a pack on their way into rows. */
typedef struct writing {
    om_store *store;
    const char *name, *state;
    const om_bytes *part; /* that is written next */
    size_t offset;        /* of it, written already */
    size_t left;          /* bytes of all parts */
} writing;

static om_status add_row(const writing *on, int number, size_t size, int64_t *ret_id, om_error *err)
{
    OM_AUTO_TEXT name = {0};
    OM_AUTO(om_rows) rows = NULL;
    om_text_add_format(&name, "%s/%06d", on->name, number);
    OM_TRY(om_rows_open(on->store,
                        "insert into om_pack (name, state, content) values (?1, ?2, zeroblob(?3))",
                        &rows, err));
    om_rows_bind_text(rows, 1, name.bytes);
    om_rows_bind_text(rows, 2, on->state);
    om_rows_bind_integer(rows, 3, (int64_t)size);
    OM_TRY(om_rows_run(rows, err));
    *ret_id = sqlite3_last_insert_rowid(on->store->db);
    return OM_OK;
}

/* Fills a row with what comes next. */
static int fill(writing *on, sqlite3_blob *blob, size_t size)
{
    int code = SQLITE_OK;
    for (size_t done = 0; done < size && code == SQLITE_OK;) {
        const size_t rest = on->part->size - on->offset;
        const size_t length = rest < size - done ? rest : size - done;
        code = sqlite3_blob_write(blob, (const char *)on->part->at + on->offset, (int)length,
                                  (int)done);
        done += length;
        on->offset += length;
        if (on->offset == on->part->size) {
            on->part++;
            on->offset = 0;
        }
    }
    return code;
}

static om_status write_row(writing *on, int number, om_error *err)
{
    const size_t size = on->left < ROW_BYTES ? on->left : ROW_BYTES;
    int64_t id = 0;
    sqlite3_blob *blob = NULL;
    OM_TRY(add_row(on, number, size, &id, err));
    int code = sqlite3_blob_open(on->store->db, "main", "om_pack", "content", id, 1, &blob);
    if (code == SQLITE_OK)
        code = fill(on, blob, size);
    const om_status status =
        code == SQLITE_OK ? OM_OK : om_store_fail(on->store, code, "a pack cannot be written", err);
    sqlite3_blob_close(blob);
    on->left -= size;
    /* Nobody reads it again soon: written now, it frees its pages. */
    (void)sqlite3_db_cacheflush(on->store->db);
    om_store_forget_pages(on->store);
    return status;
}

static om_status remove_rows(om_store *store, const char *name, om_error *err)
{
    OM_AUTO_TEXT pattern = {0};
    OM_AUTO(om_rows) rows = NULL;
    om_text_add_format(&pattern, "%s/*", name);
    OM_TRY(om_rows_open(store, "delete from om_pack where name glob ?1", &rows, err));
    om_rows_bind_text(rows, 1, pattern.bytes);
    return om_rows_run(rows, err);
}

om_status om_packs_keep(om_store *store, const om_pack_key *key, const om_pack *pack, om_error *err)
{
    OM_AUTO_TEXT state = {0};
    bool guarded = false;
    size_t count = 0;
    if (!om_store_is_writable(store))
        return OM_OK;
    for (const char *const *layer = key->layers; *layer; layer++)
        OM_TRY(guard(store, *layer, err));
    OM_TRY(write_state(store, key, &state, &guarded, err));
    OM_TRY(remove_rows(store, key->name, err));
    writing on = {.store = store, .name = key->name, .state = state.bytes};
    on.part = om_pack_parts(pack, &count);
    on.left = om_pack_size(pack);
    for (int number = 0; on.left > 0; number++)
        OM_TRY(write_row(&on, number, err));
    return OM_OK;
}

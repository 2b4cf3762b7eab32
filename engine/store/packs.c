/* Keeps packs, tells old ones apart, and guards the layers they are made of. */
#include "engine/store/packs.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/inside.h"
#include "engine/store/rows.h"

/* The largest piece that is written or read at once. */
#define MOST_BYTES ((size_t)64 << 20)

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

static om_status read_blob(om_store *store, int64_t id, void **ret_bytes, size_t *ret_size,
                           om_error *err)
{
    sqlite3_blob *blob = NULL;
    int code = sqlite3_blob_open(store->db, "main", "om_pack", "content", id, 0, &blob);
    if (code != SQLITE_OK) {
        sqlite3_blob_close(blob);
        return om_store_fail(store, code, "a pack cannot be read", err);
    }
    const size_t size = (size_t)sqlite3_blob_bytes(blob);
    OM_AUTO_MEMORY char *bytes = om_memory_block(size);
    code = sqlite3_blob_read(blob, bytes, (int)size, 0);
    sqlite3_blob_close(blob);
    if (code != SQLITE_OK)
        return om_store_fail(store, code, "a pack cannot be read", err);
    *ret_bytes = OM_TAKE(bytes);
    *ret_size = size;
    return OM_OK;
}

/* Through a mapping of the file, which spares a call to the system for each of its pages. */
static om_status read_content(om_store *store, int64_t id, void **ret_bytes, size_t *ret_size,
                              om_error *err)
{
    OM_TRY(om_store_run(store, "pragma mmap_size = 2147418112", err)); /* as much as there can be */
    const om_status status = read_blob(store, id, ret_bytes, ret_size, err);
    OM_TRY(om_store_run(store, "pragma mmap_size = 0", NULL));
    return status;
}

om_status om_packs_find(om_store *store, const om_pack_key *key, void **ret_bytes, size_t *ret_size,
                        om_error *err)
{
    OM_AUTO_TEXT state = {0};
    bool guarded = false, found = false;
    *ret_bytes = NULL;
    *ret_size = 0;
    OM_TRY(write_state(store, key, &state, &guarded, err));
    if (!guarded)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "select id from om_pack"
                        " where name = ?1 and state = ?2 and typeof(content) = 'blob'",
                        &rows, err));
    om_rows_bind_text(rows, 1, key->name);
    om_rows_bind_text(rows, 2, state.bytes);
    OM_TRY(om_rows_next(rows, &found, err));
    if (!found)
        return OM_OK;
    return read_content(store, om_rows_integer(rows, 0), ret_bytes, ret_size, err);
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

static om_status add_row(om_store *store, const om_pack_key *key, size_t size, int64_t *ret_id,
                         om_error *err)
{
    OM_AUTO_TEXT state = {0};
    bool guarded = false;
    OM_TRY(write_state(store, key, &state, &guarded, err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "insert or replace into om_pack (name, state, content)"
                        " values (?1, ?2, zeroblob(?3))",
                        &rows, err));
    om_rows_bind_text(rows, 1, key->name);
    om_rows_bind_text(rows, 2, state.bytes);
    om_rows_bind_integer(rows, 3, (int64_t)size);
    OM_TRY(om_rows_run(rows, err));
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return OM_OK;
}

static int write_part(sqlite3_blob *blob, const om_bytes *part, size_t offset)
{
    int code = SQLITE_OK;
    for (size_t done = 0; done < part->size && code == SQLITE_OK; done += MOST_BYTES) {
        const size_t left = part->size - done;
        code =
            sqlite3_blob_write(blob, (const char *)part->at + done,
                               (int)(left < MOST_BYTES ? left : MOST_BYTES), (int)(offset + done));
    }
    return code;
}

static om_status write_content(om_store *store, int64_t id, const om_pack *pack, om_error *err)
{
    sqlite3_blob *blob = NULL;
    size_t count = 0, offset = 0;
    const om_bytes *parts = om_pack_parts(pack, &count);
    int code = sqlite3_blob_open(store->db, "main", "om_pack", "content", id, 1, &blob);
    for (size_t i = 0; i < count && code == SQLITE_OK; offset += parts[i++].size)
        code = write_part(blob, &parts[i], offset);
    const om_status status =
        code == SQLITE_OK ? OM_OK : om_store_fail(store, code, "a pack cannot be written", err);
    sqlite3_blob_close(blob);
    return status;
}

om_status om_packs_keep(om_store *store, const om_pack_key *key, const om_pack *pack,
                        bool *ret_kept, om_error *err)
{
    const size_t most = (size_t)sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, -1);
    const bool keeps = om_store_is_writable(store) && om_pack_size(pack) < most;
    int64_t id = 0;
    if (ret_kept)
        *ret_kept = keeps;
    if (!keeps)
        return OM_OK;
    for (const char *const *layer = key->layers; *layer; layer++)
        OM_TRY(guard(store, *layer, err));
    OM_TRY(add_row(store, key, om_pack_size(pack), &id, err));
    return write_content(store, id, pack, err);
}

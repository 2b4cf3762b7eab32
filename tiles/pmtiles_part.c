/* The journal and the contents of a growing archive. */
#include "tiles/pmtiles_part.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/base/memory.h"
#include "tiles/pmtiles.h"
#include "tiles/pmtiles_finish.h"
#include "tiles/tile_id.h"

enum {
    FIRST_SLOTS = 1024,
    MOST_SLOTS = 1 << 20 /* contents whose hash is remembered: what bounds memory */
};

/* A tile as the index notes it. */
typedef struct record {
    uint64_t id, offset, size;
    om_hash hash;
} record;

/* A content that was written, by its hash. */
typedef struct content {
    om_hash hash;
    uint64_t offset;
    uint32_t size; /* 0: a free slot */
} content;

struct om_pmtiles_work {
    char *path;
    om_text part, index, state; /* names of files */
    int part_fd, index_fd;
    uint64_t part_size, index_size; /* written */
    om_text new_tiles, new_records; /* put and not yet written */
    uint64_t records, promise_size; /* kept; the promise stands before the records */
    om_pmtiles_directory entries;
    content *contents;
    size_t content_count, slot_count;
    uint64_t distinct;
    bool is_ascending;
};

static om_pmtiles_work *work_new(const char *path)
{
    om_pmtiles_work *work = om_memory_take(1, sizeof *work);
    work->path = om_memory_text(path);
    work->part_fd = work->index_fd = -1;
    work->is_ascending = true;
    om_text_add_format(&work->part, "%s.part", path);
    om_text_add_format(&work->index, "%s.part-index", path);
    om_text_add_format(&work->state, "%s.part-state", path);
    return work;
}

void om_pmtiles_work_free(om_pmtiles_work *work)
{
    if (!work)
        return;
    if (work->part_fd >= 0)
        close(work->part_fd);
    if (work->index_fd >= 0)
        close(work->index_fd);
    om_text *const texts[] = {&work->part, &work->index, &work->state, &work->new_tiles,
                              &work->new_records};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        om_text_clear(texts[i]);
    om_pmtiles_directory_clear(&work->entries);
    free(work->contents);
    free(work->path);
    free(work);
}

static om_status fail_to_write(const om_text *name, om_error *err)
{
    return om_fail(err, OM_ERR_DISK, "cannot write %s: %s", name->bytes, strerror(errno));
}

/* ---- Contents and entries ---- */

static content *slot_of(const om_pmtiles_work *work, om_hash hash)
{
    size_t slot = (size_t)hash.low & (work->slot_count - 1);
    while (work->contents[slot].size && (work->contents[slot].hash.low != hash.low ||
                                         work->contents[slot].hash.high != hash.high))
        slot = (slot + 1) & (work->slot_count - 1);
    return &work->contents[slot];
}

static void add_slots(om_pmtiles_work *work)
{
    content *old = work->contents;
    const size_t old_count = work->slot_count;
    work->slot_count = old_count ? old_count * 2 : FIRST_SLOTS;
    work->contents = om_memory_take(work->slot_count, sizeof *work->contents);
    for (size_t i = 0; i < old_count; i++)
        if (old[i].size)
            *slot_of(work, old[i].hash) = old[i];
    free(old);
}

/* Remembers a content, while there is room for more. */
static void remember(om_pmtiles_work *work, const record *tile)
{
    work->distinct++;
    if (work->content_count * 2 >= work->slot_count && work->slot_count < MOST_SLOTS)
        add_slots(work);
    if (work->content_count * 4 >= work->slot_count * 3)
        return;
    *slot_of(work, tile->hash) = (content){tile->hash, tile->offset, (uint32_t)tile->size};
    work->content_count++;
}

static const content *known(const om_pmtiles_work *work, om_hash hash)
{
    const content *found = work->slot_count ? slot_of(work, hash) : NULL;
    return found && found->size ? found : NULL;
}

/* Adds an entry, or a tile to the last one. */
static void add_entry(om_pmtiles_work *work, const record *tile)
{
    om_pmtiles_entry *last =
        work->entries.count ? &work->entries.entries[work->entries.count - 1] : NULL;
    if (last && tile->id < last->id + last->run)
        work->is_ascending = false;
    if (last && tile->id == last->id + last->run && tile->offset == last->offset &&
        last->run < UINT32_MAX) {
        last->run++;
        return;
    }
    om_pmtiles_directory_add(&work->entries,
                             (om_pmtiles_entry){tile->id, tile->offset, (uint32_t)tile->size, 1});
}

/* Takes a tile that is written into account; the same in a first run and in one that goes on. */
static void account(om_pmtiles_work *work, const record *tile)
{
    if (!known(work, tile->hash))
        remember(work, tile);
    add_entry(work, tile);
}

/* ---- Opening ---- */

/* Opens and locks FILE.part, made when `flags` say so. */
static om_status lock_part(om_pmtiles_work *work, int flags, om_error *err)
{
    work->part_fd = open(work->part.bytes, O_RDWR | O_CLOEXEC | flags, 0644);
    if (work->part_fd < 0)
        return fail_to_write(&work->part, err);
    struct stat locked, named;
    if (flock(work->part_fd, LOCK_EX | LOCK_NB) != 0 || fstat(work->part_fd, &locked) != 0 ||
        stat(work->part.bytes, &named) != 0 || locked.st_ino != named.st_ino)
        return om_fail(err, OM_ERR_LOCKED, "another export is writing to %s", work->path);
    return OM_OK;
}

static om_status fail_damaged(const om_pmtiles_work *work, om_error *err)
{
    return om_fail(err, OM_ERR_CORRUPT, "%s: what is noted of the export is damaged",
                   work->state.bytes);
}

/* "RECORDS TILES_SIZE PROMISE_SIZE" on a line of its own, then the manifest. */
static om_status read_state(om_pmtiles_work *work, char **ret_manifest, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_file_read(work->state.bytes, &text, err));
    int end = 0;
    const int got = sscanf(text.bytes, "%" SCNu64 " %" SCNu64 " %" SCNu64 "%n", &work->records,
                           &work->part_size, &work->promise_size, &end);
    if (got != 3 || text.bytes[end] != '\n')
        return fail_damaged(work, err);
    work->index_size = work->promise_size + work->records * sizeof(record);
    *ret_manifest = om_memory_text(text.bytes + end + 1);
    return OM_OK;
}

om_status om_pmtiles_work_open(const char *path, om_pmtiles_work **ret, char **ret_manifest,
                               om_error *err)
{
    om_pmtiles_work *work = work_new(path);
    OM_AUTO_MEMORY char *manifest = NULL;
    om_status status = OM_OK;
    const bool is_there = om_file_exists(work->part.bytes);
    if (is_there)
        status = lock_part(work, 0, err);
    if (is_there && status == OM_OK && om_file_exists(work->state.bytes))
        status = read_state(work, &manifest, err);
    if (!is_there || status != OM_OK) {
        om_pmtiles_work_free(work);
        return status;
    }
    *ret = work;
    if (manifest)
        *ret_manifest = OM_TAKE(manifest);
    return OM_OK;
}

/* ---- Writing ---- */

static om_status write_at(int fd, const om_text *bytes, uint64_t offset, const om_text *name,
                          om_error *err)
{
    for (size_t at = 0; at < bytes->length;) {
        const ssize_t wrote =
            pwrite(fd, bytes->bytes + at, bytes->length - at, (off_t)(offset + at));
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return fail_to_write(name, err);
        at += (size_t)wrote;
    }
    return OM_OK;
}

static om_status write_state(om_pmtiles_work *work, const char *manifest, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    om_text_add_format(&text, "%" PRIu64 " %" PRIu64 " %" PRIu64 "\n", work->records,
                       work->part_size, work->promise_size);
    om_text_add(&text, manifest);
    return om_file_write(work->state.bytes, text.bytes, text.length, err);
}

om_status om_pmtiles_work_begin(const char *path, om_pmtiles_work **work, const char *manifest,
                                const char *promise, om_error *err)
{
    om_pmtiles_work *own = work_new(path);
    if (*work) { /* the lock goes on */
        own->part_fd = (*work)->part_fd;
        (*work)->part_fd = -1;
    }
    om_pmtiles_work_free(*work);
    *work = own;
    if (own->part_fd < 0)
        OM_TRY(lock_part(own, O_CREAT, err));
    unlink(own->state.bytes);
    own->index_fd = open(own->index.bytes, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (own->index_fd < 0 || ftruncate(own->part_fd, 0) != 0)
        return fail_to_write(own->index_fd < 0 ? &own->index : &own->part, err);
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, promise);
    OM_TRY(write_at(own->index_fd, &text, 0, &own->index, err));
    own->promise_size = own->index_size = text.length;
    return write_state(own, manifest, err);
}

om_status om_pmtiles_work_resume(om_pmtiles_work *work, om_error *err)
{
    work->index_fd = open(work->index.bytes, O_RDWR | O_CLOEXEC);
    if (work->index_fd < 0 || ftruncate(work->index_fd, (off_t)work->index_size) != 0)
        return fail_to_write(&work->index, err);
    if (ftruncate(work->part_fd, (off_t)work->part_size) != 0)
        return fail_to_write(&work->part, err);
    for (uint64_t i = 0; i < work->records; i++) {
        record tile;
        const off_t at = (off_t)(work->promise_size + i * sizeof tile);
        if (pread(work->index_fd, &tile, sizeof tile, at) != (ssize_t)sizeof tile ||
            tile.size == 0 || tile.offset + tile.size > work->part_size)
            return fail_damaged(work, err);
        account(work, &tile);
    }
    return OM_OK;
}

om_status om_pmtiles_work_put(om_pmtiles_work *work, const om_tile_file *file, om_error *err)
{
    if (file->size == 0 || file->size > UINT32_MAX)
        return om_fail(err, OM_ERR_RANGE, "a tile of %zu bytes is not within 1..%u", file->size,
                       UINT32_MAX);
    const content *found = known(work, file->hash);
    const record tile = {
        .id = om_tile_id(file->tile),
        .offset = found ? found->offset : work->part_size + work->new_tiles.length,
        .size = file->size,
        .hash = file->hash,
    };
    if (!found)
        om_text_add_bytes(&work->new_tiles, file->bytes, file->size);
    om_text_add_bytes(&work->new_records, &tile, sizeof tile);
    account(work, &tile);
    return OM_OK;
}

bool om_pmtiles_work_has(const om_pmtiles_work *work, om_tile tile)
{
    const uint64_t id = om_tile_id(tile);
    if (work->is_ascending)
        return om_pmtiles_directory_find(&work->entries, id) != NULL;
    for (size_t i = 0; i < work->entries.count; i++)
        if (id - work->entries.entries[i].id < work->entries.entries[i].run)
            return true;
    return false;
}

static om_status flush(om_pmtiles_work *work, om_error *err)
{
    OM_TRY(write_at(work->part_fd, &work->new_tiles, work->part_size, &work->part, err));
    OM_TRY(write_at(work->index_fd, &work->new_records, work->index_size, &work->index, err));
    work->part_size += work->new_tiles.length;
    work->index_size += work->new_records.length;
    work->records += work->new_records.length / sizeof(record);
    work->new_tiles.length = work->new_records.length = 0;
    return OM_OK;
}

om_status om_pmtiles_work_keep(om_pmtiles_work *work, const char *manifest, om_error *err)
{
    OM_TRY(flush(work, err));
    return write_state(work, manifest, err);
}

uint64_t om_pmtiles_work_contents(const om_pmtiles_work *work)
{
    return work->distinct;
}

static om_status read_promise(const om_pmtiles_work *work, om_text *ret, om_error *err)
{
    OM_AUTO_MEMORY char *promise = om_memory_take(work->promise_size + 1, 1);
    if (pread(work->index_fd, promise, work->promise_size, 0) != (ssize_t)work->promise_size)
        return fail_damaged(work, err);
    om_text_add(ret, promise);
    return OM_OK;
}

om_status om_pmtiles_work_finish(om_pmtiles_work *work, const om_tileset *tileset,
                                 const char *manifest, om_error *err)
{
    OM_TRY(flush(work, err)); /* the state must not say "finished" before FILE is there */
    OM_AUTO_TEXT promise = {0};
    OM_TRY(read_promise(work, &promise, err));
    const om_pmtiles_ending ending = {
        .path = work->path,
        .tiles_fd = work->part_fd,
        .tiles_size = work->part_size,
        .entries = &work->entries,
        .is_ascending = work->is_ascending,
        .contents = work->distinct,
        .tileset = tileset,
        .manifest = manifest,
        .promise = promise.bytes,
    };
    OM_TRY(om_pmtiles_finish(&ending, err));
    unlink(work->state.bytes);
    unlink(work->index.bytes);
    unlink(work->part.bytes);
    return OM_OK;
}

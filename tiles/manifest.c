/* Manifests as JSON. */
#include "tiles/manifest.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

enum { MANIFEST_VERSION = 2 };

char *om_manifest_write(const om_json *settings, const om_kept *kept)
{
    OM_AUTO(om_json) json = om_json_object_new();
    om_json_put_integer(json, "onemap_export", MANIFEST_VERSION);
    om_json_put_bool(json, "finished", kept->is_finished);
    om_json_put(json, "settings", om_json_copy(settings));
    om_json_put_integer(json, "batches", (int64_t)kept->batches);
    char hash[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(kept->hash, hash);
    om_json_put_text(json, "hash", hash);
    om_json *zooms = om_json_put(json, "zooms", om_json_array_new());
    for (int z = 0; z < OM_TILE_PLAN_ZOOMS; z++) {
        if (!kept->tiles[z])
            continue;
        om_json *zoom = om_json_add(zooms, om_json_object_new());
        om_json_put_integer(zoom, "zoom", z);
        om_json_put_integer(zoom, "tiles", (int64_t)kept->tiles[z]);
        om_json_put_integer(zoom, "bytes", (int64_t)kept->bytes[z]);
    }
    return om_json_write_line(json);
}

/* A count below 2^53, which JSON's numbers hold exactly. */
static bool read_count(const om_json *json, uint64_t *ret)
{
    const double number = om_json_number(json);
    if (!(number >= 0 && number < 9007199254740992.0 && number == floor(number)))
        return false;
    *ret = (uint64_t)number;
    return true;
}

static bool read_zooms(const om_json *zooms, om_kept *ret)
{
    for (size_t i = 0; i < om_json_count(zooms); i++) {
        const om_json *zoom = om_json_at(zooms, i);
        uint64_t z;
        if (!read_count(om_json_get(zoom, "zoom"), &z) || z > OM_TILE_PLAN_MAX_ZOOM ||
            !read_count(om_json_get(zoom, "tiles"), &ret->tiles[z]) ||
            !read_count(om_json_get(zoom, "bytes"), &ret->bytes[z]))
            return false;
    }
    return true;
}

om_status om_manifest_parse(const char *text, const char *where, om_json **ret_settings,
                            om_kept *ret_kept, om_error *err)
{
    OM_AUTO(om_json) json = NULL;
    if (om_json_parse(text, strlen(text), where, &json, err) != OM_OK)
        return om_fail(err, OM_ERR_CORRUPT, "%s: what is noted of the export is no JSON", where);
    const double version = om_json_number(om_json_get(json, "onemap_export"));
    if (version > MANIFEST_VERSION)
        return om_fail(err, OM_ERR_CORRUPT, "%s was exported by a newer onemap", where);
    if (version >= 1 && version < MANIFEST_VERSION)
        return om_fail(err, OM_ERR_USAGE,
                       "%s was exported by an older onemap, which noted down no hash of its tiles; "
                       "remove it, or export to another place",
                       where);

    om_kept kept = {.is_finished = om_json_is_true(om_json_get(json, "finished"))};
    const om_json *settings = om_json_get(json, "settings");
    if (!(version == MANIFEST_VERSION) || om_json_kind_of(settings) != OM_JSON_OBJECT ||
        !read_count(om_json_get(json, "batches"), &kept.batches) ||
        !om_tiles_hash_parse(om_json_text(om_json_get(json, "hash")), &kept.hash) ||
        !read_zooms(om_json_get(json, "zooms"), &kept))
        return om_fail(err, OM_ERR_CORRUPT, "%s: what is noted of the export is damaged", where);
    *ret_settings = om_json_copy(settings);
    *ret_kept = kept;
    return OM_OK;
}

static om_status compare_one(const char *key, const om_json *was, const om_json *now,
                             const char *where, om_error *err)
{
    OM_AUTO_MEMORY char *old_text = was ? om_json_write_line(was) : om_memory_text("unknown");
    OM_AUTO_MEMORY char *new_text = now ? om_json_write_line(now) : om_memory_text("unknown");
    if (strcmp(old_text, new_text) == 0)
        return OM_OK;
    return om_fail(err, OM_ERR_USAGE,
                   "%s holds an export with another %s: %s, now %s; overwrite it, or export to "
                   "another place",
                   where, key, old_text, new_text);
}

om_status om_manifest_compare(const om_json *was, const om_json *now, const char *where,
                              om_error *err)
{
    for (om_json_member m = om_json_first(now); m.key; m = om_json_next(now, m))
        OM_TRY(compare_one(m.key, om_json_get(was, m.key), m.value, where, err));
    for (om_json_member m = om_json_first(was); m.key; m = om_json_next(was, m))
        OM_TRY(compare_one(m.key, m.value, om_json_get(now, m.key), where, err));
    return OM_OK;
}

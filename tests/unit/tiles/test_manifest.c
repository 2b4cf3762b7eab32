/* A manifest comes back as it was written, and tells what differs. */
#include "tiles/manifest.h"

#include <stdlib.h>

#include "tests/support/check.h"

#define HASH "\"hash\":\"xxh3:00000000000000000000000000000000\""

static om_json *settings_with(const char *style)
{
    om_json *settings = om_json_object_new();
    om_json_put_text(settings, "style", style);
    om_json_put_integer(settings, "metatile", 8);
    return settings;
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_json) settings = settings_with("a");
    const om_kept kept = {.batches = 7,
                          .tiles[10] = 400,
                          .bytes[10] = 90000,
                          .tiles[11] = 3,
                          .hash = {1, UINT64_MAX}};
    OM_AUTO_MEMORY char *text = om_manifest_write(settings, &kept);

    OM_AUTO(om_json) was = NULL;
    om_kept read = {0};
    CHECK_OK(om_manifest_parse(text, "x", &was, &read, &err));
    CHECK(memcmp(&read, &kept, sizeof kept) == 0);
    CHECK_OK(om_manifest_compare(was, settings, "x", &err));
}

static void a_setting_that_differs_is_told_with_both_values(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_json) was = settings_with("old");
    OM_AUTO(om_json) now = settings_with("new");
    CHECK_FAILS(om_manifest_compare(was, now, "dir", &err), OM_ERR_USAGE,
                "dir holds an export with another style: \"old\", now \"new\"");
    OM_AUTO(om_json) more = settings_with("old");
    om_json_put_text(more, "data", "d");
    CHECK_FAILS(om_manifest_compare(was, more, "dir", &err), OM_ERR_USAGE, "another data");
    CHECK_FAILS(om_manifest_compare(more, was, "dir", &err), OM_ERR_USAGE, "another data");
}

static void what_is_no_manifest_is_refused(void **state)
{
    (void)state;
    const char *const damaged[] = {
        "",
        "{",
        "[]",
        "{\"onemap_export\":2}",
        "{\"onemap_export\":2,\"settings\":{},\"batches\":1}",
        "{\"onemap_export\":2,\"settings\":{},\"batches\":1,\"hash\":\"xxh3:1\"}",
        "{\"onemap_export\":2,\"settings\":{},\"batches\":-1," HASH "}",
        "{\"onemap_export\":2,\"settings\":{},\"batches\":1.5," HASH "}",
        "{\"onemap_export\":2,\"settings\":{},\"batches\":1," HASH ",\"zooms\":[{\"zoom\":23}]}",
        "{\"onemap_export\":2,\"settings\":{},\"batches\":1," HASH ","
        "\"zooms\":[{\"zoom\":1,\"tiles\":\"x\",\"bytes\":1}]}",
    };
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        om_error err;
        OM_AUTO(om_json) was = NULL;
        om_kept kept = {.batches = 5};
        CHECK_FAILS(om_manifest_parse(damaged[i], "dir", &was, &kept, &err), OM_ERR_CORRUPT, "dir");
        CHECK(was == NULL);
        CHECK_INT(kept.batches, 5);
    }
}

static void a_newer_manifest_is_told_apart_from_a_damaged_one(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_json) was = NULL;
    om_kept kept;
    CHECK_FAILS(om_manifest_parse("{\"onemap_export\":3}", "dir", &was, &kept, &err),
                OM_ERR_CORRUPT, "newer");
    CHECK_FAILS(om_manifest_parse("{\"onemap_export\":1}", "dir", &was, &kept, &err), OM_ERR_USAGE,
                "older onemap");
}

OM_TESTS(test(what_is_written_is_read), test(a_setting_that_differs_is_told_with_both_values),
         test(what_is_no_manifest_is_refused),
         test(a_newer_manifest_is_told_apart_from_a_damaged_one))

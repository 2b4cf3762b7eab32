/* Headers and directories come back as they were written; damage is told. */
#include "tiles/pmtiles.h"

#include <stdlib.h>

#include "tests/support/check.h"

static void a_header_comes_back(void **state)
{
    (void)state;
    om_error err;
    const om_pmtiles_header header = {
        .root = {127, 30},
        .metadata = {157, 40},
        .leaves = {197, 50},
        .tiles = {247, UINT64_C(1) << 40},
        .addressed = 9,
        .entries = 8,
        .contents = 7,
        .is_clustered = true,
        .directory_compression = OM_PMTILES_GZIP,
        .tile_compression = OM_PMTILES_PLAIN,
        .tile_type = 2,
        .min_zoom = 3,
        .max_zoom = 17,
        .bounds = {-77.12, 38.79, -76.91, 39.0},
        .center_zoom = 11,
        .center = {-77.015, -38.9},
    };
    OM_AUTO_TEXT bytes = {0};
    om_pmtiles_header_write(&header, &bytes);
    CHECK_INT(bytes.length, OM_PMTILES_HEADER_SIZE);
    om_pmtiles_header read;
    CHECK_OK(om_pmtiles_header_parse((const unsigned char *)bytes.bytes, bytes.length, "x", &read,
                                     &err));
    CHECK_INT(read.tiles.size, UINT64_C(1) << 40);
    CHECK_INT(read.leaves.offset, 197);
    CHECK_INT(read.contents, 7);
    CHECK(read.is_clustered);
    CHECK_INT(read.max_zoom, 17);
    CHECK_NEAR(read.bounds.west, -77.12, 1e-9);
    CHECK_NEAR(read.center.lat, -38.9, 1e-9);
    bytes.bytes[7] = 2;
    CHECK_FAILS(
        om_pmtiles_header_parse((const unsigned char *)bytes.bytes, bytes.length, "f", &read, &err),
        OM_ERR_CORRUPT, "f is a PMTiles archive of version 2");
    bytes.bytes[0] = 'p';
    CHECK_FAILS(
        om_pmtiles_header_parse((const unsigned char *)bytes.bytes, bytes.length, "f", &read, &err),
        OM_ERR_CORRUPT, "f is no PMTiles archive");
}

/* `count` entries that need a few bytes each. */
static void fill(om_pmtiles_directory *all, size_t count)
{
    srand(3);
    uint64_t id = 0, offset = 0;
    for (size_t i = 0; i < count; i++) {
        const uint32_t run = rand() % 5 ? 1 : (uint32_t)(rand() % 1000 + 1);
        const uint32_t size = (uint32_t)(rand() % 30000 + 1);
        om_pmtiles_directory_add(all, (om_pmtiles_entry){id, offset, size, run});
        id += run + (uint64_t)(rand() % 3);
        offset += rand() % 4 ? size : 0;
    }
}

static void check_entries(const om_pmtiles_directory *read, const om_pmtiles_entry *wanted)
{
    for (size_t i = 0; i < read->count; i++)
        CHECK(memcmp(&read->entries[i], &wanted[i], sizeof *wanted) == 0);
}

static void few_entries_stand_in_the_root(void **state)
{
    (void)state;
    om_error err;
    om_pmtiles_directory all = {0}, read = {0};
    fill(&all, 500);
    OM_AUTO_TEXT root = {0}, leaves = {0};
    om_pmtiles_directories_write(&all, &root, &leaves);
    CHECK_INT(leaves.length, 0);
    CHECK_OK(
        om_pmtiles_directory_parse(root.bytes, root.length, OM_PMTILES_GZIP, "x", &read, &err));
    CHECK_INT(read.count, all.count);
    check_entries(&read, all.entries);
    om_pmtiles_directory_clear(&all);
    om_pmtiles_directory_clear(&read);
}

static void many_entries_stand_in_leaves_and_the_root_still_fits(void **state)
{
    (void)state;
    om_error err;
    om_pmtiles_directory all = {0}, roots = {0};
    fill(&all, 100000);
    OM_AUTO_TEXT root = {0}, leaves = {0};
    om_pmtiles_directories_write(&all, &root, &leaves);
    CHECK(leaves.length > 0);
    CHECK(root.length <= OM_PMTILES_ROOT_END - OM_PMTILES_HEADER_SIZE);
    CHECK_OK(
        om_pmtiles_directory_parse(root.bytes, root.length, OM_PMTILES_GZIP, "x", &roots, &err));
    size_t seen = 0;
    for (size_t i = 0; i < roots.count; i++) {
        const om_pmtiles_entry *at = &roots.entries[i];
        CHECK_INT(at->run, 0);
        CHECK_INT(at->id, all.entries[seen].id);
        om_pmtiles_directory leaf = {0};
        CHECK_OK(om_pmtiles_directory_parse(leaves.bytes + at->offset, at->size, OM_PMTILES_GZIP,
                                            "x", &leaf, &err));
        check_entries(&leaf, all.entries + seen);
        seen += leaf.count;
        om_pmtiles_directory_clear(&leaf);
    }
    CHECK_INT(seen, all.count);
    om_pmtiles_directory_clear(&all);
    om_pmtiles_directory_clear(&roots);
}

static void a_tile_is_found_by_its_number(void **state)
{
    (void)state;
    om_pmtiles_directory all = {0};
    om_pmtiles_directory_add(&all, (om_pmtiles_entry){5, 0, 10, 3});
    om_pmtiles_directory_add(&all, (om_pmtiles_entry){9, 10, 10, 1});
    om_pmtiles_directory_add(&all, (om_pmtiles_entry){20, 0, 99, 0});
    CHECK(om_pmtiles_directory_find(&all, 4) == NULL);
    CHECK(om_pmtiles_directory_find(&all, 5) == &all.entries[0]);
    CHECK(om_pmtiles_directory_find(&all, 7) == &all.entries[0]);
    CHECK(om_pmtiles_directory_find(&all, 8) == NULL);
    CHECK(om_pmtiles_directory_find(&all, 9) == &all.entries[1]);
    CHECK(om_pmtiles_directory_find(&all, 10) == NULL);
    CHECK(om_pmtiles_directory_find(&all, 1000) == &all.entries[2]);
    om_pmtiles_directory_clear(&all);
}

static void a_damaged_directory_is_told_and_never_crashes(void **state)
{
    (void)state;
    om_error err;
    om_pmtiles_directory all = {0}, read = {0};
    fill(&all, 50);
    OM_AUTO_TEXT root = {0}, leaves = {0}, plain = {0};
    om_pmtiles_directories_write(&all, &root, &leaves);
    CHECK_OK(om_pmtiles_unzip(root.bytes, root.length, OM_PMTILES_GZIP, "x", &plain, &err));
    CHECK_FAILS(
        om_pmtiles_directory_parse(root.bytes, root.length - 9, OM_PMTILES_GZIP, "f", &read, &err),
        OM_ERR_CORRUPT, "f: a compressed part is damaged");
    CHECK_FAILS(om_pmtiles_directory_parse(root.bytes, root.length, 3, "f", &read, &err),
                OM_ERR_CORRUPT, "compression 3");
    for (size_t size = 0; size < plain.length; size++) {
        om_pmtiles_directory_clear(&read);
        CHECK_FAILS(
            om_pmtiles_directory_parse(plain.bytes, size, OM_PMTILES_PLAIN, "f", &read, &err),
            OM_ERR_CORRUPT, "f: a directory of tiles is damaged");
    }
    om_pmtiles_directory_clear(&all);
    om_pmtiles_directory_clear(&read);
}

OM_TESTS(test(a_header_comes_back), test(few_entries_stand_in_the_root),
         test(many_entries_stand_in_leaves_and_the_root_still_fits),
         test(a_tile_is_found_by_its_number), test(a_damaged_directory_is_told_and_never_crashes))

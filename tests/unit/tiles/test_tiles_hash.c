/* A set's hash hangs on its tiles and their places, not on their order or parts. */
#include "tiles/tiles_hash.h"

#include "tests/support/check.h"

static om_hash content(const char *text)
{
    return om_bytes_hash(text, strlen(text));
}

static bool is_same(om_tiles_hash a, om_tiles_hash b)
{
    return a.high == b.high && a.low == b.low;
}

static void order_and_parts_do_not_matter(void **state)
{
    (void)state;
    om_tiles_hash one = {0}, other = {0}, part = {0};
    om_tiles_hash_add(&one, 1, content("a"));
    om_tiles_hash_add(&one, 2, content("b"));
    om_tiles_hash_add(&one, 3, content("a"));
    om_tiles_hash_add(&other, 3, content("a"));
    om_tiles_hash_add(&part, 2, content("b"));
    om_tiles_hash_add(&part, 1, content("a"));
    om_tiles_hash_join(&other, part);
    CHECK(is_same(one, other));
    om_tiles_hash_drop(&one, 2, content("b"));
    CHECK(!is_same(one, other));
    om_tiles_hash_add(&one, 2, content("b"));
    CHECK(is_same(one, other));
}

static void place_and_content_do(void **state)
{
    (void)state;
    om_tiles_hash one = {0}, swapped = {0}, moved = {0};
    om_tiles_hash_add(&one, 1, content("a"));
    om_tiles_hash_add(&one, 2, content("b"));
    om_tiles_hash_add(&swapped, 1, content("b"));
    om_tiles_hash_add(&swapped, 2, content("a"));
    om_tiles_hash_add(&moved, 1, content("a"));
    om_tiles_hash_add(&moved, 3, content("b"));
    CHECK(!is_same(one, swapped));
    CHECK(!is_same(one, moved));
}

static void the_text_is_read_back(void **state)
{
    (void)state;
    const om_tiles_hash hash = {0x0123456789abcdef, 0xfedcba9876543210};
    char text[OM_CHECKSUM_SIZE];
    om_tiles_hash_write(hash, text);
    CHECK_TEXT(text, "xxh3:0123456789abcdeffedcba9876543210");
    om_tiles_hash read = {0};
    CHECK(om_tiles_hash_parse(text, &read));
    CHECK(is_same(read, hash));
    const char *const bad[] = {NULL,
                               "",
                               "xxh3:",
                               "md5:0123456789abcdeffedcba98765432100",
                               "xxh3:0123456789abcdeffedcba987654321g",
                               "xxh3:0123456789abcdeffedcba98765432100"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK(!om_tiles_hash_parse(bad[i], &read));
}

OM_TESTS(test(order_and_parts_do_not_matter), test(place_and_content_do),
         test(the_text_is_read_back))

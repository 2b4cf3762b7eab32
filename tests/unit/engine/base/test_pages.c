/* Arrays grow and shrink with what is in them, small ones and large ones and across the border. */
#include "engine/base/pages.h"

#include <stdint.h>

#include "tests/support/check.h"

static unsigned char mark_of(size_t at)
{
    return (unsigned char)(1 + at * 31 % 251);
}

static void check_marks(const unsigned char *bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        CHECK(bytes[i] == mark_of(i));
}

static void check_zeros(const unsigned char *bytes, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        CHECK(bytes[i] == 0);
}

/* Each byte is marked as soon as it is there. */
static void bytes_stay_and_new_ones_are_zero(void **state)
{
    (void)state;
    static const size_t sizes[] = {1,       5000,    3 << 20, 5 << 20, (2 << 20) + 17,
                                   4 << 20, 100,     2 << 20, 0,       (1 << 20) - 1,
                                   1 << 20, 1000000, 7};
    unsigned char *bytes = NULL;
    size_t size = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        const size_t kept = size < sizes[i] ? size : sizes[i];
        bytes = om_pages_resize(bytes, size, sizes[i]);
        check_marks(bytes, 0, kept);
        check_zeros(bytes, kept, sizes[i]);
        size = sizes[i];
        for (size_t at = kept; at < size; at++)
            bytes[at] = mark_of(at);
    }
    om_pages_free(bytes, size);
    om_pages_free(NULL, 3 << 20);
    om_pages_give_back();
}

static void an_array_grows_item_by_item(void **state)
{
    (void)state;
    enum { COUNT = 300000 };
    uint64_t *items = NULL;
    size_t capacity = 0, moves = 0;
    for (size_t i = 0; i < COUNT; i++) {
        const size_t before = capacity;
        items = om_pages_grow(items, i + 1, &capacity, sizeof *items);
        moves += capacity != before;
        CHECK(capacity > i);
        items[i] = i * i;
    }
    for (size_t i = 0; i < COUNT; i++)
        CHECK(items[i] == i * i);
    CHECK(moves < 40);
    om_pages_free(items, capacity * sizeof *items);
}

OM_TESTS(test(bytes_stay_and_new_ones_are_zero), test(an_array_grows_item_by_item))

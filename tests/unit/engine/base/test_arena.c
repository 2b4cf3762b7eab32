/* Scratch memory with one owner. */
#include "engine/base/arena.h"
#include "engine/base/memory.h"
#include "tests/support/check.h"

static void what_is_taken_is_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    unsigned char *before = NULL;
    for (size_t size = 1; size < 200000; size = size * 3 + 1) {
        unsigned char *taken = om_arena_take(arena, size);
        CHECK((uintptr_t)taken % _Alignof(max_align_t) == 0);
        for (size_t i = 0; i < size; i++)
            CHECK(taken[i] == 0);
        memset(taken, 0xAA, size);
        CHECK(taken != before);
        before = taken;
    }
}

static void a_reset_hands_the_same_memory_out_again_zeroed(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    unsigned char *first = om_arena_take(arena, 1000);
    memset(first, 0xFF, 1000);
    CHECK(om_arena_used(arena) >= 1000);
    om_arena_reset(arena);
    CHECK_INT(om_arena_used(arena), 0);
    unsigned char *again = om_arena_take(arena, 1000);
    CHECK(again == first);
    CHECK_INT(again[999], 0);
}

static void texts_are_copied_formatted_and_cut(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK(om_arena_text(arena, NULL) == NULL);
    CHECK_TEXT(om_arena_text(arena, "无锡"), "无锡");
    CHECK_TEXT(om_arena_text_part(arena, "abcdef", 3), "abc");
    CHECK_TEXT(om_arena_format(arena, "%s-%d", "z", 14), "z-14");
    CHECK_TEXT(om_arena_format(arena, "%s", ""), "");
}

static void nothing_can_be_taken_too(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK(om_arena_take(arena, 0) != NULL);
    CHECK(OM_ARENA_ARRAY(arena, double, 0) != NULL);
    om_arena_free(NULL);
}

/* Whether it is freed, and once, is what the address sanitizer looks at. */
static void what_is_kept_goes_with_the_arena(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_arena_keep(arena, om_memory_take(10, 1));
    om_arena_keep(arena, NULL);
    om_arena_reset(arena);
    CHECK_INT(om_arena_used(arena), 0);
    om_arena_keep(arena, om_memory_take(10, 1));
}

OM_TESTS(test(what_is_taken_is_zeroed_aligned_and_apart),
         test(a_reset_hands_the_same_memory_out_again_zeroed),
         test(texts_are_copied_formatted_and_cut), test(nothing_can_be_taken_too),
         test(what_is_kept_goes_with_the_arena))

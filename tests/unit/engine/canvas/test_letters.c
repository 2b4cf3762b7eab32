/* Setting text, and the masks of its glyphs. */
#include "engine/canvas/letters.h"
#include "tests/support/check.h"

static om_setting of_size(double size_px)
{
    return (om_setting){.size_px = size_px, .line_px = size_px * 1.2};
}

static void chinese_and_latin_have_glyphs(void **state)
{
    (void)state;
    OM_AUTO(om_letters) letters = om_letters_new();
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_setting setting = of_size(20);
    om_words words;
    om_letters_set(letters, "无锡 Wuxi", &setting, arena, &words);
    CHECK_INT(words.count, 7);
    CHECK_INT(words.missing, 0);
    /* Chinese characters are as wide as high. */
    CHECK_NEAR(words.glyphs[1].x - words.glyphs[0].x, 20, 0.1);
}

static void what_no_font_has_is_counted(void **state)
{
    (void)state;
    OM_AUTO(om_letters) letters = om_letters_new();
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_setting setting = of_size(20);
    om_words words;
    om_letters_set(letters, "a\xf3\xb0\x80\x80z", &setting, arena, &words); /* private use */
    CHECK_INT(words.missing, 1);
}

static void long_texts_are_broken_and_balanced(void **state)
{
    (void)state;
    OM_AUTO(om_letters) letters = om_letters_new();
    OM_AUTO(om_arena) arena = om_arena_new();
    om_setting setting = of_size(10);
    om_words one, two;
    om_letters_set(letters, "应急避难场所应急避难", &setting, arena, &one);
    setting.max_width_px = 80;
    om_letters_set(letters, "应急避难场所应急避难", &setting, arena, &two);
    CHECK_NEAR(one.width_px, 100, 0.1);
    CHECK_NEAR(two.width_px, 50, 0.1);
    CHECK_NEAR(two.height_px, 2 * one.height_px, 0.01);
}

static void a_mask_is_drawn_once_and_a_halo_is_wider(void **state)
{
    (void)state;
    OM_AUTO(om_letters) letters = om_letters_new();
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_setting setting = of_size(24);
    om_words words;
    om_letters_set(letters, "口", &setting, arena, &words);
    const om_glyph_form plain = {.font = words.glyphs[0].font, .code = words.glyphs[0].code};
    om_glyph_form halo = plain;
    halo.halo = 32;
    const uint32_t number = om_letters_mask(letters, plain);
    const uint32_t wider = om_letters_mask(letters, halo);
    CHECK_INT(om_letters_mask(letters, plain), number);
    CHECK(wider != number);
    CHECK(om_letters_mask_at(letters, number)->width >= 18);
    CHECK_INT(om_letters_mask_at(letters, wider)->width,
              om_letters_mask_at(letters, number)->width + 4);
}

OM_TESTS(test(chinese_and_latin_have_glyphs), test(what_no_font_has_is_counted),
         test(long_texts_are_broken_and_balanced), test(a_mask_is_drawn_once_and_a_halo_is_wider))

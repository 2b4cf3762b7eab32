/* A map is the same as pixels, as a PDF and as an SVG, and text on a page stays text. */
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "engine/canvas/icon.h"
#include "engine/draw/sheet.h"
#include "tests/support/check.h"
#include "tests/support/drawn.h"
#include "tests/support/picture.h"

static const om_view view = {{0, 0}, 5.4, 240, 180, 4};
static const om_sheet sheet = {.title = "Fire coverage 消防覆盖", .date = "2026-11-23"};
static const om_view whole = {{0, 0}, 6, 640, 480, 4};

static const char *in_scratch(om_arena *arena, const char *name)
{
    return om_arena_format(arena, "%s/%s", getenv("ONEMAP_TEST_SCRATCH"), name);
}

static void draw(const om_view *of, const om_draw_options *options, const char *path)
{
    om_error err = {0};
    OM_AUTO(om_style) style = drawn_style();
    CHECK_OK(om_draw(NULL, style, of, options, path, NULL, &err));
}

/* A command of poppler-utils; what it prints, freed by the caller. */
static void run(const char *command, om_text *ret)
{
    FILE *pipe = popen(command, "r");
    char bytes[4096];
    size_t count;
    CHECK(pipe);
    while ((count = fread(bytes, 1, sizeof bytes, pipe)) > 0)
        om_text_add_bytes(ret, bytes, count);
    CHECK_INT(pclose(pipe), 0);
    om_text_add(ret, "");
}

/* Letters are cut into grey at other places by other programs: a little is let be. */
static void look_alike(const om_picture *a, const om_picture *b, const char *what)
{
    const om_difference difference = om_pictures_compare(a, b);
    if (!(difference.mean < 1.0 && difference.off_share < 0.01))
        fail_msg("%s differs: mean %.3f, share off %.5f", what, difference.mean,
                 difference.off_share);
}

static void read_pdf(om_arena *arena, const char *pdf, om_picture **ret)
{
    om_error err = {0};
    OM_AUTO_TEXT nothing = {0};
    const char *png = om_arena_format(arena, "%s.page", pdf);
    run(om_arena_format(arena, "pdftoppm -png -r 384 -singlefile '%s' '%s'", pdf, png), &nothing);
    CHECK_OK(om_picture_read(om_arena_format(arena, "%s.png", png), ret, &err));
}

static void compare(const om_view *of, const om_draw_options *options, const char *name)
{
    om_error err = {0};
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_picture) pixels = NULL;
    OM_AUTO(om_picture) page = NULL;
    const char *png = in_scratch(arena, om_arena_format(arena, "%s.png", name));
    const char *pdf = in_scratch(arena, om_arena_format(arena, "%s.pdf", name));
    draw(of, options, png);
    draw(of, options, pdf);
    CHECK_OK(om_picture_read(png, &pixels, &err));
    read_pdf(arena, pdf, &page);
    CHECK_INT(page->width, pixels->width);
    CHECK_INT(page->height, pixels->height);
    look_alike(pixels, page, pdf);
}

static void a_pdf_looks_like_its_picture(void **state)
{
    (void)state;
    const om_draw_options options = {.sheet = &sheet};
    compare(&view, NULL, "map");
    compare(&whole, &options, "sheet");
}

static void an_svg_looks_like_its_picture(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_picture) pixels = NULL;
    OM_AUTO(om_picture) page = NULL;
    const char *png = in_scratch(arena, "svg.png"), *svg = in_scratch(arena, "map.svg");
    draw(&view, NULL, png);
    draw(&view, NULL, svg);
    CHECK_OK(om_picture_read(png, &pixels, &err));
    CHECK_OK(om_icon_draw(svg, 4, 0, &page, &err));
    CHECK_INT(page->width, pixels->width);
    look_alike(pixels, page, svg);
}

static void text_stays_text(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO_TEXT words = {0};
    const om_draw_options options = {.sheet = &sheet};
    const char *pdf = in_scratch(arena, "text.pdf");
    draw(&whole, &options, pdf);
    run(om_arena_format(arena, "pdftotext -raw '%s' -", pdf), &words);
    CHECK(strstr(words.bytes, "Fire coverage 消防覆盖"));
    CHECK(strstr(words.bytes, "长安街"));
    CHECK(strstr(words.bytes, "Date: 2026-11-23"));
    CHECK(strstr(words.bytes, "200 km"));
}

static void the_same_map_is_the_same_file(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO(om_arena) arena = om_arena_new();
    static const char *const ends[] = {"pdf", "svg"};
    for (size_t i = 0; i < 2; i++) {
        char sums[2][OM_CHECKSUM_SIZE];
        for (int turn = 0; turn < 2; turn++) {
            const char *path =
                in_scratch(arena, om_arena_format(arena, "same%d.%s", turn, ends[i]));
            draw(&view, NULL, path);
            CHECK_OK(om_file_checksum(path, sums[turn], &err));
        }
        CHECK_TEXT(sums[0], sums[1]);
    }
}

OM_TESTS(test(a_pdf_looks_like_its_picture), test(an_svg_looks_like_its_picture),
         test(text_stays_text), test(the_same_map_is_the_same_file))

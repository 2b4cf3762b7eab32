/* Colours are read as CSS writes them. */
#include "tests/support/check.h"

#include "engine/style/colour.h"

static void check_colour(const char *text, const char *expected)
{
    om_colour colour;
    char written[OM_COLOUR_SIZE];
    if (!om_colour_read(text, &colour))
        fail_msg("\"%s\" was not read", text);
    om_colour_write(colour, written);
    if (strcmp(written, expected) != 0)
        fail_msg("\"%s\" is %s, not %s", text, written, expected);
}

static void every_notation_is_read(void **state)
{
    (void)state;
    check_colour("#B90000", "#B90000");
    check_colour("#f80", "#FF8800");
    check_colour("#f808", "#FF880088");
    check_colour("#11223344", "#11223344");
    check_colour("rgb(185, 0, 0)", "#B90000");
    check_colour("rgb(100%, 50%, 0%)", "#FF8000");
    check_colour("rgb(1 2 3 / 50%)", "#01020380");
    check_colour("rgba(0,0,0,0.5)", "#00000080");
    check_colour("hsl(120, 100%, 25%)", "#008000");
    check_colour("hsl(-120deg, 100%, 50%)", "#0000FF");
    check_colour("hsla(0, 0%, 50%, 0.2)", "#80808033");
    check_colour("RebeccaPurple", "#663399");
    check_colour("aliceblue", "#F0F8FF");
    check_colour("yellowgreen", "#9ACD32");
    check_colour("transparent", "#00000000");
}

static void what_is_no_colour_is_not_read(void **state)
{
    (void)state;
    static const char *const texts[] = {"",          "#",           "#12",        "#12345",
                                        "#gggggg",   "#1234567",    "rgb(1,2)",   "rgb(1,2,3,4,5)",
                                        "rgb(1,2,3", "rgb(1,2,3) ", "rgb(a,b,c)", "hsl(1,2,3)",
                                        "reddish",   "rgb(1,2,3)x", " red"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        om_colour colour = {7, 7, 7, 7};
        if (om_colour_read(texts[i], &colour))
            fail_msg("\"%s\" was read", texts[i]);
        CHECK_NEAR(colour.red, 7, 0);
    }
}

OM_TESTS(test(every_notation_is_read), test(what_is_no_colour_is_not_read))

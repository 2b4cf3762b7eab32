/* Colours are mixed as the eye, or the wheel, has them. */
#include "tests/support/check.h"

#include "engine/style/colour_space.h"

static const om_colour red = {1, 0, 0, 1}, blue = {0, 0, 1, 0.5}, white = {1, 1, 1, 1};

static void ends_stay_what_they_are(void **state)
{
    (void)state;
    for (int space = OM_SPACE_RGB; space <= OM_SPACE_LAB; space++) {
        const om_colour start = om_colour_mix(red, blue, 0, (om_colour_space)space);
        const om_colour end = om_colour_mix(red, blue, 1, (om_colour_space)space);
        CHECK_NEAR(start.red, 1, 1e-4);
        CHECK_NEAR(start.blue, 0, 1e-4);
        CHECK_NEAR(end.blue, 1, 1e-4);
        CHECK_NEAR(end.alpha, 0.5, 1e-9);
    }
}

static void greys_take_the_hue_of_the_other(void **state)
{
    (void)state;
    const om_colour pink = om_colour_mix(red, white, 0.5, OM_SPACE_HCL);
    CHECK(pink.red > pink.green && pink.green < 0.8 && pink.blue < pink.red);
}

static void hue_takes_the_shorter_way(void **state)
{
    (void)state;
    /* From red through magenta to blue, not through green. */
    const om_colour mixed = om_colour_mix(red, (om_colour){0, 0, 1, 1}, 0.5, OM_SPACE_HCL);
    CHECK(mixed.red > 0.7 && mixed.green < 0.3 && mixed.blue > 0.3);
}

OM_TESTS(test(ends_stay_what_they_are), test(greys_take_the_hue_of_the_other),
         test(hue_takes_the_shorter_way))

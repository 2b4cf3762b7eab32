/* A census knows each colour, how often it is there and which pixel has it. */
#include "tiles/census.h"

#include <stdlib.h>

#include "tests/support/check.h"

enum { SIDE = 128 };

static void colours_are_counted_in_the_order_they_are_met(void **state)
{
    (void)state;
    uint32_t pixels[] = {7, 7, 9, 0, 7, 9};
    OM_AUTO_CENSUS census = {0};
    om_census_take(&census, &(om_picture){3, 2, 3, pixels, NULL});
    CHECK_INT(census.count, 3);
    CHECK_INT(census.colours[0], 7);
    CHECK_INT(census.counts[0], 3);
    CHECK_INT(census.counts[1], 2);
    CHECK_INT(census.counts[2], 1);
    for (size_t i = 0; i < 6; i++)
        CHECK_INT(census.colours[census.numbers[i]], pixels[i]);
    CHECK_INT(om_census_find(&census, 9), 1);
    CHECK_INT(om_census_find(&census, 8), 3);
}

static void every_pixel_may_have_a_colour_of_its_own(void **state)
{
    (void)state;
    uint32_t *pixels = calloc(SIDE * SIDE, sizeof *pixels);
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        pixels[i] = i * 2654435761u;
    OM_AUTO_CENSUS census = {0};
    om_census_take(&census, &(om_picture){SIDE, SIDE, SIDE, pixels, NULL});
    CHECK_INT(census.count, SIDE * SIDE);
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        CHECK_INT(om_census_find(&census, pixels[i]), i);
    free(pixels);
}

static void what_was_counted_before_is_gone(void **state)
{
    (void)state;
    uint32_t many[] = {1, 2, 3, 4}, few[] = {5, 5, 1, 5};
    OM_AUTO_CENSUS census = {0};
    om_census_take(&census, &(om_picture){4, 1, 4, many, NULL});
    om_census_take(&census, &(om_picture){1, 2, 2, few, NULL});
    CHECK_INT(census.count, 2);
    CHECK_INT(census.pixel_count, 2);
    CHECK_INT(census.colours[1], 1);
    CHECK_INT(om_census_find(&census, 4), 2);
}

OM_TESTS(test(colours_are_counted_in_the_order_they_are_met),
         test(every_pixel_may_have_a_colour_of_its_own), test(what_was_counted_before_is_gone))

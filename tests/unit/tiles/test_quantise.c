/* Palettes keep what matters exactly and come close to the rest. */
#include "tiles/quantise.h"

#include <math.h>
#include <stdlib.h>

#include "tests/support/check.h"

enum { SIDE = 256, PIXELS = SIDE * SIDE };

static uint32_t opaque(int red, int green, int blue)
{
    return 0xFF000000u | (uint32_t)red << 16 | (uint32_t)green << 8 | (uint32_t)blue;
}

/* A map of sorts: areas of four colours, soft edges of thousands, one pixel of the legend's red. */
static uint32_t *map_of_sorts(void)
{
    uint32_t *pixels = calloc(PIXELS, sizeof *pixels);
    srand(1);
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            const int above = y - (int)(40 * sin(x / 20.0)) - 128; /* px from the edge */
            const int step = above < -8 ? 0 : above > 8 ? 240 : (above + 8) * 15;
            const int grain = abs(above) <= 8 ? 15 : 0;
            pixels[y * SIDE + x] =
                opaque((x < 128 ? step : 200) + rand() % (grain + 1),
                       240 - step + rand() % (grain + 1), step + rand() % (grain + 1));
        }
    pixels[77] = opaque(215, 25, 28);
    return pixels;
}

static uint32_t got_at(const om_census *census, const om_reduced *reduced, size_t i)
{
    return reduced->colours[reduced->places[census->numbers[i]]];
}

static double psnr_of(const om_census *census, const om_reduced *reduced, const uint32_t *pixels)
{
    double sum = 0;
    for (size_t i = 0; i < PIXELS; i++)
        for (int shift = 0; shift < 24; shift += 8) {
            const double by = (double)(pixels[i] >> shift & 255) -
                              (double)(got_at(census, reduced, i) >> shift & 255);
            sum += by * by;
        }
    return 10 * log10(255.0 * 255.0 / (sum / (PIXELS * 3.0)));
}

static void reduce(uint32_t *pixels, om_reduction reduction, om_census *census, om_reduced *reduced)
{
    const uint32_t red = opaque(215, 25, 28), absent = opaque(1, 2, 3);
    const uint32_t pins[] = {red, absent};
    om_census_take(census, &(om_picture){SIDE, SIDE, SIDE, pixels, NULL});
    om_quantise(census, (om_pins){pins, 2}, reduction, reduced);
}

static void colours_of_the_legend_and_of_areas_stay_exact(void **state)
{
    (void)state;
    uint32_t *pixels = map_of_sorts();
    const om_reduction ways[] = {OM_REDUCE_BY_BOXES, OM_REDUCE_BY_CLUSTERS};
    for (size_t way = 0; way < 2; way++) {
        OM_AUTO_CENSUS census = {0};
        OM_AUTO_REDUCED reduced = {0};
        reduce(pixels, ways[way], &census, &reduced);
        CHECK(census.count > 1000);
        CHECK(reduced.count > 200 && reduced.count <= OM_PALETTE_MAX);
        CHECK_INT(got_at(&census, &reduced, 77), opaque(215, 25, 28));
        for (size_t i = 0; i < PIXELS; i++)
            if (census.counts[census.numbers[i]] > PIXELS / 512)
                CHECK_INT(got_at(&census, &reduced, i), pixels[i]);
    }
    free(pixels);
}

static void boxes_come_within_40_decibels_and_clusters_closer(void **state)
{
    (void)state;
    uint32_t *pixels = map_of_sorts();
    OM_AUTO_CENSUS census = {0};
    OM_AUTO_REDUCED boxes = {0}, clusters = {0};
    reduce(pixels, OM_REDUCE_BY_BOXES, &census, &boxes);
    reduce(pixels, OM_REDUCE_BY_CLUSTERS, &census, &clusters);
    const double by_boxes = psnr_of(&census, &boxes, pixels);
    const double by_clusters = psnr_of(&census, &clusters, pixels);
    CHECK(by_boxes >= 40);
    CHECK(by_clusters > by_boxes);
    free(pixels);
}

static void up_to_256_colours_are_all_kept(void **state)
{
    (void)state;
    uint32_t pixels[256];
    for (uint32_t i = 0; i < 256; i++)
        pixels[i] = i % 3 ? opaque((int)i, 3, 4) : i << 24;
    OM_AUTO_CENSUS census = {0};
    OM_AUTO_REDUCED reduced = {0};
    om_census_take(&census, &(om_picture){16, 16, 16, pixels, NULL});
    om_quantise(&census, (om_pins){0}, OM_REDUCE_BY_BOXES, &reduced);
    CHECK_INT(reduced.count, census.count);
    for (size_t i = 0; i < 256; i++)
        CHECK_INT(got_at(&census, &reduced, i), pixels[i]);
    for (size_t i = 0; i < reduced.count; i++)
        CHECK_INT(reduced.colours[i] >> 24 != 255, i < reduced.see_through_count);
}

static void what_is_see_through_stays_premultiplied(void **state)
{
    (void)state;
    uint32_t *pixels = calloc(PIXELS, sizeof *pixels);
    for (uint32_t i = 0; i < PIXELS; i++) {
        const uint32_t alpha = i % 256, red = i / 256 * alpha / 255;
        pixels[i] = alpha << 24 | red << 16;
    }
    const om_reduction ways[] = {OM_REDUCE_BY_BOXES, OM_REDUCE_BY_CLUSTERS};
    for (size_t way = 0; way < 2; way++) {
        OM_AUTO_CENSUS census = {0};
        OM_AUTO_REDUCED reduced = {0};
        reduce(pixels, ways[way], &census, &reduced);
        for (size_t i = 0; i < reduced.count; i++)
            CHECK((reduced.colours[i] >> 16 & 255) <= reduced.colours[i] >> 24);
        CHECK(psnr_of(&census, &reduced, pixels) > 30);
    }
    free(pixels);
}

OM_TESTS(test(colours_of_the_legend_and_of_areas_stay_exact),
         test(boxes_come_within_40_decibels_and_clusters_closer),
         test(up_to_256_colours_are_all_kept), test(what_is_see_through_stays_premultiplied))

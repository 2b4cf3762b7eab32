/* Palettes by pins, frequent colours, and boxes or clusters of the others. */
#include "tiles/quantise.h"

#include <string.h>

#include "engine/base/memory.h"
#include "tiles/quantise_inside.h"

enum {
    /* A colour of more than one pixel in so many is that of an area: a shift of it would show as a
       seam between tiles. */
    AREA_SHARE = 512,
    /* Places that pins and areas may take; the rest is for edges. */
    MOST_PINNED = 160
};

static bool is_see_through(uint32_t colour)
{
    return colour >> 24 != 255;
}

/* ---- Pins ---- */

static void pin(const om_census *census, size_t number, om_choice *choice)
{
    if (number == census->count || choice->is_pinned[number] || choice->pinned_count == MOST_PINNED)
        return;
    choice->is_pinned[number] = true;
    choice->pinned[choice->pinned_count++] = census->colours[number];
}

/* Pixels and number of a colour, so that sorting puts the most frequent first. */
typedef struct frequent {
    uint32_t pixels, colour, number;
} frequent;

static int by_pixels_then_colour(const void *a, const void *b)
{
    const frequent *left = a, *right = b;
    if (left->pixels != right->pixels)
        return left->pixels > right->pixels ? -1 : 1;
    return (left->colour > right->colour) - (left->colour < right->colour);
}

static void pin_areas(const om_census *census, om_choice *choice)
{
    frequent areas[AREA_SHARE];
    size_t count = 0;
    for (size_t i = 0; i < census->count; i++)
        if ((uint64_t)census->counts[i] * AREA_SHARE > census->pixel_count)
            areas[count++] = (frequent){census->counts[i], census->colours[i], (uint32_t)i};
    qsort(areas, count, sizeof *areas, by_pixels_then_colour);
    for (size_t i = 0; i < count; i++)
        pin(census, areas[i].number, choice);
}

/* ---- The palette ---- */

static int by_colour(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Puts the palette in an order that depends on the colours alone, each once, the see-through ones
   first: a PNG's transparency need not go on past the last of them. */
static void order(om_reduced *palette)
{
    qsort(palette->colours, palette->count, sizeof *palette->colours, by_colour);
    size_t count = 0;
    palette->see_through_count = 0;
    for (size_t i = 0; i < palette->count; i++)
        if (i == 0 || palette->colours[i] != palette->colours[i - 1]) {
            palette->colours[count++] = palette->colours[i];
            palette->see_through_count += is_see_through(palette->colours[i]);
        }
    palette->count = count;
}

static unsigned char place_of(const om_reduced *palette, uint32_t colour)
{
    size_t low = 0, high = palette->count - 1;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (palette->colours[middle] < colour)
            low = middle + 1;
        else
            high = middle;
    }
    return (unsigned char)low;
}

static void make_room(const om_census *census, om_reduced *palette)
{
    if (census->count <= palette->place_room)
        return;
    palette->places = om_memory_resize(palette->places, census->count, 1);
    palette->place_room = census->count;
}

static void keep_all(const om_census *census, om_reduced *ret)
{
    memcpy(ret->colours, census->colours, census->count * sizeof *ret->colours);
    ret->count = census->count;
    order(ret);
    for (size_t i = 0; i < census->count; i++)
        ret->places[i] = place_of(ret, census->colours[i]);
}

void om_quantise(const om_census *census, om_pins pins, om_reduction reduction, om_reduced *ret)
{
    make_room(census, ret);
    if (census->count <= OM_PALETTE_MAX) {
        keep_all(census, ret);
        return;
    }
    OM_AUTO_MEMORY bool *is_pinned = om_memory_take(census->count, sizeof *is_pinned);
    OM_AUTO_MEMORY uint32_t *stands_for = om_memory_take(census->count, sizeof *stands_for);
    om_choice choice = {.is_pinned = is_pinned, .stands_for = stands_for};
    for (size_t i = 0; i < pins.count; i++)
        pin(census, om_census_find(census, pins.colours[i]), &choice);
    pin_areas(census, &choice);
    memcpy(choice.colours, choice.pinned, choice.pinned_count * sizeof *choice.pinned);
    choice.count = choice.pinned_count;
    if (reduction == OM_REDUCE_BY_CLUSTERS)
        om_choose_clusters(census, &choice);
    else
        om_choose_boxes(census, &choice);

    memcpy(ret->colours, choice.colours, choice.count * sizeof *ret->colours);
    ret->count = choice.count;
    order(ret);
    for (size_t i = 0; i < census->count; i++)
        ret->places[i] = place_of(ret, is_pinned[i] ? census->colours[i] : stands_for[i]);
}

void om_reduced_clear(om_reduced *reduced)
{
    free(reduced->places);
    *reduced = (om_reduced){0};
}

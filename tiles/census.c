/* Counting colours with a hash table that grows. */
#include "tiles/census.h"

#include <string.h>

#include "engine/base/memory.h"

enum { FIRST_SLOTS = 4096 };

static size_t slot_of(const om_census *census, uint32_t colour)
{
    size_t slot = (colour * 2654435761u >> 8) & (census->slot_count - 1);
    while (census->slots[slot] && census->colours[census->slots[slot] - 1] != colour)
        slot = (slot + 1) & (census->slot_count - 1);
    return slot;
}

/* Twice the slots, or the first ones. */
static void add_slots(om_census *census)
{
    free(census->slots);
    census->slot_count = census->slot_count ? census->slot_count * 2 : FIRST_SLOTS;
    census->slots = om_memory_take(census->slot_count, sizeof *census->slots);
    for (size_t i = 0; i < census->count; i++)
        census->slots[slot_of(census, census->colours[i])] = (uint32_t)i + 1;
}

static uint32_t add_colour(om_census *census, uint32_t colour, size_t slot)
{
    if (census->count == census->colour_room) {
        census->colour_room = census->colour_room ? census->colour_room * 2 : FIRST_SLOTS / 2;
        census->colours =
            om_memory_resize(census->colours, census->colour_room, sizeof *census->colours);
        census->counts =
            om_memory_resize(census->counts, census->colour_room, sizeof *census->counts);
    }
    const uint32_t number = (uint32_t)census->count++;
    census->colours[number] = colour;
    census->counts[number] = 0;
    census->slots[slot] = number + 1;
    if (census->count * 2 > census->slot_count)
        add_slots(census);
    return number;
}

static uint32_t number_of(om_census *census, uint32_t colour)
{
    const size_t slot = slot_of(census, colour);
    return census->slots[slot] ? census->slots[slot] - 1 : add_colour(census, colour, slot);
}

static void count_row(om_census *census, const uint32_t *row, uint32_t width, uint32_t *numbers)
{
    for (uint32_t x = 0; x < width;) {
        const uint32_t colour = row[x], number = number_of(census, colour), start = x;
        for (; x < width && row[x] == colour; x++)
            numbers[x] = number;
        census->counts[number] += x - start;
    }
}

static void make_room(om_census *census, size_t pixel_count)
{
    if (pixel_count > census->pixel_room) {
        census->numbers = om_memory_resize(census->numbers, pixel_count, sizeof *census->numbers);
        census->pixel_room = pixel_count;
    }
    census->pixel_count = pixel_count;
    census->count = 0;
    if (!census->slots)
        add_slots(census);
    else
        memset(census->slots, 0, census->slot_count * sizeof *census->slots);
}

void om_census_take(om_census *census, const om_picture *picture)
{
    make_room(census, (size_t)picture->width * picture->height);
    for (uint32_t y = 0; y < picture->height; y++)
        count_row(census, picture->pixels + y * picture->stride, picture->width,
                  census->numbers + (size_t)y * picture->width);
}

size_t om_census_find(const om_census *census, uint32_t colour)
{
    const uint32_t found = census->slots ? census->slots[slot_of(census, colour)] : 0;
    return found ? found - 1 : census->count;
}

void om_census_clear(om_census *census)
{
    free(census->colours);
    free(census->counts);
    free(census->numbers);
    free(census->slots);
    *census = (om_census){0};
}

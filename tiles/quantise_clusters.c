/* Clusters of colours, found by libimagequant and settled by the mean of what is nearest. */
#include <libimagequant.h>
#include <math.h>

#include "engine/base/memory.h"
#include "tiles/quantise_inside.h"
#include "tiles/straight.h"

enum {
    SPEED = 4, /* libimagequant's own default; 1 is slowest */
    ROUNDS = 3 /* of settling */
};

/* The colours as they are compared: premultiplied channels. */
typedef struct place {
    float channel[OM_CHANNELS];
} place;

static place place_of(uint32_t colour)
{
    place made;
    for (int c = 0; c < OM_CHANNELS; c++)
        made.channel[c] = (float)om_channel(colour, c);
    return made;
}

static size_t nearest(const place *places, size_t count, uint32_t colour)
{
    const place at = place_of(colour);
    size_t best = 0;
    float best_distance = INFINITY;
    for (size_t i = 0; i < count; i++) {
        float distance = 0;
        for (int c = 0; c < OM_CHANNELS; c++) {
            const float by = places[i].channel[c] - at.channel[c];
            distance += by * by;
        }
        if (distance < best_distance) {
            best_distance = distance;
            best = i;
        }
    }
    return best;
}

/* libimagequant's colours are not multiplied by alpha. */
static liq_color straight(uint32_t colour)
{
    const uint32_t plain = om_straight(colour);
    return (liq_color){(unsigned char)(plain >> 16), (unsigned char)(plain >> 8),
                       (unsigned char)plain, (unsigned char)(plain >> 24)};
}

static uint32_t premultiplied(liq_color colour)
{
    const unsigned alpha = colour.a;
    return alpha << 24 | (colour.r * alpha + 127) / 255 << 16 |
           (colour.g * alpha + 127) / 255 << 8 | (colour.b * alpha + 127) / 255;
}

/* Adds libimagequant's palette for the colours that are not pinned. */
static void add_clusters(const om_census *census, om_choice *choice)
{
    OM_AUTO_MEMORY liq_histogram_entry *entries = om_memory_take(census->count, sizeof *entries);
    int entry_count = 0;
    for (size_t i = 0; i < census->count; i++)
        if (!choice->is_pinned[i])
            entries[entry_count++] =
                (liq_histogram_entry){straight(census->colours[i]), census->counts[i]};

    liq_attr *attributes = liq_attr_create();
    if (!attributes)
        om_memory_exhausted();
    liq_set_speed(attributes, SPEED);
    const size_t room = OM_PALETTE_MAX - choice->count;
    liq_set_max_colors(attributes, room > 2 ? (int)room : 2);
    liq_histogram *histogram = liq_histogram_create(attributes);
    liq_result *result = NULL;
    if (!histogram ||
        liq_histogram_add_colors(histogram, attributes, entries, entry_count, 0) != LIQ_OK ||
        liq_histogram_quantize(histogram, attributes, &result) != LIQ_OK)
        om_memory_exhausted(); /* nothing else can go wrong with such entries */
    const liq_palette *palette = liq_get_palette(result);
    for (unsigned i = 0; i < palette->count && choice->count < OM_PALETTE_MAX; i++)
        choice->colours[choice->count++] = premultiplied(palette->entries[i]);
    liq_result_destroy(result);
    liq_histogram_destroy(histogram);
    liq_attr_destroy(attributes);
}

/* Moves each colour that is not pinned to the mean of those that are nearest to it. */
static void settle(const om_census *census, om_choice *choice, place *places)
{
    double weights[OM_PALETTE_MAX] = {0}, sums[OM_PALETTE_MAX][OM_CHANNELS] = {{0}};
    for (size_t i = 0; i < census->count; i++) {
        if (choice->is_pinned[i])
            continue;
        const size_t own = nearest(places, choice->count, census->colours[i]);
        weights[own] += census->counts[i];
        for (int c = 0; c < OM_CHANNELS; c++)
            sums[own][c] += (double)census->counts[i] * om_channel(census->colours[i], c);
    }
    for (size_t p = choice->pinned_count; p < choice->count; p++)
        for (int c = 0; c < OM_CHANNELS && weights[p] > 0; c++)
            places[p].channel[c] = (float)(sums[p][c] / weights[p]);
}

static uint32_t rounded(const place *at)
{
    uint32_t colour = 0;
    for (int c = 0; c < OM_CHANNELS; c++)
        colour = colour << 8 | (uint32_t)lroundf(at->channel[c]);
    return colour;
}

void om_choose_clusters(const om_census *census, om_choice *choice)
{
    add_clusters(census, choice);
    place places[OM_PALETTE_MAX];
    for (size_t p = 0; p < choice->count; p++)
        places[p] = place_of(choice->colours[p]);
    for (int round = 0; round < ROUNDS; round++)
        settle(census, choice, places);
    for (size_t p = 0; p < choice->count; p++) {
        choice->colours[p] = rounded(&places[p]);
        places[p] = place_of(choice->colours[p]);
    }
    for (size_t i = 0; i < census->count; i++)
        if (!choice->is_pinned[i])
            choice->stands_for[i] =
                choice->colours[nearest(places, choice->count, census->colours[i])];
}

/*
 * Boxes of colours, the one with the largest error split first (after Heckbert's median cut, 1982,
 * cut at the mean of the channel that varies most).
 */
#include <math.h>

#include "engine/base/memory.h"
#include "tiles/quantise_inside.h"

/* Some of the colours, `members[first]` to `members[end - 1]`. */
typedef struct box {
    size_t first, end;
    double mean[OM_CHANNELS];
    double error; /* squared distances from the mean, weighted by pixels */
    int widest;   /* the channel that has most of it */
} box;

static box box_of(const om_census *census, const uint32_t *members, size_t first, size_t end)
{
    box made = {.first = first, .end = end};
    double weight = 0, sums[OM_CHANNELS] = {0}, squares[OM_CHANNELS] = {0}, largest = -1;
    for (size_t i = first; i < end; i++) {
        const uint32_t colour = census->colours[members[i]];
        const double pixels = census->counts[members[i]];
        weight += pixels;
        for (int c = 0; c < OM_CHANNELS; c++) {
            const double value = om_channel(colour, c);
            sums[c] += pixels * value;
            squares[c] += pixels * value * value;
        }
    }
    for (int c = 0; c < OM_CHANNELS; c++) {
        made.mean[c] = sums[c] / weight;
        const double error = squares[c] - sums[c] * made.mean[c];
        made.error += error;
        if (error > largest) {
            largest = error;
            made.widest = c;
        }
    }
    return made;
}

/* Brings the members below the mean of the widest channel to the front; where the others begin. */
static size_t part(const om_census *census, uint32_t *members, const box *whole)
{
    size_t front = whole->first;
    for (size_t i = whole->first; i < whole->end; i++) {
        const uint32_t member = members[i];
        if (om_channel(census->colours[member], whole->widest) > whole->mean[whole->widest])
            continue;
        members[i] = members[front];
        members[front++] = member;
    }
    return front;
}

static size_t worst_of(const box *boxes, size_t count)
{
    size_t worst = 0;
    for (size_t i = 1; i < count; i++)
        if (boxes[i].error > boxes[worst].error)
            worst = i;
    return worst;
}

static size_t split_boxes(const om_census *census, uint32_t *members, size_t member_count,
                          box *boxes, size_t most)
{
    size_t count = 1;
    boxes[0] = box_of(census, members, 0, member_count);
    while (count < most) {
        box *worst = &boxes[worst_of(boxes, count)];
        const size_t first = worst->first, end = worst->end;
        const size_t middle = part(census, members, worst);
        if (middle == first || middle == end)
            break; /* every box is of one colour */
        *worst = box_of(census, members, first, middle);
        boxes[count++] = box_of(census, members, middle, end);
    }
    return count;
}

static uint32_t colour_of(const box *from)
{
    uint32_t colour = 0;
    for (int c = 0; c < OM_CHANNELS; c++)
        colour = colour << 8 | (uint32_t)lround(from->mean[c]);
    return colour;
}

void om_choose_boxes(const om_census *census, om_choice *choice)
{
    OM_AUTO_MEMORY uint32_t *members = om_memory_take(census->count, sizeof *members);
    size_t member_count = 0;
    for (size_t i = 0; i < census->count; i++)
        if (!choice->is_pinned[i])
            members[member_count++] = (uint32_t)i;

    box boxes[OM_PALETTE_MAX];
    const size_t count =
        split_boxes(census, members, member_count, boxes, OM_PALETTE_MAX - choice->count);
    for (size_t b = 0; b < count; b++) {
        const uint32_t colour = colour_of(&boxes[b]);
        choice->colours[choice->count++] = colour;
        for (size_t i = boxes[b].first; i < boxes[b].end; i++)
            choice->stands_for[members[i]] = colour;
    }
}

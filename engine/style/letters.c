/* Letters of UTF-8 texts, without a locale. */
#include "engine/style/letters.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static bool begins_letter(char byte)
{
    return ((unsigned char)byte & 0xC0) != 0x80;
}

size_t om_letters_count(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += begins_letter(*text);
    return count;
}

const char *om_letters_at(const char *text, size_t index)
{
    for (; *text; text++)
        if (begins_letter(*text) && index-- == 0)
            break;
    return text;
}

/* Small letters whose capitals stand `distance` before them, or one before when they alternate. */
typedef struct case_range {
    uint32_t first, last;
    int32_t distance; /* 1: capital and small letter alternate, the small ones being odd */
} case_range;

/* The two-byte letters only, so that a text keeps its length. Unicode 15, simple case mapping. */
static const case_range ranges[] = {
    {'a', 'z', 32},     {0xE0, 0xF6, 32},   {0xF8, 0xFE, 32},   {0x101, 0x12F, 1},
    {0x133, 0x137, 1},  {0x14B, 0x177, 1},  {0x3B1, 0x3C1, 32}, {0x3C3, 0x3CB, 32},
    {0x430, 0x44F, 32}, {0x450, 0x45F, 80}, {0x461, 0x481, 1},
};

static uint32_t other_case(uint32_t letter, bool upper)
{
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const case_range range = ranges[i];
        const uint32_t distance = (uint32_t)range.distance;
        const uint32_t small = upper ? letter : letter + distance;
        if (small < range.first || small > range.last)
            continue;
        if (distance == 1 && (small - range.first) % 2 != 0)
            continue;
        return upper ? letter - distance : letter + distance;
    }
    return letter;
}

static const char *in_case(const char *text, bool upper, om_arena *arena)
{
    char *copy = om_arena_text(arena, text);
    for (char *at = copy; *at; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte < 0x80) {
            *at = (char)other_case(byte, upper);
        } else if ((byte & 0xE0) == 0xC0 && at[1]) {
            const uint32_t letter = (byte & 0x1Fu) << 6 | ((unsigned char)at[1] & 0x3Fu);
            const uint32_t other = other_case(letter, upper);
            at[0] = (char)(0xC0 | other >> 6);
            at[1] = (char)(0x80 | (other & 0x3F));
        }
    }
    return copy;
}

const char *om_letters_upper(const char *text, om_arena *arena)
{
    return in_case(text, true, arena);
}

const char *om_letters_lower(const char *text, om_arena *arena)
{
    return in_case(text, false, arena);
}

/* Counting the letters of UTF-8 texts. */
#include "engine/style/letters.h"

#include <stdbool.h>

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

/* Looking over PNG, WebP and JPEG files. */
#include "tiles/tile_check.h"

#include <libdeflate.h>
#include <stdint.h>
#include <string.h>

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t little_endian(const unsigned char *at)
{
    return (uint32_t)at[3] << 24 | (uint32_t)at[2] << 16 | (uint32_t)at[1] << 8 | at[0];
}

/* Walks the chunks up to IEND, which must be the end. */
static bool is_whole_png(const unsigned char *bytes, size_t size)
{
    size_t at = 8;
    while (size - at >= 12) {
        const uint32_t length = big_endian(bytes + at);
        if (length > size - at - 12)
            return false;
        const unsigned char *type = bytes + at + 4;
        if (libdeflate_crc32(0, type, length + 4) != big_endian(type + 4 + length))
            return false;
        at += length + 12;
        if (memcmp(type, "IEND", 4) == 0)
            return at == size;
    }
    return false;
}

bool om_tile_is_whole(const void *file, size_t size)
{
    const unsigned char *bytes = file;
    if (size >= 20 && memcmp(bytes, "\x89PNG\r\n\x1a\n", 8) == 0)
        return is_whole_png(bytes, size);
    if (size >= 20 && memcmp(bytes, "RIFF", 4) == 0 && memcmp(bytes + 8, "WEBP", 4) == 0)
        return little_endian(bytes + 4) == size - 8;
    return size >= 4 && memcmp(bytes, "\xff\xd8\xff", 3) == 0 &&
           memcmp(bytes + size - 2, "\xff\xd9", 2) == 0;
}

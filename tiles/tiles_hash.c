/* Sums of hashes, each half for itself. */
#include "tiles/tiles_hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static om_hash term_of(uint64_t id, om_hash content)
{
    unsigned char bytes[24];
    const uint64_t numbers[] = {id, content.high, content.low};
    for (int i = 0; i < 24; i++)
        bytes[i] = (unsigned char)(numbers[i / 8] >> 8 * (i % 8));
    return om_bytes_hash(bytes, sizeof bytes);
}

void om_tiles_hash_add(om_tiles_hash *hash, uint64_t id, om_hash content)
{
    om_tiles_hash_join(hash, term_of(id, content));
}

void om_tiles_hash_drop(om_tiles_hash *hash, uint64_t id, om_hash content)
{
    const om_hash term = term_of(id, content);
    hash->high -= term.high;
    hash->low -= term.low;
}

void om_tiles_hash_join(om_tiles_hash *hash, om_tiles_hash other)
{
    hash->high += other.high;
    hash->low += other.low;
}

void om_tiles_hash_write(om_tiles_hash hash, char ret[OM_CHECKSUM_SIZE])
{
    snprintf(ret, OM_CHECKSUM_SIZE, "xxh3:%016" PRIx64 "%016" PRIx64, hash.high, hash.low);
}

/* Sixteen hexadecimal digits. */
static bool read_half(const char *digits, uint64_t *ret)
{
    uint64_t number = 0;
    for (int i = 0; i < 16; i++) {
        const char digit = digits[i];
        const bool is_letter = digit >= 'a' && digit <= 'f';
        if (!is_letter && !(digit >= '0' && digit <= '9'))
            return false;
        number = number << 4 | (uint64_t)(is_letter ? digit - 'a' + 10 : digit - '0');
    }
    *ret = number;
    return true;
}

bool om_tiles_hash_parse(const char *text, om_tiles_hash *ret)
{
    om_tiles_hash hash;
    if (!text || strncmp(text, "xxh3:", 5) != 0 || strlen(text) != 37 ||
        !read_half(text + 5, &hash.high) || !read_half(text + 21, &hash.low))
        return false;
    *ret = hash;
    return true;
}

/* PMTiles' header, varints and directories. */
#include "tiles/pmtiles.h"

#include <libdeflate.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

enum {
    VERSION = 3,
    LEVEL = 9,              /* of gzip; directories are small */
    FIRST_LEAF = 4096,      /* entries in a leaf, to begin with */
    MOST_UNZIPPED = 1 << 28 /* bytes of a directory: more is surely damage */
};

static const double degrees_unit = 1e7;

/* ---- Header ---- */

static void add_number(om_text *text, uint64_t number, int size)
{
    for (int i = 0; i < size; i++) {
        const unsigned char byte = (unsigned char)(number >> 8 * i);
        om_text_add_bytes(text, &byte, 1);
    }
}

static void add_degrees(om_text *text, double degrees)
{
    add_number(text, (uint64_t)(uint32_t)(int32_t)lround(degrees * degrees_unit), 4);
}

static void add_part(om_text *text, om_pmtiles_part part)
{
    add_number(text, part.offset, 8);
    add_number(text, part.size, 8);
}

void om_pmtiles_header_write(const om_pmtiles_header *header, om_text *ret)
{
    om_text_add_bytes(ret, "PMTiles", 7);
    add_number(ret, VERSION, 1);
    add_part(ret, header->root);
    add_part(ret, header->metadata);
    add_part(ret, header->leaves);
    add_part(ret, header->tiles);
    add_number(ret, header->addressed, 8);
    add_number(ret, header->entries, 8);
    add_number(ret, header->contents, 8);
    add_number(ret, header->is_clustered, 1);
    add_number(ret, header->directory_compression, 1);
    add_number(ret, header->tile_compression, 1);
    add_number(ret, header->tile_type, 1);
    add_number(ret, (uint64_t)header->min_zoom, 1);
    add_number(ret, (uint64_t)header->max_zoom, 1);
    add_degrees(ret, header->bounds.west);
    add_degrees(ret, header->bounds.south);
    add_degrees(ret, header->bounds.east);
    add_degrees(ret, header->bounds.north);
    add_number(ret, (uint64_t)header->center_zoom, 1);
    add_degrees(ret, header->center.lon);
    add_degrees(ret, header->center.lat);
}

static uint64_t number_at(const unsigned char *bytes, int size)
{
    uint64_t number = 0;
    for (int i = 0; i < size; i++)
        number |= (uint64_t)bytes[i] << 8 * i;
    return number;
}

static double degrees_at(const unsigned char *bytes)
{
    return (int32_t)(uint32_t)number_at(bytes, 4) / degrees_unit;
}

static om_pmtiles_part part_at(const unsigned char *bytes)
{
    return (om_pmtiles_part){number_at(bytes, 8), number_at(bytes + 8, 8)};
}

om_status om_pmtiles_header_parse(const unsigned char *bytes, size_t size, const char *where,
                                  om_pmtiles_header *ret, om_error *err)
{
    if (size < OM_PMTILES_HEADER_SIZE || memcmp(bytes, "PMTiles", 7) != 0)
        return om_fail(err, OM_ERR_CORRUPT, "%s is no PMTiles archive", where);
    if (bytes[7] != VERSION)
        return om_fail(err, OM_ERR_CORRUPT, "%s is a PMTiles archive of version %d, not 3", where,
                       bytes[7]);
    *ret = (om_pmtiles_header){
        .root = part_at(bytes + 8),
        .metadata = part_at(bytes + 24),
        .leaves = part_at(bytes + 40),
        .tiles = part_at(bytes + 56),
        .addressed = number_at(bytes + 72, 8),
        .entries = number_at(bytes + 80, 8),
        .contents = number_at(bytes + 88, 8),
        .is_clustered = bytes[96] == 1,
        .directory_compression = bytes[97],
        .tile_compression = bytes[98],
        .tile_type = bytes[99],
        .min_zoom = bytes[100],
        .max_zoom = bytes[101],
        .bounds = {degrees_at(bytes + 102), degrees_at(bytes + 106), degrees_at(bytes + 110),
                   degrees_at(bytes + 114)},
        .center_zoom = bytes[118],
        .center = {degrees_at(bytes + 119), degrees_at(bytes + 123)},
    };
    return OM_OK;
}

/* ---- Compression ---- */

void om_pmtiles_gzip(const void *bytes, size_t size, om_text *ret)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(LEVEL);
    if (!compressor)
        om_memory_exhausted();
    const size_t bound = libdeflate_gzip_compress_bound(compressor, size);
    OM_AUTO_MEMORY char *packed = om_memory_take(bound, 1);
    const size_t packed_size = libdeflate_gzip_compress(compressor, bytes, size, packed, bound);
    libdeflate_free_compressor(compressor);
    om_text_add_bytes(ret, packed, packed_size);
}

/* Unpacks with more and more room. */
static bool unpack(const void *bytes, size_t size, om_text *ret)
{
    struct libdeflate_decompressor *decompressor = libdeflate_alloc_decompressor();
    if (!decompressor)
        om_memory_exhausted();
    enum libdeflate_result result = LIBDEFLATE_INSUFFICIENT_SPACE;
    for (size_t room = size * 8 + 4096;
         result == LIBDEFLATE_INSUFFICIENT_SPACE && room <= MOST_UNZIPPED; room *= 4) {
        OM_AUTO_MEMORY char *plain = om_memory_take(room, 1);
        size_t got = 0;
        result = libdeflate_gzip_decompress(decompressor, bytes, size, plain, room, &got);
        if (result == LIBDEFLATE_SUCCESS)
            om_text_add_bytes(ret, plain, got);
    }
    libdeflate_free_decompressor(decompressor);
    return result == LIBDEFLATE_SUCCESS;
}

om_status om_pmtiles_unzip(const void *bytes, size_t size, uint8_t compression, const char *where,
                           om_text *ret, om_error *err)
{
    if (compression == OM_PMTILES_PLAIN) {
        om_text_add_bytes(ret, bytes, size);
        return OM_OK;
    }
    if (compression != OM_PMTILES_GZIP)
        return om_fail(err, OM_ERR_CORRUPT, "%s: compression %d is neither none nor gzip", where,
                       compression);
    if (!unpack(bytes, size, ret))
        return om_fail(err, OM_ERR_CORRUPT, "%s: a compressed part is damaged", where);
    return OM_OK;
}

/* ---- Directories ---- */

void om_pmtiles_directory_clear(om_pmtiles_directory *directory)
{
    free(directory->entries);
    *directory = (om_pmtiles_directory){0};
}

void om_pmtiles_directory_add(om_pmtiles_directory *directory, om_pmtiles_entry entry)
{
    directory->entries = om_memory_grow(directory->entries, directory->count + 1, &directory->room,
                                        sizeof *directory->entries);
    directory->entries[directory->count++] = entry;
}

const om_pmtiles_entry *om_pmtiles_directory_find(const om_pmtiles_directory *directory,
                                                  uint64_t id)
{
    size_t low = 0, high = directory->count;
    while (low < high) { /* the first that begins after `id` */
        const size_t middle = (low + high) / 2;
        if (directory->entries[middle].id <= id)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return NULL;
    const om_pmtiles_entry *entry = &directory->entries[low - 1];
    return entry->run == 0 || id < entry->id + entry->run ? entry : NULL;
}

static void add_varint(om_text *text, uint64_t number)
{
    unsigned char bytes[10];
    size_t count = 0;
    for (; number >= 128; number >>= 7)
        bytes[count++] = (unsigned char)(number & 127) | 128;
    bytes[count++] = (unsigned char)number;
    om_text_add_bytes(text, bytes, count);
}

static bool follows(const om_pmtiles_entry *entries, size_t i)
{
    return i > 0 && entries[i].offset == entries[i - 1].offset + entries[i - 1].size;
}

static void write_entries(const om_pmtiles_entry *entries, size_t count, om_text *ret)
{
    OM_AUTO_TEXT plain = {0};
    add_varint(&plain, count);
    for (size_t i = 0; i < count; i++)
        add_varint(&plain, entries[i].id - (i ? entries[i - 1].id : 0));
    for (size_t i = 0; i < count; i++)
        add_varint(&plain, entries[i].run);
    for (size_t i = 0; i < count; i++)
        add_varint(&plain, entries[i].size);
    for (size_t i = 0; i < count; i++)
        add_varint(&plain, follows(entries, i) ? 0 : entries[i].offset + 1);
    om_pmtiles_gzip(plain.bytes, plain.length, ret);
}

static void write_leaves(const om_pmtiles_directory *all, size_t leaf_size, om_text *ret_root,
                         om_text *ret_leaves)
{
    om_pmtiles_directory root = {0};
    ret_root->length = ret_leaves->length = 0;
    for (size_t first = 0; first < all->count; first += leaf_size) {
        const size_t left = all->count - first, start = ret_leaves->length;
        write_entries(all->entries + first, left < leaf_size ? left : leaf_size, ret_leaves);
        om_pmtiles_directory_add(&root,
                                 (om_pmtiles_entry){all->entries[first].id, start,
                                                    (uint32_t)(ret_leaves->length - start), 0});
    }
    write_entries(root.entries, root.count, ret_root);
    om_pmtiles_directory_clear(&root);
}

void om_pmtiles_directories_write(const om_pmtiles_directory *all, om_text *ret_root,
                                  om_text *ret_leaves)
{
    const size_t room = OM_PMTILES_ROOT_END - OM_PMTILES_HEADER_SIZE;
    write_entries(all->entries, all->count, ret_root);
    for (size_t leaf = FIRST_LEAF; ret_root->length > room; leaf *= 2)
        write_leaves(all, leaf, ret_root, ret_leaves);
}

/* Reads a number; false at the end of the bytes and for what is no varint. */
static bool take_varint(const unsigned char **at, const unsigned char *end, uint64_t *ret)
{
    uint64_t number = 0;
    for (int shift = 0; shift < 64 && *at < end; shift += 7) {
        const unsigned char byte = *(*at)++;
        number |= (uint64_t)(byte & 127) << shift;
        if (byte < 128) {
            *ret = number;
            return true;
        }
    }
    return false;
}

static bool read_entries(const om_text *plain, om_pmtiles_directory *ret)
{
    const unsigned char *at = (const unsigned char *)plain->bytes, *end = at + plain->length;
    uint64_t count = 0, number = 0, id = 0;
    if (!take_varint(&at, end, &count) || count > plain->length)
        return false;
    for (uint64_t i = 0; i < count; i++) {
        if (!take_varint(&at, end, &number) || number >> 62 || (id += number) >> 62)
            return false;
        om_pmtiles_directory_add(ret, (om_pmtiles_entry){.id = id});
    }
    for (uint64_t i = 0; i < count; i++) {
        if (!take_varint(&at, end, &number) || number > UINT32_MAX)
            return false;
        ret->entries[i].run = (uint32_t)number;
    }
    for (uint64_t i = 0; i < count; i++) {
        if (!take_varint(&at, end, &number) || number > UINT32_MAX || number == 0)
            return false;
        ret->entries[i].size = (uint32_t)number;
    }
    for (uint64_t i = 0; i < count; i++) {
        if (!take_varint(&at, end, &number) || number >> 62 || (number == 0 && i == 0))
            return false;
        ret->entries[i].offset =
            number ? number - 1 : ret->entries[i - 1].offset + ret->entries[i - 1].size;
    }
    return true;
}

om_status om_pmtiles_directory_parse(const void *bytes, size_t size, uint8_t compression,
                                     const char *where, om_pmtiles_directory *ret, om_error *err)
{
    OM_AUTO_TEXT plain = {0};
    OM_TRY(om_pmtiles_unzip(bytes, size, compression, where, &plain, err));
    if (!read_entries(&plain, ret))
        return om_fail(err, OM_ERR_CORRUPT, "%s: a directory of tiles is damaged", where);
    return OM_OK;
}

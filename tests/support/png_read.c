/* PNG decoding for tests, through libpng's simplified interface. */
#include "tests/support/png_read.h"

#include <png.h>
#include <stdlib.h>

#include "tests/support/check.h"

png_picture png_read_bytes(const void *bytes, size_t size)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    if (!png_image_begin_read_from_memory(&image, bytes, size))
        fail_msg("this is no PNG: %s", image.message);
    image.format = PNG_FORMAT_RGBA;
    const unsigned char *header = bytes;
    png_picture picture = {.width = image.width,
                           .height = image.height,
                           .bit_depth = header[24],
                           .colour_type = header[25],
                           .rgba = malloc(PNG_IMAGE_SIZE(image))};
    if (!png_image_finish_read(&image, NULL, picture.rgba, 0, NULL))
        fail_msg("this PNG is damaged: %s", image.message);
    return picture;
}

uint32_t png_pixel(const png_picture *picture, uint32_t x, uint32_t y)
{
    const unsigned char *at = picture->rgba + ((size_t)y * picture->width + x) * 4;
    return (uint32_t)at[3] << 24 | (uint32_t)at[0] << 16 | (uint32_t)at[1] << 8 | at[2];
}

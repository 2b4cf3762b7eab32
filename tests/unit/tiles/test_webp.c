/* What goes into a WebP comes out of it. */
#include "tiles/webp.h"

#include <stdlib.h>
#include <webp/decode.h>

#include "tests/support/check.h"
#include "tiles/straight.h"

static void check_same(const uint8_t *rgba, size_t at, uint32_t pixel)
{
    const uint32_t wanted = om_straight(pixel);
    CHECK_INT(rgba[at * 4 + 3], wanted >> 24);
    if (wanted >> 24 == 0)
        return;
    CHECK_INT(rgba[at * 4], wanted >> 16 & 255);
    CHECK_INT(rgba[at * 4 + 1], wanted >> 8 & 255);
    CHECK_INT(rgba[at * 4 + 2], wanted & 255);
}

static void every_pixel_comes_back(void **state)
{
    (void)state;
    enum { SIDE = 64, STRIDE = 80 };
    uint32_t pixels[SIDE * STRIDE];
    for (uint32_t i = 0; i < SIDE * STRIDE; i++)
        pixels[i] = i % 5 ? 0xFF000000u | i * 7919 : (i % 256) << 24 | (i % 256) / 2 << 8;
    OM_AUTO(om_webp) webp = om_webp_new();
    OM_AUTO_TEXT first = {0}, second = {0};
    const om_picture picture = {SIDE, SIDE, STRIDE, pixels, NULL};
    om_webp_write(webp, &picture, &first);
    om_webp_write(webp, &picture, &second);
    CHECK_INT(first.length, second.length);
    CHECK(memcmp(first.bytes, second.bytes, first.length) == 0);

    int width = 0, height = 0;
    uint8_t *rgba = WebPDecodeRGBA((const uint8_t *)second.bytes, second.length, &width, &height);
    CHECK(rgba != NULL);
    CHECK_INT(width, SIDE);
    CHECK_INT(height, SIDE);
    for (uint32_t y = 0; y < SIDE; y++)
        for (uint32_t x = 0; x < SIDE; x++)
            check_same(rgba, y * SIDE + x, pixels[y * STRIDE + x]);
    WebPFree(rgba);
}

OM_TESTS(test(every_pixel_comes_back))

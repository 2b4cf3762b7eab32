/* A tile that lost or changed a byte is noticed. */
#include "tiles/tile_check.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/tiles.h"
#include "tiles/webp.h"

static void a_png_is_whole_or_not(void **state)
{
    (void)state;
    OM_AUTO_TEXT file = png_of((om_tile){3, 1, 2});
    CHECK(om_tile_is_whole(file.bytes, file.length));
    for (size_t size = 0; size < file.length; size++)
        CHECK(!om_tile_is_whole(file.bytes, size));
    for (size_t i = 0; i < file.length; i++) {
        file.bytes[i] ^= 1;
        CHECK(!om_tile_is_whole(file.bytes, file.length));
        file.bytes[i] ^= 1;
    }
    om_text_add(&file, "more");
    CHECK(!om_tile_is_whole(file.bytes, file.length));
}

static void a_webp_is_whole_or_not(void **state)
{
    (void)state;
    uint32_t pixels[] = {0xFF102030, 0xFF405060};
    OM_AUTO(om_webp) webp = om_webp_new();
    OM_AUTO_TEXT file = {0};
    om_webp_write(webp, &(om_picture){2, 1, 2, pixels, NULL}, &file);
    CHECK(om_tile_is_whole(file.bytes, file.length));
    CHECK(!om_tile_is_whole(file.bytes, file.length - 2));
}

static void text_is_no_tile(void **state)
{
    (void)state;
    CHECK(!om_tile_is_whole("", 0));
    CHECK(!om_tile_is_whole("<html>not found</html>", 22));
}

OM_TESTS(test(a_png_is_whole_or_not), test(a_webp_is_whole_or_not), test(text_is_no_tile))

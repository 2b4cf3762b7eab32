/* Comparing pictures, with golden ones. */
#include "tests/support/picture.h"

#include <stdlib.h>

#include "engine/base/text.h"
#include "tests/support/check.h"

enum { FAR_OFF = 24 };

static int channel(uint32_t pixel, int number)
{
    return (int)(pixel >> (8 * number) & 0xff);
}

static int worst_channel(uint32_t a, uint32_t b, int *sum)
{
    int worst = 0;
    for (int i = 0; i < 4; i++) {
        const int off = abs(channel(a, i) - channel(b, i));
        *sum += off;
        worst = off > worst ? off : worst;
    }
    return worst;
}

static uint32_t pixel_at(const om_picture *picture, size_t x, size_t y)
{
    return picture->pixels[y * picture->stride + x];
}

om_difference om_pictures_compare(const om_picture *a, const om_picture *b)
{
    double sum = 0;
    size_t off = 0;
    for (size_t y = 0; y < a->height; y++)
        for (size_t x = 0; x < a->width; x++) {
            int pixel_sum = 0;
            off += worst_channel(pixel_at(a, x, y), pixel_at(b, x, y), &pixel_sum) > FAR_OFF;
            sum += pixel_sum;
        }
    const double count = (double)a->width * a->height;
    return (om_difference){.mean = sum / (4 * count), .off_share = (double)off / count};
}

om_picture *om_pictures_difference(const om_picture *a, const om_picture *b)
{
    om_picture *picture = om_picture_new(a->width, a->height);
    for (size_t y = 0; y < a->height; y++)
        for (size_t x = 0; x < a->width; x++) {
            int sum = 0;
            const bool off = worst_channel(pixel_at(a, x, y), pixel_at(b, x, y), &sum) > FAR_OFF;
            picture->pixels[y * picture->stride + x] =
                off ? 0xffff0000u : 0xffe0e0e0u - 0x010101u * (uint32_t)(sum > 96 ? 96 : sum);
        }
    return picture;
}

size_t om_picture_count(const om_picture *picture, uint32_t pixel)
{
    size_t count = 0;
    for (size_t y = 0; y < picture->height; y++)
        for (size_t x = 0; x < picture->width; x++)
            count += pixel_at(picture, x, y) == pixel;
    return count;
}

static void leave(const om_picture *picture, const char *name, const char *what)
{
    om_error err;
    OM_AUTO_TEXT path = {0};
    om_text_add_format(&path, "%s/%s.%s.png", getenv("ONEMAP_TEST_SCRATCH"), name, what);
    CHECK_OK(om_picture_write(picture, path.bytes, &err));
}

void om_picture_check(const om_picture *actual, const char *path, const char *name)
{
    om_error err;
    if (getenv("ONEMAP_BLESS")) {
        CHECK_OK(om_picture_write(actual, path, &err));
        return;
    }
    leave(actual, name, "actual");
    OM_AUTO(om_picture) golden = NULL;
    CHECK_OK(om_picture_read(path, &golden, &err));
    CHECK_INT(actual->width, golden->width);
    CHECK_INT(actual->height, golden->height);
    const om_difference difference = om_pictures_compare(actual, golden);
    if (difference.mean <= 1.0 && difference.off_share <= 0.001)
        return;
    OM_AUTO(om_picture) picture = om_pictures_difference(actual, golden);
    leave(picture, name, "diff");
    fail_msg("%s: mean error %.2f, %.2f %% of the pixels are far off: see %s.actual.png and "
             "%s.diff.png in the scratch folder",
             name, difference.mean, 100 * difference.off_share, name, name);
}

/* The WebP encoder: libwebp's lossless one. */
#include "tiles/webp.h"

#include <assert.h>
#include <webp/encode.h>

#include "engine/base/memory.h"
#include "tiles/straight.h"

/* Of 0 (fast) to 9 (small): above it files get 1 % smaller and take twice the time. */
enum { EFFORT = 1 };

struct om_webp {
    WebPConfig config;
    uint32_t *pixels; /* not multiplied by alpha, without gaps */
    size_t room;
};

om_webp *om_webp_new(void)
{
    om_webp *webp = om_memory_take(1, sizeof *webp);
    const bool is_ready =
        WebPConfigInit(&webp->config) && WebPConfigLosslessPreset(&webp->config, EFFORT);
    assert(is_ready);
    (void)is_ready;
    return webp;
}

void om_webp_free(om_webp *webp)
{
    if (!webp)
        return;
    free(webp->pixels);
    free(webp);
}

static void lay_pixels(om_webp *webp, const om_picture *picture)
{
    const size_t count = (size_t)picture->width * picture->height;
    if (count > webp->room) {
        webp->pixels = om_memory_resize(webp->pixels, count, sizeof *webp->pixels);
        webp->room = count;
    }
    uint32_t *to = webp->pixels;
    for (uint32_t y = 0; y < picture->height; y++)
        for (uint32_t x = 0; x < picture->width; x++)
            *to++ = om_straight(picture->pixels[y * picture->stride + x]);
}

static int add_bytes(const uint8_t *bytes, size_t size, const WebPPicture *picture)
{
    om_text_add_bytes(picture->custom_ptr, bytes, size);
    return 1;
}

void om_webp_write(om_webp *webp, const om_picture *picture, om_text *ret)
{
    lay_pixels(webp, picture);
    WebPPicture frame;
    const bool is_ready = WebPPictureInit(&frame);
    assert(is_ready);
    (void)is_ready;
    frame.use_argb = 1;
    frame.width = (int)picture->width;
    frame.height = (int)picture->height;
    frame.argb = webp->pixels; /* lent: WebPPictureFree() frees only what it made */
    frame.argb_stride = frame.width;
    frame.writer = add_bytes;
    frame.custom_ptr = ret;
    if (!WebPEncode(&webp->config, &frame))
        om_memory_exhausted(); /* nothing else can go wrong with pixels and settings like these */
    WebPPictureFree(&frame);
}

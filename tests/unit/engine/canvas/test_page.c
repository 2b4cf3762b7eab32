/* Pages take what is drawn, part by part, into one file. */
#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "engine/canvas/canvas.h"
#include "engine/canvas/page.h"
#include "tests/support/check.h"

static void a_page_is_written_whole(void **state)
{
    (void)state;
    om_error err = {0};
    char path[512];
    snprintf(path, sizeof path, "%s/page.svg", getenv("ONEMAP_TEST_SCRATCH"));
    OM_AUTO(om_picture) page = NULL;
    CHECK_OK(om_page_new(OM_PAGE_SVG, 200, 100, 2, &page, &err));
    CHECK(om_picture_is_page(page));
    const om_page_part part = {20, 10, 50, 50};
    om_page_enter(page, &part);
    om_canvas *canvas = om_canvas_new(page);
    om_canvas_circle(canvas, (om_xy){25, 25}, 40);
    om_canvas_fill(canvas, (om_colour){1, 0, 0, 1}, true);
    CHECK_OK(om_canvas_status(canvas, &err));
    om_canvas_free(canvas);
    om_page_leave(page);
    CHECK_OK(om_page_write(page, path, &err));

    OM_AUTO_TEXT text = {0};
    CHECK_OK(om_file_read(path, &text, &err));
    CHECK(strstr(text.bytes, "width=\"100px\" height=\"50px\""));
    CHECK(strstr(text.bytes, "clip"));
}

static void a_page_that_cannot_be_written_leaves_nothing(void **state)
{
    (void)state;
    om_error err = {0};
    OM_AUTO(om_picture) page = NULL;
    CHECK_OK(om_page_new(OM_PAGE_PDF, 200, 100, 1, &page, &err));
    CHECK_FAILS(om_page_write(page, "/no/such/folder/x.pdf", &err), OM_ERR_DISK, "x.pdf");
    OM_AUTO(om_picture) pixels = om_picture_new(3, 3);
    CHECK(!om_picture_is_page(pixels));
}

OM_TESTS(test(a_page_is_written_whole), test(a_page_that_cannot_be_written_leaves_nothing))

/* Render fixtures: drawn by the program and compared with the picture that MapLibre drew. */
#include "tests/conformance/fixture.h"

verdict_kind try_render(const char *style_path, const om_json *style, const render_tools *tools,
                        om_text *ret_why)
{
    (void)style_path, (void)style, (void)tools;
    om_text_add(ret_why, "render fixtures are not supported");
    return UNSUPPORTED;
}

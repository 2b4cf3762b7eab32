/* Map sheets. */
#include "engine/draw/sheet.h"

om_status om_sheet_draw(om_store *store, const om_style *style, const om_view *view,
                        const om_draw_options *options, om_map *ret, om_error *err)
{
    return om_draw_map(store, style, view, options->palette, ret, err);
}

/* Map sheets: the layout is measured first, the map is drawn to the room that is left. */
#include "engine/draw/sheet.h"

#include <math.h>
#include <string.h>

#include "engine/draw/sheet_parts.h"

#define MIN_SIDE_PX     360.0
#define NEATLINE_PX     1.0
#define BETWEEN_PX      16.0
#define ARROW_WIDTH_PX  22.0
#define ARROW_HEIGHT_PX 50.0
#define SCALE_WIDTH_PX  170.0
#define FOOT_SIZE_PX    10.5

/* A sheet that is being laid out. */
typedef struct laying {
    const om_sheet *sheet;
    const om_sheet_words *words;
    om_inks inks;
    om_typeset on;
    double width, height, margin; /* CSS px */
    bool upright;                 /* higher than wide: the legend stands below the map */
    om_place head, panel, frame, foot;
    om_sheet_legend legend;
    const char *const *lines; /* of the foot */
} laying;

static om_type title_type(const laying *l)
{
    const double side = fmin(l->width, l->height);
    return (om_type){fmin(fmax(rint(side * 0.036), 18), 40), true, l->inks.ink};
}

static om_type subtitle_type(const laying *l)
{
    return (om_type){fmax(rint(title_type(l).size_px * 0.52), 12), false, l->inks.quiet};
}

/* Writes the head, or only measures it. */
static double head_height(const laying *l, bool writes)
{
    const om_type types[] = {title_type(l), subtitle_type(l)};
    const char *texts[] = {l->sheet->title, l->sheet->subtitle};
    double y = l->margin;
    for (int i = 0; i < 2; i++) {
        if (!texts[i] || !*texts[i])
            continue;
        const double inner = l->width - 2 * l->margin;
        if (writes)
            om_typeset_write(&l->on, texts[i], &types[i], (om_xy){l->margin, y}, inner);
        y += om_typeset_measure(&l->on, texts[i], &types[i], inner).y;
    }
    return y - l->margin;
}

static double foot_height(const laying *l, bool writes)
{
    const om_type type = {FOOT_SIZE_PX, false, l->inks.quiet};
    const double inner = l->width - 2 * l->margin;
    double height = 0;
    for (size_t i = 0; l->lines[i]; i++) {
        if (writes)
            om_typeset_write(&l->on, l->lines[i], &type, (om_xy){l->margin, l->foot.y + height},
                             inner);
        height += om_typeset_measure(&l->on, l->lines[i], &type, inner).y;
    }
    return height;
}

/* Takes the largest size at which the legend fits. */
static bool fit_legend(laying *l, double max_height)
{
    for (l->legend.size_px = 13; l->legend.size_px >= 8; l->legend.size_px -= 0.5)
        if (om_sheet_legend_height(&l->legend, &l->on) <= max_height)
            return true;
    return false;
}

static om_status lay_beside(laying *l, double top, double bottom, om_error *err)
{
    const double width = fmin(fmax(rint(l->width * 0.21), 190), 300);
    l->panel = (om_place){l->width - l->margin - width, top, width, bottom - top};
    l->legend.column_px = width;
    l->frame = (om_place){l->margin, top, l->panel.x - l->margin - BETWEEN_PX * 1.25, bottom - top};
    if (!fit_legend(l, l->panel.height - OM_SCALE_BAR_PX - ARROW_HEIGHT_PX - 3 * BETWEEN_PX))
        return om_fail(err, OM_ERR_RANGE,
                       "a sheet of %g x %g px has no room for its legend of "
                       "%zu lines",
                       l->width, l->height, l->legend.count);
    return OM_OK;
}

static om_status lay_below(laying *l, double top, double bottom, om_error *err)
{
    const double inner = l->width - 2 * l->margin;
    const double legend_width = inner - SCALE_WIDTH_PX - 2 * BETWEEN_PX;
    l->legend.columns = (size_t)fmax(floor((legend_width + 20) / 200), 1);
    l->legend.column_px = (legend_width + 20) / (double)l->legend.columns - 20;
    if (!fit_legend(l, (bottom - top) * 0.4))
        return om_fail(err, OM_ERR_RANGE,
                       "a sheet of %g x %g px has no room for its legend of "
                       "%zu lines",
                       l->width, l->height, l->legend.count);
    const double height = fmax(om_sheet_legend_height(&l->legend, &l->on),
                               OM_SCALE_BAR_PX + ARROW_HEIGHT_PX + BETWEEN_PX);
    l->panel = (om_place){l->margin, bottom - height, inner, height};
    l->frame = (om_place){l->margin, top, inner, l->panel.y - BETWEEN_PX - top};
    return OM_OK;
}

static om_status lay_out(laying *l, om_error *err)
{
    const double head = head_height(l, false);
    const double foot = foot_height(l, false);
    const double top = rint(l->margin + head + (head > 0 ? BETWEEN_PX * 0.75 : 0));
    l->foot = (om_place){l->margin, rint(l->height - l->margin * 0.8 - foot), 0, foot};
    const double bottom = l->foot.y - BETWEEN_PX;
    OM_TRY(l->upright ? lay_below(l, top, bottom, err) : lay_beside(l, top, bottom, err));
    if (!(l->frame.width >= 120 && l->frame.height >= 120))
        return om_fail(err, OM_ERR_RANGE, "a sheet of %g x %g px leaves no room for the map",
                       l->width, l->height);
    l->frame = (om_place){rint(l->frame.x), rint(l->frame.y), floor(l->frame.width),
                          floor(l->frame.height)};
    return OM_OK;
}

static om_status draw_panel(const laying *l, const om_view *map, om_error *err)
{
    OM_TRY(om_sheet_legend_draw(&l->legend, &l->on, (om_xy){l->panel.x, l->panel.y}, err));
    const double left = l->upright ? l->panel.x + l->panel.width - SCALE_WIDTH_PX : l->panel.x;
    const double bottom = l->panel.y + l->panel.height;
    const om_place arrow = {left, bottom - OM_SCALE_BAR_PX - BETWEEN_PX - ARROW_HEIGHT_PX,
                            ARROW_WIDTH_PX, ARROW_HEIGHT_PX};
    om_north_arrow_draw(&l->on, l->words, &l->inks, arrow);
    om_scale_bar_draw(&l->on, map, l->words, &l->inks,
                      (om_xy){left + 1, bottom - OM_SCALE_BAR_PX + 6},
                      l->upright ? SCALE_WIDTH_PX : fmin(l->panel.width, 220));
    return OM_OK;
}

/* Opens the map and learns from it what stands in the legend and at the foot. */
static om_status open_inside(om_store *store, const om_style *style, const om_view *view,
                             const om_draw_options *options, laying *l, om_map *map, om_error *err)
{
    om_map_clear(map);
    OM_TRY(om_map_open(store, style, view, options->palette, map, err));
    om_sheet_legend_make(map, l->words, l->on.arena, &l->legend);
    l->legend.inks = l->inks;
    return om_sheet_foot(store, map, l->sheet, l->words, l->on.arena, &l->lines, err);
}

/* What the map shows sets the size of its legend, and that sets the size of the map: a first map is
 * a guess, and a map is drawn again until its legend is the one that room was left for. */
static om_status settle_map(om_store *store, const om_style *style, const om_view *view,
                            const om_draw_options *options, laying *l, om_map *map, om_error *err)
{
    om_view inside =
        om_view_resized(view, (uint32_t)(l->width * 0.75), (uint32_t)(l->height * 0.75));
    OM_TRY(open_inside(store, style, &inside, options, l, map, err));
    for (int tries = 0; tries < 4; tries++) {
        const size_t count = l->legend.count;
        OM_TRY(lay_out(l, err));
        inside = om_view_resized(view, (uint32_t)l->frame.width, (uint32_t)l->frame.height);
        const om_sheet_legend laid = l->legend;
        OM_TRY(open_inside(store, style, &inside, options, l, map, err));
        l->legend.size_px = laid.size_px;
        l->legend.columns = laid.columns;
        l->legend.column_px = laid.column_px;
        if (l->legend.count <= count)
            break;
    }
    return OM_OK;
}

static om_status draw_sheet(om_store *store, const om_style *style, const om_view *view,
                            const om_draw_options *options, laying *l, om_map *map, om_error *err)
{
    OM_TRY(settle_map(store, style, view, options, l, map, err));
    om_sheet_fill(&l->on, (om_place){0, 0, l->width, l->height}, l->inks.paper);
    OM_TRY(om_map_draw(map, l->on.picture, (int64_t)rint(l->frame.x * l->on.scale),
                       (int64_t)rint(l->frame.y * l->on.scale), err));
    om_sheet_frame(&l->on, l->frame, l->inks.rule, NEATLINE_PX);
    head_height(l, true);
    foot_height(l, true);
    return draw_panel(l, &map->view, err);
}

om_status om_sheet_draw(om_store *store, const om_style *style, const om_view *view,
                        const om_draw_options *options, om_picture *onto, om_map *ret,
                        om_error *err)
{
    const double side = fmin(view->width, view->height);
    if (!(side >= MIN_SIDE_PX))
        return om_fail(err, OM_ERR_RANGE,
                       "a sheet of %u x %u px is too small: %g px a side at "
                       "least",
                       view->width, view->height, MIN_SIDE_PX);
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_letters) letters = om_letters_new();
    laying l = {
        .sheet = options->sheet,
        .words = om_sheet_words_in(options->sheet->language),
        .on = {letters, arena, onto, view->scale},
        .width = view->width,
        .height = view->height,
        .margin = fmax(rint(side * 0.04), 24),
        .upright = view->height >= view->width,
    };
    OM_TRY(om_inks_read(&l.inks, err));
    return draw_sheet(store, style, view, options, &l, ret, err);
}

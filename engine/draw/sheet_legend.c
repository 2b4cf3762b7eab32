/* The legend of a sheet: swatches as the map draws them, beside their words. */
#include <math.h>
#include <string.h>

#include "engine/canvas/icon.h"
#include "engine/draw/level.h"
#include "engine/draw/sheet_parts.h"

#define SWATCH_WIDTH_PX  28.0
#define SWATCH_HEIGHT_PX 16.0
#define LEAST_RADIUS_PX  4.0
#define WORDS_LEFT_PX    38.0
#define HEADING_SIZE_PX  15.0
#define UNDER_HEADING_PX 8.0

static bool draws_something(const om_map *map, const om_style_layer *layer)
{
    for (size_t i = 0; i < map->level->painting_count; i++)
        if (map->level->paintings[i].layer == layer)
            return map->level->paintings[i].drawn || om_labels_tally(map->level->labels, i).placed;
    return false;
}

void om_sheet_legend_make(const om_map *map, const om_sheet_words *words, om_arena *arena,
                          om_sheet_legend *ret)
{
    const om_legend_entry *all;
    const om_style *style = om_scene_style(map->scene);
    const size_t count = om_legend_entries(style, map->view.zoom, arena, &all);
    om_legend_entry *kept = OM_ARENA_ARRAY(arena, om_legend_entry, count);
    *ret = (om_sheet_legend){.entries = kept, .style = style, .words = words, .columns = 1};
    for (size_t i = 0; i < count; i++)
        if (draws_something(map, all[i].layer))
            kept[ret->count++] = all[i];
}

static const char *words_of(const om_sheet_legend *legend, const om_legend_entry *entry)
{
    const char *chinese = entry->title_zh ? entry->title_zh : entry->title;
    const char *english = entry->title ? entry->title : entry->title_zh;
    const char *words = legend->words->chinese ? chinese : english;
    return words ? words : entry->layer->id;
}

static om_type type_of(const om_sheet_legend *legend, const om_legend_entry *entry)
{
    const bool heading = entry->swatch == OM_LEGEND_HEADING;
    return (om_type){legend->size_px, heading, legend->inks.ink};
}

static double entry_height(const om_sheet_legend *legend, const om_typeset *on,
                           const om_legend_entry *entry)
{
    const bool heading = entry->swatch == OM_LEGEND_HEADING;
    const om_type type = type_of(legend, entry);
    const double width_px = legend->column_px - (heading ? 0 : WORDS_LEFT_PX);
    const double words_px = om_typeset_measure(on, words_of(legend, entry), &type, width_px).y;
    return fmax(words_px, heading ? 0 : SWATCH_HEIGHT_PX) + legend->size_px * 0.35;
}

/* Goes through the entries column by column; a heading stays with its first class. */
typedef struct flow {
    size_t column, in_column;
    double y_px, most_px;
} flow;

static double height_of_all(const om_sheet_legend *legend, const om_typeset *on)
{
    double sum = 0;
    for (size_t i = 0; i < legend->count; i++)
        sum += entry_height(legend, on, &legend->entries[i]);
    return sum;
}

/* Where an entry stands in the flow; the next one stands below it or begins a column. */
static om_xy take_place(const om_sheet_legend *legend, const om_typeset *on, size_t index,
                        double share_px, flow *at)
{
    const om_legend_entry *entry = &legend->entries[index];
    double height_px = entry_height(legend, on, entry);
    double needed_px = height_px;
    if (entry->swatch == OM_LEGEND_HEADING && index + 1 < legend->count)
        needed_px += entry_height(legend, on, entry + 1);
    if (at->in_column && at->column + 1 < legend->columns && at->y_px + needed_px > share_px) {
        at->column++;
        at->in_column = 0;
        at->y_px = 0;
    }
    const om_xy place = {(double)at->column * (legend->column_px + 20), at->y_px};
    at->y_px += height_px;
    at->in_column++;
    at->most_px = fmax(at->most_px, at->y_px);
    return place;
}

/* The height that a column may have before the next is begun. */
static double column_share(const om_sheet_legend *legend, const om_typeset *on)
{
    return height_of_all(legend, on) / (double)legend->columns + legend->size_px * 1.7;
}

static double heading_height(const om_sheet_legend *legend, const om_typeset *on)
{
    const om_type type = {HEADING_SIZE_PX, true, legend->inks.ink};
    return om_typeset_measure(on, legend->words->legend, &type, 0).y + UNDER_HEADING_PX;
}

double om_sheet_legend_height(const om_sheet_legend *legend, const om_typeset *on)
{
    if (!legend->count)
        return 0;
    const double share_px = column_share(legend, on);
    flow at = {0};
    for (size_t i = 0; i < legend->count; i++)
        take_place(legend, on, i, share_px, &at);
    return heading_height(legend, on) + at.most_px;
}

/* ---- Swatches ---- */

static void draw_dashes(om_canvas *canvas, const om_legend_entry *entry, double scale, double x,
                        double y)
{
    const double end = x + SWATCH_WIDTH_PX * scale;
    const double width_px = entry->width_px * scale;
    for (size_t i = 0; x < end; i++) {
        const double next =
            fmin(x + fmax(entry->dashes[i % entry->dash_count], 0.1) * width_px, end);
        if (i % 2 == 0) {
            om_canvas_move(canvas, (om_xy){x, y});
            om_canvas_line(canvas, (om_xy){next, y});
        }
        x = next;
    }
}

/* Light lines, which the map shows on its own ground, get an edge on white paper. */
static bool is_light(om_colour colour)
{
    return 0.2126 * colour.red + 0.7152 * colour.green + 0.0722 * colour.blue > 0.85;
}

static void draw_line(om_canvas *canvas, const om_sheet_legend *legend,
                      const om_legend_entry *entry, double scale, double x, double y)
{
    const om_xy ends[] = {{x, y}, {x + SWATCH_WIDTH_PX * scale, y}};
    const om_pen pen = {.colour = entry->colour,
                        .width_px = fmin(entry->width_px, SWATCH_HEIGHT_PX) * scale,
                        .miter_limit = 2};
    if (is_light(entry->colour)) {
        om_pen edge = pen;
        edge.colour = legend->inks.quiet;
        edge.width_px += 1.5 * scale;
        om_canvas_move(canvas, ends[0]);
        om_canvas_line(canvas, ends[1]);
        om_canvas_stroke(canvas, &edge);
    }
    if (entry->dash_count) {
        draw_dashes(canvas, entry, scale, x, y);
    } else {
        om_canvas_move(canvas, ends[0]);
        om_canvas_line(canvas, ends[1]);
    }
    om_canvas_stroke(canvas, &pen);
}

static void add_swatch(om_canvas *canvas, double scale, double x, double y)
{
    const double right = x + SWATCH_WIDTH_PX * scale;
    const double bottom = y + SWATCH_HEIGHT_PX * scale;
    const om_xy corners[] = {{x, y}, {right, y}, {right, bottom}, {x, bottom}};
    om_canvas_move(canvas, corners[0]);
    for (int i = 1; i < 4; i++)
        om_canvas_line(canvas, corners[i]);
    om_canvas_close(canvas);
}

static om_status draw_pattern(om_canvas *canvas, const om_sheet_legend *legend,
                              const om_legend_entry *entry, double scale, om_xy corner,
                              om_error *err)
{
    __attribute__((cleanup(om_patterns_clear))) om_patterns patterns = {0};
    om_patterns_number(&patterns, entry->pattern);
    OM_TRY(om_patterns_draw(&patterns, legend->style, entry->layer, scale, err));
    om_canvas_fill_pattern(canvas, patterns.pictures[0], (om_xy){rint(corner.x), rint(corner.y)}, 1,
                           true);
    return OM_OK;
}

static om_status draw_area(om_canvas *canvas, const om_sheet_legend *legend,
                           const om_legend_entry *entry, double scale, double x, double y,
                           om_error *err)
{
    const om_pen pen = {
        .colour = entry->outline.alpha > 0 ? entry->outline : legend->inks.hairline,
        .width_px = scale,
        .miter_limit = 4,
        .join = OM_JOIN_MITER,
    };
    add_swatch(canvas, scale, x, y);
    om_canvas_fill(canvas, entry->colour, true);
    if (entry->pattern) {
        add_swatch(canvas, scale, x, y);
        OM_TRY(draw_pattern(canvas, legend, entry, scale, (om_xy){x, y}, err));
    }
    add_swatch(canvas, scale, x, y);
    om_canvas_stroke(canvas, &pen);
    return OM_OK;
}

/* Many dots show their colour together; the one in a legend must do so alone. */
static void draw_circle(om_canvas *canvas, const om_legend_entry *entry, double scale, double x,
                        double y)
{
    const om_pen pen = {
        .colour = entry->outline, .width_px = entry->width_px * scale, .miter_limit = 2};
    const double radius_px =
        fmin(fmax(entry->radius_px, LEAST_RADIUS_PX), SWATCH_HEIGHT_PX / 2) * scale;
    om_canvas_circle(canvas, (om_xy){x + SWATCH_WIDTH_PX * scale / 2, y}, radius_px);
    if (entry->outline.alpha > 0 && entry->width_px > 0)
        om_canvas_fill_and_stroke(canvas, entry->colour, &pen);
    else
        om_canvas_fill(canvas, entry->colour, true);
}

static om_status draw_icon(const om_sheet_legend *legend, const om_typeset *on,
                           const om_legend_entry *entry, om_xy middle, om_error *err)
{
    const char *path = om_style_icon_path(legend->style, entry->icon, on->arena);
    if (!path)
        return om_fail(err, OM_ERR_NOT_FOUND, "style layer %s: there is no icon \"%s\"",
                       entry->layer->id, entry->icon);
    OM_AUTO(om_picture) icon = NULL;
    OM_TRY(om_icon_draw(path, entry->icon_size * on->scale, 0, &icon, err));
    om_picture_blend(on->picture, (int64_t)rint(middle.x * on->scale - icon->width / 2.0),
                     (int64_t)rint(middle.y * on->scale - icon->height / 2.0), icon, 1);
    return OM_OK;
}

static om_status draw_swatch(const om_sheet_legend *legend, const om_typeset *on,
                             const om_legend_entry *entry, om_xy at, om_error *err)
{
    const om_xy middle = {at.x + SWATCH_WIDTH_PX / 2, at.y + SWATCH_HEIGHT_PX / 2};
    if (entry->swatch == OM_LEGEND_ICON)
        return draw_icon(legend, on, entry, middle, err);

    OM_AUTO(om_canvas) canvas = om_canvas_new(on->picture);
    const double scale = on->scale;
    const double left = rint(at.x * scale);
    const double half_way = rint(middle.y * scale);
    if (entry->swatch == OM_LEGEND_LINE)
        draw_line(canvas, legend, entry, scale, left, half_way);
    else if (entry->swatch == OM_LEGEND_CIRCLE)
        draw_circle(canvas, entry, scale, left, half_way);
    else
        OM_TRY(draw_area(canvas, legend, entry, scale, left + 0.5 * scale,
                         rint(at.y * scale) + 0.5 * scale, err));
    return om_canvas_status(canvas, err);
}

static om_status draw_entry(const om_sheet_legend *legend, const om_typeset *on,
                            const om_legend_entry *entry, om_xy at, om_error *err)
{
    const bool heading = entry->swatch == OM_LEGEND_HEADING;
    const om_type type = type_of(legend, entry);
    const double width_px = legend->column_px - (heading ? 0 : WORDS_LEFT_PX);
    const double words_px = om_typeset_measure(on, words_of(legend, entry), &type, width_px).y;
    const double lower_px = heading ? 0 : fmax(SWATCH_HEIGHT_PX - words_px, 0) / 2;
    om_typeset_write(on, words_of(legend, entry), &type,
                     (om_xy){at.x + (heading ? 0 : WORDS_LEFT_PX), at.y + lower_px}, width_px);
    if (heading)
        return OM_OK;
    const double line_px = fmin(words_px, rint(legend->size_px * 1.35));
    at.y += fmax(line_px - SWATCH_HEIGHT_PX, 0) / 2;
    return draw_swatch(legend, on, entry, at, err);
}

om_status om_sheet_legend_draw(const om_sheet_legend *legend, const om_typeset *on, om_xy at,
                               om_error *err)
{
    if (!legend->count)
        return OM_OK;
    const om_type heading = {HEADING_SIZE_PX, true, legend->inks.ink};
    om_typeset_write(on, legend->words->legend, &heading, at, 0);
    at.y += heading_height(legend, on);
    const double share_px = column_share(legend, on);
    flow flowing = {0};
    for (size_t i = 0; i < legend->count; i++) {
        const om_xy place = take_place(legend, on, i, share_px, &flowing);
        OM_TRY(draw_entry(legend, on, &legend->entries[i], (om_xy){at.x + place.x, at.y + place.y},
                          err));
    }
    return OM_OK;
}

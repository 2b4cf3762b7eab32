/*
 * The parts of a sheet: inks, words, legend, scale bar and north arrow. Lengths are CSS px.
 */
#ifndef OM_ENGINE_DRAW_SHEET_PARTS_H
#define OM_ENGINE_DRAW_SHEET_PARTS_H

#include "engine/draw/sheet.h"
#include "engine/draw/typeset.h"
#include "engine/style/legend.h"

/** The colours of a sheet, from styles/sheets/plain.json. */
typedef struct om_inks {
    om_colour paper, ink, quiet, rule, hairline;
} om_inks;

OM_CHECKED om_status om_inks_read(om_inks *ret, om_error *err);

/** The words that a sheet knows, in its language. */
typedef struct om_sheet_words {
    bool chinese;
    const char *legend, *scale, *sources, *display_crs, *measured_in, *made_by, *date, *approval,
        *method, *north, *at_middle, *separator;
} om_sheet_words;

const om_sheet_words *om_sheet_words_in(const char *language);

/** A rectangle in CSS px. */
typedef struct om_place {
    double x, y, width, height;
} om_place;

void om_sheet_fill(const om_typeset *on, om_place place, om_colour colour);
void om_sheet_frame(const om_typeset *on, om_place place, om_colour colour, double width_px);

/** A legend that is about to be drawn. Borrows. */
typedef struct om_sheet_legend {
    const om_legend_entry *entries;
    size_t count;
    const om_style *style;
    const om_sheet_words *words;
    om_inks inks;
    double size_px; /**< of its words */
    size_t columns;
    double column_px; /**< width of a column */
} om_sheet_legend;

/** The entries of what a map shows. In `arena`. */
void om_sheet_legend_make(const om_map *map, const om_sheet_words *words, om_arena *arena,
                          om_sheet_legend *ret);

/** How high it is, with its heading. */
double om_sheet_legend_height(const om_sheet_legend *legend, const om_typeset *on);

/** @return OM_OK; what drawing an icon returns */
OM_CHECKED om_status om_sheet_legend_draw(const om_sheet_legend *legend, const om_typeset *on,
                                          om_xy at, om_error *err);

/** The height of the scale bar with its words. */
#define OM_SCALE_BAR_PX 46.0

/** A round length that fits `max_px`: 1, 2 or 5 times a power of ten. */
double om_round_length_m(double px_m, double max_px);

/** Draws a scale bar of at most `width_px`, with the scale as a number. */
void om_scale_bar_draw(const om_typeset *on, const om_view *map, const om_sheet_words *words,
                       const om_inks *inks, om_xy at, double width_px);

/** Draws an arrow to the north into `place`. */
void om_north_arrow_draw(const om_typeset *on, const om_sheet_words *words, const om_inks *inks,
                         om_place place);

/** What a sheet says of itself at its foot, one line each; NULL ends. In `arena`. */
OM_CHECKED om_status om_sheet_foot(om_store *store, const om_map *map, const om_sheet *sheet,
                                   const om_sheet_words *words, om_arena *arena,
                                   const char *const **ret, om_error *err);

#endif

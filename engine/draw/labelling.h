/*
 * What labels are made of; for labels.c (which symbols, in which order), settle.c (which of them
 * have room), standing.c (where their glyphs stand) and lettering.c (drawing them).
 */
#ifndef OM_ENGINE_DRAW_LABELLING_H
#define OM_ENGINE_DRAW_LABELLING_H

#include "engine/draw/crowd.h"
#include "engine/draw/labels.h"
#include "engine/draw/symbol.h"

/** A glyph of a placed text: its masks, and where they belong, px from the label's place. */
typedef struct om_piece {
    uint32_t mask, halo; /**< halo: OM_PIECE_BARE for none */
    int16_t x, y;
} om_piece;

#define OM_PIECE_BARE UINT32_MAX

/** A placed symbol. */
typedef struct om_label {
    int64_t x_px, y_px;    /**< its place in the level */
    om_rect box;           /**< all that it covers, px from its place */
    uint32_t first, count; /**< pieces */
    uint32_t painting;
    uint32_t icon; /**< number plus one; 0 for none */
    int16_t icon_x, icon_y;
    float icon_opacity;
    om_colour colour, halo_colour;
} om_label;

typedef struct om_drawn_icon {
    char *name;
    double factor, turn_deg;
    om_picture *picture;
} om_drawn_icon;

struct om_labels {
    double px_per_unit;
    om_letters *letters;
    om_label *labels;
    om_piece *pieces;
    om_drawn_icon *icons;
    om_label_tally *tallies; /* one a painting */
    om_near *near;           /* over the labels */
    size_t label_count, piece_count, icon_count;
    size_t label_capacity, piece_capacity, icon_capacity;
};

/** A glyph and where it is wanted: px of the level, turned. */
typedef struct om_stand {
    const om_glyph *glyph;
    double x, y; /**< of its origin */
    double turn_deg;
} om_stand;

/** A line in px of the level, with the length up to each of its points. */
typedef struct om_path {
    om_xy *points;
    double *lengths_px;
    size_t count;
} om_path;

/**
 * Where the glyphs of a text stand about a place.
 *
 * @param stands  one a glyph of `words`
 * @param box     what the text takes up, px of the level, without padding
 */
void om_stand_at(const om_words *words, const om_symbol_text *text, om_xy place,
                 om_style_anchor anchor, om_stand *stands, om_rect *box);

/**
 * Where the glyphs of a text stand along a line, its middle at `middle_px`.
 *
 * @param boxes  one a glyph, px of the level
 * @return false when the line is too short there, or bends too much
 */
bool om_stand_along(const om_words *words, const om_symbol_text *text, const om_path *path,
                    double middle_px, om_stand *stands, om_rect *boxes);

/** The place on a path after `length_px`. */
om_xy om_path_at(const om_path *path, double length_px);

/** The mask and the place of a glyph that stands somewhere. */
om_piece om_piece_of(om_letters *letters, const om_stand *stand, double halo_px, int64_t x_px,
                     int64_t y_px);

/** Where placing is. Borrows; the arrays are its own. */
typedef struct om_settling {
    const om_ground *ground;
    om_labels *labels;
    om_crowd *crowd;   /**< room that is taken */
    om_crowd *repeats; /**< where a name stands already */
    om_arena *arena;   /**< scratch of one symbol */
    om_rect limits_px; /**< no text reaches beyond */
    uint32_t painting;
    om_stand *stands;
    om_rect *boxes;
    size_t stand_capacity;
} om_settling;

/** Places a symbol about a place, px of the level, where there is room; else it is left out. */
OM_CHECKED om_status om_settle_at(om_settling *settling, const om_symbol *symbol, om_xy place,
                                  double turn_deg, bool *ret_placed, om_error *err);

/** Places a text along a line. @return false when there is no room for it there */
bool om_settle_along(om_settling *settling, const om_symbol *symbol, const om_words *words,
                     const om_path *path, double middle_px);

/** Room for the glyphs of a text. */
void om_settling_make_room(om_settling *settling, size_t glyphs);

#endif

/*
 * Letters: text shaped by Pango and HarfBuzz into glyphs, and glyphs drawn once into masks.
 *
 * Shaping and drawing masks belong to one thread; the finished masks are only read and may be laid
 * over pictures by any number of threads. Glyphs are not hinted, so that text looks the same on
 * every machine that has the font.
 */
#ifndef OM_ENGINE_CANVAS_LETTERS_H
#define OM_ENGINE_CANVAS_LETTERS_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/xy.h"
#include "engine/canvas/blend.h"

/** Fonts in use and the masks of their glyphs. */
typedef struct om_letters om_letters;

om_letters *om_letters_new(void);
/** NULL is fine. */
void om_letters_free(om_letters *letters);
OM_DEFINE_AUTO(om_letters)

typedef enum om_justify { OM_JUSTIFY_LEFT, OM_JUSTIFY_CENTER, OM_JUSTIFY_RIGHT } om_justify;

/** How a text is set. Borrows. */
typedef struct om_setting {
    const char *const *fonts; /**< best first, "Noto Sans CJK SC Bold"; may be none */
    size_t font_count;
    double size_px;      /**< > 0 */
    double spacing_px;   /**< between letters, beside the font's own */
    double line_px;      /**< from one baseline to the next */
    double max_width_px; /**< lines are broken, and balanced, beyond this; 0 for one line */
    om_justify justify;
} om_setting;

/** A glyph of a set text: where its origin stands from the text's north-west corner. */
typedef struct om_glyph {
    uint32_t font; /**< a number that its om_letters knows */
    uint32_t code; /**< of the glyph in the font */
    float x, y;    /**< px */
    float advance; /**< px to the next glyph on the line */
    char text[8];  /**< what it says, UTF-8, so that text on a page can be found; "" for a mark */
} om_glyph;

/** A text that is set. Lives in an arena. */
typedef struct om_words {
    om_glyph *glyphs; /**< those that have ink or width, line by line */
    size_t count;
    double width_px, height_px; /**< of all lines */
    double baseline_px;         /**< of the first line */
    double middle_px;           /**< half of the height of a capital above the first baseline */
    size_t missing;             /**< characters that no font has */
} om_words;

/**
 * Sets a text.
 *
 * @param text  UTF-8; line breaks are kept
 * @param ret   in `arena`
 */
void om_letters_set(om_letters *letters, const char *text, const om_setting *setting,
                    om_arena *arena, om_words *ret);

/** Turns are counted in parts of a circle, clockwise. */
enum { OM_TURN = 256 };

/** A glyph as it is drawn; `sub_x` and `sub_y` are quarters of a px. */
typedef struct om_glyph_form {
    uint32_t font, code;
    uint16_t turn;        /**< 0..OM_TURN - 1 */
    uint8_t sub_x, sub_y; /**< 0..3 */
    uint16_t halo;        /**< width of a halo that is drawn instead, in 1/16 px; 0: the glyph */
    char text[8];         /**< as the glyph has it; the first that asks for the form decides */
} om_glyph_form;

/** The number of a glyph's mask, drawn when it is asked for first. */
uint32_t om_letters_mask(om_letters *letters, om_glyph_form form);

/**
 * Draws a glyph by its mask's number, its place standing at `x`, `y`: the mask onto pixels, the
 * letter itself onto a page.
 */
void om_letters_draw(const om_letters *letters, uint32_t number, om_picture *picture, int64_t x,
                     int64_t y, om_colour colour);

/** Adds the outline of a glyph that has a halo to the path of a page. */
void om_letters_trace(const om_letters *letters, uint32_t number, om_picture *page, int64_t x,
                      int64_t y);

/** Strokes what was traced as wide as the halo of mask `number`, all of it at once. */
void om_letters_stroke_traced(const om_letters *letters, uint32_t number, om_picture *page,
                              om_colour colour);

/** A mask by its number. Borrowed until the letters are freed or another mask is drawn. */
const om_mask *om_letters_mask_at(const om_letters *letters, uint32_t number);

#endif

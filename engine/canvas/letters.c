/* The masks of glyphs. */
#include "engine/canvas/letters.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/canvas/inside.h"

om_letters *om_letters_new(void)
{
    om_letters *letters = om_memory_take(1, sizeof *letters);
    letters->map = pango_cairo_font_map_new();
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(letters->map), 72);
    letters->context = pango_font_map_create_context(letters->map);

    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(letters->context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(letters->context, FALSE);
    pango_context_set_language(letters->context, pango_language_from_string("zh-cn"));
    return letters;
}

void om_letters_free(om_letters *letters)
{
    if (!letters)
        return;
    for (size_t i = 0; i < letters->mask_count; i++)
        free(letters->masks[i].mask.coverage);
    for (size_t i = 0; i < letters->font_count; i++)
        g_object_unref(letters->fonts[i]);
    g_object_unref(letters->context);
    g_object_unref(letters->map);
    free(letters->masks);
    free(letters->fonts);
    free(letters->slots);
    free(letters);
}

/* Makes a glyph's font the current one, turned and shifted as the glyph is. */
static void take_font(const om_letters *letters, cairo_t *cairo, const om_glyph_form *form)
{
    cairo_scaled_font_t *font =
        pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(letters->fonts[form->font]));
    cairo_matrix_t matrix;
    cairo_scaled_font_get_font_matrix(font, &matrix);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_scaled_font_get_font_options(font, options);

    cairo_translate(cairo, form->sub_x / 4.0, form->sub_y / 4.0);
    cairo_rotate(cairo, form->turn * 2 * M_PI / OM_TURN);
    cairo_set_font_face(cairo, cairo_scaled_font_get_font_face(font));
    cairo_set_font_matrix(cairo, &matrix);
    cairo_set_font_options(cairo, options);
    cairo_font_options_destroy(options);
}

/* The outline of a glyph as a path about its origin, turned and shifted by parts of a px. */
static void trace(const om_letters *letters, cairo_t *cairo, const om_glyph_form *form)
{
    take_font(letters, cairo, form);
    const cairo_glyph_t glyph = {.index = form->code};
    cairo_glyph_path(cairo, &glyph, 1);
    cairo_identity_matrix(cairo);
}

/* The px that a traced path covers, with `around` px on each side. */
static om_mask frame_of(cairo_t *cairo, double around)
{
    double left, top, right, bottom;
    cairo_path_extents(cairo, &left, &top, &right, &bottom);
    if (!(right > left) || !(bottom > top))
        return (om_mask){0};
    left = floor(left - around);
    top = floor(top - around);
    return (om_mask){
        .left = (int16_t)left,
        .top = (int16_t)top,
        .width = (uint16_t)(ceil(right + around) - left),
        .height = (uint16_t)(ceil(bottom + around) - top),
    };
}

static void copy_rows(om_mask *mask, cairo_surface_t *surface)
{
    cairo_surface_flush(surface);
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    const size_t stride = (size_t)cairo_image_surface_get_stride(surface);
    mask->coverage = om_memory_take((size_t)mask->width * mask->height, 1);
    for (size_t row = 0; row < mask->height; row++)
        memcpy(mask->coverage + row * mask->width, rows + row * stride, mask->width);
}

static om_mask drawn(om_letters *letters, const om_glyph_form *form)
{
    const double halo_px = form->halo / 16.0;
    cairo_surface_t *nothing = cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *tracer = cairo_create(nothing);
    trace(letters, tracer, form);
    om_mask mask = frame_of(tracer, halo_px + 1);
    if (mask.width > 0) {
        cairo_path_t *path = cairo_copy_path(tracer);
        cairo_surface_t *surface =
            cairo_image_surface_create(CAIRO_FORMAT_A8, mask.width, mask.height);
        cairo_t *cairo = cairo_create(surface);
        cairo_translate(cairo, -mask.left, -mask.top);
        cairo_append_path(cairo, path);
        cairo_path_destroy(path);
        cairo_set_antialias(cairo, CAIRO_ANTIALIAS_BEST);
        cairo_fill_preserve(cairo);
        if (form->halo) {
            cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
            cairo_set_line_width(cairo, 2 * halo_px);
            cairo_stroke(cairo);
        }
        cairo_destroy(cairo);
        copy_rows(&mask, surface);
        cairo_surface_destroy(surface);
    }
    cairo_destroy(tracer);
    cairo_surface_destroy(nothing);
    return mask;
}

static bool same_form(const om_glyph_form *a, const om_glyph_form *b)
{
    return a->font == b->font && a->code == b->code && a->turn == b->turn && a->sub_x == b->sub_x &&
           a->sub_y == b->sub_y && a->halo == b->halo;
}

static size_t hash_of(const om_glyph_form *form)
{
    uint64_t hash = form->font * UINT64_C(0x9e3779b97f4a7c15) + form->code;
    hash = hash * UINT64_C(0xbf58476d1ce4e5b9) + ((uint64_t)form->turn << 24 |
                                                  (uint64_t)form->sub_x << 20 |
                                                  (uint64_t)form->sub_y << 16 | form->halo);
    hash = (hash ^ (hash >> 29)) * UINT64_C(0x94d049bb133111eb);
    return (size_t)(hash ^ (hash >> 31));
}

/* Slots hold a mask's number plus one; 0 is free. */
static uint32_t *slot_of(om_letters *letters, const om_glyph_form *form)
{
    size_t at = hash_of(form) & (letters->slot_count - 1);
    while (letters->slots[at] && !same_form(&letters->masks[letters->slots[at] - 1].form, form))
        at = (at + 1) & (letters->slot_count - 1);
    return &letters->slots[at];
}

static void make_room(om_letters *letters)
{
    if (2 * (letters->mask_count + 1) <= letters->slot_count)
        return;
    free(letters->slots);
    letters->slot_count = letters->slot_count ? 2 * letters->slot_count : 1024;
    letters->slots = om_memory_take(letters->slot_count, sizeof *letters->slots);
    for (size_t i = 0; i < letters->mask_count; i++)
        *slot_of(letters, &letters->masks[i].form) = (uint32_t)i + 1;
}

uint32_t om_letters_mask(om_letters *letters, om_glyph_form form)
{
    make_room(letters);
    uint32_t *slot = slot_of(letters, &form);
    if (!*slot) {
        letters->masks = om_memory_grow(letters->masks, letters->mask_count + 1,
                                        &letters->mask_capacity, sizeof *letters->masks);
        letters->masks[letters->mask_count++] =
            (form_mask){.form = form, .mask = drawn(letters, &form)};
        *slot = (uint32_t)letters->mask_count;
    }
    return *slot - 1;
}

const om_mask *om_letters_mask_at(const om_letters *letters, uint32_t number)
{
    return &letters->masks[number].mask;
}

/* ---- Onto pictures and pages ---- */

void om_letters_draw(const om_letters *letters, uint32_t number, om_picture *picture, int64_t x,
                     int64_t y, om_colour colour)
{
    const form_mask *form = &letters->masks[number];
    if (!picture->page) {
        om_picture_blend_mask(picture, x, y, &form->mask, colour);
        return;
    }
    cairo_t *cairo = picture->page->cairo;
    const cairo_glyph_t glyph = {.index = form->form.code};
    cairo_save(cairo);
    cairo_translate(cairo, (double)x, (double)y);
    take_font(letters, cairo, &form->form);
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, colour.alpha);
    const int length = (int)strlen(form->form.text);
    const cairo_text_cluster_t cluster = {length, 1};
    if (length)
        cairo_show_text_glyphs(cairo, form->form.text, length, &glyph, 1, &cluster, 1, 0);
    else
        cairo_show_glyphs(cairo, &glyph, 1);
    cairo_restore(cairo);
}

void om_letters_trace(const om_letters *letters, uint32_t number, om_picture *page, int64_t x,
                      int64_t y)
{
    const form_mask *form = &letters->masks[number];
    cairo_t *cairo = page->page->cairo;
    const cairo_glyph_t glyph = {.index = form->form.code};
    cairo_save(cairo);
    cairo_translate(cairo, (double)x, (double)y);
    take_font(letters, cairo, &form->form);
    cairo_glyph_path(cairo, &glyph, 1);
    cairo_restore(cairo);
}

void om_letters_stroke_traced(const om_letters *letters, uint32_t number, om_picture *page,
                              om_colour colour)
{
    cairo_t *cairo = page->page->cairo;
    cairo_save(cairo);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cairo, 2 * letters->masks[number].form.halo / 16.0);
    cairo_set_source_rgba(cairo, colour.red, colour.green, colour.blue, colour.alpha);
    cairo_stroke(cairo);
    cairo_restore(cairo);
}

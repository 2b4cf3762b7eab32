/* Setting text: Pango breaks and shapes it, the lines are stacked here. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/canvas/inside.h"

/* What every text falls back on: Latin and Chinese drawn by one hand. */
static const char house_font[] = "Noto Sans CJK SC";

/* Some styles name fonts as glyph servers call them: "Noto Sans Regular". */
static PangoFontDescription *description_of(const om_setting *setting)
{
    OM_AUTO_MEMORY char *wish =
        om_memory_text(setting->font_count ? setting->fonts[0] : house_font);
    char *regular = strstr(wish, " Regular");
    if (regular)
        *regular = '\0';

    PangoFontDescription *description = pango_font_description_from_string(wish);
    const char *family = pango_font_description_get_family(description);
    if (!family || strcmp(family, house_font) != 0) {
        char *families = g_strconcat(house_font, family ? "," : NULL, family, NULL);
        if (family && !g_str_has_prefix(family, "Noto Sans")) {
            g_free(families);
            families = g_strconcat(family, ",", house_font, NULL);
        }
        pango_font_description_set_family(description, families);
        g_free(families);
    }
    pango_font_description_set_absolute_size(description, setting->size_px * PANGO_SCALE);
    return description;
}

static uint32_t number_of(om_letters *letters, PangoFont *font)
{
    for (size_t i = letters->font_count; i-- > 0;)
        if (letters->fonts[i] == font)
            return (uint32_t)i;
    letters->fonts = om_memory_grow(letters->fonts, letters->font_count + 1,
                                    &letters->font_capacity, sizeof(PangoFont *));
    letters->fonts[letters->font_count] = g_object_ref(font);
    return (uint32_t)letters->font_count++;
}

static void space_letters(PangoLayout *layout, double spacing_px)
{
    PangoAttrList *attributes = pango_attr_list_new();
    pango_attr_list_insert(attributes,
                           pango_attr_letter_spacing_new((int)lround(spacing_px * PANGO_SCALE)));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

static double width_of(PangoLayout *layout)
{
    int width;
    pango_layout_get_size(layout, &width, NULL);
    return width / (double)PANGO_SCALE;
}

/* Breaks too long a text into lines of about the same length. */
static void break_lines(PangoLayout *layout, const om_setting *setting)
{
    const double width_px = width_of(layout);
    if (!(setting->max_width_px > 0) || width_px <= setting->max_width_px)
        return;
    const double lines = ceil(width_px / setting->max_width_px);
    const double even_px = fmin(setting->max_width_px, 1.15 * width_px / lines);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_width(layout, (int)ceil(even_px * PANGO_SCALE));
    if (pango_layout_get_line_count(layout) > lines)
        pango_layout_set_width(layout, (int)ceil(setting->max_width_px * PANGO_SCALE));
}

static PangoLayout *layout_of(om_letters *letters, const char *text, const om_setting *setting)
{
    PangoLayout *layout = pango_layout_new(letters->context);
    PangoFontDescription *description = description_of(setting);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    if (setting->spacing_px != 0)
        space_letters(layout, setting->spacing_px);
    pango_layout_set_text(layout, text, -1);
    break_lines(layout, setting);
    return layout;
}

static size_t glyph_count(PangoLayout *layout)
{
    size_t count = 0;
    for (GSList *l = pango_layout_get_lines_readonly(layout); l; l = l->next)
        for (GSList *r = ((PangoLayoutLine *)l->data)->runs; r; r = r->next)
            count += (size_t)((PangoGlyphItem *)r->data)->glyphs->num_glyphs;
    return count;
}

static bool is_drawn(PangoGlyph glyph)
{
    return glyph != PANGO_GLYPH_EMPTY && !(glyph & PANGO_GLYPH_UNKNOWN_FLAG);
}

/* What glyph `index` of a run says: the text of its cluster, if it is the first glyph of it. */
static void take_text(const char *text, const PangoGlyphItem *run, int index, char ret[8])
{
    const int *clusters = run->glyphs->log_clusters;
    const int count = run->glyphs->num_glyphs;
    const char *from = text + run->item->offset + clusters[index];
    const char *end = g_utf8_next_char(from);
    const char *last = text + run->item->offset + run->item->length;
    if (index > 0 && clusters[index] == clusters[index - 1])
        return;
    if (index + 1 < count && clusters[index + 1] > clusters[index])
        last = text + run->item->offset + clusters[index + 1];
    else if (index + 1 < count)
        last = end;
    while (end < last && g_utf8_next_char(end) - from < 8)
        end = g_utf8_next_char(end);
    memcpy(ret, from, (size_t)(end - from));
}

/* Adds the glyphs of a line that begins at `x`, its baseline at `y`. */
static void add_line(om_letters *letters, const PangoLayoutLine *line, double x, double y,
                     om_words *words)
{
    for (const GSList *r = line->runs; r; r = r->next) {
        const PangoGlyphItem *run = r->data;
        const uint32_t font = number_of(letters, run->item->analysis.font);
        for (int i = 0; i < run->glyphs->num_glyphs; i++) {
            const PangoGlyphInfo *info = &run->glyphs->glyphs[i];
            const double advance = info->geometry.width / (double)PANGO_SCALE;
            if (is_drawn(info->glyph)) {
                om_glyph *glyph = &words->glyphs[words->count++];
                *glyph = (om_glyph){
                    .font = font,
                    .code = info->glyph,
                    .x = (float)(x + info->geometry.x_offset / (double)PANGO_SCALE),
                    .y = (float)(y + info->geometry.y_offset / (double)PANGO_SCALE),
                    .advance = (float)advance,
                };
                take_text(pango_layout_get_text(line->layout), run, i, glyph->text);
            }
            x += advance;
        }
    }
}

static double line_width(PangoLayoutLine *line)
{
    PangoRectangle logical;
    pango_layout_line_get_extents(line, NULL, &logical);
    return logical.width / (double)PANGO_SCALE;
}

void om_letters_set(om_letters *letters, const char *text, const om_setting *setting,
                    om_arena *arena, om_words *ret)
{
    PangoLayout *layout = layout_of(letters, text, setting);
    GSList *lines = pango_layout_get_lines_readonly(layout);
    /* Capitals and Chinese characters of the house font: from 0.88 above to 0.12 below. */
    const double above = 0.5 * (setting->line_px - setting->size_px) + 0.88 * setting->size_px;

    om_words words = {
        .glyphs = OM_ARENA_ARRAY(arena, om_glyph, glyph_count(layout)),
        .missing = (size_t)pango_layout_get_unknown_glyphs_count(layout),
        .height_px = pango_layout_get_line_count(layout) * setting->line_px,
        .baseline_px = above,
        .middle_px = above - 0.37 * setting->size_px,
    };
    for (GSList *l = lines; l; l = l->next)
        words.width_px = fmax(words.width_px, line_width(l->data));

    double baseline = above;
    for (GSList *l = lines; l; l = l->next, baseline += setting->line_px) {
        const double slack = words.width_px - line_width(l->data);
        const double share = setting->justify == OM_JUSTIFY_LEFT    ? 0
                             : setting->justify == OM_JUSTIFY_RIGHT ? 1
                                                                    : 0.5;
        add_line(letters, l->data, slack * share, baseline, &words);
    }
    g_object_unref(layout);
    *ret = words;
}

/* Writing words on a picture. */
#include "engine/draw/typeset.h"

#include <math.h>
#include <string.h>

static om_words set(const om_typeset *typeset, const char *words, const om_type *type,
                    double width_px)
{
    static const char *const bold[] = {"Noto Sans CJK SC Bold"};
    const om_setting setting = {
        .fonts = bold,
        .font_count = type->bold ? 1 : 0,
        .size_px = type->size_px * typeset->scale,
        .line_px = rint(type->size_px * 1.35) * typeset->scale,
        .max_width_px = width_px * typeset->scale,
    };
    om_words ret;
    om_letters_set(typeset->letters, words, &setting, typeset->arena, &ret);
    return ret;
}

om_xy om_typeset_measure(const om_typeset *typeset, const char *words, const om_type *type,
                         double width_px)
{
    const om_words measured = set(typeset, words, type, width_px);
    return (om_xy){measured.width_px / typeset->scale, measured.height_px / typeset->scale};
}

double om_typeset_write(const om_typeset *typeset, const char *words, const om_type *type, om_xy at,
                        double width_px)
{
    const om_words written = set(typeset, words, type, width_px);
    const double left = rint(at.x * typeset->scale);
    const double down = rint(at.y * typeset->scale + written.baseline_px) - written.baseline_px;
    for (size_t i = 0; i < written.count; i++) {
        const om_glyph *glyph = &written.glyphs[i];
        const double x = left + glyph->x;
        om_glyph_form form = {
            .font = glyph->font,
            .code = glyph->code,
            .sub_x = (uint8_t)((x - floor(x)) * 4),
        };
        memcpy(form.text, glyph->text, sizeof form.text);
        const uint32_t mask = om_letters_mask(typeset->letters, form);
        om_letters_draw(typeset->letters, mask, typeset->picture, (int64_t)floor(x),
                        (int64_t)rint(down + glyph->y), type->colour);
    }
    return written.height_px / typeset->scale;
}

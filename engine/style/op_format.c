/* format: a text in sections, each with a font, a size and a colour of its own; image. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/operator.h"

/* What a section of a `format` is compiled to: numbers of arguments, 0 for none (0 is a section).
 */
typedef struct section_form {
    size_t content, scale, fonts, colour, align;
} section_form;

static om_section_align align_of(const char *name)
{
    return strcmp(name, "top") == 0      ? OM_SECTION_ALIGN_TOP
           : strcmp(name, "center") == 0 ? OM_SECTION_ALIGN_CENTER
                                         : OM_SECTION_ALIGN_BOTTOM;
}

static om_datum take_fonts(om_datum list, om_arena *arena, om_section *ret)
{
    const char **fonts = OM_ARENA_ARRAY(arena, const char *, list.array.count);
    for (size_t i = 0; i < list.array.count; i++)
        fonts[i] = list.array.items[i].text;
    ret->fonts = fonts;
    ret->font_count = list.array.count;
    return (om_datum){0};
}

/* One section; null, or the error that one of its parts came to. */
static om_datum make_section(const om_expression *node, const section_form *form,
                             const om_evaluation *evaluation, om_section *ret)
{
    OM_ARGUMENT(content, form->content);
    if (form->align) {
        OM_ARGUMENT(align, form->align);
        ret->align = align_of(align.text);
    }
    ret->text = content.kind == OM_DATUM_IMAGE ? "" : om_datum_to_text(content, evaluation->arena);
    ret->image = content.kind == OM_DATUM_IMAGE ? content.text : NULL;
    if (ret->image)
        return (om_datum){0};
    if (form->scale) {
        OM_ARGUMENT(scale, form->scale);
        ret->scale = scale.number;
    }
    if (form->colour) {
        OM_ARGUMENT(colour, form->colour);
        ret->colour = colour.colour;
        ret->has_colour = true;
    }
    if (form->fonts) {
        OM_ARGUMENT(fonts, form->fonts);
        return take_fonts(fonts, evaluation->arena, ret);
    }
    return (om_datum){0};
}

/* The forms of a node end with one that has no content beyond the first. */
typedef struct sections {
    section_form *forms;
    size_t count;
} sections;

static om_datum format(const om_expression *node, const om_evaluation *evaluation)
{
    const sections *all = node->detail;
    om_section *made = OM_ARENA_ARRAY(evaluation->arena, om_section, all->count);
    for (size_t i = 0; i < all->count; i++) {
        const om_datum failed = make_section(node, &all->forms[i], evaluation, &made[i]);
        if (failed.kind == OM_DATUM_ERROR)
            return failed;
    }
    return om_datum_formatted(made, all->count);
}

/* ---- Compiling ---- */

static om_status add_option(const om_scope *scope, const om_place *options, const char *key,
                            om_type wanted, om_expression *node, size_t *ret, om_error *err)
{
    const om_place place = om_place_member(options, key);
    if (!place.json || om_json_kind_of(place.json) == OM_JSON_NULL)
        return OM_OK;
    const om_expression *option;
    OM_TRY(om_expression_compile(scope, &place, wanted, &option, err));
    node->depends |= option->depends;
    node->arguments[node->count] = option;
    *ret = node->count++;
    return OM_OK;
}

static om_status add_options(const om_scope *scope, const om_place *options, om_expression *node,
                             section_form *form, om_error *err)
{
    static const char *const known[] = {"font-scale", "text-font", "text-color", "vertical-align",
                                        NULL};
    static const char *const aligns[] = {"bottom", "center", "top", NULL};
    const om_type fonts = {.kind = OM_TYPE_ARRAY, .item = OM_TYPE_TEXT};
    const om_type align = {.kind = OM_TYPE_TEXT, .choices = aligns};
    for (om_json_member m = om_json_first(options->json); m.key;
         m = om_json_next(options->json, m)) {
        const om_place member = om_place_member(options, m.key);
        size_t i = 0;
        while (known[i] && strcmp(known[i], m.key) != 0)
            i++;
        if (!known[i])
            return om_place_fail(&member, err, "sections have no \"%s\"", m.key);
    }
    OM_TRY(add_option(scope, options, known[0], OM_TYPE(NUMBER), node, &form->scale, err));
    OM_TRY(add_option(scope, options, known[1], fonts, node, &form->fonts, err));
    OM_TRY(add_option(scope, options, known[2], OM_TYPE(COLOUR), node, &form->colour, err));
    return add_option(scope, options, known[3], align, node, &form->align, err);
}

static om_status add_section(const om_scope *scope, const om_place *place, size_t index,
                             om_expression *node, om_error *err)
{
    const om_place item = om_place_item(place, index);
    OM_TRY(om_node_add(scope, place, index, OM_TYPE(VALUE), node, err));
    const om_type type = node->arguments[node->count - 1]->type;
    if (type.kind != OM_TYPE_TEXT && type.kind != OM_TYPE_VALUE && type.kind != OM_TYPE_NULL &&
        type.kind != OM_TYPE_IMAGE)
        return om_place_fail(&item, err, "a section is a string, an image or null, not %s",
                             om_type_name(type, scope->arena));
    return OM_OK;
}

static om_status compile_format(const om_scope *scope, const om_place *place, om_type wanted,
                                om_expression *node, om_error *err)
{
    (void)wanted;
    const size_t count = om_json_count(place->json);
    sections *all = om_arena_take(scope->arena, sizeof *all);
    all->forms = OM_ARENA_ARRAY(scope->arena, section_form, count);
    node->detail = all;
    om_node_reserve(scope, node, 4 * count);
    bool may_have_options = false;
    for (size_t i = 1; i < count; i++) {
        const om_place item = om_place_item(place, i);
        const bool is_options = om_json_kind_of(item.json) == OM_JSON_OBJECT;
        if (is_options && !may_have_options)
            return om_place_fail(&item, err, "options stand after the section they are for");
        if (is_options) {
            OM_TRY(add_options(scope, &item, node, &all->forms[all->count - 1], err));
        } else {
            all->forms[all->count++].content = node->count;
            OM_TRY(add_section(scope, place, i, node, err));
        }
        may_have_options = !is_options;
    }
    return OM_OK;
}

const char *om_format_undrawn(const om_expression *node)
{
    const sections *all = node->evaluate == format ? node->detail : NULL;
    for (size_t i = 0; all && i < all->count; i++) {
        const section_form *form = &all->forms[i];
        if (node->arguments[form->content]->type.kind == OM_TYPE_IMAGE)
            return "image";
        if (form->scale || form->fonts || form->colour || form->align)
            return form->scale    ? "font-scale"
                   : form->fonts  ? "text-font"
                   : form->colour ? "text-color"
                                  : "vertical-align";
    }
    for (size_t i = 0; i < node->count; i++)
        if (om_format_undrawn(node->arguments[i]))
            return om_format_undrawn(node->arguments[i]);
    return NULL;
}

/* ---- image ---- */

static om_datum image(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(name, 0);
    return *name.text ? om_datum_image(name.text) : (om_datum){0};
}

static om_status compile_image(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    (void)wanted;
    node->depends = OM_DEPENDS_ON_IMAGES;
    om_node_reserve(scope, node, 1);
    return om_node_add(scope, place, 1, OM_TYPE(TEXT), node, err);
}

const om_operator om_operators_format[] = {
    {"format", 1, OM_MANY, OM_TYPE_VALUE, OM_TYPE_FORMATTED, format, compile_format},
    {"image", 1, 1, OM_TYPE_TEXT, OM_TYPE_IMAGE, image, compile_image},
    {0},
};

/* Operators that hang on a locale: collator, resolved-locale, number-format, is-supported-script.
 */
#include <string.h>

#include "engine/base/locale.h"
#include "engine/style/operator.h"

/* ---- Options: an object whose members are expressions ---- */

/* Adds an option, or what holds where it is not given. */
static om_status add_option(const om_scope *scope, const om_place *options, const char *key,
                            om_type wanted, om_expression *node, om_error *err)
{
    const om_place place = om_place_member(options, key);
    const om_expression *option = om_expression_of_datum(
        scope, wanted.kind == OM_TYPE_BOOL ? om_datum_bool(false) : (om_datum){0});
    if (place.json && om_json_kind_of(place.json) != OM_JSON_NULL)
        OM_TRY(om_expression_compile(scope, &place, wanted, &option, err));
    node->arguments[node->count++] = option;
    node->depends |= option->depends;
    return OM_OK;
}

static om_status check_options(const om_place *options, const char *const *known, om_error *err)
{
    OM_TRY(om_place_expect(options, OM_JSON_OBJECT, err));
    for (om_json_member m = om_json_first(options->json); m.key;
         m = om_json_next(options->json, m)) {
        const om_place member = om_place_member(options, m.key);
        size_t i = 0;
        while (known[i] && strcmp(known[i], m.key) != 0)
            i++;
        if (!known[i])
            return om_place_fail(&member, err, "there is no such option");
    }
    return OM_OK;
}

/* ---- collator, resolved-locale ---- */

static om_datum collator(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(by_case, 0);
    OM_ARGUMENT(by_diacritic, 1);
    OM_ARGUMENT(locale, 2);
    om_collator *made = om_arena_take(evaluation->arena, sizeof *made);
    made->case_sensitive = by_case.truth;
    made->diacritic_sensitive = by_diacritic.truth;
    made->locale = locale.kind == OM_DATUM_TEXT ? locale.text : NULL;
    return (om_datum){.kind = OM_DATUM_COLLATOR, .collator = made};
}

static om_status compile_collator(const om_scope *scope, const om_place *place, om_type wanted,
                                  om_expression *node, om_error *err)
{
    static const char *const known[] = {"case-sensitive", "diacritic-sensitive", "locale", NULL};
    (void)wanted;
    const om_place options = om_place_item(place, 1);
    OM_TRY(check_options(&options, known, err));
    om_node_reserve(scope, node, 3);
    OM_TRY(add_option(scope, &options, known[0], OM_TYPE(BOOL), node, err));
    OM_TRY(add_option(scope, &options, known[1], OM_TYPE(BOOL), node, err));
    return add_option(scope, &options, known[2], OM_TYPE(TEXT), node, err);
}

static om_datum resolved_locale(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(by, 0);
    return om_datum_text(om_locale_resolved(by.collator->locale, evaluation->arena));
}

/* ---- number-format ---- */

static om_datum number_format(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(number, 0);
    OM_ARGUMENT(locale, 1);
    OM_ARGUMENT(currency, 2);
    OM_ARGUMENT(unit, 3);
    OM_ARGUMENT(least, 4);
    OM_ARGUMENT(most, 5);
    if ((least.kind == OM_DATUM_NUMBER && !(least.number >= 0 && least.number <= 20)) ||
        (most.kind == OM_DATUM_NUMBER && !(most.number >= 0 && most.number <= 20)))
        return om_datum_error("a number has 0 to 20 digits after its point");
    const om_number_style style = {
        .locale = locale.kind == OM_DATUM_TEXT ? locale.text : NULL,
        .currency = currency.kind == OM_DATUM_TEXT ? currency.text : NULL,
        .unit = unit.kind == OM_DATUM_TEXT ? unit.text : NULL,
        .fraction_min = least.kind == OM_DATUM_NUMBER ? (int)least.number : -1,
        .fraction_max = most.kind == OM_DATUM_NUMBER ? (int)most.number : -1,
    };
    const char *text = om_locale_number(number.number, &style, evaluation->arena);
    return text ? om_datum_text(text)
                : om_datum_error("no such currency or unit, or fewer digits at most than at least");
}

static om_status compile_number_format(const om_scope *scope, const om_place *place, om_type wanted,
                                       om_expression *node, om_error *err)
{
    static const char *const known[] = {
        "locale", "currency", "unit", "min-fraction-digits", "max-fraction-digits", NULL};
    (void)wanted;
    const om_place options = om_place_item(place, 2);
    OM_TRY(check_options(&options, known, err));
    if (om_json_get(options.json, "currency") && om_json_get(options.json, "unit"))
        return om_place_fail(place, err, "a number has a currency or a unit, not both");
    om_node_reserve(scope, node, 6);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(NUMBER), node, err));
    for (size_t i = 0; known[i]; i++)
        OM_TRY(add_option(scope, &options, known[i], i < 3 ? OM_TYPE(TEXT) : OM_TYPE(NUMBER), node,
                          err));
    return OM_OK;
}

/* ---- is-supported-script ---- */

/* Pango and HarfBuzz shape every script; what a font lacks is counted when it is drawn. */
static om_datum is_supported_script(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(text, 0);
    return om_datum_bool(true);
}

const om_operator om_operators_locale[] = {
    {"collator", 1, 1, OM_TYPE_VALUE, OM_TYPE_COLLATOR, collator, compile_collator},
    {"resolved-locale", 1, 1, OM_TYPE_COLLATOR, OM_TYPE_TEXT, resolved_locale, NULL},
    {"number-format", 2, 2, OM_TYPE_VALUE, OM_TYPE_TEXT, number_format, compile_number_format},
    {"is-supported-script", 1, 1, OM_TYPE_TEXT, OM_TYPE_BOOL, is_supported_script, NULL},
    {0},
};

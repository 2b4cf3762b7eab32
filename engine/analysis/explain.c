/* om_explain(): each analysis explains its own; here is who, and for whom. */
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/arena.h"

/* "risk, shelter_area": the analyses that explain something. */
static void list_explaining(om_text *ret)
{
    size_t count;
    const om_analysis *const *all = om_analyses(&count);
    for (size_t i = 0; i < count; i++)
        if (all[i]->explain)
            om_text_add_format(ret, "%s%s", ret->length ? ", " : "", all[i]->name);
}

static om_status find_explaining(const char *name, const om_analysis **ret, om_error *err)
{
    const om_analysis *found = om_analysis_find(name);
    OM_AUTO_TEXT names = {0};
    if (found && found->explain) {
        *ret = found;
        return OM_OK;
    }
    list_explaining(&names);
    return om_fail(err, OM_ERR_NOT_FOUND, "'%s' cannot be explained; what can: %s", name,
                   names.bytes);
}

om_status om_explain(om_store *store, const char *name, const om_subject *subject, char **ret_json,
                     om_error *err)
{
    const om_analysis *analysis = NULL;
    OM_AUTO(om_json) document = NULL;
    OM_TRY(find_explaining(name, &analysis, err));
    if (!!subject->at + !!subject->district + !!subject->source != 1)
        return om_fail(err, OM_ERR_USAGE,
                       "it needs one of a place, a district and a source to explain");
    OM_TRY(analysis->explain(store, subject, &document, err));
    *ret_json = om_json_write(document);
    return OM_OK;
}

om_status om_explanation_text(const char *json, const char *language, char **ret_text,
                              om_error *err)
{
    const bool zh = language && strcmp(language, "zh") == 0;
    if (language && !zh && strcmp(language, "en") != 0)
        return om_fail(err, OM_ERR_RANGE, "the language is '%s', neither en nor zh", language);
    OM_AUTO(om_json) document = NULL;
    OM_TRY(om_json_parse(json, strlen(json), "explanation", &document, err));
    const char *explains = om_said_text(document, "explains");
    const om_analysis *analysis = explains ? om_analysis_find(explains) : NULL;
    if (!analysis || !analysis->tell || !om_json_get(document, "run"))
        return om_fail(err, OM_ERR_DATA, "this document explains nothing");
    OM_AUTO_TEXT text = {0};
    om_speech speech = {.text = &text, .zh = zh};
    analysis->tell(&speech, document);
    *ret_text = om_text_take(&text);
    return OM_OK;
}

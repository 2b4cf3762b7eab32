/* om_report(): the document in the form that is asked for, as text or as a file. */
#include "engine/report/report.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/draw/made_of.h"

typedef enum form { FORM_HTML, FORM_JSON, FORM_CSV, FORMS } form;

static const char *const form_names[FORMS] = {"html", "json", "csv"};

static om_status find_form(const char *name, form *ret, om_error *err)
{
    for (int i = 0; i < FORMS; i++) {
        if (strcmp(name, form_names[i]) == 0) {
            *ret = (form)i;
            return OM_OK;
        }
    }
    const char *nearest = om_text_nearest(name, form_names, FORMS);
    return om_fail(err, OM_ERR_USAGE, "a report is html, json or csv, not '%s'%s%s%s", name,
                   nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

static om_status check_options(const om_report_options *options, om_error *err)
{
    const char *language = options->language;
    if (language && strcmp(language, "en") != 0 && strcmp(language, "zh") != 0)
        return om_fail(err, OM_ERR_RANGE, "the language is '%s', neither en nor zh", language);
    return OM_OK;
}

/* @param before  the page that is to be replaced; NULL: none */
static om_status write_page(om_store *store, const om_json *document,
                            const om_report_options *options, const char *before, om_text *ret,
                            om_error *err)
{
    OM_AUTO(om_json) maps = NULL;
    OM_TRY(om_report_maps(store, document, options, before, &maps, err));
    return om_report_html(document, maps, options, ret, err);
}

static om_status write_form(om_store *store, const om_json *document, form as,
                            const om_report_options *options, const char *before, om_text *ret,
                            om_error *err)
{
    if (as == FORM_HTML)
        return write_page(store, document, options, before, ret, err);
    if (as == FORM_CSV) {
        om_report_csv(document, ret);
        return OM_OK;
    }
    OM_AUTO_MEMORY char *text = om_json_write(document);
    om_text_add_format(ret, "%s\n", text);
    return OM_OK;
}

om_status om_report(om_store *store, const om_report_options *options, const char *format,
                    char **ret_text, om_error *err)
{
    static const om_report_options plain = {0};
    options = options ? options : &plain;
    form as = FORM_JSON;
    OM_AUTO(om_json) document = NULL;
    OM_AUTO_TEXT text = {0};
    OM_TRY(find_form(format, &as, err));
    OM_TRY(check_options(options, err));
    OM_TRY(om_report_document(store, options, &document, err));
    OM_TRY(write_form(store, document, as, options, NULL, &text, err));
    *ret_text = om_text_take(&text);
    return OM_OK;
}

om_status om_report_file(om_store *store, const om_report_options *options, const char *path,
                         char **ret_report, om_error *err)
{
    static const om_report_options plain = {0};
    options = options ? options : &plain;
    const char *dot = strrchr(om_path_base(path), '.');
    form as = FORM_JSON;
    OM_AUTO(om_json) document = NULL;
    OM_AUTO_TEXT before = {0};
    OM_AUTO_TEXT text = {0};
    OM_TRY(find_form(dot ? dot + 1 : "", &as, err));
    OM_TRY(check_options(options, err));
    OM_TRY(om_report_document(store, options, &document, err));
    if (as == FORM_HTML && om_file_exists(path))
        OM_TRY(om_file_read(path, &before, err));
    OM_TRY(write_form(store, document, as, options, before.bytes, &text, err));
    OM_TRY(om_file_write(path, text.bytes, text.length, err));
    if (ret_report)
        *ret_report = om_json_write(document);
    return OM_OK;
}

/* An indicator hangs on its layer, on what its analysis reads (that may have changed since), and on
 * its map. */
static om_status add_indicator(om_store *store, const om_indicator *indicator, om_arena *arena,
                               om_text *ret, om_error *err)
{
    const char *style = NULL;
    OM_TRY(om_layer_add_state(store, indicator->layer->name, ret, err));
    for (const om_input *input = indicator->analysis->inputs; input->layer; input++)
        OM_TRY(om_layer_add_state(store, input->layer, ret, err));
    if (!indicator->map)
        return OM_OK;
    OM_TRY(om_share_find(arena, om_arena_format(arena, "styles/%s.json", indicator->map), &style,
                         err));
    return om_draw_made_of(store, style, ret, err);
}

om_status om_report_made_of(om_store *store, om_text *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    om_indicators indicators;
    const char *look = NULL;
    OM_TRY(om_indicators_open(arena, NULL, &indicators, err));
    OM_TRY(om_file_add_state(indicators.path, ret, err));
    OM_TRY(om_share_find(arena, "styles/report.css", &look, err));
    OM_TRY(om_file_add_state(look, ret, err));
    OM_TRY(om_layer_add_state(store, "district", ret, err));
    for (size_t i = 0; i < indicators.count; i++)
        OM_TRY(add_indicator(store, &indicators.list[i], arena, ret, err));
    return OM_OK;
}

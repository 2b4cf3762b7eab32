/* The list of all analyses, from analyses.def, and its description. */
#include <string.h>

#include "engine/analysis/analysis.h"

#define OM_ANALYSIS(name) extern const om_analysis om_analysis_##name;
#include "engine/analysis/analyses.def"
#undef OM_ANALYSIS

/* Ended by NULL, so that the list may be empty. */
static const om_analysis *const analyses[] = {
#define OM_ANALYSIS(name) &om_analysis_##name,
#include "engine/analysis/analyses.def"
#undef OM_ANALYSIS
    NULL,
};

const om_analysis *const *om_analyses(size_t *ret_count)
{
    *ret_count = sizeof analyses / sizeof *analyses - 1;
    return analyses;
}

const om_analysis *om_analysis_find(const char *name)
{
    for (const om_analysis *const *at = analyses; *at; at++)
        if (strcmp((*at)->name, name) == 0)
            return *at;
    return NULL;
}

static om_json *describe_inputs(const om_input *inputs)
{
    om_json *list = om_json_array_new();
    for (const om_input *input = inputs; input->layer; input++) {
        om_json *entry = om_json_add(list, om_json_object_new());
        om_json_put_text(entry, "layer", input->layer);
        om_json_put_bool(entry, "required", input->required);
        om_json_put_text(entry, "why", input->why);
    }
    return list;
}

static void describe_default(om_json *entry, const om_setting *setting)
{
    double number;
    if (setting->standard[0] == '\0')
        om_json_put_text(entry, "default", NULL);
    else if (setting->kind == OM_SETTING_NUMBER && om_text_to_number(setting->standard, &number))
        om_json_put_number(entry, "default", number);
    else
        om_json_put_text(entry, "default", setting->standard);
}

static om_json *names_array(const char *const *names)
{
    om_json *list = om_json_array_new();
    for (; names && *names; names++)
        om_json_add(list, om_json_text_new(*names));
    return list;
}

static om_json *describe_settings(const om_setting *settings)
{
    static const char *const kinds[] = {"number", "text", "choice"};
    om_json *list = om_json_array_new();
    for (const om_setting *setting = settings; setting->name; setting++) {
        om_json *entry = om_json_add(list, om_json_object_new());
        om_json_put_text(entry, "name", setting->name);
        om_json_put_text(entry, "type", kinds[setting->kind]);
        om_json_put_text(entry, "unit", setting->unit);
        describe_default(entry, setting);
        if (setting->kind == OM_SETTING_NUMBER) {
            om_json_put_number(entry, "minimum", setting->minimum);
            om_json_put_number(entry, "maximum", setting->maximum);
        }
        if (setting->kind == OM_SETTING_CHOICE)
            om_json_put(entry, "choices", names_array(setting->choices));
        om_json_put_text(entry, "summary", setting->summary);
    }
    return list;
}

static om_json *describe_outputs(const char *const *outputs)
{
    om_json *list = om_json_array_new();
    for (; *outputs; outputs++) {
        const om_layer *layer = om_layer_find(*outputs);
        om_json *entry = om_json_add(list, om_json_object_new());
        om_json_put_text(entry, "layer", *outputs);
        om_json_put_text(entry, "summary", layer ? layer->summary : NULL);
    }
    return list;
}

om_status om_analyses_describe(char **ret_json, om_error *err)
{
    (void)err;
    OM_AUTO(om_json) list = om_json_array_new();
    for (const om_analysis *const *at = analyses; *at; at++) {
        om_json *entry = om_json_add(list, om_json_object_new());
        om_json_put_text(entry, "name", (*at)->name);
        om_json_put_text(entry, "title", (*at)->title);
        om_json_put_text(entry, "title_zh", (*at)->title_zh);
        om_json_put_text(entry, "summary", (*at)->summary);
        om_json_put(entry, "inputs", describe_inputs((*at)->inputs));
        om_json_put(entry, "settings", describe_settings((*at)->settings));
        om_json_put(entry, "outputs", describe_outputs((*at)->outputs));
        om_json_put(entry, "standards", names_array((*at)->standards));
    }
    *ret_json = om_json_write(list);
    return OM_OK;
}

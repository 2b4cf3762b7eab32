/* Every analysis is described whole: its layers exist, its defaults are what they may be. */
#include "engine/analysis/analysis.h"

#include "tests/support/check.h"

static om_error err;

static void every_input_and_output_is_a_layer(void **state)
{
    (void)state;
    size_t count;
    const om_analysis *const *all = om_analyses(&count);
    CHECK(count > 0);
    for (size_t i = 0; i < count; i++) {
        CHECK(om_analysis_find(all[i]->name) == all[i]);
        CHECK(all[i]->title && all[i]->title_zh && all[i]->summary && all[i]->run);
        for (const om_input *input = all[i]->inputs; input->layer; input++) {
            CHECK(om_layer_find(input->layer) && input->why);
            /* What another analysis found may help, but must not be needed. */
            CHECK(!input->required || om_layer_find(input->layer)->origin == OM_LAYER_LOADED);
        }
        for (const char *const *output = all[i]->outputs; *output; output++)
            CHECK_INT(om_layer_find(*output)->origin, OM_LAYER_RESULT);
    }
    CHECK(om_analysis_find("no such") == NULL);
}

static void every_default_may_be_given(void **state)
{
    (void)state;
    size_t count;
    const om_analysis *const *all = om_analyses(&count);
    for (size_t i = 0; i < count; i++)
        for (const om_setting *setting = all[i]->settings; setting->name; setting++) {
            char text[256];
            snprintf(text, sizeof text, "%s=%s", setting->name, setting->standard);
            const char *texts[] = {text};
            OM_AUTO(om_settings) settings = NULL;
            CHECK(setting->summary != NULL);
            if (setting->standard[0])
                CHECK_OK(om_settings_parse(all[i], texts, 1, &settings, &err));
        }
}

static void the_description_is_a_document(void **state)
{
    (void)state;
    char *text = NULL;
    CHECK_OK(om_analyses_describe(&text, &err));
    OM_AUTO(om_json) list = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "analyses", &list, &err));
    om_text_free(text);
    const om_json *first = om_json_at(list, 0);
    CHECK_TEXT(om_json_text(om_json_get(first, "name")), "fire_reach");
    const om_json *settings = om_json_get(first, "settings"), *setting = NULL;
    for (size_t i = 0; i < om_json_count(settings); i++)
        if (strcmp(om_json_text(om_json_get(om_json_at(settings, i), "name")), "speed_factor") == 0)
            setting = om_json_at(settings, i);
    CHECK_NEAR(om_json_number(om_json_get(setting, "default")), 1, 0);
}

OM_TESTS(test(every_input_and_output_is_a_layer), test(every_default_may_be_given),
         test(the_description_is_a_document))

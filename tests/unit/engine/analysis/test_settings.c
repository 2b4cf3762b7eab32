/* Settings are read strictly: what is not meant is refused with a good sentence. */
#include "engine/analysis/analysis.h"

#include "tests/support/check.h"

static const char *const palettes[] = {"warm", "cold", NULL};
static const om_setting declared[] = {
    {"limit_s", "s", OM_SETTING_NUMBER, "300", 1, 86400, NULL, "Time limit."},
    {"cell_m", "m", OM_SETTING_NUMBER, "", 1, 1000, NULL, "Cell."},
    {"palette", "", OM_SETTING_CHOICE, "warm", 0, 0, palettes, "Palette."},
    {"title", "", OM_SETTING_TEXT, "", 0, 0, NULL, "Title."},
    {0},
};
static const om_analysis analysis = {.name = "reach", .settings = declared};

static om_status parse(const char *const *texts, size_t count, om_settings **ret, om_error *err)
{
    return om_settings_parse(&analysis, texts, count, ret, err);
}

static void defaults_fill_what_is_not_given(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_settings) settings = NULL;
    CHECK_OK(parse((const char *[]){"title=a=b", "palette=cold"}, 2, &settings, &err));
    CHECK_NEAR(om_settings_number(settings, "limit_s"), 300, 0);
    CHECK(isnan(om_settings_number(settings, "cell_m")));
    CHECK_TEXT(om_settings_text(settings, "palette"), "cold");
    CHECK_TEXT(om_settings_text(settings, "title"), "a=b");
    OM_AUTO(om_json) object = om_settings_describe(settings);
    char *line = om_json_write_line(object);
    CHECK(strstr(line, "\"cell_m\": null") || strstr(line, "\"cell_m\":null"));
    om_text_free(line);
}

static void what_is_not_meant_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_settings) settings = NULL;
    const struct {
        const char *text;
        om_status status;
        const char *words;
    } cases[] = {
        {"limit", OM_ERR_USAGE, "name=value"},
        {"limits=3", OM_ERR_USAGE, "did you mean 'limit_s'?"},
        {"zzzzzzzzzz=3", OM_ERR_USAGE, "it has limit_s, cell_m, palette, title"},
        {"limit_s=", OM_ERR_RANGE, "not a number"},
        {"limit_s=fast", OM_ERR_RANGE, "not a number"},
        {"limit_s=nan", OM_ERR_RANGE, "not a number"},
        {"limit_s=-5", OM_ERR_RANGE, "not within 1..86400 s"},
        {"limit_s=0", OM_ERR_RANGE, "limit_s 0"},
        {"palette=pink", OM_ERR_RANGE, "none of warm, cold"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_FAILS(parse(&cases[i].text, 1, &settings, &err), cases[i].status, cases[i].words);
    CHECK_FAILS(parse((const char *[]){"limit_s=3", "limit_s=4"}, 2, &settings, &err), OM_ERR_USAGE,
                "given twice");
    CHECK(settings == NULL);
}

OM_TESTS(test(defaults_fill_what_is_not_given), test(what_is_not_meant_is_refused))

/* Reads the settings of a run strictly against what its analysis declares. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/arena.h"
#include "engine/base/memory.h"

struct om_settings {
    om_arena *arena;
    const om_setting *declared;
    const char **values; /* one a declared setting, NULL while not given */
    size_t count;
};

void om_settings_free(om_settings *settings)
{
    if (!settings)
        return;
    om_arena_free(settings->arena);
    free(settings);
}

static om_settings *settings_new(const om_analysis *analysis)
{
    om_settings *settings = om_memory_take(1, sizeof *settings);
    settings->arena = om_arena_new();
    settings->declared = analysis->settings;
    while (analysis->settings[settings->count].name)
        settings->count++;
    settings->values = OM_ARENA_ARRAY(settings->arena, const char *, settings->count);
    return settings;
}

static size_t index_of(const om_settings *settings, const char *name)
{
    size_t i = 0;
    while (i < settings->count && strcmp(settings->declared[i].name, name) != 0)
        i++;
    return i;
}

static om_status fail_unknown(const om_settings *settings, const om_analysis *analysis,
                              const char *name, om_error *err)
{
    const char **names = OM_ARENA_ARRAY(settings->arena, const char *, settings->count);
    for (size_t i = 0; i < settings->count; i++)
        names[i] = settings->declared[i].name;
    const char *nearest = om_text_nearest(name, names, settings->count);
    if (nearest)
        return om_fail(err, OM_ERR_USAGE, "%s has no setting '%s'; did you mean '%s'?",
                       analysis->name, name, nearest);
    OM_AUTO_TEXT all = {0};
    for (size_t i = 0; i < settings->count; i++)
        om_text_add_format(&all, "%s%s", i ? ", " : "", names[i]);
    return om_fail(err, OM_ERR_USAGE, "%s has no setting '%s'; it has %s", analysis->name, name,
                   all.length ? all.bytes : "none");
}

static om_status check_number(const om_setting *setting, const char *value, om_error *err)
{
    const char *space = setting->unit[0] ? " " : "";
    double number;
    if (!om_text_to_number(value, &number))
        return om_fail(err, OM_ERR_RANGE, "%s is '%s', which is not a number", setting->name,
                       value);
    if (!(number >= setting->minimum && number <= setting->maximum))
        return om_fail(err, OM_ERR_RANGE, "%s %s is not within %g..%g%s%s", setting->name, value,
                       setting->minimum, setting->maximum, space, setting->unit);
    return OM_OK;
}

static om_status check_choice(const om_setting *setting, const char *value, om_error *err)
{
    OM_AUTO_TEXT all = {0};
    for (const char *const *choice = setting->choices; *choice; choice++) {
        if (strcmp(*choice, value) == 0)
            return OM_OK;
        om_text_add_format(&all, "%s%s", all.length ? ", " : "", *choice);
    }
    return om_fail(err, OM_ERR_RANGE, "%s '%s' is none of %s", setting->name, value, all.bytes);
}

static om_status check_value(const om_setting *setting, const char *value, om_error *err)
{
    if (setting->kind == OM_SETTING_NUMBER)
        return check_number(setting, value, err);
    if (setting->kind == OM_SETTING_CHOICE)
        return check_choice(setting, value, err);
    return OM_OK;
}

static om_status read_setting(om_settings *settings, const om_analysis *analysis, const char *text,
                              om_error *err)
{
    const char *equals = strchr(text, '=');
    if (!equals)
        return om_fail(err, OM_ERR_USAGE, "setting '%s' is not of the form name=value", text);
    const char *name = om_arena_text_part(settings->arena, text, (size_t)(equals - text));
    const size_t index = index_of(settings, name);
    if (index == settings->count)
        return fail_unknown(settings, analysis, name, err);
    if (settings->values[index])
        return om_fail(err, OM_ERR_USAGE, "setting '%s' is given twice", name);
    OM_TRY(check_value(&settings->declared[index], equals + 1, err));
    settings->values[index] = om_arena_text(settings->arena, equals + 1);
    return OM_OK;
}

om_status om_settings_parse(const om_analysis *analysis, const char *const *texts, size_t count,
                            om_settings **ret, om_error *err)
{
    OM_AUTO(om_settings) settings = settings_new(analysis);
    for (size_t i = 0; i < count; i++)
        OM_TRY(read_setting(settings, analysis, texts[i], err));
    for (size_t i = 0; i < settings->count; i++)
        if (!settings->values[i])
            settings->values[i] = settings->declared[i].standard;
    *ret = OM_TAKE(settings);
    return OM_OK;
}

const char *om_settings_text(const om_settings *settings, const char *name)
{
    const size_t index = index_of(settings, name);
    assert(index < settings->count);
    return settings->values[index];
}

bool om_settings_has(const om_settings *settings, const char *name)
{
    return index_of(settings, name) < settings->count;
}

double om_settings_number(const om_settings *settings, const char *name)
{
    double number = NAN;
    const char *text = om_settings_text(settings, name);
    return om_text_to_number(text, &number) ? number : NAN;
}

om_json *om_settings_describe(const om_settings *settings)
{
    om_json *object = om_json_object_new();
    for (size_t i = 0; i < settings->count; i++) {
        const om_setting *setting = &settings->declared[i];
        if (settings->values[i][0] == '\0')
            om_json_put_text(object, setting->name, NULL);
        else if (setting->kind == OM_SETTING_NUMBER)
            om_json_put_number(object, setting->name, om_settings_number(settings, setting->name));
        else
            om_json_put_text(object, setting->name, settings->values[i]);
    }
    return object;
}

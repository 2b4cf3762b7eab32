/* Reads a command line against the tables of its command. */
#include <string.h>

#include "engine/cli/command.h"

enum { MOST_OPTIONS = 64 };

static const om_option *option_called(const om_call *call, const char *name, size_t length)
{
    const om_option *const tables[] = {call->row->command->options, om_common_options};
    for (size_t i = 0; i < 2; i++)
        for (const om_option *option = tables[i]; option && option->name; option++)
            if (strlen(option->name) == length && strncmp(option->name, name, length) == 0)
                return option;
    return NULL;
}

static const om_option *option_of_letter(const om_call *call, char letter)
{
    const om_option *const tables[] = {call->row->command->options, om_common_options};
    for (size_t i = 0; i < 2; i++)
        for (const om_option *option = tables[i]; option && option->name; option++)
            if (option->letter == letter)
                return option;
    return NULL;
}

static om_status refuse_option(const om_call *call, const char *name, int length, om_error *err)
{
    const char *names[MOST_OPTIONS];
    size_t count = 0;
    const om_option *const tables[] = {call->row->command->options, om_common_options};
    for (size_t i = 0; i < 2; i++)
        for (const om_option *option = tables[i]; option && option->name && count < MOST_OPTIONS;
             option++)
            names[count++] = option->name;

    char word[64];
    snprintf(word, sizeof word, "%.*s", length, name);
    const char *nearest = om_text_nearest(word, names, count);
    if (nearest)
        return om_refuse(err, OM_ERR_USAGE, "there is no option --%s; did you mean --%s?", word,
                         nearest);
    return om_refuse(err, OM_ERR_USAGE, "there is no option --%s; see onemap %s --help", word,
                     call->row->name);
}

static void note(om_call *call, const om_option *option, const char *value)
{
    call->given[call->given_count++] = (om_given){option, value};
}

/* Notes an option with its value, which may be the next word. */
static om_status take_option(om_call *call, const om_option *option, const char *attached,
                             const char *next, bool *ret_used_next, om_error *err)
{
    *ret_used_next = false;
    if (!option->value) {
        if (attached)
            return om_refuse(err, OM_ERR_USAGE, "--%s takes no value, but got '%s'", option->name,
                             attached);
        note(call, option, "");
        return OM_OK;
    }
    if (!attached && !next)
        return om_refuse(err, OM_ERR_USAGE, "--%s needs a value: %s", option->name, option->value);
    *ret_used_next = !attached;
    note(call, option, attached ? attached : next);
    return OM_OK;
}

/* "--name", "--name=value", "--name value". */
static om_status read_long(om_call *call, const char *word, const char *next, bool *ret_used_next,
                           om_error *err)
{
    const char *name = word + 2, *equals = strchr(name, '=');
    const size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const om_option *option = option_called(call, name, length);
    if (!option)
        return refuse_option(call, name, (int)length, err);
    return take_option(call, option, equals ? equals + 1 : NULL, next, ret_used_next, err);
}

/* "-q", "-o value", "-ovalue". */
static om_status read_short(om_call *call, const char *word, const char *next, bool *ret_used_next,
                            om_error *err)
{
    const om_option *option = option_of_letter(call, word[1]);
    if (!option)
        return om_refuse(err, OM_ERR_USAGE, "there is no option %s; see onemap %s --help", word,
                         call->row->name);
    return take_option(call, option, word[2] ? word + 2 : NULL, next, ret_used_next, err);
}

static om_status count_arguments(const om_call *call, om_error *err)
{
    const om_command *command = call->row->command;
    if (call->argument_count < command->fewest)
        return om_refuse(err, OM_ERR_USAGE, "it needs %s; see onemap %s --help", command->arguments,
                         call->row->name);
    if (call->argument_count > command->most)
        return om_refuse(err, OM_ERR_USAGE, "'%s' is one argument too many; see onemap %s --help",
                         call->arguments[command->most], call->row->name);
    return OM_OK;
}

om_status om_call_read(om_call *call, char **words, int count, om_error *err)
{
    bool options_end = false;
    for (int i = 0; i < count; i++) {
        const char *word = words[i], *next = i + 1 < count ? words[i + 1] : NULL;
        bool used_next = false;
        if (options_end || word[0] != '-' || !word[1])
            call->arguments[call->argument_count++] = word;
        else if (strcmp(word, "--") == 0)
            options_end = true;
        else if (word[1] == '-')
            OM_TRY(read_long(call, word, next, &used_next, err));
        else
            OM_TRY(read_short(call, word, next, &used_next, err));
        i += used_next;
    }
    return om_call_has(call, "help") ? OM_OK : count_arguments(call, err);
}

bool om_call_has(const om_call *call, const char *name)
{
    return om_call_text(call, name) != NULL;
}

const char *om_call_text(const om_call *call, const char *name)
{
    for (int i = call->given_count - 1; i >= 0; i--)
        if (strcmp(call->given[i].option->name, name) == 0)
            return call->given[i].value;
    return NULL;
}

size_t om_call_texts(const om_call *call, const char *name, const char **ret)
{
    size_t count = 0;
    for (int i = 0; i < call->given_count; i++)
        if (strcmp(call->given[i].option->name, name) == 0)
            ret[count++] = call->given[i].value;
    return count;
}

om_status om_call_require(const om_call *call, const char *name, om_error *err)
{
    if (om_call_has(call, name))
        return OM_OK;
    return om_refuse(err, OM_ERR_USAGE, "it needs --%s; see onemap %s --help", name,
                     call->row->name);
}

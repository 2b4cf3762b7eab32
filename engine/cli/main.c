/* The program: finds the command, runs it, and says in one sentence why it failed. */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "engine/cli/command.h"
#include "engine/cli/progress.h"

#define OM_COMMAND(name, summary) extern const om_command om_command_##name;
#include "engine/cli/commands.def"
#undef OM_COMMAND

static const om_command_row rows[] = {
#define OM_COMMAND(name, summary) {#name, summary, &om_command_##name},
#include "engine/cli/commands.def"
#undef OM_COMMAND
};

enum { ROW_COUNT = sizeof rows / sizeof *rows };

const om_command_row *om_command_rows(int *ret_count)
{
    *ret_count = ROW_COUNT;
    return rows;
}

om_status om_refuse(om_error *err, om_status status, const char *format, ...)
{
    err->status = status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    return status;
}

om_status om_command_find(const char *name, const om_command_row **ret, om_error *err)
{
    const char *names[ROW_COUNT];
    for (int i = 0; i < ROW_COUNT; i++) {
        names[i] = rows[i].name;
        if (strcmp(names[i], name) == 0) {
            *ret = &rows[i];
            return OM_OK;
        }
    }
    const char *nearest = om_text_nearest(name, names, ROW_COUNT);
    if (nearest)
        return om_refuse(err, OM_ERR_USAGE, "there is no command '%s'; did you mean '%s'?", name,
                         nearest);
    return om_refuse(err, OM_ERR_USAGE, "there is no command '%s'; see onemap --help", name);
}

om_status om_print_document(const om_call *call, const char *json, const char *part, om_error *err)
{
    if (om_call_has(call, "json") && !part) {
        puts(json);
        return OM_OK;
    }
    OM_AUTO_REPORT text = NULL;
    OM_TRY(om_text_of_json(json, part, &text, err));
    fputs(text, stdout);
    return OM_OK;
}

om_status om_print_report(const om_call *call, const char *json, om_error *err)
{
    if (!json || (om_call_has(call, "quiet") && !om_call_has(call, "json")))
        return OM_OK;
    return om_print_document(call, json, NULL, err);
}

/* A part of a document as "key: value", or below its key when it takes several lines. */
static om_status print_part(const char *json, const char *key, om_error *err)
{
    OM_AUTO_REPORT text = NULL;
    OM_TRY(om_text_of_json(json, key, &text, err));
    const char *line_end = strchr(text, '\n');
    if (!line_end) {
        printf("%s: none\n", key);
        return OM_OK;
    }
    if (!line_end[1]) {
        printf("%s: %s", key, text);
        return OM_OK;
    }
    printf("%s:\n", key);
    for (const char *line = text; *line; line = strchr(line, '\n') + 1)
        printf("  %.*s\n", (int)strcspn(line, "\n"), line);
    return OM_OK;
}

om_status om_print_parts(const om_call *call, const char *json, const char *const *keys,
                         om_error *err)
{
    if (!json || om_call_has(call, "quiet") || om_call_has(call, "json"))
        return om_print_report(call, json, err);
    for (; *keys; keys++)
        OM_TRY(print_part(json, *keys, err));
    return OM_OK;
}

static om_status check_progress(const om_call *call, om_error *err)
{
    const char *progress = om_call_text(call, "progress");
    if (!progress || strcmp(progress, "json") == 0)
        return OM_OK;
    return om_refuse(err, OM_ERR_USAGE, "--progress is '%s'; it can only be json", progress);
}

static om_status run_call(om_call *call, char **words, int count, om_error *err)
{
    OM_TRY(om_call_read(call, words, count, err));
    const om_command *command = call->row->command;
    if (om_call_has(call, "help") && command->explain && call->argument_count)
        return command->explain(call, err);
    if (om_call_has(call, "help")) {
        om_help_command(call->row);
        return OM_OK;
    }
    OM_TRY(check_progress(call, err));
    return command->run(call, err);
}

/* Runs a command whose words follow its name, with room for each of them. */
static om_status run_command(const om_command_row *row, char **words, int count, om_error *err)
{
    om_call call = {
        .row = row,
        .arguments = calloc((size_t)count + 1, sizeof *call.arguments),
        .given = calloc((size_t)count + 1, sizeof *call.given),
    };
    om_status status = call.arguments && call.given
                           ? run_call(&call, words, count, err)
                           : om_refuse(err, OM_ERR_MEMORY, "out of memory");
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == OM_OK)
        status = om_refuse(err, OM_ERR_DISK, "cannot write the output");
    free(call.arguments);
    free(call.given);
    return status;
}

static int exit_code_of(om_status status)
{
    const int code = om_status_exit_code(status);
    return status == OM_ERR_CANCELLED && om_progress_signal() ? 128 + om_progress_signal() : code;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        om_help_program(stderr);
        return om_status_exit_code(OM_ERR_USAGE);
    }
    const char *name = argv[1];
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    if (strcmp(name, "--version") == 0)
        name = "version";

    om_error err = {0};
    const om_command_row *row = NULL;
    om_status status = om_command_find(name, &row, &err);
    if (status != OM_OK) {
        fprintf(stderr, "onemap: %s\n", err.message);
        return om_status_exit_code(status);
    }
    status = run_command(row, argv + 2, argc - 2, &err);
    if (status != OM_OK)
        fprintf(stderr, "onemap %s: %s\n", row->name, err.message);
    return exit_code_of(status);
}

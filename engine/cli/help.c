/* What --help prints, from the tables of the commands. */
#include "engine/cli/command.h"

#include <string.h>

const om_option om_common_options[] = {
    {"json", 0, NULL, "print the result as a JSON document"},
    {"quiet", 'q', NULL, "print no progress and no report, only errors"},
    {"progress", 0, "json", "progress as one JSON object a line, on stderr"},
    {"help", 'h', NULL, "print this"},
    {0},
};

static const char *const exit_codes =
    "Exit codes\n"
    "  0    done\n"
    "  1    failed, for a reason outside onemap\n"
    "  2    the request makes no sense: usage, a value out of range, a name that is not there\n"
    "  3    partly done: some records or tiles failed and were told\n"
    "  4    bad data, geometry or style\n"
    "  5    locked: somebody else is writing\n"
    "  6    disk full, or the file system refuses\n"
    "  7    a store or tileset is damaged, or from a newer version\n"
    "  130  stopped by Ctrl-C (143 by SIGTERM); what was written is whole\n";

void om_help_program(FILE *out)
{
    fprintf(out,
            "onemap %s: a city's emergency data, turned into decisions\n\n"
            "usage: onemap COMMAND [arguments and options]\n\n",
            om_version());
    int count = 0;
    const om_command_row *rows = om_command_rows(&count);
    for (int i = 0; i < count; i++)
        fprintf(out, "  %-10s %s\n", rows[i].name, rows[i].summary);
    fprintf(out, "\nonemap COMMAND --help explains each.\n\n%s", exit_codes);
}

/* "-o, --output FILE", or "    --bbox W,S,E,N". */
static void format_option(const om_option *option, char *ret, size_t size)
{
    char letter[5] = "    ";
    if (option->letter)
        snprintf(letter, sizeof letter, "-%c, ", option->letter);
    snprintf(ret, size, "%s--%s%s%s", letter, option->name, option->value ? " " : "",
             option->value ? option->value : "");
}

static void print_options(const char *title, const om_option *options)
{
    if (!options || !options->name)
        return;
    printf("\n%s\n", title);
    for (; options->name; options++) {
        char left[80];
        format_option(options, left, sizeof left);
        if (strlen(left) > 30)
            printf("  %s\n  %-30s %s\n", left, "", options->summary);
        else
            printf("  %-30s %s\n", left, options->summary);
    }
}

void om_help_command(const om_command_row *row)
{
    const om_command *command = row->command;
    printf("onemap %s: %s\n\nusage: onemap %s%s%s%s\n", row->name, row->summary, row->name,
           command->arguments[0] ? " " : "", command->arguments,
           command->options && command->options->name ? " [options]" : "");
    if (command->notes)
        printf("\n%s", command->notes);
    print_options("Options", command->options);
    print_options("Options of every command", om_common_options);
}

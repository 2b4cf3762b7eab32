/* onemap help [COMMAND] */
#include "engine/cli/command.h"

static om_status run(const om_call *call, om_error *err)
{
    if (!call->argument_count) {
        om_help_program(stdout);
        return OM_OK;
    }
    const om_command_row *row = NULL;
    OM_TRY(om_command_find(call->arguments[0], &row, err));
    om_help_command(row);
    return OM_OK;
}

const om_command om_command_help = {.arguments = "[COMMAND]", .most = 1, .run = run};

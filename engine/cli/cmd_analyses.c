/* onemap analyses [ANALYSIS] */
#include "engine/cli/command.h"

static om_status run(const om_call *call, om_error *err)
{
    OM_AUTO_REPORT json = NULL;
    OM_TRY(om_analyses_describe(&json, err));
    return om_print_document(call, json, call->argument_count ? call->arguments[0] : NULL, err);
}

const om_command om_command_analyses = {
    .arguments = "[ANALYSIS]",
    .most = 1,
    .run = run,
};

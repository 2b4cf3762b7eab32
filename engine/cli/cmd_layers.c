/* onemap layers [LAYER] */
#include "engine/cli/command.h"

static om_status run(const om_call *call, om_error *err)
{
    OM_AUTO_REPORT json = NULL;
    OM_TRY(om_layers_describe(&json, err));
    return om_print_document(call, json, call->argument_count ? call->arguments[0] : NULL, err);
}

const om_command om_command_layers = {
    .arguments = "[LAYER]",
    .most = 1,
    .notes = "Every layer has beside its columns an id and, with a shape, a geometry (WGS84).\n",
    .run = run,
};

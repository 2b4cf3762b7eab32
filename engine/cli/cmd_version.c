/* onemap version */
#include "engine/cli/command.h"

static om_status run(const om_call *call, om_error *err)
{
    (void)err;
    printf(om_call_has(call, "json") ? "{\"version\": \"%s\"}\n" : "onemap %s\n", om_version());
    return OM_OK;
}

const om_command om_command_version = {.arguments = "", .run = run};

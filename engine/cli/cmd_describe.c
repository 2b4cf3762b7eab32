/* onemap describe STORE */
#include "engine/cli/command.h"

static om_status run(const om_call *call, om_error *err)
{
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));
    OM_AUTO_REPORT json = NULL;
    OM_TRY(om_store_describe(store, &json, err));
    return om_print_document(call, json, NULL, err);
}

const om_command om_command_describe = {
    .arguments = "STORE",
    .fewest = 1,
    .most = 1,
    .run = run,
};

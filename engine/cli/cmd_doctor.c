/* onemap doctor */
#include "engine/cli/command.h"

static om_status run(const om_call *call, om_error *err)
{
    OM_AUTO_REPORT json = NULL;
    bool ready = false;
    OM_TRY(om_doctor(&ready, &json, err));
    OM_TRY(om_print_document(call, json, NULL, err));
    if (!ready)
        return om_refuse(err, OM_ERR_FAILED, "something that onemap needs is missing, see above");
    return OM_OK;
}

const om_command om_command_doctor = {.arguments = "", .run = run};

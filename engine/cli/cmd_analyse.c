/* onemap analyse STORE ANALYSIS [name=value]... */
#include "engine/cli/command.h"
#include "engine/cli/progress.h"

static om_status run(const om_call *call, om_error *err)
{
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_WRITE, &store, err));
    om_bar bar = {0};
    const om_listener listener = om_progress_listener(call, &bar);
    OM_AUTO_REPORT report = NULL;
    const om_status status = om_analyse(store, call->arguments[1], call->arguments + 2,
                                        (size_t)call->argument_count - 2, &listener, &report, err);
    om_progress_end(&bar);
    OM_TRY(om_print_report(call, report, err));
    return status;
}

/* `onemap analyse fire_reach --help`: its inputs, settings, units and defaults. */
static om_status explain(const om_call *call, om_error *err)
{
    OM_AUTO_REPORT json = NULL;
    OM_TRY(om_analyses_describe(&json, err));
    return om_print_document(call, json, call->arguments[call->argument_count - 1], err);
}

const om_command om_command_analyse = {
    .arguments = "STORE ANALYSIS [name=value]...",
    .fewest = 2,
    .most = 64,
    .notes = "`onemap analyses` lists the analyses; `onemap analyse ANALYSIS --help` tells the\n"
             "settings of one, with units and defaults.\n",
    .run = run,
    .explain = explain,
};

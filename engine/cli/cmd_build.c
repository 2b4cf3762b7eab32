/* onemap build FILE */
#include "engine/cli/command.h"
#include "engine/cli/progress.h"

static const om_option options[] = {
    {"dry-run", 0, NULL, "say what would be done, and do nothing"},
    {"force", 0, NULL, "do everything again"},
    {0},
};

static om_status run(const om_call *call, om_error *err)
{
    const om_build_options chosen = {
        .dry_run = om_call_has(call, "dry-run"),
        .force = om_call_has(call, "force"),
    };
    om_bar bar = {0};
    const om_listener listener = om_progress_listener(call, &bar);
    OM_AUTO_REPORT report = NULL;
    const om_status status = om_build(call->arguments[0], &chosen, &listener, &report, err);
    om_progress_end(&bar);
    OM_TRY(om_print_report(call, report, err));
    return status;
}

const om_command om_command_build = {
    .arguments = "FILE",
    .fewest = 1,
    .most = 1,
    .options = options,
    .notes =
        "FILE is YAML: a store, then lists of what to load, analyse, draw and export. A second\n"
        "run does only what changed since: options, input files, styles, layers, outputs.\n",
    .run = run,
};

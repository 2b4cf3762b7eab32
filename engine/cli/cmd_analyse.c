/* onemap analyse STORE ANALYSIS [name=value]... [--what-if CHANGES] */
#include "engine/cli/command.h"
#include "engine/cli/progress.h"

static const om_option options[] = {
    {"what-if", 0, "CHANGES", "write nothing: tell what these changes would make of the figures"},
    {"output", 'o', "FILE", "with --what-if: GeoJSON of the ground that is gained and lost"},
    {0},
};

static void close_what_if(om_what_if **slot)
{
    om_what_if_free(*slot);
}

static om_status ask_what_if(const om_call *call, om_error *err)
{
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));
    om_bar bar = {0};
    const om_listener listener = om_progress_listener(call, &bar);
    OM_AUTO_REPORT report = NULL;
    __attribute__((cleanup(close_what_if))) om_what_if *what_if = NULL;
    const om_status status =
        om_what_if_open(store, call->arguments[1], call->arguments + 2,
                        (size_t)call->argument_count - 2, &listener, &what_if, err);
    om_progress_end(&bar);
    OM_TRY(status);
    OM_TRY(om_what_if_ask_file(what_if, om_call_text(call, "what-if"), om_call_text(call, "output"),
                               &report, err));
    return om_print_report(call, report, err);
}

static om_status run(const om_call *call, om_error *err)
{
    if (om_call_has(call, "what-if"))
        return ask_what_if(call, err);
    if (om_call_has(call, "output"))
        return om_refuse(err, OM_ERR_USAGE,
                         "--output goes with --what-if; results are layers of "
                         "the store: onemap query STORE LAYER");
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
    .options = options,
    .notes = "`onemap analyses` lists the analyses; `onemap analyse ANALYSIS --help` tells the\n"
             "settings of one, with units and defaults.\n\n"
             "CHANGES is a GeoJSON file for fire_reach. The property `change` of a feature says\n"
             "what it does:\n"
             "  add          a point; perhaps station (its id), name, class, turnout_s\n"
             "  move         a point; station (id or name); perhaps turnout_s\n"
             "  drop         station\n"
             "  close, slow  a road (its id) or a shape that touches it; perhaps level,\n"
             "               tolerance_m; to slow: speed_factor, 0.05 to 1\n"
             "  speed        speed_factor of all roads, or time: design, offpeak, peak\n"
             "Each may say `note`, which is for people.\n",
    .run = run,
    .explain = explain,
};

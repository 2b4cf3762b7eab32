/* onemap query STORE [WHAT] */

#include "engine/cli/command.h"

static const om_option options[] = {
    {"at", 0, "LON,LAT", "what is known of this place"},
    {"format", 0, "csv|json|geojson", "how to give the rows of WHAT (csv)"},
    {0},
};

static om_status query_place(const om_call *call, om_store *store, om_error *err)
{
    om_lonlat at;
    OM_TRY(om_call_lonlat(call, "at", &at, err));
    OM_AUTO_REPORT json = NULL;
    OM_TRY(om_query_at(store, at, &json, err));
    return om_print_document(call, json, NULL, err);
}

static om_status query_table(const om_call *call, om_store *store, om_error *err)
{
    const char *format = om_call_text(call, "format");
    if (!format)
        format = om_call_has(call, "json") ? "json" : "csv";
    OM_AUTO_REPORT text = NULL;
    OM_TRY(om_query_table(store, call->arguments[1], format, &text, err));
    fputs(text, stdout);
    return OM_OK;
}

static om_status run(const om_call *call, om_error *err)
{
    const bool place = om_call_has(call, "at"), table = call->argument_count == 2;
    if (place == table)
        return om_refuse(err, OM_ERR_USAGE, "it needs either --at LON,LAT or what to list");
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));
    return place ? query_place(call, store, err) : query_table(call, store, err);
}

const om_command om_command_query = {
    .arguments = "STORE [WHAT]",
    .fewest = 1,
    .most = 2,
    .options = options,
    .notes = "WHAT is a layer, or an analysis: its figures by district.\n",
    .run = run,
};

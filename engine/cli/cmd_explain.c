/* onemap explain STORE WHAT */
#include "engine/cli/command.h"

static const om_option options[] = {
    {"at", 0, "LON,LAT", "the districts and grid cells that hold this place"},
    {"district", 0, "CODE", "a district, by code or name"},
    {"source", 0, "ID", "a hazard source, by its id"},
    {"lang", 0, "en|zh", "words of the explanation (en)"},
    {0},
};

static om_status print_text(const om_call *call, const char *json, om_error *err)
{
    OM_AUTO_REPORT text = NULL;
    OM_TRY(om_explanation_text(json, om_call_text(call, "lang"), &text, err));
    fputs(text, stdout);
    return OM_OK;
}

static om_status run(const om_call *call, om_error *err)
{
    om_lonlat at;
    const om_subject subject = {
        .at = om_call_has(call, "at") ? &at : NULL,
        .district = om_call_text(call, "district"),
        .source = om_call_text(call, "source"),
    };
    if (!!subject.at + !!subject.district + !!subject.source != 1)
        return om_refuse(err, OM_ERR_USAGE,
                         "it needs one of --at LON,LAT, --district CODE and --source ID");
    OM_TRY(om_call_lonlat(call, "at", &at, err));
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));
    OM_AUTO_REPORT json = NULL;
    OM_TRY(om_explain(store, call->arguments[1], &subject, &json, err));
    return om_call_has(call, "json") ? om_print_document(call, json, NULL, err)
                                     : print_text(call, json, err);
}

const om_command om_command_explain = {
    .arguments = "STORE WHAT",
    .fewest = 2,
    .most = 2,
    .options = options,
    .notes =
        "WHAT is risk, or shelter_area of a district (why its residents have that much shelter:\n"
        "which shelters, what of them lies inside, the target, and what would close the gap).\n"
        "Of risk it prints the chain from the colour back to the sources, their numbers,\n"
        "the rows of the tables and the records that were loaded; the grade is worked out\n"
        "again, and what changed since is told. --json gives all of it, in both languages.\n",
    .run = run,
};

/* onemap load STORE LAYER SOURCE */
#include <stdlib.h>
#include <unistd.h>

#include "engine/cli/command.h"
#include "engine/cli/progress.h"

static const om_option options[] = {
    {"crs", 0, "CRS", "of the source where it does not say: EPSG:4326, EPSG:4549, a PROJ string"},
    {"encoding", 0, "NAME", "text encoding of the source: UTF-8, GBK ..."},
    {"where", 0, "FILTER", "only records that match, OGR SQL: \"class = 'primary'\""},
    {"map", 0, "FIELD=COLUMN", "put a field of the source into a column; may be repeated"},
    {"set", 0, "COLUMN=VALUE", "the same value for every record; may be repeated"},
    {"source-layer", 0, "NAME", "which layer of a source that has several"},
    {"lon", 0, "FIELD", "longitude column of a table (guessed when left out)"},
    {"lat", 0, "FIELD", "latitude column of a table (guessed when left out)"},
    {"credit", 0, "TEXT", "whom to credit on sheets and tiles"},
    {"skip-bad", 0, NULL, "leave bad records out and count them, instead of loading nothing"},
    {"replace", 0, NULL, "empty the layer first"},
    {"metric-crs", 0, "CRS", "measure lengths and areas in this CRS, in metres; first load only"},
    {0},
};

/* What a person wants to know of a load; --json and `onemap describe` tell all of it. */
static const char *const told[] = {"layer",    "source",   "crs",      "read",    "loaded",
                                   "repaired", "rejected", "replaced", "notices", NULL};

static om_status load(const om_call *call, om_load_options *chosen, om_error *err)
{
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_CREATE, &store, err));
    if (om_call_has(call, "metric-crs"))
        OM_TRY(om_store_set_metric_crs(store, om_call_text(call, "metric-crs"), err));

    om_bar bar = {0};
    const om_listener listener = om_progress_listener(call, &bar);
    OM_AUTO_REPORT report = NULL;
    const om_status status =
        om_load(store, call->arguments[1], call->arguments[2], chosen, &listener, &report, err);
    om_progress_end(&bar);
    OM_TRY(om_print_parts(call, report, told, err));
    return status;
}

static om_status run(const om_call *call, om_error *err)
{
    const size_t room = (size_t)call->given_count + 1;
    const char **texts = calloc(2 * room, sizeof *texts);
    if (!texts)
        return om_refuse(err, OM_ERR_MEMORY, "out of memory");
    om_load_options chosen = {
        .crs = om_call_text(call, "crs"),
        .encoding = om_call_text(call, "encoding"),
        .where = om_call_text(call, "where"),
        .source_layer = om_call_text(call, "source-layer"),
        .credit = om_call_text(call, "credit"),
        .map = texts,
        .map_count = om_call_texts(call, "map", texts),
        .set = texts + room,
        .set_count = om_call_texts(call, "set", texts + room),
        .lon_field = om_call_text(call, "lon"),
        .lat_field = om_call_text(call, "lat"),
        .skip_bad = om_call_has(call, "skip-bad"),
        .replace = om_call_has(call, "replace"),
    };
    const char *path = call->arguments[0];
    const bool fresh = access(path, F_OK) != 0;
    const om_status status = load(call, &chosen, err);
    free(texts);
    /* A store that was only made for a load that failed holds nothing: it goes. */
    if (status != OM_OK && fresh)
        unlink(path);
    return status;
}

const om_command om_command_load = {
    .arguments = "STORE LAYER SOURCE",
    .fewest = 3,
    .most = 3,
    .options = options,
    .notes =
        "STORE is made when it is not there. LAYER is one of `onemap layers`. SOURCE is any\n"
        "vector file that GDAL reads, an OSM .pbf or .osm file, or a connection (\"PG:...\").\n"
        "A load is all or nothing. The same source again replaces what it brought before.\n"
        "A few lines tell what came in; --json and `onemap describe` tell all of it.\n",
    .run = run,
};

/* onemap tiles TASK ARCHIVE... */
#include "engine/cli/command.h"
#include "engine/cli/progress.h"

enum { MOST_ARCHIVES = 10000 };

static const om_option options[] = {
    {"output", 'o', "TARGET", "xyz:DIR, tms:DIR, mbtiles:FILE or pmtiles:FILE"},
    {"flat", 0, NULL, "MBTiles: a row a tile, equal ones too"},
    {"overwrite", 0, NULL, "replace what is there"},
    {0},
};

static om_status run(const om_call *call, om_error *err)
{
    const om_tiles_options chosen = {
        .output = om_call_text(call, "output"),
        .flat = om_call_has(call, "flat"),
        .overwrite = om_call_has(call, "overwrite"),
    };
    om_bar bar = {0};
    const om_listener listener = om_progress_listener(call, &bar);
    OM_AUTO_REPORT report = NULL;
    const om_status status =
        om_tiles(call->arguments[0], call->arguments + 1, (size_t)call->argument_count - 1, &chosen,
                 &listener, &report, err);
    om_progress_end(&bar);
    if (report)
        OM_TRY(om_print_report(call, report, err));
    return status;
}

const om_command om_command_tiles = {
    .arguments = "TASK ARCHIVE...",
    .fewest = 2,
    .most = MOST_ARCHIVES,
    .options = options,
    .notes = "TASK is one of\n"
             "  info ARCHIVE                  what it holds, and the hash of its tiles\n"
             "  verify ARCHIVE                whether all that was promised is there and whole\n"
             "  diff OLD NEW [-o PATCH]       which tiles differ; the patch leads from OLD to NEW\n"
             "  patch OLD PATCH -o TARGET     what NEW was\n"
             "  merge ARCHIVE... -o TARGET    shards, or any tiles that do not contradict\n"
             "  convert ARCHIVE -o TARGET     the same tiles in another container\n"
             "An ARCHIVE is written like a target, or as a path. Equal tiles have equal hashes,\n"
             "whatever holds them.\n",
    .run = run,
};

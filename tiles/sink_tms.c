/* Folders of tiles, rows from the south. */
#include "tiles/folder.h"

static om_status open(const om_target *target, void **ret_self, char **ret_manifest, om_error *err)
{
    return om_folder_open(target, true, ret_self, ret_manifest, err);
}

const om_sink_kind om_sink_tms = {
    .scheme = "tms",
    .target = "tms:DIR",
    .summary = "The same folder with rows counted from the south, as TMS does.",
    .open = open,
    .begin = om_folder_begin,
    .resume = om_folder_resume,
    .put = om_folder_put,
    .has = om_folder_has,
    .keep = om_folder_keep,
    .settle = NULL,
    .distinct = NULL,
    .finish = om_folder_finish,
    .close = om_folder_close,
};

/* Reading folders of tiles whose rows are counted from the north. */
#include "tiles/read_folder.h"

static om_status open(const char *path, void **ret_self, om_error *err)
{
    return om_folder_reader_open(path, false, ret_self, err);
}

const om_archive_kind om_archive_xyz = {
    .scheme = "xyz",
    .ending = NULL,
    .open = open,
    .describe = om_folder_reader_describe,
    .list = om_folder_reader_list,
    .read = om_folder_reader_read,
    .close = om_folder_reader_close,
};

/*
 * Reading folders of tiles: what read_xyz.c and read_tms.c share.
 */
#ifndef OM_TILES_READ_FOLDER_H
#define OM_TILES_READ_FOLDER_H

#include "tiles/archive.h"

/** @param is_south_up  rows are counted from the south, as TMS does */
OM_CHECKED om_status om_folder_reader_open(const char *path, bool is_south_up, void **ret_self,
                                           om_error *err);

/* The rest of an om_archive_kind. */
OM_CHECKED om_status om_folder_reader_describe(void *reader, om_archive_facts *ret, om_error *err);
OM_CHECKED om_status om_folder_reader_list(void *reader, om_runs *ret, om_error *err);
OM_CHECKED om_status om_folder_reader_read(void *reader, om_tile tile, om_text *ret,
                                           bool *ret_found, om_error *err);
void om_folder_reader_close(void *reader);

#endif

/* Somebody else's reader, GDAL's, finds in an archive what was exported. */
#include <stdlib.h>
#include <unistd.h>

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/tiles.h"

static void export_pattern(const char *path)
{
    om_error err;
    OM_AUTO_TEXT target = {0};
    om_text_add_format(&target, "mbtiles:%s", path);
    pattern_export all;
    pattern_export_init(&all, "gdal");
    OM_AUTO_MEMORY char *report = NULL;
    CHECK_OK(om_export_run(&all.job, target.bytes, &report, &err));
    pattern_export_clear(&all);
}

/* What a command prints. */
static om_text output_of(const char *command)
{
    om_text output = {0};
    char chunk[4096];
    FILE *pipe = popen(command, "r");
    for (size_t got; (got = fread(chunk, 1, sizeof chunk, pipe)) > 0;)
        om_text_add_bytes(&output, chunk, got);
    CHECK_INT(pclose(pipe), 0);
    return output;
}

static void gdal_reads_the_archive(void **state)
{
    (void)state;
    if (access("/usr/bin/gdalinfo", X_OK) != 0)
        skip();
    scratch_folder("gdal.mbtiles.part");
    const char *path = scratch_folder("gdal.mbtiles");
    export_pattern(path);
    OM_AUTO_TEXT command = {0};
    om_text_add_format(&command, "/usr/bin/gdalinfo -json -checksum '%s'", path);
    OM_AUTO_TEXT output = output_of(command.bytes);

    om_error err;
    OM_AUTO(om_json) info = NULL;
    CHECK_OK(om_json_parse(output.bytes, output.length, "gdalinfo", &info, &err));
    CHECK_TEXT(om_json_text(om_json_get(info, "driverShortName")), "MBTiles");
    CHECK_INT(om_json_count(om_json_get(info, "bands")), 4);
    const om_json *metadata = om_json_get(om_json_get(info, "metadata"), "");
    CHECK_TEXT(om_json_text(om_json_get(metadata, "name")), "Pattern");
    CHECK_TEXT(om_json_text(om_json_get(metadata, "attribution")), "Nobody");
    CHECK(om_json_number(om_json_get(om_json_at(om_json_get(info, "bands"), 0), "checksum")) > 0);
}

OM_TESTS(test(gdal_reads_the_archive))

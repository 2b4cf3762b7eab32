/* Makes a small folder of tiles for the browser tests: make_tiles DIR. */
#include <stdio.h>
#include <stdlib.h>

#include "tests/support/tiles.h"

int main(int count, char **words)
{
    if (count != 2) {
        fprintf(stderr, "usage: make_tiles DIR\n");
        return 2;
    }
    OM_AUTO_TEXT target = {0};
    om_text_add_format(&target, "xyz:%s", words[1]);
    pattern_export all;
    pattern_export_init(&all, "browser");
    all.job.overwrite = true;
    all.job.plan.box = all.job.tileset.bounds = (om_box){-77.12, 38.79, -76.91, 39.0};
    all.job.plan.min_zoom = all.job.tileset.min_zoom = 10;
    all.job.plan.max_zoom = all.job.tileset.max_zoom = 12;
    all.job.tileset.attribution = "© Somebody & <b>Others</b>";

    om_error err;
    char *report = NULL;
    const om_status status = om_export_run(&all.job, target.bytes, &report, &err);
    if (status != OM_OK)
        fprintf(stderr, "%s\n", err.message);
    free(report);
    pattern_export_clear(&all);
    return om_status_exit_code(status);
}

/* onemap export STORE */
#include "engine/cli/command.h"
#include "engine/cli/progress.h"

static const om_option options[] = {
    {"style", 0, "FILE", "MapLibre style, JSON"},
    {"zoom", 0, "MIN-MAX", "XYZ zooms of the tiles, 0..22"},
    {"bbox", 0, "W,S,E,N", "in degrees (the extent of the districts, else of all data)"},
    {"scale", 0, "1|2", "device px a CSS px; 2 draws \"@2x\" tiles (1)"},
    {"tile-size", 0, "256|512", "CSS px along a tile's side (256)"},
    {"format", 0, "png|webp", "WebP is lossless (png)"},
    {"quality", 0, "good|best|lossless", "of PNG tiles with more than 256 colours (good)"},
    {"flat", 0, NULL, "MBTiles: a row a tile, equal ones too"},
    {"metatile", 0, "N", "tiles along the side of a batch, 1, 2, 4, 8, 16 or 32 (8)"},
    {"shard", 0, "I/N", "only part I of N; `onemap tiles merge` joins them"},
    {"threads", 0, "N", "drawing threads (one a core)"},
    {"palette", 0, "NAME", "safe4, gov4; the style's own when left out"},
    {"name", 0, "TEXT", "of the tileset (the style's)"},
    {"resume", 0, NULL, "go on with what an interrupted export left"},
    {"overwrite", 0, NULL, "replace a finished tileset"},
    {"output", 'o', "TARGET", "xyz:DIR, tms:DIR, mbtiles:FILE or pmtiles:FILE"},
    {0},
};

static om_status read_options(const om_call *call, om_box *box, om_export_options *ret,
                              om_error *err)
{
    om_export_options chosen = {
        .box = om_call_has(call, "bbox") ? box : NULL,
        .palette = om_call_text(call, "palette"),
        .name = om_call_text(call, "name"),
        .format = om_call_text(call, "format"),
        .quality = om_call_text(call, "quality"),
        .flat = om_call_has(call, "flat"),
        .resume = om_call_has(call, "resume"),
        .overwrite = om_call_has(call, "overwrite"),
    };
    OM_TRY(om_call_box(call, "bbox", box, err));
    OM_TRY(om_call_zooms(call, "zoom", &chosen.min_zoom, &chosen.max_zoom, err));
    OM_TRY(om_call_number(call, "scale", 1, 2, &chosen.scale, err));
    OM_TRY(om_call_integer(call, "tile-size", 256, 512, &chosen.tile_px, err));
    OM_TRY(om_call_integer(call, "metatile", 1, 32, &chosen.metatile, err));
    OM_TRY(om_call_share(call, "shard", &chosen.shard, &chosen.shards, err));
    OM_TRY(om_call_integer(call, "threads", 1, 1024, &chosen.threads, err));
    *ret = chosen;
    return OM_OK;
}

static om_status run(const om_call *call, om_error *err)
{
    OM_TRY(om_call_require(call, "style", err));
    OM_TRY(om_call_require(call, "zoom", err));
    OM_TRY(om_call_require(call, "output", err));
    om_box box = {0};
    om_export_options chosen;
    OM_TRY(read_options(call, &box, &chosen, err));

    OM_AUTO_STYLE style = NULL;
    OM_TRY(om_style_open(om_call_text(call, "style"), &style, err));
    OM_AUTO_STORE store = NULL;
    OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));

    om_bar bar = {0};
    const om_listener listener = om_progress_listener(call, &bar);
    OM_AUTO_REPORT report = NULL;
    const om_status status =
        om_export(store, style, &chosen, om_call_text(call, "output"), &listener, &report, err);
    om_progress_end(&bar);
    OM_TRY(om_print_report(call, report, err));
    return status;
}

const om_command om_command_export = {
    .arguments = "STORE",
    .fewest = 1,
    .most = 1,
    .options = options,
    .notes =
        "It needs --style, --zoom and -o. After Ctrl-C or a crash, the same with --resume goes "
        "on.\n",
    .run = run,
};

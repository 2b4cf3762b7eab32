/* onemap draw [STORE] */
#include "engine/cli/command.h"

static const om_option options[] = {
    {"style", 0, "FILE", "MapLibre style, JSON"},
    {"bbox", 0, "W,S,E,N", "show all of this extent, in degrees"},
    {"center", 0, "LON,LAT", "middle of the map, in degrees; with --zoom"},
    {"zoom", 0, "Z", "MapLibre's: the world is 512 px wide at 0; 0..22"},
    {"size", 0, "WxH", "in pixels (1024x768)"},
    {"scale", 0, "1|2", "device pixels a pixel, 1..4 (1)"},
    {"palette", 0, "NAME", "safe4, gov4; the style's own when left out"},
    {"sheet", 0, NULL, "frame the map: title, legend, scale bar, north arrow, sources, date"},
    {"title", 0, "TEXT", "of the sheet"},
    {"subtitle", 0, "TEXT", "of the sheet"},
    {"producer", 0, "TEXT", "who made the sheet"},
    {"approval-no", 0, "TEXT", "map approval number; left out when not given"},
    {"date", 0, "YYYY-MM-DD", "of the sheet (today)"},
    {"lang", 0, "en|zh", "words of the sheet (en)"},
    {"output", 'o', "FILE", "the PNG, PDF or SVG file, by the name's end"},
    {0},
};

static om_status read_view(const om_call *call, om_view *ret, om_error *err)
{
    om_view view = {.width = 1024, .height = 768, .scale = 1};
    OM_TRY(om_call_size(call, "size", &view.width, &view.height, err));
    const bool by_box = om_call_has(call, "bbox");
    const bool by_center = om_call_has(call, "center") && om_call_has(call, "zoom");
    if (by_box == by_center ||
        (by_box && (om_call_has(call, "center") || om_call_has(call, "zoom"))))
        return om_refuse(err, OM_ERR_USAGE, "it needs either --bbox, or --center and --zoom");
    if (by_box) {
        om_box box;
        OM_TRY(om_call_box(call, "bbox", &box, err));
        OM_TRY(om_view_of_box(&box, view.width, view.height, &view, err));
    }
    OM_TRY(om_call_lonlat(call, "center", &view.center, err));
    OM_TRY(om_call_number(call, "zoom", 0, 22, &view.zoom, err));
    view.scale = 1;
    OM_TRY(om_call_number(call, "scale", 1, 4, &view.scale, err));
    *ret = view;
    return OM_OK;
}

static om_status refuse_lines_without_sheet(const om_call *call, om_error *err)
{
    static const char *const lines[] = {"title",       "subtitle", "producer",
                                        "approval-no", "date",     "lang"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        if (om_call_has(call, lines[i]) && !om_call_has(call, "sheet"))
            return om_refuse(err, OM_ERR_USAGE, "--%s stands on a sheet; add --sheet", lines[i]);
    return OM_OK;
}

static om_status run(const om_call *call, om_error *err)
{
    OM_TRY(om_call_require(call, "style", err));
    OM_TRY(om_call_require(call, "output", err));
    OM_TRY(refuse_lines_without_sheet(call, err));
    om_view view;
    OM_TRY(read_view(call, &view, err));

    OM_AUTO_STYLE style = NULL;
    OM_TRY(om_style_open(om_call_text(call, "style"), &style, err));
    OM_AUTO_STORE store = NULL;
    if (call->argument_count)
        OM_TRY(om_store_open(call->arguments[0], OM_STORE_READ, &store, err));

    const om_sheet sheet = {
        .title = om_call_text(call, "title"),
        .subtitle = om_call_text(call, "subtitle"),
        .producer = om_call_text(call, "producer"),
        .approval_no = om_call_text(call, "approval-no"),
        .date = om_call_text(call, "date"),
        .language = om_call_text(call, "lang"),
    };
    const om_draw_options chosen = {
        .sheet = om_call_has(call, "sheet") ? &sheet : NULL,
        .palette = om_call_text(call, "palette"),
    };
    OM_AUTO_REPORT report = NULL;
    OM_TRY(om_draw(store, style, &view, &chosen, om_call_text(call, "output"), &report, err));
    return om_print_report(call, report, err);
}

const om_command om_command_draw = {
    .arguments = "[STORE]",
    .most = 1,
    .options = options,
    .notes = "STORE may be left out when all sources of the style are inline or files. It needs\n"
             "--style, -o, and either --bbox or --center with --zoom.\n",
    .run = run,
};

/* The words of a sheet: what is constant, and what it says of itself at its foot. */
#include <math.h>
#include <string.h>

#include "engine/base/date.h"
#include "engine/base/file.h"
#include "engine/draw/level.h"
#include "engine/draw/sheet_parts.h"
#include "engine/store/rows.h"
#include "engine/style/colour.h"
#include "layers/grade.h"
#include "layers/zoning.h"

const om_sheet_words *om_sheet_words_in(const char *language)
{
    static const om_sheet_words english = {
        .legend = "Legend",
        .scale = "Scale",
        .sources = "Sources",
        .display_crs = "Shown in WGS 84 / Pseudo-Mercator (EPSG:3857)",
        .measured_in = "Lengths and areas measured in",
        .made_by = "Made by",
        .date = "Date",
        .approval = "Map approval no.",
        .method = "How areas are graded",
        .north = "N",
        .at_middle = "in the middle of the map",
        .separator = ": ",
    };
    static const om_sheet_words chinese = {
        .chinese = true,
        .legend = "图例",
        .scale = "比例尺",
        .sources = "数据来源",
        .display_crs = "显示坐标系：WGS 84 / Web 墨卡托（EPSG:3857）",
        .measured_in = "长度与面积量算坐标系",
        .made_by = "编制单位",
        .date = "日期",
        .approval = "审图号",
        .method = "区域定级方法",
        .north = "北",
        .at_middle = "图幅中心处",
        .separator = "：",
    };
    return language && !strcmp(language, "zh") ? &chinese : &english;
}

om_status om_inks_read(om_inks *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path;
    OM_TRY(om_share_find(arena, "styles/sheets/plain.json", &path, err));
    OM_AUTO(om_json) json = NULL;
    OM_TRY(om_json_open(path, &json, err));

    om_inks inks;
    const struct ink {
        const char *name;
        om_colour *colour;
    } all[] = {{"paper", &inks.paper},
               {"ink", &inks.ink},
               {"quiet", &inks.quiet},
               {"rule", &inks.rule},
               {"hairline", &inks.hairline}};
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++) {
        const char *text = om_json_text(om_json_get(json, all[i].name));
        if (!text || !om_colour_read(text, all[i].colour))
            return om_fail(err, OM_ERR_STYLE, "%s: \"%s\" is no colour", path, all[i].name);
    }
    *ret = inks;
    return OM_OK;
}

/* Adds "key: value" to a line, with spaces between. */
static const char *with(const char *line, const char *key, const char *value,
                        const om_sheet_words *words, om_arena *arena)
{
    if (!value || !*value)
        return line;
    return om_arena_format(arena, "%s%s%s%s%s", line ? line : "", line ? "    " : "", key,
                           words->separator, value);
}

/* Joins what is known; NULL when nothing is. */
static const char *imprint(const om_sheet *sheet, const om_sheet_words *words, om_arena *arena)
{
    char today[OM_DATE_SIZE];
    om_date_today(today);
    const char *line = with(NULL, words->made_by, sheet->producer, words, arena);
    line = with(line, words->date, sheet->date ? sheet->date : today, words, arena);
    return with(line, words->approval, sheet->approval_no, words, arena);
}

static om_status crs_line(om_store *store, const om_sheet_words *words, om_arena *arena,
                          const char **ret, om_error *err)
{
    *ret = words->display_crs;
    if (!store)
        return OM_OK;
    const char *crs;
    OM_AUTO_MEMORY char *name = NULL;
    OM_TRY(om_store_metric_crs(store, &crs, err));
    OM_TRY(om_crs_name(om_store_geo(store), crs, &name, err));
    const bool has_code = om_text_starts(crs, "EPSG:");
    *ret = om_arena_format(arena, "%s%s%s%s%s%s%s%s", words->display_crs,
                           words->chinese ? "；" : ". ", words->measured_in, words->separator, name,
                           has_code ? " (" : "", has_code ? crs : "", has_code ? ")" : "");
    return OM_OK;
}

/* The modes of a layer of graded areas; NULL for any other layer. */
static const om_choice *modes_of(const om_layer *layer)
{
    const om_column *mode = layer ? om_layer_column(layer, "mode") : NULL;
    const bool says_how =
        mode && (mode->choices == om_grade_modes || mode->choices == om_zoning_forms);
    return says_how ? mode->choices : NULL;
}

/* The first layer of graded areas that the map shows; NULL when it shows none. */
static const om_layer *graded_layer(const om_map *map)
{
    for (size_t i = 0; i < map->level->painting_count; i++) {
        const om_painting *painting = &map->level->paintings[i];
        const om_layer *layer = painting->layer->table ? painting->layer->table->layer : NULL;
        if (painting->drawn && modes_of(layer))
            return layer;
    }
    return NULL;
}

/* A value of a column in its words, or as it stands there. */
static const char *words_of(const om_layer *layer, const char *column, const char *value,
                            bool chinese)
{
    for (const om_choice *choice = om_layer_column(layer, column)->choices; choice->value; choice++)
        if (!strcmp(choice->value, value))
            return chinese ? choice->title_zh : choice->title;
    return value;
}

/* How a row's area got its grade: the mode, and what else is not as usual. */
static const char *way_of(const om_layer *layer, const om_rows *rows, om_arena *arena, bool chinese)
{
    const char *const between = chinese ? "；" : "; ";
    const char *way = words_of(layer, "mode", om_rows_text(rows, 0), chinese);
    const char *direct = om_rows_text(rows, 1), *controls = om_rows_text(rows, 2);
    if (direct)
        way = om_arena_format(arena, "%s%s%s", words_of(layer, "direct", direct, chinese), between,
                              way);
    if (controls && strcmp(controls, "residual") == 0)
        way = om_arena_format(arena, "%s%s%s", way, between,
                              words_of(layer, "controls", controls, chinese));
    return way;
}

/* Areas of an index have no direct determination and no controls. */
static const char *column_or_null(const om_layer *layer, const char *column)
{
    return om_layer_column(layer, column) ? column : "null";
}

/* How the areas got their grades, as the rows themselves say. */
static om_status method_line(om_store *store, const om_map *map, const om_sheet_words *words,
                             om_arena *arena, const char **ret, om_error *err)
{
    const om_layer *layer = graded_layer(map);
    *ret = NULL;
    if (!store || !layer)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(
        om_rows_open(store,
                     om_arena_format(arena, "select distinct mode, %s, %s from %s order by 1, 2, 3",
                                     column_or_null(layer, "direct"),
                                     column_or_null(layer, "controls"), layer->name),
                     &rows, err));
    const char *line = NULL;
    bool more;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        const char *way = way_of(layer, rows, arena, words->chinese);
        line = line ? om_arena_format(arena, "%s; %s", line, way)
                    : om_arena_format(arena, "%s%s%s", words->method, words->separator, way);
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = line;
    return OM_OK;
}

om_status om_sheet_foot(om_store *store, const om_map *map, const om_sheet *sheet,
                        const om_sheet_words *words, om_arena *arena, const char *const **ret,
                        om_error *err)
{
    const char **lines = OM_ARENA_ARRAY(arena, const char *, 5);
    size_t count = 0;
    OM_TRY(method_line(store, map, words, arena, &lines[count], err));
    count += lines[count] != NULL;
    if (store) {
        OM_AUTO_MEMORY char *credits = NULL;
        OM_TRY(om_store_credits(store, &credits, err));
        if (*credits)
            lines[count++] =
                om_arena_format(arena, "%s%s%s", words->sources, words->separator, credits);
    }
    OM_TRY(crs_line(store, words, arena, &lines[count], err));
    count++;
    lines[count] = imprint(sheet, words, arena);
    *ret = lines;
    return OM_OK;
}

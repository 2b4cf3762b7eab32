/* The maps of a report: drawn as sheets narrow enough for a phone, or kept from the page before. */
#include <math.h>
#include <string.h>

#include "engine/base/base64.h"
#include "engine/base/file.h"
#include "engine/draw/made_of.h"
#include "engine/draw/sheet.h"
#include "engine/report/report.h"

/* A sheet of this width has words that a phone shows in their own size. CSS px. */
static const uint32_t sheet_width_px = 480;
/* Its height: the first at which the legend finds room. */
static const uint32_t sheet_heights_px[] = {800, 950, 1200, 1500};
static const double sheet_scale = 2;

static const char *const languages[] = {"en", "zh"};

/* Which map is wanted. Borrows everything. */
typedef struct wanted {
    om_store *store;
    const om_report_options *options;
    const char *style, *path, *language;
    om_box box;
    char made_of[OM_CHECKSUM_SIZE];
} wanted;

static om_status find_state(wanted *map, om_error *err)
{
    OM_AUTO_TEXT all = {0};
    om_text_add_format(&all, "onemap %s\n%s %s\n", om_version(), map->language,
                       map->options->palette ? map->options->palette : "");
    OM_TRY(om_draw_made_of(map->store, map->path, &all, err));
    OM_TRY(om_layer_add_state(map->store, "district", &all, err));
    om_bytes_checksum(all.bytes, all.length, map->made_of);
    return OM_OK;
}

/* ---- Taken from the page before ---- */

/* The base64 of a map that a page holds, when it is made of the same and is whole. */
static bool find_before(const wanted *map, const char *before, om_text *ret)
{
    OM_AUTO_TEXT mark = {0};
    om_text_add_format(&mark, "<img data-made-of=\"%s\" data-content=\"", map->made_of);
    const char *at = before ? strstr(before, mark.bytes) : NULL;
    const char *content = at ? at + mark.length : NULL;
    const char *data = content ? strstr(content, "base64,") : NULL;
    const char *tag_end = content ? strchr(content, '>') : NULL;
    if (!data || !tag_end || data > tag_end)
        return false;
    data += strlen("base64,");
    const size_t length = strcspn(data, "\"");
    char checksum[OM_CHECKSUM_SIZE];
    om_bytes_checksum(data, length, checksum);
    if (strncmp(content, checksum, strlen(checksum)) != 0)
        return false;
    om_text_add_bytes(ret, data, length);
    return true;
}

/* ---- Drawn ---- */

static om_status draw_at(const wanted *map, const om_style *style, uint32_t height_px,
                         om_picture **ret, om_error *err)
{
    /* The page has a title and a date of its own. */
    const om_sheet sheet = {.date = "", .language = map->language};
    const om_draw_options options = {.sheet = &sheet, .palette = map->options->palette};
    om_view view;
    OM_TRY(om_view_of_box(&map->box, sheet_width_px, height_px, &view, err));
    view.scale = sheet_scale;
    __attribute__((cleanup(om_map_clear))) om_map inside = {0};
    OM_AUTO(om_picture)
    drawn = om_picture_new((uint32_t)rint(view.width * view.scale),
                           (uint32_t)rint(view.height * view.scale));
    OM_TRY(om_sheet_draw(map->store, style, &view, &options, drawn, &inside, err));
    *ret = OM_TAKE(drawn);
    return OM_OK;
}

static om_status draw(const wanted *map, om_text *ret, om_error *err)
{
    OM_AUTO(om_style) style = NULL;
    OM_TRY(om_style_open(map->path, &style, err));
    OM_AUTO(om_picture) drawn = NULL;
    om_status status = OM_ERR_RANGE;
    for (size_t i = 0; i < sizeof sheet_heights_px / sizeof *sheet_heights_px; i++) {
        status = draw_at(map, style, sheet_heights_px[i], &drawn, err);
        if (status != OM_ERR_RANGE)
            break;
    }
    if (status != OM_OK)
        return status;
    OM_AUTO_TEXT png = {0};
    OM_TRY(om_picture_encode(drawn, &png, err));
    om_base64_add(ret, png.bytes, png.length);
    return OM_OK;
}

/* ---- All of them ---- */

static om_status add_map(wanted *map, const char *before, om_json *list, om_error *err)
{
    OM_AUTO_TEXT base64 = {0};
    char checksum[OM_CHECKSUM_SIZE];
    OM_TRY(find_state(map, err));
    if (!find_before(map, before, &base64))
        OM_TRY(draw(map, &base64, err));
    om_bytes_checksum(base64.bytes, base64.length, checksum);
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "style", map->style);
    om_json_put_text(object, "lang", map->language);
    om_json_put_text(object, "made_of", map->made_of);
    om_json_put_text(object, "content", checksum);
    om_json_put_text(object, "png", base64.bytes);
    return OM_OK;
}

static bool has_map(const om_json *maps, const char *style)
{
    for (size_t i = 0; i < om_json_count(maps); i++)
        if (strcmp(om_json_text(om_json_get(om_json_at(maps, i), "style")), style) == 0)
            return true;
    return false;
}

/* Nothing is drawn of what was never worked out. */
static bool is_assessed(const om_json *indicator)
{
    const char *state = om_json_text(om_json_get(om_json_get(indicator, "city"), "state"));
    return strcmp(state, om_verdict_word(OM_NOT_ASSESSED)) != 0;
}

om_status om_report_maps(om_store *store, const om_json *document, const om_report_options *options,
                         const char *before, om_json **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) maps = om_json_array_new();
    wanted map = {.store = store, .options = options};
    OM_TRY(om_store_layer_box(store, om_layer_find("district"), &map.box, err));
    const om_json *indicators = om_json_get(document, "indicators");
    for (size_t i = 0; i < om_json_count(indicators); i++) {
        const om_json *indicator = om_json_at(indicators, i);
        map.style = om_json_text(om_json_get(indicator, "map"));
        if (!map.style || !is_assessed(indicator) || has_map(maps, map.style))
            continue;
        OM_TRY(om_share_find(arena, om_arena_format(arena, "styles/%s.json", map.style), &map.path,
                             err));
        for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
            map.language = languages[l];
            OM_TRY(add_map(&map, before, maps, err));
        }
    }
    *ret = OM_TAKE(maps);
    return OM_OK;
}

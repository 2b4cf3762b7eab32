/* Doing a step: a build file's keys become options of the public calls. */
#include "engine/build/step.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/source/name.h"

static om_status fail_value(const om_site *site, const om_yaml *at, const char *wanted,
                            om_error *err)
{
    return om_fail(err, OM_ERR_USAGE, "%s, line %d: '%s' must be %s%s%s", site->plan->path,
                   at->line, at->key ? at->key : "a value", wanted, at->text ? ", not " : "",
                   at->text ? at->text : "");
}

static om_status read_number(const om_site *site, const om_step *step, const char *key, double *ret,
                             om_error *err)
{
    const om_yaml *at = om_yaml_get(step->node, key);
    if (at && !om_text_to_number(at->text, ret))
        return fail_value(site, at, "a number", err);
    return OM_OK;
}

static om_status read_integer(const om_site *site, const om_step *step, const char *key,
                              int maximum, int *ret, om_error *err)
{
    const om_yaml *at = om_yaml_get(step->node, key);
    int64_t number = 0;
    if (!at)
        return OM_OK;
    if (!om_text_to_integer(at->text, 0, maximum, &number))
        return fail_value(site, at, "a whole number in its range", err);
    *ret = (int)number;
    return OM_OK;
}

static om_status read_flag(const om_site *site, const om_step *step, const char *key, bool *ret,
                           om_error *err)
{
    const om_yaml *at = om_yaml_get(step->node, key);
    if (!at)
        return OM_OK;
    const bool yes = strcmp(at->text, "true") == 0 || strcmp(at->text, "yes") == 0;
    if (!yes && strcmp(at->text, "false") != 0 && strcmp(at->text, "no") != 0)
        return fail_value(site, at, "true or false", err);
    *ret = yes;
    return OM_OK;
}

static om_status read_numbers(const om_site *site, const om_yaml *list, double *ret, size_t count,
                              om_error *err)
{
    if (om_yaml_count(list) != count)
        return om_fail(err, OM_ERR_USAGE, "%s, line %d: '%s' must have %zu numbers, not %zu",
                       site->plan->path, list->line, list->key, count, om_yaml_count(list));
    for (const om_yaml *at = list->first; at; at = at->next)
        if (at->kind != OM_YAML_SCALAR || !om_text_to_number(at->text, ret++))
            return fail_value(site, at, "a number", err);
    return OM_OK;
}

const char *om_step_source(const om_site *site, const om_step *step)
{
    const char *path =
        om_path_beside(site->arena, site->plan->path, om_yaml_text(step->node, "source"));
    OM_AUTO_MEMORY char *whole = realpath(path, NULL);
    return whole ? om_arena_text(site->arena, whole) : om_yaml_text(step->node, "source");
}

const char *om_step_source_name(const om_site *site, const om_step *step)
{
    return om_source_name(site->arena, site->plan->store, om_step_source(site, step),
                          om_yaml_text(step->node, "source_layer"));
}

om_status om_step_style(const om_site *site, const om_step *step, const char **ret, om_error *err)
{
    const char *name = om_yaml_text(step->node, "style");
    const bool bare = !strchr(name, '/') && !om_text_ends(name, ".json");
    if (bare)
        return om_share_find(site->arena, om_arena_format(site->arena, "styles/%s.json", name), ret,
                             err);
    *ret = om_path_beside(site->arena, site->plan->path, name);
    return om_file_exists(*ret)
               ? OM_OK
               : om_fail(err, OM_ERR_NOT_FOUND, "%s, line %d: there is no style %s",
                         site->plan->path, step->node->line, *ret);
}

const char *const *om_step_settings(const om_site *site, const om_step *step, size_t *ret_count)
{
    const om_yaml *map = om_yaml_get(step->node, "settings");
    *ret_count = om_yaml_count(map);
    const char **settings = OM_ARENA_ARRAY(site->arena, const char *, *ret_count);
    size_t count = 0;
    for (const om_yaml *at = map ? map->first : NULL; at; at = at->next) {
        const char *file = om_path_beside(site->arena, site->plan->path, at->text);
        const char *value = at->text[0] && om_file_exists(file) ? file : at->text;
        settings[count++] = om_arena_format(site->arena, "%s=%s", at->key, value);
    }
    return settings;
}

/* "xyz:", "mbtiles:" and so on of an export's output, "" for a plain file. */
static const char *scheme_of(const om_site *site, const om_step *step)
{
    const char *output = om_yaml_text(step->node, "output");
    const char *colon = step->kind == OM_STEP_EXPORT ? strchr(output, ':') : NULL;
    return colon ? om_arena_text_part(site->arena, output, (size_t)(colon + 1 - output)) : "";
}

const char *om_step_output(const om_site *site, const om_step *step)
{
    const char *output = om_yaml_text(step->node, "output");
    return om_path_beside(site->arena, site->plan->path, output + strlen(scheme_of(site, step)));
}

static const char *const *pairs_of(const om_site *site, const om_yaml *map, size_t *ret_count)
{
    *ret_count = om_yaml_count(map);
    const char **pairs = OM_ARENA_ARRAY(site->arena, const char *, *ret_count);
    size_t count = 0;
    for (const om_yaml *at = map ? map->first : NULL; at; at = at->next)
        pairs[count++] = om_arena_format(site->arena, "%s=%s", at->key, at->text);
    return pairs;
}

static om_status run_load(const om_site *site, const om_step *step, char **ret, om_error *err)
{
    const om_yaml *node = step->node;
    om_load_options options = {
        .crs = om_yaml_text(node, "crs"),
        .encoding = om_yaml_text(node, "encoding"),
        .where = om_yaml_text(node, "where"),
        .source_layer = om_yaml_text(node, "source_layer"),
        .credit = om_yaml_text(node, "credit"),
        .lon_field = om_yaml_text(node, "lon"),
        .lat_field = om_yaml_text(node, "lat"),
    };
    options.map = pairs_of(site, om_yaml_get(node, "map"), &options.map_count);
    options.set = pairs_of(site, om_yaml_get(node, "set"), &options.set_count);
    OM_TRY(read_flag(site, step, "skip_bad", &options.skip_bad, err));
    return om_load(site->store, om_yaml_text(node, "layer"), om_step_source(site, step), &options,
                   site->listener, ret, err);
}

static om_status run_analyse(const om_site *site, const om_step *step, char **ret, om_error *err)
{
    size_t count = 0;
    const char *const *settings = om_step_settings(site, step, &count);
    return om_analyse(site->store, om_yaml_text(step->node, "analysis"), settings, count,
                      site->listener, ret, err);
}

static om_status read_view(const om_site *site, const om_step *step, om_view *ret, om_error *err)
{
    const om_yaml *bbox = om_yaml_get(step->node, "bbox");
    const om_yaml *center = om_yaml_get(step->node, "center");
    const om_yaml *zoom = om_yaml_get(step->node, "zoom");
    if (!bbox == !center || !center != !zoom)
        return om_fail(err, OM_ERR_USAGE,
                       "%s, line %d: a picture needs 'bbox', or 'center' and "
                       "'zoom'",
                       site->plan->path, step->node->line);
    double size[2], box[4], scale = 1;
    OM_TRY(read_numbers(site, om_yaml_get(step->node, "size"), size, 2, err));
    if (!(size[0] >= 1 && size[0] <= 16384 && size[1] >= 1 && size[1] <= 16384))
        return fail_value(site, om_yaml_get(step->node, "size"), "1 to 16384 px", err);
    OM_TRY(read_number(site, step, "scale", &scale, err));
    om_view view = {0};
    const uint32_t width = (uint32_t)size[0], height = (uint32_t)size[1];
    if (bbox) {
        OM_TRY(read_numbers(site, bbox, box, 4, err));
        OM_TRY(
            om_view_of_box(&(om_box){box[0], box[1], box[2], box[3]}, width, height, &view, err));
    } else {
        OM_TRY(read_numbers(site, center, box, 2, err));
        OM_TRY(read_number(site, step, "zoom", &view.zoom, err));
        view.center = (om_lonlat){box[0], box[1]};
        view.width = width;
        view.height = height;
    }
    view.scale = scale;
    *ret = view;
    return OM_OK;
}

/* Styles are public handles; this lets one die with its block. */
OM_DEFINE_AUTO(om_style)

static om_status open_style(const om_site *site, const om_step *step, om_style **ret, om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_step_style(site, step, &path, err));
    return om_style_open(path, ret, err);
}

static om_status make_folder_of(const om_site *site, const char *path, om_error *err)
{
    const char *base = om_path_base(path);
    if (base == path)
        return OM_OK;
    return om_folder_make(om_arena_text_part(site->arena, path, (size_t)(base - path - 1)), err);
}

static om_status run_draw(const om_site *site, const om_step *step, char **ret, om_error *err)
{
    OM_AUTO(om_style) style = NULL;
    om_view view;
    OM_TRY(read_view(site, step, &view, err));
    OM_TRY(open_style(site, step, &style, err));
    const om_yaml *node = om_yaml_get(step->node, "sheet");
    const om_sheet sheet = {
        .title = om_yaml_text(node, "title"),
        .subtitle = om_yaml_text(node, "subtitle"),
        .producer = om_yaml_text(node, "producer"),
        .approval_no = om_yaml_text(node, "approval_no"),
        .date = om_yaml_text(node, "date"),
        .language = om_yaml_text(node, "language"),
    };
    const om_draw_options options = {.sheet = node ? &sheet : NULL,
                                     .palette = om_yaml_text(step->node, "palette")};
    const char *output = om_step_output(site, step);
    OM_TRY(make_folder_of(site, output, err));
    return om_draw(site->store, style, &view, &options, output, ret, err);
}

static om_status read_zooms(const om_site *site, const om_step *step, om_export_options *options,
                            om_error *err)
{
    const om_yaml *zoom = om_yaml_get(step->node, "zoom");
    const char *dash = strchr(zoom->text, '-');
    const size_t first = dash ? (size_t)(dash - zoom->text) : strlen(zoom->text);
    int64_t low = 0, high = 0;
    if (!om_text_to_integer(om_arena_text_part(site->arena, zoom->text, first), 0, 22, &low) ||
        !om_text_to_integer(dash ? dash + 1 : zoom->text, low, 22, &high))
        return fail_value(site, zoom, "zooms such as 8-16 within 0..22", err);
    options->min_zoom = (int)low;
    options->max_zoom = (int)high;
    return OM_OK;
}

static om_status run_export(const om_site *site, const om_step *step, char **ret, om_error *err)
{
    OM_AUTO(om_style) style = NULL;
    /* A build step owns its target: what an older plan left there is replaced. */
    om_export_options options = {.palette = om_yaml_text(step->node, "palette"),
                                 .name = om_yaml_text(step->node, "name"),
                                 .format = om_yaml_text(step->node, "format"),
                                 .quality = om_yaml_text(step->node, "quality"),
                                 .overwrite = true};
    om_box box;
    const om_yaml *bbox = om_yaml_get(step->node, "bbox");
    if (bbox) {
        double sides[4];
        OM_TRY(read_numbers(site, bbox, sides, 4, err));
        box = (om_box){sides[0], sides[1], sides[2], sides[3]};
        options.box = &box;
    }
    OM_TRY(read_zooms(site, step, &options, err));
    OM_TRY(read_number(site, step, "scale", &options.scale, err));
    OM_TRY(read_integer(site, step, "tile_size", 512, &options.tile_px, err));
    OM_TRY(read_integer(site, step, "metatile", 32, &options.metatile, err));
    OM_TRY(read_integer(site, step, "threads", 1024, &options.threads, err));
    OM_TRY(open_style(site, step, &style, err));
    const char *output = om_step_output(site, step);
    OM_TRY(make_folder_of(site, output, err));
    const char *target = om_arena_format(site->arena, "%s%s", scheme_of(site, step), output);
    return om_export(site->store, style, &options, target, site->listener, ret, err);
}

static om_status run_report(const om_site *site, const om_step *step, char **ret, om_error *err)
{
    const om_yaml *node = step->node;
    const om_report_options options = {
        .title = om_yaml_text(node, "title"),
        .title_zh = om_yaml_text(node, "title_zh"),
        .producer = om_yaml_text(node, "producer"),
        .date = om_yaml_text(node, "date"),
        .since = om_yaml_text(node, "since"),
        .language = om_yaml_text(node, "language"),
        .palette = om_yaml_text(node, "palette"),
    };
    const char *output = om_step_output(site, step);
    OM_TRY(make_folder_of(site, output, err));
    return om_report_file(site->store, &options, output, ret, err);
}

om_status om_step_run(const om_site *site, const om_step *step, om_json **ret_report, om_error *err)
{
    static om_status (*const runs[OM_STEP_KINDS])(const om_site *, const om_step *, char **,
                                                  om_error *) = {
        [OM_STEP_LOAD] = run_load,     [OM_STEP_ANALYSE] = run_analyse, [OM_STEP_DRAW] = run_draw,
        [OM_STEP_EXPORT] = run_export, [OM_STEP_REPORT] = run_report,
    };
    OM_AUTO_MEMORY char *text = NULL;
    OM_TRY(runs[step->kind](site, step, &text, err));
    return om_json_parse(text, strlen(text), step->what, ret_report, err);
}

/* Reads the changes of a what-if from GeoJSON, strictly: one feature, one change. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/analysis/speeds.h"
#include "engine/analysis/what_if_inside.h"
#include "engine/base/memory.h"

/* A station turns out within the hour, a road is driven at 1/20 to 5 times its speed: as the
 * settings of fire_reach say. */
#define MOST_TURNOUT_S 3600.0
#define LEAST_FACTOR   0.05
#define MOST_FACTOR    5.0

static const char *const kinds[] = {"add", "move", "drop", "close", "slow", "speed"};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* What a feature may say, and of which kinds of change. */
static const struct key {
    const char *name;
    unsigned of; /* a bit a kind */
} keys[] = {
    {"change", ~0U},
    {"note", ~0U},
    {"station", 1U << OM_CHANGE_ADD | 1U << OM_CHANGE_MOVE | 1U << OM_CHANGE_DROP},
    {"name", 1U << OM_CHANGE_ADD},
    {"class", 1U << OM_CHANGE_ADD},
    {"turnout_s", 1U << OM_CHANGE_ADD | 1U << OM_CHANGE_MOVE},
    {"road", 1U << OM_CHANGE_CLOSE | 1U << OM_CHANGE_SLOW},
    {"level", 1U << OM_CHANGE_CLOSE | 1U << OM_CHANGE_SLOW},
    {"tolerance_m", 1U << OM_CHANGE_CLOSE | 1U << OM_CHANGE_SLOW},
    {"speed_factor", 1U << OM_CHANGE_SLOW | 1U << OM_CHANGE_SPEED},
    {"time", 1U << OM_CHANGE_SPEED},
};
enum { KEYS = sizeof keys / sizeof *keys };

/* One feature in hand. */
typedef struct feature {
    const om_changes *all;
    const om_json *properties;
    om_geom *shape; /* degrees; NULL where there is none */
    size_t record;
} feature;

/* "changes.geojson, record 3" */
static const char *where(const feature *of, char *text, size_t size)
{
    snprintf(text, size, "%s, record %zu", of->all->name, of->record);
    return text;
}
#define WHERE(of) where(of, (char[300]){0}, 300)

/* ---- Properties ---- */

static om_status check_keys(const feature *of, om_change_kind kind, om_error *err)
{
    const char *names[KEYS];
    size_t count = 0;
    for (size_t k = 0; k < KEYS; k++)
        if (keys[k].of >> kind & 1)
            names[count++] = keys[k].name;
    for (om_json_member m = om_json_first(of->properties); m.key;
         m = om_json_next(of->properties, m)) {
        size_t k = 0;
        while (k < count && strcmp(names[k], m.key) != 0)
            k++;
        if (k < count)
            continue;
        const char *nearest = om_text_nearest(m.key, names, count);
        return om_fail(err, OM_ERR_DATA, "%s: to %s says nothing of '%s'%s%s%s", WHERE(of),
                       kinds[kind], m.key, nearest ? "; did you mean '" : "",
                       nearest ? nearest : "", nearest ? "'?" : "");
    }
    return OM_OK;
}

/* A text or a number as text, in the arena; NULL where it is not given. */
static om_status read_text(const feature *of, const char *key, const char **ret, om_error *err)
{
    const om_json *value = om_json_get(of->properties, key);
    *ret = NULL;
    switch (om_json_kind_of(value)) {
    case OM_JSON_NULL:
        return OM_OK;
    case OM_JSON_TEXT:
        *ret = om_arena_text(of->all->arena, om_json_text(value));
        return OM_OK;
    case OM_JSON_NUMBER: {
        char text[40];
        snprintf(text, sizeof text, "%.15g", om_json_number(value));
        *ret = om_arena_text(of->all->arena, text);
        return OM_OK;
    }
    default:
        return om_fail(err, OM_ERR_DATA, "%s: %s is %s, not a text", WHERE(of), key,
                       om_json_kind_name(om_json_kind_of(value)));
    }
}

/* A number within a range; `ret` stays as it is where none is given. */
static om_status read_number(const feature *of, const char *key, double least, double most,
                             double *ret, om_error *err)
{
    const om_json *value = om_json_get(of->properties, key);
    if (om_json_kind_of(value) == OM_JSON_NULL)
        return OM_OK;
    const double number = om_json_number(value);
    if (!(number >= least && number <= most))
        return om_fail(err, OM_ERR_DATA, "%s: %s is not a number within %g..%g", WHERE(of), key,
                       least, most);
    *ret = number;
    return OM_OK;
}

/* ---- Kinds ---- */

static om_status read_place(const feature *of, om_change *change, om_error *err)
{
    if (!of->shape || om_geom_kind_of(of->shape) != OM_GEOM_POINT || om_geom_is_empty(of->shape))
        return om_fail(err, OM_ERR_DATA, "%s: to %s a station needs a point to put it at",
                       WHERE(of), kinds[change->kind]);
    const om_transform *to_metres = NULL;
    om_xy at;
    OM_TRY(om_store_to_metres(of->all->store, &to_metres, err));
    OM_TRY(om_geom_point_inside(of->shape, &at, err));
    if (!(fabs(at.x) <= 180 && fabs(at.y) <= 90))
        return om_fail(err, OM_ERR_DATA,
                       "%s: %g, %g is no place: GeoJSON is in degrees, longitude "
                       "first",
                       WHERE(of), at.x, at.y);
    change->at = at;
    return om_transform_points(to_metres, &change->at, 1, err);
}

static om_status read_station(const feature *of, om_change *change, om_error *err)
{
    OM_TRY(read_text(of, "station", &change->station, err));
    OM_TRY(read_text(of, "name", &change->name, err));
    OM_TRY(read_text(of, "class", &change->of_class, err));
    OM_TRY(read_number(of, "turnout_s", 0, MOST_TURNOUT_S, &change->turnout_s, err));
    if (!change->station && change->kind != OM_CHANGE_ADD)
        return om_fail(err, OM_ERR_DATA, "%s: which station to %s is not told (station)", WHERE(of),
                       kinds[change->kind]);
    return change->kind == OM_CHANGE_DROP ? OM_OK : read_place(of, change, err);
}

static om_status read_closure(const feature *of, om_change *change, om_error *err)
{
    om_closure *closure = &change->closure;
    const om_transform *to_metres = NULL;
    double level = NAN, factor = change->kind == OM_CHANGE_CLOSE ? 0 : NAN;
    OM_TRY(read_text(of, "road", &closure->road_id, err));
    OM_TRY(read_number(of, "level", -10, 10, &level, err));
    OM_TRY(read_number(of, "tolerance_m", 0.1, 1000, &closure->tolerance_m, err));
    OM_TRY(read_number(of, "speed_factor", LEAST_FACTOR, 1, &factor, err));
    if (isnan(factor))
        return om_fail(err, OM_ERR_DATA, "%s: to slow a road needs a speed_factor within %g..1",
                       WHERE(of), LEAST_FACTOR);
    if (!of->shape && !closure->road_id)
        return om_fail(err, OM_ERR_DATA, "%s: to %s a road needs its id (road) or a shape",
                       WHERE(of), kinds[change->kind]);
    closure->id = om_arena_text(of->all->arena, WHERE(of));
    closure->speed_factor = factor;
    closure->has_level = !isnan(level);
    closure->level = isnan(level) ? 0 : (int)level;
    if (!of->shape)
        return OM_OK;
    OM_TRY(om_store_to_metres(of->all->store, &to_metres, err));
    OM_TRY(om_geom_transform(of->shape, to_metres, OM_METRES, &change->shape, err));
    closure->shape = change->shape;
    return OM_OK;
}

static om_status read_speed(const feature *of, om_change *change, om_error *err)
{
    om_daytime time;
    om_error why = {0};
    OM_TRY(read_number(of, "speed_factor", LEAST_FACTOR, MOST_FACTOR, &change->speed_factor, err));
    OM_TRY(read_text(of, "time", &change->time, err));
    if (change->time && om_daytime_parse(change->time, &time, &why) != OM_OK)
        return om_fail(err, OM_ERR_DATA, "%s: %s", WHERE(of), why.message);
    if (isnan(change->speed_factor) && !change->time)
        return om_fail(err, OM_ERR_DATA, "%s: other speeds need a speed_factor or a time",
                       WHERE(of));
    return OM_OK;
}

static om_status read_kind(const feature *of, om_change_kind *ret, om_error *err)
{
    const char *name = om_json_text(om_json_get(of->properties, "change"));
    size_t kind = 0;
    while (name && kind < KINDS && strcmp(kinds[kind], name) != 0)
        kind++;
    if (name && kind < KINDS) {
        *ret = (om_change_kind)kind;
        return OM_OK;
    }
    const char *nearest = name ? om_text_nearest(name, kinds, KINDS) : NULL;
    return om_fail(err, OM_ERR_DATA, "%s: change is '%s'; %s%s%s", WHERE(of), name ? name : "",
                   nearest ? "did you mean '" : "it is add, move, drop, close, slow or speed",
                   nearest ? nearest : "", nearest ? "'?" : "");
}

static om_status read_change(const feature *of, om_change *change, om_error *err)
{
    *change = (om_change){.record = of->record,
                          .turnout_s = NAN,
                          .speed_factor = NAN,
                          .closure = {.tolerance_m = NAN}};
    OM_TRY(read_kind(of, &change->kind, err));
    OM_TRY(check_keys(of, change->kind, err));
    switch (change->kind) {
    case OM_CHANGE_ADD:
    case OM_CHANGE_MOVE:
    case OM_CHANGE_DROP:
        return read_station(of, change, err);
    case OM_CHANGE_CLOSE:
    case OM_CHANGE_SLOW:
        return read_closure(of, change, err);
    case OM_CHANGE_SPEED:
        break;
    }
    return read_speed(of, change, err);
}

/* ---- The whole ---- */

static om_status read_shape(feature *of, const om_json *geometry, om_error *err)
{
    if (om_json_kind_of(geometry) == OM_JSON_NULL)
        return OM_OK;
    char *text = om_json_write_line(geometry);
    om_error why = {0};
    const om_status status =
        om_geom_of_geojson(om_store_geo(of->all->store), text, OM_DEGREES, &of->shape, &why);
    om_text_free(text);
    return status == OM_OK ? OM_OK : om_fail(err, OM_ERR_DATA, "%s: %s", WHERE(of), why.message);
}

static om_status read_feature(om_changes *all, const om_json *json, size_t record, om_error *err)
{
    feature of = {all, om_json_get(json, "properties"), NULL, record};
    const char *type = om_json_text(om_json_get(json, "type"));
    if (!type || strcmp(type, "Feature") != 0 || om_json_kind_of(of.properties) != OM_JSON_OBJECT)
        return om_fail(err, OM_ERR_DATA, "%s: it is no GeoJSON feature with properties",
                       WHERE(&of));
    om_status status = read_shape(&of, om_json_get(json, "geometry"), err);
    if (status == OM_OK)
        status = read_change(&of, &all->list[all->count], err);
    all->count++; /* its shape, if any, is to be freed */
    om_geom_free(of.shape);
    return status;
}

om_status om_changes_read(om_store *store, const om_json *json, const char *name, om_changes *ret,
                          om_error *err)
{
    const om_json *features = om_json_get(json, "features");
    const char *type = om_json_text(om_json_get(json, "type"));
    const bool is_one = type && strcmp(type, "Feature") == 0;
    const size_t count = is_one ? 1 : om_json_count(features);
    if (!is_one && (!type || strcmp(type, "FeatureCollection") != 0))
        return om_fail(err, OM_ERR_DATA, "%s is no GeoJSON FeatureCollection", name);
    if (count == 0)
        return om_fail(err, OM_ERR_DATA, "%s has no features: nothing changes", name);
    ret->arena = om_arena_new();
    ret->store = store;
    ret->name = om_arena_text(ret->arena, name);
    ret->list = OM_ARENA_ARRAY(ret->arena, om_change, count);
    for (size_t i = 0; i < count; i++)
        OM_TRY(read_feature(ret, is_one ? json : om_json_at(features, i), i + 1, err));
    return OM_OK;
}

void om_changes_clear(om_changes *changes)
{
    for (size_t i = 0; i < changes->count; i++)
        om_geom_free(changes->list[i].shape);
    om_arena_free(changes->arena);
}

const char *om_change_name(om_change_kind kind)
{
    return kinds[kind];
}

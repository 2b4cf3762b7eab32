/* Why something has its risk grade: whose is asked for, and what is told of it. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/explain_inside.h"
#include "engine/risk/hexagon.h"
#include "engine/store/row.h"
#include "layers/grade.h"

static void clear(om_explanation *at)
{
    om_rerun_free(at->rerun);
    om_vocabulary_free(at->words);
    om_json_free(at->document);
}

/* ---- The run ---- */

static const char *state_of(const om_rerun *rerun)
{
    if (rerun->obstacle)
        return "unknown";
    return om_json_count(rerun->changes) ? "stale" : "current";
}

static void put_run(const om_explanation *at)
{
    static const char *const members[] = {"id", "started", "ended", "checksum", NULL};
    static const char *const reported[] = {"mode",   "direct", "controls", "limits",
                                           "policy", "tables", NULL};
    const om_rerun *rerun = at->rerun;
    const om_json *detail = om_json_get(rerun->origin, "detail");
    om_json *run = om_json_put(at->document, "run", om_json_object_new());
    for (size_t i = 0; members[i]; i++)
        om_json_put(run, members[i], om_json_copy(om_json_get(rerun->origin, members[i])));
    om_json_put(run, "settings", om_json_copy(om_json_get(detail, "settings")));
    for (size_t i = 0; reported[i]; i++)
        om_json_put(run, reported[i],
                    om_json_copy(om_json_get(om_rerun_report(rerun), reported[i])));
    om_json_put_text(at->document, "state", state_of(rerun));
    om_json_put(at->document, "changes", om_json_copy(rerun->changes));
    om_json_put_text(at->document, "obstacle", rerun->obstacle);
}

/* ---- Areas ---- */

/* Districts, cells and whatever else gets a grade from the sources around it. */
static bool holds_graded_areas(const om_layer *layer)
{
    const om_column *mode = om_layer_column(layer, "mode");
    return layer->origin == OM_LAYER_RESULT && mode && mode->choices == om_grade_modes;
}

/* Which rows of a layer are asked for. */
typedef struct wanted {
    const om_geom *point; /* those that hold it; NULL: not by place */
    const char *district; /* those of this code or name */
} wanted;

static bool is_called(const om_json *row, const char *name)
{
    const char *code = om_json_text(om_json_get(row, "code"));
    const char *title = om_json_text(om_json_get(row, "name"));
    return (code && strcmp(code, name) == 0) || (title && strcmp(title, name) == 0);
}

/* The shape that was graded: of a cell all of it, not only its ground within districts. */
static om_status shape_of(const om_explanation *at, const om_layer *layer, const om_json *row,
                          const om_rows *rows, int column, om_geom **ret, om_error *err)
{
    const double cell_m = om_json_number(om_rerun_setting(at->rerun, "cell_m"));
    const double hexagon_m = om_json_number(om_rerun_setting(at->rerun, "hexagon_m"));
    const char *code = om_json_text(om_json_get(row, "code"));
    om_geo *geo = om_store_geo(at->store);
    om_cell cell;
    if (strcmp(layer->name, "risk_grid") == 0 && cell_m > 0 && om_cell_of_code(code, &cell))
        return om_cell_shape(geo, OM_CELL_SQUARE, cell, cell_m, ret, err);
    if (strcmp(layer->name, "risk_hexagon") == 0 && hexagon_m > 0 &&
        om_hexagon_of_code(code, &cell))
        return om_cell_shape(geo, OM_CELL_HEXAGON, cell, hexagon_m, ret, err);
    return om_rows_geom_in_metres(rows, column, ret, err);
}

static om_status explain_row(const om_explanation *at, const om_layer *layer, const om_rows *rows,
                             const wanted *who, om_error *err)
{
    const int count = om_rows_column_count(rows) - 1;
    OM_AUTO(om_json) row = om_json_object_new();
    OM_AUTO(om_geom) place = NULL;
    OM_AUTO(om_geom) shape_m = NULL;
    bool holds = true;
    om_row_put(row, layer, rows, count);
    if (who->district && !is_called(row, who->district))
        return OM_OK;
    OM_TRY(om_rows_geom(rows, count, &place, err));
    if (who->point)
        OM_TRY(om_geom_intersects(place, who->point, &holds, err));
    if (!holds)
        return OM_OK;
    OM_TRY(shape_of(at, layer, row, rows, count, &shape_m, err));
    return om_explain_area(at, layer, row, shape_m, err);
}

static om_status explain_rows(const om_explanation *at, const om_layer *layer, const om_box *box,
                              const wanted *who, om_error *err)
{
    OM_AUTO_TEXT columns = {0};
    om_row_columns(layer, &columns);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open_in(at->store, layer, columns.bytes, box, &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(explain_row(at, layer, rows, who, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

/* ---- A place ---- */

/* Says how far off the districts are, for a place that none of them holds. */
static om_status fail_outside(const om_explanation *at, om_lonlat place, const om_geom *point,
                              om_error *err)
{
    const om_transform *to_metres = NULL;
    OM_AUTO(om_geom) point_m = NULL;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_store_to_metres(at->store, &to_metres, err));
    OM_TRY(om_geom_transform(point, to_metres, OM_METRES, &point_m, err));
    OM_TRY(om_layer_rows_open(at->store, om_layer_find("risk_district"), "name, code", &rows, err));
    double nearest_m = INFINITY;
    OM_AUTO_TEXT name = {0};
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_AUTO(om_geom) shape = NULL;
        double distance_m = 0;
        OM_TRY(om_rows_geom_in_metres(rows, 2, &shape, err));
        OM_TRY(om_geom_distance_m(shape, point_m, &distance_m, err));
        if (distance_m < nearest_m) {
            nearest_m = distance_m;
            om_text_clear(&name);
            om_text_add(&name, om_rows_text(rows, om_rows_is_null(rows, 0) ? 1 : 0));
        }
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return om_fail(err, OM_ERR_NOT_FOUND,
                   "no graded district holds %g,%g; the nearest is '%s', %.1f km away (longitude "
                   "comes first)",
                   place.lon, place.lat, name.bytes ? name.bytes : "", nearest_m / 1000);
}

static om_status explain_place(const om_explanation *at, om_lonlat place, om_error *err)
{
    if (!(place.lon >= -180 && place.lon <= 180 && place.lat >= -90 && place.lat <= 90))
        return om_fail(err, OM_ERR_RANGE,
                       "%g,%g is no place on earth; longitude comes first and is within -180..180, "
                       "latitude within -90..90",
                       place.lon, place.lat);
    om_json *object = om_json_put(at->document, "place", om_json_object_new());
    om_json_put_number(object, "lon", place.lon);
    om_json_put_number(object, "lat", place.lat);
    const om_box box = {place.lon, place.lat, place.lon, place.lat};
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(om_geom_of_point(om_store_geo(at->store), (om_xy){place.lon, place.lat}, OM_DEGREES,
                            &point, err));
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    for (size_t i = 0; i < count; i++)
        if (holds_graded_areas(layers[i]))
            OM_TRY(explain_rows(at, layers[i], &box, &(wanted){.point = point}, err));
    return om_json_count(at->areas) ? OM_OK : fail_outside(at, place, point, err);
}

/* ---- A district ---- */

static om_status fail_unknown(const om_explanation *at, const char *wrong, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_rows) rows = NULL;
    int64_t rows_there = 0;
    const om_layer *layer = om_layer_find("risk_district");
    OM_TRY(om_store_count(at->store, layer, &rows_there, err));
    const char **names = OM_ARENA_ARRAY(arena, const char *, 2 * (size_t)rows_there + 1);
    size_t count = 0;
    OM_TRY(om_layer_rows_open(at->store, layer, "code, name", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        names[count++] = om_arena_text(arena, om_rows_text(rows, 0));
        if (!om_rows_is_null(rows, 1))
            names[count++] = om_arena_text(arena, om_rows_text(rows, 1));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    const char *nearest = om_text_nearest(wrong, names, count);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND,
                       "there is no graded district '%s'; did you mean '%s'?", wrong, nearest);
    return om_fail(err, OM_ERR_NOT_FOUND,
                   "there is no graded district '%s'; there are %lld, such as '%s' (%s)", wrong,
                   (long long)rows_there, names[0], count > 1 ? names[1] : names[0]);
}

static om_status explain_district(const om_explanation *at, const char *district, om_error *err)
{
    static const om_box everywhere = {-180, -90, 180, 90};
    om_json_put_text(at->document, "district", district);
    OM_TRY(explain_rows(at, om_layer_find("risk_district"), &everywhere,
                        &(wanted){.district = district}, err));
    return om_json_count(at->areas) ? OM_OK : fail_unknown(at, district, err);
}

/* ---- A source ---- */

static om_status explain_source(const om_explanation *at, const char *id, om_error *err)
{
    om_json_put_text(at->document, "source", id);
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_rows) rows = NULL;
    OM_AUTO(om_json) ids = om_json_array_new();
    bool found = false, more = false;
    OM_TRY(om_layer_rows_open(at->store, om_layer_find("risk_source"), "id", &rows, err));
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && !found) {
        om_json_add(ids, om_json_text_new(om_rows_text(rows, 0)));
        found = strcmp(om_rows_text(rows, 0), id) == 0;
        OM_TRY(om_rows_next(rows, &more, err));
    }
    if (found)
        return om_explain_source(at, id, err);
    const size_t count = om_json_count(ids);
    const char **names = OM_ARENA_ARRAY(arena, const char *, count);
    for (size_t i = 0; i < count; i++)
        names[i] = om_json_text(om_json_at(ids, i));
    const char *nearest = om_text_nearest(id, names, count);
    return om_fail(err, OM_ERR_NOT_FOUND, "there is no graded source '%s'%s%s%s", id,
                   nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
}

/* ---- The whole ---- */

static om_status explain(const om_explanation *at, const om_subject *subject, om_error *err)
{
    if (subject->at)
        return explain_place(at, *subject->at, err);
    return subject->district ? explain_district(at, subject->district, err)
                             : explain_source(at, subject->source, err);
}

om_status om_explain_risk(om_store *store, const om_subject *subject, om_json **ret, om_error *err)
{
    __attribute__((cleanup(clear)))
    om_explanation at = {.store = store, .document = om_json_object_new()};
    om_json_put_text(at.document, "explains", "risk");
    at.areas = om_json_put(at.document, "areas", om_json_array_new());
    at.sources = om_json_put(at.document, "sources", om_json_array_new());
    OM_TRY(om_vocabulary_open(&at.words, err));
    OM_TRY(om_rerun_open(store, &at.rerun, err));
    put_run(&at);
    OM_TRY(explain(&at, subject, err));
    *ret = OM_TAKE(at.document);
    return OM_OK;
}

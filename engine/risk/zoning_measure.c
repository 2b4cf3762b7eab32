/* Rows of a layer shared among areas. */
#include "engine/risk/zoning_measure.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/zoning_raster.h"
#include "engine/store/rows.h"

/* What has come together on one area. */
typedef struct sums {
    double amount; /* what the statistic adds up */
    double known;  /* ground of known values (mean), or portions of rows with one (density) */
    double rows;   /* portions of all rows */
    om_geom **pieces;
    size_t piece_count, piece_capacity;
} sums;

/* A factor that is measured. */
typedef struct measuring {
    const om_run *run;
    const om_factor *factor;
    const om_zoning_units *units;
    sums *sums; /* one an area */
    size_t *found;
    size_t found_capacity;
    bool *is_taken;               /* one a group: a point lies in one area of each */
    size_t matched, lost, absent; /* rows; those without a shape; those without a value */
} measuring;

static void measuring_close(measuring *of)
{
    for (size_t i = 0; i < of->units->count; i++) {
        for (size_t p = 0; p < of->sums[i].piece_count; p++)
            om_geom_free(of->sums[i].pieces[p]);
        free(of->sums[i].pieces);
    }
    free(of->sums);
    free(of->found);
    free(of->is_taken);
}

#define AUTO_MEASURING __attribute__((cleanup(measuring_close))) measuring

/* One row. Borrows. */
typedef struct thing {
    const om_geom *shape; /* metres */
    double value;         /* NaN when it has none */
    double size;          /* m2 of a polygon, m of a line, 1 of a point */
    bool is_polygon, is_point;
    const om_geom *inside; /* a point within it, for counts; else NULL */
} thing;

static bool keeps_pieces(const measuring *of)
{
    return of->factor->statistic == OM_STATISTIC_SHARE ||
           of->factor->statistic == OM_STATISTIC_MEAN;
}

/* ---- A thing on an area ---- */

/* The polygons, or else the lines, of `shape` within an area. */
static om_status cut(const om_zoning_unit *unit, const om_geom *shape, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) near = NULL;
    OM_TRY(om_geom_clip(shape, om_geom_rect(unit->shape), &near, err));
    if (om_geom_is_empty(near)) {
        *ret = OM_TAKE(near);
        return OM_OK;
    }
    const bool is_sound = om_geom_is_valid(near, NULL);
    return om_geom_overlap(unit->shape, is_sound ? near : shape, ret, err);
}

static om_status keep_piece(sums *to, const om_geom *piece, om_error *err)
{
    om_geom *copy = NULL;
    OM_TRY(om_geom_polygons(piece, &copy, err));
    to->pieces =
        om_memory_grow(to->pieces, to->piece_count + 1, &to->piece_capacity, sizeof *to->pieces);
    to->pieces[to->piece_count++] = copy;
    return OM_OK;
}

/* `size` m2 or m of a thing, or a point, are on an area. */
static void add_amount(const om_factor *factor, const thing *at, double size, sums *to)
{
    const double portion = size / at->size;
    const bool is_known = !isnan(at->value);
    to->rows += portion;
    if (factor->statistic == OM_STATISTIC_MEAN) {
        to->amount += is_known ? at->value * size : 0;
        to->known += is_known ? size : 0;
    } else if (factor->statistic == OM_STATISTIC_DENSITY) {
        to->amount += is_known ? at->value * portion : 0;
        to->known += is_known ? portion : 0;
    } else {
        to->amount += factor->statistic == OM_STATISTIC_LENGTH ? size : 1;
    }
}

static om_status add_part(measuring *of, size_t number, const thing *at, om_error *err)
{
    const om_zoning_unit *unit = &of->units->list[number];
    OM_AUTO(om_geom) part = NULL;
    bool is_whole = false;
    OM_TRY(om_prepared_covers(unit->prepared, at->shape, &is_whole, err));
    if (!is_whole)
        OM_TRY(cut(unit, at->shape, &part, err));
    double size = at->size;
    if (!is_whole)
        size = at->is_polygon ? om_geom_area_m2(part) : om_geom_length_m(part);
    if (!(size > 0))
        return OM_OK;
    add_amount(of->factor, at, size, &of->sums[number]);
    const bool is_piece =
        keeps_pieces(of) && (of->factor->statistic == OM_STATISTIC_SHARE || !isnan(at->value));
    return is_piece ? keep_piece(&of->sums[number], is_whole ? at->shape : part, err) : OM_OK;
}

static size_t group_of(const om_zoning_units *units, size_t number)
{
    size_t group = 0;
    while (number >= units->groups[group].first + units->groups[group].count)
        group++;
    return group;
}

static om_status add_point(measuring *of, size_t number, const om_geom *point, const thing *at,
                           om_error *err)
{
    bool *const is_taken = &of->is_taken[group_of(of->units, number)];
    if (*is_taken)
        return OM_OK;
    OM_TRY(om_prepared_intersects(of->units->list[number].prepared, point, is_taken, err));
    if (*is_taken)
        add_amount(of->factor, at, at->size, &of->sums[number]);
    return OM_OK;
}

static om_status add_thing(measuring *of, const thing *at, om_error *err)
{
    const om_geom *point = at->is_point ? at->shape : at->inside;
    const size_t count = om_index_find(of->units->index, om_geom_rect(point ? point : at->shape),
                                       &of->found, &of->found_capacity);
    memset(of->is_taken, 0, of->units->group_count * sizeof *of->is_taken);
    for (size_t i = 0; i < count; i++)
        OM_TRY(point ? add_point(of, of->found[i], point, at, err)
                     : add_part(of, of->found[i], at, err));
    return OM_OK;
}

/* ---- Rows ---- */

static thing thing_of(const om_geom *shape, double value)
{
    const double area_m2 = om_geom_area_m2(shape);
    const double size = area_m2 > 0 ? area_m2 : om_geom_length_m(shape);
    return (thing){.shape = shape,
                   .value = value,
                   .size = size > 0 ? size : 1,
                   .is_polygon = area_m2 > 0,
                   .is_point = !(size > 0)};
}

/* Whether a thing of this kind can count: a point covers no ground and has no length. */
static bool counts(const om_factor *factor, const thing *at)
{
    if (factor->statistic == OM_STATISTIC_SHARE || factor->statistic == OM_STATISTIC_MEAN)
        return at->is_polygon;
    return factor->statistic != OM_STATISTIC_LENGTH || (!at->is_polygon && !at->is_point);
}

static om_status add_row(measuring *of, const om_rows *rows, om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_geom) inside = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, 1, &shape, err));
    of->matched++;
    if (!shape || om_geom_is_empty(shape)) {
        of->lost++;
        return OM_OK;
    }
    thing at = thing_of(shape, om_rows_real(rows, 0));
    if (!counts(of->factor, &at))
        return OM_OK;
    of->absent += of->factor->column[0] && isnan(at.value);
    if (of->factor->statistic == OM_STATISTIC_COUNT && !at.is_point) {
        om_xy middle;
        OM_TRY(om_geom_point_inside(shape, &middle, err));
        OM_TRY(om_geom_of_point(om_store_geo(of->run->store), middle, OM_METRES, &inside, err));
        at.inside = inside;
    }
    return add_thing(of, &at, err);
}

/* The rows that the factor asks for: value and shape. */
static om_status open_rows(const measuring *of, om_rows **ret, om_error *err)
{
    const om_factor *factor = of->factor;
    OM_AUTO_TEXT sql = {0};
    OM_AUTO(om_rows) rows = NULL;
    om_text_add(&sql, "select ");
    if (factor->column[0])
        om_text_add_format(&sql, "\"%s\"", factor->column);
    else
        om_text_add(&sql, "null");
    om_text_add_format(&sql, ", AsBinary(geometry) from \"%s\"", factor->layer->name);
    if (factor->where_column[0])
        om_text_add_format(&sql, " where cast(\"%s\" as text) = ?1", factor->where_column);
    om_text_add(&sql, " order by id");
    OM_TRY(om_rows_open(of->run->store, sql.bytes, &rows, err));
    if (factor->where_column[0])
        om_rows_bind_text(rows, 1, factor->where_value);
    *ret = OM_TAKE(rows);
    return OM_OK;
}

static om_status check_loaded(const measuring *of, int64_t *ret_count, om_error *err)
{
    const om_factor *factor = of->factor;
    OM_TRY(om_run_count(of->run, factor->layer->name, ret_count, err));
    if (*ret_count)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA, "the factor '%s' needs the layer %s, which has no rows: %s",
                   factor->name, factor->layer->name,
                   factor->layer->origin == OM_LAYER_LOADED ? "load it first"
                                                            : "run its analysis first");
}

static om_status read_things(measuring *of, om_error *err)
{
    const om_factor *factor = of->factor;
    OM_AUTO(om_rows) rows = NULL;
    int64_t count = 0;
    bool more = true;
    OM_TRY(check_loaded(of, &count, err));
    OM_TRY(open_rows(of, &rows, err));
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(add_row(of, rows, err));
        OM_TRY(om_run_tell(of->run, factor->name, of->matched, (uint64_t)count, "rows", err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    if (!of->matched)
        return om_fail(err, OM_ERR_DATA, "the factor '%s' finds nothing: no row of %s has %s '%s'",
                       factor->name, factor->layer->name, factor->where_column,
                       factor->where_value);
    return OM_OK;
}

/* ---- Results ---- */

static om_status cover(const measuring *of, const sums *from, double *ret_m2, om_error *err)
{
    OM_AUTO(om_geom) together = NULL;
    OM_TRY(om_geom_unite(om_store_geo(of->run->store), (const om_geom *const *)from->pieces,
                         from->piece_count, OM_METRES, &together, err));
    *ret_m2 = om_geom_area_m2(together);
    return OM_OK;
}

static om_status finish(const measuring *of, size_t number, om_measure *ret, om_error *err)
{
    const sums *from = &of->sums[number];
    const double area_m2 = of->units->list[number].area_m2, area_km2 = area_m2 / 1e6;
    double covered_m2 = 0;
    if (keeps_pieces(of))
        OM_TRY(cover(of, from, &covered_m2, err));
    const double share = fmin(covered_m2 / area_m2, 1);
    switch (of->factor->statistic) {
    case OM_STATISTIC_SHARE:
        *ret = (om_measure){share, 0};
        break;
    case OM_STATISTIC_MEAN:
        *ret = (om_measure){from->known > 0 ? from->amount / from->known : NAN, 1 - share};
        break;
    case OM_STATISTIC_DENSITY:
        *ret = (om_measure){from->rows > 0 && !(from->known > 0) ? NAN : from->amount / area_km2,
                            from->rows > 0 ? fmin(fmax(1 - from->known / from->rows, 0), 1) : 0};
        break;
    case OM_STATISTIC_LENGTH:
        *ret = (om_measure){from->amount / 1e3 / area_km2, 0};
        break;
    default:
        *ret = (om_measure){from->amount / area_km2, 0};
        break;
    }
    return OM_OK;
}

static void tell(const measuring *of)
{
    if (of->lost)
        om_run_notice(of->run, "factor '%s': %zu of %zu rows of %s have no shape and count nowhere",
                      of->factor->name, of->lost, of->matched, of->factor->layer->name);
    if (of->absent)
        om_run_notice(of->run, "factor '%s': %zu of %zu rows of %s have no %s: unknown, not 0",
                      of->factor->name, of->absent, of->matched, of->factor->layer->name,
                      of->factor->column);
}

om_status om_zoning_measure(const om_run *run, const om_factor *factor,
                            const om_zoning_units *units, om_json *list, om_measure *ret,
                            om_error *err)
{
    if (factor->raster)
        return om_zoning_measure_raster(run, factor, units, list, ret, err);
    AUTO_MEASURING of = {
        .run = run,
        .factor = factor,
        .units = units,
        .sums = om_memory_take(units->count, sizeof(sums)),
        .is_taken = om_memory_take(units->group_count, sizeof(bool)),
    };
    OM_TRY(read_things(&of, err));
    for (size_t i = 0; i < units->count; i++)
        OM_TRY(finish(&of, i, &ret[i], err));
    tell(&of);
    return OM_OK;
}

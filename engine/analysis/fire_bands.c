/* Writes the ground by minutes of arrival, and by the station that is first. */
#include <math.h>

#include "engine/analysis/band_minutes.h"
#include "engine/analysis/fire_reach.h"
#include "engine/base/memory.h"

enum { SAMPLED = 20000 };

/* A day, in minutes. */
#define MOST_MIN 1440.0

/* ---- Bands ---- */

/* A band as it is written: what is reached by `to_s`. */
typedef struct band {
    double minutes, from_s, to_s, road_m;
    om_geom *shape;
} band;

static om_status write_band(om_fire *fire, om_table *table, const band *written, double inner_m2,
                            om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_fire_to_degrees(fire, written->shape, &stored, err));
    const double area_m2 = om_geom_area_m2(written->shape);
    const om_value values[] = {
        om_value_real(written->minutes),   om_value_real(written->from_s),
        om_value_real(written->to_s),      om_value_real(area_m2),
        om_value_real(area_m2 - inner_m2), om_value_real(written->road_m),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "min/%g", written->minutes);
    return om_table_add(table, id.bytes, values, stored, err);
}

/* Draws one band and measures its error. */
static om_status draw_band(om_fire *fire, om_field *field, const om_reach_sample *sample,
                           om_json *list, band *ret, om_error *err)
{
    OM_AUTO_OUTLINE outline = {0};
    om_field_outline(field, ret->to_s, NULL, &outline);
    OM_TRY(om_reach_shape(om_store_geo(fire->run->store), &outline, &ret->shape, err));
    ret->road_m = om_reach_road_m(field, fire->search, ret->to_s);
    const om_reach_check check = om_reach_compare(sample, fire->search, ret->to_s, &outline);
    om_json *told = om_json_add(list, om_json_object_new());
    om_json_put_number(told, "minutes", ret->minutes);
    om_json_put_number(told, "area_m2", om_outline_area_m2(&outline));
    om_reach_check_tell(&check, told);
    return OM_OK;
}

static om_status write_bands(om_fire *fire, const double *minutes, size_t count, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_band", &table, err));
    if (count == 0)
        return OM_OK;
    const double last_s = 60 * minutes[0];
    OM_AUTO(om_field) field = om_field_new(fire->ground);
    OM_TRY(om_search_run(fire->search, fire->starts, fire->stations.usable_count,
                         om_field_search_s(fire->ground, last_s), err));
    om_field_fill(field, fire->search, last_s);
    OM_AUTO(om_reach_sample)
    sample = om_reach_sample_new(fire->ground, om_field_rect(field), NULL, SAMPLED);
    om_json *list = om_json_put(fire->told_polygons, "bands", om_json_array_new());
    band drawn = {.minutes = minutes[0], .to_s = last_s};
    om_status status = draw_band(fire, field, sample, list, &drawn, err);
    for (size_t i = 0; i < count && status == OM_OK; i++) {
        band inner = {0};
        if (i + 1 < count) {
            inner = (band){.minutes = minutes[i + 1], .to_s = 60 * minutes[i + 1]};
            drawn.from_s = inner.to_s;
            status = draw_band(fire, field, sample, list, &inner, err);
        }
        /* Less than a cell is below what the picture can tell. */
        if (status == OM_OK && om_geom_area_m2(drawn.shape) >= fire->cell_m * fire->cell_m)
            status = write_band(fire, table, &drawn, inner.shape ? om_geom_area_m2(inner.shape) : 0,
                                err);
        om_geom_free(drawn.shape);
        drawn = inner;
    }
    om_geom_free(drawn.shape);
    return status;
}

/* ---- First stations ---- */

/* All districts of the city's level as one shape. */
static om_status unite_districts(om_fire *fire, om_geom **ret, om_error *err)
{
    const om_level *level = om_districts_city(fire->districts);
    OM_AUTO_MEMORY const om_geom **shapes = om_memory_take(level->count, sizeof *shapes);
    for (size_t i = 0; i < level->count; i++)
        shapes[i] = om_districts_at(fire->districts, level->first + i)->shape;
    return om_geom_unite(om_store_geo(fire->run->store), shapes, level->count, OM_METRES, ret, err);
}

static om_status write_first(om_fire *fire, om_table *table, size_t start,
                             const om_outline *outline, const om_geom *city, size_t *oversize,
                             om_error *err)
{
    const om_facility *station = &fire->stations.list[fire->stations.usable[start]];
    const om_fire_class *of_class = om_fire_class_of(fire, station);
    OM_AUTO(om_geom) drawn = NULL;
    OM_AUTO(om_geom) cut = NULL;
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_reach_shape(om_store_geo(fire->run->store), outline, &drawn, err));
    OM_TRY(om_geom_overlap(drawn, city, &cut, err));
    OM_TRY(om_geom_polygons(cut, &shape, err));
    if (om_geom_is_empty(shape))
        return OM_OK;
    OM_TRY(om_fire_to_degrees(fire, shape, &stored, err));
    const double area_m2 = om_geom_area_m2(shape);
    const bool too_large = area_m2 > of_class->area_m2; /* never where there is no limit */
    *oversize += too_large;
    const om_value values[] = {
        om_value_text(station->id), om_value_text(station->name),     om_value_text(of_class->name),
        om_value_real(area_m2),     om_value_real(of_class->area_m2), om_value_integer(too_large),
    };
    return om_table_add(table, station->id, values, stored, err);
}

static om_status draw_firsts(om_fire *fire, om_outline *parts, om_error *err)
{
    const size_t count = fire->stations.usable_count;
    OM_AUTO(om_field) field = om_field_new(fire->ground);
    OM_TRY(om_search_run(fire->search, fire->starts, count,
                         om_field_search_s(fire->ground, fire->limit_s), err));
    om_field_fill(field, fire->search, fire->limit_s);
    om_field_outline_starts(field, fire->limit_s, parts, count);
    OM_AUTO(om_reach_sample)
    sample = om_reach_sample_new(fire->ground, om_field_rect(field), NULL, SAMPLED);
    const om_reach_check all = om_reach_compare(sample, fire->search, fire->limit_s, &parts[0]);
    om_json *told = om_json_put(fire->told_polygons, "first", om_json_object_new());
    om_json_put_integer(told, "sampled", (int64_t)all.sampled);
    om_json_put_integer(told, "truly_covered", (int64_t)all.covered);
    om_json_put_number(
        told, "wrong_station_share",
        (double)om_reach_compare_starts(sample, fire->search, fire->limit_s, parts, count) /
            (all.covered ? (double)all.covered : (double)NAN));
    return OM_OK;
}

static om_status write_firsts(om_fire *fire, const om_outline *parts, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_AUTO(om_geom) city = NULL;
    size_t oversize = 0;
    OM_TRY(om_run_output(fire->run, "fire_reach_first", &table, err));
    OM_TRY(unite_districts(fire, &city, err));
    for (size_t i = 0; i < fire->stations.usable_count; i++)
        OM_TRY(write_first(fire, table, i, &parts[i], city, &oversize, err));
    om_json_put_integer(fire->report, "stations_oversize", (int64_t)oversize);
    return OM_OK;
}

om_status om_fire_write_bands(om_fire *fire, om_error *err)
{
    double minutes[OM_MOST_BANDS];
    size_t count = 0;
    OM_TRY(om_band_minutes_read(fire->run, MOST_MIN, minutes, &count, err));
    if (fire->by_distance && count > 0) {
        om_run_notice(fire->run, "the standard limits the distance: there are no bands of minutes");
        count = 0;
    }
    OM_TRY(write_bands(fire, minutes, count, err));

    const size_t starts = fire->stations.usable_count;
    OM_AUTO_MEMORY om_outline *parts = om_memory_take(starts, sizeof *parts);
    om_status status = draw_firsts(fire, parts, err);
    if (status == OM_OK)
        status = write_firsts(fire, parts, err);
    for (size_t i = 0; i < starts; i++)
        om_outline_clear(&parts[i]);
    return status;
}

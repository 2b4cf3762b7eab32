/* Writes the ground that fire engines reach: by station, by all, and how many stations come. */
#include <math.h>

#include "engine/analysis/fire_reach.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"

/* Places that are asked: about all stations together, and about each alone. */
enum { SAMPLED = 20000, SAMPLED_A_STATION = 500 };

/* As many stations in time as are told apart; the last stands for more, too. */
enum { RANKS = 3 };

/* A shape that was cut can be rounded into crossing itself by a hair. */
om_status om_fire_to_degrees(const om_fire *fire, const om_geom *shape, om_geom **ret,
                             om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    OM_AUTO(om_geom) repaired = NULL;
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(fire->run->store, &to_degrees, err));
    OM_TRY(om_geom_transform(shape, to_degrees, OM_DEGREES, &stored, err));
    if (om_geom_is_valid(stored, NULL)) {
        *ret = OM_TAKE(stored);
        return OM_OK;
    }
    OM_TRY(om_geom_repair(stored, &repaired, err));
    return om_geom_polygons(repaired, ret, err);
}

/* ---- Each station ---- */

/* What one thread works with. */
typedef struct worker {
    om_search *search;
    om_field *field;
    om_field *ranked[RANKS]; /* the earliest times of all stations it did */
    uint32_t *counts;        /* stations in time, one a place of the sample */
} worker;

/* What is found out about one station. */
typedef struct reach {
    om_outline outline;
    double road_m;
    om_reach_check check;
} reach;

/* The work of all threads. */
typedef struct crew {
    const om_fire *fire;
    double search_s;
    const om_reach_sample *sample;
    worker *workers;
    int worker_count;
    reach *reaches; /* one a start */
} crew;

static void crew_open(crew *all, const om_fire *fire, const om_reach_sample *sample)
{
    const size_t count = fire->stations.usable_count;
    const int cores = om_pool_cores();
    *all = (crew){.fire = fire,
                  .search_s = om_field_search_s(fire->ground, fire->limit_s),
                  .sample = sample,
                  .worker_count = (size_t)cores < count ? cores : (int)count};
    all->workers = om_memory_take((size_t)all->worker_count, sizeof *all->workers);
    all->reaches = om_memory_take(count, sizeof *all->reaches);
    for (int w = 0; w < all->worker_count; w++) {
        worker *made = &all->workers[w];
        made->search = om_search_new(fire->network);
        made->field = om_field_new(fire->ground);
        made->counts = om_memory_take(SAMPLED, sizeof *made->counts);
        for (int k = 0; k < RANKS; k++)
            made->ranked[k] = om_field_new(fire->ground);
    }
}

static void crew_close(crew *all)
{
    for (int w = 0; w < all->worker_count; w++) {
        om_search_free(all->workers[w].search);
        om_field_free(all->workers[w].field);
        free(all->workers[w].counts);
        for (int k = 0; k < RANKS; k++)
            om_field_free(all->workers[w].ranked[k]);
    }
    for (size_t i = 0; all->reaches && i < all->fire->stations.usable_count; i++)
        om_outline_clear(&all->reaches[i].outline);
    free(all->workers);
    free(all->reaches);
}

static om_status reach_from(void *context, size_t start, int thread, om_error *err)
{
    crew *all = context;
    const om_fire *fire = all->fire;
    worker *by = &all->workers[thread];
    reach *found = &all->reaches[start];
    OM_TRY(om_search_run(by->search, &fire->starts[start], 1, all->search_s, err));
    om_field_fill(by->field, by->search, fire->limit_s);
    om_field_outline(by->field, fire->limit_s, NULL, &found->outline);
    found->road_m = om_reach_road_m(by->field, by->search, fire->limit_s);
    om_field_rank(by->ranked, RANKS, by->field);
    om_reach_count(all->sample, by->search, fire->limit_s, by->counts);

    OM_AUTO(om_reach_sample)
    sample = om_reach_sample_new(fire->ground, om_outline_rect(&found->outline), NULL,
                                 SAMPLED_A_STATION);
    found->check = om_reach_compare(sample, by->search, fire->limit_s, &found->outline);
    return OM_OK;
}

/* Brings together what each thread found; the order makes no difference. */
static void gather(crew *all)
{
    worker *first = &all->workers[0];
    for (int w = 1; w < all->worker_count; w++) {
        for (int k = 0; k < RANKS; k++)
            om_field_rank(first->ranked, RANKS, all->workers[w].ranked[k]);
        for (size_t i = 0; i < SAMPLED; i++)
            first->counts[i] += all->workers[w].counts[i];
    }
}

/* ---- Writing ---- */

/* A row of fire_reach_area. */
static om_status write_area(om_fire *fire, om_table *table, const om_geom *shape,
                            const om_facility *station, double turnout_s, double road_m,
                            om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_fire_to_degrees(fire, shape, &stored, err));
    const om_value values[] = {
        om_value_text(station ? "station" : "all"),
        om_value_text(station ? station->id : NULL),
        om_value_text(station ? station->name : NULL),
        om_value_real(om_fire_shown_s(fire, fire->limit_s)),
        om_value_real(fire->by_distance ? (double)NAN : turnout_s),
        om_value_real(om_geom_area_m2(shape)),
        om_value_real(road_m),
    };
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s%s", station ? "station/" : "all", station ? station->id : "");
    return om_table_add(table, id.bytes, values, stored, err);
}

static om_status write_stations(om_fire *fire, om_table *table, const crew *all, om_json *told,
                                om_error *err)
{
    om_reach_check sum = {0};
    for (size_t i = 0; i < fire->stations.usable_count; i++) {
        const om_facility *station = &fire->stations.list[fire->stations.usable[i]];
        OM_AUTO(om_geom) shape = NULL;
        OM_TRY(
            om_reach_shape(om_store_geo(fire->run->store), &all->reaches[i].outline, &shape, err));
        OM_TRY(write_area(fire, table, shape, station, fire->starts[i].seconds,
                          all->reaches[i].road_m, err));
        om_reach_check_add(&sum, all->reaches[i].check);
    }
    om_reach_check_tell(&sum, om_json_put(told, "stations", om_json_object_new()));
    return OM_OK;
}

static om_status write_count(om_fire *fire, om_table *table, const om_geom *shape, int stations,
                             om_error *err)
{
    if (om_geom_is_empty(shape))
        return OM_OK;
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_fire_to_degrees(fire, shape, &stored, err));
    const om_value values[] = {om_value_integer(stations), om_value_real(om_geom_area_m2(shape))};
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "stations/%d", stations);
    return om_table_add(table, id.bytes, values, stored, err);
}

/* What is reached by at least so many stations is nested: a count is what the next one leaves. */
static om_status write_overlap(om_fire *fire, const crew *all, om_json *told, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_overlap", &table, err));
    om_json *list = om_json_put(told, "overlap", om_json_array_new());
    OM_AUTO(om_geom) more = NULL; /* reached by one station more */
    for (int k = RANKS; k > 0; k--) {
        OM_AUTO_OUTLINE outline = {0};
        OM_AUTO(om_geom) shape = NULL;
        OM_AUTO(om_geom) polygons = NULL;
        om_field_outline(all->workers[0].ranked[k - 1], fire->limit_s, NULL, &outline);
        OM_TRY(om_reach_shape(om_store_geo(fire->run->store), &outline, &shape, err));
        const om_reach_check check =
            om_reach_compare_counts(all->sample, all->workers[0].counts, (uint32_t)k, &outline);
        om_json *about = om_json_add(list, om_json_object_new());
        om_json_put_integer(about, "stations_at_least", k);
        om_json_put_number(about, "area_m2", om_geom_area_m2(shape));
        om_reach_check_tell(&check, about);
        if (more) {
            OM_AUTO(om_geom) only = NULL;
            OM_TRY(om_geom_without(shape, more, &only, err));
            OM_TRY(om_geom_polygons(only, &polygons, err));
        }
        OM_TRY(write_count(fire, table, more ? polygons : shape, k, err));
        om_geom_free(more);
        more = OM_TAKE(shape);
    }
    return OM_OK;
}

/* The merged ground is that of the earliest station, node by node. */
static om_status write_all(om_fire *fire, om_table *table, crew *all, om_json *told, om_error *err)
{
    OM_AUTO_OUTLINE outline = {0};
    worker *first = &all->workers[0];
    OM_TRY(om_search_run(first->search, fire->starts, fire->stations.usable_count, all->search_s,
                         err));
    om_field_fill(first->field, first->search, fire->limit_s);
    om_field_outline(first->field, fire->limit_s, NULL, &outline);
    OM_TRY(om_reach_shape(om_store_geo(fire->run->store), &outline, &fire->reached, err));

    const om_reach_check check =
        om_reach_compare(all->sample, first->search, fire->limit_s, &outline);
    OM_AUTO(om_reach_sample)
    beside = om_reach_sample_new(fire->ground, (om_rect){0}, &outline, SAMPLED / 4);
    const om_reach_check at_border =
        om_reach_compare(beside, first->search, fire->limit_s, &outline);
    om_reach_check_tell(&check, told);
    om_reach_check_tell(&at_border,
                        om_json_put(told, "within_two_cells_of_the_border", om_json_object_new()));
    return write_area(fire, table, fire->reached, NULL, NAN,
                      om_reach_road_m(first->field, first->search, fire->limit_s), err);
}

/* Where the sample is drawn: wherever any station may come. */
static om_status draw_sample(om_fire *fire, om_reach_sample **ret, om_error *err)
{
    OM_AUTO(om_field) field = om_field_new(fire->ground);
    OM_TRY(om_search_run(fire->search, fire->starts, fire->stations.usable_count,
                         om_field_search_s(fire->ground, fire->limit_s), err));
    om_field_fill(field, fire->search, fire->limit_s);
    *ret = om_reach_sample_new(fire->ground, om_field_rect(field), NULL, SAMPLED);
    return OM_OK;
}

om_status om_fire_write_ground(om_fire *fire, om_error *err)
{
    OM_TRY(om_ground_open(fire->network, &fire->access, fire->cell_m, &fire->ground, err));
    OM_AUTO(om_reach_sample) sample = NULL;
    OM_TRY(draw_sample(fire, &sample, err));
    __attribute__((cleanup(crew_close))) crew all = {0};
    crew_open(&all, fire, sample);
    OM_TRY(om_pool_each(fire->stations.usable_count, all.worker_count, reach_from, &all, err));
    gather(&all);

    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_area", &table, err));
    om_json *told = fire->told_polygons =
        om_json_put(fire->report, "polygons", om_json_object_new());
    om_json_put_number(told, "cell_m", fire->cell_m);
    OM_TRY(write_all(fire, table, &all, told, err));
    OM_TRY(write_stations(fire, table, &all, told, err));
    return write_overlap(fire, &all, told, err);
}

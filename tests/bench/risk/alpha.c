/*
 * The people within 500 m of each of many plants, out of a store, as GB 18218 counts them.
 *
 * Places are written in metres for PostGIS, with all their digits, and so are the counts.
 */
#include <math.h>

#include "engine/base/arena.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/risk/people.h"
#include "engine/store/rows.h"
#include "engine/store/table.h"
#include "tests/bench/risk/bench.h"

static const double city_m = 40000, around_m = 500, east_m = 500000, north_m = 3480000;

/* Half of what there is lies anywhere, half around one of 200 centers. */
static om_xy place_of(uint64_t *seed)
{
    const double x = pseudo_random(seed) * city_m, y = pseudo_random(seed) * city_m;
    if (pseudo_random(seed) < 0.5)
        return (om_xy){east_m + x, north_m + y};
    uint64_t center = 7919 * (1 + (uint64_t)(pseudo_random(seed) * 200));
    const double east = pseudo_random(&center) * city_m, north = pseudo_random(&center) * city_m;
    const double off_m = 1500 * pseudo_random(seed), angle = 6.283185307 * pseudo_random(seed);
    return (om_xy){east_m + east + off_m * cos(angle), north_m + north + off_m * sin(angle)};
}

static om_status add_rows(om_store *store, om_table *table, size_t count, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(store, &to_degrees, err));
    uint64_t seed = 1;
    for (size_t i = 0; i < count; i++) {
        om_xy at = place_of(&seed);
        OM_AUTO(om_geom) point = NULL;
        OM_TRY(om_transform_points(to_degrees, &at, 1, err));
        OM_TRY(om_geom_of_point(om_store_geo(store), at, OM_DEGREES, &point, err));
        char name[24];
        snprintf(name, sizeof name, "%zu", i);
        const om_value values[] = {om_value_real(1), om_value_text(name)};
        OM_TRY(om_table_add(table, name, values, point, err));
    }
    return OM_OK;
}

static om_status add_people(om_store *store, size_t count, om_error *err)
{
    const om_origin origin = {"load", "population", "made", "xxh3:0", "nobody", NULL};
    OM_AUTO(om_transaction) transaction = NULL;
    OM_AUTO(om_json) detail = om_json_object_new();
    int64_t id = 0;
    OM_TRY(om_store_set_metric_crs(store, "EPSG:4549", err));
    OM_TRY(om_transaction_open(store, &transaction, err));
    OM_TRY(om_store_begin_origin(store, &origin, &id, err));
    {
        OM_AUTO(om_table) table = NULL;
        OM_TRY(om_table_open(store, om_layer_find("population"), id, &table, err));
        OM_TRY(add_rows(store, table, count, err));
    }
    OM_TRY(om_store_end_origin(store, id, detail, err));
    return om_transaction_commit(transaction, err);
}

/* Where the people are, in the metres in which they are counted. */
static om_status write_people(om_store *store, const char *path, om_error *err)
{
    OM_AUTO_FILE file = fopen(path, "w");
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    if (!file)
        return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    OM_TRY(om_layer_rows_open(store, om_layer_find("population"), "id", &rows, err));
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_AUTO(om_geom) shape = NULL;
        OM_TRY(om_rows_geom_in_metres(rows, 1, &shape, err));
        const om_rect at = om_geom_rect(shape);
        fprintf(file, "%.17g\t%.17g\n", at.min_x, at.min_y);
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

static om_status count_all(const om_people *people, om_geo *geo, size_t sources, double *ret,
                           om_error *err)
{
    uint64_t seed = 2;
    for (size_t i = 0; i < sources; i++) {
        const om_xy at = place_of(&seed);
        OM_AUTO(om_geom) point = NULL;
        OM_TRY(om_geom_of_point(geo, at, OM_METRES, &point, err));
        OM_TRY(
            om_people_within(people, (const om_geom *const[]){point}, 1, around_m, &ret[i], err));
    }
    return OM_OK;
}

static om_status write_counts(const char *path, size_t sources, const double *counts, om_error *err)
{
    OM_AUTO_FILE file = fopen(path, "w");
    if (!file)
        return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    uint64_t seed = 2;
    double pairs = 0;
    for (size_t i = 0; i < sources; i++) {
        const om_xy at = place_of(&seed);
        fprintf(file, "%zu\t%.17g\t%.17g\t%.17g\n", i, at.x, at.y, counts[i]);
        pairs += counts[i];
    }
    figure("pairs", pairs, "pairs");
    return OM_OK;
}

om_status measure_alpha(const char *folder, size_t sources, size_t people, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_store) store = NULL;
    OM_AUTO_MEMORY double *counts = om_memory_take(sources, sizeof *counts);
    OM_TRY(om_store_open(om_arena_format(arena, "%s/alpha.onemap", folder), OM_STORE_CREATE, &store,
                         err));
    OM_TRY(add_people(store, people, err));
    double read_s = INFINITY, count_s = INFINITY;
    for (int i = 0; i < BENCH_TRIES; i++) {
        OM_AUTO(om_people) all = NULL;
        const double begun = seconds_now();
        OM_TRY(om_people_open(store, &all, err));
        const double open = seconds_now();
        OM_TRY(count_all(all, om_store_geo(store), sources, counts, err));
        read_s = fmin(read_s, open - begun);
        count_s = fmin(count_s, seconds_now() - open);
    }
    figure("read", read_s, "s");
    figure("count", count_s, "s");
    OM_TRY(write_people(store, om_arena_format(arena, "%s/people.tsv", folder), err));
    return write_counts(om_arena_format(arena, "%s/counts.tsv", folder), sources, counts, err);
}

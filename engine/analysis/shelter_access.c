/* Floating catchments: shelters shared by those in reach, then added up at each place. */
#include "engine/analysis/shelter_access.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/cells.h"
#include "engine/base/arena.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

#define WEIGHTS "standards/shelter_access.csv"

/* A row: the weight up to a share of the distance, or the bandwidth of a bell. */
typedef struct zone {
    double until_share, weight, bandwidth_share; /* NaN where it is not so */
} zone;

struct om_weights {
    zone *zones[OM_ACCESS_METHODS];
    size_t counts[OM_ACCESS_METHODS];
};

static const char *const names[] = {"2sfca", "e2sfca", "gaussian"};

const char *om_access_method_name(om_access_method method)
{
    return names[method];
}

void om_weights_free(om_weights *weights)
{
    if (!weights)
        return;
    for (size_t m = 0; m < OM_ACCESS_METHODS; m++)
        free(weights->zones[m]);
    free(weights);
}

/* ---- Reading ---- */

static om_status read_optional(const om_cell *cell, double least, double most, double *ret,
                               om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(cell->table, cell->column, &column, err));
    *ret = NAN;
    return *om_csv_cell(cell->table, cell->row, column)
               ? om_cell_number(cell, least, most, ret, err)
               : OM_OK;
}

static om_status read_zone(const om_csv *table, size_t row, zone *ret, om_error *err)
{
    const om_cell bandwidth = {table, row, "bandwidth_share"};
    OM_TRY(om_cell_number(&(om_cell){table, row, "until_share"}, 0, 1, &ret->until_share, err));
    OM_TRY(read_optional(&(om_cell){table, row, "weight"}, 0, 1, &ret->weight, err));
    OM_TRY(read_optional(&bandwidth, 0.01, 100, &ret->bandwidth_share, err));
    return isnan(ret->weight) == isnan(ret->bandwidth_share)
               ? om_cell_fail(&bandwidth, "goes with no weight, and the other way round", err)
               : OM_OK;
}

static om_status read_method(const om_csv *table, om_access_method method, om_weights *weights,
                             om_error *err)
{
    size_t column = 0, last = 0;
    OM_TRY(om_csv_need_column(table, "method", &column, err));
    OM_TRY(om_cells_find(table, "method", names[method], &last, err));
    weights->zones[method] = om_memory_take(om_csv_row_count(table), sizeof(zone));
    for (size_t row = 0; row < om_csv_row_count(table); row++) {
        if (strcmp(om_csv_cell(table, row, column), names[method]) != 0)
            continue;
        zone *at = &weights->zones[method][weights->counts[method]];
        OM_TRY(read_zone(table, row, at, err));
        if (weights->counts[method]++ && !(at->until_share > at[-1].until_share))
            return om_cell_fail(&(om_cell){table, row, "until_share"},
                                "is not above that of the row before", err);
        last = row;
    }
    if (weights->zones[method][weights->counts[method] - 1].until_share < 1)
        return om_cell_fail(&(om_cell){table, last, "until_share"},
                            "is the last and not 1: the distance ends there", err);
    return OM_OK;
}

static om_status read_all(const om_csv *table, om_weights **ret, om_error *err)
{
    OM_AUTO(om_weights) weights = om_memory_take(1, sizeof *weights);
    for (om_access_method method = 0; method < OM_ACCESS_METHODS; method++)
        OM_TRY(read_method(table, method, weights, err));
    *ret = OM_TAKE(weights);
    return OM_OK;
}

om_status om_weights_parse(const char *text, om_weights **ret, om_error *err)
{
    OM_AUTO(om_csv) table = NULL;
    OM_TRY(om_csv_parse(text, strlen(text), "shelter_access.csv", &table, err));
    return read_all(table, ret, err);
}

om_status om_weights_open(om_weights **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) table = NULL;
    const char *path = NULL;
    OM_TRY(om_share_find(arena, WEIGHTS, &path, err));
    OM_TRY(om_csv_open(path, &table, err));
    return read_all(table, ret, err);
}

/* ---- Working out ---- */

static double bell_at(double share, double bandwidth)
{
    const double least = exp(-0.5 / (bandwidth * bandwidth));
    return fmax(0, (exp(-0.5 * share * share / (bandwidth * bandwidth)) - least) / (1 - least));
}

double om_weight_at(const om_weights *weights, om_access_method method, double share)
{
    for (size_t i = 0; i < weights->counts[method]; i++) {
        const zone *at = &weights->zones[method][i];
        if (share <= at->until_share)
            return isnan(at->weight) ? bell_at(share, at->bandwidth_share) : at->weight;
    }
    return 0;
}

static double share_of(const om_access_case *of, size_t shelter, const om_catch *at)
{
    const double limit_m = of->groups[shelter].limit_s;
    return limit_m > 0 ? at->seconds / limit_m : 0;
}

double om_access_find(const om_access_case *of, const om_weights *weights, om_access_method method,
                      double *ret)
{
    double out_of_reach = 0;
    memset(ret, 0, of->places * sizeof *ret);
    for (size_t s = 0; s < of->shelters; s++) {
        const om_catch *first = &of->caught->list[of->caught->first[s]];
        const om_catch *end = &of->caught->list[of->caught->first[s + 1]];
        double sharing = 0;
        for (const om_catch *at = first; at < end; at++)
            sharing += of->people[at->place] * om_weight_at(weights, method, share_of(of, s, at));
        if (!(sharing > 0)) {
            out_of_reach += of->supply[s];
            continue;
        }
        const double a_person = of->supply[s] / sharing;
        for (const om_catch *at = first; at < end; at++)
            ret[at->place] += a_person * om_weight_at(weights, method, share_of(of, s, at));
    }
    return out_of_reach;
}

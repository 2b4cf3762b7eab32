/* A grid of squares of 100 m, graded from sources that reach 250 m, its ground written as it is
 * drawn. */
#include <math.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/risk/cells.h"
#include "tests/bench/risk/bench.h"

static const double cell_m = 100, reach_m = 250;

/* Sources on the grid's ground, of all levels. */
static om_status scatter(om_geo *geo, size_t side, size_t count, om_sources **ret, om_error *err)
{
    static const om_because because = {.method = "policy", .text = "made", .reason = "made"};
    OM_AUTO(om_sources) sources = om_memory_take(1, sizeof *sources);
    sources->arena = om_arena_new();
    sources->list = OM_ARENA_ARRAY(sources->arena, om_source, count);
    sources->count = count;
    sources->reach_m = reach_m;
    uint64_t seed = 3;
    for (size_t i = 0; i < count; i++) {
        om_source *made = &sources->list[i];
        const om_xy at = {500000 + pseudo_random(&seed) * (double)side * cell_m,
                          3480000 + pseudo_random(&seed) * (double)side * cell_m};
        made->hazard = (om_hazard){
            .id = om_arena_format(sources->arena, "%zu", i), .quantity = NAN, .influence_m = NAN};
        made->graded.verdict = om_verdict_none();
        om_verdict_add(&made->graded.verdict, &because, 1 + (int)(pseudo_random(&seed) * 4),
                       reach_m);
        OM_TRY(om_geom_of_point(geo, at, OM_METRES, &made->shape, err));
    }
    *ret = OM_TAKE(sources);
    return OM_OK;
}

/* What came of it: a checksum over all bytes, and how many pairs there are. */
typedef struct digest {
    uint64_t sum;
    double pairs;
    size_t counts[OM_GRADE_LOWEST + 1];
} digest;

static void mix(digest *of, const void *bytes, size_t size)
{
    char checksum[OM_CHECKSUM_SIZE];
    om_bytes_checksum(bytes, size, checksum);
    for (const char *at = checksum; *at; at++)
        of->sum = of->sum * 1099511628211u + (unsigned char)*at;
}

static om_status take(void *context, const om_graded_cell *cell, const void *wkb, om_error *err)
{
    digest *of = context;
    (void)err;
    mix(of, wkb, cell->wkb_size);
    mix(of, cell->level.area.counts, sizeof cell->level.area.counts);
    of->pairs += (double)om_area_grade_sources(&cell->level.area);
    of->counts[cell->level.area.grade]++;
    return OM_OK;
}

static om_status ground_of(om_geo *geo, size_t side, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) square = NULL;
    const double wide = (double)side * cell_m;
    OM_TRY(om_geom_of_rect(geo, (om_rect){500000, 3480000, 500000 + wide, 3480000 + wide},
                           OM_METRES, &square, err));
    return om_geom_polygons(square, ret, err);
}

om_status measure_grid(size_t side, size_t source_count, int threads, om_error *err)
{
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_sources) sources = NULL;
    OM_AUTO(om_geom) ground = NULL;
    OM_AUTO_MEMORY om_cell *list = NULL;
    const om_area_mode mode = {.kind = OM_AREA_HIGHEST};
    om_cells cells = {.mode = &mode,
                      .kind = OM_CELL_SQUARE,
                      .cell_m = cell_m,
                      .metric_crs = "EPSG:4549",
                      .threads = threads};
    digest of = {.sum = 14695981039346656037u};
    OM_TRY(om_geo_open(&geo, err));
    OM_TRY(scatter(geo, side, source_count, &sources, err));
    OM_TRY(ground_of(geo, side, &ground, err));
    const double begun = seconds_now();
    OM_TRY(om_grid_cells(geo, (const om_geom *const[]){ground}, 1, OM_CELL_SQUARE, cell_m, &list,
                         &cells.count, err));
    cells.sources = sources;
    cells.ground = ground;
    cells.list = list;
    OM_TRY(om_cells_grade(&cells, take, &of, err));
    figure("time", seconds_now() - begun, "s");
    figure("cells", (double)cells.count, "cells");
    figure("pairs", of.pairs, "pairs");
    figure("red", (double)of.counts[OM_GRADE_WORST], "cells");
    figure("checksum", (double)(of.sum >> 36), "(28 bits)");
    figure("peak", peak_bytes() / 1e6, "MB");
    return OM_OK;
}

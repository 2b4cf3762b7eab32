/* Cells in turns of a few hundred: each thread has a workbench, an index and the ground. */
#include "engine/risk/cells.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/base/pipeline.h"
#include "engine/base/pool.h"
#include "engine/geo/prepared.h"

/* Cells that a thread does in one turn. */
enum { TURN = 512 };

/* What one thread works with. */
typedef struct worker {
    om_geo *geo;
    om_nearby *nearby;
    om_judge judge;
    om_transform *to_degrees;
    om_geom *ground;
    om_prepared *prepared;
} worker;

typedef struct crew {
    const om_cells *cells;
    worker *workers;
    int count;
    om_cells_fn take;
    void *take_context;
    double *index; /* when only these are asked for */
} crew;

/* The cells of a turn, with the bytes of their ground one after the other. */
typedef struct turn {
    om_graded_cell *cells;
    size_t count;
    om_text wkb;
} turn;

/* ---- The crew ---- */

static void crew_close(crew *all)
{
    for (int w = 0; all->workers && w < all->count; w++) {
        worker *at = &all->workers[w];
        om_prepared_free(at->prepared);
        om_geom_free(at->ground);
        om_transform_free(at->to_degrees);
        om_nearby_free(at->nearby);
        om_geo_free(at->geo);
    }
    free(all->workers);
}

static om_status worker_open(const om_cells *cells, const om_text *ground, worker *at,
                             om_error *err)
{
    OM_TRY(om_geo_open(&at->geo, err));
    OM_TRY(om_nearby_open(cells->sources, at->geo, &at->nearby, err));
    at->judge = (om_judge){cells->mode, at->nearby};
    OM_TRY(om_transform_open(at->geo, cells->metric_crs, OM_CRS_LONLAT, &at->to_degrees, err));
    OM_TRY(om_geom_of_wkb(at->geo, ground->bytes, ground->length, OM_METRES, &at->ground, err));
    return om_prepared_open(at->ground, &at->prepared, err);
}

static om_status crew_open(crew *all, const om_cells *cells, om_error *err)
{
    const size_t turns = (cells->count + TURN - 1) / TURN;
    const int threads = om_pipeline_threads(cells->threads);
    OM_AUTO_TEXT ground = {0};
    OM_TRY(om_geom_write_wkb(cells->ground, &ground, err));
    all->cells = cells;
    all->count = (size_t)threads < turns ? threads : turns ? (int)turns : 1;
    all->workers = om_memory_take((size_t)all->count, sizeof *all->workers);
    for (int w = 0; w < all->count; w++)
        OM_TRY(worker_open(cells, &ground, &all->workers[w], err));
    return OM_OK;
}

#define AUTO_CREW __attribute__((cleanup(crew_close))) crew

/* ---- A cell ---- */

/* The shape is made only where something asks for it: of a square its sides are enough. */
static om_status grade_cell(const om_cells *cells, const worker *by, om_cell cell,
                            const om_geom *shape, om_area_level *ret, om_error *err)
{
    om_ground ground = {.rect = om_cell_rect(cell, cells->cell_m)};
    if (cells->kind == OM_CELL_HEXAGON)
        ground = (om_ground){shape, om_geom_rect(shape)};
    return om_judge_area(&by->judge, &ground, NULL, ret, err);
}

/* Most cells lie within the districts as a whole, and are not cut. */
static om_status write_ground(const worker *by, const om_geom *whole, om_text *wkb, om_error *err)
{
    OM_AUTO(om_geom) seen = NULL;
    OM_AUTO(om_geom) turned = NULL;
    OM_AUTO(om_geom) drawn = NULL;
    bool covered = false;
    OM_TRY(om_prepared_covers(by->prepared, whole, &covered, err));
    if (!covered)
        OM_TRY(om_geom_overlap(by->ground, whole, &seen, err));
    OM_TRY(om_geom_transform(covered ? whole : seen, by->to_degrees, OM_DEGREES, &turned, err));
    OM_TRY(om_geom_polygons(turned, &drawn, err));
    return om_geom_write_wkb(drawn, wkb, err);
}

static om_status make_cell(const om_cells *cells, const worker *by, size_t number, turn *of,
                           om_error *err)
{
    om_graded_cell *made = &of->cells[of->count++];
    OM_AUTO(om_geom) whole = NULL;
    made->cell = cells->list[number];
    OM_TRY(om_cell_shape(by->geo, cells->kind, made->cell, cells->cell_m, &whole, err));
    OM_TRY(grade_cell(cells, by, made->cell, whole, &made->level, err));
    made->wkb_at = of->wkb.length;
    OM_TRY(write_ground(by, whole, &of->wkb, err));
    made->wkb_size = of->wkb.length - made->wkb_at;
    return OM_OK;
}

/* ---- Turns ---- */

static size_t end_of(const om_cells *cells, uint64_t index)
{
    const size_t end = (size_t)(index + 1) * TURN;
    return end < cells->count ? end : cells->count;
}

static void drop_turn(void *item)
{
    turn *of = item;
    if (!of)
        return;
    om_text_clear(&of->wkb);
    free(of->cells);
    free(of);
}

static void turn_free(turn **slot)
{
    drop_turn(*slot);
}

static om_status make_turn(void *context, uint64_t index, int thread, void **ret, om_error *err)
{
    const crew *all = context;
    const om_cells *cells = all->cells;
    __attribute__((cleanup(turn_free))) turn *of = om_memory_take(1, sizeof *of);
    of->cells = om_memory_take(TURN, sizeof *of->cells);
    for (size_t i = (size_t)index * TURN; i < end_of(cells, index); i++)
        OM_TRY(make_cell(cells, &all->workers[thread], i, of, err));
    *ret = OM_TAKE(of);
    return OM_OK;
}

static om_status take_turn(void *context, uint64_t index, void *item, om_error *err)
{
    const crew *all = context;
    const turn *of = item;
    (void)index;
    for (size_t i = 0; i < of->count; i++)
        OM_TRY(
            all->take(all->take_context, &of->cells[i], of->wkb.bytes + of->cells[i].wkb_at, err));
    return OM_OK;
}

om_status om_cells_grade(const om_cells *cells, om_cells_fn take, void *context, om_error *err)
{
    if (!cells->count)
        return OM_OK;
    AUTO_CREW all = {.take = take, .take_context = context};
    OM_TRY(crew_open(&all, cells, err));
    const om_pipeline line = {
        .end = (cells->count + TURN - 1) / TURN,
        .threads = all.count,
        .make = make_turn,
        .take = take_turn,
        .drop = drop_turn,
        .context = &all,
    };
    return om_pipeline_run(&line, err);
}

static om_status index_turn(void *context, size_t index, int thread, om_error *err)
{
    const crew *all = context;
    const om_cells *cells = all->cells;
    const worker *by = &all->workers[thread];
    for (size_t i = index * TURN; i < end_of(cells, index); i++) {
        OM_AUTO(om_geom) shape = NULL;
        om_area_level level;
        if (cells->kind == OM_CELL_HEXAGON)
            OM_TRY(om_cell_shape(by->geo, cells->kind, cells->list[i], cells->cell_m, &shape, err));
        OM_TRY(grade_cell(cells, by, cells->list[i], shape, &level, err));
        all->index[i] = level.index;
    }
    return OM_OK;
}

om_status om_cells_index(const om_cells *cells, double **ret, om_error *err)
{
    AUTO_CREW all = {0};
    OM_AUTO_MEMORY double *index = om_memory_take(cells->count + 1, sizeof *index);
    OM_TRY(crew_open(&all, cells, err));
    all.index = index;
    OM_TRY(om_pool_each((cells->count + TURN - 1) / TURN, all.count, index_turn, &all, err));
    *ret = OM_TAKE(index);
    return OM_OK;
}

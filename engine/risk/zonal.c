/* Rasters summed up over shapes, a window after another. */
#include "engine/risk/zonal.h"

#include <math.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/pipeline.h"
#include "engine/geo/index.h"

/* The shapes near a window: a stretch of `near`. */
typedef struct stretch {
    size_t first, count;
} stretch;

/* What all threads read. */
typedef struct survey {
    const om_zonal_request *request;
    om_raster_file **rasters; /* one a thread */
    double **values;          /* of a window, one a thread */
    om_loops **loops;         /* one a shape */
    stretch *windows;
    size_t window_count;
    size_t *near; /* numbers of shapes, window after window */
    size_t near_count, near_capacity;
    om_zonal *ret;
} survey;

static int thread_count(const om_zonal_request *request)
{
    return om_pipeline_threads(request->threads);
}

static void survey_close(survey *of)
{
    for (int i = 0; i < thread_count(of->request); i++) {
        om_raster_file_free(of->rasters[i]);
        free(of->values[i]);
    }
    for (size_t i = 0; i < of->request->count; i++)
        om_loops_free(of->loops[i]);
    free(of->rasters);
    free(of->values);
    free(of->loops);
    free(of->windows);
    free(of->near);
}

#define AUTO_SURVEY __attribute__((cleanup(survey_close))) survey

/* ---- Cells of a window ---- */

/* A shape over a window. */
typedef struct pass {
    const double *values; /* the northernmost row first */
    uint32_t columns, rows;
    om_zonal sums;
} pass;

enum { LANES = 4 };

/* As many sums side by side as the processor adds at once; NaN is less and greater than nothing. */
static void add_whole(om_zonal *sums, const double *values, size_t count)
{
    double sum[LANES] = {0}, cells[LANES] = {0};
    double low[LANES], high[LANES];
    for (int lane = 0; lane < LANES; lane++) {
        low[lane] = sums->minimum;
        high[lane] = sums->maximum;
    }
    size_t i = 0;
    for (; i + LANES <= count; i += LANES)
        for (int lane = 0; lane < LANES; lane++) {
            const double value = values[i + lane];
            const bool is_known = value == value;
            sum[lane] += is_known ? value : 0;
            cells[lane] += is_known ? 1 : 0;
            low[lane] = value < low[lane] ? value : low[lane];
            high[lane] = value > high[lane] ? value : high[lane];
        }
    for (int lane = 0; i < count; i++, lane++) {
        const double value = values[i];
        sum[lane] += value == value ? value : 0;
        cells[lane] += value == value ? 1 : 0;
        low[lane] = value < low[lane] ? value : low[lane];
        high[lane] = value > high[lane] ? value : high[lane];
    }
    for (int lane = 0; lane < LANES; lane++) {
        sums->sum += sum[lane];
        sums->cells += cells[lane];
        sums->minimum = low[lane] < sums->minimum ? low[lane] : sums->minimum;
        sums->maximum = high[lane] > sums->maximum ? high[lane] : sums->maximum;
    }
}

static void add_run(void *user, const om_cell_run *run)
{
    pass *at = user;
    const double *values =
        &at->values[(size_t)(at->rows - 1 - run->row) * at->columns + run->first];
    if (!run->shares) {
        add_whole(&at->sums, values, run->count);
        return;
    }
    for (uint32_t i = 0; i < run->count; i++) {
        const double value = values[i];
        if (value != value)
            continue;
        at->sums.sum += value * run->shares[i];
        at->sums.cells += run->shares[i];
        at->sums.minimum = value < at->sums.minimum ? value : at->sums.minimum;
        at->sums.maximum = value > at->sums.maximum ? value : at->sums.maximum;
    }
}

static om_rect rect_of(const om_grid *grid, om_raster_window window)
{
    const om_rect low = om_grid_cell(grid, window.column, window.row);
    const om_rect high =
        om_grid_cell(grid, window.column + window.columns - 1, window.row + window.rows - 1);
    return (om_rect){low.min_x, low.min_y, high.max_x, high.max_y};
}

/* ---- Windows ---- */

static om_status make_window(void *context, uint64_t index, int thread, void **ret_item,
                             om_error *err)
{
    survey *of = context;
    const stretch near = of->windows[index];
    *ret_item = NULL;
    if (!near.count)
        return OM_OK;
    om_raster_file *raster = of->rasters[thread];
    const om_raster_window window = om_raster_file_window_at(raster, index);
    const om_grid *whole = om_raster_file_grid(raster);
    const om_rect rect = rect_of(whole, window);
    const om_grid grid = {{rect.min_x, rect.min_y}, whole->cell_m, window.columns, window.rows};
    OM_TRY(om_raster_file_read(raster, window, of->values[thread], err));
    OM_AUTO(om_fractions) fractions = om_fractions_new(&grid);
    om_zonal *sums = om_memory_take(near.count, sizeof *sums);
    for (size_t i = 0; i < near.count; i++) {
        pass at = {of->values[thread], window.columns, window.rows, {0, 0, INFINITY, -INFINITY}};
        om_fractions_find_loops(fractions, of->loops[of->near[near.first + i]], add_run, &at);
        sums[i] = at.sums;
    }
    *ret_item = sums;
    return OM_OK;
}

static om_status take_window(void *context, uint64_t index, void *item, om_error *err)
{
    survey *of = context;
    const om_zonal *sums = item;
    const stretch near = of->windows[index];
    for (size_t i = 0; i < near.count; i++) {
        om_zonal *to = &of->ret[of->near[near.first + i]];
        to->sum += sums[i].sum;
        to->cells += sums[i].cells;
        to->minimum = fmin(to->minimum, sums[i].minimum);
        to->maximum = fmax(to->maximum, sums[i].maximum);
    }
    const om_progress progress = {
        .stage = "raster", .done = index + 1, .total = of->window_count, .unit = "windows"};
    return om_listener_tell(of->request->listener, &progress, err);
}

/* ---- Preparing ---- */

static om_status open_rasters(survey *of, om_error *err)
{
    for (int i = 0; i < thread_count(of->request); i++) {
        OM_TRY(om_raster_file_open(of->request->raster, &of->rasters[i], err));
        of->values[i] = om_memory_take(om_raster_file_most_cells(of->rasters[i]), sizeof(double));
    }
    return OM_OK;
}

static om_status read_loops(survey *of, om_error *err)
{
    for (size_t i = 0; i < of->request->count; i++) {
        of->loops[i] = om_loops_new();
        OM_TRY(om_loops_add(of->loops[i], of->request->shapes[i], err));
    }
    return OM_OK;
}

static om_status find_near(survey *of, const om_index *index, om_error *err)
{
    const om_raster_file *raster = of->rasters[0];
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    of->window_count = om_raster_file_window_count(raster);
    of->windows = om_memory_take(of->window_count, sizeof *of->windows);
    for (size_t i = 0; i < of->window_count; i++) {
        const om_rect rect =
            rect_of(om_raster_file_grid(raster), om_raster_file_window_at(raster, i));
        const size_t count = om_index_find(index, rect, &found, &capacity);
        of->near =
            om_memory_grow(of->near, of->near_count + count, &of->near_capacity, sizeof *of->near);
        of->windows[i] = (stretch){of->near_count, count};
        for (size_t n = 0; n < count; n++)
            of->near[of->near_count++] = found[n];
    }
    if (of->near_count)
        return OM_OK;
    const om_grid *grid = om_raster_file_grid(raster);
    const om_rect rect = rect_of(grid, (om_raster_window){0, 0, grid->columns, grid->rows});
    return om_fail(err, OM_ERR_DATA,
                   "%s misses the area: it lies between %.0f %.0f and %.0f %.0f in %s",
                   om_path_base(of->request->raster->path), rect.min_x, rect.min_y, rect.max_x,
                   rect.max_y, of->request->raster->crs);
}

static om_status index_shapes(survey *of, om_error *err)
{
    const om_zonal_request *request = of->request;
    OM_AUTO_MEMORY om_rect *rects = om_memory_take(request->count + 1, sizeof *rects);
    OM_AUTO(om_index) index = NULL;
    for (size_t i = 0; i < request->count; i++)
        rects[i] = om_geom_rect(request->shapes[i]);
    OM_TRY(om_index_open(request->geo, rects, request->count, &index, err));
    return find_near(of, index, err);
}

/* ---- Measuring ---- */

static om_status finish(const survey *of, om_error *err)
{
    double cells = 0;
    for (size_t i = 0; i < of->request->count; i++) {
        om_zonal *at = &of->ret[i];
        cells += at->cells;
        if (at->cells > 0)
            continue;
        at->minimum = NAN;
        at->maximum = NAN;
    }
    if (cells > 0)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA, "%s has no data anywhere in the area",
                   om_path_base(of->request->raster->path));
}

om_status om_zonal_measure(const om_zonal_request *request, om_zonal *ret,
                           om_zonal_facts *ret_facts, om_error *err)
{
    const int threads = thread_count(request);
    AUTO_SURVEY of = {
        .request = request,
        .rasters = om_memory_take((size_t)threads, sizeof(om_raster_file *)),
        .values = om_memory_take((size_t)threads, sizeof(double *)),
        .loops = om_memory_take(request->count + 1, sizeof(om_loops *)),
        .ret = ret,
    };
    OM_TRY(open_rasters(&of, err));
    OM_TRY(read_loops(&of, err));
    OM_TRY(index_shapes(&of, err));
    for (size_t i = 0; i < request->count; i++)
        ret[i] = (om_zonal){0, 0, INFINITY, -INFINITY};
    const om_pipeline pipeline = {.end = of.window_count,
                                  .threads = threads,
                                  .make = make_window,
                                  .take = take_window,
                                  .drop = free,
                                  .context = &of};
    OM_TRY(om_pipeline_run(&pipeline, err));
    *ret_facts = (om_zonal_facts){*om_raster_file_grid(of.rasters[0]),
                                  om_raster_file_is_moved(of.rasters[0])};
    return finish(&of, err);
}

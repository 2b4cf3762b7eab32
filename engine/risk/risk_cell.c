/* The squares and hexagons of the analysis "risk". */
#include <math.h>

#include "engine/base/memory.h"
#include "engine/risk/area_limits.h"
#include "engine/risk/cells.h"
#include "engine/risk/graded_area.h"
#include "engine/risk/hexagon.h"
#include "engine/risk/risk_inside.h"

/* A grid of cells of one kind: its layer, the setting of its size, and its name in the report. */
typedef struct grid_kind {
    om_cell_kind kind;
    const char *layer, *setting, *report;
    void (*code)(om_cell cell, char ret[OM_CELL_CODE_SIZE]);
} grid_kind;

/* Where graded cells go. */
typedef struct writing {
    om_risk_areas *areas;
    const grid_kind *kind;
    om_table *table;
    size_t done, total, counts[OM_GRADE_LOWEST + 1];
} writing;

static om_status write_cell(void *context, const om_graded_cell *cell, const void *wkb,
                            om_error *err)
{
    writing *to = context;
    char code[OM_CELL_CODE_SIZE];
    to->kind->code(cell->cell, code);
    const om_graded_area area = {
        .id = code, .code = code, .controls = to->areas->controls, .level = cell->level};
    om_graded_area_row row;
    om_graded_area_values(&area, &to->areas->mode, &row);
    to->counts[cell->level.area.grade]++;
    OM_TRY(om_table_add_wkb(to->table, code, row.values, wkb, cell->wkb_size, err));
    return om_run_tell(to->areas->run, to->kind->layer, ++to->done, to->total, "cells", err);
}

/* Limits that depend on all cells ask for a first round that finds the indexes. */
static om_status find_limits(om_risk_areas *areas, const grid_kind *kind, const om_cells *cells,
                             om_error *err)
{
    om_area_mode *mode = &areas->mode;
    if (mode->kind != OM_AREA_WEIGHTED || !cells->count)
        return OM_OK;
    mode->limit = om_area_limits_fixed(mode->rules, mode->a_km2);
    if (om_area_breaks_are_relative(areas->breaks)) {
        OM_AUTO_MEMORY double *index = NULL;
        size_t count = 0;
        OM_TRY(om_cells_index(cells, &index, err));
        for (size_t i = 0; i < cells->count; i++)
            if (!isnan(index[i]))
                index[count++] = index[i];
        OM_TRY(om_area_limits_find(areas->breaks, kind->layer, index, count, &mode->limit, err));
    }
    om_area_limits_report(&mode->limit, kind->layer, NULL, areas->limits);
    return OM_OK;
}

/* The cells over the districts of every level. */
static om_status find_cells(om_risk_areas *areas, const grid_kind *kind, double cell_m,
                            om_cell **ret, size_t *ret_count, om_error *err)
{
    const size_t count = om_districts_count(areas->districts);
    OM_AUTO_MEMORY const om_geom **shapes = om_memory_take(count, sizeof *shapes);
    for (size_t i = 0; i < count; i++)
        shapes[i] = om_districts_at(areas->districts, i)->shape;
    return om_grid_cells(om_store_geo(areas->run->store), shapes, count, kind->kind, cell_m, ret,
                         ret_count, err);
}

static om_status grade_grid(om_risk_areas *areas, const grid_kind *kind, const om_geom *ground,
                            om_json *report, om_error *err)
{
    OM_AUTO_MEMORY om_cell *list = NULL;
    OM_AUTO(om_table) table = NULL;
    om_cells cells = {.sources = areas->sources,
                      .mode = &areas->mode,
                      .kind = kind->kind,
                      .cell_m = om_settings_number(areas->run->settings, kind->setting),
                      .ground = ground};
    OM_TRY(om_store_metric_crs(areas->run->store, &cells.metric_crs, err));
    OM_TRY(om_run_output(areas->run, kind->layer, &table, err));
    if (cells.cell_m > 0)
        OM_TRY(find_cells(areas, kind, cells.cell_m, &list, &cells.count, err));
    cells.list = list;
    OM_TRY(find_limits(areas, kind, &cells, err));
    writing to = {areas, kind, table, 0, cells.count, {0}};
    OM_TRY(om_cells_grade(&cells, write_cell, &to, err));
    om_json *object = om_json_put(report, kind->report, om_json_object_new());
    om_json_put_number(object, kind->setting, cells.cell_m);
    om_json_put_integer(object, "cells", (int64_t)cells.count);
    om_graded_area_put_counts(object, to.counts);
    return OM_OK;
}

om_status om_risk_grade_cells(om_risk_areas *areas, const om_geom *ground, om_json *report,
                              om_error *err)
{
    static const grid_kind kinds[] = {
        {OM_CELL_SQUARE, "risk_grid", "cell_m", "grid", om_cell_code},
        {OM_CELL_HEXAGON, "risk_hexagon", "hexagon_m", "hexagons", om_hexagon_code}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        OM_TRY(grade_grid(areas, &kinds[i], ground, report, err));
    return OM_OK;
}

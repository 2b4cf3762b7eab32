/* Zonal statistics as measures of areas. */
#include "engine/risk/zoning_raster.h"

#include <math.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/risk/zonal.h"

static om_measure measure_of(const om_factor *factor, const om_zonal *found, double cell_m,
                             double area_m2)
{
    const double known_m2 = found->cells * cell_m * cell_m;
    om_measure measure = {NAN, fmin(fmax(1 - known_m2 / area_m2, 0), 1)};
    if (!(found->cells > 0))
        return measure;
    if (factor->statistic == OM_STATISTIC_MEAN)
        measure.value = found->sum / found->cells;
    else if (factor->statistic == OM_STATISTIC_DENSITY)
        measure.value = found->sum / (known_m2 / 1e6);
    else
        measure.value = factor->statistic == OM_STATISTIC_MINIMUM ? found->minimum : found->maximum;
    return measure;
}

static om_status describe(const om_factor *factor, const om_zonal_facts *facts, om_json *list,
                          om_error *err)
{
    char checksum[OM_CHECKSUM_SIZE] = "";
    if (om_file_exists(factor->raster))
        OM_TRY(om_file_checksum(factor->raster, checksum, err));
    om_json *table = om_json_add(list, om_json_object_new());
    om_json_put_text(table, "table", om_path_base(factor->raster));
    om_json_put_text(table, "path", factor->raster);
    om_json_put_text(table, "checksum", checksum[0] ? checksum : NULL);
    om_json_put_number(table, "cell_m", facts->grid.cell_m);
    return OM_OK;
}

/* Numbers of cells that are counts would change with the cells. */
static om_status check_cells(const om_run *run, const om_factor *factor,
                             const om_zonal_facts *facts, const char *crs, om_error *err)
{
    const char *name = om_path_base(factor->raster);
    if (!facts->is_moved)
        return OM_OK;
    if (factor->statistic == OM_STATISTIC_DENSITY)
        return om_fail(err, OM_ERR_DATA,
                       "%s has no square cells in %s, in which counts a cell can be added up: give "
                       "it in that CRS, or take the mean of a density",
                       name, crs);
    om_run_notice(run,
                  "%s lies in another CRS than %s: its cells became cells of %.4g m, each "
                  "with the value of the nearest",
                  name, crs, facts->grid.cell_m);
    return OM_OK;
}

om_status om_zoning_measure_raster(const om_run *run, const om_factor *factor,
                                   const om_zoning_units *units, om_json *list, om_measure *ret,
                                   om_error *err)
{
    om_raster_request raster = {
        .path = factor->raster, .band = factor->band, .nodata = factor->nodata};
    OM_AUTO_MEMORY const om_geom **shapes = om_memory_take(units->count, sizeof *shapes);
    OM_AUTO_MEMORY om_zonal *found = om_memory_take(units->count, sizeof *found);
    om_zonal_facts facts;
    OM_TRY(om_store_metric_crs(run->store, &raster.crs, err));
    for (size_t i = 0; i < units->count; i++)
        shapes[i] = units->list[i].shape;
    const om_zonal_request request = {.raster = &raster,
                                      .geo = om_store_geo(run->store),
                                      .shapes = shapes,
                                      .count = units->count,
                                      .listener = run->listener};
    const om_status status = om_zonal_measure(&request, found, &facts, err);
    if (status != OM_OK)
        return om_fail_within(err, status, "factor '%s'", factor->name);
    OM_TRY(check_cells(run, factor, &facts, raster.crs, err));
    for (size_t i = 0; i < units->count; i++)
        ret[i] = measure_of(factor, &found[i], facts.grid.cell_m, units->list[i].area_m2);
    return describe(factor, &facts, list, err);
}

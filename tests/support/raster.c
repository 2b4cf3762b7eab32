/* GeoTIFFs for tests. */
#include "tests/support/raster.h"

#include <gdal.h>
#include <ogr_srs_api.h>

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static void set_crs(GDALDatasetH dataset, const char *crs)
{
    OGRSpatialReferenceH reference = OSRNewSpatialReference(NULL);
    CHECK_INT(OSRSetFromUserInput(reference, crs), OGRERR_NONE);
    OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
    CHECK_INT(GDALSetSpatialRef(dataset, reference), CE_None);
    OSRDestroySpatialReference(reference);
}

static void write_cells(const test_raster *raster, GDALRasterBandH band)
{
    const uint32_t columns = raster->grid.columns, rows = raster->grid.rows;
    OM_AUTO_MEMORY double *line = om_memory_take(columns, sizeof *line);
    for (uint32_t y = 0; y < rows; y++) {
        for (uint32_t x = 0; x < columns; x++)
            line[x] = raster->value(x, rows - 1 - y);
        CHECK_INT(GDALRasterIO(band, GF_Write, 0, (int)y, (int)columns, 1, line, (int)columns, 1,
                               GDT_Float64, 0, 0),
                  CE_None);
    }
}

const char *test_raster_write(const test_raster *raster, const char *name)
{
    const om_grid *grid = &raster->grid;
    const char *tiled[] = {"TILED=YES", NULL};
    GDALAllRegister();
    const char *path = scratch_file(name);
    GDALDatasetH dataset =
        GDALCreate(GDALGetDriverByName("GTiff"), path, (int)grid->columns, (int)grid->rows, 1,
                   GDALGetDataTypeByName(raster->type), raster->tiled ? (char **)tiled : NULL);
    double place[] = {grid->origin.x, grid->cell_m,
                      raster->turn,   grid->origin.y + grid->rows * grid->cell_m,
                      raster->turn,   -grid->cell_m};
    CHECK(dataset != NULL);
    CHECK_INT(GDALSetGeoTransform(dataset, place), CE_None);
    if (raster->crs)
        set_crs(dataset, raster->crs);
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    double nodata;
    if (raster->nodata && om_text_to_number(raster->nodata, &nodata))
        CHECK_INT(GDALSetRasterNoDataValue(band, nodata), CE_None);
    write_cells(raster, band);
    GDALClose(dataset);
    return scratch_path(name);
}

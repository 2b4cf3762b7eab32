/* Rasters through GDAL, window by window. */
#include "engine/source/raster.h"

#include <math.h>
#include <string.h>

#include <cpl_string.h>
#include <gdal_utils.h>
#include <ogr_srs_api.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/source/gdal.h"

/* Cells of one window, unless a block of the file has more. */
#define MOST_CELLS 1500000u
/* Wider rasters of square blocks are read by columns of blocks too. */
#define MOST_COLUMNS 2048u

/* Cells are square, and stand where the file says, to this share of their side. */
static const double squareness = 1e-6;

static const struct {
    const char *ending, *driver;
} kinds[] = {
    {".tif", "GTiff"}, {".tiff", "GTiff"},  {".asc", "AAIGrid"},
    {".img", "HFA"},   {".hgt", "SRTMHGT"},
};
enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

struct om_raster_file {
    om_arena *arena;
    const char *name;        /* of the file, for sentences */
    GDALDatasetH file, seen; /* seen: the file as it lies, or moved by GDAL */
    GDALRasterBandH band;    /* of `seen` */
    om_grid grid;
    bool is_moved;
    bool has_nodata;
    double nodata; /* as the cells of the band have it */
    double scale, offset;
    om_raster_window window; /* columns and rows of the usual one */
};

void om_raster_file_free(om_raster_file *raster)
{
    if (!raster)
        return;
    if (raster->seen && raster->seen != raster->file)
        GDALClose(raster->seen);
    if (raster->file)
        GDALClose(raster->file);
    om_arena_free(raster->arena);
    free(raster);
}

/* ---- Opening ---- */

static om_status find_driver(const char *path, const char **ret, om_error *err)
{
    OM_TRY(om_source_check(path, err));
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; i < KIND_COUNT; i++) {
        om_text_add_format(&list, "%s%s", i ? " " : "", kinds[i].ending);
        if (om_text_ends(path, kinds[i].ending)) {
            *ret = kinds[i].driver;
            return OM_OK;
        }
    }
    return om_fail(err, OM_ERR_USAGE, "%s: unknown kind of raster (known: %s)", path, list.bytes);
}

static om_status open_file(om_raster_file *raster, const om_raster_request *request, om_error *err)
{
    const char *drivers[] = {NULL, NULL};
    OM_TRY(find_driver(request->path, &drivers[0], err));
    om_gdal_watch watch = {0};
    OM_GDAL_WATCH(&watch);
    GDALAllRegister();
    raster->file =
        GDALOpenEx(request->path, GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, NULL, NULL);
    if (!raster->file)
        return om_fail(err, OM_ERR_DATA, "%s cannot be read as %s%s%s", raster->name, drivers[0],
                       watch.failures ? ": " : "", watch.failure);
    const int bands = GDALGetRasterCount(raster->file);
    if (request->band < 1 || request->band > bands)
        return om_fail(err, OM_ERR_DATA, "%s has no band %d; it has %d", raster->name,
                       request->band, bands);
    return OM_OK;
}

/* ---- Values ---- */

/* The value in the type of the cells, which a decimal fraction is not in single precision. */
static double as_cell(double value, GDALDataType type)
{
    return type == GDT_Float32 ? (double)(float)value : value;
}

static om_status read_nodata(om_raster_file *raster, const om_raster_request *request,
                             om_error *err)
{
    GDALRasterBandH band = GDALGetRasterBand(raster->file, request->band);
    const char *given = request->nodata;
    int is_there = 0;
    raster->nodata = GDALGetRasterNoDataValue(band, &is_there);
    raster->has_nodata = is_there;
    if (given[0] && strcmp(given, "none") != 0) {
        raster->has_nodata = true;
        if (!om_text_to_number(given, &raster->nodata))
            return om_fail(err, OM_ERR_USAGE, "nodata '%s' is neither a number nor 'none'", given);
    } else if (given[0]) {
        raster->has_nodata = false;
    } else if (!is_there) {
        return om_fail(err, OM_ERR_DATA,
                       "%s does not say which value stands for no data: name it (nodata), or "
                       "'none' where every cell counts",
                       raster->name);
    }
    raster->nodata = as_cell(raster->nodata, GDALGetRasterDataType(band));
    int has_scale = 0, has_offset = 0;
    const double scale = GDALGetRasterScale(band, &has_scale);
    const double offset = GDALGetRasterOffset(band, &has_offset);
    raster->scale = has_scale ? scale : 1;
    raster->offset = has_offset ? offset : 0;
    return OM_OK;
}

/* ---- Place ---- */

static void free_reference(OGRSpatialReferenceH *reference)
{
    if (*reference)
        OSRDestroySpatialReference(*reference);
}

#define AUTO_REFERENCE __attribute__((cleanup(free_reference))) OGRSpatialReferenceH

static om_status is_in_crs(const om_raster_file *raster, const char *crs, bool *ret, om_error *err)
{
    OGRSpatialReferenceH own = GDALGetSpatialRef(raster->file);
    if (!own)
        return om_fail(
            err, OM_ERR_DATA,
            "%s does not say in which CRS it lies; gdal_edit.py -a_srs writes it into it",
            raster->name);
    AUTO_REFERENCE wanted = OSRNewSpatialReference(NULL);
    if (OSRSetFromUserInput(wanted, crs) != OGRERR_NONE)
        return om_fail(err, OM_ERR_RANGE, "'%s' is no CRS that GDAL knows", crs);
    OSRSetAxisMappingStrategy(wanted, OAMS_TRADITIONAL_GIS_ORDER);
    const char *const options[] = {"IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES", NULL};
    *ret = OSRIsSameEx(own, wanted, options);
    return OM_OK;
}

/* Square cells that lie along the axes, the northernmost row first. */
static bool is_upright(const double place[6])
{
    const double side = place[1];
    return side > 0 && fabs(place[2]) <= squareness * side && fabs(place[4]) <= squareness * side &&
           fabs(place[5] + side) <= squareness * side;
}

/* The file in square cells of the CRS, made while they are read. */
static om_status move(om_raster_file *raster, const om_raster_request *request, om_error *err)
{
    const char *nodata =
        raster->has_nodata ? om_arena_format(raster->arena, "%.17g", raster->nodata) : "None";
    const char *const words[] = {"-of",        "VRT",  "-t_srs",     request->crs, "-r",
                                 "near",       "-et",  "0",          "-ot",        "Float64",
                                 "-srcnodata", nodata, "-dstnodata", "nan",        NULL};
    om_gdal_watch watch = {0};
    OM_GDAL_WATCH(&watch);
    GDALWarpAppOptions *options = GDALWarpAppOptionsNew((char **)words, NULL);
    raster->seen = options ? GDALWarp("", NULL, 1, &raster->file, options, NULL) : NULL;
    GDALWarpAppOptionsFree(options);
    if (!raster->seen)
        return om_fail(err, OM_ERR_DATA, "%s cannot be moved to %s%s%s", raster->name, request->crs,
                       watch.failures ? ": " : "", watch.failure);
    raster->is_moved = true;
    raster->has_nodata = false; /* NaN is all that is left of it */
    return OM_OK;
}

static om_status find_place(om_raster_file *raster, const om_raster_request *request, om_error *err)
{
    double place[6];
    bool is_same = false;
    if (GDALGetGeoTransform(raster->file, place) != CE_None)
        return om_fail(err, OM_ERR_DATA, "%s does not say where it lies", raster->name);
    OM_TRY(is_in_crs(raster, request->crs, &is_same, err));
    raster->seen = raster->file;
    if (!is_same || !is_upright(place)) {
        raster->seen = NULL;
        OM_TRY(move(raster, request, err));
        if (GDALGetGeoTransform(raster->seen, place) != CE_None || !is_upright(place))
            return om_fail(err, OM_ERR_DATA, "%s cannot be moved to square cells", raster->name);
    }
    const int columns = GDALGetRasterXSize(raster->seen), rows = GDALGetRasterYSize(raster->seen);
    raster->grid = (om_grid){.origin = {place[0], place[3] - rows * place[1]},
                             .cell_m = place[1],
                             .columns = (uint32_t)columns,
                             .rows = (uint32_t)rows};
    return OM_OK;
}

/* ---- Windows ---- */

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

/* Whole blocks of the file, so that none is read twice. */
static void choose_window(om_raster_file *raster)
{
    int block_columns = 0, block_rows = 0;
    GDALGetBlockSize(raster->band, &block_columns, &block_rows);
    const uint32_t wide = (uint32_t)block_columns, high = (uint32_t)block_rows;
    const uint32_t columns = wide >= MOST_COLUMNS ? wide : MOST_COLUMNS / wide * wide;
    raster->window.columns = least(columns, raster->grid.columns);
    const uint32_t rows = MOST_CELLS / raster->window.columns;
    raster->window.rows = least(rows > high ? rows / high * high : high, raster->grid.rows);
}

static uint32_t count_parts(uint32_t all, uint32_t part)
{
    return (all + part - 1) / part;
}

size_t om_raster_file_window_count(const om_raster_file *raster)
{
    return (size_t)count_parts(raster->grid.columns, raster->window.columns) *
           count_parts(raster->grid.rows, raster->window.rows);
}

size_t om_raster_file_most_cells(const om_raster_file *raster)
{
    return (size_t)raster->window.columns * raster->window.rows;
}

/* Blocks are counted from the north, so that is where the first whole window ends. */
om_raster_window om_raster_file_window_at(const om_raster_file *raster, size_t index)
{
    const om_grid *grid = &raster->grid;
    const om_raster_window *usual = &raster->window;
    const uint32_t across = count_parts(grid->columns, usual->columns);
    const uint32_t down = count_parts(grid->rows, usual->rows);
    const uint32_t column = (uint32_t)(index % across) * usual->columns;
    const uint32_t top = (down - 1 - (uint32_t)(index / across)) * usual->rows;
    const uint32_t rows = least(usual->rows, grid->rows - top);
    return (om_raster_window){column, grid->rows - top - rows,
                              least(usual->columns, grid->columns - column), rows};
}

om_status om_raster_file_open(const om_raster_request *request, om_raster_file **ret, om_error *err)
{
    OM_AUTO(om_raster_file) raster = om_memory_take(1, sizeof *raster);
    raster->arena = om_arena_new();
    raster->name = om_arena_text(raster->arena, om_path_base(request->path));
    OM_TRY(open_file(raster, request, err));
    OM_TRY(read_nodata(raster, request, err));
    OM_TRY(find_place(raster, request, err));
    raster->band = GDALGetRasterBand(raster->seen, request->band);
    choose_window(raster);
    *ret = OM_TAKE(raster);
    return OM_OK;
}

const om_grid *om_raster_file_grid(const om_raster_file *raster)
{
    return &raster->grid;
}

bool om_raster_file_is_moved(const om_raster_file *raster)
{
    return raster->is_moved;
}

/* ---- Reading ---- */

/* What the file writes becomes what it means. */
static void make_values(const om_raster_file *raster, double *values, size_t count)
{
    if (raster->has_nodata)
        for (size_t i = 0; i < count; i++)
            values[i] = values[i] == raster->nodata ? NAN : values[i];
    if (raster->scale != 1 || raster->offset != 0)
        for (size_t i = 0; i < count; i++)
            values[i] = values[i] * raster->scale + raster->offset;
    for (size_t i = 0; i < count; i++)
        values[i] = fabs(values[i]) < INFINITY ? values[i] : NAN;
}

om_status om_raster_file_read(om_raster_file *raster, om_raster_window window, double *ret,
                              om_error *err)
{
    om_gdal_watch watch = {0};
    OM_GDAL_WATCH(&watch);
    const int columns = (int)window.columns, rows = (int)window.rows;
    const int top = (int)(raster->grid.rows - window.row - window.rows);
    if (GDALRasterIO(raster->band, GF_Read, (int)window.column, top, columns, rows, ret, columns,
                     rows, GDT_Float64, 0, 0) != CE_None)
        return om_fail(err, OM_ERR_DATA, "%s cannot be read%s%s", raster->name,
                       watch.failures ? ": " : "", watch.failure);
    make_values(raster, ret, (size_t)window.columns * window.rows);
    return OM_OK;
}

/* Lays cells over the ground that is built up; each is timed at its centre. */
#include <math.h>

#include "engine/analysis/border.h"
#include "engine/analysis/fire_inside.h"
#include "engine/base/memory.h"

/* More cells would take longer to read than anything else. */
#define MOST_CELLS 25e6

#define NO_CELL UINT32_MAX

/* Cells over all districts; the first one lies lowest and leftmost. */
typedef struct raster {
    om_fire_model *model;
    om_geo *geo;
    om_xy origin; /* the centre of the first cell */
    double cell_m;
    size_t columns, rows;
    uint32_t *number; /* of each cell's spot; NO_CELL while it has none */
    size_t *inside;   /* cells of the district in hand */
    size_t inside_count, inside_capacity;
} raster;

static void raster_clear(raster *cells)
{
    free(cells->number);
    free(cells->inside);
}

static om_status lay_raster(raster *cells, om_error *err)
{
    om_districts *districts = cells->model->districts;
    om_rect rect = om_geom_rect(om_districts_at(districts, 0)->shape);
    for (size_t i = 1; i < om_districts_count(districts); i++) {
        const om_rect other = om_geom_rect(om_districts_at(districts, i)->shape);
        rect = (om_rect){fmin(rect.min_x, other.min_x), fmin(rect.min_y, other.min_y),
                         fmax(rect.max_x, other.max_x), fmax(rect.max_y, other.max_y)};
    }
    const double columns = ceil((rect.max_x - rect.min_x) / cells->cell_m);
    const double rows = ceil((rect.max_y - rect.min_y) / cells->cell_m);
    if (!(columns * rows <= MOST_CELLS))
        return om_fail(err, OM_ERR_RANGE,
                       "built-up area in cells of %g m would be %.0f million cells, more than %g; "
                       "take larger cells (built_cell_m)",
                       cells->cell_m, columns * rows / 1e6, MOST_CELLS / 1e6);
    cells->columns = (size_t)columns;
    cells->rows = (size_t)rows;
    cells->origin = (om_xy){rect.min_x + cells->cell_m / 2, rect.min_y + cells->cell_m / 2};
    cells->number = om_memory_take(cells->columns * cells->rows, sizeof *cells->number);
    for (size_t i = 0; i < cells->columns * cells->rows; i++)
        cells->number[i] = NO_CELL;
    return OM_OK;
}

static om_xy centre_of(const raster *cells, size_t cell)
{
    return (om_xy){cells->origin.x + (double)(cell % cells->columns) * cells->cell_m,
                   cells->origin.y + (double)(cell / cells->columns) * cells->cell_m};
}

static void take_cell(raster *cells, size_t cell)
{
    cells->inside = om_memory_grow(cells->inside, cells->inside_count + 1, &cells->inside_capacity,
                                   sizeof *cells->inside);
    cells->inside[cells->inside_count++] = cell;
}

/* Takes the cells of a row whose centres lie between two places on its middle line. */
static void take_between(raster *cells, size_t row, double from_x, double to_x)
{
    const double first = ceil((from_x - cells->origin.x) / cells->cell_m);
    for (double column = fmax(first, 0); column < (double)cells->columns; column++) {
        if (cells->origin.x + column * cells->cell_m >= to_x)
            return;
        take_cell(cells, row * cells->columns + (size_t)column);
    }
}

static void take_row(raster *cells, om_border *border, om_rect rect, size_t row)
{
    const double y = cells->origin.y + (double)row * cells->cell_m;
    const om_xy a = {rect.min_x - cells->cell_m, y}, b = {rect.max_x + cells->cell_m, y};
    const double *crossings = NULL;
    const size_t count = om_border_crossings(border, a, b, &crossings);
    for (size_t i = 1; i < count; i++) {
        const double from_x = a.x + crossings[i - 1] * (b.x - a.x);
        const double to_x = a.x + crossings[i] * (b.x - a.x);
        const om_xy middle = {(from_x + to_x) / 2, y};
        if (to_x > from_x && om_border_find(border, middle, 0, 1) == 0)
            take_between(cells, row, from_x, to_x);
    }
}

/* Finds the cells whose centres lie in a shape. */
static om_status find_cells(raster *cells, const om_geom *shape, om_error *err)
{
    OM_AUTO(om_border) border = NULL;
    OM_TRY(om_border_open(cells->geo, &shape, 1, &border, err));
    const om_rect rect = om_geom_rect(shape);
    const double low = floor((rect.min_y - cells->origin.y) / cells->cell_m);
    const double high = ceil((rect.max_y - cells->origin.y) / cells->cell_m);
    cells->inside_count = 0;
    for (double row = fmax(low, 0); row <= high && row < (double)cells->rows; row++)
        take_row(cells, border, rect, (size_t)row);
    return OM_OK;
}

static uint32_t spot_at(raster *cells, om_xy at)
{
    om_spot spot;
    const bool is_near =
        om_network_snap(cells->model->network, at, cells->model->access.within_m, &spot);
    return om_fire_model_spot(cells->model, is_near ? &spot : NULL);
}

/* Ground too small for a cell is timed at a place inside it. */
static om_status add_small(raster *cells, uint32_t unit, const om_geom *ground, double area_m2,
                           om_error *err)
{
    om_xy inside;
    OM_TRY(om_geom_point_inside(ground, &inside, err));
    om_fire_model_part(cells->model,
                       (om_fire_part){unit, OM_FIRE_BUILT_M2, spot_at(cells, inside), area_m2});
    return OM_OK;
}

static om_status add_district(raster *cells, uint32_t unit, const om_geom *counted, om_error *err)
{
    OM_AUTO(om_geom) ground = NULL;
    OM_TRY(om_geom_polygons(counted, &ground, err));
    const double area_m2 = om_geom_area_m2(ground);
    if (!(area_m2 > 0))
        return OM_OK;
    OM_TRY(find_cells(cells, ground, err));
    if (cells->inside_count == 0)
        return add_small(cells, unit, ground, area_m2, err);
    for (size_t i = 0; i < cells->inside_count; i++) {
        uint32_t *number = &cells->number[cells->inside[i]];
        if (*number == NO_CELL)
            *number = spot_at(cells, centre_of(cells, cells->inside[i]));
        om_fire_model_part(cells->model, (om_fire_part){unit, OM_FIRE_BUILT_M2, *number,
                                                        area_m2 / (double)cells->inside_count});
    }
    return OM_OK;
}

/* The part of a district that counts. */
static om_status ground_in(const om_district *district, const om_geom *ground,
                           const om_geom *without, om_geom **ret, om_error *err)
{
    if (ground)
        return om_geom_overlap(ground, district->shape, ret, err);
    if (without)
        return om_geom_without(district->shape, without, ret, err);
    return om_geom_polygons(district->shape, ret, err);
}

om_status om_fire_model_add_ground(om_fire_model *model, om_geo *geo, const om_fire_ground *ground,
                                   om_error *err)
{
    __attribute__((cleanup(raster_clear)))
    raster cells = {.model = model, .geo = geo, .cell_m = ground->cell_m};
    OM_TRY(lay_raster(&cells, err));
    for (size_t i = 0; i < om_districts_count(model->districts); i++) {
        OM_AUTO(om_geom) counted = NULL;
        OM_TRY(ground_in(om_districts_at(model->districts, i), ground->only, ground->without,
                         &counted, err));
        OM_TRY(add_district(&cells, (uint32_t)i, counted, err));
    }
    return OM_OK;
}

/* Districts and cells as areas to compare. */
#include "engine/risk/zoning_units.h"

#include "engine/base/memory.h"
#include "engine/risk/grid.h"

void om_zoning_units_free(om_zoning_units *units)
{
    if (!units)
        return;
    for (size_t i = 0; i < units->count; i++)
        om_prepared_free(units->list[i].prepared);
    for (size_t i = 0; i < units->owned_count; i++)
        om_geom_free(units->owned[i]);
    om_index_free(units->index);
    om_districts_free(units->districts);
    om_arena_free(units->arena);
    free(units->list);
    free(units);
}

/* ---- Districts ---- */

static void add_districts(om_zoning_units *units)
{
    const size_t levels = om_districts_level_count(units->districts);
    units->count = om_districts_count(units->districts);
    units->list = om_memory_take(units->count, sizeof *units->list);
    units->groups = OM_ARENA_ARRAY(units->arena, om_zoning_group, levels + 1);
    units->group_count = levels;
    for (size_t i = 0; i < units->count; i++) {
        const om_district *district = om_districts_at(units->districts, i);
        units->list[i] = (om_zoning_unit){.code = district->code,
                                          .name = district->name,
                                          .stored = district->stored,
                                          .shape = district->shape,
                                          .area_m2 = district->area_m2};
    }
    for (size_t i = 0; i < levels; i++) {
        const om_level *level = om_districts_level(units->districts, i);
        units->groups[i] = (om_zoning_group){level->name, level->first, level->count, false};
        if (level == om_districts_city(units->districts))
            units->city = i;
    }
}

/* ---- Cells ---- */

/* What cells are cut by, and where the next one goes. */
typedef struct gridding {
    om_zoning_units *units;
    om_geo *geo;
    const om_transform *to_degrees;
    const om_geom *ground; /* of the city, as one */
    const om_prepared *prepared;
    double cell_m;
} gridding;

/* The areas keep a shape until they go. */
static const om_geom *keep(om_zoning_units *units, om_geom *shape)
{
    units->owned[units->owned_count++] = shape;
    return shape;
}

/* The ground that a cell has within the city: most lie within as a whole. */
static om_status cut_cell(const gridding *of, const om_geom *whole, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) cut = NULL;
    bool is_whole = false;
    OM_TRY(om_prepared_covers(of->prepared, whole, &is_whole, err));
    if (!is_whole)
        OM_TRY(om_geom_overlap(of->ground, whole, &cut, err));
    return om_geom_polygons(is_whole ? whole : cut, ret, err);
}

static om_status add_cell(const gridding *of, om_cell cell, om_error *err)
{
    OM_AUTO(om_geom) whole = NULL;
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_geom) turned = NULL;
    om_geom *stored = NULL;
    char code[OM_CELL_CODE_SIZE];
    OM_TRY(om_cell_shape(of->geo, OM_CELL_SQUARE, cell, of->cell_m, &whole, err));
    OM_TRY(cut_cell(of, whole, &shape, err));
    OM_TRY(om_geom_transform(shape, of->to_degrees, OM_DEGREES, &turned, err));
    OM_TRY(om_geom_polygons(turned, &stored, err));
    om_cell_code(cell, code);
    om_zoning_unit *unit = &of->units->list[of->units->count];
    *unit = (om_zoning_unit){.code = om_arena_text(of->units->arena, code),
                             .area_m2 = om_geom_area_m2(shape),
                             .stored = keep(of->units, stored)};
    unit->shape = keep(of->units, OM_TAKE(shape));
    of->units->count++;
    return OM_OK;
}

static om_status add_cells(const gridding *of, const om_cell *cells, size_t count, om_error *err)
{
    om_zoning_units *units = of->units;
    om_zoning_group *group = &units->groups[units->group_count++];
    *group = (om_zoning_group){"grid", units->count, count, true};
    units->list = om_memory_resize(units->list, units->count + count, sizeof *units->list);
    units->owned = OM_ARENA_ARRAY(units->arena, om_geom *, 2 * count);
    for (size_t i = 0; i < count; i++)
        OM_TRY(add_cell(of, cells[i], err));
    return OM_OK;
}

static om_status add_grid(om_store *store, om_zoning_units *units, double cell_m, om_error *err)
{
    gridding of = {.units = units, .geo = om_store_geo(store), .cell_m = cell_m};
    const om_zoning_group *city = &units->groups[units->city];
    const om_geom **shapes = OM_ARENA_ARRAY(units->arena, const om_geom *, city->count);
    OM_AUTO(om_geom) ground = NULL;
    OM_AUTO(om_prepared) prepared = NULL;
    OM_AUTO_MEMORY om_cell *cells = NULL;
    size_t count = 0;
    for (size_t i = 0; i < city->count; i++)
        shapes[i] = units->list[city->first + i].shape;
    OM_TRY(om_grid_cells(of.geo, shapes, city->count, OM_CELL_SQUARE, cell_m, &cells, &count, err));
    OM_TRY(om_geom_unite(of.geo, shapes, city->count, OM_METRES, &ground, err));
    OM_TRY(om_prepared_open(ground, &prepared, err));
    OM_TRY(om_store_to_degrees(store, &of.to_degrees, err));
    of.ground = ground;
    of.prepared = prepared;
    return add_cells(&of, cells, count, err);
}

/* ---- Both ---- */

static om_status prepare(om_geo *geo, om_zoning_units *units, om_error *err)
{
    OM_AUTO_MEMORY om_rect *rects = om_memory_take(units->count, sizeof *rects);
    for (size_t i = 0; i < units->count; i++) {
        rects[i] = om_geom_rect(units->list[i].shape);
        OM_TRY(om_prepared_open(units->list[i].shape, &units->list[i].prepared, err));
    }
    return om_index_open(geo, rects, units->count, &units->index, err);
}

om_status om_zoning_units_open(om_store *store, double cell_m, om_zoning_units **ret, om_error *err)
{
    OM_AUTO(om_zoning_units) units = om_memory_take(1, sizeof *units);
    units->arena = om_arena_new();
    OM_TRY(om_districts_read(store, &units->districts, err));
    add_districts(units);
    if (cell_m > 0)
        OM_TRY(add_grid(store, units, cell_m, err));
    OM_TRY(prepare(om_store_geo(store), units, err));
    *ret = OM_TAKE(units);
    return OM_OK;
}

/* Where the people of a unit may live: its dwellings, else the cells of its inhabited ground. */
#include <math.h>

#include "engine/analysis/population_ground.h"
#include "engine/base/memory.h"

/* ---- Ground ---- */

static om_status read_land(om_spread *spread, const char *layer, const om_rows *rows, om_error *err)
{
    const char *kind = om_rows_text(rows, 0);
    om_land land = {.people = om_dwellings_of(spread->dwellings, layer, kind)};
    OM_TRY(om_spread_day_use(spread, layer, kind, &land.day_use, &land.day_weight, err));
    if (land.people == OM_SOME_DWELLING && land.day_use == OM_NO_USE)
        return OM_OK;
    OM_TRY(om_spread_shape(spread, rows, 1, &land.shape, err));
    if (!land.shape)
        return OM_OK;
    spread->lands = om_memory_grow(spread->lands, spread->land_count + 1, &spread->land_capacity,
                                   sizeof *spread->lands);
    spread->lands[spread->land_count++] = land;
    return OM_OK;
}

static om_status read_layer(om_spread *spread, const char *layer, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(spread->run, layer, &count, err));
    if (count == 0)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(spread->run->store, om_layer_find(layer), "kind", &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        OM_TRY(read_land(spread, layer, rows, err));
    }
}

om_status om_spread_read_lands(om_spread *spread, om_error *err)
{
    OM_TRY(read_layer(spread, "landuse", err));
    OM_TRY(read_layer(spread, "water", err));
    spread->land_rects = OM_ARENA_ARRAY(spread->arena, om_rect, spread->land_count);
    for (size_t i = 0; i < spread->land_count; i++)
        spread->land_rects[i] = om_geom_rect(spread->lands[i].shape);
    return om_index_open(spread->geo, spread->land_rects, spread->land_count, &spread->land_index,
                         err);
}

om_status om_spread_land_at(om_spread *spread, om_xy at, om_land_test take, const om_land *like,
                            const om_land **ret, om_error *err)
{
    const om_rect where = {at.x, at.y, at.x, at.y};
    const size_t count =
        om_index_find(spread->land_index, where, &spread->found, &spread->found_capacity);
    OM_AUTO(om_geom) point = NULL;
    OM_TRY(om_geom_of_point(spread->geo, at, OM_METRES, &point, err));
    *ret = NULL;
    for (size_t i = 0; i < count && !*ret; i++) {
        const om_land *land = &spread->lands[spread->found[i]];
        bool holds_it = false;
        if (!take(land, like))
            continue;
        OM_TRY(om_geom_intersects(land->shape, point, &holds_it, err));
        *ret = holds_it ? land : NULL;
    }
    return OM_OK;
}

static bool is_home(const om_land *land, const om_land *like)
{
    (void)like;
    return land->people == OM_HOME;
}

static bool is_empty(const om_land *land, const om_land *like)
{
    (void)like;
    return land->people == OM_NO_DWELLING;
}

/* Shapes that are freed together. */
typedef struct pieces {
    om_geom **list;
    size_t count;
} pieces;

static void pieces_clear(pieces *all)
{
    for (size_t i = 0; i < all->count; i++)
        om_geom_free(all->list[i]);
    free(all->list);
}

static bool holds(om_rect outer, om_rect inner)
{
    return inner.min_x >= outer.min_x && inner.max_x <= outer.max_x && inner.min_y >= outer.min_y &&
           inner.max_y <= outer.max_y;
}

/* The polygons of a land near a rectangle: a river of a whole country would slow each unit down. */
static om_status cut_land(const om_land *land, om_rect land_rect, om_rect near, om_geom **ret,
                          om_error *err)
{
    OM_AUTO(om_geom) cut = NULL;
    if (!holds(near, land_rect)) {
        OM_TRY(om_geom_clip(land->shape, near, &cut, err));
        if (!om_geom_is_valid(cut, NULL)) {
            om_geom_free(cut);
            cut = NULL;
        }
    }
    return om_geom_polygons(cut ? cut : land->shape, ret, err);
}

om_status om_spread_unite_lands(om_spread *spread, om_rect near, om_land_test take,
                                const om_land *like, om_geom **ret, om_error *err)
{
    const size_t found =
        om_index_find(spread->land_index, near, &spread->found, &spread->found_capacity);
    __attribute__((cleanup(pieces_clear)))
    pieces all = {om_memory_take(found + 1, sizeof(om_geom *)), 0};
    for (size_t i = 0; i < found; i++) {
        const size_t number = spread->found[i];
        if (!take(&spread->lands[number], like))
            continue;
        OM_TRY(cut_land(&spread->lands[number], spread->land_rects[number], near,
                        &all.list[all.count], err));
        all.count++;
    }
    *ret = NULL;
    return all.count ? om_geom_unite(spread->geo, (const om_geom *const *)all.list, all.count,
                                     OM_METRES, ret, err)
                     : OM_OK;
}

/* Polygons of `shape`, of those within `homes` where given, without what is empty. */
static om_status ground_within(const om_geom *shape, const om_geom *homes, const om_geom *empty,
                               om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) part = NULL;
    OM_AUTO(om_geom) polygons = NULL;
    OM_AUTO(om_geom) rest = NULL;
    if (homes)
        OM_TRY(om_geom_overlap(shape, homes, &part, err));
    OM_TRY(om_geom_polygons(homes ? part : shape, &polygons, err));
    if (empty)
        OM_TRY(om_geom_without(polygons, empty, &rest, err));
    return om_geom_polygons(empty ? rest : polygons, ret, err);
}

static bool meets(om_rect a, om_rect b)
{
    return a.min_x <= b.max_x && a.max_x >= b.min_x && a.min_y <= b.max_y && a.max_y >= b.min_y;
}

/*
 * The part of a unit within the districts, so that census units whose outlines stray from those of
 * the districts do not put people beyond them. NULL where it lies inside, or outside altogether.
 */
static om_status cut_by_districts(om_spread *spread, size_t number, om_geom **ret, om_error *err)
{
    const om_rect rect = spread->unit_rects[number];
    *ret = NULL;
    if (!spread->districts || !om_border_is_near(spread->district_border, rect))
        return OM_OK;
    const om_level *city = om_districts_city(spread->districts);
    __attribute__((cleanup(pieces_clear)))
    pieces parts = {om_memory_take(city->count, sizeof(om_geom *)), 0};
    double part_m2 = 0;
    for (size_t i = city->first; i < city->first + city->count; i++) {
        const om_geom *shape = om_districts_at(spread->districts, i)->shape;
        if (!meets(rect, om_geom_rect(shape)))
            continue;
        OM_TRY(om_geom_overlap(spread->units[number].shape, shape, &parts.list[parts.count], err));
        part_m2 += om_geom_area_m2(parts.list[parts.count++]);
    }
    return part_m2 > 0 ? om_geom_unite(spread->geo, (const om_geom *const *)parts.list, parts.count,
                                       OM_METRES, ret, err)
                       : OM_OK;
}

/* The ground of a unit that people live on: homes where they are known, else what is not empty. */
static om_status find_ground(om_spread *spread, size_t number, om_geom **ret, om_error *err)
{
    OM_AUTO(om_geom) within = NULL;
    OM_TRY(cut_by_districts(spread, number, &within, err));
    const om_geom *shape = within ? within : spread->units[number].shape;
    const om_rect rect = spread->unit_rects[number];
    OM_AUTO(om_geom) homes = NULL;
    OM_AUTO(om_geom) empty = NULL;
    OM_AUTO(om_geom) ground = NULL;
    OM_TRY(om_spread_unite_lands(spread, rect, is_home, NULL, &homes, err));
    OM_TRY(om_spread_unite_lands(spread, rect, is_empty, NULL, &empty, err));
    if (homes)
        OM_TRY(ground_within(shape, homes, empty, &ground, err));
    if (ground && om_geom_area_m2(ground) > 0) {
        *ret = OM_TAKE(ground);
        return OM_OK;
    }
    return ground_within(shape, NULL, empty, ret, err);
}

/* ---- Buildings ---- */

static void add_part(om_spread *spread, const om_house *of, size_t unit, om_xy at, double share)
{
    const om_lot lot = {.unit = unit,
                        .kind = OM_LOT_BUILDING,
                        .building = of->id,
                        .at = at,
                        .weight = of->floor_m2 * share,
                        .floor_m2 = of->floor_m2 * share,
                        .ground_m2 = of->ground_m2 * share};
    om_lots_add(&spread->lots, &lot);
}

/* Shares a building among the units that it stands in, by the area of its parts. */
static om_status share_building(om_spread *spread, const om_house *of, om_error *err)
{
    const size_t before = spread->lots.count;
    const om_rect rect = om_geom_rect(of->shape);
    if (!spread->overlaps && !om_border_is_near(spread->unit_border, rect)) {
        const size_t unit = om_border_find(spread->unit_border, of->at, 0, spread->unit_count);
        if (unit != OM_NO_SHAPE)
            add_part(spread, of, unit, of->at, 1);
    } else {
        const size_t count =
            om_index_find(spread->unit_index, rect, &spread->found, &spread->found_capacity);
        for (size_t i = 0; i < count; i++) {
            const size_t unit = spread->found[i];
            OM_AUTO(om_geom) part = NULL;
            om_xy at;
            OM_TRY(om_geom_overlap(of->shape, spread->units[unit].shape, &part, err));
            if (!(om_geom_area_m2(part) > 0))
                continue;
            OM_TRY(om_geom_point_inside(part, &at, err));
            add_part(spread, of, unit, at, om_geom_area_m2(part) / of->ground_m2);
        }
    }
    spread->in_no_unit += spread->lots.count == before;
    spread->dwellings_used += spread->lots.count > before;
    return OM_OK;
}

/* Whether people live in a building: by its kind, else by its ground. */
static om_status is_dwelling(om_spread *spread, const om_house *house, bool *ret, om_error *err)
{
    *ret = om_dwellings_of(spread->dwellings, "building", house->kind) != OM_NO_DWELLING;
    if (!*ret) {
        spread->no_dwellings++;
        return OM_OK;
    }
    const om_land *empty = NULL;
    if (!om_dwellings_knows(spread->dwellings, "building", house->kind))
        OM_TRY(om_spread_land_at(spread, house->at, is_empty, NULL, &empty, err));
    spread->on_empty_ground += empty != NULL;
    *ret = !empty;
    return OM_OK;
}

static om_status add_building(om_spread *spread, const om_rows *rows, om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_spread_shape(spread, rows, 3, &shape, err));
    const double ground_m2 = shape ? om_geom_area_m2(shape) : 0;
    if (!(ground_m2 > 0))
        return OM_OK;
    const double levels = om_rows_real(rows, 2);
    om_house house = {.id = om_arena_text(spread->arena, om_rows_text(rows, 0)),
                      .kind = om_rows_text(rows, 1),
                      .shape = shape,
                      .ground_m2 = ground_m2,
                      .floor_m2 = ground_m2 * (levels > 0 ? levels : spread->levels)};
    bool counts = false;
    OM_TRY(om_geom_point_inside(shape, &house.at, err));
    OM_TRY(om_spread_add_by_day(spread, &house, err));
    OM_TRY(is_dwelling(spread, &house, &counts, err));
    return counts ? share_building(spread, &house, err) : OM_OK;
}

om_status om_spread_add_buildings(om_spread *spread, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(spread->run, "building", &count, err));
    if (count == 0)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(spread->run->store, om_layer_find("building"), "id, kind, levels",
                              &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        OM_TRY(add_building(spread, rows, err));
    }
}

/* ---- Cells ---- */

/* Less of a cell, a square metre of a hectare, is the rounding of a border. */
#define LEAST_SHARE 1e-4

/* Lots as the cells of some ground come in. */
typedef struct cells {
    const om_grid *grid;
    const om_lot *model;
    om_lots *lots;
} cells;

static void add_run(void *user, const om_cell_run *run)
{
    const cells *of = user;
    for (uint32_t i = 0; i < run->count; i++) {
        const om_rect cell = om_grid_cell(of->grid, run->first + i, run->row);
        const double share = run->shares ? run->shares[i] : 1;
        const double area_m2 = share * of->grid->cell_m * of->grid->cell_m;
        if (share < LEAST_SHARE)
            continue;
        om_lot lot = *of->model;
        lot.kind = OM_LOT_CELL;
        lot.at = (om_xy){(cell.min_x + cell.max_x) / 2, (cell.min_y + cell.max_y) / 2};
        lot.weight = area_m2 * of->model->weight;
        lot.floor_m2 = NAN;
        lot.ground_m2 = area_m2;
        om_lots_add(of->lots, &lot);
    }
}

/* A point on the inhabited part of a cell that is not whole. */
static om_status move_inside(om_spread *spread, const om_geom *ground, om_lot *lot, om_error *err)
{
    const double half_m = spread->grid.cell_m / 2;
    const om_rect cell = {lot->at.x - half_m, lot->at.y - half_m, lot->at.x + half_m,
                          lot->at.y + half_m};
    OM_AUTO(om_geom) part = NULL;
    OM_AUTO(om_geom) inside = NULL;
    OM_TRY(om_geom_clip(ground, cell, &part, err));
    OM_TRY(om_geom_polygons(part, &inside, err));
    return om_geom_is_empty(inside) ? OM_OK : om_geom_point_inside(inside, &lot->at, err);
}

om_status om_spread_add_ground(om_spread *spread, const om_geom *ground, const om_lot *model,
                               om_lots *lots, om_error *err)
{
    const size_t before = lots->count;
    const double whole_m2 = spread->cell_m * spread->cell_m;
    cells of = {&spread->grid, model, lots};
    OM_TRY(om_fractions_find(spread->fractions, ground, add_run, &of, err));
    for (size_t i = before; i < lots->count; i++)
        if (lots->list[i].ground_m2 < whole_m2)
            OM_TRY(move_inside(spread, ground, &lots->list[i], err));
    return OM_OK;
}

om_status om_spread_add_cells(om_spread *spread, size_t unit, om_error *err)
{
    OM_AUTO(om_geom) ground = NULL;
    OM_TRY(find_ground(spread, unit, &ground, err));
    if (!(om_geom_area_m2(ground) > 0))
        return OM_OK;
    const om_lot model = {.unit = unit, .weight = 1};
    return om_spread_add_ground(spread, ground, &model, &spread->lots, err);
}

/* The analysis "population_ground": declaration, census units and the order of the steps. */
#include "engine/analysis/population_ground.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/population.h"
#include "engine/base/memory.h"

/* Units that share more than this of the smaller one's area overlap. */
#define OVERLAP_SHARE 1e-3

/* More people than on earth are an error, and would not be divided exactly. */
#define MOST_PEOPLE 8e9

om_status om_spread_shape(om_spread *spread, const om_rows *rows, int column, om_geom **ret,
                          om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, column, &shape, err));
    if (shape && !om_geom_is_valid(shape, NULL)) {
        om_geom *repaired = NULL;
        OM_TRY(om_geom_repair(shape, &repaired, err));
        om_geom_free(shape);
        shape = repaired;
        spread->repaired++;
    }
    *ret = OM_TAKE(shape);
    return OM_OK;
}

void om_lots_add(om_lots *lots, const om_lot *lot)
{
    lots->list = om_memory_grow(lots->list, lots->count + 1, &lots->capacity, sizeof *lots->list);
    lots->list[lots->count++] = *lot;
}

/* ---- Census units ---- */

static om_status read_unit(om_spread *spread, const om_rows *rows, om_error *err)
{
    om_unit *unit = &spread->units[spread->unit_count];
    OM_AUTO(om_geom) shape = NULL;
    unit->id = om_arena_text(spread->arena, om_rows_text(rows, 0));
    unit->people = om_rows_real(rows, 1);
    if (!(unit->people >= 0 && unit->people <= MOST_PEOPLE))
        return om_fail(err, OM_ERR_DATA, "population %s has %g people", unit->id, unit->people);
    OM_TRY(om_spread_shape(spread, rows, 2, &shape, err));
    if (!shape || om_geom_is_empty(shape))
        return om_fail(err, OM_ERR_DATA, "population %s has no place", unit->id);
    OM_TRY(om_geom_point_inside(shape, &unit->at, err));
    spread->unit_rects[spread->unit_count] = (om_rect){1, 1, -1, -1};
    if (om_geom_area_m2(shape) > 0) {
        OM_TRY(om_geom_polygons(shape, &unit->shape, err));
        spread->unit_rects[spread->unit_count] = om_geom_rect(shape);
    } else {
        OM_AUTO(om_geom) stored = NULL;
        OM_TRY(om_rows_geom(rows, 2, &stored, err));
        OM_TRY(om_geom_point_inside(stored, &unit->stored, err));
    }
    spread->unit_count++;
    return OM_OK;
}

static om_status read_units(om_spread *spread, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(spread->run, "population", &count, err));
    spread->units = OM_ARENA_ARRAY(spread->arena, om_unit, (size_t)count);
    spread->unit_rects = OM_ARENA_ARRAY(spread->arena, om_rect, (size_t)count);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(spread->run->store, om_layer_find("population"), "id, people", &rows,
                              err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && spread->unit_count < (size_t)count) {
        OM_TRY(read_unit(spread, rows, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

/* Outlines of the units with area; a point gets an empty shape, so that numbers stay the same. */
static om_status index_units(om_spread *spread, om_error *err)
{
    const om_geom **shapes = OM_ARENA_ARRAY(spread->arena, const om_geom *, spread->unit_count);
    OM_AUTO(om_geom) empty = NULL;
    OM_TRY(om_geom_of_parts(spread->geo, NULL, 0, OM_METRES, &empty, err));
    for (size_t i = 0; i < spread->unit_count; i++)
        shapes[i] = spread->units[i].shape ? spread->units[i].shape : empty;
    OM_TRY(om_index_open(spread->geo, spread->unit_rects, spread->unit_count, &spread->unit_index,
                         err));
    return om_border_open(spread->geo, shapes, spread->unit_count, &spread->unit_border, err);
}

static om_status read_districts(om_spread *spread, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(spread->run, "district", &count, err));
    if (count == 0)
        return OM_OK;
    OM_TRY(om_districts_read(spread->run->store, &spread->districts, err));
    const om_level *city = om_districts_city(spread->districts);
    const om_geom **shapes = OM_ARENA_ARRAY(spread->arena, const om_geom *, city->count);
    for (size_t i = 0; i < city->count; i++)
        shapes[i] = om_districts_at(spread->districts, city->first + i)->shape;
    return om_border_open(spread->geo, shapes, city->count, &spread->district_border, err);
}

/* What the run tells of overlapping units. */
typedef struct overlaps {
    size_t pairs;
    double m2;
    const om_unit *one, *other; /* the first */
} overlaps;

static om_status overlap_with_later(om_spread *spread, size_t number, overlaps *told, om_error *err)
{
    const om_unit *unit = &spread->units[number];
    const size_t count = om_index_find(spread->unit_index, spread->unit_rects[number],
                                       &spread->found, &spread->found_capacity);
    for (size_t i = 0; i < count; i++) {
        const om_unit *other = &spread->units[spread->found[i]];
        OM_AUTO(om_geom) both = NULL;
        if (spread->found[i] <= number)
            continue;
        OM_TRY(om_geom_overlap(unit->shape, other->shape, &both, err));
        const double smaller_m2 = fmin(om_geom_area_m2(unit->shape), om_geom_area_m2(other->shape));
        const double overlap_m2 = om_geom_area_m2(both);
        if (!(overlap_m2 > OVERLAP_SHARE * smaller_m2))
            continue;
        if (told->pairs++ == 0) {
            told->one = unit;
            told->other = other;
        }
        told->m2 += overlap_m2;
    }
    return OM_OK;
}

static om_status find_overlaps(om_spread *spread, om_error *err)
{
    overlaps told = {0};
    for (size_t i = 0; i < spread->unit_count; i++)
        if (spread->units[i].shape)
            OM_TRY(overlap_with_later(spread, i, &told, err));
    spread->overlaps = told.pairs > 0;
    om_json_put_integer(spread->report, "units_overlapping_pairs", (int64_t)told.pairs);
    if (told.pairs)
        om_run_notice(
            spread->run,
            "%zu pairs of census units overlap by %.0f m2 in all, such as %s and %s: each "
            "keeps its people, and a building in both houses people of both",
            told.pairs, told.m2, told.one->id, told.other->id);
    return OM_OK;
}

/* ---- The grid ---- */

/* More are refused: a cell too small for the country, or a wrong unit. */
#define MOST_CELLS 2e7

static om_status open_grid(om_spread *spread, om_error *err)
{
    om_rect all = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    double area_m2 = 0;
    for (size_t i = 0; i < spread->unit_count; i++) {
        const om_unit *unit = &spread->units[i];
        const om_rect point = {unit->at.x, unit->at.y, unit->at.x, unit->at.y};
        const om_rect rect = unit->shape ? spread->unit_rects[i] : point;
        area_m2 += unit->shape ? om_geom_area_m2(unit->shape) : 0;
        all = (om_rect){fmin(all.min_x, rect.min_x), fmin(all.min_y, rect.min_y),
                        fmax(all.max_x, rect.max_x), fmax(all.max_y, rect.max_y)};
    }
    if (area_m2 > MOST_CELLS * spread->cell_m * spread->cell_m)
        return om_fail(err, OM_ERR_RANGE,
                       "cell_m %g makes %.3g cells of %.3g km2 of census units, more than %.3g",
                       spread->cell_m, area_m2 / spread->cell_m / spread->cell_m, area_m2 / 1e6,
                       MOST_CELLS);
    OM_TRY(om_grid_around(all, spread->cell_m, &spread->grid, err));
    spread->fractions = om_fractions_new(&spread->grid);
    return OM_OK;
}

/* ---- Order of the steps ---- */

/* Lots of a unit in one order whatever they were found in: buildings by id, cells from the south.
 */
static int by_unit(const void *left, const void *right)
{
    const om_lot *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->building && b->building)
        return strcmp(a->building, b->building);
    if (a->at.y != b->at.y)
        return a->at.y < b->at.y ? -1 : 1;
    return (a->at.x > b->at.x) - (a->at.x < b->at.x);
}

static void sort_lots(om_spread *spread)
{
    if (spread->lots.count)
        qsort(spread->lots.list, spread->lots.count, sizeof *spread->lots.list, by_unit);
}

/* Units without a dwelling get cells, units without those themselves. */
static om_status fill_units(om_spread *spread, om_error *err)
{
    const size_t housed = spread->lots.count;
    size_t next = 0;
    sort_lots(spread);
    for (size_t i = 0; i < spread->unit_count; i++) {
        const om_unit *unit = &spread->units[i];
        const size_t before = spread->lots.count;
        const bool has_buildings = next < housed && spread->lots.list[next].unit == i;
        while (next < housed && spread->lots.list[next].unit == i)
            next++;
        if (has_buildings || !(unit->people > 0))
            continue;
        if (unit->shape)
            OM_TRY(om_spread_add_cells(spread, i, err));
        if (spread->lots.count == before)
            om_lots_add(&spread->lots, &(om_lot){.unit = i,
                                                 .kind = OM_LOT_UNIT,
                                                 .at = unit->at,
                                                 .weight = 1,
                                                 .floor_m2 = NAN,
                                                 .ground_m2 = NAN});
    }
    /* Each unit has one kind of lots, in order: sorting by unit keeps them together. */
    sort_lots(spread);
    return OM_OK;
}

static om_status run_steps(om_spread *spread, om_error *err)
{
    const om_run *run = spread->run;
    spread->levels = om_settings_number(run->settings, "levels");
    spread->cell_m = om_settings_number(run->settings, "cell_m");
    OM_TRY(om_dwellings_open(&spread->dwellings, err));
    OM_TRY(om_day_uses_open(&spread->uses, err));
    OM_TRY(om_run_tell(run, "population_ground", 0, 4, "steps", err));
    OM_TRY(read_units(spread, err));
    OM_TRY(index_units(spread, err));
    OM_TRY(find_overlaps(spread, err));
    OM_TRY(read_districts(spread, err));
    OM_TRY(open_grid(spread, err));
    OM_TRY(om_run_tell(run, "population_ground", 1, 4, "steps", err));
    OM_TRY(om_spread_read_lands(spread, err));
    OM_TRY(om_spread_add_buildings(spread, err));
    OM_TRY(om_run_tell(run, "population_ground", 2, 4, "steps", err));
    OM_TRY(fill_units(spread, err));
    OM_TRY(om_run_tell(run, "population_ground", 3, 4, "steps", err));
    OM_TRY(om_spread_write(spread, err));
    OM_TRY(om_spread_write_day(spread, err));
    OM_TRY(om_population_note(run->store, err));
    return om_run_tell(run, "population_ground", 4, 4, "steps", err);
}

static void spread_clear(om_spread *spread)
{
    for (size_t i = 0; i < spread->unit_count; i++)
        om_geom_free(spread->units[i].shape);
    for (size_t i = 0; i < spread->land_count; i++)
        om_geom_free(spread->lands[i].shape);
    om_index_free(spread->unit_index);
    om_border_free(spread->unit_border);
    om_index_free(spread->land_index);
    om_districts_free(spread->districts);
    om_border_free(spread->district_border);
    om_fractions_free(spread->fractions);
    om_dwellings_free(spread->dwellings);
    om_day_uses_free(spread->uses);
    free(spread->lands);
    free(spread->lots.list);
    free(spread->day.list);
    free(spread->found);
    om_arena_free(spread->arena);
}

static om_status run_population_ground(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(spread_clear))) om_spread spread = {
        .run = run, .report = report, .arena = om_arena_new(), .geo = om_store_geo(run->store)};
    return run_steps(&spread, err);
}

static const om_input inputs[] = {
    {"population", true, "the census units whose people are spread"},
    {"building", false, "dwellings that people live in, and where they are by day"},
    {"landuse", false, "homes, ground where nobody lives, and where people are by day"},
    {"water", false, "ground where nobody lives"},
    {"district", false, "people of a unit that reaches beyond the districts live within them"},
    {0},
};

static const om_setting settings[] = {
    {"cell_m", "m", OM_SETTING_NUMBER, "100", 5, 10000, NULL,
     "Cell of the grid that takes the people of a unit without dwellings, and that density is of."},
    {"levels", "storeys", OM_SETTING_NUMBER, "2", 0.5, 100, NULL,
     "Storeys of a building that does not tell its own."},
    {0},
};

static const char *const outputs[] = {"population_place", "population_day", NULL};
static const char *const standards[] = {"standards/dwelling_kinds.csv", "standards/day_uses.csv",
                                        NULL};

extern const om_analysis om_analysis_population_ground;
const om_analysis om_analysis_population_ground = {
    .name = "population_ground",
    .title = "People on the ground",
    .title_zh = "人口空间分布",
    .summary = "Spreads the people of census units over their dwellings, else their inhabited "
               "ground, and by day over homes, work, schools and shops; none is lost.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_population_ground,
};

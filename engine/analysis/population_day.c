/* Where the people of a city are by day: at home, and where they work, learn, are cared for, visit.
 */
#include <math.h>
#include <string.h>

#include "engine/analysis/people.h"
#include "engine/analysis/population_density.h"
#include "engine/base/memory.h"

/* ---- Uses ---- */

om_status om_spread_day_use(const om_spread *spread, const char *layer, const char *kind,
                            size_t *ret_use, double *ret_weight, om_error *err)
{
    const char *use = om_dwellings_by_day(spread->dwellings, layer, kind, ret_weight);
    *ret_use = use ? om_day_uses_find(spread->uses, use) : OM_NO_USE;
    if (use && *ret_use == OM_NO_USE)
        return om_fail(err, OM_ERR_DATA,
                       "standards/dwelling_kinds.csv: %s %s is of use '%s', which "
                       "standards/day_uses.csv does not know",
                       layer, kind ? kind : "*", use);
    if (*ret_use == 0)
        *ret_use = OM_NO_USE; /* who is at home by day is where they live */
    return OM_OK;
}

static bool has_use(const om_land *land, const om_land *like)
{
    (void)like;
    return land->day_use != OM_NO_USE;
}

/* ---- Buildings ---- */

om_status om_spread_add_by_day(om_spread *spread, const om_house *house, om_error *err)
{
    size_t use = OM_NO_USE;
    double weight = 1;
    if (om_dwellings_knows(spread->dwellings, "building", house->kind)) {
        OM_TRY(om_spread_day_use(spread, "building", house->kind, &use, &weight, err));
    } else {
        const om_land *land = NULL;
        OM_TRY(om_spread_land_at(spread, house->at, has_use, NULL, &land, err));
        use = land ? land->day_use : OM_NO_USE;
        weight = land ? land->day_weight : 1;
    }
    if (use != OM_NO_USE)
        om_lots_add(&spread->day, &(om_lot){.kind = OM_LOT_BUILDING,
                                            .building = house->id,
                                            .at = house->at,
                                            .weight = house->floor_m2 * weight,
                                            .floor_m2 = house->floor_m2,
                                            .ground_m2 = house->ground_m2,
                                            .use = use});
    return OM_OK;
}

/* ---- Ground ---- */

static bool is_alike(const om_land *land, const om_land *like)
{
    return land->day_use == like->day_use && land->day_weight == like->day_weight;
}

static om_rect whole_grid(const om_grid *grid)
{
    return (om_rect){grid->origin.x, grid->origin.y, grid->origin.x + grid->columns * grid->cell_m,
                     grid->origin.y + grid->rows * grid->cell_m};
}

/* The first land of a use among those behind `after` that is weighted as none before it. */
static size_t next_weight(const om_spread *spread, size_t use, size_t after)
{
    for (size_t i = after; i < spread->land_count; i++) {
        size_t same = 0;
        if (spread->lands[i].day_use != use)
            continue;
        while (!is_alike(&spread->lands[same], &spread->lands[i]))
            same++;
        if (same == i)
            return i;
    }
    return spread->land_count;
}

/* Cells of all ground of a use; ground of several lands counts once. */
static om_status add_ground(om_spread *spread, size_t use, om_error *err)
{
    const om_rect near = whole_grid(&spread->grid);
    for (size_t i = next_weight(spread, use, 0); i < spread->land_count;
         i = next_weight(spread, use, i + 1)) {
        const om_lot model = {.use = use, .weight = spread->lands[i].day_weight};
        OM_AUTO(om_geom) ground = NULL;
        OM_TRY(om_spread_unite_lands(spread, near, is_alike, &spread->lands[i], &ground, err));
        if (ground)
            OM_TRY(om_spread_add_ground(spread, ground, &model, &spread->day, err));
    }
    return OM_OK;
}

static bool has_building(const om_spread *spread, size_t buildings, size_t use)
{
    for (size_t i = 0; i < buildings; i++)
        if (spread->day.list[i].use == use)
            return true;
    return false;
}

/* ---- Where they lie ---- */

/* Leaves out what lies in no census unit: the people of the neighbouring city are not known. */
static void keep_in_units(om_spread *spread)
{
    bool has_areas = false;
    size_t kept = 0;
    for (size_t i = 0; i < spread->unit_count; i++)
        has_areas |= spread->units[i].shape != NULL;
    for (size_t i = 0; i < spread->day.count; i++) {
        om_lot lot = spread->day.list[i];
        lot.unit = om_border_find(spread->unit_border, lot.at, 0, spread->unit_count);
        if (lot.unit != OM_NO_SHAPE || !has_areas)
            spread->day.list[kept++] = lot;
    }
    spread->day_in_no_unit = spread->day.count - kept;
    spread->day.count = kept;
}

static int by_use(const void *left, const void *right)
{
    const om_lot *a = left, *b = right;
    if (a->use != b->use)
        return a->use < b->use ? -1 : 1;
    if (a->building && b->building)
        return strcmp(a->building, b->building);
    if (a->at.y != b->at.y)
        return a->at.y < b->at.y ? -1 : 1;
    return (a->at.x > b->at.x) - (a->at.x < b->at.x);
}

/* Who is at home by day, by who lives there. */
static void add_homes(om_spread *spread)
{
    for (size_t i = 0; i < spread->lots.count; i++) {
        om_lot lot = spread->lots.list[i];
        lot.weight = lot.people;
        lot.use = 0;
        if (lot.people > 0)
            om_lots_add(&spread->day, &lot);
    }
}

static om_status find_lots(om_spread *spread, om_error *err)
{
    keep_in_units(spread);
    const size_t in_no_unit = spread->day_in_no_unit, buildings = spread->day.count;
    for (size_t use = 1; use < om_day_uses_count(spread->uses); use++)
        if (!has_building(spread, buildings, use))
            OM_TRY(add_ground(spread, use, err));
    keep_in_units(spread);
    spread->day_in_no_unit = in_no_unit;
    add_homes(spread);
    if (spread->day.count)
        qsort(spread->day.list, spread->day.count, sizeof *spread->day.list, by_use);
    return OM_OK;
}

/* ---- Dividing ---- */

/* One use, and which lots are its. */
typedef struct part {
    double share, people;
    size_t from, to;
} part;

/* Lots of each use; the share of a use without any goes home. */
static void find_parts(const om_spread *spread, part *parts)
{
    size_t next = 0;
    for (size_t u = 0; u < om_day_uses_count(spread->uses); u++) {
        parts[u].from = next;
        while (next < spread->day.count && spread->day.list[next].use == u)
            next++;
        parts[u].to = next;
        parts[next > parts[u].from ? u : 0].share += om_day_uses_at(spread->uses, u)->share;
    }
}

static void divide_part(om_spread *spread, const part *of)
{
    const size_t count = of->to - of->from;
    OM_AUTO_MEMORY double *weights = om_memory_take(count, sizeof *weights);
    OM_AUTO_MEMORY double *people = om_memory_take(count, sizeof *people);
    for (size_t i = 0; i < count; i++)
        weights[i] = spread->day.list[of->from + i].weight;
    om_people_divide(of->people, weights, count, people);
    for (size_t i = 0; i < count; i++)
        spread->day.list[of->from + i].people = people[i];
}

static void divide_day(om_spread *spread, part *parts)
{
    const size_t count = om_day_uses_count(spread->uses);
    OM_AUTO_MEMORY double *shares = om_memory_take(count, sizeof *shares);
    OM_AUTO_MEMORY double *people = om_memory_take(count, sizeof *people);
    double all = 0;
    for (size_t i = 0; i < spread->unit_count; i++)
        all += spread->units[i].people;
    for (size_t u = 0; u < count; u++)
        shares[u] = parts[u].share;
    om_people_divide(all, shares, count, people);
    for (size_t u = 0; u < count; u++) {
        parts[u].people = people[u];
        if (parts[u].to > parts[u].from)
            divide_part(spread, &parts[u]);
    }
}

/* ---- Writing ---- */

static om_status write_lot(om_spread *spread, om_table *table, const om_lot *lot, size_t number,
                           double density_per_ha, om_error *err)
{
    const char *use = om_day_uses_at(spread->uses, lot->use)->name;
    OM_AUTO(om_geom) point = NULL;
    OM_AUTO_TEXT id = {0};
    const om_value values[] = {
        om_value_real(lot->people),
        om_value_text(lot->unit == OM_NO_SHAPE ? NULL : spread->units[lot->unit].id),
        om_value_text(use),
        om_value_text(om_lot_kinds[lot->kind]),
        om_value_text(lot->building),
        om_value_real(lot->floor_m2),
        om_value_real(lot->ground_m2),
        om_value_real(density_per_ha),
    };
    OM_TRY(om_spread_point(spread, lot, &point, err));
    om_text_add_format(&id, "%s/%zu", use, number);
    return om_table_add(table, id.bytes, values, point, err);
}

static om_status write_lots(om_spread *spread, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_AUTO(om_densities) densities = om_densities_new(&spread->grid, &spread->day);
    size_t number = 0;
    OM_TRY(om_run_output(spread->run, "population_day", &table, err));
    for (size_t i = 0; i < spread->day.count; i++) {
        const om_lot *lot = &spread->day.list[i];
        number = i && lot->use == spread->day.list[i - 1].use ? number + 1 : 1;
        if (lot->people > 0)
            OM_TRY(write_lot(spread, table, lot, number, om_densities_at(densities, lot->at), err));
    }
    return OM_OK;
}

static void tell(const om_spread *spread, const part *parts)
{
    om_json *by_day = om_json_put(spread->report, "by_day", om_json_object_new());
    for (size_t u = 0; u < om_day_uses_count(spread->uses); u++) {
        const om_day_use *use = om_day_uses_at(spread->uses, u);
        om_json *of = om_json_put(by_day, use->name, om_json_object_new());
        om_json_put_number(of, "people", parts[u].people);
        om_json_put_integer(of, "places", (int64_t)(parts[u].to - parts[u].from));
        if (u > 0 && use->share > 0 && parts[u].from == parts[u].to)
            om_run_notice(spread->run,
                          "no building and no ground of use '%s' is known: its %g %% of the people "
                          "stay at home by day",
                          use->name, 100 * use->share);
    }
    om_json_put_integer(spread->report, "buildings_by_day_in_no_unit",
                        (int64_t)spread->day_in_no_unit);
}

om_status om_spread_write_day(om_spread *spread, om_error *err)
{
    OM_AUTO_MEMORY part *parts = om_memory_take(om_day_uses_count(spread->uses), sizeof *parts);
    OM_TRY(find_lots(spread, err));
    find_parts(spread, parts);
    if (spread->day.count)
        divide_day(spread, parts);
    OM_TRY(write_lots(spread, err));
    tell(spread, parts);
    return OM_OK;
}

/* Divides the people of each unit, and writes where they are. */
#include <math.h>

#include "engine/analysis/people.h"
#include "engine/analysis/population_density.h"
#include "engine/base/memory.h"

const char *const om_lot_kinds[] = {
    [OM_LOT_BUILDING] = "building", [OM_LOT_CELL] = "cell", [OM_LOT_UNIT] = "unit"};

/* What the run tells of one kind of places. */
typedef struct total {
    size_t units, places;
    double people;
} total;

/* ---- Dividing ---- */

static void divide(om_spread *spread, size_t from, size_t to)
{
    OM_AUTO_MEMORY double *weights = om_memory_take(to - from, sizeof *weights);
    OM_AUTO_MEMORY double *people = om_memory_take(to - from, sizeof *people);
    for (size_t i = from; i < to; i++)
        weights[i - from] = spread->lots.list[i].weight;
    om_people_divide(spread->units[spread->lots.list[from].unit].people, weights, to - from,
                     people);
    for (size_t i = from; i < to; i++)
        spread->lots.list[i].people = people[i - from];
}

static void divide_all(om_spread *spread, total totals[3])
{
    for (size_t from = 0, to = 0; from < spread->lots.count; from = to) {
        const om_lot *first = &spread->lots.list[from];
        while (to < spread->lots.count && spread->lots.list[to].unit == first->unit)
            to++;
        divide(spread, from, to);
        totals[first->kind].units++;
        totals[first->kind].people += spread->units[first->unit].people;
    }
}

/* ---- Writing ---- */

om_status om_spread_point(const om_spread *spread, const om_lot *lot, om_geom **ret, om_error *err)
{
    const om_transform *to_degrees = NULL;
    om_xy at = lot->at;
    OM_TRY(om_store_to_degrees(spread->run->store, &to_degrees, err));
    OM_TRY(om_transform_points(to_degrees, &at, 1, err));
    if (lot->kind == OM_LOT_UNIT && !spread->units[lot->unit].shape)
        at = spread->units[lot->unit].stored;
    return om_geom_of_point(spread->geo, at, OM_DEGREES, ret, err);
}

static om_status write_lot(om_spread *spread, om_table *table, const om_lot *lot, size_t number,
                           double density_per_ha, om_error *err)
{
    const om_unit *unit = &spread->units[lot->unit];
    OM_AUTO(om_geom) point = NULL;
    OM_AUTO_TEXT id = {0};
    const om_value values[] = {
        om_value_real(lot->people),
        om_value_text(unit->id),
        om_value_text(om_lot_kinds[lot->kind]),
        om_value_text(lot->building),
        om_value_real(lot->floor_m2),
        om_value_real(lot->ground_m2),
        om_value_real(density_per_ha),
    };
    OM_TRY(om_spread_point(spread, lot, &point, err));
    om_text_add_format(&id, "%s/%zu", unit->id, number);
    return om_table_add(table, id.bytes, values, point, err);
}

static om_status write_lots(om_spread *spread, total totals[3], om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_AUTO(om_densities) densities = om_densities_new(&spread->grid, &spread->lots);
    size_t number = 0;
    OM_TRY(om_run_output(spread->run, "population_place", &table, err));
    for (size_t i = 0; i < spread->lots.count; i++) {
        const om_lot *lot = &spread->lots.list[i];
        number = i && lot->unit == spread->lots.list[i - 1].unit ? number + 1 : 1;
        if (!(lot->people > 0))
            continue;
        totals[lot->kind].places++;
        OM_TRY(write_lot(spread, table, lot, number, om_densities_at(densities, lot->at), err));
    }
    return OM_OK;
}

/* ---- Telling ---- */

static void report_totals(om_spread *spread, const total totals[3])
{
    double people = 0;
    size_t empty = 0;
    for (size_t i = 0; i < spread->unit_count; i++) {
        people += spread->units[i].people;
        empty += !(spread->units[i].people > 0);
    }
    om_json_put_integer(spread->report, "units", (int64_t)spread->unit_count);
    om_json_put_integer(spread->report, "units_without_people", (int64_t)empty);
    om_json_put_number(spread->report, "people", people);
    for (size_t i = 0; i < 3; i++) {
        om_json *of = om_json_put(spread->report, om_lot_kinds[i], om_json_object_new());
        om_json_put_integer(of, "units", (int64_t)totals[i].units);
        om_json_put_integer(of, "places", (int64_t)totals[i].places);
        om_json_put_number(of, "people", totals[i].people);
    }
    om_json_put_integer(spread->report, "dwellings", (int64_t)spread->dwellings_used);
    om_json_put_integer(spread->report, "buildings_nobody_lives_in", (int64_t)spread->no_dwellings);
    om_json_put_integer(spread->report, "buildings_on_ground_nobody_lives_on",
                        (int64_t)spread->on_empty_ground);
    om_json_put_integer(spread->report, "dwellings_in_no_unit", (int64_t)spread->in_no_unit);
}

static void tell_fallbacks(const om_spread *spread, const total totals[3])
{
    size_t points = 0, areas = 0;
    const om_unit *example = NULL;
    for (size_t i = 0; i < spread->lots.count; i++) {
        const om_lot *lot = &spread->lots.list[i];
        if (lot->kind != OM_LOT_UNIT)
            continue;
        const om_unit *unit = &spread->units[lot->unit];
        points += unit->shape == NULL;
        areas += unit->shape != NULL;
        example = example || !unit->shape ? example : unit;
    }
    if (points)
        om_run_notice(spread->run, "%zu census units are points: their people stay there", points);
    if (areas)
        om_run_notice(spread->run,
                      "%zu census units have people but no dwelling and no ground to live on, such "
                      "as %s: their people stand at a point inside",
                      areas, example->id);
    if (totals[OM_LOT_BUILDING].units && totals[OM_LOT_CELL].units)
        om_run_notice(spread->run,
                      "%zu census units have no dwelling: their %.0f people are spread over their "
                      "ground",
                      totals[OM_LOT_CELL].units, totals[OM_LOT_CELL].people);
    if (spread->repaired)
        om_run_notice(spread->run, "%zu shapes that cross themselves were repaired",
                      spread->repaired);
}

om_status om_spread_write(om_spread *spread, om_error *err)
{
    total totals[3] = {0};
    divide_all(spread, totals);
    OM_TRY(write_lots(spread, totals, err));
    report_totals(spread, totals);
    tell_fallbacks(spread, totals);
    return OM_OK;
}

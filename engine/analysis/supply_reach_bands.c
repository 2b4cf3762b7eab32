/* Writes the ground by minutes from the order to the hand-over. */
#include <math.h>

#include "engine/analysis/band_minutes.h"
#include "engine/analysis/reach.h"
#include "engine/analysis/supply_depots.h"
#include "engine/analysis/supply_reach.h"

/* All that is reached by `minutes`; the area of the band before it is within. */
static om_status write_band(om_supply *supply, om_table *table, om_field *field, double minutes,
                            double before_min, double *before_m2, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_AUTO_OUTLINE outline = {0};
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_geom) stored = NULL;
    om_field_outline(field, 60 * minutes, NULL, &outline);
    OM_TRY(om_reach_shape(om_store_geo(supply->run->store), &outline, &shape, err));
    const double area_m2 = om_geom_area_m2(shape);
    /* Less than a cell is below what the picture can tell. */
    if (area_m2 < supply->cell_m * supply->cell_m)
        return OM_OK;
    OM_TRY(om_store_to_degrees(supply->run->store, &to_degrees, err));
    OM_TRY(om_geom_transform(shape, to_degrees, OM_DEGREES, &stored, err));
    const om_value values[] = {om_value_real(minutes), om_value_real(before_min),
                               om_value_real(area_m2), om_value_real(area_m2 - *before_m2)};
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "min/%g", minutes);
    *before_m2 = area_m2;
    return om_table_add(table, id.bytes, values, stored, err);
}

om_status om_supply_write_bands(om_supply *supply, om_ground *ground, const om_supply_group *any,
                                om_error *err)
{
    double minutes[OM_MOST_BANDS], before_m2 = 0;
    size_t count = 0;
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_band_minutes_read(supply->run, OM_DEPOT_MOST_MIN, minutes, &count, err));
    OM_TRY(om_run_output(supply->run, "supply_reach_band", &table, err));
    if (count == 0)
        return OM_OK;
    OM_AUTO(om_field) field = om_field_new(ground);
    OM_TRY(om_search_run(supply->search, any->starts, any->count, INFINITY, err));
    om_field_fill(field, supply->search, 60 * minutes[0]);
    for (size_t i = count; i-- > 0;) {
        const double before_min = i + 1 < count ? minutes[i + 1] : 0;
        OM_TRY(write_band(supply, table, field, minutes[i], before_min, &before_m2, err));
    }
    return OM_OK;
}

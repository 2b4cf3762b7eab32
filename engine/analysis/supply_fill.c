/* Shares stock among those who miss it. */
#include "engine/analysis/supply_fill.h"

#include <math.h>

double om_fill_missing(const om_fill *town)
{
    return fmax(town->need - town->from_own - town->from_district - town->from_city, 0);
}

/* Which share of what is missing a stock does for, 0..1. */
static double share_of(double stock, double missing)
{
    return missing > 0 ? fmin(stock / missing, 1) : 0;
}

static void fill_from_districts(om_fill *towns, size_t count, om_fill_stock *stock, om_arena *arena)
{
    double *missing = OM_ARENA_ARRAY(arena, double, stock->district_count);
    for (size_t i = 0; i < count; i++)
        if (towns[i].district < stock->district_count)
            missing[towns[i].district] += om_fill_missing(&towns[i]);
    for (size_t i = 0; i < count; i++) {
        const size_t district = towns[i].district;
        if (district < stock->district_count)
            towns[i].from_district =
                om_fill_missing(&towns[i]) * share_of(stock->district[district], missing[district]);
    }
    for (size_t d = 0; d < stock->district_count; d++)
        stock->district[d] = fmax(stock->district[d] - missing[d], 0);
}

void om_supply_fill(om_fill *towns, size_t count, om_fill_stock *stock, om_arena *arena)
{
    double missing = 0;
    for (size_t i = 0; i < count; i++) {
        towns[i].from_own = fmin(towns[i].own, towns[i].need);
        towns[i].from_district = towns[i].from_city = 0;
    }
    fill_from_districts(towns, count, stock, arena);
    for (size_t i = 0; i < count; i++)
        missing += om_fill_missing(&towns[i]);
    const double share = share_of(stock->city, missing);
    for (size_t i = 0; i < count; i++)
        towns[i].from_city = om_fill_missing(&towns[i]) * share;
    stock->city = fmax(stock->city - missing, 0);
}

/* Fills needs item by item, and writes what is met. */
#include <math.h>

#include "engine/analysis/supply_stock.h"

/* What is written of one district, or the city, and one item. */
typedef struct figures {
    double people, in_need, need, own, from_district, from_city, missing;
    double surplus; /* own stock that is not needed: it makes days longer */
} figures;

/* The worst item of a district so far. */
typedef struct worst {
    double fill_rate, days;
} worst;

/* Who a row is about; the city has no shape. */
typedef struct subject {
    const char *code, *name, *level;
    const om_geom *stored;
} subject;

/* Where the figures go. */
typedef struct target {
    om_table *table;
    om_json *city, *districts;
    worst *worst; /* one a district of any level, and the city's */
} target;

static void add_figures(figures *sum, const figures *part)
{
    sum->people += part->people;
    sum->in_need += part->in_need;
    sum->need += part->need;
    sum->own += part->own;
    sum->from_district += part->from_district;
    sum->from_city += part->from_city;
    sum->missing += part->missing;
    sum->surplus += part->surplus;
}

/* ---- Writing ---- */

static double fill_rate_of(const figures *of)
{
    return of->need > 0 ? (of->own + of->from_district + of->from_city) / of->need : (double)NAN;
}

static double days_of(const om_need *need, const figures *of)
{
    const double stock = of->own + of->surplus + of->from_district + of->from_city;
    const double a_day = om_need_of(need, of->in_need, 1);
    return need->by_day && a_day > 0 ? stock / a_day : (double)NAN;
}

static om_status write_row(const target *to, const subject *about, const char *item,
                           const om_value *rest, om_error *err)
{
    om_value values[14] = {om_value_text(about->code), om_value_text(about->name),
                           om_value_text(about->level), om_value_text(item)};
    for (size_t i = 4; i < 14; i++)
        values[i] = rest[i - 4];
    OM_AUTO_TEXT id = {0};
    om_text_add_format(&id, "%s/%s/%s", about->level, about->code, item);
    return om_table_add(to->table, id.bytes, values, about->stored, err);
}

static void tell_row(om_json *list, const subject *about, const char *item, const figures *of,
                     worst got)
{
    om_json *told = om_json_add(list, om_json_object_new());
    om_json_put_text(told, "code", about->code);
    om_json_put_text(told, "name", about->name);
    om_json_put_text(told, "level", about->level);
    om_json_put_text(told, "item", item);
    om_json_put_number(told, "people_in_need", of->in_need);
    om_json_put_number(told, "need", of->need);
    om_json_put_number(told, "own", of->own);
    om_json_put_number(told, "from_district", of->from_district);
    om_json_put_number(told, "from_city", of->from_city);
    om_json_put_number(told, "missing", of->missing);
    om_json_put_number(told, "fill_rate", got.fill_rate);
    om_json_put_number(told, "days", got.days);
}

static om_status write_item(const target *to, const subject *about, const om_need *need,
                            const figures *of, worst *low, om_error *err)
{
    const worst got = {fill_rate_of(of), days_of(need, of)};
    const om_value row[] = {
        om_value_text(need->unit),    om_value_real(of->people),  om_value_real(of->in_need),
        om_value_real(of->need),      om_value_real(of->own),     om_value_real(of->from_district),
        om_value_real(of->from_city), om_value_real(of->missing), om_value_real(got.fill_rate),
        om_value_real(got.days),
    };
    low->fill_rate = fmin(low->fill_rate, got.fill_rate);
    low->days = fmin(low->days, got.days);
    tell_row(about->stored ? to->districts : to->city, about, need->name, of, got);
    return write_row(to, about, need->name, row, err);
}

/* As the scarcest item. */
static om_status write_all(const target *to, const subject *about, double people, double in_need,
                           const worst *low, om_error *err)
{
    const om_value none = om_value_real((double)NAN);
    const om_value row[] = {
        om_value_text(NULL),
        om_value_real(people),
        om_value_real(in_need),
        none,
        none,
        none,
        none,
        none,
        om_value_real(low->fill_rate),
        om_value_real(low->days),
    };
    return write_row(to, about, "all", row, err);
}

/* ---- One item ---- */

static bool is_told(const om_stocking *stocking, size_t item)
{
    for (size_t i = 0; i < stocking->stocks.count; i++)
        if (!isnan(stocking->stocks.list[i].stock[item]))
            return true;
    return false;
}

/* Puts the stock of all depots where they stand; what stands in no district counts nowhere. */
static void place_stock(om_stocking *stocking, size_t item, om_fill *towns, om_fill_stock *above)
{
    const om_level *city = om_districts_city(stocking->districts);
    for (size_t i = 0; i < stocking->stocks.count; i++) {
        const om_stocked *depot = &stocking->stocks.list[i];
        const double stock = isnan(depot->stock[item]) ? 0 : depot->stock[item];
        const om_level *level = depot->level == OM_DEPOT_TOWN ? city : stocking->upper;
        const size_t district = om_districts_of_point(stocking->districts, level, depot->at);
        if (depot->level == OM_DEPOT_CITY)
            above->city += stock;
        else if (district == OM_NO_DISTRICT)
            continue;
        else if (depot->level == OM_DEPOT_TOWN)
            towns[district - level->first].own += stock;
        else
            above->district[district - level->first] += stock;
    }
}

static om_fill *fill_item(om_stocking *stocking, size_t item)
{
    const om_level *city = om_districts_city(stocking->districts);
    const om_need *need = om_needs_at(stocking->needs, item);
    om_fill *towns = OM_ARENA_ARRAY(stocking->arena, om_fill, city->count);
    om_fill_stock above = {OM_ARENA_ARRAY(stocking->arena, double, stocking->upper->count),
                           stocking->upper->count, 0};
    for (size_t i = 0; i < city->count; i++) {
        const double in_need = stocking->people[city->first + i] * stocking->aims.need_share;
        towns[i].district = stocking->parent[i];
        towns[i].need = om_need_of(need, in_need, stocking->aims.need_days);
    }
    place_stock(stocking, item, towns, &above);
    om_supply_fill(towns, city->count, &above, stocking->arena);
    return towns;
}

static figures figures_of(const om_stocking *stocking, size_t town, const om_fill *fill)
{
    const om_level *city = om_districts_city(stocking->districts);
    const double people = stocking->people[city->first + town];
    return (figures){.people = people,
                     .in_need = people * stocking->aims.need_share,
                     .need = fill->need,
                     .own = fill->from_own,
                     .from_district = fill->from_district,
                     .from_city = fill->from_city,
                     .missing = om_fill_missing(fill),
                     .surplus = fill->own - fill->from_own};
}

static subject subject_of(const om_stocking *stocking, size_t district)
{
    const om_district *of = om_districts_at(stocking->districts, district);
    return (subject){of->code, of->name, of->level, of->stored};
}

static const subject whole_city = {"city", "All districts", "city", NULL};

/* Writes an item of the towns, of the districts above them and of the city, each the sum of its
 * parts. */
static om_status write_level(om_stocking *stocking, size_t item, target *to, om_error *err)
{
    const om_level *city = om_districts_city(stocking->districts);
    const om_level *upper = stocking->upper;
    const om_need *need = om_needs_at(stocking->needs, item);
    const om_fill *towns = fill_item(stocking, item);
    figures *districts = OM_ARENA_ARRAY(stocking->arena, figures, upper->count);
    figures all = {0};
    for (size_t i = 0; i < city->count; i++) {
        const subject about = subject_of(stocking, city->first + i);
        const figures of = figures_of(stocking, i, &towns[i]);
        OM_TRY(write_item(to, &about, need, &of, &to->worst[city->first + i], err));
        add_figures(&all, &of);
        if (stocking->parent[i] != SIZE_MAX)
            add_figures(&districts[stocking->parent[i]], &of);
    }
    for (size_t i = 0; upper != city && i < upper->count; i++) {
        const subject about = subject_of(stocking, upper->first + i);
        OM_TRY(write_item(to, &about, need, &districts[i], &to->worst[upper->first + i], err));
    }
    worst *low = &to->worst[om_districts_count(stocking->districts)];
    return write_item(to, &whole_city, need, &all, low, err);
}

/* ---- All items ---- */

static om_status write_worst(om_stocking *stocking, const om_level *level, const target *to,
                             double *ret_people, om_error *err)
{
    for (size_t i = level->first; i < level->first + level->count; i++) {
        const subject about = subject_of(stocking, i);
        const double people = stocking->people[i];
        OM_TRY(
            write_all(to, &about, people, people * stocking->aims.need_share, &to->worst[i], err));
        *ret_people += people;
        if (!(people > 0))
            om_run_notice(stocking->run, "district %s (%s) has no residents: no fill rate",
                          about.code, about.name);
    }
    return OM_OK;
}

static void tell_missing(const om_stocking *stocking, size_t item)
{
    const om_need *need = om_needs_at(stocking->needs, item);
    size_t missing = 0;
    const om_stocked *example = NULL;
    for (size_t i = 0; i < stocking->stocks.count; i++) {
        if (!isnan(stocking->stocks.list[i].stock[item]))
            continue;
        example = missing++ ? example : &stocking->stocks.list[i];
    }
    if (missing == stocking->stocks.count)
        om_run_notice(stocking->run, "no depot tells its %s: %s is not looked at", need->column,
                      need->name);
    else if (missing)
        om_run_notice(stocking->run,
                      "%zu of %zu depots do not tell their %s, such as %s (%s): none is counted",
                      missing, stocking->stocks.count, need->column, example->id, example->name);
}

static void tell_lost(const om_stocking *stocking)
{
    const om_level *city = om_districts_city(stocking->districts);
    for (size_t i = 0; i < stocking->stocks.count; i++) {
        const om_stocked *depot = &stocking->stocks.list[i];
        const om_level *level = depot->level == OM_DEPOT_TOWN ? city : stocking->upper;
        if (depot->level != OM_DEPOT_CITY &&
            om_districts_of_point(stocking->districts, level, depot->at) == OM_NO_DISTRICT)
            om_run_notice(stocking->run,
                          "supply_depot %s (%s) lies in no district: its stock tops up nobody",
                          depot->id, depot->name);
    }
}

om_status om_stocking_write(om_stocking *stocking, om_error *err)
{
    const size_t count = om_districts_count(stocking->districts);
    const om_level *city = om_districts_city(stocking->districts);
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(stocking->run, "supply_stock", &table, err));
    target to = {table, om_json_put(stocking->report, "city", om_json_array_new()),
                 om_json_put(stocking->report, "districts", om_json_array_new()),
                 OM_ARENA_ARRAY(stocking->arena, worst, count + 1)};
    double people = 0, above = 0;
    for (size_t i = 0; i <= count; i++)
        to.worst[i] = (worst){NAN, NAN};
    om_json_put_number(stocking->report, "need_days", stocking->aims.need_days);
    om_json_put_number(stocking->report, "need_share", stocking->aims.need_share);
    for (size_t item = 0; item < om_needs_count(stocking->needs); item++) {
        tell_missing(stocking, item);
        if (is_told(stocking, item))
            OM_TRY(write_level(stocking, item, &to, err));
    }
    tell_lost(stocking);
    OM_TRY(write_worst(stocking, city, &to, &people, err));
    if (stocking->upper != city)
        OM_TRY(write_worst(stocking, stocking->upper, &to, &above, err));
    om_json_put_text(stocking->report, "city_is_the_sum_of_level", city->name);
    return write_all(&to, &whole_city, people, people * stocking->aims.need_share, &to.worst[count],
                     err);
}

/*
 * What depots hold against what people need: the parts of the analysis, in the order in which they
 * run.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_STOCK_H
#define OM_ENGINE_ANALYSIS_SUPPLY_STOCK_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/district.h"
#include "engine/analysis/supply_depots.h"
#include "engine/analysis/supply_fill.h"
#include "engine/analysis/supply_need.h"

/** A depot and what it holds. */
typedef struct om_stocked {
    const char *id, *name;
    om_depot_level level;
    om_xy at;
    double floor_m2; /**< NaN: not told */
    double *stock;   /**< one an item; NaN: not told */
} om_stocked;

/** All depots, whether near a road or not. Lives in its arena. */
typedef struct om_stocks {
    om_stocked *list;
    size_t count;
} om_stocks;

/** How much is asked of depots, from standards/supply_targets.csv or the settings. */
typedef struct om_supply_aims {
    double floor_m2, need_days, need_share;
} om_supply_aims;

#define OM_SUPPLY_TARGETS "standards/supply_targets.csv"

/** The settings that go before the table; unset they are as the table says. */
#define OM_SUPPLY_NEED_SETTINGS                                                                    \
    {"need_days",                                                                                  \
     "d",                                                                                          \
     OM_SETTING_NUMBER,                                                                            \
     "",                                                                                           \
     0.1,                                                                                          \
     365,                                                                                          \
     NULL,                                                                                         \
     "For how long people are supplied; unset: as standards/supply_targets.csv says."},            \
    {                                                                                              \
        "need_share", "0..1", OM_SETTING_NUMBER, "", 0, 1, NULL,                                   \
            "Share of the people that is supplied; unset: as standards/supply_targets.csv says."   \
    }

/** Reads need_days and need_share, and target_floor_m2 where the analysis has it. */
OM_CHECKED om_status om_supply_aims_read(const om_run *run, bool has_floor, om_supply_aims *ret,
                                         om_error *err);

/**
 * Reads all depots.
 *
 * @return OM_OK; OM_ERR_DATA naming the depot: a level outside the three, an area or stock that is
 *         negative or beyond what its column may be
 */
OM_CHECKED om_status om_stocks_read(const om_run *run, const om_needs *needs, om_arena *arena,
                                    om_stocks *ret, om_error *err);

/**
 * How many people a depot's stock does for so many days: as its scarcest item does, of those that
 * it tells.
 *
 * @return NaN when it tells none
 */
double om_stocked_people(const om_stocked *depot, const om_needs *needs, double days);

/** One run. */
typedef struct om_stocking {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_needs *needs;
    om_supply_aims aims;
    om_stocks stocks;
    om_districts *districts;
    double *people;        /**< one a district of any level */
    const om_level *upper; /**< whose depots top up the city's level; may be that level itself */
    size_t *parent;        /**< one a district of the city's level: of `upper`, or SIZE_MAX */
} om_stocking;

/** Writes layer supply_stock, item by item, and tells of it. */
OM_CHECKED om_status om_stocking_write(om_stocking *stocking, om_error *err);

/** Writes layer supply_floor, and tells of it. */
OM_CHECKED om_status om_stocking_write_floor(om_stocking *stocking, om_error *err);

#endif

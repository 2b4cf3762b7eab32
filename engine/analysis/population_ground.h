/*
 * Puts the people of census units on the ground: the parts of the analysis, in the order in which
 * they run.
 */
#ifndef OM_ENGINE_ANALYSIS_POPULATION_GROUND_H
#define OM_ENGINE_ANALYSIS_POPULATION_GROUND_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/border.h"
#include "engine/analysis/day_uses.h"
#include "engine/analysis/district.h"
#include "engine/analysis/dwellings.h"
#include "engine/base/arena.h"
#include "engine/geo/fractions.h"
#include "engine/geo/index.h"
#include "engine/store/rows.h"

/** A census unit. */
typedef struct om_unit {
    const char *id;
    double people;
    om_geom *shape; /**< polygons in metres; NULL for a point */
    om_xy at;       /**< a point of it */
    om_xy stored;   /**< of a point: the same in degrees, as it was loaded */
} om_unit;

typedef enum om_lot_kind { OM_LOT_BUILDING, OM_LOT_CELL, OM_LOT_UNIT } om_lot_kind;

/** A place of one unit that takes a part of its people. */
typedef struct om_lot {
    size_t unit;
    om_lot_kind kind;
    const char *building; /**< its id, or NULL */
    om_xy at;             /**< surely inside, metres */
    double weight;        /**< people come by it */
    double floor_m2;      /**< NaN where it is no building */
    double ground_m2;     /**< of the building, or inhabited ground of the cell; NaN for a unit */
    size_t use;           /**< of the people by day; 0, "home", of those who live there */
    double people;
} om_lot;

/** A growing list. */
typedef struct om_lots {
    om_lot *list;
    size_t count, capacity;
} om_lots;

/** Ground of a use, in metres. */
typedef struct om_land {
    om_geom *shape;
    om_dwelling people;
    size_t day_use;    /**< OM_NO_USE: nobody is there by day */
    double day_weight; /**< as om_dwellings_by_day() says */
} om_land;

/** Whether a land is meant; `like` is what the caller asks for, or NULL. */
typedef bool (*om_land_test)(const om_land *land, const om_land *like);

/** One run. */
typedef struct om_spread {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_geo *geo;
    om_dwellings *dwellings;
    om_day_uses *uses;
    double levels, cell_m;

    om_unit *units;
    size_t unit_count;
    om_rect *unit_rects; /* empty for points */
    om_index *unit_index;
    om_border *unit_border;
    bool overlaps; /* a place may lie in several units */

    om_districts *districts; /* those people live in; NULL where none are loaded */
    om_border *district_border;

    om_land *lands; /* homes, ground where nobody lives, and where people are by day */
    size_t land_count, land_capacity;
    om_rect *land_rects;
    om_index *land_index;

    om_lots lots; /* where people live */
    om_lots day;  /* where else they are by day */
    om_grid grid;
    om_fractions *fractions;

    size_t repaired, dwellings_used, no_dwellings, on_empty_ground, in_no_unit;
    size_t day_in_no_unit;
    /* What the search through an index found. */
    size_t *found;
    size_t found_capacity;
} om_spread;

/** Reads a shape in metres, made valid; NULL where there is none. */
OM_CHECKED om_status om_spread_shape(om_spread *spread, const om_rows *rows, int column,
                                     om_geom **ret, om_error *err);

void om_lots_add(om_lots *lots, const om_lot *lot);

/** Reads homes, and ground where nobody lives, from land use and water. */
OM_CHECKED om_status om_spread_read_lands(om_spread *spread, om_error *err);

/** Adds to `lots` the cells of some ground; each is as `model` but for place, weight and ground. */
OM_CHECKED om_status om_spread_add_ground(om_spread *spread, const om_geom *ground,
                                          const om_lot *model, om_lots *lots, om_error *err);

/** The union of the polygons of lands near a rectangle that `take` says yes to; NULL: none. */
OM_CHECKED om_status om_spread_unite_lands(om_spread *spread, om_rect near, om_land_test take,
                                           const om_land *like, om_geom **ret, om_error *err);

/** The first land at a place that `take` says yes to; NULL: none. */
OM_CHECKED om_status om_spread_land_at(om_spread *spread, om_xy at, om_land_test take,
                                       const om_land *like, const om_land **ret, om_error *err);

/** Adds lots for all buildings that house people. */
OM_CHECKED om_status om_spread_add_buildings(om_spread *spread, om_error *err);

/** Adds lots for the cells of a unit; none when nobody can live in it. */
OM_CHECKED om_status om_spread_add_cells(om_spread *spread, size_t unit, om_error *err);

/** A building, as it counts. */
typedef struct om_house {
    const char *id, *kind; /**< the kind may be NULL */
    const om_geom *shape;
    om_xy at;
    double ground_m2, floor_m2;
} om_house;

/**
 * What people do by day in a kind of a layer.
 *
 * @return OM_OK, with OM_NO_USE where nobody is; OM_ERR_DATA: a use that day_uses.csv does not know
 */
OM_CHECKED om_status om_spread_day_use(const om_spread *spread, const char *layer, const char *kind,
                                       size_t *ret_use, double *ret_weight, om_error *err);

/** Adds a building to those where people are by day, if they are. */
OM_CHECKED om_status om_spread_add_by_day(om_spread *spread, const om_house *house, om_error *err);

/** What the kinds of lots are called in layers. */
extern const char *const om_lot_kinds[];

/** Where a lot lies, in degrees; a point that was loaded as it was. */
OM_CHECKED om_status om_spread_point(const om_spread *spread, const om_lot *lot, om_geom **ret,
                                     om_error *err);

/** Divides people, and writes layer population_place. */
OM_CHECKED om_status om_spread_write(om_spread *spread, om_error *err);

/**
 * Puts the same people where they are by day, once they were divided, and writes population_day.
 *
 * Each use takes its share of the whole city by the floor area of its buildings, where there are
 * none by its ground, where there is none either its people stay at home.
 */
OM_CHECKED om_status om_spread_write_day(om_spread *spread, om_error *err);

#endif

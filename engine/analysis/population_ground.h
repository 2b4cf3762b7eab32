/*
 * Puts the people of census units on the ground: the parts of the analysis, in the order in which
 * they run.
 */
#ifndef OM_ENGINE_ANALYSIS_POPULATION_GROUND_H
#define OM_ENGINE_ANALYSIS_POPULATION_GROUND_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/border.h"
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
    double people;
} om_lot;

/** Ground of a use, in metres. */
typedef struct om_land {
    om_geom *shape;
    om_dwelling people;
} om_land;

/** One run. */
typedef struct om_spread {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_geo *geo;
    om_dwellings *dwellings;
    double levels, cell_m;

    om_unit *units;
    size_t unit_count;
    om_rect *unit_rects; /* empty for points */
    om_index *unit_index;
    om_border *unit_border;
    bool overlaps; /* a place may lie in several units */

    om_districts *districts; /* those people live in; NULL where none are loaded */
    om_border *district_border;

    om_land *lands; /* homes and ground where nobody lives */
    size_t land_count, land_capacity;
    om_rect *land_rects;
    om_index *land_index;

    om_lot *lots;
    size_t lot_count, lot_capacity;
    om_grid grid;
    om_fractions *fractions;

    size_t repaired, dwellings_used, no_dwellings, on_empty_ground, in_no_unit;
    /* What the search through an index found. */
    size_t *found;
    size_t found_capacity;
} om_spread;

/** Reads a shape in metres, made valid; NULL where there is none. */
OM_CHECKED om_status om_spread_shape(om_spread *spread, const om_rows *rows, int column,
                                     om_geom **ret, om_error *err);

void om_spread_add(om_spread *spread, const om_lot *lot);

/** Reads homes, and ground where nobody lives, from land use and water. */
OM_CHECKED om_status om_spread_read_lands(om_spread *spread, om_error *err);

/** True where a point lies on ground where nobody lives. */
OM_CHECKED om_status om_spread_is_empty_ground(om_spread *spread, om_xy at, bool *ret,
                                               om_error *err);

/** Adds lots for all buildings that house people. */
OM_CHECKED om_status om_spread_add_buildings(om_spread *spread, om_error *err);

/** Adds lots for the cells of a unit; none when nobody can live in it. */
OM_CHECKED om_status om_spread_add_cells(om_spread *spread, size_t unit, om_error *err);

/** Divides people, and writes layer population_place. */
OM_CHECKED om_status om_spread_write(om_spread *spread, om_error *err);

#endif

/*
 * The areas of a zoning: the districts of each level, and square cells over them.
 */
#ifndef OM_ENGINE_RISK_ZONING_UNITS_H
#define OM_ENGINE_RISK_ZONING_UNITS_H

#include "engine/analysis/district.h"
#include "engine/base/arena.h"
#include "engine/geo/index.h"
#include "engine/geo/prepared.h"

/** One area. Borrows. */
typedef struct om_zoning_unit {
    const char *code, *name; /**< name NULL for a cell */
    const om_geom *stored;   /**< degrees */
    const om_geom *shape;    /**< metres; of a cell its ground within the districts */
    om_prepared *prepared;   /**< the same */
    double area_m2;
} om_zoning_unit;

/** Areas that are compared with one another: numbers `first` to `first + count - 1`. */
typedef struct om_zoning_group {
    const char *level; /**< of districts; "grid" for cells */
    size_t first, count;
    bool is_grid;
} om_zoning_group;

/** All areas, groups after groups, the cells last. */
typedef struct om_zoning_units {
    om_arena *arena;
    om_districts *districts;
    om_zoning_unit *list;
    size_t count;
    om_zoning_group *groups;
    size_t group_count;
    size_t city; /**< number of the group that the city is the sum of */
    om_index *index;
    om_geom **owned;
    size_t owned_count;
} om_zoning_units;

/**
 * Makes the areas.
 *
 * @param cell_m  side of a cell; 0 makes none
 * @return OM_OK; OM_ERR_DATA: no districts; OM_ERR_RANGE: too many cells
 */
OM_CHECKED om_status om_zoning_units_open(om_store *store, double cell_m, om_zoning_units **ret,
                                          om_error *err);
void om_zoning_units_free(om_zoning_units *units);
OM_DEFINE_AUTO(om_zoning_units)

#endif

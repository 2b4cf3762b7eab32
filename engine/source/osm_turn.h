/*
 * Turn restrictions of OpenStreetMap: relations of the ways they lead from, over and onto.
 */
#ifndef OM_ENGINE_SOURCE_OSM_TURN_H
#define OM_ENGINE_SOURCE_OSM_TURN_H

#include "engine/source/osm_file.h"

/** One way from, one way to. */
typedef struct om_osm_turn {
    int64_t from, to;
    const int64_t *via; /**< ways in the order in which they are driven */
    size_t via_count;
    int64_t node; /**< where the first two ways meet */
} om_osm_turn;

/**
 * The turns of a relation: one for each pair of a way from and a way to.
 *
 * @param arena  where they live
 * @return how many; 0 when a member is missing or the ways do not meet
 */
size_t om_osm_turns(const om_osm_file *file, const om_osm_element *relation, om_arena *arena,
                    om_osm_turn **ret);

#endif

/*
 * The turn restrictions of a store as turns between the roads of a list.
 */
#ifndef OM_ENGINE_ANALYSIS_TURN_RULES_H
#define OM_ENGINE_ANALYSIS_TURN_RULES_H

#include "engine/analysis/road_list.h"

/** What became of the rows of layer turn_restriction. */
typedef struct om_turn_rules {
    om_arena *arena; /**< where the roads of turns live */
    om_turn *list;   /**< those that bind the vehicle */
    size_t count, capacity;
    size_t exempt;  /**< do not bind it */
    size_t timed;   /**< hold at times only, and are not looked at */
    size_t beside;  /**< name a road it does not drive on, or roads that do not meet */
    size_t unknown; /**< neither no_… nor only_… */
    char unknown_kind[64];
} om_turn_rules;

/**
 * Reads the turn restrictions that bind the vehicle of a list; none when none are loaded.
 *
 * @param list  as it is built into a network, cut at barriers or not
 * @param ret   ended with om_turn_rules_clear(), on failure too
 */
OM_CHECKED om_status om_turn_rules_read(const om_run *run, const om_road_list *list,
                                        om_turn_rules *ret, om_error *err);
void om_turn_rules_clear(om_turn_rules *rules);

#endif

/*
 * What the files of the what-if share: changes as they were read, and the scenario they make. Not
 * for others.
 */
#ifndef OM_ENGINE_ANALYSIS_WHAT_IF_INSIDE_H
#define OM_ENGINE_ANALYSIS_WHAT_IF_INSIDE_H

#include "engine/analysis/fire_reach.h"

typedef enum om_change_kind {
    OM_CHANGE_ADD,
    OM_CHANGE_MOVE,
    OM_CHANGE_DROP,
    OM_CHANGE_CLOSE,
    OM_CHANGE_SLOW,
    OM_CHANGE_SPEED
} om_change_kind;

/** "add", "move" and so on. */
const char *om_change_name(om_change_kind kind);

/** One change. Texts live in the arena of its om_changes. */
typedef struct om_change {
    om_change_kind kind;
    size_t record;        /**< of the file, from 1 */
    const char *station;  /**< its id or name; NULL where an added one has none */
    const char *name;     /**< of an added station, or NULL */
    const char *of_class; /**< of an added station, or NULL */
    double turnout_s;     /**< NaN: as its class or the standard says */
    om_xy at;             /**< of an added or moved station, metres */
    om_closure closure;   /**< of a road that is closed or slowed */
    om_geom *shape;       /**< what it owns of the closure */
    double speed_factor;  /**< of other speeds; NaN: as before */
    const char *time;     /**< of other speeds, or NULL */
} om_change;

typedef struct om_changes {
    om_arena *arena;
    om_store *store;
    const char *name; /**< of the file */
    om_change *list;
    size_t count;
} om_changes;

/**
 * Reads changes from GeoJSON in degrees.
 *
 * @param ret  zeroed; to be cleared whatever is returned
 * @return OM_OK; OM_ERR_DATA with file and record
 */
OM_CHECKED om_status om_changes_read(om_store *store, const om_json *json, const char *name,
                                     om_changes *ret, om_error *err);
void om_changes_clear(om_changes *changes);
#define OM_AUTO_CHANGES __attribute__((cleanup(om_changes_clear))) om_changes

/** Stations and roads as they would be. */
typedef struct om_scenario {
    om_start *starts; /**< those of today under their numbers, then the added ones */
    size_t count;
    om_network *roads; /**< NULL: those of today */
} om_scenario;

/**
 * Makes a scenario of what is there today and the changes.
 *
 * @param told  an array that gets one object a change
 * @param ret   zeroed; its starts live in `arena`, its roads are the caller's
 * @return OM_OK; OM_ERR_DATA: a station or road that is not there, changes that contradict each
 *         other, a place without a road; with file and record
 */
OM_CHECKED om_status om_scenario_make(const om_fire *fire, const om_changes *changes,
                                      om_arena *arena, om_json *told, om_scenario *ret,
                                      om_error *err);

/** The ground that is reached today: worked out at the first question, kept for the next ones. */
typedef struct om_ground_today {
    om_geom *shape;  /**< metres; NULL until somebody asks */
    om_text feature; /**< as a feature of GeoJSON */
} om_ground_today;

void om_ground_today_clear(om_ground_today *today);

/**
 * Ground as features of a GeoJSON text: reached before and after, gained and lost.
 *
 * @param today  that of `before`, or zeroed and then filled in
 */
OM_CHECKED om_status om_what_if_ground(om_fire *fire, const om_fire_answer *before,
                                       const om_fire_answer *after, om_ground_today *today,
                                       om_json *told, om_text *ret, om_error *err);

#endif

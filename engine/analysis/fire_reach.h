/*
 * Where fire engines arrive in time: the parts of the analysis, in the order in which they run.
 *
 * Where the standard limits the distance, the network is driven at a metre a second, so that all
 * seconds of the run are metres; om_fire_shown_s() says what time belongs to them.
 */
#ifndef OM_ENGINE_ANALYSIS_FIRE_REACH_H
#define OM_ENGINE_ANALYSIS_FIRE_REACH_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/facilities.h"
#include "engine/analysis/fire_model.h"
#include "engine/analysis/fire_profile.h"
#include "engine/analysis/reach.h"
#include "engine/analysis/roads.h"

/** One run. */
typedef struct om_fire {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_fire_profile profile;
    om_fire_classes classes;
    bool by_distance;
    double limit_s, turnout_s, target_share, cell_m;
    om_access access;
    om_roads *roads;
    om_network *peak_network;  /* NULL where no peak is asked for */
    const om_network *network; /* of the roads */
    om_facilities stations;
    om_start *starts; /* one a usable station */
    om_search *search;
    om_places *places;
    om_districts *districts;
    om_fire_model *model;
    om_fire_answer *answer, *peak; /* peak may be the same as answer, or NULL */
    om_json *told_polygons;        /* of the report: cells and errors of outlines */
    om_ground *ground;             /* what outlines are drawn from */
    om_geom *built, *water;        /* built-up ground in metres; where NULL, what is no water */
    om_geom *reached;              /* by all stations, metres */
} om_fire;

/** Reads all that a run needs: limits, roads, stations and what must be reached. */
OM_CHECKED om_status om_fire_read(om_fire *fire, om_error *err);

/** Frees what was read and found out. */
void om_fire_clear(om_fire *fire);

/** How the roads are driven that the run asks for. */
om_driving om_fire_driving(const om_fire *fire);

/** Seconds from dispatch until an engine of a station leaves, 0 where distance is limited. */
double om_fire_turnout_s(const om_fire *fire, const om_facility *station);

/** Reads the profile, the classes of stations and the settings that override them. */
OM_CHECKED om_status om_fire_read_limits(om_fire *fire, om_error *err);

/** Reads the stations that are first at a fire; tells of the others. */
OM_CHECKED om_status om_fire_read_stations(om_fire *fire, om_error *err);

/** Reads what must be reached into the model. */
OM_CHECKED om_status om_fire_read_model(om_fire *fire, om_error *err);

/** Writes layers fire_reach_area and fire_reach_overlap; keeps the ground and what is reached. */
OM_CHECKED om_status om_fire_write_ground(om_fire *fire, om_error *err);

/** Writes layers fire_reach_band and fire_reach_first. */
OM_CHECKED om_status om_fire_write_bands(om_fire *fire, om_error *err);

/** Writes layer fire_reach_gap; comes after the places were timed. */
OM_CHECKED om_status om_fire_write_gaps(om_fire *fire, om_error *err);

/** A shape in metres as it is stored. */
OM_CHECKED om_status om_fire_to_degrees(const om_fire *fire, const om_geom *shape, om_geom **ret,
                                        om_error *err);

/** The class of a station; the default one for a class that is not listed. */
const om_fire_class *om_fire_class_of(const om_fire *fire, const om_facility *station);

/** Writes layer fire_reach_place. */
OM_CHECKED om_status om_fire_write_places(om_fire *fire, om_error *err);

/** Writes layer fire_reach_district. */
OM_CHECKED om_status om_fire_write_districts(om_fire *fire, om_error *err);

/** The time that a result shows: NaN where there is none, and by formula where metres are limited.
 */
double om_fire_shown_s(const om_fire *fire, double seconds);

#endif

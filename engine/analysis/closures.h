/*
 * Roads that are closed or slowed: which edges of a network a closure hits, and where on them.
 */
#ifndef OM_ENGINE_ANALYSIS_CLOSURES_H
#define OM_ENGINE_ANALYSIS_CLOSURES_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/road_facts.h"
#include "engine/geo/geom.h"
#include "engine/network/network.h"

/**
 * One closure. Borrows everything.
 *
 * A road id closes that road, a shape what it touches, both together what the shape touches of that
 * road: an area the stretches inside it, a line the stretches that run along it, a point the
 * nearest spot (a road that is slowed there is slowed from junction to junction).
 */
typedef struct om_closure {
    const char *id;       /**< to tell of it */
    const char *road_id;  /**< NULL: any road. "way/1" means its parts "way/1/2" too */
    const om_geom *shape; /**< metres; NULL: all of the road */
    double speed_factor;  /**< 0 (closed) to 1 */
    bool has_level;       /**< false: an area lies on the ground, the rest on any level */
    int level;            /**< of the roads it hits, storeys above ground */
    double tolerance_m;   /**< of lines and points; NaN: 10 m */
} om_closure;

/** A stretch of an edge that a closure hits, fractions of its length. */
typedef struct om_closure_hit {
    uint32_t edge;
    double from, to;
    double speed_factor;
} om_closure_hit;

/** A growing list, ended with free(hits.at). */
typedef struct om_closure_hits {
    om_closure_hit *at;
    size_t count, capacity;
} om_closure_hits;

/** A network in which closures are looked for. Borrows network and facts. */
typedef struct om_closing om_closing;

OM_CHECKED om_status om_closing_open(om_geo *geo, const om_network *network,
                                     const om_road_facts *facts, om_closing **ret, om_error *err);
void om_closing_free(om_closing *closing);
OM_DEFINE_AUTO(om_closing)

/**
 * Appends what a closure hits; nothing when it hits no road.
 *
 * @return OM_OK; OM_ERR_DATA: it has neither a road id nor a shape; OM_ERR_RANGE: a factor outside
 *         0..1; OM_ERR_GEOMETRY: an empty shape, or one of several kinds
 */
OM_CHECKED om_status om_closing_find(om_closing *closing, const om_closure *closure,
                                     om_closure_hits *hits, om_error *err);

/**
 * Reads layer closure; none when it was never loaded.
 *
 * @param ret  lives in `arena`, but for the shapes: free them with om_closures_clear()
 */
OM_CHECKED om_status om_closures_read(const om_run *run, om_arena *arena, om_closure **ret,
                                      size_t *ret_count, om_error *err);
void om_closures_clear(om_closure *closures, size_t count);

#endif

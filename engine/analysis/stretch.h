/*
 * Which stretch of a road lies inside an area, or runs along a line. No I/O: points in, metres out.
 */
#ifndef OM_ENGINE_ANALYSIS_STRETCH_H
#define OM_ENGINE_ANALYSIS_STRETCH_H

#include "engine/base/arena.h"
#include "engine/geo/geom.h"

/** Rings of areas, or lines, or single points. */
typedef struct om_path {
    om_xy *points;
    size_t count;
} om_path;

typedef struct om_paths {
    om_path *list;
    size_t count;
    om_geom_kind kind; /**< OM_GEOM_POINT, OM_GEOM_LINE or OM_GEOM_POLYGON */
    om_rect rect;
} om_paths;

/**
 * Takes a shape apart; its rings, lines and points live in `arena`.
 *
 * @return OM_OK; OM_ERR_GEOMETRY: an empty shape, or one of several kinds
 */
OM_CHECKED om_status om_paths_of(const om_geom *shape, om_arena *arena, om_paths *ret,
                                 om_error *err);

/** From and to where along a road, metres. */
typedef struct om_stretch {
    double from_m, to_m;
} om_stretch;

/** A growing list, ended with free(list.at). */
typedef struct om_stretches {
    om_stretch *at;
    size_t count, capacity;
} om_stretches;

/** Appends the stretches of a road inside an area, by the rule of even and odd, its border too. */
void om_stretches_inside(const om_paths *area, const om_xy *points, size_t count,
                         om_stretches *ret);

/**
 * Appends the stretches of a road that run along lines: no farther than `tolerance_m` beside them,
 * not before their beginning nor behind their end, and at an angle of at most 60 degrees, so that
 * streets that only cross are left alone.
 */
void om_stretches_along(const om_paths *lines, double tolerance_m, const om_xy *points,
                        size_t count, om_stretches *ret);

/** Sorts stretches from `first` on and joins those that are no farther apart than `gap_m`. */
void om_stretches_join(om_stretches *stretches, size_t first, double gap_m);

#endif

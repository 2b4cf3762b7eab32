/*
 * Districts, and how what lies in a city is shared among them so that it adds up.
 *
 * A point belongs to the one district that contains it, on a shared border to the one with the
 * smaller code. A polygon is shared by the area of its parts; the shares of whatever touches a
 * district sum to 1. A line is cut at the borders. What touches no district is told as outside.
 * The city is the sum of the level that has most districts among those that do not overlap.
 */
#ifndef OM_ENGINE_ANALYSIS_DISTRICT_H
#define OM_ENGINE_ANALYSIS_DISTRICT_H

#include "engine/store/store.h"

/** One district. Borrowed from its om_districts. */
typedef struct om_district {
    const char *code, *name, *level;
    const char *id;        /**< of its row; NULL for one that was not read */
    const char *parent;    /**< code of what it says it belongs to; NULL when it does not */
    const om_geom *stored; /**< degrees */
    const om_geom *shape;  /**< metres */
    double area_m2;
} om_district;

/** Districts of one level: numbers `first` to `first + count - 1`, by code. */
typedef struct om_level {
    const char *name;
    size_t first, count;
    bool overlaps; /**< its districts overlap by more than a thousandth of their area */
} om_level;

/** A part of something that lies in a district. */
typedef struct om_part {
    size_t district;
    double share; /**< 0..1 */
} om_part;

/** A part of a stretch that lies in a district, or in none (OM_NO_DISTRICT). */
typedef struct om_cut {
    size_t district;
    double from, to; /**< fractions of the stretch */
} om_cut;

#define OM_NO_DISTRICT SIZE_MAX

typedef struct om_districts om_districts;

/** Reads the district layer. @return OM_OK; OM_ERR_DATA: it is empty, or a shape is unusable */
OM_CHECKED om_status om_districts_read(om_store *store, om_districts **ret, om_error *err);

/**
 * Makes districts of shapes in metres, which are copied.
 *
 * @param list  `count` districts; `shape` in metres, `stored` may be NULL, `level` NULL means
 * "unit"
 */
OM_CHECKED om_status om_districts_open(om_geo *geo, const om_district *list, size_t count,
                                       om_districts **ret, om_error *err);
void om_districts_free(om_districts *districts);
OM_DEFINE_AUTO(om_districts)

size_t om_districts_count(const om_districts *districts);
const om_district *om_districts_at(const om_districts *districts, size_t number);
size_t om_districts_level_count(const om_districts *districts);
const om_level *om_districts_level(const om_districts *districts, size_t level);

/** The level that the city is the sum of. */
const om_level *om_districts_city(const om_districts *districts);

/** The district of a level that a point lies in; OM_NO_DISTRICT when none. */
size_t om_districts_of_point(om_districts *districts, const om_level *level, om_xy at);

/** Numbers of the districts of a level whose extents touch a rectangle; borrowed until the next
 * call. @return how many */
size_t om_districts_near(om_districts *districts, const om_level *level, om_rect rect,
                         const size_t **ret);

/**
 * Shares a shape in metres among the districts of a level.
 *
 * @param inside  a point inside the shape; decides for shapes without area
 * @param ret     parts whose shares sum to 1; borrowed until the next call
 * @return OM_OK with `*ret_count` 0 when it touches none; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_districts_share(om_districts *districts, const om_level *level,
                                        const om_geom *shape, om_xy inside, const om_part **ret,
                                        size_t *ret_count, om_error *err);

/**
 * Cuts the straight stretch from `a` to `b` at the borders of a level.
 *
 * @param ret  parts in order that make up the whole stretch; borrowed until the next call
 * @return how many, at least 1
 */
size_t om_districts_cut(om_districts *districts, const om_level *level, om_xy a, om_xy b,
                        const om_cut **ret);

#endif

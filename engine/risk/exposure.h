/*
 * Which facilities stand in hazard zones: a shelter in a flood zone, a tank in a flood zone.
 *
 * Facilities are what the layers shelter, fire_station, supply_depot and hazard_source hold. One is
 * in a zone when the two meet as they are stored, border included; of an area it is told how much.
 */
#ifndef OM_ENGINE_RISK_EXPOSURE_H
#define OM_ENGINE_RISK_EXPOSURE_H

#include "engine/analysis/district.h"
#include "engine/base/arena.h"
#include "engine/geo/index.h"
#include "engine/geo/prepared.h"

/** The layers that hold facilities, ended by NULL. */
extern const char *const om_facility_layers[];

/** A hazard zone. */
typedef struct om_zone {
    const char *id, *name; /**< name NULL when it has none */
    size_t kind;           /**< number of its kind */
    int level;             /**< 1..4; OM_GRADE_NONE when nobody says */
    om_geom *place;        /**< in degrees, as stored */
    om_prepared *prepared; /**< the same, to be asked of many facilities */
    om_geom *shape;        /**< the same in metres */
} om_zone;

/** A facility and what it is exposed to. */
typedef struct om_exposed {
    const char *layer, *id;
    const char *name, *kind; /**< NULL when not told */
    om_geom *point;          /**< in degrees, within it */
    size_t district;         /**< OM_NO_DISTRICT when outside, or without districts */
    int *levels;             /**< one a kind of zone; OM_HAZARD_ABSENT outside all of them */
    size_t zone_count;       /**< zones that it meets */
    const om_zone *zone; /**< of these the one of the worst level, then of the least id; or NULL */
    double area_m2;      /**< NaN for a point */
    double in_zone_m2;   /**< of it within any zone, overlaps counted once; NaN for a point */
} om_exposed;

/** All facilities of a store in the order of their layers and ids. */
typedef struct om_exposures {
    om_arena *arena;    /**< texts and lists */
    const char **kinds; /**< of hazard zones, in the order of the zones' ids */
    size_t kind_count;
    om_zone *zones;
    size_t zone_count;
    om_index *grounds; /**< of the zones' extents in metres */
    om_exposed *list;
    size_t count;
    size_t nowhere;          /**< facilities without a place, which are in no zone */
    om_districts *districts; /**< NULL when none are loaded */
} om_exposures;

/** Reads zones and facilities; none of either is no error. @return OM_OK; OM_ERR_DATA */
OM_CHECKED om_status om_exposures_open(om_store *store, om_exposures **ret, om_error *err);

/** NULL is fine. */
void om_exposures_free(om_exposures *exposures);
OM_DEFINE_AUTO(om_exposures)

/** The number of a kind of zone; their count when there is none. */
size_t om_exposures_kind(const om_exposures *exposures, const char *kind);

/** The district that a facility stands in, NULL when outside all. Borrowed. */
const om_district *om_exposed_district(const om_exposures *exposures, const om_exposed *exposed);

/** The share of a facility that lies within zones: 1 for a point in one, 0 for what only touches.
 */
double om_exposed_share(const om_exposed *exposed);

/** Appends the kinds of zones that are not absent, "flood, landslide". @param levels  one a kind */
void om_exposures_write_kinds(const om_exposures *exposures, const int *levels, om_text *ret);

/* ---- Areas ---- */

/** What hazards act on the ground of an area. */
typedef struct om_exposed_ground {
    int *levels;       /**< one a kind of zone, as of a facility */
    size_t zone_count; /**< zones that cover some of it */
    double in_zone_m2; /**< of it within any zone, overlaps counted once */
    double share;      /**< the same as a share, 0..1 */
} om_exposed_ground;

/**
 * Measures an area against all zones. What only touches it covers none of it.
 *
 * @param shape        polygons in metres
 * @param least_share  zones of a kind that together cover no more than this share do not act
 * @param ret          its levels live as long as the exposures
 */
OM_CHECKED om_status om_exposures_measure(const om_exposures *exposures, om_geo *geo,
                                          const om_geom *shape, double least_share,
                                          om_exposed_ground *ret, om_error *err);

#endif

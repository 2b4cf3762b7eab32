/*
 * The shifted datums of Chinese web maps, and the way back to WGS84.
 *
 * GCJ-02 moves every place in China by some 300 to 700 m (485 m in Wuxi: further than a shelter's
 * service radius); BD-09 moves it once more. Coordinates copied from such a map must be moved back
 * before anything is measured with them. Outside China neither shift is applied.
 */
#ifndef OM_ENGINE_GEO_DATUM_H
#define OM_ENGINE_GEO_DATUM_H

#include "engine/onemap.h"

/**
 * WGS84 to GCJ-02. The coefficients are those in public use since 2013 (Krassovsky ellipsoid,
 * a = 6378245 m); there is no published standard.
 *
 * @param at  degrees; a place outside 72.004..137.8347 E, 0.8293..55.8271 N comes back unchanged
 */
om_lonlat om_gcj02_of_wgs84(om_lonlat at);

/** GCJ-02 to WGS84, exact to less than 1 mm (the forward shift is inverted by iteration). */
om_lonlat om_wgs84_of_gcj02(om_lonlat at);

/** WGS84 to BD-09 (Baidu): GCJ-02, then turned and stretched in polar coordinates. */
om_lonlat om_bd09_of_wgs84(om_lonlat at);

/** BD-09 to WGS84, exact to less than 1 mm. */
om_lonlat om_wgs84_of_bd09(om_lonlat at);

#endif

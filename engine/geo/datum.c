/* GCJ-02 and BD-09: forward by their formulas, back by fixed-point iteration. */
#include "engine/geo/datum.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

/* Krassovsky 1940, as the shift uses it: semi-major axis and first eccentricity squared. */
static const double semi_major_m = 6378245.0;
static const double eccentricity2 = 0.00669342162296594323;

/* Each iteration divides the error by some 500: 1.1 m after one, 3 micrometres after three. */
enum { ITERATIONS = 8 };

typedef om_lonlat (*shift_fn)(om_lonlat at);

static bool is_in_china(om_lonlat at)
{
    return at.lon >= 72.004 && at.lon <= 137.8347 && at.lat >= 0.8293 && at.lat <= 55.8271;
}

/* Three waves of the series: amplitudes a, at the frequencies (in half turns) that are given. */
static double waves(double x, double a1, double f1, double a2, double f2)
{
    return (a1 * sin(x * f1 * pi) + a2 * sin(x * f2 * pi)) * 2.0 / 3.0;
}

static double north_shift_m(double x, double y)
{
    return -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x)) +
           waves(x, 20.0, 6.0, 20.0, 2.0) + waves(y, 20.0, 1.0, 40.0, 1.0 / 3.0) +
           waves(y, 160.0, 1.0 / 12.0, 320.0, 1.0 / 30.0);
}

static double east_shift_m(double x, double y)
{
    return 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x)) +
           waves(x, 20.0, 6.0, 20.0, 2.0) + waves(x, 20.0, 1.0, 40.0, 1.0 / 3.0) +
           waves(x, 150.0, 1.0 / 12.0, 300.0, 1.0 / 30.0);
}

om_lonlat om_gcj02_of_wgs84(om_lonlat at)
{
    if (!is_in_china(at))
        return at;
    const double x = at.lon - 105.0, y = at.lat - 35.0;
    const double lat_rad = at.lat * pi / 180.0;
    const double w2 = 1.0 - eccentricity2 * sin(lat_rad) * sin(lat_rad);
    const double meridian_m = semi_major_m * (1.0 - eccentricity2) / (w2 * sqrt(w2));
    const double parallel_m = semi_major_m / sqrt(w2) * cos(lat_rad);
    return (om_lonlat){.lon = at.lon + east_shift_m(x, y) / parallel_m * 180.0 / pi,
                       .lat = at.lat + north_shift_m(x, y) / meridian_m * 180.0 / pi};
}

static om_lonlat bd09_of_gcj02(om_lonlat at)
{
    const double turn = pi * 3000.0 / 180.0;
    const double radius = hypot(at.lon, at.lat) + 0.00002 * sin(at.lat * turn);
    const double angle = atan2(at.lat, at.lon) + 0.000003 * cos(at.lon * turn);
    return (om_lonlat){.lon = radius * cos(angle) + 0.0065, .lat = radius * sin(angle) + 0.006};
}

om_lonlat om_bd09_of_wgs84(om_lonlat at)
{
    return is_in_china(at) ? bd09_of_gcj02(om_gcj02_of_wgs84(at)) : at;
}

/* Finds what `shift` moves to `moved`. */
static om_lonlat before(shift_fn shift, om_lonlat moved)
{
    om_lonlat guess = moved;
    for (int i = 0; i < ITERATIONS; i++) {
        const om_lonlat there = shift(guess);
        guess.lon -= there.lon - moved.lon;
        guess.lat -= there.lat - moved.lat;
    }
    return guess;
}

om_lonlat om_wgs84_of_gcj02(om_lonlat at)
{
    return is_in_china(at) ? before(om_gcj02_of_wgs84, at) : at;
}

om_lonlat om_wgs84_of_bd09(om_lonlat at)
{
    return is_in_china(at) ? before(om_bd09_of_wgs84, at) : at;
}

/*
 * Places with exact answers, and what a picture of reach shows of them.
 *
 * "Anywhere" are places spread over the ground around a station, "roadside" those 8 to 60 m beside
 * its roads, as many as the roads are long, where houses stand. Each method is asked the same.
 */
#ifndef OM_TESTS_BENCH_COVERAGE_SAMPLE_H
#define OM_TESTS_BENCH_COVERAGE_SAMPLE_H

#include "engine/geo/geom.h"
#include "tests/bench/coverage/bench.h"

enum { SAMPLED = 10000 };

/* How far beyond the limit is searched: far enough for the coarsest raster, the same for all. */
#define BEYOND_S 60.0

/* The raster whose extent the places are spread over. */
#define SAMPLE_CELL_M 10.0

/** A place and its exact answer. */
typedef struct asked {
    om_xy at;
    double distance_m; /**< to its road; INFINITY when none is near */
    bool covered;
} asked;

enum { ANYWHERE, ROADSIDE, KINDS };
extern const char *const kind_names[KINDS];

typedef struct sample {
    asked of[KINDS][SAMPLED];
} sample;

/** What a method got wrong. */
typedef struct tally {
    size_t covered, false_covered, false_uncovered;
} tally;

/** A method's tallies over its stations, and what it took without the search. */
typedef struct result {
    const char *name;
    tally tallies[KINDS];
    double ms;
    size_t stations;
} result;

/** Searches from a station and draws its places; `field` has cells of SAMPLE_CELL_M. */
OM_CHECKED om_status sample_of_station(const bench_city *city, om_field *field, om_search *search,
                                       size_t station, sample *ret, om_error *err);

/** Adds what an outline, or a shape in metres, gets wrong of a station's places. */
void judge_outline(const sample *places, const om_outline *outline, result *ret);
OM_CHECKED om_status judge_shape(om_geo *geo, const sample *places, const om_geom *shape,
                                 result *ret, om_error *err);

/** Prints "figure error_NAME_KIND_false_covered VALUE %", the uncovered ones and the stations. */
void tell_result(om_arena *arena, const result *of);

#endif

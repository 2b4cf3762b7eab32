/*
 * What the measurements of coverage share: a clock, a city with its stations and places, figures.
 *
 * Every figure goes to standard output as one line, "figure NAME VALUE UNIT".
 */
#ifndef OM_TESTS_BENCH_COVERAGE_BENCH_H
#define OM_TESTS_BENCH_COVERAGE_BENCH_H

#include "engine/analysis/roads.h"
#include "engine/base/arena.h"
#include "engine/network/field.h"

/* What every program is asked: which junctions are reached from 50 stations in 5 minutes. */
enum { STATIONS = 50, DEMAND = 20000, PLACES = 500000 };
#define LIMIT_S 300.0

/* The last metres: places within 200 m of a road, at 15 km/h. */
static const om_access access_on_foot = {200, 15 / 3.6};

/** A store that is open, its network, and stations that are the same in every run. */
typedef struct bench_city {
    om_arena *arena;
    om_json *notices, *report;
    om_run run;
    om_store *store;
    om_roads *roads;
    const om_network *network; /* of `roads` */
    uint32_t vertices[STATIONS];
    om_start starts[STATIONS]; /* arriving at those junctions at 0 s */
} bench_city;

OM_CHECKED om_status city_open(const char *path, om_store_mode mode, bench_city *ret,
                               om_error *err);
void city_close(bench_city *city);
#define AUTO_CITY __attribute__((cleanup(city_close))) bench_city

/** Chooses junctions of any network, and for each a start that is there at once. */
OM_CHECKED om_status stations_choose(const om_network *network, uint32_t *ret_vertices,
                                     om_start *ret_starts, om_error *err);

/** `count` places beside roads, up to 150 m away, the same in every run, in no order. */
void places_choose(const om_network *network, size_t count, om_xy *ret);

/** Searches from each station alone on `threads` threads. @param ret_reached  may be NULL */
OM_CHECKED om_status search_each(const bench_city *city, om_search *const *searches, int threads,
                                 om_error *err);

/** Junctions reached by the last run of a search. */
size_t reached_count(const om_network *network, const om_search *search);

/** Milliseconds on a clock that only runs forward. */
double clock_ms(void);

void figure(const char *name, double value, const char *unit);

/** Peak memory of this process so far, bytes. */
double peak_bytes(void);

/* The measurements: each is a word on the command line. */
om_status measure_export(const char *store, const char *folder, double limit_s, om_error *err);
om_status measure_search(const char *store, om_error *err);
om_status measure_ground(const char *store, om_error *err);
om_status measure_error(const char *store, om_error *err);
om_status measure_judge(const char *store, const char *file, om_error *err);
om_status measure_sample(const char *store, const char *file, om_error *err);
om_status measure_cold(const char *store, om_error *err);
om_status measure_memory(const char *store, om_error *err);
om_status measure_what_if(const char *store, om_error *err);
om_status measure_people(const char *store, const char *folder, om_error *err);
om_status measure_ask(const char *store, om_error *err);

#endif

/*
 * What the measurements of shelters share. Figures go out as
 * tests/bench/coverage does it.
 */
#ifndef OM_TESTS_BENCH_SHELTER_BENCH_H
#define OM_TESTS_BENCH_SHELTER_BENCH_H

#include "engine/network/catchment.h"
#include "tests/bench/coverage/bench.h"

enum { TRIES = 5 };

/** A share in 0..1, the same ones in every run. */
double random_share(uint64_t *state);

/** A store's walking network, shelters at junctions of it and places beside it.
 */
typedef struct walk_city {
    om_arena *arena;
    om_json *notices, *report;
    om_run run;
    om_store *store;
    om_roads *roads;
    const om_network *network; /**< a second a metre */
    size_t shelter_count;
    uint32_t *vertices; /**< one a shelter */
    om_start *starts;   /**< the same, at once */
    om_catch_group *groups;
    double limit_m; /**< of every group */
    size_t place_count;
    om_catch_place *places;
    double snap_ms; /**< what it took to find the roads of all places */
} walk_city;

/** @param city  has its counts and its limit */
OM_CHECKED om_status walk_city_open(const char *path, walk_city *city, om_error *err);
void walk_city_close(walk_city *city);
#define AUTO_WALK __attribute__((cleanup(walk_city_close))) walk_city

/** Writes edges.tsv, stations.tsv and answers.tsv for pgRouting: metres instead
 * of seconds. */
om_status measure_walk_export(const char *store, const char *folder, om_error *err);

/** Who of 500,000 places can walk to which of 1,000 shelters within 1 km. */
om_status measure_reach(const char *store, om_error *err);

/** 50,000 places to the 12 nearest of 1,000 shelters. @param file  gets the
 * problem for a peer */
om_status measure_allocation(const char *store, const char *file, om_error *err);

/** 100,000 cells and 1,000 shelters. @param folder  gets both for PostGIS */
om_status measure_overlay(const char *folder, om_error *err);

#endif

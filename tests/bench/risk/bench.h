/*
 * What the measurements of risk share: a clock, figures, and numbers that are the same in each run.
 *
 * Every figure goes to standard output as one line, "figure NAME VALUE UNIT".
 */
#ifndef OM_TESTS_BENCH_RISK_BENCH_H
#define OM_TESTS_BENCH_RISK_BENCH_H

#include <stdint.h>

#include "engine/base/status.h"

/** Each figure is the best of so many tries. */
enum { BENCH_TRIES = 3 };

/** Seconds on a clock that only runs forward. */
double seconds_now(void);

void figure(const char *name, double value, const char *unit);

/** Peak memory of this process so far, bytes. */
double peak_bytes(void);

/** 0 up to 1, the same in every run. */
double pseudo_random(uint64_t *seed);

/* The measurements: each is a word on the command line. */
om_status measure_values(size_t count, const char *path, om_error *err);
om_status measure_jenks(const char *path, size_t classes, om_error *err);
om_status measure_alpha(const char *folder, size_t sources, size_t people, om_error *err);
om_status measure_grid(size_t side, size_t sources, int threads, om_error *err);
om_status measure_raster(double cells, const char *path, om_error *err);
om_status measure_districts(double cells, const char *path, om_error *err);
om_status measure_zonal(const char *path, double cells, const char *output, om_error *err);

#endif

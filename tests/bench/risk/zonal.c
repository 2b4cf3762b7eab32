/* Zonal statistics of a made raster over made districts, on one thread and on two. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"
#include "engine/risk/zonal.h"
#include "tests/bench/risk/bench.h"

/* The districts tile the raster in a lattice of so many columns and rows: 5,000 of them. */
enum { ACROSS = 100, DOWN = 50, POINTS_A_SIDE = 8 };
#define CELL_M 10.0

typedef struct zones {
    om_geo *geo;
    om_geom *shapes[ACROSS * DOWN];
} zones;

static void zones_close(zones *of)
{
    for (size_t i = 0; i < ACROSS * DOWN; i++)
        om_geom_free(of->shapes[i]);
    om_geo_free(of->geo);
}

#define AUTO_ZONES __attribute__((cleanup(zones_close))) zones

/* A place on the wobbly lattice, in districts from its corner; its border is straight. */
static om_xy place_of(double u, double v, double side_m)
{
    const double width_m = side_m / ACROSS, height_m = side_m / DOWN;
    const double bend =
        u > 0 && u < ACROSS && v > 0 && v < DOWN ? 0.15 : 0; /* more would fold it */
    return (om_xy){width_m * (u + bend * sin(5.1 * v + 0.7 * u)),
                   height_m * (v + bend * sin(4.3 * u + 0.9 * v))};
}

static om_status make_district(zones *of, size_t number, double side_m, om_error *err)
{
    static const om_xy corners[] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    const double column = (double)(number % ACROSS), row = (double)(number / ACROSS);
    om_xy points[4 * POINTS_A_SIDE + 1];
    size_t count = 0;
    for (int side = 0; side < 4; side++)
        for (int i = 0; i < POINTS_A_SIDE; i++) {
            const double along = (double)i / POINTS_A_SIDE;
            const om_xy a = corners[side], b = corners[side + 1];
            points[count++] = place_of(column + a.x + along * (b.x - a.x),
                                       row + a.y + along * (b.y - a.y), side_m);
        }
    points[count++] = points[0];
    return om_geom_of_ring(of->geo, points, count, OM_METRES, &of->shapes[number], err);
}

static om_status make_zones(zones *of, double side_m, om_error *err)
{
    OM_TRY(om_geo_open(&of->geo, err));
    for (size_t i = 0; i < ACROSS * DOWN; i++)
        OM_TRY(make_district(of, i, side_m, err));
    return OM_OK;
}

/* Hills in single precision with a gap here and there, the northernmost row first. */
om_status measure_raster(double cells, const char *path, om_error *err)
{
    const size_t side = (size_t)cells;
    uint64_t seed = 3;
    OM_AUTO_FILE file = fopen(path, "wb");
    OM_AUTO_MEMORY float *line = om_memory_take(side, sizeof *line);
    if (!file)
        return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    for (size_t row = 0; row < side; row++) {
        for (size_t i = 0; i < side; i++) {
            const double chance = pseudo_random(&seed);
            const double hill = sin((double)i / 90) * cos((double)row / 70);
            line[i] = chance < 0.01 ? -9999 : (float)(100 + 80 * hill + 10 * chance);
        }
        if (fwrite(line, sizeof *line, side, file) != side)
            return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    }
    return OM_OK;
}

/* One district a line, WKT: what the other programs read. */
om_status measure_districts(double cells, const char *path, om_error *err)
{
    AUTO_ZONES of = {0};
    OM_AUTO_FILE file = fopen(path, "w");
    if (!file)
        return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    OM_TRY(make_zones(&of, cells * CELL_M, err));
    for (size_t i = 0; i < ACROSS * DOWN; i++) {
        om_xy *points = NULL;
        size_t count = 0;
        OM_TRY(om_geom_points(of.shapes[i], &points, &count, err));
        OM_AUTO_MEMORY om_xy *kept = points;
        fprintf(file, "%zu\tPOLYGON((", i);
        for (size_t p = 0; p < count; p++)
            fprintf(file, "%s%.17g %.17g", p ? "," : "", kept[p].x, kept[p].y);
        fprintf(file, "))\n");
    }
    return OM_OK;
}

static om_status time_threads(const om_raster_request *raster, const zones *of, int threads,
                              om_zonal *ret, om_error *err)
{
    const om_zonal_request request = {raster,        of->geo, (const om_geom *const *)of->shapes,
                                      ACROSS * DOWN, threads, NULL};
    om_zonal_facts facts;
    double best = INFINITY;
    for (int i = 0; i < BENCH_TRIES; i++) {
        const double begin = seconds_now();
        OM_TRY(om_zonal_measure(&request, ret, &facts, err));
        best = fmin(best, seconds_now() - begin);
    }
    figure(threads == 1 ? "time_1_thread" : "time", best, "s");
    return OM_OK;
}

/* Writes the means, one a line, for others to be held against. */
static om_status write_means(const om_zonal *found, const char *path, om_error *err)
{
    OM_AUTO_FILE file = fopen(path, "w");
    if (!file)
        return om_fail(err, OM_ERR_DISK, "cannot write %s", path);
    for (size_t i = 0; i < ACROSS * DOWN; i++)
        fprintf(file, "%.17g %.17g\n", found[i].cells, found[i].sum / found[i].cells);
    return OM_OK;
}

om_status measure_zonal(const char *path, double cells, const char *output, om_error *err)
{
    AUTO_ZONES of = {0};
    static om_zonal one[ACROSS * DOWN], two[ACROSS * DOWN];
    const om_raster_request raster = {.path = path, .band = 1, .crs = "EPSG:4549", .nodata = ""};
    OM_TRY(make_zones(&of, cells * CELL_M, err));
    OM_TRY(time_threads(&raster, &of, 1, one, err));
    OM_TRY(time_threads(&raster, &of, 2, two, err));
    if (memcmp(one, two, sizeof one) != 0)
        return om_fail(err, OM_ERR_FAILED, "two threads find something else than one");
    double covered = 0;
    for (size_t i = 0; i < ACROSS * DOWN; i++)
        covered += two[i].cells;
    figure("cells_covered", covered, "cells");
    figure("memory", peak_bytes() / 1e6, "MB");
    return write_means(two, output, err);
}

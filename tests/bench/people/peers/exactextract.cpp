// exactextract on the same shapes and the same grid of people: shares of cells, and their weighted sum.
//
// usage: bench_exactextract SHAPES.wkb CELL_M
#include <geos_c.h>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "grid.h"
#include "matrix.h"
#include "raster.h"
#include "raster_cell_intersection.h"

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    const double cell_m = std::atof(argv[2]), side_m = 40000;
    const size_t cells = static_cast<size_t>(side_m / cell_m);
    GEOSContextHandle_t geos = GEOS_init_r();
    std::vector<GEOSGeometry *> shapes;
    std::vector<unsigned char> wkb;
    std::FILE *file = std::fopen(argv[1], "rb");
    for (std::uint32_t size; std::fread(&size, sizeof size, 1, file) == 1;) {
        wkb.resize(size);
        if (std::fread(wkb.data(), 1, size, file) != size)
            return 1;
        shapes.push_back(GEOSGeomFromWKB_buf_r(geos, wkb.data(), size));
    }
    std::fclose(file);
    std::vector<double> people(cells * cells);
    std::uint32_t seed = 11;
    for (double &cell : people) {
        seed = seed * 1664525u + 1013904223u;
        cell = seed / 4294967296.0;
    }
    exactextract::Grid<exactextract::bounded_extent> grid{{0, 0, side_m, side_m}, cell_m, cell_m};
    double best_s = INFINITY, sum = 0;
    for (int i = 0; i < 3; i++) {
        const auto begun = std::chrono::steady_clock::now();
        sum = 0;
        for (const GEOSGeometry *shape : shapes) {
            auto cover = exactextract::raster_cell_intersection(grid, geos, shape);
            const size_t left =
                static_cast<size_t>(std::lround(cover.grid().xmin() / cell_m));
            const size_t top = static_cast<size_t>(std::lround(cover.grid().ymax() / cell_m));
            for (size_t row = 0; row < cover.rows(); row++)
                for (size_t column = 0; column < cover.cols(); column++)
                    sum += cover(row, column) * people[(top - 1 - row) * cells + left + column];
        }
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
        best_s = std::fmin(best_s, took.count());
    }
    std::printf("figure exactextract %.3f ms\nfigure exactextract_sum %.12g people\n", 1e3 * best_s, sum);
    return 0;
}

/* Sums people by cell, sorted, and looks cells up. */
#include "engine/analysis/population_density.h"

#include <math.h>

#include "engine/base/memory.h"

/* The people of one place, and in which cell of the grid. */
typedef struct density {
    uint64_t cell;
    double people;
} density;

struct om_densities {
    om_grid grid;
    density *cells; /* by cell */
    size_t count;
};

void om_densities_free(om_densities *densities)
{
    if (!densities)
        return;
    free(densities->cells);
    free(densities);
}

static uint64_t cell_of(const om_grid *grid, om_xy at)
{
    const double column = floor((at.x - grid->origin.x) / grid->cell_m);
    const double row = floor((at.y - grid->origin.y) / grid->cell_m);
    return (uint64_t)fmax(row, 0) << 32 | (uint64_t)fmax(column, 0);
}

static int by_cell(const void *left, const void *right)
{
    const density *a = left, *b = right;
    if (a->cell != b->cell)
        return a->cell < b->cell ? -1 : 1;
    return (a->people > b->people) - (a->people < b->people);
}

om_densities *om_densities_new(const om_grid *grid, const om_lots *lots)
{
    om_densities *made = om_memory_take(1, sizeof *made);
    made->grid = *grid;
    made->cells = om_memory_take(lots->count, sizeof *made->cells);
    for (size_t i = 0; i < lots->count; i++)
        made->cells[i] = (density){cell_of(grid, lots->list[i].at), lots->list[i].people};
    if (lots->count)
        qsort(made->cells, lots->count, sizeof *made->cells, by_cell);
    for (size_t i = 0; i < lots->count; i++) {
        if (made->count && made->cells[made->count - 1].cell == made->cells[i].cell)
            made->cells[made->count - 1].people += made->cells[i].people;
        else
            made->cells[made->count++] = made->cells[i];
    }
    return made;
}

static int find_cell(const void *key, const void *entry)
{
    const uint64_t cell = *(const uint64_t *)key, at = ((const density *)entry)->cell;
    return (cell > at) - (cell < at);
}

double om_densities_at(const om_densities *densities, om_xy at)
{
    const uint64_t cell = cell_of(&densities->grid, at);
    const density *found =
        bsearch(&cell, densities->cells, densities->count, sizeof *densities->cells, find_cell);
    const double cell_ha = densities->grid.cell_m * densities->grid.cell_m / 1e4;
    return found ? found->people / cell_ha : (double)NAN;
}

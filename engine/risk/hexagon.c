/* Hexagons, counted in halves of their width eastward and in sixths of two rows northward. */
#include "engine/risk/hexagon.h"

#include <math.h>
#include <string.h>

/* Eastward half widths from the corner of the lattice to a hexagon's middle. */
static int64_t halves_of(om_cell cell)
{
    return 2 * cell.column + (cell.row & 1);
}

/* A third of the distance between two rows; three of them northward are a row. */
static double third_m(double width_m)
{
    return width_m * sqrt(3) / 6;
}

om_xy om_hexagon_middle(om_cell cell, double width_m)
{
    return (om_xy){(double)halves_of(cell) * width_m / 2,
                   (double)(3 * cell.row) * third_m(width_m)};
}

om_rect om_hexagon_rect(om_cell cell, double width_m)
{
    const int64_t halves = halves_of(cell);
    return (om_rect){
        (double)(halves - 1) * width_m / 2, (double)(3 * cell.row - 2) * third_m(width_m),
        (double)(halves + 1) * width_m / 2, (double)(3 * cell.row + 2) * third_m(width_m)};
}

om_status om_hexagon_shape(om_geo *geo, om_cell cell, double width_m, om_geom **ret, om_error *err)
{
    static const int east[] = {0, 1, 1, 0, -1, -1, 0}, north[] = {2, 1, -1, -2, -1, 1, 2};
    enum { POINTS = sizeof east / sizeof *east };
    om_xy ring[POINTS];
    for (size_t i = 0; i < POINTS; i++)
        ring[i] = (om_xy){(double)(halves_of(cell) + east[i]) * width_m / 2,
                          (double)(3 * cell.row + north[i]) * third_m(width_m)};
    return om_geom_of_ring(geo, ring, POINTS, OM_METRES, ret, err);
}

void om_hexagon_code(om_cell cell, char ret[OM_CELL_CODE_SIZE])
{
    om_cell_code(cell, ret);
    ret[0] = 'h';
}

bool om_hexagon_of_code(const char *code, om_cell *ret)
{
    char square[OM_CELL_CODE_SIZE];
    if (!code || code[0] != 'h' || strlen(code) >= sizeof square)
        return false;
    strcpy(square, code);
    square[0] = 'c';
    return om_cell_of_code(square, ret);
}

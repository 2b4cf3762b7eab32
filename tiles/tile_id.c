/* Hilbert's curve, quarter by quarter. */
#include "tiles/tile_id.h"

uint64_t om_tile_id_first(int z)
{
    return ((UINT64_C(1) << 2 * z) - 1) / 3;
}

/* Turns a place within a square of `side` as the curve turns in its quarter. */
static void turn(uint32_t side, uint32_t *x, uint32_t *y, uint32_t right, uint32_t below)
{
    if (below)
        return;
    if (right) {
        *x = side - 1 - *x;
        *y = side - 1 - *y;
    }
    const uint32_t swapped = *x;
    *x = *y;
    *y = swapped;
}

uint64_t om_tile_id(om_tile tile)
{
    uint64_t along = 0;
    uint32_t x = tile.x, y = tile.y;
    for (int bit = tile.z - 1; bit >= 0; bit--) {
        const uint32_t side = UINT32_C(1) << bit;
        const uint32_t right = x >> bit & 1, below = y >> bit & 1;
        along += ((uint64_t)side * side) * ((3 * right) ^ below);
        x &= side - 1;
        y &= side - 1;
        turn(side, &x, &y, right, below);
    }
    return om_tile_id_first(tile.z) + along;
}

int om_tile_id_zoom(uint64_t id)
{
    int z = 0;
    while (om_tile_id_first(z + 1) <= id)
        z++;
    return z;
}

om_tile om_tile_of_id(uint64_t id)
{
    const int z = om_tile_id_zoom(id);
    uint64_t along = id - om_tile_id_first(z);
    uint32_t x = 0, y = 0;
    for (int bit = 0; bit < z; bit++, along >>= 2) {
        const uint32_t side = UINT32_C(1) << bit;
        const uint32_t right = along >> 1 & 1, below = (uint32_t)(along & 1) ^ right;
        turn(side, &x, &y, right, below);
        x += side * right;
        y += side * below;
    }
    return (om_tile){z, x, y};
}

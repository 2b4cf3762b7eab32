/* Tiles are numbered as PMTiles numbers them, and neighbours in number are neighbours on the map.
 */
#include "tiles/tile_id.h"

#include "tests/support/check.h"

static void the_published_numbers_are_met(void **state)
{
    (void)state;
    /* Specification 3, 4.1, and the examples of the reference implementations' tests. */
    const struct {
        om_tile tile;
        uint64_t id;
    } cases[] = {{{0, 0, 0}, 0},
                 {{1, 0, 0}, 1},
                 {{1, 0, 1}, 2},
                 {{1, 1, 1}, 3},
                 {{1, 1, 0}, 4},
                 {{2, 0, 0}, 5},
                 {{12, 3423, 1763}, 19078479}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_INT(om_tile_id(cases[i].tile), cases[i].id);
        const om_tile back = om_tile_of_id(cases[i].id);
        CHECK_INT(back.z, cases[i].tile.z);
        CHECK_INT(back.x, cases[i].tile.x);
        CHECK_INT(back.y, cases[i].tile.y);
    }
}

static void every_tile_has_a_number_of_its_own_and_touches_the_next(void **state)
{
    (void)state;
    om_tile last = {0};
    for (uint64_t id = 1; id < om_tile_id_first(8); id++) {
        const om_tile tile = om_tile_of_id(id);
        CHECK(om_tile_is_valid(tile));
        CHECK_INT(om_tile_id(tile), id);
        const int64_t across = (int64_t)tile.x - last.x, down = (int64_t)tile.y - last.y;
        if (tile.z == last.z)
            CHECK_INT(across * across + down * down, 1);
        last = tile;
    }
}

static void the_last_tiles_of_the_deepest_zooms_come_back(void **state)
{
    (void)state;
    for (int z = 20; z <= 26; z++) {
        const uint32_t last = (1u << z) - 1;
        const om_tile tiles[] = {{z, 0, 0}, {z, last, 0}, {z, 0, last}, {z, last, last}};
        for (size_t i = 0; i < 4; i++) {
            const uint64_t id = om_tile_id(tiles[i]);
            CHECK_INT(om_tile_id_zoom(id), z);
            CHECK_INT(om_tile_of_id(id).x, tiles[i].x);
            CHECK_INT(om_tile_of_id(id).y, tiles[i].y);
        }
    }
}

OM_TESTS(test(the_published_numbers_are_met),
         test(every_tile_has_a_number_of_its_own_and_touches_the_next),
         test(the_last_tiles_of_the_deepest_zooms_come_back))

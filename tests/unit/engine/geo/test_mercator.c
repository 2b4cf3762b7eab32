/* Tiles lie where everybody else's lie. */
#include "engine/geo/mercator.h"

#include "tests/support/check.h"

static void the_world_is_a_square(void **state)
{
    (void)state;
    const om_xy middle = om_mercator_of((om_lonlat){0, 0});
    CHECK_NEAR(middle.x, 0.5, 0);
    CHECK_NEAR(middle.y, 0.5, 1e-15);
    const om_xy corner = om_mercator_of((om_lonlat){-180, 90});
    CHECK_NEAR(corner.x, 0, 0);
    CHECK_NEAR(corner.y, 0, 1e-12);
}

static void a_place_comes_back(void **state)
{
    (void)state;
    const om_lonlat back = om_mercator_to_lonlat(om_mercator_of((om_lonlat){120.3, 31.57}));
    CHECK_NEAR(back.lon, 120.3, 1e-12);
    CHECK_NEAR(back.lat, 31.57, 1e-12);
}

static void the_white_house_is_in_its_tile(void **state)
{
    (void)state;
    const om_box spot = {-77.0366, 38.8976, -77.0365, 38.8977};
    const om_tile_range range = om_tile_range_of(&spot, 16);
    CHECK_INT(range.min_x, 18743);
    CHECK_INT(range.min_y, 25070);
    CHECK_INT(om_tile_range_count(range), 1);
}

static void a_tiles_own_box_is_one_tile(void **state)
{
    (void)state;
    for (int z = 0; z <= 18; z += 3) {
        const om_tile tile = {z, (1u << z) / 3, (1u << z) / 2};
        const om_box box = om_tile_box(tile);
        const om_box inner = {box.west + 1e-9, box.south + 1e-9, box.east - 1e-9, box.north - 1e-9};
        const om_tile_range range = om_tile_range_of(&inner, z);
        CHECK_INT(range.min_x, tile.x);
        CHECK_INT(range.max_y, tile.y);
        CHECK_INT(om_tile_range_count(range), 1);
    }
}

static void tiles_outside_the_world_are_invalid(void **state)
{
    (void)state;
    CHECK(om_tile_is_valid((om_tile){0, 0, 0}));
    CHECK(!om_tile_is_valid((om_tile){0, 1, 0}));
    CHECK(!om_tile_is_valid((om_tile){-1, 0, 0}));
    CHECK(!om_tile_is_valid((om_tile){3, 0, 8}));
}

OM_TESTS(test(the_world_is_a_square), test(a_place_comes_back),
         test(the_white_house_is_in_its_tile), test(a_tiles_own_box_is_one_tile),
         test(tiles_outside_the_world_are_invalid))

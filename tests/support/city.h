/*
 * A city drawn with characters, for tests: "F--a--b", one character = 500 m.
 *
 * Letters and '+' are junctions, '-' and '|' roads, '#' a road from left to right on a bridge over
 * one from top to bottom, '>' '<' '^' 'V' one-way stretches. The top left character lies at x = 0,
 * y = 0; y grows upwards, so the second line has y = -500.
 */
#ifndef OM_TESTS_CITY_H
#define OM_TESTS_CITY_H

#include "engine/base/arena.h"
#include "engine/network/network.h"
#include "tests/support/roads.h"

#define OM_CITY_STEP_M 500.0

typedef struct om_city {
    om_arena *arena;
    road_drawn *roads;
    size_t road_count;
    om_network *network;
    om_xy letters[128];
    bool has_letter[128];
} om_city;

/** Draws a city; a picture that cannot be built fails the test. */
om_city *om_city_draw(const char *picture, double speed_kmh);
void om_city_free(om_city *city);
OM_DEFINE_AUTO(om_city)

/** Where a letter stands. */
om_xy om_city_at(const om_city *city, char letter);

#endif

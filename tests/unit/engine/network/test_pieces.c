/* Pieces of a network are numbered from the largest. */
#include "tests/support/check.h"
#include "tests/support/city.h"

static void the_largest_piece_comes_first(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a--b\n\nc->-d--e\n", 30);
    CHECK_INT(om_network_piece_count(city->network), 2);
    CHECK_NEAR(om_network_piece_share(city->network, 0), 0.6, 1e-12);
    CHECK_NEAR(om_network_piece_share(city->network, 1), 0.4, 1e-12);
    om_spot spot;
    CHECK(om_network_snap(city->network, om_city_at(city, 'a'), 1, &spot));
    const uint32_t vertex = om_network_edge(city->network, spot.edge)->from;
    CHECK_INT(om_network_piece(city->network, vertex), 1);
}

OM_TESTS(test(the_largest_piece_comes_first))

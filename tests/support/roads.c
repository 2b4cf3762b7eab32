/* Puts roads into tables. */
#include "tests/support/roads.h"

om_road_table roads_table(const road_drawn *roads, size_t count)
{
    om_road_table table = {0};
    for (size_t r = 0; r < count; r++) {
        const road_drawn *from = &roads[r];
        const om_road road = {.speed_kmh = from->speed_kmh,
                              .oneway = (int8_t)from->oneway,
                              .level = from->level,
                              .by_node = from->nodes != NULL};
        om_road_table_add(&table, &road);
        for (size_t i = 0; i < from->count; i++)
            om_road_table_add_point(&table, from->points[i],
                                    from->nodes ? om_key_of_node(from->nodes[i])
                                                : om_key_of_place(from->places[i]));
    }
    return table;
}

om_status roads_build(const road_drawn *roads, size_t count, const om_turns *turns,
                      om_network **ret, om_error *err)
{
    om_road_table table = roads_table(roads, count);
    const om_status status = om_network_build(&table, turns, ret, err);
    om_road_table_clear(&table);
    return status;
}

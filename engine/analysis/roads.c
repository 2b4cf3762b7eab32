/* Reads roads with their speeds into a network. */
#include "engine/analysis/roads.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/speeds.h"
#include "engine/base/arena.h"
#include "engine/base/memory.h"
#include "engine/store/rows.h"

/* Below this share of junctions in the largest piece the network is told to be torn. */
#define WHOLE_SHARE 0.98

enum { CLASS, ONEWAY, MAXSPEED, LEVEL, BRIDGE, TUNNEL, ACCESS, NODES, GEOMETRY };
static const char columns[] = "class, oneway, maxspeed_kmh, level, bridge, tunnel, access, nodes";

/* Roads as they are gathered. */
typedef struct gathering {
    om_arena *arena;
    om_speeds *speeds;
    const om_transform *to_metres;
    double speed_factor;
    om_road *roads;
    size_t count, capacity;
    size_t closed, unknown;
    char unknown_class[64]; /* the first of them */
} gathering;

static void gathering_clear(gathering *gathered)
{
    om_arena_free(gathered->arena);
    om_speeds_free(gathered->speeds);
    free(gathered->roads);
}

/* The speed on the road of the current row, 0 where the vehicle does not drive. */
static double speed_of(gathering *gathered, const om_rows *rows)
{
    const char *access = om_rows_text(rows, ACCESS);
    const char *road_class = om_rows_text(rows, CLASS);
    bool known = true;
    if (access && strcmp(access, "no") == 0)
        return 0;
    double kmh = om_speeds_kmh(gathered->speeds, road_class ? road_class : "", &known);
    if (!known && gathered->unknown++ == 0)
        snprintf(gathered->unknown_class, sizeof gathered->unknown_class, "%s",
                 road_class ? road_class : "");
    const double limit_kmh = om_rows_real(rows, MAXSPEED);
    if (limit_kmh > 0 && limit_kmh < kmh)
        kmh = limit_kmh;
    return kmh * gathered->speed_factor;
}

/* The level a road lies on; a bridge or tunnel that does not say so is one above or below. */
static int level_of(const om_rows *rows)
{
    if (!om_rows_is_null(rows, LEVEL) && om_rows_integer(rows, LEVEL) != 0)
        return (int)om_rows_integer(rows, LEVEL);
    return (om_rows_integer(rows, BRIDGE) == 1) - (om_rows_integer(rows, TUNNEL) == 1);
}

static const int64_t *nodes_of(gathering *gathered, const om_rows *rows, size_t count)
{
    size_t size = 0;
    const void *blob = om_rows_blob(rows, NODES, &size);
    if (!blob || size != count * sizeof(int64_t))
        return NULL;
    int64_t *nodes = OM_ARENA_ARRAY(gathered->arena, int64_t, count);
    memcpy(nodes, blob, size);
    return nodes;
}

static om_status gather_shape(gathering *gathered, const om_rows *rows, om_road *road,
                              om_error *err)
{
    OM_AUTO(om_geom) line = NULL;
    OM_TRY(om_rows_geom(rows, GEOMETRY, &line, err));
    if (!line)
        return OM_OK;
    OM_AUTO_MEMORY om_xy *degrees = NULL;
    OM_TRY(om_geom_points(line, &degrees, &road->count, err));
    om_xy *points = OM_ARENA_ARRAY(gathered->arena, om_xy, road->count);
    om_lonlat *places = OM_ARENA_ARRAY(gathered->arena, om_lonlat, road->count);
    for (size_t i = 0; i < road->count; i++) {
        points[i] = degrees[i];
        places[i] = (om_lonlat){degrees[i].x, degrees[i].y};
    }
    OM_TRY(om_transform_points(gathered->to_metres, points, road->count, err));
    road->points = points;
    road->places = places;
    road->nodes = nodes_of(gathered, rows, road->count);
    return OM_OK;
}

static om_status gather_road(gathering *gathered, const om_rows *rows, om_error *err)
{
    om_road road = {.speed_kmh = speed_of(gathered, rows),
                    .oneway = (int)om_rows_integer(rows, ONEWAY),
                    .level = level_of(rows)};
    if (!(road.speed_kmh > 0)) {
        gathered->closed++;
        return OM_OK;
    }
    OM_TRY(gather_shape(gathered, rows, &road, err));
    if (road.count < 2)
        return OM_OK;
    gathered->roads = om_memory_grow(gathered->roads, gathered->count + 1, &gathered->capacity,
                                     sizeof *gathered->roads);
    gathered->roads[gathered->count++] = road;
    return OM_OK;
}

static om_status gather(const om_run *run, gathering *gathered, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("road"), columns, &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        OM_TRY(gather_road(gathered, rows, err));
    }
}

static void tell_network(const om_run *run, const gathering *gathered, const om_network *network,
                         om_json *report)
{
    const double share = om_network_piece_share(network, 0);
    om_json *told = om_json_put(report, "network", om_json_object_new());
    om_json_put_integer(told, "roads", (int64_t)gathered->count);
    om_json_put_integer(told, "roads_not_driven", (int64_t)gathered->closed);
    om_json_put_integer(told, "roads_of_unknown_class", (int64_t)gathered->unknown);
    om_json_put_integer(told, "edges", (int64_t)om_network_edge_count(network));
    om_json_put_integer(told, "junctions", (int64_t)om_network_vertex_count(network));
    om_json_put_number(told, "length_m", om_network_length_m(network));
    om_json_put_integer(told, "pieces", (int64_t)om_network_piece_count(network));
    om_json_put_number(told, "largest_piece_share", share);
    if (gathered->unknown)
        om_run_notice(run,
                      "%zu roads have a class that standards/speeds.csv does not know (the first: "
                      "'%s'); its default speed was used for them",
                      gathered->unknown, gathered->unknown_class);
    if (share < WHOLE_SHARE)
        om_run_notice(run,
                      "the road network is in %zu pieces, the largest has %.1f %% of the "
                      "junctions: what lies on another piece cannot be reached",
                      om_network_piece_count(network), 100 * share);
}

om_status om_roads_read(const om_run *run, const om_driving *driving, om_json *report,
                        om_network **ret, om_error *err)
{
    __attribute__((cleanup(gathering_clear)))
    gathering gathered = {.arena = om_arena_new(), .speed_factor = driving->speed_factor};
    OM_TRY(om_speeds_open(driving->vehicle, &gathered.speeds, err));
    OM_TRY(om_store_to_metres(run->store, &gathered.to_metres, err));
    OM_TRY(gather(run, &gathered, err));
    if (gathered.count == 0)
        return om_fail(err, OM_ERR_DATA,
                       "none of the %zu roads may be driven by a %s engine: see their class and "
                       "standards/speeds.csv",
                       gathered.closed, driving->vehicle);
    OM_AUTO(om_network) network = NULL;
    OM_TRY(om_network_build(gathered.roads, gathered.count, &network, err));
    tell_network(run, &gathered, network, report);
    *ret = OM_TAKE(network);
    return OM_OK;
}

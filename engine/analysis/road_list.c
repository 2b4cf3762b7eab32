/* Reads the roads that a vehicle may drive on. */
#include "engine/analysis/road_list.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/rows.h"

enum {
    ID,
    CLASS,
    ONEWAY,
    MAXSPEED,
    LEVEL,
    BRIDGE,
    TUNNEL,
    ACCESS,
    EMERGENCY,
    MAXHEIGHT,
    MAXWEIGHT,
    MAXWIDTH,
    FOOT,
    NODES,
    GEOMETRY
};
static const char columns[] =
    "id, class, oneway, maxspeed_kmh, level, bridge, tunnel, access, emergency, maxheight_m, "
    "maxweight_t, maxwidth_m, foot, nodes";
static const char walkway_columns[] = "id, class, 0, null, level, bridge, tunnel, null, null, "
                                      "null, null, null, foot, nodes";

void om_road_list_free(om_road_list *list)
{
    if (!list)
        return;
    om_vehicle_free(list->vehicle);
    om_speeds_free(list->speeds);
    free(list->roads);
    free(list->rows);
    om_arena_free(list->arena);
    free(list);
}

/* ---- One road ---- */

/* Who may pass: people on foot by what restricts them, where that is told. */
static const char *access_of(const om_road_list *list, const om_rows *rows)
{
    const char *foot = om_rows_text(rows, FOOT);
    return foot && om_vehicle_is(list->vehicle, "foot") ? foot : om_rows_text(rows, ACCESS);
}

/* False when the vehicle does not drive on the road of the current row; why is counted. */
static bool is_open(om_road_list *list, const om_rows *rows, size_t speeds_row)
{
    const om_size limit = {om_rows_real(rows, MAXHEIGHT), om_rows_real(rows, MAXWEIGHT),
                           om_rows_real(rows, MAXWIDTH)};
    if (!(om_speeds_kmh(list->speeds, speeds_row, OM_DESIGN) > 0)) {
        list->closed_by_class++;
        return false;
    }
    if (!om_vehicle_passes(list->vehicle, access_of(list, rows), om_rows_text(rows, EMERGENCY))) {
        list->closed_by_access++;
        return false;
    }
    if (!om_vehicle_fits(list->vehicle, &limit)) {
        list->closed_by_size++;
        return false;
    }
    return true;
}

static size_t speeds_row_of(om_road_list *list, const om_rows *rows)
{
    const char *road_class = om_rows_text(rows, CLASS);
    bool known = true;
    const size_t row = om_speeds_row(list->speeds, road_class ? road_class : "", &known);
    if (!known && list->unknown++ == 0)
        snprintf(list->unknown_class, sizeof list->unknown_class, "%s",
                 road_class ? road_class : "");
    return row;
}

/* The level a road lies on; a bridge or tunnel that does not say so is one above or below. */
static int level_of(const om_rows *rows)
{
    if (!om_rows_is_null(rows, LEVEL) && om_rows_integer(rows, LEVEL) != 0)
        return (int)om_rows_integer(rows, LEVEL);
    return (om_rows_integer(rows, BRIDGE) == 1) - (om_rows_integer(rows, TUNNEL) == 1);
}

static const int64_t *nodes_of(om_road_list *list, const om_rows *rows, size_t count)
{
    size_t size = 0;
    const void *blob = om_rows_blob(rows, NODES, &size);
    if (!blob || size != count * sizeof(int64_t))
        return NULL;
    int64_t *nodes = OM_ARENA_ARRAY(list->arena, int64_t, count);
    memcpy(nodes, blob, size);
    return nodes;
}

static om_status read_shape(om_road_list *list, const om_rows *rows, const om_transform *to_metres,
                            om_road *road, om_error *err)
{
    OM_AUTO(om_geom) line = NULL;
    OM_TRY(om_rows_geom(rows, GEOMETRY, &line, err));
    if (!line)
        return OM_OK;
    OM_AUTO_MEMORY om_xy *degrees = NULL;
    OM_TRY(om_geom_points(line, &degrees, &road->count, err));
    om_xy *points = OM_ARENA_ARRAY(list->arena, om_xy, road->count);
    om_lonlat *places = OM_ARENA_ARRAY(list->arena, om_lonlat, road->count);
    for (size_t i = 0; i < road->count; i++) {
        points[i] = degrees[i];
        places[i] = (om_lonlat){degrees[i].x, degrees[i].y};
    }
    OM_TRY(om_transform_points(to_metres, points, road->count, err));
    road->points = points;
    road->places = places;
    road->nodes = nodes_of(list, rows, road->count);
    return OM_OK;
}

void om_road_list_add(om_road_list *list, const om_road *road, const om_road_row *row)
{
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 256;
        list->roads = om_memory_resize(list->roads, list->capacity, sizeof *list->roads);
        list->rows = om_memory_resize(list->rows, list->capacity, sizeof *list->rows);
    }
    list->roads[list->count] = *road;
    list->rows[list->count++] = *row;
}

static om_status read_road(om_road_list *list, const om_rows *rows, const om_transform *to_metres,
                           om_error *err)
{
    const bool goes_against = om_vehicle_goes_against(list->vehicle);
    const om_road_row row = {.id = om_arena_text(list->arena, om_rows_text(rows, ID)),
                             .speeds_row = speeds_row_of(list, rows),
                             .limit_kmh = om_rows_real(rows, MAXSPEED)};
    om_road road = {.oneway = goes_against ? 0 : (int)om_rows_integer(rows, ONEWAY),
                    .level = level_of(rows)};
    if (!is_open(list, rows, row.speeds_row))
        return OM_OK;
    OM_TRY(read_shape(list, rows, to_metres, &road, err));
    if (road.count >= 2)
        om_road_list_add(list, &road, &row);
    return OM_OK;
}

/* ---- All roads ---- */

static om_status read_layer(const om_run *run, const char *layer, const char *wanted,
                            om_road_list *list, om_error *err)
{
    const om_transform *to_metres = NULL;
    OM_TRY(om_store_to_metres(run->store, &to_metres, err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find(layer), wanted, &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        OM_TRY(read_road(list, rows, to_metres, err));
    }
}

/* People on foot have ways of their own beside the roads. */
static om_status read_roads(const om_run *run, om_road_list *list, om_error *err)
{
    int64_t walkways = 0;
    OM_TRY(read_layer(run, "road", columns, list, err));
    if (om_vehicle_is(list->vehicle, "foot"))
        OM_TRY(om_run_count(run, "walkway", &walkways, err));
    return walkways ? read_layer(run, "walkway", walkway_columns, list, err) : OM_OK;
}

om_status om_road_list_read(const om_run *run, const char *vehicle, om_road_list **ret,
                            om_error *err)
{
    OM_AUTO(om_road_list) list = om_memory_take(1, sizeof *list);
    list->arena = om_arena_new();
    OM_TRY(om_vehicle_open(vehicle, &list->vehicle, err));
    OM_TRY(om_speeds_open(om_vehicle_speeds(list->vehicle), &list->speeds, err));
    OM_TRY(read_roads(run, list, err));
    if (list->count == 0)
        return om_fail(err, OM_ERR_DATA,
                       "%s may drive on none of the roads: %zu are closed to it by their class "
                       "(standards/speeds.csv), %zu by access, %zu by size",
                       vehicle, list->closed_by_class, list->closed_by_access,
                       list->closed_by_size);
    *ret = OM_TAKE(list);
    return OM_OK;
}

/* ---- Speeds ---- */

static double length_m(const om_road *road)
{
    double length_m = 0;
    for (size_t i = 1; i < road->count; i++)
        length_m += hypot(road->points[i].x - road->points[i - 1].x,
                          road->points[i].y - road->points[i - 1].y);
    return length_m;
}

static om_road_fact fact_of(const om_road_list *list, size_t number)
{
    const om_road_row *row = &list->rows[number];
    const om_road *road = &list->roads[number];
    return (om_road_fact){.limit_kmh = row->limit_kmh,
                          .delay_s = row->delay_s,
                          .length_m = row->delay_s > 0 ? length_m(road) : 0,
                          .speeds_row = row->speeds_row,
                          .level = road->level};
}

void om_road_list_pace(om_road_list *list, const om_pace *pace)
{
    for (size_t i = 0; i < list->count; i++) {
        const om_road_fact fact = fact_of(list, i);
        list->roads[i].speed_kmh = om_road_kmh(&fact, list->speeds, pace);
    }
}

/* ---- What stays known ---- */

static void copy_ids(const om_road_list *list, om_road_facts *facts)
{
    for (size_t i = 0; i < list->count; i++)
        facts->ids_size += strlen(list->rows[i].id) + 1;
    facts->id_at = OM_ARENA_ARRAY(facts->arena, uint32_t, list->count);
    facts->ids = OM_ARENA_ARRAY(facts->arena, char, facts->ids_size);
    size_t at = 0;
    for (size_t i = 0; i < list->count; i++) {
        const size_t size = strlen(list->rows[i].id) + 1;
        facts->id_at[i] = (uint32_t)at;
        memcpy(facts->ids + at, list->rows[i].id, size);
        at += size;
    }
}

static void copy_facts(const om_road_list *list, om_road_facts *facts)
{
    for (size_t i = 0; i < list->count; i++)
        facts->gate_count += list->rows[i].delay_s > 0;
    facts->limit_kmh = OM_ARENA_ARRAY(facts->arena, double, list->count);
    facts->speeds_row = OM_ARENA_ARRAY(facts->arena, uint16_t, list->count);
    facts->level = OM_ARENA_ARRAY(facts->arena, int16_t, list->count);
    facts->gates = OM_ARENA_ARRAY(facts->arena, om_road_gate, facts->gate_count);
    size_t gates = 0;
    for (size_t i = 0; i < list->count; i++) {
        const om_road_fact fact = fact_of(list, i);
        facts->limit_kmh[i] = fact.limit_kmh;
        facts->speeds_row[i] = (uint16_t)fact.speeds_row;
        facts->level[i] = (int16_t)fact.level;
        if (fact.delay_s > 0)
            facts->gates[gates++] = (om_road_gate){fact.delay_s, fact.length_m, (uint32_t)i, 0};
    }
}

om_road_facts *om_road_list_facts(const om_road_list *list)
{
    om_arena *arena = om_arena_new();
    om_road_facts *facts = OM_ARENA_ARRAY(arena, om_road_facts, 1);
    facts->arena = arena;
    facts->count = list->count;
    copy_facts(list, facts);
    copy_ids(list, facts);
    facts->counts = OM_ARENA_ARRAY(arena, om_road_counts, 1);
    facts->counts->closed_by_class = list->closed_by_class;
    facts->counts->closed_by_access = list->closed_by_access;
    facts->counts->closed_by_size = list->closed_by_size;
    facts->counts->of_unknown_class = list->unknown;
    memcpy(facts->counts->unknown_class, list->unknown_class, sizeof list->unknown_class);
    return facts;
}

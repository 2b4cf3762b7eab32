/* Reads the roads that a vehicle may drive on. */
#include "engine/analysis/road_list.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/pages.h"
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
    om_road_table_clear(&list->table);
    om_pages_free(list->rows, list->capacity * sizeof *list->rows);
    om_pages_free(list->ids, list->ids_capacity);
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

void om_road_list_add(om_road_list *list, const om_road *road, const om_road_row *row)
{
    list->rows = om_pages_grow(list->rows, list->count + 1, &list->capacity, sizeof *list->rows);
    list->rows[list->count++] = *row;
    om_road_table_add(&list->table, road);
}

const char *om_road_list_id(const om_road_list *list, size_t road)
{
    return list->ids + list->rows[road].id_at;
}

/* @return where it begins */
static uint32_t add_id(om_road_list *list, const char *id)
{
    const size_t at = list->ids_size, size = strlen(id) + 1;
    list->ids = om_pages_grow(list->ids, at + size, &list->ids_capacity, 1);
    memcpy(list->ids + at, id, size);
    list->ids_size += size;
    return (uint32_t)at;
}

/* The node ids of a road's points, or NULL. Borrowed until the next row, and aligned to nothing. */
static const char *nodes_of(const om_rows *rows, size_t count)
{
    size_t size = 0;
    const char *blob = om_rows_blob(rows, NODES, &size);
    return blob && size == count * sizeof(int64_t) ? blob : NULL;
}

static om_point_key key_of(const char *nodes, size_t i, om_xy degrees)
{
    int64_t node;
    if (!nodes)
        return om_key_of_place((om_lonlat){degrees.x, degrees.y});
    memcpy(&node, nodes + i * sizeof node, sizeof node);
    return om_key_of_node(node);
}

/* Adds the road of the current row if it has a shape. */
static om_status add_shape(om_road_list *list, const om_rows *rows, const om_transform *to_metres,
                           om_road *road, om_road_row *row, om_error *err)
{
    OM_AUTO(om_geom) line = NULL;
    OM_AUTO_MEMORY om_xy *points = NULL;
    size_t count = 0;
    OM_TRY(om_rows_geom(rows, GEOMETRY, &line, err));
    if (line)
        OM_TRY(om_geom_points(line, &points, &count, err));
    if (count < 2)
        return OM_OK;
    const char *nodes = nodes_of(rows, count);
    OM_AUTO_MEMORY om_point_key *keys = om_memory_take(count, sizeof *keys);
    for (size_t i = 0; i < count; i++)
        keys[i] = key_of(nodes, i, points[i]);
    OM_TRY(om_transform_points(to_metres, points, count, err));
    road->by_node = nodes != NULL;
    row->id_at = add_id(list, om_rows_text(rows, ID));
    om_road_list_add(list, road, row);
    for (size_t i = 0; i < count; i++)
        om_road_table_add_point(&list->table, points[i], keys[i]);
    return OM_OK;
}

static om_status read_road(om_road_list *list, const om_rows *rows, const om_transform *to_metres,
                           om_error *err)
{
    const bool goes_against = om_vehicle_goes_against(list->vehicle);
    const size_t speeds_row = speeds_row_of(list, rows);
    om_road_row row = {.speeds_row = (uint16_t)speeds_row,
                       .limit_kmh = om_rows_real(rows, MAXSPEED)};
    om_road road = {.oneway = goes_against ? 0 : (int8_t)om_rows_integer(rows, ONEWAY),
                    .level = level_of(rows)};
    if (!is_open(list, rows, speeds_row))
        return OM_OK;
    return add_shape(list, rows, to_metres, &road, &row, err);
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

static double length_m(const om_road_list *list, size_t number)
{
    const om_xy *points = om_road_points(&list->table, number);
    double length_m = 0;
    for (size_t i = 1; i < list->table.roads[number].count; i++)
        length_m += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    return length_m;
}

static om_road_fact fact_of(const om_road_list *list, size_t number)
{
    const om_road_row *row = &list->rows[number];
    return (om_road_fact){.limit_kmh = row->limit_kmh,
                          .delay_s = row->delay_s,
                          .length_m = row->delay_s > 0 ? length_m(list, number) : 0,
                          .speeds_row = row->speeds_row,
                          .level = list->table.roads[number].level};
}

void om_road_list_pace(om_road_list *list, const om_pace *pace)
{
    for (size_t i = 0; i < list->count; i++) {
        const om_road_fact fact = fact_of(list, i);
        list->table.roads[i].speed_kmh = om_road_kmh(&fact, list->speeds, pace);
    }
}

/* ---- What stays known ---- */

/* Parts of one road share its id. */
static void copy_ids(const om_road_list *list, om_road_facts *facts)
{
    facts->ids_size = list->ids_size;
    facts->id_at = OM_ARENA_ARRAY(facts->arena, uint32_t, list->count);
    facts->ids = OM_ARENA_ARRAY(facts->arena, char, facts->ids_size);
    memcpy(facts->ids, list->ids, list->ids_size);
    for (size_t i = 0; i < list->count; i++)
        facts->id_at[i] = list->rows[i].id_at;
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

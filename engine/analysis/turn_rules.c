/* Reads turn restrictions and finds the roads they lead over. */
#include "engine/analysis/turn_rules.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/rows.h"

enum { KIND, FROM, VIA, TO, NODE, EXEMPT, VEHICLE, GEOMETRY };
static const char columns[] = "kind, from_road, via_roads, to_road, via_node, exempt, vehicle";

/* Where roads meet: those that know their nodes, and those that do not. */
typedef struct meeting {
    bool has_node, has_place;
    om_point_key node, place;
} meeting;

/* The roads that bear an id, and the parts "id/1", "id/2" of it, by their numbers. */
typedef struct parts {
    size_t first[2], end[2];
} parts;

/* A turn while its roads are gathered. */
typedef struct gathering {
    const om_road_list *list;
    uint32_t *roads;
    size_t count, capacity;
    meeting at; /* the end that the roads so far lead to */
} gathering;

/* ---- Roads by id ---- */

static size_t lower_bound(const om_road_list *list, const char *id)
{
    size_t low = 0, high = list->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(om_road_list_id(list, middle), id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static parts find_parts(const om_road_list *list, const char *id, size_t length)
{
    OM_AUTO_TEXT text = {0};
    parts found;
    om_text_add_bytes(&text, id, length);
    found.first[0] = found.end[0] = lower_bound(list, text.bytes);
    while (found.end[0] < list->count &&
           strcmp(om_road_list_id(list, found.end[0]), text.bytes) == 0)
        found.end[0]++;
    om_text_add(&text, "/");
    found.first[1] = found.end[1] = lower_bound(list, text.bytes);
    while (found.end[1] < list->count &&
           om_text_starts(om_road_list_id(list, found.end[1]), text.bytes))
        found.end[1]++;
    return found;
}

static bool is_at(const om_road_table *table, size_t road, size_t point, const meeting *where)
{
    const om_point_key key = om_road_keys(table, road)[point];
    return table->roads[road].by_node ? where->has_node && key == where->node
                                      : where->has_place && key == where->place;
}

static bool ends_at(const om_road_table *table, size_t road, const meeting *where)
{
    return is_at(table, road, 0, where) || is_at(table, road, table->roads[road].count - 1, where);
}

static bool passes(const om_road_table *table, size_t road, const meeting *where)
{
    for (size_t i = 0; i < table->roads[road].count; i++)
        if (is_at(table, road, i, where))
            return true;
    return false;
}

/* The first part that ends there, or at least passes; the list's count when there is none. */
static size_t part_at(const om_road_list *list, const parts *of, const meeting *where)
{
    size_t passing = list->count;
    for (size_t k = 0; k < 2; k++)
        for (size_t r = of->first[k]; r < of->end[k]; r++) {
            if (ends_at(&list->table, r, where))
                return r;
            if (passing == list->count && passes(&list->table, r, where))
                passing = r;
        }
    return passing;
}

/* ---- One turn ---- */

static void add_road(gathering *turn, size_t road)
{
    turn->roads =
        om_memory_grow(turn->roads, turn->count + 1, &turn->capacity, sizeof *turn->roads);
    turn->roads[turn->count++] = (uint32_t)road;
}

static bool is_used(const gathering *turn, size_t road)
{
    for (size_t i = 0; i < turn->count; i++)
        if (turn->roads[i] == road)
            return true;
    return false;
}

static meeting other_end(const om_road_table *table, size_t road, const meeting *where)
{
    const size_t last = is_at(table, road, 0, where) ? table->roads[road].count - 1 : 0;
    const om_point_key key = om_road_keys(table, road)[last];
    const bool by_node = table->roads[road].by_node;
    return (meeting){.has_node = by_node, .has_place = !by_node, .node = key, .place = key};
}

/* Takes the part of a road that leads on from where the turn has come. @return false: none does */
static bool lead_on(gathering *turn, const parts *over)
{
    for (size_t k = 0; k < 2; k++)
        for (size_t r = over->first[k]; r < over->end[k]; r++) {
            if (is_used(turn, r) || !ends_at(&turn->list->table, r, &turn->at))
                continue;
            add_road(turn, r);
            turn->at = other_end(&turn->list->table, r, &turn->at);
            return true;
        }
    return false;
}

/* Drives over all parts of a road up to where the next one is met. */
static bool lead_over(gathering *turn, const parts *over, const parts *next)
{
    do {
        if (!lead_on(turn, over))
            return false;
        const size_t met = part_at(turn->list, next, &turn->at);
        if (met < turn->list->count && ends_at(&turn->list->table, met, &turn->at))
            return true;
    } while (true);
}

/* The next word of a list; `*length` is 0 after the last. */
static const char *next_word(const char *list, const char *separators, size_t *length)
{
    list += strspn(list, separators);
    *length = strcspn(list, separators);
    return list;
}

static bool lead_over_all(gathering *turn, const char *via, const parts *to)
{
    size_t length;
    for (via = next_word(via, " ", &length); length;) {
        const parts over = find_parts(turn->list, via, length);
        via = next_word(via + length, " ", &length);
        const parts next = length ? find_parts(turn->list, via, length) : *to;
        if (!lead_over(turn, &over, &next))
            return false;
    }
    return true;
}

/* Gathers the roads of the current row. @return false when they do not meet or are not there */
static bool gather(gathering *turn, const om_rows *rows)
{
    const om_road_list *list = turn->list;
    const char *from_id = om_rows_text(rows, FROM), *to_id = om_rows_text(rows, TO);
    const char *via = om_rows_text(rows, VIA);
    const parts from = find_parts(list, from_id, strlen(from_id));
    const parts to = find_parts(list, to_id, strlen(to_id));
    const size_t first = part_at(list, &from, &turn->at);
    if (first == list->count)
        return false;
    add_road(turn, first);
    if (via && !lead_over_all(turn, via, &to))
        return false;
    const size_t last = part_at(list, &to, &turn->at);
    if (last == list->count)
        return false;
    add_road(turn, last);
    return true;
}

/* ---- All turns ---- */

static bool is_exempt(const om_vehicle *vehicle, const om_rows *rows)
{
    const char *only_for = om_rows_text(rows, VEHICLE), *exempt = om_rows_text(rows, EXEMPT);
    if (om_vehicle_turns_freely(vehicle) || (only_for && !om_vehicle_is(vehicle, only_for)))
        return true;
    size_t length;
    for (exempt = next_word(exempt ? exempt : "", "; ", &length); length;
         exempt = next_word(exempt + length, "; ", &length)) {
        char mode[32];
        snprintf(mode, sizeof mode, "%.*s", (int)length, exempt);
        if (om_vehicle_is(vehicle, mode))
            return true;
    }
    return false;
}

/* Counts a row that is no turn to be built. @return true when it is one */
static bool binds(const om_road_list *list, const om_rows *rows, om_turn_rules *rules)
{
    const char *kind = om_rows_text(rows, KIND);
    if (strcmp(kind, "conditional") == 0) {
        rules->timed++;
        return false;
    }
    if (!om_text_starts(kind, "no_") && !om_text_starts(kind, "only_")) {
        if (rules->unknown++ == 0)
            snprintf(rules->unknown_kind, sizeof rules->unknown_kind, "%s", kind);
        return false;
    }
    if (is_exempt(list->vehicle, rows)) {
        rules->exempt++;
        return false;
    }
    return true;
}

static om_status read_row(const om_road_list *list, const om_rows *rows, om_turn_rules *rules,
                          om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    om_xy at;
    if (!binds(list, rows, rules))
        return OM_OK;
    OM_TRY(om_rows_geom(rows, GEOMETRY, &shape, err));
    if (!shape) {
        rules->beside++;
        return OM_OK;
    }
    OM_TRY(om_geom_point_inside(shape, &at, err));
    const int64_t node = om_rows_integer(rows, NODE);
    const om_lonlat place = {at.x, at.y};
    gathering turn = {.list = list,
                      .at = {.has_node = !om_rows_is_null(rows, NODE),
                             .has_place = true,
                             .node = om_key_of_node(node),
                             .place = om_key_of_place(place)}};
    if (gather(&turn, rows)) {
        uint32_t *roads = OM_ARENA_ARRAY(rules->arena, uint32_t, turn.count);
        memcpy(roads, turn.roads, turn.count * sizeof *roads);
        rules->list =
            om_memory_grow(rules->list, rules->count + 1, &rules->capacity, sizeof *rules->list);
        rules->list[rules->count++] =
            (om_turn){.roads = roads,
                      .count = turn.count,
                      .via_node = node,
                      .via = place,
                      .only = om_text_starts(om_rows_text(rows, KIND), "only_")};
    } else {
        rules->beside++;
    }
    free(turn.roads);
    return OM_OK;
}

void om_turn_rules_clear(om_turn_rules *rules)
{
    free(rules->list);
    om_arena_free(rules->arena);
    *rules = (om_turn_rules){0};
}

om_status om_turn_rules_read(const om_run *run, const om_road_list *list, om_turn_rules *ret,
                             om_error *err)
{
    int64_t count = 0;
    *ret = (om_turn_rules){.arena = om_arena_new()};
    OM_TRY(om_run_count(run, "turn_restriction", &count, err));
    if (!count)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("turn_restriction"), columns, &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        OM_TRY(read_row(list, rows, ret, err));
    }
}

/* Takes a turn restriction apart. */
#include "engine/source/osm_turn.h"

/* The members of one role. */
typedef struct part {
    int64_t *ids;
    size_t count;
} part;

static part members_of(const om_osm_file *file, const om_osm_element *relation, om_osm_role role,
                       om_arena *arena)
{
    const om_osm_member *members = om_osm_members(file, relation->first);
    part found = {.ids = OM_ARENA_ARRAY(arena, int64_t, relation->count)};
    for (size_t i = 0; i < relation->count; i++)
        if (members[i].role == role)
            found.ids[found.count++] = members[i].id;
    return found;
}

static bool ends_at(const om_osm_file *file, const om_osm_way *way, int64_t node)
{
    const int64_t *refs = om_osm_refs(file, way->first);
    return refs[0] == node || refs[way->count - 1] == node;
}

/* The node where two ways meet end to end. @return false when they do not, or are not there */
static bool find_meeting(const om_osm_file *file, int64_t a, int64_t b, int64_t *ret)
{
    const om_osm_way *one = om_osm_find_way(file, a), *other = om_osm_find_way(file, b);
    if (!one || !other || !one->count || !other->count)
        return false;
    const int64_t *refs = om_osm_refs(file, one->first);
    const int64_t ends[] = {refs[0], refs[one->count - 1]};
    for (size_t i = 0; i < 2; i++)
        if (ends_at(file, other, ends[i])) {
            *ret = ends[i];
            return true;
        }
    return false;
}

/* Brings the ways in between into the order in which they are driven. */
static bool order_via(const om_osm_file *file, const om_osm_turn *turn, int64_t *via)
{
    int64_t last = turn->from, meeting;
    for (size_t done = 0; done < turn->via_count; done++) {
        size_t next = done;
        while (next < turn->via_count && !find_meeting(file, last, via[next], &meeting))
            next++;
        if (next == turn->via_count)
            return false;
        last = via[next];
        via[next] = via[done];
        via[done] = last;
    }
    return find_meeting(file, last, turn->to, &meeting);
}

/* Fills in the way the turn takes. @return false when it cannot be driven so */
static bool place_turn(const om_osm_file *file, om_osm_turn *turn, const part *nodes,
                       const part *via, om_arena *arena)
{
    if (nodes->count) {
        turn->node = nodes->ids[0];
        return nodes->count == 1 && !via->count;
    }
    int64_t *ways = OM_ARENA_ARRAY(arena, int64_t, via->count);
    for (size_t i = 0; i < via->count; i++)
        ways[i] = via->ids[i];
    turn->via = ways;
    turn->via_count = via->count;
    return via->count && order_via(file, turn, ways) &&
           find_meeting(file, turn->from, ways[0], &turn->node);
}

size_t om_osm_turns(const om_osm_file *file, const om_osm_element *relation, om_arena *arena,
                    om_osm_turn **ret)
{
    const part from = members_of(file, relation, OM_OSM_FROM, arena);
    const part to = members_of(file, relation, OM_OSM_TO, arena);
    const part via = members_of(file, relation, OM_OSM_VIA_WAY, arena);
    const part nodes = members_of(file, relation, OM_OSM_VIA_NODE, arena);
    om_osm_turn *turns = OM_ARENA_ARRAY(arena, om_osm_turn, from.count * to.count);
    size_t count = 0;
    for (size_t f = 0; f < from.count; f++)
        for (size_t t = 0; t < to.count; t++) {
            om_osm_turn turn = {.from = from.ids[f], .to = to.ids[t]};
            if (!om_osm_find_way(file, turn.from) || !om_osm_find_way(file, turn.to) ||
                !place_turn(file, &turn, &nodes, &via, arena))
                return 0;
            turns[count++] = turn;
        }
    *ret = turns;
    return count;
}

/* Networks are packed and unpacked; whatever else is unpacked is refused. */
#include "engine/network/pack.h"

#include <stdlib.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/text.h"
#include "engine/network/area.h"
#include "engine/network/backup.h"
#include "engine/network/search.h"
#include "engine/network/vary.h"
#include "tests/support/check.h"
#include "tests/support/roads.h"

static om_error err;

enum { NODES = 24, ROADS = 60, TURNS = 40, BLOCKS = 6, PROBES = 200 };

/* ---- Random networks ---- */

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % bound);
}

static double random_share(uint64_t *state)
{
    return random_below(state, 1000001) / 1e6;
}

/* Three points a road, of which the middle is a junction of nothing. */
static road_drawn random_road(om_arena *arena, uint64_t *random)
{
    om_xy *points = OM_ARENA_ARRAY(arena, om_xy, 3);
    int64_t *nodes = OM_ARENA_ARRAY(arena, int64_t, 3);
    for (int i = 0; i < 3; i++) {
        nodes[i] = i == 1 ? 1000 + random_below(random, 1000000) : random_below(random, NODES);
        points[i] = (om_xy){(double)(nodes[i] % 5) * 100, (double)(nodes[i] / 5 % 5) * 100};
    }
    return (road_drawn){.points = points,
                        .nodes = nodes,
                        .count = 3,
                        .speed_kmh = 20 + random_below(random, 60),
                        .oneway = (int)random_below(random, 3) - 1};
}

static om_network *random_network(om_arena *arena, uint64_t *random, size_t turn_count)
{
    road_drawn *roads = OM_ARENA_ARRAY(arena, road_drawn, ROADS);
    for (int r = 0; r < ROADS; r++)
        roads[r] = random_road(arena, random);
    om_turn *turns = OM_ARENA_ARRAY(arena, om_turn, TURNS);
    for (size_t i = 0; i < turn_count; i++) {
        uint32_t *pair = OM_ARENA_ARRAY(arena, uint32_t, 2);
        pair[0] = random_below(random, ROADS);
        int64_t via = 0;
        do {
            pair[1] = random_below(random, ROADS);
            via = roads[pair[1]].nodes[0];
        } while (via != roads[pair[0]].nodes[0] && via != roads[pair[0]].nodes[2]);
        turns[i] = (om_turn){pair, 2, via, {0, 0}, false};
    }
    const om_turns all = {.list = turns, .count = turn_count};
    om_network *network = NULL;
    CHECK_OK(roads_build(roads, ROADS, &all, &network, &err));
    return network;
}

static om_network *random_variation(const om_network *base, uint64_t *random)
{
    om_block blocks[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
        const double a = random_share(random), b = random_share(random);
        const uint32_t edge = random_below(random, (uint32_t)om_network_edge_count(base));
        blocks[i] = (om_block){edge, fmin(a, b), fmax(a, b)};
    }
    const om_conditions conditions = {.blocks = blocks, .block_count = BLOCKS};
    om_network *network = NULL;
    CHECK_OK(om_network_vary(base, &conditions, &network, &err));
    return network;
}

/* ---- Bytes ---- */

/* The bytes of a network, from malloc(). */
static unsigned char *bytes_of(const om_network *network, size_t *ret_size)
{
    OM_AUTO(om_pack) pack = om_network_pack(network);
    size_t count = 0, at = 0;
    const om_bytes *parts = om_pack_parts(pack, &count);
    unsigned char *bytes = om_memory_take(om_pack_size(pack), 1);
    for (size_t i = 0; i < count; at += parts[i++].size)
        memcpy(bytes + at, parts[i].at, parts[i].size);
    CHECK_INT(at, om_pack_size(pack));
    *ret_size = at;
    return bytes;
}

/* As much of it as wanted, in memory that ends where it does. */
static unsigned char *copy_of(const unsigned char *bytes, size_t size)
{
    unsigned char *copy = om_memory_take(size + !size, 1);
    memcpy(copy, bytes, size);
    return copy;
}

static om_network *taken_up_again(const om_network *network)
{
    size_t size = 0;
    om_network *again = NULL;
    unsigned char *bytes = bytes_of(network, &size);
    CHECK_OK(om_network_unpack(bytes, size, &again, &err));
    return again;
}

static void check_refused(const unsigned char *bytes, size_t size, const char *words)
{
    OM_AUTO_MEMORY unsigned char *copy = copy_of(bytes, size);
    om_network *network = NULL;
    CHECK_FAILS(om_network_unpack(copy, size, &network, &err), OM_ERR_CORRUPT, words);
    CHECK(network == NULL);
}

/* Where things stand in the bytes. */
enum { ORDER_AT = 8, VERSION_AT = 12, KIND_AT = 16, SIZE_AT = 32, CHECKSUM_AT = 48 };
enum { HEAD_SIZE = 96, ENTRY_SIZE = 64, ENTRY_CHECKSUM_AT = 16 };

static uint64_t number_at(const unsigned char *bytes, size_t at)
{
    uint64_t number;
    memcpy(&number, bytes + at, sizeof number);
    return number;
}

/* Makes all checksums right, as whoever makes up a pack would. */
static void checksum_anew(unsigned char *bytes, size_t size)
{
    const uint64_t arrays = number_at(bytes, 40);
    size_t at = HEAD_SIZE + arrays * ENTRY_SIZE;
    for (uint64_t i = 0; i < arrays; i++) {
        unsigned char *entry = bytes + HEAD_SIZE + i * ENTRY_SIZE;
        char checksum[OM_CHECKSUM_SIZE] = {0};
        const uint64_t length = number_at(entry, 0) * number_at(entry, 8);
        if (length > size - at)
            break;
        om_bytes_checksum(bytes + at, length, checksum);
        memcpy(entry + ENTRY_CHECKSUM_AT, checksum, sizeof checksum);
        at += (length + 15) / 16 * 16;
    }
    char checksum[OM_CHECKSUM_SIZE] = {0};
    memset(bytes + CHECKSUM_AT, 0, sizeof checksum);
    om_bytes_checksum(bytes, HEAD_SIZE + arrays * ENTRY_SIZE, checksum);
    memcpy(bytes + CHECKSUM_AT, checksum, sizeof checksum);
}

/* ---- Round trip ---- */

static void check_same_answers(const om_network *a, const om_network *b, uint64_t *random)
{
    OM_AUTO(om_search) one = om_search_new(a);
    OM_AUTO(om_search) other = om_search_new(b);
    const uint32_t edges = (uint32_t)om_network_edge_count(a);
    om_start starts[3];
    for (int i = 0; i < 3; i++)
        starts[i] = (om_start){random_below(random, edges), random_share(random), i};
    CHECK_OK(om_search_run(one, starts, 3, 60, &err));
    CHECK_OK(om_search_run(other, starts, 3, 60, &err));
    for (int i = 0; i < PROBES; i++) {
        const om_xy place = {random_share(random) * 500 - 50, random_share(random) * 500 - 50};
        om_spot spot = {0}, same = {0};
        CHECK_INT(om_network_snap(a, place, 80, &spot), om_network_snap(b, place, 80, &same));
        CHECK(memcmp(&spot, &same, sizeof spot) == 0);
        const om_arrival there = om_search_at(one, spot.edge, spot.fraction);
        const om_arrival again = om_search_at(other, spot.edge, spot.fraction);
        CHECK(memcmp(&there.seconds, &again.seconds, sizeof again.seconds) == 0);
        CHECK_INT(there.source, again.source);
    }
    uint32_t listed[NODES], listed_again[NODES];
    const size_t count = om_search_reached(one, listed);
    CHECK_INT(om_search_reached(other, listed_again), count);
    CHECK(memcmp(listed, listed_again, count * sizeof *listed) == 0);
    size_t found = 0;
    for (uint32_t v = 0; v < om_network_vertex_count(a); v++) {
        CHECK(om_search_at_vertex(one, v).seconds == om_search_at_vertex(other, v).seconds);
        CHECK_INT(om_network_piece(a, v), om_network_piece(b, v));
        found += om_search_at_vertex(one, v).source != OM_NO_SOURCE;
    }
    CHECK_INT(count, found);
}

static void check_same(const om_network *a, const om_network *b, uint64_t *random)
{
    CHECK_INT(om_network_vertex_count(a), om_network_vertex_count(b));
    CHECK_INT(om_network_edge_count(a), om_network_edge_count(b));
    CHECK_INT(om_network_road_count(a), om_network_road_count(b));
    CHECK_INT(om_network_piece_count(a), om_network_piece_count(b));
    CHECK(om_network_length_m(a) == om_network_length_m(b));
    for (int i = 0; i < 5; i++)
        check_same_answers(a, b, random);
}

static void random_networks_answer_as_before(void **state)
{
    (void)state;
    uint64_t random = 11;
    for (int graph = 0; graph < 40; graph++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        OM_AUTO(om_network) network = random_network(arena, &random, graph % 4 ? TURNS : 0);
        OM_AUTO(om_network) varied = random_variation(network, &random);
        OM_AUTO(om_network) again = taken_up_again(network);
        OM_AUTO(om_network) varied_again = taken_up_again(varied);
        check_same(network, again, &random);
        check_same(varied, varied_again, &random);
        /* What is taken up again can be varied and packed like any other. */
        OM_AUTO(om_network) from_pack = random_variation(again, &random);
        OM_AUTO(om_network) twice = taken_up_again(from_pack);
        check_same(from_pack, twice, &random);
    }
}

static void the_same_network_has_the_same_bytes(void **state)
{
    (void)state;
    uint64_t random = 3;
    size_t size = 0, again_size = 0;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = random_network(arena, &random, TURNS);
    OM_AUTO(om_network) again = taken_up_again(network);
    OM_AUTO_MEMORY unsigned char *bytes = bytes_of(network, &size);
    OM_AUTO_MEMORY unsigned char *same = bytes_of(again, &again_size);
    CHECK_INT(size, again_size);
    CHECK(memcmp(bytes, same, size) == 0);
}

/* ---- What is refused ---- */

static void what_is_cut_off_is_refused_at_every_byte(void **state)
{
    (void)state;
    uint64_t random = 5;
    size_t size = 0;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = random_network(arena, &random, TURNS);
    OM_AUTO_MEMORY unsigned char *bytes = bytes_of(network, &size);
    for (size_t cut = 0; cut < size; cut++)
        check_refused(bytes, cut, "the packed network ");
    OM_AUTO_MEMORY unsigned char *longer = om_memory_take(size + 16, 1);
    memcpy(longer, bytes, size);
    check_refused(longer, size + 16, "bytes, not");
}

static void every_flipped_bit_is_noticed(void **state)
{
    (void)state;
    uint64_t random = 6;
    size_t size = 0;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = random_network(arena, &random, 0);
    OM_AUTO_MEMORY unsigned char *bytes = bytes_of(network, &size);
    for (size_t tried = 0; tried < 3000; tried++) {
        const size_t at = tried < 1200 ? tried : random_below(&random, (uint32_t)size);
        const unsigned char was = bytes[at];
        bytes[at] ^= (unsigned char)(1u << random_below(&random, 8));
        OM_AUTO_MEMORY unsigned char *copy = copy_of(bytes, size);
        om_network *again = NULL;
        if (om_network_unpack(copy, size, &again, &err) == OM_OK) {
            /* Between two arrays stands what nobody reads. */
            copy = NULL;
            bytes[at] = was;
            size_t same_size = 0;
            OM_AUTO_MEMORY unsigned char *same = bytes_of(again, &same_size);
            CHECK(same_size == size && memcmp(same, bytes, size) == 0);
            om_network_free(again);
        }
        bytes[at] = was;
    }
}

static void other_machines_and_versions_are_refused(void **state)
{
    (void)state;
    uint64_t random = 7;
    size_t size = 0;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = random_network(arena, &random, TURNS);
    OM_AUTO_MEMORY unsigned char *bytes = bytes_of(network, &size);
    static const struct {
        size_t at;
        const char *words;
    } changes[] = {{0, "this is no packed network"},
                   {ORDER_AT, "another order of bytes"},
                   {VERSION_AT, "has version"},
                   {KIND_AT, "not a network"},
                   {SIZE_AT, "bytes, not"},
                   {CHECKSUM_AT, "its list has another checksum"},
                   {HEAD_SIZE + ENTRY_CHECKSUM_AT, "its list has another checksum"}};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        bytes[changes[i].at] ^= 1;
        check_refused(bytes, size, changes[i].words);
        bytes[changes[i].at] ^= 1;
    }
    bytes[size - 16] ^= 1;
    check_refused(bytes, size, "has another checksum");
    /* Where the members of an edge stand. */
    bytes[size - 16] ^= 1;
    bytes[HEAD_SIZE + number_at(bytes, 40) * ENTRY_SIZE] ^= 4;
    checksum_anew(bytes, size);
    check_refused(bytes, size, "lies otherwise in memory");
    OM_AUTO_MEMORY unsigned char *empty = om_memory_take(size, 1);
    check_refused(empty, size, "this is no packed network");
}

/* ---- Bytes that somebody made up, with right checksums ---- */

/* Does whatever reads all arrays of a network, which may be nonsense. */
static void drive_around(const om_network *network, uint64_t *random)
{
    OM_AUTO(om_search) search = om_search_new(network);
    OM_AUTO(om_backup) backup = om_backup_new(network);
    const uint32_t edges = (uint32_t)om_network_edge_count(network);
    const om_start starts[] = {{random_below(random, edges), 0.5, 0},
                               {random_below(random, edges), 0, 1}};
    const om_span *spans;
    CHECK_OK(om_search_run(search, starts, 2, 100, &err));
    CHECK_OK(om_backup_run(backup, starts, 2, 100, &err));
    for (uint32_t e = 0; e < edges; e++) {
        (void)om_search_at(search, e, 0.5);
        (void)om_search_spans(search, e, 60, &spans);
        (void)om_network_place(network, e, 0.3);
    }
    for (uint32_t v = 0; v < om_network_vertex_count(network); v++) {
        (void)om_search_at_vertex(search, v);
        (void)om_network_piece_share(network, om_network_piece(network, v));
    }
    for (int i = 0; i < 50; i++) {
        om_spot spot;
        const om_xy place = {random_share(random) * 500 - 50, random_share(random) * 500 - 50};
        (void)om_network_snap(network, place, 80, &spot);
    }
    OM_AUTO(om_network) varied = random_variation(network, random);
    OM_AUTO(om_network) again = taken_up_again(varied);
}

/* Overwrites a number somewhere with one that is likely to do harm. */
static void corrupt(unsigned char *bytes, size_t size, uint64_t *random)
{
    static const uint32_t harmful[] = {0,         1, 2, 60, 1u << 20, INT32_MAX, UINT32_MAX - 1,
                                       UINT32_MAX};
    const size_t begin = HEAD_SIZE;
    const size_t at = begin + 4 * random_below(random, (uint32_t)((size - begin) / 4));
    uint32_t number = harmful[random_below(random, sizeof harmful / sizeof *harmful)];
    if (random_below(random, 3) == 0)
        number = random_below(random, UINT32_MAX);
    if (random_below(random, 2) == 0)
        memcpy(bytes + at, &number, sizeof number);
    else
        bytes[at + random_below(random, 4)] ^= (unsigned char)(1u << random_below(random, 8));
}

static void made_up_bytes_never_lead_outside(void **state)
{
    (void)state;
    uint64_t random = 9;
    size_t size = 0, refused = 0, taken = 0;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) base = random_network(arena, &random, TURNS);
    OM_AUTO(om_network) network = random_variation(base, &random);
    OM_AUTO_MEMORY unsigned char *bytes = bytes_of(network, &size);
    for (int tried = 0; tried < 20000; tried++) {
        OM_AUTO_MEMORY unsigned char *copy = copy_of(bytes, size);
        OM_AUTO(om_network) again = NULL;
        for (uint32_t i = 0; i <= random_below(&random, 3); i++)
            corrupt(copy, size, &random);
        checksum_anew(copy, size);
        if (om_network_unpack(copy, size, &again, &err) != OM_OK) {
            CHECK(strstr(err.message, "the packed network "));
            refused++;
            continue;
        }
        copy = NULL;
        drive_around(again, &random);
        taken++;
    }
    CHECK(refused > 5000);
    CHECK(taken > 1000);
}

OM_TESTS(test(random_networks_answer_as_before), test(the_same_network_has_the_same_bytes),
         test(what_is_cut_off_is_refused_at_every_byte), test(every_flipped_bit_is_noticed),
         test(other_machines_and_versions_are_refused), test(made_up_bytes_never_lead_outside))

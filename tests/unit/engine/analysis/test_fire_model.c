/* The fire model against answers found place by place and station by station. */
#include "engine/analysis/fire_model.h"

#include "engine/base/memory.h"
#include "engine/network/vary.h"
#include "tests/support/check.h"
#include "tests/support/roads.h"

static om_error err;

/* A drawn town: a grid of streets with some left out and some one-way, and what lies in it. */
enum { SIDE = 9, STATIONS = 5, PLACES = 600, DISTRICTS = 6, ROADS = 2 * SIDE * (SIDE - 1) };
#define BLOCK_M 400.0
#define LIMIT_S 150.0

typedef struct town {
    om_geo *geo;
    om_network *network;
    om_districts *districts;
    om_geom *shapes[PLACES];
    om_place places[PLACES];
    om_fire_sum sums[PLACES];
    om_start starts[STATIONS];
    om_fire_model *model;
} town;

static const om_access access = {120, 15 / 3.6};

static double next_share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static om_xy corner(int column, int row)
{
    return (om_xy){column * BLOCK_M, row * BLOCK_M};
}

static void build_roads(town *of, uint64_t *random)
{
    static om_xy points[ROADS + 1][2];
    static om_lonlat places[ROADS + 1][2];
    road_drawn roads[ROADS + 1];
    size_t count = 0;
    for (int row = 0; row < SIDE; row++)
        for (int column = 0; column < SIDE; column++)
            for (int down = 0; down < 2; down++) {
                if ((down ? row : column) + 1 == SIDE || next_share(random) < 0.15)
                    continue;
                points[count][0] = corner(column, row);
                points[count][1] = corner(column + !down, row + down);
                for (int i = 0; i < 2; i++)
                    places[count][i] =
                        (om_lonlat){points[count][i].x * 1e-5, points[count][i].y * 1e-5};
                roads[count] = (road_drawn){.points = points[count],
                                            .places = places[count],
                                            .count = 2,
                                            .speed_kmh = 20 + 30 * next_share(random),
                                            .oneway = next_share(random) < 0.2};
                count++;
            }
    /* An island that no way leads to. */
    points[count][0] = (om_xy){-1000, 0}, points[count][1] = (om_xy){-1000, 3000};
    places[count][0] = (om_lonlat){-0.01, 0}, places[count][1] = (om_lonlat){-0.01, 0.03};
    roads[count] =
        (road_drawn){.points = points[count], .places = places[count], .count = 2, .speed_kmh = 30};
    CHECK_OK(roads_build(roads, count + 1, NULL, &of->network, &err));
}

/* Four districts of one level and the same ground in two of another; a strip lies in none. */
static void build_districts(town *of)
{
    const double end = (SIDE - 1) * BLOCK_M, middle = end / 2;
    const om_rect rects[DISTRICTS] = {{-1500, -100, middle, middle}, {middle, -100, end, middle},
                                      {-1500, middle, middle, end},  {middle, middle, end, end},
                                      {-1500, -100, middle, end},    {middle, -100, end, end}};
    static const char *const codes[DISTRICTS] = {"1", "2", "3", "4", "W", "E"};
    om_district list[DISTRICTS];
    om_geom *shapes[DISTRICTS];
    for (int i = 0; i < DISTRICTS; i++) {
        CHECK_OK(om_geom_of_rect(of->geo, rects[i], OM_METRES, &shapes[i], &err));
        list[i] = (om_district){.code = codes[i],
                                .name = codes[i],
                                .level = i < 4 ? "quarter" : "side",
                                .shape = shapes[i]};
    }
    CHECK_OK(om_districts_open(of->geo, list, DISTRICTS, &of->districts, &err));
    for (int i = 0; i < DISTRICTS; i++)
        om_geom_free(shapes[i]);
}

static om_place place_at(town *of, om_xy at, om_geom *shape, double people)
{
    om_place place = {.layer = "population", .id = "", .shape = shape, .at = at, .people = people};
    place.near_road = om_network_snap(of->network, at, access.within_m, &place.spot);
    return place;
}

static void build_places(town *of, uint64_t *random)
{
    static const om_fire_sum kinds[] = {
        OM_FIRE_PEOPLE,    OM_FIRE_PEOPLE,    OM_FIRE_SHELTERS, OM_FIRE_SOURCES_UNGRADED,
        OM_FIRE_SOURCES_1, OM_FIRE_SOURCES_4, OM_FIRE_NO_SUM};
    of->model = om_fire_model_new(of->network, &access, of->districts);
    for (int i = 0; i < PLACES; i++) {
        const om_xy at = {-1200 + 4400 * next_share(random), -150 + 3400 * next_share(random)};
        const om_rect square = {at.x - 50, at.y - 50, at.x + 50, at.y + 50};
        if (i % 2)
            CHECK_OK(om_geom_of_rect(of->geo, square, OM_METRES, &of->shapes[i], &err));
        else
            CHECK_OK(om_geom_of_point(of->geo, at, OM_METRES, &of->shapes[i], &err));
        of->places[i] = place_at(of, at, of->shapes[i], floor(100 * next_share(random)));
        of->sums[i] = kinds[i % (sizeof kinds / sizeof *kinds)];
        const double amount = of->sums[i] == OM_FIRE_PEOPLE ? of->places[i].people : 1;
        CHECK_OK(om_fire_model_add(of->model, &of->places[i], of->sums[i], amount, &err));
    }
    om_fire_model_close(of->model);
}

static void town_open(town *of, uint64_t seed)
{
    uint64_t random = seed;
    memset(of, 0, sizeof *of);
    CHECK_OK(om_geo_open(&of->geo, &err));
    build_roads(of, &random);
    build_districts(of);
    build_places(of, &random);
    for (int i = 0; i < STATIONS; i++) {
        om_spot spot;
        const om_xy at = {3200 * next_share(&random), 3200 * next_share(&random)};
        CHECK(om_network_snap(of->network, at, 1000, &spot));
        of->starts[i] = (om_start){spot.edge, spot.fraction, floor(60 * next_share(&random))};
    }
}

static void town_clear(town *of)
{
    om_fire_model_free(of->model);
    om_districts_free(of->districts);
    om_network_free(of->network);
    for (int i = 0; i < PLACES; i++)
        om_geom_free(of->shapes[i]);
    om_geo_free(of->geo);
}

#define AUTO_TOWN __attribute__((cleanup(town_clear))) town

static om_fire_answer *evaluate(const town *of, double limit_s, int threads)
{
    om_fire_answer *answer = om_fire_answer_new(of->model);
    const om_fire_question question = {of->network, of->starts, STATIONS, limit_s,
                                       true,        true,       threads};
    CHECK_OK(om_fire_model_evaluate(of->model, &question, answer, &err));
    return answer;
}

/* The times of a place by one search a station. */
static om_fire_time time_of(const om_place *place, om_search *const *searches, double limit_s)
{
    om_fire_time best = {INFINITY, OM_NO_SOURCE, INFINITY, OM_NO_SOURCE, 0};
    if (!place->near_road)
        return (om_fire_time){NAN, OM_NO_SOURCE, NAN, OM_NO_SOURCE, 0};
    for (uint32_t s = 0; s < STATIONS; s++) {
        const double seconds =
            om_search_at(searches[s], place->spot.edge, place->spot.fraction).seconds +
            place->spot.distance_m / access.speed_ms;
        best.in_time += seconds <= limit_s;
        if (seconds < best.seconds) {
            best.backup_s = best.seconds, best.backup = best.station;
            best.seconds = seconds, best.station = s;
        } else if (seconds < best.backup_s) {
            best.backup_s = seconds, best.backup = s;
        }
    }
    return best;
}

static void search_each(const town *of, const om_network *network, om_search *searches[STATIONS])
{
    for (int s = 0; s < STATIONS; s++) {
        searches[s] = om_search_new(network);
        CHECK_OK(om_search_run(searches[s], &of->starts[s], 1, INFINITY, &err));
    }
}

static bool is_same(double a, double b)
{
    return (isnan(a) && isnan(b)) || a == b || fabs(a - b) <= 1e-9;
}

static void times_are_those_of_one_search_a_station(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 5; seed++) {
        AUTO_TOWN of;
        om_search *searches[STATIONS];
        town_open(&of, seed);
        search_each(&of, of.network, searches);
        OM_AUTO(om_fire_answer) answer = evaluate(&of, LIMIT_S, 1);
        size_t late = 0, unknown = 0, unreachable = 0;
        for (size_t i = 0; i < PLACES; i++) {
            const om_fire_time got = om_fire_answer_time(answer, i);
            const om_fire_time wanted = time_of(&of.places[i], searches, LIMIT_S);
            CHECK(is_same(got.seconds, wanted.seconds) && is_same(got.backup_s, wanted.backup_s));
            CHECK_INT(got.in_time, wanted.in_time);
            CHECK_INT(got.station, wanted.station);
            CHECK_INT(got.backup, wanted.backup);
            CHECK(!(got.backup_s < got.seconds));
            CHECK((got.in_time >= 1) == (strcmp(om_fire_state(&got, LIMIT_S), "covered") == 0));
            late += strcmp(om_fire_state(&got, LIMIT_S), "late") == 0;
            unknown += strcmp(om_fire_state(&got, LIMIT_S), "unknown") == 0;
            unreachable += strcmp(om_fire_state(&got, LIMIT_S), "unreachable") == 0;
        }
        CHECK(late > 0 && unknown > 0 && unreachable > 0);
        for (int s = 0; s < STATIONS; s++)
            om_search_free(searches[s]);
    }
}

/* What of a place counts in a district, asked of the districts once more. */
static double amount_in(const town *of, size_t place, size_t district)
{
    const om_place *at = &of->places[place];
    for (size_t l = 0; l < om_districts_level_count(of->districts); l++) {
        const om_level *level = om_districts_level(of->districts, l);
        if (district < level->first || district >= level->first + level->count)
            continue;
        if (of->sums[place] != OM_FIRE_PEOPLE)
            return om_districts_of_point(of->districts, level, at->at) == district;
        const om_part *parts = NULL;
        size_t count = 0;
        CHECK_OK(om_districts_share(of->districts, level, at->shape, at->at, &parts, &count, &err));
        for (size_t i = 0; i < count; i++)
            if (parts[i].district == district)
                return at->people * parts[i].share;
    }
    return 0;
}

static void districts_are_sums_over_their_places(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 11);
    OM_AUTO(om_fire_answer) answer = evaluate(&of, LIMIT_S, 2);
    for (size_t d = 0; d < DISTRICTS; d++) {
        const om_fire_cover *cover = om_fire_answer_district(answer, d);
        om_fire_amount sums[OM_FIRE_NO_SUM + 1] = {0};
        double reached = 0, person_seconds = 0;
        for (size_t i = 0; i < PLACES; i++) {
            const om_fire_time time = om_fire_answer_time(answer, i);
            const double amount = amount_in(&of, i, d);
            om_fire_amount *sum = &sums[of.sums[i]];
            sum->all += amount;
            sum->covered += time.seconds <= LIMIT_S ? amount : 0;
            sum->unreachable += isinf(time.seconds) ? amount : 0;
            sum->unknown += isnan(time.seconds) ? amount : 0;
            if (of.sums[i] != OM_FIRE_PEOPLE || !isfinite(time.seconds))
                continue;
            reached += amount;
            person_seconds += amount * time.seconds;
        }
        for (size_t s = 0; s < OM_FIRE_SUMS; s++) {
            if (s == OM_FIRE_ROAD_M)
                continue;
            CHECK_NEAR(cover->of[s].all, sums[s].all, 1e-7);
            CHECK_NEAR(cover->of[s].covered, sums[s].covered, 1e-7);
            CHECK_NEAR(cover->of[s].unreachable, sums[s].unreachable, 1e-7);
            CHECK_NEAR(cover->of[s].unknown, sums[s].unknown, 1e-7);
        }
        CHECK_NEAR(cover->mean_s, person_seconds / reached, 1e-7);
        CHECK(cover->median_s <= cover->p90_s);
    }
}

static void the_city_is_the_sum_of_its_districts_and_of_what_is_outside(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 12);
    OM_AUTO(om_fire_answer) answer = evaluate(&of, LIMIT_S, 1);
    const om_fire_cover *city = om_fire_answer_city(answer);
    const om_fire_cover *outside = om_fire_answer_outside(answer);
    double all[OM_FIRE_NO_SUM + 1] = {0}, covered[OM_FIRE_NO_SUM + 1] = {0};
    for (size_t i = 0; i < PLACES; i++)
        all[of.sums[i]] += of.sums[i] == OM_FIRE_PEOPLE ? of.places[i].people : 1;
    for (size_t s = 0; s < OM_FIRE_SUMS; s++)
        for (size_t d = 0; d < 4; d++)
            covered[s] += om_fire_answer_district(answer, d)->of[s].covered;
    all[OM_FIRE_ROAD_M] = om_network_length_m(of.network);
    CHECK(outside->of[OM_FIRE_PEOPLE].all > 0);
    for (size_t s = 0; s < OM_FIRE_SUMS; s++) {
        CHECK_NEAR(city->of[s].all + outside->of[s].all, all[s], 1e-6);
        CHECK_NEAR(city->of[s].covered, covered[s], 1e-6);
    }
}

static void roads_are_covered_as_far_as_they_are_reached(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 13);
    OM_AUTO(om_fire_answer) answer = evaluate(&of, LIMIT_S, 1);
    OM_AUTO(om_search) search = om_search_new(of.network);
    CHECK_OK(om_search_run(search, of.starts, STATIONS, INFINITY, &err));
    double reached_m = 0;
    for (uint32_t e = 0; e < om_network_edge_count(of.network); e++) {
        const om_span *spans = NULL;
        const size_t count = om_search_spans(search, e, LIMIT_S, &spans);
        for (size_t i = 0; i < count; i++)
            reached_m += (spans[i].to - spans[i].from) * om_network_edge(of.network, e)->length_m;
    }
    const om_fire_amount city = om_fire_answer_city(answer)->of[OM_FIRE_ROAD_M];
    const om_fire_amount outside = om_fire_answer_outside(answer)->of[OM_FIRE_ROAD_M];
    CHECK_NEAR(city.covered + outside.covered, reached_m, 1e-6);
    CHECK_NEAR(city.unreachable, 3000, 1e-6); /* the island, and nothing but one-way dead ends */
    CHECK(om_fire_answer_cut_off(answer) > 0 && om_fire_answer_cut_off(answer) < 0.2);
}

static void more_time_never_covers_less(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 14);
    om_fire_cover before = {0};
    for (double limit_s = 0; limit_s < 600; limit_s += 45) {
        OM_AUTO(om_fire_answer) answer = evaluate(&of, limit_s, 1);
        const om_fire_cover *city = om_fire_answer_city(answer);
        for (size_t s = 0; s < OM_FIRE_SUMS; s++) {
            CHECK(city->of[s].covered >= before.of[s].covered);
            CHECK(city->of[s].covered + city->of[s].unreachable + city->of[s].unknown <=
                  city->of[s].all + 1e-6);
        }
        before = *city;
    }
}

static void one_thread_and_two_give_the_same_bytes(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 15);
    OM_AUTO(om_fire_answer) one = evaluate(&of, LIMIT_S, 1);
    OM_AUTO(om_fire_answer) two = evaluate(&of, LIMIT_S, 2);
    for (size_t d = 0; d < DISTRICTS; d++)
        CHECK(memcmp(om_fire_answer_district(one, d), om_fire_answer_district(two, d),
                     sizeof(om_fire_cover)) == 0);
    CHECK(memcmp(om_fire_answer_city(one), om_fire_answer_city(two), sizeof(om_fire_cover)) == 0);
    for (size_t i = 0; i < PLACES; i++) {
        const om_fire_time a = om_fire_answer_time(one, i), b = om_fire_answer_time(two, i);
        CHECK(is_same(a.seconds, b.seconds) && is_same(a.backup_s, b.backup_s));
        CHECK(a.station == b.station && a.backup == b.backup && a.in_time == b.in_time);
    }
}

static void an_answer_may_be_used_again(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 16);
    OM_AUTO(om_fire_answer) fresh = evaluate(&of, LIMIT_S, 1);
    OM_AUTO(om_fire_answer) used = evaluate(&of, 600, 2);
    const om_fire_question question = {of.network, of.starts, STATIONS, LIMIT_S, true, true, 1};
    CHECK_OK(om_fire_model_evaluate(of.model, &question, used, &err));
    CHECK(memcmp(om_fire_answer_city(fresh), om_fire_answer_city(used), sizeof(om_fire_cover)) ==
          0);
    /* Without stations nothing is reached, and that is no error. */
    const om_fire_question nobody = {of.network, NULL, 0, LIMIT_S, true, true, 2};
    CHECK_OK(om_fire_model_evaluate(of.model, &nobody, used, &err));
    const om_fire_amount people = om_fire_answer_city(used)->of[OM_FIRE_PEOPLE];
    CHECK_NEAR(people.covered, 0, 0);
    CHECK_NEAR(people.unreachable + people.unknown, people.all, 1e-9);
    CHECK_NEAR(om_fire_answer_cut_off(used), 1, 0);
}

static void stations_in_time_are_counted_alike_with_and_without_a_backup(void **state)
{
    (void)state;
    for (uint64_t seed = 21; seed < 26; seed++) {
        AUTO_TOWN of;
        town_open(&of, seed);
        OM_AUTO(om_fire_answer) with = evaluate(&of, LIMIT_S, 1);
        for (int threads = 1; threads <= 2; threads++) {
            const om_fire_question question = {of.network, of.starts, STATIONS, LIMIT_S,
                                               false,      true,      threads};
            OM_AUTO(om_fire_answer) without = om_fire_answer_new(of.model);
            CHECK_OK(om_fire_model_evaluate(of.model, &question, without, &err));
            for (size_t i = 0; i < PLACES; i++) {
                const om_fire_time a = om_fire_answer_time(with, i);
                const om_fire_time b = om_fire_answer_time(without, i);
                CHECK(is_same(a.seconds, b.seconds) && a.station == b.station);
                CHECK_INT(a.in_time, b.in_time);
                CHECK(isnan(b.backup_s) && b.backup == OM_NO_SOURCE);
            }
            CHECK(memcmp(om_fire_answer_city(with), om_fire_answer_city(without),
                         sizeof(om_fire_cover)) == 0);
        }
    }
}

/* A road blocked half-way, every seventh slowed, a tenth of all roads not driven at all. */
static om_network *worse(const town *of, uint64_t *random)
{
    enum { MOST = 4 * ROADS };
    static double kmh[ROADS + 1];
    static om_block blocks[MOST];
    static om_slow slows[MOST];
    om_conditions conditions = {.road_kmh = kmh, .blocks = blocks, .slows = slows};
    om_network *network = NULL;
    for (uint32_t e = 0; e < om_network_edge_count(of->network); e++) {
        const om_edge *edge = om_network_edge(of->network, e);
        kmh[om_network_road(of->network, e)] =
            next_share(random) < 0.1 ? 0 : 3.6 * edge->length_m / edge->seconds;
        if (e % 11 == 3)
            blocks[conditions.block_count++] = (om_block){e, 0.4, 0.6};
        if (e % 7 == 0)
            slows[conditions.slow_count++] = (om_slow){e, 0.5};
    }
    CHECK_OK(om_network_vary(of->network, &conditions, &network, &err));
    return network;
}

static void other_conditions_on_the_same_roads_are_evaluated_as_exactly(void **state)
{
    (void)state;
    for (uint64_t seed = 31; seed < 36; seed++) {
        AUTO_TOWN of;
        uint64_t random = seed;
        om_search *searches[STATIONS];
        town_open(&of, seed);
        OM_AUTO(om_network) network = worse(&of, &random);
        OM_AUTO(om_fire_answer) before = evaluate(&of, LIMIT_S, 1);
        OM_AUTO(om_fire_answer) after = om_fire_answer_new(of.model);
        const om_fire_question question = {network, of.starts, STATIONS, LIMIT_S, false, true, 2};
        CHECK_OK(om_fire_model_evaluate(of.model, &question, after, &err));
        search_each(&of, network, searches);
        for (size_t i = 0; i < PLACES; i++) {
            const om_fire_time got = om_fire_answer_time(after, i);
            const om_fire_time wanted = time_of(&of.places[i], searches, LIMIT_S);
            CHECK(is_same(got.seconds, wanted.seconds));
            CHECK_INT(got.in_time, wanted.in_time);
            CHECK(!(got.seconds < om_fire_answer_time(before, i).seconds - 1e-9));
        }
        for (size_t s = 0; s < OM_FIRE_SUMS; s++) {
            CHECK_NEAR(om_fire_answer_city(after)->of[s].all,
                       om_fire_answer_city(before)->of[s].all, 1e-9);
            CHECK(om_fire_answer_city(after)->of[s].covered <=
                  om_fire_answer_city(before)->of[s].covered + 1e-6);
        }
        for (int s = 0; s < STATIONS; s++)
            om_search_free(searches[s]);
    }
}

/* Moves, adds and drops stations at random, at most `most` of them. */
static size_t change_stations(const town *of, om_start *starts, size_t count, size_t most,
                              uint64_t *random)
{
    const size_t number = (size_t)(next_share(random) * (double)count);
    const double what = next_share(random);
    om_spot spot;
    const om_xy at = {3200 * next_share(random), 3200 * next_share(random)};
    CHECK(om_network_snap(of->network, at, 1000, &spot));
    const om_start placed = {spot.edge, spot.fraction, floor(60 * next_share(random))};
    if (count == 0 || (what < 0.25 && count < most)) {
        starts[count] = placed;
        return count + 1;
    }
    if (what > 0.8) {
        memmove(&starts[number], &starts[number + 1], (count - number - 1) * sizeof *starts);
        return count - 1;
    }
    starts[number] = placed;
    return count;
}

static void check_same_answers(const om_fire_answer *one, const om_fire_answer *other)
{
    for (size_t d = 0; d < DISTRICTS; d++)
        CHECK(memcmp(om_fire_answer_district(one, d), om_fire_answer_district(other, d),
                     sizeof(om_fire_cover)) == 0);
    CHECK(memcmp(om_fire_answer_city(one), om_fire_answer_city(other), sizeof(om_fire_cover)) == 0);
    CHECK(memcmp(om_fire_answer_outside(one), om_fire_answer_outside(other),
                 sizeof(om_fire_cover)) == 0);
    CHECK(om_fire_answer_cut_off(one) == om_fire_answer_cut_off(other));
    for (size_t i = 0; i < PLACES; i++) {
        const om_fire_time a = om_fire_answer_time(one, i), b = om_fire_answer_time(other, i);
        CHECK(is_same(a.seconds, b.seconds) && a.station == b.station);
    }
}

/* 200 changes in a row, of stations and of roads: what is not looked at again was the same. */
static void a_question_like_the_last_is_answered_as_if_it_were_the_first(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 51);
    uint64_t random = 52;
    enum { MOST = 9, NETWORKS = 4 };
    om_network *networks[NETWORKS] = {NULL};
    om_start starts[MOST];
    size_t count = STATIONS;
    memcpy(starts, of.starts, sizeof of.starts);
    for (int i = 1; i < NETWORKS; i++)
        networks[i] = worse(&of, &random);
    const om_network *network = of.network;
    om_fire_answer *kept = om_fire_answer_new(of.model);
    for (int i = 0; i < 200; i++) {
        count = change_stations(&of, starts, count, MOST, &random);
        if (i % 5 == 4)
            network = i % 2 ? of.network : networks[1 + i % (NETWORKS - 1)];
        const double limit_s = i % 50 == 49 ? 2 * LIMIT_S : LIMIT_S;
        const om_fire_question question = {network, starts, count,    limit_s,
                                           false,   false,  1 + i % 2};
        OM_AUTO(om_fire_answer) fresh = om_fire_answer_new(of.model);
        CHECK_OK(om_fire_model_evaluate(of.model, &question, kept, &err));
        CHECK_OK(om_fire_model_evaluate(of.model, &question, fresh, &err));
        check_same_answers(kept, fresh);
    }
    om_fire_answer_free(kept);
    for (int i = 1; i < NETWORKS; i++)
        om_network_free(networks[i]);
}

static void ground_is_as_large_as_it_is(void **state)
{
    (void)state;
    AUTO_TOWN of;
    town_open(&of, 17);
    OM_AUTO(om_fire_model) model = om_fire_model_new(of.network, &access, of.districts);
    /* A square of 2 km with a pond, and a sliver that no cell has its centre in. */
    OM_AUTO(om_geom) only = NULL;
    CHECK_OK(om_geom_of_wkt(of.geo,
                            "MULTIPOLYGON(((100 100,2100 100,2100 2100,100 2100,100 100),"
                            "(500 500,700 500,700 700,500 700,500 500)),"
                            "((2501 2501,2503 2501,2503 2502,2501 2502,2501 2501)))",
                            OM_METRES, &only, &err));
    const om_fire_ground ground = {.only = only, .cell_m = 25};
    CHECK_OK(om_fire_model_add_ground(model, of.geo, &ground, &err));
    om_fire_model_close(model);
    OM_AUTO(om_fire_answer) answer = om_fire_answer_new(model);
    const om_fire_question question = {of.network, of.starts, STATIONS, 86400, false, false, 1};
    CHECK_OK(om_fire_model_evaluate(model, &question, answer, &err));
    const om_fire_amount built = om_fire_answer_city(answer)->of[OM_FIRE_BUILT_M2];
    CHECK_NEAR(built.all, 2000 * 2000 - 200 * 200 + 2, 1e-3);
    CHECK_NEAR(built.covered + built.unreachable + built.unknown, built.all, 1e-3);
    /* Both levels have all of it: west and east of x = 1600. */
    CHECK_NEAR(om_fire_answer_district(answer, 4)->of[OM_FIRE_BUILT_M2].all, 500 * 2000 + 2, 1e-3);
    CHECK_NEAR(om_fire_answer_district(answer, 5)->of[OM_FIRE_BUILT_M2].all,
               1500 * 2000 - 200 * 200, 1e-3);
    const om_fire_ground tiny = {.cell_m = 0.01};
    CHECK_FAILS(om_fire_model_add_ground(model, of.geo, &tiny, &err), OM_ERR_RANGE,
                "take larger cells");
}

static void a_target_is_met_missed_or_not_known(void **state)
{
    (void)state;
    om_fire_cover cover = {.of[OM_FIRE_PEOPLE] = {.all = 100, .covered = 89, .unknown = 1}};
    CHECK_TEXT(om_fire_meets(&cover, 0.89), "yes");
    CHECK_TEXT(om_fire_meets(&cover, 0.90), "unknown");
    CHECK_TEXT(om_fire_meets(&cover, 0.91), "no");
    CHECK(om_fire_meets(&cover, NAN) == NULL);
    cover.of[OM_FIRE_PEOPLE] = (om_fire_amount){0};
    CHECK(om_fire_meets(&cover, 0.9) == NULL);
}

OM_TESTS(test(times_are_those_of_one_search_a_station), test(districts_are_sums_over_their_places),
         test(the_city_is_the_sum_of_its_districts_and_of_what_is_outside),
         test(roads_are_covered_as_far_as_they_are_reached), test(more_time_never_covers_less),
         test(one_thread_and_two_give_the_same_bytes), test(an_answer_may_be_used_again),
         test(stations_in_time_are_counted_alike_with_and_without_a_backup),
         test(other_conditions_on_the_same_roads_are_evaluated_as_exactly),
         test(a_question_like_the_last_is_answered_as_if_it_were_the_first),
         test(ground_is_as_large_as_it_is), test(a_target_is_met_missed_or_not_known))

/* Times on the ground and their outlines, on cities whose answer is known. */
#include "engine/network/field.h"

#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;
static const om_access access_100_m = {.within_m = 100, .speed_ms = 10};

/* A network of one-way streets, a bridge and an island. */
static const char *const town = "a--b-->c--d\n"
                                "|  |  |  |\n"
                                "e--#--f--g   x-y\n"
                                "|  |     V\n"
                                "h--i-----j\n";

static void search_from(om_search *search, const om_ground *ground, const om_start *starts,
                        size_t count, double limit_s)
{
    CHECK_OK(om_search_run(search, starts, count, om_field_search_s(ground, limit_s), &err));
}

/* A street driven at 10 m/s: 500 m either way in 50 s, and the same speed to the sides. */
static void a_street_is_reached_to_both_sides(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a---------b", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 5, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(ground);
    const om_start middle = {0, 0.5, 0};
    search_from(search, ground, &middle, 1, 50);
    om_field_fill(field, search, 50);
    OM_AUTO_OUTLINE outline = {0};
    om_field_outline(field, 50, NULL, &outline);
    CHECK_INT(outline.ring_count, 1);
    const double truth_m2 = 200 * 800 + 4 * 0.5 * 100 * 100;
    CHECK_NEAR(om_outline_area_m2(&outline), truth_m2, 0.001 * truth_m2);
    CHECK(om_outline_has(&outline, (om_xy){2500 + 490, 0}));
    CHECK(!om_outline_has(&outline, (om_xy){2500 + 480, 40}));
    CHECK(!om_outline_has(&outline, (om_xy){2500, 105}));
}

static void a_block_keeps_its_hole_and_nothing_is_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a-b\n| |\nd-c\n", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(ground);
    const om_start start = {0, 0, 0};
    search_from(search, ground, &start, 1, 1000);
    om_field_fill(field, search, 1000);
    OM_AUTO_OUTLINE outline = {0};
    om_field_outline(field, 1000, NULL, &outline);
    CHECK_INT(outline.ring_count, 2);
    CHECK(!om_outline_has(&outline, (om_xy){500, -500}));

    OM_AUTO_OUTLINE nothing = {0};
    search_from(search, ground, &start, 0, 1000);
    om_field_fill(field, search, 1000);
    om_field_outline(field, 1000, NULL, &nothing);
    CHECK_INT(nothing.ring_count, 0);
    CHECK_INT(om_field_reached(field, 1e9), 0);
}

/* Every point of the smaller outline lies in the larger one, and so does every node. */
static void more_time_never_covers_less(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(town, 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 17, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(ground);
    const om_start starts[] = {{0, 0.3, 20}, {5, 0.9, 0}};
    search_from(search, ground, starts, 2, 400);
    om_field_fill(field, search, 400);
    om_outline smaller = {0};
    for (double limit_s = 10; limit_s <= 400; limit_s += 13) {
        om_outline larger = {0};
        om_field_outline(field, limit_s, NULL, &larger);
        CHECK(om_outline_area_m2(&larger) >= om_outline_area_m2(&smaller));
        for (size_t i = 0; i + 1 < smaller.point_count; i++) {
            const om_xy a = smaller.points[i], b = smaller.points[i + 1];
            if (hypot(b.x - a.x, b.y - a.y) > 17 * 1.5)
                continue; /* from one ring to the next */
            /* A hair inside the middle of each way: the inside lies on its left. */
            const om_xy inner = {(a.x + b.x) / 2 - 1e-6 * (b.y - a.y),
                                 (a.y + b.y) / 2 + 1e-6 * (b.x - a.x)};
            CHECK(om_outline_has(&larger, inner));
        }
        om_outline_clear(&smaller);
        smaller = larger;
    }
    om_outline_clear(&smaller);
}

/* The limit to which the search ran, alone: no block that is reached may be missed. */
static void only_what_a_search_reaches_is_snapped_and_all_of_it(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(town, 36);
    OM_AUTO(om_ground) lazy = NULL;
    OM_AUTO(om_ground) whole = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &lazy, &err));
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &whole, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(lazy);
    const om_start start = {2, 0.5, 0};
    search_from(search, lazy, &start, 1, 120);
    om_field_fill(field, search, 120);
    size_t reached = 0;
    for (size_t b = 0; b < om_ground_columns(whole) * om_ground_rows(whole); b++) {
        const om_ground_block *block = om_ground_block_at(whole, b);
        for (size_t node = 0; node < OM_BLOCK_NODES; node++)
            if (block->edge[node] != OM_NO_EDGE && (double)block->access_s[node] <= 10) {
                const om_arrival arrival =
                    om_search_at(search, block->edge[node], (double)block->fraction[node]);
                const float seconds = (float)(arrival.seconds + (double)block->access_s[node]);
                reached += seconds <= 120;
            }
    }
    CHECK(reached > 500);
    CHECK_INT(om_field_reached(field, 120), reached);
    CHECK(om_ground_snapped(lazy) < om_ground_snapped(whole) * 3 / 4);
}

static void all_cores_find_the_same_times(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(town, 36);
    OM_AUTO(om_ground) of_one = NULL;
    OM_AUTO(om_ground) of_all = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &of_one, &err));
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &of_all, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) one = om_field_new(of_one);
    OM_AUTO(om_field) all = om_field_new(of_all);
    const om_start starts[] = {{0, 0.3, 20}, {5, 0.9, 0}};
    search_from(search, of_one, starts, 2, 300);
    om_field_fill(one, search, 300);
    om_field_fill_wide(all, search, 300);
    CHECK(om_field_reached(one, 300) > 500);
    CHECK_INT(om_ground_snapped(of_all), om_ground_snapped(of_one));
    for (size_t row = 0; row < om_ground_rows(of_one) * OM_BLOCK_SIDE; row++)
        for (size_t column = 0; column < om_ground_columns(of_one) * OM_BLOCK_SIDE; column++)
            CHECK(om_field_at(all, column, row) == om_field_at(one, column, row));
}

enum { STARTS = 4 };
static const om_start starts_of_all[STARTS] = {{0, 0.3, 20}, {5, 0.9, 0}, {8, 0, 35}, {3, 0.5, 0}};

/* The merged answer is that of the stations together, node by node, and so are the counts. */
static void the_stations_together_are_the_merged_answer(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(town, 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 20, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) merged = om_field_new(ground);
    om_field *of[STARTS] = {0};
    OM_AUTO(om_field) first = om_field_new(ground);
    OM_AUTO(om_field) second = om_field_new(ground);
    OM_AUTO(om_field) third = om_field_new(ground);
    search_from(search, ground, starts_of_all, STARTS, 500);
    om_field_fill(merged, search, 500);
    om_field *const ranked[] = {first, second, third};
    for (size_t i = 0; i < STARTS; i++) {
        of[i] = om_field_new(ground);
        search_from(search, ground, &starts_of_all[i], 1, 500);
        om_field_fill(of[i], search, 500);
        om_field_rank(ranked, 3, of[i]);
    }
    size_t counted[STARTS + 1] = {0};
    for (size_t row = 0; row < om_ground_rows(ground) * OM_BLOCK_SIDE; row++)
        for (size_t column = 0; column < om_ground_columns(ground) * OM_BLOCK_SIDE; column++) {
            size_t count = 0, in_rank = 0;
            for (size_t i = 0; i < STARTS; i++)
                count += om_field_at(of[i], column, row) <= 500;
            for (size_t k = 0; k < 3; k++)
                in_rank += om_field_at(ranked[k], column, row) <= 500;
            CHECK((om_field_at(merged, column, row) <= 500) == (count > 0));
            CHECK_INT(in_rank, count < 3 ? count : 3);
            counted[count]++;
        }
    CHECK(counted[1] > 100 && counted[2] > 100 && counted[3] > 100);
    for (size_t i = 0; i < STARTS; i++)
        om_field_free(of[i]);
}

static void whoever_comes_first_shares_the_ground_without_gaps(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(town, 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 20, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(ground);
    search_from(search, ground, starts_of_all, STARTS, 150);
    om_field_fill(field, search, 150);
    OM_AUTO_OUTLINE whole = {0};
    om_field_outline(field, 150, NULL, &whole);
    om_outline parts[STARTS] = {0};
    om_field_outline_starts(field, 150, parts, STARTS);
    double sum_m2 = 0;
    for (size_t i = 0; i < STARTS; i++) {
        CHECK(om_outline_area_m2(&parts[i]) > 0);
        sum_m2 += om_outline_area_m2(&parts[i]);
    }
    CHECK_NEAR(sum_m2, om_outline_area_m2(&whole), 1e-6);
    const om_rect rect = om_field_rect(field);
    for (double y = rect.min_y + 1; y < rect.max_y; y += 7.7)
        for (double x = rect.min_x + 1; x < rect.max_x; x += 8.3) {
            int of = 0;
            for (size_t i = 0; i < STARTS; i++)
                of += om_outline_has(&parts[i], (om_xy){x, y});
            CHECK_INT(of, om_outline_has(&whole, (om_xy){x, y}));
        }
    for (size_t i = 0; i < STARTS; i++)
        om_outline_clear(&parts[i]);
}

static void a_window_shows_the_same_as_the_whole(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(town, 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 5, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_field) field = om_field_new(ground);
    search_from(search, ground, starts_of_all, STARTS, 150);
    om_field_fill(field, search, 150);
    const om_rect window = {400, -900, 1100, -300};
    OM_AUTO_OUTLINE whole = {0};
    OM_AUTO_OUTLINE part = {0};
    om_field_outline(field, 150, NULL, &whole);
    om_field_outline(field, 150, &window, &part);
    CHECK(part.point_count < whole.point_count);
    for (double y = window.min_y; y <= window.max_y; y += 3.1)
        for (double x = window.min_x; x <= window.max_x; x += 3.3)
            CHECK(om_outline_has(&part, (om_xy){x, y}) == om_outline_has(&whole, (om_xy){x, y}));
}

OM_TESTS(test(all_cores_find_the_same_times), test(a_street_is_reached_to_both_sides),
         test(a_block_keeps_its_hole_and_nothing_is_nothing), test(more_time_never_covers_less),
         test(only_what_a_search_reaches_is_snapped_and_all_of_it),
         test(the_stations_together_are_the_merged_answer),
         test(whoever_comes_first_shares_the_ground_without_gaps),
         test(a_window_shows_the_same_as_the_whole))

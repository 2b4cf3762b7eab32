/* Outlines of fields whose shape is known. */
#include "engine/network/contour.h"

#include "tests/support/check.h"

enum { SIDE = 41 };

static double area_of(const om_outline *outline, const om_ring *ring)
{
    double twice = 0;
    for (size_t i = ring->first + 1; i < ring->first + ring->count; i++)
        twice += outline->points[i - 1].x * outline->points[i].y -
                 outline->points[i].x * outline->points[i - 1].y;
    return twice / 2;
}

static void clear(om_outline *outline)
{
    om_outline_clear(outline);
}

static void a_ring_of_ground_has_its_hole(void **state)
{
    (void)state;
    static float values[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            const double r = hypot(x - 20.0, y - 20.0);
            values[y * SIDE + x] = (float)(5 - fabs(r - 12));
        }
    __attribute__((cleanup(clear))) om_outline outline = {0};
    om_contour(values, SIDE, SIDE, (om_xy){-200, -200}, 10, &outline);
    CHECK_INT(outline.ring_count, 2);
    CHECK(outline.rings[0].outer == OM_IS_OUTER);
    CHECK_INT(outline.rings[1].outer, 0);
    CHECK_NEAR(area_of(&outline, &outline.rings[0]), M_PI * 170 * 170, 0.01 * M_PI * 170 * 170);
    CHECK_NEAR(area_of(&outline, &outline.rings[1]), -M_PI * 70 * 70, 0.02 * M_PI * 70 * 70);
    CHECK(om_outline_has(&outline, (om_xy){120, 0}));
    CHECK(!om_outline_has(&outline, (om_xy){0, 0}));
    CHECK(!om_outline_has(&outline, (om_xy){180, 0}));
}

static void a_single_node_is_a_diamond_and_parts_stay_apart(void **state)
{
    (void)state;
    float values[7 * 5];
    for (int i = 0; i < 35; i++)
        values[i] = -1;
    values[2 * 7 + 2] = values[2 * 7 + 4] = 1;
    __attribute__((cleanup(clear))) om_outline outline = {0};
    om_contour(values, 7, 5, (om_xy){0, 0}, 1, &outline);
    CHECK_INT(outline.ring_count, 2);
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(outline.rings[i].count, 5);
        CHECK_NEAR(area_of(&outline, &outline.rings[i]), 0.5, 1e-9);
    }
}

/* Whatever the field, every inside node lies inside, every other outside, and no ring is open. */
static void random_fields_are_outlined_whole(void **state)
{
    (void)state;
    uint64_t random = 3;
    static float values[SIDE * SIDE];
    for (int round = 0; round < 20; round++) {
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++) {
                random = random * 6364136223846793005u + 1442695040888963407u;
                const bool rim = x == 0 || y == 0 || x == SIDE - 1 || y == SIDE - 1;
                values[y * SIDE + x] = rim ? -1 : (float)((int)(random >> 60) - 8);
            }
        __attribute__((cleanup(clear))) om_outline outline = {0};
        om_contour(values, SIDE, SIDE, (om_xy){0, 0}, 1, &outline);
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                CHECK(om_outline_has(&outline, (om_xy){x, y}) == (values[y * SIDE + x] >= 0));
        for (size_t i = 0; i < outline.ring_count; i++) {
            const om_ring *ring = &outline.rings[i];
            CHECK((area_of(&outline, ring) > 0) == (ring->outer == OM_IS_OUTER));
        }
    }
}

/* Parts at random: 0 none, 1 to `parts`. */
static void draw_parts(om_raster *raster, uint32_t *drawn, uint32_t parts, uint64_t *random)
{
    for (size_t b = 0; b < raster->columns * raster->rows; b++) {
        om_raster_block *block = om_raster_add(raster, b % raster->columns, b / raster->columns);
        for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
            *random = *random * 6364136223846793005u + 1442695040888963407u;
            const size_t x = block->column * OM_BLOCK_SIDE + node % OM_BLOCK_SIDE;
            const size_t y = block->row * OM_BLOCK_SIDE + node / OM_BLOCK_SIDE;
            const bool rim = x == 0 || y == 0 || x == 47 || y == 47;
            const uint32_t part = rim ? 0 : (uint32_t)((*random >> 40) % (parts + 1));
            block->part[node] = part;
            block->spare[node] = (float)((*random >> 33) % 97 + 1) / (part ? 97.0F : -97.0F);
            block->away[node] = (float)((*random >> 20) % 101) / 100;
            drawn[y * 48 + x] = part;
        }
    }
}

/* Asks for the nodes, whose part is known, and for places between them. */
static void check_parts(const om_outline *outlines, uint32_t parts, const om_outline *whole,
                        const uint32_t *drawn, uint64_t *random)
{
    om_outline_index *of[5], *of_whole = om_outline_index_new(whole);
    for (uint32_t p = 0; p < parts; p++) {
        of[p] = om_outline_index_new(&outlines[p]);
        for (int i = 0; i < 48 * 48; i++)
            CHECK(om_outline_index_has(of[p], (om_xy){i % 48, i / 48}) == (drawn[i] == p + 1));
    }
    for (int i = 0; i < 4000; i++) {
        *random = *random * 6364136223846793005u + 1442695040888963407u;
        const om_xy at = {(double)(*random >> 44) / 22000, (double)(*random << 20 >> 44) / 22000};
        int within = 0;
        for (uint32_t p = 0; p < parts; p++)
            within += om_outline_index_has(of[p], at);
        CHECK_INT(within, om_outline_index_has(of_whole, at));
    }
    for (uint32_t p = 0; p < parts; p++)
        om_outline_index_free(of[p]);
    om_outline_index_free(of_whole);
}

static void forget_parts(om_raster *raster)
{
    for (size_t i = 0; i < raster->block_count; i++)
        for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
            raster->blocks[i].seen[node] = 0;
            raster->blocks[i].part[node] = raster->blocks[i].part[node] != 0;
        }
}

static void parts_cover_what_they_are_of_and_never_overlap(void **state)
{
    (void)state;
    uint64_t random = 11;
    static uint32_t drawn[48 * 48];
    for (uint32_t round = 0; round < 20; round++) {
        const uint32_t parts = round % 5 + 1;
        __attribute__((cleanup(om_raster_close))) om_raster raster = {0};
        om_raster_open(&raster, (om_xy){0, 0}, 1, 3, 3);
        draw_parts(&raster, drawn, parts, &random);
        om_outline outlines[5] = {0};
        OM_AUTO_OUTLINE whole = {0};
        om_raster_outline(&raster, outlines, parts);
        forget_parts(&raster);
        om_raster_outline(&raster, &whole, 1);
        check_parts(outlines, parts, &whole, drawn, &random);
        double sum_m2 = 0;
        for (uint32_t p = 0; p < parts; p++) {
            sum_m2 += om_outline_area_m2(&outlines[p]);
            om_outline_clear(&outlines[p]);
        }
        CHECK_NEAR(sum_m2, om_outline_area_m2(&whole), 1e-9);
    }
}

/* A block whose nodes are all out of reach, their roads `away` off. */
static om_raster_block *add_unreached(om_raster *raster, float away)
{
    om_raster_block *block = om_raster_add(raster, 0, 0);
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        block->part[node] = 0;
        block->spare[node] = raster->outside;
        block->away[node] = away;
    }
    return block;
}

static double area_of_one_node(float spare, float away, float away_around)
{
    enum { IN_THE_MIDDLE = 5 * OM_BLOCK_SIDE + 5 };
    __attribute__((cleanup(om_raster_close))) om_raster raster = {0};
    om_raster_open(&raster, (om_xy){0, 0}, 1, 1, 1);
    om_raster_block *block = add_unreached(&raster, away_around);
    block->part[IN_THE_MIDDLE] = 1;
    block->spare[IN_THE_MIDDLE] = spare;
    block->away[IN_THE_MIDDLE] = away;
    OM_AUTO_OUTLINE outline = {0};
    om_raster_outline(&raster, &outline, 1);
    return om_outline_area_m2(&outline);
}

/* The ground of one node is a diamond, with twice the square of its half diagonal as area. */
static void a_border_between_roads_is_as_far_from_both(void **state)
{
    (void)state;
    CHECK_NEAR(area_of_one_node(1, 0.3F, 0.3F), 2 * 0.5 * 0.5, 1e-6);
    CHECK_NEAR(area_of_one_node(1, 0.2F, 0.6F), 2 * 0.7 * 0.7, 1e-6);
    CHECK_NEAR(area_of_one_node(1, 0.6F, 0.2F), 2 * 0.3 * 0.3, 1e-6);
    /* No farther than the time that is left carries. */
    CHECK_NEAR(area_of_one_node(0.4F, 0.2F, 0.6F), 2 * 0.4 * 0.4, 1e-6);
    /* Where a road is not known, by the spare alone. */
    CHECK_NEAR(area_of_one_node(1, 0.2F, INFINITY), 2 * 0.5 * 0.5, 1e-6);
}

/* A raster of one part with `more` spare than drawn, no more than 1 either way. */
static void draw_with_spare(om_raster *raster, uint64_t random, float more)
{
    om_raster_block *block = add_unreached(raster, 0);
    for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const size_t x = node % OM_BLOCK_SIDE, y = node / OM_BLOCK_SIDE;
        block->away[node] = (float)((random >> 20) % 101) / 100;
        if (x == 0 || y == 0 || x == OM_BLOCK_SIDE - 1 || y == OM_BLOCK_SIDE - 1)
            continue;
        const float drawn = (float)((random >> 33) % 401) / 100 - 2 + more;
        block->spare[node] = fminf(fmaxf(drawn, -1), 1);
        block->part[node] = block->spare[node] >= 0;
    }
}

/* Asks for places at random. */
static void check_holds(const om_outline *more, const om_outline *less, uint64_t random)
{
    OM_AUTO(om_outline_index) of_more = om_outline_index_new(more);
    OM_AUTO(om_outline_index) of_less = om_outline_index_new(less);
    for (int i = 0; i < 1000; i++) {
        random = random * 6364136223846793005u + 1442695040888963407u;
        const om_xy at = {(double)(random >> 40) / (1 << 20),
                          (double)(random << 24 >> 40) / (1 << 20)};
        CHECK(!om_outline_index_has(of_less, at) || om_outline_index_has(of_more, at));
    }
}

static void more_spare_never_covers_less(void **state)
{
    (void)state;
    enum { STEPS = 10 };
    for (uint64_t round = 0; round < 20; round++) {
        om_outline outlines[STEPS] = {0};
        for (int step = 0; step < STEPS; step++) {
            __attribute__((cleanup(om_raster_close))) om_raster raster = {0};
            om_raster_open(&raster, (om_xy){0, 0}, 1, 1, 1);
            draw_with_spare(&raster, round, 0.1F * (float)step);
            om_raster_outline(&raster, &outlines[step], 1);
        }
        for (int step = 1; step < STEPS; step++)
            check_holds(&outlines[step], &outlines[step - 1], round);
        for (int step = 0; step < STEPS; step++)
            om_outline_clear(&outlines[step]);
    }
}

OM_TESTS(test(a_border_between_roads_is_as_far_from_both), test(more_spare_never_covers_less),
         test(parts_cover_what_they_are_of_and_never_overlap), test(a_ring_of_ground_has_its_hole),
         test(a_single_node_is_a_diamond_and_parts_stay_apart),
         test(random_fields_are_outlined_whole))

/* Overlaps with convex shapes: worked out by hand, and held against GEOS. */
#include "engine/geo/rings.h"

#include "tests/support/check.h"

static om_error err;

static om_geo *geo_new(void)
{
    om_geo *geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    return geo;
}

static om_geom *shape_of(om_geo *geo, const char *wkt)
{
    om_geom *shape = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &shape, &err));
    return shape;
}

static om_rings *rings_of(om_geo *geo, const char *wkt)
{
    OM_AUTO(om_geom) shape = shape_of(geo, wkt);
    om_rings *rings = NULL;
    CHECK_OK(om_rings_open(shape, &rings, &err));
    return rings;
}

static double overlap(om_geo *geo, const char *shape, const char *convex)
{
    OM_AUTO(om_rings) rings = rings_of(geo, shape);
    OM_AUTO(om_rings) cell = rings_of(geo, convex);
    CHECK(om_rings_are_convex(cell));
    return om_rings_overlap_m2(rings, cell);
}

#define CELL "POLYGON((0 0,10 0,10 10,0 10,0 0))"

static void what_lies_within_counts(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = geo_new();
    CHECK_NEAR(overlap(geo, "POLYGON((5 5,15 5,15 15,5 15,5 5))", CELL), 25, 1e-12);
    CHECK_NEAR(overlap(geo, "POLYGON((-9 -9,99 -9,99 99,-9 99,-9 -9))", CELL), 100, 1e-12);
    CHECK_NEAR(overlap(geo, "POLYGON((2 2,2 4,4 4,4 2,2 2))", CELL), 4, 1e-12);
    CHECK_NEAR(overlap(geo, "POLYGON((20 0,30 0,30 10,20 0))", CELL), 0, 0);
    CHECK_NEAR(overlap(geo, "POLYGON((10 0,20 0,20 10,10 10,10 0))", CELL), 0, 1e-12);
    CHECK_NEAR(
        overlap(geo, "POLYGON((5 5,15 5,15 15,5 15,5 5))", "POLYGON((0 0,0 10,10 10,10 0,0 0))"),
        25, 1e-12); /* clockwise */
}

/* A comb whose teeth leave the cell and come back, a hole, and two parts. */
static void holes_parts_and_teeth_count_for_what_they_are(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = geo_new();
    CHECK_NEAR(overlap(geo, "POLYGON((1 -5,9 -5,9 5,7 5,7 -1,3 -1,3 5,1 5,1 -5))", CELL), 20,
               1e-12);
    CHECK_NEAR(overlap(geo, "POLYGON((0 0,10 0,10 10,0 10,0 0),(5 5,5 15,15 15,15 5,5 5))", CELL),
               75, 1e-12);
    CHECK_NEAR(overlap(geo,
                       "MULTIPOLYGON(((-5 -5,5 -5,5 5,-5 5,-5 -5)),((8 8,20 8,20 20,8 20,8 8)))",
                       CELL),
               29, 1e-12);
}

static void only_convex_shapes_are_convex(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = geo_new();
    static const char *const not [] = {
        "POLYGON((0 0,10 0,5 1,0 10,0 0))",
        "POLYGON((0 0,9 0,9 9,0 9,0 0),(1 1,1 2,2 2,2 1,1 1))",
        "MULTIPOLYGON(((0 0,1 0,1 1,0 0)),((2 2,3 2,3 3,2 2)))",
        "POLYGON((0 0,10 0,10 10,0 10,0 5,5 5,0 4,0 0))",
    };
    for (size_t i = 0; i < 4; i++) {
        OM_AUTO(om_rings) rings = rings_of(geo, not [i]);
        CHECK(!om_rings_are_convex(rings));
    }
    OM_AUTO(om_rings) straight = rings_of(geo, "POLYGON((0 0,5 0,10 0,10 10,0 10,0 0))");
    CHECK(om_rings_are_convex(straight));
    CHECK_NEAR(om_rings_area_m2(straight), 100, 1e-12);
    OM_AUTO(om_geom) point = shape_of(geo, "POINT(1 1)");
    om_rings *none = NULL;
    CHECK_FAILS(om_rings_open(point, &none, &err), OM_ERR_GEOMETRY, "no outline");
}

static double share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* A star around a place far from the origin: its spikes may be anywhere, it never crosses itself.
 */
static om_geom *random_star(om_geo *geo, uint64_t *state, size_t spikes, double least, double most)
{
    om_xy points[64];
    const om_xy at = {4e5 + 40 * share(state), 4e6 + 40 * share(state)};
    for (size_t i = 0; i < spikes; i++) {
        const double angle = 6.283185307179586 * (double)i / (double)spikes;
        const double far = least + (most - least) * share(state);
        points[i] = (om_xy){at.x + far * cos(angle), at.y + far * sin(angle)};
    }
    points[spikes] = points[0];
    om_geom *star = NULL;
    CHECK_OK(om_geom_of_ring(geo, points, spikes + 1, OM_METRES, &star, &err));
    return star;
}

static void random_stars_and_cells_overlap_as_geos_says(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = geo_new();
    uint64_t random = 1;
    size_t overlapping = 0;
    for (int i = 0; i < 500; i++) {
        OM_AUTO(om_geom) star = random_star(geo, &random, 40, 5, 40);
        OM_AUTO(om_geom) cell = random_star(geo, &random, 4 + (size_t)(i % 9), 20, 20);
        OM_AUTO(om_geom) both = NULL;
        OM_AUTO(om_rings) rings = NULL;
        OM_AUTO(om_rings) convex = NULL;
        CHECK_OK(om_geom_overlap(star, cell, &both, &err));
        CHECK_OK(om_rings_open(star, &rings, &err));
        CHECK_OK(om_rings_open(cell, &convex, &err));
        CHECK_NEAR(om_rings_overlap_m2(rings, convex), om_geom_area_m2(both), 1e-6);
        overlapping += om_geom_area_m2(both) > 1;
    }
    CHECK(overlapping > 300);
}

OM_TESTS(test(what_lies_within_counts), test(holes_parts_and_teeth_count_for_what_they_are),
         test(only_convex_shapes_are_convex), test(random_stars_and_cells_overlap_as_geos_says))

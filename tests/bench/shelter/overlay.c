/* Times shelters overlaid with cells, beside a plain pass of GEOS over the same
 * pairs. */
#include <math.h>
#include <stdio.h>

#include "engine/analysis/shelter_area.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "tests/bench/shelter/bench.h"

/* Cells of about 100 m, none of them square; a shelter in each of the larger
 * squares over them. */
enum { CELL_COLUMNS = 400, CELL_ROWS = 250, SHELTER_COLUMNS = 40, SHELTER_ROWS = 25, CORNERS = 48 };
enum { CELLS = CELL_COLUMNS * CELL_ROWS, SHELTERS = SHELTER_COLUMNS * SHELTER_ROWS };
#define CELL_M  100.0
#define BLOCK_M 1000.0

typedef struct case_of {
    om_geo *geo;
    om_arena *arena;
    om_geom **cells, **footprints;
    om_shelter *shelters;
    om_districts *districts;
} case_of;

static void case_clear(case_of *in)
{
    om_districts_free(in->districts);
    for (size_t i = 0; i < CELLS; i++)
        om_geom_free(in->cells[i]);
    for (size_t i = 0; i < SHELTERS; i++)
        om_geom_free(in->footprints[i]);
    om_geo_free(in->geo);
    om_arena_free(in->arena);
}

/* A corner of the cells: where a square grid has it, and a little beside. */
static om_xy corner(size_t column, size_t row)
{
    uint64_t random = (row * (CELL_COLUMNS + 1) + column) * 2654435761u + 17;
    random_share(&random);
    const double x = random_share(&random), y = random_share(&random);
    return (om_xy){4e5 + CELL_M * ((double)column + 0.3 * x),
                   3.4e6 + CELL_M * ((double)row + 0.3 * y)};
}

static om_status make_cells(case_of *in, om_error *err)
{
    for (size_t i = 0; i < CELLS; i++) {
        const size_t column = i % CELL_COLUMNS, row = i / CELL_COLUMNS;
        const om_xy ring[] = {corner(column, row), corner(column + 1, row),
                              corner(column + 1, row + 1), corner(column, row + 1),
                              corner(column, row)};
        OM_TRY(om_geom_of_ring(in->geo, ring, 5, OM_METRES, &in->cells[i], err));
    }
    return OM_OK;
}

/* Stars with spikes of 100 to 450 m, one in each block: none touches another.
 */
static om_status make_shelters(case_of *in, om_error *err)
{
    static const om_shelter_class class = {"short", true, true, 0, 2, 1000};
    uint64_t random = 3;
    for (size_t i = 0; i < SHELTERS; i++) {
        om_xy ring[CORNERS + 1];
        const om_xy at = {4e5 + BLOCK_M * ((double)(i % SHELTER_COLUMNS) + 0.5),
                          3.4e6 + BLOCK_M * ((double)(i / SHELTER_COLUMNS) + 0.5)};
        for (size_t c = 0; c < CORNERS; c++) {
            const double angle = 6.283185307179586 * (double)c / CORNERS;
            const double far_m = 100 + 350 * random_share(&random);
            ring[c] = (om_xy){at.x + far_m * cos(angle), at.y + far_m * sin(angle)};
        }
        ring[CORNERS] = ring[0];
        OM_TRY(om_geom_of_ring(in->geo, ring, CORNERS + 1, OM_METRES, &in->footprints[i], err));
        in->shelters[i] = (om_shelter){.id = om_arena_format(in->arena, "%04zu", i),
                                       .footprint = in->footprints[i],
                                       .at = at,
                                       .usable_share = 1,
                                       .effective_m2 = NAN,
                                       .class = &class};
    }
    return OM_OK;
}

static om_status open_districts(case_of *in, om_error *err)
{
    om_district *list = OM_ARENA_ARRAY(in->arena, om_district, CELLS);
    for (size_t i = 0; i < CELLS; i++) {
        const char *code = om_arena_format(in->arena, "%06zu", i);
        list[i] = (om_district){.code = code, .name = code, .shape = in->cells[i]};
    }
    const double begin_ms = clock_ms();
    OM_TRY(om_districts_open(in->geo, list, CELLS, &in->districts, err));
    figure("overlay_open_districts", clock_ms() - begin_ms, "ms");
    return OM_OK;
}

static om_status time_ours(case_of *in, double *ret_sums_m2, om_error *err)
{
    om_shelter_sum *sums = OM_ARENA_ARRAY(in->arena, om_shelter_sum, CELLS), outside;
    double best_ms = INFINITY;
    for (int i = 0; i < TRIES; i++) {
        OM_AUTO(om_shelter_grounds) grounds = NULL;
        om_shelter_told told;
        const double begin_ms = clock_ms();
        OM_TRY(om_shelter_grounds_open(in->geo, in->shelters, SHELTERS, &grounds, &told, err));
        const om_shelter_list list = {in->shelters, SHELTERS, grounds};
        OM_TRY(om_shelter_areas(in->districts, &list, sums, &outside, err));
        best_ms = fmin(best_ms, clock_ms() - begin_ms);
    }
    for (size_t i = 0; i < CELLS; i++)
        ret_sums_m2[i] = sums[i].fixed_m2;
    figure("overlay", best_ms, "ms");
    return OM_OK;
}

static om_status pass_of_geos(case_of *in, double *ret_sums_m2, size_t *ret_pairs, om_error *err)
{
    OM_AUTO(om_index) index = NULL;
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(CELLS, sizeof *extents);
    OM_AUTO_MEMORY size_t *near = NULL;
    size_t capacity = 0;
    *ret_pairs = 0;
    for (size_t i = 0; i < CELLS; i++)
        extents[i] = om_geom_rect(in->cells[i]);
    OM_TRY(om_index_open(in->geo, extents, CELLS, &index, err));
    for (size_t s = 0; s < SHELTERS; s++) {
        const size_t count =
            om_index_find(index, om_geom_rect(in->footprints[s]), &near, &capacity);
        *ret_pairs += count;
        for (size_t i = 0; i < count; i++) {
            OM_AUTO(om_geom) both = NULL;
            OM_TRY(om_geom_overlap(in->footprints[s], in->cells[near[i]], &both, err));
            ret_sums_m2[near[i]] += om_geom_area_m2(both);
        }
    }
    return OM_OK;
}

static om_status time_geos(case_of *in, const double *ours_m2, om_error *err)
{
    double best_ms = INFINITY, most_m2 = 0;
    size_t pairs = 0;
    for (int i = 0; i < TRIES; i++) {
        OM_AUTO_MEMORY double *sums_m2 = om_memory_take(CELLS, sizeof *sums_m2);
        const double begin_ms = clock_ms();
        OM_TRY(pass_of_geos(in, sums_m2, &pairs, err));
        best_ms = fmin(best_ms, clock_ms() - begin_ms);
        for (size_t c = 0; c < CELLS; c++)
            most_m2 = fmax(most_m2, fabs(sums_m2[c] - ours_m2[c]));
    }
    figure("overlay_pairs", (double)pairs, "pairs");
    figure("overlay_geos", best_ms, "ms");
    figure("overlay_differs", most_m2, "m2");
    return most_m2 < 1e-3
               ? OM_OK
               : om_fail(err, OM_ERR_FAILED, "a cell differs from GEOS by %g m2", most_m2);
}

static om_status write_shapes(const case_of *in, om_geom *const *shapes, size_t count,
                              const char *path, om_error *err)
{
    (void)in;
    OM_AUTO_TEXT lines = {0};
    for (size_t i = 0; i < count; i++) {
        OM_AUTO_TEXT wkb = {0};
        OM_TRY(om_geom_write_wkb(shapes[i], &wkb, err));
        om_text_add_format(&lines, "%zu\t", i);
        for (size_t b = 0; b < wkb.length; b++)
            om_text_add_format(&lines, "%02x", (unsigned char)wkb.bytes[b]);
        om_text_add(&lines, "\n");
    }
    return om_file_write(path, lines.bytes, lines.length, err);
}

om_status measure_overlay(const char *folder, om_error *err)
{
    om_arena *arena = om_arena_new();
    __attribute__((cleanup(case_clear)))
    case_of in = {.arena = arena,
                  .cells = OM_ARENA_ARRAY(arena, om_geom *, CELLS),
                  .footprints = OM_ARENA_ARRAY(arena, om_geom *, SHELTERS),
                  .shelters = OM_ARENA_ARRAY(arena, om_shelter, SHELTERS)};
    double *sums_m2 = OM_ARENA_ARRAY(arena, double, CELLS);
    OM_TRY(om_geo_open(&in.geo, err));
    OM_TRY(make_cells(&in, err));
    OM_TRY(make_shelters(&in, err));
    OM_TRY(open_districts(&in, err));
    OM_TRY(time_ours(&in, sums_m2, err));
    OM_TRY(time_geos(&in, sums_m2, err));
    double all_m2 = 0;
    for (size_t i = 0; i < CELLS; i++)
        all_m2 += sums_m2[i];
    printf("figure overlay_area %.6f m2\n", all_m2);
    OM_TRY(write_shapes(&in, in.cells, CELLS, om_arena_format(arena, "%s/cells.tsv", folder), err));
    return write_shapes(&in, in.footprints, SHELTERS,
                        om_arena_format(arena, "%s/shelters.tsv", folder), err);
}

/* Writes the built-up ground that fire engines do not reach in time, the worst first. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/analysis/border.h"
#include "engine/analysis/fire_reach.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

#define WEIGHTS "standards/gap_weights.csv"

/* Grades 1 to 4 as in the data, and what is no grade. */
enum { UNGRADED = 0, NO_SOURCE = 5, WORST_VALUES };

/* A piece of ground. */
typedef struct gap {
    om_geom *shape; /* metres */
    const om_district *district;
    bool unknown;
    double area_m2, people, score;
    int64_t sources;
    int worst; /* as in `weights` */
} gap;

/* All pieces, and what comes to nothing. */
typedef struct gaps {
    gap *list;
    size_t count, capacity;
    size_t slivers;
    double slivers_m2, late_m2, unknown_m2, reached_m2, ground_m2;
    double people_elsewhere;
    bool has_people; /* somebody told where people live */
    double weights[WORST_VALUES];
} gaps;

static void gaps_clear(gaps *all)
{
    for (size_t i = 0; i < all->count; i++)
        om_geom_free(all->list[i].shape);
    free(all->list);
}

/* ---- Weights ---- */

static om_status read_weights(om_fire *fire, double weights[WORST_VALUES], om_error *err)
{
    static const char *const names[WORST_VALUES] = {"ungraded", "1", "2", "3", "4", "none"};
    const char *path = NULL;
    size_t worst = 0, weight = 0;
    OM_TRY(om_share_find(fire->arena, WEIGHTS, &path, err));
    OM_AUTO(om_csv) table = NULL;
    OM_TRY(om_csv_open(path, &table, err));
    OM_TRY(om_csv_need_column(table, "worst", &worst, err));
    OM_TRY(om_csv_need_column(table, "weight", &weight, err));
    for (int i = 0; i < WORST_VALUES; i++) {
        size_t row = 0;
        while (row < om_csv_row_count(table) &&
               strcmp(om_csv_cell(table, row, worst), names[i]) != 0)
            row++;
        if (row == om_csv_row_count(table))
            return om_fail(err, OM_ERR_DATA, "%s has no row for '%s'", om_csv_name(table),
                           names[i]);
        const char *cell = om_csv_cell(table, row, weight);
        if (!om_text_to_number(cell, &weights[i]) || !(weights[i] > 0 && weights[i] <= 1000))
            return om_fail(err, OM_ERR_DATA, "%s, line %zu: weight '%s' is not within 0..1000",
                           om_csv_name(table), om_csv_line(table, row), cell);
    }
    return OM_OK;
}

/* ---- Pieces ---- */

static void add_gap(gaps *all, om_geom *shape, const om_district *district, bool unknown)
{
    all->list = om_memory_grow(all->list, all->count + 1, &all->capacity, sizeof *all->list);
    all->list[all->count++] = (gap){.shape = shape,
                                    .district = district,
                                    .unknown = unknown,
                                    .area_m2 = om_geom_area_m2(shape),
                                    .worst = NO_SOURCE};
}

/* Pieces smaller than a cell are below what the picture can tell. */
static om_status add_pieces(om_fire *fire, gaps *all, const om_geom *late,
                            const om_district *district, om_error *err)
{
    for (size_t i = 0; i < om_geom_part_count(late); i++) {
        OM_AUTO(om_geom) part = NULL;
        OM_AUTO(om_geom) shape = NULL;
        OM_TRY(om_geom_part(late, i, &part, err));
        const double area_m2 = om_geom_area_m2(part);
        if (area_m2 < fire->cell_m * fire->cell_m) {
            all->slivers++;
            all->slivers_m2 += area_m2;
            continue;
        }
        OM_TRY(om_geom_polygons(part, &shape, err));
        add_gap(all, OM_TAKE(shape), district, false);
    }
    return OM_OK;
}

/* The built-up ground of a district. */
static om_status ground_of(const om_fire *fire, const om_district *district, om_geom **ret,
                           om_error *err)
{
    OM_AUTO(om_geom) ground = NULL;
    if (fire->built)
        OM_TRY(om_geom_overlap(fire->built, district->shape, &ground, err));
    else if (fire->water)
        OM_TRY(om_geom_without(district->shape, fire->water, &ground, err));
    return om_geom_polygons(ground ? ground : district->shape, ret, err);
}

/* Takes away, and leaves polygons only. */
static om_status polygons_without(const om_geom *shape, const om_geom *without, om_geom **ret,
                                  om_error *err)
{
    OM_AUTO(om_geom) rest = NULL;
    OM_TRY(om_geom_without(shape, without, &rest, err));
    return om_geom_polygons(rest, ret, err);
}

/* What of a district is near a road, and what of that is reached. */
static om_status shapes_in(om_fire *fire, om_field *field, const om_district *district,
                           om_geom **ret_near, om_geom **ret_reached, om_error *err)
{
    om_geo *geo = om_store_geo(fire->run->store);
    const om_rect rect = om_geom_rect(district->shape);
    OM_AUTO_OUTLINE near = {0};
    OM_AUTO_OUTLINE reached = {0};
    om_ground_outline_near(fire->ground, rect, &near);
    om_field_outline(field, fire->limit_s, &rect, &reached);
    OM_TRY(om_reach_shape(geo, &near, ret_near, err));
    return om_reach_shape(geo, &reached, ret_reached, err);
}

static om_status find_in_district(om_fire *fire, om_field *field, const om_district *district,
                                  gaps *all, om_error *err)
{
    OM_AUTO(om_geom) ground = NULL;
    OM_AUTO(om_geom) near = NULL;
    OM_AUTO(om_geom) reached = NULL;
    OM_AUTO(om_geom) unknown = NULL;
    OM_AUTO(om_geom) rest = NULL;
    OM_AUTO(om_geom) late = NULL;
    OM_TRY(ground_of(fire, district, &ground, err));
    OM_TRY(shapes_in(fire, field, district, &near, &reached, err));
    OM_TRY(polygons_without(ground, near, &unknown, err));
    OM_TRY(polygons_without(ground, reached, &rest, err));
    OM_TRY(polygons_without(rest, unknown, &late, err));
    all->ground_m2 += om_geom_area_m2(ground);
    all->reached_m2 += om_geom_area_m2(ground) - om_geom_area_m2(rest);
    all->unknown_m2 += om_geom_area_m2(unknown);
    all->late_m2 += om_geom_area_m2(late);
    OM_TRY(add_pieces(fire, all, late, district, err));
    if (om_geom_area_m2(unknown) >= fire->cell_m * fire->cell_m)
        add_gap(all, OM_TAKE(unknown), district, true);
    return OM_OK;
}

static om_status find_gaps(om_fire *fire, gaps *all, om_error *err)
{
    const om_level *level = om_districts_city(fire->districts);
    OM_AUTO(om_field) field = om_field_new(fire->ground);
    OM_TRY(om_search_run(fire->search, fire->starts, fire->stations.usable_count,
                         om_field_search_s(fire->ground, fire->limit_s), err));
    om_field_fill(field, fire->search, fire->limit_s);
    for (size_t i = 0; i < level->count; i++)
        OM_TRY(find_in_district(fire, field, om_districts_at(fire->districts, level->first + i),
                                all, err));
    return OM_OK;
}

/* ---- Who and what lies there ---- */

/* True when grade `a` is worse than `b`; what is ungraded stands between 4 and 3. */
static bool is_worse(int a, int b)
{
    static const int order[WORST_VALUES] = {3, 0, 1, 2, 4, 5};
    return order[a] < order[b];
}

static void add_place(gaps *all, gap *in, const om_place *place, double seconds, double limit_s)
{
    const bool late = seconds > limit_s; /* not so when it is unknown */
    all->has_people |= !isnan(place->people);
    if (late && place->people > 0) {
        if (in)
            in->people += place->people;
        else
            all->people_elsewhere += place->people;
    }
    if (in && strcmp(place->layer, "hazard_source") == 0) {
        in->sources++;
        in->worst = is_worse(place->grade, in->worst) ? place->grade : in->worst;
    }
}

/* People are those who are truly late, in the piece that they live in. */
static om_status add_places(om_fire *fire, gaps *all, om_error *err)
{
    OM_AUTO_MEMORY const om_geom **shapes = om_memory_take(all->count, sizeof *shapes);
    OM_AUTO_MEMORY size_t *numbers = om_memory_take(all->count, sizeof *numbers);
    size_t late = 0;
    for (size_t i = 0; i < all->count; i++)
        if (!all->list[i].unknown) {
            shapes[late] = all->list[i].shape;
            numbers[late++] = i;
        }
    OM_AUTO(om_border) border = NULL;
    OM_TRY(om_border_open(om_store_geo(fire->run->store), shapes, late, &border, err));
    for (size_t i = 0; i < om_places_count(fire->places); i++) {
        const om_place *place = om_places_at(fire->places, i);
        const size_t found = late ? om_border_find(border, place->at, 0, late) : OM_NO_SHAPE;
        add_place(all, found == OM_NO_SHAPE ? NULL : &all->list[numbers[found]], place,
                  om_fire_answer_time(fire->answer, i).seconds, fire->limit_s);
    }
    for (size_t i = 0; i < all->count; i++)
        all->list[i].score = all->list[i].people * all->weights[all->list[i].worst];
    return OM_OK;
}

/* The highest score first, then the largest; what is unknown comes last. */
static int worst_first(const void *left, const void *right)
{
    const gap *a = left, *b = right;
    if (a->unknown != b->unknown)
        return a->unknown ? 1 : -1;
    if (a->score != b->score)
        return a->score > b->score ? -1 : 1;
    if (a->area_m2 != b->area_m2)
        return a->area_m2 > b->area_m2 ? -1 : 1;
    return strcmp(a->district->code, b->district->code);
}

/* ---- Writing ---- */

static om_status write_gap(om_fire *fire, om_table *table, const gap *written, size_t rank,
                           bool has_people, om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_fire_to_degrees(fire, written->shape, &stored, err));
    const bool graded = written->worst >= 1 && written->worst <= 4;
    const om_value none = om_value_real((double)NAN);
    const om_value values[] = {
        om_value_text(written->unknown ? "unknown" : "late"),
        om_value_text(written->district->code),
        om_value_text(written->district->name),
        written->unknown ? none : om_value_integer((int64_t)rank),
        om_value_real(written->area_m2),
        has_people ? om_value_real(written->people) : none,
        om_value_integer(written->sources),
        graded ? om_value_integer(written->worst) : none,
        written->unknown || !has_people ? none : om_value_real(written->score),
    };
    OM_AUTO_TEXT id = {0};
    if (written->unknown)
        om_text_add_format(&id, "unknown/%s", written->district->code);
    else
        om_text_add_format(&id, "late/%zu", rank);
    return om_table_add(table, id.bytes, values, stored, err);
}

static void tell(om_fire *fire, const gaps *all, size_t late)
{
    om_json *told = om_json_put(fire->report, "gaps", om_json_object_new());
    om_json_put_integer(told, "gaps", (int64_t)late);
    om_json_put_number(told, "ground_m2", all->ground_m2);
    om_json_put_number(told, "reached_m2", all->reached_m2);
    om_json_put_number(told, "late_m2", all->late_m2);
    om_json_put_number(told, "unknown_m2", all->unknown_m2);
    om_json_put_integer(told, "slivers_dropped", (int64_t)all->slivers);
    om_json_put_number(told, "slivers_m2", all->slivers_m2);
    om_json_put_number(told, "people_late_outside_gaps", all->people_elsewhere);
    if (all->people_elsewhere > 0)
        om_run_notice(fire->run,
                      "%.0f people are late and live in no gap: on ground that is not built up, in "
                      "no district, or so near the border of a gap that its outline misses them",
                      all->people_elsewhere);
}

om_status om_fire_write_gaps(om_fire *fire, om_error *err)
{
    __attribute__((cleanup(gaps_clear))) gaps all = {0};
    OM_TRY(read_weights(fire, all.weights, err));
    OM_TRY(find_gaps(fire, &all, err));
    OM_TRY(add_places(fire, &all, err));
    if (all.count > 0)
        qsort(all.list, all.count, sizeof *all.list, worst_first);
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(fire->run, "fire_reach_gap", &table, err));
    size_t late = 0;
    for (size_t i = 0; i < all.count; i++) {
        late += !all.list[i].unknown;
        OM_TRY(write_gap(fire, table, &all.list[i], i + 1, all.has_people, err));
    }
    tell(fire, &all, late);
    return OM_OK;
}

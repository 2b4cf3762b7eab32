/* Gathers what fire engines must reach, and puts it in an order that is quick to evaluate. */
#include "engine/analysis/fire_model.h"

#include <math.h>

#include "engine/analysis/fire_inside.h"
#include "engine/base/curve.h"
#include "engine/base/memory.h"

/* Rows in a block: few enough to lie close together, enough that asking a block is cheap. */
enum { BLOCK = 128 };

om_fire_model *om_fire_model_new(const om_network *network, const om_access *access,
                                 om_districts *districts)
{
    om_fire_model *model = om_memory_take(1, sizeof *model);
    model->network = network;
    model->access = *access;
    model->districts = districts;
    model->unit_count = om_districts_count(districts) + 1;
    return model;
}

void om_fire_model_free(om_fire_model *model)
{
    if (!model)
        return;
    free(model->spots);
    free(model->parts);
    free(model->first_part);
    free(model->first_lump);
    free(model->group);
    free(model->first_time);
    free(model->stretches);
    free(model->first_stretch);
    free(model->first_road_lump);
    free(model->rows);
    free(model->blocks);
    free(model->position);
    free(model);
}

/* ---- Places ---- */

uint32_t om_fire_model_spot(om_fire_model *model, const om_spot *spot)
{
    const uint32_t number = (uint32_t)model->spot_count;
    om_fire_spot added = {.edge = OM_NO_EDGE, .number = number};
    if (spot) {
        added.edge = spot->edge;
        added.fraction = spot->fraction;
        added.access_s = spot->distance_m / model->access.speed_ms;
    }
    model->spots = om_memory_grow(model->spots, model->spot_count + 1, &model->spot_capacity,
                                  sizeof *model->spots);
    model->spots[model->spot_count++] = added;
    return number;
}

void om_fire_model_part(om_fire_model *model, om_fire_part part)
{
    model->parts = om_memory_grow(model->parts, model->part_count + 1, &model->part_capacity,
                                  sizeof *model->parts);
    model->parts[model->part_count++] = part;
}

/* What is counted goes to one district whole, quantities are shared. */
static om_status share_in_level(om_fire_model *model, const om_level *level, const om_place *place,
                                om_fire_part part, om_error *err)
{
    const bool is_amount = part.sum == OM_FIRE_PEOPLE || part.sum == OM_FIRE_BUILT_M2;
    const om_part whole = {om_districts_of_point(model->districts, level, place->at), 1};
    const om_part *shares = &whole;
    const double amount = part.amount;
    size_t count = whole.district != OM_NO_DISTRICT;
    if (is_amount)
        OM_TRY(om_districts_share(model->districts, level, place->shape, place->at, &shares, &count,
                                  err));
    for (size_t i = 0; i < count; i++) {
        part.unit = (uint32_t)shares[i].district;
        part.amount = amount * shares[i].share;
        om_fire_model_part(model, part);
    }
    if (count == 0 && level == om_districts_city(model->districts)) {
        part.unit = (uint32_t)model->unit_count - 1;
        om_fire_model_part(model, part);
    }
    return OM_OK;
}

om_status om_fire_model_add(om_fire_model *model, const om_place *place, om_fire_sum sum,
                            double amount, om_error *err)
{
    const uint32_t number = om_fire_model_spot(model, place->near_road ? &place->spot : NULL);
    const om_fire_part part = {.sum = sum, .place = number, .amount = amount};
    if (sum == OM_FIRE_NO_SUM || !(amount > 0))
        return OM_OK;
    for (size_t i = 0; i < om_districts_level_count(model->districts); i++)
        OM_TRY(share_in_level(model, om_districts_level(model->districts, i), place, part, err));
    return OM_OK;
}

/* ---- Roads ---- */

/* Adds a stretch, or makes the one before it longer. */
static void add_stretch(om_fire_model *model, size_t first, om_fire_stretch added)
{
    om_fire_stretch *last =
        model->stretch_count > first ? &model->stretches[model->stretch_count - 1] : NULL;
    if (last && last->unit == added.unit) {
        last->to = added.to;
        return;
    }
    model->stretches = om_memory_grow(model->stretches, model->stretch_count + 1,
                                      &model->stretch_capacity, sizeof *model->stretches);
    model->stretches[model->stretch_count++] = added;
}

/* Adds the parts of one edge in the districts of a level; `first` is where they begin. */
static void cut_segment(om_fire_model *model, const om_level *level, uint32_t edge, uint32_t i,
                        size_t first)
{
    const om_xy *points = om_network_points(model->network, edge);
    const double length_m = om_network_edge(model->network, edge)->length_m;
    const double from_m = om_network_along_m(model->network, edge, i - 1);
    const double segment_m = hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
    const om_cut *cuts = NULL;
    if (!(segment_m > 0))
        return;
    const size_t count = om_districts_cut(model->districts, level, points[i - 1], points[i], &cuts);
    for (size_t c = 0; c < count; c++) {
        const bool outside = cuts[c].district == OM_NO_DISTRICT;
        const uint32_t unit = (uint32_t)(outside ? model->unit_count - 1 : cuts[c].district);
        add_stretch(model, first,
                    (om_fire_stretch){unit, edge, (from_m + cuts[c].from * segment_m) / length_m,
                                      (from_m + cuts[c].to * segment_m) / length_m});
    }
}

/* Outside is what lies in no district of the city's level. */
static void drop_outside(om_fire_model *model, size_t first)
{
    size_t kept = first;
    for (size_t i = first; i < model->stretch_count; i++)
        if (model->stretches[i].unit + 1 < model->unit_count)
            model->stretches[kept++] = model->stretches[i];
    model->stretch_count = kept;
}

static void add_roads(om_fire_model *model)
{
    for (uint32_t e = 0; e < om_network_edge_count(model->network); e++)
        for (size_t l = 0; l < om_districts_level_count(model->districts); l++) {
            const om_level *level = om_districts_level(model->districts, l);
            const size_t first = model->stretch_count;
            for (uint32_t i = 1; i < om_network_edge(model->network, e)->count; i++)
                cut_segment(model, level, e, i, first);
            if (level != om_districts_city(model->districts))
                drop_outside(model, first);
        }
}

/* ---- Order ---- */

/* A spot with what it is sorted by. */
typedef struct sortable {
    uint64_t along; /* a Hilbert curve, the beginning of its edge */
    om_fire_spot spot;
} sortable;

static uint64_t place_on_curve(const om_network *network, uint32_t edge)
{
    return om_curve_place(om_network_rect(network), om_network_points(network, edge)[0]);
}

static int by_place(const void *left, const void *right)
{
    const sortable *a = left, *b = right;
    if (a->along != b->along)
        return a->along < b->along ? -1 : 1;
    if (a->spot.edge != b->spot.edge)
        return a->spot.edge < b->spot.edge ? -1 : 1;
    if (a->spot.fraction != b->spot.fraction)
        return a->spot.fraction < b->spot.fraction ? -1 : 1;
    return a->spot.number < b->spot.number ? -1 : 1;
}

static void order_spots(om_fire_model *model)
{
    OM_AUTO_MEMORY sortable *list = om_memory_take(model->spot_count, sizeof *list);
    for (size_t i = 0; i < model->spot_count; i++) {
        const om_fire_spot *spot = &model->spots[i];
        const bool is_near = spot->edge != OM_NO_EDGE;
        list[i] =
            (sortable){is_near ? place_on_curve(model->network, spot->edge) : UINT64_MAX, *spot};
        model->near_count += is_near;
    }
    qsort(list, model->spot_count, sizeof *list, by_place);
    model->position = om_memory_take(model->spot_count, sizeof *model->position);
    for (size_t i = 0; i < model->spot_count; i++) {
        model->spots[i] = list[i].spot;
        model->position[list[i].spot.number] = (uint32_t)i;
    }
}

static void make_rows(om_fire_model *model)
{
    model->rows = om_memory_take(model->near_count + 1, sizeof *model->rows);
    for (size_t i = 0; i < model->near_count; i++) {
        const uint32_t number = model->spots[i].edge;
        if (i > 0 && number == model->spots[i - 1].edge)
            continue;
        const om_edge *edge = om_network_edge(model->network, number);
        model->rows[model->row_count++] = (om_fire_row){number, edge->from, edge->to, (uint32_t)i};
    }
    model->rows[model->row_count].first = (uint32_t)model->near_count;
}

static void widen(om_rect *rect, const om_xy *points, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        *rect = (om_rect){fmin(rect->min_x, points[i].x), fmin(rect->min_y, points[i].y),
                          fmax(rect->max_x, points[i].x), fmax(rect->max_y, points[i].y)};
}

static void make_blocks(om_fire_model *model)
{
    model->block_count = (model->row_count + BLOCK - 1) / BLOCK;
    model->blocks = om_memory_take(model->block_count + 1, sizeof *model->blocks);
    for (size_t b = 0; b < model->block_count; b++)
        model->blocks[b] = (om_fire_block){{INFINITY, INFINITY, -INFINITY, -INFINITY}, b * BLOCK};
    model->blocks[model->block_count].first = model->row_count;
    for (size_t i = 0; i < model->row_count; i++) {
        const uint32_t edge = model->rows[i].edge;
        widen(&model->blocks[i / BLOCK].rect, om_network_points(model->network, edge),
              om_network_edge(model->network, edge)->count);
    }
}

static int by_unit_and_sum(const void *left, const void *right)
{
    const om_fire_part *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->sum != b->sum)
        return a->sum < b->sum ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

static void order_parts(om_fire_model *model)
{
    for (size_t i = 0; i < model->part_count; i++)
        model->parts[i].place = model->position[model->parts[i].place];
    if (model->part_count > 1)
        qsort(model->parts, model->part_count, sizeof *model->parts, by_unit_and_sum);
    const size_t groups = model->unit_count * OM_FIRE_SUMS;
    model->first_part = om_memory_take(groups + 1, sizeof *model->first_part);
    for (size_t group = 0, i = 0; group <= groups; group++) {
        while (i < model->part_count &&
               model->parts[i].unit * (size_t)OM_FIRE_SUMS + model->parts[i].sum < group)
            i++;
        model->first_part[group] = i;
    }
}

static int by_unit_and_edge(const void *left, const void *right)
{
    const om_fire_stretch *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static void order_stretches(om_fire_model *model)
{
    if (model->stretch_count > 1)
        qsort(model->stretches, model->stretch_count, sizeof *model->stretches, by_unit_and_edge);
    model->first_stretch = om_memory_take(model->unit_count + 1, sizeof *model->first_stretch);
    for (size_t unit = 0, i = 0; unit <= model->unit_count; unit++) {
        while (i < model->stretch_count && model->stretches[i].unit < unit)
            i++;
        model->first_stretch[unit] = i;
    }
}

static size_t lumps_of(size_t count)
{
    return (count + OM_FIRE_AT_A_TIME - 1) / OM_FIRE_AT_A_TIME;
}

static void make_lumps(om_fire_model *model)
{
    const size_t groups = model->unit_count * OM_FIRE_SUMS;
    model->first_lump = om_memory_take(groups + 1, sizeof *model->first_lump);
    for (size_t g = 0; g < groups; g++)
        model->first_lump[g + 1] =
            model->first_lump[g] + lumps_of(model->first_part[g + 1] - model->first_part[g]);
    model->group = om_memory_take(model->first_lump[groups] + 1, sizeof *model->group);
    for (size_t g = 0; g < groups; g++)
        for (size_t i = model->first_lump[g]; i < model->first_lump[g + 1]; i++)
            model->group[i] = (uint32_t)g;

    model->first_road_lump = om_memory_take(model->unit_count + 1, sizeof *model->first_road_lump);
    for (size_t u = 0; u < model->unit_count; u++)
        model->first_road_lump[u + 1] =
            model->first_road_lump[u] +
            lumps_of(model->first_stretch[u + 1] - model->first_stretch[u]);
}

/* People far from roads stand behind the others of their unit, and have no time. */
static void count_times(om_fire_model *model)
{
    model->first_time = om_memory_take(model->unit_count + 1, sizeof *model->first_time);
    for (size_t u = 0; u < model->unit_count; u++) {
        const size_t group = u * OM_FIRE_SUMS + OM_FIRE_PEOPLE;
        size_t count = 0;
        for (size_t i = model->first_part[group]; i < model->first_part[group + 1]; i++)
            count += model->parts[i].place < model->near_count;
        model->first_time[u + 1] = model->first_time[u] + count;
    }
}

void om_fire_model_close(om_fire_model *model)
{
    add_roads(model);
    order_spots(model);
    make_rows(model);
    make_blocks(model);
    order_parts(model);
    order_stretches(model);
    make_lumps(model);
    count_times(model);
}

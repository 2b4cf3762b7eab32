/* Shares points, shapes and lines among districts, through an index over their borders. */
#include "engine/analysis/district.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/border.h"
#include "engine/base/arena.h"
#include "engine/base/memory.h"
#include "engine/geo/index.h"

/* Districts that cover each other by more than this share of their area are no partition. */
#define OVERLAP_SHARE 1e-3

struct om_districts {
    om_arena *arena;
    om_district *list;
    size_t count;
    om_level *levels;
    size_t level_count;
    const om_level *city;
    om_geom **owned; /* the shapes of all districts */
    size_t owned_count;
    om_index *extents;
    om_border *border;
    /* Scratch of the calls that lend their result. */
    om_part *parts;
    om_cut *cuts;
    size_t cut_capacity;
    size_t *found;
    size_t found_capacity;
};

void om_districts_free(om_districts *districts)
{
    if (!districts)
        return;
    for (size_t i = 0; i < districts->owned_count; i++)
        om_geom_free(districts->owned[i]);
    om_index_free(districts->extents);
    om_border_free(districts->border);
    free(districts->cuts);
    free(districts->found);
    om_arena_free(districts->arena);
    free(districts);
}

static int by_level_and_code(const void *left, const void *right)
{
    const om_district *a = left, *b = right;
    const int by_level = strcmp(a->level, b->level);
    return by_level ? by_level : strcmp(a->code, b->code);
}

static om_status keep_shape(om_districts *districts, const om_geom *shape, const om_geom **ret,
                            om_error *err)
{
    om_geom *copy = NULL;
    OM_TRY(om_geom_polygons(shape, &copy, err));
    districts->owned[districts->owned_count++] = copy;
    *ret = copy;
    return OM_OK;
}

static om_status keep_district(om_districts *districts, const om_district *given, om_error *err)
{
    om_district *kept = &districts->list[districts->count++];
    *kept = (om_district){
        .id = om_arena_text(districts->arena, given->id),
        .parent = om_arena_text(districts->arena, given->parent),
        .code = om_arena_text(districts->arena, given->code),
        .name = om_arena_text(districts->arena, given->name),
        .level = om_arena_text(districts->arena, given->level ? given->level : "unit"),
    };
    OM_TRY(keep_shape(districts, given->shape, &kept->shape, err));
    if (given->stored)
        OM_TRY(keep_shape(districts, given->stored, &kept->stored, err));
    kept->area_m2 = om_geom_area_m2(kept->shape);
    if (!(kept->area_m2 > 0))
        return om_fail(err, OM_ERR_DATA, "district %s has no area", kept->code);
    return OM_OK;
}

static om_status check_overlap(om_geo *geo, const om_districts *districts, om_level *level,
                               om_error *err)
{
    const om_geom **shapes = OM_ARENA_ARRAY(districts->arena, const om_geom *, level->count);
    double sum_m2 = 0;
    for (size_t i = 0; i < level->count; i++) {
        shapes[i] = districts->list[level->first + i].shape;
        sum_m2 += districts->list[level->first + i].area_m2;
    }
    OM_AUTO(om_geom) all = NULL;
    OM_TRY(om_geom_unite(geo, shapes, level->count, OM_METRES, &all, err));
    level->overlaps = sum_m2 - om_geom_area_m2(all) > OVERLAP_SHARE * sum_m2;
    return OM_OK;
}

static bool is_better_city(const om_level *a, const om_level *b)
{
    if (a->overlaps != b->overlaps)
        return !a->overlaps;
    return a->count > b->count;
}

static om_status make_levels(om_geo *geo, om_districts *districts, om_error *err)
{
    districts->levels = OM_ARENA_ARRAY(districts->arena, om_level, districts->count);
    for (size_t i = 0; i < districts->count; i++) {
        const char *name = districts->list[i].level;
        if (i == 0 || strcmp(name, districts->list[i - 1].level) != 0)
            districts->levels[districts->level_count++] = (om_level){name, i, 0, false};
        districts->levels[districts->level_count - 1].count++;
    }
    districts->city = &districts->levels[0];
    for (size_t i = 0; i < districts->level_count; i++) {
        OM_TRY(check_overlap(geo, districts, &districts->levels[i], err));
        if (is_better_city(&districts->levels[i], districts->city))
            districts->city = &districts->levels[i];
    }
    return OM_OK;
}

static om_status make_indexes(om_geo *geo, om_districts *districts, om_error *err)
{
    om_rect *extents = OM_ARENA_ARRAY(districts->arena, om_rect, districts->count);
    const om_geom **shapes = OM_ARENA_ARRAY(districts->arena, const om_geom *, districts->count);
    for (size_t i = 0; i < districts->count; i++) {
        shapes[i] = districts->list[i].shape;
        extents[i] = om_geom_rect(shapes[i]);
    }
    OM_TRY(om_index_open(geo, extents, districts->count, &districts->extents, err));
    return om_border_open(geo, shapes, districts->count, &districts->border, err);
}

om_status om_districts_open(om_geo *geo, const om_district *list, size_t count, om_districts **ret,
                            om_error *err)
{
    if (count == 0)
        return om_fail(err, OM_ERR_DATA, "there are no districts to report for");
    OM_AUTO(om_districts) districts = om_memory_take(1, sizeof *districts);
    districts->arena = om_arena_new();
    districts->list = OM_ARENA_ARRAY(districts->arena, om_district, count);
    districts->owned = OM_ARENA_ARRAY(districts->arena, om_geom *, 2 * count);
    districts->parts = OM_ARENA_ARRAY(districts->arena, om_part, count);
    for (size_t i = 0; i < count; i++)
        OM_TRY(keep_district(districts, &list[i], err));
    qsort(districts->list, count, sizeof *districts->list, by_level_and_code);
    for (size_t i = 1; i < count; i++)
        if (by_level_and_code(&districts->list[i - 1], &districts->list[i]) == 0)
            return om_fail(err, OM_ERR_DATA, "two districts of level %s have the code %s",
                           districts->list[i].level, districts->list[i].code);
    OM_TRY(make_levels(geo, districts, err));
    OM_TRY(make_indexes(geo, districts, err));
    *ret = OM_TAKE(districts);
    return OM_OK;
}

size_t om_districts_count(const om_districts *districts)
{
    return districts->count;
}

const om_district *om_districts_at(const om_districts *districts, size_t number)
{
    return &districts->list[number];
}

size_t om_districts_level_count(const om_districts *districts)
{
    return districts->level_count;
}

const om_level *om_districts_level(const om_districts *districts, size_t level)
{
    return &districts->levels[level];
}

const om_level *om_districts_city(const om_districts *districts)
{
    return districts->city;
}

size_t om_districts_of_point(om_districts *districts, const om_level *level, om_xy at)
{
    const size_t found =
        om_border_find(districts->border, at, level->first, level->first + level->count);
    return found == OM_NO_SHAPE ? OM_NO_DISTRICT : found;
}

static size_t whole_in(om_districts *districts, size_t district)
{
    if (district == OM_NO_DISTRICT)
        return 0;
    districts->parts[0] = (om_part){district, 1};
    return 1;
}

size_t om_districts_near(om_districts *districts, const om_level *level, om_rect rect,
                         const size_t **ret)
{
    const size_t found =
        om_index_find(districts->extents, rect, &districts->found, &districts->found_capacity);
    size_t count = 0;
    for (size_t i = 0; i < found; i++)
        if (districts->found[i] >= level->first &&
            districts->found[i] < level->first + level->count)
            districts->found[count++] = districts->found[i];
    *ret = districts->found;
    return count;
}

/* Measures the overlap with each district of the level; shares are areas until normalised. */
static om_status overlap_with_each(om_districts *districts, const om_level *level,
                                   const om_geom *shape, size_t *ret_count, om_error *err)
{
    const size_t *near = NULL;
    const size_t found = om_districts_near(districts, level, om_geom_rect(shape), &near);
    size_t count = 0;
    for (size_t i = 0; i < found; i++) {
        OM_AUTO(om_geom) overlap = NULL;
        OM_TRY(om_geom_overlap(shape, districts->list[near[i]].shape, &overlap, err));
        const double area_m2 = om_geom_area_m2(overlap);
        if (area_m2 > 0)
            districts->parts[count++] = (om_part){near[i], area_m2};
    }
    *ret_count = count;
    return OM_OK;
}

om_status om_districts_share(om_districts *districts, const om_level *level, const om_geom *shape,
                             om_xy inside, const om_part **ret, size_t *ret_count, om_error *err)
{
    *ret = districts->parts;
    if (!(om_geom_area_m2(shape) > 0) ||
        (!level->overlaps && !om_border_is_near(districts->border, om_geom_rect(shape)))) {
        *ret_count = whole_in(districts, om_districts_of_point(districts, level, inside));
        return OM_OK;
    }
    size_t count = 0;
    OM_TRY(overlap_with_each(districts, level, shape, &count, err));
    double sum_m2 = 0;
    for (size_t i = 0; i < count; i++)
        sum_m2 += districts->parts[i].share;
    for (size_t i = 0; i < count; i++)
        districts->parts[i].share /= sum_m2;
    *ret_count = count;
    return OM_OK;
}

static void add_cut(om_districts *districts, size_t *count, om_cut cut)
{
    om_cut *last = *count ? &districts->cuts[*count - 1] : NULL;
    if (last && last->district == cut.district) {
        last->to = cut.to;
        return;
    }
    districts->cuts = om_memory_grow(districts->cuts, *count + 1, &districts->cut_capacity,
                                     sizeof *districts->cuts);
    districts->cuts[(*count)++] = cut;
}

size_t om_districts_cut(om_districts *districts, const om_level *level, om_xy a, om_xy b,
                        const om_cut **ret)
{
    const double *crossings = NULL;
    const size_t crossed = om_border_crossings(districts->border, a, b, &crossings);
    size_t count = 0;
    double from = 0;
    for (size_t i = 0; i <= crossed; i++) {
        const double to = i < crossed ? crossings[i] : 1;
        const double middle = (from + to) / 2;
        const om_xy at = {a.x + middle * (b.x - a.x), a.y + middle * (b.y - a.y)};
        if (to > from || (i == crossed && count == 0))
            add_cut(districts, &count,
                    (om_cut){om_districts_of_point(districts, level, at), from, to});
        from = to;
    }
    *ret = districts->cuts;
    return count;
}

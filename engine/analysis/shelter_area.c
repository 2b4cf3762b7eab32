/* Shelters added up by district: ground counted once, borders cut exactly. */
#include "engine/analysis/shelter_area.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"

/* Stated and measured area may differ by this share before it is told. */
static const double tolerated_share = 0.1;

/* A shelter on its way through the sums. */
typedef struct claim {
    const om_shelter *shelter;
    double measured_m2;
    double density; /* gross m2 for each measured m2 of ground */
    om_rect rect;
    om_geom *ground; /* what of the footprint counts for this shelter */
} claim;

typedef struct claims {
    claim *list;
    size_t count;
} claims;

static void claims_clear(claims *all)
{
    for (size_t i = 0; i < all->count; i++)
        om_geom_free(all->list[i].ground);
    free(all->list);
}

static bool is_stated(const om_shelter *shelter)
{
    return shelter->stated_m2 > 0; /* NaN is not */
}

double om_shelter_gross_m2(const om_shelter *shelter)
{
    if (is_stated(shelter))
        return shelter->stated_m2;
    return shelter->footprint ? om_geom_area_m2(shelter->footprint) : 0;
}

static double usable_density(const claim *at)
{
    return at->density * at->shelter->usable_share;
}

/* Who makes more of shared ground comes first. */
static int by_claim(const void *left, const void *right)
{
    const claim *a = left, *b = right;
    if (usable_density(a) != usable_density(b))
        return usable_density(a) > usable_density(b) ? -1 : 1;
    if (a->density != b->density)
        return a->density > b->density ? -1 : 1;
    return strcmp(a->shelter->id, b->shelter->id);
}

static om_status check_share(const om_shelter *shelter, om_error *err)
{
    return shelter->usable_share >= 0 && shelter->usable_share <= 1
               ? OM_OK
               : om_fail(err, OM_ERR_RANGE, "shelter '%s': usable share %g is not within 0..1",
                         shelter->id, shelter->usable_share);
}

static claim claim_of(const om_shelter *shelter)
{
    const double measured_m2 = om_geom_area_m2(shelter->footprint);
    return (claim){.shelter = shelter,
                   .measured_m2 = measured_m2,
                   .density = measured_m2 > 0 ? om_shelter_gross_m2(shelter) / measured_m2 : 0,
                   .rect = om_geom_rect(shelter->footprint)};
}

static void compare_areas(const claim *at, om_shelter_told *told)
{
    const om_shelter *shelter = at->shelter;
    if (!is_stated(shelter) ||
        fabs(shelter->stated_m2 - at->measured_m2) <= tolerated_share * at->measured_m2)
        return;
    if (told->differing++ && strcmp(told->example->id, shelter->id) < 0)
        return;
    told->example = shelter;
    told->example_m2 = at->measured_m2;
}

static om_status gather(const om_shelter *shelters, size_t count, claims *all,
                        om_shelter_told *told, om_error *err)
{
    all->list = om_memory_take(count ? count : 1, sizeof *all->list);
    for (size_t i = 0; i < count; i++) {
        OM_TRY(check_share(&shelters[i], err));
        if (!shelters[i].footprint)
            continue;
        all->list[all->count] = claim_of(&shelters[i]);
        compare_areas(&all->list[all->count++], told);
    }
    qsort(all->list, all->count, sizeof *all->list, by_claim);
    return OM_OK;
}

/* The ground of a claim without what the stronger claims before it take. */
static om_status settle(om_geo *geo, claims *all, size_t number, const om_index *index,
                        om_shelter_told *told, om_error *err)
{
    claim *at = &all->list[number];
    OM_AUTO_MEMORY size_t *near = NULL;
    size_t capacity = 0, stronger = 0;
    const size_t found = om_index_find(index, at->rect, &near, &capacity);
    OM_AUTO_MEMORY const om_geom **taken = om_memory_take(found + 1, sizeof *taken);
    for (size_t i = 0; i < found && near[i] < number; i++)
        taken[stronger++] = all->list[near[i]].shelter->footprint;
    OM_AUTO(om_geom) others = NULL;
    OM_AUTO(om_geom) left = NULL;
    OM_TRY(om_geom_unite(geo, taken, stronger, OM_METRES, &others, err));
    OM_TRY(om_geom_without(at->shelter->footprint, others, &left, err));
    OM_TRY(om_geom_polygons(left, &at->ground, err));
    const double lost_m2 = at->measured_m2 - om_geom_area_m2(at->ground);
    if (lost_m2 > 1e-9 * at->measured_m2) {
        told->overlapping++;
        told->overlap_m2 += lost_m2;
    }
    return OM_OK;
}

static om_status settle_all(om_geo *geo, claims *all, om_shelter_told *told, om_error *err)
{
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(all->count + 1, sizeof *extents);
    for (size_t i = 0; i < all->count; i++)
        extents[i] = all->list[i].rect;
    OM_AUTO(om_index) index = NULL;
    OM_TRY(om_index_open(geo, extents, all->count, &index, err));
    for (size_t i = 0; i < all->count; i++)
        OM_TRY(settle(geo, all, i, index, told, err));
    return OM_OK;
}

static void add(om_shelter_sum *sum, double gross_m2, double usable_share)
{
    sum->gross_m2 += gross_m2;
    sum->usable_m2 += gross_m2 * usable_share;
}

/* Adds the parts of a claim to the districts of a level. @return what of it lies in none, gross */
static om_status add_claim(const om_districts *districts, const om_level *level, const claim *at,
                           om_shelter_sum *sums, double *ret_outside_m2, om_error *err)
{
    double left_m2 = om_geom_area_m2(at->ground), most_m2 = 0;
    size_t home = OM_NO_DISTRICT;
    const om_rect rect = at->rect;
    for (size_t d = level->first; d < level->first + level->count; d++) {
        const om_geom *shape = om_districts_at(districts, d)->shape;
        const om_rect other = om_geom_rect(shape);
        if (rect.min_x > other.max_x || rect.max_x < other.min_x || rect.min_y > other.max_y ||
            rect.max_y < other.min_y)
            continue;
        OM_AUTO(om_geom) inside = NULL;
        OM_TRY(om_geom_overlap(at->ground, shape, &inside, err));
        const double inside_m2 = om_geom_area_m2(inside);
        add(&sums[d], inside_m2 * at->density, at->shelter->usable_share);
        left_m2 -= inside_m2;
        home = inside_m2 > most_m2 ? d : home;
        most_m2 = fmax(most_m2, inside_m2);
    }
    /* A rest this small is the rounding of the cuts. */
    *ret_outside_m2 = left_m2 > 1e-9 * at->measured_m2 ? left_m2 * at->density : 0;
    if (home != OM_NO_DISTRICT)
        sums[home].shelters++;
    return OM_OK;
}

/* Adds up one level; `outside` gets what lies in none of its districts. */
static om_status add_level(om_districts *districts, const om_level *level, const claims *all,
                           om_shelter_sum *sums, om_shelter_sum *outside, om_error *err)
{
    for (size_t i = 0; i < all->count; i++) {
        const claim *at = &all->list[i];
        double outside_m2 = 0;
        OM_TRY(add_claim(districts, level, at, sums, &outside_m2, err));
        add(outside, outside_m2, at->shelter->usable_share);
        outside->shelters += outside_m2 > 0;
    }
    return OM_OK;
}

static void add_points(om_districts *districts, const om_level *level, const om_shelter *shelters,
                       size_t count, om_shelter_sum *sums, om_shelter_sum *outside)
{
    for (size_t i = 0; i < count; i++) {
        if (shelters[i].footprint)
            continue;
        const size_t home = om_districts_of_point(districts, level, shelters[i].at);
        om_shelter_sum *sum = home == OM_NO_DISTRICT ? outside : &sums[home];
        add(sum, om_shelter_gross_m2(&shelters[i]), shelters[i].usable_share);
        sum->shelters++;
    }
}

om_status om_shelter_areas(om_geo *geo, om_districts *districts, const om_shelter *shelters,
                           size_t count, om_shelter_sum *ret_sums, om_shelter_sum *ret_outside,
                           om_shelter_told *ret_told, om_error *err)
{
    const size_t district_count = om_districts_count(districts);
    OM_AUTO_MEMORY om_shelter_sum *sums = om_memory_take(district_count, sizeof *sums);
    om_shelter_sum city_outside = {0};
    om_shelter_told told = {0};
    __attribute__((cleanup(claims_clear))) claims all = {0};
    OM_TRY(gather(shelters, count, &all, &told, err));
    OM_TRY(settle_all(geo, &all, &told, err));
    for (size_t i = 0; i < om_districts_level_count(districts); i++) {
        const om_level *level = om_districts_level(districts, i);
        om_shelter_sum outside = {0};
        OM_TRY(add_level(districts, level, &all, sums, &outside, err));
        add_points(districts, level, shelters, count, sums, &outside);
        if (level == om_districts_city(districts))
            city_outside = outside;
    }
    memcpy(ret_sums, sums, district_count * sizeof *sums);
    *ret_outside = city_outside;
    *ret_told = told;
    return OM_OK;
}

double om_shelter_m2_per_person(double usable_m2, double residents)
{
    return residents > 0 ? usable_m2 / residents : NAN;
}

double om_shelter_missing_m2(double usable_m2, double residents, double target_m2_per_person)
{
    return fmax(0, target_m2_per_person * residents - usable_m2);
}

/* Shelters added up by district: borders cut exactly, convex districts without an overlay. */
#include "engine/analysis/shelter_area.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/geo/rings.h"

/* A rest this small is the rounding of the cuts. */
#define ROUNDING 1e-9

/* Districts as bare rings, made when they are first asked for. */
typedef struct cutter {
    om_districts *districts;
    om_rings **rings;         /* one a district; NULL until then */
    const om_shelter **order; /* shelters by id: sums do not depend on how they came */
} cutter;

static void cutter_clear(cutter *by)
{
    for (size_t i = 0; by->rings && i < om_districts_count(by->districts); i++)
        om_rings_free(by->rings[i]);
    free(by->rings);
    free(by->order);
}

static int by_id(const void *left, const void *right)
{
    const om_shelter *const *a = left, *const *b = right;
    return strcmp((*a)->id, (*b)->id);
}

static const om_shelter **order_of(const om_shelter_list *list)
{
    const om_shelter **order = om_memory_take(list->count + 1, sizeof *order);
    for (size_t i = 0; i < list->count; i++)
        order[i] = &list->shelters[i];
    qsort(order, list->count, sizeof *order, by_id);
    return order;
}

/* The ground of one shelter, as a shape and as rings. */
typedef struct piece {
    const om_shelter *shelter;
    const om_shelter_ground *ground;
    om_rings *rings;
    double area_m2;
} piece;

static om_status inside_m2(const cutter *by, const piece *of, size_t district, double *ret,
                           om_error *err)
{
    const om_geom *shape = om_districts_at(by->districts, district)->shape;
    if (!by->rings[district])
        OM_TRY(om_rings_open(shape, &by->rings[district], err));
    if (om_rings_are_convex(by->rings[district])) {
        *ret = om_rings_overlap_m2(of->rings, by->rings[district]);
        return OM_OK;
    }
    if (om_rings_are_convex(of->rings)) {
        *ret = om_rings_overlap_m2(by->rings[district], of->rings);
        return OM_OK;
    }
    OM_AUTO(om_geom) inside = NULL;
    OM_TRY(om_geom_overlap(of->ground->ground, shape, &inside, err));
    *ret = om_geom_area_m2(inside);
    return OM_OK;
}

/* Adds a share of a shelter. */
static void add_share(om_shelter_sum *sum, const om_shelter *shelter,
                      const om_shelter_ground *ground, double share)
{
    sum->gross_m2 += share * ground->gross_m2;
    sum->usable_m2 += share * ground->usable_m2;
    if (shelter->class->is_fixed) {
        sum->fixed_m2 += share * ground->usable_m2;
        sum->capacity += share * ground->capacity;
    } else {
        sum->emergency_capacity += share * ground->capacity;
    }
}

static void add_one(om_shelter_sum *sum, const om_shelter *shelter)
{
    sum->shelters++;
    sum->fixed += shelter->class->is_fixed;
}

/* Which share of a shelter an area is: all of it, where the rounding of the cut is all that fails.
 */
static double share_of(const piece *of, double within_m2)
{
    const double share = within_m2 / of->area_m2;
    return share > 1 - ROUNDING ? 1 : share;
}

/* Adds the parts of a shelter to the districts of a level; what lies in none goes outside. */
static om_status add_piece(const cutter *by, const om_level *level, const piece *of,
                           om_shelter_sum *sums, om_shelter_sum *outside, om_error *err)
{
    const size_t *near = NULL;
    const size_t count =
        om_districts_near(by->districts, level, om_geom_rect(of->ground->ground), &near);
    double left_m2 = of->area_m2, most_m2 = 0;
    size_t home = OM_NO_DISTRICT;
    for (size_t i = 0; i < count; i++) {
        double within_m2 = 0;
        OM_TRY(inside_m2(by, of, near[i], &within_m2, err));
        add_share(&sums[near[i]], of->shelter, of->ground, share_of(of, within_m2));
        left_m2 -= within_m2;
        home = within_m2 > most_m2 ? near[i] : home;
        most_m2 = fmax(most_m2, within_m2);
    }
    if (home != OM_NO_DISTRICT)
        add_one(&sums[home], of->shelter);
    if (left_m2 > ROUNDING * of->area_m2) {
        add_share(outside, of->shelter, of->ground, left_m2 / of->area_m2);
        add_one(outside, of->shelter);
    }
    return OM_OK;
}

static void add_point(om_districts *districts, const om_level *level, const om_shelter *shelter,
                      const om_shelter_ground *ground, om_shelter_sum *sums,
                      om_shelter_sum *outside)
{
    const size_t home = om_districts_of_point(districts, level, shelter->at);
    om_shelter_sum *sum = home == OM_NO_DISTRICT ? outside : &sums[home];
    add_share(sum, shelter, ground, 1);
    add_one(sum, shelter);
}

static om_status add_level(const cutter *by, const om_level *level, const om_shelter_list *list,
                           om_shelter_sum *sums, om_shelter_sum *outside, om_error *err)
{
    for (size_t i = 0; i < list->count; i++) {
        const om_shelter *shelter = by->order[i];
        const om_shelter_ground *ground =
            om_shelter_grounds_at(list->grounds, (size_t)(shelter - list->shelters));
        if (!ground->ground) {
            add_point(by->districts, level, shelter, ground, sums, outside);
            continue;
        }
        OM_AUTO(om_rings) rings = NULL;
        OM_TRY(om_rings_open(ground->ground, &rings, err));
        const piece of = {shelter, ground, rings, om_rings_area_m2(rings)};
        if (of.area_m2 > 0)
            OM_TRY(add_piece(by, level, &of, sums, outside, err));
    }
    return OM_OK;
}

om_status om_shelter_areas(om_districts *districts, const om_shelter_list *list,
                           om_shelter_sum *ret_sums, om_shelter_sum *ret_outside, om_error *err)
{
    const size_t district_count = om_districts_count(districts);
    OM_AUTO_MEMORY om_shelter_sum *sums = om_memory_take(district_count, sizeof *sums);
    om_shelter_sum city_outside = {0};
    __attribute__((cleanup(cutter_clear)))
    cutter by = {districts, om_memory_take(district_count, sizeof(om_rings *)), order_of(list)};
    for (size_t i = 0; i < om_districts_level_count(districts); i++) {
        const om_level *level = om_districts_level(districts, i);
        om_shelter_sum outside = {0};
        OM_TRY(add_level(&by, level, list, sums, &outside, err));
        if (level == om_districts_city(districts))
            city_outside = outside;
    }
    memcpy(ret_sums, sums, district_count * sizeof *sums);
    *ret_outside = city_outside;
    return OM_OK;
}

void om_shelter_sum_add(om_shelter_sum *sum, const om_shelter_sum *more)
{
    sum->shelters += more->shelters;
    sum->gross_m2 += more->gross_m2;
    sum->usable_m2 += more->usable_m2;
    sum->fixed += more->fixed;
    sum->fixed_m2 += more->fixed_m2;
    sum->capacity += more->capacity;
    sum->emergency_capacity += more->emergency_capacity;
}

double om_shelter_m2_per_person(const om_shelter_sum *sum, double residents)
{
    return residents > 0 ? sum->fixed_m2 / residents : (double)NAN;
}

double om_shelter_missing_m2(const om_shelter_sum *sum, double residents,
                             double target_m2_per_person)
{
    return fmax(0, target_m2_per_person * residents - sum->fixed_m2);
}

double om_shelter_capacity_share(const om_shelter_sum *sum, double residents)
{
    return residents > 0 ? sum->capacity / residents : (double)NAN;
}

double om_shelter_missing_places(const om_shelter_sum *sum, double residents, double share_to_house)
{
    return fmax(0, share_to_house * residents - sum->capacity);
}

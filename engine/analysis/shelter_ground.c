/* Shelters' ground: shared ground goes to the stronger claim. */
#include "engine/analysis/shelter_ground.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"

/* Stated and measured area may differ by this share before it is told. */
static const double tolerated_share = 0.1;

/* Areas are measured to this share of themselves. */
#define ROUNDING 1e-9

struct om_shelter_grounds {
    om_shelter_ground *list; /* one a shelter */
    size_t count;
};

void om_shelter_grounds_free(om_shelter_grounds *grounds)
{
    if (!grounds)
        return;
    for (size_t i = 0; i < grounds->count; i++)
        om_geom_free(grounds->list[i].ground);
    free(grounds->list);
    free(grounds);
}

const om_shelter_ground *om_shelter_grounds_at(const om_shelter_grounds *grounds, size_t number)
{
    return &grounds->list[number];
}

/* ---- One shelter ---- */

static bool is_stated(double number)
{
    return number > 0; /* NaN is not */
}

static double measured_m2(const om_shelter *shelter)
{
    return shelter->footprint ? om_geom_area_m2(shelter->footprint) : 0;
}

double om_shelter_gross_m2(const om_shelter *shelter)
{
    return is_stated(shelter->stated_m2) ? shelter->stated_m2 : measured_m2(shelter);
}

double om_shelter_effective_m2(const om_shelter *shelter)
{
    if (!isnan(shelter->effective_m2))
        return shelter->effective_m2;
    return om_shelter_gross_m2(shelter) * shelter->usable_share;
}

double om_shelter_places(double effective_m2, double m2_per_person)
{
    return floor(effective_m2 / m2_per_person * (1 + ROUNDING));
}

static om_status check(const om_shelter *shelter, om_error *err)
{
    const double gross_m2 = om_shelter_gross_m2(shelter);
    if (!(shelter->usable_share >= 0 && shelter->usable_share <= 1))
        return om_fail(err, OM_ERR_RANGE, "shelter '%s': usable share %g is not within 0..1",
                       shelter->id, shelter->usable_share);
    if (shelter->effective_m2 < 0 || (gross_m2 > 0 && shelter->effective_m2 > gross_m2))
        return om_fail(err, OM_ERR_RANGE,
                       "shelter '%s': its effective area of %.0f m2 is not within its gross area "
                       "of %.0f m2",
                       shelter->id, shelter->effective_m2, gross_m2);
    return OM_OK;
}

/* What a shelter has before others claim a part of it. */
static om_shelter_ground whole(const om_shelter *shelter)
{
    const double effective_m2 = om_shelter_effective_m2(shelter);
    const double gross_m2 = om_shelter_gross_m2(shelter);
    return (om_shelter_ground){.gross_m2 = gross_m2 > 0 ? gross_m2 : effective_m2,
                               .usable_m2 = effective_m2};
}

static void compare_areas(const om_shelter *shelter, om_shelter_told *told)
{
    const double own_m2 = measured_m2(shelter);
    if (!is_stated(shelter->stated_m2) || !shelter->footprint ||
        fabs(shelter->stated_m2 - own_m2) <= tolerated_share * own_m2)
        return;
    if (told->differing++ && strcmp(told->example->id, shelter->id) < 0)
        return;
    told->example = shelter;
    told->example_m2 = own_m2;
}

/* ---- Claims ---- */

/* A shelter with ground on its way through the settling. */
typedef struct claim {
    const om_shelter *shelter;
    om_shelter_ground *ground;
    double measured_m2, usable_density; /* usable m2 for each measured m2 of ground */
    om_rect rect;
} claim;

/* Whose claim is stronger comes first. */
static int by_claim(const void *left, const void *right)
{
    const claim *a = left, *b = right;
    const om_shelter_class *first = a->shelter->class, *second = b->shelter->class;
    if (first->is_fixed != second->is_fixed)
        return first->is_fixed ? -1 : 1;
    if (a->usable_density != b->usable_density)
        return a->usable_density > b->usable_density ? -1 : 1;
    if (first->m2_per_person != second->m2_per_person)
        return first->m2_per_person < second->m2_per_person ? -1 : 1;
    return strcmp(a->shelter->id, b->shelter->id);
}

static size_t gather(const om_shelter *shelters, om_shelter_grounds *grounds, claim *claims)
{
    size_t count = 0;
    for (size_t i = 0; i < grounds->count; i++) {
        const om_shelter *shelter = &shelters[i];
        const double own_m2 = measured_m2(shelter);
        if (own_m2 > 0)
            claims[count++] =
                (claim){shelter, &grounds->list[i], own_m2, grounds->list[i].usable_m2 / own_m2,
                        om_geom_rect(shelter->footprint)};
    }
    qsort(claims, count, sizeof *claims, by_claim);
    return count;
}

static void tell_of_loss(const claim *at, double left_share, om_shelter_told *told)
{
    if (left_share >= 1 - ROUNDING)
        return;
    told->overlapping++;
    told->overlap_m2 += (1 - left_share) * at->measured_m2;
    if (left_share > ROUNDING)
        return;
    if (!told->covered++ || strcmp(at->shelter->id, told->covered_example->id) < 0)
        told->covered_example = at->shelter;
}

/* The ground of a claim without what the stronger claims before it take. */
static om_status settle(om_geo *geo, const claim *claims, size_t number, const om_index *index,
                        om_shelter_told *told, om_error *err)
{
    const claim *at = &claims[number];
    OM_AUTO_MEMORY size_t *near = NULL;
    size_t capacity = 0, stronger = 0;
    const size_t found = om_index_find(index, at->rect, &near, &capacity);
    OM_AUTO_MEMORY const om_geom **taken = om_memory_take(found + 1, sizeof *taken);
    for (size_t i = 0; i < found && near[i] < number; i++)
        taken[stronger++] = claims[near[i]].shelter->footprint;
    if (stronger == 0)
        return om_geom_polygons(at->shelter->footprint, &at->ground->ground, err);
    OM_AUTO(om_geom) others = NULL;
    OM_AUTO(om_geom) left = NULL;
    OM_TRY(om_geom_unite(geo, taken, stronger, OM_METRES, &others, err));
    OM_TRY(om_geom_without(at->shelter->footprint, others, &left, err));
    OM_TRY(om_geom_polygons(left, &at->ground->ground, err));
    const double left_share = om_geom_area_m2(at->ground->ground) / at->measured_m2;
    tell_of_loss(at, left_share, told);
    if (left_share < 1 - ROUNDING) {
        at->ground->gross_m2 *= left_share;
        at->ground->usable_m2 *= left_share;
    }
    return OM_OK;
}

static om_status settle_all(om_geo *geo, const claim *claims, size_t count, om_shelter_told *told,
                            om_error *err)
{
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(count + 1, sizeof *extents);
    for (size_t i = 0; i < count; i++)
        extents[i] = claims[i].rect;
    OM_AUTO(om_index) index = NULL;
    OM_TRY(om_index_open(geo, extents, count, &index, err));
    for (size_t i = 0; i < count; i++)
        OM_TRY(settle(geo, claims, i, index, told, err));
    return OM_OK;
}

static void count_places(const om_shelter *shelter, om_shelter_ground *ground)
{
    const bool is_by_word = !(om_shelter_effective_m2(shelter) > 0) && shelter->stated_capacity > 0;
    ground->capacity = is_by_word
                           ? floor(shelter->stated_capacity)
                           : om_shelter_places(ground->usable_m2, shelter->class->m2_per_person);
}

om_status om_shelter_grounds_open(om_geo *geo, const om_shelter *shelters, size_t count,
                                  om_shelter_grounds **ret, om_shelter_told *ret_told,
                                  om_error *err)
{
    OM_AUTO(om_shelter_grounds) grounds = om_memory_take(1, sizeof *grounds);
    OM_AUTO_MEMORY claim *claims = om_memory_take(count + 1, sizeof *claims);
    om_shelter_told told = {0};
    grounds->list = om_memory_take(count + 1, sizeof *grounds->list);
    grounds->count = count;
    for (size_t i = 0; i < count; i++) {
        OM_TRY(check(&shelters[i], err));
        compare_areas(&shelters[i], &told);
        grounds->list[i] = whole(&shelters[i]);
    }
    const size_t claimed = gather(shelters, grounds, claims);
    OM_TRY(settle_all(geo, claims, claimed, &told, err));
    for (size_t i = 0; i < count; i++)
        count_places(&shelters[i], &grounds->list[i]);
    *ret = OM_TAKE(grounds);
    *ret_told = told;
    return OM_OK;
}

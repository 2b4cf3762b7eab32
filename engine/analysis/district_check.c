/* Districts held against each other, through an index of their extents. */
#include "engine/analysis/district_check.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"

static const double overlap_share = 1e-3, belongs_share = 0.5;

/* Room for a code without its zeros. */
enum { CODE_SIZE = 32 };

typedef struct checking {
    const om_districts *districts;
    om_index *index;
    size_t *near;
    size_t capacity;
    om_district_fault_fn tell;
    void *context;
} checking;

static void checking_clear(checking *at)
{
    om_index_free(at->index);
    free(at->near);
}

static om_status index_districts(om_geo *geo, checking *at, om_error *err)
{
    const size_t count = om_districts_count(at->districts);
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(count, sizeof *extents);
    for (size_t i = 0; i < count; i++)
        extents[i] = om_geom_rect(om_districts_at(at->districts, i)->shape);
    return om_index_open(geo, extents, count, &at->index, err);
}

static const char *name_of(const om_district *district)
{
    return district->name ? district->name : district->code;
}

static om_status shared_m2(const om_district *a, const om_district *b, double *ret, om_error *err)
{
    OM_AUTO(om_geom) shared = NULL;
    OM_AUTO(om_geom) ground = NULL;
    OM_TRY(om_geom_overlap(a->shape, b->shape, &shared, err));
    OM_TRY(om_geom_polygons(shared, &ground, err));
    *ret = om_geom_area_m2(ground);
    return OM_OK;
}

/* ---- Overlaps ---- */

static om_status check_pair(const checking *at, const om_district *one, const om_district *other,
                            om_error *err)
{
    double both_m2 = 0;
    OM_TRY(shared_m2(one, other, &both_m2, err));
    const double share = both_m2 / fmin(one->area_m2, other->area_m2);
    if (!(share > overlap_share))
        return OM_OK;
    OM_AUTO_TEXT sentence = {0};
    om_text_add_format(&sentence,
                       "the districts %s (%s) and %s (%s) of level %s overlap: they share %.3g "
                       "km2, %.3g %% of the smaller",
                       one->code, name_of(one), other->code, name_of(other), one->level,
                       both_m2 / 1e6, share * 100);
    return at->tell(at->context, sentence.bytes, err);
}

/* ---- Codes ---- */

/* A code without the zeros that stand for "all of it"; false when it is none of the numbers. */
static bool stem_of(const char *code, char ret[CODE_SIZE])
{
    size_t length = strlen(code);
    if (length != 6 && length != 9 && length != 12)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!isdigit((unsigned char)code[i]))
            return false;
    for (; length > 6 && strncmp(code + length - 3, "000", 3) == 0; length -= 3)
        ;
    for (; length <= 6 && length > 2 && strncmp(code + length - 2, "00", 2) == 0; length -= 2)
        ;
    memcpy(ret, code, length);
    ret[length] = '\0';
    return true;
}

/* By what a district says that it lies in another, "code"; NULL when it does not say so. */
static const char *claim_of(const om_district *district, const om_district *other)
{
    char stem[CODE_SIZE], parent[CODE_SIZE];
    if (district == other)
        return NULL;
    if (district->parent && strcmp(district->parent, other->code) == 0)
        return "parent";
    return stem_of(district->code, stem) && stem_of(other->code, parent) &&
                   strlen(parent) < strlen(stem) && strncmp(stem, parent, strlen(parent)) == 0
               ? "code"
               : NULL;
}

/* The district of a level in which most of another lies; NULL: in none. */
static om_status find_holder(checking *at, const om_district *district, const char *level,
                             const om_district **ret, double *ret_share, om_error *err)
{
    const size_t count =
        om_index_find(at->index, om_geom_rect(district->shape), &at->near, &at->capacity);
    *ret = NULL;
    *ret_share = 0;
    for (size_t i = 0; i < count; i++) {
        const om_district *other = om_districts_at(at->districts, at->near[i]);
        double both_m2 = 0;
        if (other == district || strcmp(other->level, level) != 0)
            continue;
        OM_TRY(shared_m2(district, other, &both_m2, err));
        if (both_m2 > *ret_share * district->area_m2) {
            *ret = other;
            *ret_share = both_m2 / district->area_m2;
        }
    }
    return OM_OK;
}

static om_status check_claim(checking *at, const om_district *district, const om_district *parent,
                             const char *claim, om_error *err)
{
    double inside_m2 = 0, share = 0;
    const om_district *holder = NULL;
    OM_TRY(shared_m2(district, parent, &inside_m2, err));
    if (inside_m2 >= belongs_share * district->area_m2)
        return OM_OK;
    OM_TRY(find_holder(at, district, parent->level, &holder, &share, err));
    OM_AUTO_TEXT sentence = {0};
    om_text_add_format(&sentence, "the district %s (%s) belongs to %s (%s) by its %s, but ",
                       district->code, name_of(district), parent->code, name_of(parent), claim);
    if (holder && holder != parent)
        om_text_add_format(&sentence, "%.3g %% of it lies in %s (%s)", share * 100, holder->code,
                           name_of(holder));
    else
        om_text_add_format(&sentence, "only %.3g %% of it lies there",
                           inside_m2 / district->area_m2 * 100);
    return at->tell(at->context, sentence.bytes, err);
}

/* ---- The whole ---- */

static om_status check_overlaps(checking *at, size_t number, om_error *err)
{
    const om_district *district = om_districts_at(at->districts, number);
    const size_t count =
        om_index_find(at->index, om_geom_rect(district->shape), &at->near, &at->capacity);
    for (size_t i = 0; i < count; i++) {
        const om_district *other = om_districts_at(at->districts, at->near[i]);
        if (at->near[i] > number && strcmp(other->level, district->level) == 0)
            OM_TRY(check_pair(at, district, other, err));
    }
    return OM_OK;
}

om_status om_districts_check(om_geo *geo, const om_districts *districts, om_district_fault_fn tell,
                             void *context, om_error *err)
{
    __attribute__((cleanup(checking_clear)))
    checking at = {.districts = districts, .tell = tell, .context = context};
    const size_t count = om_districts_count(districts);
    OM_TRY(index_districts(geo, &at, err));
    for (size_t i = 0; i < count; i++) {
        const om_district *district = om_districts_at(districts, i);
        OM_TRY(check_overlaps(&at, i, err));
        for (size_t p = 0; p < count; p++) {
            const om_district *other = om_districts_at(districts, p);
            const char *claim = claim_of(district, other);
            if (claim)
                OM_TRY(check_claim(&at, district, other, claim, err));
        }
    }
    return OM_OK;
}

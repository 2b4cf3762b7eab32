/* Installations: sources of one facility, their substances added up, people counted around. */
#include "engine/risk/majors.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/people.h"

/* A source and the installation it is a part of. */
typedef struct member {
    const char *facility;
    om_source *source;
} member;

/* What the installations are graded with. */
typedef struct work {
    const om_gb18218 *gb;
    om_people *people; /* NULL without a population */
    om_sources *sources;
} work;

static bool belongs(work *at, const om_source *source, bool automatic)
{
    const om_hazard *hazard = &source->hazard;
    if (!om_gb18218_concerns(hazard))
        return false;
    if (!automatic || om_gb18218_knows(at->gb, hazard->substance) ||
        om_gb18218_nearest(at->gb, hazard->substance))
        return true;
    if (!at->sources->unknown++)
        at->sources->unknown_example = hazard->substance;
    return false;
}

static int by_facility_and_id(const void *a, const void *b)
{
    const member *one = a, *other = b;
    const int order = strcmp(one->facility, other->facility);
    return order ? order : strcmp(one->source->hazard.id, other->source->hazard.id);
}

/* A facility's name and a source's id are told apart by their first letter. */
static const char *facility_of(const om_source *source, om_arena *arena)
{
    const char *facility = source->hazard.facility;
    return facility && facility[0] ? om_arena_format(arena, "f%s", facility)
                                   : om_arena_format(arena, "s%s", source->hazard.id);
}

static om_status read_parts(const work *at, const member *members, size_t count,
                            om_gb18218_part *parts, om_error *err)
{
    for (size_t i = 0; i < count; i++)
        OM_TRY(om_gb18218_part_of(at->gb, &members[i].source->hazard, &parts[i], err));
    return OM_OK;
}

/* People around an installation; NaN without a population or a place. */
static om_status count_people(const work *at, const member *members, size_t count, double *ret,
                              om_error *err)
{
    OM_AUTO_MEMORY const om_geom **places = om_memory_take(count, sizeof *places);
    size_t placed = 0;
    for (size_t i = 0; i < count; i++)
        if (members[i].source->shape)
            places[placed++] = members[i].source->shape;
    *ret = NAN;
    if (!at->people || !placed)
        return OM_OK;
    return om_people_within(at->people, places, placed, om_gb18218_distance_m(at->gb), ret, err);
}

static om_status assess_installation(const work *at, const member *members, size_t count,
                                     om_error *err)
{
    om_arena *arena = at->sources->arena;
    om_gb18218_part *parts = OM_ARENA_ARRAY(arena, om_gb18218_part, count);
    om_assessment *answer = OM_ARENA_ARRAY(arena, om_assessment, 1);
    om_error why = {0};
    if (read_parts(at, members, count, parts, &why) != OM_OK) {
        const char *problem = om_arena_text(arena, why.message);
        for (size_t i = 0; i < count; i++)
            members[i].source->problem = problem;
        return OM_OK;
    }
    double people = NAN;
    OM_TRY(count_people(at, members, count, &people, err));
    om_gb18218_grade(at->gb, parts, count, people, arena, answer);
    at->sources->uncounted += isnan(people);
    for (size_t i = 0; i < count; i++)
        members[i].source->hazard.major = answer;
    return OM_OK;
}

static om_status open_people(om_store *store, om_people **ret, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_store_count(store, om_layer_find("population"), &count, err));
    return count ? om_people_open(store, ret, err) : OM_OK;
}

om_status om_majors_assess(om_store *store, const om_gb18218 *gb, bool automatic,
                           om_sources *sources, om_error *err)
{
    work at = {.gb = gb, .sources = sources};
    OM_AUTO_MEMORY member *members = om_memory_take(sources->count + 1, sizeof *members);
    size_t count = 0;
    for (size_t i = 0; i < sources->count; i++)
        if (belongs(&at, &sources->list[i], automatic))
            members[count++] =
                (member){facility_of(&sources->list[i], sources->arena), &sources->list[i]};
    if (!count)
        return OM_OK;
    qsort(members, count, sizeof *members, by_facility_and_id);
    OM_AUTO(om_people) people = NULL;
    OM_TRY(open_people(store, &people, err));
    at.people = people;
    for (size_t first = 0, next = 0; first < count; first = next) {
        while (next < count && strcmp(members[next].facility, members[first].facility) == 0)
            next++;
        OM_TRY(assess_installation(&at, &members[first], next - first, err));
    }
    return OM_OK;
}

/* The grade of an area: the highest among the sources that reach it. */
#include "engine/risk/grade.h"

#include <math.h>
#include <string.h>

double om_verdict_reach_m(const om_verdict *verdict, double influence_m)
{
    return verdict->grade == OM_GRADE_NONE ? influence_m : verdict->influence_m[OM_GRADE_LOWEST];
}

int om_verdict_grade_at(const om_verdict *verdict, double distance_m)
{
    for (int grade = OM_GRADE_WORST; grade <= OM_GRADE_LOWEST; grade++)
        if (verdict->because[grade] && verdict->influence_m[grade] >= distance_m)
            return grade;
    return OM_GRADE_NONE;
}

/* What is not known counts as the smallest. */
static double weight(const om_hazard *hazard)
{
    return isnan(hazard->quantity) ? -INFINITY : hazard->quantity;
}

static bool decides(const om_area_grade *area, int grade, const om_hazard *hazard)
{
    if (area->grade == OM_GRADE_NONE || grade != area->grade)
        return area->grade == OM_GRADE_NONE || grade < area->grade;
    const double more = weight(hazard), less = weight(area->decided_by);
    if (more > less || more < less)
        return more > less;
    return strcmp(hazard->id, area->decided_by->id) < 0;
}

void om_area_grade_add(om_area_grade *area, const om_hazard *hazard, const om_verdict *verdict,
                       double distance_m, double influence_m)
{
    if (!(distance_m <= om_verdict_reach_m(verdict, influence_m)))
        return;
    const int grade = om_verdict_grade_at(verdict, distance_m);
    area->counts[grade]++;
    if (grade == OM_GRADE_NONE || !decides(area, grade, hazard))
        return;
    area->grade = grade;
    area->decided_by = hazard;
    area->because = verdict->because[grade];
    area->distance_m = distance_m;
}

size_t om_area_grade_sources(const om_area_grade *area)
{
    size_t sources = 0;
    for (int grade = OM_GRADE_NONE; grade <= OM_GRADE_LOWEST; grade++)
        sources += area->counts[grade];
    return sources;
}

/* Sources of sites. */
#include "tests/support/sites.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/risk/grade.h"
#include "tests/support/check.h"

om_sources *sites_graded(om_geo *geo, const test_site *sites, size_t count)
{
    static const om_because because = {.method = "policy", .text = "a rule", .reason = "r"};
    om_error err;
    om_sources *sources = om_memory_take(1, sizeof *sources);
    sources->arena = om_arena_new();
    sources->list = OM_ARENA_ARRAY(sources->arena, om_source, count);
    sources->count = count;
    for (size_t i = 0; i < count; i++) {
        om_source *made = &sources->list[i];
        made->hazard = (om_hazard){.id = sites[i].id, .quantity = NAN, .influence_m = NAN};
        made->graded = (om_graded){.verdict = om_verdict_none(), .computed = sites[i].level};
        if (sites[i].level != OM_GRADE_NONE)
            om_verdict_add(&made->graded.verdict, &because, sites[i].level, sites[i].reach_m);
        CHECK_OK(om_geom_of_wkt(geo, sites[i].wkt, OM_METRES, &made->shape, &err));
        sources->reach_m = fmax(sources->reach_m, om_verdict_reach_m(&made->graded.verdict, 0));
    }
    return sources;
}

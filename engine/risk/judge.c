/* One area: its sources counted in, the ground under each level measured, and the mode's word. */
#include "engine/risk/judge.h"

#include "engine/risk/ground_share.h"

static double area_m2(const om_ground *ground)
{
    const om_rect rect = ground->rect;
    return ground->shape ? om_geom_area_m2(ground->shape)
                         : (rect.max_x - rect.min_x) * (rect.max_y - rect.min_y);
}

om_status om_judge_area(const om_judge *judge, const om_ground *ground, const om_source *except,
                        om_area_level *ret, om_error *err)
{
    const om_reaching *found = NULL;
    size_t count = 0;
    om_area_state state = {0};
    double share[OM_GRADE_LOWEST + 1] = {0};
    OM_TRY(om_nearby_find(judge->nearby, ground, &found, &count, err));
    for (size_t i = 0; i < count; i++)
        if (found[i].source != except)
            om_area_mode_add(judge->mode, &found[i].source->hazard, &found[i].source->graded,
                             found[i].distance_m, &state);
    if (judge->mode->kind == OM_AREA_SHARE)
        OM_TRY(om_ground_share(om_nearby_geo(judge->nearby), ground, found, count, except, share,
                               err));
    *ret = om_area_mode_decide(judge->mode, &state, area_m2(ground), share);
    return OM_OK;
}

/* Room that is taken. */
#include "engine/draw/crowd.h"

#include "tests/support/check.h"

static void boxes_keep_others_of_their_kind_away(void **state)
{
    (void)state;
    OM_AUTO(om_crowd) crowd = om_crowd_new();
    om_crowd_add(crowd, (om_rect){-100, -100, 200, 30}, 0);
    CHECK(!om_crowd_has_room(crowd, (om_rect){190, 20, 400, 400}, 0));
    CHECK(om_crowd_has_room(crowd, (om_rect){190, 20, 400, 400}, 1));
    CHECK(om_crowd_has_room(crowd, (om_rect){200, 0, 210, 30}, 0)); /* touching */
    CHECK(om_crowd_has_room(crowd, (om_rect){-100, 31, 200, 90}, 0));
}

static void far_away_in_the_pyramid_works_too(void **state)
{
    (void)state;
    OM_AUTO(om_crowd) crowd = om_crowd_new();
    const double far = 8e9;
    om_crowd_add(crowd, (om_rect){far, far, far + 50, far + 50}, 0);
    CHECK(!om_crowd_has_room(crowd, (om_rect){far + 40, far + 40, far + 90, far + 90}, 0));
    CHECK(om_crowd_has_room(crowd, (om_rect){far + 60, far, far + 90, far + 50}, 0));
}

OM_TESTS(test(boxes_keep_others_of_their_kind_away), test(far_away_in_the_pyramid_works_too))

/* The words of what stands in hazard zones. */
#include "layers/facility.h"

const om_choice om_facility_choices[] = {
    {"shelter", "Emergency shelter", "避难场所"},
    {"fire_station", "Fire station", "消防站"},
    {"supply_depot", "Supply depot", "物资储备库"},
    {"hazard_source", "Hazard source", "危险源"},
    {0},
};

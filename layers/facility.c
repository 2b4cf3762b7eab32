/* The words of what stands in hazard zones. */
#include "layers/facility.h"

const om_choice om_facility_choices[] = {
    {"shelter", "Emergency shelter", "避难场所"},
    {"fire_station", "Fire station", "消防站"},
    {"supply_depot", "Supply depot", "物资储备库"},
    {"hazard_source", "Hazard source", "危险源"},
    {0},
};

const om_choice om_combine_choices[] = {
    {"max", "the worst hazard counts", "就高不就低"},
    {"weighted", "weighted sum of hazards", "加权求和"},
    {"joint", "joint matrix of hazards", "联合矩阵"},
    {0},
};

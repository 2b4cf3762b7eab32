/* The words of the four risk grades. */
#include "layers/grade.h"

const om_choice om_grade_choices[] = {
    {"1", "Major", "重大风险"},
    {"2", "Considerable", "较大风险"},
    {"3", "Moderate", "一般风险"},
    {"4", "Low", "低风险"},
    {0},
};

const om_choice om_grade_ungraded = {"", "Ungraded", "未评估"};

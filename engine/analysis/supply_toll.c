/* Counts who is no longer in time. */
#include "engine/analysis/supply_toll.h"

#include <math.h>
#include <string.h>

struct om_tolling {
    om_toll_limits limits;
    om_toll toll;
    double *beyond; /* people, one a district */
    size_t district_count;
};

om_tolling *om_tolling_new(om_arena *arena, om_toll_limits limits, size_t district_count)
{
    om_tolling *tolling = OM_ARENA_ARRAY(arena, om_tolling, 1);
    tolling->limits = limits;
    tolling->beyond = OM_ARENA_ARRAY(arena, double, district_count);
    tolling->district_count = district_count;
    return tolling;
}

void om_tolling_begin(om_tolling *tolling)
{
    tolling->toll = (om_toll){.district = SIZE_MAX};
    memset(tolling->beyond, 0, tolling->district_count * sizeof *tolling->beyond);
}

static void add_beyond(om_tolling *tolling, const om_supplied *one, bool on_link)
{
    if (on_link) {
        tolling->toll.people_on_link += one->people;
        return;
    }
    tolling->toll.people_beyond += one->people;
    tolling->toll.shelters_beyond += one->is_shelter;
    if (one->district < tolling->district_count)
        tolling->beyond[one->district] += one->people;
}

void om_tolling_add(om_tolling *tolling, const om_supplied *one, double after_s, bool on_link)
{
    const double limit_s = tolling->limits.limit_s;
    const bool was_in_time = one->before_s <= limit_s, is_in_time = after_s <= limit_s;
    om_toll *toll = &tolling->toll;
    if (was_in_time && !is_in_time)
        add_beyond(tolling, one, on_link);
    if (on_link || isinf(one->before_s))
        return;
    if (isinf(after_s)) {
        toll->people_cut_off += one->people;
        return;
    }
    const double delay_s = after_s - one->before_s;
    toll->delay_person_s += one->people * delay_s;
    toll->most_delay_s = fmax(toll->most_delay_s, delay_s);
    if (delay_s > tolling->limits.delay_s && was_in_time == is_in_time)
        toll->people_delayed += one->people;
}

om_toll om_tolling_end(om_tolling *tolling)
{
    om_toll *toll = &tolling->toll;
    for (size_t i = 0; i < tolling->district_count; i++)
        if (tolling->beyond[i] > toll->district_people) {
            toll->district = i;
            toll->district_people = tolling->beyond[i];
        }
    return *toll;
}

bool om_toll_is_nothing(const om_toll *toll)
{
    return !(toll->people_beyond > 0) && toll->shelters_beyond == 0 &&
           !(toll->people_cut_off > 0) && !(toll->people_delayed > 0);
}

static int more_first(double left, double right)
{
    return (left < right) - (left > right);
}

int om_toll_compare(const om_toll *left, const om_toll *right)
{
    int order = more_first(left->people_beyond, right->people_beyond);
    if (order == 0)
        order = more_first((double)left->shelters_beyond, (double)right->shelters_beyond);
    if (order == 0)
        order = more_first(left->people_cut_off, right->people_cut_off);
    if (order == 0)
        order = more_first(left->people_delayed, right->people_delayed);
    return order ? order : more_first(left->delay_person_s, right->delay_person_s);
}

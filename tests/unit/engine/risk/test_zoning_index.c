/* The forms of the index, worked out by hand. */
#include "engine/risk/zoning_index.h"

#include "tests/support/check.h"

static om_error err;

static om_factor list[] = {
    {.name = "flood", .role = OM_ROLE_HAZARD},     {.name = "slide", .role = OM_ROLE_HAZARD},
    {.name = "people", .role = OM_ROLE_EXPOSURE},  {.name = "old", .role = OM_ROLE_VULNERABILITY},
    {.name = "shelter", .role = OM_ROLE_CAPACITY},
};
enum { COUNT = sizeof list / sizeof *list };
static const om_factors factors = {.list = list, .count = COUNT};

/* H = (0.3 x 0.8 + 0.1 x 0.4) / 0.4 = 0.7, E = 0.5, V = 0.2, C = 0.25. */
static const double readings[] = {0.8, 0.4, 0.5, 0.2, 0.25};
static const double weights[] = {0.3, 0.1, 0.3, 0.2, 0.1};

static om_zoning_index find(om_zoning_form form, const double *of)
{
    om_zoning_index index;
    om_zoning_index_find(form, &factors, of, weights, &index);
    return index;
}

static void each_form_is_that_worked_out_by_hand(void **state)
{
    (void)state;
    const om_zoning_index additive = find(OM_ZONING_ADDITIVE, readings);
    CHECK_NEAR(additive.value, 0.24 + 0.04 + 0.15 + 0.04 + 0.075, 1e-15);
    CHECK_NEAR(additive.roles[OM_ROLE_HAZARD], 0.7, 1e-15);
    CHECK_NEAR(additive.roles[OM_ROLE_CAPACITY], 0.25, 1e-15);
    double sum = 0;
    for (int i = 0; i < COUNT; i++)
        sum += additive.contributions[i];
    CHECK_NEAR(sum, additive.value, 1e-15);
    CHECK_NEAR(find(OM_ZONING_PRODUCT, readings).value, 0.7 * 0.5 * 0.2 * 0.75, 1e-15);
    CHECK_NEAR(find(OM_ZONING_GEOMETRIC, readings).value,
               pow(0.7, 0.4) * pow(0.5, 0.3) * pow(0.2, 0.2) * pow(0.75, 0.1), 1e-15);
    CHECK_NEAR(find(OM_ZONING_MET, readings).value,
               0.7 * (0.3 * 0.5 + 0.2 * 0.2 + 0.1 * 0.75) / 0.6, 1e-15);
}

static void more_capacity_never_makes_risk_more(void **state)
{
    (void)state;
    for (om_zoning_form form = OM_ZONING_ADDITIVE; form <= OM_ZONING_MET; form++) {
        double better[COUNT];
        memcpy(better, readings, sizeof better);
        better[4] = 0.9;
        CHECK(find(form, better).value < find(form, readings).value);
        better[0] = 0.9;
        better[4] = readings[4];
        CHECK(find(form, better).value > find(form, readings).value);
    }
}

static void what_is_unknown_makes_the_index_unknown_unless_it_weighs_nothing(void **state)
{
    (void)state;
    double unknown[COUNT];
    memcpy(unknown, readings, sizeof unknown);
    unknown[2] = NAN;
    for (om_zoning_form form = OM_ZONING_ADDITIVE; form <= OM_ZONING_MET; form++)
        CHECK(isnan(find(form, unknown).value));
    const double without[] = {0.4, 0.1, 0, 0.3, 0.2};
    om_zoning_index index;
    om_zoning_index_find(OM_ZONING_PRODUCT, &factors, unknown, without, &index);
    CHECK(!isnan(index.value) && isnan(index.roles[OM_ROLE_EXPOSURE]));
    CHECK_NEAR(index.contributions[2], 0, 0);
}

static void forms_that_cannot_be_are_refused(void **state)
{
    (void)state;
    om_factor own[] = {list[0], list[2]};
    CHECK_OK(om_zoning_form_check(OM_ZONING_MET, own, 2, &err));
    CHECK_FAILS(om_zoning_form_check(OM_ZONING_MET, own, 1, &err), OM_ERR_RANGE,
                "needs exposure, vulnerability or capacity");
    own[1].normal = OM_NORMAL_Z_SCORE;
    CHECK_OK(om_zoning_form_check(OM_ZONING_ADDITIVE, own, 2, &err));
    CHECK_FAILS(om_zoning_form_check(OM_ZONING_PRODUCT, own, 2, &err), OM_ERR_RANGE,
                "multiplies, which z-scores such as that of 'people'");
    own[1] = list[1];
    own[1].normal = OM_NORMAL_RANK;
    CHECK_FAILS(om_zoning_form_check(OM_ZONING_ADDITIVE, own, 2, &err), OM_ERR_RANGE,
                "normalised by min-max and the other by rank");
}

OM_TESTS(test(each_form_is_that_worked_out_by_hand), test(more_capacity_never_makes_risk_more),
         test(what_is_unknown_makes_the_index_unknown_unless_it_weighs_nothing),
         test(forms_that_cannot_be_are_refused))

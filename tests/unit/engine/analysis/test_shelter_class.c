/* Classes of shelters: the shipped table, and tables that make no sense. */
#include "engine/analysis/shelter_class.h"

#include "tests/support/check.h"

static om_error err;

#define HEAD "class,fixed,derived,minimum_m2,m2_per_person,distance_m\n"

static void the_class_of_an_area_is_the_largest_that_it_reaches(void **state)
{
    (void)state;
    OM_AUTO(om_shelter_classes) classes = NULL;
    CHECK_OK(om_shelter_classes_open(&classes, &err));
    CHECK_TEXT(om_shelter_classes_of_area(classes, 0)->name, "emergency");
    CHECK_TEXT(om_shelter_classes_of_area(classes, 1999)->name, "emergency");
    CHECK_TEXT(om_shelter_classes_of_area(classes, 2000)->name, "short");
    CHECK_TEXT(om_shelter_classes_of_area(classes, 49999)->name, "medium");
    CHECK_TEXT(om_shelter_classes_of_area(classes, 50000)->name, "long");
    CHECK_TEXT(om_shelter_classes_of_area(classes, 1e6)->name, "central");
}

static void the_shipped_classes_grow_in_all_they_ask(void **state)
{
    (void)state;
    static const char *const names[] = {"emergency", "short", "medium", "long", "central"};
    OM_AUTO(om_shelter_classes) classes = NULL;
    CHECK_OK(om_shelter_classes_open(&classes, &err));
    const om_shelter_class *last = NULL, *at = NULL;
    for (size_t i = 0; i < 5; i++, last = at) {
        CHECK_OK(om_shelter_classes_find(classes, names[i], &at, &err));
        CHECK(at->is_fixed == (i > 0));
        CHECK(!last ||
              (at->minimum_m2 > last->minimum_m2 && at->m2_per_person >= last->m2_per_person &&
               at->distance_m >= last->distance_m));
    }
    CHECK_OK(om_shelter_classes_find(classes, "short_44013", &at, &err));
    CHECK(!at->is_derived);
    CHECK_NEAR(om_shelter_classes_farthest_m(classes), 2500, 0);
}

static void an_unknown_class_is_refused_with_the_nearest(void **state)
{
    (void)state;
    OM_AUTO(om_shelter_classes) classes = NULL;
    const om_shelter_class *found = NULL;
    CHECK_OK(om_shelter_classes_open(&classes, &err));
    CHECK_FAILS(om_shelter_classes_find(classes, "meduim", &found, &err), OM_ERR_DATA,
                "has no class 'meduim'; did you mean 'medium'?");
    CHECK_FAILS(om_shelter_classes_find(classes, "zzzzzzzzzzzz", &found, &err), OM_ERR_DATA,
                "it has emergency, temporary");
}

static void tables_that_make_no_sense_are_refused_with_their_line(void **state)
{
    (void)state;
    om_shelter_classes *classes = NULL;
    CHECK_FAILS(om_shelter_classes_parse(HEAD "a,yes,yes,0,0,500\n", &classes, &err), OM_ERR_DATA,
                "line 2: m2_per_person '0' is not within");
    CHECK_FAILS(om_shelter_classes_parse(HEAD "a,yes,yes,0,2,far\n", &classes, &err), OM_ERR_DATA,
                "line 2: distance_m 'far'");
    CHECK_FAILS(om_shelter_classes_parse(HEAD "a,partly,yes,0,2,500\n", &classes, &err),
                OM_ERR_DATA, "fixed 'partly' is neither yes nor no");
    CHECK_FAILS(om_shelter_classes_parse(HEAD "a,yes,yes,100,2,500\n", &classes, &err), OM_ERR_DATA,
                "small shelters would have none");
    CHECK_FAILS(om_shelter_classes_parse("class,fixed\na,yes\n", &classes, &err), OM_ERR_DATA,
                "derived");
}

OM_TESTS(test(the_class_of_an_area_is_the_largest_that_it_reaches),
         test(the_shipped_classes_grow_in_all_they_ask),
         test(an_unknown_class_is_refused_with_the_nearest),
         test(tables_that_make_no_sense_are_refused_with_their_line))

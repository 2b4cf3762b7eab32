/* Sources of one plant are one installation, with the people around all of it. */
#include "engine/risk/majors.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

typedef struct tank {
    const char *id, *substance, *facility;
    double tonnes;
    const char *wkt;
} tank;

static om_store *town_of(const char *name, const tank *tanks, size_t count, double people)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){-1000, -1000, 1000, 1000});
    for (size_t i = 0; i < count; i++) {
        const om_value values[TOWN_SOURCE_VALUES] = {
            [0] = om_value_text("tank"),
            [2] = om_value_text(tanks[i].substance),
            [3] = om_value_real(tanks[i].tonnes),
            [4] = om_value_text("t"),
            [16] = om_value_text(tanks[i].facility),
        };
        town_add(town, "hazard_source", tanks[i].id, values, tanks[i].wkt);
    }
    if (people >= 0)
        town_add(town, "population", "p",
                 (const om_value[]){om_value_real(people), om_value_text("p")}, "POINT(600 0)");
    return town;
}

static const tank plant[] = {
    {"a", "液氯", "Works", 10, "POINT(0 0)"},   /* beta q/Q = 8, 600 m from the people */
    {"b", "液氨", "Works", 20, "POINT(200 0)"}, /* 4, 400 m */
    {"c", "液氯", NULL, 10, "POINT(0 0)"},      /* an installation of its own */
    {"d", "quartz sand", NULL, 1e6, "POINT(0 0)"},
};

static void a_plant_is_graded_as_one(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of("test_majors.sqlite", plant, 4, 60);
    char *report = NULL;
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, &report, &err));
    /* Works: 1.5 x (8 + 4); c: nobody within 500 m, 0.5 x 8 */
    CHECK_TEXT(town_ask(town, "select group_concat(id || ' ' || coalesce(grade, '-') || ' ' ||"
                              " coalesce(score, '-') || ' ' || coalesce(method, '-'), ', ')"
                              " from (select * from risk_source order by id)"),
               "a 3 18.0 gb18218, b 3 18.0 gb18218, c 4 4.0 gb18218, d - - -");
    CHECK_TEXT(town_ask(town, "select standard || ' ' || verified from risk_source where id = 'c'"),
               "GB 18218-2018, read in a public transcription with page numbers; level four is "
               "drawn blue by practice yes");
    CHECK(strstr(report, "1 sources hold what GB 18218 does not know, such as 'quartz sand'"));
    CHECK(strstr(report, "\"table\": \"gb18218_substances.csv\""));
    om_text_free(report);
}

static void without_a_population_the_largest_alpha_is_taken_and_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of("test_majors_nobody.sqlite", &plant[2], 1, -1);
    char *report = NULL;
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, &report, &err));
    CHECK_TEXT(town_ask(town, "select score from risk_source"), "16.0");
    CHECK(strstr(report, "nobody could count the people around 1 installations"));
    om_text_free(report);
}

static void a_misspelt_substance_makes_its_plant_unknown(void **state)
{
    (void)state;
    static const tank misspelt[] = {{"a", "chlorine", "Works", 10, "POINT(0 0)"},
                                    {"b", "amonia", "Works", 20, "POINT(0 0)"},
                                    {"c", "chlorine", "Mill", 10, "POINT(0 0)"}};
    OM_AUTO(om_store) town = town_of("test_majors_misspelt.sqlite", misspelt, 3, 60);
    const char *setting = "bad=ungraded";
    char *report = NULL;
    CHECK_FAILS(om_analyse(town, "risk", NULL, 0, NULL, &report, &err), OM_ERR_DATA,
                "hazard_source 'b' holds 'amonia', which GB 18218's table does not know; did you "
                "mean 'ammonia'?");
    CHECK_OK(om_analyse(town, "risk", &setting, 1, NULL, &report, &err));
    CHECK_TEXT(town_ask(town, "select group_concat(coalesce(grade, '-'), ' ')"
                              " from (select * from risk_source order by id)"),
               "- - 4");
    om_text_free(report);
}

static void a_small_amount_is_left_to_the_other_methods(void **state)
{
    (void)state;
    static const tank small[] = {{"a", "chlorine", NULL, 1, "POINT(0 0)"}};
    OM_AUTO(om_store) town = town_of("test_majors_small.sqlite", small, 1, 60);
    const char *always = "method=gb18218";
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, NULL, &err));
    CHECK_TEXT(town_ask(town, "select coalesce(method, '-') from risk_source"), "-");
    CHECK_OK(om_analyse(town, "risk", &always, 1, NULL, NULL, &err));
    CHECK_TEXT(town_ask(town, "select coalesce(grade, '-') || score from risk_source"), "-0.4");
}

OM_TESTS(test(a_plant_is_graded_as_one),
         test(without_a_population_the_largest_alpha_is_taken_and_told),
         test(a_misspelt_substance_makes_its_plant_unknown),
         test(a_small_amount_is_left_to_the_other_methods))

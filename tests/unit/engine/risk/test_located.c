/* Sources are counted where they lie, on every level, and districts add up to the city. */
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

/* A source whose grade is the reported one; 0 leaves it ungraded. */
static void add_source(om_store *town, const char *id, int reported, const char *wkt)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        om_value_text("yard"),
        om_value_text(id),
        om_value_text(NULL),
        om_value_real(NAN),
        om_value_text(NULL),
        om_value_text(NULL),
        reported ? om_value_integer(reported) : (om_value){0},
    };
    town_add(town, "hazard_source", id, values, wkt);
}

/* Two districts in a county; a source near their border, one beside them all. */
static om_store *town_of_five(const char *name)
{
    om_store *town = town_new(name);
    const om_value county[] = {om_value_text("C"), om_value_text("County"), om_value_text(NULL),
                               om_value_text(NULL), om_value_text("county")};
    town_add_district(town, "E", (om_rect){100, 0, 200, 100});
    town_add_district(town, "W", (om_rect){0, 0, 100, 100});
    town_add(town, "district", "C", county, "MULTIPOLYGON(((0 0,200 0,200 100,0 100,0 0)))");
    add_source(town, "1", 1, "POINT(50 50)");
    add_source(town, "2", 0, "POINT(60 50)");
    add_source(town, "3", 4, "POINT(101 50)");
    add_source(town, "4", 3, "POLYGON((150 40,160 40,160 50,150 50,150 40))");
    add_source(town, "5", 2, "POINT(900 50)");
    return town;
}

static void sources_are_counted_where_they_lie(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_five("located.onemap");
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, NULL, &err));
    CHECK_TEXT(town_ask(town, "select group_concat(code || ' ' || sources || ' ' || graded, ', ')"
                              " from (select * from risk_source_district order by code)"),
               "C 4 3, E 2 2, W 2 1, city 4 3");
    CHECK_TEXT(town_ask(town, "select count(*) from risk_source_district a join risk_district b"
                              " on a.code = b.code where a.grade = b.grade"),
               "3"); /* the same grade in both */
    CHECK_TEXT(town_ask(town, "select grade_1 || ungraded from risk_source_district"
                              " where code = 'W'"),
               "11");
    CHECK_TEXT(town_ask(town, "select count(*) from risk_source_district where"
                              " grade_1 + grade_2 + grade_3 + grade_4 <> graded"
                              " or graded + ungraded <> sources"),
               "0");
}

OM_TESTS(test(sources_are_counted_where_they_lie))

/* Each mode by hand; in every one a worse source never improves an area, in any order. */
#include "engine/risk/area_mode.h"

#include "tests/support/check.h"

static om_error err;

enum { MODES = 8, SITES = 9 };

/* A source that counts as far as its levels reach. */
typedef struct site {
    om_hazard hazard;
    om_graded graded;
    double distance_m;
} site;

static const om_because because = {.method = "policy", .text = "a rule", .reason = "r"};

static site site_of(const char *id, int level, double reach_m, double distance_m)
{
    site made = {.hazard = {.id = id, .quantity = NAN, .influence_m = NAN},
                 .graded = {.verdict = om_verdict_none(), .method = "policy", .computed = level},
                 .distance_m = distance_m};
    if (level != OM_GRADE_NONE)
        om_verdict_add(&made.graded.verdict, &because, level, reach_m);
    return made;
}

typedef struct rules {
    om_standard *table;
    om_area_rules *rules;
} rules;

static rules shipped(void)
{
    rules made;
    CHECK_OK(om_standard_open("", "area_modes.csv", om_area_rules_columns, &made.table, &err));
    CHECK_OK(om_area_rules_open(made.table, &made.rules, &err));
    return made;
}

static void rules_clear(rules *at)
{
    om_area_rules_free(at->rules);
    om_standard_free(at->table);
}

#define AUTO_RULES __attribute__((cleanup(rules_clear))) rules

static om_area_mode mode_of(const rules *from, om_area_mode_kind kind, bool direct)
{
    return (om_area_mode){.rules = from->rules,
                          .kind = kind,
                          .direct = direct,
                          .limit = from->rules->limit,
                          .influence_m = 0};
}

/* Of the ground of a square kilometre; a source has a share of its own for each level. */
static om_area_level judge(const om_area_mode *mode, const site *sites, size_t count)
{
    om_area_state state = {0};
    double share[OM_GRADE_LOWEST + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        om_area_mode_add(mode, &sites[i].hazard, &sites[i].graded, sites[i].distance_m, &state);
        for (int level = 1; level <= OM_GRADE_LOWEST; level++)
            if (sites[i].graded.verdict.influence_m[level] >= sites[i].distance_m)
                share[level] += 0.05;
    }
    return om_area_mode_decide(mode, &state, 1e6, share);
}

static void the_index_falls_with_the_distance(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    const site near = site_of("a", 2, 100, 0), half = site_of("b", 2, 100, 50),
               edge = site_of("c", 2, 100, 100), far = site_of("d", 2, 100, 100.1);
    CHECK_INT(om_area_weight(from.rules, &near.graded.verdict, near.distance_m), 9000000);
    CHECK_INT(om_area_weight(from.rules, &half.graded.verdict, half.distance_m), 4500000);
    CHECK_INT(om_area_weight(from.rules, &edge.graded.verdict, edge.distance_m), 0);
    CHECK_INT(om_area_weight(from.rules, &far.graded.verdict, far.distance_m), 0);
}

static void a_level_begins_at_its_limit(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    const om_area_mode mode = mode_of(&from, OM_AREA_WEIGHTED, false);
    site sites[SITES];
    for (size_t i = 0; i < SITES; i++)
        sites[i] = site_of("a", 3, 100, 0);                  /* 3 each */
    static const int wanted[] = {3, 3, 2, 2, 2, 2, 2, 2, 1}; /* 3 … 9 … 27 */
    for (size_t count = 1; count <= SITES; count++)
        CHECK_INT(judge(&mode, sites, count).area.grade, wanted[count - 1]);
    sites[8].distance_m = 0.001; /* 26.99997 */
    CHECK_INT(judge(&mode, sites, SITES).area.grade, 2);
    om_area_mode dense = mode;
    dense.a_km2 = true;
    CHECK_NEAR(judge(&dense, sites, 1).index, 3, 1e-9);
}

static void many_of_a_level_raise_an_area_by_one(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    const om_area_mode mode = mode_of(&from, OM_AREA_COUNT, false);
    site sites[SITES];
    for (size_t i = 0; i < SITES; i++)
        sites[i] = site_of("a", 3, 0, 0);
    CHECK_INT(judge(&mode, sites, 4).area.grade, 3);
    CHECK_INT(judge(&mode, sites, 5).area.grade, 2);
    CHECK_INT(judge(&mode, sites, SITES).area.grade, 2); /* once, not twice */
    sites[0] = sites[1] = site_of("b", 2, 0, 0);
    CHECK_INT(judge(&mode, sites, 5).area.grade, 2); /* two considerable ones are not three */
    sites[2] = sites[0];
    CHECK_INT(judge(&mode, sites, 5).area.grade, 1);
}

static void enough_ground_under_a_level_gives_it(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    const om_area_mode mode = mode_of(&from, OM_AREA_SHARE, false);
    om_area_state one = {0};
    const site red = site_of("a", 1, 100, 0);
    om_area_mode_add(&mode, &red.hazard, &red.graded, 0, &one);
    static const struct {
        double share[5];
        int grade;
    } cases[] = {{{0, 0.1, 0.1, 0.1, 0.1}, 1},
                 {{0, 0.0999, 0.2, 0.2, 0.2}, 2},
                 {{0, 0, 0.1999, 0.3, 0.3}, 3},
                 {{0, 0, 0, 0.2999, 1}, 4},
                 {{0, 0, 0, 0, 0}, 4}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(om_area_mode_decide(&mode, &one, 1, cases[i].share).area.grade, cases[i].grade);
}

static void a_major_hazard_makes_its_area_red_before_any_mode(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    static const om_assessment second = {.grade = 2}, third = {.grade = 3};
    site plant = site_of("p", 2, 1000, 0);
    for (om_area_mode_kind kind = OM_AREA_HIGHEST; kind <= OM_AREA_COUNT; kind++) {
        const om_area_mode mode = mode_of(&from, kind, true);
        plant.hazard.major = &second;
        plant.distance_m = 0;
        const om_area_level level = judge(&mode, &plant, 1);
        CHECK_INT(level.area.grade, 1);
        CHECK(level.direct == &from.rules->direct[0]);
        CHECK_TEXT(level.area.decided_by->id, "p");
        plant.distance_m = 1; /* it reaches the area, but does not lie in it */
        CHECK(judge(&mode, &plant, 1).area.grade != 1);
        plant.distance_m = 0;
        plant.hazard.major = &third;
        CHECK(judge(&mode, &plant, 1).area.grade != 1);
        const om_area_mode without = mode_of(&from, kind, false);
        plant.hazard.major = &second;
        CHECK(judge(&without, &plant, 1).area.grade != 1);
    }
}

static void nothing_assessed_is_ungraded_in_every_mode(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    const site mystery = site_of("m", OM_GRADE_NONE, 0, 0);
    for (int i = 0; i < MODES; i++) {
        const om_area_mode mode = mode_of(&from, (om_area_mode_kind)(i / 2), i % 2);
        const om_area_level level = judge(&mode, &mystery, 1);
        CHECK_INT(level.area.grade, OM_GRADE_NONE);
        CHECK_INT(level.area.counts[OM_GRADE_NONE], 1);
        CHECK(isnan(level.index) && level.row == SIZE_MAX);
    }
}

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Sources of any level, near and far; some are parts of a major hazard. */
static void scatter(uint32_t *seed, site *sites, om_assessment *majors)
{
    static const char *const ids[SITES] = {"a", "b", "c", "d", "e", "f", "g", "h", "i"};
    for (size_t i = 0; i < SITES; i++) {
        const int level = (int)(next_random(seed) % 5);
        sites[i] = site_of(ids[i], level, next_random(seed) % 4 * 50, next_random(seed) % 9 * 25);
        majors[i] = (om_assessment){.grade = level};
        if (next_random(seed) % 3 == 0)
            sites[i].hazard.major = &majors[i];
    }
}

/* One source gets worse: a level more where it stands, of the same reach or of a wider one. */
static void worsen(uint32_t *seed, site *at, om_assessment *major)
{
    const int level = at->graded.verdict.grade ? at->graded.verdict.grade : 5;
    if (level == OM_GRADE_WORST)
        return;
    const double reach_m =
        fmax(level < 5 ? at->graded.verdict.influence_m[level] : 0, next_random(seed) % 4 * 50);
    om_verdict_add(&at->graded.verdict, &because, level - 1, reach_m);
    at->graded.computed = level - 1;
    major->grade = level - 1;
}

static void a_worse_source_never_improves_an_area_in_any_mode(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    uint32_t seed = 11;
    for (int round = 0; round < 4000; round++) {
        site sites[SITES];
        om_assessment majors[SITES];
        scatter(&seed, sites, majors);
        int before[MODES];
        for (int i = 0; i < MODES; i++) {
            const om_area_mode mode = mode_of(&from, (om_area_mode_kind)(i / 2), i % 2);
            before[i] = judge(&mode, sites, SITES).area.grade;
        }
        const size_t which = next_random(&seed) % SITES;
        worsen(&seed, &sites[which], &majors[which]);
        for (int i = 0; i < MODES; i++) {
            const om_area_mode mode = mode_of(&from, (om_area_mode_kind)(i / 2), i % 2);
            const int after = judge(&mode, sites, SITES).area.grade;
            CHECK((after ? after : 5) <= (before[i] ? before[i] : 5));
        }
    }
}

static void shuffle(uint32_t *seed, site *sites)
{
    for (size_t i = SITES - 1; i > 0; i--) {
        const size_t other = next_random(seed) % (i + 1);
        const site kept = sites[i];
        sites[i] = sites[other];
        sites[other] = kept;
    }
}

static void any_order_gives_the_same_in_every_mode(void **state)
{
    (void)state;
    AUTO_RULES from = shipped();
    uint32_t seed = 5;
    for (int round = 0; round < 500; round++) {
        site sites[SITES], turned[SITES];
        om_assessment majors[SITES];
        scatter(&seed, sites, majors);
        memcpy(turned, sites, sizeof sites);
        shuffle(&seed, turned);
        for (int i = 0; i < MODES; i++) {
            const om_area_mode mode = mode_of(&from, (om_area_mode_kind)(i / 2), i % 2);
            const om_area_level one = judge(&mode, sites, SITES),
                                other = judge(&mode, turned, SITES);
            CHECK_INT(one.area.grade, other.area.grade);
            CHECK(isnan(one.index) ? isnan(other.index)
                                   : !(one.index < other.index) && !(one.index > other.index));
            CHECK(!one.area.decided_by == !other.area.decided_by);
            if (one.area.decided_by)
                CHECK_TEXT(one.area.decided_by->id, other.area.decided_by->id);
        }
    }
}

OM_TESTS(test(the_index_falls_with_the_distance), test(a_level_begins_at_its_limit),
         test(many_of_a_level_raise_an_area_by_one), test(enough_ground_under_a_level_gives_it),
         test(a_major_hazard_makes_its_area_red_before_any_mode),
         test(nothing_assessed_is_ungraded_in_every_mode),
         test(a_worse_source_never_improves_an_area_in_any_mode),
         test(any_order_gives_the_same_in_every_mode))

/* GB 18218: R = alpha times the sum of beta q/Q. */
#include "engine/risk/gb18218.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "engine/base/memory.h"

const char *const om_gb18218_columns[] = {"name", "from", NULL};
const char *const om_gb18218_substance_columns[] = {"substance", "factor", "names", NULL};

/* One name of a substance. */
typedef struct name {
    const char *text;
    size_t substance;
} name;

struct om_gb18218 {
    const om_standard *standard;
    om_arena *arena;
    om_steps alphas, grades;
    double distance_m, least;
    om_gb18218_part *substances; /* q unused */
    const char **first_names;
    size_t count;
    name *names;
    const char **texts; /* of the names, for the nearest */
    size_t name_count, name_capacity;
};

void om_gb18218_free(om_gb18218 *gb)
{
    if (!gb)
        return;
    om_arena_free(gb->arena);
    free(gb->names);
    free(gb);
}

/* ---- Reading ---- */

static const name *find(const om_gb18218 *gb, const char *text)
{
    for (size_t i = 0; i < gb->name_count; i++)
        if (strcasecmp(gb->names[i].text, text) == 0)
            return &gb->names[i];
    return NULL;
}

static om_status add_name(om_gb18218 *gb, const om_standard *table, size_t row, const char *text,
                          om_error *err)
{
    if (find(gb, text))
        return om_standard_fail(
            table, row, om_arena_format(gb->arena, "the name '%s' is there twice", text), err);
    gb->names =
        om_memory_grow(gb->names, gb->name_count + 1, &gb->name_capacity, sizeof *gb->names);
    gb->names[gb->name_count++] = (name){text, gb->count};
    return OM_OK;
}

/* A row of Q begins a substance, with its names "a|b|c". */
static om_status add_substance(om_gb18218 *gb, const om_standard *table, size_t row, om_error *err)
{
    const double critical_t = om_standard_value(table, row);
    if (!(critical_t > 0) || strcmp(om_standard_text(table, row, "unit"), "t") != 0)
        return om_standard_fail(table, row, "a critical quantity is above 0, in t", err);
    const char *first = om_standard_text(table, row, "substance");
    OM_TRY(add_name(gb, table, row, first, err));
    const char *rest = om_standard_text(table, row, "names");
    while (*rest) {
        const size_t length = strcspn(rest, "|");
        OM_TRY(add_name(gb, table, row, om_arena_text_part(gb->arena, rest, length), err));
        rest += length + (rest[length] != '\0');
    }
    gb->first_names[gb->count] = first;
    gb->substances[gb->count++] = (om_gb18218_part){.critical_t = critical_t, .row = row};
    return OM_OK;
}

static om_status add_beta(om_gb18218 *gb, const om_standard *table, size_t row, om_error *err)
{
    const name *known = find(gb, om_standard_text(table, row, "substance"));
    if (!known || gb->substances[known->substance].beta > 0)
        return om_standard_fail(table, row, "beta follows the row with Q of its substance, once",
                                err);
    if (!(om_standard_value(table, row) > 0))
        return om_standard_fail(table, row, "beta is above 0", err);
    gb->substances[known->substance].beta = om_standard_value(table, row);
    return OM_OK;
}

static om_status read_substances(om_gb18218 *gb, const om_standard *table, om_error *err)
{
    const size_t rows = om_standard_row_count(table);
    gb->substances = OM_ARENA_ARRAY(gb->arena, om_gb18218_part, rows);
    gb->first_names = OM_ARENA_ARRAY(gb->arena, const char *, rows);
    for (size_t row = 0; row < rows; row++) {
        const char *factor = om_standard_text(table, row, "factor");
        if (strcmp(factor, "Q") == 0)
            OM_TRY(add_substance(gb, table, row, err));
        else if (strcmp(factor, "beta") == 0)
            OM_TRY(add_beta(gb, table, row, err));
        else
            return om_standard_fail(table, row, "factor is neither Q nor beta", err);
    }
    for (size_t i = 0; i < gb->count; i++)
        if (!(gb->substances[i].beta > 0))
            return om_standard_fail(table, gb->substances[i].row, "it has no row of beta", err);
    gb->texts = OM_ARENA_ARRAY(gb->arena, const char *, gb->name_count);
    for (size_t i = 0; i < gb->name_count; i++)
        gb->texts[i] = gb->names[i].text;
    return OM_OK;
}

static om_status read_rules(om_gb18218 *gb, om_error *err)
{
    om_steps distance, least;
    OM_TRY(om_standard_steps(gb->standard, "alpha", gb->arena, &gb->alphas, err));
    OM_TRY(om_standard_steps(gb->standard, "grade", gb->arena, &gb->grades, err));
    OM_TRY(om_standard_steps(gb->standard, "distance", gb->arena, &distance, err));
    OM_TRY(om_standard_steps(gb->standard, "least", gb->arena, &least, err));
    gb->distance_m = distance.list[0].value;
    gb->least = least.list[0].value;
    if (gb->alphas.list[gb->alphas.count - 1].from > 0)
        return om_standard_fail(gb->standard, gb->alphas.list[gb->alphas.count - 1].row,
                                "the last alpha is that of 0 people", err);
    for (size_t i = 0; i < gb->grades.count; i++) {
        double grade;
        OM_TRY(om_standard_number(gb->standard, gb->grades.list[i].row, "value", OM_GRADE_WORST,
                                  OM_GRADE_LOWEST, &grade, err));
    }
    return OM_OK;
}

om_status om_gb18218_open(const om_standard *standard, const om_standard *substances,
                          om_gb18218 **ret, om_error *err)
{
    OM_AUTO(om_gb18218) gb = om_memory_take(1, sizeof *gb);
    gb->standard = standard;
    gb->arena = om_arena_new();
    OM_TRY(read_rules(gb, err));
    OM_TRY(read_substances(gb, substances, err));
    *ret = OM_TAKE(gb);
    return OM_OK;
}

/* ---- Asking ---- */

double om_gb18218_distance_m(const om_gb18218 *gb)
{
    return gb->distance_m;
}

/* How many tonnes a unit of weight is; 0 for what is no weight. */
static double tonnes_of(const char *unit)
{
    if (unit && strcmp(unit, "t") == 0)
        return 1;
    return unit && strcmp(unit, "kg") == 0 ? 0.001 : 0;
}

bool om_gb18218_concerns(const om_hazard *hazard)
{
    return hazard->substance && hazard->substance[0] && !isnan(hazard->quantity) &&
           tonnes_of(hazard->quantity_unit) > 0;
}

bool om_gb18218_knows(const om_gb18218 *gb, const char *substance)
{
    return find(gb, substance) != NULL;
}

const char *om_gb18218_nearest(const om_gb18218 *gb, const char *substance)
{
    return om_text_nearest(substance, gb->texts, gb->name_count);
}

om_status om_gb18218_part_of(const om_gb18218 *gb, const om_hazard *hazard, om_gb18218_part *ret,
                             om_error *err)
{
    const name *known = find(gb, hazard->substance);
    if (!known) {
        const char *nearest = om_gb18218_nearest(gb, hazard->substance);
        return om_fail(err, OM_ERR_DATA,
                       "hazard_source '%s' holds '%s', which GB 18218's table does not know%s%s%s",
                       hazard->id, hazard->substance, nearest ? "; did you mean '" : "",
                       nearest ? nearest : "", nearest ? "'?" : "");
    }
    if (!(hazard->quantity >= 0))
        return om_fail(err, OM_ERR_DATA, "hazard_source '%s' has a quantity of %g, below 0",
                       hazard->id, hazard->quantity);
    *ret = gb->substances[known->substance];
    ret->q_t = hazard->quantity * tonnes_of(hazard->quantity_unit);
    return OM_OK;
}

/* The sum in words: "2 x (4 x 10/5 + 2 x 20/10)". */
static void say(const om_gb18218_part *parts, size_t count, double alpha, om_text *text)
{
    om_text_add_format(text, "R = alpha sum(beta q/Q) = %g x (", alpha);
    for (size_t i = 0; i < count; i++)
        om_text_add_format(text, "%s%g x %g/%g", i ? " + " : "", parts[i].beta, parts[i].q_t,
                           parts[i].critical_t);
    om_text_add(text, ")");
}

void om_gb18218_grade(const om_gb18218 *gb, const om_gb18218_part *parts, size_t count,
                      double people, om_arena *arena, om_assessment *ret)
{
    double ratio = 0, corrected = 0;
    for (size_t i = 0; i < count; i++) {
        ratio += parts[i].q_t / parts[i].critical_t;
        corrected += parts[i].beta * parts[i].q_t / parts[i].critical_t;
    }
    const double counted = isnan(people) ? INFINITY : fmax(ceil(people - 1e-9), 0) + 0.0;
    const om_step *alpha = om_steps_at(gb->alphas, fmax(counted, 0));
    /* Tonnes are decimals: 49.999999999999993 is a rounded 50. */
    const double r = round(alpha->value * corrected * 1e9) / 1e9;
    const om_step *step = om_steps_at(gb->grades, r);
    om_assessment answer = {.score = r,
                            .people = isnan(people) ? NAN : counted,
                            .alpha = alpha->value,
                            .because = {.method = "gb18218"}};
    if (round(ratio * 1e9) / 1e9 >= gb->least && step) {
        answer.grade = (int)step->value;
        answer.because = om_standard_because(gb->standard, step->row, "gb18218");
    }
    OM_AUTO_TEXT text = {0};
    say(parts, count, alpha->value, &text);
    om_text_add_format(&text, " = %g", r);
    if (isnan(people))
        om_text_add(&text, "; nobody knows how many people are near");
    else
        om_text_add_format(&text, "; %g people within %g m", counted, gb->distance_m);
    answer.because.text = om_arena_text(arena, text.bytes);
    answer.because.reason =
        om_arena_format(arena, "sum of q/Q = %g, a major hazard from %g", ratio, gb->least);
    answer.residual = answer.grade;
    answer.residual_because = answer.because;
    *ret = answer;
}

/* LEC: D = L E C. */
#include "engine/risk/lec.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

const char *const om_lec_columns[] = {"factor", "op", "grade", "meaning", NULL};

enum { FACTORS = 3 };

/* A class of D: those above (or from) a bound. */
typedef struct band {
    double bound;
    bool takes_bound;
    int grade;
    size_t row;
} band;

struct om_lec {
    const om_standard *standard;
    double lowest[FACTORS], highest[FACTORS]; /* scores of L, E and C */
    band *bands;                              /* falling */
    size_t count;
};

static const char *const factors[FACTORS] = {"L", "E", "C"};
static const char *const columns[FACTORS] = {"likelihood_l", "exposure_e", "consequence_c"};

void om_lec_free(om_lec *lec)
{
    if (!lec)
        return;
    free(lec->bands);
    free(lec);
}

static om_status read_score(om_lec *lec, size_t row, om_error *err)
{
    const char *factor = om_standard_text(lec->standard, row, "factor");
    const double score = om_standard_value(lec->standard, row);
    if (strcmp(om_standard_text(lec->standard, row, "op"), "=") != 0 || !(score > 0))
        return om_standard_fail(lec->standard, row, "a score is '=' and above 0", err);
    for (size_t i = 0; i < FACTORS; i++)
        if (strcmp(factor, factors[i]) == 0) {
            lec->lowest[i] = fmin(lec->lowest[i], score);
            lec->highest[i] = fmax(lec->highest[i], score);
            return OM_OK;
        }
    return om_standard_fail(lec->standard, row, "factor is none of L, E, C and D", err);
}

static om_status read_band(om_lec *lec, size_t row, om_error *err)
{
    double grade = 0;
    OM_TRY(om_standard_number(lec->standard, row, "grade", OM_GRADE_WORST, OM_GRADE_LOWEST, &grade,
                              err));
    const char *op = om_standard_text(lec->standard, row, "op");
    band *at = &lec->bands[lec->count];
    *at = (band){.bound = om_standard_value(lec->standard, row),
                 .takes_bound = strcmp(op, ">=") == 0,
                 .grade = (int)grade,
                 .row = row};
    if (!at->takes_bound && strcmp(op, ">") != 0)
        return om_standard_fail(lec->standard, row, "a class of D has the op > or >=", err);
    if (lec->count && !(at->bound < at[-1].bound && at->grade > at[-1].grade))
        return om_standard_fail(lec->standard, row, "classes of D must fall, the worst first", err);
    lec->count++;
    return OM_OK;
}

om_status om_lec_open(const om_standard *standard, om_lec **ret, om_error *err)
{
    OM_AUTO(om_lec) lec = om_memory_take(1, sizeof *lec);
    const size_t rows = om_standard_row_count(standard);
    lec->standard = standard;
    lec->bands = om_memory_take(rows, sizeof *lec->bands);
    for (size_t i = 0; i < FACTORS; i++)
        lec->lowest[i] = INFINITY;
    for (size_t row = 0; row < rows; row++)
        OM_TRY(strcmp(om_standard_text(standard, row, "factor"), "D") == 0
                   ? read_band(lec, row, err)
                   : read_score(lec, row, err));
    for (size_t i = 0; i < FACTORS; i++)
        if (!(lec->highest[i] > 0))
            return om_fail(err, OM_ERR_DATA, "the LEC table has no scores of %s", factors[i]);
    if (!lec->count)
        return om_fail(err, OM_ERR_DATA, "the LEC table has no classes of D");
    *ret = OM_TAKE(lec);
    return OM_OK;
}

bool om_lec_concerns(const om_hazard *hazard)
{
    return !isnan(hazard->l) || !isnan(hazard->e) || !isnan(hazard->c);
}

static om_status check_scores(const om_lec *lec, const om_hazard *hazard, om_error *err)
{
    const double scores[FACTORS] = {hazard->l, hazard->e, hazard->c};
    for (size_t i = 0; i < FACTORS; i++) {
        if (isnan(scores[i]))
            return om_fail(err, OM_ERR_DATA,
                           "hazard_source '%s' lacks %s: the LEC method needs L, E and C",
                           hazard->id, columns[i]);
        if (!(scores[i] >= lec->lowest[i] && scores[i] <= lec->highest[i]))
            return om_fail(err, OM_ERR_DATA,
                           "hazard_source '%s' has %s %g, which is not within %g..%g", hazard->id,
                           columns[i], scores[i], lec->lowest[i], lec->highest[i]);
    }
    return OM_OK;
}

static const band *band_of(const om_lec *lec, double d)
{
    for (size_t i = 0; i < lec->count; i++)
        if (d > lec->bands[i].bound || (lec->bands[i].takes_bound && d == lec->bands[i].bound))
            return &lec->bands[i];
    return NULL;
}

/* The grade of a product of scores; `text` is the sum that led to it. */
static int grade_of(const om_lec *lec, double d, const char *text, om_arena *arena,
                    om_because *because)
{
    const band *at = band_of(lec, d);
    *because = (om_because){.method = "lec", .text = text};
    if (!at)
        return OM_GRADE_NONE;
    *because = om_standard_because(lec->standard, at->row, "lec");
    because->text =
        om_arena_format(arena, "%s %s %g", text, at->takes_bound ? ">=" : ">", at->bound);
    because->reason = om_standard_text(lec->standard, at->row, "meaning");
    return at->grade;
}

om_status om_lec_grade(const om_lec *lec, const om_hazard *hazard, om_arena *arena,
                       om_assessment *ret, om_error *err)
{
    OM_TRY(check_scores(lec, hazard, err));
    /* Scores are decimals: 0.2 x 10 x 35 must not miss 70 by the last bit of a product. */
    const double d = round(hazard->l * hazard->e * hazard->c * 1e9) / 1e9;
    const char *text =
        om_arena_format(arena, "D = L E C = %g x %g x %g = %g", hazard->l, hazard->e, hazard->c, d);
    om_assessment answer = {.score = d};
    answer.grade = grade_of(lec, d, text, arena, &answer.because);
    answer.residual = answer.grade;
    answer.residual_because = answer.because;
    if (!isnan(hazard->control_factor)) {
        const double left = round(d * hazard->control_factor * 1e9) / 1e9;
        text = om_arena_format(arena, "%s, controls leave %g of it = %g", text,
                               hazard->control_factor, left);
        answer.residual = grade_of(lec, left, text, arena, &answer.residual_because);
    }
    *ret = answer;
    return OM_OK;
}

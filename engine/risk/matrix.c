/* The risk matrix: R = L S. */
#include "engine/risk/matrix.h"

#include <math.h>

#include "engine/base/memory.h"

const char *const om_matrix_columns[] = {"name", "from", NULL};

/* The levels of one side, both inclusive. */
typedef struct levels {
    double lowest, highest;
} levels;

struct om_matrix {
    const om_standard *standard;
    om_arena *arena; /* the steps */
    levels likelihood, severity;
    om_steps grades;
};

void om_matrix_free(om_matrix *matrix)
{
    if (!matrix)
        return;
    om_arena_free(matrix->arena);
    free(matrix);
}

static om_status read_levels(const om_matrix *matrix, const char *name, levels *ret, om_error *err)
{
    om_steps steps;
    OM_TRY(om_standard_steps(matrix->standard, name, matrix->arena, &steps, err));
    *ret = (levels){steps.list[0].from, steps.list[0].value};
    return ret->lowest < ret->highest
               ? OM_OK
               : om_standard_fail(matrix->standard, steps.list[0].row,
                                  "levels run from a lower to a higher one", err);
}

om_status om_matrix_open(const om_standard *standard, om_matrix **ret, om_error *err)
{
    OM_AUTO(om_matrix) matrix = om_memory_take(1, sizeof *matrix);
    matrix->standard = standard;
    matrix->arena = om_arena_new();
    OM_TRY(read_levels(matrix, "likelihood", &matrix->likelihood, err));
    OM_TRY(read_levels(matrix, "severity", &matrix->severity, err));
    OM_TRY(om_standard_steps(standard, "grade", matrix->arena, &matrix->grades, err));
    for (size_t i = 0; i < matrix->grades.count; i++) {
        double grade;
        OM_TRY(om_standard_number(standard, matrix->grades.list[i].row, "value", OM_GRADE_WORST,
                                  OM_GRADE_LOWEST, &grade, err));
        if (i && !(grade > matrix->grades.list[i - 1].value))
            return om_standard_fail(standard, matrix->grades.list[i].row,
                                    "a lower score has a worse grade", err);
    }
    *ret = OM_TAKE(matrix);
    return OM_OK;
}

bool om_matrix_concerns(const om_hazard *hazard)
{
    return !isnan(hazard->likelihood) || !isnan(hazard->severity);
}

static om_status check_level(const om_hazard *hazard, const char *name, double level, levels among,
                             om_error *err)
{
    if (isnan(level))
        return om_fail(err, OM_ERR_DATA,
                       "hazard_source '%s' lacks %s: the matrix needs likelihood and severity",
                       hazard->id, name);
    if (!(level >= among.lowest && level <= among.highest && level == floor(level)))
        return om_fail(err, OM_ERR_DATA,
                       "hazard_source '%s' has %s %g, which is no level of %g..%g", hazard->id,
                       name, level, among.lowest, among.highest);
    return OM_OK;
}

/* The grade of a score; `text` is the sum that led to it. */
static int grade_of(const om_matrix *matrix, double score, const char *text, om_arena *arena,
                    om_because *because)
{
    const om_step *step = om_steps_at(matrix->grades, score);
    *because = (om_because){.method = "matrix", .text = text};
    if (!step)
        return OM_GRADE_NONE;
    *because = om_standard_because(matrix->standard, step->row, "matrix");
    because->text = om_arena_format(arena, "%s >= %g", text, step->from);
    return (int)step->value;
}

om_status om_matrix_grade(const om_matrix *matrix, const om_hazard *hazard, om_arena *arena,
                          om_assessment *ret, om_error *err)
{
    OM_TRY(check_level(hazard, "likelihood", hazard->likelihood, matrix->likelihood, err));
    OM_TRY(check_level(hazard, "severity", hazard->severity, matrix->severity, err));
    const double score = hazard->likelihood * hazard->severity;
    const char *text = om_arena_format(arena, "R = L S = %g x %g = %g", hazard->likelihood,
                                       hazard->severity, score);
    om_assessment answer = {.score = score};
    answer.grade = grade_of(matrix, score, text, arena, &answer.because);
    answer.residual = answer.grade;
    answer.residual_because = answer.because;
    if (!isnan(hazard->control_factor)) {
        const double left = score * hazard->control_factor;
        text = om_arena_format(arena, "%s, controls leave %g of it = %g", text,
                               hazard->control_factor, left);
        answer.residual = grade_of(matrix, left, text, arena, &answer.residual_because);
    }
    *ret = answer;
    return OM_OK;
}

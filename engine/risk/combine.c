/* Several hazards at once, by the worst, a weighted sum or a joint matrix. */
#include "engine/risk/combine.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

const char *const om_combine_names[] = {"max", "weighted", "joint", NULL};
const char *const om_combiner_columns[] = {"name", "first", "second", "from", NULL};

struct om_combiner {
    om_arena *arena;
    int joint[OM_GRADE_LOWEST + 1][OM_GRADE_LOWEST + 1]; /* symmetric; 0 is not used */
    double scores[OM_GRADE_LOWEST + 1];
    om_steps levels;
};

void om_combiner_free(om_combiner *combiner)
{
    if (!combiner)
        return;
    om_arena_free(combiner->arena);
    free(combiner);
}

/* ---- Reading ---- */

static om_status read_level(const om_standard *table, size_t row, const char *column, int *ret,
                            om_error *err)
{
    double level;
    OM_TRY(om_standard_number(table, row, column, OM_GRADE_WORST, OM_GRADE_LOWEST, &level, err));
    if (level != floor(level))
        return om_standard_fail(table, row, "a level is a whole number from 1 to 4", err);
    *ret = (int)level;
    return OM_OK;
}

static om_status read_joint(om_combiner *combiner, const om_standard *table, size_t row,
                            om_error *err)
{
    int first, second, level;
    OM_TRY(read_level(table, row, "first", &first, err));
    OM_TRY(read_level(table, row, "second", &second, err));
    OM_TRY(read_level(table, row, "value", &level, err));
    if (combiner->joint[first][second])
        return om_standard_fail(table, row, "this pair of levels is there twice", err);
    combiner->joint[first][second] = combiner->joint[second][first] = level;
    return OM_OK;
}

static om_status read_score(om_combiner *combiner, const om_standard *table, size_t row,
                            om_error *err)
{
    int level;
    OM_TRY(read_level(table, row, "first", &level, err));
    const double score = om_standard_value(table, row);
    if (!(score > 0))
        return om_standard_fail(table, row, "a score is above 0", err);
    if (combiner->scores[level] > 0)
        return om_standard_fail(table, row, "this level has a score already", err);
    combiner->scores[level] = score;
    return OM_OK;
}

static om_status read_row(om_combiner *combiner, const om_standard *table, size_t row,
                          om_error *err)
{
    int level;
    const char *name = om_standard_text(table, row, "name");
    if (strcmp(name, "joint") == 0)
        return read_joint(combiner, table, row, err);
    if (strcmp(name, "score") == 0)
        return read_score(combiner, table, row, err);
    if (strcmp(name, "level") == 0)
        return read_level(table, row, "value", &level, err);
    return om_standard_fail(table, row, "its name is none of joint, score, level", err);
}

/* Every pair and score is there, and no worse level gives a better answer. */
static om_status check(const om_combiner *combiner, const char *name, om_error *err)
{
    for (int a = OM_GRADE_WORST; a <= OM_GRADE_LOWEST; a++) {
        if (!(combiner->scores[a] > 0))
            return om_fail(err, OM_ERR_DATA, "%s has no score for level %d", name, a);
        if (a > OM_GRADE_WORST && combiner->scores[a] > combiner->scores[a - 1])
            return om_fail(err, OM_ERR_DATA, "%s: level %d has a higher score than level %d", name,
                           a, a - 1);
        for (int b = OM_GRADE_WORST; b <= OM_GRADE_LOWEST; b++) {
            if (!combiner->joint[a][b])
                return om_fail(err, OM_ERR_DATA, "%s has no joint level for %d and %d", name, a, b);
            if (a > OM_GRADE_WORST && combiner->joint[a][b] < combiner->joint[a - 1][b])
                return om_fail(err, OM_ERR_DATA, "%s: %d and %d are jointly worse than %d and %d",
                               name, a, b, a - 1, b);
        }
    }
    for (size_t i = 1; i < combiner->levels.count; i++)
        if (combiner->levels.list[i].value < combiner->levels.list[i - 1].value)
            return om_fail(err, OM_ERR_DATA, "%s: a higher score has a lower level", name);
    if (combiner->levels.list[combiner->levels.count - 1].from > 0)
        return om_fail(err, OM_ERR_DATA, "%s has no level for a score of 0", name);
    return OM_OK;
}

om_status om_combiner_open(const om_standard *table, om_combiner **ret, om_error *err)
{
    OM_AUTO(om_combiner) combiner = om_memory_take(1, sizeof *combiner);
    combiner->arena = om_arena_new();
    for (size_t row = 0; row < om_standard_row_count(table); row++)
        OM_TRY(read_row(combiner, table, row, err));
    OM_TRY(om_standard_steps(table, "level", combiner->arena, &combiner->levels, err));
    OM_TRY(check(combiner, om_standard_name(table), err));
    *ret = OM_TAKE(combiner);
    return OM_OK;
}

/* ---- Levels ---- */

/* A level, with another one for those that are unknown. */
static int known(int level, int unknown)
{
    return level == OM_GRADE_NONE ? unknown : level;
}

static int worst(const int *levels, size_t count, int unknown)
{
    int found = OM_HAZARD_ABSENT;
    for (size_t i = 0; i < count; i++) {
        const int level = known(levels[i], unknown);
        if (level != OM_HAZARD_ABSENT && (found == OM_HAZARD_ABSENT || level < found))
            found = level;
    }
    return found;
}

static int weighted(const om_combiner *combiner, const int *levels, const double *weights,
                    size_t count, int unknown)
{
    double score = 0;
    bool acts = false;
    for (size_t i = 0; i < count; i++) {
        const int level = known(levels[i], unknown);
        if (level == OM_HAZARD_ABSENT)
            continue;
        acts = true;
        score += weights[i] * combiner->scores[level];
    }
    /* Weights such as 0.1 are no exact numbers: a sum that misses a limit by that much is on it. */
    return acts ? (int)om_steps_at(combiner->levels, score + 1e-9)->value : OM_HAZARD_ABSENT;
}

static int jointly(const om_combiner *combiner, const int *levels, size_t count, int unknown)
{
    int found = OM_HAZARD_ABSENT;
    for (int level = OM_GRADE_WORST; level <= OM_GRADE_LOWEST; level++)
        for (size_t i = 0; i < count; i++)
            if (known(levels[i], unknown) == level)
                found = found == OM_HAZARD_ABSENT ? level : combiner->joint[found][level];
    return found;
}

static int combined(const om_combiner *combiner, om_combine_mode mode, const int *levels,
                    const double *weights, size_t count, int unknown)
{
    if (mode == OM_COMBINE_MAX)
        return worst(levels, count, unknown);
    if (mode == OM_COMBINE_WEIGHTED)
        return weighted(combiner, levels, weights, count, unknown);
    return jointly(combiner, levels, count, unknown);
}

int om_combine_levels(const om_combiner *combiner, om_combine_mode mode, const int *levels,
                      const double *weights, size_t count)
{
    const int most = combined(combiner, mode, levels, weights, count, OM_GRADE_WORST);
    const int least = combined(combiner, mode, levels, weights, count, OM_GRADE_LOWEST);
    return most == least ? most : OM_GRADE_NONE;
}

int om_combine_worse(int level, int other)
{
    const int both[] = {level, other};
    return om_combine_levels(NULL, OM_COMBINE_MAX, both, NULL, 2);
}

/* ---- Weights ---- */

om_status om_combine_check_weights(const double *weights, size_t count, om_error *err)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (!(weights[i] >= 0 && weights[i] <= 1))
            return om_fail(err, OM_ERR_RANGE, "weight %zu, %g, is not within 0..1", i + 1,
                           weights[i]);
        sum += weights[i];
    }
    if (!(fabs(sum - 1) <= 1e-9))
        return om_fail(err, OM_ERR_RANGE, "the weights sum to %.10g, not to 1", sum);
    return OM_OK;
}

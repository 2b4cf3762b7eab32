/* Reads area_modes.csv strictly: what a mode needs is there for each level, and falls with it. */
#include "engine/risk/area_rules.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

const char *const om_area_rules_columns[] = {"name", "method", "level", "from", NULL};

/* A table's numbers of one name: for which levels, within which bounds. */
typedef struct kind {
    const char *name;
    int worst, lowest;
    double minimum, maximum;
    enum { FALLING, FREE, WHOLE } order;
} kind;

void om_area_rules_free(om_area_rules *rules)
{
    if (!rules)
        return;
    om_arena_free(rules->arena);
    free(rules);
}

static bool is_called(const om_standard *table, size_t row, const char *name)
{
    return strcmp(om_standard_text(table, row, "name"), name) == 0;
}

static om_status read_level(const om_standard *table, size_t row, const char *column, int worst,
                            int lowest, int *ret, om_error *err)
{
    double level;
    OM_TRY(om_standard_number(table, row, column, worst, lowest, &level, err));
    if (level != floor(level))
        return om_standard_fail(table, row, "a level is a whole number", err);
    *ret = (int)level;
    return OM_OK;
}

/* ---- Numbers of levels ---- */

static om_status read_number(const om_standard *table, size_t row, const kind *of,
                             om_level_numbers *numbers, om_error *err)
{
    int level;
    double value;
    OM_TRY(read_level(table, row, "level", of->worst, of->lowest, &level, err));
    OM_TRY(om_standard_number(table, row, "value", of->minimum, of->maximum, &value, err));
    if (!isnan(numbers->value[level]))
        return om_standard_fail(table, row, "this level is there twice", err);
    if (of->order == WHOLE && value != floor(value))
        return om_standard_fail(table, row, "sources are counted whole", err);
    numbers->value[level] = value;
    numbers->row[level] = row;
    return OM_OK;
}

static om_status check_order(const om_standard *table, const kind *of,
                             const om_level_numbers *numbers, om_error *err)
{
    for (int level = of->worst; level <= of->lowest; level++) {
        if (isnan(numbers->value[level]))
            return om_fail(err, OM_ERR_DATA, "%s has no row '%s' for level %d",
                           om_standard_name(table), of->name, level);
        if (level > of->worst && of->order == FALLING &&
            !(numbers->value[level] < numbers->value[level - 1]))
            return om_standard_fail(table, numbers->row[level],
                                    "it must be less than that of the level above", err);
    }
    return OM_OK;
}

static om_status read_numbers(const om_standard *table, const kind *of, om_level_numbers *ret,
                              om_error *err)
{
    for (int level = 0; level <= OM_GRADE_LOWEST; level++)
        ret->value[level] = NAN;
    for (size_t row = 0; row < om_standard_row_count(table); row++)
        if (is_called(table, row, of->name))
            OM_TRY(read_number(table, row, of, ret, err));
    return check_order(table, of, ret, err);
}

/* ---- Direct determination ---- */

static om_status read_direct(om_area_rules *rules, om_error *err)
{
    const om_standard *table = rules->table;
    om_direct_rule *list =
        OM_ARENA_ARRAY(rules->arena, om_direct_rule, om_standard_row_count(table));
    for (size_t row = 0; row < om_standard_row_count(table); row++) {
        if (!is_called(table, row, "direct"))
            continue;
        om_direct_rule *rule = &list[rules->direct_count++];
        *rule = (om_direct_rule){.method = om_standard_text(table, row, "method"), .row = row};
        if (!rule->method[0])
            return om_standard_fail(table, row, "it does not say which method; '*' is any", err);
        OM_TRY(read_level(table, row, "level", OM_GRADE_WORST, OM_GRADE_LOWEST, &rule->level, err));
        OM_TRY(read_level(table, row, "value", OM_GRADE_WORST, OM_GRADE_LOWEST, &rule->grade, err));
    }
    rules->direct = list;
    return OM_OK;
}

/* ---- Decay ---- */

static om_status read_decay(om_area_rules *rules, om_error *err)
{
    const om_standard *table = rules->table;
    om_decay_point *list =
        OM_ARENA_ARRAY(rules->arena, om_decay_point, om_standard_row_count(table));
    size_t count = 0;
    for (size_t row = 0; row < om_standard_row_count(table); row++) {
        if (!is_called(table, row, "decay"))
            continue;
        om_decay_point *point = &list[count];
        OM_TRY(om_standard_number(table, row, "from", 0, 1, &point->from, err));
        OM_TRY(om_standard_number(table, row, "value", 0, 1, &point->value, err));
        if (count ? !(point->from > list[count - 1].from) || point->value > list[count - 1].value
                  : point->from != 0)
            return om_standard_fail(table, row,
                                    "decay begins at 0, and never rises from row to row", err);
        count++;
    }
    if (!count || list[count - 1].from != 1)
        return om_fail(err, OM_ERR_DATA, "%s: the rows 'decay' do not run from 0 to 1",
                       om_standard_name(table));
    rules->decay = list;
    rules->decay_count = count;
    return OM_OK;
}

/* ---- The whole ---- */

static om_status check_names(const om_standard *table, om_error *err)
{
    static const char *const names[] = {"direct",      "weight", "decay", "limit",
                                        "limit_a_km2", "share",  "count"};
    for (size_t row = 0; row < om_standard_row_count(table); row++) {
        bool known = false;
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            known = known || is_called(table, row, names[i]);
        if (!known)
            return om_standard_fail(table, row, "no mode has a number of this name", err);
    }
    return OM_OK;
}

om_status om_area_rules_open(const om_standard *table, om_area_rules **ret, om_error *err)
{
    static const double most = 1e12;
    static const kind weight = {"weight", 1, 4, 1e-3, 1e6, FALLING};
    static const kind limit = {"limit", 1, 3, 1e-6, most, FALLING};
    static const kind limit_a_km2 = {"limit_a_km2", 1, 3, 1e-6, most, FALLING};
    static const kind share = {"share", 1, 3, 1e-9, 1, FREE};
    static const kind count = {"count", 2, 4, 2, 1e9, WHOLE};
    OM_AUTO(om_area_rules) rules = om_memory_take(1, sizeof *rules);
    rules->arena = om_arena_new();
    rules->table = table;
    OM_TRY(check_names(table, err));
    OM_TRY(read_direct(rules, err));
    OM_TRY(read_decay(rules, err));
    OM_TRY(read_numbers(table, &weight, &rules->weight, err));
    OM_TRY(read_numbers(table, &limit, &rules->limit, err));
    OM_TRY(read_numbers(table, &limit_a_km2, &rules->limit_a_km2, err));
    OM_TRY(read_numbers(table, &share, &rules->share, err));
    OM_TRY(read_numbers(table, &count, &rules->count, err));
    *ret = OM_TAKE(rules);
    return OM_OK;
}

/* Counts hazard sources where they lie. */
#include "engine/risk/located.h"

#include "engine/base/memory.h"
#include "engine/risk/graded_area.h"

/* Sources of one district by their grade. */
typedef struct tally {
    int64_t by_grade[OM_GRADE_LOWEST + 1];
} tally;

static om_status count_source(om_districts *districts, const om_source *source, tally *tallies,
                              tally *city, om_error *err)
{
    om_xy at;
    if (!source->shape)
        return OM_OK;
    OM_TRY(om_geom_point_inside(source->shape, &at, err));
    const int grade = source->graded.verdict.grade;
    for (size_t i = 0; i < om_districts_level_count(districts); i++) {
        const om_level *level = om_districts_level(districts, i);
        const size_t number = om_districts_of_point(districts, level, at);
        if (number == OM_NO_DISTRICT)
            continue;
        tallies[number].by_grade[grade]++;
        if (level == om_districts_city(districts))
            city->by_grade[grade]++;
    }
    return OM_OK;
}

/* A district has the grade that risk_district gives it; the city has none. */
static om_status write_tally(om_table *table, const om_district *at, int area_grade,
                             const tally *of, om_error *err)
{
    OM_AUTO_TEXT id = {0};
    int64_t graded = 0;
    om_text_add_format(&id, "%s/%s", at->level, at->code);
    for (int grade = OM_GRADE_WORST; grade <= OM_GRADE_LOWEST; grade++)
        graded += of->by_grade[grade];
    const om_value values[] = {
        om_value_text(at->code),
        om_value_text(at->name),
        om_value_text(at->level),
        om_grade_value(area_grade),
        om_value_integer(graded + of->by_grade[OM_GRADE_NONE]),
        om_value_integer(graded),
        om_value_integer(of->by_grade[1]),
        om_value_integer(of->by_grade[2]),
        om_value_integer(of->by_grade[3]),
        om_value_integer(of->by_grade[4]),
        om_value_integer(of->by_grade[OM_GRADE_NONE]),
    };
    return om_table_add(table, id.bytes, values, at->stored, err);
}

om_status om_sources_locate(const om_run *run, const om_sources *sources, om_districts *districts,
                            const int *grades, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(run, "risk_source_district", &table, err));
    const size_t count = om_districts_count(districts);
    OM_AUTO_MEMORY tally *tallies = om_memory_take(count, sizeof *tallies);
    tally city = {0};
    for (size_t i = 0; i < sources->count; i++)
        OM_TRY(count_source(districts, &sources->list[i], tallies, &city, err));
    for (size_t i = 0; i < count; i++)
        OM_TRY(write_tally(table, om_districts_at(districts, i), grades[i], &tallies[i], err));
    const om_district whole = {.code = "city", .name = "All districts", .level = "city"};
    return write_tally(table, &whole, OM_GRADE_NONE, &city, err);
}

/* The districts of the analysis "risk", level by level. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/area_limits.h"
#include "engine/risk/graded_area.h"
#include "engine/risk/judge.h"
#include "engine/risk/risk_inside.h"

/* The districts of one level, graded. */
typedef struct grading {
    om_risk_areas *areas;
    const om_level *level;
    om_nearby *nearby;
    om_area_level *graded; /* one a district of the level */
    double *index;         /* of those that something was assessed in */
    size_t index_count;
} grading;

static om_status grade_all(const grading *of, om_error *err)
{
    const om_judge judge = {&of->areas->mode, of->nearby};
    for (size_t i = 0; i < of->level->count; i++) {
        const om_geom *shape = om_districts_at(of->areas->districts, of->level->first + i)->shape;
        const om_ground ground = {shape, om_geom_rect(shape)};
        OM_TRY(om_judge_area(&judge, &ground, NULL, &of->graded[i], err));
    }
    return OM_OK;
}

/* Limits that depend on all areas ask for a first round that finds the indexes. */
static om_status find_limits(grading *of, om_error *err)
{
    om_area_mode *mode = &of->areas->mode;
    if (mode->kind != OM_AREA_WEIGHTED)
        return OM_OK;
    mode->limit = om_area_limits_fixed(mode->rules, mode->a_km2);
    if (om_area_breaks_are_relative(of->areas->breaks)) {
        OM_TRY(grade_all(of, err));
        for (size_t i = 0; i < of->level->count; i++)
            if (!isnan(of->graded[i].index))
                of->index[of->index_count++] = of->graded[i].index;
        OM_AUTO_TEXT what = {0};
        om_text_add_format(&what, "risk_district, level %s", of->level->name);
        OM_TRY(om_area_limits_find(of->areas->breaks, what.bytes, of->index, of->index_count,
                                   &mode->limit, err));
    }
    om_area_limits_report(&mode->limit, "risk_district", of->level->name, of->areas->limits);
    return OM_OK;
}

static om_status write_level(const grading *of, om_table *table, om_json *list, om_error *err)
{
    for (size_t i = 0; i < of->level->count; i++) {
        const om_district *district = om_districts_at(of->areas->districts, of->level->first + i);
        const om_graded_area area = {.id = district->id,
                                     .code = district->code,
                                     .name = district->name,
                                     .district_level = district->level,
                                     .controls = of->areas->controls,
                                     .level = of->graded[i]};
        om_graded_area_row row;
        of->areas->grades[of->level->first + i] = area.level.area.grade;
        om_graded_area_values(&area, &of->areas->mode, &row);
        OM_TRY(om_table_add(table, area.id, row.values, district->stored, err));
        om_graded_area_report(&area, list);
        OM_TRY(om_run_tell(of->areas->run, "risk_district", of->level->first + i + 1,
                           om_districts_count(of->areas->districts), "districts", err));
    }
    return OM_OK;
}

static om_status grade_level(om_risk_areas *areas, const om_level *level, om_nearby *nearby,
                             om_table *table, om_json *list, om_error *err)
{
    OM_AUTO_MEMORY om_area_level *graded = om_memory_take(level->count, sizeof *graded);
    OM_AUTO_MEMORY double *index = om_memory_take(level->count, sizeof *index);
    grading of = {areas, level, nearby, graded, index, 0};
    OM_TRY(find_limits(&of, err));
    OM_TRY(grade_all(&of, err));
    return write_level(&of, table, list, err);
}

om_status om_risk_grade_districts(om_risk_areas *areas, om_json *report, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_AUTO(om_nearby) nearby = NULL;
    OM_TRY(om_run_output(areas->run, "risk_district", &table, err));
    OM_TRY(om_nearby_open(areas->sources, om_store_geo(areas->run->store), &nearby, err));
    om_json *list = om_json_put(report, "districts", om_json_array_new());
    for (size_t i = 0; i < om_districts_level_count(areas->districts); i++)
        OM_TRY(
            grade_level(areas, om_districts_level(areas->districts, i), nearby, table, list, err));
    return OM_OK;
}

/* Reads what fire engines must reach into the model. */
#include <math.h>
#include <string.h>

#include "engine/analysis/fire_reach.h"
#include "engine/analysis/shapes.h"
#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/store/rows.h"

/* Census units that cover each other by more than this share of their area count people twice. */
#define OVERLAP_SHARE 1e-3

/* ---- Overlapping units ---- */

static om_status overlap_with_later(const om_fire *fire, size_t number, const om_index *index,
                                    size_t **found, size_t *capacity, double *overlap_m2,
                                    om_error *err)
{
    const om_geom *shape = om_places_at(fire->places, number)->shape;
    const size_t count = om_index_find(index, om_geom_rect(shape), found, capacity);
    for (size_t i = 0; i < count; i++) {
        if ((*found)[i] <= number)
            continue;
        OM_AUTO(om_geom) both = NULL;
        OM_TRY(om_geom_overlap(shape, om_places_at(fire->places, (*found)[i])->shape, &both, err));
        *overlap_m2 += om_geom_area_m2(both);
    }
    return OM_OK;
}

/* Tells what share of the area of census units lies in more than one of them. */
static om_status tell_overlaps(om_fire *fire, size_t count, om_error *err)
{
    OM_AUTO_MEMORY om_rect *rects = om_memory_take(count, sizeof *rects);
    OM_AUTO(om_index) index = NULL;
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    double overlap_m2 = 0, all_m2 = 0;
    for (size_t i = 0; i < count; i++) {
        const om_place *place = om_places_at(fire->places, i);
        rects[i] = place->area_m2 > 0 ? om_geom_rect(place->shape) : (om_rect){1, 1, -1, -1};
        all_m2 += place->area_m2;
    }
    if (!(all_m2 > 0))
        return OM_OK;
    OM_TRY(om_index_open(om_store_geo(fire->run->store), rects, count, &index, err));
    for (size_t i = 0; i < count; i++)
        if (om_places_at(fire->places, i)->area_m2 > 0)
            OM_TRY(overlap_with_later(fire, i, index, &found, &capacity, &overlap_m2, err));
    om_json_put_number(fire->report, "units_overlap_share", overlap_m2 / all_m2);
    if (overlap_m2 > OVERLAP_SHARE * all_m2)
        om_run_notice(fire->run,
                      "units of population overlap by %.2g %% of their area: whoever lives there "
                      "may be counted twice",
                      100 * overlap_m2 / all_m2);
    return OM_OK;
}

/* ---- Places ---- */

/* Only the layer that people are read from tells of people. */
static om_fire_sum sum_of(const om_place *place, bool count_buildings)
{
    static const om_fire_sum by_grade[] = {OM_FIRE_SOURCES_UNGRADED, OM_FIRE_SOURCES_1,
                                           OM_FIRE_SOURCES_2, OM_FIRE_SOURCES_3, OM_FIRE_SOURCES_4};
    if (!isnan(place->people))
        return OM_FIRE_PEOPLE;
    if (strcmp(place->layer, "hazard_source") == 0)
        return by_grade[place->grade];
    if (strcmp(place->layer, "shelter") == 0)
        return OM_FIRE_SHELTERS;
    const bool is_building = strcmp(place->layer, "building") == 0;
    return is_building && count_buildings ? OM_FIRE_BUILT_M2 : OM_FIRE_NO_SUM;
}

static double amount_of(const om_place *place, om_fire_sum sum)
{
    switch (sum) {
    case OM_FIRE_PEOPLE:
        return place->people;
    case OM_FIRE_BUILT_M2:
        return place->area_m2;
    default:
        return 1;
    }
}

static om_status add_places(om_fire *fire, bool count_buildings, om_error *err)
{
    for (size_t i = 0; i < om_places_count(fire->places); i++) {
        const om_place *place = om_places_at(fire->places, i);
        const om_fire_sum sum = sum_of(place, count_buildings);
        OM_TRY(om_fire_model_add(fire->model, place, sum, amount_of(place, sum), err));
    }
    return OM_OK;
}

static om_status read_people(om_fire *fire, om_error *err)
{
    OM_TRY(om_places_read_people(fire->places, fire->run, fire->report, err));
    return tell_overlaps(fire, om_places_count(fire->places), err);
}

static om_status read_places(om_fire *fire, om_error *err)
{
    static const char *const layers[] = {"building", "hazard_source", "shelter"};
    const char *graded_by = NULL;
    fire->places = om_places_new();
    OM_TRY(read_people(fire, err));
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        OM_TRY(om_places_read(fire->places, fire->run->store, layers[i], err));
    OM_TRY(om_places_grade(fire->places, fire->run->store, &graded_by, err));
    om_json_put_text(fire->report, "sources_graded_by", graded_by);
    return om_places_snap(fire->places, fire->network, &fire->access, err);
}

/* ---- Built-up area ---- */

/* Land use tells the built-up area only where it tells the homes: parks and schools do not. */
static om_status has_homes(om_fire *fire, bool *ret, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_run_count(fire->run, "landuse", &count, err));
    *ret = false;
    if (count == 0)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(fire->run->store,
                        "select 1 from landuse where kind = 'residential' limit 1", &rows, err));
    return om_rows_next(rows, ret, err);
}

static om_status add_ground(om_fire *fire, const om_geom *only, const om_geom *without,
                            om_error *err)
{
    const om_fire_ground ground = {only, without,
                                   om_settings_number(fire->run->settings, "built_cell_m")};
    return om_fire_model_add_ground(fire->model, om_store_geo(fire->run->store), &ground, err);
}

static om_status read_built(om_fire *fire, om_error *err)
{
    static const char *const kinds[] = {"residential", "commercial", "industrial", "institution",
                                        NULL};
    bool homes = false;
    OM_TRY(has_homes(fire, &homes, err));
    if (homes)
        return om_shapes_unite(fire->run->store, "landuse", kinds, &fire->built, err);
    return om_shapes_unite(fire->run->store, "water", NULL, &fire->water, err);
}

static void tell_all_ground(om_fire *fire)
{
    om_json_put_text(fire->report, "built_up_area",
                     fire->water ? "all ground that is not water" : "all ground");
    om_run_notice(
        fire->run,
        "neither homes as land use nor buildings are loaded: the built-up area is all ground%s",
        fire->water ? " that is not water" : "");
}

/* Built-up area: land use where it has homes, else buildings, else the ground that is no water. */
static om_status fill_model(om_fire *fire, om_error *err)
{
    int64_t buildings = 0;
    OM_TRY(read_built(fire, err));
    OM_TRY(om_run_count(fire->run, "building", &buildings, err));
    OM_TRY(add_places(fire, !fire->built, err));
    if (fire->built)
        om_json_put_text(fire->report, "built_up_area",
                         "land use: homes, trade, industry, schools");
    else if (buildings == 0)
        tell_all_ground(fire);
    else {
        om_json_put_text(fire->report, "built_up_area", "building footprints");
        return OM_OK;
    }
    return add_ground(fire, fire->built, fire->water, err);
}

om_status om_fire_read_model(om_fire *fire, om_error *err)
{
    OM_TRY(read_places(fire, err));
    OM_TRY(om_districts_read(fire->run->store, &fire->districts, err));
    fire->model = om_fire_model_new(fire->network, &fire->access, fire->districts);
    OM_TRY(fill_model(fire, err));
    om_fire_model_close(fire->model);
    return OM_OK;
}

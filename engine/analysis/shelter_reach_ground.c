/* Writes the ground from which people can walk to shelters, by class and to any. */
#include <math.h>
#include <string.h>

#include "engine/analysis/reach.h"
#include "engine/analysis/shelter_reach.h"

/* Random places at which the picture is compared with the exact answer. */
enum { SAMPLED = 20000 };

/* What the polygons are drawn with. */
typedef struct drawing {
    const om_shelter_walk *walk;
    om_ground *ground;
    om_field *field;
    om_search *search;
    om_table *table;
    om_start *starts; /* room for all */
} drawing;

static void drawing_clear(drawing *on)
{
    om_table_free(on->table);
    om_search_free(on->search);
    om_field_free(on->field);
    om_ground_free(on->ground);
}

/*
 * Shelters of one class, or of all (NULL). Those with a shorter way set off later by what is
 * missing to the longest: so one limit does for all.
 */
static size_t set_off(drawing *on, const om_shelter_class *class, double limit_m,
                      size_t *ret_shelters)
{
    const om_shelter_walk *walk = on->walk;
    size_t count = 0;
    *ret_shelters = 0;
    for (size_t g = 0; g < walk->count; g++) {
        const om_catch_group *group = &walk->groups[g];
        if (class && om_shelter_walk_at(walk, g)->class != class)
            continue;
        ++*ret_shelters;
        for (size_t s = 0; s < group->count; s++) {
            on->starts[count] = group->starts[s];
            on->starts[count++].seconds += limit_m - group->limit_s;
        }
    }
    return count;
}

static om_status write_area(drawing *on, const om_shelter_class *class, const om_outline *outline,
                            size_t shelters, om_error *err)
{
    om_store *store = on->walk->run->store;
    const om_transform *to_degrees = NULL;
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_store_to_degrees(store, &to_degrees, err));
    OM_TRY(om_reach_shape(om_store_geo(store), outline, &shape, err));
    OM_TRY(om_geom_transform(shape, to_degrees, OM_DEGREES, &stored, err));
    const char *name = class ? class->name : "all";
    const om_value values[] = {
        om_value_text(name),
        om_value_real(class ? class->distance_m : (double)NAN),
        om_value_integer((int64_t)shelters),
        om_value_real(om_geom_area_m2(shape)),
    };
    return om_table_add(on->table, name, values, stored, err);
}

static void tell_error(const drawing *on, double limit_m, const om_outline *outline)
{
    OM_AUTO(om_reach_sample)
    sample = om_reach_sample_new(on->ground, om_field_rect(on->field), NULL, SAMPLED);
    const om_reach_check check = om_reach_compare(sample, on->search, limit_m, outline);
    om_json *told = om_json_put(on->walk->report, "polygons", om_json_object_new());
    om_json_put_number(told, "cell_m", om_ground_cell_m(on->ground));
    om_reach_check_tell(&check, told);
}

static om_status draw(drawing *on, const om_shelter_class *class, double limit_m, om_error *err)
{
    size_t shelters = 0;
    const size_t count = set_off(on, class, limit_m, &shelters);
    if (count == 0)
        return OM_OK;
    OM_AUTO_OUTLINE outline = {0};
    OM_TRY(
        om_search_run(on->search, on->starts, count, om_field_search_s(on->ground, limit_m), err));
    om_field_fill(on->field, on->search, limit_m);
    om_field_outline(on->field, limit_m, NULL, &outline);
    if (!class)
        tell_error(on, limit_m, &outline);
    return write_area(on, class, &outline, shelters, err);
}

om_status om_shelter_reach_write_ground(const om_shelter_walk *walk, om_error *err)
{
    __attribute__((cleanup(drawing_clear))) drawing on = {.walk = walk};
    const om_shelter_classes *classes = om_shelters_classes(walk->shelters);
    double farthest_m = 0;
    for (size_t g = 0; g < walk->count; g++)
        farthest_m = fmax(farthest_m, walk->groups[g].limit_s);
    on.starts = OM_ARENA_ARRAY(walk->arena, om_start, walk->starts);
    OM_TRY(om_ground_open(walk->network, &walk->access,
                          om_settings_number(walk->run->settings, "cell_m"), &on.ground, err));
    on.field = om_field_new(on.ground);
    on.search = om_search_new(walk->network);
    OM_TRY(om_run_output(walk->run, "shelter_reach_area", &on.table, err));
    OM_TRY(draw(&on, NULL, farthest_m, err));
    for (size_t c = 0; c < om_shelter_classes_count(classes); c++) {
        const om_shelter_class *class = om_shelter_classes_at(classes, c);
        OM_TRY(draw(&on, class, class->distance_m, err));
    }
    return OM_OK;
}
